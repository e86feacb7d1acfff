"""Acts: what each clause of a sentence reports, as drafts of events.

Comes in: a tree and the discourse. Goes out: `Draft` rows: event class, parties, mode, and the node that says it. The
knowledge of words is in ontology/lexicon.ttl; here is only how a frame is held against a clause.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from relgraph.lexicon import Frame, Lexicon
from relgraph.reading.clauses import Clause, adjective_clause, noun_clause, place_clause, verb_clause
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref, one_each, resolve
from relgraph.reading.trees import Tree

#: Acts of speech: a plan or a doubt about one of these is no event.
VERBAL = frozenset({"Agree", "Support", "Request", "Accuse", "Reject", "Threaten"})
GATHERINGS = frozenset({"Meeting", "Visit", "Call", "Consult"})
#: Acts that are only promised as long as they have no date.
PROMISED = frozenset({"Support", "Concede", "Cooperate", "Aid"})
#: The class of frames that swallow a clause: words of an act that is none ("met the criteria").
NO_ACT = "NoAct"
#: Heads of quantities, behind which the thing itself stands: "hundreds of prisoners", "half of the debt".
QUANTITIES = frozenset(
    "hundred thousand dozen score number half third quarter most part rest ton tonne lot majority series batch group million "
    "consignment shipment load share pair couple handful range variety amount bulk remainder".split()
)
#: Acts whose recipient is the nearest other party that the clause names.
POINTED = frozenset({"Request", "Accuse", "Threaten", "Reject", "Sanction", "Support", "Assault"})
NEAR = 4
#: Objects that take up what was said before: "China deplores this".
ANAPHORS = frozenset({"this", "that", "it", "such", "these", "them"})
#: Acts that the place where they happen may tell the recipient of: "shelled a village in Iraq".
SITED = frozenset({"Assault", "Aid", "Mobilize", "Coerce", "Agree", "Retreat", "Cooperate"})


@dataclass(slots=True)
class Draft:
    """An event as one clause reports it, before dates, places and merging."""

    type: str
    actors: list[Ref]
    recipients: list[Ref]
    status: str
    clause: Clause
    frame: Frame
    sentence: int = 0
    date: str | None = None
    place: str | None = None
    series: str | None = None
    ordinal: int | None = None
    spans: dict[str, list[tuple[str, object]]] = field(default_factory=dict)
    people: list[Ref] = field(default_factory=list)
    accepted: bool = False

    @property
    def values(self) -> set[str]:
        """Give all parties."""
        return {r.value for r in [*self.actors, *self.recipients] if r.value is not None}


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
    if above >= 0 and tree.case(i) == "of" and lexicon.among("gathering", tree.nodes[above].lemma.lower()):
        if lexicon.among("gathering", tree.nodes[i].lemma.lower()):
            return
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
        if tree.children(i, "cop") or tree.nodes[i].rel in {"xcomp", "advcl", "acl", "conj", "root", "ccomp"}:
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
    slots = dict(clause.slots)
    words = name.split(" ")
    if clause.part == "verb" and len(words) > 1 and words[-1] in slots:
        slots["object"] = (*slots.get("object", ()), *slots.pop(words[-1]))
    if not _object_fits(frame, clause, slots):
        return None
    filled = {slot: _refs(clause.tree, nodes, slot, talk, frame) for slot, nodes in slots.items()}
    if headless(clause) and not filled.get("subject"):
        filled["subject"] = [Ref(r.value, r.span) for r in talk.author]
    if frame.type in {"Agree", "Support"} and clause.unsaid and not filled.get("subject") and not filled.get("carrier"):
        filled["subject"] = filled["carrier"] = list(talk.duo or talk.pair)
    actors = _collect(frame.actor, filled)
    mode = frame.status if frame.status and clause.mode == "occurred" else clause.mode
    draft = Draft(frame.type, actors, [], mode, clause, frame)
    draft.recipients = [r for r in _collect(frame.recipient, filled) if r.value not in {a.value for a in actors}]
    if frame.type == NO_ACT:
        return draft if all(_asked(ask, draft, filled, slots, talk) for ask in sorted(frame.asks)) else None
    if not frame.symmetric and not any(r.value for r in draft.recipients):
        draft.recipients = [*draft.recipients, *_others(draft, slots, talk)]
    if not all(_asked(ask, draft, filled, slots, talk) for ask in sorted(frame.asks)):
        return None
    return _settled(draft, talk)


def headless(clause: Clause) -> bool:
    """Say whether a main verb stands without subject, as in the paragraphs of a communiqué: "CONDEMNS the seizure"."""
    if clause.part != "verb" or clause.slots.get("subject") or clause.passive:
        return False
    node = clause.tree.nodes[clause.head]
    return node.tag == "VBZ" and node.rel.split(":")[0] in {"root", "conj"}


def _others(draft: Draft, slots: dict[str, tuple[int, ...]], talk: Discourse) -> list[Ref]:
    """Give the one other party that the clause speaks of, for an act whose frame left its recipient open."""
    tree, head = draft.clause.tree, draft.clause.head
    if draft.type in {"Crisis", "Protest", "Appointment", "Visit"}:
        return []
    if draft.type == "Reject" and talk.lexicon.among("denying", draft.clause.lemmas[-1]):
        return [r for a in draft.actors for r in talk.accusers.get(a.value or "", ())]
    if not draft.actors and draft.type != "Assault":
        return []
    asked = _complement(draft, talk)
    if asked:
        return asked
    own = {k for i in (*slots.get("subject", ()), *slots.get("carrier", ())) for k in tree.subtree(i)}
    top = tree.nodes[head].head if draft.clause.part == "noun" and draft.clause.carrier else head
    found: dict[str, tuple[int, int, Ref]] = {}
    for k in tree.subtree(top):
        if tree.case(k) in {"in", "at"} and draft.type not in SITED:
            continue
        if k in own or k not in tree.mentions or _symbol(tree, k) not in {"S", "D", "C", "G", "P"}:
            continue
        for ref in party_refs(tree, k, talk):
            rank = (tree.distance(head, k), k)
            if (
                ref.value
                and ref.value not in {a.value for a in draft.actors}
                and rank < found.get(ref.value, (999, 0, ref))[:2]
            ):
                found[ref.value] = (*rank, ref)
    ranked = sorted(found.values(), key=lambda f: f[:2])
    if draft.type == "Agree" and len({a.value for a in draft.actors}) > 1:
        return []
    if not ranked and draft.type in POINTED and any(tree.text(k) in ANAPHORS for k in slots.get("object", ())):
        own_values = {a.value for a in draft.actors}
        before = [r for r in reversed(talk.parties) if r.value not in own_values]
        if before:
            return [Ref(before[0].value, before[0].span)]
    if not ranked and draft.type == "Reject":
        return [r for a in draft.actors for r in talk.accusers.get(a.value or "", ())]
    if len(ranked) == 1 or (ranked and draft.type in POINTED and ranked[0][0] <= NEAR):
        return [ranked[0][2]]
    return []


def _complement(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give the party that the complement of a promise, refusal, threat or request is about."""
    tree, head = draft.clause.tree, draft.clause.head
    if draft.type not in {"Agree", "Reject", "Threaten", "Request"}:
        return []
    if draft.type == "Agree" and len({a.value for a in draft.actors}) > 1:
        return []
    own = {a.value for a in draft.actors}
    below = tree.children(head, "xcomp", "ccomp", "acl", "advcl")
    if draft.clause.part == "noun" and tree.nodes[head].head >= 0:
        below = [*below, *tree.children(tree.nodes[head].head, "ccomp")]
    for k in below:
        if not tree.is_verb(k):
            continue
        slots = verb_clause(tree, k, talk.lexicon).slots
        order = ("subject",) if draft.type == "Request" and tree.children(k, "nsubj") else ()
        for slot in (*order, "object", "indirect", "to", "for", "with", "against", "of", "from"):
            refs = [r for n in slots.get(slot, ()) for r in resolve(tree, n, talk) if r.value and r.value not in own]
            if refs:
                return refs
    return []


def party_refs(tree: Tree, k: int, talk: Discourse) -> list[Ref]:
    """Give the party behind a mention; a city stands for the state that it lies in."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol in "CR" and piece.name is not None and piece.name.state:
        return [Ref(piece.name.state, tree.words(k), place=True)]
    return resolve(tree, k, talk, deep=False)


def _object_fits(frame: Frame, clause: Clause, slots: dict[str, tuple[int, ...]]) -> bool:
    tree = clause.tree
    if frame.object is not None:
        objects = slots.get("object", ())
        if not objects and frame.mutual:
            objects = slots.get("subject", ())
        if not objects:
            return frame.optional
        return any(_lemma(tree, k) in frame.object for k in objects)
    if frame.ofobject is not None:
        return any(_lemma(tree, k) in frame.ofobject for k in slots.get("of", ()))
    return True


def _lemma(tree: Tree, k: int) -> str:
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol == "M":
        return "money"
    if isinstance(piece, Piece) and piece.text:
        return (
            piece.text.split()[-1].lower()
            if piece.symbol != "O"
            else "ambassador"
            if "mbassador" in piece.text
            else "official"
        )
    lemma = tree.nodes[k].lemma.lower()
    if lemma in QUANTITIES or tree.nodes[k].tag == "CD":
        measured = next((n for n in tree.children(k, "nmod") if tree.case(n) == "of"), None)
        if measured is not None and measured not in tree.mentions:
            return tree.nodes[measured].lemma.lower()
    return lemma


def _refs(tree: Tree, nodes: Sequence[int], slot: str, talk: Discourse, frame: Frame) -> list[Ref]:
    out: list[Ref] = []
    for k in nodes:
        deep = slot not in {"in", "at"} or frame.type == "Visit"
        sited = frame.type in SITED | {"Visit"} and _symbol(tree, k) in {"C", "R"}
        for ref in party_refs(tree, k, talk) if sited else resolve(tree, k, talk, deep=deep):
            if (ref.value, ref.person) not in {(r.value, r.person) for r in out}:
                out.append(ref)
    return out


def _collect(slots: Sequence[str], filled: dict[str, list[Ref]]) -> list[Ref]:
    out: list[Ref] = []
    for slot in slots:
        for ref in filled.get(slot, ()):
            if (ref.value, ref.person) not in {(r.value, r.person) for r in out}:
                out.append(ref)
    return out


def _asked(
    ask: str, draft: Draft, filled: dict[str, list[Ref]], slots: dict[str, tuple[int, ...]], talk: Discourse
) -> bool:
    """Say whether one demand of a frame is met."""
    slot, _, what = ask.partition(":")
    tree, clause = draft.clause.tree, draft.clause
    if slot == "future":
        return clause.mode == "planned"
    if slot == "place":
        return bool(_places(tree, clause.head))
    if slot == "office":
        return True
    if slot == "complement":
        below = tree.children(clause.head, "xcomp", "ccomp", "acl", "advcl", "obj")
        return any(talk.lexicon.among(what, tree.nodes[k].lemma.lower()) for k in below)
    if what == "said":
        named = [r for s in draft.frame.recipient for r in filled.get(s, ()) if r.value]
        return bool(named)
    if slot == "clause":
        return bool(_complement(draft, talk)) or any(r.value for r in filled.get("for", ()))
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
        named = any(r.person for r in refs) or any(_symbol(tree, k) == "O" for k in slots.get(slot, ()))
        return named or any(talk.lexicon.among("delegate", tree.nodes[k].lemma) for k in slots.get(slot, ()))
    if what == "place":
        nodes = (
            slots.get(slot, ()) if slot != "recipient" else [k for s in draft.frame.recipient for k in slots.get(s, ())]
        )
        if slot == "recipient":
            return any(_symbol(tree, k) in {"S", "C"} or _capital(tree, k, talk) for k in nodes)
        return any(_symbol(tree, k) in "SCR" and _symbol(tree, k) for k in nodes) or any(
            r.person is None and r.value for r in refs
        )
    if slot == "recipient" and not what and draft.type == "Assault" and not any(r.value for r in refs):
        return any(talk.lexicon.among("victim", _lemma(tree, k)) for k in slots.get("object", ()))
    if what in talk.lexicon.classes:
        return any(talk.lexicon.among(what, _lemma(tree, k)) for k in slots.get(slot, ()))
    return any(r.value for r in refs)


def _capital(tree: Tree, k: int, talk: Discourse) -> bool:
    """Say whether a noun is a place by its owner: "the Turkish capital"."""
    return talk.lexicon.among("locality", tree.nodes[k].lemma) and any(r.value for r in resolve(tree, k, talk))


def _symbol(tree: Tree, k: int) -> str:
    piece = tree.mentions.get(k)
    return piece.symbol if isinstance(piece, Piece) else ""


def _places(tree: Tree, i: int) -> list[int]:
    head = tree.clause(i)
    inside = [k for k in sorted(tree.subtree(i)) if _symbol(tree, k) in {"S", "C", "D", "R"} and _is_site(tree, k)]
    verb = tree.nodes[i].head
    hits = tree.nodes[i].rel == "nsubj" or (tree.nodes[i].rel.startswith("obl") and tree.case(i) == "by")
    if not inside and hits and verb >= 0:  # "an earthquake struck western Nepal", "Cuba was struck by a hurricane"
        struck = [k for o in tree.children(verb, "obj", "nsubj:pass") for k in sorted(tree.subtree(o))]
        inside = [k for k in struck if _symbol(tree, k) in {"S", "C", "D", "R"}]
    return inside[:1] or [
        k
        for k in tree.subtree(head)
        if _symbol(tree, k) in {"S", "C"} and tree.case(k) in {"in", "at", "across", "near"}
    ]


#: Houses of another state, before which people protest.
MISSIONS = frozenset({"embassy", "consulate", "mission", "commission"})


def _missions(tree: Tree, i: int) -> list[int]:
    return [k for k in sorted(tree.subtree(tree.clause(i))) if tree.nodes[k].lemma.lower() in MISSIONS]


def _is_site(tree: Tree, k: int) -> bool:
    """Say whether a place stands where an unrest or disaster is: "in X", "X's", "X unrest", not "against X"."""
    head = tree.nodes[k].head
    if head >= 0 and tree.nodes[head].lemma.lower() in MISSIONS:
        return False
    return tree.case(k) in {"in", "at", "across", "near", "", "of", "around", "outside", "throughout"}


def _settled(draft: Draft, talk: Discourse) -> Draft | None:
    """Apply what holds for all frames: symmetry, gatherings, carriers, promises, modes that make no event."""
    frame, clause = draft.frame, draft.clause
    if frame.symmetric:
        draft.actors = [*draft.actors, *draft.recipients]
        draft.recipients = []
    if draft.type in {"Crisis", "Protest"}:
        if draft.type == "Protest" and not draft.recipients:
            draft.recipients = [r for k in _missions(clause.tree, clause.head) for r in resolve(clause.tree, k, talk)]
        sites = [r for k in _places(clause.tree, clause.head) for r in party_refs(clause.tree, k, talk)]
        draft.actors = one_each(sites)[:1]
        draft.recipients = [r for r in draft.recipients if r.value not in {a.value for a in draft.actors}]
    if draft.type == "Anniversary" and len(draft.values) < 2:
        within = [
            r
            for k in sorted(clause.tree.subtree(clause.head))
            if k in clause.tree.mentions and _symbol(clause.tree, k) in "SDG"
            for r in resolve(clause.tree, k, talk, deep=False)
        ]
        draft.actors = one_each([*draft.actors, *within]) or list(talk.pair)
    _carried(draft, talk)
    if draft.type in GATHERINGS | {"Signing"} and not _gathered(draft, talk):
        return None
    if clause.alleged or _doubted(clause, talk) or not _stands(draft):
        return None
    return draft if draft.values else None


def _doubted(clause: Clause, talk: Discourse) -> bool:
    """Say whether a noun hangs on one of doubt: "fears of an attack", "the prospect of talks"."""
    tree = clause.tree
    above = tree.nodes[clause.head].head
    if clause.part != "noun" or above < 0 or tree.case(clause.head) not in {"of", "about", "over", "for"}:
        return False
    return talk.lexicon.among("doubting", tree.nodes[above].lemma.lower())


def _carried(draft: Draft, talk: Discourse) -> None:
    """Let the verb that carries a noun plan, cancel, propose or deny what the noun says."""
    clause = draft.clause
    if clause.part != "noun" or clause.carrier is None or draft.status == "cancelled" or draft.type in VERBAL:
        return
    among = talk.lexicon.among
    if among("cancelling", clause.carrier):
        draft.status = "cancelled"
    elif clause.mode == "occurred" and among("planning", clause.carrier):
        draft.status = "planned"
    elif clause.mode == "occurred" and among("supposing", clause.carrier):
        draft.status = "hypothetical"
    elif clause.mode == "occurred" and (among("denying", clause.carrier) or among("averting", clause.carrier)):
        draft.status = "denied"


def _stands(draft: Draft) -> bool:
    """Say whether an act is one in its mode, and give it the type that its mode makes of it."""
    clause = draft.clause
    if clause.negated and clause.mode == "denied":
        if clause.tense == "future" and any(r.value for r in draft.actors):
            draft.type, draft.status = "Reject", "occurred"
            return True
        return draft.type not in VERBAL
    if clause.mode == "denied":
        return True
    if clause.embedded and draft.type == "Visit" and any(n.lemma == "accept" for n in clause.tree.nodes):
        draft.status = "planned"  # an accepted invitation is a planned visit
        draft.accepted = True
        return True
    if clause.embedded:
        return draft.type in GATHERINGS | {"Assault", "Signing"}
    if draft.type in VERBAL and clause.mode == "hypothetical" and not _may(clause):
        return False
    return True


def _participants(draft: Draft, talk: Discourse) -> list[Ref]:
    """Give the people who do something "at the summit": the subjects and partners of the clause it stands in."""
    tree, head = draft.clause.tree, draft.clause.head
    if draft.clause.part != "noun":
        return []
    above = tree.nodes[head].head
    margin = above >= 0 and tree.nodes[above].lemma in {"sideline", "margin"}
    if tree.case(head) not in {"at", "during", "in"} and not margin:
        return []
    verb = next((k for k in tree.ancestors(head) if tree.is_verb(k)), None)
    if verb is None:
        return []
    slots = verb_clause(tree, verb, talk.lexicon).slots
    nodes = [k for group in slots.values() for k in group if k != head and head not in tree.ancestors(k)]
    refs = [r for k in nodes for r in resolve(tree, k, talk)]
    return [r for r in refs if r.person is not None and r.value is not None and len(r.value) == 3]


def _may(clause: Clause) -> bool:
    """Say whether a doubtful act is one that may come: "could offer", not "can" or "would"."""
    tree = clause.tree
    here = {
        tree.text(k) for i in (clause.head, tree.nodes[clause.head].head) if i >= 0 for k in tree.children(i, "aux")
    }
    return bool(here & {"may", "might", "could"})


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


def _gathered(draft: Draft, talk: Discourse) -> bool:
    """Say whether a gathering has its parties; "the next session will be held" takes the pair under discussion."""
    clause = draft.clause
    if draft.type == "Visit":
        return _visited(draft, talk)
    if len(draft.values) >= 2:
        return True
    people = {r.person for r in draft.actors if r.person}
    if len(people) > 1 and len(talk.pair) == 2 and draft.values <= {r.value for r in talk.pair}:
        draft.actors = [*draft.actors, *(r for r in talk.pair if r.value not in draft.values)]
        return True
    if draft.type == "Signing":
        if len(draft.values) < 2 and not _alone(draft):
            known = talk.pair if draft.values <= {r.value for r in talk.pair} else talk.subject[:1]
            draft.actors = [*draft.actors, *(Ref(r.value, r.span) for r in known if r.value not in draft.values)]
        return bool(draft.values)
    if clause.part == "noun" and len(draft.values) < 2:
        draft.actors = one_each([*draft.actors, *_guests(draft, talk)])
        if len(draft.values) >= 2:
            return True
    if clause.part == "noun" and len(draft.values) == 1 and _known_summit(clause):
        return True
    if clause.part == "noun":
        if any(r.value and len(r.value) > 3 for r in draft.actors):
            draft.actors = _participants(draft, talk) or draft.actors
            return True
        if draft.status in {"planned", "cancelled"} or (clause.carrier and _numbered(clause)) or _dated(clause):
            draft.actors = [*draft.actors, *(r for r in talk.pair if r.value not in draft.values)]
            return len(draft.values) >= 2
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
    """Say whether a noun is a summit known by its name with time or place: "the first Russia-Africa Summit in Sochi"."""
    node = clause.tree.nodes[clause.head]
    return node.lemma.lower() == "summit" and node.text[:1].isupper() and (_dated(clause) or "in" in clause.slots)


def _numbered(clause: Clause) -> bool:
    return any(_symbol(clause.tree, k) == "#" for k in clause.tree.children(clause.head))


def _visited(draft: Draft, talk: Discourse) -> bool:
    """Say whether a visit has visitor and host; without a host it goes to the other side of the pair."""
    visitors = {r.value for r in draft.actors if r.value}
    draft.recipients = [r for r in draft.recipients if r.value and r.value not in visitors]
    if visitors and not draft.recipients and draft.clause.carrier:
        others = [r for r in talk.pair if r.value not in visitors]
        if len(others) != 1 or len(talk.pair) != 2:
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
