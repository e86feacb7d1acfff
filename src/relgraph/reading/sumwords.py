"""The words of sums and their classes: the tape that the grammar of `sums` runs over."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.facts import Span
from relgraph.reading.dates import taken
from relgraph.reading.measures import TOKEN, Measures
from relgraph.reading.numerals import CARDINALS
from relgraph.reading.patterns import Alphabet, Tape

ALPHABET = Alphabet(
    "num word scale dozen short cur curn percent points part half quarter a and of or dash slash to between qual verb "
    "after multiple label unit goods per the plus times sign colon dot comma open shut break date year cap low other"
)
SCALES = {
    "hundred": 2,
    "thousand": 3,
    "million": 6,
    "mln": 6,
    "mn": 6,
    "mio": 6,
    "billion": 9,
    "bln": 9,
    "bn": 9,
    "milliard": 9,
    "trillion": 12,
    "trn": 12,
    "tn": 12,
    "quadrillion": 15,
    "lakh": 5,
    "crore": 7,
    "bcm": 9,
    "mcm": 6,
}
SHORT = {"m": 6, "mm": 6, "b": 9, "k": 3, "t": 12}
DOZENS = {"dozen": 12, "score": 20}
PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "tenth": 10}
WORDS = {
    "percent": "percent pct percentage cent",
    "points": "point points",
    "half": "half",
    "quarter": "quarter",
    "a": "a an",
    "and": "and",
    "of": "of",
    "or": "or",
    "to": "to",
    "between": "between",
    "per": "per each apiece",
    "the": "the",
    "times": "times",
}
MARKS = {
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014", "dash"),
    **dict.fromkeys("%\uff05\u066a", "percent"),
    "/": "slash",
    "+": "plus",
    "#": "label",
    "\u2116": "label",
    ":": "colon",
    ".": "dot",
    ",": "comma",
    "(": "open",
    "[": "open",
    ")": "shut",
    "]": "shut",
}
CLASS = {word: ALPHABET[name] for name, words in WORDS.items() for word in words.split()}
CLASS.update(dict.fromkeys(CARDINALS, ALPHABET["word"]))
CLASS.update(dict.fromkeys(SCALES, ALPHABET["scale"]))
CLASS.update(dict.fromkeys(SHORT, ALPHABET["short"]))
CLASS.update(dict.fromkeys([*DOZENS, "dozens"], ALPHABET["dozen"]))
CLASS.update(
    {form: ALPHABET["part"] for part in PARTS if part not in ("half", "quarter") for form in (part, part + "s")}
)
CLASS["quarters"] = ALPHABET["part"]

#: Spaces that may stand between groups of three digits.
SPACES = ("\u00a0", "\u202f", "\u2009", " ")
GROUPED = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
INDIAN = re.compile(r"[0-9]{1,3}(?:,[0-9]{2,3})*,[0-9]{3}")
DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3}){2,}|[0-9]{1,3}(?:\.[0-9]{3})+,[0-9]+")
PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?|[0-9]+,[0-9]{1,2}")
#: A text without one of these, in small letters, has no sums: a digit, a number word, a part, a multiple.
STEMS = (
    "hundred",
    "thousand",
    "illion",
    "dozen",
    "doubl",
    "tripl",
    "trebl",
    "tupl",
    "drupl",
    "fold",
    "halv",
    "lakh",
    "crore",
)
NUMBER = re.compile("[0-9]|" + "|".join([*CARDINALS, *PARTS, *STEMS]))
#: Longer numbers than any sum has.
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Extent:
    """A text and the range of it to read."""

    text: str
    start: int
    end: int


def tape_of(extent: Extent, measures: Measures) -> tuple[Tape, Sequence[str]]:
    """Cut a range into tokens, merge dates and known phrases into one each; give the tape and each token's value."""
    found = list(TOKEN.finditer(extent.text, extent.start, extent.end))
    words = [match[0].replace("\u00ad", "").lower() if len(match[0]) < 60 else "" for match in found]
    source = Source(extent.text, [match.span() for match in found], words, measures)
    dates = iter(taken(extent.text, extent.start, extent.end))
    date = next(dates, None)
    pieces: list[Piece] = []
    i = 0
    while i < len(words):
        while date is not None and source.spans[i][0] >= date.end:
            date = next(dates, None)
        piece = source.date(i, date) if date and date.start <= source.spans[i][0] else source.piece(i)
        pieces.append(piece)
        i = piece.next
    spans = [(source.spans[piece.start][0], source.spans[piece.next - 1][1]) for piece in pieces]
    tape = Tape(
        "".join(p.letter for p in pieces), spans, [words[p.start] if p.next == p.start + 1 else p.word for p in pieces]
    )
    return tape, [piece.value for piece in pieces]


@dataclass(frozen=True, slots=True)
class Piece:
    """One or more tokens, from `start` up to `next`, as one sign of the tape."""

    start: int
    next: int
    letter: str
    value: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """The tokens of a range: their spans and folded words, and the phrases to look for."""

    text: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]
    measures: Measures

    def date(self, i: int, date: Span) -> Piece:
        """Give all tokens of a date as one piece."""
        after = i + 1
        while after < len(self.spans) and self.spans[after][0] < date.end:
            after += 1
        return Piece(i, after, ALPHABET["date"])

    def piece(self, i: int) -> Piece:
        """Give the piece that begins at token i: a number, a known phrase or a word."""
        start = self.spans[i][0]
        first = self.text[start]
        if "0" <= first <= "9":
            return self.digits(i)
        phrase = self.measures.at(self.words, i)
        if phrase is not None:
            after = i + len(phrase.words)
            if phrase.cased is None or self.text[start : self.spans[after - 1][1]] == phrase.cased:
                return Piece(i, after, ALPHABET[phrase.kind], phrase.value, " ".join(phrase.words))
        if first == "\n":
            return Piece(i, i + 1, ALPHABET["break"])
        letter = CLASS.get(self.words[i]) or (ALPHABET[MARKS[first]] if first in MARKS else None)
        if letter is None:
            letter = ALPHABET["cap" if first.isupper() else "low" if first.isalpha() else "other"]
        return Piece(i, i + 1, letter)

    def digits(self, i: int) -> Piece:
        """Give a number in digits, joined with the groups of three that spaces part from it."""
        start, end = self.spans[i]
        after = i + 1
        if end - start <= 3 and self.text[start:end].isdigit():
            while after < len(self.spans) and after < i + 8 and self._group(after):
                after += 1
        value = number("".join(self.text[a:b] for a, b in self.spans[i:after])) if end - start <= LONGEST else None
        if value is None:
            return Piece(i, i + 1, ALPHABET["other"])
        follows = self.text[end : end + 2]
        year = end - start == 4 and "1900" <= value < "2100" and not (follows[:1] == " " and follows[1:].islower())
        return Piece(i, after, ALPHABET["year" if year and after == i + 1 else "num"], value)

    def _group(self, i: int) -> bool:
        """Tell whether token i is a group of three digits that one space parts from the number before it."""
        start, end = self.spans[i]
        gap = self.text[self.spans[i - 1][1] : start]
        return gap in SPACES and end - start == 3 and self.text[start:end].isdigit()


def number(digits: str) -> str | None:
    """Give a number without group marks and with a decimal point; None for what is no number ("5.3.2").

    >>> number("4,300"), number("2,00,000"), number("1.234,5"), number("2,3"), number("5.3.2")
    ('4300', '200000', '1234.5', '2.3', None)
    """
    if GROUPED.fullmatch(digits) or INDIAN.fullmatch(digits):
        return digits.replace(",", "")
    if DOTTED.fullmatch(digits):
        return digits.replace(".", "").replace(",", ".")
    return digits.replace(",", ".") if PLAIN.fullmatch(digits) else None
