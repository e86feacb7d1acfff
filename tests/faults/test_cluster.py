"""A real scheduler with two workers on loopback, one of which is killed half-way: each document is there exactly once."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from relgraph import export
from relgraph.api import Graph
from relgraph.errors import NetworkError
from relgraph.intake import Step
from relgraph.store import open_store

DASK = str(Path(sys.executable).with_name("dask"))
DOCUMENTS = 60


@contextmanager
def process(*words: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a part of the cluster in a group of its own, and end it with all that it started."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen([DASK, *words], start_new_session=True, text=True, **quiet) as child:  # type: ignore[call-overload]
        try:
            yield child
        finally:
            if child.poll() is None:
                os.killpg(child.pid, signal.SIGKILL)


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """Start a scheduler on a free port and give its address and process."""
    file = folder / "scheduler.json"
    words = ("--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(file))
    with process("scheduler", *words) as child:
        wait_for(lambda: file.exists() and file.stat().st_size > 0)
        yield json.loads(file.read_text("utf-8"))["address"], child


def worker(address: str) -> AbstractContextManager["subprocess.Popen[str]"]:
    """Start a worker that nobody starts again."""
    words = ("--no-nanny", "--nthreads", "1", "--no-dashboard", "--host", "127.0.0.1")
    return process("worker", address, *words)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds; fail after a minute."""
    for _ in range(600):
        if condition():
            return
        time.sleep(0.1)
    pytest.fail("the cluster does not start")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short documents."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(DOCUMENTS):
        text = "\0" if number == 7 else f"Norway thanked Chile on {number % 28 + 1} May 2023 for {number} ships."
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


def digest(store: Path) -> str:
    """Name the content of a store."""
    with open_store(store) as opened:
        return export.digest(opened)


def members(address: str) -> int:
    """Count the workers of a cluster."""
    from distributed import Client

    with Client(address, set_as_default=False) as client:
        return len(client.nthreads())


def test_a_cluster_that_loses_a_worker_half_way_gives_each_document_once(texts: Path, tmp_path: Path) -> None:
    alone, shared = Graph(tmp_path / "alone"), Graph(tmp_path / "shared")
    alone.build(texts, jobs=1)
    with scheduler(tmp_path) as (address, _), worker(address) as first, worker(address):
        wait_for(lambda: members(address) == 2)
        done = 0

        def kill(step: Step) -> None:
            nonlocal done
            done += 1
            if done == DOCUMENTS // 3:
                first.kill()

        report = shared.build(texts, scheduler=address, progress=kill)
        wait_for(lambda: members(address) == 1)
        assert shared.build(texts, scheduler=address).unchanged == DOCUMENTS - 1
    assert (report.documents, len(report.failures), done) == (DOCUMENTS - 1, 1, DOCUMENTS)
    assert "NUL bytes" in str(report.failures[0].error)
    assert digest(tmp_path / "shared") == digest(tmp_path / "alone")


def test_a_scheduler_that_dies_half_way_ends_the_build_and_keeps_what_is_done(texts: Path, tmp_path: Path) -> None:
    graph = Graph(tmp_path / "store")
    with scheduler(tmp_path) as (address, process), worker(address):
        wait_for(lambda: members(address) == 1)

        def kill(step: Step) -> None:
            if step.facts:
                process.kill()

        with pytest.raises(NetworkError, match="was lost; start it, and the same command goes on"):
            graph.build(texts, scheduler=address, progress=kill)
    assert 0 < graph.build(texts, jobs=1).unchanged < DOCUMENTS - 1


def test_no_scheduler_and_a_cluster_without_workers_are_said(texts: Path, tmp_path: Path) -> None:
    with pytest.raises(NetworkError, match="no scheduler answers here; start one: dask scheduler"):
        Graph(tmp_path / "store").build(texts, scheduler="tcp://127.0.0.1:1")
    with scheduler(tmp_path) as (address, _), pytest.raises(NetworkError, match="has no workers; start some"):
        Graph(tmp_path / "store").build(texts, scheduler=address)
