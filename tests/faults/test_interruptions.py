"""Builds that are killed or interrupted at any moment: what is done stays, nothing is half in, the next one goes on."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from relgraph import export
from relgraph.store import open_store

RELGRAPH = str(Path(sys.executable).with_name("relgraph"))
DOCUMENTS = 60
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are those of POSIX")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of short documents, some of which share what they state."""
    folder = tmp_path_factory.mktemp("texts")
    for number in range(DOCUMENTS):
        day = f"2023-05-{number % 28 + 1:02}"
        text = f"---\npublished: {day}\n---\nNorway thanked Chile on Thursday. Japan criticised Peru {number} times on {day}.\n"
        (folder / f"{number:02}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def whole(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The graphs of a build that nobody disturbs."""
    store = tmp_path_factory.mktemp("whole") / "store"
    subprocess.run([RELGRAPH, "build", texts, "--store", store, "--jobs", "1"], check=True, capture_output=True)
    return graphs(store)


def graphs(store: Path) -> dict[str, set[str]]:
    """Give the lines of each document's graph, and under an empty name those of the whole export."""
    with open_store(store) as opened:
        found = {name: {str(quad) for quad in opened.quads(name)} for name in opened.documents()}
        return found | {"": {export.digest(opened)}}


def start(texts: Path, store: Path, jobs: int) -> "subprocess.Popen[str]":
    """Start a build in a session of its own, as a terminal does."""
    command = [RELGRAPH, "build", str(texts), "--store", str(store), "--jobs", str(jobs)]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True, start_new_session=True)


def members(session: int) -> str:
    """List the commands of a session."""
    return subprocess.run(["ps", "-s", str(session), "-o", "args="], capture_output=True, text=True, check=False).stdout


def finish(texts: Path, store: Path, whole: dict[str, set[str]]) -> None:
    """Fail unless what is in the store is whole, and the next build makes it the same as an undisturbed one."""
    if (store / "CURRENT").exists():
        found = graphs(store)
        assert all(found[name] == whole[name] for name in found if name)
    done = subprocess.run([RELGRAPH, "build", texts, "--store", store], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert graphs(store) == whole


def test_builds_killed_at_twenty_moments_lose_and_halve_nothing(
    texts: Path, whole: dict[str, set[str]], tmp_path: Path
) -> None:
    moments = random.Random(4)  # noqa: S311 - the same shares of an undisturbed build's time in every run
    begun = time.monotonic()
    start(texts, tmp_path / "undisturbed", jobs=1).communicate()
    length = time.monotonic() - begun
    store = tmp_path / "store"
    cut = 0
    for round_ in range(20):
        child = start(texts, store, jobs=1 + round_ % 2)
        try:
            child.wait(timeout=moments.uniform(0.1, 0.9) * length)
        except subprocess.TimeoutExpired:
            child.kill()
            cut += 1
        child.communicate()
        if round_ % 4 == 3:
            finish(texts, store, whole)
            shutil.rmtree(store)
        elif (store / "CURRENT").exists():
            found = graphs(store)
            assert all(found[name] == whole[name] for name in found if name)
    assert cut >= 5


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("sign", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_build_ends_with_130_and_goes_on_later(
    sign: signal.Signals, jobs: int, texts: Path, whole: dict[str, set[str]], tmp_path: Path
) -> None:
    store = tmp_path / "store"
    child = start(texts, store, jobs)
    while "popen_loky" not in members(child.pid) if jobs > 1 else not (store / "CURRENT").exists():
        time.sleep(0.02)  # the workers have just begun to load what they need
    if sign == signal.SIGINT:
        os.killpg(child.pid, sign)  # a terminal sends Ctrl-C to all processes of the command
    else:
        child.send_signal(sign)
    _, said = child.communicate(timeout=60)
    assert (child.returncode, said) == (130, "relgraph: interrupted\n")
    for _ in range(50):
        if not members(child.pid).strip():
            break
        time.sleep(0.1)
    assert not members(child.pid)
    finish(texts, store, whole)
