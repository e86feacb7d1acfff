"""Figures: what tests/cases/figures.toml wants of single sentences, and the words behind every slot."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from relgraph.document import Document, from_text
from relgraph.facts import Figure
from relgraph.reading.cascade import read
from relgraph.reading.knowledge import Knowledge

CASES = tomllib.loads((Path(__file__).parent / "cases" / "figures.toml").read_text(encoding="utf-8"))["case"]


@cache
def knowledge() -> Knowledge:
    """Give what the reader knows, loaded once."""
    return Knowledge.load()


def figures_of(text: str) -> tuple[Document, list[Figure]]:
    """Read the figures of a text published on 17 May 2023."""
    document = from_text(f"---\npublished: 2023-05-17\n---\n{text}\n", "case.txt")
    return document, [fact for fact in read(document, knowledge()) if isinstance(fact, Figure)]


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_figures_of_a_sentence(case: dict[str, Any]) -> None:
    """Each sentence gives exactly the figures that it wants."""
    _, found = figures_of(case["text"])
    rows = [
        [
            f.indicator,
            "|".join(sorted(f.between)),
            f"{f.value.normalize():f}",
            f.currency or "",
            f.period or "",
            f.kind,
            f.qualifier,
            f.of or "",
        ]
        for f in found
    ]
    assert rows == case["wants"], case.get("why")


def test_every_slot_has_its_words() -> None:
    """Value, states and period each point at the words that say them, inside the text."""
    document, found = figures_of(
        "Norway pledged more than $75 million to Malawi. Polish exports to Chad rose to $4m in 2020."
    )
    assert len(found) == 2
    for figure in found:
        said = {argument.role: document.slice(argument.span) for argument in figure.evidence.arguments}
        assert said["value"] in ("more than $75 million", "$4m")
        assert said["between"] in ("Malawi", "Chad")
        assert figure.period is None or said["period"] == "2020"
