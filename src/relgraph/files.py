"""Files that are whole or not there: every writer writes beside the target, then puts the new file in its place.

A name that ends in .gz, .bz2 or .xz stands for a compressed file; the same content gives the same bytes.
"""

import bz2
import gzip
import lzma
import os
import tempfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, cast

from relgraph.errors import InputError


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file for bytes that takes the place of `path` when the block ends well, and is gone when it fails.

    A link stays one: the file that it points at is replaced. A device or pipe is never replaced, but refused.
    """
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():
        kind = "is a folder" if path.is_dir() else "is no regular file"
        raise InputError(str(path), kind, "name a file to write to; - is standard output")
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


#: Extensions of compressed files.
PACKED = (".gz", ".bz2", ".xz")
#: How many times its size a compressed file may hold, if that is more than these bytes; exports hold some twenty times.
RATIO, AMPLE = 200, 50_000_000


def bare(path: Path) -> Path:
    """Give a file's name without the extension of its compression."""
    return path.with_suffix("") if path.suffix.lower() in PACKED else path


def bare_suffix(path: Path) -> str:
    """Give the extension, in small letters, of what a file holds once it is unpacked."""
    return bare(path).suffix.lower()


@contextmanager
def packed_write(path: Path) -> Iterator[BinaryIO]:
    """Open a file like `atomic_write`, compressed if its name says so."""
    with atomic_write(path) as stream:
        kind = path.suffix.lower()
        if kind == ".gz":  # no name and no time of day: the same content gives the same bytes
            with gzip.GzipFile(filename="", mode="wb", fileobj=stream, mtime=0) as packed:
                yield cast(BinaryIO, packed)
        elif kind == ".bz2":
            with bz2.BZ2File(stream, "wb") as packed_bz2:
                yield cast(BinaryIO, packed_bz2)
        elif kind == ".xz":
            with lzma.LZMAFile(stream, "wb") as packed_xz:
                yield cast(BinaryIO, packed_xz)
        else:
            yield stream


@contextmanager
def unpacked(path: Path) -> Iterator[BinaryIO]:
    """Open a file to read what it holds, unpacked if its name says that it is compressed."""
    try:
        with _opened(path) as stream:
            yield cast(BinaryIO, _Metered(stream, path)) if path.suffix.lower() in PACKED else stream
    except FileNotFoundError as error:
        raise InputError(str(path), "there is no such file", "check the path") from error
    except (OSError, EOFError, lzma.LZMAError, zlib.error) as error:
        raise InputError(str(path), f"cannot be read ({error})", "check the file") from error


class _Metered:
    """A compressed file that is read no further than `RATIO` times its size, once that is more than `AMPLE`."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream, self._path, self._read = stream, path, 0
        self._most = max(AMPLE, RATIO * path.stat().st_size)

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes; raise InputError where the file turns out to hold too much."""
        given = self._stream.read(self._most + 1 if size < 0 else size)
        self._read += len(given)
        if self._read > self._most:
            raise InputError(str(self._path), f"unpacks to more than {RATIO} times its size", "unpack it by hand")
        return given

    def seek(self, place: int) -> None:
        """Go to a place."""
        self._read = self._stream.seek(place)


def _opened(path: Path) -> BinaryIO:
    """Open a file by the extension of its compression."""
    match path.suffix.lower():
        case ".gz":
            return cast(BinaryIO, gzip.open(path))
        case ".bz2":
            return cast(BinaryIO, bz2.open(path))
        case ".xz":
            return cast(BinaryIO, lzma.open(path))
        case _:
            return path.open("rb")


def _umask() -> int:
    """Read the mask that new files of this process get."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
