"""The directory: which state, organization or place of the ontology a name stands for.

Comes in: the packaged Turtle of states, organizations and places, and a user's own. Goes out: IRIs and labels by code
or name. A name that two things bear stands for neither; a label goes before another thing's other name.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode

from relgraph.resources import file
from relgraph.slugs import slug
from relgraph.turtle import statements
from relgraph.vocabulary import (
    ACRONYM,
    ALT_LABEL,
    COMBINING_FORM,
    DEMONYM,
    IDENTIFIER,
    LABEL,
    RDF_TYPE,
    RG,
    SEAT,
    THING,
    WORD,
)

FILES = ("actors.ttl", "organizations.ttl", "places.ttl", "publishers.ttl")
#: The class of the words by which a publisher is a state's own voice.
OFFICIAL = f"{THING}words/official-publisher"
STATES = frozenset({RG + "State", RG + "FormerState"})
BODIES = frozenset(
    RG + name
    for name in ("Organization", "IntergovernmentalOrganization", "BilateralBody", "GovernmentBody", "Company")
)
PLACES = frozenset({RG + "City", RG + "Region", RG + "Place"})
#: How a thing is called: the label first, then its other names.
NAMES = (LABEL, ALT_LABEL, ACRONYM)


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing of the ontology: its IRI and its label."""

    iri: str
    label: Literal


@dataclass(frozen=True, slots=True)
class Directory:
    """States by code; organizations and places by the slugs of their names; the names that tell of each state.

    `seats` are words for a government, such as the White House; `official` tell a government's publications.
    """

    states: Mapping[str, Entry]
    organizations: Mapping[str, Entry]
    places: Mapping[str, Entry]
    wordings: Mapping[str, frozenset[str]]
    seats: Mapping[str, str]
    official: frozenset[str]

    def is_state(self, party: str) -> bool:
        """Say whether a party is written as the code of a state that the ontology knows."""
        return party in self.states

    def organization(self, name: str) -> Entry | None:
        """Give the organization of a name, if the ontology has it."""
        return self.organizations.get(_bare(name))

    def place(self, name: str) -> Entry | None:
        """Give the city, region or state of a name, if the ontology has it."""
        return self.places.get(_bare(name))

    def key(self, party: str) -> str:
        """Give the text by which a party stands in the IRIs of events: its code, its label, else its name."""
        known = None if self.is_state(party) else self.organization(party)
        return known.label.value if known else party

    def pair(self, parties: Iterable[str]) -> list[str]:
        """Give the codes if the parties are two states, sorted; else nothing."""
        both = sorted(set(parties))
        return both if len(both) == 2 and all(map(self.is_state, both)) else []

    def bare_series(self, name: str, owners: Iterable[str]) -> str:
        """Give a series' name without the names of the two states whose it is: "Turkey-Kazakhstan Joint Commission"."""
        words = slug(name)
        known = sorted(
            {one for owner in owners for one in self.wordings.get(owner, ())}, key=lambda one: (-len(one), one)
        )
        while found := next((one for one in known if words.startswith(f"{one}-")), None):
            words = words.removeprefix(f"{found}-").removeprefix("and-")
        return words

    def states_in(self, text: str) -> list[str]:
        """List the codes of the states that a text names, sorted; the longest name counts."""
        words = f"-{slug(text)}-"
        found = {(name, code) for code, names in self.wordings.items() for name in names if f"-{name}-" in words}
        codes = set()
        for name, code in sorted(found, key=lambda one: (-len(one[0]), one)):
            if f"-{name}-" in words:
                codes.add(code)
                words = words.replace(f"-{name}-", "--")
        return sorted(codes)

    def side(self, publisher: str) -> str | None:
        """Give the state whose own voice a publisher is, by its name: a ministry's or a presidency's, not a paper's."""
        words = _bare(publisher)
        if words in self.seats:
            return self.seats[words]
        named = self.states_in(publisher)
        is_official = any(f"-{word}-" in f"-{words}-" for word in self.official)
        return named[0] if is_official and len(named) == 1 else None


@cache
def packaged() -> Directory:
    """Give the directory of the packaged ontology."""
    return load(())


def load(extra: tuple[Path, ...]) -> Directory:
    """Read the packaged ontology and a user's own files into a directory; raise InputError for bad Turtle."""
    kinds: dict[str, set[str]] = {}
    said: dict[str, dict[str, list[Literal]]] = {}
    for path in (*(file("ontology", name) for name in FILES), *extra):
        for subject, predicate, value in _statements(path):
            if predicate == RDF_TYPE:
                kinds.setdefault(subject, set()).add(value.value)
            elif isinstance(value, Literal):
                said.setdefault(subject, {}).setdefault(predicate, []).append(value)
            elif predicate == RG + "nameOf":
                said.setdefault(subject, {}).setdefault(predicate, []).append(Literal(value.value))
    _give_dated_names(said)
    return _directory(kinds, said)


def _directory(kinds: Mapping[str, set[str]], said: Mapping[str, Mapping[str, list[Literal]]]) -> Directory:
    """Sort the things of the ontology into states, organizations and places."""
    chosen = {
        group: {iri: said[iri] for iri, types in sorted(kinds.items()) if types & group and iri in said}
        for group in (STATES, BODIES, PLACES)
    }
    states = {
        code.value: Entry(iri, names[LABEL][0])
        for iri, names in chosen[STATES].items()
        for code in names.get(IDENTIFIER, ())
        if LABEL in names
    }
    wordings = {
        code: frozenset(
            _bare(name.value)
            for kind in (*NAMES, DEMONYM, COMBINING_FORM)
            for name in chosen[STATES][entry.iri].get(kind, ())
            if len(name.value) > 3  # "US" and "PR" are words in other languages, and publishers' names are short
        )
        for code, entry in states.items()
    }
    seats = {
        _bare(seat.value): code
        for code, entry in sorted(states.items())
        for seat in chosen[STATES][entry.iri].get(SEAT, ())
    }
    official = frozenset(slug(word.value) for word in said.get(OFFICIAL, {}).get(WORD, ()))
    places = _by_name(chosen[PLACES] | chosen[STATES])
    return Directory(states, _by_name(chosen[BODIES]), places, wordings, seats, official)


def _by_name(things: Mapping[str, Mapping[str, list[Literal]]]) -> dict[str, Entry]:
    """Give each name's thing; labels win over other names, and what two things share is nobody's."""
    found: dict[str, Entry] = {}
    for kinds in ((LABEL,), NAMES[1:]):
        claims: dict[str, set[str]] = {}
        for iri, names in things.items():
            for name in (name for kind in kinds for name in names.get(kind, ())):
                claims.setdefault(_bare(name.value), set()).add(iri)
        for key, owners in claims.items():
            if len(owners) == 1 and key not in found:
                (iri,) = owners
                if LABEL in things[iri]:
                    found[key] = Entry(iri, things[iri][LABEL][0])
    return found


def _give_dated_names(said: dict[str, dict[str, list[Literal]]]) -> None:
    """Add each dated name to the other names of what it names."""
    for dated in [names for names in said.values() if RG + "nameOf" in names]:
        for thing in dated[RG + "nameOf"]:
            said.setdefault(thing.value, {}).setdefault(ALT_LABEL, []).extend(dated.get(LABEL, ()))


def _statements(path: Path) -> Iterable[tuple[str, str, NamedNode | Literal]]:
    """Read the statements of a Turtle file that the directory may need."""
    for quad in statements(path):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal):
            yield quad.subject.value, quad.predicate.value, quad.object


def _bare(name: str) -> str:
    """Fold a name for comparing: no article."""
    return slug(name).removeprefix("the-")
