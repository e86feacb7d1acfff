"""Communities part all things, always in the same way, none too large; small ones are gathered."""

import random
import subprocess
import sys

import pytest

from relgraph import communities, picture
from relgraph.cards import Tables
from tests.tables import plain, row


def clusters(count: int, size: int) -> dict[tuple[str, str], int]:
    """Tie each two things of a cluster, and each cluster to the next by one tie."""
    weights: dict[tuple[str, str], int] = {}
    for cluster in range(count):
        names = [f"{cluster}-{n}" for n in range(size)]
        weights |= {(one, other): 2 for one in names for other in names if one < other}
        if cluster:
            weights[f"{cluster - 1}-0", f"{cluster}-0"] = 1
    return weights


def things(weights: dict[tuple[str, str], int]) -> list[str]:
    """Give the things of ties."""
    return sorted({one for pair in weights for one in pair})


def test_what_is_tied_closely_is_one_community() -> None:
    weights = clusters(4, 6)
    found = communities.communities(things(weights), weights)
    assert [sorted({name.split("-")[0] for name in group}) for group in found] == [["0"], ["1"], ["2"], ["3"]]


def tangle() -> dict[tuple[str, str], int]:
    """Tie things at random, so that they can be parted in many ways."""
    dice = random.Random(3)  # noqa: S311 - the same each time
    names = [f"thing {n}" for n in range(120)]
    return {(min(pair), max(pair)): 1 for pair in (dice.sample(names, 2) for _ in range(300))}


def test_the_order_of_things_and_ties_does_not_matter() -> None:
    weights = tangle()
    mixed = list(reversed(weights.items()))
    first = communities.communities(things(weights), weights)
    assert communities.communities(reversed(things(weights)), dict(mixed)) == first


def test_communities_are_the_same_in_every_process() -> None:
    code = (
        "from tests.test_communities import tangle, things; from relgraph.communities import communities;"
        "weights = tangle(); print(communities(things(weights), weights))"
    )
    said = set()
    for seed in ("1", "2", "3"):
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)}
        said.add(subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True).stdout)
    assert len(said) == 1


def test_no_community_is_too_large_and_small_ones_are_gathered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(communities, "MOST", 10)
    star = {("hub", f"leaf {n:02}"): 1 for n in range(35)}
    found = communities.communities([*things(star), "loose", "lost"], star)
    assert max(map(len, found)) <= 10
    assert sorted(name for group in found for name in group) == sorted([*things(star), "loose", "lost"])
    assert {"loose", "lost"} <= set(found[-1])


def test_heads_are_the_most_tied() -> None:
    assert communities.heads(("a", "b", "c"), {("a", "b"): 1, ("b", "z"): 5, ("a", "c"): 1})[:2] == ("b", "a")


def test_places_do_not_meet() -> None:
    found = list(communities.places(200))
    nearest = min(abs(x - u) + abs(y - v) for x, y in found for u, v in found if (x, y) != (u, v))
    assert len(set(found)) == 200
    assert nearest > 100


def crowd() -> Tables:
    """Give answers of two groups of people around two states, tied by one act."""
    people = [row(name=f"{state} {n}", office="Minister", of=state) for state in ("NOR", "CHL") for n in range(6)]
    return {**plain(), "people": people}


def test_only_large_networks_are_shown_as_communities(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = picture.page_data(crowd())
    assert whole["communities"] == []
    assert all("community" not in node for node in whole["nodes"])
    monkeypatch.setattr(picture, "WHOLE", len(whole["nodes"]) - 1)
    parted = picture.page_data(crowd())
    assert {node["community"] for node in parted["nodes"]} == set(range(len(parted["communities"])))
    assert sum(one["size"] for one in parted["communities"]) == len(whole["nodes"])
    assert len(parted["edges"]) == len(whole["edges"])
