"""Who is who in one document: people with their offices and states, bodies with their acronyms.

Comes in: the pieces of all sentences. Goes out: a `Registry` that gives the full name behind a surname, the state that a
person speaks for, and the claims ("person P holds office O of S") from which the people table is made.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from relgraph.facts import Span
from relgraph.reading.pieces import Piece, symbols

#: Office before the name: "former Turkish Foreign Minister X", "President of the Republic of Kazakhstan X", "Presidents X of A and Y of B".
BEFORE = re.compile(
    r"(?P<own>(?:[SDCGR]s?)+|h|[NR]+s)?(?P<x>x)?(?P<own2>(?:[SDC]s?))?(?P<office>O(?:[/&,]{1,2}t?x?O)*)"
    r"(?:[o2f]t?(?P<of>(?:x?[SDCGR]s?)(?:[&]t?[SCG])?))?(?:2t?(?P<at>[SCG]))?[,\-:(]?T*(?P<person>P)\)?(?:,?ot?(?P<after>[SCG]))?"
)
#: Office after the name: "X, the Turkish foreign minister", "X, Secretary General of the OTS".
AFTER = re.compile(
    r"(?P<person>P)[,(\-][t]?(?P<x>x)?(?P<own>(?:[SDCGR]s?)+|h)?(?P<x2>x)?(?P<office>O(?:[/&,]{1,2}t?x?O)*)(?:[o2f]t?(?P<of>(?:[SDCGR]s?)))?"
)
#: "his Kazakh counterpart, X" and "his counterpart X from Kazakhstan".
COUNTERPART = re.compile(
    r"(?:h|[SDCP]s)?(?:w)?(?P<own>[SDC]s?)?k(?:[fo]t?(?P<of>[SC]))?[,\-]?T*(?P<person>P)(?:ot?(?P<after>[SC]))?"
)
#: What goes on after the first name of a series: ", Y of B" or " and Y of B".
MORE = re.compile(r"(?:,&?|&)T*(?P<person>P)(?:,?o(?P<t>t)?(?P<after>[SCG]))?")


@dataclass(frozen=True, slots=True)
class Claim:
    """One place where the document gives a person an office. `sentence` indexes the sentences of the document."""

    person: str
    office: str
    of: str | None
    former: bool
    sentence: int
    person_span: Span
    office_span: Span
    of_span: Span | None
    plural: bool = False


@dataclass(slots=True)
class Registry:
    """People and bodies of one document."""

    people: dict[str, list[Span]] = field(default_factory=dict)
    claims: list[Claim] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    acronyms: dict[str, str] = field(default_factory=dict)

    def full_name(self, surface: str) -> str:
        """Give the fullest form of a name that this document uses."""
        if surface in self.people:
            own = surface.split()
            longer = [n for n in self.people if len(n.split()) > len(own) and _extends(n.split(), own)]
        else:
            longer = [n for n in self.people if _extends(n.split(), surface.split())]
        return longer[0] if longer else surface

    def state_of(self, surface: str) -> str | None:
        """Give the state (or organization) that a person stands for, if the document says it."""
        return self.states.get(self.full_name(surface))

    def offices_of(self, surface: str) -> list[Claim]:
        """Give the claims of office about a person."""
        name = self.full_name(surface)
        return [c for c in self.claims if c.person == name]

    def holders(self, office: str, of: str | None) -> list[str]:
        """Give the people said to hold an office of a state, in order of mention."""
        return list(
            dict.fromkeys(c.person for c in self.claims if c.office == office and (of is None or c.of in {of, None}))
        )


def _extends(longer: Sequence[str], shorter: Sequence[str]) -> bool:
    """Say whether a shorter form can stand for a longer name: its last word is the longer's, or it is any surname in it."""
    if not shorter or len(longer) <= len(shorter):
        return False
    folded = [_fold(w) for w in longer]
    mine = [_fold(w) for w in shorter]
    return (
        mine == folded[-len(mine) :]
        or (mine[-1] == folded[-1] and set(mine) <= set(folded))
        or (len(mine) == 1 and mine[0] in folded[1:])
    )


def _fold(word: str) -> str:
    return word.casefold().strip(".")


def gather(sentences: Sequence[Sequence[Piece]]) -> Registry:
    """Read people and claims of office out of all sentences of a document."""
    registry = Registry()
    for pieces in sentences:
        for piece in pieces:
            if piece.symbol == "P":
                registry.people.setdefault(piece.text, []).append(Span(piece.start, piece.end))
    found = [claim for number, pieces in enumerate(sentences) for claim in _claims(number, pieces)]
    registry.claims = [_renamed(claim, registry) for claim in found]
    return registry


def _renamed(claim: Claim, registry: Registry) -> Claim:
    name = registry.full_name(claim.person)
    fields = {f: getattr(claim, f) for f in Claim.__slots__}
    return Claim(**{**fields, "person": name})


def _claims(number: int, pieces: Sequence[Piece]) -> Iterator[Claim]:
    line = symbols(pieces)
    taken: set[int] = set()
    last_office: list[Piece] = []
    for found in BEFORE.finditer(line):
        first = [*_claim(number, pieces, found)]
        yield from first
        taken.add(found.start("person"))
        last_office = [p for p in pieces[slice(*found.span("office"))] if p.symbol == "O"]
        yield from _series(number, pieces, found, last_office, taken)
    for found in AFTER.finditer(line):
        before = found.start() and line[found.start() - 1]
        if found.start("person") in taken and before == "O" and not found["own"] and not found["of"]:
            continue
        follows = line[found.end() : found.end() + 4]
        if re.match(r"(?:[,\-]?T*P|ot?[SDCG],?T*P)", follows):  # the office belongs to the next name in a list
            continue
        yield from _claim(number, pieces, found)
    for found in COUNTERPART.finditer(line):
        office = last_office or _nearest_office(pieces, found.start())
        if office and not (found["own"] is None and line[max(0, found.start("person") - 1)] not in "k,-"):
            yield from _claim(number, pieces, found, office)


def _nearest_office(pieces: Sequence[Piece], before: int) -> list[Piece]:
    offices = [p for p in pieces[:before] if p.symbol == "O"]
    return offices[-1:]


def _series(
    number: int, pieces: Sequence[Piece], found: re.Match[str], office: list[Piece], taken: set[int]
) -> Iterator[Claim]:
    """Read on through "Presidents X of A, Y of B and Z of C"."""
    if not office or not office[-1].tag or office[-1].tag not in {"NNS", "NNPS"}:
        return
    line = symbols(pieces)
    at = found.end()
    while (more := MORE.match(line, at)) is not None:
        taken.add(more.start("person"))
        yield from _claim(number, pieces, more, office)
        at = more.end()


def _claim(
    number: int, pieces: Sequence[Piece], found: re.Match[str], office: list[Piece] | None = None
) -> Iterator[Claim]:
    groups = found.groupdict()
    person = pieces[found.start("person")]
    offices = office or [p for p in pieces[slice(*found.span("office"))] if p.symbol == "O"]
    spot = next((g for g in ("after", "of", "own2", "own") if groups.get(g) and groups[g] != "h"), None)
    owner = _owner(pieces, found, spot) if spot else None
    former = bool(groups.get("x") or groups.get("x2"))
    for piece in offices:
        if piece.name is None:
            continue
        yield Claim(
            person.text, piece.name.id, owner.name_id if owner else None, former, number, Span(person.start, person.end),
            Span(piece.start, piece.end), owner.span if owner else None, piece.tag in {"NNS", "NNPS"},
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Owner:
    """What an office belongs to, and the words for it."""

    name_id: str
    span: Span


def _owner(pieces: Sequence[Piece], found: re.Match[str], group: str) -> Owner | None:
    for piece in reversed(pieces[slice(*found.span(group))]):
        party = party_of(piece)
        if party is not None:
            return Owner(party, Span(piece.start, piece.end))
    return None


def party_of(piece: Piece) -> str | None:
    """Give the state or organization that a piece names, as code or name."""
    name = piece.name
    if name is None:
        return getattr(piece.mention, "name", None) if piece.symbol == "G" else None
    if name.kind.name == "ORG":
        return name.id
    if name.kind.name in {"CAPITAL", "CITY"}:
        return getattr(name, "state", None)
    if name.kind.name in {"STATE", "PEOPLE", "DEMONYM", "SEAT"}:
        return name.id
    return None


def settle(registry: Registry, home: Iterable[str]) -> None:
    """Give every person one state: what is said of them, else what the document leaves open for their office.

    `home` lists the states that the document is about, likeliest first; a bare "the Prime Minister X" takes the first of
    them whose office is not already held by somebody else.
    """
    for claim in registry.claims:
        if claim.of is not None and not (claim.former and claim.person in registry.states):
            registry.states.setdefault(claim.person, claim.of)
    candidates = list(home)
    for claim in registry.claims:
        if claim.of is None and claim.person not in registry.states:
            held = Counter(
                c.of
                for c in registry.claims
                if c.office == claim.office and c.of is not None and c.person != claim.person
            )
            free = [s for s in candidates if not held[s]]
            if free:
                registry.states[claim.person] = free[0]
