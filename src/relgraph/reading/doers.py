"""Doers: who does an act where the grammar leaves it open, and whom a pronoun beside the verb cannot mean.

Comes in: a clause with the parties in its slots. Goes out: the parties that are meant.
"""

from relgraph.lexicon import Frame
from relgraph.reading.clauses import Clause
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.drafts import symbol_at
from relgraph.reading.referents import resolve


def other_than_aimed(
    clause: Clause, filled: dict[str, list[Ref]], frame: Frame, actors: list[Ref], talk: Discourse
) -> list[Ref]:
    """Take "he" who asks something of Russia for another than the Russian spoken of last."""
    subject = clause.slots.get("subject", ())
    aimed = {r.value for r in filled.get("object", ()) if r.value and r.person is None}
    pronoun = len(subject) == 1 and clause.tree.text(subject[0]) in {"he", "she"}
    if not pronoun or "subject" not in frame.actor or len(actors) != 1 or actors[0].value not in aimed:
        return actors
    others = [r for r in reversed(talk.people) if r.value is not None and r.value not in aimed]
    return [Ref(others[0].value, actors[0].span, others[0].person)] if others else actors


def other_than_doer(clause: Clause, aimed: list[Ref], actors: list[Ref], talk: Discourse) -> list[Ref]:
    """Take "him" for another than the subject of his verb: "met the Japanese minister and thanked him"."""
    nodes, tree = clause.slots.get("object", ()), clause.tree
    doers = {r.value for r in actors if r.value}
    if len(nodes) != 1 or tree.text(nodes[0]) not in {"him", "her", "them"} or not doers:
        return aimed
    if any(r.value and r.value not in doers for r in aimed):
        return aimed
    for k in range(nodes[0] - 1, -1, -1):
        if symbol_at(tree, k) in {"O", "P"} or talk.lexicon.among("delegate", tree.nodes[k].lemma):
            meant = [r for r in resolve(tree, k, talk) if r.value and r.value not in doers]
            if meant:
                return meant
    return aimed


def headless(clause: Clause) -> bool:
    """Say whether a main verb stands without subject, as in the paragraphs of a communiqué: "CONDEMNS the seizure"."""
    if clause.part != "verb" or clause.slots.get("subject") or clause.passive:
        return False
    node = clause.tree.nodes[clause.head]
    return node.tag == "VBZ" and node.rel.split(":")[0] in {"root", "conj"}
