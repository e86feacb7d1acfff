"""The lock of a store: a file beside its folder that names the process which writes; one that died holds nothing."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from relgraph.errors import StoreError

LOCK = "relgraph.lock"


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the store's lock file, which names the process that writes; a lock of a dead process is taken over."""
    lock = lock_of(path)
    try:
        path.mkdir(parents=True, exist_ok=True)
        _take(lock, path)
    except FileNotFoundError as error:
        raise StoreError(str(path), "cannot be made here", "check the path") from error
    except (PermissionError, NotADirectoryError) as error:
        raise StoreError(str(path), error.strerror or "cannot be written", "check the folder's permissions") from error
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _take(lock: Path, path: Path) -> None:
    """Make the lock file, or raise StoreError if a living process holds it."""
    for _ in range(2):
        try:
            handle = os.open(lock, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
        except FileExistsError:
            refuse_if_written(lock, path)
            lock.unlink(missing_ok=True)
            continue
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(f"{os.getpid()} {socket.gethostname()}")
        return
    raise StoreError(str(path), "is being written by another process", "wait until it is done")


def lock_of(path: Path) -> Path:
    """Give the lock file of a store; it lies beside the folder, for the folder is the engine's."""
    return path.with_name(f"{path.name}.{LOCK}")


def refuse_if_written(lock: Path, path: Path) -> None:
    """Raise StoreError if a living process holds the lock; only this machine's processes can be asked."""
    if not lock.exists():
        return
    holder, _, host = _read(lock).partition(" ")
    if host != socket.gethostname() or _alive(holder):
        place = f"process {holder or '?'} on {host or '?'}"
        raise StoreError(str(path), f"is being written by {place}", f"wait, or remove {lock}")


def _read(lock: Path) -> str:
    """Read who holds a lock."""
    try:
        return lock.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""


def _alive(holder: str) -> bool:
    """Say whether a process of this machine lives."""
    try:
        os.kill(int(holder), 0)
    except (ValueError, ProcessLookupError):
        return False
    except PermissionError:
        return True
    return True
