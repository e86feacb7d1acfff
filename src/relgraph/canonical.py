"""Canonical RDF in flat memory: statements as sorted, distinct N-Quads lines, and the digest of them.

The digest is the SHA-256 of the canonical N-Quads of RDF Dataset Canonicalization, RDFC-1.0
(https://www.w3.org/TR/rdf-canon/), so that any other program for it gives the same one. relgraph writes no blank nodes;
then sorting is all that is to be done, and lines that do not fit into memory are sorted in temporary files. Blank nodes
of foreign files are named by pyoxigraph in a child process with a time limit, for that work can grow exponentially.
"""

import heapq
import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import IO, BinaryIO, cast

from pyoxigraph import CanonicalizationAlgorithm, Dataset, Quad, RdfFormat, Triple, parse, serialize

from relgraph.errors import InputError, Overtime
from relgraph.files import bare_suffix, unpacked
from relgraph.turtle import UNREADABLE, unmarked

#: How many statements are sorted in memory at a time, some 50 MB.
BATCH = 100_000
#: Seconds for the naming of blank nodes.
PATIENCE = 60.0
#: Syntaxes that can be read, by extension.
SYNTAXES = {
    ".nq": RdfFormat.N_QUADS,
    ".nt": RdfFormat.N_TRIPLES,
    ".ttl": RdfFormat.TURTLE,
    ".turtle": RdfFormat.TURTLE,
    ".trig": RdfFormat.TRIG,
    ".jsonld": RdfFormat.JSON_LD,
    ".rdf": RdfFormat.RDF_XML,
    ".owl": RdfFormat.RDF_XML,
    ".xml": RdfFormat.RDF_XML,
}
BLANK = re.compile(rb"_:|\S+ \S+ _:|.* _:\S+ \.$")
NESTED = re.compile(rb"\S+ \S+ <<")


class Lines:
    """A readable file made of an iterator of lines, for parsers that want a file."""

    def __init__(self, given: Iterable[bytes]) -> None:
        self._lines = iter(given)
        self._ready = io.BytesIO()

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes, nothing at the end."""
        if size < 0:
            return self._ready.read() + b"".join(self._lines)
        if not (found := self._ready.read(size)):
            self._ready = io.BytesIO(b"".join(islice(self._lines, 500)))
            found = self._ready.read(size)
        return found


class Guarded:
    """A file of XML that refuses to declare entities, which can grow a line into gigabytes."""

    def __init__(self, stream: BinaryIO, path: Path) -> None:
        self._stream, self._path, self._tail = stream, path, b""

    def read(self, size: int = -1) -> bytes:
        """Give at most `size` bytes; raise InputError where an entity is declared."""
        given = self._stream.read(size)
        if b"<!ENTITY" in self._tail + given:
            raise InputError(str(self._path), "declares XML entities", "write them out")
        self._tail = given[-8:]
        return given


def lines(statements: Iterable[Quad] | Iterable[Triple]) -> Iterator[bytes]:
    """Write statements as canonical N-Quads or N-Triples lines, in the order in which they come."""
    rest = iter(statements)
    while batch := list(islice(rest, 10_000)):
        form = RdfFormat.N_QUADS if isinstance(batch[0], Quad) else RdfFormat.N_TRIPLES
        said = cast(Iterable[Quad], batch)
        yield from (serialize(said, format=form) or b"").splitlines(keepends=True)


def ordered(given: Iterable[bytes], batch: int = BATCH) -> Iterator[bytes]:
    """Sort lines by their bytes, each once; of more than `batch` the rest waits in temporary files."""
    rest = iter(given)
    with ExitStack() as stack:
        runs: list[Iterable[bytes]] = []
        while chunk := list(islice(rest, batch)):
            run: Iterable[bytes] = sorted(set(chunk))
            if len(chunk) == batch:
                spool = stack.enter_context(tempfile.TemporaryFile(prefix="relgraph-"))
                spool.writelines(run)
                spool.seek(0)
                run = spool
            runs.append(run)
        last = b""
        for line in heapq.merge(*runs):
            if line != last:
                yield line
            last = line


def triples(sorted_lines: Iterable[bytes]) -> Iterator[Triple]:
    """Read N-Triples lines back into triples."""
    stream = cast(IO[bytes], Lines(sorted_lines))
    return (quad.triple for quad in parse(stream, format=RdfFormat.N_TRIPLES))


def digest(statements: Iterable[Quad]) -> str:
    """Give the digest of statements that have no blank nodes; raise InputError for those that have."""
    found = sha256()
    for line in ordered(lines(statements)):
        if BLANK.match(line):
            raise InputError("the statements", "have blank nodes", "give a file to `relgraph digest`")
        found.update(line)
    return found.hexdigest()


def digest_of_file(path: Path, seconds: float = PATIENCE) -> str:
    """Give the digest of an RDF file, compressed or not; raise InputError or, for blank nodes without end, Overtime."""
    found, blank = sha256(), False
    for line in ordered(lines(statements(path))):
        if NESTED.match(line):
            raise InputError(str(path), "holds triple terms, which RDFC-1.0 does not cover", "reify them first")
        blank = blank or BLANK.match(line) is not None
        found.update(line)
    if not blank:
        return found.hexdigest()
    command = [sys.executable, "-I", "-m", "relgraph.canonical", str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=True)  # noqa: S603 (our own module)
    except subprocess.TimeoutExpired as error:
        problem = f"its blank nodes could not be told apart within {seconds:g} s"
        raise Overtime(str(path), problem, "give the nodes IRIs") from error
    except subprocess.CalledProcessError as error:
        said = (error.stderr.decode(errors="replace").strip().splitlines() or ["ended without a word"])[-1]
        raise InputError(str(path), f"its blank nodes could not be told apart ({said})", "give them IRIs") from error
    return done.stdout.decode().strip()


def statements(path: Path) -> Iterator[Quad]:
    """Read the statements of an RDF file by its extension; raise InputError with the place of what is broken."""
    syntax = SYNTAXES.get(bare_suffix(path))
    if syntax is None:
        raise InputError(str(path), "has an extension of no RDF syntax", f"use one of {' '.join(SYNTAXES)}")
    try:
        with unpacked(path) as stream:
            source = cast(IO[bytes], Guarded(stream, path)) if syntax == RdfFormat.RDF_XML else unmarked(stream)
            yield from parse(source, format=syntax)
    except UNREADABLE as error:
        raise InputError(str(path), f"cannot be read ({error})", "mend the file") from error


def main() -> int:
    """Name the blank nodes of the file that the first argument names and print its digest; the child's whole life."""
    data = Dataset(statements(Path(sys.argv[1])))
    data.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    found = sha256()
    for line in ordered(lines(data)):
        found.update(line)
    sys.stdout.write(found.hexdigest() + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
