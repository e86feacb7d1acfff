"""The crew: results in order, one bad item costs no other, a dead process costs nothing, little is under way at a time."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from relgraph.crew import AHEAD, BATCH, Crew, alone, local
from relgraph.errors import InputError, UsageError


def square(batch: Sequence[int]) -> list[int]:
    """Square numbers, but for 13."""
    if 13 in batch:
        raise ValueError("13")
    return [number * number for number in batch]


def die(folder: Path, batch: Sequence[int]) -> list[int]:
    """Square numbers; 20 kills its process once, 30 each time."""
    for number in batch:
        first = folder / str(number)
        if number == 30 or (number == 20 and not first.exists()):
            first.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    return square(batch)


def refuse(batch: Sequence[int]) -> list[int]:
    """Refuse to work at all."""
    raise InputError("mine.ttl", "is broken", f"mend it ({len(batch)})")


@pytest.mark.parametrize("crew", [alone(), local(2)], ids=["alone", "two"])
def test_results_come_in_order_and_one_error_costs_one_item(crew: Crew) -> None:
    found = list(crew.each(square, range(60)))
    assert [item for item, _ in found] == list(range(60))
    assert [(item, type(result)) for item, result in found if not isinstance(result, int)] == [(13, ValueError)]
    assert all(result == item * item for item, result in found if item != 13)


def test_killed_processes_cost_nothing_but_the_item_that_kills_them(tmp_path: Path) -> None:
    found = dict(local(2).each(partial(die, tmp_path), (item for item in range(60) if item != 13)))
    assert [item for item, result in found.items() if not isinstance(result, int)] == [30]
    assert "terminated" in str(found[30])
    assert found[20] == 400


@pytest.mark.parametrize("crew", [alone(), local(2)], ids=["alone", "two"])
def test_an_error_of_the_house_ends_the_work(crew: Crew) -> None:
    with pytest.raises(InputError, match="mine.ttl: is broken; mend it"):
        list(crew.each(refuse, range(60)))


def test_few_items_are_done_in_this_process() -> None:
    crew = Crew(local(2).hire, least=16)
    assert {result for _, result in crew.each(whose, range(15))} == {os.getpid()}
    assert os.getpid() not in {result for _, result in crew.each(whose, range(16))}


def whose(batch: Sequence[int]) -> list[int]:
    """Tell which process works."""
    return [os.getpid() for _ in batch]


@pytest.mark.parametrize("crew", [alone(), local(2)], ids=["alone", "two"])
def test_only_a_few_batches_are_under_way(crew: Crew) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for item in range(100, 1100):
            taken += 1
            yield item

    for done, _ in enumerate(crew.each(square, items())):
        assert taken - done <= 2 * AHEAD * BATCH + crew.least


def test_no_job_is_no_crew() -> None:
    with pytest.raises(UsageError, match="--jobs 0"):
        local(0)


@pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")
def test_workers_leave_ctrl_c_to_the_process_that_hired_them() -> None:
    """From their first moment: in a process of its own, where nothing that loky needs has started yet."""
    code = (
        "from relgraph.crew import local; from tests.test_crew import shielded\n"
        "print({held for _, held in local(2).each(shielded, range(40))})\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=Path(__file__).parents[1])
    assert (done.stdout, done.stderr) == ("{True}\n", "")


def shielded(batch: Sequence[int]) -> list[bool]:
    """Tell whether Ctrl-C is held back from this process."""
    return [signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())] * len(batch)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows tells no process its parent's end")
def test_workers_end_with_the_process_that_hired_them() -> None:
    code = (
        "import os, sys; from relgraph.crew import local; from tests.test_crew import whose\n"
        "for item, pid in local(2).each(whose, range(10**9)):\n    print(pid, flush=True)\n"
    )
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[1]) as child:
        assert child.stdout
        worker = int(child.stdout.readline())
        child.kill()
    for _ in range(100):
        if not Path(f"/proc/{worker}").exists() or not is_alive(worker):
            return
        time.sleep(0.1)
    pytest.fail("a worker outlives its parent")


def is_alive(pid: int) -> bool:
    """Say whether a process lives."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True
