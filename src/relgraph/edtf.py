"""Dates with their precision: the first and last day that an EDTF text (levels 0 and 1) allows."""

import re
from calendar import monthrange
from datetime import date

POINT = re.compile(r"(-?\d{3}[\dX]|\d{2}XX)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?[~?%]?\Z", re.A)
#: First and last month of the seasons 21 to 24; winter (24) runs into the next year and is read as its own year's end.
SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
OPEN = ("", "..")


def bounds(text: str) -> tuple[date | None, date | None]:
    """Give the first and last possible day; None for an open or unknown end. Raise ValueError for no EDTF."""
    if "/" not in text:
        return _point(text)
    left, _, right = text.partition("/")
    if left in OPEN and right in OPEN:
        raise ValueError(f"{text} is no date")
    first = None if left in OPEN else _point(left)[0]
    last = None if right in OPEN else _point(right)[1]
    if first and last and last < first:
        raise ValueError(f"{text} ends before it begins")
    return first, last


def is_day(text: str) -> bool:
    """Say whether a date names one certain day."""
    return bool(re.fullmatch(r"\d{4}-\d\d-\d\d", text))


def _point(text: str) -> tuple[date, date]:
    """Give the bounds of one date without slash."""
    match = POINT.match(text)
    if not match or text.startswith("-"):
        raise ValueError(f"{text} is no date")
    first_year, last_year = int(match[1].replace("X", "0")), int(match[1].replace("X", "9"))
    if match[2] in (None, "XX"):
        return date(max(first_year, 1), 1, 1), date(last_year, 12, 31)
    month = int(match[2])
    first_month, last_month = SEASONS.get(month, (month, month))
    if not 1 <= first_month <= 12:
        raise ValueError(f"{text} has no such month")
    if match[3] in (None, "XX"):
        return date(first_year, first_month, 1), date(last_year, last_month, monthrange(last_year, last_month)[1])
    return date(first_year, month, int(match[3])), date(last_year, month, int(match[3]))
