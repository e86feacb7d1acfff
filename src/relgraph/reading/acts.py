"""Acts: what each clause of a sentence reports, as drafts of events.

Comes in: a tree and the discourse. Goes out: `Draft` rows: event class, parties, mode, and the node that says it. The
knowledge of words is in ontology/lexicon.ttl; here is only how a frame is held against a clause.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from relgraph.lexicon import Frame, Lexicon
from relgraph.reading.clauses import Clause, adjective_clause, noun_clause, place_clause, verb_clause
from relgraph.reading.counterparts import counterparts_of, is_target, party_refs
from relgraph.reading.demands import Filling, under_condition
from relgraph.reading.discourse import Discourse, Ref, one_each
from relgraph.reading.doers import headless, other_than_aimed, other_than_doer
from relgraph.reading.drafts import GATHERINGS, NO_ACT, POINTED, SITED, VERBAL, Draft, collected, lemma_at, symbol_at
from relgraph.reading.gatherings import called_off, has_gathered
from relgraph.reading.impersonals import speakers
from relgraph.reading.modality import DECIDING, GOING
from relgraph.reading.referents import resolve
from relgraph.reading.sites import grieved_of, missions_of, sites_of
from relgraph.reading.subjects import ORDERING, antecedent_of
from relgraph.reading.trees import Tree

#: Acts that are done once a government has decided on them.
DECREED = frozenset({"Sanction", "Retreat", "Mobilize", "Coerce", "Concede"})
#: Prepositions before what may come to pass.
EVENTUAL = frozenset({"in case of", "in event of", "in the event of", "short of"})
#: Deeds that one asks of others.
ASKED = frozenset({"Retreat", "Concede", "Aid", "Coerce", "Assault", "Mobilize"})
#: Acts that are a threat if they depend on what another does.
BLOWS = frozenset({"Sanction", "Assault", "Coerce", "Mobilize"})
#: Nouns for a stage of what happens: "the opening of talks".
STAGES = frozenset({"opening", "start", "beginning", "resumption", "holding", "launch", "continuation", "signing"})


def drafts(tree: Tree, talk: Discourse) -> Iterator[Draft]:
    """Give the acts that a sentence reports, in the order of its words."""
    lexicon = talk.lexicon
    if tree.nodes and tree.nodes[-1].text == "?":
        return
    for node in tree.nodes:
        i = node.index
        for clause in clauses(tree, i, lexicon):
            found = _first(clause, talk)
            if found is not None:
                yield found


def clauses(tree: Tree, i: int, lexicon: Lexicon) -> Iterator[Clause]:
    """Give the clauses that node i heads: none for a name, one for a verb, event noun or predicate."""
    if i in tree.mentions and not tree.children(i, "cop"):
        return
    tag, above = tree.nodes[i].tag, tree.nodes[i].head
    gatherings = above >= 0 and all(lexicon.among("gathering", tree.stems[k]) for k in (i, above))
    if gatherings and tree.case(i) == "of":
        return
    if tag.startswith("NN") and tree.children(i, "cop") and tree.case(i):
        yield place_clause(tree, i, lexicon)
    if tree.is_verb(i):
        yield verb_clause(tree, i, lexicon)
    elif (
        tag in {"NN", "NNS", "NNP", "NNPS"}
        and tree.nodes[i].rel != "compound"
        and any(lexicon.evoked("noun", n) for n in _noun_names(tree, i))
    ):
        yield noun_clause(tree, i, lexicon)
    elif tree.children(i, "cop") and tree.case(i):
        yield place_clause(tree, i, lexicon)
    elif tag in {"JJ", "VBN"} and lexicon.evoked("adjective", tree.nodes[i].lemma):
        if tree.children(i, "cop") or tree.nodes[i].rel in {"xcomp", "advcl", "acl", "conj", "root", "ccomp", "amod"}:
            yield adjective_clause(tree, i, lexicon)


def _noun_names(tree: Tree, i: int) -> list[str]:
    lemma = tree.nodes[i].lemma.lower()
    return [lemma, *(f"{tree.nodes[k].lemma}-{lemma}" for k in tree.children(i, "compound", "amod"))]


def _first(clause: Clause, talk: Discourse) -> Draft | None:
    """Hold the frames against a clause, those of the longest name first; the first that fits wins."""
    for name in clause.lemmas:
        for frame in talk.lexicon.evoked(clause.part, name.lower()):
            draft = _fit(frame, name, clause, talk)
            if draft is not None:
                return None if frame.type == NO_ACT else draft
    return None


def verdicts(clause: Clause, talk: Discourse) -> Iterator[tuple[Frame, str]]:
    """Tell of every frame that a clause evokes what came of it, for those who ask why."""
    for name in clause.lemmas:
        for frame in talk.lexicon.evoked(clause.part, name.lower()):
            draft = _fit(frame, name, clause, talk)
            if draft is not None:
                yield frame, f"gives {draft.type}, {draft.status}"
                return
            yield frame, f"does not fit as {frame.type}: {_wants(frame)}"


def _wants(frame: Frame) -> str:
    """Tell in words what a frame asks for."""
    asks = ", ".join(sorted(frame.asks)) or "nothing"
    return f"it asks for {asks}" + ("; an object of its class" if frame.object or frame.ofobject else "")


def _fit(frame: Frame, name: str, clause: Clause, talk: Discourse) -> Draft | None:
    """Hold a frame against a clause, an impersonal one with each of those who may have said it."""
    said = speakers(frame.type, clause, talk)
    found = (_fitted(frame, name, clause, talk, one) for one in said or [[]])
    return next((draft for draft in found if draft is not None), None)


def _fitted(frame: Frame, name: str, clause: Clause, talk: Discourse, said: list[Ref]) -> Draft | None:
    if frame.type == "Crisis" and "between" in clause.slots:
        return None  # "the crisis between X and Y" is a quarrel
    coming = clause.mode == "planned" or (clause.embedded and clause.mode == "hypothetical")
    if (frame.type == "Crisis" or "standing" in frame.asks) and clause.part == "noun" and coming:
        clause = replace(clause, mode="occurred", tense="past", embedded=False)  # "efforts to end the crisis in X"
    slots = dict(clause.slots)
    words = name.split(" ")
    named = next((word for word in words[1:] if word in slots), None)
    if clause.part == "verb" and named is not None:
        slots["object"] = (*slots.get("object", ()), *slots.pop(named))
    if not _object_fits(frame, clause, slots):
        return None
    if clause.part == "verb" and frame.object is not None:
        _add_phrases_of_it(clause.tree, slots, frame.object)
    filled = _filled(frame, clause, slots, talk, said)
    actors = collected(frame.actor, filled)
    mode = frame.status if frame.status and clause.mode == "occurred" else clause.mode
    draft = Draft(frame.type, actors, [], mode, clause, frame)
    if frame.type in POINTED:
        draft.actors = actors = other_than_aimed(clause, filled, frame, actors, talk)
    draft.recipients = _recipients(frame, _spared(draft, filled, talk), {a.value for a in actors})
    if frame.type == NO_ACT:
        return draft if all(map(Filling(draft, slots, filled, talk).meets, sorted(frame.asks))) else None
    if not frame.symmetric and not any(r.value for r in draft.recipients):
        draft.recipients = [*draft.recipients, *counterparts_of(draft, slots, talk)]
    if not all(map(Filling(draft, slots, filled, talk).meets, sorted(frame.asks))):
        return None
    return _settled(draft, talk)


def _filled(
    frame: Frame, clause: Clause, slots: dict[str, tuple[int, ...]], talk: Discourse, said: list[Ref]
) -> dict[str, list[Ref]]:
    """Give the parties in each slot; who does an act without a subject is told by the text around it."""
    filled = {slot: _refs(clause.tree, nodes, slot, talk, frame) for slot, nodes in slots.items()}
    if headless(clause) and not filled.get("subject"):
        filled["subject"] = [Ref(r.value, r.span) for r in talk.author]
    if said and not filled.get("subject") and not filled.get("carrier"):
        filled["subject"] = filled["carrier"] = list(said)
    if frame.type in POINTED | {"Aid"}:
        filled["object"] = other_than_doer(clause, filled.get("object", []), collected(frame.actor, filled), talk)
    return filled


def _recipients(frame: Frame, filled: dict[str, list[Ref]], own: set[str | None]) -> list[Ref]:
    """Give the recipients of an act; one that points at somebody has those of the first slot that names any."""
    found = [[r for r in collected([slot], filled) if r.value not in own] for slot in frame.recipient]
    if frame.type in POINTED:
        return next((refs for refs in found if any(r.value for r in refs)), [])
    return [r for r in collected(frame.recipient, filled) if r.value not in own]


def _spared(draft: Draft, filled: dict[str, list[Ref]], talk: Discourse) -> dict[str, list[Ref]]:
    """Take out of the slots those to whom the deed was done that is praised or blamed."""
    tree = draft.clause.tree
    hurt = {tree.nodes[k].start for k in tree.mentions if is_target(draft, k, talk)}
    return {slot: [r for r in refs if r.span.start not in hurt] for slot, refs in filled.items()} if hurt else filled


def _object_fits(frame: Frame, clause: Clause, slots: dict[str, tuple[int, ...]]) -> bool:
    tree = clause.tree
    if frame.object is not None:
        objects = slots.get("object", ())
        if not objects and frame.mutual:
            objects = slots.get("subject", ())
        if not objects:
            return frame.optional
        if any(lemma_at(tree, k) in frame.object for k in objects):
            return True
        if any(tree.text(k) in {"it", "them"} and _taken_up(tree, k, frame.object) is not None for k in objects):
            return True
        heads = [a for k in objects if antecedent_of(tree, clause.head) == k for a in _phrase_heads(tree, k)]
        return any(lemma_at(tree, k) in frame.object for k in heads)
    if frame.ofobject is not None:
        return any(lemma_at(tree, k) in frame.ofobject for k in slots.get("of", ()))
    return True


def _taken_up(tree: Tree, k: int, group: frozenset[str]) -> int | None:
    """Give the thing of this class named last that "it" may mean: "reopened the bridge after shutting it"."""
    return next(
        (n for n in range(k - 1, -1, -1) if tree.nodes[n].tag.startswith("NN") and lemma_at(tree, n) in group), None
    )


def _add_phrases_of_it(tree: Tree, slots: dict[str, tuple[int, ...]], group: frozenset[str]) -> None:
    """Add what was said with the thing that "it" means: "shut its border with Chad and will reopen it"."""
    for k in slots.get("object", ()):
        thing = _taken_up(tree, k, group) if tree.text(k) in {"it", "them"} else None
        if thing is None:
            continue
        for below in (*tree.children(thing, "nmod"), *tree.children(tree.nodes[thing].head, "obl")):
            if tree.case(below) in {"with", "to", "on", "against"} and tree.case(below) not in slots:
                slots[tree.case(below)] = tuple(tree.coordinates(below))


def _phrase_heads(tree: Tree, k: int) -> list[int]:
    """Give the nouns that a noun is a phrase of: what follows it may mean them, "a pact on sports that they signed"."""
    heads: list[int] = []
    while tree.nodes[k].rel in {"nmod", "conj"} and tree.nodes[k].head >= 0:
        k = tree.nodes[k].head
        heads.append(k)
    return heads


def _refs(tree: Tree, nodes: Sequence[int], slot: str, talk: Discourse, frame: Frame) -> list[Ref]:
    out: list[Ref] = []
    for k in nodes:
        deep = (slot not in {"in", "at"} or frame.type == "Visit") and not (slot == "subject" and frame.type in VERBAL)
        sited = frame.type in SITED | {"Visit"} and symbol_at(tree, k) in {"C", "R"}
        for ref in party_refs(tree, k, talk) if sited else resolve(tree, k, talk, deep=deep):
            if (ref.value, ref.person) not in {(r.value, r.person) for r in out}:
                out.append(ref)
    return out


def _settled(draft: Draft, talk: Discourse) -> Draft | None:
    """Apply what holds for all frames: symmetry, gatherings, carriers, promises, modes that make no event."""
    frame, clause = draft.frame, draft.clause
    if frame.symmetric:
        draft.actors = [*draft.actors, *draft.recipients]
        draft.recipients = []
    if draft.type in {"Crisis", "Protest"}:
        if draft.type == "Protest" and not draft.recipients:
            draft.recipients = [r for k in missions_of(clause.tree, clause.head) for r in resolve(clause.tree, k, talk)]
        sites = [r for k in sites_of(clause.tree, clause.head, talk.lexicon) for r in party_refs(clause.tree, k, talk)]
        if draft.type == "Crisis":
            sites += [
                r for k in grieved_of(clause.tree, clause.head, talk.lexicon) for r in resolve(clause.tree, k, talk)
            ]
        if sites or "place" in frame.actor:
            draft.actors = one_each(sites)[:1]
        draft.recipients = [r for r in draft.recipients if r.value not in {a.value for a in draft.actors}]
    if draft.type == "Anniversary" and len(draft.values) < 2:
        within = [
            r
            for k in sorted(clause.tree.subtree(clause.head))
            if k in clause.tree.mentions and symbol_at(clause.tree, k) in "SDG"
            for r in resolve(clause.tree, k, talk, deep=False)
        ]
        draft.actors = one_each([*draft.actors, *within]) or list(talk.pair)
    _carried(draft, talk)
    if draft.type in GATHERINGS and draft.status == "planned" and called_off(clause, talk):
        draft.status = "cancelled"
    if draft.type in BLOWS and draft.status == "planned" and under_condition(draft, talk):
        draft.type = "Threaten"  # "Riga will close the border if Minsk sends more migrants"
    if draft.type in GATHERINGS | {"Signing"} and not has_gathered(draft, talk):
        return None
    if draft.type == "Support" and not frame.symmetric and not draft.recipients and len(draft.values) > 1:
        return None
    if clause.alleged or (draft.type != "Threaten" and _doubted(clause, talk)) or not _stands(draft, talk):
        return None
    return draft if draft.values else None


def _doubted(clause: Clause, talk: Discourse) -> bool:
    """Say whether a noun is only feared, threatened or hoped for: "fears of an attack", "threatened an attack"."""
    tree = clause.tree
    head = clause.head
    while tree.case(head) == "of" and tree.nodes[tree.nodes[head].head].lemma in STAGES:
        head = tree.nodes[head].head  # "vetoed the opening of talks"
    above = tree.nodes[head].head
    if clause.part == "noun" and above >= 0 and tree.nodes[head].rel == "obj" and tree.is_verb(above):
        groups = ("menacing", "denying", "averting") if head != clause.head else ("menacing",)
        return any(talk.lexicon.among(group, tree.nodes[above].lemma) for group in groups)
    above = tree.nodes[clause.head].head
    if clause.part == "noun" and tree.case(clause.head) in EVENTUAL:
        return True
    if clause.part != "noun" or above < 0 or tree.case(clause.head) not in {"of", "about", "over", "for"}:
        return False
    return talk.lexicon.among("doubting", tree.nodes[above].lemma.lower())


def _carried(draft: Draft, talk: Discourse) -> None:
    """Let the verb that carries a noun plan, cancel, propose or deny what the noun says."""
    clause = draft.clause
    if clause.part != "noun" or clause.carrier is None or draft.status == "cancelled" or draft.type in VERBAL:
        return
    among = talk.lexicon.among
    if draft.type in ASKED and among("asking", clause.carrier):
        draft.actors, draft.recipients = [], []
    elif among("cancelling", clause.carrier):
        draft.status = "cancelled"
    elif clause.mode == "occurred" and among("planning", clause.carrier):
        draft.status = "planned"
    elif clause.mode == "occurred" and among("supposing", clause.carrier) and draft.type != "Crisis":
        draft.status = "hypothetical"
    elif clause.mode == "occurred" and among("denying", clause.carrier) and _of_another(draft):
        draft.actors, draft.recipients = [], []  # "rejects Morocco's annexation" denies nothing
    elif clause.mode == "occurred" and (among("denying", clause.carrier) or among("averting", clause.carrier)):
        draft.status = "denied"


def _of_another(draft: Draft) -> bool:
    """Say whether the deed of a noun is another's than of those who reject it."""
    slots = draft.clause.slots
    tree, head = draft.clause.tree, draft.clause.head
    made = any(tree.case(n) == "by" for k in tree.children(head, "acl") for n in tree.children(k, "obl"))
    return made or any(tree.nodes[k].rel == "nmod:poss" for k in slots.get("owner", ())) or "by" in slots


def _stands(draft: Draft, talk: Discourse) -> bool:
    """Say whether an act is one in its mode, and give it the type that its mode makes of it."""
    clause = draft.clause
    if "negated" in draft.frame.asks:  # "has never accepted the line" refuses
        draft.status = "occurred"
        return clause.mode == "denied"
    if clause.negated and clause.mode == "denied":
        if clause.tense == "future" and any(r.value for r in draft.actors):
            draft.type, draft.status = "Reject", "occurred"
            return True
        return draft.type not in VERBAL
    if clause.mode == "denied":
        return draft.type not in VERBAL or not _averted(clause, talk)
    if clause.negated and clause.mode == "hypothetical":
        return False  # "if X does not free the hostages"
    if draft.type == "Threaten" and (draft.frame.asks & {"condition", "future"} or draft.frame.type in BLOWS):
        draft.status = "occurred"  # "would respond if troops crossed the border" is said now
        return True
    if draft.type in DECREED and draft.status == "planned" and _decided(clause):
        draft.status = "occurred"  # "decided to expel the ambassador"
    if draft.type == "Support" and draft.status == "planned" and _gone_for(clause):
        draft.status = "occurred"  # "flew to Harare to congratulate"
        return True
    if clause.embedded and draft.type == "Visit" and any(n.lemma == "accept" for n in clause.tree.nodes):
        draft.status = "planned"  # an accepted invitation is a planned visit
        draft.accepted = True
        return True
    if clause.embedded:
        return draft.type in GATHERINGS | {"Assault", "Signing"}
    return not (draft.type in VERBAL and clause.mode == "hypothetical" and not _may(clause))


def _averted(clause: Clause, talk: Discourse) -> bool:
    """Say whether an act is what somebody refused or failed to do."""
    above = clause.tree.nodes[clause.head].head
    return clause.embedded and above >= 0 and talk.lexicon.among("averting", clause.tree.nodes[above].lemma)


def _decided(clause: Clause) -> bool:
    """Say whether an act is what was decided, not only thought of."""
    above = clause.tree.nodes[clause.head].head
    return (
        above >= 0
        and clause.tree.nodes[above].lemma in DECIDING | ORDERING
        and clause.tree.nodes[above].tag[:2] in {"VB", "NN"}
    )


def _gone_for(clause: Clause) -> bool:
    """Say whether an act is what a journey was made for."""
    above = clause.tree.nodes[clause.head].head
    return above >= 0 and clause.tree.nodes[above].lemma in GOING and clause.tree.nodes[above].tag in {"VBD", "VBN"}


def _may(clause: Clause) -> bool:
    """Say whether a doubtful act is one that may come: "could offer", not "can" or "would"."""
    tree = clause.tree
    here = {
        tree.text(k) for i in (clause.head, tree.nodes[clause.head].head) if i >= 0 for k in tree.children(i, "aux")
    }
    return bool(here & {"may", "might", "could"})
