"""People and their offices: what tests/cases/people.toml wants of the people table."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from relgraph.document import from_text
from relgraph.facts import Tenure
from relgraph.reading.knowledge import Knowledge
from relgraph.reading.mentions import lines
from relgraph.reading.offices import tenures

CASES = tomllib.loads((Path(__file__).parent / "cases" / "people.toml").read_text(encoding="utf-8"))["case"]


@cache
def known() -> Knowledge:
    """Load the reader's knowledge once."""
    return Knowledge.load()


def read(text: str) -> list[Tenure]:
    """Give the tenures of a text."""
    rows, registry = lines(from_text(text, "case.txt"), known())
    return list(tenures(registry, rows))


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_people_of_a_text(case: dict[str, Any]) -> None:
    """Each case gives the offices that it wants, and none of those that it must not give."""
    found = {f"{t.name} | {t.office} | {t.of or ''}{' | former' if t.former else ''}" for t in read(case["text"])}
    assert set(case.get("wants", ())) <= found, case.get("why")
    assert not set(case.get("wants_not", ())) & found, case.get("why")


def test_every_argument_has_words_for_it() -> None:
    """What an office belongs to is quoted, in the sentence, the document or its header."""
    for case in CASES:
        document = from_text(case["text"], "case.txt")
        for tenure in read(case["text"]):
            roles = {a.role for a in tenure.evidence.arguments}
            assert ("of" in roles) == (tenure.of is not None)
            assert all(document.slice(a.span).strip() for a in tenure.evidence.arguments)


def test_a_surname_finds_the_full_name() -> None:
    """Surnames, first names of Chinese order, accents and initials lead to the fullest form."""
    text = "José Álvarez Peña met Chinese Foreign Minister Wang Lin and Mr. Karl J. Olsen. Mr. Alvarez thanked Wang."
    _, registry = lines(from_text(text, "case.txt"), known())
    for short, full in (("Peña", "José Álvarez Peña"), ("Alvarez", "José Álvarez Peña"), ("Olsen", "Karl J. Olsen")):
        assert registry.full_name(short) == full
    assert registry.full_name("Wang") == "Wang Lin"
