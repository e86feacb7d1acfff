"""Clauses: a verb, noun or adjective with what stands in its grammatical slots, its voice and its mode.

Comes in: a `Tree`. Goes out: `Clause` objects with slots named as the lexicon's frames name them: "subject", "object",
"indirect", "owner" and the prepositions. A passive is turned round; a participle, infinitive or relative clause
takes its subject from where the grammar puts it.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from relgraph.lexicon import Lexicon
from relgraph.reading.trees import RELATIVES, SUBJECTS, Tree

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})
DOUBTFUL = frozenset({"may", "might", "could", "would", "should", "can", "'d", "’d"})
CONDITIONAL = frozenset({"if", "unless", "whether", "should", "were"})
NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})
#: Classes of verbs whose mode is the mode of the noun that is their object ("will hold talks", not "condemned the war").
MOULDING = ("carrying", "cancelling", "planning", "supposing", "denying", "averting")
#: Verbs before whose infinitive of purpose one has gone somewhere.
GOING = frozenset("arrive travel fly come go visit head depart leave gather assemble land".split())
#: Verbs whose object, not subject, does what their infinitive says.
OBJECT_CONTROL = frozenset(
    [
        "ask",
        "urge",
        "invite",
        "tell",
        "order",
        "force",
        "allow",
        "enable",
        "encourage",
        "press",
        "request",
        "want",
        "expect",
        "require",
        "lead",
        "help",
        "call",
        "permit",
        "persuade",
        "authorize",
        "authorise",
        "instruct",
        "push",
        "compel",
        "prompt",
        "cause",
        "see",
        "have",
        "let",
        "make",
        "appeal",
        "call-on",
    ]
)


@dataclass(frozen=True, slots=True)
class Clause:
    """A predicate with its slots (node numbers). `mode` is a status of GUIDE.md; `tense` "past", "future" or "present"."""

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
    alleged, perfect = _alleged(tree, i, lexicon), _perfect(tree, i)
    unsaid = passive and not slots.get("subject") and node_is_main(tree, i)
    names = _lemmas(tree, i, slots.get("object", ()))
    return Clause(
        tree, i, "verb", names, slots, mode, tense, negated, embedded, passive, None, alleged, perfect, unsaid
    )


def node_is_main(tree: Tree, i: int) -> bool:
    """Say whether a verb heads a main clause."""
    return tree.nodes[i].rel.split(":")[0] in {"root", "conj", "parataxis", "ccomp"}


def place_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of a copula with a prepositional phrase ("was in Tehran", "is on a visit"): lemma "be in"."""
    mode, tense, negated, embedded = mode_of(tree, i, lexicon)
    slots = {"subject": tuple(k for s in subjects_of(tree, i) for k in tree.coordinates(s)), "object": (i,)}
    return Clause(tree, i, "verb", (f"be {tree.case(i)}",), slots, mode, tense, negated, embedded)


def _perfect(tree: Tree, i: int) -> bool:
    """Say whether a verb stands in the perfect ("has met", "had met")."""
    return any(tree.nodes[k].lemma == "have" for k in tree.children(i, "aux"))


def _alleged(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Say whether a clause is only the content of an accusation ("accused X of attacking Y")."""
    node = tree.nodes[i]
    if node.head < 0 or node.rel.split(":")[0] not in {"advcl", "acl", "ccomp", "xcomp", "obl", "nmod", "obj", "conj"}:
        return False
    if node.rel.split(":")[0] == "conj":
        return _alleged(tree, node.head, lexicon)
    head = tree.nodes[node.head]
    if head.lemma in {"accuse", "accusation", "allegation", "suspect", "allege"}:
        return (
            tree.case(i) in {"of", "that"}
            or node.rel.split(":")[0] in {"advcl", "acl", "ccomp"}
            or any(tree.text(k) == "of" for k in tree.children(i, "mark", "case"))
        )
    return False


def _lemmas(tree: Tree, i: int, objects: Sequence[int]) -> tuple[str, ...]:
    """Give the names by which the lexicon may know a verb, longest first: "hold talks", "call on", "call"."""
    lemma = tree.nodes[i].lemma
    out = []
    particles = [tree.text(k) for k in tree.children(i, "compound:prt", "advmod") if len(tree.text(k)) < 9]
    particles += [n.text.lower() for n in tree.nodes[i + 1 : i + 5] if n.tag == "RP"]
    cases = {tree.case(k).split(" ")[0] for k in tree.children(i, "obl", "nmod")} - {""}
    cases |= {tree.text(k) for k in tree.children(i, "case", "mark") if tree.nodes[k].index > i}
    for particle in particles:
        out += [f"{lemma} {particle} {case}" for case in sorted(cases)]
        out.append(f"{lemma} {particle}")
    for k in tree.children(i, "obl", "nmod"):
        if tree.case(k):
            out.append(f"{lemma} {tree.case(k)} {tree.nodes[k].lemma}")
    cases |= {tree.case(k).split(" ")[0] for o in objects for k in tree.children(o, "nmod")} - {"", "of"}
    out += [f"{lemma} {case}" for case in sorted(cases)]
    out += [f"{lemma} {tree.nodes[k].lemma}" for k in objects]
    return tuple(dict.fromkeys((*out, lemma)))


def _passive(tree: Tree, i: int) -> bool:
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
    for k in tree.children(i, "obj"):
        slots["object"] += tree.coordinates(k)
    for k in tree.children(i, "iobj"):
        slots["indirect"] += tree.coordinates(k)
    for k in tree.children(i, "obl", "nmod"):
        case = tree.case(k)
        if case:
            slots[case] += tree.coordinates(k)
    for k in [
        *slots["object"],
        *(subjects if passive else ()),
    ]:  # "held talks with X": the parser may hang "with X" on the noun
        for below in tree.children(k, "nmod"):
            if tree.case(below) not in {"of", ""}:
                slots[tree.case(below)] += tree.coordinates(below)
    for k in tree.children(i, "obl"):  # "spoke by telephone with X": so with the noun of a phrase
        for below in tree.children(k, "nmod"):
            if tree.case(below) in {"with", "between"} and tree.case(below) not in slots:
                slots[tree.case(below)] += tree.coordinates(below)
    if passive:
        slots["object"] += subjects
        slots["subject"] += slots.pop("by", [])
    else:
        slots["subject"] += subjects
    antecedent = _antecedent(tree, i)
    if antecedent is not None and antecedent not in slots["subject"] and not slots["object"]:
        slots["object"].append(antecedent)
    return {name: tuple(dict.fromkeys(nodes)) for name, nodes in slots.items() if nodes}


def _antecedent(tree: Tree, i: int) -> int | None:
    """Give the noun that a relative clause hangs on."""
    return tree.nodes[i].head if tree.nodes[i].rel == "acl:relcl" and tree.nodes[i].head >= 0 else None


def subjects_of(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """Give the surface subjects of a verb, own or inherited."""
    own = tree.children(i, "nsubj")
    if own:
        antecedent = _antecedent(tree, i)
        relative = [k for k in own if tree.text(k) in RELATIVES]
        if relative and antecedent is None:
            antecedent = _before(tree, relative[0])
        if relative and antecedent is not None and tree.text(relative[0]) == "who":
            antecedent = _human(tree, antecedent)
        return [antecedent] if relative and antecedent is not None else own
    node = tree.nodes[i]
    if depth > 8 or node.head < 0:
        return []
    base = node.rel.split(":")[0]
    if node.rel == "acl:relcl":
        return [node.head]
    if base == "acl":
        return [node.head] if node.tag in {"VBG", "VBN"} else _inherited(tree, i, node.head, depth)
    if base in {"xcomp", "advcl", "conj", "ccomp", "parataxis", "dep"}:
        return _inherited(tree, i, node.head, depth)
    return []


def _before(tree: Tree, k: int) -> int | None:
    """Give the noun right before a relative pronoun that the parser hung elsewhere."""
    here = k - 1
    while here >= 0 and tree.nodes[here].text in {",", ")", '"'}:
        here -= 1
    while here >= 0 and tree.nodes[here].rel in {"flat", "compound"} and tree.nodes[here].head >= 0:
        here = tree.nodes[here].head
    return here if here >= 0 and tree.nodes[here].tag.startswith(("NN", "JJ", "CD")) else None


def _human(tree: Tree, k: int) -> int:
    """Climb from a body or place to the person before it that "who" means."""
    if tree.nodes[k].label not in {"ORG", "STATE", "CITY"}:
        return k
    return next((a for a in tree.ancestors(k) if tree.nodes[a].label == "PERSON"), k)


def _inherited(tree: Tree, i: int, head: int, depth: int) -> list[int]:
    node = tree.nodes[i]
    marks = {tree.text(k) for k in tree.children(i, "mark", "case")}
    if node.rel.split(":")[0] == "advcl" and marks & {"for", "of", "from"} and tree.nodes[i].tag == "VBG":
        controlled = tree.children(head, "obj", "iobj")
        if controlled:
            return controlled
    to = any(tree.nodes[k].tag == "TO" for k in tree.children(i, "mark", "aux"))
    if to and node.rel == "acl":  # "his invitation to X to visit"
        invited = [k for k in tree.children(head, "nmod", "obl") if tree.case(k) in {"to", "for", "on"}]
        if invited:
            return invited
    if (node.rel == "xcomp" or to) and tree.nodes[head].lemma in OBJECT_CONTROL:
        controlled = tree.children(head, "obj", "iobj") or [
            k for k in tree.children(head, "obl") if tree.case(k) in {"on", "upon", "to"}
        ]
        if controlled:
            return controlled
    if tree.is_verb(head) or tree.child(head, "cop") is not None:
        return subjects_of(tree, head, depth + 1)
    if node.rel.split(":")[0] in {"acl", "conj"}:  # "his decision to visit": the owner or carrier of the noun
        owner = tree.children(head, "nmod:poss")
        return owner or (subjects_of(tree, tree.nodes[head].head, depth + 1) if tree.nodes[head].head >= 0 else [])
    return []


def mode_of(tree: Tree, i: int, lexicon: Lexicon) -> tuple[str, str, bool, bool]:
    """Give status, tense, negation and embedding (is it only the content of a wish, promise or request?)."""
    node = tree.nodes[i]
    auxiliaries = [tree.text(k) for k in tree.children(i, "aux", "cop")]
    negated = any(tree.text(k) in NEGATIONS for k in tree.children(i, "advmod", "cc", "det"))
    negated = negated or any(
        tree.text(d) == "no" for k in tree.children(i, "obj", "nsubj") for d in tree.children(k, "det")
    )
    head = node.head
    base = node.rel.split(":")[0]
    mode, tense = "occurred", "past"
    if head >= 0 and base in {"xcomp", "ccomp", "acl", "advcl"} and _denied(tree, i, lexicon):
        return "denied", "past", negated, True
    if node.tag in {"VBZ", "VBP"} or (node.tag == "VBG" and base != "acl"):
        tense = "present"
    if any(a in FUTURE for a in auxiliaries):
        mode, tense = "planned", "future"
    elif "would" in auxiliaries and base == "ccomp" and head >= 0 and tree.nodes[head].tag in {"VBD", "VBN"}:
        mode, tense = "planned", "future"  # the future as told in the past: "confirmed that talks would take place"
    elif any(a in DOUBTFUL for a in auxiliaries):
        mode, tense = "hypothetical", "future"
    elif any(tree.text(k) in CONDITIONAL for k in tree.children(i, "mark")):
        mode = "hypothetical"
    elif _to_be(tree, i):
        mode, tense = "planned", "future"
    embedded = False
    if head >= 0 and base in {"xcomp", "ccomp", "acl", "advcl", "csubj"} and mode == "occurred":
        mode, tense, embedded = _under(tree, i, lexicon, (mode, tense))
    elif head >= 0 and base == "conj" and (tree.is_verb(head) or tree.child(head, "cop") is not None):
        above = mode_of(tree, head, lexicon)
        if not auxiliaries and not tree.children(i, "nsubj"):
            mode, tense, embedded = above[0], above[1], above[3]
            negated = negated or (above[2] and tree.nodes[i].tag in {"VB", "VBN"})
    if negated and mode in {"occurred", "planned"}:
        mode = "denied"
    return mode, tense, negated, embedded


def _denied(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Say whether a clause is what somebody denies: "denied that", "denied having", "denied a report that"."""
    governor = tree.nodes[tree.nodes[i].head]
    base = tree.nodes[i].rel.split(":")[0]
    if tree.is_verb(governor.index):
        gerund = base == "advcl" and any(tree.nodes[k].tag == "VBG" for k in (i, *tree.children(i, "aux")))
        return lexicon.among("denying", governor.lemma) and (base in {"ccomp", "xcomp"} or gerund)
    if governor.tag.startswith("NN") and governor.head >= 0 and base in {"acl", "ccomp"}:
        infinitive = any(tree.nodes[k].tag == "TO" for k in tree.children(i, "mark", "aux"))
        return lexicon.among("denying", tree.nodes[governor.head].lemma) and not infinitive
    return False


def _to_be(tree: Tree, i: int) -> bool:
    """Say whether a verb stands as in "is to visit": a form of be as its auxiliary or head, and "to"."""
    to = any(tree.nodes[k].tag == "TO" for k in tree.children(i, "mark", "aux"))
    be = any(
        tree.nodes[k].lemma == "be" and tree.nodes[k].tag in {"VBZ", "VBP", "VBD"}
        for k in tree.children(i, "aux", "cop")
    )
    head = tree.nodes[i].head
    under_be = head >= 0 and tree.nodes[head].lemma == "be" and tree.nodes[i].rel in {"xcomp", "ccomp"}
    return to and (be or under_be)


def _under(tree: Tree, i: int, lexicon: Lexicon, own: tuple[str, str]) -> tuple[str, str, bool]:
    """Give the mode of a dependent clause from the verb, adjective or noun that governs it."""
    mode, tense = own
    head = tree.nodes[i].head
    governor = tree.nodes[head]
    infinitive = tree.nodes[i].tag == "VB" or any(tree.nodes[k].tag == "TO" for k in tree.children(i, "mark", "aux"))
    names = [
        governor.lemma,
        *(f"{governor.lemma} {tree.text(k)}" for k in tree.children(head, "compound:prt", "advmod")),
    ]
    base = tree.nodes[i].rel.split(":")[0]

    def governed(group: str) -> bool:
        return any(lexicon.among(group, name) for name in names)

    if governed("averting") and base in {"xcomp", "ccomp", "acl"} or (base == "advcl" and governor.lemma == "prevent"):
        return "denied", "past", True
    if governed("planning") and (infinitive or tree.nodes[i].tag == "VBG"):
        return "planned", "future", False
    if not infinitive:
        outer = mode_of(tree, head, lexicon) if base in {"ccomp", "csubj"} and governor.tag.startswith("VB") else None
        if outer is not None and governed("supposing"):
            return "hypothetical", "future", True
        if outer is not None and outer[0] in {"hypothetical", "planned"} and not governed("saying"):
            return outer[0], outer[1], True
        return mode, tense, False
    if governor.lemma in GOING and infinitive and base in {"advcl", "xcomp"}:
        return "planned", "future", False
    if governor.lemma in {"use", "take", "seize", "pause"} and infinitive:
        outer = mode_of(tree, head, lexicon)
        return outer[0], outer[1], outer[3]
    if base == "advcl" or governed("supposing") or governed("promising"):
        return "hypothetical", "future", True
    if governor.lemma in {"begin", "start", "continue", "manage", "come", "go", "proceed", "help", "use", "meet"}:
        outer = mode_of(tree, head, lexicon)
        return outer[0], outer[1], outer[3]
    if base == "acl" and lexicon.among("planning", governor.lemma):
        return "planned", "future", True
    return "hypothetical", "future", True


def noun_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of an event noun: its owners, prepositions, and the verb that carries it."""
    node = tree.nodes[i]
    slots: dict[str, list[int]] = defaultdict(list)
    for k in tree.children(i, "nmod:poss", "compound", "amod"):
        slots["owner"].append(k)
    for k in tree.children(i, "nmod", "obl"):
        if tree.nodes[k].rel != "nmod:poss" and tree.case(k):
            slots[tree.case(k)] += tree.coordinates(k)
    if node.head >= 0 and tree.case(i) in {"on", "for"} and not tree.is_verb(node.head):
        slots["carrier"].append(node.head)
    carrier, role, verb = _carrier(tree, i)
    mode, tense, negated, embedded = "occurred", "past", False, False
    lemma = None
    if verb is not None:
        if role != "object" or any(lexicon.among(group, carrier or "") for group in MOULDING):
            mode, tense, negated, embedded = mode_of(tree, verb, lexicon)
        if carrier is not None and lexicon.among("carrying", carrier):
            lemma = carrier
            outer = _slots(tree, verb, _passive(tree, verb))
            if role != "subject":
                slots["carrier"] += outer.get("subject", ())
            for name, nodes in outer.items():
                if name not in {"subject", "object"}:
                    slots[name] += [n for n in nodes if n != i and i not in tree.ancestors(n)]
        if (
            carrier is not None
            and role == "object"
            and any(
                lexicon.among(group, carrier)
                for group in ("cancelling", "planning", "supposing", "denying", "averting")
            )
        ):
            lemma = carrier
    for k in tree.children(i, "nmod"):  # "a fourth round of talks between X and Y"
        if tree.case(k) == "of" and lexicon.among("gathering", tree.nodes[k].lemma.lower()):
            for below in tree.children(k, "nmod"):
                slots[tree.case(below)] += tree.coordinates(below)
    for name, nodes in _astray(tree, i).items():
        if name not in slots:
            slots[name] += nodes
    relative = _relative_carrier(tree, i, lexicon) if not slots.get("carrier") else None
    if relative is not None:
        lemma, below, told = relative
        for name, found in below.items():
            if name == "subject":
                slots["carrier"] += found
            elif name != "object":
                slots[name] += found
    else:
        told = -1
    kept = {name: tuple(dict.fromkeys(nodes)) for name, nodes in slots.items() if nodes}
    names = tuple(f"{tree.nodes[k].lemma}-{node.lemma}" for k in tree.children(i, "compound", "amod"))
    alleged = _alleged(tree, i, lexicon) or (verb is not None and _alleged(tree, verb, lexicon))
    perfect = verb is not None and _perfect(tree, verb)
    unsaid = role == "object" and verb is not None and _passive(tree, verb) and not slots.get("carrier")
    lemmas = (*names, node.lemma)
    return Clause(
        tree, i, "noun", lemmas, kept, mode, tense, negated, embedded, False, lemma, alleged, perfect, unsaid, told
    )


def _astray(tree: Tree, i: int) -> dict[str, list[int]]:
    """Give the prepositional phrases that hang on a noun's of- or by-phrase but are its own: "the visit of X to Y"."""
    out: dict[str, list[int]] = defaultdict(list)
    for k in tree.children(i, "nmod"):
        if tree.case(k) not in {"of", "by", "between", "with", "from"}:
            continue
        for below in tree.subtree(k):
            if (
                below != k
                and tree.case(below) in {"to", "with", "on", "against", "in"}
                and tree.nodes[below].rel == "nmod"
            ):
                out[tree.case(below)] += tree.coordinates(below)
    return out


def _relative_carrier(tree: Tree, i: int, lexicon: Lexicon) -> tuple[str, Mapping[str, tuple[int, ...]], int] | None:
    """Give the verb of a relative clause that carries the noun: "the strike that X carried out", "the charge made by X"."""
    for k in tree.children(i, "acl"):
        if not tree.is_verb(k):
            continue
        passive = _passive(tree, k)
        particle = [tree.text(p) for p in tree.children(k, "compound:prt")]
        lemma = " ".join([tree.nodes[k].lemma, *particle])
        own = [o for o in tree.children(k, "obj") if tree.text(o) not in RELATIVES]
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
        return f"{lemma} {tree.case(here)}", "oblique", verb
    if tree.nodes[i].rel == "acl:relcl":
        return lemma, "object", verb
    return lemma, "other", verb


def adjective_clause(tree: Tree, i: int, lexicon: Lexicon) -> Clause:
    """Give the clause of a predicative adjective ("is ready to help")."""
    mode, tense, negated, embedded = mode_of(tree, i, lexicon)
    slots = dict(_slots(tree, i, False))
    return Clause(tree, i, "adjective", (tree.nodes[i].lemma,), slots, mode, tense, negated, embedded)
