"""The EDTF date that words give once it is known from where they are counted.

`resolve` counts a mention from an `Anchor` and never says more than the words do: without an anchor a relative date
stays open (None).
"""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, timedelta

from relgraph.reading.points import Point, checked, days_text, distance, months_text, point_of
from relgraph.reading.when import Anchor, Before, DateMention, Decade, Partial, Range, Shift, Stretch, Tense, When

YEARS = {"year": 1, "decade": 10}


def resolve(mention: DateMention, anchor: Anchor, tense: Tense | None = None) -> str | None:
    """Give the EDTF date of a mention; None where words and anchor do not settle it.

    `tense` is that of the clause: "on Thursday" lies before the day of publication in the past, after it in the future.
    """
    if mention.when is None:
        return None
    lean: Tense | None = {"since": "past", "deadline": "future"}.get(mention.kind, tense)  # type: ignore[assignment]
    if mention.kind == "until" and tense is None:
        lean = "future"
    try:
        text = _text(mention.when, anchor, lean)
    except (ValueError, OverflowError):
        return None
    if text is None:
        return None
    text = _qualified(mention, anchor, text)
    if mention.kind == "since":
        return text.split("/")[0] + "/.."
    return "../" + text.split("/")[-1] if mention.kind == "until" else text


def _qualified(mention: DateMention, anchor: Anchor, text: str) -> str:
    """Mark a date as approximate if its words are, or the day of publication that it is counted from."""
    mark = "~" if mention.approximate else ""
    published = anchor.published or ""
    coarse = published[-1:] in ("~", "?", "%") and len(text.split("/")[0]) >= len(published) - 1
    if coarse and mention.when is not None and _from_publication(mention.when):
        mark = published[-1]
    return text + mark if mark and ".." not in text else text


def _from_publication(when: When) -> bool:
    """Tell whether words count from the day of publication, as "yesterday" and "on Thursday" do."""
    match when:
        case Shift():
            return when.base == "published"
        case Partial():
            parts = [part for part in (when.year, when.month, when.week) if isinstance(part, Shift)]
            named = when.month is None and when.day is None and when.weekday is not None
            return (named and not parts) or any(map(_from_publication, parts))
        case Range():
            return _from_publication(when.start) or _from_publication(when.end)
        case Before():
            return _from_publication(when.of)
        case _:
            return False


def _text(when: When, anchor: Anchor, tense: Tense | None) -> str | None:
    match when:
        case Partial():
            return _partial_text(when, anchor, tense)
        case Shift():
            return _shift_text(when, anchor, tense)
        case Stretch():
            return _stretch_text(when, anchor, tense)
        case Range():
            return _range_text(when, anchor, tense)
        case Decade():
            return when.digits.ljust(4, "X")
        case Before():
            text = _text(when.of, anchor, tense)
            point = point_of(text)
            day = point.date() if point else None
            return (day - timedelta(1)).isoformat() if day else None


def _base(shift: Shift, anchor: Anchor) -> Point | None:
    """Give the point that a shift is counted from: of an interval its end going forward, its start going back."""
    text = anchor.published if shift.base == "published" else anchor.context
    if not text:
        return None
    start, _, end = text.partition("/")
    first, last = point_of(start), point_of(end or start)
    if shift.count == 0 and end and shift.unit == "day":
        return None
    return last if shift.count > 0 else first


def _shift_text(shift: Shift, anchor: Anchor, tense: Tense | None) -> str | None:
    point = _base(shift, anchor)
    if point is None or (shift.count and shift.tense and shift.tense != tense):
        return None
    if shift.unit in YEARS:
        year = point.year + shift.count * YEARS[shift.unit]
        return f"{year // 10:03d}X" if shift.unit == "decade" else str(checked(Point(year)))
    if shift.unit in ("month", "quarter"):
        return _month_text(shift, point)
    day = point.date()
    if day is None:
        return None
    if shift.unit == "day":
        return (day + timedelta(shift.count)).isoformat()
    monday = day - timedelta(day.weekday()) + timedelta(7 * shift.count)
    if shift.unit == "week":
        return days_text(monday, 7)
    ahead = (tense or shift.tense) == "future"
    passed = shift.count or ahead or day.weekday() == 6
    return days_text(monday + timedelta(5 if passed else -2), 2)


def _month_text(shift: Shift, point: Point) -> str | None:
    if point.month is None:
        return None
    if shift.unit == "quarter":
        count = point.year * 4 + (point.month - 1) // 3 + shift.count
        return months_text(count // 4, count % 4 * 3 + 1, count % 4 * 3 + 3)
    count = point.year * 12 + point.month - 1 + shift.count
    return str(checked(Point(count // 12, count % 12 + 1)))


def _stretch_text(stretch: Stretch, anchor: Anchor, tense: Tense | None) -> str | None:
    if stretch.year is None:
        month = _nearest(Partial(month=stretch.last if tense == "past" else stretch.first), anchor, tense)
        return months_text(month.year, stretch.first, stretch.last) if month else None
    year = stretch.year if isinstance(stretch.year, int) else _year(stretch.year, anchor)
    return None if year is None else months_text(checked(Point(year)).year, stretch.first, stretch.last)


def _year(shift: Shift, anchor: Anchor) -> int | None:
    point = point_of(_shift_text(shift, anchor, None))
    return point.year if point else None


def _partial_text(partial: Partial, anchor: Anchor, tense: Tense | None) -> str | None:
    if partial.week is not None:
        week = _shift_text(partial.week, anchor, tense)
        monday = date.fromisoformat(week.split("/")[0]) if week else None
        return (monday + timedelta(partial.weekday or 0)).isoformat() if monday else None
    point = _partial_point(partial, anchor, tense)
    return str(point) if point else None


def _partial_point(partial: Partial, anchor: Anchor, tense: Tense | None) -> Point | None:
    if isinstance(partial.month, Shift):
        month = point_of(_shift_text(partial.month, anchor, tense))
        return checked(Point(month.year, month.month, partial.day)) if month else None
    year = _year(partial.year, anchor) if isinstance(partial.year, Shift) else partial.year
    if year is not None:
        return checked(Point(year, partial.month, partial.day))
    if partial.year is not None:
        return None
    if partial.month is not None:
        return _nearest(partial, anchor, tense)
    if partial.day is not None:
        return _nearest_day(partial.day, anchor, tense)
    return _nearest_weekday(partial, anchor, tense)


def _nearest_weekday(partial: Partial, anchor: Anchor, tense: Tense | None) -> Point | None:
    published = point_of(anchor.published)
    day = published.date() if published else None
    if day is None or partial.weekday is None:
        return None
    back = (day.weekday() - partial.weekday) % 7
    match partial.lean:
        case "last":
            found = day - timedelta(back or 7)
        case "next":
            found = day + timedelta(7 - day.weekday() + partial.weekday)
        case "this":
            found = day + timedelta((-back) % 7) if tense != "past" else day - timedelta(back)
        case None:
            found = day - timedelta(back) if tense != "future" else day + timedelta((-back) % 7)
    return Point(found.year, found.month, found.day)


def _reference(anchor: Anchor, precise: bool) -> Point | None:
    """Give the point to count months and days from: publication if known to the month, else the occasion."""
    for text in (anchor.published, anchor.context):
        point = point_of((text or "").split("/")[0])
        if point and (point.month or not precise):
            return point
    return None


def _nearest(partial: Partial, anchor: Anchor, tense: Tense | None) -> Point | None:
    """Give the year to a month, or to a day and month: the nearest that the tense (or "last", "next") allows."""
    base = _reference(anchor, precise=True)
    if base is None or not isinstance(partial.month, int):
        return None
    if partial.lean == "this":
        return checked(Point(base.year, partial.month, partial.day))
    points = [
        Point(year, partial.month, partial.day)
        for year in range(max(base.year - 8, MINYEAR), min(base.year + 8, MAXYEAR) + 1)
        if partial.day is None or partial.day <= monthrange(year, min(partial.month, 12))[1]
    ]
    if partial.weekday is not None:
        points = [p for p in points if (day := p.date()) and day.weekday() == partial.weekday] or points
    fitting = [point for point in points if _fits(point, base, partial, tense)]
    return min(fitting, key=lambda p: (abs(distance(p, base)), distance(p, base) > 0), default=None)


def _fits(point: Point, base: Point, partial: Partial, tense: Tense | None) -> bool:
    """Tell whether a candidate lies on the side of the base that the words ask for."""
    away = distance(point, base)
    if partial.lean:
        return away < 0 if partial.lean == "last" else away > 0
    if partial.weekday is not None or tense is None:
        return True
    return away <= 0 if tense == "past" else away >= 0


def _nearest_day(day: int, anchor: Anchor, tense: Tense | None) -> Point | None:
    """Give the month to "the 5th"."""
    base = _reference(anchor, precise=True)
    if base is None or base.month is None:
        return None
    shift = 0
    if base.day is not None:
        shift = -1 if tense != "future" and day > base.day else 1 if tense == "future" and day < base.day else 0
    count = base.year * 12 + base.month - 1 + shift
    return checked(Point(count // 12, count % 12 + 1, day))


def _range_text(span: Range, anchor: Anchor, tense: Tense | None) -> str | None:
    start, end = span.start, span.end
    if isinstance(start, Partial) and isinstance(end, Partial) and start.weekday is None:
        return _partial_range(start, end, anchor, tense)
    first, last = _text(start, anchor, tense), _text(end, anchor, tense)
    if not first or not last:
        return None
    first, last = first.split("/")[0], last.split("/")[-1]
    return f"{first}/{last}" if first <= last else None


def _partial_range(start: Partial, end: Partial, anchor: Anchor, tense: Tense | None) -> str | None:
    """Resolve "6-10 October", "28 February to 2 March 2022": each end lends the other what it lacks."""
    last = _partial_point(end, anchor, tense) if end.year or start.year is None else None
    if last is not None:
        month = start.month if isinstance(start.month, int) else last.month if start.day else None
        year = start.year if isinstance(start.year, int) else last.year
        if start.year is None and month and last.month and month > last.month:
            year -= 1
        first = checked(Point(year, month, start.day))
    else:
        found = _partial_point(start, anchor, tense)
        if found is None or isinstance(end.month, Shift):
            return None
        first, month = found, end.month or (found.month if end.day else None)
        later = month is not None and found.month is not None and month < found.month
        last = checked(Point(found.year + later, month, end.day))
    return f"{first}/{last}" if str(first) <= str(last) else None
