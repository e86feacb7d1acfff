"""Intake: which of the sources are to be read, and what the store already holds of them.

Comes in: files and documents, a store, and how they are read. Goes out: the documents that the store does not hold as
they are, and a `Step` for each source that needs no reading. A document is known by its file name, and by its url if
that names a page: of two documents of one url the newer one counts, by the day of publication and then by name, and so
does any over one whose file is gone.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from urllib.parse import urlsplit

from relgraph import document as documents
from relgraph import edtf, identity
from relgraph.accounts import Reading
from relgraph.document import Document
from relgraph.errors import InputError, RelgraphError
from relgraph.store import READ_FROM, TEXT, Store
from relgraph.vocabulary import RG, SCHEMA

#: Note of the store on a document's graph: by what it was read.
READ_BY = "readBy"


class Outcome(Enum):
    """What may become of a source."""

    READ = "read"
    UNCHANGED = "unchanged"
    SUPERSEDED = "superseded"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one source: the facts that it gave, or the error that it failed with."""

    name: str
    outcome: Outcome
    facts: int = 0
    error: RelgraphError | None = None


Settle = Callable[[Step], None]


class Intake:
    """The sources of one build, taken in one by one."""

    def __init__(self, store: Store, reading: Reading) -> None:
        self._store, self._reading = store, reading
        #: Where each document of this build comes from, by its name; a document that has no file is its own place.
        self._places: dict[str, str] = {}
        self._files: set[str] = set()

    def unread(self, sources: Iterable[Path | Document], settle: Settle) -> Iterator[Document]:
        """Give the documents that must be read; settle all other sources on the way."""
        for source in sources:
            place = source.name if isinstance(source, Document) else str(source)
            try:
                document = self._taken(source, place)
            except RelgraphError as error:
                settle(Step(place, Outcome.FAILED, error=error))
                continue
            if self._is_known(document):
                settle(Step(place, Outcome.UNCHANGED))
            elif rivals(self._store, document)[1]:
                settle(Step(place, Outcome.SUPERSEDED))
            else:
                yield document

    def place(self, document: Document) -> str:
        """Tell where a document of this build comes from."""
        return self._places[document.name]

    def notes(self, document: Document) -> dict[str, str]:
        """Give what the store is to note of a document."""
        file = _origin(self._places[document.name])
        origin = {READ_FROM: file} if file in self._files else {TEXT: document.text}
        return {READ_BY: _mark(document, self._reading)} | origin

    def missing(self, folders: Iterable[Path]) -> list[str]:
        """List the graphs of the documents that were read from a file in these folders which is no source now."""
        roots = tuple(os.path.join(_origin(folder), "") for folder in folders)  # noqa: PTH118 - ends in a separator
        notes = self._store.notes(READ_FROM) if roots else {}
        return [graph for graph, file in notes.items() if file.startswith(roots) and not self._is_source(file)]

    def _is_source(self, file: str) -> bool:
        """Say whether a file is a source of this build, or lies in a folder that could not be looked into."""
        return file in self._files or any(str(above) in self._files for above in Path(file).parents)

    def _taken(self, source: Path | Document, place: str) -> Document:
        """Take a source in as a document; raise InputError for what is none, or has the name of another one."""
        if isinstance(source, Path):
            _nameable(source)
            self._files.add(_origin(source))
        document = source if isinstance(source, Document) else documents.from_path(source, self._reading.encoding)
        _sound(document, place)
        if document.name in self._places:
            raise InputError(place, f"another document is called {document.name}", "rename one of the two")
        self._places[document.name] = place
        return document

    def _is_known(self, document: Document) -> bool:
        """Say whether the store holds this very text, read in this very way; note the file if it has moved."""
        graph, notes = identity.document(document.name), self.notes(document)
        if any(self._store.noted(graph, name) != notes.get(name) for name in (READ_BY, TEXT)):
            return False
        if READ_FROM in notes and self._store.noted(graph, READ_FROM) != notes[READ_FROM]:
            self._store.note(graph, READ_FROM, notes[READ_FROM])
        return True


def rivals(store: Store, document: Document) -> tuple[list[str], list[str]]:
    """List the graphs of other documents of the same url that a document supersedes, and those that supersede it."""
    own = identity.document(document.name)
    if not document.url or not _names_a_page(document.url):
        return [], []
    others = [graph for graph in store.bearers(SCHEMA + "url", document.url) if graph != own]
    newer = [graph for graph in others if _is_newer(store, graph, document)]
    return [graph for graph in others if graph not in newer], newer


def _is_newer(store: Store, graph: str, document: Document) -> bool:
    """Say whether a stored document, whose file is still there, is newer than another."""
    file = store.noted(graph, READ_FROM)
    if file and not Path(file).is_file():
        return False
    published = next(iter(store.values(graph, RG + "published", graph)), "")
    return (published, graph) > (document.published or "", identity.document(document.name))


def _names_a_page(url: str) -> bool:
    """Say whether an address is that of a page, not of a whole site."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.path.strip("/") or parts.query)


def _mark(document: Document, reading: Reading) -> str:
    """Name a document's text and how it is read."""
    return f"{document.digest} {reading.mark}"


def _origin(place: str | Path) -> str:
    """Give the whole path of a file, with links as they are."""
    return os.path.abspath(place)  # noqa: PTH100 - resolve() would follow links


def _nameable(path: Path) -> None:
    """Raise InputError for a path of bytes that are no text, which no IRI or note can name."""
    try:
        _origin(path).encode()
    except UnicodeEncodeError as error:
        place = os.fsencode(path).decode("utf-8", "replace")
        raise InputError(place, "its name is not UTF-8", "rename the file or its folder") from error


def _sound(document: Document, place: str) -> None:
    """Raise InputError for a document without text, or published on a day that no calendar has."""
    if not document.slice(document.body).strip():
        raise InputError(place, "is empty", "give a file with text in it")
    try:
        if document.published:
            edtf.bounds(document.published)
    except ValueError as error:
        problem = f"published: {document.published} is no date"
        raise InputError(place, problem, "write it as 2022-02-24, 2022-02 or 2022-02-24~") from error
