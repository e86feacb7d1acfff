"""Ties: the instruments, relationships, topics and commitments that tests/cases/*.toml want of short texts."""

import tomllib
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from relgraph.document import Document, from_text
from relgraph.facts import Commitment, Fact, Instrument, Relationship, Topic
from relgraph.reading.cascade import read
from relgraph.reading.knowledge import Knowledge

CASES = Path(__file__).parent / "cases"
Row = list[str]


@cache
def knowledge() -> Knowledge:
    """Give what the reader knows, loaded once."""
    return Knowledge.load()


def facts_of(text: str, head: str = "") -> tuple[Document, tuple[Fact, ...]]:
    """Read a text published on 17 May 2023; `head` has more lines of its header."""
    document = from_text(f"---\n{head}published: 2023-05-17\n---\n{text}\n", "case.txt")
    return document, read(document, knowledge())


def _joined(parties: Sequence[str]) -> str:
    return "|".join(sorted(parties))


def _instrument(fact: Fact) -> Row | None:
    return [fact.kind, _joined(fact.parties), fact.date or "", fact.status] if isinstance(fact, Instrument) else None


def _relationship(fact: Fact) -> Row | None:
    return [fact.kind, _joined(fact.between), fact.since or ""] if isinstance(fact, Relationship) else None


def _topic(fact: Fact) -> Row | None:
    return [fact.topic, _joined(fact.between)] if isinstance(fact, Topic) else None


def _commitment(fact: Fact) -> Row | None:
    if not isinstance(fact, Commitment):
        return None
    return [_joined(fact.makers), _joined(fact.recipients), fact.due or "", fact.content]


TABLES: dict[str, Callable[[Fact], Row | None]] = {
    "instruments": _instrument,
    "relationships": _relationship,
    "topics": _topic,
    "commitments": _commitment,
}
ALL = [
    (table, case)
    for table in TABLES
    for case in tomllib.loads((CASES / f"{table}.toml").read_text(encoding="utf-8"))["case"]
]


@pytest.mark.parametrize(("table", "case"), ALL, ids=[f"{t}: {c['text'][:60]}" for t, c in ALL])
def test_table_of_a_text(table: str, case: dict[str, Any]) -> None:
    """Each text gives exactly the rows that it wants."""
    _, facts = facts_of(case["text"], "".join(f"{k}: {case[k]}\n" for k in ("title", "source") if k in case))
    rows = [row for fact in facts if (row := TABLES[table](fact)) is not None]
    assert sorted(rows) == sorted(case["wants"]), case.get("why")
    names = [fact.name for fact in facts if isinstance(fact, Instrument)]
    assert set(case.get("names", ())) <= set(names), case.get("why")


def test_every_argument_has_its_words() -> None:
    """The content of a commitment is an exact slice; names, dates and parties point into the text."""
    document, facts = facts_of(
        "Chile and  Peru\nsigned a free trade agreement on 3 May 2023 and pledged to open\na new port by 2025."
    )
    commitments = [fact for fact in facts if isinstance(fact, Commitment)]
    assert [fact.content for fact in commitments] == ["to open\na new port by 2025"]
    for fact in facts:
        for argument in fact.evidence.arguments:
            assert document.slice(argument.span).strip(), (fact, argument)


def test_what_the_two_sides_share_belongs_to_those_at_the_table() -> None:
    """A state named by the way does not join the company of a meeting."""
    _, facts = facts_of(
        "The presidents of Kenya and Ghana met on Monday. The two leaders discussed the war in Sudan. "
        "They also discussed trade."
    )
    rows = {(fact.topic, _joined(fact.between)) for fact in facts if isinstance(fact, Topic)}
    assert rows == {("regional stability", "GHA|KEN"), ("trade", "GHA|KEN")}
