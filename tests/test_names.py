"""Names of organizations and who belongs to them: what tests/cases/bodies.toml wants."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from relgraph.document import from_text
from relgraph.facts import Fact, Membership, Organization
from relgraph.reading.cascade import read
from relgraph.reading.knowledge import Knowledge

CASES = tomllib.loads((Path(__file__).parent / "cases" / "bodies.toml").read_text(encoding="utf-8"))["case"]


@cache
def known() -> Knowledge:
    """Load the reader's knowledge once."""
    return Knowledge.load()


def rows(facts: tuple[Fact, ...]) -> tuple[set[str], set[str]]:
    """Write organizations and memberships as the cases do."""
    bodies, members = set(), set()
    for fact in facts:
        if isinstance(fact, Organization):
            bodies.add(f"{fact.name} | {fact.acronym or ''} | {fact.kind}")
        elif isinstance(fact, Membership):
            row = f"{fact.member} | {fact.role} | {fact.organization}"
            members |= {row, f"{row} | {fact.start}"}
    return bodies, members


@pytest.mark.parametrize("case", CASES, ids=[case["text"][:60] for case in CASES])
def test_bodies_of_a_text(case: dict[str, Any]) -> None:
    """Each case gives the rows that it wants, and none of those that it must not give."""
    bodies, members = rows(read(from_text(case["text"], "case.txt"), known()))
    assert set(case.get("organizations", ())) <= bodies, case.get("why")
    assert set(case.get("memberships", ())) <= members, case.get("why")
    assert not set(case.get("wants_not", ())) & (bodies | members), case.get("why")
