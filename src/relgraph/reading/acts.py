"""Acts: what each clause of a sentence reports, as drafts of events.

Comes in: a tree and the discourse. Goes out: `Draft` rows: event class, parties, mode, and the node that says it. The
knowledge of words is in ontology/lexicon.ttl; here is only how a frame is held against a clause.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from relgraph.lexicon import Frame, Lexicon
from relgraph.reading.clauses import Clause, adjective_clause, noun_clause, verb_clause
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.trees import Tree

#: Acts of speech: a plan or a doubt about one of these is no event.
VERBAL = frozenset({"Agree", "Support", "Request", "Accuse", "Reject", "Threaten"})
GATHERINGS = frozenset({"Meeting", "Visit", "Call", "Consult"})
#: Future forms of these are promises.
PROMISED = frozenset({"Cooperate", "Aid", "Support", "Concede", "Retreat"})


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

    @property
    def values(self) -> set[str]:
        """Give all parties."""
        return {r.value for r in [*self.actors, *self.recipients] if r.value is not None}


def drafts(tree: Tree, talk: Discourse) -> Iterator[Draft]:
    """Give the acts that a sentence reports, in the order of its words."""
    lexicon = talk.lexicon
    for node in tree.nodes:
        i = node.index
        if i in tree.mentions:
            continue
        for clause in _clauses(tree, i, lexicon):
            found = _first(clause, talk)
            if found is not None:
                yield found


def _clauses(tree: Tree, i: int, lexicon: Lexicon) -> Iterator[Clause]:
    tag = tree.nodes[i].tag
    if tree.is_verb(i):
        yield verb_clause(tree, i, lexicon)
    elif tag in {"NN", "NNS", "NNP", "NNPS"} and any(lexicon.evoked("noun", n) for n in _noun_names(tree, i)):
        yield noun_clause(tree, i, lexicon)
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
                return draft
    return None


def _fit(frame: Frame, name: str, clause: Clause, talk: Discourse) -> Draft | None:
    slots = dict(clause.slots)
    words = name.split(" ")
    if clause.part == "verb" and len(words) > 1 and words[-1] in slots:
        slots["object"] = (*slots.get("object", ()), *slots.pop(words[-1]))
    if not _object_fits(frame, clause, slots):
        return None
    filled = {slot: _refs(clause.tree, nodes, slot, talk, frame) for slot, nodes in slots.items()}
    actors = _collect(frame.actor, filled)
    recipients = [r for r in _collect(frame.recipient, filled) if r not in actors]
    draft = Draft(frame.type, actors, recipients, clause.mode, clause, frame)
    if not all(_asked(ask, draft, filled, slots, talk) for ask in sorted(frame.asks)):
        return None
    return _settled(draft, filled, talk)


def _object_fits(frame: Frame, clause: Clause, slots: dict[str, tuple[int, ...]]) -> bool:
    tree = clause.tree
    if frame.object is not None:
        objects = slots.get("object", ())
        if not objects:
            return frame.optional
        return any(_lemma(tree, k) in frame.object for k in objects)
    if frame.ofobject is not None:
        return any(_lemma(tree, k) in frame.ofobject for k in slots.get("of", ()))
    return True


def _lemma(tree: Tree, k: int) -> str:
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.text:
        return (
            piece.text.split()[-1].lower()
            if piece.symbol != "O"
            else "ambassador"
            if "mbassador" in piece.text
            else "official"
        )
    return tree.nodes[k].lemma.lower()


def _refs(tree: Tree, nodes: Sequence[int], slot: str, talk: Discourse, frame: Frame) -> list[Ref]:
    out: list[Ref] = []
    for k in nodes:
        deep = slot not in {"in", "at"} or frame.type == "Visit"
        for ref in resolve(tree, k, talk, deep=deep):
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
    if slot == "clause":
        return False
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
        return any(r.person for r in refs) or any(_symbol(tree, k) == "O" for k in slots.get(slot, ()))
    if what == "place":
        nodes = (
            slots.get(slot, ()) if slot != "recipient" else [k for s in draft.frame.recipient for k in slots.get(s, ())]
        )
        return any(_symbol(tree, k) in "SCR" and _symbol(tree, k) for k in nodes) or any(
            r.person is None and r.value for r in refs
        )
    if what == "crowd":
        return any(talk.lexicon.among("crowd", tree.nodes[k].lemma) for k in slots.get(slot, ()))
    return any(r.value for r in refs)


def _symbol(tree: Tree, k: int) -> str:
    piece = tree.mentions.get(k)
    return piece.symbol if isinstance(piece, Piece) else ""


def _places(tree: Tree, i: int) -> list[int]:
    head = tree.clause(i)
    inside = [k for k in tree.subtree(i) if _symbol(tree, k) in {"S", "C", "R", "D"}]
    return inside or [
        k
        for k in tree.subtree(head)
        if _symbol(tree, k) in {"S", "C"} and tree.case(k) in {"in", "at", "across", "near"}
    ]


def _settled(draft: Draft, filled: dict[str, list[Ref]], talk: Discourse) -> Draft | None:
    """Apply what holds for all frames: symmetry, promises, modes that make no event."""
    frame, clause = draft.frame, draft.clause
    if frame.symmetric:
        draft.actors = [*draft.actors, *draft.recipients]
        draft.recipients = []
    kind = draft.type
    if kind in GATHERINGS | {"Signing"} and not _gathered(draft, talk):
        return None
    if kind in {"Crisis", "Protest"}:
        draft.actors = [r for k in _places(clause.tree, clause.head) for r in resolve(clause.tree, k, talk)]
    if clause.negated and clause.mode == "denied":
        if clause.tense == "future" and any(r.value for r in draft.actors):
            draft.type, draft.status = "Reject", "occurred"
        elif kind in VERBAL:
            return None
    if kind in VERBAL and (clause.mode in {"hypothetical", "denied", "cancelled"} or clause.embedded):
        return None
    if clause.embedded and kind not in GATHERINGS | {"Assault", "Signing"}:
        return None
    if clause.mode == "planned" and kind in PROMISED and kind == "Support":
        draft.type, draft.status = "Agree", "occurred"
    elif clause.mode == "planned" and kind in VERBAL:
        draft.status = "occurred"
    if not draft.values:
        return None
    return draft


def _gathered(draft: Draft, talk: Discourse) -> bool:
    """Say whether a gathering has its parties; "the next session will be held" takes the pair under discussion."""
    clause = draft.clause
    if len(draft.values) >= 2 or (draft.type == "Visit" and draft.actors and draft.recipients):
        return True
    if draft.type == "Visit":
        return False
    if draft.type == "Signing":
        if not draft.values and talk.pair and clause.passive:
            draft.actors = list(talk.pair)
        return bool(draft.values)
    if clause.part == "noun":
        organized = any(r.value and len(r.value) > 3 for r in draft.actors)
        numbered = bool(clause.tree.children(clause.head, "amod", "nummod"))
        if organized:
            return True
        if clause.mode in {"planned", "cancelled"} or (numbered and clause.carrier):
            draft.actors = draft.actors + [r for r in talk.pair if r.value not in draft.values]
            return len(draft.values) >= 2
    return False
