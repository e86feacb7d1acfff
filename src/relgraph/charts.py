"""What a picture for a report shows: the marks, bars, curves or ties, how many of how many, and from which documents.

Comes in: the answers of the catalogue. Goes out: a `Chart` that `plot` draws. What there is no room for is left out by
rank and counted: every chart says how much of what is known it shows.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from math import cos, pi, sin
from textwrap import shorten
from typing import TypeAlias

from relgraph import layout, network
from relgraph.cards import Card, Row, Tables, cells, from_tables
from relgraph.edtf import bounds
from relgraph.errors import UsageError
from relgraph.wording import amount, when

#: The question behind scores; all else comes from the tables of the network.
SCORED = "dyad-score-by-year"
#: How many marks, bars, curves and things one picture holds so that all can be read.
MARKS, BARS, CURVES, THINGS = 36, 30, 8, 40
#: How many states may stand around the two sides; where there are more, all things stand in a circle.
STATES = 6
#: How sure a fact is, by its status; what is not here did happen or is said to be so.
LOOKS: Mapping[str, str] = {
    **dict.fromkeys(("planned", "open", "target"), "planned"),
    **dict.fromkeys(("denied", "cancelled", "overdue"), "denied"),
    "hypothetical": "hypothetical",
}


@dataclass(frozen=True, slots=True)
class Mark:
    """A dated fact: its words, its days as ordinals, its kind, how sure it is, whether its date is approximate."""

    text: str
    first: int
    last: int
    kind: str
    look: str
    about: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure: its words, its value and how it is written, whether it is only aimed at."""

    text: str
    value: float
    written: str
    target: bool


@dataclass(frozen=True, slots=True)
class Curve:
    """The scores of two parties: year, mean PLOVER score, mean Goldstein value and number of acts, year by year."""

    text: str
    points: tuple[tuple[int, float, float, int], ...]


@dataclass(frozen=True, slots=True)
class Node:
    """A thing of the network and its place."""

    text: str
    kind: str
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Chart:
    """What one picture shows; `panels` are bars of one indicator and unit each, `ties` join nodes by their places,
    which are `round` a circle where they are many.
    """

    title: str
    count: str
    documents: tuple[str, ...]
    marks: tuple[Mark, ...] = ()
    panels: tuple[tuple[str, tuple[Bar, ...]], ...] = ()
    curves: tuple[Curve, ...] = ()
    nodes: tuple[Node, ...] = ()
    ties: tuple[tuple[int, int, int], ...] = ()
    round: bool = False

    @property
    def empty(self) -> bool:
        """Say whether there is nothing to draw."""
        return not (self.marks or self.panels or self.curves or self.nodes)


def chart(kind: str, answers: Tables) -> Chart:
    """Choose what a picture of a kind of `KINDS` shows; raise UsageError if there is nothing to show."""
    if kind not in KINDS:
        raise UsageError(kind, "is no kind of picture", f"choose one of {', '.join(KINDS)}")
    made = KINDS[kind](answers)
    if made.empty:
        raise UsageError(
            kind, f"there is nothing to draw: {made.count}", "read more documents, or ask for less narrow a part"
        )
    return made


def _timeline(answers: Tables) -> Chart:
    """Show dated events, instruments, relations and promises; if they are too many, those that most documents tell."""
    labels = _labels(answers)
    told = [card for card in from_tables(answers) if card.kind in ("event", "instrument", "relationship", "commitment")]
    dated = [(span, card) for card in told if (span := _days(card.date))]
    chosen = sorted(dated, key=lambda pair: (-_documents_of(pair[1]), -pair[0][1], pair[1].key))[:MARKS]
    marks = [
        Mark(
            _told(card, labels), *span, card.kind, LOOKS.get(card.status, "stated"), any(c in card.date for c in "~?%")
        )
        for span, card in sorted(chosen, key=lambda pair: (pair[0], pair[1].title, pair[1].key))
    ]
    rule = ", those that most documents tell of and the latest" if len(marks) < len(dated) else ""
    count = f"{_of(len(marks), len(told), 'fact')} shown{rule}; {len(told) - len(dated)} have no date"
    return Chart("Timeline", count, _named(answers, [card for _, card in chosen]), marks=tuple(marks))


def _figures(answers: Tables) -> Chart:
    """Show figures, one panel for each indicator and unit; if they are too many, the indicators with most of them."""
    labels = _labels(answers)
    rows = _distinct(row for row in answers.get("figures", ()) if _number(row) is not None)
    panels: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        panels.setdefault((row["indicator"], row.get("currency", "")), []).append(row)
    ranked = sorted(panels.items(), key=lambda panel: (*_rank(panel[1]), panel[0]))
    shown: list[Row] = []
    made = []
    for (indicator, unit), found in ranked:
        found = sorted(
            found, key=lambda row: (row["between"], row.get("of", ""), row.get("period", "") or "9999", _number(row))
        )
        found = found[: BARS - len(shown)]
        shown += found
        if found:
            made.append((f"{indicator}, {unit}" if unit else indicator, tuple(_bar(row, labels) for row in found)))
    rule = ", sums with targets first" if len(shown) < len(rows) else ""
    count = f"{_of(len(shown), len(rows), 'figure')} shown{rule}"
    return Chart("Figures, actual and aimed at", count, _named(answers, shown), panels=tuple(made))


def _scores(answers: Tables) -> Chart:
    """Show the mean scores of pairs, year by year; if the pairs are too many, those with most acts."""
    labels = _labels(answers)
    pairs: dict[str, list[Row]] = {}
    for row in answers.get(SCORED, ()):
        pairs.setdefault(row["between"], []).append(row)
    acts = {pair: sum(int(row["events"]) for row in rows) for pair, rows in pairs.items()}
    timed = {pair: sum(int(row["events"]) for row in rows if row["year"]) for pair, rows in pairs.items()}
    chosen = [pair for pair in sorted(pairs, key=lambda pair: (-timed[pair], pair)) if timed[pair]][:CURVES]
    curves = [Curve(_pair(pair, labels), tuple(_point(row) for row in pairs[pair] if row["year"])) for pair in chosen]
    shown = sum(timed[pair] for pair in chosen)
    count = (
        f"{_of(len(chosen), len(pairs), 'pair')}, {_of(shown, sum(acts.values()), 'act')} shown; "
        f"{sum(acts.values()) - sum(timed.values())} of no certain year"
    )
    within = {frozenset(cells({"pair": pair}, "pair")) for pair in chosen}
    rows = [
        row
        for row in answers.get("events", ())
        if any(one <= set(cells(row, "actors", "recipients")) for one in within)
    ]
    return Chart("How friendly the acts were, by year", count, _named(answers, rows), curves=tuple(curves))


def _network(answers: Tables) -> Chart:
    """Show things and how many facts tie them; if they are too many, those in most facts."""
    cards = from_tables(answers)
    graph = network.from_cards(cards, answers.get("names", ()), answers.get("organizations", ()))
    facts: dict[tuple[str, str], set[str]] = {}
    for one, other, tie in graph.edges(data=True):
        facts.setdefault((min(one, other), max(one, other)), set()).add(tie["fact"])
    degree = Counter(end for pair, keys in facts.items() for end in pair for _ in keys)
    chosen = set(sorted(graph.nodes, key=lambda node: (-degree[node], node))[:THINGS])
    weights = {pair: len(keys) for pair, keys in sorted(facts.items()) if chosen.issuperset(pair)}
    things = [layout.Thing(node, data["kind"], data["date"]) for node, data in graph.nodes(data=True) if node in chosen]
    crowd = sum(thing.kind == "state" for thing in things) > STATES
    places = _circle(things, weights) if crowd else layout.places(things, weights)
    order = {thing.id: index for index, thing in enumerate(things)}
    nodes = tuple(Node(_called(graph.nodes[thing.id]), thing.kind, places[thing.id]) for thing in things)
    ties = tuple((order[one], order[other], many) for (one, other), many in weights.items())
    keys = {key for pair in weights for key in facts[pair]}
    known = {key for found in facts.values() for key in found}
    rule = ", those in most facts" if len(nodes) < len(graph) else ""
    tied = f"{_of(len(keys), len(known), 'fact')} tie{'s' * (len(keys) == 1)} them"
    count = f"{_of(len(nodes), len(graph), 'thing')} shown{rule}; {tied}"
    quoted = _named(answers, [card for card in cards if card.key in keys])
    return Chart("Who is tied to whom", count, quoted, nodes=nodes, ties=ties, round=crowd)


def _circle(things: Sequence[layout.Thing], weights: layout.Weights) -> layout.Places:
    """Set things in a circle, each beside one that it is tied to most, so that the ties run short."""
    near: dict[str, Counter[str]] = {thing.id: Counter() for thing in things}
    for (one, other), many in weights.items():
        near[one][other] += many
        near[other][one] += many
    left = sorted(near, key=lambda one: (-near[one].total(), one))
    order: list[str] = []
    while left:
        nearest = (
            max(left, key=lambda one: (near[order[-1]][one], sum(near[one][n] for n in order[-4:])))
            if order
            else left[0]
        )
        order.append(nearest)
        left.remove(nearest)
    turn = 2 * pi / max(1, len(order))
    return {one: (round(620 * sin(turn * at)), round(-460 * cos(turn * at))) for at, one in enumerate(order)}


#: Kind of picture to what chooses its content.
KINDS: Mapping[str, Callable[[Tables], Chart]] = {
    "timeline": _timeline,
    "figures": _figures,
    "network": _network,
    "scores": _scores,
}
Quoted: TypeAlias = Card | Row


def _of(shown: int, known: int, what: str) -> str:
    """Count honestly.

    >>> _of(3, 3, "fact"), _of(2, 3, "fact"), _of(1, 1, "fact")
    ('3 facts', '2 of 3 facts', '1 fact')
    """
    return f"{known} {what}{'' if known == 1 else 's'}" if shown == known else f"{shown} of {known} {what}s"


def _named(answers: Tables, quoted: Iterable[Quoted]) -> tuple[str, ...]:
    """Name the documents that are quoted, those quoted most often first: title, source, day."""
    counted: Counter[str] = Counter()
    for one in quoted:
        counted.update({source.document for source in one.sources} if isinstance(one, Card) else {one["document"]})
    known = {row["document"]: row for row in answers.get("documents", ())}
    named = []
    for name, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        row = known.get(name, {})
        told = row.get("title") or name, row.get("source", ""), when(row.get("published", ""))
        named.append(", ".join(filter(None, told)))
    return tuple(named)


def _labels(answers: Tables) -> dict[str, str]:
    return {row["id"]: row.get("label") or row["id"] for row in answers.get("names", ())}


def _pair(cell: str, labels: Mapping[str, str]) -> str:
    return " – ".join(labels.get(one, one) for one in cells({"cell": cell}, "cell"))


def _told(card: Card, labels: Mapping[str, str]) -> str:
    ends, others = (", ".join(labels.get(one, one) for one in side) for side in (card.ends, card.others))
    who = " → ".join(filter(None, (ends, others)))
    words = f"{card.title} ({who})" if who else card.title
    return shorten(f"{when(card.date)}: {words}", 110, placeholder=" …")


def _called(data: Mapping[str, str]) -> str:
    return shorten(data["label"].removeprefix("Meeting: "), 54, placeholder=" …")


def _bar(row: Row, labels: Mapping[str, str]) -> Bar:
    of = row.get("of", "")
    words = ", ".join(filter(None, (of, _pair(row["between"], labels), when(row.get("period", "")))))
    qualifier = row.get("qualifier", "").replace("_", " ").replace("exact", "")
    kind = "" if row.get("kind", "actual") in ("", "actual") else f" ({row['kind']})"
    written = " ".join(filter(None, (qualifier, amount(row["value"], row.get("currency", "")))))
    return Bar(words or row["indicator"], float(_number(row) or 0), written + kind, bool(kind))


def _rank(rows: Sequence[Row]) -> tuple[bool, bool, int]:
    """Rank a panel: actual beside target before all others, sums and shares before plain counts, many before few."""
    kinds = {row.get("kind", "") for row in rows}
    return not {"actual", "target"} <= kinds, not rows[0].get("currency", ""), -len(rows)


def _point(row: Row) -> tuple[int, float, float, int]:
    return int(row["year"]), float(row["plover"]), float(row["goldstein"]), int(row["events"])


def _distinct(rows: Iterable[Row]) -> list[Row]:
    """Keep one row of those that differ only in the document that says so."""
    first: dict[tuple[str, ...], Row] = {}
    for row in rows:
        said = tuple(
            row.get(name, "") for name in ("indicator", "between", "value", "currency", "period", "kind", "of")
        )
        first.setdefault(said, row)
    return list(first.values())


def _number(row: Row) -> Decimal | None:
    try:
        return Decimal(row["value"])
    except InvalidOperation:
        return None


def _documents_of(card: Card) -> int:
    return len({source.document for source in card.sources})


def _days(text: str) -> tuple[int, int] | None:
    """Give the first and last day as ordinals; an open end counts as the day that is known, no date as none."""
    try:
        known: Sequence[date] = [day for day in bounds(text) if day] if text else ()
    except ValueError:
        return None
    return (known[0].toordinal(), known[-1].toordinal()) if known else None
