"""Sums in prose: money, percentages and counts, with their spans, values in full units and qualifiers.

Comes in: a text and a range of it. Goes out: `Sum`s with spans in that text. Words of currencies and
qualifiers come from ontology/measures.ttl; the grammar is the table RULES over word classes. Numbers that belong to
dates, durations, ages, labels ("Article 5"), times of day and scores are left out.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from decimal import Decimal

from relgraph.facts import Span
from relgraph.reading.measures import Measures, packaged
from relgraph.reading.patterns import Grammar
from relgraph.reading.sumwords import ALPHABET, NUMBER, Extent, tape_of
from relgraph.reading.values import Cut, values_of

SPOKEN = "(word (dash word)?)"
SPELT = (
    f"({SPOKEN} dozen|{SPOKEN} (dash? scale (and? {SPOKEN})?){{0,3}}|a (scale|dozen) (and? {SPOKEN})?"
    "|(half|quarter of) a (scale|dozen))"
)
HALVES = "((word|num) and a half scale)"
N = f"({HALVES}|num (dash? (scale|dozen)){{0,2}}|{SPELT})"
#: With a currency before it, a number may have a one-letter scale: $5m, US$ 7b.
M = f"({HALVES}|num (dash? (scale|short)){{0,2}}|{SPELT})"
PERCENT = "(percent points?|per percent)"
RULES = (
    ("range", f"between cur {M} and cur? {M}|cur {M} (dash|to) cur? {M}"),
    ("range", f"between {M} and {M} curn|{M} (dash|to|or) {M} (curn|cur)|{M} curn to {M} curn"),
    ("money", f"cur {M} (dash? curn)?|{M} dash? (cur|curn)"),
    ("percents", f"between {N} {PERCENT}? and {N} {PERCENT}|{N} {PERCENT}? (dash|to|or) {N} {PERCENT}"),
    ("percent", f"{N} dash? {PERCENT}"),
    ("fraction", "(word|num|a) dash? (part|quarter) (?=of)|word dash part|half (?=of|the)|num slash num (?=of)"),
    ("share", "(a|word) dash? (part|quarter)|half (?!a|scale|dozen)"),
    ("multiple", "multiple"),
    ("times", f"{N} times"),
    ("counts", f"between {N} and {N} (?=low|cap)|{N} (to|or) {N} (?=low|cap)|num dash num (?=low)"),
    ("score", "num ((dash|colon|slash) num){1,8}|(plus num|num plus) ((dash|dot)? num){1,8}"),
    ("count", N),
)
GRAMMAR = Grammar(
    ALPHABET, RULES, "low cap other break shut open comma dot slash dash colon and of or to the date year"
)


@dataclass(frozen=True, slots=True)
class Sum:
    """A number in the text. `currency` is ISO 4217, `%`, or None for a count (or for money that nothing settles).

    `value` is in full units, `upper` the end of a range; `span` covers the number and its unit, `head` also the
    qualifier, `phrase` also the qualifier unless that is a verb ("exceeded"). `choices` are the currencies that a
    shared name may mean, `name` that name. `change` marks "doubled" (100,
    in percent, without a currency since the word is a verb). `price` marks a price per unit of goods,
    `conversion` a bracketed conversion: neither is a figure. `signed` marks a plus or minus before it, `times` a
    multiple in numbers ("2.5 times").
    """

    span: Span
    head: Span
    phrase: Span
    value: Decimal
    currency: str | None = None
    qualifier: str = "exact"
    upper: Decimal | None = None
    choices: tuple[str, ...] = ()
    name: str = ""
    change: bool = False
    price: bool = False
    conversion: bool = False
    signed: bool = False
    times: bool = False

    @property
    def money(self) -> bool:
        """Tell whether it is a sum of money, its currency known or not."""
        return bool(self.choices)


def find_sums(text: str, start: int, end: int, measures: Measures | None = None) -> list[Sum]:
    """Find the numbers in text[start:end] that count or measure something, in their order and without overlap."""
    if not NUMBER.search(text[start:end].lower()):
        return []
    known = measures or packaged()
    tape, values = tape_of(Extent(text, start, end), known)
    sums = []
    for rule, first, last in GRAMMAR.matches(tape):
        found = _sum(rule, Cut(text, tape, values, first, last))
        if found is not None:
            sums.append(replace(found, currency=known.settle(found.choices, found.name, ())) if found.money else found)
    return sums


def settled(found: Sum, states: Collection[str], measures: Measures | None = None) -> str | None:
    """Give the currency of a sum in the light of the states in its context."""
    if len(found.choices) < 2:
        return found.currency
    return (measures or packaged()).settle(found.choices, found.name, states)


def _sum(rule: str, cut: Cut) -> Sum | None:
    """Read what a rule matched; None where the number counts nothing."""
    if rule == "share" and not _moved(cut):
        return None
    if rule == "score" or _labelled(cut) or (rule in ("count", "counts") and not _counts(cut)):
        return None
    value, upper = values_of(rule, cut)
    if value is None:
        return None
    if _negative(cut):
        value = -value
    qualifier, first, last = _qualifier(cut)
    spans = cut.tape.spans
    head = Span(spans[first][0], spans[last - 1][1])
    own = Span(spans[cut.first][0], spans[cut.last - 1][1])
    verbal = first < cut.first and cut.is_a(first, "verb")
    found = Sum(own, head, own if verbal else head, value, qualifier=qualifier, upper=upper)
    if upper is not None and qualifier == "exact":
        found = replace(found, qualifier="at_least")
    if rule in ("money", "range"):
        return _money(cut, found)
    percent = rule in ("percent", "percents", "fraction", "share")
    signed = percent and (_negative(cut) or (cut.is_a(cut.first - 1, "plus") and _close(cut)))
    times = rule == "times"
    return replace(
        found, currency="%" if percent else None, change=rule == "multiple" or times, signed=signed, times=times
    )


def _moved(cut: Cut) -> bool:
    """Tell whether a fraction measures a movement: "fell by a third", "up a quarter on the year"."""
    first = cut.first - 1 if not cut.is_a(cut.first - 1, "qual") else cut.first - 2
    return 0 <= first < len(cut.tape.words) and cut.tape.words[first] in ("by", "up", "down")


def _money(cut: Cut, found: Sum) -> Sum | None:
    """Add the currency, and mark prices and bracketed conversions."""
    at = (cut.find("cur") or cut.find("curn"))[-1]
    choices = tuple(cut.values[at].split("|"))
    name = cut.tape.words[at]
    price = cut.is_a(cut.last, "per", "a", "slash") and cut.is_a(cut.last + 1, "goods")
    return replace(found, choices=choices, name=_singular(name), price=price, conversion=_conversion(cut))


def _singular(name: str) -> str:
    return name[:-1] if name.endswith("s") and len(name) > 3 else name


def _conversion(cut: Cut) -> bool:
    """Tell whether a sum stands in brackets after another, or beside an equals sign."""
    first = cut.first - 1 if cut.is_a(cut.first - 1, "qual") else cut.first
    after = cut.is_a(first - 1, "open") and cut.is_a(first - 2, "num", "scale", "short", "cur", "curn")
    words = cut.tape.words
    return after or "=" in (words[first - 1 : first] or [""])[0] or "=" in (words[cut.last : cut.last + 1] or [""])[0]


def _labelled(cut: Cut) -> bool:
    """Tell whether a label stands before the number ("Article 5") or a unit of time after it ("5 p.m.")."""
    before = cut.first - 2 if cut.is_a(cut.first - 1, "dot") and cut.first > 1 else cut.first - 1
    return (
        cut.is_a(before, "label")
        or cut.is_a(cut.last, "unit")
        or (cut.is_a(cut.first - 1, "colon", "slash") and _close(cut))
    )


def _close(cut: Cut) -> bool:
    """Tell whether the number is glued to what stands before it."""
    return cut.first > 0 and cut.tape.touching(cut.first - 1, cut.first + 1)


def _counts(cut: Cut) -> bool:
    """Tell whether a bare number may count something: no part of a name, list number or larger sign."""
    text, tape = cut.text, cut.tape
    start, end = tape.spans[cut.first][0], tape.spans[cut.last - 1][1]
    digits = cut.is_a(cut.first, "num")
    if digits and text[end : end + 1].isalpha():
        return False
    if digits and _close(cut) and not cut.is_a(cut.first - 1, "open", "dash") and not _quoted(text[start - 1]):
        return False
    if cut.is_a(cut.first - 1, "dash") and _close(cut) and text[start - 2 : start - 1].isalnum():
        return False
    named = cut.first > 1 and cut.is_a(cut.first - 1, "cap")
    if named and digits and not cut.is_a(cut.last, "low", "goods"):
        return False
    opening = cut.first == 0 or cut.is_a(cut.first - 1, "break")
    return not (opening and digits and cut.is_a(cut.last, "dot", "shut"))


def _quoted(mark: str) -> bool:
    return mark in "\"'\u201c\u2018\u00ab~"


def _negative(cut: Cut) -> bool:
    """Tell whether a minus sign stands before the number."""
    if not cut.is_a(cut.first - 1, "dash") or not _close(cut):
        return False
    start = cut.tape.spans[cut.first - 1][0]
    return start == 0 or cut.text[start - 1].isspace() or cut.text[start - 1] in "(["


def _qualifier(cut: Cut) -> tuple[str, int, int]:
    """Give the qualifier around a number, and the tokens that it and the number take."""
    for first in (cut.first - 1, cut.first - 2):
        if _summing(cut, first):
            break
        if cut.is_a(first, "qual", "verb") and (first == cut.first - 1 or cut.is_a(first + 1, "a", "the")):
            return cut.values[first], first, cut.last
    if cut.is_a(cut.last, "after"):
        return cut.values[cut.last], cut.first, cut.last + 1
    if cut.is_a(cut.last, "plus"):
        return "over", cut.first, cut.last + 1
    return "exact", cut.first, cut.last


#: Verbs of which "over" is a part: "handed over 250 tanks".
CARRIED = frozenset("hand hands handed handing take takes took taken taking turn turns turned turning".split())


def _summing(cut: Cut, i: int) -> bool:
    """Tell whether "up to" belongs to its verb: "orders add up to 5 million"."""
    before = cut.tape.words[i - 1] if 0 < i < len(cut.tape.words) else ""
    if not cut.is_a(i, "qual"):
        return False
    word = cut.tape.words[i]
    return (word == "up to" and before.startswith(("add", "sum"))) or (word == "over" and before in CARRIED)
