"""Amounts: a number in its sentence, and the words around it that may tell what it measures.

Comes in: a tree and a sum. Goes out: an `Amount` with its noun, its predicate and its cues, nearest first: words of its
own stretch (between commas) before words further off, the grammar's neighbours before those that only stand near.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import Piece
from relgraph.reading.subjects import subjects_of
from relgraph.reading.sums import Sum
from relgraph.reading.trees import Tree

#: Words and marks that end a stretch of a sentence.
BREAKS = frozenset({",", ";", "while", "whereas", "but", "\u2014", "\u2013", "although", "though", "(", ")"})
#: What people do who are counted by their nation: "200 Vietnamese study there".
DOING = frozenset(
    {
        "live",
        "lived",
        "work",
        "worked",
        "study",
        "studied",
        "reside",
        "resided",
        "visit",
        "visited",
        "are",
        "were",
        "have",
        "had",
    }
)
#: How many words to each side are near where the grammar is silent.
LEFT = 16
RIGHT = 8


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in its sentence: its node, the noun that it counts (or itself), the predicate above, the words around.

    `first` and `last` bound its stretch of the sentence; `tail` is the last node of the number, `end` that of
    number and noun.
    """

    sum: Sum
    node: int
    noun: int
    verb: int
    cues: tuple[int, ...]
    first: int
    last: int
    end: int
    tail: int

    @property
    def bare(self) -> bool:
        """Tell whether the number stands without a noun."""
        return self.noun == self.node


def amount_of(tree: Tree, found: Sum) -> Amount | None:
    """Find the node of a sum and what stands around it."""
    inside = [n.index for n in tree.nodes if n.start < found.span.end and found.span.start < n.end]
    if not inside:
        return None
    node = next((k for k in inside if tree.nodes[k].head not in inside), inside[0])
    noun = _measured(tree, node)
    verb = tree.clause(noun)
    if noun == node and not found.money and found.currency is None and not found.change:
        noun = _numbered(tree, node) or noun
    first, last = _stretch(tree, inside[0], inside[-1])
    cues = [k for k in _grammar(tree, node, noun, verb) if k not in inside]
    near = [k for k in _near(tree, inside[0], inside[-1]) if k not in inside]
    own = [*_within(tree, inside[-1]), *_led(tree, inside[0])]
    own += [k for k in cues if first <= k <= last] + [k for k in near if first <= k <= last]
    return Amount(
        found,
        node,
        noun,
        verb,
        tuple(dict.fromkeys((*own, *cues, *near))),
        first,
        last,
        max(inside[-1], noun),
        inside[-1],
    )


def _stretch(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Give the first and last node between the marks around a number."""
    first, last = start, end
    while first > 0 and tree.text(first - 1) not in BREAKS:
        first -= 1
    while last + 1 < len(tree.nodes) and tree.text(last + 1) not in BREAKS:
        last += 1
    return first, last


def _measured(tree: Tree, node: int) -> int:
    """Give the noun that a number counts, or the number itself."""
    people = tree.mentions.get(node + 1)
    if isinstance(people, Piece) and people.name is not None:
        doing = node + 2 < len(tree.nodes) and tree.text(node + 2) in DOING
        if people.name.kind.name == "PEOPLE" or (people.symbol == "D" and doing):
            return node + 1
    if tree.text(min(node + 1, len(tree.nodes) - 1)) == "of" and tree.text(min(node + 2, len(tree.nodes) - 1)) in {
        "its",
        "their",
        "his",
    }:
        return next((n.index for n in tree.nodes[node + 3 : node + 6] if n.tag == "NNS"), node)
    here = tree.nodes[node]
    head = here.head
    modifies = here.rel.split(":")[0] in {"nummod", "compound", "amod", "det"}
    if modifies and head > node and tree.nodes[head].tag.startswith("NN"):
        return head
    if here.label == "MONEY":
        return node
    after = [n for n in tree.nodes[node + 1 : node + 4] if n.tag.startswith(("NN", "JJ", "VBN"))]
    for n in after:  # the parser may part a number from the noun that follows it
        lives = n.text == "lives" and tree.text(min(n.index + 1, len(tree.nodes) - 1)) in {"in", "on", "at", "under"}
        if (
            n.tag in {"NNS", "NNPS"}
            and not lives
            and all(m.tag.startswith(("NN", "JJ", "VBN")) for m in tree.nodes[node + 1 : n.index])
        ):
            return n.index
    return node


def _numbered(tree: Tree, node: int) -> int | None:
    """Give what is counted in "the number of tourists rose to 200,000"."""
    verb = tree.clause(node)
    if tree.nodes[verb].lemma == "number" and tree.is_verb(verb):
        return next((k for k in tree.children(verb, "nsubj") if tree.nodes[k].tag == "NNS"), None)
    for k in range(node - 1, -1, -1):
        if tree.nodes[k].lemma in {"number", "total"} and tree.text(min(k + 1, node)) == "of":
            return next((n.index for n in tree.nodes[k + 2 : k + 6] if n.tag in {"NNS", "NNPS"}), None)
    return None


def _grammar(tree: Tree, node: int, noun: int, verb: int) -> Iterator[int]:
    """Walk the words around a number: its noun, what it is in or of, the nouns above it, the clause."""
    seen = {node}
    groups = [[noun], below(tree, node), below(tree, noun), above(tree, noun), [verb], subjects_of(tree, verb)]
    groups.append([k for k in tree.children(verb, "obj", "obl", "xcomp") if k != noun])
    groups.append([k for k in tree.children(verb, "conj") if tree.nodes[k].tag.startswith("NN")])
    for group in groups:
        for k in group:
            for here in (k, *tree.children(k, "compound", "amod")):
                if here not in seen and here >= 0:
                    seen.add(here)
                    yield here


def _within(tree: Tree, tail: int) -> Iterator[int]:
    """Give the nouns of "in soft loans", "of military aid" right after a number."""
    if tail + 1 >= len(tree.nodes) or tree.text(tail + 1) not in {"in", "of"}:
        return
    for n in tree.nodes[tail + 2 : tail + 6]:
        if n.tag.startswith("NN") and n.index not in tree.mentions:
            yield n.index
        elif not n.tag.startswith(("JJ", "VBG", "DT")):
            return


def _led(tree: Tree, start: int) -> Iterator[int]:
    """Give the noun that leads up to a number over names and small words: "imports from Namibia 1.3 million"."""
    for k in range(start - 1, max(start - 7, -1), -1):
        if tree.nodes[k].tag.startswith("NN") and k not in tree.mentions:
            yield k
            return
        if (
            k not in tree.mentions
            and not tree.nodes[k].tag.startswith(("IN", "TO", "DT", "POS", ":"))
            and tree.text(k) not in {"was", "were"}
        ):
            return


def _near(tree: Tree, start: int, end: int) -> Iterator[int]:
    """Walk the words that only stand near: to the left, then to the right."""
    yield from range(start - 1, max(start - LEFT, 0) - 1, -1)
    yield from range(end + 1, min(end + RIGHT, len(tree.nodes)))


def below(tree: Tree, k: int) -> list[int]:
    """Give what a sum is in or of: "$5 million in aid", "12 tons of grain"."""
    return [c for c in tree.children(k, "nmod") if tree.case(c) in {"in", "of", "in the form of"}]


def above(tree: Tree, k: int) -> list[int]:
    """Give the nouns that a sum hangs on: "a loan of $5 million", "the goal of $5 billion"."""
    out: list[int] = []
    here = k
    while len(out) < 4:
        head = tree.nodes[here].head
        if head < 0 or tree.is_verb(head) or not tree.nodes[head].tag.startswith(("NN", "CD", "JJ")):
            break
        out.append(head)
        here = head
    return out


def among(tree: Tree, lexicon: Lexicon, group: str, nodes: Iterable[int]) -> bool:
    """Tell whether one of these words belongs to a class of the lexicon."""
    members = lexicon.classes.get(group, frozenset())
    return any(not members.isdisjoint(words_of(tree, k)) for k in nodes)


def words_of(tree: Tree, k: int) -> tuple[str, ...]:
    """Give the forms by which a word may be known: lemma, text, the last word of capitals ("Cumulative FDI")."""
    lemma, text = tree.stems[k], tree.folded[k]
    loose = " " in lemma and k not in tree.mentions and " of " not in lemma
    return (lemma, text, lemma.rsplit(" ", 1)[-1]) if loose else (lemma, text)


def movers(tree: Tree, amount: Amount) -> list[int]:
    """Give the words that may say which way a number moved: verb, noun, nouns above, the words just before."""
    before = [k for k in range(amount.node - 1, max(amount.node - 4, amount.first) - 1, -1) if k >= 0]
    after = [amount.node + 1] if amount.node + 1 < len(tree.nodes) else []
    return [amount.verb, amount.noun, *above(tree, amount.noun), *before, *after]
