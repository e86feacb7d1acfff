"""Parties of a figure: whose exports, from whom to whom, between which states.

Comes in: the words around a number. Goes out: the states in the direction that the words give (from, to), each with
the words that say it; the pair under discussion where the words leave them out.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Span
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.registry import party_of
from relgraph.reading.trees import Tree

#: Prepositions by the side that they put a party on.
SOURCES = frozenset({"from", "by", "of", "between", "among"})
GOALS = frozenset(
    {"to", "in", "for", "with", "into", "towards", "toward", "at", "on", "inside", "across", "between", "among"}
)
PAIRED = frozenset({"trade volume"})
#: Indicators of which the second party goes without saying, where two are under discussion.
BILATERAL = frozenset({"trade volume", "exports", "imports", "investment", "growth"})


def parties_of(tree: Tree, talk: Discourse, nodes: Sequence[int], indicator: str) -> list[Ref]:
    """Give the states of a figure; `nodes` are the words around it, nearest first, the last its predicate."""
    if indicator == "casualties":
        return _place(tree, talk, nodes)
    sources: list[Ref] = []
    goals: list[Ref] = []
    for k in nodes:
        for side, ref in _sides(tree, talk, k):
            kept = sources if side == "source" else goals
            if ref.value is not None and len(ref.value) == 3:
                kept.append(ref)
    found = _unique([*goals, *sources] if indicator == "imports-own" else [*sources, *goals])
    return _paired(talk, found, indicator)


def _paired(talk: Discourse, found: list[Ref], indicator: str) -> list[Ref]:
    """Add what goes without saying: the pair under discussion, or its other half."""
    pair = [ref for ref in _unique(talk.pair) if len(ref.value or "") == 3]
    if indicator not in BILATERAL or len(pair) < 2:
        return found[:2] if indicator != "trade volume" else found
    if not found:
        return pair
    if len(found) == 1 and found[0].value in {ref.value for ref in pair} and len(pair) == 2:
        return [*found, *(ref for ref in pair if ref.value != found[0].value)]
    return found


def _sides(tree: Tree, talk: Discourse, k: int) -> Iterator[tuple[str, Ref]]:
    """Give the parties that hang on a word, each with its side."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol in "SD":
        yield from (("source", ref) for ref in resolve(tree, k, talk))
    for child in tree.kids[k]:
        rel = tree.nodes[child].rel
        if rel.split(":")[0] not in {"nmod", "obl", "amod", "compound", "nsubj", "obj", "iobj", "det"}:
            continue
        side = _side(tree, child, rel)
        if side is None:
            continue
        for here in tree.coordinates(child):
            yield from ((side, ref) for ref in resolve(tree, here, talk))


def _side(tree: Tree, child: int, rel: str) -> str | None:
    """Tell on which side of a figure a dependent stands."""
    if rel in {"nmod:poss", "amod", "compound", "det", "nsubj"}:
        return "source"
    if rel in {"obj", "iobj", "nsubj:pass"}:
        return "goal"
    case = tree.case(child)
    return "source" if case in SOURCES else "goal" if case in GOALS else None


def _place(tree: Tree, talk: Discourse, nodes: Sequence[int]) -> list[Ref]:
    """Give the state in which people came to harm: the nearest place, else the only state of the sentence."""
    found: list[tuple[int, int, Ref]] = []
    for k, piece in sorted(tree.mentions.items()):
        if not isinstance(piece, Piece) or piece.symbol not in "SCD":
            continue
        code = party_of(piece)
        if code and len(code) == 3:
            far = 0 if tree.case(k) in {"in", "at", "near", "across", "of"} else 100
            found.append((far + tree.distance(k, nodes[0]), k, Ref(code, Span(piece.start, piece.end))))
    placed = [item for item in found if item[0] < 100]
    if placed:
        return [min(placed, key=lambda item: item[:2])[2]]
    states = _unique([ref for _, _, ref in found])
    return states if len(states) == 1 else []


def _unique(refs: Sequence[Ref]) -> list[Ref]:
    seen: dict[str, Ref] = {}
    for ref in refs:
        if ref.value is not None:
            seen.setdefault(ref.value, ref)
    return list(seen.values())
