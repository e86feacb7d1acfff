"""The words of dates and their classes: the tape that the grammar of `dates` runs over."""

import re

from relgraph.reading.numerals import CARDINALS, ORDINALS
from relgraph.reading.patterns import Alphabet, Tape

MONTHS = "january february march april may june july august september october november december"
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday"
MONTH = {name: number for number, name in enumerate(MONTHS.split(), 1)}
MONTH_SHORT = {**{name[:3]: number for name, number in MONTH.items() if name != "may"}, "sept": 9}
WEEKDAY = {name: number for number, name in enumerate(WEEKDAYS.split())}
WEEKDAY_SHORT = {**{name[:3]: number for name, number in WEEKDAY.items()}, "tues": 1, "thur": 3, "thurs": 3}
SEASON = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
DAYPARTS = "morning afternoon evening night midday noon midnight dawn"
RELDAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}

#: Class and the words in it. A word is in one class only; numbers, months and years are classed by their look.
WORDS = {
    "dayu": "day days",
    "week": "week weeks",
    "monthu": "month months",
    "yearu": "year years",
    "decadeu": "decade decades",
    "century": "century centuries",
    "quarter": "quarter quarters",
    "half": "half",
    "weekend": "weekend weekends",
    "season": " ".join(SEASON),
    "daypart": DAYPARTS,
    "relday": " ".join(RELDAY),
    "last": "last past",
    "next": "next coming upcoming forthcoming",
    "this": "this current",
    "same": "same that",
    "previous": "previous preceding prior",
    "following": "following ensuing subsequent",
    "ago": "ago",
    "later": "later",
    "earlier": "earlier",
    "now": "now",
    "phase": "early late mid",
    "edge": "beginning start end middle close outset",
    "on": "on",
    "in": "in",
    "at": "at",
    "by": "by",
    "since": "since",
    "until": "until till through",
    "from": "from",
    "to": "to",
    "between": "between",
    "and": "and",
    "of": "of",
    "the": "the",
    "a": "a an",
    "within": "within",
    "during": "during throughout",
    "for": "for",
    "every": "every each",
    "per": "per",
    "before": "before",
    "after": "after",
    "eve": "eve",
    "fiscal": "fiscal financial budget",
    "fy": "fy",
    "habit": "annually yearly monthly weekly daily",
    "about": "about around some roughly approximately nearly almost circa over",
    "old": "old olds",
    "long": "long",
    "qtr": "q",
    "times": "times twice once million billion trillion thousand percent cent tonnes tons barrels dollars euros",
    "their": "its his her their our your my",
    "more": "more than least",
    "s": "s",
}
SHAPES = (
    "month mon weekday weekdays wday day ord year decade number nth dash comma dot slash open shut quote break cap low "
    "other"
)
ALPHABET = Alphabet(" ".join([*WORDS, *SHAPES.split()]))
CLASS = {word: ALPHABET[name] for name, words in WORDS.items() for word in words.split()}
CLASS.update(dict.fromkeys(CARDINALS, ALPHABET["number"]))
CLASS.update({word: ALPHABET["nth"] for word in ORDINALS if ORDINALS[word] < 20})
MARKS = {
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2212", "dash"),
    **dict.fromkeys("\"\u201c\u201d\u2018\u2019'", "quote"),
    ",": "comma",
    ".": "dot",
    "/": "slash",
    "(": "open",
    "[": "open",
    ")": "shut",
    "]": "shut",
}
TOKEN = re.compile(r"[0-9]+(?:(?:st|nd|rd|th|s)\b)?|[^\W\d_]+(?:\u00ad+[^\W\d_]+)*|\n[ \t\r]*\n|\S")
#: A text without one of these, in small letters, says nothing about dates.
TRIGGER = re.compile(
    r"[0-9]|" + "|".join([*MONTHS.split(), *(name[:-3] for name in WEEKDAYS.split()), *SEASON, *RELDAY]) + "|"
    r"day|week|month|year|decade|centur|quarter|annual|morning|afternoon|evening|night"
)


def tape_of(text: str, start: int, end: int) -> Tape:
    """Cut text[start:end] into tokens and class each."""
    classes, spans, words = [], [], []
    for found in TOKEN.finditer(text, start, end):
        word = found[0]
        classes.append(_class(word))
        spans.append(found.span())
        words.append(word.replace("\u00ad", "").lower() if len(word) < 40 else "")
    return Tape("".join(classes), spans, words)


def _class(token: str) -> str:
    """Give the letter of a token's class."""
    first = token[0]
    if first.isalpha():
        return _word_class(token)
    if "0" <= first <= "9":
        return ALPHABET[_number_class(token)]
    if first == "\n":
        return ALPHABET["break"]
    return ALPHABET[MARKS.get(first, "other")]


def _number_class(token: str) -> str:
    if len(token) > 6:
        return "other"
    digits = token.rstrip("sthndr")
    if digits != token:
        if token[-1] == "s":
            return "decade" if len(digits) == 4 and digits[-1] == "0" else "other"
        return "ord" if 0 < int(digits) <= 31 else "other"
    if len(token) <= 2 and 0 < int(token) <= 31:
        return "day"
    return "year" if len(token) == 4 and 1000 <= int(token) < 2200 else "number" if int(token) < 1000 else "other"


def _word_class(token: str) -> str:
    word = token.replace("\u00ad", "").lower()
    if token[0].isupper():
        for name, table in (("month", MONTH), ("mon", MONTH_SHORT), ("wday", WEEKDAY_SHORT)):
            if word in table:
                return ALPHABET[name]
    if word in WEEKDAY:
        return ALPHABET["weekday"]
    if word.endswith("s") and word[:-1] in WEEKDAY:
        return ALPHABET["weekdays"]
    return CLASS.get(word) or ALPHABET["cap" if token[0].isupper() else "low"]
