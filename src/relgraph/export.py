"""Exports: the graph or a part of it as RDF that any triple store loads, the same bytes for the same documents.

Statements are sorted and there are no blank nodes. They go from the store to the file one graph after the other, and
where graphs are united through a sort in temporary files, so that memory stays flat. Formats without named graphs get
the union of all graphs. Beside each file lies a description of it, with the digest of what it says.
"""

import io
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, BinaryIO, cast

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from relgraph import canonical, jsonld, parts
from relgraph.errors import UsageError
from relgraph.files import PACKED, atomic_write, bare_suffix, packed_write
from relgraph.parts import Part
from relgraph.store import Store
from relgraph.vocabulary import PREFIXES

WHOLE = Part()


@dataclass(frozen=True, slots=True)
class Format:
    """A syntax of RDF: its name in the engine, its media type, whether it keeps graphs, and its file extensions."""

    syntax: RdfFormat
    media: str
    graphs: bool
    extensions: tuple[str, ...]


FORMATS: dict[str, Format] = {
    "turtle": Format(RdfFormat.TURTLE, "text/turtle", False, (".ttl", ".turtle")),
    "trig": Format(RdfFormat.TRIG, "application/trig", True, (".trig",)),
    "nt": Format(RdfFormat.N_TRIPLES, "application/n-triples", False, (".nt",)),
    "nq": Format(RdfFormat.N_QUADS, "application/n-quads", True, (".nq",)),
    "jsonld": Format(RdfFormat.JSON_LD, "application/ld+json", True, (".jsonld",)),
    "rdfxml": Format(RdfFormat.RDF_XML, "application/rdf+xml", False, (".rdf", ".xml", ".owl")),
}
#: What XML 1.0 cannot hold.
UNWRITABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF], "\ufffd")
#: How the description of a file is called after it, as CSV on the Web has it.
BESIDE = "-metadata.json"


def format_of(path: Path) -> str:
    """Give the format that a file's extension stands for; raise UsageError for none."""
    for name, form in FORMATS.items():
        if bare_suffix(path) in form.extensions:
            return name
    raise UsageError(str(path), "has an extension of no known format", f"use --format with one of {', '.join(FORMATS)}")


def render(store: Store, form: str, part: Part = WHOLE, *, ontology: bool = False) -> bytes:
    """Give an export as bytes: the documents' graphs and the derived ties, and if asked the ontology."""
    stream = io.BytesIO()
    stream_to(stream, store, form, part, ontology=ontology)
    return stream.getvalue()


def write(store: Store, path: Path, form: str | None = None, part: Part = WHOLE, *, ontology: bool = False) -> None:
    """Write an export to a file, whole or not at all, and its description beside it.

    The format is the one named or the extension's; a further extension of `files.PACKED` compresses.
    """
    chosen = form or format_of(path)
    with packed_write(path) as stream:
        stream_to(stream, store, chosen, part, ontology=ontology)
    united = not FORMATS[chosen].graphs
    describe(path, FORMATS[chosen].media, canonical_lines(store, part, united=united, ontology=ontology))


def stream_to(stream: BinaryIO, store: Store, form: str, part: Part = WHOLE, *, ontology: bool = False) -> None:
    """Write an export to an open file, piece by piece."""
    if form not in FORMATS:
        raise UsageError(form, "is no format of an export", f"choose one of {', '.join(FORMATS)}")
    if not FORMATS[form].graphs:
        _united(stream, canonical_lines(store, part, united=True, ontology=ontology), form)
        return
    graphs = parts.graphs(store, part, ontology=ontology)
    if form == "nq":
        stream.writelines(line for _, found in graphs for line in canonical.ordered(canonical.lines(found)))
    elif form == "jsonld":
        stream.writelines(jsonld.written((name, _sorted(name, found)) for name, found in graphs))
    else:
        all_quads = (quad for name, found in graphs for quad in _sorted(name, found))
        serialize(all_quads, cast(IO[bytes], _Spaced(stream)), format=RdfFormat.TRIG, prefixes=PREFIXES)


def quads(store: Store, part: Part = WHOLE, *, ontology: bool = False) -> Iterator[Quad]:
    """Give the quads that an export holds."""
    return parts.quads(store, part, ontology=ontology)


def digest(store: Store, part: Part = WHOLE) -> str:
    """Give the RDFC-1.0 digest of a store or a part: equal for equal content, and that of its N-Quads file."""
    return canonical.digest(quads(store, part))


def canonical_lines(store: Store, part: Part = WHOLE, *, united: bool, ontology: bool = False) -> Iterator[bytes]:
    """Give the canonical lines of all statements, or of the triples of all graphs united."""
    found = quads(store, part, ontology=ontology)
    return canonical.ordered(canonical.lines((quad.triple for quad in found) if united else found))


def describe(path: Path, media: str, lines: Iterable[bytes]) -> None:
    """Write the description of an export beside it: its size and hash, and the digest of the statements in it.

    `lines` are the canonical lines of what the file says or, for tables, of what they are made of.
    """
    hashed, whole, count = sha256(), sha256(), 0
    for line in lines:
        hashed.update(line)
        count += 1
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            whole.update(piece)
    said = {
        "@context": {
            "@vocab": "http://www.w3.org/ns/dcat#",
            **dict.fromkeys(("sha256", "rdfc10-sha256", "statements")),
        },
        "@type": "Distribution",
        "downloadURL": path.name,
        "mediaType": media,
        **({"compressFormat": path.suffix.lower().lstrip(".")} if path.suffix.lower() in PACKED else {}),
        "byteSize": path.stat().st_size,
        "sha256": whole.hexdigest(),
        "rdfc10-sha256": hashed.hexdigest(),
        "statements": count,
    }
    with atomic_write(path.with_name(path.name + BESIDE)) as stream_out:
        stream_out.write((json.dumps(said, indent=1, ensure_ascii=False) + "\n").encode())


class _Spaced:
    """Turtle made pleasant to read and compare: prefixes sorted, an empty line before each subject."""

    def __init__(self, stream: BinaryIO, prefixes: Mapping[str, str] = PREFIXES) -> None:
        self._stream, self._rest, self._begun, self._ended = stream, b"", False, False
        self._prefixes = prefixes

    def write(self, data: bytes) -> int:
        """Take a piece of the text and pass its whole lines on."""
        *lines, self._rest = (self._rest + bytes(data)).split(b"\n")
        for line in lines:
            self._line(line)
        return len(data)

    def flush(self) -> None:
        """Pass on what the text ends in."""
        self._stream.flush()

    def _line(self, line: bytes) -> None:
        if line.startswith(b"@prefix"):
            return
        if not self._begun:
            head = "".join(f"@prefix {name}: <{self._prefixes[name]}> .\n" for name in sorted(self._prefixes))
            self._stream.write(head.encode())
            self._begun = self._ended = True
        if self._ended and line != b"}":
            self._stream.write(b"\n")
        self._ended = line.endswith(b" .") or line == b"}"
        self._stream.write(line + b"\n")


def turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Write triples that are sorted by subject as Turtle."""
    stream = io.BytesIO()
    serialize(triples, cast(IO[bytes], _Spaced(stream, prefixes)), format=RdfFormat.TURTLE, prefixes=dict(prefixes))
    return stream.getvalue()


def _united(stream: BinaryIO, lines: Iterable[bytes], form: str) -> None:
    """Write sorted N-Triples lines in a format without named graphs."""
    if form == "nt":
        stream.writelines(lines)
        return
    found = canonical.triples(lines)
    if form == "rdfxml":
        serialize(map(_for_xml, found), stream, format=RdfFormat.RDF_XML, prefixes=PREFIXES)
        return
    serialize(found, cast(IO[bytes], _Spaced(stream)), format=RdfFormat.TURTLE, prefixes=PREFIXES)


def _sorted(name: str, quads: Iterable[Quad]) -> Iterator[Quad]:
    """Sort the quads of one graph by their lines."""
    graph = NamedNode(name)
    for triple in canonical.triples(canonical.ordered(canonical.lines(quad.triple for quad in quads))):
        yield Quad(triple.subject, triple.predicate, triple.object, graph)


def _for_xml(triple: Triple) -> Triple:
    """Replace the characters of a literal that XML cannot hold."""
    term = triple.object
    if not isinstance(term, Literal) or term.value == (text := term.value.translate(UNWRITABLE)):
        return triple
    fixed = Literal(text, language=term.language) if term.language else Literal(text, datatype=term.datatype)
    return Triple(triple.subject, triple.predicate, fixed)
