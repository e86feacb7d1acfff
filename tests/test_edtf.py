"""The days that a date allows."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph.edtf import bounds


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-03-02", "2022-03-02", "2022-03-02"),
        ("2022-02", "2022-02-01", "2022-02-28"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022", "2022-01-01", "2022-12-31"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("19XX", "1900-01-01", "1999-12-31"),
        ("2022-02-24~", "2022-02-24", "2022-02-24"),
        ("2022-21", "2022-03-01", "2022-05-31"),
        ("2022-02-28/2022-03-06", "2022-02-28", "2022-03-06"),
        ("2005/..", "2005-01-01", "None"),
        ("../2005", "None", "2005-12-31"),
        ("2024-07/2024-12", "2024-07-01", "2024-12-31"),
    ],
)
def test_bounds(text: str, first: str, last: str) -> None:
    assert tuple(map(str, bounds(text))) == (first, last)


@pytest.mark.parametrize(
    "text", ["", "May 2022", "2022-13", "2022-02-30", "2024-13-45", "22", "../..", "2023/2022", "-0044"]
)
def test_no_dates(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        bounds(text)


@given(st.dates(), st.dates())
def test_an_interval_goes_from_its_first_day_to_its_last(one: date, other: date) -> None:
    first, last = sorted((one, other))
    assert bounds(f"{first}/{last}") == (first, last)
    assert bounds(f"{first}~") == (first, first)
    begin, end = bounds(f"{first:%Y-%m}".zfill(7))
    assert begin is not None and end is not None
    assert begin <= first <= end


@given(st.one_of(st.text(max_size=12), st.text(st.sampled_from("0129X-/~?%.٢"), max_size=12)))
def test_any_text_has_bounds_in_order_or_is_no_date(text: str) -> None:
    try:
        first, last = bounds(text)
    except ValueError:
        return
    assert text.isascii()
    assert first or last
    assert not (first and last) or first <= last
