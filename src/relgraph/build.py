"""The pipeline, to be read first: documents in, a store of facts out.

    files -> Document -> reading.read -> facts -> graph.quads -> Store -> queries -> answers

A document that fails is reported and counted, leaves the store as it was, and the rest goes on.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, parse

from relgraph import directory, edtf, graph, identity, queries
from relgraph import document as documents
from relgraph.directory import Directory
from relgraph.document import Document
from relgraph.errors import InputError, RelgraphError
from relgraph.facts import Fact
from relgraph.resources import PACKAGE, files, folder
from relgraph.store import Store, in_memory
from relgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH

Reader = Callable[[Document], Iterable[Fact]]
Progress = Callable[[str], None]
#: Packaged Turtle that every store holds: what the terms, states, organizations, places and topics are.
KEPT = ("relgraph.ttl", "topics.ttl", "actors.ttl", "organizations.ttl", "places.ttl")


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read: the reader, the user's own Turtle that it knows, the encoding of the files."""

    read: Reader
    ontology: tuple[Path, ...] = ()
    encoding: str = "utf-8"

    mark: str = field(init=False)
    directory: Directory = field(init=False, repr=False)

    def __post_init__(self) -> None:
        """Name all that the reading comes from, the texts apart, and load what it knows of states and organizations."""
        own = _digest(self.ontology) if self.ontology else "packaged"
        object.__setattr__(self, "mark", f"{fingerprint()} {own}")
        object.__setattr__(self, "directory", directory.load(self.ontology) if self.ontology else directory.packaged())


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


def build(
    sources: Iterable[Path | Document], store: Store, reading: Reading, progress: Progress | None = None
) -> Report:
    """Read each document into the store; one that is there, read in the same way from the same text, is left alone."""
    load_ontology(store, reading.ontology)
    stored = unchanged = count = 0
    failures: list[Failure] = []
    names: set[str] = set()
    for source in sources:
        place = source.name if isinstance(source, Document) else str(source)
        try:
            document = source if isinstance(source, Document) else documents.from_path(source, reading.encoding)
            _sound(document, place)
            _unique(document, names, place)
            if is_known(store, document, reading):
                unchanged += 1
            else:
                count += add(store, document, reading.read(document), reading)
                stored += 1
        except RelgraphError as error:
            failures.append(Failure(place, error))
        if progress:
            progress(place)
    if stored:
        derive(store)
    return Report(stored, unchanged, count, tuple(failures))


def add(store: Store, document: Document, facts: Iterable[Fact], reading: Reading | None = None) -> int:
    """Put a document and its facts into the store in one transaction; give the number of facts."""
    known = graph.in_order(facts)
    quads = graph.quads(document, known, reading.directory if reading else None)
    store.replace(identity.document(document.name), quads, _mark(document, reading) if reading else None)
    return len(known)


def derive(store: Store) -> None:
    """Work out the direct ties (who met whom ...) from all that the documents state, in a graph of their own."""
    graph_name = NamedNode(DERIVED_GRAPH)
    rules = sorted(folder("queries").glob("derive/*.rq"))
    ties = [tie for rule in rules for tie in store.construct(rule.read_text(encoding="utf-8"))]
    found = {str(tie): Quad(tie.subject, tie.predicate, tie.object, graph_name) for tie in ties}
    store.replace(DERIVED_GRAPH, [found[line] for line in sorted(found)])


def is_known(store: Store, document: Document, reading: Reading) -> bool:
    """Say whether the store holds this very text of the document, read in this very way."""
    return store.is_read(identity.document(document.name), _mark(document, reading))


def _mark(document: Document, reading: Reading) -> str:
    """Name a document's text and how it is read."""
    return f"{document.digest} {reading.mark}"


@cache
def fingerprint() -> str:
    """Hash what decides the facts of a text, wherever it is installed: the program and its knowledge."""
    program = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".model")]
    return _digest([*sorted(program), *files("ontology", ".ttl")])


def _digest(paths: Iterable[Path]) -> str:
    """Hash files in their order."""
    found = sha256()
    for path in paths:
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]


def tables(document: Document, facts: Iterable[Fact]) -> dict[str, list[dict[str, str]]]:
    """Give the contract tables of one document, by the same path as a stored one takes."""
    store = in_memory()
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


def _sound(document: Document, place: str) -> None:
    """Raise InputError for a document without text, or published on a day that no calendar has."""
    if not document.slice(document.body).strip():
        raise InputError(place, "is empty", "give a file with text in it")
    try:
        if document.published:
            edtf.bounds(document.published)
    except ValueError as error:
        problem = f"published: {document.published} is no date"
        raise InputError(place, problem, "write it as 2022-02-24, 2022-02 or 2022-02-24~") from error


def _unique(document: Document, names: set[str], place: str) -> None:
    """Note a document's name; raise InputError if another file of this build has it."""
    if document.name in names:
        raise InputError(place, f"another document is called {document.name}", "rename one of the two")
    names.add(document.name)
