"""Epithets: names of bodies that only the words beside them give away - "the miner X", "X, a Thai airline", "Air X".

Comes in: the pieces of a sentence and a place. Goes out: where the name ends and its kind.
"""

import re
from collections.abc import Sequence

from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import Piece, word

#: Hyphenated words that say whose a company is, and are no part of its name.
OWNED = re.compile(r".+-(?:run|owned|led|backed|based|controlled|affiliated|linked|listed|funded|sponsored)\Z", re.I)
STATE_OWNED = re.compile(r"(?:state|government|partly|majority|publicly|privately|family)-.*\Z", re.I)
NOUNS = {"noun-company": "company", "noun-other": "other", "noun-government": "government"}


def noun_kind(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> str | None:
    """Give the kind by the noun right before a name: "the power company X", "state-run X"."""
    if not i:
        return None
    if STATE_OWNED.match(pieces[i - 1].text) and OWNED.match(pieces[i - 1].text):
        return "company"
    low = word(pieces[i - 1])
    if low == "agency" and i > 1 and word(pieces[i - 2]) in {"news", "press", "rating", "travel"}:
        return "company"
    return next((kind for group, kind in NOUNS.items() if lexicon.among(group, low)), None)


def beside(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Read a name by the noun before or after it: "the oil company Petronas", "a Ryanair jet", "X, a Thai airline"."""
    owned = i > 0 and OWNED.match(pieces[i - 1].text) is not None
    if pieces[i].symbol != "N" or (i and pieces[i - 1].symbol in "NTO" and not owned):
        return None
    j = i
    while j < len(pieces) and pieces[j].symbol == "N" and j - i < 4:
        j += 1
    if any(lexicon.among("notperson", word(p)) or lexicon.among("not-body", word(p)) for p in pieces[i:j]):
        return None
    if (apposed := _apposed(pieces, j, lexicon)) is not None:
        return j, apposed
    lower = i > 0 and (owned or pieces[i - 1].text[:1].islower())
    kind = noun_kind(pieces, i, lexicon) if lower and not _plural(pieces[i - 1]) else None
    if kind is not None and (j >= len(pieces) or pieces[j].symbol not in "O"):
        return j, kind
    if (
        (i and word(pieces[i - 1]) in {"the", "a", "an"})
        or (i and pieces[i - 1].symbol in "DsS")
        or OWNED.match(pieces[i - 1].text if i else "")
    ):
        low = [word(p) for p in pieces[j : j + 2]]
        if (low and lexicon.among("noun-owned", low[0])) or (
            any(lexicon.among("noun-company", w) for w in low[:2]) and pieces[j].text.islower()
        ):
            return j, "company"
    return None


def _apposed(pieces: Sequence[Piece], j: int, lexicon: Lexicon) -> str | None:
    """Give the kind of a name by the noun in apposition to it: "X, a Thai airline, ..."; None if it is no such noun."""
    if j + 2 >= len(pieces) or pieces[j].text != "," or word(pieces[j + 1]) not in {"a", "an"}:
        return None
    for k in range(j + 2, min(len(pieces), j + 7)):
        piece, after = pieces[k], pieces[k + 1 : k + 2]
        kind = next((kind for group, kind in NOUNS.items() if lexicon.among(group, word(piece))), None)
        if kind is not None and piece.text.islower() and not _plural(piece):
            return kind if not after or not (after[0].tag or "").startswith("NN") else None
        if piece.symbol not in "SDsw" or not (piece.tag or "").startswith(("JJ", "NN", "VB", "POS", "HY")):
            return None
    return None


def flag(pieces: Sequence[Piece], i: int) -> tuple[int, str] | None:
    """Read "Air Tanzania": an airline by its state or by one more name."""
    if pieces[i].text != "Air" or i + 1 >= len(pieces) or pieces[i + 1].symbol not in "SN":
        return None
    if i + 2 < len(pieces) and pieces[i + 2].symbol in "NO":
        return None  # "Air Force Base", "Air Chief Marshal"
    return i + 2, "company"


def _plural(piece: Piece) -> bool:
    return piece.tag in {"NNS", "NNPS"} and piece.text.endswith("s")
