"""Quotations: what stands between quote marks, over several sentences, and who says it before or after.

Comes in: the trees of a document in order. Goes out: for each sentence with quoted words, the node that names their speaker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relgraph.lexicon import Lexicon
from relgraph.reading.trees import Tree

OPENING, CLOSING = frozenset({"“", "«", "„"}), frozenset({"”", "»"})
MARKS = OPENING | CLOSING | {'"', "``", "''"}
#: A quotation of more sentences than this has lost its end.
LONGEST = 15
#: What one makes who says something: "X made the remarks".
REMARKS = frozenset({"remark", "comment", "statement"})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Quoted words: their first and last sentence, the tree of the sentence that says whose they are, and the node there."""

    first: int
    last: int
    tree: Tree
    speaker: int


def quotations(trees: Sequence[Tree], lexicon: Lexicon) -> dict[int, Quotation]:
    """Give the quotation that each sentence belongs to, of those whose speaker is named beside them."""
    found: dict[int, Quotation] = {}
    for (first, start), (last, end) in _quoted(trees):
        behind = _speaker(trees[last], range(end + 1, len(trees[last].nodes)), lexicon)
        before = _speaker(trees[first], range(start), lexicon) if behind is None else None
        if behind is not None:
            one = Quotation(first, last, trees[last], behind)
        elif before is not None:
            one = Quotation(first, last, trees[first], before)
        else:
            continue
        found.update((row, one) for row in range(first, last + 1) if row not in found)
    return found


def parted(tree: Tree, i: int, k: int) -> bool:
    """Say whether a quote mark stands between two nodes, so that one is quoted and the other is not."""
    low, high = sorted((i, k))
    return sum(node.text in MARKS for node in tree.nodes[low + 1 : high]) % 2 == 1


def _quoted(trees: Sequence[Tree]) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Give where quotations begin and end, as sentence and node."""
    start: tuple[int, int] | None = None
    for row, tree in enumerate(trees):
        if tree.title or (start is not None and row - start[0] > LONGEST):
            start = None
        for node in tree.nodes:
            if node.text not in MARKS:
                continue
            if _opens(tree, node.index):
                start = (row, node.index) if start is None else start
            elif start is not None:
                yield start, (row, node.index)
                start = None


def _opens(tree: Tree, i: int) -> bool:
    """Say whether a mark opens: by its form, else by the space before it and none behind."""
    node = tree.nodes[i]
    if node.text in OPENING | CLOSING:
        return node.text in OPENING
    free = i == 0 or tree.nodes[i - 1].end < node.start
    return free and i + 1 < len(tree.nodes) and tree.nodes[i + 1].start == node.end


def _speaker(tree: Tree, nodes: range, lexicon: Lexicon) -> int | None:
    """Give the subject of the verb of saying among some nodes."""
    for k in nodes:
        uttered = any(tree.stems[o] in REMARKS for o in tree.children(k, "obj"))
        if tree.is_verb(k) and (lexicon.among("saying", tree.nodes[k].lemma) or uttered):
            named = [s for s in tree.children(k, "nsubj") if s in nodes]
            if named:
                return named[0]
    return None
