"""Indicators: what a number measures, what it counts, and whether it is a fact, a goal or a promise.

Comes in: a tree, a lexicon and an `Amount`. Goes out: the indicator of GUIDE's list with what is counted, or None where
the number is no figure. The words are classes of ontology/lexicon-figures.ttl.
"""

from relgraph.lexicon import Lexicon
from relgraph.reading.amounts import Amount, above, among, below, movers, words_of
from relgraph.reading.pieces import Piece
from relgraph.reading.trees import Tree

GROUPS = {
    "figure-loan": "loan",
    "figure-aid": "aid",
    "figure-exports": "exports",
    "figure-imports": "imports",
    "figure-investment": "investment",
    "figure-trade": "trade volume",
}
#: Counts below FEW are no figures; below MANY they are none of nouns that are known already, or that act.
FEW = 3
MANY = 10
DEFINITE = frozenset({"the", "both", "these", "those", "all", "its"})
#: What people are called by what they do in a clause, where only their nation is named: "2,400 Fijians worked".
DOERS = {"work": "workers", "study": "students", "enrol": "students", "enroll": "students", "visit": "visitors"}

Known = tuple[str, str | None]


def indicator_of(tree: Tree, lexicon: Lexicon, amount: Amount) -> Known | None:
    """Give the indicator, and what is counted."""
    if amount.sum.currency == "%" or amount.sum.change:
        return _percent(tree, lexicon, amount)
    if not amount.sum.money:
        return _count(tree, lexicon, amount)
    after = {tree.text(k) for k in range(amount.end, min(amount.end + 4, len(tree.nodes)))}
    if among(tree, lexicon, "figure-put", [amount.verb]) and "into" in after:
        return "investment", None
    if among(tree, lexicon, "figure-sink", [amount.verb]) and "in" in after:
        return "investment", None
    known = [(lexicon.classes.get(group, frozenset()), indicator) for group, indicator in GROUPS.items()]
    other = lexicon.classes.get("figure-other", frozenset())
    for k in amount.cues:
        words = words_of(tree, k)
        for members, indicator in known:
            if not members.isdisjoint(words) and not _foreign(tree, k):
                return indicator, None
        if not other.isdisjoint(words):
            return "other", None
    given = tree.nodes[amount.noun].rel.split(":")[0] in {"obj", "nsubj", "obl"} or amount.bare
    return "aid" if given and among(tree, lexicon, "figure-giving", [amount.verb]) else "other", None


def _foreign(tree: Tree, k: int) -> bool:
    """Tell whether a word is only part of another's name: "trade minister", "export bank", "trade deal"."""
    head = tree.nodes[k].head
    if tree.nodes[k].lemma == "capital" and any(is_place(tree, n) for n in (k - 1, k + 1, k + 2)):
        return True  # "the Moldovan capital Chisinau"
    named = tree.nodes[k].rel.split(":")[0] == "compound" and head > k
    return named and tree.nodes[head].lemma in {
        "minister",
        "ministry",
        "bank",
        "route",
        "war",
        "fair",
        "mission",
        "agency",
    }


def _percent(tree: Tree, lexicon: Lexicon, amount: Amount) -> Known | None:
    moving = movers(tree, amount)
    moved = among(tree, lexicon, "figure-rise", moving) or among(tree, lexicon, "figure-fall", moving)
    after = amount.tail + 1
    share = after < len(tree.nodes) and tree.text(after) in {"of", "stake", "share"}
    level = tree.text(max(amount.node - 1, 0)) in {"to", "from", "at"} and not amount.sum.change
    if not share and (amount.sum.signed or (moved and not level)):
        groups = (*GROUPS, "figure-grown")
        return ("growth", None) if any(among(tree, lexicon, group, amount.cues) for group in groups) else None
    if amount.sum.change:
        return None
    duty = among(tree, lexicon, "figure-duty", [amount.noun, *above(tree, amount.noun)])
    return ("other", None) if share or duty else None


def _count(tree: Tree, lexicon: Lexicon, amount: Amount) -> Known | None:
    noun, value = amount.noun, amount.sum.value
    hurt = harmed(tree, lexicon, amount)
    if amount.bare:
        gas = any(
            tree.text(k).endswith(("bcm", "mcm")) for k in (amount.node, min(amount.end + 1, len(tree.nodes) - 1))
        )
        if any(tree.stems[k] == "population" for k in amount.cues[:4]):
            return "count", "people"
        return ("count", "casualties") if hurt else ("other", None) if gas else None
    lemma = tree.nodes[noun].lemma.lower()
    if lexicon.among("figure-measure", lemma):
        return "other", None
    if hurt:
        return "count", "casualties"
    plural = is_nation(tree, noun) or tree.nodes[noun].tag.endswith("S") or lexicon.among("figure-plural", lemma)
    if lexicon.among("figure-uncounted", lemma) or not plural:
        return None
    definite = any(tree.text(k) in DEFINITE for k in tree.children(noun, "det"))
    above_it = tree.nodes[noun].head if tree.nodes[noun].rel == "conj" else noun
    acting = tree.nodes[above_it].rel == "nsubj"  # "three officials said" counts nobody
    things = lexicon.among("figure-countable", lemma) and not acting
    if any(tree.nodes[k].tag in {"JJS", "RBS"} for k in range(amount.tail + 1, noun)):
        return None  # "the ten biggest investors"
    if value < (2 if things else FEW) or ((definite or acting) and value < MANY) or value != value.to_integral_value():
        return None
    return "count", _counted(tree, amount)


def is_nation(tree: Tree, k: int) -> bool:
    """Tell whether a word names people by their nation: "2,400 Fijians"."""
    piece = tree.mentions.get(k)
    return isinstance(piece, Piece) and piece.symbol in "SD"


def is_place(tree: Tree, k: int) -> bool:
    """Tell whether a word names a state, a people or a city."""
    piece = tree.mentions.get(k)
    return isinstance(piece, Piece) and piece.symbol in "SDC"


def _counted(tree: Tree, amount: Amount) -> str:
    """Give the noun that is counted, in its plural; people known by their nation alone by what they do."""
    if is_nation(tree, amount.noun):
        said = tree.text(amount.end + 1) if amount.end + 1 < len(tree.nodes) else ""
        return DOERS.get(tree.nodes[amount.verb].lemma, DOERS.get(said, "people"))
    return tree.text(amount.noun)


def harmed(tree: Tree, lexicon: Lexicon, amount: Amount) -> bool:
    """Tell whether a number counts people killed or hurt."""
    noun, start = amount.noun, tree.nodes[amount.node].index
    if among(tree, lexicon, "figure-victim", [noun]):
        follows = tree.text(amount.end + 1) if amount.end + 1 < len(tree.nodes) else ""
        return not (tree.text(noun) == "lives" and follows in {"in", "on", "at"})
    if tree.case(noun) == "of" and tree.nodes[noun].head >= 0 and tree.nodes[tree.nodes[noun].head].lemma == "life":
        return among(tree, lexicon, "figure-kill", [amount.verb]) or tree.nodes[amount.verb].lemma in {"cost", "take"}
    if tree.nodes[noun].lemma == "body" and among(tree, lexicon, "figure-find", [amount.verb]):
        return True
    tail = list(range(amount.end + 1, min(amount.end + 3, len(tree.nodes))))
    lost = [tree.text(k) for k in range(amount.end + 1, min(amount.end + 4, len(tree.nodes)))]
    suffered = tree.nodes[noun].rel == "nsubj:pass" and among(tree, lexicon, "figure-kill", [amount.verb])
    if suffered or ("lives" in lost and {"lost", "lose", "losing"} & set(lost)):
        return True
    if amount.bare:
        if tree.nodes[amount.node].rel.startswith("nsubj") and among(tree, lexicon, "figure-kill", [amount.verb]):
            return True
        if any(tree.nodes[k].lemma == "toll" for k in amount.cues[:6]):
            return True
        near = [*tail[:1], *range(max(start - 2, 0), start)]
        return among(tree, lexicon, "figure-kill", near) and not any(tree.text(k) in {"of", "in"} for k in near[1:])
    if not (among(tree, lexicon, "figure-human", [noun]) or is_nation(tree, noun)):
        return False
    clauses = [*tree.children(noun, "acl", "acl:relcl"), *tree.children(amount.verb, "xcomp")]
    near = [*above(tree, noun), *clauses, *tree.children(noun, "amod"), *tail]
    if tree.nodes[noun].rel.split(":")[0] in {"nsubj", "obj"} or amount.verb == amount.node - 1:
        near.append(amount.verb)
    return among(tree, lexicon, "figure-kill", near)


def kind_of(tree: Tree, lexicon: Lexicon, amount: Amount, mode: str, indicator: str) -> str:
    """Tell a goal and a promise from what is."""
    if among(tree, lexicon, "figure-goal", [k for k in amount.cues if amount.first <= k <= amount.last][:12]):
        return "planned" if indicator in {"aid", "loan"} else "target"
    head = tree.nodes[amount.verb].head
    higher = [head] if head >= 0 else []
    infinitive = any(tree.nodes[k].tag == "TO" for k in tree.children(amount.verb, "mark", "aux"))
    believed = infinitive and among(tree, lexicon, "figure-belief", higher)
    if mode in {"planned", "hypothetical"} and not believed:
        raised = among(tree, lexicon, "figure-raise", [amount.verb]) and indicator in GROUPS.values()
        return "target" if raised and not among(tree, lexicon, "figure-forecast", higher) else "planned"
    contracted = among(
        tree, lexicon, "figure-contract", [k for k in amount.cues[:10] if tree.nodes[k].tag.startswith("NN")]
    )
    if amount.sum.money and indicator != "trade volume":
        after = [k for k in range(amount.tail + 1, min(amount.tail + 4, len(tree.nodes))) if tree.nodes[k].tag == "VBN"]
        promised = among(tree, lexicon, "figure-promise", [amount.verb, *above(tree, amount.noun), *after])
        contracted = contracted and indicator in {"aid", "loan", "other"}
        return "planned" if promised or contracted else "actual"
    promised = among(tree, lexicon, "figure-vow", [amount.verb])  # things and people
    if (contracted or promised) and indicator in {"count", "other"}:
        return "planned"
    return "planned" if among(tree, lexicon, "figure-forecast", [amount.verb]) else "actual"


def counted_in(tree: Tree, amount: Amount) -> list[int]:
    """Give the words whose dependents may say of which states people or things are counted."""
    near = [amount.noun, *below(tree, amount.noun), *above(tree, amount.noun), amount.verb]
    return [*near, *tree.children(amount.verb, "obj", "obl", "advmod")]
