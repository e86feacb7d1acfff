"""Checks a store against the shapes of ontology/shapes.ttl. The only module that imports pySHACL and, for it, rdflib.

Comes in: a store or Turtle text. Goes out: a `Report` of violations in words.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from relgraph import export
from relgraph.errors import UsageError
from relgraph.resources import file
from relgraph.store import Store
from relgraph.vocabulary import SH

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node

#: Where a validation result holds the parts of a `Violation`.
PARTS = ("focusNode", "resultMessage", "value", "sourceShape")


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """A node that a shape does not accept, and why."""

    node: str
    message: str
    value: str = ""
    shape: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The outcome of a check."""

    violations: tuple[Violation, ...]

    @property
    def conforms(self) -> bool:
        """Say whether every shape accepts the graph."""
        return not self.violations


def check(store: Store) -> Report:
    """Check the union of a store's graphs, the ontology's included."""
    return check_text(export.render(store, "nt", ontology=True).decode(), "nt")


def check_text(text: str, syntax: str = "turtle") -> Report:
    """Check RDF that relgraph itself wrote; text from outside is parsed by the engine first, never here."""
    try:
        import pyshacl
        from rdflib import Graph
    except ImportError as error:
        raise UsageError("check", "needs pySHACL", "install it with: pip install 'relgraph[shacl]'") from error
    data = Graph().parse(data=text, format=syntax)
    shapes = Graph().parse(data=_shapes().read_text(encoding="utf-8"), format="turtle")
    _, results, words = pyshacl.validate(data, shacl_graph=shapes, inplace=True)
    if not isinstance(results, Graph):
        raise UsageError("check", f"the validator failed: {words}")
    return Report(_violations(results))


def _shapes() -> Path:
    """Find the packaged shapes."""
    return file("ontology", "shapes.ttl")


def _violations(results: "Graph") -> tuple[Violation, ...]:
    """Read the violations out of a validation report, sorted."""
    from rdflib import URIRef

    def text(node: "Node", name: str) -> str:
        return str(results.value(node, URIRef(SH + name)) or "")

    nodes = results.subjects(URIRef(SH + "resultMessage"))
    return tuple(sorted({Violation(*(text(node, name) for name in PARTS)) for node in nodes}))
