"""Sessions: the series and the number of a meeting.

Comes in: a gathering noun. Goes out: "Joint Strategic Planning Group" and 7.
"""

from relgraph.facts import Span
from relgraph.reading.drafts import Draft
from relgraph.reading.pieces import Piece
from relgraph.reading.timing import Said
from relgraph.reading.trees import Tree


def session_of(draft: Draft) -> tuple[Said | None, tuple[int, Span] | None]:
    """Give the series and number of a session: "the seventh meeting of the Joint Group", "the 11th OTS Summit"."""
    tree = draft.clause.tree
    heads = (
        [draft.clause.head, *draft.clause.slots.get("object", ())]
        if draft.clause.part == "verb"
        else [draft.clause.head]
    )
    for head in heads:
        series, number = session_at(tree, head)
        if series is not None or number is not None:
            return series, number
    return None, None


def session_at(tree: Tree, head: int) -> tuple[Said | None, tuple[int, Span] | None]:
    """Give the series and number that stand with one noun."""
    number = _number(tree, head)
    summit = tree.nodes[head].lemma.lower() == "summit"
    named = _summit(tree, head) if summit else None
    if named is not None:
        return named, number
    series = None
    for k in tree.subtree(head):
        series = _series(tree, head, k, number is not None) or series
    return series, number


def _number(tree: Tree, head: int) -> tuple[int, Span] | None:
    """Give the ordinal of a session; "his first visit" is none."""
    number = None
    around = tree.children(head, "amod", "nummod", "compound", "nmod")
    if tree.case(head) == "of" and tree.nodes[head].head >= 0:  # "the 12th term of the Commission meeting"
        around = [*around, *tree.children(tree.nodes[head].head, "amod", "nummod")]
    for k in around:
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol == "#" and isinstance(piece.mention, int):
            number = (piece.mention, Span(piece.start, piece.end))
    return None if number is not None and number[0] <= 2 and tree.children(head, "nmod:poss") else number


def _series(tree: Tree, head: int, k: int, numbered: bool) -> Said | None:
    """Give the body at node k as the series of the session at head, if it stands in the right place."""
    piece = tree.mentions.get(k)
    if not isinstance(piece, Piece) or piece.symbol != "G":
        return None
    span = Span(piece.start, piece.end)
    name = piece.name.id if piece.name is not None else piece.text
    beside = tree.nodes[k].head == head
    summit = tree.nodes[head].lemma.lower() == "summit"
    if k == head or (numbered and not summit and beside and tree.nodes[k].rel in {"compound", "nmod:poss"}):
        return Said(name, span)
    if summit and beside and tree.nodes[k].rel in {"compound", "amod", "nmod:poss"}:
        return Said(f"{piece.text} Summit", Span(piece.start, tree.nodes[head].end))
    if tree.case(k) == "of" and k in tree.children(head, "nmod"):
        return Said(f"{name} Summit" if summit else name, span)
    return None


def _summit(tree: Tree, head: int) -> Said | None:
    """Give the name of a summit by the capitalised words before it: "CARICOM–Cuba Summit", "Russia-Africa summit"."""
    before = [k for k in tree.children(head, "compound", "amod", "nmod:poss", "flat") if k < head]
    named = [k for k in before if tree.nodes[k].text[:1].isupper() and tree.nodes[k].label != "DATE"]
    named = [k for k in named if k in tree.mentions or tree.nodes[k].tag.startswith("NNP")]
    if not named or any(tree.nodes[k].rel == "nmod:poss" for k in named):
        return None
    span = Span(tree.nodes[named[0]].start, tree.nodes[head].end)
    return Said(" ".join([*(tree.nodes[k].text for k in named), "Summit"]), span)
