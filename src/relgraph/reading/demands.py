"""Demands: what a frame asks of its clause ("subject", "object:person", "actor:two", "carrier:issue" ...).

Comes in: one demand and the filled slots. Goes out: whether it is met.
"""

from relgraph.reading.counterparts import complement_of
from relgraph.reading.drafts import Draft, lemma_at, symbol_at
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.sites import sites_of
from relgraph.reading.trees import Tree


def is_met(
    ask: str, draft: Draft, filled: dict[str, list[Ref]], slots: dict[str, tuple[int, ...]], talk: Discourse
) -> bool:
    """Say whether one demand of a frame is met."""
    slot, _, what = ask.partition(":")
    tree, clause = draft.clause.tree, draft.clause
    if slot == "future":
        return clause.mode == "planned"
    if slot == "place":
        return bool(sites_of(tree, clause.head))
    if slot == "office":
        return True
    if slot == "complement":
        below = tree.children(clause.head, "xcomp", "ccomp", "acl", "advcl", "obj")
        return any(talk.lexicon.among(what, tree.nodes[k].lemma.lower()) for k in below)
    if what == "said":
        return any(r.value for s in draft.frame.recipient for r in filled.get(s, ()))
    if slot == "clause":
        return bool(complement_of(draft, talk)) or any(r.value for r in filled.get("for", ()))
    if slot == "carrier":
        if what and not (clause.carrier and talk.lexicon.among(what, clause.carrier)):
            return False
        return any(r.value for r in filled.get("carrier", ()))
    refs = {"actor": draft.actors, "recipient": draft.recipients}.get(slot, filled.get(slot, []))
    if what == "two":
        return len({r.value for r in refs if r.value}) > 1
    if what == "many":
        return len({r.value for r in refs if r.value}) > 1
    if what == "person":
        named = any(r.person for r in refs) or any(symbol_at(tree, k) == "O" for k in slots.get(slot, ()))
        return named or any(talk.lexicon.among("delegate", tree.nodes[k].lemma) for k in slots.get(slot, ()))
    if what == "place":
        nodes = (
            slots.get(slot, ()) if slot != "recipient" else [k for s in draft.frame.recipient for k in slots.get(s, ())]
        )
        if slot == "recipient":
            return any(symbol_at(tree, k) in {"S", "C"} or _capital(tree, k, talk) for k in nodes)
        return any(symbol_at(tree, k) in "SCR" and symbol_at(tree, k) for k in nodes) or any(
            r.person is None and r.value for r in refs
        )
    if slot == "recipient" and not what and draft.type == "Assault" and not any(r.value for r in refs):
        return any(talk.lexicon.among("victim", lemma_at(tree, k)) for k in slots.get("object", ()))
    if what in talk.lexicon.classes:
        return any(talk.lexicon.among(what, lemma_at(tree, k)) for k in slots.get(slot, ()))
    return any(r.value for r in refs)


def _capital(tree: Tree, k: int, talk: Discourse) -> bool:
    """Say whether a noun is a place by its owner: "the Turkish capital"."""
    return talk.lexicon.among("locality", tree.nodes[k].lemma) and any(r.value for r in resolve(tree, k, talk))
