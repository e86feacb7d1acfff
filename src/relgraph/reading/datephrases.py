"""Phrases of dates: a stretch of the tape with its words, numbers, months and units.

Comes in: what a rule of `daterules` matched. Goes out: a `Phrase` that answers what stands in it.
"""

from dataclasses import dataclass

from relgraph.reading.datewords import ALPHABET, MONTH, MONTH_SHORT, WEEKDAY, WEEKDAY_SHORT
from relgraph.reading.numerals import CARDINALS, ORDINALS
from relgraph.reading.patterns import Tape
from relgraph.reading.when import Kind, Partial, Shift, Unit, When

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
    """Give the unit of time that a phrase counts in."""
    return next(UNITS[name] for name in UNITS if phrase.has(name))


def lean_of(phrase: Phrase) -> tuple[int, bool] | None:
    """Give the shift of "last", "next", "that" ..., and whether it counts from the occasion."""
    return next((LEANS[name] for name in LEANS if phrase.has(name)), None)


def year_of(phrase: Phrase) -> int | Shift | None:
    """Give the year in a phrase: a number, or "last year", "that year", "the year"."""
    years = phrase.numbers("year")
    if years:
        return years[-1]
    if not phrase.has("yearu"):
        return None
    count, context = lean_of(phrase) or (0, False)
    return Shift("year", count, "context" if context else "published")


def months_of(phrase: Phrase) -> list[int]:
    """Give the numbers of the months named."""
    return [MONTH.get(word) or MONTH_SHORT[word] for word in phrase.words("month", "mon")]


def split(phrase: Phrase, *joints: str) -> tuple[Phrase, Phrase]:
    """Cut a phrase at the last joint."""
    at = max(max(phrase.tape.find(ALPHABET[name], phrase.start + 1, phrase.end), default=-1) for name in joints)
    return Phrase(phrase.tape, phrase.start, at), Phrase(phrase.tape, at + 1, phrase.end)


def plain(phrase: Phrase) -> Partial:
    """Read day, month and year, each if given; the weekday helps to find the year."""
    days, months = phrase.numbers("day", "ord"), months_of(phrase)
    weekdays = weekdays_of(phrase)
    return Partial(
        year_of(phrase), months[0] if months else None, days[0] if days else None, weekdays[0] if weekdays else None
    )


def weekdays_of(phrase: Phrase) -> list[int]:
    """Give the numbers of the weekdays named, Monday first."""
    words = phrase.words("weekday", "wday")
    return [WEEKDAY[word] if word in WEEKDAY else WEEKDAY_SHORT[word] for word in words]
