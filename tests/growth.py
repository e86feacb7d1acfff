"""Time without seconds: four times as much may take some four times as long, on any machine, however busy."""

from collections.abc import Callable
from time import process_time
from typing import TypeVar

Size = TypeVar("Size")


def spent(run: Callable[[Size], object], size: Size) -> float:
    """Give the least processor time of three runs."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        run(size)
        best = min(best, process_time() - start)
    return best


def stays_even(run: Callable[[Size], object], unit: Size, fourfold: Size) -> None:
    """Fail if a run of four times as much takes nine times as long or more; linear time is four, quadratic sixteen."""
    short, long = spent(run, unit), spent(run, fourfold)
    assert long < 9 * short + 0.1, f"{short:.3f} s, four times as much {long:.3f} s"


def grows_evenly(run: Callable[[str], object], unit: str, size: int) -> None:
    """Fail if four times a text of this size, made of a unit, takes too long."""
    text = unit * (size // len(unit))
    run(text)
    stays_even(run, text, text * 4)
