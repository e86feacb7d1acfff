"""Subjects: the topics that parties discuss, contract on or want to work on.

Comes in: a tree. Goes out: `facts.Topic` rows. A topic word counts only in reach of a word of discussing or cooperating.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Argument, Evidence, Topic
from relgraph.reading.clauses import subjects_of
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.trees import Tree

#: How many arcs a topic word may stand from the word in whose reach it is.
REACH = 9


def topics(tree: Tree, talk: Discourse) -> Iterator[Topic]:
    """Give the topics of a sentence with the parties that share them."""
    anchors = [n.index for n in tree.nodes if _anchors(tree, n.index, talk)]
    if not anchors:
        return
    for i, topic in _words(tree, talk):
        near = [a for a in anchors if a != i and a in tree.ancestors(i) and tree.distance(a, i) <= REACH]
        if not near:
            continue
        between = _parties(tree, near[0], talk)
        values = tuple(dict.fromkeys(r.value for r in between if r.value))
        if len(values) < 2:
            continue
        arguments = [Argument("topic", topic, tree.words(i))]
        arguments += [Argument("between", r.value, r.span) for r in between if r.value]
        yield Topic(topic=topic, between=values, evidence=Evidence(tree.span, "topic", tuple(dict.fromkeys(arguments))))


def _anchors(tree: Tree, i: int, talk: Discourse) -> bool:
    if i in tree.mentions:
        return False
    lemma = tree.nodes[i].lemma.lower()
    names = [
        lemma,
        *(f"{lemma} {tree.case(k)}" for k in tree.children(i, "obl", "nmod")),
        *(f"{lemma} {tree.text(k)}" for k in tree.children(i, "compound:prt")),
    ]
    return any(talk.lexicon.among(group, name) for group in ("discussing", "cooperating") for name in names)


def _words(tree: Tree, talk: Discourse) -> Iterator[tuple[int, str]]:
    for node in tree.nodes:
        if node.index in tree.mentions:
            continue
        lemma = node.lemma.lower()
        following = tree.nodes[node.index + 1].lemma.lower() if node.index + 1 < len(tree.nodes) else ""
        topic = talk.lexicon.topics.get(f"{lemma} {following}") or talk.lexicon.topics.get(lemma)
        if topic is not None and node.tag.startswith(("NN", "JJ")):
            yield node.index, topic


def _parties(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give who shares a topic: two parties of the clause, else the pair under discussion."""
    here: list[Ref] = []
    for k in [i, *tree.ancestors(i)]:
        if tree.is_verb(k):
            for s in subjects_of(tree, k):
                here += [r for c in tree.coordinates(s) for r in resolve(tree, c, talk)]
        here += [
            r
            for n in tree.children(k, "nmod", "obl")
            if tree.case(n) in {"with", "between", "among"}
            for c in tree.coordinates(n)
            for r in resolve(tree, c, talk)
        ]
        if len({r.value for r in here if r.value}) >= 2:
            return _one_each(here)
        if tree.is_verb(k):
            break
    return list(talk.pair)


def _one_each(refs: Sequence[Ref]) -> list[Ref]:
    seen: dict[str, Ref] = {}
    for ref in refs:
        if ref.value is not None:
            seen.setdefault(ref.value, ref)
    return list(seen.values())
