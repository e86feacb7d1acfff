"""Rows become cards: one per distinct fact, with all its sources."""

import pytest

from relgraph.cards import Source, cells, from_tables
from relgraph.wording import amount, when
from tests.tables import FIRST, QUOTE, SECOND, plain, row


def test_same_fact_of_two_documents_is_one_card_with_both_sources() -> None:
    meeting = from_tables(plain())[0]
    assert meeting.title == "Meeting: 2nd Joint Fisheries Board"
    assert meeting.sources == (Source(FIRST, QUOTE), Source(SECOND, "The board met for the second time."))


def test_other_ordinal_is_another_card() -> None:
    base = {"type": "Meeting", "actors": "CHL|NOR", "series": "Board"}
    cards = from_tables({"events": [row(**base, ordinal="4"), row(**base, ordinal="5")]})
    assert [card.title for card in cards] == ["Meeting: 4th Board", "Meeting: 5th Board"]


def test_card_does_not_depend_on_the_order_of_rows() -> None:
    tables = plain()
    turned = {name: list(reversed(rows)) for name, rows in tables.items()}
    assert sorted(card.key for card in from_tables(tables)) == sorted(card.key for card in from_tables(turned))
    assert set(from_tables(tables)) == set(from_tables(turned))


def test_titles_say_what_each_table_states() -> None:
    titles = {card.kind: card.title for card in from_tables(plain())}
    assert titles["figure"] == "trade volume: over 1.5 billion USD"
    assert titles["commitment"] == "promise: to send a delegation"
    assert titles["organization"] == "United Nations (UN)"
    assert titles["office"] == "Ambassador"


def test_former_office_says_so() -> None:
    card = from_tables({"people": [row(name="A", office="President", of="NOR", former="true")]})[0]
    assert card.title == "former President"


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("2022-02-24~", "about 24 February 2022"),
        ("2022-02-24?", "perhaps 24 February 2022"),
        ("2022", "2022"),
        ("2022-23", "autumn 2022"),
        ("../2020-01", "until January 2020"),
        ("2021-12-30/2022-01-02", "30 December 2021 to 2 January 2022"),
        ("2022-13-45", "2022-13-45"),
        ("199X", "199X"),
        ("no date", "no date"),
    ],
)
def test_dates_read_at_their_own_precision(date: str, words: str) -> None:
    assert when(date) == words


@pytest.mark.parametrize(
    ("value", "words"), [("", ""), ("a fifth", "a fifth"), ("0", "0"), ("-2500000", "-2.5 million")]
)
def test_amounts_that_are_no_plain_number_stay_readable(value: str, words: str) -> None:
    assert amount(value) == words


def test_cells_drop_repeats_and_blanks() -> None:
    assert cells({"a": "x||y|x", "b": "y|z"}, "a", "b", "c") == ("x", "y", "z")
