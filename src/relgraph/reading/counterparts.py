"""Counterparts: the other party of an act whose frame leaves it open.

Comes in: a draft with its doers. Goes out: the party that its clause, its complement or an earlier sentence names.
"""

from collections.abc import Mapping, Sequence

from relgraph.reading.clauses import verb_clause
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.drafts import ANAPHORS, NEAR, POINTED, SITED, Draft, symbol_at
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import resolve
from relgraph.reading.trees import RELATIVES, Tree

#: Acts whose object, if it is somebody who stands for no party, is the one aimed at.
AIMED = frozenset({"Request", "Accuse", "Threaten", "Support", "Aid"})
#: Acts that a participle tells of a thing, whose main clause may say whom they reach.
REACHING = frozenset({"Aid", "Coerce", "Sanction", "Retreat"})
#: Nouns of those who act beside the doer.
JOINTLY = frozenset({"collaboration", "cooperation", "coordination", "conjunction", "partnership", "consultation"})
#: Slots of a complement in which its party is looked for, in this order.
COMPLEMENTS = ("object", "indirect", "to", "for", "with", "against", "of", "from")


def counterparts_of(draft: Draft, slots: Mapping[str, Sequence[int]], talk: Discourse) -> list[Ref]:
    """Give the one other party that the clause speaks of, for an act whose frame left its recipient open."""
    if draft.type in {"Crisis", "Protest", "Appointment", "Visit"}:
        return []
    if draft.type == "Reject" and talk.lexicon.among("denying", draft.clause.lemmas[-1]):
        return _accusers(draft, talk)
    if not draft.actors and draft.type != "Assault":
        return []
    if draft.type == "Request" and draft.clause.part == "noun":
        return _answerers(draft, talk) or complement_of(draft, talk) or _named(draft, slots, talk)
    if draft.type == "Aid" and (thankful := _beneficiary(draft, talk)):
        return [r for r in thankful if r.value not in {a.value for a in draft.actors}]
    if there := _there(draft, talk):
        return there
    if draft.type in AIMED and any(_others(draft, k, talk) for k in slots.get("object", ())):
        return []
    own = {a.value for a in draft.actors}
    asked = [r.value for k in slots.get("object", ()) for r in resolve(draft.clause.tree, k, talk) if r.value]
    if draft.type == "Request" and asked and own.issuperset(asked):
        return []  # "ordered its army to withdraw"
    if draft.type == "Request" and len({a.value for a in draft.actors}) > 1:
        return complement_of(draft, talk)  # what two ask for together they ask of nobody else
    return complement_of(draft, talk) or _named(draft, slots, talk)


def _others(draft: Draft, k: int, talk: Discourse) -> bool:
    """Say whether an act is aimed at people or powers that are no party: "urged all states to help Iraq"."""
    tree = draft.clause.tree
    if k in tree.mentions or not tree.nodes[k].tag.startswith(("NN", "WDT", "WP")):
        return False
    if tree.text(k) in RELATIVES:
        return not resolve(tree, k, talk)
    lemma = tree.nodes[k].lemma.lower()
    lemma = lemma.removesuffix("s") if tree.nodes[k].tag == "NNPS" else lemma
    among = any(talk.lexicon.among(group, lemma) for group in ("agent", "nonstate", "crowd", "pairing", "grouping"))
    return among and not resolve(tree, k, talk)


def _beneficiary(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give who thanks for help that nobody else is said to have had: "Fiji thanked India for sending doctors"."""
    tree, head = draft.clause.tree, draft.clause.head
    if tree.nodes[head].rel.startswith("acl"):  # "thanked Spain for the tents that it sent"
        head = tree.nodes[head].head
    above = tree.nodes[head].head
    for_it = tree.case(head) == "for" or any(tree.text(k) == "for" for k in tree.children(head, "mark"))
    if above < 0 or not for_it or not talk.lexicon.among("thanking", tree.stems[above]):
        return []
    verb = above if tree.is_verb(above) else tree.clause(above)
    return [r for k in tree.children(verb, "nsubj") for r in resolve(tree, k, talk) if r.value]


def _accusers(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give who accused or asked those who now answer."""
    return [r for a in draft.actors for r in talk.accusers.get(a.value or "", ())]


def _answerers(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give who answers a request, and so was asked: "X rejected Y's request"."""
    tree, above = draft.clause.tree, draft.clause.tree.nodes[draft.clause.head].head
    own = {a.value for a in draft.actors}
    if above < 0 or not tree.is_verb(above) or not talk.lexicon.among("answering", tree.nodes[above].lemma):
        return []
    subjects = verb_clause(tree, above, talk.lexicon).slots.get("subject", ())
    return [r for k in subjects for r in resolve(tree, k, talk) if r.value and r.value not in own]


def _named(draft: Draft, slots: Mapping[str, Sequence[int]], talk: Discourse) -> list[Ref]:
    """Give the other party named in the clause: the only one, or the nearest for acts that point at somebody."""
    own = {a.value for a in draft.actors}
    if draft.type == "Agree" and len(own) > 1:
        return []
    ranked = _ranked(draft, slots, talk) or _ranked_above(draft, slots, talk)
    if len(ranked) == 1 or (ranked and draft.type in POINTED and ranked[0][0] <= NEAR):
        return [ranked[0][2], *_beside(draft, ranked, talk)]
    if ranked or draft.type not in POINTED:
        return []
    tree = draft.clause.tree
    before = [r for r in reversed(talk.parties) if r.value not in own]
    if before and any(tree.text(k) in ANAPHORS for k in slots.get("object", ())):
        return [Ref(before[0].value, before[0].span)]
    return _accusers(draft, talk) if draft.type == "Reject" else []


def _beside(draft: Draft, ranked: Sequence[tuple[int, int, Ref]], talk: Discourse) -> list[Ref]:
    """Give the parties coordinated with the nearest one: "the support given by Turkey and the OTS"."""
    tree = draft.clause.tree
    start = ranked[0][2].span.start
    node = next((n.index for n in tree.nodes if n.start == start), None)
    if node is None:
        return []
    also = {tree.nodes[k].start for k in tree.coordinates(node)}
    return [ref for _, _, ref in ranked[1:] if ref.span.start in also]


def _there(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give the place named before that "there" means: "after the storm hit Beira, Chile sent doctors there"."""
    tree, head = draft.clause.tree, draft.clause.head
    there = next((k for k in tree.children(head, "advmod") if tree.text(k) == "there"), None)
    if there is None or draft.type not in SITED:
        return []
    own = {a.value for a in draft.actors}
    for k in range(there - 1, -1, -1):
        refs = [r for r in party_refs(tree, k, talk) if r.value not in own] if symbol_at(tree, k) in {"S", "C"} else []
        if refs:
            return refs[:1]
    return []


def _ranked_above(draft: Draft, slots: Mapping[str, Sequence[int]], talk: Discourse) -> list[tuple[int, int, Ref]]:
    """Give the one party that the sentence says of a thing sent or seized: "a trawler seized by Ghana belongs to Spain"."""
    tree, head = draft.clause.tree, draft.clause.head
    node = tree.nodes[head]
    thing = node.head
    if draft.clause.part != "verb" or draft.type not in REACHING or not node.rel.startswith("acl") or thing < 0:
        return []
    verb = tree.nodes[thing].head
    if thing not in slots.get("object", ()) or verb < 0 or not tree.nodes[thing].rel.startswith("nsubj"):
        return []
    ranked = _ranked(draft, slots, talk, verb)
    return ranked if len(ranked) == 1 else []


def _ranked(
    draft: Draft, slots: Mapping[str, Sequence[int]], talk: Discourse, top: int | None = None
) -> list[tuple[int, int, Ref]]:
    """Give the other parties of the clause, nearest first; a clause with a subject of its own tells of other acts."""
    tree, head = draft.clause.tree, draft.clause.head
    clauses = tree.children(head, "advcl") if draft.clause.part == "verb" and draft.type not in POINTED else ()
    apart = [k for k in clauses if tree.children(k, "nsubj")]
    if tree.children(head, "obj"):  # "denounced the crime and offered Togo help" says another act of Togo
        others = [k for k in tree.children(head, "conj") if tree.is_verb(k)]
        kind = [k for k in others if talk.lexicon.among("promising", tree.nodes[k].lemma)]
        apart += [*kind, *(k for k in others if tree.children(k, "obj", "iobj"))]
    own = {k for i in (*slots.get("subject", ()), *slots.get("carrier", ()), *apart) for k in tree.subtree(i)}
    doers = {a.value for a in draft.actors}
    if top is None:
        top = tree.nodes[head].head if draft.clause.part == "noun" and draft.clause.carrier else head
    found: dict[str, tuple[int, int, Ref]] = {}
    for k in tree.subtree(top):
        aside = tree.case(k) in {"in", "at"} and draft.type not in SITED
        part = symbol_at(tree, k) == "C" and tree.nodes[k].rel in {
            "compound",
            "amod",
            "flat",
        }  # "the Geneva Discussions"
        if aside or part or k in own or _aside(tree, k, head) or _told_of_other(draft, k) or is_target(draft, k, talk):
            continue
        if symbol_at(tree, k) not in {"S", "D", "C", "G", "P"}:
            continue
        for ref in party_refs(tree, k, talk):
            rank = (tree.distance(head, k), k)
            if draft.type == "Threaten" and len(ref.value or "") != 3:
                continue  # "threatened to take the matter to the Court"
            if ref.value and ref.value not in doers and rank < found.get(ref.value, (999, 0, ref))[:2]:
                found[ref.value] = (*rank, ref)
    return sorted(found.values(), key=lambda f: f[:2])


#: Prepositions before whom a deed, a measure or a remark is aimed at.
AGAINST = frozenset({"on", "upon", "against", "toward", "towards"})


def is_target(draft: Draft, k: int, talk: Discourse) -> bool:
    """Say whether a name is whom the deed was done to that is praised or blamed: "condemned the attacks on Yemen"."""
    tree, head = draft.clause.tree, draft.clause.head
    if draft.type not in {"Accuse", "Support", "Reject"}:
        return False
    for here in (k, *tree.ancestors(k)):
        above, case = tree.nodes[here].head, tree.case(here)
        if here == head or above in {-1, head} or tree.is_verb(above) or case in {"by", "from"}:
            return False
        if talk.lexicon.among("imputation", tree.stems[above]):
            return False  # "laid the blame on X"
        if case in AGAINST or (case == "of" and talk.lexicon.among("deed", tree.stems[above])):
            return True
    return False


def _aside(tree: Tree, k: int, head: int) -> bool:
    """Say whether a name only stands in what surrounds an act: "under pressure from X", "in cooperation with Y"."""
    if any(tree.nodes[n].lemma in JOINTLY for n in tree.ancestors(k)[:2]):
        return True
    for a in (k, *tree.ancestors(k)):
        if a == head:
            return False
        if tree.case(a) in {"under", "amid", "despite", "without", "unlike", "like"}:
            return True
    return False


def _told_of_other(draft: Draft, k: int) -> bool:
    """Say whether a name does another act below: "deported a man who had insulted X", "agreed on a truce brokered by X"."""
    tree, head = draft.clause.tree, draft.clause.head
    below = [k, *tree.ancestors(k)]
    if head not in below:
        return False
    between = {tree.nodes[a].rel for a in below[: below.index(head)]}
    return "acl:relcl" in between or (draft.type in {"Agree", "Retreat"} and tree.case(k) == "by" and "acl" in between)


def complement_of(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give the party that the complement of a promise, refusal, threat or request is about."""
    tree, head = draft.clause.tree, draft.clause.head
    own = {a.value for a in draft.actors}
    if draft.type not in {"Agree", "Reject", "Threaten", "Request"} or (draft.type == "Agree" and len(own) > 1):
        return []
    below = tree.children(head, "xcomp", "ccomp", "acl", "advcl")
    if draft.clause.part == "noun" and tree.nodes[head].head >= 0:
        below = [*below, *tree.children(tree.nodes[head].head, "ccomp")]
    for k in filter(tree.is_verb, below):
        slots = verb_clause(tree, k, talk.lexicon).slots
        asked = ("subject",) if draft.type == "Request" and tree.children(k, "nsubj") else ()
        for slot in (*asked, *COMPLEMENTS):
            refs = [r for n in slots.get(slot, ()) for r in resolve(tree, n, talk) if r.value and r.value not in own]
            if draft.type == "Threaten":
                refs = [r for r in refs if len(r.value or "") == 3]
            if refs:
                return refs
    return []


def party_refs(tree: Tree, k: int, talk: Discourse) -> list[Ref]:
    """Give the party behind a mention; a city stands for the state that it lies in."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol in "CR" and piece.name is not None and piece.name.state:
        return [Ref(piece.name.state, tree.words(k), place=True)]
    return resolve(tree, k, talk, deep=False)
