"""The fair copy: a text reads the same however its letters are composed and its lines end, and its quotes stay exact."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from relgraph import build, graph
from relgraph.document import Document, from_text
from relgraph.facts import Commitment, Evidence, Span
from relgraph.reading import read
from relgraph.reading.faircopy import fair
from relgraph.vocabulary import THING

ROOT = Path(__file__).parents[1]
MADE = """---
title: Türkiye, Kyrgyzstan and the Joint Communiqué
published: 2023-05-12
---
Foreign Minister Mevlüt Çavuşoğlu of Türkiye met Ömer Çelik of Kyrgyzstan in İstanbul on Thursday.

FINAL COMMUNIQUÉ

- Türkiye agreed to open a consulate in São Tomé by 2025.
- Kazakhstan thanked Côte d'Ivoire for 5 ships.
"""
TEXTS = {
    "made": MADE,
    **{
        path.stem: path.read_text("utf-8")
        for path in [
            *sorted((ROOT / "seeds").glob("*.txt")),
            *(ROOT / "tests" / "gold" / "written").glob("2[58]-*.txt"),  # lists in capitals, lists with hyphens
        ]
    },
}
FORMS: dict[str, Callable[[str], str]] = {
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "CRLF": lambda text: text.replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\n", "\r"),
    "LINE SEPARATOR": lambda text: text[: -len(_body(text))] + _body(text).replace("\n", "\u2028"),
}
#: Signs that compose, stand alone or end lines.
SIGNS = "aeéIİıyй\u0301\u0306\u0327\u0345\u1100\u1161\u11a8\uac00\u09c7\u09be\r\n\x85\u2028\u200d😀\ufe0f-"


def _body(text: str) -> str:
    """Give what stands behind the header."""
    return text[4:].partition("---\n")[2] if text.startswith("---") else text


def even(text: str) -> str:
    """Give a text in the form that all are compared in."""
    for end in ("\r\n", "\r", "\x85", "\u2028", "\u2029"):
        text = text.replace(end, "\n")
    return unicodedata.normalize("NFC", text)


def things(document: Document) -> set[str]:
    """List the IRIs of what a document speaks of, which other documents share."""
    found = {quad.subject.value for quad in graph.quads(document, read(document)) if hasattr(quad.subject, "value")}
    return {iri for iri in found if not iri.startswith((THING + "fact/", THING + "document/"))}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", TEXTS)
def test_a_text_reads_the_same_in_every_form_and_its_quotes_are_exact(name: str, form: str) -> None:
    plain, other = (from_text(text, "a.txt") for text in (TEXTS[name], FORMS[form](TEXTS[name])))
    assert other.text != plain.text
    wanted, found = (
        {
            table: [{column: even(cell) for column, cell in row.items()} for row in rows]
            for table, rows in build.tables(document, read(document)).items()
        }
        for document in (plain, other)
    )
    assert found == wanted
    assert sum(map(len, wanted.values())) >= 4
    assert things(other) == things(plain)
    for one, same in zip(read(other), read(plain), strict=True):
        assert even(other.slice(one.evidence.quote)) == plain.slice(same.evidence.quote)
        spans = zip(one.evidence.arguments, same.evidence.arguments, strict=True)
        assert all(even(other.slice(a.span)) == plain.slice(b.span) for a, b in spans)
        if isinstance(one, Commitment):
            assert one.content in other.text


@given(st.one_of(st.text(st.sampled_from(SIGNS), max_size=30), st.text(max_size=20)))
def test_any_piece_of_a_copy_is_found_again_in_the_original(text: str) -> None:
    original = Document("a.txt", text, Span(0, len(text)))
    copy = fair(original)
    assert copy.document.text == even(text)
    assert copy.document.body == Span(0, len(copy.document.text))
    assert fair(copy.document).document is copy.document
    for start in range(len(copy.document.text)):
        for end in range(start + 1, len(copy.document.text) + 1):
            fact = Commitment(makers=(), content="", evidence=Evidence(Span(start, end), "r"))
            span = copy.restored([fact])[0].evidence.quote
            assert copy.document.text[start:end] in even(original.slice(span))
            if start == 0 and end == len(copy.document.text):
                assert span == Span(0, len(text))


def test_a_plain_document_is_its_own_copy() -> None:
    document = from_text(MADE, "a.txt")
    assert fair(document).document is document
