"""A parsed sentence with its mentions, and the questions that the grammar asks of it.

Comes in: the nodes of one sentence and the mentions behind them. Goes out: `Tree`, which answers who is whose child,
what a phrase spans, how far two words are apart.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from relgraph.facts import Span
from relgraph.reading.syntax import Node

#: Penn tags of words that can head a noun phrase.
NOMINAL = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "JJ", "EX", "FW"})
SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
RELATIVES = frozenset({"who", "which", "that", "whom", "whose", "where"})


@dataclass(slots=True)
class Tree:
    """One sentence: its span in the document, its nodes, and the mentions that some nodes stand for.

    `titles` holds the office that stands before a person's name, `below` the relations of each node's children.
    """

    span: Span
    nodes: list[Node]
    mentions: Mapping[int, object]
    title: bool = False
    titles: Mapping[int, str] = field(default_factory=dict)
    kids: list[list[int]] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    bases: list[str] = field(default_factory=list)
    cases: dict[int, str] = field(default_factory=dict)
    below: list[set[str]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.kids = [[] for _ in self.nodes]
        self.below = [set() for _ in self.nodes]
        for node in self.nodes:
            if node.head >= 0:
                self.kids[node.head].append(node.index)
                self.below[node.head] |= {node.rel, node.rel.partition(":")[0]}
        self.folded = [node.text.lower() for node in self.nodes]
        self.stems = [node.lemma.lower() for node in self.nodes]
        self.bases = [node.rel.partition(":")[0] for node in self.nodes]

    def children(self, i: int, *rels: str) -> list[int]:
        """Give the children of a node, in order; with `rels`, only those of these relations (subtypes included)."""
        kids = self.kids[i]
        if not rels or not kids:
            return kids
        if self.below[i].isdisjoint(rels):
            return []
        nodes, bases = self.nodes, self.bases
        return [k for k in kids if bases[k] in rels or nodes[k].rel in rels]

    def child(self, i: int, *rels: str) -> int | None:
        """Give the first child of these relations."""
        found = self.children(i, *rels)
        return found[0] if found else None

    def subtree(self, i: int) -> Iterator[int]:
        """Walk a node and all below it."""
        stack = [i]
        while stack:
            here = stack.pop()
            yield here
            stack.extend(self.kids[here])

    def coordinates(self, i: int) -> list[int]:
        """Give a node and what is coordinated with it, in order."""
        out, stack = [], [i]
        while stack:
            here = stack.pop()
            out.append(here)
            stack.extend(k for k in self.children(here, "conj") if not self._excepted(k))
        return sorted(out)

    def _excepted(self, k: int) -> bool:
        """Say whether a conjunct is the one that it was not: "to Bulgaria and not Romania"."""
        return not self.is_verb(k) and any(self.folded[n] == "not" for n in self.children(k, "advmod", "cc"))

    def case(self, i: int) -> str:
        """Give the preposition of a node ("with", "ahead of"), inherited over coordination; empty if it has none."""
        if i not in self.cases:
            self.cases[i] = self._case(i)
        return self.cases[i]

    def _case(self, i: int) -> str:
        here = i
        for _ in range(20):
            cases = self.children(here, "case")
            words = [w for c in cases for w in (c, *self.children(c, "fixed"))]
            words = [w for w in words if self.nodes[w].tag != "POS"]
            if words:
                return " ".join(self.folded[w] for w in sorted(words))
            if self.nodes[here].rel != "conj":
                return ""
            here = self.nodes[here].head
        return ""

    def words(self, i: int) -> Span:
        """Give the span of a single node."""
        return Span(self.nodes[i].start, self.nodes[i].end)

    def phrase(self, i: int) -> Span:
        """Give the span of a node with all below it."""
        below = list(self.subtree(i))
        return Span(min(self.nodes[k].start for k in below), max(self.nodes[k].end for k in below))

    def ancestors(self, i: int) -> list[int]:
        """Give the nodes above, nearest first."""
        out: list[int] = []
        here = self.nodes[i].head
        while here >= 0 and len(out) <= len(self.nodes):
            out.append(here)
            here = self.nodes[here].head
        return out

    def distance(self, i: int, j: int) -> int:
        """Count the arcs between two nodes."""
        up = {node: depth for depth, node in enumerate([i, *self.ancestors(i)])}
        for depth, node in enumerate([j, *self.ancestors(j)]):
            if node in up:
                return depth + up[node]
        return len(self.nodes)

    def is_verb(self, i: int) -> bool:
        """Say whether a node is a full verb (not an auxiliary, not a copula)."""
        node = self.nodes[i]
        return node.tag.startswith("VB") and self.bases[i] not in {"aux", "cop", "amod", "case", "compound"}

    def clause(self, i: int) -> int:
        """Give the head of the clause that a node stands in: the nearest verb or predicate above it, or itself."""
        for here in [i, *self.ancestors(i)]:
            if self.is_verb(here) or self.child(here, "cop") is not None or self.nodes[here].head < 0:
                return here
        return i

    def text(self, i: int) -> str:
        """Give the folded text of a node."""
        return self.folded[i]
