"""What stands beside a name and yet is no apposition to it: the office of another, a fronted phrase, a kinsman.

Comes in: the pieces of a sentence and where a rule of the registry would join an office to a name. Goes out: yes or no.
"""

import re
from collections.abc import Iterator, Sequence

from relgraph.reading.pieces import Piece, symbols, word

#: Who serves the holder of an office and does not hold it.
SERVING = frozenset("secretary adviser advisor aide assistant assistants advisers aides counsel".split())
#: Words that begin a phrase before the subject, beside prepositions and participles.
FRONTING = frozenset("with during after before following alongside joining meeting".split())
#: Words of which an office follows that the subject itself holds: "As foreign minister, X said".
SAME = frozenset("as while when though although if until since because whereas like".split())
#: Bodies of which "President" and the like hold an office that is no office of a state: "Council President X".
BODIES = frozenset(
    "council commission bank committee board company group university association federation chamber club corporation "
    "institute forum conference party".split()
)
#: Verbs whose past form the tagger may take for a participle.
SAID = frozenset("said added stated noted told announced reported".split())
#: What somebody does or has "as foreign minister": the holder is the one spoken of.
ROLES = frozenset(
    "visit visits trip trips tour term terms time times tenure capacity role years days stint speech".split()
)
KIN = frozenset(
    "son daughter brother sister father mother wife husband widow widower nephew niece uncle aunt cousin grandson "
    "granddaughter grandfather grandmother stepson son-in-law daughter-in-law brother-in-law father-in-law heir".split()
)


def listed(line: str, found: re.Match[str]) -> bool:
    """Say whether an office belongs to the name before it in a list: "X, President of A, Y, President of B, met"."""
    behind = line[found.end("person") : found.end("person") + 4]
    apart = "," in line[found.end("office") : found.start("person")]
    return apart and line[: found.start()].endswith("P,") and re.match(r",t?x?(?:[SDCG]s?)*O", behind) is not None


def between(pieces: Sequence[Piece], found: re.Match[str]) -> bool:
    """Say whether "his counterpart" may be that of a pronoun or of a person behind it: "He met X and his colleague"."""
    people = [k for k in range(found.start()) if pieces[k].symbol == "P"]
    pronouns = [k for k in range(found.start()) if word(pieces[k]) in {"he", "she"}]
    return bool(people and pronouns) and pronouns[0] < people[-1]


def serves(pieces: Sequence[Piece], found: re.Match[str]) -> bool:
    """Say whether the office is of somebody whom the person serves: "Secretary to Prime Minister X"."""
    k = found.start()
    while k > 0 and pieces[k - 1].symbol == "t":
        k -= 1
    return k > 1 and word(pieces[k - 1]) == "to" and word(pieces[k - 2]).rpartition(" ")[2] in SERVING


def fronted(pieces: Sequence[Piece], found: re.Match[str]) -> bool:
    """Say whether a comma ends a phrase before the subject: "During talks with the Omani minister, X praised her"."""
    person = found.start("person")
    if not any(p.symbol == "," for p in pieces[found.end("office") : person]):
        return False
    return _leads(pieces, found.start()) and _acts(pieces, person + 1)


def clausal(pieces: Sequence[Piece], found: re.Match[str]) -> bool:
    """Say whether an office after a name is the subject of what follows: "After talks with X, the minister said"."""
    person = found.start("person")
    if not _acts(pieces, found.end()):
        return False
    return _leads(pieces, person) or any(_finite(p) for p in pieces[:person])


def _leads(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether the words before a place are a fronted phrase: from the last comma or quote on, it has no subject."""
    start = at
    while start > 0 and pieces[start - 1].symbol not in ",;:" and pieces[start - 1].text not in '"“”‘':
        start -= 1
    if start == at:
        return False
    first = word(pieces[start])
    return first not in SAME and (pieces[start].tag in {"IN", "VBG", "VBN", "TO"} or first in FRONTING)


def _acts(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether a finite verb stands at a place, perhaps behind an adverb."""
    while at < len(pieces) and pieces[at].tag == "RB" and pieces[at].symbol in "wav":
        at += 1
    return at < len(pieces) and _finite(pieces[at])


def _finite(piece: Piece) -> bool:
    return piece.mention is None and (piece.tag in {"VBD", "VBZ", "VBP", "MD"} or word(piece) in SAID)


def subject_after(pieces: Sequence[Piece], at: int) -> Sequence[Piece]:
    """Give the person who is the subject behind the fronted phrase that a place is in: "Beside his colleague, X said"."""
    line = symbols(pieces)
    comma = line.find(",", at)
    if comma < 0 or not _leads(pieces, at) or any(_finite(p) for p in pieces[at:comma]):
        return ()
    return pieces[comma + 1 : comma + 2] if line[comma + 1 : comma + 2] == "P" and _acts(pieces, comma + 2) else ()


def follows_role(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether "as" before an office goes with a visit or time of somebody: "her first trip to X as president"."""
    k = at - 2
    while k > 0 and (pieces[k].symbol in "SCRta" or word(pieces[k]) in {"to", "in", "abroad"}):
        k -= 1
    closed = at + 1 == len(pieces) or pieces[at + 1].symbol not in "PTNsO"
    return closed and word(pieces[k]) in ROLES


def own_body(pieces: Sequence[Piece], at: int) -> bool:
    """Say whether an office at a place is that of a body named by its noun alone: "Council President X"."""
    return at > 0 and pieces[at - 1].text[:1].isupper() and word(pieces[at - 1]) in BODIES


def kin(pieces: Sequence[Piece]) -> Iterator[str]:
    """Give the names of those whose kinsman another is called: "the son of the late president Idriss Deby"."""
    line = symbols(pieces)
    for k, piece in enumerate(pieces):
        if word(piece) in KIN and (found := re.match(r"ot?[SDaxsOT,]*(P)", line[k + 1 :])) is not None:
            yield pieces[k + 1 + found.start(1)].text
