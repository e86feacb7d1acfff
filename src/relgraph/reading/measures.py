"""Words about numbers: currencies, qualifiers, multiples and labels of ontology/measures.ttl, ready for look-up.

Comes in: Turtle files. Goes out: a frozen `Measures` that finds the longest phrase at a place among tokens.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from relgraph.resources import file
from relgraph.turtle import statements
from relgraph.vocabulary import ONTOLOGY, RDF_TYPE

TOKEN = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+(?:\u00ad+[^\W\d_]+)*|\n[ \t\r]*\n|\S")
#: Local names of word classes, and the class of token that their phrases become.
KINDS = {
    "qualifier": "qual",
    "multiple": "multiple",
    "before-label": "label",
    "after-label": "unit",
    "price-unit": "goods",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One or more words with a meaning: their class, the value that they stand for, how they must be written."""

    words: tuple[str, ...]
    kind: str
    value: str
    cased: str | None = None


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its names are in the phrases; here are the states that use it and the names that mean it alone."""

    code: str
    states: frozenset[str]
    defaults: frozenset[str]


@dataclass(frozen=True, slots=True)
class Measures:
    """Phrases by their first word, longest first, and currencies by code."""

    phrases: Mapping[str, tuple[Phrase, ...]]
    currencies: Mapping[str, Currency]

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Measures":
        """Read the packaged measures and the user's own Turtle files; raise InputError for broken Turtle."""
        paths = [file("ontology", "measures.ttl"), *extra]
        return _measures(quad for path in paths for quad in statements(path))

    def at(self, words: Sequence[str], i: int) -> Phrase | None:
        """Give the longest phrase that begins at word i."""
        for phrase in self.phrases.get(words[i], ()):
            if tuple(words[i : i + len(phrase.words)]) == phrase.words:
                return phrase
        return None

    def settle(self, choices: Sequence[str], name: str, states: Collection[str]) -> str | None:
        """Choose the currency of a shared name by the states in the context, else the one that the bare name means."""
        if len(choices) == 1:
            return choices[0]
        near = [code for code in choices if self.currencies[code].states & set(states)]
        usual = [code for code in choices if name in self.currencies[code].defaults]
        foreign = [code for code in near if code not in usual]
        if len(foreign) == 1 and not (set(near) - set(foreign)):
            return foreign[0]
        return usual[0] if usual else near[0] if len(near) == 1 else None


@cache
def packaged() -> Measures:
    """Give the packaged measures, read once."""
    return Measures.load()


def fold(text: str) -> tuple[str, ...]:
    """Cut a phrase into the words that tokens are compared by."""
    return tuple(found[0].replace("\u00ad", "").lower() for found in TOKEN.finditer(text))


def _measures(quads: Iterable[Quad]) -> Measures:
    properties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal | NamedNode):
            predicate = quad.predicate.value
            key = "type" if predicate == RDF_TYPE else predicate.removeprefix(ONTOLOGY)
            properties[quad.subject.value][key].append(quad.object.value)
    phrases: dict[str, set[Phrase]] = defaultdict(set)
    currencies: dict[str, Currency] = {}
    for iri, values in sorted(properties.items()):
        name = iri.rsplit("/", 1)[-1]
        if ONTOLOGY + "Currency" in values["type"]:
            currencies[name] = Currency(name, frozenset(values["state"]), frozenset(values["default"]))
        for phrase in _phrases(name, values):
            phrases[phrase.words[0]].add(phrase)
    ordered = {word: _ordered(found) for word, found in sorted(phrases.items())}
    return Measures(ordered, currencies)


def _ordered(phrases: Iterable[Phrase]) -> tuple[Phrase, ...]:
    """Join the currencies that share a name, and put the longest phrase first."""
    joined: dict[tuple[tuple[str, ...], str, str | None], list[str]] = defaultdict(list)
    for phrase in phrases:
        joined[phrase.words, phrase.kind, phrase.cased].append(phrase.value)
    found = [Phrase(words, kind, "|".join(sorted(values)), cased) for (words, kind, cased), values in joined.items()]
    return tuple(sorted(found, key=lambda p: (-len(p.words), p.kind, p.cased or "")))


def _phrases(name: str, values: Mapping[str, Sequence[str]]) -> Iterable[Phrase]:
    """Give the phrases that one subject of the Turtle lists."""
    if ONTOLOGY + "Currency" in values["type"]:
        for symbol in values["symbol"]:
            yield Phrase(fold(symbol), "cur", name, symbol)
        for word in values["word"]:
            for form in _forms(word):
                yield Phrase(fold(form), "curn", name)
        return
    kind = next((KINDS[prefix] for prefix in KINDS if name.startswith(prefix)), None)
    if ONTOLOGY + "WordClass" not in values["type"] or kind is None:
        return
    value = name.split("-", 1)[1]
    for place in ("after", "verb"):
        if value.endswith("-" + place):
            kind, value = place, value.removesuffix("-" + place)
    for word in values["word"]:
        for form in _forms(word) if kind == "goods" else (word,):
            yield Phrase(fold(form), kind, value)


def _forms(word: str) -> tuple[str, ...]:
    """Give a name and its plurals."""
    return (word, word + "s", word[:-1] + "ies") if word.endswith("y") else (word, word + "s")
