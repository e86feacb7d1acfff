"""Modality: whether a clause tells what was, will be, may be or is denied.

Comes in: a verb or predicate of a tree. Goes out: status, tense, negation and embedding.
"""

from relgraph.lexicon import Lexicon
from relgraph.reading.subjects import FIRSTS, ORDERING, ORGANS
from relgraph.reading.trees import SUBJECTS, Tree

FUTURE = frozenset({"will", "shall", "'ll", "wo", "’ll"})


DOUBTFUL = frozenset({"may", "might", "could", "would", "should", "can", "'d", "’d"})


CONDITIONAL = frozenset({"if", "unless", "whether", "should", "were"})


NEGATIONS = frozenset({"not", "n't", "n’t", "never", "neither", "nor"})


#: Verbs before whose infinitive of purpose one has gone somewhere.
GOING = frozenset("arrive travel fly come go visit head depart leave gather assemble land".split())

#: What a government decides to do: "decided to expel", "its decision to expel".
DECIDING = frozenset({"decide", "decision", "vote", "opt", "choose"})
#: Classes of governors that decide on the mode of what they govern.
GOVERNING = ("prompting", "averting", "planning", "supposing", "promising", "saying")
#: Verbs whose infinitive happens as they do: "used the occasion to", "began to".
SEIZING = frozenset({"use", "take", "seize", "pause", "quick", "swift", "first", "last"})
PHASES = frozenset({"begin", "start", "continue", "manage", "come", "go", "proceed", "help", "meet"})


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
    if node.rel == "advcl" and node.tag in {"VBD", "VBZ", "VBP"} and tree.children(i, "nsubj"):
        return False  # ", an accusation that X denied"
    if head.lemma in {"accuse", "accusation", "allegation", "suspect", "allege", "blame", "charge"}:
        return (
            tree.case(i) in {"of", "that", "for"}
            or node.rel.split(":")[0] in {"advcl", "acl", "ccomp"}
            or any(tree.text(k) == "of" for k in tree.children(i, "mark", "case"))
        )
    return False


def mode_of(tree: Tree, i: int, lexicon: Lexicon) -> tuple[str, str, bool, bool]:
    """Give status, tense, negation and embedding (is it only the content of a wish, promise or request?)."""
    node = tree.nodes[i]
    head, base = node.head, node.rel.split(":")[0]
    negated = _negated(tree, i)
    if head >= 0 and base in {"xcomp", "ccomp", "acl", "advcl", "csubj"} and _denied(tree, i, lexicon):
        return "denied", "past", negated, True
    mode, tense = _own_mode(tree, i)
    embedded = False
    if head >= 0 and base in {"ccomp", "acl"} and mode == "planned" and _hoped(tree, i, lexicon):
        return "hypothetical", "future", negated, True
    if head >= 0 and base in {"xcomp", "ccomp", "acl", "advcl", "csubj"} and mode == "occurred":
        mode, tense, embedded = _under(tree, i, lexicon, (mode, tense))
    elif head >= 0 and base == "conj" and not tree.children(i, "aux", "cop", "nsubj"):
        if tree.is_verb(head) or tree.child(head, "cop") is not None:
            mode, tense, above, embedded = mode_of(tree, head, lexicon)
            if node.tag == "VBD" and tree.nodes[head].tag in {"VBZ", "VBP"}:
                tense = "past"  # "X, who chairs the body, spoke"
            negated = negated or (above and node.tag in {"VB", "VBN"})
    if negated and mode in {"occurred", "planned"}:
        mode = "denied"
    return mode, tense, negated, embedded


def _negated(tree: Tree, i: int) -> bool:
    """Say whether a verb is negated, by a word of its own or by "no" before its subject or object."""
    own = any(tree.text(k) in NEGATIONS for k in tree.children(i, "advmod", "cc", "det"))
    named = tree.children(i, "obj", "nsubj")
    none = any(tree.text(k) in {"neither", "none", "nobody"} for k in named)
    return own or none or any(tree.text(d) in {"no", "neither"} for k in named for d in tree.children(k, "det", "cc"))


def _own_mode(tree: Tree, i: int) -> tuple[str, str]:
    """Give the status and tense that a verb's own form and auxiliaries tell."""
    node = tree.nodes[i]
    base = node.rel.split(":")[0]
    auxiliaries = {tree.text(k) for k in tree.children(i, "aux", "cop")}
    tense = "present" if node.tag in {"VBZ", "VBP"} or (node.tag == "VBG" and base != "acl") else "past"
    if auxiliaries & FUTURE:
        return "planned", "future"
    if "would" in auxiliaries and base == "ccomp" and node.head >= 0 and tree.nodes[node.head].tag in {"VBD", "VBN"}:
        return "planned", "future"  # the future as told in the past: "confirmed that talks would take place"
    if "would" in auxiliaries and any(tree.nodes[k].tag == "VBD" for k in tree.children(i, "parataxis")):
        return "planned", "future"  # "X, the ministry said, would visit Y"
    if auxiliaries & {"could", "can"} and _negated(tree, i):
        return "denied", "past"  # "could not agree"
    if auxiliaries & DOUBTFUL:
        return "hypothetical", "future"
    if any(tree.text(k) in CONDITIONAL for k in tree.children(i, "mark")):
        return "hypothetical", tense
    return ("planned", "future") if is_to_be(tree, i) else ("occurred", tense)


def _denied(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Say whether a clause is what somebody denies: "denied that", "denied having", "denied a report that"."""
    governor = tree.nodes[tree.nodes[i].head]
    base = tree.nodes[i].rel.split(":")[0]
    if tree.is_verb(governor.index):
        gerund = base == "advcl" and any(tree.nodes[k].tag == "VBG" for k in (i, *tree.children(i, "aux")))
        return lexicon.among("denying", governor.lemma) and (base in {"ccomp", "xcomp", "csubj"} or gerund)
    if governor.tag.startswith("NN") and governor.head >= 0 and base in {"acl", "ccomp"}:
        infinitive = any(tree.nodes[k].tag == "TO" for k in tree.children(i, "mark", "aux"))
        if any(tree.case(k) == "by" for k in tree.children(i, "obl")):
            return False  # "rejected the accusations made by X"
        told = any(tree.text(k) in {"which", "who"} for k in tree.children(i, "nsubj", "obj"))
        if told or governor.rel.startswith("nsubj"):
            return False  # "Chile, which shut the border, rejected the plan"
        return lexicon.among("denying", tree.nodes[governor.head].lemma) and not infinitive
    return False


def _hoped(tree: Tree, i: int, lexicon: Lexicon) -> bool:
    """Say whether a clause tells what a noun hopes for: "hope was expressed that the sailors would be freed"."""
    head = tree.nodes[i].head
    nouns = [head] if tree.nodes[head].tag.startswith("NN") else tree.children(head, "obj", "nsubj:pass")
    return any(lexicon.among("wishing", tree.stems[k]) for k in nouns)


def is_to_be(tree: Tree, i: int) -> bool:
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
    head, base = tree.nodes[i].head, tree.nodes[i].rel.split(":")[0]
    governor = tree.nodes[head]
    bare = tree.nodes[i].tag == "VB" and not any(tree.stems[k] == "do" for k in tree.children(i, "aux"))
    infinitive = bare or any(tree.nodes[k].tag == "TO" for k in tree.children(i, "mark", "aux"))
    particles = [f"{governor.lemma} {tree.text(k)}" for k in tree.children(head, "compound:prt", "advmod")]
    groups = {g for g in GOVERNING for name in (governor.lemma, *particles) if lexicon.among(g, name)}
    if ("averting" in groups and base in {"xcomp", "ccomp", "acl"}) or (
        base == "advcl" and governor.lemma == "prevent"
    ):
        return "denied", "past", True
    none = base == "acl" and any(tree.text(k) == "no" for k in tree.children(head, "det"))  # "has no plans to"
    if (
        "planning" in groups
        and not none
        and (infinitive or (tree.nodes[i].tag == "VBG" and base not in {"ccomp", "advcl"}))
    ):
        return "planned", "future", False
    if base == "xcomp" and tree.nodes[i].tag == "VBG" and governor.lemma in PHASES | {"stop", "keep", "resume"}:
        outer = mode_of(tree, head, lexicon)  # "will begin flying rice to"
        return outer[0], outer[1], outer[3]
    if infinitive:
        return _infinitive(tree, i, lexicon, groups)
    if "supposing" in groups and base in {"xcomp", "ccomp"} and tree.nodes[i].tag == "VBG":
        return "hypothetical", "future", True  # "is considering sending troops"
    if base == "advcl" and tree.nodes[i].tag == "VBG" and not tree.children(i, "aux", *SUBJECTS):
        if lexicon.among("crediting", governor.lemma) and any(tree.text(k) == "for" for k in tree.children(i, "mark")):
            return "occurred", "past", False  # "thanks Oman for treating"
        outer = mode_of(tree, head, lexicon)  # "will visit Doha before travelling to Amman"
        return (outer[0], outer[1], outer[3]) if outer[0] in {"planned", "hypothetical"} else (own[0], outer[1], False)
    if base == "acl":
        return _of_noun(tree, i, lexicon, own)
    if base not in {"ccomp", "csubj"} or not governor.tag.startswith("VB"):
        return (*own, False)
    if "supposing" in groups:
        return "hypothetical", "future", True
    outer = mode_of(tree, head, lexicon)
    if outer[0] in {"hypothetical", "planned"} and "saying" not in groups:
        return outer[0], outer[1], True
    return (*own, False)


def _of_noun(tree: Tree, i: int, lexicon: Lexicon, own: tuple[str, str]) -> tuple[str, str, bool]:
    """Give the mode of a clause that describes a noun: what is wished for, or what the noun's own verb plans."""
    if tree.nodes[i].tag == "VBD" and tree.children(i, "nsubj"):  # "the treaty that they signed in May"
        return (*own, False)
    governor = tree.nodes[tree.nodes[i].head]
    if tree.nodes[i].tag == "VBG" and lexicon.among("wishing", governor.lemma.lower()):
        return "hypothetical", "future", True  # "interest in building a railway"
    if governor.rel == "obj" and governor.head >= 0:  # "will support projects launched with"
        outer = mode_of(tree, governor.head, lexicon)
        return (outer[0], outer[1], True) if outer[0] in {"planned", "hypothetical"} else (*own, False)
    return (*own, False)


def _infinitive(tree: Tree, i: int, lexicon: Lexicon, groups: set[str]) -> tuple[str, str, bool]:
    """Give the mode of an infinitive from what governs it: a plan, a wish, or the governor's own."""
    head, base = tree.nodes[i].head, tree.nodes[i].rel.split(":")[0]
    lemma = tree.nodes[head].lemma
    if base == "acl" and any(tree.text(k) == "no" for k in tree.children(head, "det")):
        return "hypothetical", "future", True  # "has no plans to close its border"
    if base == "acl" and any(tree.text(k) in FIRSTS for k in (head, *tree.children(head, "amod", "nummod", "det"))):
        return "occurred", "past", False  # "became the first president to visit"
    if lemma in ORDERING and any(tree.stems[k] in ORGANS for k in tree.children(head, "obj", "iobj")):
        return "planned", "future", False
    if lemma in DECIDING:
        return "planned", "future", False
    if lemma in GOING and base in {"advcl", "xcomp"}:
        return "planned", "future", False
    wished = base == "advcl" or groups & {"supposing", "promising"}
    if "prompting" in groups:
        outer = mode_of(tree, head, lexicon)
        return outer[0], outer[1], outer[3]
    if lemma in SEIZING or (lemma in PHASES and not wished):
        outer = mode_of(tree, head, lexicon)
        if lemma == "continue" and outer[0] == "planned":  # "will continue to support" is a promise
            return "hypothetical", "future", True
        return outer[0], outer[1], outer[3]
    return "hypothetical", "future", True
