"""Verify proves the first law from the files, and fails when one character is changed."""

from collections.abc import Iterable
from pathlib import Path

import pytest
from pyoxigraph import Literal, Quad

from relgraph import build, graph, identity
from relgraph.accounts import Reading
from relgraph.store import TEXT, Store, in_memory
from relgraph.verify import verify
from relgraph.vocabulary import OA, PROV, RG
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for document in (FIRST, SECOND):
        (tmp_path / document.name).write_text(document.text, encoding="utf-8")
    return tmp_path


def built(change: tuple[str, str, str] | None = None, without: str = "") -> Store:
    """Build both samples, with one text of one property changed, or one property left out."""
    store = in_memory()
    build.add(store, SECOND, SECOND_FACTS)
    quads = [_changed(quad, change) for quad in graph.quads(FIRST, FIRST_FACTS) if quad.predicate.value != without]
    store.replace(identity.document(FIRST.name), quads)
    return store


def _changed(quad: Quad, change: tuple[str, str, str] | None) -> Quad:
    if change is None or quad.predicate.value != change[0] or not isinstance(quad.object, Literal):
        return quad
    text = quad.object.value.replace(change[1], change[2])
    return Quad(quad.subject, quad.predicate, Literal(text, datatype=quad.object.datatype), quad.graph_name)


def problems(store: Store, places: Iterable[Path] | None = None) -> str:
    return "\n".join(breach.problem for breach in verify(store, places).breaches)


def test_all_quotes_and_arguments_hold(folder: Path) -> None:
    report = verify(built(), [folder])
    assert report.holds
    assert (report.documents, report.quotes, report.arguments) == (2, len(FIRST_FACTS) + len(SECOND_FACTS), 4)


@pytest.mark.parametrize("place", range(0, len(FIRST.text), 29))
def test_one_changed_character_of_a_document_is_found(folder: Path, place: int) -> None:
    text = FIRST.text
    other = "x" if text[place] != "x" else "y"
    (folder / FIRST.name).write_text(text[:place] + other + text[place + 1 :], encoding="utf-8")
    assert not verify(built(), [folder]).holds


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ((OA + "exact", "met her", "met his"), "are not the quote"),
        ((OA + "start", "1", "2"), "are not the quote"),
        ((RG + "evidence", '"May 11"', '"May 12"'), "are not 'May 12'"),
        ((RG + "sha256", FIRST.digest[:4], "0000"), "other SHA-256"),
    ],
)
def test_one_changed_cell_of_the_store_is_found(folder: Path, change: tuple[str, str, str], problem: str) -> None:
    assert problem in problems(built(change), [folder])


def test_a_fact_without_quote_is_found(folder: Path) -> None:
    assert "has no quote" in problems(built(without=PROV + "wasQuotedFrom"), [folder])


def test_a_quotation_without_words_is_found(folder: Path) -> None:
    assert not verify(built(without=OA + "exact"), [folder]).holds


@pytest.fixture
def piped() -> Store:
    """Build the first sample as a document that has no file."""
    store = in_memory()
    build.build([FIRST], store, Reading(lambda _: FIRST_FACTS))
    return store


def test_a_document_without_a_file_is_proved_by_its_kept_text(piped: Store, tmp_path: Path) -> None:
    for places in (None, [tmp_path]):
        report = verify(piped, places)
        assert (report.documents, report.quotes, report.breaches) == (1, len(FIRST_FACTS), ())


@pytest.mark.parametrize("place", range(0, len(FIRST.text), 29))
def test_one_changed_character_of_a_kept_text_is_found(place: int, piped: Store) -> None:
    text = FIRST.text
    piped.note(identity.document(FIRST.name), TEXT, text[:place] + "#" + text[place + 1 :])
    assert "other SHA-256" in problems(piped)


def test_a_document_is_sought_where_it_was_read_or_else_where_the_user_says(folder: Path, tmp_path: Path) -> None:
    store, path = in_memory(), folder / FIRST.name
    build.build([path], store, Reading(lambda _: FIRST_FACTS))
    assert verify(store).holds
    moved = path.rename(tmp_path / "elsewhere")
    assert "cannot be proved" in problems(store)
    assert "is not there" in problems(store, [tmp_path])
    moved.rename(folder / FIRST.name)
    path.write_text(FIRST.text.replace("met", "mat"), encoding="utf-8")
    assert "other SHA-256" in problems(store)


def test_a_missing_document_is_a_breach(folder: Path) -> None:
    (folder / FIRST.name).unlink()
    report = verify(built(), [folder])
    assert [breach.document for breach in report.breaches] == [FIRST.name]
    assert "cannot be proved" in report.breaches[0].problem
