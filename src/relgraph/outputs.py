"""All formats of an export in one place: RDF, the network, its tables, event records.

Comes in: a store, a part of it, a format. Goes out: a file, or two for tables, each with its description beside it.
"""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO

from relgraph import edgelist, export, network, plover
from relgraph.errors import UsageError
from relgraph.files import bare_suffix, packed_write
from relgraph.parts import Part, extracted
from relgraph.store import Store

MEDIA = MappingProxyType(
    {"graphml": "application/graphml+xml", "gexf": "application/gexf+xml", "plover": "application/jsonl"}
    | edgelist.FORMS
)
#: Every format with the extensions that stand for it.
EXTENSIONS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {name: form.extensions for name, form in export.FORMATS.items()}
    | {name: (f".{name}",) for name in (*network.FORMS, *edgelist.FORMS)}
    | {"plover": (".jsonl",)}
)


def format_of(path: Path) -> str:
    """Give the format that a file's extension stands for; raise UsageError for none."""
    for name, extensions in EXTENSIONS.items():
        if bare_suffix(path) in extensions:
            return name
    raise UsageError(str(path), "has an extension of no format", f"name a format, one of {', '.join(EXTENSIONS)}")


def write(store: Store, path: Path, form: str, part: Part, *, ontology: bool = False) -> list[Path]:
    """Write a part of a store to a file in a format, and its description beside it; give the paths of the files."""
    if form in export.FORMATS:
        export.write(store, path, form, part, ontology=ontology)
        return [path]
    if form in edgelist.FORMS:
        written = edgelist.write(network.from_answers(network.tables(_asked(store, part))), path, form)
    else:
        with packed_write(path) as opened:
            stream(opened, store, form, part)
        written = [path]
    for one in written:
        export.describe(one, MEDIA[form], export.canonical_lines(store, part, united=False))
    return written


def stream(opened: BinaryIO, store: Store, form: str, part: Part, *, ontology: bool = False) -> None:
    """Write a part of a store to an open file; raise UsageError for tables, which are two files."""
    if form in edgelist.FORMS:
        raise UsageError(form, "is two tables, nodes and edges", "name a file with -o")
    if form in network.FORMS:
        opened.write(network.written(network.from_answers(network.tables(_asked(store, part))), form))
    elif form == "plover":
        opened.writelines(plover.written(store, part))
    else:
        export.stream_to(opened, store, form, part, ontology=ontology)


def _asked(store: Store, part: Part) -> Store:
    """Give the store in which the tables of a part are asked."""
    return store if part.whole else extracted(store, part)
