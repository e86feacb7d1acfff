"""Parties of a figure: whose exports, from whom to whom, between which states.

Comes in: the words around a number. Goes out: the states in the direction that the words give (from, to), each with
the words that say it; the pair under discussion where the words leave them out.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Span
from relgraph.reading.clauses import subjects_of
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.registry import party_of
from relgraph.reading.trees import Tree

#: Prepositions by the side that they put a party on.
SOURCES = frozenset({"from", "by", "of", "between", "among"})
GOALS = frozenset({"to", "in", "for", "with", "into", "towards", "toward", "at", "on", "inside", "across"})
#: Indicators of which the second party goes without saying, where two are under discussion.
BILATERAL = frozenset({"trade volume", "exports", "imports", "investment", "growth", "aid", "loan"})
#: Those of which both may go without saying.
MUTUAL = frozenset({"trade volume", "exports", "imports", "investment", "growth"})


def parties_of(tree: Tree, talk: Discourse, nodes: Sequence[int], indicator: str) -> list[Ref]:
    """Give the states of a figure; `nodes` are the words around it, nearest first."""
    found: dict[str, list[Ref]] = {"own": [], "from": [], "to": []}
    for k in nodes:
        for side, ref in _sides(tree, talk, k, first=k == nodes[0]):
            if ref.value is not None and len(ref.value) == 3:
                found[side].append(ref)
    own, seller = (found["from"], found["own"]) if indicator == "imports" else (found["own"], found["from"])
    sources, goals = _unique([*own, *seller]), _unique(found["to"])
    if indicator == "count":
        return _counted(tree, talk, nodes, _unique([*sources, *goals]))
    if indicator == "other":
        return _unique([*sources, *goals])[:2]
    return _paired(talk, sources, goals, indicator)


def _counted(tree: Tree, talk: Discourse, nodes: Sequence[int], found: list[Ref]) -> list[Ref]:
    """Add the state that "there" and "in the country" mean."""
    there = any(
        tree.text(k) == "there" or (tree.nodes[k].lemma == "country" and tree.nodes[k].tag == "NN")
        for node in nodes
        for k in tree.children(node, "advmod", "obl", "nmod")
    )
    return [*found, *_others(talk, found)][:2] if there and len(found) == 1 else found[:2]


def _others(talk: Discourse, found: Sequence[Ref]) -> list[Ref]:
    """Give the other half of the pair under discussion, if one half is found."""
    pair = [ref for ref in _unique(talk.pair) if len(ref.value or "") == 3]
    values = {ref.value for ref in found}
    inside = len(pair) == 2 and bool(values & {ref.value for ref in pair})
    return [ref for ref in pair if ref.value not in values] if inside else []


def _paired(talk: Discourse, sources: list[Ref], goals: list[Ref], indicator: str) -> list[Ref]:
    """Add what goes without saying: the pair under discussion, or its other half."""
    found = _unique([*sources, *goals])
    if not found and indicator in MUTUAL:
        return [ref for ref in _unique(talk.pair) if len(ref.value or "") == 3]
    if len(found) == 1 and indicator in BILATERAL:
        other = _others(talk, found)
        return [*found, *other] if sources else [*other, *found]
    return found if indicator == "trade volume" else found[:2]


def _sides(tree: Tree, talk: Discourse, k: int, first: bool) -> Iterator[tuple[str, Ref]]:
    """Give the parties that hang on a word, each with its side; the first word may itself be a people."""
    piece = tree.mentions.get(k)
    if first and isinstance(piece, Piece) and piece.symbol in "SD":
        yield from (("own", ref) for ref in resolve(tree, k, talk))
    below = [(child, _side(tree, child)) for child in tree.kids[k]]
    if tree.is_verb(k) and not tree.children(k, "nsubj", "csubj"):
        below += [(subject, "own") for subject in subjects_of(tree, k) if tree.nodes[k].rel != "acl:relcl"]
    for child, side in below:
        if side is None:
            continue
        for here in tree.coordinates(child):
            yield from ((side, ref) for ref in _states(tree, talk, here))


def _states(tree: Tree, talk: Discourse, k: int) -> list[Ref]:
    """Give the parties behind a word; a city stands for its state."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol == "C":
        return [Ref(party_of(piece), Span(piece.start, piece.end))]
    return resolve(tree, k, talk)


def _side(tree: Tree, child: int) -> str | None:
    """Tell on which side of a figure a dependent stands, None where it is no party."""
    rel = tree.nodes[child].rel
    if rel in {"nmod:poss", "amod", "compound", "det", "nsubj"}:
        return "own"
    if rel in {"obj", "iobj", "nsubj:pass"}:
        return "to"
    if rel.split(":")[0] not in {"nmod", "obl"}:
        return None
    case = tree.case(child)
    return "from" if case in SOURCES else "to" if case in GOALS else None


def harmed_in(tree: Tree, nodes: Sequence[int]) -> list[Ref]:
    """Give the state in which people came to harm: the nearest place, else the only state of these clauses."""
    own = {below for node in nodes for below in tree.subtree(node)}
    found: list[tuple[int, int, Ref]] = []
    for k, piece in sorted(tree.mentions.items()):
        if not isinstance(piece, Piece) or piece.symbol not in "SCD":
            continue
        code = party_of(piece)
        placed = tree.case(k) in {"in", "at", "near", "across", "outside"}
        if code and len(code) == 3 and (placed or k in own):
            far = 0 if placed else 100
            found.append((far + tree.distance(k, nodes[0]), k, Ref(code, Span(piece.start, piece.end))))
    near = [item for item in found if item[0] < 100]
    if near:
        return [min(near, key=lambda item: item[:2])[2]]
    states = _unique([ref for _, _, ref in found])
    return states if len(states) == 1 else []


def _unique(refs: Sequence[Ref]) -> list[Ref]:
    seen: dict[str, Ref] = {}
    for ref in refs:
        if ref.value is not None:
            seen.setdefault(ref.value, ref)
    return list(seen.values())
