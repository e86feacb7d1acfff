"""Judgements: what a user says of two things of the graph, that they are the same one or are not, as Turtle to edit.

    <https://w3id.org/relgraph/id/person/k-tokayev> owl:sameAs <https://w3id.org/relgraph/id/person/kassym-jomart-tokayev> .

Comes in: a file of `owl:sameAs` and `owl:differentFrom`. Goes out: as which thing each other one stands. The file lies
beside the store, so that it outlives it; builds and `relgraph matches` follow it as it is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from relgraph.errors import InputError
from relgraph.files import atomic_write
from relgraph.turtle import statements
from relgraph.vocabulary import OWL

SAME, DIFFERENT = OWL + "sameAs", OWL + "differentFrom"
HEAD = """# Judgements on the things of the graph: edit freely, the next build follows.
@prefix owl: <http://www.w3.org/2002/07/owl#> .

"""


@dataclass(frozen=True, slots=True)
class Judgements:
    """Pairs of things that are the same, and pairs that are not, each by IRI."""

    same: tuple[tuple[str, str], ...] = ()
    different: tuple[tuple[str, str], ...] = ()

    def groups(self) -> dict[str, str]:
        """Give each thing that is the same as another with the least of all that are the same as it."""
        found: dict[str, set[str]] = {}
        for one, other in self.same:
            group = found.get(one, {one}) | found.get(other, {other})
            found.update(dict.fromkeys(group, group))
        return {iri: min(group) for iri, group in sorted(found.items()) if iri != min(group)}

    def on(self, one: str, other: str) -> str:
        """Give the judgement on two things: same, different, or nothing."""
        stands = self.groups()
        if stands.get(one, one) == stands.get(other, other):
            return "same"
        pairs = {frozenset((stands.get(a, a), stands.get(b, b))) for a, b in self.different}
        return "different" if frozenset((stands.get(one, one), stands.get(other, other))) in pairs else ""


def place(store: Path) -> Path:
    """Give the file of judgements of a store: beside it, so that it stays when the store goes."""
    return store.with_name(f"{store.name.lstrip('.')}.judgements.ttl")


def load(path: Path) -> Judgements:
    """Read judgements; without a file there are none. Raise InputError for what is broken or says both of a pair."""
    if not path.exists():
        return Judgements()
    pairs: dict[str, list[tuple[str, str]]] = {SAME: [], DIFFERENT: []}
    for quad in statements(path):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            pairs.get(quad.predicate.value, []).append((quad.subject.value, quad.object.value))
    found = Judgements(tuple(sorted(pairs[SAME])), tuple(sorted(pairs[DIFFERENT])))
    for one, other in found.different:
        if found.on(one, other) == "same":
            raise InputError(str(path), f"says of {one} and {other} that they are the same, and not", "take one out")
    return found


def save(path: Path, judgements: Judgements) -> None:
    """Write judgements, whole or not at all."""
    lines = [*_lines(judgements.same, "owl:sameAs"), *_lines(judgements.different, "owl:differentFrom")]
    with atomic_write(path) as stream:
        stream.write((HEAD + "".join(lines)).encode("utf-8"))


def _lines(pairs: Iterable[tuple[str, str]], word: str) -> list[str]:
    """Write pairs as Turtle, a line each."""
    return [f"<{one}> {word} <{other}> .\n" for one, other in sorted(set(pairs))]


def judged(path: Path, one: str, other: str, *, same: bool) -> Judgements:
    """Give the judgements of a file with one more, in the place of any other on this pair."""
    old = load(path)
    pair, either = (one, other), {(one, other), (other, one)}
    kept = [[known for known in pairs if known not in either] for pairs in (old.same, old.different)]
    kept[0 if same else 1].append(pair)
    return Judgements(tuple(sorted(kept[0])), tuple(sorted(kept[1])))
