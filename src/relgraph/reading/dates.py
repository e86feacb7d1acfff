"""Dates in prose: where they stand and what they say.

Comes in: a text and a range of it. Goes out: `DateMention`s with spans in that text, which `resolve` turns into EDTF
once the day of publication (and the occasion spoken of) is known. The grammar is the table RULES: each rule is a
phrase over the word classes of `datewords`, and names the function below that reads it.
"""

from collections.abc import Callable
from dataclasses import dataclass

from relgraph.facts import Span
from relgraph.reading.calendar import (
    Anchor,
    Base,
    Before,
    DateMention,
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
    resolve,
)
from relgraph.reading.datewords import (
    ALPHABET,
    MONTH,
    MONTH_SHORT,
    RELDAY,
    SEASON,
    TRIGGER,
    WEEKDAY,
    WEEKDAY_SHORT,
    tape_of,
)
from relgraph.reading.numerals import CARDINALS, ORDINALS
from relgraph.reading.patterns import Grammar, Tape

__all__ = ["Anchor", "DateMention", "find_dates", "resolve"]

UNIT = "(dayu|week|monthu|yearu|decadeu)"
NUM = "(number dash number|number|day)"
COUNT = f"({NUM}|a|half a)"
JOIN = "(dash|to|until)"
DAY = "(day|ord)"
MON = "(month|mon dot?)"
LEAN = "(last|next|this|same|previous|following)"
#: The year that follows a month: "2022", ", 2022", "of last year", "this year".
OF_YEAR = f"(year|the? {LEAN} yearu)"
YEAR = f"(comma? year|comma? of? the? {LEAN} yearu)"
DATE = f"({DAY} of? {MON} {YEAR}?|{MON} {DAY} {YEAR}?)"
PHASE = "(the? (phase|earlier|later) (dash|on|in)? the?|the? edge (of the?|dash))"
PREP = "in|since|by|until|from|of|during|before|after|for|between|on|at|to|within|phase|about"
WEEK = "(of? the? (last|next|this) week)"

RULES = (
    ("iso", "year dash day dash day (?!dash)|year slash day slash day"),
    ("numeric", "day dot day dot year|day slash day slash year"),
    ("days", f"(from|between)? the? {DAY} ({JOIN}|and) the? {DAY} of? {MON} {YEAR}?"),
    ("days", f"(from|between)? {MON} {DAY} {JOIN} {DAY} (?!dash|slash|month|mon) {YEAR}?"),
    ("days", f"between? {MON} {DAY} and {DAY} (?!low|times|dash|month|mon) {YEAR}?"),
    ("span", f"from? (weekday comma?)? the? {DATE} {JOIN} (weekday comma?)? the? {DATE}|between {DATE} and {DATE}"),
    ("months", f"from? {MON} {YEAR}? {JOIN} {MON} {YEAR}?|between {MON} {YEAR}? and {MON} {YEAR}?"),
    ("years", f"from? year {JOIN} year|between year and year|year (dash|slash) day (?!dash|slash|day)"),
    ("weekdays", f"from? weekday {JOIN} weekday"),
    ("eve", f"the eve of the? {DATE}"),
    ("date", f"(the? daypart of? the?)? ((weekday|wday dot?) daypart? comma? the?)? {DATE}"),
    ("date", f"{PHASE}? {MON} {YEAR}"),
    ("stretch", f"the? (nth|last) (quarter|half) of? {OF_YEAR}|the? (nth|last) (quarter|half) of the yearu"),
    ("stretch", f"the? (nth|last) {NUM} monthu of? {OF_YEAR}|the? (nth|last) {NUM} monthu of the yearu"),
    ("stretch", "qtr day (of? year)?|(?<=in|of|during|for|by) the (nth|last) quarter (?!of)"),
    ("season", f"(last|next|this) season|season (of|comma)? {OF_YEAR}|(?<=in|by|since|until) the season"),
    ("fiscal", "fiscal yearu year ((dash|slash) (day|year))?|fy dash? (year|day) ((dash|slash) (day|year))?"),
    ("decade", f"{PHASE}? decade|{PHASE}? the? (nth|ord) century"),
    ("month", f"(last|next|this|{PHASE}) {MON}|(?<={PREP}) month (?!cap|day|ord)|(?<=in|since|by|until) mon dot?"),
    ("month", "(?<=the|a) month (?=low)|month (?=quote s)"),
    ("fifth", f"(?<=on) the ord (?!low|cap|nth|number|of)|the ord of (the|{LEAN}) monthu"),
    ("weekday", "(last|next) week on? weekday"),
    ("weekday", f"(the? daypart of?|{PHASE})? (this? (last|next)|this)? weekday daypart? {WEEK}?"),
    ("relday", "the dayu (before|after) relday|(earlier|later|phase)? relday daypart?|(this|last) daypart"),
    ("weekend", "(?<=at|during|on|about) the (last|next|following|previous)? weekend|(last|next|this) weekend"),
    ("ago", f"(about|more more)? {COUNT} {UNIT} ago|about? (half a|a|{NUM}) century ago"),
    ("counted", f"{COUNT} {UNIT} (later|earlier|from now)|the {UNIT} (before|after) (?=comma|dot|break|$)"),
    ("ahead", f"(?<=in) {COUNT} {UNIT} (?!long)|the? (last|next) {NUM} {UNIT}"),
    ("within", f"within (the? next)? {COUNT} {UNIT} (?!of)"),
    ("relative", f"{PHASE}? the? {LEAN} {UNIT}|(this|last|next) quarter"),
    ("close", "the? edge of the (week|monthu|yearu|decadeu)|yearu dash? edge (?!low)"),
    ("recurrence", f"every (number|day|nth|ord)? ({UNIT}|weekday|month|quarter|season|weekend)"),
    ("recurrence", f"weekdays|habit|per {UNIT}|(?<=times) a {UNIT}"),
    ("age", f"({NUM}|a) dash? {UNIT} dash? old"),
    ("duration", f"{NUM} dash? {UNIT}|a dash? {UNIT} dash? long|half a {UNIT}"),
    ("duration", f"(?<=for|in|after|within|during) a {UNIT}"),
    ("year", f"the? yearu year|(?<={PREP}|open|more) year|phase dash? year|{PHASE} year"),
    ("year", "(?<=the|a|s|same|their) year (?=low|cap)|year (?=shut)"),
)
GRAMMAR = Grammar(ALPHABET, RULES)
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
MARKERS: dict[str, Kind] = {"since": "since", "until": "until", "by": "deadline", "before": "deadline"}


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


def find_dates(text: str, start: int, end: int) -> list[DateMention]:
    """Find the dates, durations and recurrences in text[start:end], in their order and without overlap."""
    if not TRIGGER.search(text, start, end):
        return []
    tape = tape_of(text, start, end)
    mentions = []
    for rule, first, last in GRAMMAR.matches(tape):
        mention = _mention(rule, Phrase(tape, first, last))
        if mention is not None:
            mentions.append(mention)
    return mentions


def taken(text: str, start: int, end: int) -> list[Span]:
    """Give the spans whose numbers speak of time: dates, durations and ages."""
    if not TRIGGER.search(text, start, end):
        return []
    tape = tape_of(text, start, end)
    spans = []
    for rule, first, last in GRAMMAR.matches(tape):
        if rule == "age" or _mention(rule, Phrase(tape, first, last)) is not None:
            spans.append(Span(tape.spans[first][0], tape.spans[last - 1][1]))
    return spans


def _mention(rule: str, phrase: Phrase) -> DateMention | None:
    """Read what a rule matched; None where the words turn out to be no date."""
    if rule == "age":
        return None
    if rule == "duration":
        return _duration(phrase)
    reading = READERS[rule](phrase)
    if reading is None:
        return None
    kind, when = reading
    first = phrase.start
    words = phrase.tape.words[max(first - 3, 0) : first]
    marker = "deadline" if words[1:] == ["later", "than"] else MARKERS.get(phrase.before())
    if marker and kind in ("point", "interval"):
        kind, first = marker, first - (3 if words[-1] == "than" else 1)
    spans = phrase.tape.spans
    span = Span(spans[first][0], spans[phrase.end - 1][1])
    return DateMention(span, kind, when, approximate=_approximate(rule, phrase))


def _approximate(rule: str, phrase: Phrase) -> bool:
    if rule == "ago":
        return phrase.has("about", "more")
    return phrase.before() in ("about", "around", "roughly", "approximately", "circa") or rule == "fiscal"


def _duration(phrase: Phrase) -> DateMention | None:
    tape = phrase.tape
    grouped = phrase.before() == "," and tape.touching(phrase.start - 1, phrase.start + 1)
    if grouped or phrase.has("half"):
        return None
    span = Span(tape.spans[phrase.start][0], tape.spans[phrase.end - 1][1])
    return DateMention(span, "duration", length=(_count(phrase), _unit(phrase)))


def _number(word: str) -> int:
    digits = word.rstrip("sthndr")
    return int(digits) if digits.isdigit() else CARDINALS.get(word) or ORDINALS.get(word, 0)


def _count(phrase: Phrase) -> int:
    """Give the number of units: "two", "25", "twenty-five", "a"."""
    return sum(phrase.numbers("number", "day")) or 1


def _unit(phrase: Phrase) -> Unit:
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
        count = _count(phrase)
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
        return "point", Shift("year", -50 if phrase.has("half") else -100 * _count(phrase))
    unit, count = _unit(phrase), _count(phrase)
    if phrase.has("half"):
        return ("point", Shift("year", -5)) if unit == "decade" else None
    if unit == "decade":
        return "point", Shift("year", -10 * count)
    return ("interval" if unit == "week" else "point"), Shift(unit, -count)


def _counted(phrase: Phrase) -> Reading | None:
    """Read "two days later", "a year earlier", "two weeks from now", "the day before"."""
    if phrase.has("half"):
        return None
    unit, count = _unit(phrase), _count(phrase)
    back = phrase.has("earlier", "before")
    base: Base = "published" if phrase.has("now") else "context"
    return "point", Shift(unit, -count if back else count, base)


def _ahead(phrase: Phrase) -> Reading | None:
    """Read "in two days", and "the next five years" as the interval from now."""
    unit, count = _unit(phrase), _count(phrase)
    if phrase.has("half") or unit == "decade":
        return None
    if phrase.has("last", "next"):
        past = phrase.has("last")
        return "interval", Range(Shift(unit, -count if past else 0), Shift(unit, 0 if past else count))
    return "point", Shift(unit, count, tense="future")


def _within(phrase: Phrase) -> Reading | None:
    unit, count = _unit(phrase), _count(phrase)
    if phrase.has("half"):
        return None
    return "deadline", Shift("day", count * 7) if unit == "week" else Shift(unit, count)


def _relative(phrase: Phrase) -> Reading | None:
    """Read "last week", "that year", "earlier this month"; "the past year" and "the coming weeks" stay open."""
    count, context = _lean(phrase) or (0, False)
    word = phrase.words(*LEANS)[0]
    if phrase.has("quarter"):
        return "interval", Shift("quarter", count)
    unit = _unit(phrase)
    the = phrase.has("the")
    plural = phrase.tape.words[phrase.end - 1].endswith("s")
    if plural or word == "past" or (the and word in ("last", "this", "coming")):
        return "interval", None
    if unit == "day" and not (context or the):
        return None
    base: Base = "context" if context or the else "published"
    return ("interval" if unit in ("week", "decade") else "point"), Shift(unit, count, base)


def _close(phrase: Phrase) -> Reading | None:
    unit = _unit(phrase)
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
