"""Ordinals: "seventh", "12th", "twenty-fifth", "the XII session" with their spans.

Comes in: a text and a range of it. Goes out: `Ordinal`s. The numbers of kings and fractions are left out.
"""

import re
from dataclasses import dataclass

from relgraph.facts import Span
from relgraph.reading.numerals import ORDINALS, TENS, roman

ORDINAL = re.compile(
    r"\b(?:([0-9]{1,3})(?:st|nd|rd|th)|([XVILC]{1,7})|([A-Za-z]{3,11})(?:[-\u2010\u2011]([A-Za-z]{5,8}))?)\b"
)
FRACTION = re.compile(r"(?:\b[Aa]|\bone|[0-9])[ -]\Z")


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number that ranks: "seventh", "12th", "XII"."""

    span: Span
    value: int


def find_ordinals(text: str, start: int, end: int) -> list[Ordinal]:
    """Find ordinals in words, digits and Roman numerals in text[start:end]; regnal numbers are none."""
    found = []
    for match in ORDINAL.finditer(text, start, end):
        value = _rank(match, text)
        part = text.startswith(" of", match.end()) and FRACTION.search(text[max(match.start() - 5, 0) : match.start()])
        if value and not part:
            span = match.span() if not match[4] or _tens(match) else match.span(3)
            found.append(Ordinal(Span(*span), value))
    return found


def _rank(match: re.Match[str], text: str) -> int | None:
    """Give the number that an ordinal says."""
    if match[1]:
        return int(match[1])
    if match[2]:
        return roman(match[2]) if _session(match, text) else None
    word, after = match[3].lower(), (match[4] or "").lower()
    if after:
        return TENS[word] + ORDINALS[after] if _tens(match) else ORDINALS.get(word)
    return 1 if word == "inaugural" else ORDINALS.get(word)


def _tens(match: re.Match[str]) -> bool:
    return match[3].lower() in TENS and ORDINALS.get(match[4].lower(), 10) < 10


def _session(match: re.Match[str], text: str) -> bool:
    """Tell whether a Roman numeral ranks what follows it: "the XII session", not "Felipe VI said" or "I said"."""
    before = text[max(match.start() - 24, 0) : match.start()].split()
    after = text[match.end() : match.end() + 24].split(maxsplit=1)
    if not after or (len(match[2]) == 1 and match[2] not in "XV"):
        return False
    if before and (before[-1][:1].isupper() and before[-1].lower() != "the"):
        return False
    return after[0][:1].isupper() or (bool(before) and before[-1].lower() in ("the", "a", "its", "their"))
