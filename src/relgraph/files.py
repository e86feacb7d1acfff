"""Files that are whole or not there: every writer writes beside the target, then puts the new file in its place."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from relgraph.errors import InputError


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file for bytes that takes the place of `path` when the block ends well, and is gone when it fails."""
    if path.is_dir():
        raise InputError(str(path), "is a folder", "name a file to write to")
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".part", dir=path.parent)
    except OSError as error:
        problem = error.strerror or "cannot be written"
        raise InputError(str(path), problem, "check the folder and its permissions") from error
    part = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        part.replace(path)
    except OSError as error:
        problem = error.strerror or "cannot be written"
        raise InputError(str(path), problem, "free some space or name another file") from error
    finally:
        with suppress(OSError):
            part.unlink()


def _umask() -> int:
    """Read the mask that new files of this process get."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
