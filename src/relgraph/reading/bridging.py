"""Offices that are spoken of apart from their holder: "Vladimir Putin ... The President of Russia".

Comes in: the registry and the scene. Goes out: a claim more, if only one person can be meant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from relgraph.facts import Span
from relgraph.reading.cases import of_states, owner_of
from relgraph.reading.pieces import symbols
from relgraph.reading.registry import Claim, Registry
from relgraph.reading.scene import Owner, Scene, named

UNNAMED = re.compile(r"(?:(?P<own>[SD])s?a*)?O(?:ot?(?P<of>S))?(?![,(]?T*P)")
#: The same of a body of states: "the European Union's foreign policy chief".
OF_BODY = re.compile(r"(?:(?P<own>G)s?a*O|Oot?(?P<of>G))(?![,(]?T*P)")


@dataclass(frozen=True, slots=True)
class Seat:
    """An office of a state that the document names without its holder."""

    office: str
    owner: Owner
    span: Span
    sentence: int


def bridge(registry: Registry, about: Scene) -> None:
    """Give an office without holder to the one person without office, if the document leaves nobody else."""
    people = _spare(registry)
    seats = [*_vacant(registry, about)]
    if about.origin is not None:
        mine = [s for s in seats if s.owner.value == about.origin.owner.value]
        seats = mine or seats
    own = about.origin is not None and about.origin.office is not None
    if not people or (len(people) > 1 and not own):
        return
    person = people[0]
    spans = sorted(s for name, found in registry.people.items() if registry.full_name(name) == person for s in found)
    near = not seats
    if near:
        seats = [s for s in _of_bodies(about) if s.span.end < spans[0].start < _end(about, s.sentence + 1)]
        held = {(c.office, c.of) for c in registry.claims}
        seats = [s for s in seats if (s.office, s.owner.value) not in held and _quoted(about, s.sentence + 1)]
    if len({(s.office, s.owner.value) for s in seats}) != 1:
        return
    seat = seats[0]
    if near or len(spans) > 1 or spans[0].start < seat.span.start:
        sentence = next((k for k, row in enumerate(about.rows) if row and row[-1].end >= spans[0].end), seat.sentence)
        registry.claims.append(
            Claim(person, seat.office, seat.owner.value, False, sentence, spans[0], seat.span, seat.owner.span)
        )


def _end(about: Scene, number: int) -> int:
    """Give where a sentence ends; the last one, if there is none of that number."""
    return about.rows[min(number, len(about.rows) - 1)][-1].end


def _quoted(about: Scene, number: int) -> bool:
    """Say whether a sentence begins with a quotation."""
    row = about.rows[min(number, len(about.rows) - 1)]
    return row[0].text[:1] in "\"“‘'"


def _of_bodies(about: Scene) -> Iterator[Seat]:
    """Give the offices that only bodies of states have, named without a holder."""
    for number, row in enumerate(about.rows):
        for found in OF_BODY.finditer(symbols(row)):
            office = next(p for p in row[found.start() : found.end()] if p.symbol == "O")
            body = row[found.start("of") if found["of"] else found.start("own")]
            if office.name is None or office.tag == "NNS" or "former" in office.name.marks or not of_states(body):
                continue
            if about.lexicon.among("body-office", office.name.id):
                yield Seat(office.name.id, owner_of(body), Span(office.start, office.end), number)


def _spare(registry: Registry) -> list[str]:
    """Give the people, named in full, of whom no office or state is said."""
    placed = {c.person for c in registry.claims} | set(registry.states)
    names = dict.fromkeys(registry.full_name(name) for name in registry.people)
    return [n for n in names if n not in placed and len(n.split()) > 1]


def _vacant(registry: Registry, about: Scene) -> Iterator[Seat]:
    """Give the highest offices of states that are named without a holder, and that nobody in the document holds."""
    held = {(c.office, c.of) for c in registry.claims}
    for number, row in enumerate(about.rows):
        line = symbols(row)
        for found in UNNAMED.finditer(line):
            office = next(p for p in row[found.start() : found.end()] if p.symbol == "O")
            spot = found.start("of") if found["of"] else found.start("own") if found["own"] else None
            if spot is None or office.name is None or office.tag == "NNS" or "former" in office.name.marks:
                continue
            if not found["of"] and line[: found.start()].endswith(("a", "x", "w", "P,")):
                continue
            owner = next(named([row[spot]]), None)
            if (
                owner is not None
                and about.lexicon.among("highest", office.name.id)
                and (office.name.id, owner.value) not in held
            ):
                yield Seat(office.name.id, owner, Span(office.start, office.end), number)
    origin = about.origin
    if (
        origin is not None
        and origin.office is not None
        and origin.span is not None
        and (origin.office, origin.owner.value) not in held
    ):
        yield Seat(origin.office, origin.owner, origin.span, 0)
