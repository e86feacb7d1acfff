"""Kinds of states: which of those that a text has named a definite noun takes up - "the kingdom", "the island nation".

Comes in: a noun of a tree and the discourse. Goes out: the one state of that kind, nothing where there are two.
"""

from collections.abc import Container, Sequence

from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.trees import Tree

#: Nouns that say of themselves what kind of state they mean.
REALMS = frozenset({"kingdom", "emirate", "sultanate", "monarchy", "principality", "duchy", "archipelago"})


def kinds(tree: Tree, i: int, talk: Discourse) -> list[str]:
    """Give the classes of states that a noun and its adjectives tell: "the landlocked kingdom"."""
    words = [tree.text(k).replace(" ", "-") for k in tree.children(i, "amod", "compound")]
    words += [tree.stems[i]] if tree.stems[i] in REALMS else []
    return [f"kind-{word}" for word in words if f"kind-{word}" in talk.lexicon.classes]


def of_kind(told: Sequence[str], here: Container[str | None], talk: Discourse) -> list[Ref]:
    """Give the one state of the kinds told: of the sentence before, else of all so far, but none that `here` names."""
    for refs in (talk.recent, talk.parties):
        fit = {r.value: r for r in refs if r.value not in here and is_of_kind(told, r, talk)}
        if fit:
            return [Ref(r.value, r.span) for r in fit.values()] if len(fit) == 1 else []
    return []


def is_of_kind(told: Sequence[str], ref: Ref, talk: Discourse) -> bool:
    """Say whether a state is of all kinds told."""
    return all(talk.lexicon.among(kind, ref.value or "") for kind in told)


def spoken_of(tree: Tree, i: int, here: Container[str | None], talk: Discourse) -> list[Ref]:
    """Give whom "the country" or "the government" is: who led the sentence before; of who denies, the other one there."""
    led = {r.value: r for r in talk.leading if r.value and len(r.value) == 3 and r.value not in here}
    before = [r for r in talk.earlier if r.person is None and r.value not in here]
    found = led or {r.value: r for r in before[-1:] if r.value}
    if talk.lexicon.among("denying", tree.stems[tree.nodes[i].head]):  # whoever accuses does not deny it
        faced = {r.value: r for r in talk.recent if r.value and len(r.value) == 3 and r.value not in here}
        found = {value: r for value, r in faced.items() if value not in led} or found
    return [Ref(r.value, r.span) for r in found.values()] if len(found) == 1 else []
