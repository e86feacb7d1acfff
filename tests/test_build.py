"""The pipeline: what fails is reported and counted, the rest goes on, and what is unchanged is left alone."""

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal

from relgraph import accounts, build, document, export, identity, queries
from relgraph.accounts import Reading
from relgraph.directory import Entry
from relgraph.document import Document
from relgraph.errors import InputError, LawError
from relgraph.facts import Fact
from relgraph.files import atomic_write
from relgraph.intake import Step
from relgraph.store import READ_FROM, TEXT, Store, in_memory
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

FACTS = {FIRST.name: FIRST_FACTS, SECOND.name: SECOND_FACTS}


def read(document: Document) -> Iterable[Fact]:
    """Give the facts made by hand."""
    if document.name not in FACTS:
        raise LawError(document.name, "cannot be read")
    return FACTS[document.name]


READING = Reading(read)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for one in (FIRST, SECOND):
        (tmp_path / one.name).write_text(one.text, encoding="utf-8")
    return tmp_path


def test_failures_are_counted_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "broken.txt").write_text("They met.\n", encoding="utf-8")
    (folder / "image.txt").write_bytes(b"\x89PNG\0\0")
    store = in_memory()
    seen: list[Step] = []
    plan = build.Plan(progress=seen.append)
    report = build.build([*sorted(folder.glob("*.txt")), folder / "missing.txt"], store, READING, plan)
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
    assert build.build(paths, store, Reading(read, (own,))).documents == 2
    assert build.build(paths, store, Reading(read, (own,))).unchanged == 2
    own.write_text("<http://x/a> <http://x/b> <http://x/d> .\n", encoding="utf-8")
    assert build.build(paths, store, Reading(read, (own,))).documents == 2
    assert build.build(paths, store, READING).documents == 2


def test_a_user_s_own_organization_is_known_by_its_names(folder: Path) -> None:
    own = folder / "mine.ttl"
    own.write_text(
        "@prefix rg: <https://w3id.org/relgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<http://x/council> a rg:Organization ; rdfs:label "Nordic Ocean Board"@en ; rg:acronym "NOB" .\n',
        encoding="utf-8",
    )
    known = Reading(read, (own,)).directory
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


def test_a_statement_longer_than_the_store_takes_costs_its_document(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(accounts, "LONGEST", len(FIRST.text))
    report = build.build(sorted(folder.glob("*.txt")), store := in_memory(), READING)
    assert "for one sentence; split the sentence" in str(report.failures[0].error)
    assert len(report.failures) + len(store.documents()) == 2


def test_broken_turtle_of_the_user_leaves_the_store_as_it_was(folder: Path) -> None:
    store = in_memory()
    paths = sorted(folder.glob("*.txt"))
    build.build(paths, store, READING)
    before = export.digest(store)
    own = folder / "mine.ttl"
    own.write_text("<http://x/a> <http://x/b> <http://x/c> .\n" * 99 + "<http://x/a> .\n", encoding="utf-8")
    with pytest.raises(InputError, match="mine.ttl.*line 100"):
        build.build(paths, store, Reading(read, (own,)))
    assert export.digest(store) == before


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


def names(store: Store) -> list[str]:
    """List the documents of a store by the ends of their names."""
    return [name.rsplit("/", 1)[-1] for name in store.documents()]


def article(folder: Path, name: str, url: str, published: str, text: str = "They met.") -> Path:
    """Write an article with a url and a day."""
    path = folder / name
    path.write_text(f"---\nurl: {url}\npublished: {published}\n---\n{text}\n", encoding="utf-8")
    return path


SILENT = Reading(lambda _: ())


def test_documents_that_are_removed_from_a_folder_stay_until_they_are_pruned(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "other.txt").write_text("They met.", encoding="utf-8")
    folder = Path(shutil.copytree(folder, tmp_path / "texts", ignore=lambda *_: ["elsewhere"]))
    store = in_memory()
    build.build(
        [*sorted(folder.glob("*.txt")), elsewhere / "other.txt"], store, Reading(lambda one: FACTS.get(one.name, ()))
    )
    build.build([document.from_text("They met.", "typed.txt")], store, SILENT)
    (folder / FIRST.name).unlink()
    kept = build.build(sorted(folder.glob("*.txt")), store, READING, build.Plan(folders=(folder,)))
    assert (kept.gone, kept.removed, names(store)) == (1, 0, ["kobe.txt", "oslo.txt", "other.txt", "typed.txt"])
    pruned = build.build(sorted(folder.glob("*.txt")), store, READING, build.Plan(folders=(folder,), prune=True))
    assert (pruned.gone, pruned.removed, names(store)) == (0, 1, ["kobe.txt", "other.txt", "typed.txt"])


def test_what_another_document_states_too_outlives_a_pruned_one(folder: Path) -> None:
    store, alone = in_memory(), in_memory()
    paths = sorted(folder.glob("*.txt"))
    build.build(paths, store, READING)
    (folder / FIRST.name).unlink()
    left = [path for path in paths if path.exists()]
    build.build(left, store, READING, build.Plan(folders=(folder,), prune=True))
    build.build(left, alone, READING)
    assert export.digest(store) == export.digest(alone)
    assert queries.ask(store, "events").records() == queries.ask(alone, "events").records()


def test_a_document_that_fails_is_not_pruned(folder: Path) -> None:
    store = in_memory()
    paths = sorted(folder.glob("*.txt"))
    build.build(paths, store, READING)
    (folder / FIRST.name).write_bytes(b"\0")
    report = build.build(paths, store, READING, build.Plan(folders=(folder,), prune=True))
    assert (len(report.failures), report.removed, len(store.documents())) == (1, 0, 2)


def test_a_folder_that_has_moved_is_still_kept_in_step(folder: Path, tmp_path: Path) -> None:
    store = in_memory()
    build.build(sorted(folder.glob("*.txt")), store, READING)
    moved = tmp_path / "moved"
    moved.mkdir()
    for path in folder.glob("*.txt"):
        path.rename(moved / path.name)
    assert build.build(sorted(moved.glob("*.txt")), store, READING).unchanged == 2
    (moved / FIRST.name).unlink()
    report = build.build(sorted(moved.glob("*.txt")), store, READING, build.Plan(folders=(moved,), prune=True))
    assert (report.removed, names(store)) == (1, ["kobe.txt"])


def test_of_two_documents_of_one_url_the_newer_counts_in_any_order(tmp_path: Path) -> None:
    old = article(tmp_path, "b.txt", "https://example.org/a", "2022-02-24")
    new = article(tmp_path, "a.txt", "https://example.org/a", "2022-02-25", "They did not meet.")
    for order in ([old, new], [new, old]):
        store = in_memory()
        for path in order:
            build.build([path], store, SILENT)
        assert names(store) == ["a.txt"]
        report = build.build(order, store, SILENT)
        assert (report.documents, report.unchanged, report.superseded, report.failures) == (0, 1, 1, ())
        assert names(store) == ["a.txt"]


def test_a_renamed_document_takes_the_place_of_its_old_name(tmp_path: Path) -> None:
    store = in_memory()
    path = article(tmp_path, "z.txt", "https://example.org/a?id=1", "2022-02-24")
    build.build([path], store, SILENT)
    build.build([path.rename(tmp_path / "a.txt")], store, SILENT)
    assert names(store) == ["a.txt"]


@pytest.mark.parametrize("url", ["https://example.org/", "https://example.org", "http://[broken"])
def test_documents_that_name_their_site_alone_are_not_one_document(tmp_path: Path, url: str) -> None:
    store = in_memory()
    build.build([article(tmp_path, name, url, "2022-02-24") for name in ("a.txt", "b.txt")], store, SILENT)
    assert names(store) == ["a.txt", "b.txt"]


def test_a_reader_that_breaks_down_costs_one_document(folder: Path) -> None:
    def broken(one: Document) -> Iterable[Fact]:
        return {SECOND.name: SECOND_FACTS}[one.name]

    report = build.build(sorted(folder.glob("*.txt")), in_memory(), Reading(broken))
    assert report.documents == 1
    assert [(Path(failure.name).name, str(failure.error)) for failure in report.failures] == [
        (FIRST.name, f"{folder / FIRST.name}: the reader broke down (KeyError: 'oslo.txt'); please report this text")
    ]


def test_ties_that_a_killed_build_left_stale_are_derived_by_the_next(folder: Path) -> None:
    class Killed(BaseException):
        pass

    def kill(step: Step) -> None:
        if FIRST.name in step.name:
            raise Killed

    whole, store = in_memory(), in_memory()
    paths = sorted(folder.glob("*.txt"))
    build.build(paths, whole, READING)
    build.build([], store, READING)
    with pytest.raises(Killed):
        build.build(paths, store, READING, build.Plan(progress=kill))
    assert names(store) == ["kobe.txt", "oslo.txt"]
    assert export.digest(store) != export.digest(whole)
    assert build.build(paths, store, READING).unchanged == 2
    assert export.digest(store) == export.digest(whole)


def test_the_text_of_a_document_is_kept_as_long_as_it_has_no_file(folder: Path) -> None:
    store, graph = in_memory(), identity.document(FIRST.name)
    assert [build.build([FIRST], store, READING).documents for _ in range(2)] == [1, 0]
    assert store.noted(graph, TEXT) == FIRST.text
    assert Literal(FIRST.text) not in [quad.object for quad in export.quads(store)]
    assert [build.build([folder / FIRST.name], store, READING).documents for _ in range(2)] == [1, 0]
    assert store.noted(graph, TEXT) is None
    build.build([FIRST], store, READING)
    assert (store.noted(graph, TEXT), store.noted(graph, READ_FROM)) == (FIRST.text, None)


def test_a_pipe_and_an_overlong_file_are_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "folder.txt").mkdir()
    with (tmp_path / "long.txt").open("wb") as stream:
        stream.truncate(document.LARGEST + 1)
    (tmp_path / "link.txt").symlink_to(tmp_path / "nowhere")
    report = build.build(sorted(tmp_path.glob("*.txt")), in_memory(), SILENT)
    said = [str(failure.error).partition(": ")[2] for failure in report.failures]
    assert said == [
        "is no regular file; give a text file; - reads standard input",
        "No such file or directory; check the path and its permissions",
        "has 2 MB, more than the 2 MB of a document; split it: one text a file",
        "is no regular file; give a text file; - reads standard input",
    ]
