"""The reader: a document in, its facts out. `cascade.py` shows the way from top to bottom."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relgraph.document import Document
    from relgraph.facts import Fact
    from relgraph.reading.knowledge import Knowledge

__all__ = ["explain", "read", "reader"]


@cache
def _knowledge(extra: tuple[Path, ...] = ()) -> "Knowledge":
    from relgraph.reading.knowledge import Knowledge

    return Knowledge.load(extra)


def read(document: "Document") -> "tuple[Fact, ...]":
    """Give the facts that a document states, in the order of its text, read with the packaged knowledge."""
    return reader()(document)


def reader(extra: Sequence[Path] = ()) -> "Callable[[Document], tuple[Fact, ...]]":
    """Give a reader that knows the packaged ontology and a user's own Turtle files; raise InputError for bad Turtle."""
    from relgraph.reading.cascade import read as run

    knowledge = _knowledge(tuple(extra))
    return lambda document: run(document, knowledge)


def explain(text: str, extra: Sequence[Path] = ()) -> str:
    """Tell how a text is read: its mentions, its tree, the frames tried and why one failed, and the facts."""
    from relgraph.reading.explanation import explain as run

    return run(text, _knowledge(tuple(extra)))
