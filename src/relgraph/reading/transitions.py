"""Transitions: builds a dependency tree left to right (arc-eager), a move at a time, by packed whole-number weights.

Comes in: a sentence with word, cluster and tag numbers. Goes out: the head and relation number of each place.
"""

from dataclasses import dataclass

from relgraph.reading.features import State, arc_keys, front_keys, pair_keys, top_keys
from relgraph.reading.weights import Table

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
        scores = self.relations.scores(arc_keys(state, head, child))
        return scores.index(max(scores))

    def parse(self, state: State) -> State:
        """Parse one sentence; the state then holds heads and relations, n being the root."""
        n, stack, heads, add = state.n, state.stack, state.heads, self.moves.sum
        tops: list[int | None] = [None] * n
        free, b, front, base = n + 1, 0, -1, 0
        while b < n:
            if not stack:
                stack.append(b)
                b += 1
                continue
            s = stack[-1]
            if front != b:
                base, front = self.moves.ground + add(front_keys(state, b)), b
            top = tops[s]
            if top is None:
                top = tops[s] = add(top_keys(state, s))
            move = best_move(base + top + add(pair_keys(state, s, b)), heads[s] != free)
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
