"""Occasions: who, when and where of gatherings and of what is done at them, as tests/cases/occasions.toml wants it."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from relgraph.document import from_text
from relgraph.facts import Event
from relgraph.reading.cascade import read
from relgraph.reading.knowledge import Knowledge

CASES = tomllib.loads((Path(__file__).parent / "cases" / "occasions.toml").read_text(encoding="utf-8"))["case"]


@cache
def known() -> Knowledge:
    """Load the reader's knowledge once."""
    return Knowledge.load()


def rows(text: str) -> list[str]:
    """Write events as the cases do."""
    events = [fact for fact in read(from_text(text, "case.txt"), known()) if isinstance(fact, Event)]
    cells = [
        (e.type, "+".join(e.actors), "+".join(e.recipients), "+".join(e.people), e.date, e.place, e.status)
        for e in events
    ]
    return [" | ".join(cell or "-" for cell in row) for row in cells]


@pytest.mark.parametrize("case", CASES, ids=[case["text"].strip()[-60:] for case in CASES])
def test_when_where_and_by_whom(case: dict[str, Any]) -> None:
    said = rows(case["text"])
    assert not set(case.get("wants", [])) - set(said), said
    assert not [row for row in said for no in case.get("wants_not", []) if row.startswith(no)], said


def test_there_are_traps() -> None:
    """A quarter of the cases or more say what must not be carried."""
    assert sum("wants_not" in case for case in CASES) >= len(CASES) / 4
