"""Places: always the same, never two nodes on one spot, the two sides apart."""

import random
from collections.abc import Callable

import pytest

from relgraph.layout import Places, Thing, Weights, grouping, parts, places, two_sides, upright

PAIR = [Thing("A", "state"), Thing("B", "state")]


def crowd(count: int) -> tuple[list[Thing], dict[tuple[str, str], int]]:
    """Give many things of all kinds, tied to A, B, both or nobody."""
    kinds = ("person", "organization", "body", "institution", "event", "instrument", "state")
    things = [*PAIR, *(Thing(f"t{index:04}", kinds[index % 7], f"20{index % 30:02}") for index in range(count))]
    weights = {("A", "B"): 5}
    for index in range(count):
        for bit, side in ((1, "A"), (2, "B")):
            if index // 7 % 4 & bit:
                weights[side, f"t{index:04}"] = 1 + index % 3
    return things, weights


@pytest.mark.parametrize("way", [places, upright])
@pytest.mark.parametrize("count", [0, 1, 7, 60, 400])
def test_no_two_nodes_share_a_place(way: Callable[[list[Thing], Weights], Places], count: int) -> None:
    things, weights = crowd(count)
    found = way(things, weights)
    assert set(found) == {thing.id for thing in things}
    assert len(set(found.values())) == len(things)


@pytest.mark.parametrize("count", [7, 60, 400, 1500])
def test_no_label_covers_another(count: int) -> None:
    things, weights = crowd(count)
    taken = sorted(places(things, weights).values())
    for index, (x, y) in enumerate(taken):
        close = [(a, b) for a, b in taken[index + 1 :] if abs(a - x) < 90 and abs(b - y) < 60]
        assert not close, f"{(x, y)} is covered by {close}"


def test_places_do_not_depend_on_the_order_of_things() -> None:
    things, weights = crowd(120)
    mixed = list(things)
    random.Random(1).shuffle(mixed)  # noqa: S311 - a test's order, not a secret
    assert places(mixed, dict(reversed(weights.items()))) == places(things, weights)


def test_sides_stand_left_and_right_and_what_they_share_between_them() -> None:
    things = [*PAIR, Thing("shared", "body"), Thing("own", "person")]
    weights: Weights = {("A", "B"): 2, ("A", "shared"): 1, ("B", "shared"): 1, ("A", "own"): 1}
    found = places(things, weights)
    assert found["A"][0] < found["shared"][0] < found["B"][0]
    assert found["own"][0] < found["A"][0]


def test_sides_are_the_two_states_with_most_between_them() -> None:
    things = [*PAIR, Thing("C", "state"), Thing("p", "person"), Thing("q", "person")]
    assert set(two_sides(things, {("A", "B"): 1, ("B", "C"): 3, ("p", "q"): 9})) == {"B", "C"}


def test_without_two_states_other_parties_are_the_sides() -> None:
    things = [Thing("A", "state"), Thing("U", "organization")]
    assert set(two_sides(things, {("A", "U"): 1})) == {"A", "U"}
    assert two_sides([Thing("A", "state")], {}) == ()


def test_thing_without_own_tie_leans_as_its_neighbours() -> None:
    things = [*PAIR, Thing("minister", "person"), Thing("speech", "event")]
    weights: Weights = {("A", "B"): 1, ("A", "minister"): 1, ("minister", "speech"): 1}
    assert [thing.id for thing in grouping(things, weights).flanks[0]] == ["minister", "speech"]


def test_what_is_not_tied_stands_apart() -> None:
    things = [Thing(name, "state") for name in "ABCD"]
    weights: Weights = {("A", "B"): 1, ("C", "D"): 1}
    assert [[thing.id for thing in part] for part in parts(things, weights)] == [["A", "B"], ["C", "D"]]
    found = places(things, weights)
    assert max(found["A"], found["B"]) < min(found["C"], found["D"]) or found["C"][1] > found["A"][1]


def test_things_without_ties_stay_with_the_one_whole() -> None:
    things = [*PAIR, Thing("U", "organization")]
    assert len(parts(things, {("A", "B"): 1})) == 1
