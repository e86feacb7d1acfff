"""Rolls: the members of a body where a text counts them first and names them after.

Comes in: sentence by sentence a tree, its line of lemmas and numbered mentions, and the discourse, which keeps the roll.
Goes out: the members with their body, once as many states are named as there are members, and not one more.
"""

import re
from collections.abc import Iterator

from relgraph.facts import Span
from relgraph.reading.affiliations import club
from relgraph.reading.discourse import Discourse, Ref, Roll
from relgraph.reading.numerals import CARDINALS
from relgraph.reading.pieces import Piece
from relgraph.reading.registry import party_of
from relgraph.reading.trees import Tree

MEMBER = r"member(?:[ -](?:state|country|nation|government))?"
#: How a text tells how many members a body has.
COUNTED = tuple(
    re.compile(rf"(?<![\w'-]){pattern}(?!\d)")
    for pattern in (
        rf"(?P<n>\w+) {MEMBER} of (?:the )?(?P<g>G\d+)",
        rf"(?P<g>G\d+) 's (?P<n>\w+) {MEMBER}",
        rf"the (?P<n>\w+) (?P<g>G\d+) {MEMBER}",
        r"(?P<n>\w+) ?- ?(?:member|nation|state|country) (?P<g>G\d+)",
    )
)
#: For how many sentences the members may be named, and how many a list may have.
LONGEST, MOST = 4, 30


def called(tree: Tree, talk: Discourse, line: str) -> Iterator[tuple[Ref, Ref]]:
    """Give each member and the body, in the sentence that completes the roll."""
    found = next((f for f in (p.search(line) for p in COUNTED) if f is not None), None)
    if found is not None:
        _open(tree, talk, found)
    roll = talk.roll
    if roll is None:
        return
    roll.age += 1
    for k in sorted(tree.mentions):
        piece = tree.mentions[k]
        if isinstance(piece, Piece) and piece.symbol in "SDP":
            value = talk.registry.state_of(piece.text) if piece.symbol == "P" else party_of(piece)
            if value is not None and len(value) == 3 and value not in {r.value for r in roll.states}:
                roll.states.append(Ref(value, Span(piece.start, piece.end)))
    if len(roll.states) == roll.size:
        yield from ((ref, roll.body) for ref in roll.states)
    if len(roll.states) >= roll.size or roll.age > LONGEST:
        talk.roll = None


def _open(tree: Tree, talk: Discourse, found: re.Match[str]) -> None:
    """Begin a roll where the members of a body are counted."""
    number = found["n"]
    size = int(number) if number.isdecimal() else CARDINALS.get(number, 0)
    piece = club(tree, int(found["g"][1:]))
    talk.roll = Roll(Ref(party_of(piece), Span(piece.start, piece.end)), size) if piece and 2 < size < MOST else None
