"""The pipeline: what fails is reported and counted, the rest goes on, and what is unchanged is left alone."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal

from relgraph import build, export, queries
from relgraph.directory import Entry
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


@pytest.mark.parametrize(
    "text", ["", " \n\n", "---\ntitle: Nothing\n---\n", "---\npublished: 2022-02-31\n---\nThey met."]
)
def test_an_empty_document_and_an_impossible_day_are_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    report = build.build([tmp_path / "a.txt"], in_memory(), READING)
    assert isinstance(report.failures[0].error, InputError)


def test_a_document_is_read_again_when_the_knowledge_has_changed(folder: Path) -> None:
    store = in_memory()
    paths = sorted(folder.glob("*.txt"))
    build.build(paths, store, READING)
    own = folder / "mine.ttl"
    own.write_text("<http://x/a> <http://x/b> <http://x/c> .\n", encoding="utf-8")
    assert build.build(paths, store, build.Reading(read, (own,))).documents == 2
    assert build.build(paths, store, build.Reading(read, (own,))).unchanged == 2
    own.write_text("<http://x/a> <http://x/b> <http://x/d> .\n", encoding="utf-8")
    assert build.build(paths, store, build.Reading(read, (own,))).documents == 2
    assert build.build(paths, store, READING).documents == 2


def test_a_user_s_own_organization_is_known_by_its_names(folder: Path) -> None:
    own = folder / "mine.ttl"
    own.write_text(
        "@prefix rg: <https://w3id.org/relgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<http://x/council> a rg:Organization ; rdfs:label "Nordic Ocean Board"@en ; rg:acronym "NOB" .\n',
        encoding="utf-8",
    )
    known = build.Reading(read, (own,)).directory
    assert [known.organization(name) for name in ("the Nordic Ocean Board", "NOB")] == [
        Entry("http://x/council", Literal("Nordic Ocean Board", language="en"))
    ] * 2


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
