"""Namesakes: adjectives and short names that two states share, given to the one that the document names in full.

Comes in: the pieces of all sentences. Goes out: the same, with "Congolese" the Republic of the Congo's where the document
names that one and not the other. Without such a name the list's choice stands.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import Piece, word


def share_out(rows: Sequence[Sequence[Piece]], lexicon: Lexicon) -> None:
    """Settle shared names; the class shared-name has them as "word:first|second", the first being the list's choice."""
    shared = dict(pair.split(":") for pair in sorted(lexicon.classes.get("shared-name", ())))
    if not shared:
        return
    told = {p.name.id for p in _states(rows) if p.symbol == "S" and p.name is not None and word(p) not in shared}
    for piece in _states(rows):
        first, _, second = shared.get(word(piece), "").partition("|")
        if piece.name is not None and second in told and first not in told and piece.name.id == first:
            piece.name = replace(piece.name, id=second, state=second)
            piece.mention = piece.name


def _states(rows: Sequence[Sequence[Piece]]) -> Iterable[Piece]:
    return (p for row in rows for p in row if p.symbol in "SD" and p.name is not None)
