"""Names that the parser hung wrongly: persons and states in lists and behind titles, dates beside names.

Comes in: the nodes of a sentence. Goes out: the same nodes, one of them with another head or relation.
"""

from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.syntax import Node
from relgraph.reading.verbrepairs import FINITE, NAMES, has_subject

#: Verbs that take one to whom something is given.
GIVING = frozenset(
    {"give", "offer", "send", "grant", "lend", "pay", "hand", "promise", "award", "deny", "sell", "supply"}
)
#: Prepositions of phrases that belong to an act, not to a name.
LIFTED = frozenset({"to", "by", "with", "against", "into", "toward", "towards"})


def name_and_group(node: Node, nodes: Sequence[Node]) -> None:
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


def person_behind_title(node: Node, nodes: Sequence[Node]) -> None:
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


def person_with_person(node: Node, nodes: Sequence[Node]) -> None:
    """Join a person to the person before, not to that person's state: "A of Sudan and B of Chad"."""
    state = nodes[node.head] if node.head >= 0 else None
    if node.label != "PERSON" or node.rel != "conj" or state is None or state.label not in {"STATE", "ORG", "CITY"}:
        return
    person = nodes[state.head] if state.head >= 0 else None
    if person is not None and person.label == "PERSON" and state.rel == "nmod":
        node.head = person.index


def title_words(node: Node, nodes: Sequence[Node]) -> None:
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


def name_joined(node: Node, nodes: Sequence[Node]) -> None:
    """Join a name to the noun that the parser took it for the subject of: "X and his counterpart met"."""
    noun = nodes[node.head] if node.head > node.index else None
    if noun is None or node.label not in NAMES or node.rel != "nsubj" or not noun.rel.startswith("nsubj"):
        return
    if any(k.head == noun.index and k.rel == "cc" and node.index < k.index < noun.index for k in nodes):
        node.head, node.rel, noun.head, noun.rel = noun.head, noun.rel, node.index, "conj"


def vocative(node: Node, nodes: Sequence[Node]) -> None:
    """Take no person of a report as spoken to: the person is a subject that a verb lacks, or an apposition."""
    if node.rel != "vocative" or node.label != "PERSON":
        return
    verb = next((k for k in nodes[node.index :] if k.tag in FINITE and k.rel in {"root", "conj", "ccomp"}), None)
    if verb is not None and not has_subject(verb, nodes):
        node.head, node.rel = verb.index, "nsubj"
        return
    noun = next((k for k in reversed(nodes[: node.index]) if k.rel != "punct"), None)
    if noun is not None and noun.tag.startswith("NN") and noun.label is None:
        node.head, node.rel = noun.index, "appos"


def phrase_on_name(node: Node, nodes: Sequence[Node]) -> None:
    """Lift a phrase off a name to what the name itself hangs on: "deliveries from Azerbaijan to Bulgaria"."""
    name = nodes[node.head] if node.head >= 0 else None
    if node.rel != "nmod" or name is None or name.label not in {"STATE", "CITY", "PERSON"} or name.head < 0:
        return
    case = next((k.text.lower() for k in nodes if k.head == node.index and k.rel == "case"), "")
    if case not in LIFTED or name.rel.split(":")[0] not in {"nmod", "obl", "obj", "iobj", "conj"}:
        return
    above = nodes[name.head]
    node.head, node.rel = above.index, "obl" if above.tag.startswith("VB") else "nmod"


def name_under_date(node: Node, nodes: Sequence[Node]) -> None:
    """Part a name from the date behind it: "talks with Turkey early Tuesday"."""
    date = nodes[node.head] if node.head >= 0 else None
    if date is None or date.label != "DATE" or node.label not in NAMES or node.index > date.index:
        return
    stands = date.head < 0  # "The premier will be in Wellington from 20 to 23 May": the place is the predicate
    if stands and not any(k.head == date.index and k.rel == "cop" for k in nodes):
        return
    node.head, node.rel = date.head, date.rel
    for other in nodes:
        if other.head == date.index and (other.rel == "case" or stands) and other.index < node.index:
            other.head = node.index
    date.head, date.rel = node.index if stands else date.head, "obl"


def date_under_name(node: Node, nodes: Sequence[Node]) -> None:
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


def phrase_on_date(node: Node, nodes: Sequence[Node]) -> None:
    """Hang what the parser hung on a date on the date's own head: "met today with X"."""
    date = nodes[node.head] if node.head >= 0 else None
    if date is None or date.label != "DATE" or date.head < 0 or node.index < date.index or node.label == "DATE":
        return
    if node.tag.startswith(("NN", "PRP")) and node.rel.split(":")[0] in {"nmod", "obl", "appos", "flat", "dep"}:
        node.head, node.rel = date.head, "obl"


#: Labels that stand side by side in one list: "Norway, the EU and Iceland".
PARTIES = frozenset({"STATE", "ORG"})
JOINING = frozenset({",", "and", "or", "&", "the", "both", "as", "well"})


def list_of_names(node: Node, nodes: Sequence[Node]) -> None:
    """Join all of a list to its first name: "Poland, Lithuania, and Latvia signed"."""
    if node.label not in NAMES or (node.index and _runs_on(node.index - 1, -1, node, nodes) is not None):
        return
    run = [node]
    while True:
        behind = _runs_on(run[-1].index + 1, 1, run[-1], nodes)
        if behind is None:
            break
        run.append(nodes[behind])
    words = [n.text.lower() for n in nodes[run[0].index : run[-1].index]]
    if len(run) < 3 or not {"and", "or", "&"} & set(words[run[-2].index - run[0].index :]):
        return
    inside = {n.index for n in run}
    top = next((n for n in run if n.head not in inside and n.rel not in {"appos", "nmod:unmarked", "punct"}), run[0])
    head, rel = top.head, top.rel
    if head >= 0 and run[0].index < head < run[-1].index:
        return
    for member in run[1:]:
        member.head, member.rel = run[0].index, "conj"
    run[0].head, run[0].rel = head, rel


def _runs_on(k: int, step: int, node: Node, nodes: Sequence[Node]) -> int | None:
    """Give the next name of the same list from place k on, past commas and "and"."""
    start = k
    while 0 <= k < len(nodes) and nodes[k].text.lower() in JOINING:
        k += step
    if k == start or not 0 <= k < len(nodes):
        return None
    both = {nodes[k].label, node.label}
    return k if len(both) == 1 or both <= PARTIES else None


def apposition(node: Node, nodes: Sequence[Node]) -> None:
    """Set a bare noun phrase behind a name beside it: "expelled X, the Rwandan ambassador"."""
    if not node.tag.startswith("NN") or node.label is not None or not node.rel.startswith(("obl", "nmod:unmarked")):
        return
    own = [k for k in nodes if k.head == node.index and k.index < node.index and k.rel != "punct"]
    if any(k.rel in {"case", "cc", "mark", "nmod:poss"} for k in own) or not any(k.rel == "det" for k in own):
        return
    first = min(k.index for k in own)
    if first < 2 or nodes[first - 1].text != ",":
        return
    name = nodes[first - 2]
    if name.label == "PERSON" and name.head == node.head:
        node.head, node.rel = name.index, "appos"


def object_with_preposition(node: Node, nodes: Sequence[Node]) -> None:
    """Take a noun with a preposition for no object: "denounced before the Council the attitude of X"."""
    above = nodes[node.head] if node.head >= 0 else None
    if node.rel == "nsubj" and above is not None and above.rel == "ccomp" and above.tag.startswith("NN"):
        case = next((k for k in nodes if k.head == above.index and k.rel == "case" and k.index < node.index), None)
        if case is not None:
            node.head, node.rel, above.rel, case.head = above.head, "obl", "obj", node.index
            return
    if node.rel != "obj" or not any(k.head == node.index and k.rel == "case" and k.tag == "IN" for k in nodes):
        return
    node.rel = "obl"
    bare = [
        k
        for k in nodes
        if k.head == node.head
        and k.rel == "obl"
        and k.index > node.index
        and k.label != "DATE"
        and k.tag.startswith("NN")
    ]
    for other in bare:
        if not any(k.head == other.index and k.rel == "case" for k in nodes):
            other.rel = "obj"
            return


def object_before_subject(node: Node, nodes: Sequence[Node]) -> None:
    """Take a bare noun before a clause for the clause's object: ", an accusation Kampala denied"."""
    verb = nodes[node.head] if node.head > node.index else None
    if verb is None or node.rel != "obl" or not node.tag.startswith("NN") or node.label is not None:
        return
    own = [k for k in nodes if k.head == node.index]
    if any(k.rel in {"case", "mark"} for k in own) or not any(k.rel == "det" for k in own):
        return
    kids = [k for k in nodes if k.head == verb.index]
    if any(k.rel.startswith("nsubj") and k.index == node.index + 1 for k in kids) and not any(
        k.rel == "obj" for k in kids
    ):
        node.rel = "obj"


def date_of_noun(node: Node, nodes: Sequence[Node]) -> None:
    """Hang a date on the noun before it that dates something else: "since his predecessor's trip in May 1992"."""
    if node.label != "DATE" or node.index < 3 or nodes[node.index - 1].rel != "case":
        return
    noun = nodes[node.index - 2]
    if not noun.tag.startswith("NN") or noun.label is not None or node.head == noun.index:
        return
    if any(k.head == noun.index and k.rel == "case" and k.text.lower() == "since" for k in nodes):
        node.head, node.rel = noun.index, "nmod"


def neighbour(node: Node, nodes: Sequence[Node]) -> None:
    """Take "neighbouring" for an adjective: "while neighbouring Mali and Niger said"."""
    if node.text.lower() not in {"neighboring", "neighbouring"} or not node.tag.startswith("VB"):
        return
    name = nodes[node.index + 1] if node.index + 1 < len(nodes) else None
    if name is None or name.head != node.index or name.label not in NAMES:
        return
    verb = next((k for k in nodes[name.index + 1 :] if k.tag in FINITE), None)
    for other in nodes:
        if other.head == node.index and other is not name:
            other.head = verb.index if verb is not None else name.index
    if verb is not None and not has_subject(verb, nodes):
        verb.rel = node.rel if verb.rel == "conj" else verb.rel
        name.head, name.rel = verb.index, "nsubj"
    else:
        name.head, name.rel = node.head, "obj"
    node.head, node.rel, node.tag = name.index, "amod", "JJ"


def preposition_over_name(node: Node, nodes: Sequence[Node]) -> None:
    """Give a preposition the name behind it, not a noun behind another preposition: "talks with X today on the border"."""
    if node.rel != "case" or node.tag != "IN" or node.head <= node.index + 1:
        return
    noun = nodes[node.head]
    others = [k for k in nodes if k.head == noun.index and k.rel == "case" and k.index > node.index + 1]
    names = [k for k in nodes[node.index + 1 : others[0].index] if k.label in NAMES] if others else []
    if len(names) != 1 or any(k.head == names[0].index and k.rel == "case" for k in nodes):
        return
    name, verb = names[0], noun.head
    if name.head not in {noun.index, verb} or verb < 0:
        return
    node.head = name.index
    name.head, name.rel = verb, "obl"


def object_behind_addressee(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Give a verb of telling the object behind whom it is told: "conveyed to the envoy the protest of X"."""
    if (
        node.rel != "appos"
        or not node.tag.startswith("NN")
        or node.label is not None
        or nodes[node.index - 1].text == ","
    ):
        return
    told = nodes[node.head]
    verb = nodes[told.head] if told.head >= 0 else None
    if verb is None or told.rel != "obl" or not lexicon.among("issue", verb.lemma):
        return
    if not any(k.head == verb.index and k.rel == "obj" for k in nodes) and any(
        k.head == node.index and k.rel == "det" for k in nodes
    ):
        node.head, node.rel = verb.index, "obj"


def indirect_object(node: Node, nodes: Sequence[Node]) -> None:
    """Take the first of two objects of a verb of giving for the one given to: "offered Malawi three helicopters"."""
    if node.rel != "obj" or node.label not in NAMES or node.head < 0 or nodes[node.head].lemma not in GIVING:
        return
    if any(k.head == node.head and k.rel == "obj" and k.index > node.index for k in nodes):
        node.rel = "iobj"


def complement_with_preposition(node: Node, nodes: Sequence[Node]) -> None:
    """Take a noun with a preposition for no complement: "called on the community and the Council to act"."""
    if node.rel == "xcomp" and node.tag.startswith("NN") and nodes[node.head].tag.startswith("VB"):
        if any(k.head == node.index and k.rel == "case" and k.tag == "IN" for k in nodes):
            node.rel = "obl"


#: Relations in which the parser leaves the word that a thing is called.
LOOSE = frozenset({"acl", "nmod", "nmod:unmarked", "amod", "obl:unmarked", "appos"})


def called(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Hang what something is called on the verb: "called the step unwise", "described the plan to leave as illegal"."""
    if not node.tag.startswith("VB") or not lexicon.among("naming", node.lemma):
        return
    end = next((k.index for k in nodes[node.index + 1 :] if k.text in {",", ";", ".", ":"}), len(nodes))
    for word in reversed(nodes[node.index + 2 : end]):
        if not word.tag.startswith(("JJ", "NN", "VBN")) or not lexicon.among("reproof", word.lemma):
            continue
        case = next((k for k in nodes if k.head == word.index and k.text == "as"), None)
        bare = nodes[word.index - 1]
        if case is not None:
            case.rel, word.head, word.rel = "case", node.index, "obl"
        elif bare.head == word.index and bare.rel == "compound":  # "the step unwise"
            for k in nodes[node.index : bare.index]:
                k.head = bare.index if k.head == word.index else k.head
            bare.head, bare.rel, word.head, word.rel = node.index, "obj", node.index, "xcomp"
        elif word.rel in LOOSE and word.head >= 0 and nodes[word.head].head == node.index:
            word.head, word.rel = node.index, "xcomp"
        _behind_called(node, word, nodes[word.index + 1 : end], nodes)
        return


def _behind_called(verb: Node, word: Node, rest: Sequence[Node], nodes: Sequence[Node]) -> None:
    """Hang on the verb what stands behind the word: "described as illegal the plan", "was called unwise by Peru"."""
    for k in rest:
        cases = {c.text for c in nodes if c.head == k.index and c.rel == "case" and c.text != "'s"}
        if k.head == word.index and cases == {"by"}:
            k.head, k.rel = verb.index, "obl"
        elif (
            k.head in {word.index, verb.index}
            and not cases
            and k.tag.startswith("NN")
            and k.rel.startswith(("obl", "nmod", "obj"))
        ):
            k.head, k.rel = verb.index, "obj"


def list_behind_noun(node: Node, nodes: Sequence[Node], lexicon: Lexicon) -> None:
    """Set a list of people beside the noun that counts them: "received two envoys, X of Chile and Y of Ghana"."""
    if node.label != "PERSON" or node.index < 2 or nodes[node.index - 1].text not in {",", ":", "–", "—"}:
        return
    noun = nodes[node.index - 2]
    if noun.tag != "NNS" or not (lexicon.among("delegate", noun.lemma) or lexicon.among("pairing", noun.lemma)):
        return
    people, at = [node], node.index + 1
    while at < len(nodes):
        if nodes[at].text == "of" and at + 1 < len(nodes) and nodes[at + 1].label in {"STATE", "ORG"}:
            nodes[at + 1].head, nodes[at + 1].rel = people[-1].index, "nmod"
            nodes[at].head, nodes[at].rel = at + 1, "case"
            at += 2
        elif nodes[at].label == "PERSON" and nodes[at - 1].text.lower() in JOINING:
            people.append(nodes[at])
            at += 1
        elif nodes[at].text.lower() in JOINING:
            at += 1
        else:
            break
    if len(people) < 2 or "and" not in {n.text for n in nodes[node.index : people[-1].index]}:
        return
    node.head, node.rel = noun.index, "appos"
    for other in people[1:]:
        other.head, other.rel = node.index, "conj"


def under_mark(node: Node, nodes: Sequence[Node]) -> None:
    """Take the office of a named person that the parser hung on a full stop for an object: "met her counterpart X."."""
    mark = nodes[node.head] if node.head >= 0 else None
    if mark is None or mark.rel != "punct" or mark.head < 0 or mark.index < node.index:
        return
    verb = nodes[mark.head]
    own = [k for k in nodes if k.head == node.index and k.index < node.index]
    named = any(k.head == node.index and k.rel == "appos" and k.label == "PERSON" for k in nodes)
    bare = named and not any(k.rel == "case" for k in own)
    free = verb.tag.startswith("VB") and not any(k.head == verb.index and k.rel == "obj" for k in nodes)
    if bare and free and verb.index < node.index:
        node.head, node.rel = verb.index, "obj"
