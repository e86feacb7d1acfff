"""Who is who in one document: people with their offices and states.

Comes in: the pieces of all sentences. Goes out: a `Registry` that gives the full name behind a surname, the state that
a person speaks for, and the claims ("person P holds office O of S") from which the people table is made.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from relgraph.facts import Span
from relgraph.reading.appositions import (
    between,
    clausal,
    follows_role,
    fronted,
    kin,
    listed,
    own_body,
    serves,
    subject_after,
)
from relgraph.reading.fullnames import FullNames
from relgraph.reading.names import Body
from relgraph.reading.pieces import Piece, symbols, word

#: One office or several of one person: "Deputy Prime Minister and Foreign Minister", "President/Chairman".
OFFICES = r"(?P<office>O(?:(?:[/&,]{0,2}|-)t?h?[ax]*O)*)"
#: What an office belongs to, after it.
OF = (
    r"(?:(?:o|f(?=t?[DS]?s?G))t?a*(?P<of>[SDCGR](?:s|/)?(?:(?<=D)[SG])?(?:&t?[SCG])?|[cb])(?P<whose>(?<=[SG])s?[G])?)?"
    r"(?:[2fv]t?(?P<at>[SCGR])(?:,C)?)?"
)
#: Office before the name: "former Turkish Foreign Minister X", "President of the Republic of Kazakhstan X".
BEFORE = re.compile(
    r"(?P<own>(?:[SDCGR]s?)+|h|t?[cb]s)?(?:\(G\))?(?P<x>[ax]*)(?P<own2>[SDG]s?)?a*" + OFFICES + OF
    + r"[,\-:(]?(?P<x2>[ax]*)T*(?P<person>P)\)?(?:,?ot?(?P<after>[SCG])|\((?P<after3>S)\)|(?:ft?(?P<after2>[S]))(?=[,&]))?"
)  # fmt: skip
#: Office after the name: "X, the Turkish foreign minister", "X, Secretary General of the OTS".
AFTER = re.compile(
    r"(?P<person>P)(?:[,(\-]h?|(?P<v>,?v+))t?(?P<x>[ax]*)(?P<own>(?:[SDCGR]s?)+|h|t?[cb]s)?(?P<x2>[ax]*)"
    r"(?P<own2>[SDG]s?)?a*" + OFFICES
    + r"(?:(?:o|f(?=t?[DS]?s?G))t?(?P<of>[SDCGR]s?[SG]?|[cb]))?"
)  # fmt: skip
#: "his Kazakh counterpart, X" and "his counterpart X from Kazakhstan".
COUNTERPART = re.compile(
    r"(?:h|[SDCGP]s|t)?[awxO]?(?P<own>[SDCG]s?)?O?k(?:[fow]t?(?P<of>[SCG]))?[,\-(]?T*(?P<person>P)(?:[ow]t?(?P<after>[SCG]))?"
)
#: An office of another owner before the one that stands by the name.
ALSO = re.compile(r"(?:(?P<own>[SDCG])s?)?(?P<office>O)(?:ot?(?P<of>[SCG]))?(?:,&?|&)t?\Z")
#: How the text points at an owner that it does not name.
POINTERS = {"h": "h", "c": "c", "b": "b", "cs": "c", "bs": "b", "tcs": "c", "tbs": "b"}
#: What goes on after the first name of a series: ", Y of B" or " and Y of B".
MORE = re.compile(r"(?:,&?|&)T*(?P<person>P)(?:,?[of](?P<t>t)?(?P<after>[SCG]))?")
#: "the presidents of Russia and Turkey, X and Y"; "Russian and Turkish presidents X and Y".
PAIRED = re.compile(
    r"(?:O[o]t?(?P<of>[SCG](?:,t?[SCG])*,?&t?[SCG])|(?P<own>[SDCG]s?(?:,[SDCG]s?)*,?&t?[SDCG]s?)a*O)[,\-:(]?T*(?P<people>P(?:,T*P)*,?&T*P)"
)
#: A person's state without an office: "Turkey's Fidan", "Lee of Singapore".
STATED = re.compile(r"(?P<own>S)s(?P<person>P)(?!s)|(?P<person2>P)(?:ot?|\()(?P<of>S)")


@dataclass(frozen=True, slots=True)
class Claim:
    """One place where the document gives a person an office. `sentence` and `at` index sentences and their pieces.

    `hint` tells how the text points at the owner if it does not name it: his ("h"), country ("c"), bloc ("b"),
    counterpart ("k"), a government body without a state ("g"), a role of somebody known ("r"), a land or people
    that is no state ("n"), or nothing ("").
    """

    person: str
    office: str
    of: str | None
    former: bool
    sentence: int
    person_span: Span
    office_span: Span
    of_span: Span | None
    plural: bool = False
    at: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """The settled claims: by office; by person, the first of each office; by office, who holds it of whom."""

    size: int
    claims: dict[str, list[Claim]]
    offices: dict[str, list[Claim]]
    holders: dict[str, dict[str, set[str | None]]]

    @classmethod
    def of(cls, claims: Sequence[Claim]) -> "Index":
        """Index claims."""
        found: dict[str, list[Claim]] = {}
        first: dict[tuple[str, str], Claim] = {}
        holders: dict[str, dict[str, set[str | None]]] = {}
        for claim in claims:
            found.setdefault(claim.office, []).append(claim)
            first.setdefault((claim.person, claim.office), claim)
            holders.setdefault(claim.office, {}).setdefault(claim.person, set()).add(claim.of)
        offices: dict[str, list[Claim]] = {}
        for claim in first.values():
            offices.setdefault(claim.person, []).append(claim)
        return cls(len(claims), found, offices, holders)


@dataclass(slots=True)
class Registry:
    """People and bodies of one document."""

    people: dict[str, list[Span]] = field(default_factory=dict)
    names: FullNames = field(default_factory=FullNames)
    claims: list[Claim] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    ranks: frozenset[str] = frozenset()
    index: Index | None = None

    def add(self, name: str, span: Span) -> None:
        """Note that a person is named."""
        if name not in self.people:
            self.names.add(name)
        self.people.setdefault(name, []).append(span)

    def full_name(self, surface: str) -> str:
        """Give the fullest form of a name that this document uses."""
        return self.names.full(surface)

    def state_of(self, surface: str) -> str | None:
        """Give the state (or organization) that a person stands for, if the document says it."""
        return self.states.get(self.full_name(surface))

    def offices_of(self, surface: str) -> list[Claim]:
        """Give the claims of office about a person, the first of each office; ask once all claims are settled."""
        return self._index().offices.get(self.full_name(surface), [])

    def claims_of(self, office: str) -> list[Claim]:
        """Give the claims of an office; ask once all claims are settled."""
        return self._index().claims.get(office, [])

    def holders(self, office: str, of: str | None) -> list[str]:
        """Give the people said to hold an office of a state, in order of mention; ask once all claims are settled."""
        held = self._index().holders.get(office, {})
        return list(held) if of is None else [person for person, owners in held.items() if owners & {of, None}]

    def _index(self) -> "Index":
        if self.index is None or self.index.size != len(self.claims):
            self.index = Index.of(self.claims)
        return self.index


def gather(sentences: Sequence[Sequence[Piece]]) -> Registry:
    """Read people and claims of office out of all sentences of a document."""
    registry = Registry()
    for pieces in sentences:
        for piece in pieces:
            if piece.symbol == "P":
                registry.add(piece.text, Span(piece.start, piece.end))
        registry.names.keep_apart(kin(pieces))
    for number, pieces in enumerate(sentences):
        for claim in _claims(number, pieces):
            office = claim.office or _office_before(registry, pieces, claim)
            if office is not None:
                registry.claims.append(replace(claim, person=registry.full_name(claim.person), office=office))
    for pieces in sentences:
        for hit in STATED.finditer(symbols(pieces)):
            person = pieces[hit.start("person") if hit["person"] else hit.start("person2")]
            owner = party_of(pieces[hit.start("own") if hit["own"] else hit.start("of")])
            if owner is not None:
                registry.states.setdefault(registry.full_name(person.text), owner)
    return registry


def _office_before(registry: Registry, pieces: Sequence[Piece], claim: Claim) -> str | None:
    """Give the office of the person named before a counterpart, as said earlier in the document."""
    before = [p.text for p in pieces if p.symbol == "P" and p.end <= claim.person_span.start]
    before = before or [p.text for p in subject_after(pieces, claim.at)]
    said = [c.office for name in before[-1:] for c in registry.claims if c.person == registry.full_name(name)]
    return next(iter(said), None)


def _claims(number: int, pieces: Sequence[Piece]) -> Iterator[Claim]:
    line = symbols(pieces)
    taken: set[int] = set()
    for found in PAIRED.finditer(line):
        yield from _paired(number, pieces, found, taken)
    offices: list[Piece] = []
    for found in BEFORE.finditer(line):
        if found.start("person") in taken or listed(line, found) or serves(pieces, found) or fronted(pieces, found):
            continue
        yield from _claim(number, pieces, found)
        yield from _also(number, pieces, found)
        taken.add(found.start("person"))
        offices = [p for p in pieces[slice(*found.span("office"))] if p.symbol == "O"]
        yield from _series(number, pieces, found, offices, taken)
    yield from _afters(number, pieces, taken)
    yield from _roles(number, pieces)
    for found in COUNTERPART.finditer(line):
        if found.start("person") in taken:
            continue
        if not (found["own"] or found["of"] or line[max(0, found.start("person") - 1)] in "k,-T"):
            continue
        if between(pieces, found):
            continue
        taken.add(found.start("person"))
        office = _nearest_office(pieces, found.start()) or offices
        if office:
            yield from _claim(number, pieces, found, office, "k")
        else:
            yield _unnamed(number, pieces, found)


def _also(number: int, pieces: Sequence[Piece], found: re.Match[str]) -> Iterator[Claim]:
    """Read an office of something else before the one right before the name: "Chairperson of X, President of Y Z"."""
    for more in ALSO.finditer(symbols(pieces), 0, found.start()):
        spot = next((g for g in ("of", "own") if more[g]), None)
        owner = pieces[more.start(spot)] if spot else None
        office = pieces[more.start("office")]
        if owner is None or office.name is None or party_of(owner) is None:
            continue
        person = pieces[found.start("person")]
        yield Claim(
            person.text, office.name.id, party_of(owner), _former(pieces, found, [office]), number, _span(person),
            _span(office), _span(owner), False, found.start("person"),
        )  # fmt: skip


def _unnamed(number: int, pieces: Sequence[Piece], found: re.Match[str]) -> Claim:
    """Give a claim of a counterpart whose office the sentence does not say."""
    person, owner = pieces[found.start("person")], _owners(pieces, found)[0]
    noun = pieces[found.start() + found[0].index("k")]
    return Claim(
        person.text, "", party_of(owner) if owner else None, False, number, _span(person), _span(noun),
        _span(owner) if owner else None, False, found.start("person"), "k",
    )  # fmt: skip


def _afters(number: int, pieces: Sequence[Piece], taken: set[int]) -> Iterator[Claim]:
    """Read offices that stand after the name."""
    line = symbols(pieces)
    for found in AFTER.finditer(line):
        before = found.start() and line[found.start() - 1]
        if found.start("person") in taken and before == "O" and not found["own"] and not found["of"]:
            continue
        follows = line[found.end() :]
        next_one = re.match(r"(?:[,\-]?T*P|ot?[SDCG],?T*P)", follows)
        listed = next_one is not None and re.match(r",t?x?(?:[SDCG]s?)*O", follows[next_one.end() :])
        if next_one is not None and not listed and not found["v"]:  # the office of the next name
            continue
        if not found["v"] and clausal(pieces, found):
            continue
        if found["v"] and not any(p.text.lower() in STRONG for p in pieces[slice(*found.span("v"))]):
            continue
        yield from _claim(number, pieces, found)


def _roles(number: int, pieces: Sequence[Piece]) -> Iterator[Claim]:
    """Read the office in which the one person before it did something: "made her first visit as prime minister"."""
    for at in range(2, len(pieces)):
        office, people = pieces[at], [k for k in range(at) if pieces[k].symbol == "P"]
        if office.symbol != "O" or office.name is None or word(pieces[at - 1]) != "as" or len(people) != 1:
            continue
        if office.tag == "NN" and follows_role(pieces, at):
            person = pieces[people[0]]
            yield Claim(
                person.text, office.name.id, None, "former" in office.name.marks, number, _span(person), _span(office),
                None, False, people[0], "r",
            )  # fmt: skip


#: Words of which one at least must lead from a person to an office.
STRONG = frozenset(
    "is was are were became becomes become serves served serving elected re-elected reelected appointed named sworn "
    "remains remained inaugurated nominated designated over office works acts proclaimed crowned confirmed been".split()
)


def _nearest_office(pieces: Sequence[Piece], before: int) -> list[Piece]:
    """Give the office of the last person named before a counterpart, else the last office."""
    row = pieces[:before]
    people = [k for k, p in enumerate(row) if p.symbol == "P"]
    turns = [k for k in range(1, len(row)) if row[k - 1].symbol == "&" and row[k].tag in {"VBD", "VBZ"}]
    if people and turns and turns[-1] > people[-1]:  # "X met Y and held talks with his counterpart": that of X
        row = row[: people[0] + 1]
    for k in range(len(row) - 1, 0, -1):
        if row[k].symbol == "P" and row[k - 1].symbol in "OT,":
            offices = [p for p in row[max(0, k - 6) : k] if p.symbol == "O"]
            if offices:
                return offices[-1:]
    return [p for p in row if p.symbol == "O"][-1:]


def _paired(number: int, pieces: Sequence[Piece], found: re.Match[str], taken: set[int]) -> Iterator[Claim]:
    """Read "the presidents of A and B, X and Y" pair by pair."""
    group = "of" if found["of"] else "own"
    owners = [k for k in range(*found.span(group)) if pieces[k].symbol in "SDCG"]
    people = [k for k in range(*found.span("people")) if pieces[k].symbol == "P"]
    office = next(p for p in pieces[slice(*found.span())] if p.symbol == "O")
    if len(owners) != len(people) or office.name is None:
        return
    for owner, person in zip(owners, people, strict=True):
        taken.add(person)
        yield Claim(
            pieces[person].text, office.name.id, party_of(pieces[owner]), False, number, _span(pieces[person]),
            _span(office), _span(pieces[owner]), True, person,
        )  # fmt: skip


def _series(
    number: int, pieces: Sequence[Piece], found: re.Match[str], office: list[Piece], taken: set[int]
) -> Iterator[Claim]:
    """Read on through "Presidents X of A, Y of B and Z of C"."""
    if not office or office[-1].tag not in {"NNS", "NNPS"}:
        return
    line = symbols(pieces)
    at = found.end()
    former = _former(pieces, found, office)
    while (more := MORE.match(line, at)) is not None:
        if more.start("person") in taken:
            return
        taken.add(more.start("person"))
        for claim in _claim(number, pieces, more, office):
            yield replace(claim, former=former)
        at = more.end()


def _former(pieces: Sequence[Piece], found: re.Match[str], offices: Sequence[Piece]) -> bool:
    groups = found.groupdict()
    if any("x" in (groups.get(g) or "") for g in ("x", "x2")) or "x" in (groups.get("office") or ""):
        return True
    return any("former" in p.name.marks for p in offices if p.name is not None)


def _claim(
    number: int, pieces: Sequence[Piece], found: re.Match[str], office: list[Piece] | None = None, hint: str = ""
) -> Iterator[Claim]:
    person = pieces[found.start("person")]
    offices = [p for p in (office or pieces[slice(*found.span("office"))]) if p.name is not None and p.symbol == "O"]
    owner, first, pointed = _owners(pieces, found)
    former = False if hint == "k" else _former(pieces, found, offices)
    for at, piece in enumerate(offices):
        mine = first if at == 0 and first is not None and len(offices) > 1 else owner
        yield Claim(
            person.text, piece.name.id if piece.name else "", party_of(mine) if mine else None, former, number,
            _span(person), _span(piece), _span(mine) if mine else None, piece.tag in {"NNS", "NNPS"},
            found.start("person"), pointed or hint,
        )  # fmt: skip


def _owners(pieces: Sequence[Piece], found: re.Match[str]) -> tuple[Piece | None, Piece | None, str]:
    """Give what the office, and the first of several offices, belongs to, and a pointer in place of a name."""
    groups = found.groupdict()
    owners: list[Piece] = []
    hint = ""
    if groups.get("own") is None and groups.get("of") is None and own_body(pieces, found.start()):
        return None, None, "b"
    for group in ("whose", "after", "after3", "after2", "of", "own2", "own"):
        said = groups.get(group)
        if group == "after2" and not any(p.tag == "NNS" for p in pieces[slice(*found.span())] if p.symbol == "O"):
            continue
        if said in POINTERS:
            hint = hint or POINTERS[said]
        elif said:
            row = pieces[slice(*found.span(group))]
            owners += [p for p in reversed(row) if party_of(p) is not None][:1]
            if not owners and any(p.symbol in "GR" for p in row):
                hint = "g" if any(p.symbol == "G" for p in row) else "n"
    first = owners[-1] if len(owners) > 1 and groups.get("own") and found.end("own") <= found.start("office") else None
    return (owners[0] if owners else None), first, "" if owners else hint


def _span(piece: Piece) -> Span:
    return Span(piece.start, piece.end)


def party_of(piece: Piece) -> str | None:
    """Give the state or organization that a piece names, as code or name; a government body stands for its state."""
    name = piece.name
    if name is None:
        body = piece.mention
        if piece.symbol != "G" or not isinstance(body, Body):
            return None
        return body.state if body.kind == "government" else body.name
    if name.kind.name == "ORG":
        return name.state or name.id if name.sort == "government" else name.id
    if name.kind.name in {"CAPITAL", "CITY"}:
        return getattr(name, "state", None)
    if name.kind.name in {"STATE", "PEOPLE", "DEMONYM", "SEAT"}:
        return name.id
    return None
