"""Offices that no list holds, written as the text has them: "Senior Director for Western Hemisphere Affairs".

Comes in: the pieces of a sentence. Goes out: pieces in which such a title beside a name is one piece of class O.
"""

from collections.abc import Sequence

from relgraph.gazetteer import Kind, Name
from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import Piece, word

#: Classes of the words that such a title begins with.
POSTS = frozenset({"post-modifier", "post"})
SMALL = frozenset({"of", "for", "the", "and", "to", "on", "in"})


def titles(pieces: list[Piece], text: str, lexicon: Lexicon) -> list[Piece]:
    """Join the pieces of unlisted offices, and what a listed one is for, where a personal name stands beside."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        found = _listed(pieces, i, lexicon) if pieces[i].symbol == "O" else _unlisted(pieces, i, lexicon)
        if found is None:
            out.append(pieces[i])
            i += 1
            continue
        end, office = found
        start, stop = pieces[i].start, pieces[end - 1].end
        tag = pieces[i].tag if pieces[i].symbol == "O" else "NN"
        name = Name(Kind.OFFICE, office, start, stop, text[start:stop])
        out.append(Piece(" ".join(text[start:stop].split()), start, stop, "O", tag, name, name))
        i = end
    return out


def _listed(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Widen a listed office by what it is for: "Assistant Secretary for African Affairs X"."""
    name = pieces[i].name
    end = _field(pieces, i + 1, lexicon)
    if name is not None and lexicon.among("broad-office", name.id):
        return end or i + 1, _written(pieces[i : end or i + 1])
    return (end, name.id) if name is not None and end is not None else None


def _unlisted(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Read modifiers and a head such as "director", and what it is for."""
    if POSTS.isdisjoint(lexicon.groups_of(word(pieces[i]))):
        return None
    j = i
    while j < len(pieces) and lexicon.among("post-modifier", word(pieces[j])) and j - i < 4:
        j += 1
    if j > i and j < len(pieces) and pieces[j].symbol == "O" and (wider := _listed(pieces, j, lexicon)) is not None:
        return wider[0], _written(pieces[i : wider[0]])
    while j > i and (j >= len(pieces) or not lexicon.among("post", word(pieces[j]))):
        j -= 1
    if j >= len(pieces) or not lexicon.among("post", word(pieces[j])) or pieces[j].symbol not in "Nwbc":
        return None
    end = _field(pieces, j + 1, lexicon) or j + 1
    if not (
        _name_follows(pieces, end)
        or (_name_before(pieces, i) and pieces[end : end + 1] and pieces[end].text in {"of", "for", "at", "in", ","})
    ):
        return None
    return end, _written(pieces[i:end])


def _name_follows(pieces: Sequence[Piece], end: int) -> bool:
    """Say whether two capitalised words, or a form of address, stand at a place."""
    return "".join(p.symbol for p in pieces[end : end + 2]) in {"NN"} or (
        pieces[end : end + 1] != [] and pieces[end].symbol == "T"
    )


def _name_before(pieces: Sequence[Piece], i: int) -> bool:
    """Say whether "X Y, (the)" stands before a place."""
    k = i - 1
    while k > 0 and pieces[k].symbol in "taxDSGs":
        k -= 1
    return k >= 2 and pieces[k].symbol == "," and pieces[k - 1].symbol == "N" and pieces[k - 2].symbol == "N"


def _field(pieces: Sequence[Piece], j: int, lexicon: Lexicon) -> int | None:
    """Give the end of "for (the) Western Hemisphere Affairs" at piece j, or None."""
    if j >= len(pieces) or pieces[j].text not in {"for", "on"}:
        return None
    k = j + 1
    while (
        k < len(pieces) and (pieces[k].symbol in "NRDSC" or pieces[k].text in {"the", "and", "of", "&"}) and k - j < 9
    ):
        k += 1
    ends = [e for e in range(j + 2, k + 1) if lexicon.among("post-field", word(pieces[e - 1]))]
    if ends:
        return ends[-1]
    regions = [e for e in range(j + 2, k + 1) if pieces[e - 1].symbol in "RS"]
    return regions[-1] if regions and _name_follows(pieces, regions[-1]) else None


def _written(row: Sequence[Piece]) -> str:
    """Give a title with capitals."""
    return " ".join(w if w in SMALL else w[:1].upper() + w[1:] for p in row for w in p.text.split())
