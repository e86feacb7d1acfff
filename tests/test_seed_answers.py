"""Every question's answer over the seeds is, whole and in order, the one that was read against the text."""

import csv
import io
from pathlib import Path

import pytest

from relgraph import queries
from tests.answers import FOLDER, answers

MEND = "if every changed row is what its quote says, run `make answers` and commit the table"


@pytest.fixture(scope="module")
def given(seeds_store: Path) -> dict[str, str]:
    return answers(seeds_store)


@pytest.mark.parametrize("name", [question.name for question in queries.catalogue()])
def test_the_answer_over_the_seeds(name: str, given: dict[str, str]) -> None:
    path = FOLDER / f"{name}.csv"
    assert path.exists(), f"{name} has no answer table; {MEND}"
    wanted = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert list(csv.reader(io.StringIO(given[name]))) == wanted, MEND


def test_no_answer_is_without_its_question() -> None:
    assert {path.stem for path in FOLDER.glob("*.csv")} == {question.name for question in queries.catalogue()}
