"""Sentences and tokens: their places hold, abbreviations do not cut, and no text takes more than linear time."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from relgraph.document import from_text
from relgraph.reading.sentences import sentences, split, tokenize
from tests.growth import grows_evenly

PIECES = st.sampled_from(
    "Mr. U.S. a.m. K.-J. Tokayev said\u00a0. ! ? \u2026 \" \u201c \u201d ' \u2019s can't \n \n\n \u2022 - 1. (AA) -- $5.3bn 10% "
    "e\u0301\u00ad \u0130stanbul http://a.b/. www. ... \u2014 \r\n\t \ufeff".split(" ")
)


def shown(text: str) -> list[str]:
    """Give each sentence as its tokens."""
    return [" ".join(token.text for token in s.tokens) for s in sentences(text)]


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(PIECES, max_size=60).map(" ".join), st.lists(PIECES).map("".join)))
def test_every_token_is_a_slice_and_none_is_lost(text: str) -> None:
    """The places give back the text; sentences do not overlap; every letter is in a token."""
    place = 0
    for sentence in sentences(text):
        assert sentence.start == sentence.tokens[0].start
        assert sentence.end == sentence.tokens[-1].end
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert place <= token.start < token.end
            assert not any(c.isalpha() for c in text[place : token.start])
            place = token.end
    assert not any(c.isalpha() for c in text[place:])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("President K.-J. Tokayev met Mr. Smith and Gen. J. F. Brown on Jan. 11 at 5 a.m. in the U.S. Senate.", 1),
        ("The U.S. sent aid. The U.N. did too.", 2),
        ("He left the U.S. The talks went on.", 2),
        ("They signed protocol No. 5 in Nov. 2021.", 1),
        ('"Ties are strong." He smiled.', 2),
        ('"Why now?" he asked.', 1),
        ("Talks ended.Then they flew home.", 2),
        ("They met at the Canada\u2013U.S. border with U.S.-led forces.", 1),
        ("Trade grew by 3.5 per cent... Exports fell!", 2),
        ("A heading without a stop\n\nThe text begins.", 2),
        ("Points:\n\u2022 trade\n\u2022 energy;\n1. transport", 4),
        (
            "The ministers of the two neighbouring countries met for\nlong talks in the capital on Monday and agreed on\nmuch.",
            1,
        ),
        ("The ministers met\nThe ministers of the two countries met for long talks and agreed.", 2),
    ],
)
def test_where_sentences_end(text: str, count: int) -> None:
    """Abbreviations, initials, quotes, headings and bullets."""
    assert len(shown(text)) == count, shown(text)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Turkey's high-level visit", "Turkey|'s|high-level|visit"),
        ("they don\u2019t, can't, cannot", "they|do|n\u2019t|,|ca|n't|,|can|not"),
        ("Turkey-Kazakhstan and Nur\u2013Sultan", "Turkey-Kazakhstan|and|Nur\u2013Sultan"),
        ("US$5.3 billion, \u20ac450m (10%)", "US$|5.3|billion|,|\u20ac|450m|(|10|%|)"),
        ("on 2022-03-02; the 30th", "on|2022-03-02|;|the|30th"),
        ("co\u00adoperation of C\u0327avus\u0327og\u0306lu", "co\u00adoperation|of|C\u0327avus\u0327og\u0306lu"),
        ("U.S.-led, pro-U.S. K.-J. Tokayev", "U.S.-led|,|pro-U.S.|K.-J.|Tokayev"),
        ("see www.mfa.gov.tr.", "see|www.mfa.gov.tr|."),
        ("the countries' \u2014 and O'Brien's", "the|countries|'|\u2014|and|O'Brien|'s"),
    ],
)
def test_tokens(text: str, tokens: str) -> None:
    """Clitics apart, hyphenated words whole."""
    assert "|".join(t.text for t in tokenize(text, 0, len(text))) == tokens


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("word " * 200 + ". It ended.", 201),
        ("word " * 190 + "; " + "word " * 10 + ", " + "word " * 300, 191),
        ("word " * 190 + ", and " + "word " * 300, 191),
        ("word " * 190 + "and " + "word " * 300, 190),
        ("and " * 100 + "word " * 500, 220),
        ("a " * 500, 220),
    ],
)
def test_overlong_sentences_are_cut_where_they_can_be(text: str, first: int) -> None:
    """At a semicolon, a comma or "and" that is near, else anywhere; every part is a sentence, and none is lost."""
    parts = sentences(text)
    assert len(parts[0].tokens) == first
    assert max(len(s.tokens) for s in parts) <= 220
    assert [t for s in parts for t in s.tokens] == tokenize(text, 0, len(text))


def test_overlong_titles_are_cut_as_well() -> None:
    """A title of any length is titles of bounded length."""
    document = from_text("---\ntitle: " + "Talks, " * 300 + "\n---\nThey met.\n", "long.txt")
    kinds = [s.kind for s in split(document)]
    assert kinds == ["title"] * 3 + ["text"]


def test_dateline_stands_apart() -> None:
    """Place, date and agency before a dash are a sentence of their own."""
    found = sentences("ANKARA, Feb. 24 (AA) -- The ministers met. They talked.")
    assert [s.kind for s in found] == ["dateline", "text", "text"]
    assert found[1].tokens[0].text == "The"


def test_title_comes_first_and_the_header_is_left_out() -> None:
    """A document's title is its first sentence; the header is no text."""
    document = from_text("---\ntitle: Ministers meet\nsource: X\n---\nThey met. They talked.\n", "a.txt")
    found = split(document)
    assert [(s.kind, document.text[s.start : s.end]) for s in found] == [
        ("title", "Ministers meet"),
        ("text", "They met."),
        ("text", "They talked."),
    ]


@pytest.mark.parametrize(
    "piece", ["1", "(", " ", "..[111 ...]", "a.a.", "a'", "-a", "A. ", "\n- ", "e\u0301", "http://.", '"']
)
def test_time_is_linear(piece: str) -> None:
    grows_evenly(sentences, piece, 40_000)
