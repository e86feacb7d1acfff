"""Lemmas: gives the dictionary form of a word from its tag, by a list of irregular forms and a few spelling rules."""

VOWELS = "aeiou"
#: Penn tags whose words change their form, by family: verb, noun, adjective.
FAMILIES = {
    "VBD": "d", "VBN": "d", "VBG": "g", "VBZ": "z", "VB": "v", "VBP": "v", "MD": "v",
    "NNS": "s", "NNPS": "", "JJR": "r", "JJS": "t", "RBR": "r", "RBS": "t",
}  # fmt: skip


def family(tag: str) -> str:
    """Give the family of forms of a tag, empty if its words do not change."""
    return FAMILIES.get(tag, "")


def by_rule(form: str, kind: str) -> str:
    """Undo an ending by spelling alone; `form` is in small letters."""
    if kind in ("z", "s"):
        return without_s(form)
    if kind == "d" and form.endswith("ed") and len(form) > 3:
        return restored(form[:-2]) if not form.endswith("ied") else form[:-3] + "y"
    if kind == "g" and form.endswith("ing") and len(form) > 4:
        return restored(form[:-3])
    if kind == "r" and form.endswith("er") and len(form) > 4:
        return form[:-3] + "y" if form.endswith("ier") else restored(form[:-2])
    if kind == "t" and form.endswith("est") and len(form) > 5:
        return form[:-4] + "y" if form.endswith("iest") else restored(form[:-3])
    return form


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
    """Put back what an ending took from a stem: agre-ed, plann-ed, hop-ing."""
    if len(stem) < 3:
        return stem + "e" if stem[-1:] not in VOWELS and len(stem) == 2 and stem[0] in VOWELS else stem
    last, before, third = stem[-1], stem[-2], stem[-3]
    if last == before and last not in "aeiouls":
        return stem[:-1]
    if last == before == "l" and third in VOWELS and len(stem) > 5:
        return stem[:-1]
    if last in "vuczs" and not (last == before == "s") and stem[-2:] not in ("ss", "zz", "ts"):
        return stem + "e"
    if last == "g" and before in "ndr" or stem[-2:] == "dg":
        return stem + "e" if before != "n" or third in "ae" and stem[-4:] not in ("hang", "bang") else stem
    if stem.endswith(("bl", "pl", "tl", "dl", "gl", "kl", "fl", "uir", "quir", "quot", "eat", "iat", "uat")):
        return (
            stem + "e"
            if not stem.endswith(("reat", "heat", "beat", "seat", "peat", "feat")) or stem == "creat"
            else stem
        )
    if last in "tdkmnplrhfb" and before in VOWELS and third not in VOWELS and long_stem(stem):
        return stem + "e"
    return stem


def long_stem(stem: str) -> bool:
    """Tell whether a stem that ends in vowel and consonant lost an e (negotiat, hop) or did not (visit, offer)."""
    if stem.endswith(("at", "id", "ak", "ik", "ok", "ut", "ot", "od", "ud", "ir", "ar", "or", "ur", "ol", "ul", "il", "im",
                      "am", "om", "um", "in", "an", "un", "ap", "ip", "op", "uk", "ad", "af", "if", "ib", "ab", "ath")):  # fmt: skip
        groups = sum(1 for a, b in zip(" " + stem, stem, strict=False) if b in VOWELS + "y" and a not in VOWELS + "y")
        if groups == 1:
            return True
        return stem.endswith(("at", "ak", "ok", "ut", "uc", "ir", "ar", "ur", "id", "am", "ot", "ul", "om"))
    return False


def lemma(form: str, tag: str, irregular: dict[str, str]) -> str:
    """Give the dictionary form of a word; names keep their capitals."""
    if tag in ("NNP", "NNPS"):
        return form
    low = form.lower()
    kind = family(tag)
    if not kind:
        return irregular.get(low, low)
    found = irregular.get(f"{low} {kind}")
    return found if found is not None else by_rule(low, kind)
