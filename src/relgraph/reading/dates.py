"""Dates in prose: where they stand and what they say.

Comes in: a text and a range of it. Goes out: `DateMention`s with spans in that text, which `resolve` turns into EDTF
once the day of publication (and the occasion spoken of) is known. The grammar is the table of `daterules`, its words
are in `datewords`, the meaning of each rule in `datereaders`.
"""

from functools import lru_cache

from relgraph.facts import Span
from relgraph.reading.calendar import resolve
from relgraph.reading.datephrases import Phrase, count_of, unit_of
from relgraph.reading.datereaders import READERS
from relgraph.reading.daterules import GRAMMAR
from relgraph.reading.datewords import TRIGGER, tape_of
from relgraph.reading.patterns import Tape
from relgraph.reading.when import Anchor, DateMention, Kind

__all__ = ["Anchor", "DateMention", "find_dates", "resolve"]

MARKERS: dict[str, Kind] = {"since": "since", "until": "until", "by": "deadline", "before": "deadline"}


def find_dates(text: str, start: int, end: int) -> list[DateMention]:
    """Find the dates, durations and recurrences in text[start:end], in their order and without overlap."""
    tape, matches = _matched(text, start, end)
    mentions = []
    for rule, first, last in matches:
        mention = _mention(rule, Phrase(tape, first, last))
        if mention is not None:
            mentions.append(mention)
    return mentions


def taken(text: str, start: int, end: int) -> list[Span]:
    """Give the spans whose numbers speak of time: dates, durations and ages."""
    tape, matches = _matched(text, start, end)
    spans = []
    for rule, first, last in matches:
        if rule == "age" or _mention(rule, Phrase(tape, first, last)) is not None:
            spans.append(Span(tape.spans[first][0], tape.spans[last - 1][1]))
    return spans


@lru_cache(maxsize=4)
def _matched(text: str, start: int, end: int) -> tuple[Tape, tuple[tuple[str, int, int], ...]]:
    """Give the tape of a range and what the rules match on it; sums ask for the same range as dates."""
    if not TRIGGER.search(text[start:end].lower()):
        return Tape("", [], []), ()
    tape = tape_of(text, start, end)
    return tape, tuple(GRAMMAR.matches(tape))


def _mention(rule: str, phrase: Phrase) -> DateMention | None:
    """Read what a rule matched; None where the words turn out to be no date."""
    if rule == "age":
        return None
    if rule == "duration":
        return _duration(phrase)
    reading = READERS[rule](phrase)
    if reading is None:
        return None
    kind, when = reading
    first = phrase.start
    words = phrase.tape.words[max(first - 3, 0) : first]
    marker = "deadline" if words[1:] == ["later", "than"] else MARKERS.get(phrase.before())
    if marker and kind in ("point", "interval"):
        kind, first = marker, first - (3 if words[-1] == "than" else 1)
    spans = phrase.tape.spans
    span = Span(spans[first][0], spans[phrase.end - 1][1])
    return DateMention(span, kind, when, approximate=_approximate(rule, phrase))


def _approximate(rule: str, phrase: Phrase) -> bool:
    if rule == "ago":
        return phrase.has("about", "more")
    return phrase.before() in ("about", "around", "roughly", "approximately", "circa") or rule == "fiscal"


def _duration(phrase: Phrase) -> DateMention | None:
    tape = phrase.tape
    grouped = phrase.before() == "," and tape.touching(phrase.start - 1, phrase.start + 1)
    if grouped or phrase.has("half"):
        return None
    span = Span(tape.spans[phrase.start][0], tape.spans[phrase.end - 1][1])
    return DateMention(span, "duration", length=(count_of(phrase), unit_of(phrase)))
