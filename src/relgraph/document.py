"""Documents: one source text with its header, kept to the character.

Comes in: the bytes of a file. Goes out: a `Document` whose `text` is the decoded file, unchanged, so that every
offset in it is an offset in the original.
"""

import os
import re
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from relgraph.errors import InputError, UsageError
from relgraph.facts import Span

HEADER = re.compile(r"\ufeff?---[ \t]*(?:\r\n|\r|\n)(.*?)(?:^|(?<=\r))---[ \t]*(?:\r\n|\r|\n|\Z)", re.S | re.M)
FIELD = re.compile(r"(?:^|(?<=\r))([A-Za-z_]+):[ \t]*([^\r\n]*?)[ \t]*(?=[\r\n]|\Z)", re.M)
#: Bytes of the longest document, some four novels: the worst of this size takes 1.7 GB to read.
LARGEST = 2_000_000
WEBLINK = re.compile(r"https?://[^\s\"'<>`\\]+\Z")
#: EDTF level 0 and 1 dates that a header may give as `published`.
PUBLISHED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?[~?%]?\Z", re.A)


@dataclass(frozen=True, slots=True)
class Document:
    """One source text. `text` is the whole file; `body` the part after the header, `title` the header's title."""

    name: str
    text: str
    body: Span
    title: Span | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    digest: str = field(default="", compare=False)

    def slice(self, span: Span) -> str:
        """Give the exact characters of a span."""
        return self.text[span.start : span.end]


def from_text(text: str, name: str) -> Document:
    """Read a document out of decoded text; raise InputError for a header without end or an impossible date."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    start = 1 if text.startswith("\ufeff") else 0
    if not re.match(r"---[ \t]*[\r\n]", text[start:]):
        return Document(name, text, Span(start, len(text)), digest=digest)
    found = HEADER.match(text)
    if found is None:
        raise InputError(name, "the header that begins with --- has no end", "close it with a line of ---")
    fields = {m[1].lower(): m for m in FIELD.finditer(text, found.start(1), found.end(1))}
    values = {key: m[2] for key, m in fields.items() if m[2]}
    published = values.get("published")
    if published and not PUBLISHED.match(published):
        raise InputError(name, f"published: {published} is no date", "write it as 2022-02-24, 2022-02 or 2022-02-24~")
    title = Span(*fields["title"].span(2)) if "title" in values else None
    return Document(
        name, text, Span(found.end(), len(text)), title, values.get("source"), values.get("url"), published, digest
    )


def weblink(url: str) -> str:
    """Give an address that a page may link to; nothing for any that is no plain web address."""
    return url if WEBLINK.match(url) else ""


def from_path(path: Path, encoding: str = "utf-8") -> Document:
    """Read a document from a file; raise InputError if it cannot be read or is not text in that encoding."""
    try:
        if path.exists() and not path.is_file():
            if path.is_dir():
                os.scandir(path).close()  # a folder that may not be looked into says so
            raise InputError(str(path), "is no regular file", "give a text file; - reads standard input")
        if (size := path.stat().st_size) > LARGEST:
            problem = f"has {size / 1e6:.0f} MB, more than the {LARGEST / 1e6:.0f} MB of a document"
            raise InputError(str(path), problem, "split it: one text a file")
        raw = path.read_bytes()
    except OSError as error:
        raise InputError(str(path), error.strerror or "cannot be read", "check the path and its permissions") from error
    return from_text(decoded(raw, str(path), encoding), path.name)


def from_bytes(raw: bytes, encoding: str = "utf-8") -> Document:
    """Read a document that has no file, as one named after its bytes; raise InputError if it is not text."""
    return from_text(decoded(raw, "standard input", encoding), f"stdin-{sha256(raw).hexdigest()[:8]}.txt")


def decoded(raw: bytes, place: str, encoding: str) -> str:
    """Decode the bytes of a document; raise InputError if they are not text in that encoding."""
    if b"\0" in raw and not encoding.lower().startswith(("utf-16", "utf-32")):
        raise InputError(place, "is not text (it holds NUL bytes)", "give text files, or --encoding utf-16")
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        problem = f"byte {error.start} (0x{raw[error.start]:02x}) is not {encoding}"
        raise InputError(place, problem, "say how it is encoded, e.g. --encoding windows-1254") from error
    except LookupError as error:
        raise UsageError(encoding, "is the name of no encoding", "try utf-8, windows-1254 or iso-8859-9") from error
