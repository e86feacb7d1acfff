"""Tags: gives each unit its Penn tag, left to right, by an averaged perceptron with packed whole-number weights.

Comes in: units and a trained table. Goes out: tag numbers. The features of a word alone are summed once per word
form and kept; only those with the tags before it are looked up each time.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from relgraph.reading.weights import Table
from relgraph.reading.words import CLASSES, Unit, case, normal, shape

#: Forms whose sums are kept; past this the store is emptied, so that memory stays bounded.
KEPT = 60_000
VERBS = frozenset(("VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "MD"))
FINITE = frozenset(("VBD", "VBP", "VBZ", "MD"))
OPENING = frozenset(("WDT", "WP", "WP$", "WRB"))
SUBORDINATORS = frozenset(("that", "if", "because", "although", "though", "while", "whether", "unless"))
#: How far a participle's score may lie above the past tense's when the sentence still lacks a finite verb.
SLACK = 400
ENDS = frozenset((".", "!", '"', "\u201d"))
#: What a past tense is taken for where it is not seen that the sentence lacks a finite verb.
DOUBTFUL = ("VBN", "JJ")
START = (0, 0, 63, 1)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The numbers of words, endings and shapes, and the words with only one tag."""

    words: dict[str, int]
    pieces: dict[str, int]
    ambiguity: dict[str, int]
    fixed: dict[str, int]
    tags: tuple[str, ...]
    clusters: dict[str, int]
    paths: tuple[int, ...]
    finite: dict[str, int]
    number: dict[str, int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "number", {tag: place for place, tag in enumerate(self.tags)})

    def verbal(self, unit: Unit) -> int:
        """Tell whether a unit is likely to be a finite verb: 2 mostly is, 1 may be, 0 is not."""
        if unit.tag or unit.label in CLASSES:
            return 2 if unit.tag in FINITE else 0
        if unit.text[:1].isupper():
            return 0
        form = normal(unit.text)
        return self.finite.get(form, 1 if form.endswith("ed") else 0)

    def cluster(self, unit: Unit) -> int:
        """Give the number of the cluster of words that are used alike, 0 if unknown."""
        known = CLASSES.get(unit.label or "")
        return self.clusters.get(known or normal(unit.text), 0)

    def word(self, unit: Unit) -> int:
        """Give the number by which the parser knows a unit: its class, its word, or its ending and shape."""
        known = CLASSES.get(unit.label or "")
        if known is not None:
            return self.words.get(known, 0)
        form = normal(unit.text)
        found = self.words.get(form)
        if found is not None:
            return found
        capital = "X" if unit.text[:1].isupper() else ""
        cluster = self.clusters.get(form)
        if cluster is not None:
            found = self.words.get(f"#{capital}{cluster}")
        return self.words.get(f"*{capital}{form[-2:]}", 0) if found is None else found


class Form(NamedTuple):
    """What is known of a word form by itself: packed sums for its own place and those around it, and its numbers.

    `name` and `cluster` are the numbers by which the parser knows it.
    """

    own: int
    before: int
    before2: int
    after: int
    after2: int
    word: int
    ambiguity: int
    path: int
    fixed: int
    finite: int
    name: int = 0
    cluster: int = 0


class Past(NamedTuple):
    """What of the tags so far bears on the next: the last two, the last verb's, and how many clauses lack a verb."""

    last: int
    last2: int
    verb: int
    due: int


def onward(past: Past, tag: int, name: str, text: str) -> Past:
    """Give the past after one more word and its tag: subordinators open a clause, finite verbs and modals fill one."""
    last, _, verb, due = past
    if name in VERBS:
        verb = tag
        if name in FINITE and due:
            due -= 1
    elif due < 3 and (name in OPENING or (name == "IN" and normal(text) in SUBORDINATORS)):
        due += 1
    return Past(tag, last, verb, due)


def form_keys(lexicon: Lexicon, unit: Unit, style: str) -> tuple[list[int], int, int]:
    """Give the feature keys of a form in its own place, its word number and its ambiguity class."""
    text = unit.text
    label = CLASSES.get(unit.label or "")
    low = label or normal(text)
    word = lexicon.words.get(low, 0)
    looks = shape(text) if not style else style + ("X" if text[:1].isupper() else "x")
    if style == "u":
        looks = "u" + shape(text.lower())
    piece = lexicon.pieces.get
    ambiguity = lexicon.ambiguity.get(low, 0)
    form, tail, tail2 = (
        piece("s" + looks, 0),
        piece("3" + low[-3:], 0),
        piece("2" + low[-2:], 0),
    )
    keys = [
        1 << 40 | word,
        2 << 40 | tail,
        3 << 40 | tail2,
        4 << 40 | piece("1" + low[-1:], 0),
        5 << 40 | piece("p" + low[:3], 0),
        6 << 40 | form,
        7 << 40 | form << 16 | tail,
        8 << 40 | ambiguity,
        9 << 40 | form << 16 | ambiguity,
        10 << 40 | form << 16 | word,
        11 << 40,
        12 << 40 | piece("4" + low[-4:], 0),
        13 << 40 | piece("q" + low[:2], 0),
    ]
    cluster = lexicon.clusters.get(low, 0)
    if cluster:
        path = lexicon.paths[cluster]
        keys += (
            33 << 40 | cluster,
            34 << 40 | path & 15,
            35 << 40 | path & 63,
            36 << 40 | path & 255,
            37 << 40 | cluster << 16 | form,
            38 << 40 | cluster << 16 | tail,
        )
    if "-" in low:
        keys.append(14 << 40 | piece("h" + low.rsplit("-", 1)[1], 0))
    return keys, word, ambiguity


def near_keys(lexicon: Lexicon, unit: Unit, word: int, ambiguity: int) -> tuple[list[int], ...]:
    """Give the feature keys of a form for the unit after it, two after, before it, two before."""
    tail = lexicon.pieces.get("3" + normal(unit.text)[-3:], 0)
    form = lexicon.pieces.get("s" + shape(unit.text), 0)
    cluster = lexicon.cluster(unit)
    path = lexicon.paths[cluster]
    return (
        [15 << 40 | word, 16 << 40 | tail, 39 << 40 | cluster, 40 << 40 | path & 63],
        [17 << 40 | word, 41 << 40 | path & 63],
        [
            18 << 40 | word,
            19 << 40 | tail,
            20 << 40 | ambiguity,
            21 << 40 | form,
            42 << 40 | cluster,
            43 << 40 | path & 63,
        ],
        [22 << 40 | word, 23 << 40 | ambiguity, 44 << 40 | path & 63],
    )


def verbs_after(forms: Sequence[Form]) -> list[int]:
    """Count for each place the likely (to 2) and the possible (to 1) finite verbs after it, as one number."""
    out, sure, may = [], 0, 0
    for form in reversed(forms):
        out.append(sure << 1 | may)
        if form.finite == 2 and sure < 2:
            sure += 1
        elif form.finite == 1:
            may = 1
    out.reverse()
    return out


def tag_keys(here: Form, before: Form, after: Form, past: Past, later: int) -> tuple[int, ...]:
    """Give the feature keys that join a unit with the tags and words around it."""
    last, last2, verb, due = past
    word, ambiguity = here.word, here.ambiguity
    lack = due << 3 | later
    return (
        24 << 40 | last,
        25 << 40 | last << 6 | last2,
        26 << 40 | last << 20 | word,
        27 << 40 | last << 24 | ambiguity << 12 | after.ambiguity,
        28 << 40 | word << 16 | after.word,
        29 << 40 | before.word << 16 | word,
        30 << 40 | last << 26 | last2 << 20 | word,
        31 << 40 | last << 16 | after.word,
        32 << 40 | before.ambiguity << 24 | ambiguity << 12 | after.ambiguity,
        45 << 40 | due << 12 | ambiguity,
        47 << 40 | verb << 12 | ambiguity,
        49 << 40 | due << 20 | word,
        50 << 40 | lack << 12 | ambiguity,
        51 << 40 | lack << 18 | last << 12 | ambiguity,
        52 << 40 | later << 24 | last2 << 18 | last << 12 | ambiguity,
        53 << 40 | due << 24 | ambiguity << 12 | after.ambiguity,
        55 << 40 | last << 18 | ambiguity << 6 | after.path,
        56 << 40 | lack << 18 | ambiguity << 6 | after.path,
    )


EDGE = Unit("", 0, 0)


@dataclass(frozen=True, slots=True)
class Tagger:
    """Tags units. `known` is only a store of sums already made; it changes no result."""

    lexicon: Lexicon
    table: Table
    slack: int = SLACK
    known: dict[tuple[str, str | None, str], Form] = field(default_factory=dict)

    def form(self, unit: Unit, style: str) -> Form:
        """Give the sums of a form, made once."""
        key = (unit.text, unit.label or unit.tag, style)
        found = self.known.get(key)
        if found is None:
            if len(self.known) > KEPT:
                self.known.clear()
            found = self.known[key] = self.make(unit, style)
        return found

    def make(self, unit: Unit, style: str) -> Form:
        """Add up a form's weights."""
        lexicon = self.lexicon
        own, word, ambiguity = form_keys(lexicon, unit, style)
        near = near_keys(lexicon, unit, word, ambiguity)
        fixed = -1 if unit.label in CLASSES else lexicon.fixed.get(normal(unit.text), -1)
        at, before, before2, after, after2 = map(self.table.sum, (own, *near))
        cluster = lexicon.cluster(unit)
        kind = word, ambiguity, lexicon.paths[cluster] & 63, fixed, lexicon.verbal(unit)
        return Form(at, before, before2, after, after2, *kind, lexicon.word(unit), cluster)

    def forms(self, units: Sequence[Unit]) -> list[Form]:
        """Give the forms of a sentence."""
        style = case([u.text for u in units])
        return [self.form(unit, style) for unit in units]

    def tags(self, units: Sequence[Unit], forms: Sequence[Form] | None = None) -> list[int]:
        """Give the tag numbers of a sentence; a forced tag is kept. `forms` are the units' own if made before."""
        forms = self.forms(units) if forms is None else forms
        edge = self.form(EDGE, "")
        later = verbs_after(forms)
        forms = [*forms, edge, edge]
        names, number = self.lexicon.tags, self.lexicon.number
        before2 = before = edge
        past = Past(*START)
        past_tense = number["VBD"]
        doubtful = {number[name] for name in DOUBTFUL}
        best, closest = -1, -self.slack
        out: list[int] = []
        for place, unit in enumerate(units):
            here, after = forms[place], forms[place + 1]
            tag = number.get(unit.tag, 0) if unit.tag else here.fixed
            if tag < 0:
                known = here.own + before.before + before2.before2 + after.after + forms[place + 2].after2
                scores = self.table.scores(tag_keys(here, before, after, past, later[place]), known)
                tag = scores.index(max(scores))
                if tag in doubtful and here.finite and scores[past_tense] - scores[tag] > closest:
                    best, closest = place, scores[past_tense] - scores[tag]
            out.append(tag)
            before2, before = before, here
            past = onward(past, tag, names[tag], unit.text)
        if past.due and best >= 0 and units[-1].text in ENDS:
            out[best] = past_tense
        return out
