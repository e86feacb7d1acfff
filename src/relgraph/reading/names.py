"""Names that no list holds: bodies by the grammar of their names, people by where their names stand.

Comes in: the pieces of a sentence. Goes out: pieces in which such names are one piece of class G or P.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import PARTICLES, Piece, symbols

#: Classes of the heads of organization names, and the kind that they mean.
HEADS = {"head-government": "government", "head-company": "company", "head-other": "other", "head-body": "other"}
ACRONYM = re.compile(r"[A-ZÀ-ÝА-ЯİĞÜŞÖÇ][A-Za-zÀ-ÝА-ЯİĞÜŞÖÇ0-9&+\-.]{0,9}\Z")


@dataclass(frozen=True, slots=True)
class Body:
    """An organization's name as this document writes it."""

    name: str
    acronym: str | None
    kind: str


def bodies(pieces: list[Piece], text: str, lexicon: Lexicon) -> list[Piece]:
    """Join the pieces of organization names that the list of organizations does not know."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _body_end(pieces, i, lexicon)
        if end is None:
            out.append(pieces[i])
            i += 1
            continue
        start, stop = pieces[i].start, pieces[end - 1].end
        name = " ".join(text[start:stop].split())
        acronym, after = _bracketed(pieces, end)
        kind = _kind(pieces[i:end], name, lexicon)
        out.append(Piece(name, start, stop, "G", "NNP", None, Body(name, acronym, kind)))
        i = end
        if acronym is not None:
            out.extend(pieces[end:after])
            i = after
    return out


def _capital(piece: Piece) -> bool:
    return (
        piece.symbol in "NDSCRG"
        or (piece.symbol in "wOhxk" and piece.text[:1].isupper())
        or (piece.symbol == "O" and not piece.text)
    )


def _body_end(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> int | None:
    """Give where a body's name that begins at piece i ends, or None if there is none."""
    if not _capital(pieces[i]) or (
        pieces[i].symbol in "wxhO" and i == 0 and pieces[i].tag in {"DT", "IN", "PRP", "PRP$", "CC", "WRB", "RB"}
    ):
        return None
    j, head, words = i, None, 0
    while j < len(pieces) and _capital(pieces[j]) and words < 12:
        if pieces[j].symbol == "O" and j > i and _word(pieces[j - 1]) not in {"foreign", "prime"}:
            break
        if j > i and pieces[j - 1].symbol == "S" and pieces[j].symbol == "N" and False:
            break
        if _head_kind(_word(pieces[j]), lexicon) and pieces[j].symbol in "Nw":
            head = j
        j += 1
        words += 1
    if head is None:
        return None
    end = head + 1
    while end < len(pieces):
        step = _link(pieces, end, lexicon)
        if step is None:
            break
        end = step
    if end == i + 1:  # a bare head ("Council", "Ministry") is no name
        return None
    return end


def _link(pieces: Sequence[Piece], j: int, lexicon: Lexicon) -> int | None:
    """Give the end of a link like "of the Foreign Ministers" at piece j, if there is one."""
    k = j
    while (
        k < len(pieces)
        and k < j + 2
        and _word(pieces[k]) in {"of", "for", "on", "and", "in", "the", "&", "to", "against"}
    ):
        k += 1
    if k == j or (_word(pieces[j]) in {"and", "in", "to", "the"} and not _inside(pieces, j)):
        return None
    if _word(pieces[j]) in {"in", "to"}:
        return None
    start = k
    while k < len(pieces) and _capital(pieces[k]) and pieces[k].symbol in "NDwOR" and pieces[k].symbol != "P":
        k += 1
    if k == start and k < len(pieces) and pieces[k].symbol in "S" and _word(pieces[j]) == "of":
        k += 1
    return k if k > start else None


def _inside(pieces: Sequence[Piece], j: int) -> bool:
    """Say whether an "and" at j can join two words of one name: an "of", "for" or "on" stands within four pieces before."""
    return any(_word(p) in {"of", "for", "on"} for p in pieces[max(0, j - 4) : j])


def _bracketed(pieces: Sequence[Piece], j: int) -> tuple[str | None, int]:
    if j + 2 < len(pieces) and pieces[j].symbol == "(" and pieces[j + 2].symbol == ")":
        inside = pieces[j + 1].text
        if inside and ACRONYM.match(inside) and sum(c.isupper() for c in inside) >= 2:
            return inside, j + 3
    return None, j


def _word(piece: Piece) -> str:
    return piece.text.lower() if piece.text else ""


def _head_kind(word: str, lexicon: Lexicon) -> str | None:
    return next((kind for group, kind in HEADS.items() if lexicon.among(group, word)), None)


def _kind(pieces: Sequence[Piece], name: str, lexicon: Lexicon) -> str:
    """Give the kind of a body from its head word and what stands around it."""
    words = [w.lower() for w in re.findall(r"[\w.-]+", name)]
    states = len({p.name.id for p in pieces if p.name is not None and p.symbol in "SDC"})
    combined = any(p.name is not None and p.name.kind.name == "COMBINED" for p in pieces)
    heads = [w for w in words if _head_kind(w, lexicon)]
    first = heads[0] if heads else ""
    if lexicon.among("head-body", first) or lexicon.among("head-body", heads[-1] if heads else ""):
        if combined or states > 1 or any(lexicon.among("bilateral", w) for w in words):
            return "bilateral"
    return _head_kind(first, lexicon) or "other"


def people(pieces: list[Piece], text: str, lexicon: Lexicon, known: frozenset[str]) -> list[Piece]:
    """Join the pieces of personal names: beside an office or form of address, of two words and more, or known already."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _run(pieces, i)
        if end == i:
            out.append(pieces[i])
            i += 1
            continue
        start, stop = pieces[i].start, pieces[end - 1].end
        if _is_person(pieces, i, end, lexicon, known):
            out.append(Piece(" ".join(text[start:stop].split()), start, stop, "P", "NNP"))
        else:
            out.extend(pieces[i:end])
        i = end
    return out


def _run(pieces: Sequence[Piece], i: int) -> int:
    """Give the end of a run of capitalised words (with particles) that begins at i; i if none begins there."""
    if pieces[i].symbol != "N":
        return i
    j = i + 1
    while j < len(pieces):
        if pieces[j].symbol == "N" or (
            pieces[j].symbol == "D" and j + 1 < len(pieces) and pieces[j + 1].symbol == "N" and False
        ):
            j += 1
        elif _word(pieces[j]) in PARTICLES and j + 1 < len(pieces) and pieces[j + 1].symbol == "N":
            j += 2
        elif (
            _word(pieces[j]) in PARTICLES
            and j + 2 < len(pieces)
            and _word(pieces[j + 1]) in PARTICLES
            and pieces[j + 2].symbol == "N"
        ):
            j += 3
        else:
            break
    return j


def _is_person(pieces: Sequence[Piece], i: int, end: int, lexicon: Lexicon, known: frozenset[str]) -> bool:
    words = [p.text for p in pieces[i:end]]
    low = [w.lower() for w in words]
    before = pieces[i - 1].symbol if i else "^"
    if words[-1] in known and (len(words) == 1 or words[0] in known):
        return True
    if any(lexicon.among("notperson", w) or _head_kind(w, lexicon) for w in low):
        return False
    if before == "T":
        return True
    after = symbols(pieces[end : end + 4])
    beside = before == "O" or re.search(r"O(?:[o2f]t?[SDCGR]+s?)?,?\Z", symbols(pieces[max(0, i - 6) : i])) is not None
    if beside or re.match(r",t?x?(?:[SDCG]s?)*x?O", after) is not None or before == "k":
        return all(len(w) > 1 or w.endswith(".") for w in words) and not words[0].isupper()
    if len(words) < 2 or before == "t" or all(w.isupper() for w in words):
        return False
    return all(w[0].isupper() or w in PARTICLES or "-" in w for w in words) and before not in {"s"}
