"""Values in words: ranks, sums and dates as a reader expects them, from the plain values of the tables."""

import re
from decimal import Decimal, InvalidOperation
from unicodedata import bidirectional

SCALES = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
POINT = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)\Z")
DOUBTS = {"": "", "~": "about ", "?": "perhaps ", "%": "perhaps about "}


def ordinal(number: str) -> str:
    """Write a number as a rank.

    >>> [ordinal(n) for n in ("1", "12", "23", "")]
    ['1st', '12th', '23rd', '']
    """
    if not number.isdecimal():
        return number
    ending = "th" if number[-2:-1] == "1" else {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + ending


def amount(value: str, currency: str = "") -> str:
    """Write a figure for reading.

    >>> amount("5000000000", "USD"), amount("12.5", "%"), amount("1234")
    ('5 billion USD', '12.5%', '1,234')
    """
    try:
        number = Decimal(value)
    except InvalidOperation:
        return " ".join(filter(None, (value, currency)))
    words = f"{number:,f}"
    for scale, name in SCALES:
        if abs(number) >= scale:
            words = f"{(number / scale).normalize():,f} {name}"
            break
    return words + currency if currency == "%" else " ".join(filter(None, (words, currency)))


def when(date: str) -> str:
    """Write an EDTF date for reading, at its own precision; what is no plain EDTF stays as it is.

    >>> [when(d) for d in ("2022-02-24~", "2022-03", "2005/..", "2022-02-28/2022-03-06", "")]
    ['about 24 February 2022', 'March 2022', 'since 2005', '28 February to 6 March 2022', '']
    """
    if "/" not in date:
        return _point(date)
    first, _, last = date.partition("/")
    if last in ("", ".."):
        return f"since {_point(first)}"
    if first in ("", ".."):
        return f"until {_point(last)}"
    begin, end = _point(first), _point(last)
    year = end[-5:]
    return f"{begin.removesuffix(year)} to {end}" if begin.count(" ") else f"{begin} to {end}"


def brief(date: str) -> str:
    """Shorten the months of a written span of time, which else is too long for a label.

    >>> brief("28 February to 6 March 2022"), brief("24 February 2022")
    ('28 Feb to 6 Mar 2022', '24 February 2022')
    """
    for month in MONTHS if " to " in date else ():
        date = date.replace(month, month[:3])
    return date


def _point(date: str) -> str:
    match = POINT.match(date)
    if not match:
        return date
    year, month, day, doubt = match.groups()
    words = [str(int(day))] if day else []
    if month in SEASONS:
        words.append(SEASONS[month])
    elif month:
        if not 1 <= int(month) <= 12:
            return date
        words.append(MONTHS[int(month) - 1])
    return DOUBTS[doubt] + " ".join((*words, year))


def printable(text: str) -> str:
    """Replace what no file of a word processor can carry, which XML has no letter for.

    >>> printable("a\\x00b")
    'a\\ufffdb'
    """
    return re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)


def backwards(text: str) -> bool:
    """Say whether a text runs from right to left, by its first letter with a direction of its own.

    >>> backwards("Ankara"), backwards("«אנקרה»")
    (False, True)
    """
    strong = (kind for kind in map(bidirectional, text) if kind in ("L", "R", "AL"))
    return next(strong, "L") != "L"
