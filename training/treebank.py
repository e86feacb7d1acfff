"""Reads UD treebanks and brings their sentences into the form that the reader meets at run time.

Hyphenated words become one word again, relations are mapped to one scheme, and names, dates and sums can be merged
into single units, as the mention recogniser does it.
"""

from dataclasses import dataclass, replace
from pathlib import Path
from random import Random

RELATIONS = {
    "obl:tmod": "obl:unmarked", "obl:npmod": "obl:unmarked", "nmod:tmod": "nmod:unmarked",
    "nmod:npmod": "nmod:unmarked", "nsubj:outer": "nsubj", "csubj:outer": "csubj", "csubj:pass": "csubj",
    "flat:foreign": "flat", "flat:name": "flat", "advcl:relcl": "advcl", "dislocated": "parataxis", "list": "parataxis",
    "orphan": "dep", "reparandum": "dep", "goeswith": "fixed",
}  # fmt: skip
TAGS = {"HYPH": ":", "NFP": ":", "GW": "NN", "AFX": "JJ", "ADD": "NN", "LS": "CD", "SYM": "NN"}
MONTHS = set("january february march april may june july august september october november december "
             "jan. feb. mar. apr. jun. jul. aug. sept. sep. oct. nov. dec.".split())  # fmt: skip
DAYS = set("monday tuesday wednesday thursday friday saturday sunday".split())
TITLES = set("minister president secretary chancellor ambassador premier senator governor general chairman speaker "
             "king queen prince director commissioner envoy spokesman spokeswoman spokesperson leader "
             "chief".split())  # fmt: skip
BODIES = set("council ministry committee university party organization organisation commission parliament agency bank "
             "department union group company corp. inc. court senate congress house army institute school church "
             "association foundation office service league front club times post news".split())  # fmt: skip
STATES = set(
    """iraq iran israel china india pakistan afghanistan syria lebanon turkey egypt russia france germany japan
korea canada mexico brazil britain england uk u.k. us u.s. usa u.s.a. america spain italy ukraine poland sudan libya
kuwait jordan yemen qatar australia austria belgium ireland scotland wales vietnam thailand indonesia malaysia
singapore philippines cuba venezuela argentina chile colombia peru bolivia nigeria kenya ethiopia somalia rwanda
ghana senegal morocco algeria tunisia greece cyprus hungary romania bulgaria serbia croatia albania kosovo norway
sweden finland denmark iceland netherlands switzerland portugal georgia armenia azerbaijan kazakhstan uzbekistan
nepal bangladesh taiwan london paris moscow berlin baghdad tehran jerusalem washington rome madrid kyiv beijing tokyo
cairo damascus kabul istanbul ankara geneva brussels vienna athens gaza europe asia africa california texas
florida chicago boston houston israel's york zealand arabia kingdom states""".split()
)
KINDS = {"person": "PERSON", "place": "PLACE", "organization": "ORG", "time": "DATE"}


@dataclass(frozen=True, slots=True)
class Word:
    """One unit of a gold sentence. `head` is a place in the sentence, -1 for the root."""

    text: str
    tag: str
    head: int
    rel: str
    lemma: str
    glued: bool = False
    entity: str | None = None
    label: str | None = None
    forced: bool = False


def tag_of(w: Word) -> str:
    """Give a word's tag in our set."""
    return TAGS.get(w.tag, w.tag)


def read(path: Path) -> list[list[Word]]:
    """Read a CoNLL-U file."""
    sentences: list[list[Word]] = []
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) == 10:
            rows.append(fields)
        elif not line.strip() and rows:
            sentences.append(sentence(rows))
            rows = []
    if rows:
        sentences.append(sentence(rows))
    return [s for s in sentences if s]


def sentence(rows: list[list[str]]) -> list[Word]:
    """Build one sentence; words inside a written word (do + n't) are glued to the next."""
    glued: set[int] = set()
    for row in rows:
        if "-" in row[0]:
            first, last = map(int, row[0].split("-"))
            glued.update(range(first, last))
    plain = [row for row in rows if row[0].isdigit()]
    entities = spans([row[9] for row in plain])
    words = []
    for place, row in enumerate(plain):
        rel = RELATIONS.get(row[7], row[7])
        tight = "SpaceAfter=No" in row[9] or int(row[0]) in glued
        words.append(Word(row[1], row[4], int(row[6]) - 1, rel, row[2], tight, entities.get(place)))
    return hyphens(words)


def spans(notes: list[str]) -> dict[int, str]:
    """Find GUM's named single or smallest entities: the place of each word that an entity of a kind covers."""
    found: dict[int, str] = {}
    open_: list[tuple[str, str, int]] = []
    for place, note in enumerate(notes):
        value = next((v[7:] for v in note.split("|") if v.startswith("Entity=")), "")
        for piece in value.replace("(", " (").replace(")", ") ").split():
            name = piece.strip("()")
            parts = name.split("-")
            if piece.startswith("("):
                open_.append((parts[0], parts[1] if len(parts) > 1 else "", place))
            if piece.endswith(")"):
                for k in range(len(open_) - 1, -1, -1):
                    if open_[k][0] == parts[0]:
                        _, kind, start = open_.pop(k)
                        for i in range(start, place + 1):
                            found.setdefault(i, kind)
                        break
    return found


def merge(words: list[Word], groups: list[tuple[int, int, Word]]) -> list[Word]:
    """Merge spans [a, b) into the given words, whose `head` is still a place of the old sentence."""
    new: list[Word] = []
    place: dict[int, int] = {}
    starts = {a: (b, w) for a, b, w in groups}
    i = 0
    while i < len(words):
        b, w = starts.get(i, (i + 1, words[i]))
        for k in range(i, b):
            place[k] = len(new)
        new.append(w)
        i = b
    return [replace(w, head=place[w.head] if w.head >= 0 else -1) for w in new]


def top(words: list[Word], a: int, b: int) -> int | None:
    """Give the one word of a span whose head lies outside, or None if there is not exactly one."""
    tops = [i for i in range(a, b) if not a <= words[i].head < b]
    return tops[0] if len(tops) == 1 else None


def glue(words: list[Word], a: int, b: int) -> str:
    """Write a span as its text."""
    return "".join(w.text + ("" if w.glued else " ") for w in words[a:b]).strip()


def hyphens(words: list[Word]) -> list[Word]:
    """Make hyphenated words one word again, as the tokenizer leaves them."""
    groups = []
    i = 0
    while i < len(words):
        j = i + 1
        while j + 1 < len(words) and words[j].text == "-" and words[j - 1].glued and words[j].glued:
            if not (words[j - 1].text[-1].isalnum() and words[j + 1].text[0].isalnum()):
                break
            j += 2
        if j > i + 1:
            head = top(words, i, j)
            if head is not None and words[i].text.lower() not in MONTHS:
                groups.append((i, j, joined(words, i, j, head)))
            i = j
        else:
            i += 1
    return merge(words, groups) if groups else words


def joined(words: list[Word], a: int, b: int, head: int) -> Word:
    """Make the word for a hyphenated span: a modifier of a noun becomes an adjective, names stay names."""
    word = words[head]
    tag, rel = word.tag, word.rel
    names = all(w.tag in ("NNP", "NNPS") for w in words[a:b:2])
    if rel in ("amod", "compound", "nmod:desc", "acl") and not names:
        tag, rel = "JJ", "amod"
    text = glue(words, a, b)
    return replace(word, text=text, tag=tag, rel=rel, lemma=text, glued=words[b - 1].glued)


def singles(words: list[Word], random: Random, share: float) -> list[Word]:
    """Give names of one word the label that the recogniser would give them, in a share of the cases."""
    out = []
    for w in words:
        label = None
        if w.label is None and w.tag in ("NNP", "NNPS"):
            label = kind([w], w)
            if label == "NAME" or random.random() > share:
                label = None
        out.append(replace(w, label=label, forced=True) if label else w)
    return out


def kind(span: list[Word], head: Word) -> str:
    """Guess what a name is."""
    low = [w.text.lower() for w in span]
    if any(t in DAYS or t in MONTHS for t in low):
        return "DATE"
    if any(t in STATES for t in low) and len(span) < 4 and head.text.lower() not in BODIES:
        return "PLACE"
    if any(t in BODIES for t in low):
        return "ORG"
    if any(w.rel == "flat" for w in span):
        return "PERSON"
    return KINDS.get(head.entity or "", "NAME")


def collapse(words: list[Word], random: Random, share: float) -> list[Word]:
    """Merge names, dates, sums and offices into single labelled units, each with probability `share`."""
    groups: list[tuple[int, int, Word]] = []
    i = 0
    while i < len(words):
        found = sum_at(words, i) or date_at(words, i) or office_at(words, i) or name_at(words, i, random)
        if found is None or found[1] - i < 2:
            i += 1
            continue
        a, b, tag, label = found
        head = top(words, a, b)
        if head is not None and random.random() < share:
            word = words[head]
            shown = label if random.random() < 0.85 or label not in ("PERSON", "PLACE", "ORG") else "NAME"
            groups.append((a, b, replace(word, text=glue(words, a, b), tag=tag or word.tag, label=shown, forced=True,
                                         glued=words[b - 1].glued)))  # fmt: skip
            i = b
        else:
            i = i + 1 if head is None else b
    return singles(merge(words, groups) if groups else words, random, share)


def sum_at(words: list[Word], i: int) -> tuple[int, int, str, str] | None:
    """Find a sum of money, a per cent or a large number."""
    j = i
    money = words[i].tag == "$"
    if money:
        j += 1
    start = j
    while j < len(words) and words[j].tag == "CD" and words[j].text[0:1] != "'":
        j += 1
    if j == start or (j - i < 2 and not (j < len(words) and words[j].text == "%")):
        return None
    if j < len(words) and words[j].text in ("%", "percent"):
        return i, j + 1, "CD", "PERCENT"
    return (i, j, "CD", "MONEY" if money else "NUMBER")


def date_at(words: list[Word], i: int) -> tuple[int, int, str, str] | None:
    """Find a date of several words."""
    j, seen = i, False
    if words[j].text.lower() in DAYS:
        j += 1
        if j < len(words) and words[j].text == ",":
            j += 1
    if j < len(words) and words[j].tag == "CD" and j + 1 < len(words) and words[j + 1].text.lower() in MONTHS:
        j += 1
    if j < len(words) and words[j].text.lower() in MONTHS:
        j, seen = j + 1, True
        if j < len(words) and words[j].tag in ("CD", "NN", "JJ") and words[j].text[:1].isdigit():
            j += 1
            if j + 1 < len(words) and words[j].text == "," and words[j + 1].text.isdigit():
                j += 2
            elif j < len(words) and words[j].text.isdigit() and len(words[j].text) == 4:
                j += 1
    return (i, j, "NNP", "DATE") if seen and j - i > 1 else None


def office_at(words: list[Word], i: int) -> tuple[int, int, str, str] | None:
    """Find an office: nouns and adjectives before a title, all of one noun group."""
    j = i
    while j < len(words) and j < i + 5 and words[j].tag in ("NN", "NNP", "JJ"):
        if words[j].text.lower() in TITLES and (j + 1 == len(words) or words[j + 1].text.lower() not in TITLES):
            inner = all(words[k].rel in ("compound", "amod", "flat") for k in range(i, j))
            if j > i and inner and top(words, i, j + 1) == j and all(words[k].tag != "JJ" for k in range(i, j)):
                return i, j + 1, "", "OFFICE"
            return None
        j += 1
    return None


def name_at(words: list[Word], i: int, random: Random) -> tuple[int, int, str, str] | None:
    """Find a name: proper nouns, at times with `of the` and `and` inside."""
    if words[i].tag not in ("NNP", "NNPS") or words[i].text.lower() in DAYS | MONTHS:
        return None
    j = i + 1
    while j < len(words) and words[j].tag in ("NNP", "NNPS") and words[j].text.lower() not in DAYS | MONTHS:
        j += 1
    k, body = j, any(w.text.lower() in BODIES for w in words[i:j])
    while body and k < len(words) and words[k].text.lower() in ("of", "the", "for", "and", "on", "in"):
        k += 1
        if k < len(words) and words[k].tag in ("NNP", "NNPS"):
            while k < len(words) and words[k].tag in ("NNP", "NNPS"):
                k += 1
            if top(words, i, k) is not None and words[k - 1].text.lower() not in DAYS | MONTHS:
                j = k
    while j - i > 1 and top(words, i, j) is None:
        j -= 1
    head = top(words, i, j)
    if head is None:
        return None
    return i, j, "", kind(words[i:j], words[head])


def recase(words: list[Word], style: str) -> list[Word]:
    """Write a sentence in capitals (`u`) or as a title (`t`)."""
    small = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "or", "at", "by", "with", "as", "but", "from"}
    if style == "u":
        return [replace(w, text=w.text.upper()) for w in words]
    return [replace(w, text=w.text if w.text.lower() in small and i else w.text[:1].upper() + w.text[1:])
            for i, w in enumerate(words)]  # fmt: skip


def projective(words: list[Word]) -> bool:
    """Tell whether no two arcs cross."""
    arcs = [(min(i, w.head), max(i, w.head)) for i, w in enumerate(words) if w.head >= 0]
    return not any(a < c < b < d for a, b in arcs for c, d in arcs)
