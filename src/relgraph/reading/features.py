"""Features: what the parser looks at before a move, and when it names a relation.

Comes in: a sentence half parsed. Goes out: feature keys. A key is the exclusive or of its parts, each spread over 40
bits by a factor of its own, and its template's number on top: keys so made meet few others in a dictionary.
"""

from collections.abc import Sequence

F = 34
MASK = (1 << 40) - 1  # few enough bits to be stored small, enough that two features hardly ever share a key
W0, W1, T0, T1, T2, X, Y = (
    *(0x9E3779B97F4A7C1, 0xC2B2AE3D27D4EB5, 0x165667B19E3779F, 0x85EBCA77C2B2AE7),
    *(0xD6E8FEB86659FD9, 0xA0761D6478BD643, 0xE7037ED1A0B428D),
)
SMALL = tuple(v * X & MASK for v in range(64))
OTHER = tuple(v * Y & MASK for v in range(64))
ROOT_WORD, ROOT_TAG = 1, 63
BUCKETS = (0, 1, 2, 3, 4, 5, 5, 6, 6, 6, 6) + (7,) * 12


class State:
    """A sentence being parsed. Place n stands for the root, n + 1 for nothing."""

    __slots__ = (
        *("n", "stack", "heads", "rels", "left", "left2", "right", "flags", "marks", "tags"),
        *("w0", "w1", "k0", "k1", "t0", "t1", "t2"),
    )

    def __init__(
        self, words: Sequence[int], clusters: Sequence[int], tags: Sequence[int], marks: Sequence[int]
    ) -> None:
        self.n = n = len(words)
        groups = [*clusters, 0, 0, 0, 0]
        self.k0 = [k * W0 & MASK for k in groups]
        self.k1 = [k * W1 & MASK for k in groups]
        known = [*words, ROOT_WORD, 0, 0, 0]
        self.w0 = [w * W0 & MASK for w in known]
        self.w1 = [w * W1 & MASK for w in known]
        self.tags = numbers = [*tags, ROOT_TAG, 0, 0, 0]
        self.t0 = [t * T0 & MASK for t in numbers]
        self.t1 = [t * T1 & MASK for t in numbers]
        self.t2 = [t * T2 & MASK for t in numbers]
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
        1 << F ^ w0[s],
        2 << F ^ t0[s],
        3 << F ^ w0[s] ^ t0[s],
        4 << F ^ t0[before] ^ t1[s],
        5 << F ^ t0[s] ^ t1[s + 1],
        6 << F ^ t0[before] ^ t1[s] ^ t2[s + 1],
    )


def front_keys(state: State, b: int) -> tuple[int, ...]:
    """Give the feature keys of a place as next to be read."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    before = b - 1 if b else state.n + 1
    return (
        7 << F ^ w0[b],
        8 << F ^ t0[b],
        9 << F ^ w0[b] ^ t0[b],
        10 << F ^ t0[b] ^ t1[b + 1],
        11 << F ^ t0[b] ^ t1[b + 1] ^ t2[b + 2],
        12 << F ^ w0[b + 1],
        13 << F ^ w0[b] ^ t0[b + 1],
        14 << F ^ t0[b] ^ w0[b + 1],
        15 << F ^ w0[b + 2],
        16 << F ^ t0[before] ^ t1[b],
        17 << F ^ t0[before] ^ t1[b] ^ t2[b + 1],
        18 << F ^ w0[before] ^ t1[b],
        19 << F ^ w0[b] ^ w1[b + 1],
        20 << F ^ w0[b + 1] ^ t0[b + 1] ^ t1[b],
    )


def pair_keys(state: State, s: int, b: int) -> tuple[int, ...]:
    """Give the feature keys that join the top of the stack with what is next to be read."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    left, right, rels, flags, marks, stack = state.left, state.right, state.rels, state.flags, state.marks, state.stack
    nothing = state.n + 1
    head, ls, rs, lb = state.heads[s], left[s], right[s], left[b]
    s1 = stack[-2] if len(stack) > 1 else nothing
    gap = b - s
    between = SMALL[(BUCKETS[gap] if gap < 23 else 7) | (marks[b] > marks[s + 1]) << 3]
    tt, ws, wb = t0[s] ^ t1[b], w0[s], w1[b]
    wt, fs, fb = ws ^ t1[b], SMALL[flags[s]], SMALL[flags[b]]
    ahead, ks, kb = t2[b + 1], state.k0[s], state.k1[b]
    tw, tb, ta, tx, tp, sb = tt ^ ws, tt ^ wb, tt ^ ahead, tt ^ between, tt ^ w0[lb], t0[s] ^ wb
    rel, w1lb = SMALL[rels[s]], w1[lb]
    return (
        21 << F ^ tw ^ wb,
        22 << F ^ ws ^ wb,
        23 << F ^ wt,
        24 << F ^ sb,
        25 << F ^ tt,
        26 << F ^ tw,
        27 << F ^ tb,
        28 << F ^ ta,
        29 << F ^ wt ^ ahead,
        30 << F ^ sb ^ ahead,
        31 << F ^ tx,
        32 << F ^ tw ^ between,
        33 << F ^ tb ^ between,
        34 << F ^ tt ^ t2[head],
        35 << F ^ tt ^ w0[head],
        36 << F ^ tt ^ rel,
        37 << F ^ wt ^ rel,
        38 << F ^ tt ^ t2[s1] ^ SMALL[s1 == head],
        39 << F ^ tt ^ w0[s1],
        40 << F ^ tt ^ t2[ls],
        41 << F ^ tt ^ t2[rs],
        42 << F ^ tt ^ w0[rs],
        43 << F ^ tt ^ t2[lb],
        44 << F ^ tp,
        45 << F ^ wt ^ w1lb,
        46 << F ^ sb ^ w0[lb],
        47 << F ^ tt ^ fs,
        48 << F ^ wt ^ fs,
        49 << F ^ tt ^ fb,
        50 << F ^ sb ^ fb,
        51 << F ^ tt ^ fs ^ OTHER[flags[b]],
        52 << F ^ ta ^ SMALL[state.tags[rs]],
        53 << F ^ ta ^ between,
        54 << F ^ tp ^ w1[head],
        55 << F ^ tx ^ t2[lb],
        56 << F ^ ks ^ kb,
        57 << F ^ ks ^ t1[b],
        58 << F ^ kb ^ t0[s],
        59 << F ^ tx ^ ks,
        60 << F ^ ks ^ w1lb ^ t1[b],
        61 << F ^ tt ^ ks ^ kb,
        62 << F ^ tt ^ state.k0[head] ^ w1lb,
    )


def arc_keys(state: State, head: int, child: int) -> tuple[int, ...]:
    """Give the feature keys of an arc, by which its relation is chosen."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    flags, nothing = state.flags, state.n + 1
    left = 32 if child < head else 0
    side = SMALL[left]
    gap = abs(head - child)
    far = SMALL[left | (BUCKETS[gap] if gap < 23 else 7)]
    pair, wh, wc = t0[head] ^ t1[child], w0[head], w1[child]
    tt = pair ^ side
    inner, inner2 = state.left[child], state.left2[child]
    sibling = state.right[head] if child > head else state.left[head]
    before = child - 1 if child else nothing
    fh, fc = SMALL[left | flags[head] & 31], SMALL[left | flags[child] & 31]
    kh, kc = state.k0[head], state.k1[child]
    return (
        1 << F ^ wh ^ tt,
        2 << F ^ wc ^ tt,
        3 << F ^ wc ^ side,
        4 << F ^ wh ^ side,
        5 << F ^ tt,
        6 << F ^ wh ^ wc ^ side,
        7 << F ^ wh ^ wc ^ tt,
        8 << F ^ pair ^ far,
        9 << F ^ tt ^ w0[inner],
        10 << F ^ tt ^ t2[inner],
        11 << F ^ wh ^ w1[inner] ^ t1[child] ^ side,
        12 << F ^ wc ^ w0[inner] ^ side,
        13 << F ^ tt ^ w0[inner2],
        14 << F ^ pair ^ fc,
        15 << F ^ pair ^ fh,
        16 << F ^ wh ^ t1[child] ^ fh,
        17 << F ^ wc ^ t0[head] ^ fh,
        18 << F ^ wh ^ t1[child] ^ fc,
        19 << F ^ t0[before] ^ t1[child] ^ t2[child + 1] ^ side,
        20 << F ^ w0[child + 1] ^ tt,
        21 << F ^ w0[before] ^ tt,
        22 << F ^ tt ^ t2[state.right[child]],
        23 << F ^ t0[head] ^ t1[child] ^ t2[sibling] ^ SMALL[state.rels[sibling]],
        24 << F ^ tt ^ t2[child + 1],
        25 << F ^ t0[head] ^ t1[child] ^ SMALL[state.rels[head]],
        26 << F ^ wh ^ t1[child] ^ t2[child + 1] ^ side,
        27 << F ^ w0[sibling] ^ tt,
        28 << F ^ wc ^ far,
        29 << F ^ wh ^ far ^ t1[child],
        30 << F ^ t0[head - 1 if head else nothing] ^ t2[child] ^ t1[head] ^ side,
        31 << F ^ kh ^ kc ^ side,
        32 << F ^ kh ^ t1[child] ^ side,
        33 << F ^ t0[head] ^ kc ^ side,
        34 << F ^ kh ^ w1[inner] ^ t1[child] ^ side,
        35 << F ^ kc ^ w0[inner] ^ side,
        36 << F ^ kh ^ kc ^ tt,
        37 << F ^ kc ^ t0[head] ^ fc,
    )
