"""Claims of a document on the way to being settled, and what is known of them so far.

Comes in: the registry with its claims, and the scene. Goes out: a `Case`, which answers who holds what by now. Each
answer is kept up to date as claims are settled, so that none needs a walk over all claims of the document.
"""

from bisect import bisect_right, insort
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from relgraph.facts import Span
from relgraph.reading.pieces import Piece
from relgraph.reading.registry import Claim, Registry, party_of
from relgraph.reading.scene import Owner, Scene


@dataclass(slots=True)
class Case:
    """The claims, by their places in the registry's list: those of a sentence, and those with an owner by now.

    `owned` has the latter by person and by person and office, `holders` the people by office and owner, `waiting` how
    often people are said to hold an office of nobody yet, `alone` where officials of a state are first called by office
    alone; `bare` are the claims that had no owner at first, `foreign`
    the states of whose officials those are the counterparts, `faced` those that a person accuses, thanks or warns.
    """

    registry: Registry
    about: Scene
    bare: frozenset[int]
    alone: dict[str, tuple[int, int]] = field(default_factory=dict)
    waiting: dict[str, Counter[str]] = field(default_factory=dict)
    sentences: dict[int, list[int]] = field(default_factory=dict)
    owned: dict[tuple[str, ...], list[int]] = field(default_factory=dict)
    holders: dict[str, dict[str, set[str]]] = field(default_factory=dict)
    unfit: dict[str, frozenset[str]] = field(default_factory=dict)
    bodies: list[list[Piece]] | None = None
    foreign: frozenset[str] = frozenset()
    faced: dict[str, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for at, claim in enumerate(self.claims):
            self.sentences.setdefault(claim.sentence, []).append(at)
            if claim.of is None and not claim.former:
                self.waiting.setdefault(claim.office, Counter())[claim.person] += 1
            self._take(at)

    @property
    def claims(self) -> list[Claim]:
        """Give all claims."""
        return self.registry.claims

    def settle(self, at: int, owner: Owner) -> None:
        """Give a claim its owner."""
        claim = self.claims[at]
        if not claim.former:
            self.waiting[claim.office] -= Counter([claim.person])
        self.claims[at] = replace(claim, of=owner.value, of_span=owner.span)
        self._take(at)

    def _take(self, at: int) -> None:
        claim = self.claims[at]
        if claim.of is None:
            return
        for key in ((claim.person,), (claim.person, claim.office)):
            insort(self.owned.setdefault(key, []), at)
        if claim.of_span is not None and not claim.former:
            self.holders.setdefault(claim.office, {}).setdefault(claim.of, set()).add(claim.person)

    def of(self, *key: str) -> Iterator[Claim]:
        """Give the claims with an owner of a person, or of a person and office."""
        return (self.claims[at] for at in self.owned.get(key, ()))

    def before(self, claim: Claim) -> Claim | None:
        """Give the last claim of the same person and office, with an owner, up to a claim."""
        rows = self.owned.get((claim.person, claim.office), [])
        if not rows:
            return None
        limit = (claim.sentence, claim.at)
        last = self.claims[rows[-1]]
        if (last.sentence, last.at) <= limit:  # all but the last, which may be an added one, are in the text's order
            return last
        end = bisect_right(rows, claim.sentence, hi=len(rows) - 1, key=lambda at: self.claims[at].sentence)
        found = (self.claims[rows[k]] for k in range(end - 1, -1, -1))
        return next((c for c in found if (c.sentence, c.at) <= limit), None)

    def beside(self, claim: Claim) -> Iterator[Claim]:
        """Give the claims of a sentence about others."""
        rows = (self.claims[at] for at in self.sentences.get(claim.sentence, ()))
        return (c for c in rows if c.person != claim.person)

    def state_of(self, surface: str) -> str | None:
        """Give the state that a person stands for, as far as known."""
        name = self.registry.full_name(surface)
        said = (c.of for c in self.of(name) if c.of is not None and len(c.of) == 3)
        return next(said, None) or self.registry.states.get(name)

    def owner(self, state: str) -> Owner | None:
        """Give a state with words for it: those of a claim, else those that name it first."""
        said = next((c.of_span for c in self.claims if c.of == state and c.of_span is not None), None)
        return (
            Owner(state, said) if said is not None else next((o for o in self.about.states if o.value == state), None)
        )

    def row(self, claim: Claim) -> Sequence[Piece]:
        """Give the sentence of a claim."""
        return self.about.rows[claim.sentence]

    def place(self, claim: Claim) -> int:
        """Give the index of the claim's office in its sentence."""
        return next((k for k, p in enumerate(self.row(claim)) if p.start == claim.office_span.start), 0)

    def held(self, claim: Claim) -> frozenset[str]:
        """Give the states that a claim cannot belong to: others hold that office, or sit at the same table."""
        if claim.office not in self.unfit:
            states = (o.value for o in self.about.states)
            self.unfit[claim.office] = frozenset(s for s in states if not self.about.fits(claim.office, s))
        among = self.about.lexicon.among
        if claim.former or among("shared-office", claim.office):
            return self.unfit[claim.office]
        taken = {of for of, people in self.holders.get(claim.office, {}).items() if people - {claim.person}}
        if among("heading", claim.office):
            taken |= {c.of for c in self.beside(claim) if among("heading", c.office) and c.of is not None}
        return self.unfit[claim.office] | taken

    def rivalled(self, claim: Claim, state: str) -> bool:
        """Say whether another person holds the office of a state, or may: two bare prime ministers are no help."""
        if self.about.lexicon.among("shared-office", claim.office):
            return False
        people = self.holders.get(claim.office, {}).get(state, set()) | self.waiting.get(claim.office, Counter()).keys()
        return bool(people - {claim.person})

    def organizations(self) -> list[list[Piece]]:
        """Give the mentions of each body that has states as members, the body named most first."""
        if self.bodies is None:
            seen: dict[str, list[Piece]] = {}
            for piece in (p for row in self.about.rows for p in row if p.symbol == "G" and of_states(p)):
                seen.setdefault(party_of(piece) or "", []).append(piece)
            self.bodies = sorted(seen.values(), key=lambda found: (-len(found), found[0].start))
        return self.bodies


def of_states(piece: Piece) -> bool:
    """Say whether a body has states as members."""
    kind = piece.name.sort if piece.name is not None else getattr(piece.mention, "kind", None)
    return kind == "intergovernmental" and party_of(piece) is not None


def owner_of(piece: Piece) -> Owner:
    """Give the state or body that a piece names, with its words."""
    return Owner(party_of(piece) or "", Span(piece.start, piece.end))
