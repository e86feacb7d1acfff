"""The event classes as relgraph.ttl has them: for each leaf its PLOVER type. The ontology decides, not the program."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from relgraph.resources import file
from relgraph.vocabulary import RDFS, RG


@cache
def event_classes() -> Mapping[str, str]:
    """Give each event class (local name) with its PLOVER type, empty where it has none."""
    parents: dict[str, str] = {}
    plover: dict[str, str] = {}
    for quad in parse(path=file("ontology", "relgraph.ttl"), format=RdfFormat.TURTLE):
        if not isinstance(quad.subject, NamedNode) or not quad.subject.value.startswith(RG):
            continue
        name = quad.subject.value.removeprefix(RG)
        if quad.predicate.value == RDFS + "subClassOf" and isinstance(quad.object, NamedNode):
            if quad.object.value.startswith(RG):
                parents.setdefault(name, quad.object.value.removeprefix(RG))
        elif quad.predicate.value == RG + "plover" and isinstance(quad.object, Literal):
            plover[name] = quad.object.value
    return MappingProxyType({name: plover.get(name, "") for name in parents if _is_event(name, parents)})


def _is_event(name: str, parents: Mapping[str, str]) -> bool:
    """Say whether a class lies under rg:Event."""
    while name in parents:
        name = parents[name]
        if name == "Event":
            return True
    return False
