"""Names of people that no list holds, found by where they stand.

Comes in: the pieces of a sentence. Goes out: pieces in which a personal name is one piece of class P.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from relgraph.lexicon import Lexicon
from relgraph.reading.lemmas import without_s
from relgraph.reading.pieces import Piece, symbols, word

__all__ = ["Body", "people"]

#: Classes of the heads of organization names, and the kind that they mean.
HEADS = {"head-government": "government", "head-company": "company", "head-other": "other", "head-body": "other"}
#: An office right before a name, or with its owner between: "President of Turkey X", "Ambassador to China X".
OFFICE_BEFORE = re.compile(r"O(?:[o2f]t?[SDCGR]+s?)*[,:]?T*\Z")
#: So many letters in a row may be the initials of a name.
MOST_INITIALS = 5
#: Apostrophes, one of which may be the first letter of a name: "'Ulukalala".
OKINA = frozenset("'‘’ʻʼ")
#: An office after a name: ", the Turkish foreign minister", ", who is also president".
OFFICE_AFTER = re.compile(r",t?[xa]*(?:[SDCGR]s?)*[xa]*O|,v+t?[xa]*(?:[SDCG]s?)*O")


@dataclass(frozen=True, slots=True)
class Body:
    """An organization's name as this document writes it; `state` is the code of the state whose it is, if named."""

    name: str
    acronym: str | None
    kind: str
    state: str | None = None


def people(
    pieces: list[Piece], text: str, lexicon: Lexicon, known: frozenset[str], headline: bool = False
) -> list[Piece]:
    """Join the pieces of personal names: beside an office or form of address, of two words, or known already.

    In a `headline` that writes all words large, two such words are no name of themselves.
    """
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        end = _run(pieces, i, lexicon)
        if headline:  # "Serbian President Visits Peru"
            verbs = (k for k in range(i, end) if pieces[k].text not in known and _is_verb(pieces[k].text, lexicon))
            end = next(verbs, end)
        if end == i:
            out.append(pieces[i])
            i += 1
            continue
        start, stop = pieces[i].start, pieces[end - 1].end
        titled = i > 0 and pieces[i - 1].symbol in "OTk"
        if _is_person(pieces, i, end, lexicon, known) and (not headline or titled or pieces[end - 1].text in known):
            out.append(Piece(" ".join(text[start:stop].split()), start, stop, "P", "NNP"))
        else:
            out.extend(pieces[i:end])
        i = end
    return out


def _is_verb(text: str, lexicon: Lexicon) -> bool:
    """Say whether a word may be a verb in the present tense, of an act that the lexicon knows."""
    stem = without_s(text.lower())
    return stem != text.lower() and bool(lexicon.evoked("verb", stem))


def _run(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> int:
    """Give the end of a run of capitalised words (with particles) that begins at i; i if none begins there."""
    j = _part(pieces, i)
    if j == i:
        return i
    while j < len(pieces):
        k = j
        while k < min(j + 2, len(pieces)) and lexicon.among("particle", pieces[k].text):
            k += 1
        if k < len(pieces) and (end := _part(pieces, k)) > k and not lexicon.among("postnominal", pieces[k].text):
            j = end
        elif _suffix(pieces, j, lexicon):
            return j + (2 if pieces[j].symbol == "," else 1)
        else:
            break
    return j


def _part(pieces: Sequence[Piece], i: int) -> int:
    """Give the end of one part of a name at i: a capitalised word, an initial before one, or one like "'Ulukalala"."""
    if pieces[i].symbol == "N":
        return i + 1
    after = pieces[i + 1].symbol if i + 1 < len(pieces) else "^"
    if pieces[i].text in OKINA and after == "N":
        return i + 2 if _glottal(pieces, i) else i
    behind = i
    while behind < min(i + MOST_INITIALS, len(pieces)) and _initial(pieces, behind):
        behind += 1
    return i + 1 if i < behind < len(pieces) and pieces[behind].symbol == "N" else i


def _initial(pieces: Sequence[Piece], i: int) -> bool:
    """Say whether a letter alone is an initial; "A" and "I" are so only after a title or another initial."""
    piece = pieces[i]
    if piece.symbol not in "w#" or not (len(piece.text) == 1 and piece.text.isupper()):
        return False
    if piece.symbol == "#":  # a letter that is a Roman number too
        return i == 0 or pieces[i - 1].symbol not in "N"
    before = pieces[i - 1] if i else None
    titled = before is not None and (before.symbol in "OT" or (len(before.text) == 1 and before.text.isupper()))
    return piece.text not in "AI" or titled


def _glottal(pieces: Sequence[Piece], i: int) -> bool:
    """Say whether an apostrophe is the first letter of a name: it goes with the word behind it, and nothing closes it."""
    before, after = pieces[i - 1] if i else None, pieces[i + 1]
    if before is None or before.symbol not in "NOT" or before.end == pieces[i].start or after.start != pieces[i].end:
        return False
    return not any(p.text in OKINA and p.start == q.end for q, p in pairwise(pieces[i + 1 :]))


def _suffix(pieces: Sequence[Piece], j: int, lexicon: Lexicon) -> bool:
    """Say whether "Jr." or ", Jr." stands at j."""
    k = j + 1 if pieces[j].symbol == "," else j
    return k < len(pieces) and lexicon.among("name-suffix", word(pieces[k])) and pieces[k].text[:1].isupper()


def _is_person(pieces: Sequence[Piece], i: int, end: int, lexicon: Lexicon, known: frozenset[str]) -> bool:
    words = [p.text for p in pieces[i:end] if p.symbol != "," and p.text not in OKINA]
    before = pieces[i - 1].symbol if i else "^"
    if words[-1] in known and (len(words) == 1 or words[0] in known):
        return True
    titled = before in "OT" and len(words) > 1 and lexicon.among("surname", words[-1].lower())
    if any(
        lexicon.among("notperson", w.lower()) or is_head(w.lower(), lexicon) for w in words[: -1 if titled else None]
    ):
        return False
    if before == "T":
        return True
    after = symbols(pieces[end : end + 8])
    beside = OFFICE_BEFORE.search(symbols(pieces[max(0, i - 8) : i])) is not None
    if beside or before == "k" or OFFICE_AFTER.match(after) is not None:
        if before == "," and len(words) == 1 and after.startswith("&"):  # the end of a list of portfolios
            return False
        return any(len(w) > 1 for w in words) and not (_shouted(words[0]) and (len(words) == 1 or len(words[0]) > 3))
    if len(words) < 2 or before == "t" or all(w.isupper() for w in words):
        return False
    return all(w[0].isupper() or lexicon.among("particle", w) or "-" in w for w in words) and before != "s"


def _shouted(word: str) -> bool:
    """Say whether a word is all capitals, as acronyms and initials without dots are."""
    return word.isupper() and len(word) > 1 and "." not in word


def is_head(word: str, lexicon: Lexicon) -> str | None:
    """Give the kind that a word gives to the organization whose name it heads, or None if it heads none."""
    return next((kind for group, kind in HEADS.items() if lexicon.among(group, word)), None)
