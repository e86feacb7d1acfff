"""Repairs: what the parser gets wrong about dates, participles and past forms, mended by what the mentions tell.

Comes in: the nodes of a sentence, with the labels of mentions. Goes out: the same nodes, some with another head.
"""

from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.syntax import Node

#: Verbs whose participle behind a gathering tells of it: "At the summit, held in Maputo, ...".
HELD = frozenset({"hold", "host", "convene", "organize", "organise", "schedule"})
NAMES = frozenset({"STATE", "PERSON", "ORG", "CITY"})


def repaired(nodes: list[Node], lexicon: Lexicon) -> list[Node]:
    """Mend the heads of a sentence, in place."""
    for node in nodes:
        _finite(node, nodes)
        _held(node, nodes, lexicon)
        _beside_date(node, nodes)
        _under_date(node, nodes)
    return nodes


def _finite(node: Node, nodes: Sequence[Node]) -> None:
    """Take a participle with a subject and no auxiliary for what it is, a past form: "as their presidents met"."""
    if node.tag != "VBN":
        return
    kids = [k for k in nodes if k.head == node.index]
    rels = {k.rel.split(":")[0] for k in kids}
    if "aux" in rels or not any(k.rel == "nsubj" and k.index < node.index for k in kids):
        return
    node.tag = "VBD"
    if node.rel == "acl" and any(k.rel == "mark" for k in kids):
        node.rel = "advcl"
        above = node.head
        while above >= 0 and not nodes[above].tag.startswith("VB"):
            above = nodes[above].head
        node.head = above if above >= 0 else node.head


def _held(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    if node.tag != "VBN" or node.lemma not in HELD or node.rel.split(":")[0] not in {"advcl", "acl"}:
        return
    k = node.index - 1
    while k >= 0 and nodes[k].text in {",", "("}:
        k -= 1
    before = next((n for n in reversed(nodes[: k + 1]) if lexicon.among("gathering", n.lemma.lower())), None)
    if before is not None and before.head != node.index and k - before.index < 5:
        node.head, node.rel = before.index, "acl"


def _beside_date(node: Node, nodes: Sequence[Node]) -> None:
    """Part a name from the date behind it: "talks with Turkey early Tuesday"."""
    date = nodes[node.head] if node.head >= 0 else None
    if date is None or date.label != "DATE" or node.label not in NAMES or node.index > date.index or date.head < 0:
        return
    node.head, node.rel = date.head, date.rel
    for other in nodes:
        if other.head == date.index and other.rel == "case" and other.index < node.index:
            other.head = node.index
    date.rel = "obl"


def _under_date(node: Node, nodes: Sequence[Node]) -> None:
    """Hang what the parser hung on a date on the date's own head: "met today with X"."""
    date = nodes[node.head] if node.head >= 0 else None
    if date is None or date.label != "DATE" or date.head < 0 or node.index < date.index or node.label == "DATE":
        return
    if node.tag.startswith(("NN", "PRP")) and node.rel.split(":")[0] in {"nmod", "obl", "appos", "flat", "dep"}:
        node.head, node.rel = date.head, "obl"
