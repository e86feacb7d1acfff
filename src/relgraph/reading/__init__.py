"""The reader: a document in, its facts out. `cascade.py` shows the way from top to bottom."""

from collections.abc import Callable, Sequence
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relgraph.document import Document
    from relgraph.facts import Fact
    from relgraph.reading.knowledge import Knowledge

__all__ = ["explain", "read", "reader"]


@cache
def _knowledge(extra: tuple[Path, ...] = (), _digest: str = "") -> "Knowledge":
    """Load what the reader knows, once for each content of a user's own files."""
    from relgraph.reading.knowledge import Knowledge

    return Knowledge.load(extra)


def read(document: "Document") -> "tuple[Fact, ...]":
    """Give the facts that a document states, in the order of its text, read with the packaged knowledge."""
    return reader()(document)


def reader(extra: Sequence[Path] = ()) -> "Callable[[Document], tuple[Fact, ...]]":
    """Give a reader that knows the packaged ontology and a user's own Turtle files; raise InputError for bad Turtle.

    It travels to other processes as the names of the files; knowledge is loaded there, and here, on first use.
    """
    if extra:
        _knowledge(tuple(extra), _content(extra))
    return partial(_read, tuple(extra))


def _read(extra: tuple[Path, ...], document: "Document") -> "tuple[Fact, ...]":
    """Read a document."""
    from relgraph.reading.cascade import read as run
    from relgraph.reading.faircopy import fair

    copy = fair(document)
    return copy.restored(run(copy.document, _knowledge(extra, _content(extra))))


def _content(paths: Sequence[Path]) -> str:
    """Hash the content of files; a file that is not there is told when it is loaded."""
    return sha256(b"".join(path.read_bytes() for path in paths if path.is_file())).hexdigest() if paths else ""


def explain(text: str, extra: Sequence[Path] = ()) -> str:
    """Tell how a text is read: its mentions, its tree, the frames tried and why one failed, and the facts."""
    from relgraph.reading.explanation import explain as run

    return run(text, _knowledge(tuple(extra)))
