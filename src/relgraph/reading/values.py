"""Values: the tokens that make a number, and the number that they spell.

Comes in: a `Cut` of a tape. Goes out: its value in full units, and the upper end of a range.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from relgraph.reading.numerals import CARDINALS
from relgraph.reading.patterns import Tape
from relgraph.reading.sumwords import ALPHABET, DOZENS, PARTS, SCALES, SHORT


@dataclass(frozen=True, slots=True)
class Cut:
    """The tokens from `first` to `last` of a tape, which a rule matched."""

    text: str
    tape: Tape
    values: Sequence[str]
    first: int
    last: int

    def at(self, i: int) -> str:
        """Give the class of a token, empty outside the tape."""
        return self.tape.classes[i] if 0 <= i < len(self.tape.classes) else ""

    def is_a(self, i: int, *names: str) -> bool:
        """Tell whether token i is of one of these classes."""
        return self.at(i) in {ALPHABET[name] for name in names}

    def find(self, *names: str) -> list[int]:
        """Give the places of these classes within the cut."""
        return [i for i in range(self.first, self.last) if self.is_a(i, *names)]

    def part(self, first: int, last: int) -> "Cut":
        """Give a smaller cut."""
        return replace(self, first=first, last=last)


def values_of(rule: str, cut: Cut) -> tuple[Decimal | None, Decimal | None]:
    """Give the value, and the upper end of a range."""
    if rule == "multiple":
        return Decimal(cut.values[cut.first]), None
    if rule == "times":
        times = _number(cut.part(cut.first, cut.last - 1))
        return ((times - 1) * 100, None) if times is not None and times > 1 else (None, None)
    if rule in ("fraction", "share"):
        return _fraction(cut), None
    if rule not in ("range", "percents", "counts"):
        return _number(cut), None
    joint = next(i for name in ("to", "and", "or", "dash") for i in cut.find(name)[-1:] if _joins(cut, i))
    low, high = cut.part(cut.first, joint), cut.part(joint + 1, cut.last)
    lower, upper = _number(low), _number(high)
    if lower is None or upper is None:
        return None, None
    if not low.find("scale", "short") and (scales := high.find("scale", "short")):
        factor = Decimal(10) ** sum(_exponent(high, i) for i in scales)
        lower = lower * factor if lower <= upper / factor else lower
    return (lower, upper) if lower < upper else (None, None)


def _joins(cut: Cut, i: int) -> bool:
    return cut.is_a(i + 1, "num", "word", "cur", "half", "a")


def _exponent(cut: Cut, i: int) -> int:
    word = cut.tape.words[i]
    return SCALES.get(word) or SHORT.get(word, 0)


def _fraction(cut: Cut) -> Decimal | None:
    """Give a fraction as a percentage with at most two places: "a fifth", "two-thirds", "half"."""
    numbers = cut.find("num", "word")
    parts = cut.find("part", "quarter", "half")
    over = Decimal(1)
    if numbers:
        first = _number(cut.part(numbers[0], numbers[0] + 1))
        over = first if first is not None else over
    below = PARTS[cut.tape.words[parts[0]].removesuffix("s")] if parts else _number(cut.part(numbers[-1], cut.last))
    if not below or over > below:
        return None
    return (over * 100 / Decimal(below)).quantize(Decimal("0.01")).normalize() + 0


def _number(cut: Cut) -> Decimal | None:
    """Give the number that digits, words and scales spell in full units."""
    total, group, seen = Decimal(0), Decimal(0), False
    half = bool(cut.find("half"))
    for i in range(cut.first, cut.last):
        word = cut.tape.words[i]
        if cut.is_a(i, "num"):
            group, seen = Decimal(cut.values[i]), True
        elif cut.is_a(i, "word"):
            group, seen = group + CARDINALS[word], True
        elif cut.is_a(i, "half", "quarter"):
            group, seen = group + Decimal(100 // PARTS[word]) / 100, True
        elif cut.is_a(i, "dozen"):
            group, seen = max(group, Decimal(1)) * DOZENS.get(word, 0), word in DOZENS
        elif cut.is_a(i, "scale", "short"):
            exponent = _exponent(cut, i)
            base = group or (total if total else Decimal(1))
            if exponent == 2 or (half and exponent > 2 and not total):
                group = base * 10**exponent
            else:
                total = (total if group else Decimal(0)) + base * 10**exponent
                group = Decimal(0)
            seen = True
    result = total + group
    return result.quantize(Decimal(1)) if seen and result == result.to_integral_value() else result if seen else None
