"""The event classes as relgraph.ttl has them, with their PLOVER, CAMEO and Goldstein values. The ontology decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode

from relgraph.resources import file
from relgraph.turtle import statements
from relgraph.vocabulary import RDFS, RG


@dataclass(frozen=True, slots=True)
class Scales:
    """What the published tables say of an event class: PLOVER type, mode, score and quad code, CAMEO code, Goldstein.

    The sources stand in relgraph.ttl; what they leave open is empty.
    """

    plover: str = ""
    mode: str = ""
    score: float | None = None
    quad: int | None = None
    cameo: str = ""
    goldstein: float | None = None


@cache
def event_classes() -> Mapping[str, str]:
    """Give each event class (local name) with its PLOVER type, empty where it has none."""
    return MappingProxyType({name: one.plover for name, one in scales().items()})


@cache
def scales() -> Mapping[str, Scales]:
    """Give each event class (local name) with its values; a quad code is that of the class above."""
    parents: dict[str, str] = {}
    said: dict[tuple[str, str], str] = {}
    for quad in statements(file("ontology", "relgraph.ttl")):
        if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(RG):
            continue
        name = quad.subject.value.removeprefix(RG)
        if quad.predicate.value == RDFS + "subClassOf" and isinstance(quad.object, NamedNode):
            if quad.object.value.startswith(RG):
                parents.setdefault(name, quad.object.value.removeprefix(RG))
        elif isinstance(quad.object, NamedNode | Literal):
            said.setdefault((name, quad.predicate.value.removeprefix(RG)), quad.object.value)
    return MappingProxyType({name: _scales(name, parents, said) for name in parents if _is_event(name, parents)})


def _scales(name: str, parents: Mapping[str, str], said: Mapping[tuple[str, str], str]) -> Scales:
    """Gather the values of a class."""
    score, goldstein = said.get((name, "ploverScore")), said.get((name, "goldstein"))
    above, quad = name, said.get((name, "quadCode"))
    while quad is None and above in parents:
        above = parents[above]
        quad = said.get((above, "quadCode"))
    return Scales(
        plover=said.get((name, "plover"), ""),
        mode=said.get((name, "ploverMode"), ""),
        score=float(score) if score else None,
        quad=int(quad) if quad else None,
        cameo=said.get((name, "cameoCode")) or said.get((name, "cameo"), "").rpartition("/")[2],
        goldstein=float(goldstein) if goldstein else None,
    )


def _is_event(name: str, parents: Mapping[str, str]) -> bool:
    """Say whether a class lies under rg:Event."""
    while name in parents:
        name = parents[name]
        if name == "Event":
            return True
    return False
