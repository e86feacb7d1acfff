"""What a document is about: the states that it names, in order of weight, and the institution that it comes from.

Comes in: sentences of pieces, and what stands in the header. Goes out: a `Scene`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relgraph.document import Document
from relgraph.facts import Span
from relgraph.gazetteer import Gazetteer, Kind
from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import Piece, word
from relgraph.reading.registry import party_of

#: How often a name in the title, or the state that speaks, counts.
TITLED = 3


@dataclass(frozen=True, slots=True)
class Owner:
    """A state or organization that an office may belong to, and the words for it."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Origin:
    """The state whose institution a document comes from; `office` if that is an office ("President of Russia")."""

    owner: Owner
    office: str | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A document's sentences, its origin, and its states in order of weight."""

    rows: Sequence[Sequence[Piece]]
    origin: Origin | None
    states: Sequence[Owner]
    weights: Counter[str]
    lexicon: Lexicon

    @property
    def pair(self) -> Sequence[Owner]:
        """Give the one or two states that the document is about."""
        return self.states[:2]

    def other(self, state: str | None) -> Owner | None:
        """Give the other state of the pair, if a state belongs to it."""
        rest = [o for o in self.pair if o.value != state]
        return rest[0] if len(rest) == 1 and len(self.pair) == 2 else None

    def leads(self, owner: Owner) -> bool:
        """Say whether a state is named more than any beyond the pair."""
        third = self.states[2] if len(self.states) > 2 else None
        return third is None or self.weights[owner.value] > self.weights[third.value]

    def fits(self, office: str, state: str) -> bool:
        """Say whether a state has such an office at all: there is no President of Japan."""
        if office in {"Chancellor", "Monarch"}:
            return self.lexicon.among(f"has-{office.lower()}", state)
        return not self.lexicon.among("no-" + office.lower().replace(" ", "-"), state)


def scene(rows: Sequence[Sequence[Piece]], origin: Origin | None, titled: bool, lexicon: Lexicon) -> Scene:
    """Weigh the states of a document; those of its title count more, the institution of origin comes first."""
    weights: Counter[str] = Counter()
    first: dict[str, Owner] = {}
    for number, row in enumerate(rows):
        for owner in named(row):
            weights[owner.value] += TITLED if titled and number == 0 else 1
            first.setdefault(owner.value, owner)
    origin = origin or _served(rows)
    if origin is not None:
        first.setdefault(origin.owner.value, origin.owner)
        weights[origin.owner.value] += TITLED
    ranked = sorted(first.values(), key=lambda o: (-weights[o.value], o.span))
    if origin is not None:
        ranked.sort(key=lambda o: o.value != origin.owner.value)
    return Scene(rows, origin, ranked, weights, lexicon)


def named(row: Sequence[Piece]) -> Iterator[Owner]:
    """Give the states that pieces name, adjectives, capitals and seats included."""
    for piece in row:
        name = piece.name
        if piece.symbol == "G" and (state := party_of(piece)) is not None and len(state) == 3:
            yield Owner(state, Span(piece.start, piece.end))
        if name is None or piece.symbol not in "SDC" or name.kind is Kind.CITY:
            continue
        for code in name.ids if name.kind is Kind.COMBINED else (party_of(piece),):
            if code is not None and len(code) == 3:
                yield Owner(code, Span(piece.start, piece.end))


def _served(rows: Sequence[Sequence[Piece]]) -> Origin | None:
    """Give the state whose press service the text itself cites ("the Akorda press service reports")."""
    for row in rows:
        for k, piece in enumerate(row[:-2]):
            if piece.name is not None and piece.name.kind is Kind.SEAT and word(row[k + 1]) == "press":
                return Origin(Owner(piece.name.id, Span(piece.start, piece.end)))
    return None


def origin_of(document: Document, gazetteer: Gazetteer, lexicon: Lexicon) -> Origin | None:
    """Read the source in the header: an institution of a state, such as "The White House"; a newspaper says nothing."""
    source = document.source or ""
    start = document.text.find(source, 0, document.body.start) if source else -1
    if start < 0 or not any(lexicon.among("institution", w.strip("().,").lower()) for w in source.split()):
        return None
    found = gazetteer.read(source)
    states = [n for n in found if n.kind in {Kind.STATE, Kind.SEAT, Kind.DEMONYM, Kind.PEOPLE}]
    if len({n.id for n in states}) != 1:
        return None
    office = next((n for n in found if n.kind is Kind.OFFICE and lexicon.among("highest", n.id)), None)
    owner = Owner(states[0].id, Span(start + states[0].start, start + states[0].end))
    if office is None:
        return Origin(owner)
    return Origin(owner, office.id, Span(start + office.start, start + office.end))
