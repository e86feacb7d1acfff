"""No text, however odd, takes the reader more than linear time: twice the text, about twice the time."""

import gc
from itertools import cycle, islice
from time import process_time

import pytest

from relgraph.document import from_text
from relgraph.reading import read

pytestmark = pytest.mark.slow

NAMES = "President Minister Kazakhstan Council Turkey United Joint Commission Ankara Tokayev".split()


def people(size: int) -> str:
    """Name many different people with their office."""
    letters = "bcdfghklmnprstvz"
    names = [f"{a}a{b}o{c}i {c}u{a}e{b}ov" for a in letters for b in letters for c in letters]
    return " ".join(f"Prime Minister {name.title()} of Kenya met him." for name in names[: size // 45])


#: Texts of about `size` characters: the same thing over and over, or many different things of one kind.
TEXTS = {
    "digits": lambda size: "1" * size,
    "parentheses": lambda size: "(" * size,
    "spaces": lambda size: " " * size,
    "bracketed digits": lambda size: f"..[{'111 ' * (size // 4)}]",
    "quotation marks": lambda size: '"' * size,
    "capitalised words": lambda size: "Abcde " * (size // 6),
    "names and offices": lambda size: " ".join(islice(cycle(NAMES), size // 8)),
    "states joined by and": lambda size: "Turkey and " * (size // 11),
    "states joined by commas": lambda size: "Turkey, " * (size // 8),
    "sums": lambda size: "$5 " * (size // 3),
    "dates": lambda size: "May 5, " * (size // 7),
    "nested speech": lambda size: "said that Turkey " * (size // 17),
    "offices of offices": lambda size: "minister of the " * (size // 16),
    "open quotes": lambda size: '"Turkey said ' * (size // 13),
    "hyphens": lambda size: "a-" * (size // 2),
    "apostrophes": lambda size: "Turkey's " * (size // 9),
    "short lines": lambda size: "Turkey met Kazakhstan.\n" * (size // 23),
    "many people": people,
}
#: Characters of the shorter text, and how far fourfold text may outgrow fourfold time; the square of it would be 4.
SIZE, GROWTH = 2_000, 2.2


def seconds(text: str) -> float:
    """Give the least of two readings' processor times."""
    document = from_text(text, "odd.txt")
    found = []
    for _ in range(2):
        gc.collect()
        start = process_time()
        read(document)
        found.append(process_time() - start)
    return min(found)


@pytest.mark.parametrize("kind", TEXTS)
def test_time_grows_with_the_text_and_no_faster(kind: str) -> None:
    read(from_text("Turkey met Kazakhstan.", "first.txt"))
    short, long = seconds(TEXTS[kind](SIZE)), seconds(TEXTS[kind](4 * SIZE))
    assert long < 4 * GROWTH * short + 0.2, f"four times the text took {long / short:.1f} times as long"
