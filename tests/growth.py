"""Time without seconds: four times the text may take some four times as long, on any machine, however busy."""

from collections.abc import Callable
from time import process_time


def spent(run: Callable[[str], object], text: str) -> float:
    """Give the least processor time of three runs."""
    best = float("inf")
    for _ in range(3):
        start = process_time()
        run(text)
        best = min(best, process_time() - start)
    return best


def grows_evenly(run: Callable[[str], object], unit: str, size: int) -> None:
    """Fail if four times a run of `unit` takes nine times as long or more; linear time is four, quadratic sixteen."""
    text = unit * (size // len(unit))
    run(text)
    once, fourfold = spent(run, text), spent(run, text * 4)
    assert fourfold < 9 * once + 0.1, f"{once:.3f} s, four times the text {fourfold:.3f} s"
