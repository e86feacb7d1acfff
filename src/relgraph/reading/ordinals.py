"""Ordinals: "seventh", "7th", "twenty-fifth" among the tokens of a sentence.

Comes in: tokens. Goes out: (start, end, number) rows.
"""

import re
from collections.abc import Iterator, Sequence

from relgraph.reading.numerals import ORDINALS, TENS
from relgraph.reading.sentences import Token

DIGITS = re.compile(r"(\d{1,3})(?:st|nd|rd|th)\Z", re.I)


def find_ordinals(tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
    """Find the ordinals of a sentence; a token is one ordinal or none."""
    for token in tokens:
        number = ordinal(token.text.lower())
        if number is not None:
            yield token.start, token.end, number


def ordinal(word: str) -> int | None:
    """Give the number of an ordinal, None for another word.

    >>> ordinal("twenty-fifth"), ordinal("53rd"), ordinal("may")
    (25, 53, None)
    """
    digits = DIGITS.match(word)
    if digits:
        return int(digits[1])
    ten, _, unit = word.replace("‐", "-").replace("‑", "-").partition("-")
    if ten in TENS and unit in ORDINALS and ORDINALS[unit] < 10:
        return TENS[ten] + ORDINALS[unit]
    return 1 if word == "inaugural" else ORDINALS.get(word)
