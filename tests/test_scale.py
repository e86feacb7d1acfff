"""The catalogue over many documents: four times the documents cost no question sixteen times the work."""

import re
from dataclasses import fields, replace
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from relgraph import build, eventdata, queries
from relgraph.document import Document
from relgraph.facts import Fact
from relgraph.queries import Question
from relgraph.store import Store, in_memory
from tests.growth import stays_even
from tests.handmade import COUNCIL, FIVE
from tests.test_eventdata import gdelt

pytestmark = pytest.mark.slow

STATES = {
    "NOR": "Norway", "JPN": "Japan", "CHL": "Chile", "PER": "Peru", "KEN": "Kenya", "FIN": "Finland",
    "TUR": "Turkey", "KAZ": "Kazakhstan", "PRT": "Portugal", "VNM": "Vietnam", "EGY": "Egypt", "POL": "Poland",
}  # fmt: skip
PAIRS = tuple(combinations(STATES, 2))
PEOPLE = ("Kari Berg", "Ken Mori", "Ola Moe", "Haru Sato")
DATE = re.compile(r"\d{4}(-\d\d){0,2}(~|/\.\.)?")
#: So many times the five documents made by hand stand in the small store, each time of other states and years.
TIMES = 6


def holding(times: int) -> Store:
    """Make a store in which the five documents stand so many times, each time of other states and years."""
    made = in_memory()
    build.load_ontology(made)
    for number in range(times):
        for document, facts in FIVE:
            build.add(made, elsewhere(document, number), [told(fact, number) for fact in facts])
    build.derive(made)
    with TemporaryDirectory() as folder:
        rows = Path(folder) / "rows.CSV"
        rows.write_text("".join(gdelt(str(number), actors=PAIRS[number]) for number in range(times)), encoding="utf-8")
        eventdata.load(made, rows)
    return made


def elsewhere(document: Document, number: int) -> Document:
    """Give a document another name, day and publisher; its text keeps its length, and so the quotes their places."""
    one, other = PAIRS[number]
    source = (document.source or "").replace("Norway", STATES[one]).replace("Japan", STATES[other])
    text = re.sub(r"(?!three|times|first)\w{5}", lambda found: found[0][:3] + f"{number:02}", document.text)
    published = moved(document.published, number)
    return replace(document, name=f"{number:02}-{document.name}", text=text, source=source, published=published)


def told(fact: Fact, number: int) -> Fact:
    """Tell a fact of other states and years, by its sentence alone."""
    cells = {one.name: moved(getattr(fact, one.name), number) for one in fields(fact)}
    return replace(fact, **cells | {"evidence": replace(fact.evidence, arguments=())})


def moved(value: Any, number: int) -> Any:
    """Move what a cell says to other states, people and years."""
    if isinstance(value, tuple):
        return tuple(moved(one, number) for one in value)
    if not isinstance(value, str):
        return value
    if DATE.fullmatch(value):
        return f"{int(value[:4]) - 3 * number}{value[4:]}"
    if value in PEOPLE:
        return f"{value}{chr(97 + number // 26)}{chr(97 + number % 26)}"
    one, other = PAIRS[number]
    return {"NOR": one, "JPN": other, COUNCIL: f"{COUNCIL} {number}"}.get(value, value)


@pytest.fixture(scope="module")
def stores() -> tuple[Store, Store]:
    return holding(TIMES), holding(4 * TIMES)


@pytest.mark.parametrize("question", queries.catalogue(), ids=lambda question: question.name)
def test_no_question_joins_all_with_all(question: Question, stores: tuple[Store, Store]) -> None:
    few, many = (len(queries.ask(store, question)) for store in stores)
    assert 0 < few <= many <= 5 * few, "the answer itself grows no faster than the documents"
    stays_even(lambda store: queries.ask(store, question), *stores)
