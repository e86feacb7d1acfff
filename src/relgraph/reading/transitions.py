"""Transitions: builds a dependency tree left to right (arc-eager), a move at a time, by packed whole-number weights.

Comes in: word and tag numbers of a sentence. Goes out: the head and relation number of each place. Feature keys are
whole numbers of 60 bits: two words of 15 bits, three tags of 6 bits, one extra of 6 bits, the template's number.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from struct import Struct

from relgraph.reading.weights import Table, bias, lanes

SHIFT, REDUCE, LEFT, RIGHT = range(4)
W1, T0, T1, T2, X, F = 15, 30, 36, 42, 48, 54
ROOT_WORD, ROOT_TAG = 1, 63
BUCKETS = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6) + (7,) * 12


class State:
    """A sentence being parsed. Place n stands for the root, n + 1 for nothing."""

    __slots__ = (
        "flags",
        "heads",
        "left",
        "left2",
        "marks",
        "n",
        "rels",
        "right",
        "stack",
        "t0",
        "t1",
        "t2",
        "w0",
        "w1",
    )

    def __init__(self, words: Sequence[int], tags: Sequence[int], marks: Sequence[int]) -> None:
        self.n = n = len(words)
        self.w0 = [*words, ROOT_WORD, 0, 0, 0]
        self.w1 = [w << W1 for w in self.w0]
        numbers = [*tags, ROOT_TAG, 0, 0, 0]
        self.t0 = [t << T0 for t in numbers]
        self.t1 = [t << T1 for t in numbers]
        self.t2 = [t << T2 for t in numbers]
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


def stack_keys(state: State, s: int) -> tuple[int, ...]:
    """Give the feature keys of a place as top of the stack."""
    w0, t0, t1, t2 = state.w0, state.t0, state.t1, state.t2
    before = s - 1 if s else state.n + 1
    return (
        1 << F | w0[s],
        2 << F | t0[s],
        3 << F | w0[s] | t0[s],
        4 << F | t0[before] | t1[s],
        5 << F | t0[s] | t1[s + 1],
        6 << F | t0[before] | t1[s] | t2[s + 1],
    )


def front_keys(state: State, b: int) -> tuple[int, ...]:
    """Give the feature keys of a place as next to be read."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    before = b - 1 if b else state.n + 1
    return (
        7 << F | w0[b],
        8 << F | t0[b],
        9 << F | w0[b] | t0[b],
        10 << F | t0[b] | t1[b + 1],
        11 << F | t0[b] | t1[b + 1] | t2[b + 2],
        12 << F | w0[b + 1],
        13 << F | w0[b] | t0[b + 1],
        14 << F | t0[b] | w0[b + 1],
        15 << F | w0[b + 2],
        16 << F | t0[before] | t1[b],
        17 << F | t0[before] | t1[b] | t2[b + 1],
        18 << F | w0[before] | t1[b],
        19 << F | w0[b] | w1[b + 1],
        20 << F | w0[b + 1] | t0[b + 1] | t1[b],
    )


def pair_keys(state: State, s: int, b: int) -> tuple[int, ...]:
    """Give the feature keys that join the top of the stack with what is next to be read."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    left, right, rels, flags, marks, stack = state.left, state.right, state.rels, state.flags, state.marks, state.stack
    nothing = state.n + 1
    head, ls, rs, lb = state.heads[s], left[s], right[s], left[b]
    s1 = stack[-2] if len(stack) > 1 else nothing
    gap = b - s
    between = ((BUCKETS[gap] if gap < 23 else 7) | (marks[b] - marks[s + 1] > 0) << 3) << X
    tt, ws, wb = t0[s] | t1[b], w0[s], w1[b]
    wt, fs, fb = ws | t1[b], flags[s] << X, flags[b] << X
    ahead = t2[b + 1]
    return (
        21 << F | tt | ws | wb,
        22 << F | ws | wb,
        23 << F | wt,
        24 << F | t0[s] | wb,
        25 << F | tt,
        26 << F | tt | ws,
        27 << F | tt | wb,
        28 << F | tt | ahead,
        29 << F | wt | ahead,
        30 << F | t0[s] | wb | ahead,
        31 << F | tt | between,
        32 << F | tt | ws | between,
        33 << F | tt | wb | between,
        34 << F | tt | t2[head],
        35 << F | tt | w0[head],
        36 << F | tt | rels[s] << X,
        37 << F | wt | rels[s] << X,
        38 << F | tt | t2[s1] | (s1 == head) << X,
        39 << F | tt | w0[s1],
        40 << F | tt | t2[ls],
        41 << F | tt | t2[rs],
        42 << F | tt | w0[rs],
        43 << F | tt | t2[lb],
        44 << F | tt | w0[lb],
        45 << F | ws | w1[lb] | t1[b],
        46 << F | w0[lb] | wb | t0[s],
        47 << F | tt | fs,
        48 << F | wt | fs,
        49 << F | tt | fb,
        50 << F | wb | t0[s] | fb,
        51 << F | tt | fs | flags[b] << T2,
        52 << F | tt | ahead | t2[rs] >> 42 << X,
        53 << F | tt | between | ahead,
        54 << F | w1[head] | w0[lb] | tt,
        55 << F | tt | between | t2[lb],
    )


def arc_keys(state: State, head: int, child: int) -> tuple[int, ...]:
    """Give the feature keys of an arc, by which its relation is chosen."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    flags, nothing = state.flags, state.n + 1
    side = (32 if child < head else 0) << X
    gap = abs(head - child)
    far = side | (BUCKETS[gap] if gap < 23 else 7) << X
    tt, wh, wc = t0[head] | t1[child] | side, w0[head], w1[child]
    inner, inner2 = state.left[child], state.left2[child]
    sibling = state.right[head] if child > head else state.left[head]
    before = child - 1 if child else nothing
    fh, fc = flags[head] & 31, flags[child] & 31
    return (
        1 << F | wh | tt,
        2 << F | wc | tt,
        3 << F | wc | side,
        4 << F | wh | side,
        5 << F | tt,
        6 << F | wh | wc | side,
        7 << F | wh | wc | tt,
        8 << F | tt | far,
        9 << F | tt | w0[inner],
        10 << F | tt | t2[inner],
        11 << F | wh | w1[inner] | t1[child] | side,
        12 << F | wc | w0[inner] | side,
        13 << F | tt | w0[inner2],
        14 << F | tt | fc << X,
        15 << F | tt | fh << X,
        16 << F | wh | t1[child] | fh << X | side,
        17 << F | wc | t0[head] | fh << X | side,
        18 << F | wh | t1[child] | fc << X | side,
        19 << F | t0[before] | t1[child] | t2[child + 1] | side,
        20 << F | w0[child + 1] | tt,
        21 << F | w0[before] | tt,
        22 << F | tt | t2[state.right[child]],
        23 << F | t0[head] | t1[child] | t2[sibling] | state.rels[sibling] << X,
        24 << F | tt | t2[child + 1],
        25 << F | t0[head] | t1[child] | state.rels[head] << X,
        26 << F | wh | t1[child] | t2[child + 1] | side,
        27 << F | w0[sibling] | tt,
        28 << F | wc | far,
        29 << F | wh | far | t1[child],
        30 << F | t0[head - 1 if head else nothing] | t2[child] | t1[head] | side,
    )


@dataclass(frozen=True, slots=True)
class Decoder:
    """Parses greedily with trained tables. `flags[rel]` says what a child of that relation tells of its head."""

    moves: Table
    relations: Table
    flags: tuple[int, ...]
    root: int

    def relation(self, state: State, head: int, child: int) -> int:
        """Choose the relation of an arc."""
        keys = arc_keys(state, head, child)
        total = bias_of(self.relations.classes) + sum(map(self.relations.weights.get, keys, ZEROS))
        scores = lanes_of(self.relations.classes).unpack(total.to_bytes(2 * self.relations.classes, "little"))
        return scores.index(max(scores))

    def parse(self, words: Sequence[int], tags: Sequence[int], marks: Sequence[int]) -> State:
        """Parse one sentence; the state holds heads and relations, n being the root."""
        state = State(words, tags, marks)
        n, stack, heads, get = state.n, state.stack, state.heads, self.moves.weights.get
        tops: list[int | None] = [None] * n
        ground, free, b, front = bias_of(4), n + 1, 0, -1
        base = 0
        while b < n:
            if not stack:
                stack.append(b)
                b += 1
                continue
            s = stack[-1]
            if front != b:
                base, front = ground + sum(map(get, front_keys(state, b), ZEROS)), b
            top = tops[s]
            if top is None:
                top = tops[s] = sum(map(get, stack_keys(state, s), ZEROS))
            total = base + top + sum(map(get, pair_keys(state, s, b), ZEROS))
            move = best_move(total, heads[s] != free)
            if move == SHIFT:
                stack.append(b)
                b += 1
            elif move == REDUCE:
                stack.pop()
            elif move == LEFT:
                rel = self.relation(state, b, s)
                state.attach(s, b, rel, self.flags[rel])
                stack.pop()
            else:
                rel = self.relation(state, s, b)
                state.attach(b, s, rel, self.flags[rel])
                stack.append(b)
                b += 1
        self.finish(state)
        return state

    def finish(self, state: State) -> None:
        """Make one root: the first headless verb-like place, or else the first; the others hang on it."""
        n = state.n
        loose = [i for i in range(n) if state.heads[i] == n + 1]
        root = loose[0]
        state.attach(root, n, self.root, 0)
        for place in loose[1:]:
            rel = self.relation(state, root, place)
            state.attach(place, root, rel, self.flags[rel])


def best_move(total: int, headed: bool) -> int:
    """Choose the best legal move: a headed place may be reduced, a headless one may go left."""
    shift, right = total & 0xFFFF, total >> 48
    third = total >> 16 & 0xFFFF if headed else total >> 32 & 0xFFFF
    if third >= shift and third >= right:
        return REDUCE if headed else LEFT
    return SHIFT if shift >= right else RIGHT


ZEROS = (0,) * 64
_BIAS = tuple(bias(c) for c in range(64))
_LANES = tuple(lanes(c) for c in range(64))


def bias_of(classes: int) -> int:
    """Give the bias of so many classes."""
    return _BIAS[classes]


def lanes_of(classes: int) -> Struct:
    """Give the reader of so many classes."""
    return _LANES[classes]
