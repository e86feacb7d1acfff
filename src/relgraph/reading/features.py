"""Features: what the parser looks at before a move, and when it names a relation.

Comes in: a sentence half parsed. Goes out: feature keys. A key is the exclusive or of its parts, each spread over 40
bits by a factor of its own, and its template's number on top: keys so made meet few others in a dictionary. Templates
are shifted by a written number, not a named one, for Python then does so once, when it compiles.
"""

from collections.abc import Sequence

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
        1 << 34 ^ w0[s],
        2 << 34 ^ t0[s],
        3 << 34 ^ w0[s] ^ t0[s],
        4 << 34 ^ t0[before] ^ t1[s],
        5 << 34 ^ t0[s] ^ t1[s + 1],
        6 << 34 ^ t0[before] ^ t1[s] ^ t2[s + 1],
    )


def front_keys(state: State, b: int) -> tuple[int, ...]:
    """Give the feature keys of a place as next to be read."""
    w0, w1, t0, t1, t2 = state.w0, state.w1, state.t0, state.t1, state.t2
    before = b - 1 if b else state.n + 1
    return (
        7 << 34 ^ w0[b],
        8 << 34 ^ t0[b],
        9 << 34 ^ w0[b] ^ t0[b],
        10 << 34 ^ t0[b] ^ t1[b + 1],
        11 << 34 ^ t0[b] ^ t1[b + 1] ^ t2[b + 2],
        12 << 34 ^ w0[b + 1],
        13 << 34 ^ w0[b] ^ t0[b + 1],
        14 << 34 ^ t0[b] ^ w0[b + 1],
        15 << 34 ^ w0[b + 2],
        16 << 34 ^ t0[before] ^ t1[b],
        17 << 34 ^ t0[before] ^ t1[b] ^ t2[b + 1],
        18 << 34 ^ w0[before] ^ t1[b],
        19 << 34 ^ w0[b] ^ w1[b + 1],
        20 << 34 ^ w0[b + 1] ^ t0[b + 1] ^ t1[b],
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
        21 << 34 ^ tw ^ wb,
        22 << 34 ^ ws ^ wb,
        23 << 34 ^ wt,
        24 << 34 ^ sb,
        25 << 34 ^ tt,
        26 << 34 ^ tw,
        27 << 34 ^ tb,
        28 << 34 ^ ta,
        29 << 34 ^ wt ^ ahead,
        30 << 34 ^ sb ^ ahead,
        31 << 34 ^ tx,
        32 << 34 ^ tw ^ between,
        33 << 34 ^ tb ^ between,
        34 << 34 ^ tt ^ t2[head],
        35 << 34 ^ tt ^ w0[head],
        36 << 34 ^ tt ^ rel,
        37 << 34 ^ wt ^ rel,
        38 << 34 ^ tt ^ t2[s1] ^ SMALL[s1 == head],
        39 << 34 ^ tt ^ w0[s1],
        40 << 34 ^ tt ^ t2[ls],
        41 << 34 ^ tt ^ t2[rs],
        42 << 34 ^ tt ^ w0[rs],
        43 << 34 ^ tt ^ t2[lb],
        44 << 34 ^ tp,
        45 << 34 ^ wt ^ w1lb,
        46 << 34 ^ sb ^ w0[lb],
        47 << 34 ^ tt ^ fs,
        48 << 34 ^ wt ^ fs,
        49 << 34 ^ tt ^ fb,
        50 << 34 ^ sb ^ fb,
        51 << 34 ^ tt ^ fs ^ OTHER[flags[b]],
        52 << 34 ^ ta ^ SMALL[state.tags[rs]],
        53 << 34 ^ ta ^ between,
        54 << 34 ^ tp ^ w1[head],
        55 << 34 ^ tx ^ t2[lb],
        56 << 34 ^ ks ^ kb,
        57 << 34 ^ ks ^ t1[b],
        58 << 34 ^ kb ^ t0[s],
        59 << 34 ^ tx ^ ks,
        60 << 34 ^ ks ^ w1lb ^ t1[b],
        61 << 34 ^ tt ^ ks ^ kb,
        62 << 34 ^ tt ^ state.k0[head] ^ w1lb,
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
        1 << 34 ^ wh ^ tt,
        2 << 34 ^ wc ^ tt,
        3 << 34 ^ wc ^ side,
        4 << 34 ^ wh ^ side,
        5 << 34 ^ tt,
        6 << 34 ^ wh ^ wc ^ side,
        7 << 34 ^ wh ^ wc ^ tt,
        8 << 34 ^ pair ^ far,
        9 << 34 ^ tt ^ w0[inner],
        10 << 34 ^ tt ^ t2[inner],
        11 << 34 ^ wh ^ w1[inner] ^ t1[child] ^ side,
        12 << 34 ^ wc ^ w0[inner] ^ side,
        13 << 34 ^ tt ^ w0[inner2],
        14 << 34 ^ pair ^ fc,
        15 << 34 ^ pair ^ fh,
        16 << 34 ^ wh ^ t1[child] ^ fh,
        17 << 34 ^ wc ^ t0[head] ^ fh,
        18 << 34 ^ wh ^ t1[child] ^ fc,
        19 << 34 ^ t0[before] ^ t1[child] ^ t2[child + 1] ^ side,
        20 << 34 ^ w0[child + 1] ^ tt,
        21 << 34 ^ w0[before] ^ tt,
        22 << 34 ^ tt ^ t2[state.right[child]],
        23 << 34 ^ t0[head] ^ t1[child] ^ t2[sibling] ^ SMALL[state.rels[sibling]],
        24 << 34 ^ tt ^ t2[child + 1],
        25 << 34 ^ t0[head] ^ t1[child] ^ SMALL[state.rels[head]],
        26 << 34 ^ wh ^ t1[child] ^ t2[child + 1] ^ side,
        27 << 34 ^ w0[sibling] ^ tt,
        28 << 34 ^ wc ^ far,
        29 << 34 ^ wh ^ far ^ t1[child],
        30 << 34 ^ t0[head - 1 if head else nothing] ^ t2[child] ^ t1[head] ^ side,
        31 << 34 ^ kh ^ kc ^ side,
        32 << 34 ^ kh ^ t1[child] ^ side,
        33 << 34 ^ t0[head] ^ kc ^ side,
        34 << 34 ^ kh ^ w1[inner] ^ t1[child] ^ side,
        35 << 34 ^ kc ^ w0[inner] ^ side,
        36 << 34 ^ kh ^ kc ^ tt,
        37 << 34 ^ kc ^ t0[head] ^ fc,
    )
