"""What is fuzzed: each target takes bytes, and fails by any error that is not relgraph's own, or by a broken promise."""

import re
import tarfile
import tempfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

from relgraph import edtf, graph, queries, sandbox
from relgraph.document import Document, decoded, from_text
from relgraph.errors import RelgraphError, StoreError
from relgraph.queries import TYPES
from relgraph.reading import read
from relgraph.store import LAYOUT, in_memory, open_store
from relgraph.verify import verify

ENCODINGS = ("utf-8", "utf-16", "windows-1254", "utf-7", "shift-jis", "hz")
FIXTURE = Path(__file__).parents[1] / "fixtures" / f"layout-{LAYOUT}.tar.xz"


def document(data: bytes) -> None:
    """Read bytes as a document; its text stays, and its parts lie in it."""
    if not data:
        return
    with suppress(RelgraphError):
        whole(from_text(decoded(data[1:], "bytes", ENCODINGS[data[0] % len(ENCODINGS)]), "a.txt"))


def header(data: bytes) -> None:
    """Read a header made of any text."""
    text = "---\n" + data.decode("utf-8", "surrogateescape")
    with suppress(RelgraphError):
        found = from_text(text, "a.txt")
        assert found.text == text
        whole(found)


def whole(found: Document) -> None:
    """Fail unless a document's parts lie in its text, in order."""
    assert 0 <= found.body.start <= found.body.end == len(found.text)
    assert found.title is None or found.title.start < found.title.end <= found.body.start
    assert not found.published or re.match(r"\d{4}", found.published, re.A)


def reader(data: bytes) -> None:
    """Read the facts of a text; every quote and argument stands in it."""
    with suppress(RelgraphError):
        found = from_text(data.decode("utf-8", "surrogateescape"), "a.txt")
        facts = read(found)
        graph.quads(found, facts)  # proves each


def dates(data: bytes) -> None:
    """Read a date; its first day is not after its last."""
    text = data.decode("utf-8", "replace")
    with suppress(ValueError):
        first, last = edtf.bounds(text)
        assert first or last
        assert not (first and last) or first <= last
        assert text.isascii()


def question(data: bytes) -> None:
    """Read the header of a query file, and give its parameters their defaults."""
    with suppress(RelgraphError):
        found = queries.from_text(data.decode("utf-8", "replace"), "q")
        assert {one.type for one in found.parameters} <= set(TYPES)
        queries.terms(found, {})


def query(data: bytes) -> None:
    """Ask what is not refused; the engine lives, and nothing is written."""
    text = data.decode("utf-8", "replace")
    with suppress(RelgraphError):
        sandbox.refuse(text)
        assert len(text) <= sandbox.LONGEST
        disarmed = sandbox.disarmed(text)
        with suppress(SyntaxError, ValueError, RuntimeError):
            store = in_memory()
            store.query(disarmed)
            assert not store.graphs()


def store(data: bytes) -> None:
    """Open and read a store some of whose bytes are changed; it is refused, or says what it said before."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as name:
        folder = Path(name) / "store"
        folder.mkdir()
        for file, raw in harmed(data).items():
            (folder / file).write_bytes(raw)
        with suppress(StoreError), open_store(folder) as opened:
            try:
                assert opened.graphs() is not None
                report = verify(opened, [])
                rows = queries.ask(opened, "events").rows
            except RelgraphError as error:
                assert isinstance(error, StoreError), error
                return
            assert rows == answers()
            assert report.documents == 2


def harmed(data: bytes) -> dict[str, bytes]:
    """Change the bytes of the store's files: four of the data say which file, where (two) and by what."""
    found = {name: bytearray(raw) for name, raw in files().items()}
    names = sorted(name for name in found if found[name])
    for at in range(0, len(data) - 3, 4):
        raw = found[names[data[at] % len(names)]]
        raw[int.from_bytes(data[at + 1 : at + 3], "big") * len(raw) // 65536] ^= data[at + 3]
    return {name: bytes(raw) for name, raw in found.items()}


@cache
def files() -> dict[str, bytes]:
    """Give the files of the store that is kept with the tests."""
    with tarfile.open(FIXTURE) as archive:
        found = {Path(one.name).name: archive.extractfile(one) for one in archive.getmembers() if one.isfile()}
        return {name: stream.read() for name, stream in found.items() if stream}


@cache
def answers() -> tuple[tuple[str, ...], ...]:
    """Give what the store answers when nothing is changed."""
    with tempfile.TemporaryDirectory() as name:
        for file, raw in files().items():
            (Path(name) / file).write_bytes(raw)
        with open_store(Path(name)) as opened:
            return queries.ask(opened, "events").rows


TARGETS: dict[str, Callable[[bytes], None]] = {
    one.__name__: one for one in (document, header, reader, dates, question, query, store)
}
