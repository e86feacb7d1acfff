"""Signatories: whose an instrument is.

Comes in: where an instrument stands in a tree, and the company. Goes out: the parties in its own words ("between X and
Y"), else those who sign it, else those at the table.
"""

from relgraph.reading.company import Company, unique, values
from relgraph.reading.discourse import Ref
from relgraph.reading.extents import kind_of, reached_at
from relgraph.reading.sides import symbol_of
from relgraph.reading.trees import Tree

DONE = frozenset({"signed", "issued", "adopted"})


def own_parties(tree: Tree, i: int, words: tuple[int, int], company: Company) -> list[Ref]:
    """Give the parties inside the words of an instrument: states before it, "between X and Y", "with X"."""
    first, last = words
    nodes = [k for k in range(first, i) if symbol_of(tree, k) in {"S", "D", "G"}]
    if first > 1 and tree.nodes[first - 1].tag == "POS" and first - 2 in tree.mentions:
        nodes.append(first - 2)
    joined, reached = False, reached_at(tree, i)
    for k in range(i + 1, min(len(tree.nodes), i + 40)):
        word = tree.text(k)
        if _ends(tree, k, last, company) and not (reached and k == i + 1) and k > i + 1:
            break
        if word in {"between", "with", "among"} or (word == "by" and k == i + 1):
            joined = True
        elif joined and word in {"on", "for"}:
            break
        elif (joined or reached) and _names(tree, k, reached):
            nodes.append(k)
    return unique(r for k in nodes for r in company.refs(tree, k))


def _ends(tree: Tree, k: int, last: int, company: Company) -> bool:
    """Say whether the words of an instrument cannot go beyond node k: another instrument, a verb, a full stop."""
    verb = tree.nodes[k].tag.startswith("VB") and k not in tree.mentions and k > last + 1
    return verb or tree.text(k) in {".", ";"} or kind_of(tree, k, company.talk) is not None


def _names(tree: Tree, k: int, reached: bool) -> bool:
    if k in tree.mentions:
        return symbol_of(tree, k) in "SDCGPO"
    return tree.nodes[k].tag.startswith("NN") and not reached


def signatories(tree: Tree, said: tuple[int, int | None], own: list[Ref], company: Company) -> list[Ref]:
    """Give the own parties of an instrument with those who sign it; `said` is its head and the verb that carries it."""
    head, carrier = said
    if carrier is None and not own:
        return _keepers(tree, head, company)
    if carrier is None or not tree.nodes[carrier].tag.startswith("VB"):
        return own
    signers = company.signers(tree, carrier)
    if len(own) > 1:
        return signers if signers and not values(signers) & values(own) else own
    counted = [] if own or signers else [r for k in _counts(tree, carrier) for r in company.many(tree, k)]
    return unique([*own, *signers, *counted])


def _counts(tree: Tree, verb: int) -> list[int]:
    """Give the nouns below a verb that say how many sat together: "issued after the meeting of the three leaders"."""
    near = range(verb + 1, min(len(tree.nodes), verb + 9))
    return [k for k in near if tree.nodes[k].tag == "NNS" and tree.case(k) == "of" and tree.children(k, "nummod")]


def _keepers(tree: Tree, head: int, company: Company) -> list[Ref]:
    """Give two or more parties that keep, join or extend an instrument: "A and B agreed to implement the treaty"."""
    verb = next((k for k in tree.ancestors(head) if tree.is_verb(k)), None)
    if verb is None or not company.talk.lexicon.among("instrument-kept", tree.nodes[verb].lemma):
        return []
    keepers = company.stated(tree, verb)
    return keepers if len(keepers) > 1 else []


def completed(parties: list[Ref], own: list[Ref], news: tuple[str, str, bool, bool], company: Company) -> list[Ref]:
    """Give the parties with those at the table, where one or none is named; `news` is kind, status, proper, reached."""
    kind, status, proper, reached = news
    if len(parties) > 1:
        return parties
    table = company.table()
    if parties:
        if parties[0].value in values(table) and (not own or status != "mentioned"):
            return table if len(table) == 2 or own else parties
        return parties if proper or reached else company.joined(parties[0]) or parties
    if company.quarrels():
        return []
    told = status in DONE | {"in force"} or (not proper and (kind == "joint statement" or status != "mentioned"))
    return table if told else []
