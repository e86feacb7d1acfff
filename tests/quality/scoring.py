"""Counts how far the reader's tables agree with gold tables, cell by cell.

Comes in: the rows of a table as a careful reader entered them, and as relgraph gives them. Goes out: a `Count` of
cells right, said and wanted. The rules are those of the guide that the gold files follow: rows are paired by their key
columns; a name may be an alias, an acronym or a shorter form; a date one step too coarse or too fine is half right.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Any

Row = Mapping[str, Any]
Cells = dict[str, list[Any]]

#: The key columns of each table, by which rows are paired, and the further columns that count.
TABLES: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "people": (("name", "office", "of"), ("former",)),
    "events": (("type", "actors", "recipients"), ("people", "date", "place", "status", "series", "ordinal")),
    "figures": (("indicator", "between", "value"), ("currency", "period", "kind", "qualifier")),
    "organizations": (("name",), ("acronym", "kind")),
    "memberships": (("member", "organization", "role"), ()),
    "instruments": (("kind", "parties"), ("date", "status")),
    "relationships": (("between", "kind"), ("since",)),
    "topics": (("topic", "between"), ()),
}
LISTS = frozenset({"actors", "recipients", "people", "between", "parties"})
DATES = frozenset({"date", "period", "since"})
NAMES = frozenset({"name", "people", "series", "organization", "member", "place", "of"})
#: In these an acronym inside a longer name counts as written out.
SPELLED = frozenset({"name", "series", "organization", "member"})
#: Types that share a PLOVER class under another name; every other type is its own class.
CONSULT = frozenset({"meeting", "visit", "call", "consult"})
SUPPORT = frozenset({"signing", "support"})
#: What one thing is called; the first of a line stands for all.
SAME = """
organization of turkic states; ots; turkic council; cooperation council of turkic speaking states; \
cooperation council of turkic-speaking states
conference on interaction and confidence-building measures in asia; cica; \
conference on interaction and confidence building measures in asia
organisation of islamic cooperation; organization of islamic cooperation; oic
economic cooperation organization; eco
united nations; un; u.n.
european union; eu; e.u.
north atlantic treaty organization; nato; north atlantic alliance
shanghai cooperation organization; shanghai cooperation organisation; sco
collective security treaty organization; csto
eurasian economic union; eaeu; eeu
commonwealth of independent states; cis
world trade organization; wto
association of southeast asian nations; asean
african union; au
organization for security and co-operation in europe; osce; organization for security and cooperation in europe
united nations security council; un security council; security council
international monetary fund; imf
group of twenty; g20
group of seven; g7
high-level strategic cooperation council; high level strategic cooperation council; hlscc; \
high-level strategic council; high level strategic council
turkiye; turkey; tur
astana; nur-sultan; nur sultan; nursultan
"""
FIRST_NAMES = {name: names[0] for line in SAME.strip().splitlines() for names in [line.split("; ")] for name in names}


@dataclass(frozen=True, slots=True)
class Count:
    """Cells that are right, that the reader said, and that gold wants."""

    right: float = 0.0
    said: float = 0.0
    wanted: float = 0.0

    def __add__(self, other: "Count") -> "Count":
        return Count(self.right + other.right, self.said + other.said, self.wanted + other.wanted)

    @property
    def precision(self) -> float:
        """The part of what is said that is right."""
        return self.right / self.said if self.said else 0.0

    @property
    def recall(self) -> float:
        """The part of what is wanted that is right."""
        return self.right / self.wanted if self.wanted else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A cell or row on which the two tables differ: what was wanted, what was said (each empty for nothing)."""

    table: str
    column: str
    wanted: str
    said: str
    quote: str


def score(table: str, gold: Sequence[Row], said: Sequence[Row]) -> tuple[Count, list[Miss]]:
    """Count one table of one document, and list where it is wrong."""
    keys, more = TABLES[table]
    partners = pair(table, gold, said)
    count, misses = Count(), []
    for place, row in enumerate(gold):
        want, partner = cells(row, keys + more), partners.get(place)
        got = cells(said[partner], keys + more) if partner is not None else {}
        count += Count(sum(match(want[c], got.get(c, []), c) for c in want), size(got), size(want))
        quote = str(row.get("quote") or "")
        if partner is None:
            misses.append(Miss(table, "", shown(want), "", quote))
        else:
            misses += [
                Miss(table, c, shown({c: want.get(c, [])}), shown({c: got.get(c, [])}), quote)
                for c in keys + more
                if match(want.get(c, []), got.get(c, []), c) < max(len(want.get(c, [])), len(got.get(c, [])))
            ]
    for place in sorted(set(range(len(said))) - set(partners.values())):
        count += Count(said=size(cells(said[place], keys)))
        quote = str(said[place].get("quote") or "")
        misses.append(Miss(table, "", "", shown(cells(said[place], keys + more)), quote))
    return count, misses


def pair(table: str, gold: Sequence[Row], said: Sequence[Row]) -> dict[int, int]:
    """Give each gold row the row said that agrees with it best, the best pairs first."""
    keys, more = TABLES[table]
    ranked = [
        (agreement(g, s, keys) * 4 + agreement(g, s, more), i, j)
        for i, g in enumerate(gold)
        for j, s in enumerate(said)
        if comparable(table, cells(g, keys), cells(s, keys))
    ]
    partners: dict[int, int] = {}
    for _, i, j in sorted(ranked, reverse=True):
        if i not in partners and j not in partners.values():
            partners[i] = j
    return partners


def comparable(table: str, gold: Cells, said: Cells) -> bool:
    """Say whether two rows may speak of one thing at all."""

    def meet(*columns: str) -> bool:
        left, right = ([value for c in columns for value in row.get(c, [])] for row in (gold, said))
        return match(left, right, columns[0]) > 0

    if table == "events":
        return meet("type") and meet("actors", "recipients")
    if table in ("instruments", "relationships"):
        sides = "parties" if table == "instruments" else "between"
        return meet("kind") and (meet(sides) or not (gold.get(sides) or said.get(sides)))
    needed = {"figures": ("value",), "memberships": ("member", "organization"), "topics": ("topic",)}
    return all(meet(column) for column in needed.get(table, ("name",)))


def agreement(gold: Row, said: Row, columns: Sequence[str]) -> float:
    """Give how many columns of two rows agree, each 0 to 1."""
    left, right = cells(gold, columns), cells(said, columns)
    return sum(match(left[c], right[c], c) / max(len(left[c]), len(right[c])) for c in left if c in right)


def match(wanted: Sequence[Any], said: Sequence[Any], column: str) -> float:
    """Give how many values of two lists agree, whatever their order."""
    total, left = 0.0, list(said)
    for value in wanted:
        near = [likeness(value, other, column) for other in left]
        if near and max(near) > 0:
            total += max(near)
            del left[near.index(max(near))]
    return total


def likeness(wanted: Any, said: Any, column: str) -> float:
    """Give how far two values agree, 0 to 1."""
    one, two = plain(wanted), plain(said)
    if column in SPELLED:
        one, two = spelled(one), spelled(two)
    if one == two:
        return 1.0
    if column == "type":
        return 0.5 if {one, two} <= CONSULT or {one, two} <= SUPPORT else 0.0
    if column in DATES:
        return alike_dates(one.rstrip("~"), two.rstrip("~"))
    return alike_names(one, two, column) if column in NAMES else 0.0


def alike_dates(one: str, two: str) -> float:
    """Give how far two dates agree: one that only says less than the other is half right."""
    if one == two:
        return 1.0
    nested = one.startswith(two) or two.startswith(one)
    return 0.5 if nested and "/" not in one and "/" not in two else 0.0


def alike_names(one: str, two: str, column: str) -> float:
    """Give how far two names agree: a shorter form with the same last word, or nearly the same letters."""
    short, long = sorted((one.split(), two.split()), key=len)
    if short and short[-1] == long[-1] and set(short) <= set(long):
        return 1.0 if column == "people" else 0.8
    near = min(len(one), len(two)) > 5 and SequenceMatcher(None, one, two).ratio() > 0.84
    return 0.8 if near else 0.0


@lru_cache(maxsize=None, typed=True)
def plain(value: Any) -> str:
    """Give a value without case, accents, articles and outer marks; a number plainly; an alias as its first name."""
    letters = unicodedata.normalize("NFKD", str(value).replace("ı", "i").replace("İ", "I"))
    text = "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()
    text = re.sub("[‐-―−]", "-", text.replace("\xad", "")).replace("’", "'")
    text = " ".join(text.strip(" .\"'").split())
    for article in ("the ", "a ", "an "):
        text = text.removeprefix(article)
    try:
        number = float(text.replace(",", ""))
        return f"{int(number)}" if number == int(number) else f"{number}"
    except (ValueError, OverflowError):
        return FIRST_NAMES.get(text, text)


def spelled(text: str) -> str:
    """Write out the known acronyms in a name."""
    return " ".join(FIRST_NAMES.get(word, word) if len(word) > 1 else word for word in text.split())


def cells(row: Row, columns: Sequence[str]) -> Cells:
    """Give the cells of a row that are not empty, each as a list."""
    found = {column: row.get(column) for column in columns}
    return {
        column: list(value) if isinstance(value, list) else [value]
        for column, value in found.items()
        if value not in (None, "", [], False, "false", "null")
    }


def size(row: Cells) -> int:
    """Count the values of a row."""
    return sum(map(len, row.values()))


def shown(row: Cells) -> str:
    """Write cells in one line for people."""
    return ", ".join(f"{column} {'|'.join(map(str, values))}" for column, values in row.items() if values)
