"""The fair copy of a document: the same text with composed letters and one kind of line end, so that it reads the same.

Comes in: a document as it is. Goes out: a document in Unicode's form NFC (https://www.unicode.org/reports/tr15/) whose
lines all end in a line feed, and for each fact read from it the same fact with its places in the original, so that quotes
stay exact. Places never fall between a letter and its marks.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from relgraph.document import Document
from relgraph.facts import Argument, Commitment, Fact, Span

#: Line ends other than the line feed.
ENDS = ("\r\n", "\r", "\x85", "\u2028", "\u2029")


@dataclass(frozen=True, slots=True)
class FairCopy:
    """A document to read, and where each of its pieces begins there and in the original; none if both are the same."""

    document: Document
    original: Document
    here: tuple[int, ...] = ()
    there: tuple[int, ...] = ()

    def restored(self, facts: Iterable[Fact]) -> tuple[Fact, ...]:
        """Give facts that were read from the copy as facts of the original."""
        return tuple(map(self._restored, facts)) if self.here else tuple(facts)

    def _restored(self, fact: Fact) -> Fact:
        evidence = fact.evidence
        arguments = tuple(map(self._argument, evidence.arguments))
        said = replace(evidence, quote=_moved(evidence.quote, self.here, self.there), arguments=arguments)
        if isinstance(fact, Commitment):  # its content is a slice of the text
            content = next((one.value for one in arguments if one.role == "content"), fact.content)
            return replace(fact, content=content, evidence=said)
        return replace(fact, evidence=said)

    def _argument(self, argument: Argument) -> Argument:
        span = _moved(argument.span, self.here, self.there)
        value = self.original.slice(span) if argument.role == "content" else argument.value
        return Argument(argument.role, value, span)


def fair(document: Document) -> FairCopy:
    """Make the fair copy of a document; one that is fair already is its own."""
    text = document.text
    if unicodedata.is_normalized("NFC", text) and not any(end in text for end in ENDS):
        return FairCopy(document, document)
    here, there, copied = [0], [0], []
    for piece in _pieces(text):
        copied.append("\n" if piece in ENDS else unicodedata.normalize("NFC", piece))
        here.append(here[-1] + len(copied[-1]))
        there.append(there[-1] + len(piece))
    body = _moved(document.body, there, here)
    title = _moved(document.title, there, here) if document.title else None
    copy = replace(document, text="".join(copied), body=body, title=title)
    return FairCopy(copy, document, tuple(here), tuple(there))


def _pieces(text: str) -> Iterator[str]:
    """Cut a text into letters with their marks, and line ends; none of them composes with the next."""
    start = 0
    for at in range(1, len(text)):
        if (_begins(text[at]) or text[at - 1] in ENDS) and text[at - 1 : at + 1] != "\r\n":
            yield text[start:at]
            start = at
    if text:
        yield text[start:]


def _begins(letter: str) -> bool:
    """Say whether a character stands by itself: it is no mark, and no later part of a Korean syllable."""
    return letter < "\u0300" or not (
        unicodedata.category(letter).startswith("M") or "\u1160" <= letter <= "\u11ff" or "\ud7b0" <= letter <= "\ud7ff"
    )


def _moved(span: Span, here: tuple[int, ...] | list[int], there: tuple[int, ...] | list[int]) -> Span:
    """Give a span of whole pieces of one text as that of the other; a place within a piece stands for all of it."""
    first = bisect_right(here, span.start) - 1
    last = first if span.end == span.start else bisect_right(here, span.end - 1)
    return Span(there[first], there[last])
