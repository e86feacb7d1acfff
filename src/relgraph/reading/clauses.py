"""Clauses: a verb, noun or adjective with what stands in its grammatical slots, its voice and its mode.

Comes in: a `Tree`. Goes out: `Clause` objects with slots named as the lexicon's frames name them: "subject", "object",
"indirect", "owner" and the prepositions. A passive is turned round; a participle, infinitive or relative clause
takes its subject from where the grammar puts it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relgraph.lexicon import Lexicon
from relgraph.reading.modality import is_alleged, is_perfect, is_to_be, mode_of
from relgraph.reading.subjects import antecedent_of, subjects_of
from relgraph.reading.trees import RELATIVES, SUBJECTS, Tree

#: Classes of verbs whose mode is that of the noun that is their object: "will hold talks", not "condemned the war".
MOULDING = ("carrying", "cancelling", "planning", "supposing", "denying", "averting", "causing")


#: Verbs that talk about a deed, and the deeds that are talked about when they are done.
DISCUSSING = frozenset({"discuss", "debate", "examine", "study", "explore", "consider"})
TOLD = frozenset({"Assault", "Coerce", "Crisis", "NoAct"})
#: Participles that tell of a state of mind, not of what was done to one.
STATES = frozenset({"commit", "dedicate", "determine", "interest", "concern", "dispose", "resolve"})


#: Deeds that one is thanked or blamed for.
DEEDS = frozenset({"Aid", "Concede", "Retreat", "Sanction", "Coerce", "Assault"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its slots (node numbers). `mode` is a status, `tense` "past", "future" or "present"."""

    tree: Tree
    head: int
    part: str
    lemmas: tuple[str, ...]
    slots: Mapping[str, tuple[int, ...]]
    mode: str
    tense: str
    negated: bool
    embedded: bool
    passive: bool = False
    carrier: str | None = None
    alleged: bool = False
    perfect: bool = False
    unsaid: bool = False
    when: int = -1


def verb_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of a full verb."""
    mode, tense, negated, embedded = mode_of(tree, i, lexicon)
    passive = _passive(tree, i)
    slots = _slots(tree, i, passive)
    alleged, perfect = is_alleged(tree, i, lexicon), is_perfect(tree, i)
    slots = {**slots, "subject": tuple(_doers(tree, i, slots.get("subject", ()), lexicon))}
    unsaid = passive and not slots.get("subject") and node_is_main(tree, i)
    names = _lemmas(tree, i, slots.get("object", ()))
    asked = tuple(o for k in tree.children(i, "xcomp") if tree.is_verb(k) for o in tree.children(k, "obj"))
    slots = {**slots, "complement": asked} if passive and asked else slots  # "were told to leave Chad"
    return Clause(
        tree, i, "verb", names, slots, mode, tense, negated, embedded, passive, None, alleged, perfect, unsaid
    )


def node_is_main(tree: Tree, i: int) -> bool:
    """Say whether a verb heads a main clause."""
    return tree.nodes[i].rel.split(":")[0] in {"root", "conj", "parataxis", "ccomp"}


def is_main(tree: Tree, i: int) -> bool:
    """Say whether a word belongs to a main clause."""
    verb = tree.clause(i)
    if tree.nodes[i].rel.split(":")[0] == "nmod":
        return False
    while tree.nodes[verb].rel in {"conj", "xcomp"} and tree.nodes[verb].head >= 0:
        verb = tree.clause(tree.nodes[verb].head)
    return tree.nodes[verb].head < 0


def place_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of a copula with a prepositional phrase ("was in Tehran", "is on a visit"): lemma "be in"."""
    mode, tense, negated, embedded = mode_of(tree, i, lexicon)
    slots = {"subject": tuple(k for s in subjects_of(tree, i) for k in tree.coordinates(s)), "object": (i,)}
    for k in tree.children(i, "nmod"):
        if tree.case(k):
            slots[tree.case(k)] = tuple(tree.coordinates(k))
    return Clause(tree, i, "verb", (f"be {tree.case(i)}",), slots, mode, tense, negated, embedded)


def _lemmas(tree: Tree, i: int, objects: Sequence[int]) -> tuple[str, ...]:
    """Give the names by which the lexicon may know a verb, longest first: "hold talks", "call on", "call"."""
    lemma = tree.nodes[i].lemma
    out = []
    particles = [tree.text(k) for k in tree.children(i, "compound:prt", "advmod") if len(tree.text(k)) < 9]
    particles += [n.text.lower() for n in tree.nodes[i + 1 : i + 5] if n.tag == "RP"]
    phrases = [k for k in tree.children(i, "obl", "nmod") if tree.nodes[k].label != "DATE"]
    cases = {tree.case(k).split(" ")[0] for k in phrases} - {""}
    cases |= {tree.text(k) for k in tree.children(i, "case", "mark") if tree.nodes[k].index > i}
    for particle in particles:
        out += [f"{lemma} {particle} {case}" for case in sorted(cases)]
        out.append(f"{lemma} {particle}")
    for k in phrases:
        if tree.case(k):
            out.append(f"{lemma} {tree.case(k)} {tree.nodes[k].lemma}")
    below = [k for o in objects for k in tree.children(o, "nmod") if tree.nodes[k].label not in {"CITY", "STATE"}]
    cases |= {tree.case(k).split(" ")[0] for k in below} - {"", "of"}
    places = {tree.case(k).split(" ")[0] for k in phrases if tree.nodes[k].label in {"CITY", "STATE"}} & {"in", "at"}
    out += [f"{lemma} {case}" for case in sorted(cases, key=lambda case: (case in places, case))]
    things = [tree.nodes[k].lemma for k in objects if k not in tree.mentions]
    out += [f"{lemma} {thing} {case}" for thing in things for case in sorted(cases)]  # "take aim at"
    out += [f"{lemma} {tree.nodes[k].lemma}" for k in objects]
    return tuple(dict.fromkeys((*out, lemma)))


def _passive(tree: Tree, i: int) -> bool:
    if tree.nodes[i].lemma in STATES and not any(tree.case(k) == "by" for k in tree.children(i, "obl")):
        return False  # "is committed to peace"
    if tree.nodes[i].lemma == "blame" and is_to_be(tree, i):
        return True  # "X is to blame"
    if tree.children(i, "aux:pass") or tree.children(i, "nsubj:pass"):
        return True
    node = tree.nodes[i]
    if node.rel in {"acl", "advcl"} and node.tag == "VBN":
        return not tree.children(i, "aux")
    if node.rel == "conj" and node.tag == "VBN" and not tree.children(i, *SUBJECTS) and not tree.children(i, "aux"):
        return _passive(tree, node.head) if node.head >= 0 and tree.is_verb(node.head) else False
    return False


def _slots(tree: Tree, i: int, passive: bool) -> Mapping[str, tuple[int, ...]]:
    slots: dict[str, list[int]] = defaultdict(list)
    subjects = [k for s in subjects_of(tree, i) for k in tree.coordinates(s)]
    for rel, name in (("obj", "object"), ("iobj", "indirect")):
        slots[name] += [c for k in tree.children(i, rel) for c in tree.coordinates(k)]
    for k in tree.children(i, "obl", "nmod"):
        if tree.case(k):
            slots[tree.case(k)] += tree.coordinates(k)
    _gather_phrases(tree, i, slots, [*slots["object"], *(subjects if passive else ())])
    if passive:
        slots["object"] += subjects
        slots["subject"] += slots.pop("by", [])
    else:
        slots["subject"] += subjects
    if not passive and not slots["object"]:
        slots["object"] += slots["indirect"]  # "told the ambassador to leave"
    antecedent = antecedent_of(tree, i)
    if antecedent is not None:  # "the lorries that Chad has held"
        slots["object"] = [antecedent if tree.text(k) in RELATIVES else k for k in slots["object"]]
    if antecedent is not None and antecedent not in slots["subject"] and not slots["object"]:
        slots["object"].append(antecedent)
    return _kept(slots)


def _gather_phrases(tree: Tree, i: int, slots: dict[str, list[int]], objects: Sequence[int]) -> None:
    """Add the phrases that the parser hung on the object ("held talks with X") or on another phrase."""
    for k in objects:
        for below in tree.children(k, "nmod"):
            if tree.case(below) not in {"of", ""} and not (tree.case(below) == "by" and k < i):
                slots[tree.case(below)] += tree.coordinates(below)
    for k in tree.children(i, "obl"):
        for below in tree.children(k, "nmod"):
            if tree.case(below) in {"with", "between"} and tree.case(below) not in slots:
                slots[tree.case(below)] += tree.coordinates(below)


def noun_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of an event noun: its owners, prepositions, and the verb that carries it."""
    slots = _noun_slots(tree, i, lexicon)
    name, role, verb = _carrier(tree, i)
    mode, tense, negated, embedded = "occurred", "past", False, False
    if verb is not None and (role != "object" or any(lexicon.among(group, name or "") for group in MOULDING)):
        mode, tense, negated, embedded = mode_of(tree, verb, lexicon)
    if verb is not None and role == "subject" and lexicon.among("looming", name or ""):
        mode, tense = "planned", "future"  # "the anniversary approaches"
    within = verb is not None and lexicon.among("including", tree.nodes[verb].lemma)
    if verb is not None and role == "object" and (within or tree.nodes[i].rel == "nsubj:pass") and mode == "occurred":
        outer = mode_of(tree, verb, lexicon)  # "The summit will be preceded by talks"
        mode, tense = outer[:2] if outer[0] == "planned" else (mode, tense)
    if (embedded or role == "oblique") and any(lexicon.among("bygone", tree.text(k)) for k in tree.children(i, "amod")):
        mode, tense, embedded = "occurred", "past", False  # "to follow up on the recent meeting"
    if any(lexicon.among("possible", tree.text(k)) for k in tree.children(i, "amod")):
        mode, tense = "hypothetical", "future"
    carrier, told = None, -1
    if name in DISCUSSING and _is_deed(tree, i, lexicon):
        mode, tense, embedded = "occurred", "past", False
    elif verb is not None and name is not None and lexicon.among("carrying", name):
        carrier = name
        _lend(tree, i, verb, slots, role)
    elif name is not None and role == "object" and any(lexicon.among(group, name) for group in MOULDING[1:]):
        carrier = name
    settled = slots.get("carrier") or lexicon.among("cancelling", carrier or "")
    relative = None if settled else _relative_carrier(tree, i, lexicon)
    if relative is not None:
        carrier, below, told = relative
        mode, tense, negated, embedded = mode_of(tree, told, lexicon)
        slots["carrier"] += below.get("subject", ())
        for slot, found in below.items():
            if slot not in {"subject", "object"}:
                slots[slot] += found
    lemma = tree.nodes[i].lemma
    names = tuple(f"{tree.nodes[k].lemma}-{lemma}" for k in tree.children(i, "compound", "amod"))
    return Clause(
        tree, i, "noun", (*names, lemma), _kept(slots), mode, tense, negated, embedded, False, carrier,
        alleged=is_alleged(tree, i, lexicon) or (verb is not None and is_alleged(tree, verb, lexicon)),
        perfect=verb is not None and is_perfect(tree, verb),
        unsaid=role == "object" and verb is not None and _passive(tree, verb) and not slots.get("carrier"),
        when=told,
    )  # fmt: skip


def _is_deed(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Say whether a noun names only deeds that are talked about when they are done: an attack, an arrest."""
    return all(frame.type in TOLD for frame in lexicon.evoked("noun", tree.nodes[i].lemma.lower()))


def _kept(slots: Mapping[str, Sequence[int]]) -> Mapping[str, tuple[int, ...]]:
    return {name: tuple(dict.fromkeys(nodes)) for name, nodes in slots.items() if nodes}


def _noun_slots(tree: Tree, i: int, lexicon: Lexicon) -> dict[str, list[int]]:
    """Give what stands with a noun: owners, prepositional phrases, and those gone astray."""
    slots: dict[str, list[int]] = defaultdict(list)
    slots["owner"] += tree.children(i, "nmod:poss", "compound", "amod")
    for k in tree.children(i, "nmod", "obl"):
        if tree.nodes[k].rel != "nmod:poss" and tree.case(k):
            slots[tree.case(k)] += tree.coordinates(k)
    head = tree.nodes[i].head
    hostile = any(frame.type == "Assault" for frame in lexicon.evoked("noun", tree.nodes[i].lemma.lower()))
    if head >= 0 and tree.case(i) in {"on", "for"} and not tree.is_verb(head) and not hostile:
        slots["carrier"].append(head)
    for k in tree.children(i, "nmod"):  # "a fourth round of talks between X and Y"
        if tree.case(k) == "of" and lexicon.among("gathering", tree.nodes[k].lemma.lower()):
            for inner in tree.children(k, "nmod"):
                slots[tree.case(inner)] += tree.coordinates(inner)
    if any(frame.type in DEEDS for frame in lexicon.evoked("noun", tree.stems[i])):
        slots["carrier"] += _credited(tree, i, lexicon)
    if head >= 0 and tree.nodes[i].rel == "obj" and tree.is_verb(head) and not _passive(tree, head):
        agents = [k for k in tree.children(head, "obl") if k > i and tree.case(k) == "by"]
        slots.update({"by": agents} if agents else {})  # "protested the arrest of two sailors by the police"
    for name, strays in _astray(tree, i).items():
        if name not in slots:
            slots[name] += strays
    return slots


def _credited(tree: Tree, i: int, lexicon: Lexicon) -> Sequence[int]:
    """Give who is thanked or blamed for a thing or deed: "thanked Spain for the delivery of tents"."""
    above = tree.nodes[i].head
    if above < 0 or tree.case(i) != "for" or not lexicon.among("crediting", tree.stems[above]):
        return ()
    if tree.is_verb(above):
        return [c for k in tree.children(above, "obj") for c in tree.coordinates(k)]
    return [c for k in tree.children(above, "nmod", "obl") if tree.case(k) == "to" for c in tree.coordinates(k)]


def _doers(tree: Tree, i: int, doers: Sequence[int], lexicon: Lexicon) -> Sequence[int]:
    """Give who does what a thing is thanked for: "thanked Spain for the tents that it sent"."""
    named = any(tree.text(k) not in {"it", "he", "she", "they"} for k in doers)
    if named or not tree.nodes[i].rel.startswith("acl"):
        return doers
    return _credited(tree, tree.nodes[i].head, lexicon) or doers


def _lend(tree: Tree, i: int, verb: int, slots: dict[str, list[int]], role: str) -> None:
    """Lend a noun the subject and the phrases of the verb that carries it."""
    outer = _slots(tree, verb, _passive(tree, verb))
    if role != "subject":
        slots["carrier"] += outer.get("subject", ())
    for name, nodes in outer.items():
        if name not in {"subject", "object"}:
            slots[name] += [n for n in nodes if n != i and i not in tree.ancestors(n)]


def _astray(tree: Tree, i: int) -> dict[str, list[int]]:
    """Give the prepositional phrases that hang on a noun's of- or by-phrase but are its own: "the visit of X to Y"."""
    out: dict[str, list[int]] = defaultdict(list)
    for k in tree.children(i, "nmod"):
        if tree.case(k) not in {"of", "by", "between", "with", "from"}:
            continue
        for below in tree.subtree(k):
            if (
                below != k
                and tree.case(below) in {"to", "with", "on", "against", "in", "by"}
                and tree.nodes[below].rel == "nmod"
            ):
                out[tree.case(below)] += tree.coordinates(below)
    return out


def _relative_carrier(tree: Tree, i: int, lexicon: Lexicon) -> tuple[str, Mapping[str, tuple[int, ...]], int] | None:
    """Give the verb of a relative clause that carries the noun: "the strike that X carried out"."""
    bodies = [k for k in tree.children(i, "nmod") if tree.case(k) == "of" and k in tree.mentions]
    for k in [*tree.children(i, "acl"), *(v for b in bodies for v in tree.children(b, "acl"))]:
        if not tree.is_verb(k):
            continue
        passive = _passive(tree, k)
        particle = [tree.text(p) for p in tree.children(k, "compound:prt")]
        lemma = " ".join([tree.nodes[k].lemma, *particle])
        own = [o for o in tree.children(k, "obj") if tree.text(o) not in RELATIVES]
        if lemma == "take" and [tree.text(o) for o in own] == ["place"]:
            return "hold", {n: v for n, v in _slots(tree, k, passive).items() if n not in {"subject", "object"}}, k
        if not lexicon.among("carrying", lemma) or (own and not passive):
            continue
        slots = dict(_slots(tree, k, passive))
        if not passive and not tree.children(k, "nsubj"):
            continue
        return lemma, slots, k
    return None


def _carrier(tree: Tree, i: int) -> tuple[str | None, str, int | None]:
    """Give the verb lemma that carries a noun ("hold" in "held talks"), the noun's slot in it, and the verb."""
    here = i
    above = tree.nodes[here].head
    if above >= 0 and tree.case(here) == "of" and tree.nodes[above].tag in {"JJ", "CD", "DT", "NN"}:
        if tree.nodes[above].lemma in {"one", "first", "last", "latest", "some"} or tree.nodes[above].tag in {
            "JJ",
            "CD",
        }:
            here = above
    while tree.nodes[here].rel == "conj" and tree.nodes[here].head >= 0 and not tree.is_verb(tree.nodes[here].head):
        here = tree.nodes[here].head
    node = tree.nodes[here]
    if node.head < 0 or not tree.is_verb(node.head):
        return None, "", None
    verb = node.head
    lemma = tree.nodes[verb].lemma
    particle = [tree.text(k) for k in tree.children(verb, "compound:prt")]
    particle = particle or [
        n.text.lower() for n in tree.nodes[verb + 1 : verb + 2] if n.text.lower() in {"off", "up", "out", "down"}
    ]
    passive = _passive(tree, verb)
    base = node.rel.split(":")[0]
    if base in {"obj", "iobj"} or (node.rel == "nsubj:pass") or (base == "nsubj" and passive):
        return " ".join([lemma, *particle]), "object", verb
    if base == "nsubj":
        return lemma, "subject", verb
    if base in {"obl", "nmod"}:
        part = " part" if any(tree.text(k) == "part" for k in tree.children(verb, "obj")) else ""
        return f"{lemma}{part} {tree.case(here)}", "oblique", verb
    if tree.nodes[i].rel == "acl:relcl":
        return lemma, "object", verb
    return lemma, "other", verb


def adjective_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of a predicative adjective ("is ready to help")."""
    mode, tense, negated, embedded = mode_of(tree, i, lexicon)
    slots = dict(_slots(tree, i, False))
    return Clause(tree, i, "adjective", (tree.nodes[i].lemma,), slots, mode, tense, negated, embedded)
