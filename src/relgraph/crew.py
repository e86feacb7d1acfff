"""The crew: who does the work on many items, through the one interface of concurrent.futures.

One thread of this process, a pool of processes (loky), or a Dask cluster. Comes in: a function and items. Goes out: each
item with what the function gave for it, in the order of the items. Only a few batches are under way at a time, so memory
does not grow with their number. loky and distributed live here.

A batch that fails is done again item by item, so that one bad item costs no other. A dead process breaks the whole pool:
what was under way is done again, one item alone at a time, in a new pool; an item that kills its process twice is given up.
"""

import logging
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, CancelledError, Executor, Future, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from typing import Generic, TypeVar

from relgraph.errors import NetworkError, RelgraphError, UsageError

Item = TypeVar("Item")
Result = TypeVar("Result")
Hired = Iterator[tuple[Executor, int]]
Work = Callable[[Sequence[Item]], Sequence[Result]]
#: Fewer items than this are done in this process: to start others takes as long.
FEW = 16
#: Items of a batch, and batches under way for each hand.
BATCH, AHEAD = 8, 3
#: Seconds in which a cluster must answer.
PATIENCE = 10


@dataclass(frozen=True, slots=True)
class Crew:
    """How to hire hands: `hire` starts an executor, tells how many work in it, and at the end stops it at once."""

    hire: Callable[[], AbstractContextManager[tuple[Executor, int]]]
    batch: int = BATCH
    #: From how many items on this crew is called; fewer are done in this process.
    least: int = 1

    def each(self, work: Work[Item, Result], items: Iterable[Item]) -> Iterator[tuple[Item, Result | BaseException]]:
        """Give each item with its result, or with the error that it ended with; raise a RelgraphError of the work."""
        source = iter(items)
        first = list(islice(source, self.least))
        crew = alone() if len(first) < self.least else self
        shift = _Shift(crew, work)
        try:
            yield from shift.run(chain(first, source))
        finally:
            shift.end()


class _Shift(Generic[Item, Result]):
    """One run of a crew, which hires a new executor when the old one breaks."""

    def __init__(self, crew: Crew, work: Work[Item, Result]) -> None:
        self._crew, self._work = crew, work
        self._hired = ExitStack()
        self._executor: Executor | None = None
        self._hands = 1

    def run(self, items: Iterator[Item]) -> Iterator[tuple[Item, Result | BaseException]]:
        """Hand out batches, a few ahead, and take them back in their order."""
        waiting: deque[tuple[list[Item], Future[Sequence[Result]]]] = deque()
        while True:
            while len(waiting) < self._hands * AHEAD and (batch := list(islice(items, self._crew.batch))):
                waiting.append((batch, self._submit(batch)))
            if not waiting:
                return
            batch, future = waiting.popleft()
            error = _error(future)
            if error is None:
                yield from zip(batch, future.result(), strict=True)
            elif isinstance(error, BrokenExecutor):
                lost = [(batch, future), *waiting]
                waiting.clear()
                yield from self._recover(lost)
            else:
                yield from self._one_by_one(batch)

    def end(self) -> None:
        """Let the executor go, and what it still works on."""
        self._executor = None
        self._hired.close()

    def _submit(self, batch: list[Item]) -> "Future[Sequence[Result]]":
        """Hand a batch out; an executor that is broken already breaks it."""
        if self._executor is None:
            self._executor, self._hands = self._hired.enter_context(self._crew.hire())
        try:
            return self._executor.submit(self._work, batch)
        except BrokenExecutor as error:
            broken: Future[Sequence[Result]] = Future()
            broken.set_exception(error)
            return broken

    def _recover(
        self, lost: Iterable[tuple[list[Item], "Future[Sequence[Result]]"]]
    ) -> Iterator[tuple[Item, Result | BaseException]]:
        """Keep what was done before the executor broke, and do the rest one by one, in a new one."""
        self.end()
        for batch, future in lost:
            if _error(future) is None:
                yield from zip(batch, future.result(), strict=True)
            else:
                yield from self._one_by_one(batch)

    def _one_by_one(self, batch: list[Item]) -> Iterator[tuple[Item, Result | BaseException]]:
        """Do each item of a batch alone."""
        for item in batch:
            future = self._submit([item])
            error = _error(future)
            if isinstance(error, BrokenExecutor):
                self.end()
            yield item, future.result()[0] if error is None else error


def _error(future: "Future[Sequence[Result]]") -> BaseException | None:
    """Wait for a batch and give what it failed with; raise a RelgraphError: the whole work cannot be done."""
    try:
        error = future.exception()
    except CancelledError as lost:
        raise NetworkError("the scheduler", "was lost", "start it, and the same command goes on") from lost
    if isinstance(error, RelgraphError):
        raise error
    return error


def alone() -> Crew:
    """Give a crew of this process alone: one thread, item by item."""
    return Crew(_thread, batch=1)


@contextmanager
def _thread() -> Hired:
    """Start a thread, and wait at the end for what it has begun."""
    executor = ThreadPoolExecutor(1)
    try:
        yield executor, 1
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def local(jobs: int | None = None) -> Crew:
    """Give a crew of processes on this machine: so many, or one a core if there are more than a few items."""
    if jobs is not None and jobs < 1:
        raise UsageError(f"--jobs {jobs}", "is no number of processes", "give 1 or more")
    hands = _cores() if jobs is None else jobs
    if hands == 1:
        return alone()
    return Crew(partial(_pool, hands), least=FEW if jobs is None else 2)


def _cores() -> int:
    """Count the cores that this process may use."""
    import loky

    return int(loky.cpu_count())


@contextmanager
def _pool(hands: int) -> Hired:
    """Start processes that leave Ctrl-C to this one, and end them with what they are at."""
    import loky

    pool = loky.ProcessPoolExecutor(hands, initializer=_attend, initargs=(os.getpid(),))
    try:
        with _uninterrupted():
            pool.submit(os.getpid)  # the processes start here, and with them the threads that tend them
        yield pool, hands
    finally:
        pool.shutdown(wait=True, kill_workers=True)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from the processes that start here: a signal that is blocked stays so in a child."""
    if sys.platform == "win32":
        yield
        return
    from multiprocessing.resource_tracker import ensure_running

    ensure_running()  # loky starts it, and it lets Ctrl-C through again as it starts
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _attend(parent: int) -> None:
    """Begin a worker's life: it ends when the process that hired it is gone."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def cluster(address: str) -> Crew:
    """Give the crew of a Dask cluster by its scheduler's address; a dead worker's batches are the scheduler's to redo.

    Hiring raises UsageError if distributed is not installed, NetworkError if nobody answers or works there.
    """
    return Crew(partial(_cluster, address))


@contextmanager
def _cluster(address: str) -> Hired:
    """Join a cluster, and give up at the end what it is still at for us."""
    try:
        from distributed import Client
    except ImportError as error:
        remedy = "install it with: pip install 'relgraph[cluster]'"
        raise UsageError("--scheduler", "needs Dask distributed", remedy) from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what fails is told once, by the exceptions
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NetworkError(address, "no scheduler answers here", "start one: dask scheduler") from error
    with client:
        hands = sum(client.nthreads().values())
        if not hands:
            raise NetworkError(address, "the scheduler has no workers", f"start some: dask worker {address}")
        executor = client.get_executor(pure=False)
        try:
            yield executor, hands
        finally:
            executor.shutdown(wait=False)
