"""Asides: words that lead the parser astray, set aside while it reads the rest of the sentence.

Comes in: the units of a sentence. Goes out: a parse in which a date hangs on the verb that it stands beside ("summoned
on Monday Beijing's ambassador", "said Tuesday the talks had failed") and who says so on the main verb ("Mali, the
ministry said, had closed its border").
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from relgraph.reading.syntax import Node, Parser, Unit

#: Stands for the main verb of the sentence, which is not known before the second parse.
ROOT = -2
PAST = frozenset({"VBD", "VBN"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
#: What "persona non grata" is to the verb that declares somebody so.
UNWELCOME = {"persona": "obj", "personae": "obj", "non": "flat", "grata": "flat", "gratae": "flat"}
#: Verbs of the one who is set between commas as the source of what is told.
TELLING = frozenset({"say", "add", "note", "report", "state", "announce", "confirm", "explain", "claim", "stress"})
#: How many words such an aside may have between its commas.
LONGEST = 9
#: Prepositions that a date takes with it.
BEFORE_DATES = frozenset({"on", "in", "at", "by", "during", "since", "late", "early"})


def parsed(units: Sequence[Unit], parser: Parser) -> list[Node]:
    """Parse a sentence, once more without the dates that stand in the way."""
    nodes = parser.parse(units)
    strays = {k: verb for node in nodes if node.label == "DATE" for k, verb in _stray(node, nodes).items()}
    strays |= _unwelcome(nodes)
    told = _told(nodes)
    strays |= told
    if not strays:
        return nodes
    kept = [k for k in range(len(units)) if k not in strays]
    place = {old: new for new, old in enumerate(kept)}
    again = parser.parse([units[k] for k in kept])
    root = next((kept[k.index] for k in again if k.head < 0), -1)
    strays = {k: root if head == ROOT else head for k, head in strays.items()}
    out = []
    for k, node in enumerate(nodes):
        if k in strays:
            rel = "obl" if strays[k] not in strays else "punct" if node.text == "," else "case"
            rel = UNWELCOME.get(node.text, rel)
            if k in told:
                rel = "parataxis" if told[k] == ROOT else node.rel if node.head == told[k] else "punct"
            out.append(replace(node, head=strays[k], rel=rel, children=[]))
        else:
            new = again[place[k]]
            out.append(replace(new, index=k, head=kept[new.head] if new.head >= 0 else -1, children=[]))
    for node in out:
        if node.head >= 0:
            out[node.head].children.append(node.index)
    return out


def _stray(date: Node, nodes: Sequence[Node]) -> dict[int, int]:
    """Give the words of a date phrase that was hung wrongly beside a verb, each with what it is to hang on."""
    first = date.index
    if first and nodes[first - 1].text.lower() in BEFORE_DATES:
        first -= 1
    fronted = first == 0 and date.index + 1 < len(nodes) and nodes[date.index + 1].text == ","
    verb = ROOT if fronted else _beside(first, date.index, nodes)
    if verb is None:
        return {}
    if fronted:
        led = [k for k in nodes if k.head == date.index and k.index > date.index + 1]
        if date.head >= 0 and nodes[date.head].tag.startswith("VB") and not led:
            return {}
        own = {date.index + 1: date.index} | ({first: date.index} if first < date.index else {})
        return {date.index: ROOT, **own}
    astray = date.head != verb or any(k.head == date.index and k.index > date.index for k in nodes)
    if not astray:
        return {}
    phrase = {date.index: verb}
    if first < date.index:
        phrase[first] = date.index
    return phrase


def _beside(first: int, last: int, nodes: Sequence[Node]) -> int | None:
    """Give the verb straight before a date phrase, or straight behind one that follows a noun."""
    if first and nodes[first - 1].tag in PAST and last + 1 < len(nodes) and nodes[last + 1].tag[:1].isalpha():
        return first - 1
    if not first or last + 1 >= len(nodes) or not nodes[first - 1].tag.startswith(("NN", "PRP")):
        return None
    behind = last + 1
    if nodes[behind].tag not in FINITE:
        return None
    while behind + 1 < len(nodes) and (nodes[behind].tag == "MD" or nodes[behind].lemma in {"have", "be"}):
        if not nodes[behind + 1].tag.startswith("VB"):
            break
        behind += 1
    return behind


def _told(nodes: Sequence[Node]) -> dict[int, int]:
    """Give the words of "X, the ministry said, had ..." between the commas and these, each with what it is to hang on."""
    marks = [node.index for node in nodes if node.text == ","]
    for first, last in pairwise(marks):
        inner = nodes[first + 1 : last]
        verbs = [node for node in inner if node.tag.startswith(("VB", "MD"))]
        if not first or len(inner) > LONGEST or len(verbs) != 1 or last + 1 >= len(nodes):
            continue
        said, subject, rest = verbs[0], nodes[first - 1], nodes[last + 1]
        if said.lemma not in TELLING or said.tag not in {"VBD", "VBZ"} or said.index == first + 1:
            continue
        if not subject.tag.startswith(("NN", "CD")) or not (rest.tag in FINITE or rest.tag == "VBN"):
            continue
        heads = {k.index: k.head if first < k.head < last else said.index for k in inner}
        return heads | {first: said.index, last: said.index, said.index: ROOT}
    return {}


def _unwelcome(nodes: Sequence[Node]) -> dict[int, int]:
    """Give the words "persona non grata", which no grammar of English knows, to the verb that declares somebody so."""
    words = [node.text for node in nodes]
    out: dict[int, int] = {}
    for k in range(len(words) - 2):
        verb = next((n.index for n in reversed(nodes[:k]) if n.lemma in {"declare", "deem", "consider"}), None)
        if (
            verb is not None
            and words[k].startswith("persona")
            and words[k + 1] == "non"
            and words[k + 2].startswith("grata")
        ):
            out |= {k: verb, k + 1: k, k + 2: k}
    return out
