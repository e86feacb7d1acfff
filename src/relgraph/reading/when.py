"""What date words say, before it is known from where they are counted: the types of date mentions.

A mention says something like "the Thursday before", "May of last year", "the first half of 2024"; `calendar` counts it
from an `Anchor`.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

from relgraph.facts import Span

Kind: TypeAlias = Literal["point", "interval", "duration", "recurrence", "deadline", "since", "until"]
Tense: TypeAlias = Literal["past", "future"]
Base: TypeAlias = Literal["published", "context"]
Unit: TypeAlias = Literal["day", "week", "weekend", "month", "quarter", "year", "decade"]
Lean: TypeAlias = Literal["last", "this", "next"]
#: Days of the units that have a fixed number of them.
DAYS = {"day": 1, "week": 7}


@dataclass(frozen=True, slots=True)
class Shift:
    """A unit counted from the anchor: yesterday is (day, -1), next week (week, 1), "that year" (year, 0, context).

    `tense`: "in two days" is a date only of what is to come; "this weekend" is the one to come unless told otherwise.
    """

    unit: Unit
    count: int = 0
    base: Base = "published"
    tense: Tense | None = None


@dataclass(frozen=True, slots=True)
class Partial:
    """A calendar date as far as the words give it; a month from 21 to 24 is a season."""

    year: "int | Shift | None" = None
    month: "int | Shift | None" = None
    day: int | None = None
    weekday: int | None = None
    week: Shift | None = None
    lean: Lean | None = None


@dataclass(frozen=True, slots=True)
class Stretch:
    """The months from `first` to `last` of a year: a quarter, a half, the first nine months."""

    year: "int | Shift | None"
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Range:
    """From one date to another, both included."""

    start: "When"
    end: "When"


@dataclass(frozen=True, slots=True)
class Decade:
    """The ten (or, for a century, hundred) years that begin with these digits: 199 or 18."""

    digits: str


@dataclass(frozen=True, slots=True)
class Before:
    """The day before another date: "on the eve of"."""

    of: "When"


When: TypeAlias = Partial | Shift | Stretch | Range | Decade | Before


@dataclass(frozen=True, slots=True)
class DateMention:
    """Words about time in a text. `when` is None where they name no date (a duration, a recurrence, 31 February).

    `length` is the count and unit of a duration, as (2, "day") for "a two-day visit".
    """

    span: Span
    kind: Kind
    when: When | None = None
    length: tuple[int, str] | None = None
    approximate: bool = False

    @property
    def days(self) -> int | None:
        """Give the length in days, None where it is counted in months or years."""
        if self.length is None or self.length[1] not in DAYS:
            return None
        return self.length[0] * DAYS[self.length[1]]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where relative dates are counted from, both EDTF: the day of publication, and the occasion spoken of."""

    published: str | None = None
    context: str | None = None
