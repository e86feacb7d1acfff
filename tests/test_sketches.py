"""Sketches: copies of a text are recognised, reports of the same event are not, and the estimate is near the truth."""

import random
from itertools import islice

import pytest

from relgraph.sketches import BOILERPLATE, LEAST, copies, hashes, resemblance, sketch

#: Invented for this test.
WIRE = """The foreign ministers of Norway and Chile met in Oslo on Thursday to discuss trade, energy and the protection
of whales. After the talks they told reporters that a joint committee would meet twice a year, beginning in May, and that
both governments wanted to double their trade to four billion dollars by 2030. The Chilean minister invited his colleague
to Santiago. The visit was the first of its kind in eleven years, and crowds lined the harbour to see the guests arrive."""
OTHER = """Chile's top diplomat has been to see his Norwegian counterpart. In the Oslo meeting on Thursday, the two spoke
about whales and about energy, and they set a goal for trade: four billion dollars by the end of the decade. A committee
is to be formed. Nobody from Santiago had made the journey for more than a decade, said an official of the ministry."""


def alike(one: str, other: str) -> float:
    return resemblance(hashes(sketch(one)), hashes(sketch(other)))


@pytest.mark.parametrize(
    "copy",
    [
        WIRE.upper().replace("\n", "   "),
        f"OSLO (Fjord Wire) - {WIRE} (Reporting by K. Berg)",
        WIRE.rpartition(" The Chilean minister")[0],
        WIRE.replace("Thursday", "Feb. 24").replace("told reporters", "said"),
    ],
    ids=["case", "dateline", "cut", "edited"],
)
def test_a_copy_is_recognised(copy: str) -> None:
    assert list(copies([("a", sketch(WIRE)), ("b", sketch(OTHER)), ("c", sketch(copy))])) == [("c", "a")]


def test_reports_of_one_event_are_no_copies() -> None:
    assert alike(WIRE, OTHER) < 0.1
    assert not list(copies([("a", sketch(WIRE)), ("b", sketch(OTHER))]))


def test_the_estimate_is_near_the_truth_and_exact_for_short_texts() -> None:
    words = [str(number) for number in range(6000)]
    for shared in (500, 1000, 2000, 2500):
        truth = (shared - 4) / (2 * 2996 - (shared - 4))
        assert alike(" ".join(words[:3000]), " ".join(words[3000 - shared : 6000 - shared])) == pytest.approx(
            truth, abs=0.15
        )
    assert alike("one two three four five six", "one two three four five seven") == pytest.approx(1 / 3)
    assert alike("short", "short") == 1
    assert alike("short", "brief") == 0


def test_a_sketch_is_small_and_the_same_everywhere() -> None:
    assert len(hashes(sketch(WIRE * 50))) <= LEAST
    assert sketch("One two three four five six.") == sketch("one  two, three four: five six")
    assert sketch("one two three four five") == "J{_hLK7CW?"


def test_boilerplate_that_many_share_makes_no_copies_and_little_work() -> None:
    dice = random.Random(4)  # noqa: S311 - the same in every run
    footer = "All rights reserved by the agency and its partners in every country of the world."
    words = [f"w{number}" for number in range(5000)]
    texts = [(f"{i:04}", sketch(f"{' '.join(dice.sample(words, 120))} {footer}")) for i in range(2 * BOILERPLATE)]
    assert not list(copies(texts))


def test_a_flood_of_copies_has_one_original() -> None:
    texts = ((f"{i:04}", sketch(f"{WIRE} {i}")) for i in range(500))
    assert {original for _, original in copies(islice(texts, 500))} == {"0000"}
