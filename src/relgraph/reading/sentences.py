"""Sentences: cuts a document into paragraphs, sentences and tokens, each with its place in the original text.

Comes in: a `Document` as scraped. Goes out: sentences in order, the title first. `text[token.start:token.end]` is
always `token.text`; nothing is normalised here. Every step looks at each character a bounded number of times.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from relgraph.document import Document

LETTER = r"[^\W\d_]|[\u0300-\u036f\u00ad\u200c\u200d]"
DASHES = "-\u2010\u2011\u2012\u2013"
TOKEN = re.compile(
    rf"""
    (?:https?://|www\.)[^\s<>"\u201d]*[\w/]
    | (?P<run>([^\w\s])\2{{3,}})
    | (?:US|AU|A|CA|C|NZ|HK|S)\$
    | \d+(?:[{DASHES}/.,:]\d+)*(?:{LETTER})*(?:[{DASHES}](?:{LETTER})+)*
    | (?P<dotted>[^\W\d_]\.(?:[-\u2010\u2011]?[^\W\d_]\.)+(?:[{DASHES}](?:{LETTER}){{2,}})?
        |[^\W\d_]\.(?=[-\u2010\u2011][^\W\d_])|[A-Z]\.[A-Z](?![\w.]))
    | (?P<word>(?:{LETTER}|\d)+(?:(?:[{DASHES}&'\u2019](?![^\W\d_]\.[^\W\d_]\.)|\.(?=[a-z][a-z]))(?:{LETTER}|\d)+)*
        (?:[{DASHES}](?:[^\W\d_]\.){{2,}})?)
    | \.{{2,}} | -{{2,}} | '' | ``
    | \S
    """,
    re.X,
)
CLITIC = re.compile(r"(?:n['\u2019]t|['\u2019](?:s|re|ve|ll|d|m))\Z", re.I)
BULLET = re.compile(
    r"[ \t\u00a0\u3000]*(?:[\u2022\u2023\u25aa\u25cf\u25e6\u25a0\u00b7*\u2013\u2014-]|\(?\d{1,2}[.)](?=[ \t\u00a0]+\D))"
    r"[ \t\u00a0]+"
)
BLANK = " \t\u00a0\u3000\ufeff\u200b\r\f\v"
ENDS = frozenset(".!?\u2026\u3002")
CLOSERS = frozenset("\"'\u201d\u2019\u00bb)]")
OPENERS = frozenset("\"'\u201c\u2018\u201e\u00ab([")
#: Abbreviations that stand before what they belong to: no sentence ends there.
LEADING = frozenset(
    "mr mrs ms dr prof gen col lt maj capt sgt sen rep gov amb hon rev st mt ft adm cmdr brig pres sec min dep fr vs "
    "messrs nos fig art para vol pp ch cf ed eds approx est".split()
)
#: Abbreviations after which a sentence may end, if what follows can begin one.
FREE = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec inc corp co ltd llc plc bros jr sr etc dept univ assn intl "
    "mon tue tues wed thu thur thurs fri sat sun bn mln tn ave blvd rd".split()
)
STARTERS = frozenset(
    "the a an in on at it he she they we this that these those but and however meanwhile also both after before during "
    "while when as if for from to with by his her its their there according earlier later last since under speaking "
    "mr mrs ms i you our no not what who".split()
)
MONTHS = frozenset("jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august "
                   "september october november december".split())  # fmt: skip

#: Tokens that a sentence may have, so that no step of the reader meets more; how far back an apt place to cut may be.
LONGEST, REACH = 220, 60
#: What an overlong sentence is best cut at, and whether behind it (1) or before it (0).
SEAMS = ((";", 1), (",", 1), ("and", 0))


class Token(NamedTuple):
    """A word or mark and its place in the document's text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: its place, its tokens, its paragraph's number; `kind` is title, dateline or text."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    kind: str = "text"


def split(document: Document) -> list[Sentence]:
    """Cut a document into sentences: its title, then its body."""
    found: list[Sentence] = []
    if document.title is not None:
        tokens = tokenize(document.text, document.title.start, document.title.end)
        found += bounded(tokens, 0, "title") if tokens else ()
    found += sentences(document.text, document.body.start, document.body.end)
    return found


def sentences(text: str, start: int = 0, end: int | None = None) -> list[Sentence]:
    """Cut a range of a text into sentences."""
    found: list[Sentence] = []
    for number, (a, b) in enumerate(paragraphs(text, start, len(text) if end is None else end), 1):
        tokens = tokenize(text, a, b)
        cut = dateline(tokens)
        if cut:
            found += bounded(tokens[:cut], number, "dateline")
            tokens = tokens[cut + 1 :]
        first = 0
        for last in ends(tokens):
            found += bounded(tokens[first:last], number, "text")
            first = last
    return found


def bounded(tokens: list[Token], number: int, kind: str) -> Iterator[Sentence]:
    """Make a sentence of tokens, or several of those that are too many for one."""
    first = 0
    while first < len(tokens):
        last = len(tokens) if len(tokens) - first <= LONGEST else seam(tokens, first + LONGEST)
        yield Sentence(tokens[first].start, tokens[last - 1].end, tuple(tokens[first:last]), number, kind)
        first = last


def seam(tokens: list[Token], most: int) -> int:
    """Give where to cut a sentence of which at most `most` tokens may stay: at a semicolon, a comma, an "and" near."""
    for mark, behind in SEAMS:
        for place in range(most - 1, most - REACH, -1):
            if tokens[place].text.lower() == mark:
                return place + behind
    return most


def paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut at blank lines, before bullets, and after lines that end early though more would have fitted."""
    for lines in blocks(text, start, end):
        width = max(b - a for a, b in lines)
        begin = previous = None
        for a, b in lines:
            bullet = BULLET.match(text, a, b)
            if previous is not None and (bullet or short(text, previous, (a, b), width)):
                yield begin or 0, previous[1]
                begin = None
            if begin is None:
                begin = bullet.end() if bullet else a
            previous = (a, b)
        if previous is not None:
            yield begin or 0, previous[1]


def blocks(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """Give runs of lines between blank lines, each line without the blanks around it."""
    lines: list[tuple[int, int]] = []
    place = start
    while place < end:
        stop = text.find("\n", place, end)
        stop = end if stop < 0 else stop
        a, b = strip(text, place, stop)
        if a < b:
            lines.append((a, b))
        elif lines:
            yield lines
            lines = []
        place = stop + 1
    if lines:
        yield lines


def strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the blanks at both ends of a range."""
    while start < end and text[start] in BLANK:
        start += 1
    while start < end and text[end - 1] in BLANK:
        end -= 1
    return start, end


def short(text: str, line: tuple[int, int], after: tuple[int, int], width: int) -> bool:
    """Tell whether a line stops well before the paragraph's width and the next one can begin a sentence."""
    first = text[after[0]]
    if not (first.isupper() or first.isdigit() or first in OPENERS):
        return False
    stop = min((p for p in (text.find(" ", after[0], after[0] + 40),) if p >= 0), default=min(after[1], after[0] + 40))
    return (line[1] - line[0] + 1 + stop - after[0]) * 10 < width * 8 and text[line[1] - 1] not in ",-\u2013\u2014"


def tokenize(text: str, start: int, end: int) -> list[Token]:
    """Cut a range into tokens: clitics apart, hyphenated words whole, abbreviations with their dot."""
    tokens: list[Token] = []
    skip = -1
    for m in TOKEN.finditer(text, start, end):
        a, b = m.span()
        if a < skip:
            continue
        if m.lastgroup != "word":
            tokens.append(Token(text[a:b], a, b))
            continue
        if text[b : b + 1] == "." and b < end and dotted(text, a, b, end):
            tokens.append(Token(text[a : b + 1], a, b + 1))
            skip = b + 1
            continue
        cut = clitic(text, a, b)
        if cut:
            tokens.append(Token(text[a:cut], a, cut))
        tokens.append(Token(text[cut or a : b], cut or a, b))
    return tokens


def clitic(text: str, a: int, b: int) -> int | None:
    """Give where a word's clitic begins, if it has one."""
    if b - a == 6 and text[a:b].lower() == "cannot":
        return a + 3
    if text[b - 1] not in "sSeElLdDmMtT" or (
        "'" not in text[max(a, b - 3) : b] and "\u2019" not in text[max(a, b - 3) : b]
    ):
        return None
    m = CLITIC.search(text, max(a, b - 3), b)
    return m.start() if m and m.start() > a else None


def dotted(text: str, a: int, b: int, end: int) -> bool:
    """Tell whether the dot after a word belongs to it."""
    low = text[a:b].lower()
    if b - a == 1 and text[a].isupper():
        return True
    if b - a <= 3 and text[a].isupper() and text[a + 1 : b].islower() and text[b + 1 : b + 2].isupper():
        return True  # "Kh.Battulga", with no space before the surname
    if low in LEADING or low in FREE:
        return text[a].isupper() or low not in (
            "sat",
            "sun",
            "min",
            "gen",
            "mar",
            "rep",
            "dec",
            "art",
            "fig",
            "est",
            "st",
            "ed",
        )
    if low in ("no", "nos"):
        return text[b + 1 : b + 2].isdigit() or (text[b + 1 : b + 2] in " \u00a0" and text[b + 2 : b + 3].isdigit())
    return False


def ends(tokens: list[Token]) -> Iterator[int]:
    """Give the places after which sentences end, the last token's included."""
    count, place = len(tokens), 0
    while place < count:
        if not ending(tokens, place):
            place += 1
            continue
        after = place + 1
        while after < count and tokens[after].text in CLOSERS | ENDS and tokens[after].start == tokens[after - 1].end:
            after += 1
        if after < count and begins(tokens, place, after):
            yield after
        place = after
    if count:
        yield count


def ending(tokens: list[Token], place: int) -> bool:
    """Tell whether a token can end a sentence."""
    text = tokens[place].text
    return text[-1] in ENDS and (len(text) < 2 or text[0] in ENDS or text[0].isalpha()) and "://" not in text


def begins(tokens: list[Token], place: int, after: int) -> bool:
    """Tell whether a sentence begins at `after`, the token at `place` being an end."""
    text, following = tokens[place].text, tokens[after].text
    spaced = tokens[after].start > tokens[after - 1].end
    word = following
    if following in OPENERS and after + 1 < len(tokens):
        word = tokens[after + 1].text
    if text[0].isalpha():
        bare = text[:-1].lower()
        if bare in LEADING or (len(bare) == 1 and not bare.isdigit()) or bare in ("no", "nos"):
            return False
        return spaced and word[0].isupper() and (word.lower() in STARTERS or after > place + 1)
    if not spaced:
        return word[0].isupper() and word == following and after == place + 1 and len(word) > 1
    return (
        word[0].isupper() or word[0].isdigit() or following in OPENERS or not (word[0].islower() or word[0] in ",;:)")
    )


def dateline(tokens: list[Token]) -> int:
    """Give the place of what closes a dateline such as `ANKARA, Feb. 24 (AA) --` or `Delhi [India], May 2 (ANI):`, or 0."""
    bracket = month = False
    for place, token in enumerate(tokens[:16]):
        text = token.text
        if place and text in ("\u2014", "\u2013", "-", "--", ":"):
            capitals = tokens[0].text.isupper() and len(tokens[0].text) > 2
            closed = month and tokens[place - 1].text == ")" and tokens[0].text not in {"In", "On", "By", "Since"}
            sure = capitals or bracket or month if text != ":" else (capitals and place < 5) or closed
            return place if sure and place + 3 < len(tokens) else 0
        agency = tokens[place - 1].text if place else ""
        if text == ")" and month and agency.isupper() and 1 < len(agency) < 7 and place + 3 < len(tokens):
            day, opened = tokens[place - 3].text, tokens[0].text not in {"In", "On", "By", "Since"}
            if opened and day.isdigit() and tokens[place + 1].text[0].isupper():  # "Delhi, Mar 2 (PTI) Prime Minister"
                return place
        bare = text.rstrip(".").lower()
        bracket = bracket or text in ("(", "[")
        month = month or bare in MONTHS
        if not (
            text[0].isupper()
            or text[0].isdigit()
            or text in (",", "(", ")", "[", "]", ".", "/", "of")
            or bare in MONTHS
        ):
            return 0
    return 0
