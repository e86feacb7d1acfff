"""The store: reading never creates, one writer at a time, a document's graph is replaced whole or not at all."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from relgraph import build, identity, queries
from relgraph.errors import LawError, StoreError
from relgraph.facts import Evidence, Span
from relgraph.store import Store, in_memory, open_store
from tests.handmade import FIRST, FIRST_FACTS, MEETING, SECOND, SECOND_FACTS

GRAPH = identity.document(FIRST.name)


def written(path: Path) -> Path:
    """Write the first sample into a store at a path."""
    with open_store(path, write=True) as store:
        build.add(store, FIRST, FIRST_FACTS)
    return path


def quad(subject: str, graph: str) -> Quad:
    return Quad(NamedNode(f"http://x/{subject}"), NamedNode("http://x/p"), Literal("v"), NamedNode(f"http://x/{graph}"))


def count(store: Store, pattern: str) -> int:
    results = store.query(f"SELECT (COUNT(*) AS ?n) WHERE {{ {pattern} }}")
    return int(next(iter(results))[0].value)  # type: ignore[arg-type]


@pytest.fixture(params=["memory", "disk"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> object:
    if request.param == "memory":
        yield in_memory()
    else:
        with open_store(tmp_path / "store", write=True) as opened:
            yield opened


def test_a_graph_is_replaced_whole(store: Store) -> None:
    store.replace("http://x/g", [quad("a", "g"), quad("b", "g")])
    store.replace("http://x/g", [quad("b", "g"), quad("c", "g")])
    assert {str(q.subject) for q in store.quads("http://x/g")} == {"<http://x/b>", "<http://x/c>"}
    assert count(store, "?s <http://x/p> ?o") == 2


def test_a_triple_of_two_graphs_counts_once_and_stays_while_one_states_it(store: Store) -> None:
    store.replace("http://x/g", [quad("a", "g")])
    store.replace("http://x/h", [quad("a", "h")])
    assert count(store, "?s <http://x/p> ?o") == 1
    assert count(store, "GRAPH ?g { ?s <http://x/p> ?o }") == 2
    store.remove("http://x/g")
    assert count(store, "?s <http://x/p> ?o") == 1
    store.remove("http://x/h")
    assert count(store, "?s <http://x/p> ?o") == 0
    assert "http://x/h" not in store.graphs()


def test_a_corrected_document_takes_the_place_of_the_old_one(store: Store) -> None:
    build.add(store, FIRST, FIRST_FACTS)
    build.add(store, replace(FIRST, digest="0" * 64), FIRST_FACTS[:1])
    assert len(queries.ask(store, "people")) == 1
    assert not queries.ask(store, "events").rows


def test_facts_that_break_a_law_leave_the_store_as_it_was(store: Store) -> None:
    build.add(store, FIRST, FIRST_FACTS)
    before = queries.ask(store, "events").rows
    with pytest.raises(LawError):
        build.add(store, FIRST, [replace(MEETING, evidence=Evidence(Span(0, 10**6), "by-hand"))])
    assert queries.ask(store, "events").rows == before


def test_marks_are_noted_and_changed(store: Store) -> None:
    store.mark("colour", "red")
    store.mark("colour", "blue")
    assert store.marked("colour") == "blue"
    assert store.marked("size") is None


def test_reading_gives_what_was_written(tmp_path: Path) -> None:
    with open_store(written(tmp_path / "store")) as store:
        assert len(queries.ask(store, "events")) == 4
        assert store.documents() == [GRAPH]


def test_reading_never_creates(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"), open_store(tmp_path / "typo"):
        pass
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("write", [False, True])
def test_what_is_no_store_is_refused_and_left_alone(tmp_path: Path, write: bool) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("mine", encoding="utf-8")
    for place in (file, tmp_path):
        with pytest.raises(StoreError, match="not a store"), open_store(place, write=write):
            pass
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_an_empty_folder_is_no_store_to_read(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="empty folder"), open_store(tmp_path):
        pass


def test_a_store_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(StoreError), open_store(tmp_path / "file" / "store", write=True):
        pass


def test_a_second_writer_and_a_reader_are_told_who_writes(tmp_path: Path) -> None:
    path = tmp_path / "store"
    with open_store(path, write=True):
        for write in (True, False):
            with pytest.raises(StoreError, match=f"process {os.getpid()}"), open_store(path, write=write):
                pass
    with open_store(path):
        pass


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path: Path) -> None:
    path = written(tmp_path / "store")
    code = "import os,pathlib,socket,sys; pathlib.Path(sys.argv[1]).write_text(f'{os.getpid()} {socket.gethostname()}')"
    subprocess.run([sys.executable, "-c", code, str(tmp_path / "store.relgraph.lock")], check=True)
    with open_store(path, write=True) as store:
        assert store.documents() == [GRAPH]
    assert not (tmp_path / "store.relgraph.lock").exists()


def test_a_killed_writer_loses_no_committed_document(tmp_path: Path) -> None:
    path = tmp_path / "store"
    code = (
        "import os,sys; from pathlib import Path; from relgraph import build; from relgraph.store import open_store\n"
        "from tests.handmade import FIRST, FIRST_FACTS\n"
        "with open_store(Path(sys.argv[1]), write=True) as store:\n"
        "    build.add(store, FIRST, FIRST_FACTS); os.kill(os.getpid(), 9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(path)], check=False, cwd=Path(__file__).parent.parent)
    with open_store(path, write=True) as store:
        build.add(store, SECOND, SECOND_FACTS)
        assert len(store.documents()) == 2
        assert len(queries.ask(store, "events")) == 6


@pytest.mark.parametrize("name", ["CURRENT", "MANIFEST*"])
def test_a_damaged_store_says_what_to_do(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / "store")
    for file in path.glob(name):
        file.write_bytes(b"\xff" * 40)
    with pytest.raises(StoreError, match="damaged.*build it again"), open_store(path):
        pass


def test_a_store_of_another_layout_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "store")
    with open_store(path, write=True) as store:
        store.mark("layout", "0")
    with pytest.raises(StoreError, match="layout 0"), open_store(path):
        pass


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    with open_store(written(tmp_path / "store")) as store:
        pass
    with pytest.raises(StoreError, match="is closed"):
        store.graphs()
