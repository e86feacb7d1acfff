"""Antecedents: which word of its own sentence a pronoun takes up, and which adjective owns nothing, by grammar alone.

Comes in: a pronoun's node. Goes out: the node that it takes up, if the sentence has it.
"""

from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import RELATIVES, Tree

#: Prepositions of the ground on which somebody is blamed or thanked: "for its help" is the thanked one's.
GROUNDS = frozenset({"for", "over", "about"})
JUDGING = frozenset({"Accuse", "Support"})


def subjects(tree: Tree, i: int) -> list[int]:
    """Give the subjects of the clause that a node stands in, their conjuncts included."""
    verb = next((k for k in tree.ancestors(i) if tree.is_verb(k)), None)
    return [c for s in (subjects_of(tree, verb) if verb is not None else ()) for c in tree.coordinates(s)]


def judged(tree: Tree, i: int, lexicon: Lexicon) -> list[int]:
    """Give who is blamed or thanked for a thing of theirs: "criticised Iran for its plan"."""
    here = tree.nodes[i].head
    while here >= 0 and not tree.is_verb(here):
        above = tree.nodes[here].head
        if above >= 0 and tree.is_verb(above) and tree.case(here) in GROUNDS:
            objects = [k for k in tree.children(above, "obj") if k < here]
            judging = any(f.type in JUDGING for f in lexicon.evoked("verb", tree.nodes[above].lemma))
            return [c for k in objects for c in tree.coordinates(k)] if judging else []
        here = above
    return []


def coming(tree: Tree, i: int) -> list[int]:
    """Give the subject that a phrase before it speaks of already: "During his visit to Oslo, the king met X"."""
    ahead = [k for k in subjects(tree, i) if k > i]
    inside = any(i in tree.subtree(k) for k in ahead)
    return ahead if len(ahead) == 1 and not inside and tree.text(ahead[0]) not in RELATIVES else []


def doer(tree: Tree, i: int) -> list[int]:
    """Give who does what is done to a thing of its own: "Russia recalled its envoy"."""
    before = subjects(tree, i)
    if len(before) != 1 or before[0] > i or i in tree.subtree(before[0]) or tree.text(before[0]) in RELATIVES:
        return []
    return before


def above(tree: Tree, i: int) -> list[int]:
    """Give the subjects before a node of the clauses that its own clause hangs under: "X said his country agreed"."""
    own = next((k for k in tree.ancestors(i) if tree.is_verb(k)), None)
    outer = [k for k in tree.ancestors(own) if tree.is_verb(k)] if own is not None else []
    return [s for k in outer for s in tree.children(k, "nsubj") if s < i and i not in tree.subtree(s)]


def apart(tree: Tree, i: int) -> Sequence[int]:
    """Give the names before an object "it" that it may take up: all but those of its own subject."""
    own = {n for s in subjects(tree, i) for n in tree.subtree(s)}
    return [k for k in sorted(tree.mentions) if k < i and k not in own]


def is_bygone(tree: Tree, k: int, lexicon: Lexicon) -> bool:
    """Say whether a demonym names whose a land once was: "the former French colony", "a former Soviet republic"."""
    land = tree.nodes[k].head
    if (
        getattr(tree.mentions.get(k), "symbol", "") != "D"
        or land < 0
        or not lexicon.among("dominion", tree.stems[land])
    ):
        return False
    return any(
        tree.text(n) in {"former", "ex", "one-time", "onetime", "erstwhile"} for n in tree.children(land, "amod")
    )
