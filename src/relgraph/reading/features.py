"""Features: what the parser looks at before a move, and when it names a relation.

Comes in: a sentence half parsed. Goes out: feature keys. A feature is what stands at some places together: words,
clusters of words, tags, and small numbers such as a distance. Its key is the exclusive or of them all, each spread over
40 bits by a factor of its own, and of the number of its template: keys so made meet few others in a dictionary.

All keys of a kind are made at once, side by side in the lanes of one whole number: a word at a place is spread, once, over
the lanes of all templates that ask for it.
"""

from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from struct import Struct

LANE, ABOVE = 64, 34  # bits of a lane, and where the template's number stands in it
MASK = (1 << 40) - 1  # few enough bits to be stored small, enough that two features hardly ever share a key
#: Factors by the names of parts: words, clusters and tags have several, for a place may be asked for twice.
FACTORS = {
    "w0": 0x9E3779B97F4A7C1, "w1": 0xC2B2AE3D27D4EB5, "k0": 0x9E3779B97F4A7C1, "k1": 0xC2B2AE3D27D4EB5,
    "t0": 0x165667B19E3779F, "t1": 0x85EBCA77C2B2AE7, "t2": 0xD6E8FEB86659FD9, "tx": 0xA0761D6478BD643,
    "x": 0xA0761D6478BD643, "y": 0xE7037ED1A0B428D,
}  # fmt: skip
ROOT_WORD, ROOT_TAG = 1, 63
BUCKETS = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6) + (7,) * 12
#: Units whose spread form is kept for each place; the rest is made again.
KEPT = 1 << 12
WORD, CLUSTER = (1 << 20) - 1, 20  # a unit is one number: its word's, its cluster's above, its tag's on top
TAG = 2 * CLUSTER


class Lanes:
    """The templates of one kind of features: each has a number and parts, such as "t1:front", the tag in front."""

    def __init__(self, templates: str, **short: str) -> None:
        rows = [[short.get(part, part) for part in row.split()] for row in templates.split(";")]
        self.ground = sum(int(row[0]) << ABOVE + LANE * lane for lane, row in enumerate(rows))
        self.ones: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for lane, row in enumerate(rows):
            for part in " ".join(row[1:]).split():
                name, place = part.split(":")
                self.ones[place][name] |= 1 << LANE * lane
        self.cut = Struct(f"<{len(rows)}Q")

    def keys(self, parts: int) -> tuple[int, ...]:
        """Give the keys of all templates from the exclusive or of all parts."""
        return self.cut.unpack((self.ground ^ parts).to_bytes(self.cut.size, "little"))

    def spread(self, place: str, **numbers: int) -> int:
        """Spread numbers over the lanes that ask for them at a place."""
        found = 0
        for name, ones in self.ones[place].items():
            found ^= (numbers[name[0]] * FACTORS[name] & MASK) * ones
        return found

    def units(self, place: str) -> Callable[[int], int]:
        """Give what spreads any unit at a place."""

        @lru_cache(maxsize=KEPT)
        def spread(unit: int) -> int:
            return self.spread(place, w=unit & WORD, k=unit >> CLUSTER & WORD, t=unit >> TAG)

        return spread

    def numbers(self, place: str) -> tuple[int, ...]:
        """Give the small numbers from 0 to 63, spread."""
        return tuple(self.spread(place, x=number, y=number) for number in range(64))


#: Of the top of the stack alone, then of the unit in front alone, which is next to be read.
TOP = Lanes("""
1 w0:top; 2 t0:top; 3 w0:top t0:top; 4 t0:before t1:top; 5 t0:top t1:next; 6 t0:before t1:top t2:next""")
FRONT = Lanes("""
7 w0:front; 8 t0:front; 9 w0:front t0:front; 10 t0:front t1:next; 11 t0:front t1:next t2:after; 12 w0:next;
13 w0:front t0:next; 14 t0:front w0:next; 15 w0:after; 16 t0:before t1:front; 17 t0:before t1:front t2:next;
18 w0:before t1:front; 19 w0:front w1:next; 20 w0:next t0:next t1:front""")
#: Of both together: with the head of the top, what lies below it, its dependents on either side, the first of the front's.
PAIR = Lanes(
    """
21 tags w0:top w1:front; 22 w0:top w1:front; 23 w0:top t1:front; 24 t0:top w1:front; 25 tags; 26 tags w0:top;
27 tags w1:front; 28 tags t2:next; 29 w0:top t1:front t2:next; 30 t0:top w1:front t2:next; 31 tags x:gap;
32 tags w0:top x:gap; 33 tags w1:front x:gap; 34 tags t2:head; 35 tags w0:head; 36 tags x:relation;
37 w0:top t1:front x:relation; 38 tags t2:below x:same; 39 tags w0:below; 40 tags t2:left; 41 tags t2:right;
42 tags w0:right; 43 tags t2:first; 44 tags w0:first; 45 w0:top t1:front w1:first; 46 t0:top w1:front w0:first;
47 tags x:mine; 48 w0:top t1:front x:mine; 49 tags x:yours; 50 t0:top w1:front x:yours; 51 tags x:mine y:yours;
52 tags t2:next tx:right; 53 tags t2:next x:gap; 54 tags w0:first w1:head; 55 tags x:gap t2:first; 56 k0:top k1:front;
57 k0:top t1:front; 58 t0:top k1:front; 59 tags x:gap k0:top; 60 k0:top t1:front w1:first; 61 tags k0:top k1:front;
62 tags k0:head w1:first""",
    tags="t0:top t1:front",
)
#: Of an arc: head and child, what is beside them, and the child's own dependents.
ARC = Lanes(
    """
1 tags x:side w0:head; 2 tags x:side w1:child; 3 w1:child x:side; 4 w0:head x:side; 5 tags x:side;
6 w0:head w1:child x:side; 7 w0:head w1:child tags x:side; 8 tags x:far; 9 tags x:side w0:inner; 10 tags x:side t2:inner;
11 w0:head w1:inner t1:child x:side; 12 w1:child w0:inner x:side; 13 tags x:side w0:second; 14 tags x:mine;
15 tags x:yours; 16 w0:head t1:child x:yours; 17 w1:child t0:head x:yours; 18 w0:head t1:child x:mine;
19 t0:before t1:child t2:after x:side; 20 tags x:side w0:after; 21 tags x:side w0:before; 22 tags x:side t2:last;
23 tags t2:sibling x:like; 24 tags x:side t2:after; 25 tags x:above; 26 w0:head t1:child t2:after x:side;
27 tags x:side w0:sibling; 28 w1:child x:far; 29 w0:head t1:child x:far; 30 t0:ahead t2:child t1:head x:side;
31 k0:head k1:child x:side; 32 k0:head t1:child x:side; 33 t0:head k1:child x:side; 34 k0:head w1:inner t1:child x:side;
35 k1:child w0:inner x:side; 36 k0:head k1:child tags x:side; 37 k1:child t0:head x:mine""",
    tags="t0:head t1:child",
)
TOP_UNIT, TOP_BEFORE, TOP_NEXT = map(TOP.units, ("top", "before", "next"))
FRONT_UNIT, FRONT_BEFORE, FRONT_NEXT, FRONT_AFTER = map(FRONT.units, ("front", "before", "next", "after"))
PAIR_TOP, PAIR_FRONT, PAIR_NEXT, PAIR_HEAD = map(PAIR.units, ("top", "front", "next", "head"))
PAIR_BELOW, PAIR_LEFT, PAIR_RIGHT, PAIR_FIRST = map(PAIR.units, ("below", "left", "right", "first"))
GAP, SAME, RELATION, MINE, YOURS = map(PAIR.numbers, ("gap", "same", "relation", "mine", "yours"))
ARC_HEAD, ARC_CHILD, ARC_INNER, ARC_SECOND, ARC_LAST = map(ARC.units, ("head", "child", "inner", "second", "last"))
ARC_BEFORE, ARC_AFTER, ARC_AHEAD, ARC_SIBLING = map(ARC.units, ("before", "after", "ahead", "sibling"))
ARC_SIDE, ARC_FAR, ARC_MINE, ARC_YOURS = map(ARC.numbers, ("side", "far", "mine", "yours"))
ARC_LIKE, ARC_ABOVE = map(ARC.numbers, ("like", "above"))


class State:
    """A sentence being parsed. Place n stands for the root, n + 1 for nothing."""

    __slots__ = ("flags", "heads", "left", "left2", "marks", "n", "rels", "right", "stack", "units")

    def __init__(
        self, words: Sequence[int], clusters: Sequence[int], tags: Sequence[int], marks: Sequence[int]
    ) -> None:
        self.n = n = len(words)
        known = zip(words, clusters, tags, strict=True)
        self.units = [word | cluster << CLUSTER | tag << TAG for word, cluster, tag in known]
        self.units += (ROOT_WORD | ROOT_TAG << TAG, 0, 0, 0)
        self.heads = [n + 1] * (n + 2)
        self.rels = [0] * (n + 2)
        self.left = [n + 1] * (n + 2)
        self.left2 = [n + 1] * (n + 2)
        self.right = [n + 1] * (n + 2)
        self.flags = [0] * (n + 2)
        self.marks = marks
        self.stack: list[int] = []

    def attach(self, child: int, head: int, rel: int, flag: int) -> None:
        """Draw an arc and keep what later features ask of it."""
        self.heads[child] = head
        self.rels[child] = rel
        self.flags[head] |= flag
        if child < head:
            self.left2[head] = self.left[head]
            self.left[head] = child
        else:
            self.right[head] = child


def top_keys(state: State, s: int) -> tuple[int, ...]:
    """Give the feature keys of a place as top of the stack."""
    units = state.units
    before = s - 1 if s else state.n + 1
    return TOP.keys(TOP_UNIT(units[s]) ^ TOP_BEFORE(units[before]) ^ TOP_NEXT(units[s + 1]))


def front_keys(state: State, b: int) -> tuple[int, ...]:
    """Give the feature keys of a place as next to be read."""
    units = state.units
    before = b - 1 if b else state.n + 1
    beside = FRONT_BEFORE(units[before]) ^ FRONT_NEXT(units[b + 1]) ^ FRONT_AFTER(units[b + 2])
    return FRONT.keys(FRONT_UNIT(units[b]) ^ beside)


def pair_keys(state: State, s: int, b: int) -> tuple[int, ...]:
    """Give the feature keys that join the top of the stack with what is next to be read."""
    units, stack, marks = state.units, state.stack, state.marks
    head, below = state.heads[s], stack[-2] if len(stack) > 1 else state.n + 1
    gap = (BUCKETS[b - s] if b - s < 23 else 7) | (marks[b] > marks[s + 1]) << 3
    return PAIR.keys(
        PAIR_TOP(units[s])
        ^ PAIR_FRONT(units[b])
        ^ PAIR_NEXT(units[b + 1])
        ^ PAIR_HEAD(units[head])
        ^ PAIR_BELOW(units[below])
        ^ PAIR_LEFT(units[state.left[s]])
        ^ PAIR_RIGHT(units[state.right[s]])
        ^ PAIR_FIRST(units[state.left[b]])
        ^ RELATION[state.rels[s]]
        ^ MINE[state.flags[s]]
        ^ YOURS[state.flags[b]]
        ^ GAP[gap]
        ^ SAME[below == head]
    )


def arc_keys(state: State, head: int, child: int) -> tuple[int, ...]:
    """Give the feature keys of an arc, by which its relation is chosen."""
    units, flags, nothing = state.units, state.flags, state.n + 1
    side = 32 if child < head else 0
    far = side | (BUCKETS[abs(head - child)] if abs(head - child) < 23 else 7)
    sibling = state.left[head] if side else state.right[head]
    return ARC.keys(
        ARC_HEAD(units[head])
        ^ ARC_CHILD(units[child])
        ^ ARC_INNER(units[state.left[child]])
        ^ ARC_SECOND(units[state.left2[child]])
        ^ ARC_LAST(units[state.right[child]])
        ^ ARC_BEFORE(units[child - 1 if child else nothing])
        ^ ARC_AFTER(units[child + 1])
        ^ ARC_AHEAD(units[head - 1 if head else nothing])
        ^ ARC_SIBLING(units[sibling])
        ^ ARC_SIDE[side]
        ^ ARC_FAR[far]
        ^ ARC_MINE[side | flags[child] & 31]
        ^ ARC_YOURS[side | flags[head] & 31]
        ^ ARC_LIKE[state.rels[sibling]]
        ^ ARC_ABOVE[state.rels[head]]
    )
