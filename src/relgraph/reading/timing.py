"""When and where: the date and the place that belong to a word of a sentence.

Comes in: a tree with its dates and places. Goes out: an EDTF date or a place name, with the words that say it.
"""

from dataclasses import dataclass, field

from relgraph.facts import Span
from relgraph.reading.dates import Anchor, DateMention, resolve
from relgraph.reading.pieces import Piece
from relgraph.reading.trees import Tree

#: Prepositions that make a city or state the place of an act.
AT = frozenset(
    {"in", "at", "to", "near", "across", "inside", "outside", "into", "throughout", "for", "on", "from", "over"}
)
WHERE = frozenset({"in", "at", "near", "across", "inside", "outside", "throughout"})


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the words that say it."""

    value: str
    span: Span


@dataclass(slots=True)
class Calendar:
    """The document's own time: when it was published, and the date spoken of last."""

    published: str | None
    context: str | None = None
    dateline: Said | None = None
    used: list[str] = field(default_factory=list)

    def resolve(self, mention: DateMention, tense: str | None) -> str | None:
        """Give the EDTF date of a mention."""
        return resolve(mention, Anchor(published=self.published, context=self.context), tense=tense)


def date_of(tree: Tree, i: int, calendar: Calendar, tense: str | None) -> Said | None:
    """Give the date of the act that node i says: the nearest date mention that its clause governs."""
    ranked = []
    for k, piece in tree.mentions.items():
        if not isinstance(piece, Piece) or piece.symbol != "Y" or not isinstance(piece.mention, DateMention):
            continue
        if piece.mention.kind in {"point", "interval", "since"} and _governs(tree, i, k):
            ranked.append((tree.distance(i, k), k, piece))
    for _, _, piece in sorted(ranked, key=lambda r: r[:2]):
        value = calendar.resolve(piece.mention, tense)
        if value is not None:
            if piece.mention.kind == "point":
                calendar.context = value
            return Said(value, Span(piece.start, piece.end))
    return None


def _governs(tree: Tree, i: int, k: int) -> bool:
    """Say whether mention k can date or place node i: no other finite clause, and no other act's noun, stands between."""
    below = set(tree.subtree(i))
    if k in below:
        path = [a for a in tree.ancestors(k) if a in below and a != i]
        return not any(_finite(tree, a) for a in path)
    above = [i, *tree.ancestors(i)]
    up = [k, *tree.ancestors(k)]
    meet = next((a for a in up if a in above), None)
    if meet is None:
        return False
    down = up[1 : up.index(meet)]
    if any(_finite(tree, a) or tree.is_verb(a) for a in down if a != meet):
        return False
    climb = above[1 : above.index(meet) + 1]
    finite = [a for a in climb if _finite(tree, a) and tree.nodes[a].rel.split(":")[0] != "conj"]
    own = 1 if not tree.is_verb(i) else 0
    return len(finite) <= own or (len(finite) <= own + 1 and not _finite(tree, i))


def _finite(tree: Tree, i: int) -> bool:
    node = tree.nodes[i]
    if not tree.is_verb(i):
        return bool(tree.children(i, "cop"))
    return node.tag in {"VBD", "VBZ", "VBP"} or bool(tree.children(i, "aux", "nsubj", "nsubj:pass"))


def place_of(tree: Tree, i: int) -> Said | None:
    """Give the place of the act that node i says: the most specific place in its clause that a preposition marks."""
    best: list[tuple[int, int, int, Said]] = []
    for k, piece in tree.mentions.items():
        if not isinstance(piece, Piece) or piece.symbol not in {"C", "S", "R"} or not piece.text:
            continue
        if tree.case(k) in WHERE and _governs(tree, i, k) and _local(tree, i, k):
            specific = {"C": 1, "R": 2, "S": 3}[piece.symbol]
            best.append((specific, tree.distance(i, k), k, Said(piece.text, Span(piece.start, piece.end))))
    return min(best, key=lambda b: b[:3])[3] if best else None


def _local(tree: Tree, i: int, k: int) -> bool:
    """Say whether a place phrase hangs on the act itself, its clause or its object, not on some other noun."""
    chain = [i, *tree.ancestors(i)]
    for here in tree.ancestors(k):
        if here in chain or tree.is_verb(here):
            return True
        piece = tree.mentions.get(here)
        if isinstance(piece, Piece) and piece.symbol in "SCR":
            continue
        return tree.nodes[here].head in chain and tree.nodes[here].rel.split(":")[0] in {"obj", "nsubj", "obl"} and tree.is_verb(tree.nodes[here].head)
    return False


