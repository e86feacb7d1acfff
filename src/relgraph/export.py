"""Exports: the graphs of a store as RDF files that any triple store loads, the same bytes for the same documents.

Statements are sorted and there are no blank nodes, so sorted N-Quads are the canonical form; `digest` names a store's
content. Formats without named graphs get the union of all graphs.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import Literal, Quad, RdfFormat, Triple, serialize

from relgraph.errors import UsageError
from relgraph.files import atomic_write
from relgraph.store import Store
from relgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH, PREFIXES


@dataclass(frozen=True, slots=True)
class Format:
    """A syntax of RDF: its name in the engine, whether it keeps named graphs, and its file extensions."""

    syntax: RdfFormat
    graphs: bool
    extensions: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "turtle": Format(RdfFormat.TURTLE, False, (".ttl", ".turtle")),
    "trig": Format(RdfFormat.TRIG, True, (".trig",)),
    "nt": Format(RdfFormat.N_TRIPLES, False, (".nt",)),
    "nq": Format(RdfFormat.N_QUADS, True, (".nq",)),
    "jsonld": Format(RdfFormat.JSON_LD, True, (".jsonld", ".json")),
    "rdfxml": Format(RdfFormat.RDF_XML, False, (".rdf", ".xml", ".owl")),
}
#: What XML 1.0 cannot hold.
UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")


def format_of(path: Path) -> str:
    """Give the format that a file's extension stands for; raise UsageError for none."""
    for name, form in FORMATS.items():
        if path.suffix.lower() in form.extensions:
            return name
    raise UsageError(str(path), "has an extension of no known format", f"use --format with one of {', '.join(FORMATS)}")


def render(store: Store, form: str, *, ontology: bool = False) -> bytes:
    """Write the documents' graphs and the derived ties, and if asked the ontology, in one of `FORMATS`."""
    if form not in FORMATS:
        raise UsageError(form, "is no format of an export", f"choose one of {', '.join(FORMATS)}")
    chosen = FORMATS[form]
    found = sorted(quads(store, ontology=ontology), key=_line)
    if form == "rdfxml":
        found = [_for_xml(quad) for quad in found]
    prefixes = None if form in ("nt", "nq") else PREFIXES
    if chosen.graphs:
        return serialize(found, format=chosen.syntax, prefixes=prefixes) or b""
    return serialize(_union(found), format=chosen.syntax, prefixes=prefixes) or b""


def write(store: Store, path: Path, form: str | None = None, *, ontology: bool = False) -> None:
    """Write an export to a file, whole or not at all; the format is the one named or the extension's."""
    content = render(store, form or format_of(path), ontology=ontology)
    with atomic_write(path) as stream:
        stream.write(content)


def quads(store: Store, *, ontology: bool = False) -> Iterable[Quad]:
    """Give the quads that an export holds."""
    graphs = [*store.documents(), DERIVED_GRAPH, *([ONTOLOGY_GRAPH] if ontology else [])]
    return (quad for name in graphs for quad in store.quads(name))


def digest(store: Store) -> str:
    """Give the SHA-256 of the sorted N-Quads: equal for equal content."""
    return sha256(render(store, "nq")).hexdigest()


def _union(found: list[Quad]) -> list[Triple]:
    """Give the triples of all graphs, each once, sorted."""
    return list(dict.fromkeys(quad.triple for quad in sorted(found, key=lambda quad: str(quad.triple))))


def _line(quad: Quad) -> tuple[str, str]:
    """Sort by graph, then by the N-Triples line."""
    return str(quad.graph_name), str(quad.triple)


def _for_xml(quad: Quad) -> Quad:
    """Replace the characters of a literal that XML cannot hold."""
    term = quad.object
    if not isinstance(term, Literal) or term.value == (text := term.value.translate(UNWRITABLE)):
        return quad
    fixed = Literal(text, language=term.language) if term.language else Literal(text, datatype=term.datatype)
    return Quad(quad.subject, quad.predicate, fixed, quad.graph_name)
