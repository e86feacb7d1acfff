"""Pieces: a sentence cut into tokens and whole names, each with the class that the name grammar works on.

Comes in: tokens with tags, the gazetteer's names, dates and sums. Goes out: `Piece` rows with one-letter classes, so
that names of people and bodies can be found by regular expressions over a string of classes (a finite-state cascade).

Classes: S state, people or seat; D demonym; C city; R region; G organization; O office; P person; T form of address;
x former; a word that may stand between owner and office; v word that leads to an office; h his/her/its/their;
c "country"; b "bloc"; k counterpart; o of; f for; 2 to; t article; & and; s possessive; , : ; ( ) - / punctuation;
N capitalised word; n number; Y date; M sum; # ordinal; w any other word.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.gazetteer import Name
from relgraph.lexicon import Lexicon
from relgraph.reading.sentences import Token

SINGLE = {
    "of": "o", "for": "f", "to": "2", "the": "t", "a": "t", "an": "t", "and": "&", "&": "&", "'s": "s", "’s": "s",
    "'": "s", "’": "s", ",": ",", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "–": "-", "—": "-", "/": "/",
    ":": ":", ";": ";",
    "his": "h", "her": "h", "its": "h", "their": "h", "my": "h", "our": "h", "counterpart": "k", "counterparts": "k",
    "colleague": "k", "colleagues": "k", "opposite": "k", "homologue": "k", "interlocutor": "k",
}  # fmt: skip
KINDS = {
    "STATE": "S", "PEOPLE": "S", "SEAT": "S", "CAPITAL": "C", "CITY": "C", "REGION": "R", "ORG": "G", "OFFICE": "O",
    "DEMONYM": "D", "COMBINED": "D", "DATE": "Y", "SUM": "M", "COUNT": "n",
}  # fmt: skip
#: Word classes whose members in small letters have a class letter of their own.
SMALL = (("past", "x"), ("filler", "a"), ("tenure", "v"), ("country-word", "c"), ("bloc-word", "b"))
NAMELIKE = re.compile(r"(?:al-|el-|ad-|as-|ash-|an-|ar-|at-|ul-|d[’']|O[’']|L[’'])?[^\W\d_a-z].*\Z")
#: Tags that a surname may get by mistake as the first word of a sentence.
OPEN = frozenset({"NN", "NNS", "JJ", "FW", "UH", "VB", "VBD"})
INITIALS = re.compile(r"(?:[A-Z]\.)+(?:-?[A-Z]\.)*\Z")


@dataclass(slots=True)
class Piece:
    """One token or whole name: the characters it spans, its class letter, its tag and what it names."""

    text: str
    start: int
    end: int
    symbol: str
    tag: str | None = None
    name: Name | None = None
    mention: object = None


Whole = tuple[int, int, str, str | None, object]


def classify(token: Token, tag: str, first: bool, lexicon: Lexicon) -> str:
    """Give the class letter of a single token that no list knows."""
    text, low = token.text, token.text.lower()
    if low in SINGLE and not (low == "a" and text == "A" and not first):
        return SINGLE[low]
    capital = text[:1].isupper()
    groups = lexicon.groups_of(low)
    if capital and len(text) > 1 and "address" in groups and text != "He":
        return "T"
    if groups and (not capital or first or "past" in groups):
        for group, letter in SMALL:
            if group in groups and (not capital or letter in "xa"):
                return letter
    if text[:1].isdigit():
        return "n"
    if (
        NAMELIKE.match(text)
        and len(text) > 1
        and (tag in {"NNP", "NNPS"} or (not first and tag not in {"PRP", "IN", "DT"}))
    ):
        return "N"
    return "N" if INITIALS.match(text) else "w"


def cut(tokens: Sequence[Token], tags: Sequence[str], whole: Sequence[Whole], lexicon: Lexicon) -> list[Piece]:
    """Cut a sentence into pieces; `whole` has (start, end, kind, tag, mention) of names, dates and sums."""
    pieces: list[Piece] = []
    spans = sorted(whole, key=lambda w: (w[0], -w[1]))
    at = 0
    for token, tag in zip(tokens, tags, strict=True):
        while at < len(spans) and spans[at][1] <= token.start:
            at += 1
        if at < len(spans) and spans[at][0] < token.end and token.start < spans[at][1]:
            start, end, kind, forced, mention = spans[at]
            if pieces and pieces[-1].start == start and pieces[-1].mention is mention:
                pieces[-1].end = max(pieces[-1].end, end)
                continue
            name = mention if isinstance(mention, Name) else None
            pieces.append(Piece("", start, end, KINDS.get(kind, "w"), forced, name, mention))
            continue
        pieces.append(Piece(token.text, token.start, token.end, classify(token, tag, not pieces, lexicon), tag))
    if (
        len(pieces) > 1
        and pieces[0].symbol == "w"
        and pieces[1].symbol == "N"
        and pieces[0].tag in OPEN
        and NAMELIKE.match(pieces[0].text)
    ):
        pieces[0].symbol = "N"
    return pieces


def symbols(pieces: Sequence[Piece]) -> str:
    """Give the string of class letters."""
    return "".join(p.symbol for p in pieces)


def word(piece: Piece) -> str:
    """Give a piece's text in small letters."""
    return piece.text.lower()
