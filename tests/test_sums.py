"""Sums: what tests/cases/sums.toml wants, spans that lie in the text, linear time on any input, words from Turtle."""

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.reading.measures import Measures
from relgraph.reading.ordinals import find_ordinals
from relgraph.reading.sums import find_sums, settled
from tests.growth import grows_evenly

DATA = tomllib.loads((Path(__file__).parent / "cases" / "sums.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", DATA["case"], ids=[case["text"] for case in DATA["case"]])
def test_sums_of_a_text(case: dict[str, Any]) -> None:
    """Each case gives exactly the sums it wants."""
    text = case["text"]
    found = [
        [text[s.head.start : s.head.end], s.value, settled(s, case.get("states", ())) or "", s.qualifier]
        for s in find_sums(text, 0, len(text))
    ]
    assert found == [[words, Decimal(value), *rest] for words, value, *rest in case["wants"]], case.get("why")
    for words in case.get("wants_not", ()):
        assert not any(words == piece[0] for piece in found), case.get("why")


@pytest.mark.parametrize("case", DATA["ordinals"], ids=[case["text"] for case in DATA["ordinals"]])
def test_ordinals_of_a_text(case: dict[str, Any]) -> None:
    """Ordinals in words, digits and Roman numerals; kings, wars and fractions are none."""
    text = case["text"]
    found = [[text[o.span.start : o.span.end], o.value] for o in find_ordinals(text, 0, len(text))]
    assert found == case["wants"]


def test_prices_and_bracketed_conversions_are_marked() -> None:
    """Neither is a figure: a price per barrel, and what a sum is worth in other money."""
    text = "oil at $80 a barrel; 5 million lira (about $170,000); ($1 = 15.02 liras); $3 million a year"
    marks = [(s.price, s.conversion) for s in find_sums(text, 0, len(text))]
    assert marks == [(True, False), (False, False), (False, True), (False, True), (False, True), (False, False)]


def test_a_user_adds_a_currency_in_turtle(tmp_path: Path) -> None:
    """A currency of one's own is an edit in Turtle, not in Python."""
    mine = tmp_path / "mine.ttl"
    mine.write_text(
        "@prefix rg: <https://w3id.org/relgraph/ontology#> .\n"
        '<https://w3id.org/relgraph/id/currency/XTS> a rg:Currency ; rg:symbol "T$" ; rg:word "taler" .\n',
        encoding="utf-8",
    )
    text = "T$5m and 300 talers"
    found = find_sums(text, 0, len(text), Measures.load([mine]))
    assert [(s.value, s.currency) for s in found] == [(Decimal(5000000), "XTS"), (Decimal(300), "XTS")]


PIECES = (
    "5 1,234 5.6.7 12 two dozen half a billion million m bn $ US$ euros % per cent to - between and or "
    "over up at least ( ) = quarter of third hundred 2022 doubled pounds crore - / : + Article pm plus 000 999"
)
WORDS = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join), st.lists(WORDS, max_size=9).map("".join)))
@settings(max_examples=500, deadline=None)
def test_any_text_gives_spans_in_it_and_no_error(text: str) -> None:
    """Spans lie in the text in order, and every value is a finite number."""
    last = 0
    for found in find_sums(text, 0, len(text)):
        assert last <= found.span.start < found.span.end <= len(text)
        assert found.head.start <= found.span.start and found.span.end <= found.head.end
        assert found.value.is_finite()
        last = found.span.end
    for ordinal in find_ordinals(text, 0, len(text)):
        assert 0 <= ordinal.span.start < ordinal.span.end <= len(text)


@pytest.mark.parametrize("unit", ["1", " ", "(", ".", "1,", "5 000 ", "$", "two ", "a hundred and ", "1-", "X", "000 "])
def test_time_is_linear(unit: str) -> None:
    grows_evenly(lambda text: (find_sums(text, 0, len(text)), find_ordinals(text, 0, len(text))), unit, 20_000)
