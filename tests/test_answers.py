"""Answers are written so that other programs read back the same cells."""

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from relgraph.answers import FORMS, Answer, render
from relgraph.errors import UsageError

NASTY = 'a "b", c|d\te\nf </script>&<b>\\'
ANSWER = Answer(
    ("what", "where", "number"),
    (
        (
            Literal(NASTY),
            NamedNode("http://x/ü"),
            Literal("7", datatype=NamedNode("http://www.w3.org/2001/XMLSchema#integer")),
        ),
        (Literal("Şehir", language="tr"), None, None),
        (Literal("=cmd|'/c calc'!A1"), None, Literal("")),
    ),
)
EMPTY = Answer(("a", "b"), ())


@pytest.mark.parametrize("answer", [ANSWER, EMPTY], ids=["nasty", "empty"])
def test_csv_reads_back_equal(answer: Answer) -> None:
    rows = list(csv.reader(io.StringIO(render(answer, "csv"), newline="")))
    assert rows == [list(answer.columns), *map(list, answer.rows)]


@given(st.lists(st.tuples(*[st.text(st.characters(exclude_categories=["Cs"]), max_size=8)] * 2), max_size=4))
def test_any_cells_come_back_from_csv(rows: list[tuple[str, str]]) -> None:
    answer = Answer(("a", "b"), tuple((Literal(one), Literal(other)) for one, other in rows))
    found = csv.reader(io.StringIO(render(answer, "csv"), newline=""))
    assert [tuple(row) for row in found] == [("a", "b"), *rows]


@pytest.mark.parametrize(
    ("form", "syntax"),
    [("json", QueryResultsFormat.JSON), ("xml", QueryResultsFormat.XML), ("tsv", QueryResultsFormat.TSV)],
)
@pytest.mark.parametrize("answer", [ANSWER, EMPTY], ids=["nasty", "empty"])
def test_sparqls_own_formats_read_back_equal(form: str, syntax: QueryResultsFormat, answer: Answer) -> None:
    found = parse_query_results(render(answer, form).encode(), format=syntax)
    assert isinstance(found, QuerySolutions)
    assert tuple(tuple(solution[name] for name in answer.columns) for solution in found) == answer.cells


def test_jsonl_has_one_object_a_line() -> None:
    assert [json.loads(line) for line in render(ANSWER, "jsonl").splitlines()] == ANSWER.records()


def test_xml_stays_well_formed_with_characters_it_cannot_hold() -> None:
    root = ElementTree.fromstring(render(Answer(("x",), ((Literal("a\x00b\x01\uffff"),),)), "xml"))  # noqa: S314
    assert "a\ufffdb\ufffd\ufffd" in "".join(root.itertext())


def test_a_markdown_row_is_one_line_with_as_many_cells() -> None:
    lines = render(ANSWER, "md").splitlines()
    assert len(lines) == 2 + len(ANSWER)
    assert all(line.replace("\\\\", "").replace("\\|", "").count("|") == 4 for line in lines)
    assert "<b>" not in lines[2]


def test_a_table_is_plain_text_in_columns() -> None:
    text = render(Answer(("name", "n"), ((Literal("x" * 200), Literal("1")),)), "table")
    head, row = text.splitlines()
    assert head.index("n", 4) == row.index("1")
    assert "…" in row
    assert "\x1b" not in text


def test_a_notebook_shows_words_not_markup() -> None:
    shown = ANSWER._repr_html_()
    assert "</script>" not in shown
    assert "&lt;/script&gt;" in shown


STRINGS = st.text(st.sampled_from("=+-@\t\r\n 19.,;\"'|a\uff1d"), max_size=8)


@given(st.lists(st.tuples(STRINGS, STRINGS), max_size=4))
def test_a_spreadsheet_gets_no_formula_and_all_of_each_text(rows: list[tuple[str, str]]) -> None:
    text = render(Answer(("a", "b"), tuple((Literal(one), Literal(other)) for one, other in rows)), "excel")
    assert text.startswith("\ufeff")
    found = list(csv.reader(io.StringIO(text[1:], newline="")))[1:]
    assert len(found) == len(rows)
    for cell, wanted in (pair for row, whole in zip(found, rows, strict=True) for pair in zip(row, whole, strict=True)):
        assert cell in (wanted, f"'{wanted}")
        if cell.lstrip()[:1] in tuple("=+-@\uff1d"):
            float(cell)


@pytest.mark.parametrize("cell", ["=1+1", "+cmd|'/c calc'!A1", "-2+3", "@SUM(A1)", "\t=1", " =1", "\r=1", "\uff1d1"])
def test_what_a_spreadsheet_would_run_is_text_to_it(cell: str) -> None:
    answer = Answer(("a",), ((Literal(cell),),))
    assert [row[0] for row in csv.reader(io.StringIO(render(answer, "excel")[1:], newline=""))] == ["a", f"'{cell}"]
    assert [row[0] for row in csv.reader(io.StringIO(render(answer, "csv"), newline=""))] == ["a", cell]


@pytest.mark.parametrize("cell", ["-5", "+7.25", "2022-03-01", "a=b", ""])
def test_numbers_dates_and_words_stay_as_they_are_in_a_spreadsheet(cell: str) -> None:
    assert render(Answer(("a",), ((Literal(cell),),)), "excel").splitlines()[1:] in ([cell], ['""'])


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UsageError, match="table, csv"):
        render(ANSWER, "xlsx")
    assert set(FORMS) == {"table", "csv", "excel", "tsv", "json", "xml", "jsonl", "md"}
