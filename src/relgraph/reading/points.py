"""Points in time: a year, month or day that is known, and the texts of stretches of days and months."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[~?%]?\Z")


@dataclass(frozen=True, slots=True)
class Point:
    """A year, month or day that is known."""

    year: int
    month: int | None = None
    day: int | None = None

    def __str__(self) -> str:
        """Write it in EDTF."""
        return "-".join([f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part is not None)])

    def date(self) -> date | None:
        """Give the day, None if only the year or month is known."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def point_of(text: str | None) -> Point | None:
    """Read a single EDTF date; None for an interval, a season or nothing."""
    found = EDTF.match(text or "")
    if not found or not MINYEAR <= int(found[1]) <= MAXYEAR or int(found[2] or 1) > 12:
        return None
    return Point(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def days_text(first: date, count: int) -> str:
    """Write `count` days from the first as an EDTF interval."""
    return f"{first.isoformat()}/{(first + timedelta(count - 1)).isoformat()}"


def months_text(year: int, first: int, last: int) -> str:
    """Write a stretch of months of one year as an EDTF interval."""
    return f"{Point(year, first)}/{Point(year, last)}"


def checked(point: Point) -> Point:
    """Give the point back; ValueError if no calendar has it."""
    if not MINYEAR <= point.year <= MAXYEAR:
        raise ValueError(point)
    season = point.month is not None and 21 <= point.month <= 24 and point.day is None
    if point.month is not None and not season and not 1 <= point.month <= 12:
        raise ValueError(point)
    if point.day is not None and not 1 <= point.day <= monthrange(point.year, point.month or 1)[1]:
        raise ValueError(point)
    return point


def distance(point: Point, base: Point) -> int:
    """Count days (31 to a month) from base to point, at the coarser precision of the two."""
    month = middle(point.month or 0)
    days = point.day - base.day if point.day and base.day else 0
    return ((point.year - base.year) * 12 + month - (base.month or 0)) * 31 + days


def middle(month: int) -> int:
    """Give a month of a season: April, July, October, January."""
    return {21: 4, 22: 7, 23: 10, 24: 1}.get(month, month)
