"""Folding: words of a text as names are compared, whatever their accents, quotes, hyphens and spaces.

Comes in: text. Goes out: `Atom` rows, one per word, with its folded key, its span in the original and what joins it to
the word before.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_MARKS = "\u00ad\u0300-\u036f\u200b-\u200d\u2060"
#: An initialism ("U.S."), a word (with its combining marks, soft hyphens and a plus: "OPEC+"), or an ampersand.
WORD = re.compile(rf"(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?![^\W_]))?|[^\W_](?:[^\W_]|[{_MARKS}])*\+?|&")
GAP = re.compile(r"[\s\u00a0\u200b]+\Z")
HYPHENS = "-\u2010\u2011\u2012\u2013\u2014\u2212"
APOSTROPHES = "'\u2019\u2018\u02bc\u02bb`\u00b4"
#: Characters that no key keeps: soft hyphens, marks of no width, full stops, apostrophes that count as letters.
DROPPED = "\u00ad\u200b\u200c\u200d\u2060.\u02bb\u02bc"
#: Letters that decomposition leaves as they are.
LETTERS = str.maketrans(
    {"ı": "i", "İ": "i", "ł": "l", "Ł": "l", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "æ": "ae", "œ": "oe"}
)
#: The longest word that a full stop may abbreviate inside a name ("St. Lucia", "Rep. of Korea").
ABBREVIATION = 4


class Atom(NamedTuple):
    """One word: folded key, original text and span; `joint` is what stands before it.

    Joints: " " space, "-" hyphen, "'" apostrophe, "." stop of an abbreviation, "," comma, "/" stroke,
    "" nothing; "|" anything that no name runs across.
    """

    key: str
    text: str
    start: int
    end: int
    joint: str


@lru_cache(maxsize=1 << 15)
def fold(word: str) -> str:
    """Fold a word: small letters without accents, marks and full stops; a dotless i is an i."""
    if word.isascii():
        return word.lower().replace(".", "") if word != "&" else "and"
    parts = unicodedata.normalize("NFKD", word.translate(LETTERS))
    bare = "".join(c for c in parts if not unicodedata.combining(c) and c not in DROPPED)
    return bare.casefold().translate(LETTERS)


def atoms(text: str) -> list[Atom]:
    """Cut text into atoms; offsets are those of `text`."""
    found: list[Atom] = []
    end, last = 0, ""
    for match in WORD.finditer(text):
        start = match.start()
        word = match.group()
        gap = text[end:start]
        joint = (gap if gap == " " else _joint(gap, last)) if found else "|"
        found.append(Atom(fold(word), word, start, match.end(), joint))
        end, last = match.end(), word
    return found


def _joint(gap: str, last: str) -> str:
    """Class what stands between two words."""
    if GAP.match(gap):
        return "|" if _blank_line(gap) else " "
    if gap == "":
        return ""
    if len(gap) == 1 and gap in HYPHENS:
        return "-"
    if gap[0] in APOSTROPHES and gap[1:] in {"", " "}:
        return "'"
    if gap == "/":
        return "/"
    if gap[0] == "." and not gap[1:].strip() and len(last) <= ABBREVIATION and last[0].isupper():
        return "."
    return "," if gap.strip() == "," else "|"


def _blank_line(gap: str) -> bool:
    """Say whether a gap of white space holds an empty line."""
    return gap.count("\n") + gap.count("\r") - gap.count("\r\n") > 1


def key(words: list[Atom]) -> str:
    """Give the key under which a name of several words is kept: soft joints are spaces, a comma stays."""
    parts = [words[0].key]
    for atom in words[1:]:
        parts.append(f", {atom.key}" if atom.joint == "," else atom.key)
    return " ".join(parts)
