"""What tagger and parser see of a word: its normal form, shape and class, the same in training and at run time.

Comes in: units (words, or merged mentions). Goes out: small whole numbers by which the weights are looked up.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

#: What a mention's label means to the syntax; a label that is not here leaves the word as it is written.
CLASSES = {
    "PERSON": "~person", "STATE": "~place", "CITY": "~place", "PLACE": "~place", "REGION": "~place",
    "ORG": "~org", "ORGANIZATION": "~org", "SERIES": "~org", "BODY": "~org", "NAME": "~org",
    "DATE": "~date", "MONEY": "~money", "COUNT": "~number", "NUMBER": "~number", "PERCENT": "~percent",
}  # fmt: skip
LONG = 40


class Unit(NamedTuple):
    """One input unit of the syntax: a word or a merged mention, with its tag if forced and its label if known."""

    text: str
    start: int
    end: int
    tag: str | None = None
    label: str | None = None


@lru_cache(maxsize=1 << 15)
def normal(text: str) -> str:
    """Give a word's normal form: lower case, straight quotes and dashes, digits as 0; of several words the last."""
    word = (text.split() or [text])[-1]
    word = word[:LONG].replace("\u00ad", "").replace("\u2019", "'").replace("\u2018", "'")
    if any(map(str.isdigit, word)):
        return digits(word)
    if word in ("\u201c", "\u201e", "\u00ab", "``"):
        return '"'
    if word in ("\u201d", "\u00bb", "''"):
        return '"'
    if word in ("\u2013", "\u2014", "--", "\u2015", "\u2012"):
        return "\u2013"
    return word.lower()


def digits(word: str) -> str:
    """Give the normal form of a word with digits: years and small numbers keep their length, big ones do not."""
    plain = "".join("0" if c.isdigit() else c.lower() for c in word)
    if plain.strip("0") == "":
        return plain if len(plain) < 5 else "00000"
    return plain if len(plain) <= 6 else "0" + "".join(c for c in plain if c != "0")[-4:]


@lru_cache(maxsize=1 << 15)
def shape(text: str) -> str:
    """Give a word's shape: X capitals, x small letters, d digits, with marks kept and runs cut to two."""
    out: list[str] = []
    for c in text[:LONG]:
        kind = "X" if c.isupper() else "x" if c.isalpha() else "d" if c.isdigit() else "_" if c.isspace() else c
        if len(out) < 2 or out[-1] != kind or out[-2] != kind:
            out.append(kind)
    return "".join(out[:8])


def case(texts: Sequence[str]) -> str:
    """Tell how a sentence is written: `u` in capitals, `t` as a title with its words capitalised, else empty."""
    words = [t for t in texts if t[:1].isalpha() and len(t) > 1]
    if not words:
        return ""
    upper = sum(map(str.isupper, words))
    if upper * 10 >= len(words) * 7 and sum(map(len, words)) > 8:
        return "u"
    long = [t for t in words if len(t) > 3]
    capital = sum(t[0].isupper() for t in long)
    return "t" if len(long) >= 4 and capital * 100 >= len(long) * 85 and len(words) <= 30 else ""
