"""Long life: stores of earlier layouts are read or made anew with the old one kept, and newer ones are left alone."""

import tarfile
from pathlib import Path

import pytest

from relgraph import queries
from relgraph.answers import render
from relgraph.api import Graph
from relgraph.errors import StoreError
from relgraph.renewal import renewed
from relgraph.store import LAYOUT, TEXT, open_store
from relgraph.verify import verify
from tests.fixtures.__main__ import TEXTS

FIXTURES = Path(__file__).parent / "fixtures"
LAYOUTS = sorted(path.name.removesuffix(".tar.xz").removeprefix("layout-") for path in FIXTURES.glob("*.tar.xz"))


def unpacked(folder: Path, layout: str) -> Path:
    """Unpack the store of a layout, with the file that one of its documents was read from."""
    with tarfile.open(FIXTURES / f"layout-{layout}.tar.xz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "oslo.txt").write_text(TEXTS["oslo.txt"], encoding="utf-8")
    return folder / "store"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A store that says it has a layout before the first."""
    path = unpacked(tmp_path, LAYOUT)
    with open_store(path, write=True) as store:
        store.mark("layout", "0")
    return path


def events(path: Path) -> str:
    with open_store(path) as store:
        return render(queries.ask(store, "events"), "csv")


def content(folder: Path) -> dict[str, bytes]:
    """Give the files of a store, but for the engine's own diary."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if not path.name.startswith("LOG")}


def test_today_s_layout_has_its_store() -> None:
    assert LAYOUT in LAYOUTS, "a new layout needs its fixture: python -m tests.fixtures"


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_store_of_any_layout_answers_as_it_did_as_it_is_or_made_anew(layout: str, tmp_path: Path) -> None:
    path = unpacked(tmp_path, layout)
    if layout != LAYOUT:
        Graph(path).build(tmp_path / "oslo.txt")
    assert events(path) == (FIXTURES / f"layout-{layout}.csv").read_bytes().decode()
    with open_store(path) as store:
        assert verify(store, [tmp_path]).holds


def test_an_older_store_is_refused_with_the_command_that_makes_it_anew(old: Path) -> None:
    before = content(old)
    for write in (False, True):
        with pytest.raises(StoreError, match=f"layout 0, .* {LAYOUT}; run `relgraph build --store .*/store`"):  # noqa: SIM117
            with open_store(old, write=write):
                pass
    assert content(old) == before


def test_a_build_makes_an_older_store_anew_and_keeps_the_old_one(old: Path, tmp_path: Path) -> None:
    before = content(old)
    report = Graph(old).build(tmp_path / "oslo.txt")
    assert (report.documents, report.failures) == (2, ())
    assert report.backup == tmp_path / "store.layout-0"
    assert content(report.backup) == before
    with open_store(old) as store:
        assert store.marked("layout") == LAYOUT
        assert list(store.notes(TEXT).values()) == [TEXTS["piped.txt"]]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["oslo.txt", "store", "store.layout-0"]
    again = Graph(old).build(tmp_path / "oslo.txt")
    assert (again.unchanged, again.backup) == (1, None)


def test_a_file_of_an_older_store_that_is_gone_is_said(old: Path, tmp_path: Path) -> None:
    report = Graph(old).build(tmp_path / "oslo.txt")
    (tmp_path / "oslo.txt").rename(tmp_path / "gone.txt")
    with open_store(old, write=True) as store:
        store.mark("layout", "1")
    report = Graph(old).build(tmp_path / "gone.txt")
    assert [Path(failure.name).name for failure in report.failures] == ["oslo.txt"]


def test_a_renewal_that_fails_leaves_the_old_store(old: Path, tmp_path: Path) -> None:
    before = content(old)
    with pytest.raises(ZeroDivisionError), renewed(old) as renewal:
        (renewal.place / "half").mkdir(parents=True)
        raise ZeroDivisionError
    assert content(old) == before
    (tmp_path / "store.layout-0").mkdir()
    with pytest.raises(StoreError, match="is in the way"):
        Graph(old).build(tmp_path / "oslo.txt")
    assert content(old) == before


@pytest.mark.parametrize("layout", [str(int(LAYOUT) + 1), "two"])
def test_a_newer_store_is_left_alone(layout: str, tmp_path: Path) -> None:
    path = unpacked(tmp_path, LAYOUT)
    with open_store(path, write=True) as store:
        store.mark("layout", layout)
    before = content(path)
    with pytest.raises(StoreError, match="install the relgraph that wrote it, or a newer one"):
        Graph(path).build(tmp_path / "oslo.txt")
    with pytest.raises(StoreError, match=f"layout {layout}"):
        events(path)
    assert content(path) == before
