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
    number = None
    for k in tree.children(head, "amod", "nummod", "compound", "nmod"):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol == "#" and isinstance(piece.mention, int):
            number = (piece.mention, Span(piece.start, piece.end))
    if number is not None and number[0] <= 2 and tree.children(head, "nmod:poss"):
        number = None
    summit = tree.nodes[head].lemma.lower() == "summit"
    series = _summit(tree, head) if summit else None
    if series is not None:
        return series, number
    for k in tree.subtree(head):
        piece = tree.mentions.get(k)
        if not isinstance(piece, Piece) or piece.symbol != "G":
            continue
        span = Span(piece.start, piece.end)
        name = piece.name.id if piece.name is not None else piece.text
        if k == head:
            series = Said(name, span)
        elif summit and tree.nodes[k].rel in {"compound", "amod", "nmod:poss"} and tree.nodes[k].head == head:
            series = Said(f"{piece.text} Summit", Span(piece.start, tree.nodes[head].end))
        elif tree.case(k) == "of" and k in tree.children(head, "nmod"):
            series = Said(f"{name} Summit" if summit else name, span)
        elif tree.nodes[k].rel in {"compound", "nmod:poss"} and tree.nodes[k].head == head and number is not None:
            series = Said(name, span)
    return series, number


def _summit(tree: Tree, head: int) -> Said | None:
    """Give the name of a summit by the capitalised words before it: "CARICOM–Cuba Summit", "Russia-Africa summit"."""
    before = [k for k in tree.children(head, "compound", "amod", "nmod:poss", "flat") if k < head]
    named = [k for k in before if tree.nodes[k].text[:1].isupper() and tree.nodes[k].label != "DATE"]
    named = [k for k in named if k in tree.mentions or tree.nodes[k].tag.startswith("NNP")]
    if not named or any(tree.nodes[k].rel == "nmod:poss" for k in named):
        return None
    span = Span(tree.nodes[named[0]].start, tree.nodes[head].end)
    return Said(" ".join([*(tree.nodes[k].text for k in named), "Summit"]), span)
