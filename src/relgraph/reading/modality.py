"""Modality: whether a clause tells what was, will be, may be or is denied.

Comes in: a verb or predicate of a tree. Goes out: status, tense, negation and embedding.
"""

from relgraph.lexicon import Lexicon
from relgraph.reading.trees import Tree

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})


DOUBTFUL = frozenset({"may", "might", "could", "would", "should", "can", "'d", "’d"})


CONDITIONAL = frozenset({"if", "unless", "whether", "should", "were"})


NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})


#: Verbs before whose infinitive of purpose one has gone somewhere.
GOING = frozenset("arrive travel fly come go visit head depart leave gather assemble land".split())


def is_perfect(tree: Tree, i: int) -> bool:
    """Say whether a verb stands in the perfect ("has met", "had met")."""
    return any(tree.nodes[k].lemma == "have" for k in tree.children(i, "aux"))


def is_alleged(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Say whether a clause is only the content of an accusation ("accused X of attacking Y")."""
    node = tree.nodes[i]
    if node.head < 0 or node.rel.split(":")[0] not in {"advcl", "acl", "ccomp", "xcomp", "obl", "nmod", "obj", "conj"}:
        return False
    if node.rel.split(":")[0] == "conj":
        return is_alleged(tree, node.head, lexicon)
    head = tree.nodes[node.head]
    if head.lemma in {"accuse", "accusation", "allegation", "suspect", "allege"}:
        return (
            tree.case(i) in {"of", "that"}
            or node.rel.split(":")[0] in {"advcl", "acl", "ccomp"}
            or any(tree.text(k) == "of" for k in tree.children(i, "mark", "case"))
        )
    return False


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

    if (governed("averting") and base in {"xcomp", "ccomp", "acl"}) or (base == "advcl" and governor.lemma == "prevent"):
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
