"""Turtle files, packaged or a user's own, read in one place.

Comes in: a path. Goes out: its statements, without a byte order mark, or an InputError with the place of what is broken.
"""

from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Quad, RdfFormat, parse

from relgraph.errors import InputError

#: What the parser raises for text that it cannot read; a single term of 16 MB is a MemoryError to it.
UNREADABLE = (SyntaxError, ValueError, MemoryError)


def statements(path: Path) -> Iterator[Quad]:
    """Give the statements of a Turtle file; raise InputError if it cannot be read."""
    try:
        with path.open("rb") as stream:
            yield from parse(unmarked(stream), format=RdfFormat.TURTLE)
    except (OSError, *UNREADABLE) as error:
        said = str(error).replace("<string>", path.name)
        raise InputError(str(path), f"cannot be read as Turtle ({said})", "mend the file or leave it out") from error


def unmarked(stream: BinaryIO) -> BinaryIO:
    """Pass over the byte order mark of an open file, if it has one."""
    if stream.read(len(BOM_UTF8)) != BOM_UTF8:
        stream.seek(0)
    return stream
