"""Mentions: a document cut into sentences of pieces - names, offices, dates, sums and plain words.

Comes in: a document. Goes out: one row of pieces per sentence, and the registry of its people. Names are joined in
three rounds: what the lists know, bodies by their grammar, people by where they stand; then again with all names known.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from relgraph.document import Document
from relgraph.facts import Span
from relgraph.gazetteer import Kind, Name
from relgraph.reading import institutions, names
from relgraph.reading.allegiance import settle
from relgraph.reading.bridging import bridge
from relgraph.reading.dates import find_dates
from relgraph.reading.knowledge import Knowledge
from relgraph.reading.names import Body
from relgraph.reading.namesakes import share_out
from relgraph.reading.ordinals import find_ordinals
from relgraph.reading.pieces import Piece, Whole, cut
from relgraph.reading.registry import Registry, gather
from relgraph.reading.scene import origin_of, scene
from relgraph.reading.sentences import Sentence, split
from relgraph.reading.sums import Sum, find_sums
from relgraph.reading.titles import titles
from relgraph.reading.words import Unit

#: The tag that a whole name gets in the parser, by the class of its piece.
TAGS = {"S": "NNP", "C": "NNP", "R": "NNP", "G": "NNP", "P": "NNP", "D": "JJ", "Y": "NNP", "M": "NNS", "#": "JJ"}
#: What makes a name a mere helper: "Algeria-backed fighters", "a UN-brokered truce".
HELPED = re.compile(r"[-‐‑](\w+)")
MINISTRY = re.compile(r"(?:\w+ )*(?:Ministry|Department|Office) (?=[sS]p|[oO]ff|[sS]enior|[cC]hief)")
LABELS = {"S": "STATE", "C": "CITY", "R": "REGION", "G": "ORG", "P": "PERSON", "Y": "DATE", "M": "MONEY"}


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence as pieces."""

    span: Span
    title: bool
    pieces: list[Piece]
    sums: Sequence[Sum] = ()

    @property
    def headline(self) -> bool:
        """Say whether this is a title that writes all its words large."""
        if not self.title:
            return False
        words = [w for p in self.pieces for w in p.text.split() if len(w) > 3 and w.isalpha()]
        return len(words) > 2 and all(w[:1].isupper() for w in words)

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
    lexicon = knowledge.lexicon
    cuts = [_line(document, sentence, knowledge) for sentence in split(document)]
    share_out([line.pieces for line in cuts], lexicon)
    introduced = _introduced([line.pieces for line in cuts])
    first = [replace(line, pieces=institutions.again(line.pieces, document.text, introduced)) for line in cuts]
    known = _surnames([names.people(x.pieces, document.text, lexicon, frozenset()) for x in first if not x.headline])
    rows = [
        replace(line, pieces=names.people(line.pieces, document.text, lexicon, known, line.headline))
        for line in first
        if line.pieces
    ]
    pieces = [row.pieces for row in rows]
    for row in pieces:
        _rank(row, lexicon.classes.get("rank", frozenset()))
    registry = gather(pieces)
    registry.ranks = lexicon.classes.get("rank", frozenset())
    origin = origin_of(document, knowledge.gazetteer, lexicon)
    about = scene(pieces, origin, bool(rows and rows[0].title), lexicon)
    bridge(registry, about)
    settle(registry, about)
    return rows, registry


def _rank(row: Sequence[Piece], ranks: frozenset[str]) -> None:
    """Make a rank between an office and a name a form of address: "Foreign Minister Prince X"."""
    for before, piece, after in zip(row, row[1:], row[2:], strict=False):
        if (
            piece.symbol == "O"
            and piece.name is not None
            and piece.name.id in ranks
            and before.symbol == "O"
            and after.symbol == "P"
        ):
            piece.symbol = "T"


def _introduced(rows: Sequence[Sequence[Piece]]) -> dict[str, object]:
    """Give the names and acronyms of bodies that the document introduces, for later mentions without their context."""
    found: dict[str, object] = {}
    for row in rows:
        for at, piece in enumerate(row):
            body = piece.mention
            if piece.symbol != "G":
                continue
            if isinstance(body, Body):
                found.setdefault(body.name, body)
                if body.acronym is not None:
                    found.setdefault(body.acronym, body)
            elif piece.name is not None and row[at + 1 : at + 2] and row[at + 1].symbol == "(":
                inside = row[at + 2].text if len(row) > at + 3 and row[at + 3].symbol == ")" else ""
                if inside.isupper() and len(inside) > 1 and row[at + 2].symbol in "Nw":
                    found.setdefault(inside, piece.name)
    return found


def _surnames(rows: Sequence[Sequence[Piece]]) -> frozenset[str]:
    """Give the words by which people named in full may be called later."""
    found = [piece.text.split() for row in rows for piece in row if piece.symbol == "P"]
    return frozenset(
        w for words in found for w in (words[0], words[-1]) if len(w) > 1 and w[0].isupper() and w[-1] != "."
    )


def _line(document: Document, sentence: Sentence, knowledge: Knowledge) -> Line:
    """Cut a sentence into pieces: what lists, dates and sums know, then titles and bodies by their grammar."""
    text, tokens = document.text, sentence.tokens
    sums = find_sums(text, sentence.start, sentence.end)
    whole = [*_named(text, sentence, knowledge), *_counted(text, sentence, sums)]
    pieces = cut(tokens, knowledge.tags(tokens), _disjoint(whole), knowledge.lexicon)
    for piece in pieces:
        if not piece.text:
            piece.text = " ".join(text[piece.start : piece.end].split())
        if isinstance(piece.mention, int):
            piece.symbol = "#"
    for piece, after in pairwise(pieces):
        if piece.symbol == "#" and piece.text == "first" and after.symbol == "O":
            piece.symbol = "x"
    pieces = institutions.bodies(titles(pieces, text, knowledge.lexicon), text, knowledge.lexicon)
    return Line(Span(sentence.start, sentence.end), sentence.kind == "title", pieces, sums)


def _named(text: str, sentence: Sentence, knowledge: Knowledge) -> Iterator[Whole]:
    """Find the names that the lists know."""
    for name in knowledge.gazetteer.find([(t.text, t.start, t.end) for t in sentence.tokens]):
        if (helped := HELPED.match(text, name.end)) and knowledge.lexicon.among("helped", helped[1].lower()):
            yield name.start, helped.end(), "PLAIN", "JJ", None
        elif _is_descent(name, text, knowledge):
            yield name.start, name.end, "PLAIN", None, None
        elif not _is_other(name, text, knowledge):
            yield name.start + _ministry(name), name.end, name.kind.name, _office_tag(name), name


def _counted(text: str, sentence: Sentence, sums: Sequence[Sum]) -> list[Whole]:
    """Find dates, sums with a currency, ordinals."""
    whole: list[Whole] = []
    for date in find_dates(text, sentence.start, sentence.end):
        whole.append((date.span.start, date.span.end, "DATE", "NNP", date))
    for found in sums:
        if found.currency is not None or found.money:
            whole.append((found.phrase.start, found.phrase.end, "SUM", None, found))
        elif not found.change:
            whole.append((found.phrase.start, found.phrase.end, "COUNT", "CD", found))
    for rank in find_ordinals(text, sentence.start, sentence.end):
        whole.append((rank.span.start, rank.span.end, "ORDINAL", "JJ", rank.value))
    return whole


def _ministry(name: Name) -> int:
    """Give how many characters of an office name its ministry, a body of its own: "Foreign Ministry spokesman"."""
    found = MINISTRY.match(name.text) if name.kind is Kind.OFFICE else None
    return found.end() if found is not None else 0


def _is_other(name: Name, text: str, knowledge: Knowledge) -> bool:
    """Say whether a name is part of another: "National Security Council" is no body of the United Nations."""
    if name.kind is Kind.OFFICE:  # "Amir-Abdollahian" is no emir
        return text[name.end : name.end + 1] == "-" and text[name.end + 1 : name.end + 2].isupper()
    if name.kind is not Kind.ORG or name.text in {name.id, name.acronym} or len(name.text.split()) < 2:
        return False
    before = text[max(0, name.start - 30) : name.start].split()
    after = text[name.end : name.end + 8]
    own = bool(before) and before[-1][:1].isupper() and knowledge.lexicon.among("national", before[-1].lower())
    return own or (name.id == "United Nations Security Council" and after.startswith(" of "))


def _is_descent(name: Name, text: str, knowledge: Knowledge) -> bool:
    """Say whether a people is a descent and no state: "ethnic Serbs", "the Hungarian minority"."""
    if name.kind is Kind.PEOPLE or name.kind is Kind.DEMONYM:
        before, after = (
            text[max(0, name.start - 15) : name.start].split()[-1:],
            text[name.end : name.end + 15].split()[:1],
        )
        near = [*before[:1], *(after if name.kind is Kind.DEMONYM else ())]
        return any(knowledge.lexicon.among("descent", w.lower().strip(".,;:!?")) for w in near)
    return False


def _office_tag(name: Name) -> str | None:
    if name.kind is Kind.OFFICE:
        return "NNS" if "plural" in name.marks else "NN"
    return "JJ" if name.kind in {Kind.DEMONYM, Kind.COMBINED} else "NNP"


def _disjoint(whole: list[Whole]) -> list[Whole]:
    """Keep the longest of names that overlap."""
    out: list[Whole] = []  # in the order of the text, so that only the two neighbours can overlap
    for item in sorted(whole, key=lambda w: (w[0] - w[1], w[0])):
        at = bisect_left(out, item[1], key=itemgetter(0))
        if not at or out[at - 1][1] <= item[0]:
            out.insert(at, item)
    return out
