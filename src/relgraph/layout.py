"""Where each node of the picture stands: the two sides left and right, what they share between them.

Comes in: the kinds, dates and ties of nodes. Goes out: a place for each node. No physics and no randomness: the same
network always gives the same picture. People stand outside of their side, bodies above, occasions below in their order.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

Place: TypeAlias = tuple[int, int]
Places: TypeAlias = dict[str, Place]
#: How many facts tie two nodes.
Weights: TypeAlias = Mapping[tuple[str, str], int]

#: The room that one node with its label takes, in pixels at zoom 1; upright ones stand closer, on narrow screens.
WIDTH, HEIGHT, NARROW, LOW = 190, 128, 150, 154
#: Kinds that stand above the line between the two sides; all others but people stand below it.
ABOVE = ("organization", "body", "institution", "state")
#: Leaning of a node towards the first (1) or second (-1) side from which on it stands with that side.
LEANS = 2 / 3


@dataclass(frozen=True, slots=True)
class Thing:
    """What the layout needs to know of a node."""

    id: str
    kind: str
    date: str = ""


@dataclass(frozen=True, slots=True)
class Grouping:
    """Who stands where: the two sides, what belongs to each, what they share above and below their line."""

    sides: tuple[str, ...]
    flanks: tuple[tuple[Thing, ...], tuple[Thing, ...]]
    above: tuple[Thing, ...]
    below: tuple[Thing, ...]


def grouping(things: Sequence[Thing], weights: Weights) -> Grouping:
    """Sort nodes into the two sides, their flanks and the middle; within a group by date, ties and name."""
    sides = two_sides(things, weights)
    lean = leanings(things, weights, sides)
    degree = _degrees(weights)
    rest = [thing for thing in things if thing.id not in sides]
    rest.sort(key=lambda thing: (thing.date or "9999", -degree.get(thing.id, 0), thing.id))
    first = tuple(thing for thing in rest if lean[thing.id] >= LEANS)
    second = tuple(thing for thing in rest if lean[thing.id] <= -LEANS)
    middle = [thing for thing in rest if abs(lean[thing.id]) < LEANS]
    above = [thing for thing in middle if thing.kind in (*ABOVE, "person")]
    above.sort(key=lambda thing: degree.get(thing.id, 0) == 0)
    return Grouping(sides, (first, second), tuple(above), tuple(thing for thing in middle if thing not in above))


def places(things: Sequence[Thing], weights: Weights) -> Places:
    """Give each node its place on a wide screen: the two sides left and right, unconnected parts beside each other."""
    return _packed([_wide(part, _within(weights, part)) for part in parts(things, weights)], 2.6)


def upright(things: Sequence[Thing], weights: Weights) -> Places:
    """Give each node its place on a narrow screen: the two sides at top and bottom, the line between them kept free."""
    return _packed([_tall(part, _within(weights, part)) for part in parts(things, weights)], 0.1)


def parts(things: Sequence[Thing], weights: Weights) -> list[list[Thing]]:
    """Split things into those that are tied to each other, the largest part first; what has no tie comes last.

    Where one part holds most of what is tied, what has no tie stays with it.
    """
    leader = {thing.id: thing.id for thing in things}

    def led(one: str) -> str:
        while leader[one] != one:
            one = leader[one]
        return one

    for one, other in sorted(weights):
        first, second = sorted((led(one), led(other)))
        leader[second] = first
    tied = {one for pair in weights for one in pair}
    groups: dict[str, list[Thing]] = {}
    for thing in sorted(things, key=lambda thing: thing.id):
        groups.setdefault(led(thing.id) if thing.id in tied else "", []).append(thing)
    loose = groups.pop("", [])
    ordered = sorted(groups.values(), key=lambda group: (-len(group), group[0].id))
    if not ordered or 2 * len(ordered[0]) > len(tied):
        return [[*(ordered[0] if ordered else []), *loose], *ordered[1:]]
    return [*ordered, loose] if loose else ordered


def _within(weights: Weights, part: Sequence[Thing]) -> Weights:
    own = {thing.id for thing in part}
    return {pair: count for pair, count in weights.items() if pair[0] in own}


def _packed(layouts: Sequence[Places], shape: float) -> Places:
    """Set layouts in rows, so that all together are about `shape` times as wide as high."""
    sizes = [_size(layout) for layout in layouts]
    full = max([(sum((w + WIDTH) * (h + HEIGHT) for w, h in sizes) * shape) ** 0.5, *(w for w, _ in sizes)])
    found: Places = {}
    right = top = deep = 0
    for layout, (width, height) in zip(layouts, sizes, strict=True):
        if right and right + width > full:
            right, top, deep = 0, top + deep, 0
        left, upper = min((x for x, _ in layout.values()), default=0), min((y for _, y in layout.values()), default=0)
        found |= {one: (x - left + right, y - upper + top) for one, (x, y) in layout.items()}
        right, deep = right + width + 2 * WIDTH, max(deep, height + 2 * HEIGHT)
    return found


def _size(layout: Places) -> Place:
    across, down = [x for x, _ in layout.values()] or [0], [y for _, y in layout.values()] or [0]
    return max(across) - min(across), max(down) - min(down)


def _wide(things: Sequence[Thing], weights: Weights) -> Places:
    groups = grouping(things, weights)
    least = 3 if len(things) > 3 else 1
    wide = max(least, round((max(len(groups.above), len(groups.below)) * 0.8) ** 0.5))
    side = round((wide / 2 + 0.65) * WIDTH)
    found: Places = {one: (x, 0) for one, x in zip(groups.sides, (-side, side), strict=False)}
    for sign, flank in zip((-1, 1), groups.flanks, strict=True):
        found |= _flank(flank, sign, side)
    found |= _rows(groups.below, 1, wide)
    return found | _rows(_beside(groups.above, found, weights, wide), -1, wide)


def _tall(things: Sequence[Thing], weights: Weights) -> Places:
    groups = grouping(things, weights)
    middle = (*groups.above, *groups.below)
    rows = -(-len(middle) // 4)
    side = round((rows / 2 + 0.5) * LOW)
    found: Places = {one: (0, y) for one, y in zip(groups.sides, (-side, side), strict=False)}
    for index, thing in enumerate(middle):
        found[thing.id] = (_column(index), round((index // 4 - (rows - 1) / 2) * LOW))
    for sign, flank in zip((-1, 1), groups.flanks, strict=True):
        near_first = sorted(flank, key=lambda thing: thing.kind != "person")
        for index, thing in enumerate(near_first):
            found[thing.id] = (_column(index), sign * (side + round((index // 4 + 1) * LOW)))
    return found


def _column(index: int) -> int:
    return round((index % 4 - 1.5) * NARROW)


def two_sides(things: Sequence[Thing], weights: Weights) -> tuple[str, ...]:
    """Choose the two states, else the two parties, with most facts between them: the one with more ties goes left."""
    degree = _degrees(weights)
    for kinds in (("state",), ("state", "organization"), tuple({thing.kind for thing in things})):
        able = {thing.id for thing in things if thing.kind in kinds}
        pairs = [(-count, pair) for pair, count in weights.items() if able.issuperset(pair)]
        if pairs:
            return tuple(sorted(min(pairs)[1], key=lambda one: (-degree[one], one)))
    return ()


def leanings(things: Sequence[Thing], weights: Weights, sides: tuple[str, ...]) -> dict[str, float]:
    """Say for each node how much of its ties go to the left side (1) rather than to the right (-1).

    A node without a tie to either side leans as its neighbours do.
    """
    fixed: dict[str, float] = dict(zip(sides, (1.0, -1.0), strict=False))
    neighbours: dict[str, list[tuple[str, int]]] = {thing.id: [] for thing in things}
    for (one, other), count in sorted(weights.items()):
        neighbours[one].append((other, count))
        neighbours[other].append((one, count))
    open_ones = [thing.id for thing in things if thing.id not in fixed]
    while open_ones:
        known = {one: [pair for pair in neighbours[one] if pair[0] in fixed] for one in open_ones}
        reached = {one: _mean(pairs, fixed) for one, pairs in known.items() if pairs}
        if not reached:
            break
        fixed |= reached
        open_ones = [one for one in open_ones if one not in fixed]
    return {thing.id: fixed.get(thing.id, 0.0) for thing in things}


def _mean(neighbours: Iterable[tuple[str, int]], fixed: Mapping[str, float]) -> float:
    known = [(fixed[one], count) for one, count in neighbours]
    return sum(lean * count for lean, count in known) / sum(count for _, count in known)


def _degrees(weights: Weights) -> dict[str, int]:
    degree: dict[str, int] = {}
    for pair, count in weights.items():
        for one in pair:
            degree[one] = degree.get(one, 0) + count
    return degree


def _flank(own: Sequence[Thing], sign: int, side: int) -> Places:
    """Stand a side's own people in columns outside of it, its bodies above and its occasions below."""
    people = [thing.id for thing in own if thing.kind == "person"]
    above = [thing.id for thing in own if thing.kind in ABOVE]
    below = [thing.id for thing in own if thing.kind not in ("person", *ABOVE)]
    found: Places = {}
    tall = max(4, round(len(people) ** 0.5))
    for index, one in enumerate(people):
        column, row = divmod(index, tall)
        in_column = min(tall, len(people) - column * tall)
        found[one] = (sign * (side + WIDTH * (column + 1)), round((row - (in_column - 1) / 2) * HEIGHT))
    start = max(2, min(tall, len(people)) // 2 + 1)
    for upward, ids in ((-1, above), (1, below)):
        columns = max(2, round((len(ids) / 2) ** 0.5))
        for index, one in enumerate(ids):
            row, column = divmod(index, columns)
            found[one] = (sign * (side + column * WIDTH), upward * (row + start) * HEIGHT)
    return found


def _beside(things: Sequence[Thing], found: Places, weights: Weights, wide: int) -> list[Thing]:
    """Order each row of things by where their neighbours stand, so that ties run short."""
    across: dict[str, list[int]] = {}
    for (one, other), _ in sorted(weights.items()):
        for here, there in ((one, other), (other, one)):
            if there in found:
                across.setdefault(here, []).append(found[there][0])
    ordered: list[Thing] = []
    for start in range(0, len(things), wide):
        row = things[start : start + wide]
        ordered += sorted(row, key=lambda thing: (_middle_of(across.get(thing.id, [0])), thing.id))
    return ordered


def _middle_of(numbers: Sequence[int]) -> float:
    return sum(numbers) / len(numbers)


def _rows(things: Sequence[Thing], upward: int, wide: int) -> Places:
    found: Places = {}
    for start in range(0, len(things), wide):
        row = things[start : start + wide]
        for index, thing in enumerate(row):
            across = round((index - (len(row) - 1) / 2) * WIDTH)
            found[thing.id] = (across, upward * (start // wide + 1) * HEIGHT)
    return found
