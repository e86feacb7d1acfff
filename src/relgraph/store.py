"""The store: documents' graphs kept on disk or in memory. The only module that imports pyoxigraph's Store.

Reading never creates; writing holds the store's own lock. One document is one transaction: its graph is replaced
whole or not at all. Beside the named graphs the default graph holds the union of them, each triple once: the engine's
own union would count a triple as often as graphs state it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path

import pyoxigraph
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from relgraph.errors import StoreError
from relgraph.locks import lock_of, locked, refuse_if_written
from relgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH, PREFIXES, RELGRAPH, RG, STORE_GRAPH

#: Layout of the graphs in a store; one of an older layout is made anew by a build, one of a newer one is refused.
LAYOUT = "2"
#: Notes on a document's graph: the file that it was read from, or its text, if it has no file (decision 0012).
READ_FROM, TEXT = "readFrom", "text"
MARK = "CURRENT"
UNFINISHED = "was never finished"
#: Quads that may be written before they leave memory; the engine by itself keeps all, half a megabyte a document.
ROOM = 100_000
#: Note on a thing: as which one it stands in the union.
MERGED = "mergedInto"
Term = NamedNode | pyoxigraph.BlankNode | Literal | pyoxigraph.Triple
Results = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples


class Store:
    """A set of named graphs that can be asked; made by `open_store` or `in_memory`."""

    def __init__(self, engine: pyoxigraph.Store, place: str = "memory") -> None:
        self._open: pyoxigraph.Store | None = engine
        self.place = place
        self._merged: dict[str, str] | None = None
        self._unflushed = 0

    @property
    def _engine(self) -> pyoxigraph.Store:
        """The engine; raise StoreError once the store is closed."""
        if self._open is None:
            raise StoreError(self.place, "is closed", "open it again with open_store")
        return self._open

    def close(self) -> None:
        """Let go of the files, even if someone still holds this object."""
        self._open = None

    def replace(self, graph: str, quads: Iterable[Quad], notes: Mapping[str, str] | None = None) -> None:
        """Put these quads in the place of a graph, and keep the default graph the union of all; one transaction.

        `notes` are kept of the graph in the store's own graph, in the place of all that was noted before: see `noted`.
        """
        name = NamedNode(graph)
        wanted, stored = set(quads), set(self.quads(graph))
        fresh, gone = wanted - stored, stored - wanted
        written = {_note(name, key, value) for key, value in (notes or {}).items()}
        known = set(self._engine.quads_for_pattern(name, None, None, NamedNode(STORE_GRAPH)))
        united = {self._united(quad) for quad in wanted}
        added = [*(written - known), *fresh, *united]
        self._make_room(len(added))
        if not gone and known <= written:
            self._engine.extend(added)
            return
        alone = [q for q in {*map(self._united, gone)} - united if not self._is_stated(q, but=name)]
        drop = "" if wanted else f"DROP SILENT GRAPH {name} ;"
        for quad in filter(_has_blank, [*gone, *alone]):  # SPARQL cannot name them; only a user's own Turtle has them
            self._engine.remove(quad)
        taken = _data(quad for quad in [*(known - written), *gone, *alone] if not _has_blank(quad))
        self._engine.update(f"{drop} DELETE DATA {{ {taken} }} ; INSERT DATA {{ {_data(added)} }}")

    def load(self, graph: str, triples: bytes) -> None:
        """Put further N-Triples into a graph and into the union, at the engine's own pace; no transaction, no merging."""
        for name in (NamedNode(graph), DefaultGraph()):
            self._engine.bulk_load(triples, format=pyoxigraph.RdfFormat.N_TRIPLES, to_graph=name, lenient=True)

    def unload(self, graph: str, batch: int = 50_000) -> None:
        """Take a graph out piece by piece, with what is noted of it, however large it is."""
        name = NamedNode(graph)
        while some := list(islice(self.quads(graph), batch)):
            alone = [self._united(quad) for quad in some if not self._is_stated(self._united(quad), but=name)]
            self._engine.update(f"DELETE DATA {{ {_data([*some, *alone])} }}")
            self.flush()
        self.remove(graph)

    def noted(self, graph: str, name: str) -> str | None:
        """Read what is noted of a graph under `rg:name`."""
        return next(iter(self.values(graph, RG + name, STORE_GRAPH)), None)

    def note(self, graph: str, name: str, value: str) -> None:
        """Note something of a graph, in the place of what was noted under that name."""
        node = NamedNode(graph)
        old = self._engine.quads_for_pattern(node, NamedNode(RG + name), None, NamedNode(STORE_GRAPH))
        self._engine.update(f"DELETE DATA {{ {_data(old)} }} ; INSERT DATA {{ {_data([_note(node, name, value)])} }}")

    def notes(self, name: str) -> dict[str, str]:
        """Read what is noted under `rg:name`, by graph, sorted."""
        found = self._engine.quads_for_pattern(None, NamedNode(RG + name), None, NamedNode(STORE_GRAPH))
        return dict(sorted((_value(quad.subject), _value(quad.object)) for quad in found))

    def bearers(self, predicate: str, value: str) -> list[str]:
        """List the things that have this text as the value of a property, sorted."""
        found = self._engine.quads_for_pattern(None, NamedNode(predicate), Literal(value), DefaultGraph())
        return sorted(_value(quad.subject) for quad in found)

    def remove(self, graph: str) -> None:
        """Take a graph out, with what is noted of it."""
        self.replace(graph, [])

    def merged(self) -> dict[str, str]:
        """Give the things that stand in the union as another one: the IRI of each with that of the other."""
        if self._merged is None:
            self._merged = self.notes(MERGED)
        return self._merged

    def merge(self, same: Mapping[str, str]) -> bool:
        """Let things stand in the union as others, and all else as itself; say whether that changes anything.

        The documents' own graphs keep what they say, so that a merger can be undone; one transaction.
        """
        old = self.merged()
        changed = sorted({iri for iri in {*old, *same} if old.get(iri) != same.get(iri)})
        if not changed:
            return False
        touched = {quad for iri in changed for quad in self._stating(NamedNode(iri))}
        before = {self._united(quad) for quad in touched}
        notes = [_note(NamedNode(iri), MERGED, old[iri]) for iri in changed if iri in old]
        self._merged = dict(same)
        after = {self._united(quad) for quad in touched}
        gone = [quad for quad in before - after if not self._is_stated(quad)]
        new = [_note(NamedNode(iri), MERGED, same[iri]) for iri in changed if iri in same]
        self._engine.update(f"DELETE DATA {{ {_data([*notes, *gone])} }} ; INSERT DATA {{ {_data([*new, *after])} }}")
        return True

    def _stating(self, node: NamedNode) -> Iterator[Quad]:
        """Give the quads of the graphs of what is talked about that have a thing at either end."""
        for quad in chain(
            self._engine.quads_for_pattern(node, None, None, None),
            self._engine.quads_for_pattern(None, None, node, None),
        ):
            if quad.graph_name not in (DefaultGraph(), NamedNode(STORE_GRAPH)):
                yield quad

    def _united(self, quad: Quad) -> Quad:
        """Give the statement of the union that stands for one of a graph."""
        merged = self.merged()
        if not merged:
            return Quad(quad.subject, quad.predicate, quad.object)
        subject, target = quad.subject, quad.object
        if isinstance(subject, NamedNode) and subject.value in merged:
            subject = NamedNode(merged[subject.value])
        if isinstance(target, NamedNode) and target.value in merged:
            target = NamedNode(merged[target.value])
        return Quad(subject, quad.predicate, target)

    def _is_stated(self, united: Quad, but: NamedNode | None = None) -> bool:
        """Say whether a graph, other than one, states what stands in the union so."""
        apart = (but, DefaultGraph(), NamedNode(STORE_GRAPH))
        return any(
            quad.graph_name not in apart and self._united(quad) == united
            for subject in self._names(united.subject)
            for target in self._names(united.object)
            for quad in self._engine.quads_for_pattern(_subject(subject), united.predicate, target, None)
        )

    def _names(self, term: Term) -> list[Term]:
        """Give a thing with all that stand as it in the union."""
        if not self.merged() or not isinstance(term, NamedNode):
            return [term]
        return [term, *(NamedNode(iri) for iri, other in sorted(self.merged().items()) if other == term.value)]

    def graphs(self) -> list[str]:
        """List the IRIs of all graphs, sorted."""
        return sorted(name.value for name in self._engine.named_graphs() if isinstance(name, NamedNode))

    def documents(self) -> list[str]:
        """List the IRIs of the documents' graphs, sorted."""
        return [name for name in self.graphs() if name not in (DERIVED_GRAPH, ONTOLOGY_GRAPH, STORE_GRAPH)]

    def quads(self, graph: str) -> Iterator[Quad]:
        """Give the quads of one graph."""
        return self._engine.quads_for_pattern(None, None, None, NamedNode(graph))

    def values(self, subject: str, predicate: str, graph: str) -> list[str]:
        """Give the sorted values of one property of one subject in one graph."""
        found = self._engine.quads_for_pattern(NamedNode(subject), NamedNode(predicate), None, NamedNode(graph))
        return sorted(quad.object.value for quad in found if isinstance(quad.object, NamedNode | Literal))

    def query(
        self,
        text: str,
        terms: Mapping[str, NamedNode | Literal] | None = None,
        default: Iterable[str] = (),
        named: Iterable[str] = (),
    ) -> Results:
        """Ask a SPARQL question with variables bound to terms; without GRAPH it looks at the union of all graphs.

        Relative IRIs are below https://w3id.org/relgraph/, as <id/state/TUR>. If `default` or `named` give IRIs of
        graphs, these alone are looked at, whatever the question says.
        """
        bound: dict[pyoxigraph.Variable, Term] = {
            pyoxigraph.Variable(name): term for name, term in (terms or {}).items()
        }
        united: list[NamedNode | pyoxigraph.BlankNode | DefaultGraph] = [NamedNode(name) for name in default]
        apart: list[NamedNode | pyoxigraph.BlankNode] = [NamedNode(name) for name in named]
        chosen = bool(united or apart)
        return self._engine.query(
            text,
            base_iri=RELGRAPH,
            prefixes=PREFIXES,
            substitutions=bound,
            default_graph=united if chosen else None,
            named_graphs=apart if chosen else None,
        )

    def around(self, iri: str) -> Iterator[Quad]:
        """Give what is said of a thing: the graph of its name, if there is one, else where it is subject or object."""
        name = NamedNode(iri)
        if self._engine.contains_named_graph(name):
            return self.quads(iri)
        said = self._engine.quads_for_pattern(name, None, None, DefaultGraph())
        return chain(said, self._engine.quads_for_pattern(None, None, name, DefaultGraph()))

    def construct(self, text: str) -> list[pyoxigraph.Triple]:
        """Ask a CONSTRUCT question and give its triples."""
        results = self.query(text)
        if not isinstance(results, pyoxigraph.QueryTriples):
            raise StoreError(self.place, "a rule gives no triples", "write it as CONSTRUCT")
        return list(results)

    def mark(self, name: str, value: str) -> None:
        """Note something about the store itself under `rg:name`."""
        self.note(STORE_GRAPH, name, value)

    def marked(self, name: str) -> str | None:
        """Read what is noted about the store under `rg:name`."""
        return next(iter(self.values(STORE_GRAPH, RG + name, STORE_GRAPH)), None)

    def _make_room(self, quads: int) -> None:
        """Let what was written go from memory to disk, each time that it has become much."""
        self._unflushed += quads
        if self._unflushed > ROOM:
            self.flush()
            self._unflushed = 0

    def flush(self) -> None:
        """Make sure that all that was written is on disk."""
        if self.place != "memory":
            self._engine.flush()


def in_memory() -> Store:
    """Make an empty store in memory."""
    return Store(pyoxigraph.Store())


def _note(graph: NamedNode, name: str, value: str) -> Quad:
    """Make a note of a graph."""
    return Quad(graph, NamedNode(RG + name), Literal(value), NamedNode(STORE_GRAPH))


def _data(quads: Iterable[Quad]) -> str:
    """Write quads as SPARQL data."""
    return "\n".join(
        str(quad.triple) + " ." if quad.graph_name == DefaultGraph() else f"GRAPH {quad.graph_name} {{ {quad.triple} }}"
        for quad in quads
    )


def _has_blank(quad: Quad) -> bool:
    """Say whether a quad has a blank node at either end."""
    return isinstance(quad.subject, pyoxigraph.BlankNode) or isinstance(quad.object, pyoxigraph.BlankNode)


def _subject(term: Term) -> NamedNode | pyoxigraph.BlankNode:
    """Give a term that stands as a subject as one."""
    assert isinstance(term, NamedNode | pyoxigraph.BlankNode)
    return term


def _value(term: object) -> str:
    """Give the text of an IRI or literal."""
    return term.value if isinstance(term, NamedNode | Literal) else str(term)


@contextmanager
def open_store(path: Path, *, write: bool = False, older: bool = False) -> Iterator[Store]:
    """Open the store at a path to read or, creating it if need be, to write; raise StoreError with what is wrong.

    One of an older layout is refused, unless `older` says that its notes alone are wanted.
    """
    if not write and not path.exists():
        raise StoreError(str(path), "there is no store here", "run `relgraph build`, or name it with --store")
    if path.exists() and not path.is_dir():
        raise StoreError(str(path), "is a file, not a store", "name the store's folder with --store")
    if path.exists() and any(path.iterdir()) and not (path / MARK).exists():
        raise StoreError(str(path), "is not a store, or a damaged one", "name another folder, or an empty one")
    if not write:
        if not (path / MARK).exists():
            raise StoreError(str(path), "is an empty folder, not a store", "build one with `relgraph build`")
        refuse_if_written(lock_of(path), path)
        with _opened(path, write=False) as store:
            if not older:
                _refuse_other_layout(store.marked("layout"), path)
            yield store
        return
    with locked(path):
        if (path / MARK).exists():  # first, for the engine changes the files of what it opens to write
            _refuse_other_layout(layout_of(path), path)
        with _to_write(path) as store:
            yield store


@contextmanager
def _to_write(path: Path) -> Iterator[Store]:
    """Open a store of this layout to write, and make sure in the end that all is on disk."""
    with _opened(path, write=True) as store:
        if store.marked("layout") is None:
            store.mark("layout", LAYOUT)
        yield store
        store.flush()


@contextmanager
def _opened(path: Path, *, write: bool) -> Iterator[Store]:
    """Open the engine's files, with its complaints in words of ours."""
    try:
        engine = pyoxigraph.Store(str(path)) if write else pyoxigraph.Store.read_only(str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise _explain(path, error) from error
    store = Store(engine, str(path))
    del engine
    try:
        yield store
    except (OSError, RuntimeError) as error:
        if (isinstance(error, OSError) and error.errno is None) or str(error).startswith("Corruption"):
            raise _explain(path, error) from error  # the engine's own; its errors carry no number
        raise
    finally:
        store.close()


def layout_of(path: Path) -> str | None:
    """Read which layout a store has; None for one that was never finished."""
    try:
        with _opened(path, write=False) as store:
            return store.marked("layout")
    except StoreError as error:
        if error.problem == UNFINISHED:
            return None
        raise


def _refuse_other_layout(layout: str | None, path: Path) -> None:
    """Raise StoreError for the layout of a store that another version of this program wrote."""
    if layout in (None, LAYOUT):
        return
    remedy = "install the relgraph that wrote it, or a newer one"
    if is_older(layout):
        remedy = (
            f"run `relgraph build --store {path}`, which reads its documents anew and keeps the old store beside it"
        )
    raise StoreError(str(path), f"has layout {layout}, this program reads {LAYOUT}", remedy)


def is_older(layout: str | None) -> bool:
    """Say whether a layout is one that came before this program's."""
    return layout is not None and layout.isdecimal() and int(layout) < int(LAYOUT)


def _explain(path: Path, error: Exception) -> StoreError:
    """Turn an error of the engine into one that says what to do."""
    text = str(error)
    if re.search(r"\block\b", text, re.I) and not text.startswith("Corruption"):
        return StoreError(str(path), "is in use by another process", "wait until it is done")
    if "Permission denied" in text or "Read-only" in text:
        return StoreError(str(path), "cannot be written or read here", "check the folder's permissions")
    if "only possible on read-write" in text:  # the engine asked to write what it writes first
        return StoreError(str(path), UNFINISHED, "run `relgraph build`")
    if "No space" in text or "File too large" in text:
        return StoreError(str(path), "the disk is full", "free some space and run it again; what is done stays")
    return StoreError(str(path), f"is damaged ({text[:120]})", "remove the folder and build it again")
