"""Gatherings: who meets, calls, visits or signs when the clause names only some of them.

Comes in: a draft and the discourse. Goes out: the draft with its parties, or that there is none.
"""

from dataclasses import replace

from relgraph.reading.clauses import Clause, verb_clause
from relgraph.reading.discourse import Discourse, Ref, one_each
from relgraph.reading.drafts import Draft, symbol_at
from relgraph.reading.referents import resolve


def _participants(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give the people who do something "at the summit": the subjects and partners of the clause it stands in."""
    tree, head = draft.clause.tree, draft.clause.head
    if draft.clause.part != "noun":
        return []
    if tree.case(head) not in {"at", "during", "in"} and not beside(draft):
        return []
    verb = next((k for k in tree.ancestors(head) if tree.is_verb(k)), None)
    if verb is None:
        return []
    slots = verb_clause(tree, verb, talk.lexicon).slots
    nodes = [k for group in slots.values() for k in group if k != head and head not in tree.ancestors(k)]
    refs = [r for k in nodes for r in resolve(tree, k, talk)]
    return [r for r in refs if r.person is not None and r.value is not None and len(r.value) == 3]


def beside(draft: Draft) -> bool:
    """Say whether a gathering is only where another took place: "on the sidelines of the summit"."""
    above = draft.clause.tree.nodes[draft.clause.head].head
    return above >= 0 and draft.clause.tree.nodes[above].lemma in {"sideline", "margin", "fringe"}


def _guests(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give who is "at a summit hosted by X": the people of the clause and the host."""
    tree, head = draft.clause.tree, draft.clause.head
    if not any(tree.text(k) in {"a", "an"} for k in tree.children(head, "det")):
        return []
    hosts = [
        k
        for k in tree.children(head, "acl")
        if tree.nodes[k].lemma in {"host", "convene", "chair", "organize", "organise"}
    ]
    host = [r for h in hosts for k in tree.children(h, "obl") for r in resolve(tree, k, talk) if tree.case(k) == "by"]
    return [*_participants(draft, talk), *host]


def has_gathered(draft: Draft, talk: Discourse) -> bool:
    """Say whether a gathering has its parties; "the next session will be held" takes the pair under discussion."""
    if draft.type == "Visit":
        return _visited(draft, talk)
    if len(draft.values) >= 2:
        return True
    people = {r.person for r in draft.actors if r.person}
    if len(people) > 1 and len(talk.pair) == 2 and draft.values <= {r.value for r in talk.pair}:
        return _with_pair(draft, talk)
    if draft.type == "Signing":
        return _signed(draft, talk)
    return draft.clause.part == "noun" and _convened(draft, talk)


def _with_pair(draft: Draft, talk: Discourse) -> bool:
    """Add the pair under discussion to the parties."""
    draft.actors = [*draft.actors, *(r for r in talk.pair if r.value not in draft.values)]
    return len(draft.values) >= 2


def _signed(draft: Draft, talk: Discourse) -> bool:
    """Give a signing its other side, unless it is one state's own act."""
    if not draft.values:  # "adopted at the meeting of the Council of the OTS"
        held = [r for k in draft.clause.slots.get("at", ()) for r in resolve(draft.clause.tree, k, talk) if r.value]
        draft.actors = [Ref(r.value, r.span) for r in held]
    if any(r.person and r.value is None for r in draft.actors) and len(draft.values) == 1:
        return False  # "X and his Uzbek counterpart": the other side is X's state, which is not told
    if len(draft.values) < 2 and not _alone(draft) and not any(len(v) > 3 for v in draft.values):
        known = talk.pair if draft.values <= {r.value for r in talk.pair} else talk.subject[:1]
        draft.actors = [*draft.actors, *(Ref(r.value, r.span) for r in known if r.value not in draft.values)]
    return bool(draft.values)


def _convened(draft: Draft, talk: Discourse) -> bool:
    """Give a gathering told by a noun its parties: guests, members, or the pair for a numbered or dated session."""
    clause = draft.clause
    draft.actors = one_each([*draft.actors, *_guests(draft, talk)])
    if len(draft.values) >= 2 or (len(draft.values) == 1 and _known_summit(clause)):
        return True
    if any(r.value and len(r.value) > 3 for r in draft.actors):
        draft.actors = _participants(draft, talk) or draft.actors
        return True
    if draft.status in {"planned", "cancelled"} or (clause.carrier and _numbered(clause)) or _dated(clause):
        return _with_pair(draft, talk)
    return False


def _alone(draft: Draft) -> bool:
    """Say whether a signing is one state's own act: a ratification, a law, an accession."""
    lemmas = set(draft.clause.lemmas)
    return bool(lemmas & {"ratify", "ratification", "approve", "endorse", "accede to"})


def _dated(clause: Clause) -> bool:
    """Say whether a gathering is told apart by its own date: "the talks in Kinshasa in April 2021"."""
    tree = clause.tree
    kids = tree.kids[clause.head]
    below = {k for kid in kids for k in (kid, *(tree.kids[kid] if tree.nodes[kid].rel.startswith("acl") else ()))}
    return any(tree.nodes[k].label == "DATE" and tree.nodes[k].rel not in {"compound", "nmod:poss"} for k in below)


def _known_summit(clause: Clause) -> bool:
    """Say whether a noun is a summit known by name with time or place: "the Russia-Africa Summit in Sochi"."""
    node = clause.tree.nodes[clause.head]
    return node.lemma.lower() == "summit" and node.text[:1].isupper() and (_dated(clause) or "in" in clause.slots)


def _numbered(clause: Clause) -> bool:
    return any(symbol_at(clause.tree, k) == "#" for k in clause.tree.children(clause.head))


def _visited(draft: Draft, talk: Discourse) -> bool:
    """Say whether a visit has visitor and host; without a host it goes to the dateline's state or the pair's other."""
    visitors = {r.value for r in draft.actors if r.value}
    draft.recipients = [r for r in draft.recipients if r.value and r.value not in visitors]
    if visitors and not draft.recipients and draft.clause.carrier:
        others = [r for r in talk.seat if r.value not in visitors]
        if not others and len(talk.pair) == 2:
            others = [r for r in talk.pair if r.value not in visitors]
        if len(others) != 1:
            others = [r for r in talk.origin if r.value not in visitors]
        if len(others) == 1:
            draft.recipients = [Ref(others[0].value, others[0].span)]
    draft.recipients = [Ref(r.value, r.span, None, r.place) for r in draft.recipients]
    return bool(visitors and draft.recipients)


def each_visit(draft: Draft) -> list[Draft]:
    """Make one visit for each host of "visited A, B and C"."""
    hosts = one_each(draft.recipients)
    if draft.type != "Visit" or len(hosts) < 2:
        return [draft]
    return [replace(draft, recipients=[host]) for host in hosts]


def called_off(clause: Clause, talk: Discourse) -> bool:
    """Say whether the sentence goes on to call off what was planned: "was due in Dhaka but put off the trip"."""
    tree = clause.tree
    for k in range(clause.head + 1, len(tree.nodes) - 1):
        if tree.nodes[k].lemma != "but" and tree.text(k) != "yet":
            continue
        verb, behind = k + 1, tree.text(min(k + 2, len(tree.nodes) - 1))
        lemma = tree.nodes[verb].lemma
        if tree.nodes[verb].tag in {"VBD", "VBN"} and any(
            talk.lexicon.among("cancelling", name) for name in (lemma, f"{lemma} {behind}")
        ):
            return True
    return False
