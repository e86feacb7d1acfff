"""Explain: how a sentence is read, step by step, for people who wonder why a fact is there or is not.

Comes in: a text. Goes out: lines of text: mentions, tree, clauses with the frames that were tried, and the facts.
"""

from collections.abc import Iterator

from relgraph.document import Document, from_text
from relgraph.facts import Fact
from relgraph.reading.acts import clauses, verdicts
from relgraph.reading.cascade import note, read, tree_of
from relgraph.reading.discourse import Discourse
from relgraph.reading.faircopy import fair
from relgraph.reading.knowledge import Knowledge
from relgraph.reading.mentions import Line, lines
from relgraph.reading.trees import Tree


def explain(text: str, knowledge: Knowledge) -> str:
    """Give the explanation of a text."""
    document = fair(from_text(text, "text")).document
    rows, registry = lines(document, knowledge)
    talk = Discourse(registry, knowledge.lexicon, list(dict.fromkeys(registry.states.values())))
    out: list[str] = []
    for row in rows:
        tree = tree_of(row, knowledge)
        note(tree, talk)
        out += [
            document.slice(row.span),
            "  mentions",
            *_mentions(row),
            "  tree",
            *_tree(tree),
            "  frames",
            *_frames(tree, talk),
        ]
    out.append("facts")
    out += [f"  {line}" for fact in read(document, knowledge) for line in _fact(fact, document)]
    return "\n".join(out) + "\n"


def _mentions(row: Line) -> Iterator[str]:
    for piece in row.pieces:
        if piece.mention is not None or piece.symbol in "PG":
            known = f" = {piece.name.id}" if piece.name is not None else ""
            yield f"    {KIND.get(piece.symbol, piece.symbol):13} {piece.text}{known}"


#: What the classes of pieces are called.
KIND = {
    "S": "state", "D": "demonym", "C": "city", "R": "region", "G": "organization", "O": "office", "P": "person",
    "Y": "date", "M": "sum", "#": "ordinal", "n": "number",
}  # fmt: skip


def _tree(tree: Tree) -> Iterator[str]:
    for node in tree.nodes:
        head = tree.nodes[node.head].text if node.head >= 0 else ""
        yield f"    {node.text:24} {node.tag:5} {node.rel:12} {head}".rstrip()


def _frames(tree: Tree, talk: Discourse) -> Iterator[str]:
    for node in tree.nodes:
        for clause in clauses(tree, node.index, talk.lexicon):
            slots = ", ".join(
                f"{slot}: {' '.join(tree.nodes[k].text for k in ks)}" for slot, ks in clause.slots.items()
            )
            yield f"    {clause.part} {clause.lemmas[-1]} ({clause.mode}; {slots})"
            yield from (f"      {frame.name}: {verdict}" for frame, verdict in verdicts(clause, talk))


def _fact(fact: Fact, document: Document) -> Iterator[str]:
    fields = [name for name in fact.__dataclass_fields__ if name != "evidence"]
    told = {name: getattr(fact, name) for name in fields}
    said = "; ".join(f"{name} {_plain(value)}" for name, value in told.items() if value not in (None, (), False))
    yield f"{type(fact).__name__} [{fact.evidence.rule}] {said}"
    for argument in fact.evidence.arguments:
        yield f"    {argument.role} {argument.value} <- {document.slice(argument.span)!r}"


def _plain(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)
