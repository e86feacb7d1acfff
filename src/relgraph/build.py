"""The pipeline, to be read first: documents in, a store of facts out.

    files -> Document -> reading.read -> facts -> graph.quads -> Store -> queries -> answers

A document that fails is reported and counted, leaves the store as it was, and the rest goes on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from relgraph import document as documents
from relgraph import graph, identity, queries
from relgraph.document import Document
from relgraph.errors import InputError, RelgraphError
from relgraph.facts import Fact
from relgraph.resources import files, folder
from relgraph.store import Store, in_memory
from relgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH, RG

Reader = Callable[[Document], Iterable[Fact]]
Progress = Callable[[str], None]
#: Packaged Turtle that every store holds: what the terms, states, organizations and topics are.
KEPT = ("relgraph.ttl", "topics.ttl", "actors.ttl", "organizations.ttl")


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read, and why."""

    name: str
    error: RelgraphError


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: documents stored, documents that were there unchanged, facts, and what failed."""

    documents: int
    unchanged: int
    facts: int
    failures: tuple[Failure, ...]


def build(paths: Iterable[Path], store: Store, read: Reader, progress: Progress | None = None) -> Report:
    """Read each document into the store; a document that is there unchanged is left alone."""
    load_ontology(store)
    stored = unchanged = count = 0
    failures: list[Failure] = []
    names: set[str] = set()
    for path in paths:
        try:
            document = documents.from_path(path)
            _unique(document, names, path)
            if is_known(store, document):
                unchanged += 1
            else:
                count += add(store, document, read(document))
                stored += 1
        except RelgraphError as error:
            failures.append(Failure(str(path), error))
        if progress:
            progress(str(path))
    if stored:
        derive(store)
    return Report(stored, unchanged, count, tuple(failures))


def add(store: Store, document: Document, facts: Iterable[Fact]) -> int:
    """Put a document and its facts into the store in one transaction; give the number of facts."""
    known = graph.in_order(facts)
    store.replace(identity.document(document.name), graph.quads(document, known))
    return len(known)


def derive(store: Store) -> None:
    """Work out the direct ties (who met whom ...) from all that the documents state, in a graph of their own."""
    graph_name = NamedNode(DERIVED_GRAPH)
    rules = sorted(folder("queries").glob("derive/*.rq"))
    ties = [tie for rule in rules for tie in store.construct(rule.read_text(encoding="utf-8"))]
    found = {str(tie): Quad(tie.subject, tie.predicate, tie.object, graph_name) for tie in ties}
    store.replace(DERIVED_GRAPH, [found[line] for line in sorted(found)])


def is_known(store: Store, document: Document) -> bool:
    """Say whether the store holds this very text of the document."""
    node = identity.document(document.name)
    return document.digest in store.values(node, RG + "sha256", node)


def tables(document: Document, facts: Iterable[Fact]) -> dict[str, list[dict[str, str]]]:
    """Give the contract tables of one document, by the same path as a stored one takes."""
    store = in_memory()
    load_ontology(store)
    add(store, document, facts)
    return {name: queries.ask(store, name).records() for name in queries.TABLES}


def load_ontology(store: Store, extra: Sequence[Path] = ()) -> None:
    """Put the ontology, the states, organizations and topics into the store, unless they are there already."""
    paths = [*(path for path in files("ontology", ".ttl") if path.name in KEPT), *extra]
    version = sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()
    if store.marked("ontology") != version:
        store.replace(ONTOLOGY_GRAPH, [quad for path in paths for quad in turtle(path, ONTOLOGY_GRAPH)])
        store.mark("ontology", version)


def turtle(path: Path, name: str) -> list[Quad]:
    """Read a Turtle file as the quads of a graph; raise InputError with the place of what is broken."""
    graph_name = NamedNode(name)
    try:
        return [Quad(q.subject, q.predicate, q.object, graph_name) for q in parse(path=path, format=RdfFormat.TURTLE)]
    except (OSError, SyntaxError, ValueError) as error:
        raise InputError(str(path), f"cannot be read as Turtle ({error})", "mend the file or leave it out") from error


def _unique(document: Document, names: set[str], path: Path) -> None:
    """Note a document's name; raise InputError if another file of this build has it."""
    if document.name in names:
        raise InputError(str(path), f"another document is called {document.name}", "rename one of the two")
    names.add(document.name)
