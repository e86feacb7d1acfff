"""Discourse: what a text has spoken of so far - the pair under discussion, the last people, states and bodies.

Comes in: the referents of each sentence. Goes out: what later words ("they", "the two sides", "the bloc") may mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from relgraph.facts import Span
from relgraph.lexicon import Lexicon
from relgraph.reading.quotations import Quotation
from relgraph.reading.registry import Registry


@dataclass(frozen=True, slots=True)
class Ref:
    """A party (state code or organization name) behind some words, and the named person who stands for it."""

    value: str | None
    span: Span
    person: str | None = None
    place: bool = False


@dataclass(slots=True)
class Roll:
    """A body of which the number of members was told, the states named since, and for how many sentences."""

    body: Ref
    size: int
    states: list[Ref] = field(default_factory=list)
    age: int = 0


@dataclass(slots=True)
class Discourse:
    """What has been spoken of so far: the pair under discussion, the last people, states and bodies."""

    registry: Registry
    lexicon: Lexicon
    home: Sequence[str]
    pair: list[Ref] = field(default_factory=list)
    duo: list[Ref] = field(default_factory=list)
    groups: dict[int, list[Ref]] = field(default_factory=dict)
    speaker: list[Ref] = field(default_factory=list)
    quotation: Quotation | None = None
    quoted: list[Ref] = field(default_factory=list)
    author: list[Ref] = field(default_factory=list)
    earlier: list[Ref] = field(default_factory=list)
    leading: list[Ref] = field(default_factory=list)
    origin: list[Ref] = field(default_factory=list)
    seat: list[Ref] = field(default_factory=list)
    people: list[Ref] = field(default_factory=list)
    parties: list[Ref] = field(default_factory=list)
    bodies: list[Ref] = field(default_factory=list)
    clubs: list[Ref] = field(default_factory=list)
    chaired: Ref | None = None
    roll: "Roll | None" = None
    subject: list[Ref] = field(default_factory=list)
    latest: list[Ref] = field(default_factory=list)
    recent: list[Ref] = field(default_factory=list)
    accusers: dict[str, list[Ref]] = field(default_factory=dict)

    def note(self, refs: Sequence[Ref], subject: bool = False) -> None:
        """Remember what a sentence spoke of."""
        self.latest += refs
        for ref in refs:
            if ref.person is not None:
                self.people = [*[r for r in self.people if r.person != ref.person][-12:], ref]
            if ref.value is not None:
                kept = self.parties if len(ref.value) == 3 else self.bodies
                kept[:] = [*[r for r in kept if r.value != ref.value][-12:], ref]
        if subject and refs:
            self.subject = list(refs)

    def turn(self) -> None:
        """Take the step to a new sentence: what was spoken of is now earlier."""
        self.earlier = [*self.parties, *self.people]
        self.recent, self.latest = self.latest, []
        self.leading = list(self.subject)

    def join(self, refs: Sequence[Ref]) -> None:
        """Remember two states that did something together: "the two countries", where more are under discussion."""
        joined = {r.value: Ref(r.value, r.span) for r in reversed(refs) if r.value is not None}
        if len(joined) == 2:
            self.groups[2] = list(reversed(joined.values()))

    def bind(self, refs: Sequence[Ref]) -> None:
        """Make two or more parties the pair under discussion."""
        seen: dict[str, Ref] = {}
        named: dict[str, Ref] = {}
        for ref in refs:
            if ref.value is not None:
                seen.setdefault(ref.value, Ref(ref.value, ref.span))
                if ref.person is not None:
                    named.setdefault(ref.value, ref)
        if len(seen) >= 2:
            self.pair = self.groups[len(seen)] = list(seen.values())
        if len(named) >= 2:
            self.duo = list(named.values())


def one_each(refs: Sequence[Ref]) -> list[Ref]:
    """Keep the first referent of each party."""
    seen: dict[str, Ref] = {}
    for ref in refs:
        if ref.value is not None:
            seen.setdefault(ref.value, ref)
    return list(seen.values())
