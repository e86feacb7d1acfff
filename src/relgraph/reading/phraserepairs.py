"""Phrases that the parser hung on the wrong word: agents of passives, objects of relative clauses, named storms.

Comes in: the nodes of a sentence. Goes out: the same nodes, one of them with another head, relation or tag.
"""

from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.lemmas import lemma
from relgraph.reading.syntax import Node
from relgraph.reading.verbrepairs import NAMES, has_subject

#: Pronouns of relative clauses with a gap for a subject or object.
RELATIVES = frozenset({"who", "which", "that"})
#: Words before the name of a storm.
STORMS = frozenset({"cyclone", "hurricane", "typhoon", "storm"})
#: What a name that ends in "days after" hangs with.
UNITS = frozenset({"hour", "day", "week", "month", "year"})


def phrase_mended(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Mend what hangs wrongly about one node; the order matters."""
    present_form(node, nodes)
    thanks_for_verb(node, nodes)
    time_in_front(node, nodes)
    lone_participle(node, nodes)
    participle_of_subject(node, nodes)
    participle_behind_number(node, nodes)
    participle_of_need(node, nodes)
    reduced_relative(node, nodes)
    demonym_of_compound(node, nodes)
    noun_in_front(node, nodes, lexicon)
    storm_name(node, nodes)
    object_of_relative(node, nodes)
    agent_of_passive(node, nodes, lexicon)
    phrase_on_agent(node, nodes)
    relative_as_subject(node, nodes)
    name_before_time(node, nodes)
    told_behind_speech(node, nodes)
    number_of_people(node, nodes)
    object_beside_verb(node, nodes)
    relative_as_complement(node, nodes, lexicon)


def preposition(node: Node, nodes: Sequence[Node]) -> str:
    """Give the preposition of a phrase, empty if it has none."""
    return next((k.text.lower() for k in nodes if k.head == node.index and k.rel == "case"), "")


def agent_of_passive(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Give a passive the agent that hangs on a noun before it: "was supplied with oxygen by Chile"."""
    noun = nodes[node.head] if 0 <= node.head < node.index else None
    if noun is None or node.rel != "nmod" or preposition(node, nodes) != "by" or noun.label == "PERSON":
        return
    if node.label not in NAMES and not lexicon.among("agent", node.lemma.lower()):
        return
    deeds = lexicon.evoked("noun", noun.lemma.lower()) if noun.label is None else ()
    if any("by" in frame.actor and frame.type != "Aid" for frame in deeds):
        return  # "hit in raids by Chile"
    verb = nodes[noun.head] if noun.head >= 0 else None
    while verb is not None and verb.tag.startswith("NN") and noun.rel == "nmod":
        noun, verb = verb, nodes[verb.head] if verb.head >= 0 else None
    if verb is None or verb.index > node.index or not _agentless(verb, nodes):
        return
    node.head, node.rel = verb.index, "obl:agent"


def _agentless(verb: Node, nodes: Sequence[Node]) -> bool:
    """Say whether a verb is a passive that does not say by whom."""
    if verb.tag != "VBN":
        return False
    kids = [k for k in nodes if k.head == verb.index]
    if any(k.rel.startswith("obl") and preposition(k, nodes) == "by" for k in kids):
        return False
    passive = any(k.rel in {"aux:pass", "nsubj:pass"} for k in kids)
    return passive or (verb.rel == "acl" and not any(k.rel == "aux" for k in kids))


def object_of_relative(node: Node, nodes: Sequence[Node]) -> None:
    """Give a relative clause the name that was taken for a second subject: "the quake that hit Peru killed ten"."""
    main = nodes[node.head] if node.head > node.index else None
    if main is None or node.label not in NAMES or node.rel != "nsubj":
        return
    first = next((k for k in nodes if k.head == main.index and k.rel.startswith("nsubj")), node)
    if first.index >= node.index or any(k.head == node.index and k.rel in {"cc", "conj"} for k in nodes):
        return
    case = preposition(node, nodes)
    verb = next((k for k in reversed(nodes[: node.index]) if k.tag.startswith("VB")), None)
    if verb is None or verb.index < first.index or not _relative(verb, nodes):
        return
    if case:
        node.head, node.rel = verb.index, "obl"
    elif verb.index == node.index - 1 and not any(k.head == verb.index and k.rel == "obj" for k in nodes):
        node.head, node.rel = verb.index, "obj"


def _relative(verb: Node, nodes: Sequence[Node]) -> bool:
    """Say whether a verb has a relative pronoun for its subject or object."""
    return any(
        k.head == verb.index
        and k.index < verb.index
        and k.text.lower() in RELATIVES
        and k.rel.startswith(("nsubj", "obj"))
        for k in nodes
    )


def storm_name(node: Node, nodes: Sequence[Node]) -> None:
    """Take the word for a storm, not its name, for the head: "Cyclone Freddy struck Malawi"."""
    name = nodes[node.head] if node.head == node.index + 1 else None
    if name is None or node.text.lower() not in STORMS or not name.text[:1].isupper():
        return
    if name.rel in {"compound", "amod"} or not node.rel.startswith(("nmod", "compound", "amod", "flat")):
        return
    node.head, node.rel, node.tag, node.lemma = name.head, name.rel, "NN", node.text.lower()
    for other in nodes:
        if other.head == name.index:
            other.head = node.index
    name.head, name.rel = node.index, "flat"


def noun_in_front(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Take a plural that opens a sentence for no name: "Floods killed 30 people"."""
    if node.index or node.tag != "NNP" or node.label is not None or not node.text.endswith("s") or len(nodes) < 3:
        return
    stem = lemma(node.text.lower(), "NNS", {})
    if lexicon.evoked("noun", stem) and nodes[1].label is None:
        node.tag, node.lemma = "NNS", stem


def name_before_time(node: Node, nodes: Sequence[Node]) -> None:
    """Part a name from the time behind it: "sent divers to Mozambique days after the cyclone"."""
    unit = nodes[node.head] if node.head == node.index + 1 else None
    if unit is None or node.label not in NAMES or unit.lemma not in UNITS or unit.head < 0 or node.rel != "compound":
        return
    case = next((k for k in nodes if k.head == unit.index and k.rel == "case" and k.index < node.index), None)
    node.head, node.rel, unit.rel = unit.head, unit.rel if case is not None else "obj", "obl:unmarked"
    if case is not None:
        case.head = node.index


def told_behind_speech(node: Node, nodes: Sequence[Node]) -> None:
    """Take a clause behind a name for one of its own: "thanked Spain, whose engineers mended the dam"."""
    if node.rel not in {"conj", "parataxis", "advcl"} or not node.tag.startswith("VB") or not has_subject(node, nodes):
        return
    whose = next((k for k in nodes[: node.index] if k.text.lower() == "whose"), None)
    if whose is None or whose.index < 2 or nodes[whose.index - 1].text != ",":
        return
    owned = nodes[whose.head]
    name = nodes[whose.index - 2]
    if owned.head == node.index and name.label in NAMES and name.head != node.index:
        node.head, node.rel = name.index, "acl:relcl"


def phrase_on_agent(node: Node, nodes: Sequence[Node]) -> None:
    """Lift a place off the agent of a passive: "a clinic built by Cuba in Angola"."""
    agent = nodes[node.head] if 0 <= node.head < node.index else None
    if agent is None or node.rel != "nmod" or agent.label not in {"STATE", "ORG"} or agent.rel != "obl:agent":
        return
    if preposition(node, nodes) in {"in", "at", "for", "near"}:
        node.head, node.rel = agent.head, "obl"


def relative_as_subject(node: Node, nodes: Sequence[Node]) -> None:
    """Take a verb for the relative clause of its subject: "The clinic, which Norway built, treats children"."""
    main = nodes[node.head] if node.head > node.index else None
    if main is None or node.rel != "nsubj" or not node.tag.startswith("VB") or not main.tag.startswith("VB"):
        return
    kids = [k for k in nodes if k.head == node.index]
    subjects = [k for k in kids if k.rel.startswith("nsubj") and k.index < node.index]
    which = next((k for k in kids if k.text.lower() in RELATIVES and k.index < node.index), None)
    if which is None or not subjects or subjects[0].index >= which.index:
        return
    subjects[0].head, subjects[0].rel = main.index, "nsubj"
    node.head, node.rel = subjects[0].index, "acl:relcl"


def present_form(node: Node, nodes: Sequence[Node]) -> None:
    """Take a form in -s for no past: "he thanks Athens"."""
    text = node.text.lower()
    if node.tag in {"VBD", "VBN"} and text.endswith("s") and not text.endswith(("ss", "was")):
        node.tag, node.lemma = "VBZ", lemma(text, "VBZ", {})


def participle_of_subject(node: Node, nodes: Sequence[Node]) -> None:
    """Give a main verb the noun whose participle took it: "A jet carrying tents landed in Lima"."""
    main = nodes[node.head] if node.head > node.index else None
    if main is None or node.tag != "VBG" or node.rel != "advcl" or has_subject(main, nodes):
        return
    noun = next((k for k in nodes if k.head == node.index and k.rel == "nsubj" and k.index == node.index - 1), None)
    if noun is not None and not any(k.head == node.index and k.rel in {"aux", "mark"} for k in nodes):
        noun.head, noun.rel, node.head, node.rel = main.index, "nsubj", noun.index, "acl"


def demonym_of_compound(node: Node, nodes: Sequence[Node]) -> None:
    """Hang a demonym on the head of a compound, not on its first part: "a Chinese rescue team"."""
    part = nodes[node.head] if node.head > node.index else None
    if part is None or node.rel != "amod" or part.rel != "compound" or not node.text[:1].isupper():
        return
    if node.tag.startswith("JJ") and part.label is None and part.head > part.index:
        node.head = part.head


def time_in_front(node: Node, nodes: Sequence[Node]) -> None:
    """Take a time before a clause for no subject: "Days after recalling its envoy, Serbia shut its consulate"."""
    main = nodes[node.head] if node.head > node.index else None
    if main is None or node.lemma.lower() not in UNITS or not node.rel.startswith("nsubj"):
        return
    told = next((k for k in nodes if k.head == node.index and k.rel == "acl" and k.tag == "VBG"), None)
    others = [k for k in nodes if k.head == main.index and k.rel.startswith("nsubj") and k.index > node.index]
    if told is not None and others and any(k.head == told.index and k.rel == "mark" for k in nodes):
        told.head, told.rel, node.rel = main.index, "advcl", "obl:unmarked"


def lone_participle(node: Node, nodes: Sequence[Node]) -> None:
    """Take the one past form of a sentence for its verb: "A plane carrying tents touched down in Lima"."""
    if node.tag != "VBN" or node.rel != "acl" or any(k.tag in {"VBD", "VBZ", "VBP", "MD"} for k in nodes):
        return
    root = next((k for k in nodes if k.head < 0), None)
    kids = [k for k in nodes if k.head == node.index]
    if root is None or not root.tag.startswith("NN") or root.label is not None or nodes[-1].text != ".":
        return
    if any(preposition(k, nodes) == "by" or k.rel.startswith(("aux", "nsubj")) for k in kids) or not kids:
        return
    if any(k.tag == "VBN" and k.index > node.index for k in nodes):
        return
    node.head, node.rel, node.tag, root.head, root.rel = -1, "root", "VBD", node.index, "nsubj"


#: Relations of words that part two clauses.
APART = frozenset({"cc", "mark", "aux", "aux:pass", "cop"})
#: Adverbs before a participle that describes what follows.
SORELY = frozenset({"much", "badly", "urgently", "sorely", "desperately", "critically"})


def participle_of_need(node: Node, nodes: Sequence[Node]) -> None:
    """Take "needed" behind such an adverb for an adjective: "sent to Samoa much needed supplies"."""
    if node.text != "needed" or node.rel != "conj" or not node.index or nodes[node.index - 1].text not in SORELY:
        return
    things = next((k for k in nodes if k.head == node.index and k.rel == "obj" and k.index > node.index), None)
    if things is None or any(k.head == node.index and k.rel in {"cc", "nsubj", "aux"} for k in nodes):
        return
    things.head, node.head, node.rel = node.head, things.index, "amod"


def participle_behind_number(node: Node, nodes: Sequence[Node]) -> None:
    """Take a participle between a number and its noun for an adjective: "returned 26 looted statues"."""
    number = nodes[node.index - 1] if node.index else None
    if (
        number is None
        or number.tag != "CD"
        or node.tag not in {"VBN", "VBD"}
        or node.rel not in {"xcomp", "acl", "conj"}
    ):
        return
    things = nodes[node.index + 1] if node.index + 1 < len(nodes) else None
    if things is None or things.rel != "obj" or things.head != node.index or number.rel != "obj":
        return
    things.head, number.head, number.rel, node.head, node.rel = (
        number.head,
        things.index,
        "nummod",
        things.index,
        "amod",
    )
    for other in nodes:
        if other.head == node.index:
            other.head = things.index


def reduced_relative(node: Node, nodes: Sequence[Node]) -> None:
    """Take the first of two bare past forms for a participle: "The tents sent from Oman reached Bam"."""
    if node.tag not in {"VBD", "VBN"} or (node.head >= 0 and node.rel not in {"parataxis", "advcl", "ccomp"}):
        return
    kids = [k for k in nodes if k.head == node.index]
    subject = next((k for k in kids if k.rel.startswith("nsubj") and k.index < node.index), None)
    above = [nodes[node.head]] if node.head >= 0 else [k for k in kids if k.rel in {"advcl", "conj", "parataxis"}]
    second = next((k for k in above if k.tag == "VBD" and k.index > node.index and k.text != "needed"), None)
    if subject is None or second is None or subject.label is not None or has_subject(second, nodes):
        return
    between = nodes[subject.index + 1 : second.index]
    if any(k.text in {",", ";", ":", "-", "–", '"'} or k.rel in APART for k in between):
        return
    if any(k.rel in {"obj", "ccomp", "xcomp"} for k in kids):
        return
    if node.head < 0:
        second.head, second.rel = -1, "root"
    subject.head, subject.rel = second.index, "nsubj"
    node.head, node.rel, node.tag = subject.index, "acl", "VBN"
    for other in kids:
        if other.index > second.index:
            other.head = second.index


def thanks_for_verb(node: Node, nodes: Sequence[Node]) -> None:
    """Take "thanks" with a subject for a verb: "In the same breath he thanks Lisbon for treating them"."""
    if node.text != "thanks" or not node.tag.startswith("NN") or not has_subject(node, nodes):
        return
    node.tag, node.lemma = "VBZ", "thank"
    for kid in nodes:
        if kid.head == node.index and kid.index > node.index:
            kid.rel = {"vocative": "obj", "appos": "obj", "acl": "advcl"}.get(kid.rel, kid.rel)
    above = nodes[node.head] if node.head >= 0 else None
    if above is not None and above.head < 0 and not above.tag.startswith("VB"):
        node.head, node.rel, above.head, above.rel = -1, "root", node.index, "obl"


def number_of_people(node: Node, nodes: Sequence[Node]) -> None:
    """Hang a number on the people behind it: "freed three Libyans"."""
    people = nodes[node.index + 1] if node.tag == "CD" and node.index + 1 < len(nodes) else None
    if people is None or people.label != "STATE" or not people.text.endswith(("s", "ese")) or people.head != node.head:
        return
    if node.rel.split(":")[0] == people.rel.split(":")[0] and node.head >= 0:
        node.head, node.rel = people.index, "nummod"


def object_beside_verb(node: Node, nodes: Sequence[Node]) -> None:
    """Take a name for the object of the verb that it was set beside: "COMMENDS Chile for granting refuge"."""
    verb = nodes[node.head] if 0 <= node.head < node.index else None
    if verb is None or node.rel != "appos" or node.label not in NAMES or verb.tag not in {"VBD", "VBZ", "VBP"}:
        return
    if nodes[node.index - 1].text != "," and not any(k.head == verb.index and k.rel == "obj" for k in nodes):
        node.rel = "obj"


def relative_as_complement(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Take "that" behind a noun for a relative: "thanked Oman for the wells that it has dug"."""
    that = next((k for k in nodes if k.head == node.index and k.rel == "mark" and k.text == "that"), None)
    if that is None or node.rel != "ccomp" or that.index < 2 or node.head < 0 or node.head > that.index:
        return
    noun, verb = nodes[that.index - 1], nodes[node.head]
    if lexicon.among("saying", verb.lemma) or not noun.tag.startswith("NN") or noun.label is not None:
        return
    kids = {k.rel.split(":")[0] for k in nodes if k.head == node.index}
    if noun.index == verb.index or {"obj", "ccomp", "xcomp", "cop"} & kids or "nsubj" not in kids:
        return
    node.head, node.rel, that.rel = noun.index, "acl:relcl", "obj"
