"""Dates: what tests/cases/dates.toml wants, spans that lie in the text, linear time on any input."""

import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.reading.dates import Anchor, find_dates, resolve
from tests.growth import grows_evenly

CASES = tomllib.loads((Path(__file__).parent / "cases" / "dates.toml").read_text(encoding="utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_dates_of_a_text(case: dict[str, Any]) -> None:
    """Each case gives exactly the dates it wants."""
    text, anchor = case["text"], Anchor(case.get("published"), case.get("context"))
    mentions = find_dates(text, 0, len(text))
    found = [[text[m.span.start : m.span.end], m.kind, resolve(m, anchor, case.get("tense")) or ""] for m in mentions]
    assert found == case["wants"], case.get("why")
    for words in case.get("wants_not", ()):
        assert not any(words == piece[0] for piece in found), case.get("why")


def test_a_duration_has_days_unless_it_counts_months() -> None:
    """A visit of two days has two, a tour of two weeks fourteen, a term of four years none."""
    text = "a two-day visit, a two-week tour, a four-year term"
    assert [m.days for m in find_dates(text, 0, len(text))] == [2, 14, None]


def test_a_part_of_the_text_gives_spans_of_the_whole() -> None:
    """Spans count from the start of the text, whatever range is read."""
    text = "In 1999 they met. In 2001 they parted."
    assert [text[m.span.start : m.span.end] for m in find_dates(text, 18, len(text))] == ["2001"]


PIECES = (
    "5 31 2022 1990s 5th March May Jan. Thursday last next this the of year week day month ago two a "
    "from to between and - , . / until since by half quarter first weekend eve in on 02 2022-02-31 0000 9999 century"
)
WORDS = st.sampled_from(PIECES.split())


@given(st.one_of(st.text(), st.lists(WORDS, max_size=14).map(" ".join)), st.sampled_from(["past", "future", None]))
@settings(max_examples=400, deadline=None)
def test_any_text_gives_spans_in_it_and_no_error(text: str, tense: Any) -> None:
    """Spans lie in the text in order; resolving never fails, whatever the anchor."""
    last = 0
    for mention in find_dates(text, 0, len(text)):
        assert last <= mention.span.start < mention.span.end <= len(text)
        last = mention.span.end
        for published in (None, "2022-02-28~", "0001-01-01", "9999-12-31", "2019~", "2022-05"):
            for context in (None, "2020", "2020-02-29", "2020-01-01/2020-02-01", "0001", "2005/..", "198X"):
                resolve(mention, Anchor(published, context), tense)


@pytest.mark.parametrize("unit", ["1", " ", "(", ".", "May ", "5 ", "-", "last ", "from 5 to ", "a", "2022-", "the "])
def test_time_is_linear(unit: str) -> None:
    grows_evenly(lambda text: find_dates(text, 0, len(text)), unit, 20_000)
