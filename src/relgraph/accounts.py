"""What reading gives, in whichever process it is done: documents in, an account of each out.

An account is the document's graph as N-Quads, or the reason why there is none. `Reading` says how documents are read;
it travels to other processes as the names of files, and each process loads what it knows once.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path

from pyoxigraph import RdfFormat, serialize

from relgraph import directory, graph
from relgraph.directory import Directory
from relgraph.document import Document
from relgraph.errors import InputError, RelgraphError, UsageError
from relgraph.facts import Fact
from relgraph.resources import PACKAGE, files

Reader = Callable[[Document], Iterable[Fact]]
#: Bytes of the longest statement; the parser of the store takes 16 MiB.
LONGEST = 16_000_000


@dataclass(frozen=True, slots=True)
class Reading:
    """How documents are read: the reader, the user's own Turtle that it knows, the encoding of the files.

    `mark` names all that the reading comes from, the texts apart.
    """

    read: Reader
    ontology: tuple[Path, ...] = ()
    encoding: str = "utf-8"

    mark: str = field(init=False)

    def __post_init__(self) -> None:
        """Name what the reading comes from; raise InputError for Turtle that is broken."""
        object.__setattr__(self, "mark", _mark(self.ontology))
        if self.ontology:
            _ = self.directory

    @property
    def directory(self) -> Directory:
        """The states, organizations and places that the reading knows."""
        return _directory(self.ontology, self.mark) if self.ontology else directory.packaged()


@dataclass(frozen=True, slots=True)
class Account:
    """What reading a document gave: the number of its facts and its graph as N-Quads, or the error it ended with."""

    facts: int = 0
    lines: bytes = b""
    error: RelgraphError | None = None


def read(reading: Reading, batch: Sequence[Document]) -> list[Account]:
    """Read documents; raise UsageError if this process has another program or knowledge than the one that asks."""
    if reading.mark != (own := _mark(reading.ontology)):
        raise UsageError(
            "a worker", f"has another relgraph or ontology ({own}, not {reading.mark})", "install the same"
        )
    return [_account(reading, document) for document in batch]


def _account(reading: Reading, document: Document) -> Account:
    """Read a document."""
    try:
        known = graph.in_order(reading.read(document))
        quads = graph.quads(document, known, reading.directory)
    except RelgraphError as error:
        return Account(error=error)
    lines = serialize(quads, format=RdfFormat.N_QUADS) or b""
    if max(map(len, lines.splitlines()), default=0) > LONGEST:
        problem = f"needs a statement of more than {LONGEST / 1e6:.0f} MB for one sentence"
        return Account(error=InputError(document.name, problem, "split the sentence, or take out what is no text"))
    return Account(len(known), lines)


def _mark(ontology: Sequence[Path]) -> str:
    """Name the program, its knowledge, and the user's own."""
    return f"{fingerprint()} {_digest(ontology) if ontology else 'packaged'}"


@cache
def fingerprint() -> str:
    """Hash what decides the facts of a text, wherever it is installed: the program and its knowledge."""
    program = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".model")]
    return _digest([*sorted(program), *files("ontology", ".ttl")])


@cache
def _directory(ontology: tuple[Path, ...], _mark: str) -> Directory:
    """Load the directory of the packaged ontology and the user's own, as it is under this mark."""
    return directory.load(ontology)


def _digest(paths: Iterable[Path]) -> str:
    """Hash files in their order."""
    found = sha256()
    for path in paths:
        found.update(sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
