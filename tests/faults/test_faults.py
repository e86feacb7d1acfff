"""What goes wrong at the user's end, through the real command: one line that says what, the exit code, no harm done."""

import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph
import pytest

from relgraph import export
from relgraph.store import open_store

RELGRAPH = str(Path(sys.executable).with_name("relgraph"))
WRITTEN = Path(__file__).parents[1] / "gold" / "written"
GOOD = "---\npublished: 2023-05-12\n---\nNorway thanked Chile on Thursday.\n"


def run(*words: str | Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user does."""
    whole = os.environ | environment
    return subprocess.run([RELGRAPH, *map(str, words)], capture_output=True, text=True, check=False, env=whole)


def digest(store: Path) -> str:
    """Name the content of a store."""
    with open_store(store) as opened:
        return export.digest(opened)


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one document."""
    folder = tmp_path_factory.mktemp("origin")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    assert run("build", folder / "good.txt", "--store", folder / "store").returncode == 0
    return folder / "store"


@pytest.fixture
def store(origin: Path, tmp_path: Path) -> Path:
    """A copy of the store that a test may harm."""
    return Path(shutil.copytree(origin, tmp_path / "store"))


BAD = {
    "empty.txt": (b"", "is empty; give a file with text in it"),
    "blank.txt": (b"---\ntitle: Nothing\n---\n \n", "is empty; give a file with text in it"),
    "binary.txt": (b"\x89PNG\r\n\x1a\n\0\0\0", "is not text (it holds NUL bytes); give text files"),
    "latin.txt": ("Çankaya met Astana.".encode("latin-1"), "is not utf-8; say how it is encoded, e.g. --encoding"),
    "open.txt": (b"---\ntitle: A meeting\nThey met.\n", "has no end; close it with a line of ---"),
    "month.txt": (b"---\npublished: 2022-13-45\n---\nThey met.\n", "is no date; write it as 2022-02-24"),
    "day.txt": (b"---\npublished: 2022-02-31\n---\nThey met.\n", "is no date; write it as 2022-02-24"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_document_that_cannot_be_read_is_said_and_leaves_the_store(name: str, store: Path, tmp_path: Path) -> None:
    content, says = BAD[name]
    (tmp_path / name).write_bytes(content)
    before = digest(store)
    done = run("build", tmp_path / name, "--store", store)
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr.startswith("relgraph: ")
    assert name in done.stderr.splitlines()[0]
    assert says in done.stderr.splitlines()[0]
    assert digest(store) == before


WRONG = {
    "build nowhere.txt": (3, "nowhere.txt: there is no such file or folder; check the path"),
    "query peple": (2, "peple: is no question of the catalogue; did you mean people"),
    "query timeline -p state=NOR": (2, "state: is no parameter of timeline; it takes party, since, until"),
    "query timeline -p since=yesterday": (2, "since=yesterday: is no date; the first day to look at"),
    "query both-sides -p side=Atlantis": (2, "side=Atlantis: is no state"),
    "query corroboration -p at_least=two": (2, "at_least=two: is no integer"),
    "show Atlantis": (2, "Atlantis: nothing in the store has this name"),
    "query SELECT": (2, "SELECT: is no question of the catalogue"),
}


@pytest.mark.parametrize("words", WRONG)
def test_words_that_are_off_are_met_with_what_would_be_right(words: str, store: Path) -> None:
    code, says = WRONG[words]
    before = digest(store)
    done = run(*words.split(), "--store", store)
    assert done.returncode == code
    assert says in done.stderr
    assert "Traceback" not in done.stderr
    assert digest(store) == before


@pytest.mark.parametrize("command", ["query people", "show NOR", "stats", "view", "export", "check", "verify"])
def test_a_store_that_is_not_there_is_not_made(command: str, tmp_path: Path) -> None:
    done = run(*command.split(), "--store", tmp_path / "none")
    assert (done.returncode, done.stdout) == (4, "")
    assert "none: there is no store here; run `relgraph build`" in done.stderr
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("command", ["query people", "build"])
def test_a_file_or_a_folder_of_other_things_is_no_store(command: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = run(*command.split(), "--store", tmp_path / "notes.txt")
    assert done.returncode == 4
    assert "is a file, not a store; name the store's folder with --store" in done.stderr
    done = run(*command.split(), "--store", tmp_path)
    assert done.returncode == 4
    assert "is not a store" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert (tmp_path / "notes.txt").read_text(encoding="utf-8") == "mine"


@contextmanager
def writer(store: Path) -> Iterator[None]:
    """Hold a store open to write in another process."""
    code = """
        import sys
        from pathlib import Path
        from relgraph.store import open_store
        with open_store(Path(sys.argv[1]), write=True):
            print("ready", flush=True)
            sys.stdin.read()
    """
    command = [sys.executable, "-c", textwrap.dedent(code), str(store)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout
        assert child.stdin
        assert child.stdout.readline() == "ready\n"
        yield
        child.stdin.close()
        child.wait(timeout=20)


@pytest.mark.parametrize("command", ["build", "query people", "export", "verify"])
def test_while_one_process_writes_all_others_wait(command: str, store: Path) -> None:
    before = digest(store)
    with writer(store):
        done = run(*command.split(), "--store", store)
    assert (done.returncode, done.stdout) == (4, "")
    assert "is being written by process" in done.stderr
    assert digest(store) == before


def _cut_manifest(store: Path) -> None:
    for path in store.glob("MANIFEST-*"):
        path.write_bytes(path.read_bytes()[:40])


def _scribble_tables(store: Path) -> None:
    for path in [*store.glob("*.sst"), *store.glob("*.log")]:
        path.write_bytes(b"\xff" * path.stat().st_size)


def _lose_tables(store: Path) -> None:
    for path in [*store.glob("*.sst"), *store.glob("*.log"), *store.glob("MANIFEST-*")]:
        path.unlink()


def _misname(store: Path) -> None:
    (store / "CURRENT").write_bytes(b"nothing\n")


@pytest.mark.parametrize("harm", [_cut_manifest, _scribble_tables, _lose_tables, _misname])
@pytest.mark.parametrize("command", ["query people", "build", "export", "stats"])
def test_a_damaged_store_is_said_with_what_to_do(command: str, harm: object, store: Path) -> None:
    assert callable(harm)
    with open_store(store, write=True):
        pass  # what the log holds goes into tables
    harm(store)
    done = run(*command.split(), "--store", store)
    assert (done.returncode, done.stdout) == (4, "")
    assert "is damaged" in done.stderr
    assert "remove the folder and build it again" in done.stderr
    assert "Traceback" not in done.stderr


def test_blocks_that_are_read_late_are_never_passed_over(store: Path) -> None:
    with open_store(store, write=True):
        pass
    commands = ["export --format nq", "query timeline", "stats", "verify", "query people"]
    right = {words: run(*words.split(), "--store", store).stdout for words in commands}
    assert run("stats", "--store", store).returncode == 0
    for path in store.glob("*.sst"):
        if (size := path.stat().st_size) > 50_000:  # the small ones are read when the store is opened
            raw = bytearray(path.read_bytes())
            for place in range(size // 10, size * 7 // 10, 500):
                raw[place] ^= 0xFF
            path.write_bytes(raw)
    codes = []
    for words in commands:
        done = run(*words.split(), "--store", store)
        codes.append(done.returncode)
        assert done.returncode == 4 or (done.returncode, done.stdout) == (0, right[words])
        assert done.returncode == 0 or "is damaged (Corruption: " in done.stderr
    assert codes.count(4) >= 3


def test_a_store_of_another_layout_is_refused_and_made_anew_by_a_build(store: Path) -> None:
    engine = pyoxigraph.Store(str(store))
    graph = "<https://w3id.org/relgraph/store>"
    layout = "<https://w3id.org/relgraph/ontology#layout>"
    engine.update(f"DELETE WHERE {{ GRAPH {graph} {{ ?s {layout} ?o }} }}")
    engine.update(f'INSERT DATA {{ GRAPH {graph} {{ {graph} {layout} "0" }} }}')
    engine.flush()
    del engine
    done = run("query", "people", "--store", store)
    assert done.returncode == 4
    assert "has layout 0" in done.stderr
    done = run("build", "--store", store)
    assert done.returncode == 0, done.stderr
    assert f"the old one is {store}.layout-0" in done.stderr
    assert run("query", "people", "--store", store).returncode == 0


@pytest.mark.parametrize("place", [len(GOOD) - 5, GOOD.index("Norway"), 6])
def test_verify_fails_when_one_character_of_a_document_is_changed(place: int, store: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    for words in (["verify"], ["verify", tmp_path / "good.txt"]):
        assert run(*words, "--store", store).returncode == 0
    (tmp_path / "good.txt").write_text(GOOD[:place] + "#" + GOOD[place + 1 :], encoding="utf-8")
    done = run("verify", tmp_path / "good.txt", "--store", store)
    assert done.returncode == 1
    assert "good.txt" in done.stdout


@pytest.mark.parametrize(("old", "new"), [("thanked Chile", "blamed Chile"), ("Norway", "Norwey")])
def test_verify_fails_when_one_quote_of_the_store_is_changed(old: str, new: str, store: Path, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(GOOD, encoding="utf-8")
    engine = pyoxigraph.Store(str(store))
    exact = "<http://www.w3.org/ns/oa#exact>"
    for graph in ("GRAPH ?g", ""):
        pattern = f"{graph} {{ ?q {exact} ?old }}" if graph else f"?q {exact} ?old"
        written = f"{graph} {{ ?q {exact} ?new }}" if graph else f"?q {exact} ?new"
        engine.update(
            f"DELETE {{ {pattern} }} INSERT {{ {written} }} WHERE "
            f'{{ {pattern} . BIND(REPLACE(?old, "{old}", "{new}") AS ?new) }}'
        )
    engine.flush()
    del engine
    done = run("verify", tmp_path / "good.txt", "--store", store)
    assert done.returncode == 1
    assert "are not the quote" in done.stdout


def test_two_builds_in_another_order_and_another_hash_seed_export_the_same_bytes(tmp_path: Path) -> None:
    paths = sorted(WRITTEN.glob("*.txt"))
    exports = []
    for seed, order in (("1", paths), ("4242", paths[::-1])):
        place = tmp_path / seed
        assert run("build", *order, "--store", place, PYTHONHASHSEED=seed).returncode == 0
        done = run("export", "--format", "nq", "--store", place, PYTHONHASHSEED=seed)
        assert done.returncode == 0
        exports.append(done.stdout)
    assert len(exports[0].splitlines()) > 5000
    assert exports[0] == exports[1]
