"""What the phrases of dates mean: one function per rule of `daterules`, from a `Phrase` to a `When`."""

from collections.abc import Callable
from dataclasses import dataclass

from relgraph.reading.datewords import (
    ALPHABET,
    MONTH,
    MONTH_SHORT,
    RELDAY,
    SEASON,
    WEEKDAY,
    WEEKDAY_SHORT,
)
from relgraph.reading.numerals import CARDINALS, ORDINALS
from relgraph.reading.patterns import Tape
from relgraph.reading.when import (
    Base,
    Before,
    Decade,
    Kind,
    Lean,
    Partial,
    Range,
    Shift,
    Stretch,
    Tense,
    Unit,
    When,
)

Reading = tuple[Kind, When | None]
UNITS: dict[str, Unit] = {"dayu": "day", "week": "week", "monthu": "month", "yearu": "year", "decadeu": "decade"}
#: Word classes that lean: how far they shift a unit, and whether they count from the occasion spoken of.
LEANS: dict[str, tuple[int, bool]] = {
    "last": (-1, False),
    "next": (1, False),
    "this": (0, False),
    "same": (0, True),
    "previous": (-1, True),
    "following": (1, True),
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A stretch of the tape that a rule matched."""

    tape: Tape
    start: int
    end: int

    def words(self, *names: str) -> list[str]:
        """Give the words of these classes, in their order."""
        letters = {ALPHABET[name] for name in names}
        return [self.tape.words[i] for i in range(self.start, self.end) if self.tape.classes[i] in letters]

    def has(self, *names: str) -> bool:
        """Tell whether a word of one of these classes is in it."""
        return bool(self.words(*names))

    def before(self) -> str:
        """Give the word before the phrase."""
        return self.tape.words[self.start - 1] if self.start else ""

    def after(self, name: str) -> bool:
        """Tell whether a word of this class follows the phrase."""
        return self.tape.classes[self.end : self.end + 1] == ALPHABET[name]

    def numbers(self, *names: str) -> list[int]:
        """Give the numbers of these classes: digits or number words."""
        return [_number(word) for word in self.words(*names)]


def _number(word: str) -> int:
    digits = word.rstrip("sthndr")
    return int(digits) if digits.isdigit() else CARDINALS.get(word) or ORDINALS.get(word, 0)


def count_of(phrase: Phrase) -> int:
    """Give the number of units: "two", "25", "twenty-five", "a"."""
    return sum(phrase.numbers("number", "day")) or 1


def unit_of(phrase: Phrase) -> Unit:
    return next(UNITS[name] for name in UNITS if phrase.has(name))


def _lean(phrase: Phrase) -> tuple[int, bool] | None:
    """Give the shift of "last", "next", "that" ..., and whether it counts from the occasion."""
    return next((LEANS[name] for name in LEANS if phrase.has(name)), None)


def _year_of(phrase: Phrase) -> int | Shift | None:
    """Give the year in a phrase: a number, or "last year", "that year", "the year"."""
    years = phrase.numbers("year")
    if years:
        return years[-1]
    if not phrase.has("yearu"):
        return None
    count, context = _lean(phrase) or (0, False)
    return Shift("year", count, "context" if context else "published")


def _months(phrase: Phrase) -> list[int]:
    return [MONTH.get(word) or MONTH_SHORT[word] for word in phrase.words("month", "mon")]


def _split(phrase: Phrase, *joints: str) -> tuple[Phrase, Phrase]:
    """Cut a phrase at the last joint."""
    at = max(max(phrase.tape.find(ALPHABET[name], phrase.start + 1, phrase.end), default=-1) for name in joints)
    return Phrase(phrase.tape, phrase.start, at), Phrase(phrase.tape, at + 1, phrase.end)


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
    month, year = _months(phrase)[0], _year_of(phrase)
    if phrase.has("and") and not phrase.has("between") and last != first + 1:
        return "interval", None
    return "interval", Range(Partial(None, None, first), Partial(year, month, last))


def _span(phrase: Phrase) -> Reading | None:
    start, end = (_plain(part) for part in _split(phrase, "dash", "to", "until", "and"))
    return "interval", Range(start, end)


def _plain(phrase: Phrase) -> Partial:
    """Read day, month and year, each if given; the weekday helps to find the year."""
    days, months = phrase.numbers("day", "ord"), _months(phrase)
    weekdays = _weekdays(phrase)
    return Partial(
        _year_of(phrase), months[0] if months else None, days[0] if days else None, weekdays[0] if weekdays else None
    )


def _weekdays(phrase: Phrase) -> list[int]:
    words = phrase.words("weekday", "wday")
    return [WEEKDAY[word] if word in WEEKDAY else WEEKDAY_SHORT[word] for word in words]


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
    first, last = _weekdays(phrase)
    return "interval", Range(Partial(weekday=first), Partial(weekday=last))


def _eve(phrase: Phrase) -> Reading | None:
    return "point", Before(_plain(phrase))


def _date(phrase: Phrase) -> Reading | None:
    return "point", _plain(phrase)


def _stretch(phrase: Phrase) -> Reading | None:
    """Read halves, quarters and "the first nine months"."""
    nth = (phrase.numbers("nth") or [0])[0]
    year = _year_of(phrase)
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
    year = _year_of(phrase)
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
    month = _months(phrase)[0]
    if phrase.after("low") and not phrase.before():
        return None
    return "point", Partial(month=month, lean=_lean_word(phrase))


def _fifth(phrase: Phrase) -> Reading | None:
    day = phrase.numbers("ord")[0]
    if not phrase.has("monthu"):
        return "point", Partial(day=day)
    count, context = _lean(phrase) or (0, True)
    return "point", Partial(month=Shift("month", count, "context" if context else "published"), day=day)


def _weekday(phrase: Phrase) -> Reading | None:
    weekday = _weekdays(phrase)[0]
    if phrase.before() in ("good", "black", "bloody", "ash", "palm", "easter", "super", "cyber"):
        return None
    if phrase.has("week"):
        count, _ = _lean(phrase) or (0, False)
        return "point", Partial(weekday=weekday, week=Shift("week", count))
    return "point", Partial(weekday=weekday, lean=_lean_word(phrase))


def _relday(phrase: Phrase) -> Reading | None:
    if phrase.has("this", "last"):
        night = phrase.words("daypart")[0] in ("night", "evening")
        return ("point", Shift("day", -phrase.has("last"))) if night or phrase.has("this") else None
    count = RELDAY[phrase.words("relday")[0]]
    return "point", Shift("day", count * 2 if phrase.has("dayu") else count)


def _weekend(phrase: Phrase) -> Reading | None:
    count, context = _lean(phrase) or (0, False)
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
    count, context = _lean(phrase) or (0, False)
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
