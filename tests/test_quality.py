"""The reading does not get worse: figures stay over their floors; our own scorer gives the sums of the guide's."""

import importlib.util
from typing import Any

import pytest

from tests.quality import floors
from tests.quality.__main__ import report
from tests.quality.scoring import TABLES, Count, likeness, score
from tests.quality.sets import BESIDE, SETS, Desk, Figures, Reading, measure, measure_sentences, readings

OWN = ("written", "seed")
REFERENCE = BESIDE / "score.py"
#: The F1 that the reading of the shipped document must reach.
SEED = 0.85


@pytest.fixture(scope="module")
def read() -> dict[str, list[Reading]]:
    desk = Desk()
    return {chosen.name: list(readings(chosen, desk)) for chosen in SETS}


@pytest.fixture(scope="module")
def reached(read: dict[str, list[Reading]]) -> dict[str, dict[str, Figures]]:
    """Measure the project's own sets; `make quality` holds those beside the checkout over their floors as well."""
    found = {chosen.name: measure(chosen, read[chosen.name]) for chosen in SETS if chosen.name in OWN}
    return {**found, "sentences": measure_sentences()}


def test_no_figure_is_below_its_floor(reached: dict[str, dict[str, Figures]]) -> None:
    low = floors.below(reached)
    assert not low, "\n".join(low)


def test_the_seed_is_read_as_a_careful_reader_reads_it(reached: dict[str, dict[str, Figures]]) -> None:
    assert reached["seed"]["train"].all.f1 >= SEED, "see: python -m tests.quality --show seed"


def test_every_set_of_the_project_has_floors() -> None:
    assert {*OWN, "sentences"} <= {key.split(".")[0] for key in floors.load()}


def test_a_fallen_figure_names_the_command_that_shows_why(reached: dict[str, dict[str, Figures]]) -> None:
    part = reached["seed"]["train"]
    fallen = Figures({**part.counts, "events": Count(0, 10, 10)}, part.size)
    low = floors.below({"seed": {"train": fallen}})
    assert any("seed.train.events: f1 0.000" in line and "--show seed events" in line for line in low)


def test_floors_rise_and_never_fall(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.setattr(floors, "FILE", tmp_path / "quality.toml")
    assert floors.pin({"a": {"train": Figures({"events": Count(8, 10, 10)})}})
    assert floors.load()["a.train.events"] == {"precision": 0.75, "f1": 0.75}
    assert not floors.pin({"a": {"train": Figures({"events": Count(7, 10, 10)})}})
    assert floors.load()["a.train.events"] == {"precision": 0.75, "f1": 0.75}


@pytest.mark.parametrize(
    ("column", "wanted", "said", "agreement"),
    [
        ("name", "the Organization of Turkic States", "OTS", 1.0),
        ("name", "OTS Summit", "Organization of Turkic States Summit", 1.0),
        ("name", "Foreign Policy Council", "Policy Council", 0.8),
        ("people", "Mevlüt Çavuşoğlu", "Cavusoglu", 1.0),
        ("people", "Mevlüt Çavuşoğlu", "Tleuberdi", 0.0),
        ("date", "2022-03-02", "2022-03", 0.5),
        ("date", "2022-02-24~", "2022-02-24", 1.0),
        ("date", "2022-02-28/2022-03-06", "2022-02-28", 0.0),
        ("type", "Meeting", "Call", 0.5),
        ("type", "Support", "Signing", 0.5),
        ("type", "Support", "Accuse", 0.0),
        ("value", 5000000000, "5000000000.0", 1.0),
        ("place", "Nur Sultan", "Astana", 1.0),
        ("actors", "TUR", "KAZ", 0.0),
    ],
)
def test_cells_agree_as_the_guide_says(column: str, wanted: Any, said: Any, agreement: float) -> None:
    assert likeness(wanted, said, column) == likeness(said, wanted, column) == agreement


def test_a_row_without_partner_costs_its_keys_and_a_missing_one_its_cells() -> None:
    gold = [{"type": "Meeting", "actors": ["TUR", "KAZ"], "date": "2022", "status": "occurred"}]
    said = [{"type": "Assault", "actors": ["TUR"], "recipients": ["KAZ"], "date": "2022", "status": "occurred"}]
    count, misses = score("events", gold, said)
    assert count == Count(0.0, 3, 5)
    assert [(bool(miss.wanted), bool(miss.said)) for miss in misses] == [(True, False), (False, True)]


def test_our_sums_are_those_of_the_guides_scorer(read: dict[str, list[Reading]]) -> None:
    """Cell for cell on every document that is there, where the guide's own scorer lies beside the checkout."""
    if not REFERENCE.exists():
        return  # nothing to compare with; the cases above hold everywhere
    spec = importlib.util.spec_from_file_location("reference", REFERENCE)
    assert spec and spec.loader
    reference = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(reference)
    for path, gold, said in [one for found in read.values() for one in found]:
        for table in TABLES:
            ours, _ = score(table, gold.get(table, []), said[table])
            theirs = reference.score_table(table, gold.get(table, []), said[table], False)
            assert (ours.right, ours.said, ours.wanted) == pytest.approx(theirs), (path.name, table)


def test_a_report_puts_train_and_test_side_by_side() -> None:
    text = report("mine", {"train": Figures({"events": Count(1, 2, 4)}, 3), "test": Figures({"events": Count()}, 1)})
    assert text.splitlines()[0].split() == ["mine", "train", "(3)", "test", "(1)"]
    assert text.splitlines()[2].split() == ["events", "0.500", "0.250", "0.333", "4", "-", "-", "-", "0"]
