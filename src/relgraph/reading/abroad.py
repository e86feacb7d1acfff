"""Where an official is a guest or across the table: the states that are not the official's own.

Comes in: the pieces of sentences. Goes out: codes of states.
"""

from collections.abc import Callable, Sequence

from relgraph.reading.pieces import Piece, word
from relgraph.reading.registry import party_of

#: Verbs and nouns of a journey, with what may stand between them and the goal.
JOURNEYS = frozenset("visit visits visited visiting trip tour travel travels travelled traveled travelling".split())
#: How far behind a name its journey is sought, in pieces.
NEAR = 7


def visited(row: Sequence[Piece], at: int) -> frozenset[str]:
    """Give the state that the person at a place goes to: "President X's planned visit to Y", "X will visit Y"."""
    for k in range(at + 1, min(len(row), at + NEAR)):
        if row[k].symbol in "P,;" or row[k].text == ".":
            break
        if word(row[k]) in JOURNEYS:
            goal = k + 1
            while goal < len(row) and (row[goal].symbol in "t2" or word(row[goal]) == "to"):
                goal += 1
            code = party_of(row[goal]) if goal < len(row) and row[goal].symbol in "SC" else None
            return frozenset({code} if code is not None and len(code) == 3 else ())
    return frozenset()


def beside(row: Sequence[Piece], at: int) -> frozenset[str]:
    """Give the state whose official stands beside the person at a place: "Minister X and Malta's Y" are of two."""
    after = row[at + 1 : at + 4]
    owned = len(after) > 2 and after[0].symbol == "&" and after[1].symbol in "SC" and after[2].symbol == "s"
    titled = len(after) > 2 and after[0].symbol == "&" and after[1].symbol == "D" and after[2].symbol == "O"
    code = party_of(after[1]) if owned or titled else None
    return frozenset({code} if code is not None and len(code) == 3 else ())


def elsewhere(row: Sequence[Piece], at: int) -> frozenset[str]:
    """Give the states that the person at a place is not of: visited by them, or that of who stands beside them."""
    return visited(row, at) | beside(row, at)


#: Verbs of what one does to another state, not to one's own.
FACING = frozenset(
    "accused accuses accusing condemned condemns urged urges thanked thanks criticised criticized blamed blames warned warns "
    "denounced denounces slammed congratulated threatened invited lambasted rebuked invaded attacked".split()
)


def faced(rows: Sequence[Sequence[Piece]], full_name: Callable[[str], str]) -> dict[str, frozenset[str]]:
    """Give the states that each person accuses, thanks or warns: "X has accused Warsaw" is told of no Pole."""
    found: dict[str, frozenset[str]] = {}
    for row in rows:
        for k, piece in enumerate(row):
            for at in range(k + 1, min(len(row) - 1, k + 4)) if piece.symbol == "P" else ():
                if row[at].symbol in "P,;.&" or word(row[at]) not in FACING:
                    continue
                goal = at + 2 if row[at + 1].symbol == "t" and at + 2 < len(row) else at + 1
                code = party_of(row[goal]) if row[goal].symbol in "SC" else None
                owned = goal + 1 < len(row) and row[goal + 1].symbol == "s"
                if code is not None and len(code) == 3 and not owned:
                    name = full_name(piece.text)
                    found[name] = found.get(name, frozenset()) | {code}
    return found


def foreign(rows: Sequence[Sequence[Piece]], bare: set[str], full_name: Callable[[str], str]) -> frozenset[str]:
    """Give the states whose officials are called counterparts of those who have no state themselves yet."""
    found = set()
    for row in rows:
        subject = next((full_name(p.text) for p in row if p.symbol == "P"), None)
        for own, state, noun in zip(row, row[1:], row[2:], strict=False):
            if own.symbol == "h" and noun.symbol == "k" and state.symbol in "SD" and subject in bare:
                found.add(party_of(state))
    return frozenset(code for code in found if code is not None and len(code) == 3)
