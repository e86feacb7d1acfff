"""Phrases: the words that belong to a word by where they stand, for lists that a parser often hangs wrongly.

Comes in: a tree and a node. Goes out: the nodes to its right that a chain of nouns, adjectives, prepositions, commas
and infinitives reaches, or the modifiers straight to its left.
"""

from collections.abc import Sequence

from relgraph.reading.trees import Tree

FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
RELATIVE = frozenset({"WDT", "WP", "WP$", "WRB"})
#: Words that begin something else: a time, a reason, a contrast.
BREAKS = frozenset(
    "after before following since despite amid because while although though until unless whereas by if but whether"
    " when as without ahead instead".split()
)
MODIFIERS = frozenset({"NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "VBG", "VBN", "CC", ",", "HYPH"})
END = frozenset({".", ";", "!", "?", "``", "''", '"', "“", "”"})


def rightwards(tree: Tree, i: int, limit: int, through: frozenset[str] = frozenset()) -> list[int]:
    """Give the nodes right of i up to a finite verb, a relative pronoun or a word that begins something else.

    `through` holds finite verbs and relative words that may be passed ("that" after "stressed").
    """
    out: list[int] = []
    for k in range(i + 1, min(len(tree.nodes), i + 1 + limit)):
        node, word = tree.nodes[k], tree.text(k)
        if word in through:
            out.append(k)
            continue
        if word in END or node.tag in RELATIVE or (word in BREAKS and not _phrasal(tree, k)):
            break
        if word == "that" and k > i + 1:
            break
        if node.tag in FINITE and node.rel.split(":")[0] not in {"amod", "compound"} and k not in tree.mentions:
            break
        out.append(k)
    return out


def _phrasal(tree: Tree, k: int) -> bool:
    """Say whether "as" is part of "as well as", "such as", or "as" before "of"."""
    if tree.text(k) != "as":
        return False
    near = {tree.text(n) for n in (k - 1, k + 1, k + 2, k - 2) if 0 <= n < len(tree.nodes)}
    return bool(near & {"well", "such", "much"})


def leftwards(tree: Tree, i: int, limit: int = 9) -> list[int]:
    """Give the modifiers straight left of i, over commas and "and" between modifiers."""
    out: list[int] = []
    for k in range(i - 1, max(-1, i - 1 - limit), -1):
        node = tree.nodes[k]
        if node.tag not in MODIFIERS or (node.tag == "VBN" and node.rel not in {"amod", "compound"}):
            break
        out.insert(0, k)
    while out and tree.nodes[out[0]].tag in {"CC", ","}:
        out.pop(0)
    return _joined(tree, out, i)


def _joined(tree: Tree, nodes: Sequence[int], i: int) -> list[int]:
    """Keep what a comma or "and" joins to modifiers; in "discussed energy, trade ties" the first noun stays out."""
    if not any(tree.nodes[k].tag in {"CC", ","} for k in nodes):
        return list(nodes)
    own = next((n for n in range(len(nodes) - 1, -1, -1) if tree.nodes[nodes[n]].tag in {"CC", ","}), 0)
    modifier = nodes[own + 1 :]
    if not modifier:
        return []
    joined = any(tree.text(nodes[n]) in {"and", "&"} for n in range(own, -1, -1))
    kept = list(nodes) if joined and all(_bare(tree, k) for k in nodes) else list(modifier)
    return [k for k in kept if k < i]


def _bare(tree: Tree, k: int) -> bool:
    node = tree.nodes[k]
    return node.tag in {"CC", ",", "JJ"} or (node.tag.startswith("NN") and node.tag not in {"NNS", "NNPS"})


def lemma(tree: Tree, k: int) -> str:
    """Give the lemma of a node in lower case."""
    return tree.stems[k]
