"""Demands: what a frame asks of its clause ("subject", "object:person", "actor:two", "carrier:issue" ...).

Comes in: one demand and the filled slots. Goes out: whether it is met.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from relgraph.reading.counterparts import complement_of
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.drafts import Draft, lemma_at, symbol_at
from relgraph.reading.modality import is_to_be, mode_of
from relgraph.reading.referents import resolve
from relgraph.reading.sites import grieved_of, sites_of


@dataclass(frozen=True, slots=True)
class Filling:
    """A clause under a frame: the draft, the nodes of its slots and the parties that they stand for."""

    draft: Draft
    slots: Mapping[str, Sequence[int]]
    filled: Mapping[str, Sequence[Ref]]
    talk: Discourse

    def refs(self, slot: str) -> Sequence[Ref]:
        """Give the parties of a slot; "actor" and "recipient" are the draft's own."""
        own = {"actor": self.draft.actors, "recipient": self.draft.recipients}
        return own[slot] if slot in own else self.filled.get(slot, ())

    def nodes(self, slot: str) -> Sequence[int]:
        """Give the nodes of a slot; "actor" and "recipient" stand for all slots in which the frame looks for them."""
        frame = self.draft.frame
        several = {"actor": frame.actor, "recipient": frame.recipient}.get(slot, (slot,))
        return [k for one in several for k in self.slots.get(one, ())]

    def meets(self, ask: str) -> bool:
        """Say whether one demand of the frame is met."""
        slot, _, what = ask.partition(":")
        if slot in WHOLE:
            return WHOLE[slot](self, what)
        if what in KINDS:
            return KINDS[what](self, slot)
        if what and what != "deep":
            return any(self.among(what, k) for k in self.nodes(slot))
        return any(r.value for r in self.refs(slot)) or (slot == "recipient" and _has_victim(self))

    def among(self, group: str, k: int) -> bool:
        """Say whether the lemma of a node belongs to a word class."""
        tree, lemma = self.draft.clause.tree, lemma_at(self.draft.clause.tree, k)
        names = (lemma, *(f"{tree.stems[c]}-{lemma}" for c in tree.children(k, "compound", "amod")))
        return any(self.talk.lexicon.among(group, name) for name in names)


def _carried(filling: Filling, what: str) -> bool:
    carrier = filling.draft.clause.carrier
    if what and not (carrier and filling.talk.lexicon.among(what, carrier)):
        return False
    return any(r.value for r in filling.filled.get("carrier", ()))


def _complemented(filling: Filling, what: str) -> bool:
    tree, head = filling.draft.clause.tree, filling.draft.clause.head
    below = tree.children(head, "xcomp", "ccomp", "acl", "advcl", "obj")
    return any(filling.talk.lexicon.among(what, tree.nodes[k].lemma.lower()) for k in below)


def _foreign_clause(filling: Filling, what: str) -> bool:
    about = any(r.value for r in filling.filled.get("for", ()))
    return about or bool(complement_of(filling.draft, filling.talk))


def _under(filling: Filling, what: str) -> bool:
    tree, head = filling.draft.clause.tree, filling.draft.clause.head
    above = tree.nodes[head].head
    return above >= 0 and tree.case(head) in {"of", "in"} and filling.among(what, above)


def _deadly(filling: Filling, what: str) -> bool:
    """Say whether a deed is told by its harm: "a raid on the post killed five", "were killed in a raid"."""
    clause = filling.draft.clause
    node = clause.tree.nodes[clause.head]
    verb = clause.tree.nodes[node.head] if node.head >= 0 else None
    if clause.part != "noun" or verb is None or not filling.talk.lexicon.among(what, verb.lemma):
        return False
    if node.rel == "nsubj":
        return clause.mode == "occurred"
    passive = bool(clause.tree.children(verb.index, "nsubj:pass", "aux:pass"))
    return node.rel.startswith("obl") and passive and clause.tree.case(node.index) in {"in", "by", "during"}


def _standing(filling: Filling, what: str) -> bool:
    """Say whether a measure is spoken of as what lasts: no verb of fact has just lifted or laid it."""
    clause = filling.draft.clause
    above = clause.tree.nodes[clause.head].head
    if above < 0 or not clause.tree.is_verb(above) or clause.tree.nodes[clause.head].rel.split(":")[0] != "obj":
        return True
    return mode_of(clause.tree, above, filling.talk.lexicon)[3]


def _bare(filling: Filling, what: str) -> bool:
    tree, head = filling.draft.clause.tree, filling.draft.clause.head
    asked = [k for k in tree.children(head, "xcomp", "ccomp") if tree.nodes[k].label != "DATE"]
    if not tree.children(head, "obj"):  # "called on the president to resign"
        asked += [k for k in tree.children(head, "advcl") if tree.nodes[k].tag == "VB"]
    return not asked and len(tree.children(head, "obj")) < 2 and "for" not in filling.slots


def under_condition(draft: Draft, talk: Discourse) -> bool:
    """Say whether an act is what will be done if another does something; who that is becomes its recipient."""
    tree, head = draft.clause.tree, draft.clause.head
    own = {r.value for r in draft.actors}
    for k in tree.children(head, "advcl"):
        if any(tree.text(m) in {"if", "should", "unless"} for m in tree.children(k, "mark", "aux")):
            doers = [r for s in tree.children(k, "nsubj") for r in resolve(tree, s, talk) if r.value not in own]
            draft.recipients = draft.recipients or [r for r in doers if r.value]
            return bool(doers) and any(tree.text(a) in {"will", "would", "'ll"} for a in tree.children(head, "aux"))
    return False


def _obliged(filling: Filling, what: str) -> bool:
    tree = filling.draft.clause.tree
    below = tree.children(filling.draft.clause.head, "ccomp")
    wishing = filling.talk.lexicon.among(what, tree.nodes[filling.draft.clause.head].lemma)
    wished = wishing and any(
        tree.nodes[k].tag == "VB" and not tree.children(k, "aux") for k in below
    )  # "insists that he leave"
    return wished or any(tree.text(a) in {"must", "should", "ought"} for k in below for a in tree.children(k, "aux"))


def _blamed(filling: Filling, what: str) -> bool:
    """Say whether a clause calls what another did wrong: "said that the ban was illegal"; whose it is is the recipient."""
    tree, head = filling.draft.clause.tree, filling.draft.clause.head
    own = {r.value for r in filling.draft.actors}
    group = "assertion" if filling.draft.type == "Reject" else "blamable"
    for k in tree.children(head, "ccomp", "parataxis"):
        faulted = tree.stems[k] == "blame" and is_to_be(tree, k)
        told = faulted or (filling.among(what, k) and tree.children(k, "cop"))
        if not told or filling.draft.clause.embedded:
            continue
        if not faulted and mode_of(tree, k, filling.talk.lexicon)[0] != "occurred":
            continue
        for s in tree.children(k, "nsubj"):
            refs = [r for r in resolve(tree, s, filling.talk) if r.value]
            if any(r.value in own for r in refs):
                return False
            if filling.among(group, s) or (group == "blamable" and refs and s in tree.mentions):
                filling.draft.recipients = filling.draft.recipients or [Ref(r.value, r.span) for r in refs]
                return True
    return False


def _sites(filling: Filling) -> Sequence[int]:
    return sites_of(filling.draft.clause.tree, filling.draft.clause.head, filling.talk.lexicon)


def _sited(filling: Filling) -> bool:
    """Say whether the place of an unrest or disaster is told, or those condoled with over it."""
    tree, head = filling.draft.clause.tree, filling.draft.clause.head
    return bool(_sites(filling) or grieved_of(tree, head, filling.talk.lexicon))


#: Demands on the clause as a whole.
WHOLE: Mapping[str, Callable[[Filling, str], bool]] = {
    "future": lambda filling, what: filling.draft.clause.mode == "planned",
    "place": lambda filling, what: _sited(filling),
    "under": _under,
    "bare": _bare,
    "deadly": _deadly,
    "standing": _standing,
    "condition": lambda filling, what: under_condition(filling.draft, filling.talk),
    "carried": lambda filling, what: filling.talk.lexicon.among(what, filling.draft.clause.carrier or ""),
    "obliged": _obliged,
    "negated": lambda filling, what: filling.draft.clause.negated and not filling.draft.clause.embedded,
    "thing": lambda filling, what: bool(filling.nodes("recipient")),
    "objectless": lambda filling, what: not {"object", "indirect"} & filling.draft.clause.slots.keys(),
    "blamed": _blamed,
    "unsaid": lambda filling, what: filling.draft.clause.unsaid,
    "office": lambda filling, what: True,
    "complement": _complemented,
    "clause": _foreign_clause,
    "carrier": _carried,
}


def _several(filling: Filling, slot: str) -> bool:
    return len({r.value for r in filling.refs(slot) if r.value}) > 1


def _said(filling: Filling, slot: str) -> bool:
    return any(r.value for one in filling.draft.frame.recipient for r in filling.filled.get(one, ()))


def _person(filling: Filling, slot: str) -> bool:
    tree, nodes = filling.draft.clause.tree, filling.nodes(slot)
    named = any(r.person for r in filling.refs(slot)) or any(symbol_at(tree, k) == "O" for k in nodes)
    return named or any(filling.talk.lexicon.among("delegate", tree.nodes[k].lemma) for k in nodes)


def _foreign(filling: Filling, slot: str) -> bool:
    own = {r.value for r in filling.draft.actors}
    return any(r.value and r.value not in own for r in filling.refs(slot))


def _own(filling: Filling, slot: str) -> bool:
    """Say whether a slot holds what belongs to the doer: "recalled its ambassador"."""
    tree, talk, own = filling.draft.clause.tree, filling.talk, {r.value for r in filling.draft.actors}
    owners = [n for k in filling.nodes(slot) for n in tree.children(k, "nmod:poss", "amod", "compound")]
    mine = [n for n in owners if tree.text(n) in {"its", "his", "their"} or tree.nodes[n].rel == "nmod:poss"]
    return any(r.value in own for n in mine for r in resolve(tree, n, talk))


#: Verbs and prepositions of what a vehicle has on board.
ABOARD = frozenset({"carry", "bring", "transport", "bear", "ferry", "load", "deliver"})


def _laden(filling: Filling, slot: str) -> bool:
    """Say whether a vehicle has relief on board, whose giver is then the doer: "a jet carrying Chinese tents"."""
    tree, draft = filling.draft.clause.tree, filling.draft
    for k in filling.slots.get(slot, ()):
        with_it = [n for n in tree.children(k, "nmod") if tree.case(n) == "with"]
        for v in (v for v in tree.children(k, "acl") if tree.nodes[v].lemma in ABOARD):
            with_it += [*tree.children(v, "obj"), *(n for n in tree.children(v, "obl") if tree.case(n) == "with")]
        for n in with_it:
            on_board = [m for m in (n, *tree.children(n, "nmod")) if filling.among("relief", m)]
            if on_board and not any(filling.among("commodity", m) for m in on_board):
                named = any(len(r.value or "") == 3 for r in draft.actors)
                draft.actors = draft.actors if named else [r for r in resolve(tree, n, filling.talk) if r.value]
                return bool(draft.actors)
    return False


def _plural(filling: Filling, slot: str) -> bool:
    tree = filling.draft.clause.tree
    return any(tree.nodes[k].tag in {"NNS", "NNPS"} for k in filling.slots.get(slot, ()))


def _place(filling: Filling, slot: str) -> bool:
    tree = filling.draft.clause.tree
    nodes = filling.nodes(slot)
    if slot == "recipient":
        return any(symbol_at(tree, k) in {"S", "C"} or _capital(filling, k) for k in nodes)
    named = any(symbol_at(tree, k) in {"S", "C", "R"} for k in nodes)
    return named or any(r.person is None and r.value for r in filling.refs(slot))


#: Demands on what fills one slot.
KINDS = {
    "two": _several,
    "own": _own,
    "many": _several,
    "said": _said,
    "person": _person,
    "foreign": _foreign,
    "place": _place,
    "plural": _plural,
    "laden": _laden,
}


def _has_victim(filling: Filling) -> bool:
    """Say whether an attack has people or buildings for its object, though no party."""
    if filling.draft.type != "Assault":
        return False
    return any(filling.among("victim", k) for k in filling.slots.get("object", ()))


def _capital(filling: Filling, k: int) -> bool:
    """Say whether a noun is a place by its owner: "the Turkish capital"."""
    tree, talk = filling.draft.clause.tree, filling.talk
    return talk.lexicon.among("locality", tree.nodes[k].lemma) and any(r.value for r in resolve(tree, k, talk))
