"""When and where: the date and the place that belong to a word of a sentence.

Comes in: a tree with its dates and places. Goes out: an EDTF date or a place name, with the words that say it.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal, TypeAlias

from relgraph.facts import Span
from relgraph.reading.dates import Anchor, DateMention, resolve
from relgraph.reading.discourse import Discourse
from relgraph.reading.pieces import Piece
from relgraph.reading.trees import Tree
from relgraph.reading.verbrepairs import HELD

#: Prepositions that make a city or state the place of an act.
AT = frozenset(
    {"in", "at", "to", "near", "across", "inside", "outside", "into", "throughout", "for", "on", "from", "over"}
)
WHERE = frozenset({"in", "at", "near", "across", "inside", "outside", "throughout"})


Tense: TypeAlias = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Said:
    """A value with the words that say it."""

    value: str
    span: Span
    rank: int = 0


@dataclass(slots=True)
class Calendar:
    """The document's own time: when it was published, and the date spoken of last."""

    published: str | None
    context: str | None = None
    own: bool = False
    issued: Said | None = None
    dateline: Said | None = None
    home: str | None = None
    used: list[str] = field(default_factory=list)

    def resolve(self, mention: DateMention, tense: Tense | None) -> str | None:
        """Give the EDTF date of a mention."""
        return resolve(mention, Anchor(published=self.published, context=self.context), tense=tense)


def date_of(tree: Tree, i: int, calendar: Calendar, tense: Tense | None, spoken: bool = False) -> Said | None:
    """Give the date of the act that node i says: the nearest date mention that its clause governs."""
    ranked = []
    for k, piece in tree.mentions.items():
        if not isinstance(piece, Piece) or piece.symbol != "Y" or not isinstance(piece.mention, DateMention):
            continue
        if piece.mention.kind in {"point", "interval", "since"} and _governs(tree, i, k, spoken):
            ranked.append((tree.distance(i, k), k, piece.mention))
    for _, k, mention in sorted(ranked, key=lambda r: r[:2]):
        value = calendar.resolve(mention, tense)
        if value is not None:
            return Said(value, tree.words(k))
    return None


def _governs(tree: Tree, i: int, k: int, spoken: bool = False) -> bool:
    """Say whether mention k can date or place node i: no other finite clause stands between."""
    below = set(tree.subtree(i))
    if spoken and tree.nodes[k].head != i and tree.nodes[k].rel == "compound" and tree.nodes[k].label == "DATE":
        return False  # "solidarity over the January 2022 events"
    if k in below:
        path = [a for a in tree.ancestors(k) if a in below and a != i]
        if spoken and any(tree.is_verb(a) and not _held(tree, a, i) for a in path):
            return False  # "agreed to meet in Oslo on Friday" is not said in Oslo
        return not any(_finite(tree, a) or _other_occasion(tree, a, i) for a in path)
    above = [i, *tree.ancestors(i)]
    up = [k, *tree.ancestors(k)]
    meet = next((a for a in up if a in above), None)
    if meet is None:
        return False
    down = up[1 : up.index(meet)]
    if any(_finite(tree, a) or tree.is_verb(a) for a in down if a != meet):
        return False
    if any(tree.nodes[a].rel == "acl:relcl" for a in above[: above.index(meet)]) and not tree.is_verb(meet):
        return False  # "the situation in Europe, which we discussed"
    climb = above[1 : above.index(meet) + 1]
    finite = [a for a in climb if _finite(tree, a) and tree.nodes[a].rel.split(":")[0] != "conj"]
    own = 1 if not tree.is_verb(i) else 0
    if spoken and len(finite) == 1 and meet == finite[0] and tree.is_verb(i):  # "said in Brussels that he would"
        return True
    if len(finite) == 1 and meet == finite[0] and _told_of_self(tree, i):
        return True
    return len(finite) <= own or (len(finite) <= own + 1 and not _finite(tree, i))


def _held(tree: Tree, a: int, i: int) -> bool:
    """Say whether a participle tells of the gathering at which an act is done: "thanked X at talks held in Oslo"."""
    noun = tree.nodes[a].head
    return (
        tree.nodes[a].rel == "acl"
        and tree.nodes[a].lemma in HELD
        and noun >= 0
        and tree.nodes[noun].head == i
        and tree.case(noun) in {"at", "during", "after", "following"}
    )


def _other_occasion(tree: Tree, k: int, i: int) -> bool:
    """Say whether a noun has its own date and place: "met them to follow up on the talks between X and Y in Oslo"."""
    if tree.nodes[k].head == i or not tree.nodes[k].tag.startswith("NN"):
        return False
    return tree.case(k) in {"since", "until"} or any(tree.case(n) == "between" for n in tree.children(k, "nmod"))


def _told_of_self(tree: Tree, i: int) -> bool:
    """Say whether somebody tells what he himself has just done: "said on Thursday it has closed its border"."""
    has = any(tree.text(k) in {"has", "have"} for k in tree.children(i, "aux"))
    return has and any(tree.text(k) in {"it", "they", "he", "she"} for k in tree.children(i, "nsubj"))


def _finite(tree: Tree, i: int) -> bool:
    node = tree.nodes[i]
    if not tree.is_verb(i):
        return bool(tree.children(i, "cop"))
    return node.tag in {"VBD", "VBZ", "VBP"} or bool(tree.children(i, "aux", "nsubj", "nsubj:pass"))


def place_of(tree: Tree, i: int, talk: Discourse, spoken: bool = False) -> Said | None:
    """Give the place of the act that node i says: the most specific place in its clause that a preposition marks."""
    best: list[tuple[int, int, int, Said]] = []
    for node in tree.nodes:
        k = node.index
        rank = _place_rank(tree, k)
        if not rank:
            continue
        where = tree.case(k) in WHERE or (spoken and tree.case(k) == "from" and k < 3)
        if where and _governs(tree, i, k, spoken) and _local(tree, i, k, talk, spoken):
            best.append((rank, tree.distance(i, k), k, place_said(tree, k)))
    return min(best, key=lambda b: b[:3])[3] if best else None


def _place_rank(tree: Tree, k: int) -> int:
    """Rank a node as a place: 1 a city, 2 an unknown capitalised name, 3 a region, 4 a state, 0 no place."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece):
        return {"C": 1, "R": 3, "S": 4}.get(piece.symbol, 0) if piece.text else 0
    node = tree.nodes[k]
    if node.tag != "NNP" or not node.text[:1].isupper() or len(node.text) < 3 or node.text.isupper():
        return 0
    return 0 if tree.children(k, "det", "amod", "compound") else 2


def place_said(tree: Tree, k: int) -> Said:
    """Give a place as the text writes it, an unknown name with all its words."""
    if k in tree.mentions:
        return Said(tree.nodes[k].text, tree.words(k), _place_rank(tree, k))
    parts = [k, *(f for f in tree.children(k, "flat") if f not in tree.mentions)]
    span = Span(tree.nodes[parts[0]].start, tree.nodes[parts[-1]].end)
    return Said(" ".join(tree.nodes[p].text for p in parts), span, 2)


def _local(tree: Tree, i: int, k: int, talk: Discourse, spoken: bool) -> bool:
    """Say whether a place phrase hangs on the act itself, its clause or its object, not on some other noun."""
    chain = {i, *tree.ancestors(i)}
    for here in tree.ancestors(k):
        if here in chain or tree.is_verb(here):
            return True
        piece = tree.mentions.get(here)
        listed = tree.nodes[here].label == "PERSON" and tree.nodes[here].rel in {"conj", "appos"}
        if listed or (isinstance(piece, Piece) and piece.symbol in "SCRGY"):
            continue
        lemma = tree.nodes[here].lemma.lower()
        if talk.lexicon.among("anchor", lemma) or talk.lexicon.among("locality", lemma):
            continue
        if (
            not spoken
            and _place_rank(tree, k) == 1
            and tree.nodes[here].rel in {"nmod", "conj"}
            and i in tree.ancestors(here)
        ):
            continue  # "signed a Declaration of Principles in Khartoum": the city hangs on the object's last noun
        if spoken and (
            tree.nodes[here].rel == "obj" or tree.case(here) in {"over", "about", "against", "on", "for", "of"}
        ):
            return False  # "condemned the attack in Iraq", "protested over the raid in Iraq"
        return tree.nodes[here].head in chain and tree.nodes[here].rel.split(":")[0] in {"obj", "nsubj", "obl"}
    return False


def stay(tree: Tree, i: int, start: Said) -> Said:
    """Give the interval of a stay whose length the clause tells: "began a two-day visit on Tuesday"."""
    near = {i, tree.nodes[i].head}
    day = start.value.rstrip("~")
    for k, piece in tree.mentions.items():
        mention = piece.mention if isinstance(piece, Piece) else None
        if not isinstance(mention, DateMention) or mention.kind != "duration" or not mention.days or len(day) != 10:
            continue
        if near & {k, *tree.ancestors(k)} and mention.days > 1:
            first = date.fromisoformat(day)
            verb = tree.nodes[i].head
            ends = verb >= 0 and tree.nodes[verb].lemma in {"end", "conclude", "complete", "finish", "wrap"}
            other = first + timedelta(days=(1 - mention.days) if ends else (mention.days - 1))
            return Said("/".join(sorted((first.isoformat(), other.isoformat()))), start.span)
    return start


def look_back(tree: Tree, calendar: Calendar) -> None:
    """Make the last date that a sentence resolves the one that "that year" and "the next day" count from."""
    for k in sorted(tree.mentions):
        piece = tree.mentions[k]
        mention = piece.mention if isinstance(piece, Piece) else None
        if isinstance(mention, DateMention) and mention.kind in {"point", "interval"}:
            value = calendar.resolve(mention, "past")
            if value is not None:
                calendar.context = value.split("/")[0]
