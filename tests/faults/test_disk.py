"""Files and disks that are not as one thinks: names that are no text, links and devices, no room, no permission."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.test_faults import GOOD, RELGRAPH, digest, run

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits, links and devices are those of POSIX")
#: Bytes of the largest file that a process may write where the disk is to be full.
ROOM = 40_000


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of one document, open to every user."""
    folder = tmp_path_factory.mktemp("disk")
    (folder / "good.txt").write_text(GOOD, encoding="utf-8")
    assert run("build", folder / "good.txt", "--store", folder / "store").returncode == 0
    return folder / "store"


@pytest.fixture
def store(origin: Path, tmp_path: Path) -> Path:
    """A copy of the store that a test may harm."""
    return Path(shutil.copytree(origin, tmp_path / "store"))


def limited(before: Callable[[], None], *words: str | Path) -> "subprocess.CompletedProcess[str]":
    """Run a command in a process that has been prepared."""
    command = [RELGRAPH, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=before)


def full() -> None:
    """Let this process write no large file."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (ROOM, ROOM))


def plain() -> None:
    """Take from this process what lets root pass over permissions (prctl PR_CAPBSET_DROP, see capabilities(7))."""
    if os.geteuid() == 0:
        for right in (1, 2):  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH
            assert ctypes.CDLL(None).prctl(24, right, 0, 0, 0) == 0


@contextmanager
def shut(*paths: Path, mode: int = 0) -> Iterator[None]:
    """Take permissions away for a time."""
    modes = {path: path.stat().st_mode & 0o777 for path in paths}
    for path in paths:
        path.chmod(mode)
    try:
        yield
    finally:
        for path in reversed(paths):
            path.chmod(modes[path])


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="drops the rights of root as Linux has them")
def test_what_may_not_be_read_is_said_and_stays_in_the_store(tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "store"
    (folder / "locked" / "deep").mkdir(parents=True)
    for number, name in enumerate(("open.txt", "own.txt", "locked/a.txt", "locked/deep/b.txt")):
        (folder / name).write_text(f"Norway thanked Chile on {number + 1} May 2023.", encoding="utf-8")
    assert run("build", folder, "--store", store).returncode == 0
    before = digest(store)
    with shut(folder / "own.txt", folder / "locked"):
        done = limited(plain, "build", folder, "--prune", "--store", store)
        again = limited(plain, "build", folder / "locked", "--store", tmp_path / "other")
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"relgraph: {folder}/{name}: Permission denied; check the path and its permissions"
        for name in ("locked", "own.txt")
    ] + ["0 read, 1 unchanged, 2 failed; 0 new facts"]
    assert (again.returncode, "not readable" in again.stderr) == (2, True)
    assert digest(store) == before


ANSWERED = ("query people", "stats", "export --format nt", "verify", "query ASK{}", "view --no-open -o -")
REFUSED = {
    "build": "store: ",
    "matches --same Norway Chile": "store: ",
    "view --no-open -o @/page.html": "page.html: ",
}


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="drops the rights of root as Linux has them")
@pytest.mark.parametrize("words", [*ANSWERED, *REFUSED])
def test_a_read_only_folder_answers_and_says_what_cannot_be_written(words: str, store: Path, origin: Path) -> None:
    whole = words.replace("@", str(store.parent)).split()
    wanted = run(*whole, "--store", store).stdout if words in ANSWERED else ""
    before = {path: path.read_bytes() for path in store.parent.rglob("*") if path.is_file()}
    with shut(store.parent, store, mode=0o555):
        command = ["env", "--unset=HOME", f"TMPDIR={store.parent}/none", RELGRAPH, *whole, "--store", str(store)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, preexec_fn=plain)
    if words in ANSWERED:
        assert (done.returncode, done.stdout) == (0, wanted), done.stderr
    else:
        assert done.returncode in (3, 4)
        assert REFUSED[words] + "Permission denied; check the folder" in done.stderr
    assert {path: path.read_bytes() for path in store.parent.rglob("*") if path.is_file()} == before


def test_odd_things_in_a_folder_cost_themselves_alone(tmp_path: Path) -> None:
    folder, store = tmp_path / "texts", tmp_path / "store"
    folder.mkdir()
    odd = (b"a\nb.txt", b"-x.txt", "😀\u202e.txt".encode(), b'q"<b>.txt', b"a" * 251 + b".txt")
    for number, raw in enumerate((*odd, b"\xff.txt")):
        (folder / os.fsdecode(raw)).write_text(f"Norway thanked Chile on {number + 1} May 2023.", encoding="utf-8")
    for name, target in {"loop": "loop.txt", "gone": "nowhere", "device": "/dev/zero", "up": ".."}.items():
        (folder / f"{name}.txt").symlink_to(target)
    os.mkfifo(folder / "pipe.txt")
    done = run("build", folder, "--store", store)
    lines = done.stderr.splitlines()
    assert (done.returncode, "Traceback" in done.stderr) == (1, False), done.stderr
    assert lines[-1].startswith(f"{len(odd)} read, 0 unchanged, 6 failed")
    assert [line for line in lines if "\ufffd.txt: its name is not UTF-8; rename the file" in line]
    assert run("verify", "--store", store).returncode == 0
    assert all(line.endswith(" .") for line in run("export", "--format", "nt", "--store", store).stdout.splitlines())


@pytest.mark.parametrize("words", ["view --no-open", "query people --format csv", "export --format nt"])
def test_an_output_never_takes_the_place_of_a_device_or_a_link(words: str, store: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    done = run(*words.split(), "--store", store, "-o", tmp_path / "pipe")
    assert (done.returncode, (tmp_path / "pipe").is_fifo()) == (3, True)
    assert "is no regular file; name a file to write to" in done.stderr
    (tmp_path / "target").write_text("old", encoding="utf-8")
    (tmp_path / "link").symlink_to("target")
    assert run(*words.split(), "--store", store, "-o", tmp_path / "link").returncode == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text(encoding="utf-8") != "old"


@pytest.mark.parametrize("start", ["new", "old"])
def test_a_build_on_a_full_disk_says_so_and_goes_on_later(start: str, store: Path, tmp_path: Path) -> None:
    if start == "new":
        shutil.rmtree(store)
    text = "".join(f"Norway thanked Chile for {number} ships on 5 May 2023.\n" for number in range(2, 60))
    (tmp_path / "long.txt").write_text(text, encoding="utf-8")
    done = limited(full, "build", tmp_path / "long.txt", "--store", store)
    assert (done.returncode, "Traceback" in done.stderr) == (4, False), done.stderr
    assert "the disk is full; free some space and run it again" in done.stderr
    if start == "new":
        asked = run("stats", "--store", store)
        assert (asked.returncode, "was never finished; run `relgraph build`" in asked.stderr) == (4, True)
    assert run("build", tmp_path / "long.txt", "--store", store).returncode == 0
    assert run("verify", tmp_path, "--store", store).returncode in (0, 1)
    assert run("build", tmp_path / "long.txt", "--store", tmp_path / "other").returncode == 0
    if start == "new":
        assert digest(store) == digest(tmp_path / "other")


def test_an_output_on_a_full_disk_leaves_the_old_file(store: Path, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("old", encoding="utf-8")
    done = limited(full, "view", "--no-open", "--store", store, "-o", tmp_path / "page.html")
    assert done.returncode == 3
    assert "page.html: File too large; free some space" in done.stderr
    assert (tmp_path / "page.html").read_text(encoding="utf-8") == "old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["page.html", "store"]
    with Path("/dev/full").open("w") as nowhere:
        command = [RELGRAPH, "query", "people", "--store", str(store)]
        done = subprocess.run(command, stdout=nowhere, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (1, "relgraph: output: No space left on device; check the path\n")


@pytest.mark.parametrize("words", ["build -", "query -", "why -"])
def test_standard_input_without_end_is_refused(words: str, store: Path) -> None:
    with Path("/dev/zero").open("rb") as endless:
        command = [RELGRAPH, *words.split(), *([] if words == "why -" else ["--store", str(store)])]
        done = subprocess.run(command, stdin=endless, capture_output=True, text=True, check=False, timeout=60)
    assert (done.returncode, done.stdout) == (3, "")
    assert "standard input: has more than 2 MB" in done.stderr
