"""The pipeline: what fails is reported and counted, the rest goes on, and what is unchanged is left alone."""

from collections.abc import Iterable
from pathlib import Path

import pytest

from relgraph import build, export, queries
from relgraph.document import Document
from relgraph.errors import InputError, LawError
from relgraph.facts import Fact
from relgraph.files import atomic_write
from relgraph.store import in_memory
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

FACTS = {FIRST.name: FIRST_FACTS, SECOND.name: SECOND_FACTS}


def read(document: Document) -> Iterable[Fact]:
    """Give the facts made by hand."""
    if document.name not in FACTS:
        raise LawError(document.name, "cannot be read")
    return FACTS[document.name]


READING = build.Reading(read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for document in (FIRST, SECOND):
        (tmp_path / document.name).write_text(document.text, encoding="utf-8")
    return tmp_path


def test_failures_are_counted_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "broken.txt").write_text("They met.\n", encoding="utf-8")
    (folder / "image.txt").write_bytes(b"\x89PNG\0\0")
    store = in_memory()
    seen: list[str] = []
    report = build.build([*sorted(folder.glob("*.txt")), folder / "missing.txt"], store, READING, seen.append)
    assert (report.documents, report.unchanged, report.facts) == (2, 0, len(FIRST_FACTS) + len(SECOND_FACTS))
    assert [Path(failure.name).name for failure in report.failures] == ["broken.txt", "image.txt", "missing.txt"]
    assert len(seen) == 5
    assert len(store.documents()) == 2


def test_an_unchanged_document_is_left_alone_and_a_changed_one_replaced(folder: Path) -> None:
    store = in_memory()
    paths = sorted(folder.glob("*.txt"))
    build.build(paths, store, READING)
    before = export.digest(store)
    assert build.build(paths, store, READING).unchanged == 2
    assert export.digest(store) == before
    (folder / FIRST.name).write_text(FIRST.text + "More.\n", encoding="utf-8")
    report = build.build(paths, store, READING)
    assert (report.documents, report.unchanged) == (1, 1)
    assert export.digest(store) != before


def test_the_order_of_paths_does_not_show(folder: Path) -> None:
    first, second = in_memory(), in_memory()
    build.build(sorted(folder.glob("*.txt")), first, READING)
    build.build(sorted(folder.glob("*.txt"), reverse=True), second, READING)
    assert export.render(first, "nq") == export.render(second, "nq")


def test_two_files_of_one_name_are_not_mixed_up(folder: Path) -> None:
    (folder / "more").mkdir()
    (folder / "more" / FIRST.name).write_text("Other.\n", encoding="utf-8")
    report = build.build([folder / FIRST.name, folder / "more" / FIRST.name], in_memory(), READING)
    assert report.documents == 1
    assert "another document is called" in str(report.failures[0].error)


def test_an_empty_document_has_no_facts(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("", encoding="utf-8")
    report = build.build([tmp_path / "empty.txt"], in_memory(), build.Reading(lambda _: ()))
    assert (report.documents, report.facts, report.failures) == (1, 0, ())


def test_tables_are_what_a_store_would_answer() -> None:
    tables = build.tables(FIRST, FIRST_FACTS)
    store = in_memory()
    build.add(store, FIRST, FIRST_FACTS)
    assert tables == {name: queries.ask(store, name).records() for name in queries.TABLES}
    assert tables["events"][0]["people"] == "Kari Berg|Ken Mori"


def test_broken_turtle_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text("<http://x/a> <http://x/b> .\n", encoding="utf-8")
    with pytest.raises(InputError, match="mine.ttl.*Turtle"):
        build.load_ontology(in_memory(), [path])


def test_a_writer_that_fails_leaves_the_old_file_and_no_litter(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), atomic_write(path) as stream:
        stream.write(b"new")
        raise ZeroDivisionError
    assert path.read_bytes() == b"old"
    with atomic_write(path) as stream:
        stream.write(b"new")
    assert path.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_a_folder_that_is_not_there_cannot_be_written_to(tmp_path: Path) -> None:
    with pytest.raises(InputError), atomic_write(tmp_path / "no" / "page.html"):
        pass
