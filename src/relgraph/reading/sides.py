"""Sides: whom a standing tie joins - "A's ally B", "the two neighbours", "a partnership between A and B".

Comes in: the node that heads a tie and its kind. Goes out: lists of the parties that it joins.
"""

from collections.abc import Iterator

from relgraph.reading.company import Company, unique, values
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Ref
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import Tree

NEIGHBOURS = frozenset({"neighbour", "neighbor"})
NEIGHBOURING = frozenset({"neighbouring", "neighboring"})


def word_of(tree: Tree, i: int) -> str:
    """Give the word by which a node may be a tie: its lemma, or the last word of a name that no list knows."""
    piece = tree.mentions.get(i)
    if isinstance(piece, Piece):
        known = piece.name is not None or piece.symbol not in "GP"
        return "" if known else piece.text.lower().split()[-1]
    return lemma(tree, i).rstrip("s") if tree.nodes[i].tag == "NNPS" else lemma(tree, i)


def text_of(tree: Tree, i: int) -> str:
    """Give the text of a node, empty outside the sentence."""
    return tree.text(i) if 0 <= i < len(tree.nodes) else ""


def symbol_of(tree: Tree, k: int) -> str:
    """Give the class letter of a mention, empty for other words."""
    piece = tree.mentions.get(k)
    return piece.symbol if isinstance(piece, Piece) else ""


def sides_of(tree: Tree, i: int, kind: str, company: Company) -> Iterator[list[Ref]]:
    """Give the parties of a tie: "between A and B", "A's ally B", "A is an ally of B", else those at the table."""
    if kind == "neighbours":
        yield from _neighbours(tree, i, company)
        return
    if kind == "alliance":
        yield _allies(tree, i, company)
        return
    own = company.around(tree, i) + _after(tree, i, company)
    if len(values(own)) < 2:
        own += _subjects(tree, i, company)
    own = unique(own)
    if len(own) >= 2:
        yield own
    elif kind == "partnership" and not own and not _owned(tree, i):
        return
    else:
        yield company.joined(own[0]) if own else company.table()


def _owned(tree: Tree, i: int) -> bool:
    return any(tree.text(k) in {"our", "their", "the"} for k in tree.children(i, "nmod:poss", "det")) and bool(
        tree.children(i, "nmod", "nmod:poss")
    )


def _after(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give the parties in the words right of a tie: "between A and B", "with A"."""
    out: list[Ref] = []
    joined = False
    for k in range(i + 1, min(len(tree.nodes), i + 18)):
        word = tree.text(k)
        if word in {"between", "with", "of", "to", "among"}:
            joined = True
        elif (tree.nodes[k].tag.startswith("VB") and k not in tree.mentions) or word in {
            ".",
            ";",
            "in",
            "on",
            "that",
            "which",
        }:
            break
        elif joined and (k in tree.mentions or tree.nodes[k].tag.startswith("NN")):
            out += company.refs(tree, k)
    return out


def _subjects(tree: Tree, i: int, company: Company) -> list[Ref]:
    out: list[Ref] = []
    node = tree.nodes[i]
    if tree.child(i, "cop") is not None or node.head < 0:
        out += [r for s in tree.children(i, "nsubj") for c in tree.coordinates(s) for r in company.refs(tree, c)]
    for k in tree.ancestors(i):
        if tree.is_verb(k):
            out += [r for s in subjects_of(tree, k) for c in tree.coordinates(s) for r in company.refs(tree, c)]
            out += [r for n in tree.children(k, "obl") if tree.case(n) == "with" for r in company.refs(tree, n)]
            break
    return out


def _allies(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give an ally and whose ally it is; "the US and its NATO allies" names no pair."""
    node = tree.nodes[i]
    own = unique(company.around(tree, i) + _after(tree, i, company))
    if node.rel == "appos" and node.head >= 0:
        own = unique([*company.refs(tree, node.head), *own])
    elif node.tag == "NN" and len(values(own)) < 2:
        own = unique([*_subjects(tree, i, company), *_object(tree, i, company), *own])
    named = [r for k in tree.children(i, "appos", "flat") for r in company.refs(tree, k)]
    own = unique([*own, *named])
    if word_of(tree, i) == "alliance" and len(own) < 2:
        if any(tree.text(k) in {"a", "an"} for k in tree.children(i, "det")) or _of_others(tree, i, company):
            return []
        return company.table() if not own or own[0].value in values(company.table()) else []
    if node.tag == "NNS" and len(own) < 2 and tree.child(i, "cop") is not None:
        return company.table()
    return own if (node.tag == "NN" and len(own) == 2) or all(len(v) == 3 for v in values(own)) else []


def _of_others(tree: Tree, i: int, company: Company) -> bool:
    """Say whether an alliance is one of rebels or parties, not of states."""
    words = [tree.nodes[k].lemma.lower() for k in tree.children(i, "compound", "amod")]
    return any(company.talk.lexicon.among(group, w) for group in ("nonstate", "party") for w in words)


def _object(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give the object that is called an ally: "considers Mexico as a strategic ally"."""
    head = tree.nodes[i].head
    if head < 0 or tree.case(i) != "as":
        return []
    return [r for k in tree.children(head, "obj") for r in company.refs(tree, k)]


def _neighbours(tree: Tree, i: int, company: Company) -> Iterator[list[Ref]]:
    """Give pairs of neighbours: "the two neighbours", "its neighbour X", "neighbouring X", "neighbours such as X"."""
    node = tree.nodes[i]
    owners = [r for k in tree.children(i, "nmod:poss") for r in company.refs(tree, k)]
    if word_of(tree, i) in NEIGHBOURING:
        named = _listed(tree, i, node.head if node.head >= 0 else i, company)
    elif {"two", "both"} & {tree.text(k) for k in tree.children(i, "nummod", "det")}:
        yield company.table()
        return
    else:
        named = [
            r
            for k in [
                *tree.children(i, "appos", "flat", "compound"),
                *([node.head] if node.rel in {"appos", "compound", "flat"} else []),
            ]
            for r in company.refs(tree, k)
        ]
        named += _after(tree, i, company) or _listed(tree, i, i, company)
        if tree.child(i, "cop") is not None:
            subjects = _subjects(tree, i, company)
            named = named or subjects
            owners = owners or subjects
    named = [r for r in unique(named) if len(r.value or "") == 3]
    home = unique(owners) or list(company.topic_state(tree, i))
    if len(values([*home[:1], *named])) == 2 and not named:
        yield home
    for other in named:
        if home and other.value != home[0].value and len(home[0].value or "") == 3:
            yield [home[0], other]
    if not named and len(home) == 2:
        yield home


def _listed(tree: Tree, i: int, head: int, company: Company) -> list[Ref]:
    """Give the states that a neighbour noun lists: "neighbouring Chad", "neighbouring markets, such as A and B"."""
    out: list[Ref] = []
    for k in range(i + 1, min(len(tree.nodes), i + 12)):
        if k in tree.mentions and symbol_of(tree, k) in {"S", "C"}:
            out += company.refs(tree, k)
        elif not (
            tree.text(k) in {",", "such", "as", "like", "and", "including", "(", "namely"}
            or (not out and tree.nodes[k].tag.startswith("NN"))
        ):
            break
    return out
