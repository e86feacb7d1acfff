"""Aliases: every wording of the names in the ontology, folded, with what it names and when it counts.

Comes in: Turtle. Goes out: `Tables`, the dictionaries that the gazetteer and the office grammar look words up in.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from relgraph import vocabulary as v
from relgraph.folding import Atom, atoms, key
from relgraph.resources import file
from relgraph.turtle import statements

FILES = ("actors.ttl", "places.ttl", "organizations.ttl", "offices.ttl", "unrelated.ttl")
#: Acronyms of at least this length are also found as words ("Nato", "Unesco").
PRONOUNCED = 4

Subject = Mapping[str, Sequence[str]]


class Kind(StrEnum):
    """What a name is, in order of precedence where one wording has two readings."""

    UNRELATED = "UNRELATED"
    STATE = "STATE"
    ORG = "ORG"
    SEAT = "SEAT"
    CAPITAL = "CAPITAL"
    DEMONYM = "DEMONYM"
    PEOPLE = "PEOPLE"
    COMBINING = "COMBINING"
    CITY = "CITY"
    REGION = "REGION"
    OFFICE = "OFFICE"
    COMBINED = "COMBINED"


PRECEDENCE = {kind: rank for rank, kind in enumerate(Kind)}


class Alias(NamedTuple):
    """What a wording names, and the cautions that go with it."""

    kind: Kind
    id: str
    state: str | None = None
    sort: str | None = None
    acronym: str | None = None
    weak: bool = False
    needy: bool = False
    personal: bool = False
    plural: bool = False


class Entry(NamedTuple):
    """One wording: how each of its words must be written (`shape`, one letter a word) and what it names."""

    shape: str
    alias: Alias

    @property
    def acronym(self) -> bool:
        """Say whether the wording is in capitals only."""
        return not self.shape.strip("AP")

    def fits(self, words: Sequence[Atom]) -> bool:
        """Say whether the letters of the text are large where the wording has them large."""
        for need, word in zip(self.shape, words, strict=True):
            large = word.text.isupper() if need == "A" else need == "x" or word.text[0].isupper()
            if not large:
                return False
        return True


@dataclass(frozen=True, slots=True)
class Tables:
    """What the Turtle says, by folded key: entries, the longest name by first word, word lists, portfolios, marks."""

    names: Mapping[str, tuple[Entry, ...]]
    longest: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    portfolios: Mapping[str, tuple[str, str | None]]
    marks: Mapping[str, tuple[str, bool]]


def tables(extra: Sequence[Path]) -> Tables:
    """Read the packaged files and the extra ones into tables."""
    things = _things([*(file("ontology", name) for name in FILES), *extra])
    names: dict[str, list[Entry]] = {}
    longest: dict[str, int] = {}
    for wording, alias in _aliases(things):
        words = _words_of(wording)
        if words is None:
            continue
        folded, letters, first = words
        entries = names.setdefault(folded, [])
        entry = Entry(letters, alias)
        if entry not in entries:
            entries.append(entry)
        longest[first] = max(longest.get(first, 0), len(letters))
    ordered = {k: tuple(sorted(e, key=_rank)) if len(e) > 1 else tuple(e) for k, e in names.items()}
    return Tables(ordered, longest, _words(things), _portfolios(things), _marks(things))


def _rank(entry: Entry) -> tuple[int, str]:
    return PRECEDENCE[entry.alias.kind], entry.alias.id


def _words_of(wording: str) -> tuple[str, str, str] | None:
    """Give a wording's folded key, its shape and its first folded word; plain words take the short way."""
    if wording.isascii() and wording.replace(" ", "").isalpha():
        parts = wording.split()
        return wording.lower(), "".join(map(_letter, parts)), parts[0].lower()
    row = atoms(wording)
    return (key(row), "".join(_letter(atom.text) for atom in row), row[0].key) if row else None


def _letter(text: str) -> str:
    """Tell how a word must be written: A all capitals, P at least a capital (a long acronym), U a capital, x any."""
    if text.isupper() and len(text) > 1:
        return "A" if len(text) < PRONOUNCED or not text.isalpha() else "P"
    return "U" if text[0].isupper() else "x"


def _things(paths: Iterable[Path]) -> dict[str, dict[str, list[str]]]:
    """Read Turtle into subject -> predicate -> values."""
    things: dict[str, dict[str, list[str]]] = {}
    for path in paths:
        for quad in statements(path):
            subject, value = quad.subject, quad.object
            if isinstance(subject, NamedNode) and isinstance(value, Literal | NamedNode):
                thing = things.setdefault(subject.value, {})
                thing.setdefault(quad.predicate.value, []).append(value.value)
    return things


def _aliases(things: Mapping[str, Subject]) -> Iterator[tuple[str, Alias]]:
    """Give every wording with what it names."""
    capitals = _capitals(things)
    for iri, thing in things.items():
        for type_ in thing.get(v.RDF_TYPE, ()):
            match type_:
                case v.STATE:
                    yield from _state(thing)
                case v.CITY:
                    yield from _city(thing, things, capitals.get(iri))
                case v.REGION:
                    yield from _region(thing, things)
                case v.ACTOR_ORGANIZATION:
                    yield from _organization(thing)
                case v.OFFICE:
                    yield from _office(thing)
                case v.UNRELATED:
                    yield from _named(thing, Alias(Kind.UNRELATED, ""), thing.get(v.WORDING, ()))


def _capitals(things: Mapping[str, Subject]) -> dict[str, str]:
    """Give the code of the state whose government a city's name may stand for, by the city's IRI."""
    found: dict[str, str] = {}
    for thing in things.values():
        if v.CAPITAL in thing or v.SEAT_OF_GOVERNMENT in thing:
            for city in (*thing.get(v.CAPITAL, ()), *thing.get(v.SEAT_OF_GOVERNMENT, ())):
                found[city] = thing[v.IDENTIFIER][0]
    return found


def _named(thing: Subject, alias: Alias, wordings: Iterable[str]) -> Iterator[tuple[str, Alias]]:
    """Give wordings of one thing, with the cautions that the Turtle has for them."""
    weak, needy, personal = (frozenset(thing.get(p, ())) for p in (v.WEAK_NAME, v.NEEDS_SUPPORT, v.PERSONAL_NAME))
    if not (weak or needy or personal):
        for wording in wordings:
            yield wording, alias
        return
    for wording in wordings:
        yield wording, alias._replace(weak=wording in weak, needy=wording in needy, personal=wording in personal)


def _labels(thing: Subject) -> Sequence[str]:
    return [*thing.get(v.LABEL, ()), *thing.get(v.ALT_LABEL, ())]


def _state(thing: Subject) -> Iterator[tuple[str, Alias]]:
    """Give a state's names, adjectives, peoples, combining forms and seats; without a code it has none."""
    code = next(iter(thing.get(v.IDENTIFIER, ())), None)
    if code is None:
        return
    demonyms = frozenset(thing.get(v.DEMONYM, ()))
    peoples = [p for p in thing.get(v.PEOPLE_NAME, ()) if p.removeprefix("the ") not in demonyms]
    for kind, wordings in (
        (Kind.STATE, _labels(thing)),
        (Kind.DEMONYM, thing.get(v.DEMONYM, ())),
        (Kind.PEOPLE, peoples),
        (Kind.COMBINING, thing.get(v.COMBINING_FORM, ())),
        (Kind.SEAT, thing.get(v.SEAT, ())),
    ):
        yield from _named(thing, Alias(kind, code, code), wordings)


def _city(thing: Subject, things: Mapping[str, Subject], capital_of: str | None) -> Iterator[tuple[str, Alias]]:
    state = capital_of or _code(thing, things)
    alias = Alias(Kind.CAPITAL if capital_of else Kind.CITY, _label(thing), state)
    yield from _named(thing, alias, _labels(thing))


def _region(thing: Subject, things: Mapping[str, Subject]) -> Iterator[tuple[str, Alias]]:
    alias = Alias(Kind.REGION, _label(thing), _code(thing, things))
    wordings = [*_labels(thing), *thing.get(v.DEMONYM, ()), *thing.get(v.PEOPLE_NAME, ())]
    yield from _named(thing, alias, wordings)


def _organization(thing: Subject) -> Iterator[tuple[str, Alias]]:
    acronyms, sorts = thing.get(v.ACRONYM, ()), thing.get(v.ORGANIZATION_KIND, ())
    sort, acronym = next(iter(sorts), "other"), next(iter(acronyms), None)
    yield from _named(thing, Alias(Kind.ORG, _label(thing), sort=sort, acronym=acronym), [*_labels(thing), *acronyms])


def _office(thing: Subject) -> Iterator[tuple[str, Alias]]:
    name = _label(thing)
    one, many = Alias(Kind.OFFICE, name), Alias(Kind.OFFICE, name, plural=True)
    for wording in thing.get(v.WORDING, ()):
        yield wording, one
        yield plural(wording), many


def plural(wording: str) -> str:
    """Put an office's wording in the plural, at the word before "of" or "for", else at the last."""
    head, link, rest = wording, "", ""
    for word in (" of ", " for ", " to ", "-in-", " at ", "-at-", " without ", " general", "-general"):
        if word in head:
            first, _, after = head.partition(word)
            head, link, rest = first, word, after + rest if not link else after + link + rest
    if head.endswith("y") and head[-2:-1] not in "aeo":
        return f"{head[:-1]}ies{link}{rest}"
    if head.endswith("man"):
        return f"{head[:-2]}en{link}{rest}"
    return f"{head}{'es' if head.endswith(('s', 'ch')) else 's'}{link}{rest}"


def _label(thing: Subject) -> str:
    return next(iter(thing.get(v.LABEL, ())), "")


def _code(thing: Subject, things: Mapping[str, Subject]) -> str | None:
    """Give the code of the state that a place lies in."""
    for iri in thing.get(v.IN_STATE, ()):
        return next(iter(things.get(iri, {}).get(v.IDENTIFIER, ())), None)
    return None


def _words(things: Mapping[str, Subject]) -> dict[str, frozenset[str]]:
    """Give the word lists by the last part of their IRI."""
    found: dict[str, frozenset[str]] = defaultdict(frozenset)
    for iri, thing in things.items():
        if v.WORD in thing:
            found[iri.rpartition("/")[2]] |= frozenset(thing[v.WORD])
    return found


def _portfolios(things: Mapping[str, Subject]) -> dict[str, tuple[str, str | None]]:
    """Give portfolios by folded wording: the words as given, and the office of its own name that they come to."""
    found: dict[str, tuple[str, str | None]] = {}
    for thing in things.values():
        if v.PORTFOLIO in thing.get(v.RDF_TYPE, ()):
            offices = [_label(things[iri]) for iri in thing.get(v.OF_OFFICE, ()) if iri in things]
            for wording in (*thing.get(v.LABEL, ()), *thing.get(v.WORDING, ())):
                found[key(atoms(wording))] = wording, next(iter(offices), None)
    return found


def _marks(things: Mapping[str, Subject]) -> dict[str, tuple[str, bool]]:
    """Give what may stand beside an office by folded wording: its effect, and whether it stands after."""
    found: dict[str, tuple[str, bool]] = {}
    for thing in things.values():
        if v.MARK in thing.get(v.RDF_TYPE, ()):
            for wording in thing.get(v.WORDING, ()):
                found[key(atoms(wording))] = thing[v.EFFECT][0], v.AFTER in thing
    return found
