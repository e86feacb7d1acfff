"""What the phrases of dates mean: one function per rule of `daterules`, from a `Phrase` to a `When`."""

from collections.abc import Callable

from relgraph.reading.datephrases import (
    LEANS,
    Phrase,
    Reading,
    count_of,
    lean_of,
    months_of,
    plain,
    split,
    unit_of,
    weekdays_of,
    year_of,
)
from relgraph.reading.datewords import (
    RELDAY,
    SEASON,
)
from relgraph.reading.when import (
    Base,
    Before,
    Decade,
    Lean,
    Partial,
    Range,
    Shift,
    Stretch,
    Tense,
)


def _iso(phrase: Phrase) -> Reading | None:
    numbers = phrase.numbers("year", "day")
    if not phrase.tape.touching(phrase.start, phrase.end):
        return None
    return "point", Partial(numbers[0], numbers[1], numbers[2])


def _numeric(phrase: Phrase) -> Reading | None:
    """Read 02.03.2022 as 2 March; with slashes only where one number is no month."""
    first, second, year = phrase.numbers("day", "year")
    if not phrase.tape.touching(phrase.start, phrase.end):
        return None
    if phrase.has("slash") and first <= 12 and second <= 12 and first != second:
        return "point", None
    day, month = (second, first) if phrase.has("slash") and second > 12 else (first, second)
    return "point", Partial(year, month, day)


def _days(phrase: Phrase) -> Reading | None:
    first, last = phrase.numbers("day", "ord")[:2]
    month, year = months_of(phrase)[0], year_of(phrase)
    if phrase.has("and") and not phrase.has("between") and last != first + 1:
        return "interval", None
    return "interval", Range(Partial(None, None, first), Partial(year, month, last))


def _span(phrase: Phrase) -> Reading | None:
    start, end = (plain(part) for part in split(phrase, "dash", "to", "until", "and"))
    return "interval", Range(start, end)


def _years(phrase: Phrase) -> Reading | None:
    years = phrase.numbers("year", "day")
    start, end = years[0], years[1]
    if end < 100:
        if not phrase.tape.touching(phrase.start, phrase.end):
            return None
        if end <= start % 100:
            return "point", Partial(start, end) if phrase.has("dash") else None
        if end <= 12:
            return "point", None
        end += start // 100 * 100
    return ("interval", Range(Partial(start), Partial(end))) if start <= end else None


def _weekday_range(phrase: Phrase) -> Reading | None:
    first, last = weekdays_of(phrase)
    return "interval", Range(Partial(weekday=first), Partial(weekday=last))


def _eve(phrase: Phrase) -> Reading | None:
    return "point", Before(plain(phrase))


def _date(phrase: Phrase) -> Reading | None:
    return "point", plain(phrase)


def _stretch(phrase: Phrase) -> Reading | None:
    """Read halves, quarters and "the first nine months"."""
    nth = (phrase.numbers("nth") or [0])[0]
    year = year_of(phrase)
    if phrase.has("monthu"):
        count = count_of(phrase)
        if nth > 1 or count > 12:
            return None
        return "interval", Stretch(year, 1, count) if nth else Stretch(year, 13 - count, 12)
    length = 6 if phrase.has("half") else 3
    nth = phrase.numbers("day")[0] if phrase.has("qtr") else nth or 12 // length
    if nth * length > 12 or (phrase.has("qtr") and not phrase.tape.touching(phrase.start, phrase.start + 2)):
        return None
    return "interval", Stretch(year, (nth - 1) * length + 1, nth * length)


def _season(phrase: Phrase) -> Reading | None:
    month = SEASON[phrase.words("season")[0]]
    year = year_of(phrase)
    if year is not None:
        return "point", Partial(year, month)
    return "point", Partial(month=month, lean=_lean_word(phrase))


def _lean_word(phrase: Phrase) -> Lean | None:
    for lean in ("last", "next", "this"):
        if phrase.has(lean):
            return lean
    return None


def _fiscal(phrase: Phrase) -> Reading | None:
    numbers = phrase.numbers("year", "day")
    start = numbers[0] if numbers[0] > 31 else 2000 + numbers[0]
    if len(numbers) == 1:
        return "interval", Partial(start)
    end = numbers[1] if numbers[1] > 31 else start // 100 * 100 + numbers[1]
    return "interval", Range(Partial(start), Partial(end)) if start <= end else None


def _decade(phrase: Phrase) -> Reading | None:
    if phrase.has("decade"):
        return "interval", Decade(phrase.words("decade")[0][:3])
    century = phrase.numbers("nth", "ord")[0]
    return ("interval", Decade(f"{century - 1:02d}")) if 1 < century < 23 else None


def _month(phrase: Phrase) -> Reading | None:
    month = months_of(phrase)[0]
    if phrase.after("low") and not phrase.before():
        return None
    return "point", Partial(month=month, lean=_lean_word(phrase))


def _fifth(phrase: Phrase) -> Reading | None:
    day = phrase.numbers("ord")[0]
    if not phrase.has("monthu"):
        return "point", Partial(day=day)
    count, context = lean_of(phrase) or (0, True)
    return "point", Partial(month=Shift("month", count, "context" if context else "published"), day=day)


def _weekday(phrase: Phrase) -> Reading | None:
    weekday = weekdays_of(phrase)[0]
    if phrase.before() in ("good", "black", "bloody", "ash", "palm", "easter", "super", "cyber"):
        return None
    if phrase.has("week"):
        count, _ = lean_of(phrase) or (0, False)
        return "point", Partial(weekday=weekday, week=Shift("week", count))
    return "point", Partial(weekday=weekday, lean=_lean_word(phrase))


def _relday(phrase: Phrase) -> Reading | None:
    if phrase.has("this", "last"):
        night = phrase.words("daypart")[0] in ("night", "evening")
        return ("point", Shift("day", -phrase.has("last"))) if night or phrase.has("this") else None
    count = RELDAY[phrase.words("relday")[0]]
    return "point", Shift("day", count * 2 if phrase.has("dayu") else count)


def _weekend(phrase: Phrase) -> Reading | None:
    count, context = lean_of(phrase) or (0, False)
    tense: Tense | None = "future" if phrase.has("this") else None
    return "interval", Shift("weekend", count, "context" if context else "published", tense)


def _ago(phrase: Phrase) -> Reading | None:
    if phrase.has("century"):
        return "point", Shift("year", -50 if phrase.has("half") else -100 * count_of(phrase))
    unit, count = unit_of(phrase), count_of(phrase)
    if phrase.has("half"):
        return ("point", Shift("year", -5)) if unit == "decade" else None
    if unit == "decade":
        return "point", Shift("year", -10 * count)
    return ("interval" if unit == "week" else "point"), Shift(unit, -count)


def _counted(phrase: Phrase) -> Reading | None:
    """Read "two days later", "a year earlier", "two weeks from now", "the day before"."""
    if phrase.has("half"):
        return None
    unit, count = unit_of(phrase), count_of(phrase)
    back = phrase.has("earlier", "before")
    base: Base = "published" if phrase.has("now") else "context"
    return "point", Shift(unit, -count if back else count, base)


def _ahead(phrase: Phrase) -> Reading | None:
    """Read "in two days", and "the next five years" as the interval from now."""
    unit, count = unit_of(phrase), count_of(phrase)
    if phrase.has("half") or unit == "decade":
        return None
    if phrase.has("last", "next"):
        past = phrase.has("last")
        return "interval", Range(Shift(unit, -count if past else 0), Shift(unit, 0 if past else count))
    return "point", Shift(unit, count, tense="future")


def _within(phrase: Phrase) -> Reading | None:
    unit, count = unit_of(phrase), count_of(phrase)
    if phrase.has("half"):
        return None
    return "deadline", Shift("day", count * 7) if unit == "week" else Shift(unit, count)


def _relative(phrase: Phrase) -> Reading | None:
    """Read "last week", "that year", "earlier this month"; "the past year" and "the coming weeks" stay open."""
    count, context = lean_of(phrase) or (0, False)
    word = phrase.words(*LEANS)[0]
    if phrase.has("quarter"):
        return "interval", Shift("quarter", count)
    unit = unit_of(phrase)
    the = phrase.has("the")
    plural = phrase.tape.words[phrase.end - 1].endswith("s")
    if plural or word == "past" or (the and word in ("last", "this", "coming")):
        return "interval", None
    if unit == "day" and not (context or the):
        return None
    base: Base = "context" if context or the else "published"
    return ("interval" if unit in ("week", "decade") else "point"), Shift(unit, count, base)


def _close(phrase: Phrase) -> Reading | None:
    unit = unit_of(phrase)
    return "interval" if unit == "week" else "point", Shift(unit)


def _recurrence(_: Phrase) -> Reading | None:
    return "recurrence", None


def _year(phrase: Phrase) -> Reading | None:
    """Read a bare year; a round number before a noun ("of 2000 troops") is a count."""
    year = phrase.numbers("year")[0]
    follows = phrase.after("low") or phrase.after("cap")
    if year < 1500 or (year % 100 == 0 and follows and phrase.before() not in ("in", "since")):
        return None
    return "point", Partial(year)


READERS: dict[str, Callable[[Phrase], Reading | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "days": _days,
    "span": _span,
    "months": _span,
    "years": _years,
    "weekdays": _weekday_range,
    "eve": _eve,
    "date": _date,
    "stretch": _stretch,
    "season": _season,
    "fiscal": _fiscal,
    "decade": _decade,
    "month": _month,
    "fifth": _fifth,
    "weekday": _weekday,
    "relday": _relday,
    "weekend": _weekend,
    "ago": _ago,
    "counted": _counted,
    "ahead": _ahead,
    "within": _within,
    "relative": _relative,
    "close": _close,
    "recurrence": _recurrence,
    "year": _year,
}
