"""Transitions: builds a dependency tree left to right (arc-eager), a move at a time, by packed whole-number weights.

Comes in: a sentence with word, cluster and tag numbers. Goes out: the head and relation number of each place.
"""

from dataclasses import dataclass
from struct import Struct

from relgraph.reading.features import State, arc_keys, front_keys, pair_keys, stack_keys
from relgraph.reading.weights import Table, bias, lanes

SHIFT, REDUCE, LEFT, RIGHT = range(4)


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

    def parse(self, state: State) -> State:
        """Parse one sentence; the state then holds heads and relations, n being the root."""
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
