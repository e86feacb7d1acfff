"""The pipeline, to be read first: documents in, a store of facts out.

    files -> intake -> Document -> a crew reads: facts, graph.quads -> Store -> derived ties -> queries -> answers

A document that fails is reported and counted, leaves the store as it was, and the rest goes on. One document is one
transaction. What is derived from all of them counts as stale from the first document on that is written, so that the
next build makes a killed one good.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, QuerySolutions, RdfFormat, parse

from relgraph import accounts, graph, identity, queries
from relgraph.accounts import Account, Reading
from relgraph.crew import Crew, alone
from relgraph.directory import Directory
from relgraph.document import Document
from relgraph.errors import RelgraphError
from relgraph.facts import Fact
from relgraph.intake import Intake, Outcome, Step, rivals
from relgraph.judgements import Judgements
from relgraph.resources import files, folder
from relgraph.sketches import copies
from relgraph.store import Store, in_memory
from relgraph.turtle import statements
from relgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH, RG

Progress = Callable[[Step], None]
#: Packaged Turtle that every store holds: what the terms, states, organizations, places and topics are.
KEPT = ("relgraph.ttl", "topics.ttl", "actors.ttl", "organizations.ttl", "places.ttl")
#: Note of the store: what its ties were derived by, and from which ontology; nothing while documents come and go.
DERIVED_BY = "derivedBy"
SKETCHES = """
SELECT ?document ?sketch WHERE { ?document rg:sketch ?sketch OPTIONAL { ?document rg:earliest ?day } }
ORDER BY COALESCE(STR(?day), "9999") STR(?document)
"""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a build goes: who reads, whom it tells of each document, and with which folders the store is kept in step.

    With `prune`, a document that was read from one of the folders, and whose file is no source now, is taken out.
    """

    crew: Crew = field(default_factory=alone)
    progress: Progress | None = None
    folders: tuple[Path, ...] = ()
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did, by documents: read, unchanged, failed, superseded by a newer one of their url, taken out.

    `facts` counts those of the documents that were read; `gone` the documents in the store whose file is not in the
    folders any more. `backup` is where a store of an older layout lies now that this one has taken its place.
    """

    documents: int
    unchanged: int
    facts: int
    failures: tuple[Step, ...]
    superseded: int = 0
    removed: int = 0
    gone: int = 0
    backup: Path | None = None


def build(sources: Iterable[Path | Document], store: Store, reading: Reading, plan: Plan | None = None) -> Report:
    """Read each document into the store; one that is there, read in the same way from the same text, is left alone."""
    plan = plan or Plan()
    load_ontology(store, reading.ontology)
    tally = _Tally(plan.progress)
    intake = Intake(store, reading)
    for document, result in plan.crew.each(partial(accounts.read, reading), intake.unread(sources, tally.settle)):
        tally.settle(_keep(store, intake, document, result))
    missing = intake.missing(plan.folders)
    for name in missing if plan.prune else ():
        _change(store)
        store.remove(name)
    refresh(store)
    return tally.report(removed=len(missing) if plan.prune else 0, gone=0 if plan.prune else len(missing))


class _Tally:
    """Counts what becomes of the sources, and tells of it."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress = progress
        self._counts = dict.fromkeys(Outcome, 0)
        self._facts = 0
        self._failures: list[Step] = []

    def settle(self, step: Step) -> None:
        """Count a source that is done with."""
        self._counts[step.outcome] += 1
        self._facts += step.facts
        if step.error:
            self._failures.append(step)
        if self._progress:
            self._progress(step)

    def report(self, removed: int, gone: int) -> Report:
        """Give the counts, with the failures by name."""
        failures = tuple(sorted(self._failures, key=lambda step: step.name))
        read, unchanged, superseded = (
            self._counts[one] for one in (Outcome.READ, Outcome.UNCHANGED, Outcome.SUPERSEDED)
        )
        return Report(read, unchanged, self._facts, failures, superseded, removed, gone)


def _keep(store: Store, intake: Intake, document: Document, result: Account | BaseException) -> Step:
    """Put what was read of a document into the store, and take out what it supersedes."""
    place = intake.place(document)
    error = _unforeseen(place, result) if isinstance(result, BaseException) else result.error
    if error or isinstance(result, BaseException):
        return Step(place, Outcome.FAILED, error=error)
    older, newer = rivals(store, document)
    if newer:
        return Step(place, Outcome.SUPERSEDED)
    _change(store)
    for rival in older:  # first, so that a killed build reads this document again
        store.remove(rival)
    found = parse(result.lines, format=RdfFormat.N_QUADS)
    store.replace(identity.document(document.name), found, intake.notes(document))
    return Step(place, Outcome.READ, result.facts)


def _unforeseen(place: str, error: BaseException) -> RelgraphError:
    """Tell of a reader that broke down: a fault of the program, which costs this document and no other."""
    said = " ".join(str(error).split())[:200]
    found = RelgraphError(place, f"the reader broke down ({type(error).__name__}: {said})", "please report this text")
    found.__cause__ = error
    return found


def add(store: Store, document: Document, facts: Iterable[Fact], known: Directory | None = None) -> int:
    """Put a document and its facts into the store in one transaction; give the number of facts."""
    ordered = graph.in_order(facts)
    store.replace(identity.document(document.name), graph.quads(document, ordered, known))
    return len(ordered)


def refresh(store: Store) -> None:
    """Derive anew what is derived from the documents, unless it is that of these documents, rules and ontology."""
    rules = b"".join(path.read_bytes() for path in _rules())
    version = f"{sha256(rules).hexdigest()[:16]} {store.marked('ontology')}"
    if store.marked(DERIVED_BY) != version:
        derive(store)
        store.mark(DERIVED_BY, version)


def follow(store: Store, judgements: Judgements) -> None:
    """Let what is judged to be the same stand as one thing."""
    if store.merge(judgements.groups()):
        _change(store)


def _change(store: Store) -> None:
    """Say that the documents are about to change."""
    if store.marked(DERIVED_BY):
        store.mark(DERIVED_BY, "")


def derive(store: Store) -> None:
    """Work out direct ties (who met whom ...) and copies from all that the documents state, in a graph of their own."""
    graph_name = NamedNode(DERIVED_GRAPH)
    ties = (tie for rule in _rules() for tie in store.construct(rule.read_text(encoding="utf-8")))
    quads = (Quad(tie.subject, tie.predicate, tie.object, graph_name) for tie in ties)
    store.replace(DERIVED_GRAPH, chain(quads, _copies(store)))


def _copies(store: Store) -> Iterator[Quad]:
    """Say which documents repeat the text of an earlier one, by day of publication and then by name."""
    found = store.query(SKETCHES)
    assert isinstance(found, QuerySolutions)
    texts = ((node.value, line.value) for node, line in found if isinstance(line, Literal))
    for copy, original in copies(texts):
        yield Quad(NamedNode(copy), NamedNode(RG + "copyOf"), NamedNode(original), NamedNode(DERIVED_GRAPH))


def _rules() -> list[Path]:
    """List the rules by which ties are derived."""
    return sorted(folder("queries").glob("derive/*.rq"))


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
    return [Quad(q.subject, q.predicate, q.object, graph_name) for q in statements(path)]
