"""Topic words: which words of a sentence point to which topic of topics.ttl.

Comes in: a tree and the lexicon. Goes out: `Found` rows, the longest phrase at each place.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from relgraph.lexicon import opening
from relgraph.reading.discourse import Discourse
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.trees import Tree


@dataclass(frozen=True, slots=True)
class Found:
    """A topic with the words that point to it."""

    topic: str
    first: int
    last: int


def topic_words(tree: Tree, talk: Discourse) -> Iterator[Found]:
    """Give the topic words of a sentence, the longest phrase at each place."""
    i, before = 0, -2
    while i < len(tree.nodes):
        idiom = phrase(tree, i, talk, "topic-idiom")
        if idiom:
            i += idiom
            continue
        found = _at(tree, i, talk)
        if found is None:
            i += 1
            continue
        name = " ".join(lemma(tree, k) for k in range(found.first, found.last + 1))
        light = talk.lexicon.among("topic-light", name)
        if not (light and before == i - 1):
            yield found
            yield from _second(tree, found, talk)
        before, i = found.last, found.last + 1


def phrase(tree: Tree, i: int, talk: Discourse, group: str) -> int:
    """Count the words, at most four, that begin at node i and make a phrase of a class; 0 if none do."""
    opened_by = talk.lexicon.opened_by
    if group not in opened_by(tree.stems[i]) and group not in opened_by(tree.folded[i]):
        return 0
    members = talk.lexicon.classes[group]
    for last in range(min(len(tree.nodes), i + 4), i, -1):
        if {" ".join(tree.stems[i:last]), " ".join(tree.folded[i:last])} & members:
            return last - i
    return 0


def _second(tree: Tree, found: Found, talk: Discourse) -> Iterator[Found]:
    """Give the topic of the second part of a compound: "transport-logistics", "trade-economic"."""
    parts = tree.text(found.first).split("-")
    if found.first == found.last and len(parts) == 2 and tree.text(found.first) not in talk.lexicon.topics:
        name = talk.lexicon.topics.get(parts[1])
        if name is not None and name != found.topic:
            yield Found(name, found.first, found.last)


def _at(tree: Tree, i: int, talk: Discourse) -> Found | None:
    """Give the longest topic phrase that begins at node i."""
    piece = tree.mentions.get(i)
    if isinstance(piece, Piece) and piece.symbol == "R" and tree.text(i) in talk.lexicon.topics:
        return Found(talk.lexicon.topics[tree.text(i)], i, i)
    if talk.lexicon.topical.isdisjoint((opening(tree.stems[i]), opening(tree.folded[i]))):
        return _hyphened(tree, i, talk)
    topics = talk.lexicon.topics
    free = next((k for k in range(i, min(len(tree.nodes), i + 5)) if k in tree.mentions), min(len(tree.nodes), i + 5))
    for last in range(free - 1, i - 1, -1):
        stems, texts = " ".join(tree.stems[i : last + 1]), " ".join(tree.folded[i : last + 1])
        mixed = " ".join((*tree.folded[i:last], tree.stems[last]))
        name = next((topics[form] for form in sorted({stems, texts, mixed}) if form in topics), None)
        if name is not None and (last > i or _single(tree, i, talk)):
            return Found(name, i, last)
    return _hyphened(tree, i, talk)


def _single(tree: Tree, i: int, talk: Discourse) -> bool:
    """Say whether a single word counts: a noun or adjective, an ambiguous adjective only before a noun of fields."""
    node = tree.nodes[i]
    if node.tag.startswith("VB") and talk.lexicon.among("topic-verb", lemma(tree, i)):
        return True
    if not node.tag.startswith(("NN", "JJ", "VBG")):
        return False
    if not talk.lexicon.among("topic-bound", lemma(tree, i)) or node.tag.startswith("NN"):
        return True
    for k in range(i + 1, min(len(tree.nodes), i + 9)):
        tag = tree.nodes[k].tag
        if tag.startswith("NN"):
            return talk.lexicon.among("fields", lemma(tree, k))
        if tag not in {"JJ", "CC", ",", "VBG", "HYPH"}:
            return False
    return False


def _hyphened(tree: Tree, i: int, talk: Discourse) -> Found | None:
    """Give the topic of a compound ("trade-economic", "agro-food") by its first part."""
    parts = tree.text(i).split("-")
    if (
        len(parts) != 2
        or i in tree.mentions
        or parts[1] in {"run", "based", "led", "driven", "free", "related", "owned"}
    ):
        return None
    name = talk.lexicon.topics.get(parts[0]) if tree.nodes[i].tag.startswith(("JJ", "NN")) else None
    return Found(name, i, i) if name is not None else None
