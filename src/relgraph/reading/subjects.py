"""Subjects: who does what a verb says, own or inherited by participles, infinitives, relative clauses and conjuncts.

Comes in: a verb of a tree. Goes out: its surface subjects.
"""

from relgraph.reading.trees import RELATIVES, Tree

#: Verbs by which a government makes its own organs act, and those organs.
ORDERING = frozenset({"order", "tell", "instruct", "direct", "command"})
ORGANS = frozenset(
    "department ministry army troop force police agency authority official navy military soldier guard".split()
)
#: Words for one of a row who did what follows: "the first to sign".
FIRSTS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "last", "latest", "only", "next"})
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


def antecedent_of(tree: Tree, i: int) -> int | None:
    """Give the noun that a relative clause hangs on."""
    return tree.nodes[i].head if tree.nodes[i].rel == "acl:relcl" and tree.nodes[i].head >= 0 else None


def subjects_of(tree: Tree, i: int, depth: int = 0) -> list[int]:
    """Give the surface subjects of a verb, own or inherited."""
    own = tree.children(i, "nsubj")
    if own:
        antecedent = antecedent_of(tree, i)
        relative = [k for k in own if tree.text(k) in RELATIVES]
        if relative and antecedent is None:
            antecedent = _before(tree, relative[0])
        if relative and antecedent is not None and tree.text(relative[0]) == "who":
            antecedent = _human(tree, antecedent)
        if relative and antecedent is not None and tree.case(antecedent) in {"among", "of"}:
            return _one_of(tree, antecedent) or [antecedent]
        return [antecedent] if relative and antecedent is not None else own
    node = tree.nodes[i]
    if depth > 8 or node.head < 0:
        return []
    base = node.rel.split(":")[0]
    if node.rel == "acl:relcl":
        return [node.head]
    if base == "acl" and node.tag == "VB" and any(tree.text(k) in FIRSTS for k in tree.children(node.head, "amod")):
        return [*_inherited(tree, i, node.head, depth), node.head]  # "became the first Kenyan president to visit"
    if base == "acl":
        return [node.head] if node.tag in {"VBG", "VBN"} else _inherited(tree, i, node.head, depth)
    if base in {"xcomp", "advcl", "conj", "ccomp", "csubj", "parataxis", "dep"}:
        return _inherited(tree, i, node.head, depth)
    return []


def _one_of(tree: Tree, k: int) -> list[int]:
    """Give who is said to be one of those that a relative clause tells of: "X is among the states that signed"."""
    here = k if tree.children(k, "cop") else tree.nodes[k].head
    if here < 0 or not tree.children(here, "cop") or (here != k and tree.nodes[here].lemma not in {"one", "part"}):
        return []
    return tree.children(here, "nsubj")


def _own_organ(tree: Tree, k: int) -> bool:
    """Say whether a noun is an arm of the one who orders it: "told government departments to cease cooperation"."""
    if tree.stems[k] not in ORGANS or tree.nodes[tree.nodes[k].head].lemma not in ORDERING:
        return False
    return not any(d in tree.mentions for d in tree.children(k, "amod", "nmod:poss", "compound", "nmod"))


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
        above = tree.nodes[head].head
        if tree.nodes[head].lemma == "invitation":  # "accepted Y's invitation to visit": who accepts will visit
            taken = above >= 0 and tree.nodes[above].lemma in {"accept", "receive", "decline", "welcome", "take"}
            return subjects_of(tree, above, depth + 1) if taken else []
    called = tree.nodes[head].lemma == "call" and tree.children(head, "obj") and node.rel == "advcl"
    if (node.rel == "xcomp" or to) and tree.nodes[head].lemma in OBJECT_CONTROL and not called:
        controlled = tree.children(head, "obj", "iobj") or [
            k for k in tree.children(head, "obl") if tree.case(k) in {"on", "upon", "to"}
        ]
        if controlled and not all(_own_organ(tree, k) for k in controlled):
            return controlled
    if tree.is_verb(head) or tree.child(head, "cop") is not None:
        return subjects_of(tree, head, depth + 1)
    if node.rel.split(":")[0] in {"acl", "conj"}:  # "his decision to visit": the owner or carrier of the noun
        owner = tree.children(head, "nmod:poss")
        return owner or (subjects_of(tree, tree.nodes[head].head, depth + 1) if tree.nodes[head].head >= 0 else [])
    return []
