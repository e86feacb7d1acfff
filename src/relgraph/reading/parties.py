"""Parties of a figure: whose exports, from whom to whom, between which states.

Comes in: the words around a number. Goes out: the states in the direction that the words give (from, to), each with
the words that say it; the pair under discussion where the words leave them out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relgraph.facts import Span
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import resolve
from relgraph.reading.registry import party_of
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import RELATIVES, Tree

#: Prepositions by the side that they put a party on.
SOURCES = frozenset({"from", "by", "of", "between", "among"})
GOALS = frozenset(
    {"to", "in", "for", "with", "into", "towards", "toward", "at", "on", "inside", "across", "through", "via"}
)
#: Verbs of which a city says the state: "15,000 Somalis live in Ankara".
STAYING = frozenset(
    {"live", "work", "study", "serve", "reside", "operate", "invest", "open", "build", "deploy", "station"}
)
#: Prepositions of where something took place.
PLACING = frozenset({"in", "at", "near", "across", "outside", "off"})
#: Indicators of which the second party goes without saying, where two are under discussion.
BILATERAL = frozenset({"trade volume", "exports", "imports", "investment", "growth", "aid", "loan"})


@dataclass(frozen=True, slots=True)
class Setting:
    """What a figure measures, where its words stand, and the pair that goes without saying (empty if none does)."""

    indicator: str
    nodes: Sequence[int]
    stretch: tuple[int, int]
    pair: Sequence[Ref]
    shared: bool = False
    home: Ref | None = None
    joint: bool = False
    share: bool = False


def parties_of(tree: Tree, talk: Discourse, setting: Setting) -> list[Ref]:
    """Give the states of a figure: those that its words name, else those of its clause, else the pair."""
    found: dict[str, list[Ref]] = {"own": [], "from": [], "to": [], "at": []}
    nodes, indicator = setting.nodes, setting.indicator
    width = 1
    for k in nodes:
        width = max(
            [width, *(len(tree.coordinates(c)) for c in tree.children(k, "nsubj") if k == tree.clause(nodes[0]))]
        )
        for side, ref in _sides(tree, talk, k, first=k == nodes[0]):
            if ref.value is not None and len(ref.value) == 3:
                found[side].append(ref)
    own, seller = (found["from"], found["own"]) if indicator == "imports" else (found["own"], found["from"])
    sources, goals = unique([*own, *seller]), unique(found["to"])
    named = unique([*sources, *goals])
    if not named or tree.nodes[tree.clause(nodes[0])].lemma in STAYING:
        named = unique([*named, *found["at"]])
    if len(named) < 2 and not (named and setting.share):
        named = unique([*named, *_clausal(tree, talk, setting)])
    if indicator == "count":
        return _counted(tree, talk, setting, named, max(2, width + 1 if width > 1 else 2))
    alone = indicator in {"investment", "aid", "loan"} and _by_body(tree, nodes[0])
    if len(named) == 1 and (indicator in BILATERAL or setting.shared) and not alone:
        other = _others(setting.pair, named) or _home(setting, named)
        named = [*named, *other] if sources else [*other, *named]
    if not named and (indicator in BILATERAL or setting.shared):
        return list(setting.pair)
    here = {ref.value for ref in named if tree.span.start <= ref.span.start < tree.span.end}
    if len(named) > 2 and len(setting.pair) == 2 and len(here) < 3:
        return list(setting.pair)
    return named if indicator == "trade volume" else named[:2]


def _counted(tree: Tree, talk: Discourse, setting: Setting, found: list[Ref], most: int) -> list[Ref]:
    """Add the state that "there" and "in the country" mean; things that matter between states belong to the pair."""
    there = any(
        tree.text(k) == "there" or (tree.nodes[k].lemma == "country" and tree.nodes[k].tag == "NN")
        for node in setting.nodes
        for k in tree.children(node, "advmod", "obl", "nmod")
    )
    if not found and setting.shared:
        return list(setting.pair)
    if len(found) == 1 and (there or setting.shared):
        other = _others(setting.pair, found) if there or setting.joint else []
        return [*found, *(other or _home(setting, found))]
    hosts = {len(tree.coordinates(k)) for node in setting.nodes for k in tree.children(node, "nmod", "obl")}
    return found if {len(found), len(found) - 1} & hosts - {1, 2} else found[:most]  # "embassies in A, B, C and D"


def _by_body(tree: Tree, k: int) -> bool:
    """Tell whether a bank or body, and no state, does what the clause of a number says: a bystander has no part in it."""
    subjects = subjects_of(tree, tree.clause(k))
    pieces = [tree.mentions.get(s) for s in subjects]
    return bool(pieces) and all(isinstance(p, Piece) and p.symbol == "G" for p in pieces)


def _clausal(tree: Tree, talk: Discourse, setting: Setting) -> list[Ref]:
    """Give the states that stand in the stretch of a number and mark a side: "to Chad", "with Peru", "in Oman"."""
    first, last = setting.stretch
    out: list[Ref] = []
    for k in sorted(tree.mentions):
        piece = tree.mentions[k]
        if not first <= k <= last or not isinstance(piece, Piece) or piece.symbol not in "SD":
            continue
        marked = tree.case(k) in SOURCES | GOALS or tree.nodes[k].rel in {"nsubj", "nmod:poss", "amod", "compound"}
        if marked and not _told(tree, talk, k):
            out += [ref for ref in resolve(tree, k, talk) if ref.value is not None and len(ref.value) == 3]
    return out if len(unique(out)) <= 2 else []


def _told(tree: Tree, talk: Discourse, k: int) -> bool:
    """Tell whether a state is only whose speaker or statistics a sentence quotes."""
    head = tree.nodes[k].head
    return head >= 0 and (
        talk.lexicon.among("saying", tree.nodes[tree.clause(k)].lemma)
        or (isinstance(tree.mentions.get(head), Piece) and getattr(tree.mentions[head], "symbol", "") in "OPG")
    )


def _home(setting: Setting, found: Sequence[Ref]) -> list[Ref]:
    """Give the one state that the title names, as the silent half of figures about another."""
    home = setting.home
    return [home] if home is not None and home.value not in {ref.value for ref in found} else []


def _others(pair: Sequence[Ref], found: Sequence[Ref]) -> list[Ref]:
    """Give the other half of the pair under discussion, if one half is found."""
    values = {ref.value for ref in found}
    inside = len(pair) == 2 and bool(values & {ref.value for ref in pair})
    return [ref for ref in pair if ref.value not in values] if inside else []


def _sides(tree: Tree, talk: Discourse, k: int, first: bool) -> Iterator[tuple[str, Ref]]:
    """Give the parties that hang on a word, each with its side; the first word may itself be a people."""
    piece = tree.mentions.get(k)
    if first and isinstance(piece, Piece) and piece.symbol in "SD":
        yield from (("own", ref) for ref in resolve(tree, k, talk))
    below = [(child, _side(tree, child)) for child in tree.kids[k]]
    told = [c for c in tree.children(k, "nsubj", "csubj") if tree.text(c) not in RELATIVES]
    if tree.is_verb(k) and not told:
        below += [
            (subject, "own")
            for subject in subjects_of(tree, k)
            if tree.nodes[k].rel != "acl:relcl" or tree.children(k, "nsubj")
        ]
    for child, side in below:
        if side is None:
            continue
        for here in tree.coordinates(child):
            piece = tree.mentions.get(here)
            city = isinstance(piece, Piece) and piece.symbol == "C" and tree.case(here) in {"in", "at", "near"}
            yield from (("at" if city else side, ref) for ref in _states(tree, talk, here))


def _states(tree: Tree, talk: Discourse, k: int) -> list[Ref]:
    """Give the parties behind a word; a city stands for its state."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol == "C":
        return [Ref(party_of(piece), Span(piece.start, piece.end))]
    if tree.text(k) in {"two", "both"} and tree.nodes[k].tag in {"CD", "DT"} and len(talk.pair) == 2:
        return list(talk.pair)  # "between the two"
    return resolve(tree, k, talk)


def _side(tree: Tree, child: int) -> str | None:
    """Tell on which side of a figure a dependent stands, None where it is no party."""
    rel = tree.nodes[child].rel
    if rel in {"nmod:poss", "amod", "compound", "det", "nsubj"}:
        return "own"
    if rel in {"obj", "iobj", "nsubj:pass"}:
        return "to"
    if rel.split(":")[0] not in {"nmod", "obl"}:
        return None
    case = tree.case(child)
    return "from" if case in SOURCES else "to" if case in GOALS else None


def harmed_in(tree: Tree, nodes: Sequence[int], talk: Discourse) -> list[Ref]:
    """Give the states in which people came to harm: the nearest place, else those of these clauses."""
    own = {below for node in nodes for below in tree.subtree(node)}
    found: list[tuple[int, int, Ref]] = []
    for k, piece in sorted(tree.mentions.items()):
        if not isinstance(piece, Piece) or piece.symbol not in "SCD":
            continue
        code = party_of(piece)
        placed = tree.case(k) in {"in", "at", "near", "across", "outside"}
        if code and len(code) == 3 and (placed or k in own):
            far = 0 if placed else 100
            found.append((far + tree.distance(k, nodes[0]), k, Ref(code, Span(piece.start, piece.end))))
    near = [item for item in found if item[0] < 100]
    if near:
        return [min(near, key=lambda item: item[:2])[2]]
    between = [ref for _, k, ref in found if tree.case(k) == "between"]
    states = unique(between or [ref for _, _, ref in found])
    mourned = not between and any(node.lemma in {"condolence", "sympathy"} for node in tree.nodes)
    other = [ref for ref in talk.pair if ref.value not in {state.value for state in states}]
    if mourned and len(talk.pair) == 2 and len(states) == 1 and len(other) == 1:
        return other
    if not states:  # "the city", "the cyclone": only one state stands in the sentence
        states = unique(
            [ref for k in sorted(tree.mentions) for ref in _states(tree, talk, k) if len(ref.value or "") == 3]
        )
    return states if len(states) == 1 or between else []


def scene_of(tree: Tree, talk: Discourse) -> list[Ref]:
    """Give the one state that something struck or in which it took place; none if a sentence names several, or only whose."""
    struck = {
        k for k, p in tree.mentions.items() if tree.bases[k] == "obj" and isinstance(p, Piece) and p.symbol != "O"
    }
    where = [k for k in sorted(tree.mentions) if tree.case(k) in PLACING or k in struck]
    named = unique([ref for k in sorted(tree.mentions) for ref in _states(tree, talk, k) if len(ref.value or "") == 3])
    if len(named) < 2:
        return unique([ref for k in where for ref in _states(tree, talk, k) if len(ref.value or "") == 3])
    placed = [ref for k in sorted(tree.mentions) if tree.case(k) in PLACING for ref in _states(tree, talk, k)]
    there = unique([ref for ref in placed if len(ref.value or "") == 3])
    return there if len(there) == 1 else []


def unique(refs: Sequence[Ref]) -> list[Ref]:
    """Keep the first referent of each party."""
    seen: dict[str, Ref] = {}
    for ref in refs:
        if ref.value is not None:
            seen.setdefault(ref.value, ref)
    return list(seen.values())
