"""Mentions: a document cut into sentences of pieces - names, offices, dates, sums and plain words.

Comes in: a document. Goes out: one row of pieces per sentence, and the registry of its people. Names are joined in
three rounds: what the lists know, bodies by their grammar, people by where they stand; then once more with all names known.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.document import Document
from relgraph.facts import Span
from relgraph.gazetteer import Kind, Name
from relgraph.reading import names
from relgraph.reading.dates import find_dates
from relgraph.reading.knowledge import Knowledge
from relgraph.reading.ordinals import find_ordinals
from relgraph.reading.pieces import Piece, cut
from relgraph.reading.registry import Registry, gather, party_of, settle
from relgraph.reading.sentences import Sentence, split
from relgraph.reading.sums import find_sums
from relgraph.reading.words import Unit

#: The tag that a whole name gets in the parser, by the class of its piece.
TAGS = {"S": "NNP", "C": "NNP", "R": "NNP", "G": "NNP", "P": "NNP", "D": "JJ", "Y": "NNP", "M": "NNS", "#": "JJ"}
LABELS = {"S": "STATE", "C": "CITY", "R": "REGION", "G": "ORG", "P": "PERSON", "Y": "DATE", "M": "MONEY"}
Whole = tuple[int, int, str, str | None, object]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as pieces."""

    span: Span
    title: bool
    pieces: list[Piece]

    def units(self) -> list[Unit]:
        """Give the units for the parser."""
        return [Unit(p.text, p.start, p.end, _tag(p), LABELS.get(p.symbol)) for p in self.pieces]


def _tag(piece: Piece) -> str | None:
    if piece.mention is None and piece.symbol not in "PG":
        return None
    if piece.symbol == "O":
        return piece.tag
    return TAGS.get(piece.symbol, piece.tag)


def lines(document: Document, knowledge: Knowledge) -> tuple[list[Line], Registry]:
    """Cut a document into lines of pieces and settle who is who."""
    first = [(s, _pieces(document, s, knowledge)) for s in split(document)]
    once = [names.people(p, document.text, knowledge.lexicon, frozenset()) for _, p in first]
    known = frozenset(
        word
        for row in once
        for piece in row
        if piece.symbol == "P"
        for word in (piece.text.split()[0], piece.text.split()[-1])
    )
    rows = [
        Line(Span(s.start, s.end), s.kind == "title", names.people(p, document.text, knowledge.lexicon, known))
        for s, p in first
    ]
    registry = gather([row.pieces for row in rows])
    settle(registry, home_states(document, rows, knowledge))
    return rows, registry


def home_states(document: Document, rows: Sequence[Line], knowledge: Knowledge) -> list[str]:
    """Give the states that a document is about: its institution of origin first, then by number of mentions."""
    counted: Counter[str] = Counter()
    for row in rows:
        for piece in row.pieces:
            name = piece.name
            if name is None or piece.symbol not in "SDC":
                continue
            for code in name.ids if name.kind.name == "COMBINED" else (party_of(piece),):
                if code and (piece.symbol != "C" or name.kind.name == "CAPITAL"):
                    counted[code] += 1
    ranked = sorted(counted, key=lambda code: (-counted[code], code))
    source = [code for code in knowledge.states_in(document.source or "") if code]
    return list(dict.fromkeys([*source, *ranked]))


def _pieces(document: Document, sentence: Sentence, knowledge: Knowledge) -> list[Piece]:
    text = document.text
    tokens = sentence.tokens
    tags = knowledge.tags(tokens)
    whole: list[Whole] = []
    for name in knowledge.gazetteer.find([(t.text, t.start, t.end) for t in tokens]):
        whole.append((name.start, name.end, name.kind.name, _office_tag(name), name))
    for date in find_dates(text, sentence.start, sentence.end):
        whole.append((date.span.start, date.span.end, "DATE", "NNP", date))
    for found in find_sums(text, sentence.start, sentence.end):
        if found.currency is not None:
            whole.append((found.span.start, found.span.end, "SUM", None, found))
    for start, end, number in find_ordinals(tokens):
        whole.append((start, end, "ORDINAL", "JJ", number))
    pieces = cut(tokens, tags, _disjoint(whole))
    for piece in pieces:
        if not piece.text:
            piece.text = " ".join(text[piece.start : piece.end].split())
        if isinstance(piece.mention, int):
            piece.symbol = "#"
    return names.bodies(pieces, text, knowledge.lexicon)


def _office_tag(name: Name) -> str | None:
    if name.kind is Kind.OFFICE:
        return "NNS" if "plural" in name.marks else "NN"
    return "JJ" if name.kind in {Kind.DEMONYM, Kind.COMBINED} else "NNP"


def _disjoint(whole: list[Whole]) -> list[Whole]:
    """Keep the longest of names that overlap."""
    out: list[Whole] = []
    for item in sorted(whole, key=lambda w: (w[0] - w[1], w[0])):
        if all(item[1] <= other[0] or other[1] <= item[0] for other in out):
            out.append(item)
    return sorted(out, key=lambda w: w[0])
