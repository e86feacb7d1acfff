"""Renewal: a store of an older layout is made anew from its documents, and the old one stays beside it.

Comes in: the folder of a store. Goes out: the folder to write to, with the documents that the old store tells of. The new
store takes the place of the old one only when it is whole; until then, and if that fails, the old one stays where it is.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from relgraph import document as documents
from relgraph.document import Document
from relgraph.errors import StoreError
from relgraph.locks import lock_of, locked, refuse_if_written
from relgraph.store import MARK, READ_FROM, TEXT, Store, is_older, layout_of, open_store
from relgraph.vocabulary import RG


@dataclass(frozen=True, slots=True)
class Renewal:
    """Where a build writes, what an older store had been built from, and where that store will lie then."""

    place: Path
    sources: tuple[Path | Document, ...] = ()
    backup: Path | None = None


@contextmanager
def renewed(path: Path) -> Iterator[Renewal]:
    """Give the store to write to: that of the path, or one that takes its place if that has an older layout."""
    if not (path / MARK).is_file():
        yield Renewal(path)
        return
    refuse_if_written(lock_of(path), path)
    if not is_older(layout := layout_of(path)):
        yield Renewal(path)
        return
    with open_store(path, older=True) as old:
        sources = _sources(old)
    place, backup = (path.with_name(f"{path.name}.{ending}") for ending in ("new", f"layout-{layout}"))
    if backup.exists():
        raise StoreError(str(backup), "is in the way of the old store, which is to be kept there", "move it away")
    with locked(path):
        shutil.rmtree(place, ignore_errors=True)
        yield Renewal(place, sources, backup)
        path.rename(backup)
        place.rename(path)


def _sources(old: Store) -> tuple[Path | Document, ...]:
    """List what a store was built from: files by their paths, and documents that had none by the text that it keeps."""
    texts = old.notes(TEXT)
    names = {graph: next(iter(old.values(graph, RG + "fileName", graph)), "") for graph in texts}
    files = [Path(file) for graph, file in old.notes(READ_FROM).items() if graph not in texts]
    return (*sorted(files), *(documents.from_text(texts[graph], name) for graph, name in names.items() if name))
