"""Near matches: people and bodies of the graph whose names are so alike that they may be one, for a user to judge.

Comes in: a store. Goes out: pairs with reasons; nothing is merged here. Names are compared in Latin letters (anyascii),
without what sets transliterations apart (Qasym and Kassym, Jomart and Zhomart). People with different given names, or
under different states, and bodies with a word or number of their own, are no match. anyascii and rapidfuzz live here.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, zip_longest

from pyoxigraph import Literal

from relgraph.answers import Answer
from relgraph.errors import UsageError
from relgraph.judgements import Judgements
from relgraph.queries import Parameter, Question, ask
from relgraph.store import Store
from relgraph.vocabulary import THING

COLUMNS = ("kind", "one", "other", "reason", "one_id", "other_id")
THINGS = Question(
    "things",
    "",
    (),
    """
PREFIX rg: <https://w3id.org/relgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX org: <http://www.w3.org/ns/org#>
SELECT ?kind ?node ?label ?office ?of ?known WHERE {
  VALUES (?class ?kind) { (rg:Person "person") (rg:Organization "body") }
  ?node a ?class ; rdfs:label ?label .
  BIND(EXISTS { GRAPH <https://w3id.org/relgraph/ontology> { ?node a ?declared } } AS ?known)
  OPTIONAL { ?fact org:member ?node ; rg:officeTitle ?office . OPTIONAL { ?fact rg:ofParty ?of } }
}
ORDER BY ?kind ?node ?label ?office ?of
""",
)
#: Who is called so by a document, whatever is merged.
CALLED = Question(
    "called",
    "",
    (Parameter("name", "string", None, "a name"),),
    """
PREFIX rg: <https://w3id.org/relgraph/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?node ?name WHERE {
  VALUES ?class { rg:Person rg:Organization }
  GRAPH ?graph { ?node a ?class ; rdfs:label ?label }
  FILTER(LCASE(STR(?label)) = LCASE(?name) || STR(?node) = CONCAT("https://w3id.org/relgraph/id/", ?name))
}
""",
)
#: Letters that transliterations write differently, made one, in this order.
FOLDS = tuple(
    (re.compile(old), new)
    for old, new in (
        ("d?zh", "j"), ("kh", "h"), ("ch", "c"), ("sh", "s"), ("ph", "f"), ("ou|oo", "u"), ("x", "ks"), ("q|c", "k"),
        ("w", "v"), ("z", "s"), ("[yij]+", "i"), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
LITTLE = frozenset("the of and for on in to".split())
#: In a hundred, how alike two words must be written; shorter words must be the same.
ALIKE, SHORTEST = 80, 4


@dataclass(frozen=True, slots=True)
class Thing:
    """A person or body: its IRI, names, offices such as "Foreign Minister of TUR", and the states of these.

    Two things that the ontology knows are two.
    """

    kind: str
    iri: str
    names: tuple[str, ...]
    offices: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    is_known: bool = False


def matches(store: Store, judgements: Judgements | None = None) -> Answer:
    """List the near matches in a store that are not judged yet, with what speaks for each."""
    known = judgements or Judgements()
    found = things(store)
    rows = {
        (one.kind, one.names[0], other.names[0], reason, _short(one.iri), _short(other.iri))
        for one, other, reason in (*people(found), *bodies(found))
        if not known.on(one.iri, other.iri)
    }
    return Answer(COLUMNS, tuple(tuple(map(Literal, row)) for row in sorted(rows)))


def things(store: Store) -> list[Thing]:
    """Give the people and bodies of a store, by IRI."""
    rows: dict[tuple[str, str, str], list[tuple[str, str, str]]] = {}
    for kind, node, label, office, of, known in ask(store, THINGS).rows:
        rows.setdefault((kind, node, known), []).append((label, office, of))
    return [
        Thing(
            kind,
            node,
            tuple(sorted({label for label, _, _ in told}, key=lambda name: (-len(name), name))),
            frozenset(f"{office} of {of}" for _, office, of in told if of),
            frozenset(of for _, _, of in told if of),
            known == "true",
        )
        for (kind, node, known), told in rows.items()
    ]


def thing(store: Store, name: str) -> str:
    """Give the IRI of the person or body of a name, or of the end of an IRI; raise UsageError for none or several."""
    found = sorted({row[0] for row in ask(store, CALLED, {"name": name}).rows})
    if len(found) != 1:
        several = f"several things have this name: {', '.join(map(_short, found))}"
        remedy = "name one of them so" if found else "name it as `relgraph matches` does, or as a document does"
        raise UsageError(name, several if found else "no person or body has this name", remedy)
    return found[0]


def people(found: Iterable[Thing]) -> Iterator[tuple[Thing, Thing, str]]:
    """Give pairs of people of one surname whose given names agree as far as they are given, with reasons."""
    blocks: dict[str, dict[str, Thing]] = {}
    for thing in found:
        for words in (spelled(name) for name in thing.names if thing.kind == "person"):
            if words:
                blocks.setdefault(re.sub("[aeiou]", "", words[-1]) or words[-1], {})[thing.iri] = thing
    for block in blocks.values():
        for one, other in combinations(sorted(block.values(), key=lambda thing: thing.iri), 2):
            shared = sorted(one.offices & other.offices)
            if one.states and other.states and not one.states & other.states:
                continue
            reasons = {_person(a, b, bool(shared)) for a in one.names for b in other.names} - {""}
            if reasons:
                yield one, other, "; ".join([min(reasons), *(f"both {office}" for office in shared)])


def _person(one: str, other: str, is_backed: bool) -> str:
    """Say what speaks for two names being one person's, or nothing; a bare surname needs an office that backs it."""
    first, second = spelled(one), spelled(other)
    if not first or not second or not _alike(first[-1], second[-1]):
        return ""
    pairs = list(zip(first[:-1], second[:-1], strict=False))
    if not pairs:
        return "surname alone" if is_backed else ""
    if not all((a[0] == b[0] and 1 in (len(a), len(b))) or _alike(a, b) for a, b in pairs):
        return ""
    if first == second:
        return "another spelling"
    return "initials" if any(a != b and 1 in (len(a), len(b)) for a, b in pairs) else "spelled alike"


def bodies(found: Iterable[Thing]) -> Iterator[tuple[Thing, Thing, str]]:
    """Give pairs of bodies whose words are the same or spelled alike, or of which one is the other's initials."""
    chosen = {thing.iri: thing for thing in found if thing.kind == "body"}
    #: What bodies have in common: all words of a name but one, or a name that is the initials of another.
    blocks: dict[tuple[str, ...], set[str]] = {}
    for thing in chosen.values():
        for name in thing.names:
            words = sorted(word for word in spelled(name) if word not in LITTLE)
            keys = [(*words[:place], *words[place + 1 :]) for place in range(len(words))]
            for key in (*filter(None, keys), *((initials,) for initials in (name, *_initials(name)))):
                blocks.setdefault(key, set()).add(thing.iri)
    pairs = {pair for block in blocks.values() for pair in combinations(sorted(block), 2)}
    for one, other in sorted(pairs):
        first, second = chosen[one], chosen[other]
        reasons = {_body(a, b) for a in first.names for b in second.names} - {""}
        if reasons and not (first.is_known and second.is_known):
            yield first, second, min(reasons)


def _body(one: str, other: str) -> str:
    """Say what speaks for two names being one body's, or nothing."""
    for short, long in ((one, other), (other, one)):
        if short in _initials(long):
            return f"{short} is the initials"
    first, second = (Counter(word for word in spelled(name) if word not in LITTLE) for name in (one, other))
    mine, theirs = sorted((first - second).elements()), sorted((second - first).elements())
    if not mine and not theirs:
        return "the same words"
    pairs = zip_longest(mine, theirs, fillvalue="")
    return "spelled alike" if all(not a.isdigit() and _alike(a, b) for a, b in pairs) else ""


def _initials(name: str) -> set[str]:
    """Give the initials by which a name of three words or more may go: with its little words and without."""
    words = re.findall(r"[^\W\d_]+", name)
    found = {"".join(word[0] for word in kept) for kept in (words, [w for w in words if w.lower() not in LITTLE])}
    return {initials.upper() for initials in found if len(initials) >= 3}


def spelled(name: str) -> tuple[str, ...]:
    """Give the words of a name in plain Latin letters, without what sets transliterations apart.

    >>> spelled("Қасым-Жомарт Тоқаев"), spelled("K.-J. Tokayev")
    (('kasim', 'iomart', 'tokaev'), ('k', 'i', 'tokaiev'))
    """
    from anyascii import anyascii

    words = re.findall(r"[^\W_]+", anyascii(name).casefold().replace("'", ""))
    for old, new in FOLDS:
        words = [old.sub(new, word) for word in words]
    return tuple(words)


def _alike(one: str, other: str) -> bool:
    """Say whether two words are the same, or long enough and written alike."""
    from rapidfuzz import fuzz

    return one == other or (min(len(one), len(other)) >= SHORTEST and fuzz.ratio(one, other) >= ALIKE)


def _short(iri: str) -> str:
    """Give an IRI without what all things have in common."""
    return iri.removeprefix(THING)
