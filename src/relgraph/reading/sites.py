"""Sites: where an unrest, a disaster or a protest is.

Comes in: a node. Goes out: the nodes of places.
"""

from relgraph.lexicon import Lexicon
from relgraph.reading.antecedents import is_bygone
from relgraph.reading.drafts import symbol_at
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import Tree


def sites_of(tree: Tree, i: int, lexicon: Lexicon) -> list[int]:
    """Give the nodes of the places where something is: its own, else those of its clause."""
    head = tree.clause(i)
    inside = [k for k in sorted(tree.subtree(i)) if symbol_at(tree, k) in {"S", "C", "D", "R"} and _is_site(tree, k)]
    inside = [
        k for k in inside if not is_bygone(tree, k, lexicon) and (symbol_at(tree, k) != "D" or _is_of(tree, k, i))
    ]
    verb = tree.nodes[i].head
    if tree.nodes[i].rel == "amod":  # "quake-hit Haiti"
        return [verb] if symbol_at(tree, verb) in {"S", "C", "R"} else []
    hits = tree.nodes[i].rel == "nsubj" or (tree.nodes[i].rel.startswith("obl") and tree.case(i) == "by")
    where = verb if verb >= 0 else i
    if not inside and any(tree.text(k) == "where" for k in tree.children(where, "advmod")):
        place = tree.nodes[where].head  # "Bolivia, where wildfires rage"
        inside = (
            [place] if tree.nodes[where].rel.startswith("acl") and symbol_at(tree, place) in {"S", "C", "R"} else []
        )
    if not inside and hits and verb >= 0:  # "an earthquake struck western Nepal", "Cuba was struck by a hurricane"
        through = [k for k in tree.children(verb, "obl") if tree.case(k) in PATHS]
        objects = [*tree.children(verb, "obj", "nsubj:pass"), *through]
        objects += [k for k in subjects_of(tree, verb) if tree.case(i) == "by"]
        struck = [k for o in objects for k in sorted(tree.subtree(o))]
        inside = [k for k in struck if symbol_at(tree, k) in {"S", "C", "D", "R"}]
    if tree.is_verb(i):  # "burned Togolese flags in Accra"
        inside.sort(key=lambda k: tree.case(k) not in {"in", "at"})
    return inside[:1] or [
        k
        for k in tree.subtree(head)
        if symbol_at(tree, k) in {"S", "C"}
        and tree.case(k) in {"in", "at", "across", "near"}
        and tree.stems[tree.nodes[k].head] not in GATHERED
    ]


#: Where people only speak of it: "spoke about hurricanes at a conference in Cuba".
GATHERED = frozenset(
    {"conference", "meeting", "summit", "talk", "forum", "session", "seminar", "workshop", "interview"}
)
#: Prepositions of the way that a storm takes.
PATHS = frozenset({"through", "across", "over", "along", "on", "into"})
#: Prepositions between a condolence and what caused it.
CAUSES = frozenset({"over", "after", "following", "for", "in the wake of", "in wake of", "of"})


def grieved_of(tree: Tree, i: int, lexicon: Lexicon) -> list[int]:
    """Give those who are condoled with over a disaster or helped after it: "sent tents to Fiji after the cyclone"."""
    path = [i, *tree.ancestors(i)[:4]]
    for step, here in enumerate(path):
        grief = any(lexicon.among("grieving", tree.stems[k]) for k in (here, *tree.children(here, "obj")))
        if not any(tree.case(k) in (CAUSES | {"in", "on"} if grief else CAUSES) for k in path[:step]):
            continue
        help_ = step < 3 and any(
            frame.type in {"Aid", "Sanction"} for frame in lexicon.evoked("verb", tree.stems[here])
        )
        if grief or help_:
            words = (here, *tree.children(here, "obj"))
            below = [
                k
                for w in words
                for k in tree.children(w, "obl", "nmod")
                if tree.case(k) in {"to", "with", "on", "from"}
            ]
            named = [k for k in tree.children(here, "obj") if symbol_at(tree, k) == "S"]
            return [*named, *below][:1]
    return []


#: Houses of another state, before which people protest.
MISSIONS = frozenset({"embassy", "consulate", "mission", "commission"})


def missions_of(tree: Tree, i: int) -> list[int]:
    """Give the embassies and consulates in the clause of a node."""
    return [k for k in sorted(tree.subtree(tree.clause(i))) if tree.nodes[k].lemma.lower() in MISSIONS]


def _is_of(tree: Tree, k: int, i: int) -> bool:
    """Say whether a demonym tells whose unrest it is: "the Chilean protests", "Polish farmers", not "French colonialism"."""
    head = tree.nodes[k].head
    return head == i or (head >= 0 and tree.nodes[head].head == i and not tree.case(head))


def _is_site(tree: Tree, k: int) -> bool:
    """Say whether a place stands where an unrest or disaster is: "in X", "X's", "X unrest", not "against X"."""
    head = tree.nodes[k].head
    if symbol_at(tree, k) == "D" and any(tree.nodes[a].rel == "acl:relcl" for a in tree.ancestors(k)[:3]):
        return False  # "the coup, after which the French envoy left"
    above = tree.nodes[head].lemma.lower() if head >= 0 else ""
    if above in GATHERED or (above in MISSIONS and tree.case(k) not in {"in", "at"}):
        return False
    if tree.nodes[k].rel == "appos" and k and tree.text(k - 1) == ",":
        return False
    return tree.case(k) in {"in", "at", "across", "near", "", "of", "around", "outside", "throughout"}
