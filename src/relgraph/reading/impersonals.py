"""Impersonal passives of readouts: who speaks where it is not said - "Hope was expressed that ...", "It was stressed that".

Comes in: a clause without a doer and the discourse. Goes out: the parties that may be meant, the likeliest first.
"""

from collections.abc import Sequence

from relgraph.reading.clauses import Clause
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.referents import resolve

#: What the two who speak with each other say together, if nobody is named.
COMMON = frozenset({"Agree", "Support"})
#: What only the one who tells of it is sure to have said.
TOLD = frozenset({"Request", "Accuse"})


def speakers(kind: str, clause: Clause, talk: Discourse) -> Sequence[list[Ref]]:
    """Give who may have said what a passive leaves unsaid: both at the table, the publisher, or the other of the two."""
    if not clause.unsaid or not (kind == "Agree" or _impersonal(clause) or not _of_party(clause)):
        return ()
    table = _table(talk)
    tree = clause.tree
    here = {r.value for k in tree.mentions for r in resolve(tree, k, talk, deep=False)}
    others = [r for r in table if r.value not in here]
    if kind != "Agree" and len(table) == 2 and len(others) == 1:
        return [others] if kind in COMMON or (talk.origin and kind in TOLD) else ()
    if kind in COMMON:
        return [table, *([r] for r in _publisher_first(table, talk))]
    if kind not in TOLD or not talk.origin:
        return ()
    return [[r] for r in _publisher_first(table, talk) or talk.origin]


def _table(talk: Discourse) -> list[Ref]:
    """Give the pair under discussion, as the two people who speak for it if these are known."""
    meant = {r.value for r in talk.pair}
    return list(talk.duo if talk.duo and meant <= {r.value for r in talk.duo} else talk.pair or talk.duo)


def _publisher_first(table: Sequence[Ref], talk: Discourse) -> list[Ref]:
    """Give the two at the table, the one whose institution tells of it first; none if no institution is at it."""
    own = {r.value for r in talk.origin}
    mine = [r for r in table if r.value in own]
    return [*mine, *(r for r in table if r.value not in own)] if mine and len(table) == 2 else []


def _of_party(clause: Clause) -> bool:
    """Say whether a passive is told of somebody: "the poet was honoured with an order of Chile"."""
    return any(
        getattr(piece, "symbol", "") in {"S", "D", "C", "G", "P", "O"} for piece in clause.tree.mentions.values()
    )


def _impersonal(clause: Clause) -> bool:
    """Say whether a passive has no party for its subject: "attention was drawn", "it was stressed"."""
    return clause.part == "noun" or [clause.tree.text(k) for k in clause.slots.get("object", ())] == ["it"]
