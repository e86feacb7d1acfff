"""Repairs: what the parser gets wrong about dates, participles and past forms, mended by what the mentions tell.

Comes in: the nodes of a sentence, with the labels of mentions. Goes out: the same nodes, some with another head.
"""

from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.syntax import Node

#: Verbs whose participle behind a gathering tells of it: "At the summit, held in Maputo, ...".
HELD = frozenset({"hold", "host", "convene", "organize", "organise", "schedule"})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
#: Prepositions of phrases that belong to an act, not to a name.
LIFTED = frozenset({"to", "by", "with", "against", "into", "toward", "towards"})
NAMES = frozenset({"STATE", "PERSON", "ORG", "CITY"})


def repaired(nodes: list[Node], lexicon: Lexicon) -> list[Node]:
    """Mend the heads of a sentence, in place."""
    for node in nodes:
        _missed_verb(node, nodes, lexicon)
        _main_verb(node, nodes)
        _beside_name(node, nodes)
        _past_form(node, nodes)
        _verb_of_noun(node, nodes)
        _finite(node, nodes)
        _active(node, nodes)
        _subject(node, nodes)
        _two_names(node, nodes)
        _of_state(node, nodes)
        _like_with_like(node, nodes)
        _title(node, nodes)
        _infinitive(node, nodes)
        _joined(node, nodes)
        _addressed(node, nodes)
        _bereft(node, nodes)
        _held(node, nodes, lexicon)
        _which_is_held(node, nodes, lexicon)
        _lift(node, nodes)
        _beside_date(node, nodes)
        _before_name(node, nodes)
        _under_date(node, nodes)
    return nodes


def _finite(node: Node, nodes: Sequence[Node]) -> None:
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


def _missed_verb(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
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


def _main_verb(node: Node, nodes: Sequence[Node]) -> None:
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


def _beside_name(node: Node, nodes: Sequence[Node]) -> None:
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


def _past_form(node: Node, nodes: Sequence[Node]) -> None:
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


def _verb_of_noun(node: Node, nodes: Sequence[Node]) -> None:
    """Raise a verb with a subject out of the noun that it was taken to describe: "the presidents held talks"."""
    if (
        node.rel != "amod"
        or not node.tag.startswith("VB")
        or not any(k.head == node.index and k.rel == "nsubj" for k in nodes)
    ):
        return
    noun = nodes[node.head]
    node.head, node.rel, node.tag, noun.head, noun.rel = noun.head, noun.rel, "VBD", node.index, "obj"


def _active(node: Node, nodes: Sequence[Node]) -> None:
    """Take the passive from a subject whose verb has no form of be: "which had moved"."""
    if node.rel == "nsubj:pass" and not any(k.head == node.head and k.rel == "aux:pass" for k in nodes):
        verb = nodes[node.head]
        auxiliaries = [k.lemma for k in nodes if k.head == verb.index and k.rel == "aux"]
        if verb.tag in FINITE or ("have" in auxiliaries and "be" not in auxiliaries):
            node.rel = "nsubj"


def _subject(node: Node, nodes: Sequence[Node]) -> None:
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


def _two_names(node: Node, nodes: Sequence[Node]) -> None:
    """Part "Putin and European Union leaders" into a name and a noun group."""
    head = nodes[node.head] if node.head >= 0 else None
    if node.label != "PERSON" or node.rel != "compound" or head is None or head.index < node.index:
        return
    other = next((c for c in nodes if c.head == node.index and c.rel == "conj" and c.index < head.index), None)
    if other is None:
        return
    node.head, node.rel = head.head, head.rel
    for k in nodes:
        if k.head == node.index and k.rel == "cc":
            k.head = head.index
    head.head, head.rel, other.head, other.rel = node.index, "conj", head.index, "compound"


def _of_state(node: Node, nodes: Sequence[Node]) -> None:
    """Make the person the head of "ROK Advisor Cho Tae-Yong" and "Presidents A and B", not the word before."""
    state = nodes[node.head] if node.head >= 0 else None
    if node.label != "PERSON" or node.rel != "flat" or state is None or state.label not in {"STATE", None}:
        return
    if state.index > node.index or not state.tag.startswith("NN"):
        return
    node.head, node.rel = state.head, state.rel
    for other in nodes:
        if other.head == state.index:
            other.head = node.index
    state.head, state.rel = node.index, "compound"


def _like_with_like(node: Node, nodes: Sequence[Node]) -> None:
    """Join a person to the person before, not to that person's state: "A of Sudan and B of Chad"."""
    state = nodes[node.head] if node.head >= 0 else None
    if node.label != "PERSON" or node.rel != "conj" or state is None or state.label not in {"STATE", "ORG", "CITY"}:
        return
    person = nodes[state.head] if state.head >= 0 else None
    if person is not None and person.label == "PERSON" and state.rel == "nmod":
        node.head = person.index


def _held(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    if node.tag != "VBN" or node.lemma not in HELD or node.rel.split(":")[0] not in {"advcl", "acl"}:
        return
    k = node.index - 1
    while k >= 0 and nodes[k].text in {",", "("}:
        k -= 1
    before = next((n for n in reversed(nodes[: k + 1]) if lexicon.among("gathering", n.lemma.lower())), None)
    if before is not None and before.head != node.index and k - before.index < 5:
        node.head, node.rel = before.index, "acl"


def _which_is_held(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
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
    if noun.index != node.head and not _above(noun, node, nodes):
        node.head, node.rel = noun.index, "acl:relcl"


def _above(low: Node, high: Node, nodes: Sequence[Node]) -> bool:
    """Say whether a node stands somewhere above another."""
    here, steps = low.head, 0
    while here >= 0 and steps <= len(nodes):
        if here == high.index:
            return True
        here, steps = nodes[here].head, steps + 1
    return False


def _title(node: Node, nodes: Sequence[Node]) -> None:
    """Take two large-written nouns side by side for one title headed by the last: "a Cooperation Programme"."""
    first = nodes[node.head] if node.head >= 0 else None
    if first is None or node.rel != "appos" or node.index != first.index + 1 or first.label or node.label:
        return
    if not (first.tag.startswith("NN") and node.tag.startswith("NN") and first.text.istitle() and node.text.istitle()):
        return
    node.head, node.rel = first.head, first.rel
    for other in nodes:
        if other.head == first.index and other is not node:
            other.head = node.index
    first.head, first.rel = node.index, "compound"


def _infinitive(node: Node, nodes: Sequence[Node]) -> None:
    """Take the "to" of a verb for the mark of its infinitive: "talks are also to be held"."""
    if node.tag == "TO" and node.rel == "case" and nodes[node.head].tag.startswith("VB"):
        node.rel = "mark"


def _joined(node: Node, nodes: Sequence[Node]) -> None:
    """Join a name to the noun that the parser took it for the subject of: "X and his counterpart met"."""
    noun = nodes[node.head] if node.head > node.index else None
    if noun is None or node.label not in NAMES or node.rel != "nsubj" or not noun.rel.startswith("nsubj"):
        return
    if any(k.head == noun.index and k.rel == "cc" and node.index < k.index < noun.index for k in nodes):
        node.head, node.rel, noun.head, noun.rel = noun.head, noun.rel, node.index, "conj"


def _addressed(node: Node, nodes: Sequence[Node]) -> None:
    """Take no person of a report as spoken to: the person is a subject that a verb lacks, or an apposition."""
    if node.rel != "vocative" or node.label != "PERSON":
        return
    verb = next((k for k in nodes[node.index :] if k.tag in FINITE and k.rel in {"root", "conj", "ccomp"}), None)
    if verb is not None and not _has_subject(verb, nodes):
        node.head, node.rel = verb.index, "nsubj"
        return
    noun = next((k for k in reversed(nodes[: node.index]) if k.rel != "punct"), None)
    if noun is not None and noun.tag.startswith("NN") and noun.label is None:
        node.head, node.rel = noun.index, "appos"


def _bereft(node: Node, nodes: Sequence[Node]) -> None:
    """Give a finite verb for its subject the bare name before it: "Long seen as calm, Kazakhstan faced unrest"."""
    if node.tag not in FINITE or node.index == 0 or node.rel not in {"root", "conj"} or _has_subject(node, nodes):
        return
    name = nodes[node.index - 1]
    if name.label not in NAMES or name.rel not in {"nmod:unmarked", "obl:unmarked", "appos"}:
        return
    if not any(k.head == node.index and k.rel == "cc" for k in nodes):
        name.head, name.rel = node.index, "nsubj"


def _has_subject(verb: Node, nodes: Sequence[Node]) -> bool:
    return any(k.head == verb.index and k.rel.startswith(("nsubj", "csubj")) for k in nodes)


def _lift(node: Node, nodes: Sequence[Node]) -> None:
    """Lift a phrase off a name to what the name itself hangs on: "deliveries from Azerbaijan to Bulgaria"."""
    name = nodes[node.head] if node.head >= 0 else None
    if node.rel != "nmod" or name is None or name.label not in {"STATE", "CITY", "PERSON"} or name.head < 0:
        return
    case = next((k.text.lower() for k in nodes if k.head == node.index and k.rel == "case"), "")
    if case not in LIFTED or name.rel.split(":")[0] not in {"nmod", "obl", "obj", "iobj", "conj"}:
        return
    above = nodes[name.head]
    node.head, node.rel = above.index, "obl" if above.tag.startswith("VB") else "nmod"


def _beside_date(node: Node, nodes: Sequence[Node]) -> None:
    """Part a name from the date behind it: "talks with Turkey early Tuesday"."""
    date = nodes[node.head] if node.head >= 0 else None
    if date is None or date.label != "DATE" or node.label not in NAMES or node.index > date.index or date.head < 0:
        return
    node.head, node.rel = date.head, date.rel
    for other in nodes:
        if other.head == date.index and other.rel == "case" and other.index < node.index:
            other.head = node.index
    date.rel = "obl"


def _before_name(node: Node, nodes: Sequence[Node]) -> None:
    """Part a date from the name behind it: "In October Nairobi and Abu Dhabi agreed"."""
    name = nodes[node.head] if node.head >= 0 else None
    if node.label != "DATE" or name is None or name.label not in NAMES or name.index < node.index or name.head < 0:
        return
    if node.rel.split(":")[0] not in {"compound", "nmod", "amod", "flat", "nummod"} or node.rel == "nmod:poss":
        return
    for other in nodes:
        if other.head == name.index and other.rel == "case" and other.index < node.index:
            other.head = node.index
    node.head, node.rel = name.head, "obl"


def _under_date(node: Node, nodes: Sequence[Node]) -> None:
    """Hang what the parser hung on a date on the date's own head: "met today with X"."""
    date = nodes[node.head] if node.head >= 0 else None
    if date is None or date.label != "DATE" or date.head < 0 or node.index < date.index or node.label == "DATE":
        return
    if node.tag.startswith(("NN", "PRP")) and node.rel.split(":")[0] in {"nmod", "obl", "appos", "flat", "dep"}:
        node.head, node.rel = date.head, "obl"
