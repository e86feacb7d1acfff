"""Number words: "twenty-five", "two hundred and fifty", "seventh", "XII" as whole numbers."""

ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
TEENS = "seventeen eighteen nineteen"
DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
SMALL = {word: value for value, word in enumerate(f"{ONES} {TEENS}".split())}
TENS = {word: value * 10 for value, word in enumerate(DECADES.split(), 2)}
CARDINALS = {**SMALL, **TENS}
SCALES = {"hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
IRREGULAR = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fifth": 5,
    "eighth": 8,
    "ninth": 9,
    "twelfth": 12,
}


def _ordinals() -> dict[str, int]:
    """Give every one-word ordinal and its number: first to nineteenth, the tens, hundredth, thousandth."""
    regular = {word + "th": value for word, value in SMALL.items() if value and value not in IRREGULAR.values()}
    tens = {word[:-1] + "ieth": value for word, value in TENS.items()}
    return {**regular, **IRREGULAR, **tens, "hundredth": 100, "thousandth": 1000}


ORDINALS = _ordinals()
STEPS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def cardinal(words: list[str]) -> int | None:
    """Give the number that lower-case words without hyphens spell; None if they spell none.

    >>> cardinal(["two", "hundred", "and", "twenty", "five"])
    225
    """
    total, group, seen = 0, 0, False
    for word in words:
        if word in CARDINALS:
            group, seen = group + CARDINALS[word], True
        elif word == "hundred":
            group, seen = max(group, 1) * 100, True
        elif word in SCALES:
            total, group, seen = total + max(group, 1) * SCALES[word], 0, True
        elif word not in ("and", "a"):
            return None
    return total + group if seen else None


def roman(text: str) -> int | None:
    """Give the number of a well-formed Roman numeral of I to C, None for any other text.

    >>> roman("XII"), roman("IIX")
    (12, None)
    """
    if not text or len(text) > 8 or any(letter not in ROMAN for letter in text):
        return None
    values = [ROMAN[letter] for letter in text]
    pairs = zip(values, [*values[1:], 0], strict=True)
    number = sum(-value if value < after else value for value, after in pairs)
    return number if number > 0 and as_roman(number) == text else None


def as_roman(number: int) -> str:
    """Write a number up to 399 as a Roman numeral.

    >>> as_roman(94)
    'XCIV'
    """
    parts = []
    for value, letters in STEPS:
        parts.append(letters * (number // value))
        number %= value
    return "".join(parts)
