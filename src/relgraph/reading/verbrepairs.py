"""Verbs that the parser misread: participles and past forms, their subjects, and what tells of a gathering.

Comes in: the nodes of a sentence. Goes out: the same nodes, one of them with another head, relation or tag.
"""

from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.lemmas import lemma
from relgraph.reading.syntax import Node

#: Verbs whose participle behind a gathering tells of it: "At the summit, held in Maputo, ...".
HELD = frozenset({"hold", "host", "convene", "organize", "organise", "schedule"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: Prepositions that open a clause as well.
CLAUSAL = frozenset({"as", "after", "before", "since", "until"})
#: Acts that the one who speaks does: "said that troops had crossed and demanded their withdrawal".
SPOKEN = frozenset({"Agree", "Request", "Accuse", "Reject", "Threaten"})
NAMES = frozenset({"STATE", "PERSON", "ORG", "CITY"})


def verb_like_plural(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Take a plural for the verb that its sentence lacks: "Their accord calls for elections."."""
    if node.head >= 0 or node.tag != "NNS" or node.label or nodes[-1].text != "." or not node.index:
        return
    owner = nodes[node.index - 1]
    if owner.head != node.index or owner.rel != "compound" or not lexicon.evoked("verb", node.lemma):
        return
    if any(k.tag in FINITE or k.tag == "MD" for k in nodes[: node.index]):
        return
    node.tag, owner.rel = "VBZ", "nsubj"
    for other in nodes:
        if other.head == node.index and other.index < owner.index and other.rel in {"nmod:poss", "amod", "det", "case"}:
            other.head = owner.index


def participle_with_subject(node: Node, nodes: Sequence[Node]) -> None:
    """Take a participle with a subject and no auxiliary for what it is, a past form: "as their presidents met"."""
    if node.tag != "VBN":
        return
    kids = [k for k in nodes if k.head == node.index]
    rels = {k.rel.split(":")[0] for k in kids}
    if "aux" in rels or not any(k.rel == "nsubj" and k.index < node.index for k in kids):
        return
    node.tag = "VBD"
    if node.rel == "acl" and any(k.rel == "mark" for k in kids):
        node.rel = "advcl"
        above = node.head
        while above >= 0 and not nodes[above].tag.startswith("VB"):
            above = nodes[above].head
        node.head = above if above >= 0 else node.head


def participle_in_commas(node: Node, nodes: Sequence[Node]) -> None:
    """Hang a participle between commas on its noun: "A visit to Nicosia, set for 9 June, was postponed"."""
    if node.tag not in {"VBD", "VBN"} or node.index < 2 or nodes[node.index - 1].text != ",":
        return
    kids = [k for k in nodes if k.head == node.index]
    noun = next((k for k in kids if k.rel == "nsubj" and k.index < node.index), None)
    verb = next((k for k in kids if k.rel == "conj" and k.index > node.index and k.tag.startswith("VB")), None)
    if noun is None or verb is None or any(k.rel in {"aux", "obj", "mark"} for k in kids):
        return
    own = [k for k in nodes if k.head == verb.index and k.index < verb.index]
    if any(k.rel in {"cc", "nsubj"} for k in own) or not own:
        return
    first = min(own, key=lambda k: k.index)
    if first.rel == "aux:pass" and nodes[first.index - 1].text == ",":
        verb.head, verb.rel = node.head, node.rel
        for k in kids:
            k.head = verb.index if k is noun or k.index > verb.index else k.head
        noun.rel, node.tag, node.head, node.rel = "nsubj:pass", "VBN", noun.index, "acl"


def verb_behind_relative(node: Node, nodes: Sequence[Node]) -> None:
    """Raise the verb behind a relative clause to the root: "X, who are not related, flew to Warsaw"."""
    if node.head >= 0 or not node.tag.startswith("NN"):
        return
    for relative in nodes:
        if relative.head != node.index or relative.rel != "acl:relcl":
            continue
        for verb in nodes:
            if verb.head != relative.index or verb.rel != "conj" or verb.tag not in FINITE:
                continue
            kids = {k.rel for k in nodes if k.head == verb.index and k.index < verb.index}
            if nodes[verb.index - 1].text == "," and not kids & {"cc", "nsubj"}:
                verb.head, verb.rel, node.head, node.rel = -1, "root", verb.index, "nsubj"
                return


def verb_behind_name(node: Node, nodes: Sequence[Node]) -> None:
    """Raise the verb behind a name that was taken for the main word: "Egypt, meanwhile, cut off supplies"."""
    name = nodes[node.head] if node.head >= 0 else None
    if name is None or name.head >= 0 or name.label not in NAMES or node.index < name.index:
        return
    if any(k.head != node.index or k.rel not in {"punct", "advmod"} for k in nodes[name.index + 1 : node.index]):
        return
    if node.rel != "parataxis" or not node.tag.startswith("VB") or node.tag == "VBG":
        return
    node.head, node.rel, name.head, name.rel = -1, "root", node.index, "nsubj"
    node.tag = "VBD" if node.tag in {"VB", "VBN"} else node.tag


def verb_behind_noun(node: Node, nodes: Sequence[Node]) -> None:
    """Take a participle behind a main noun for the main verb: "The two countries established relations"."""
    if (
        node.tag not in {"VBN", "VBD"}
        or node.rel != "acl"
        or any(k.head == node.index and k.rel.startswith("aux") for k in nodes)
    ):
        return
    noun = nodes[node.head]
    if noun.head >= 0 and (
        noun.rel not in {"parataxis", "ccomp"} or any(k.head == noun.index and k.rel == "case" for k in nodes)
    ):
        return
    if any(k.head == noun.index and k.rel in {"cop", "nsubj"} for k in nodes) or noun.index > node.index:
        return
    active = any(k.head == node.index and k.rel == "obj" and k.index > node.index for k in nodes)
    if active or not any(k.tag in FINITE for k in nodes):
        node.head, node.rel, node.tag, noun.head, noun.rel = noun.head, noun.rel, "VBD", node.index, "nsubj"


def verb_before_noun(node: Node, nodes: Sequence[Node]) -> None:
    """Raise a verb with a subject out of the noun that it was taken to describe: "the presidents held talks"."""
    if (
        node.rel != "amod"
        or not node.tag.startswith("VB")
        or not any(k.head == node.index and k.rel == "nsubj" for k in nodes)
    ):
        return
    noun = nodes[node.head]
    node.head, node.rel, node.tag, noun.head, noun.rel = noun.head, noun.rel, "VBD", node.index, "obj"


def told_verb(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Join a verb to what was said before it: "said that troops had crossed the river, killed a man and left"."""
    speech = nodes[node.head] if node.head >= 0 else None
    if (
        speech is None
        or node.rel != "conj"
        or node.tag not in {"VBN", "VBD"}
        or not lexicon.among("saying", speech.lemma)
    ):
        return
    if has_subject(node, nodes) or any(k.head == node.index and k.rel.startswith("aux") for k in nodes):
        return
    told = [k for k in nodes if k.head == speech.index and k.rel == "ccomp" and speech.index < k.index < node.index]
    if not told or not any(k.head == told[-1].index and k.lemma == "have" and k.rel == "aux" for k in nodes):
        return
    spoken = any(frame.type in SPOKEN for frame in lexicon.evoked("verb", node.lemma))
    if not spoken and not lexicon.among("saying", node.lemma):
        node.head, node.tag = told[-1].index, "VBN"


def active_subject(node: Node, nodes: Sequence[Node]) -> None:
    """Take the passive from a subject whose verb has no form of be: "which had moved"."""
    if node.rel == "nsubj:pass" and not any(k.head == node.head and k.rel == "aux:pass" for k in nodes):
        verb = nodes[node.head]
        auxiliaries = [k.lemma for k in nodes if k.head == verb.index and k.rel == "aux"]
        if verb.tag in FINITE or ("have" in auxiliaries and "be" not in auxiliaries):
            node.rel = "nsubj"


def subject_before(node: Node, nodes: Sequence[Node]) -> None:
    """Give a main verb without a subject the bare noun phrase before it: "At the talks the president offered"."""
    if node.tag not in FINITE or node.rel not in {"root", "parataxis", "ccomp"}:
        return
    kids = [k for k in nodes if k.head == node.index]
    if any(k.rel.split(":")[0] in {"nsubj", "csubj", "expl", "cop"} for k in kids):
        return
    for k in range(node.index - 1, -1, -1):
        here = nodes[k]
        if here.tag.startswith("VB") or (here.text in {",", ";", ":"} and k < node.index - 1):
            return
        if here.tag.startswith(("NN", "PRP")) and here.rel.split(":")[0] in {"nmod", "obl", "appos", "dep", "conj"}:
            bare = not any(c.head == here.index and c.rel in {"case", "cc"} for c in nodes)
            if bare and here.label != "DATE":
                here.head, here.rel = node.index, "nsubj"
            return


def infinitive_mark(node: Node, nodes: Sequence[Node]) -> None:
    """Take the "to" of a verb for the mark of its infinitive: "talks are also to be held"."""
    if node.tag == "TO" and node.rel == "case" and nodes[node.head].tag.startswith("VB"):
        node.rel = "mark"


def subject_beside(node: Node, nodes: Sequence[Node]) -> None:
    """Give a finite verb for its subject the bare name before it: "Long seen as calm, Kazakhstan faced unrest"."""
    if node.tag not in FINITE or node.index == 0 or node.rel not in {"root", "conj"} or has_subject(node, nodes):
        return
    name = nodes[node.index - 1]
    if name.label not in NAMES or name.rel not in {"nmod:unmarked", "obl:unmarked", "appos"}:
        return
    if not any(k.head == node.index and k.rel == "cc" for k in nodes):
        name.head, name.rel = node.index, "nsubj"


def subject_in_phrase(node: Node, nodes: Sequence[Node]) -> None:
    """Give a main verb the name that was hung on the phrase before it: "In a statement, X, a spokesman, denied it"."""
    if node.tag not in FINITE or node.rel not in {"root", "ccomp", "parataxis"} or has_subject(node, nodes):
        return
    for name in nodes[2 : node.index]:
        phrase = nodes[name.head] if name.head >= 0 else None
        if name.rel != "appos" or name.label not in NAMES or nodes[name.index - 1].text != "," or phrase is None:
            continue
        cased = any(k.head == phrase.index and k.rel == "case" for k in nodes)
        if phrase.head == node.index and phrase.rel == "obl" and phrase.index < name.index and cased:
            name.head, name.rel = node.index, "nsubj"
            for other in nodes[name.index + 1 : node.index]:
                other.head = name.index if other.head == phrase.index and other.rel == "appos" else other.head
            return


def noun_before_passive(node: Node, nodes: Sequence[Node]) -> None:
    """Take the first word for the subject of the passive right behind it: "Hope was expressed that peace would come"."""
    if node.index or not node.tag.startswith("VB") or node.head >= 0 or len(nodes) < 3 or nodes[1].lemma != "be":
        return
    verb = nodes[nodes[1].head]
    if nodes[1].rel == "aux:pass" and verb.tag == "VBN" and verb.head == node.index and not has_subject(verb, nodes):
        node.tag, node.lemma, node.head, node.rel = "NN", node.text.lower(), verb.index, "nsubj:pass"
        verb.head, verb.rel = -1, "root"
        for other in nodes:
            other.head = verb.index if other.head == node.index else other.head


def participle_first(node: Node, nodes: Sequence[Node]) -> None:
    """Take the first word of a sentence for the passive that it is: "Asked about Chad, the minister said"."""
    if node.index or node.tag not in {"VBD", "VBN"} or node.head < 1 or has_subject(node, nodes):
        return
    behind = nodes[node.head].tag in FINITE and any(k.text == "," for k in nodes[: node.head])
    if behind and node.rel in {"ccomp", "advcl", "parataxis"}:
        node.tag, node.rel = "VBN", "advcl"


def has_subject(verb: Node, nodes: Sequence[Node]) -> bool:
    """Say whether a verb has a subject of its own."""
    return any(k.head == verb.index and k.rel.startswith(("nsubj", "csubj")) for k in nodes)


def participle_of_gathering(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Hang "held in Maputo" on the gathering before it."""
    if node.lemma not in HELD or node.rel.split(":")[0] not in {"advcl", "acl"}:
        return
    bare = node.tag == "VBD" and not any(k.head == node.index and k.rel in {"obj", "nsubj", "aux"} for k in nodes)
    if bare and node.index > 1 and lexicon.among("gathering", nodes[node.index - 2].lemma.lower()):
        node.tag = "VBN"  # "At the fifth summit, held in Maputo, X apologised"
    if node.tag != "VBN":
        return
    k = node.index - 1
    while k >= 0 and nodes[k].text in {",", "("}:
        k -= 1
    before = next((n for n in reversed(nodes[: k + 1]) if lexicon.among("gathering", n.lemma.lower())), None)
    if before is None or k - before.index >= 5:
        return
    if before.head == node.index:
        if not before.rel.startswith("obl") or node.head < 0:
            return
        before.head = node.head
    node.head, node.rel = before.index, "acl"


def relative_of_gathering(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Hang "which will be held in Ankara" on the gathering before it, wherever the parser put it."""
    if node.lemma not in HELD and not (
        node.lemma == "take" and any(k.head == node.index and k.text == "place" for k in nodes)
    ):
        return
    which = next(
        (
            k
            for k in nodes
            if k.head == node.index and k.text.lower() in {"which", "that"} and k.rel.startswith("nsubj")
        ),
        None,
    )
    if which is None:
        return
    before = [n for n in nodes[: which.index] if lexicon.among("gathering", n.lemma.lower()) and n.rel != "compound"]
    if (
        not before
        or which.index - before[-1].index > 12
        or (before[-1].head == node.index and before[-1].rel.startswith("nsubj"))
    ):
        return
    noun = before[-1]
    for other in nodes:  # what the parser took for the verb's own subject or mark belongs to what the verb hung on
        if other.head == node.index and other.index < which.index and other is not noun:
            other.head = node.head
            other.rel = "nsubj" if other.rel.startswith("nsubj") else other.rel
    if noun.index != node.head and not stands_above(noun, node, nodes):
        node.head, node.rel = noun.index, "acl:relcl"


def stands_above(low: Node, high: Node, nodes: Sequence[Node]) -> bool:
    """Say whether a node stands somewhere above another."""
    here, steps = low.head, 0
    while here >= 0 and steps <= len(nodes):
        if here == high.index:
            return True
        here, steps = nodes[here].head, steps + 1
    return False


def gerund(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Take a noun in -ing with a bare name behind it for a verb: "denied bombing Chad"."""
    if node.tag != "NN" or node.rel != "obj" or not node.text.endswith("ing") or node.index + 1 >= len(nodes):
        return
    name, stem = nodes[node.index + 1], lemma(node.text, "VBG", {})
    bare = name.label in NAMES and name.rel in {"obl:unmarked", "nmod:unmarked", "iobj"}
    if bare and name.head in {node.head, node.index} and lexicon.evoked("verb", stem):
        node.tag, node.rel, node.lemma, name.head, name.rel = "VBG", "xcomp", stem, node.index, "obj"


def date_before_clause(node: Node, nodes: Sequence[Node]) -> None:
    """Give a date behind "that" to the clause that follows: "said that on May 7, 2022, a coup took place"."""
    first = node.index - 1 if node.index and nodes[node.index - 1].rel == "case" else node.index
    if node.label != "DATE" or not first or nodes[first - 1].text.lower() != "that" or node.head < 0:
        return
    that, governor = nodes[first - 1], nodes[node.head]
    verb = next((k for k in nodes[node.index + 1 :] if k.tag in FINITE), None)
    if governor.index > first or not governor.tag.startswith("VB") or verb is None or verb.index - node.index > 12:
        return
    if stands_above(governor, verb, nodes):
        return
    that.head, that.rel, node.head, node.rel = verb.index, "mark", verb.index, "obl"
    verb.head, verb.rel = governor.index, "ccomp"


def phrase_in_relative(node: Node, nodes: Sequence[Node]) -> None:
    """Take the verb, not a phrase before it, for the head of a relative clause: "X, who, in a speech, praised Y"."""
    if (
        node.rel != "acl:relcl"
        or not node.tag.startswith("NN")
        or any(k.head == node.index and k.rel == "cop" for k in nodes)
    ):
        return
    case = any(k.head == node.index and k.rel == "case" for k in nodes)
    who = next((k for k in nodes if k.head == node.index and k.text.lower() in {"who", "which"}), None)
    verb = next((k for k in nodes[node.index + 1 : node.index + 6] if k.tag in {"VBD", "VBZ", "VBN", "VBP"}), None)
    while verb is not None and verb.rel.startswith("aux"):
        verb = nodes[verb.head]
    if not case or who is None or verb is None or verb.rel not in {"conj", "parataxis", "advcl", "ccomp"}:
        return
    verb.head, verb.rel = node.head, "acl:relcl"
    node.head, node.rel, who.head, who.rel = verb.index, "obl", verb.index, "nsubj"


def perfect_gerund(node: Node, nodes: Sequence[Node]) -> None:
    """Take "having" for the auxiliary of the verb behind it: "denied having recalled its envoy"."""
    having = nodes[node.head] if node.head >= 0 else None
    if having is None or node.rel != "xcomp" or node.tag != "VBN" or having.text.lower() != "having":
        return
    node.head, node.rel, having.head, having.rel = having.head, having.rel, node.index, "aux"
    for other in nodes:
        if other.head == having.index:
            other.head = node.index


def clause_of_preposition(node: Node, nodes: Sequence[Node]) -> None:
    """Give a verb without subject the noun before it that "as" or "after" marks: "as envoys from Peru met in Lima"."""
    if node.tag not in FINITE or node.rel not in {"conj", "parataxis", "advcl"} or has_subject(node, nodes):
        return
    for noun in reversed(nodes[: node.index]):
        case = next((k for k in nodes if k.head == noun.index and k.rel == "case"), None)
        if noun.text in {",", ";"} or noun.tag.startswith("VB"):
            return
        if case is None or case.text.lower() not in CLAUSAL or not noun.tag.startswith("NN") or noun.head > noun.index:
            continue
        if any(k.rel == "cc" and k.head == node.index for k in nodes):
            return
        case.rel, case.head, noun.head, noun.rel, node.rel = "mark", node.index, node.index, "nsubj", "advcl"
        return


def adverb_for_auxiliary(node: Node, nodes: Sequence[Node]) -> None:
    """Take an adverb for no auxiliary: "Earlier, the ministry called for calm"."""
    if node.rel.startswith("aux") and node.tag.startswith("RB"):
        node.rel = "advmod"
        for other in nodes:
            if other.head == node.head and other.rel == "nsubj:pass" and nodes[node.head].tag == "VBD":
                other.rel = "nsubj"


def subject_before_relative(node: Node, nodes: Sequence[Node]) -> None:
    """Give a verb the name that its own relative clause parts from it: "At the talks, X, who chairs it, thanked Y"."""
    if node.tag not in FINITE or node.rel != "root" or node.index < 5 or nodes[node.index - 1].text != ",":
        return
    if has_subject(node, nodes):
        return
    for who in reversed(nodes[2 : node.index]):
        if who.text.lower() not in {"who", "which"} or nodes[who.index - 1].text != ",":
            continue
        name = nodes[who.index - 2]
        if name.label in NAMES and not any(k.head == name.index and k.rel in {"case", "cc"} for k in nodes):
            relative = nodes[who.head]
            name.head, name.rel = node.index, "nsubj"
            if relative.index > who.index and relative.index != node.index:
                relative.head, relative.rel = name.index, "acl:relcl"
        return
