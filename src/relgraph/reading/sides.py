"""Sides: whom a standing tie joins - "A's ally B", "the two neighbours", "a partnership between A and B".

Comes in: the node that heads a tie and its kind. Goes out: lists of the parties that it joins.
"""

from collections.abc import Iterator

from relgraph.reading.company import Company, unique, values
from relgraph.reading.discourse import Ref
from relgraph.reading.phrases import FINITE, lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import Tree

NEIGHBOURS = frozenset({"neighbour", "neighbor"})
#: Verbs that call their object something.
CALLING = frozenset({"call", "consider", "deem", "term"})
#: "Our allies" are not named.
OWN = frozenset({"our", "my", "your"})
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
    if with_strangers(tree, i, company):
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


def with_strangers(tree: Tree, i: int, company: Company) -> bool:
    """Say whether a tie is said to join somebody who is no party: "its partnership with Latin America"."""
    for k in range(i + 1, min(len(tree.nodes), i + 8)):
        if tree.nodes[k].tag.startswith("VB") and k not in tree.mentions:
            break
        partner = tree.nodes[k].head
        if tree.text(k) == "with" and partner > k and _hangs(tree, partner, i):
            return not any(company.refs(tree, c) for c in tree.coordinates(partner))
    return False


def _hangs(tree: Tree, k: int, i: int) -> bool:
    """Say whether a word is part of the phrase of node i, over no "and"."""
    for _ in range(4):
        if k < 0 or tree.bases[k] == "conj":
            return False
        k = tree.nodes[k].head
        if k == i:
            return True
    return False


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


def _grouped(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give the states to which a plural stands in apposition: "A and B, neighbours in Africa,"."""
    node = tree.nodes[i]
    if node.tag != "NNS" or node.head not in tree.mentions or tree.bases[i] not in {"conj", "appos"}:
        return []
    joined = [k for k in tree.coordinates(node.head) if symbol_of(tree, k) == "S"]
    apart = tree.children(i, "cc", "nmod:poss") or (tree.bases[i] == "conj" and text_of(tree, max(joined) + 1) != ",")
    return [] if len(joined) < 2 or apart else unique(r for k in joined for r in company.refs(tree, k))


def _allies(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give an ally and whose ally it is; "the US and its NATO allies" names no pair."""
    node = tree.nodes[i]
    speaking = any(tree.text(k) in OWN for k in tree.children(i, "nmod:poss"))
    if word_of(tree, i) == "ally" and speaking and not tree.children(i, "appos", "flat"):
        return []
    if grouped := _grouped(tree, i, company):
        return grouped
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
    if head < 0 or (tree.case(i) != "as" and not (tree.bases[i] == "xcomp" and tree.stems[head] in CALLING)):
        return []
    return [r for k in tree.children(head, "obj") for r in company.refs(tree, k)]


def _neighbours(tree: Tree, i: int, company: Company) -> Iterator[list[Ref]]:
    """Give pairs of neighbours: "the two neighbours", "its neighbour X", "neighbouring X", "neighbours such as X"."""
    if grouped := _grouped(tree, i, company):
        yield grouped
        return
    node = tree.nodes[i]
    owners = [r for k in tree.children(i, "nmod:poss") for r in company.refs(tree, k)]
    adjective = word_of(tree, i) in NEIGHBOURING
    if adjective:
        named = _listed(tree, i, node.head if node.head >= 0 else i, company)
    elif {"two", "both"} & {tree.text(k) for k in tree.children(i, "nummod", "det")}:
        both, host = company.many(tree, i), company.doers(tree, i)
        yield from ([[h, r] for h in host for r in both] if len(host) == 1 else [both])
        return
    else:
        named = _called(tree, i, company)
        if tree.child(i, "cop") is not None:
            subjects = _subjects(tree, i, company)
            named = named or subjects
            owners = owners or subjects
        elif tree.case(i) == "as":
            named, owners = named or _object(tree, i, company), owners or company.topic_state(tree, i)
    named = [r for r in unique(named) if len(r.value or "") == 3]
    if len(named) == 2 and not owners and not adjective and node.tag == "NNS":
        yield named
        return
    if not named and owners and node.tag == "NN":
        named = _other(tree, i, unique(owners), company)
    home = unique(owners) or _at_home(tree, i, named, company)
    for other in named:
        if home and other.value != home[0].value and len(home[0].value or "") == 3:
            yield [home[0], other]
    if not named and len(home) == 2:
        yield home
    elif not named and not owners and not adjective and node.tag == "NNS":
        yield _all_neighbours(tree, i, company)


def _called(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give who is called a neighbour: in apposition, before the word, or listed behind it."""
    node = tree.nodes[i]
    near = [*tree.children(i, "appos", "flat", "compound")]
    near += [node.head] if node.rel in {"appos", "compound", "flat"} and node.head >= 0 else []
    found = [r for k in near for c in tree.coordinates(k) for r in company.refs(tree, c)]
    return found + (_after(tree, i, company) or _listed(tree, i, i, company))


def _other(tree: Tree, i: int, owners: list[Ref], company: Company) -> list[Ref]:
    """Give the neighbour of an owner that goes without a name: the one other state of the sentence or the table."""
    named = unique(
        r
        for k in tree.mentions
        if symbol_of(tree, k) in {"S", "D"} and k != i
        for r in company.refs(tree, k)
        if r.value not in values(owners)
    )
    table = [r for r in company.table() if r.value not in values(owners)]
    if len(named) == 1:
        return named
    return table if not named and len(table) == 1 and values(owners) <= values(company.table()) else []


def _at_home(tree: Tree, i: int, named: list[Ref], company: Company) -> list[Ref]:
    """Give whose neighbours are told of: the subject of the clause, or the state of the title for "while neighbouring X said"."""
    verb = tree.clause(i)
    inside = any(i in set(tree.subtree(s)) for s in (subjects_of(tree, verb) if tree.is_verb(verb) else ()))
    last = max([k for k in tree.mentions if tree.nodes[k].start in {r.span.start for r in named}], default=i)
    inside = inside or (i < last < len(tree.nodes) - 1 and tree.nodes[last + 1].tag in FINITE)
    if not inside:
        return company.topic_state(tree, i)
    first = company.heroes[:1]
    return first if not values(first) & values(named) else []


def _all_neighbours(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give "the African neighbours" of a text that is about two states."""
    table = company.table()
    definite = any(tree.text(k) == "the" for k in tree.children(i, "det"))
    return table if definite and len(table) == 2 and not tree.children(i, "nmod") else []


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
