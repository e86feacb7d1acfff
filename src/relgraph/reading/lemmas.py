"""Lemmas: gives the dictionary form of a word from its tag, by a list of exceptions and a few spelling rules."""

import re

VOWELS = "aeiou"
SYLLABLE = re.compile("[aeiou]+")
#: Verbs of several syllables that end in two l.
DOUBLED = frozenset({"install", "reinstall", "enroll", "recall", "appall", "distill", "instill", "fulfill", "befall"})
#: The family of forms of each Penn tag whose words change: past, -ing, third person, verb, plural, -er, -est.
FAMILIES = {
    "VBD": "d", "VBN": "d", "VBG": "g", "VBZ": "z", "VB": "v", "VBP": "v", "MD": "v",
    "NNS": "s", "JJR": "r", "JJS": "t", "RBR": "r", "RBS": "t",
}  # fmt: skip
#: Stems that lose an e before -ed and -ing.
SILENT: tuple[str, ...] = (
    "at",
    "iz",
    "is",
    "ys",
    "os",
    "us",
    "as",
    "rs",
    "ns",
    "ps",
    "ug",
    "dg",
    "ag",
    "rg",
    "in",
    "ir",
    "ur",
    "ar",
    "ut",
    "ot",
    "id",
    "ul",
)
SILENT += (
    "bl",
    "pl",
    "tl",
    "dl",
    "gl",
    "kl",
    "fl",
    "ak",
    "ok",
    "ik",
    "am",
    "im",
    "om",
    "ol",
    "um",
    "ib",
    "ub",
    "op",
    "ap",
    "ad",
)


def family(tag: str) -> str:
    """Give the family of forms of a tag, empty if its words do not change."""
    return FAMILIES.get(tag, "")


def by_rule(form: str, kind: str) -> str:
    """Undo an ending by spelling alone; `form` is in small letters."""
    if kind in ("z", "s"):
        return without_s(form)
    ending = {"d": "ed", "g": "ing", "r": "er", "t": "est"}.get(kind, "?")
    if not form.endswith(ending) or len(form) < len(ending) + 2:
        return form
    stem = form[: -len(ending)]
    if stem.endswith("i") and kind != "g":
        return stem[:-1] + "y"
    return restored(stem)


def without_s(form: str) -> str:
    """Undo a plural or third-person s."""
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith(("sses", "shes", "ches", "xes", "zzes", "oes")):
        return form[:-2]
    if form.endswith("s") and not form.endswith(("ss", "us", "is")) and len(form) > 2:
        return form[:-1]
    return form


def restored(stem: str) -> str:
    """Put back what an ending took from a stem: agre-ed, plann-ed, invit-ed."""
    last, before = stem[-1], stem[-2:-1]
    if stem.endswith("ll") and stem not in DOUBLED and len(SYLLABLE.findall(stem)) > 1:
        return stem[:-1]  # initiall-ed, quarrell-ing
    if last == before and last not in "aeiouls":
        return stem[:-1]
    if last in "vuc" or stem.endswith(("re", "lg", "nc", "tr")) or (last == "z" and before != "z"):
        return stem + "e"
    if stem.endswith(SILENT) and (len(stem) < 3 or stem[-3] not in VOWELS or stem[-2] not in VOWELS):
        return stem + "e"
    return stem


def lemma(form: str, tag: str, irregular: dict[str, str]) -> str:
    """Give the dictionary form of a word; names keep their capitals, of several words the last is changed."""
    if tag in ("NNP", "NNPS", "CD"):
        return form
    low = form.lower().replace("\u2019", "'")
    kind = FAMILIES.get(tag)
    if kind is None:
        return low
    front, space, word = low.rpartition(" ")
    found = irregular.get(f"{word} {kind}")
    return front + space + (by_rule(word, kind) if found is None else found)
