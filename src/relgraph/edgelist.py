"""The network as two tables, nodes and edges: CSV with the headers of Neo4j's importer, or typed Parquet.

`neo4j-admin database import full --multiline-fields=true --nodes=graph.nodes.csv --relationships=graph.edges.csv` loads
the CSV files as they are. pyarrow lives here; it is needed for Parquet only.
"""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

import networkx as nx

from relgraph.errors import UsageError
from relgraph.files import PACKED, bare, packed_write
from relgraph.network import typed

#: Formats of tables, with their media types.
FORMS = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
Cell = str | int | float | date | list[str] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, its head in Neo4j's importer, and its type in Parquet."""

    name: str
    head: str
    type: str = "string"


@dataclass(frozen=True, slots=True)
class Table:
    """Columns, and rows with a cell for each."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


NODES = (
    *(
        Column("id", "id:ID"),
        Column("label", "label"),
        Column("kind", ":LABEL"),
        Column("aliases", "aliases:string[]", "list"),
    ),
    *(Column("date", "date"), Column("earliest", "earliest:date", "date"), Column("latest", "latest:date", "date")),
)
EDGES = (
    *(
        Column("source", ":START_ID"),
        Column("target", ":END_ID"),
        Column("type", ":TYPE"),
        Column("relation", "relation"),
    ),
    *(Column("fact", "fact"), Column("kind", "kind"), Column("status", "status"), Column("date", "date")),
    *(Column("earliest", "earliest:date", "date"), Column("latest", "latest:date", "date")),
    *(Column("weight", "weight:double", "double"), Column("plover", "plover:double", "double")),
    *(Column("goldstein", "goldstein:double", "double"), Column("quote", "quote"), Column("document", "document")),
    Column("documents", "documents:int", "int"),
)


def tables(network: nx.MultiDiGraph) -> tuple[Table, Table]:
    """Give the nodes and the edges of a network as tables, in the network's order."""
    full = typed(network)
    nodes = [{**data, "id": node, "kind": data["kind"].title()} for node, data in full.nodes(data=True)]
    edges = [
        {**data, "source": one, "target": other, "type": re.sub(r"\W+", "_", data["relation"]).strip("_").upper()}
        for one, other, data in full.edges(data=True)
    ]
    return Table("nodes", NODES, tuple(_rows(nodes, NODES))), Table("edges", EDGES, tuple(_rows(edges, EDGES)))


def write(network: nx.MultiDiGraph, path: Path, form: str) -> list[Path]:
    """Write both tables beside each other, `graph.csv` as graph.nodes.csv and graph.edges.csv; give their paths."""
    if form not in FORMS:
        raise UsageError(form, "is no format of tables", f"choose one of {', '.join(FORMS)}")
    written = []
    for table in tables(network):
        place = named(path, table.name)
        with packed_write(place) as stream:
            WRITERS[form](table, stream)
        written.append(place)
    return written


def named(path: Path, table: str) -> Path:
    """Give the path of one of the two tables of an export to `path`."""
    plain = bare(path)
    packing = path.suffix if path.suffix.lower() in PACKED else ""
    return plain.with_name(f"{plain.stem}.{table}{plain.suffix}{packing}")


def _rows(found: Iterable[Mapping[str, object]], columns: tuple[Column, ...]) -> Iterator[tuple[Cell, ...]]:
    for one in found:
        yield tuple(_cell(one.get(column.name), column.type) for column in columns)


def _cell(value: object, kind: str) -> Cell:
    """Give a value the type of its column; an empty text is nothing."""
    if value in ("", None):
        return [] if kind == "list" else None
    match kind:
        case "list":
            return str(value).split("|")
        case "date":
            return date.fromisoformat(str(value))
        case "double" | "int":
            return value if isinstance(value, int | float) else None
        case _:
            return str(value)


def _to_csv(table: Table, stream: BinaryIO) -> None:
    """Write RFC 4180 with the importer's heads; lists are joined with its `;`."""
    text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text, lineterminator="\r\n")
    rows.writerow(column.head for column in table.columns)
    rows.writerows(_plain(row) for row in table.rows)
    text.detach()


def _plain(row: tuple[Cell, ...]) -> list[str]:
    listed = (";".join(one.replace(";", ",") for one in cell) if isinstance(cell, list) else cell for cell in row)
    return ["" if cell is None else str(cell) for cell in listed]


def _to_parquet(table: Table, stream: BinaryIO) -> None:
    """Write typed columns."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError("parquet", "needs the library pyarrow", "pip install 'relgraph[parquet]'") from error
    types = {
        "string": pa.string(),
        "list": pa.list_(pa.string()),
        "date": pa.date32(),
        "double": pa.float64(),
        "int": pa.int32(),
    }
    columns = [
        pa.array([row[place] for row in table.rows], types[column.type]) for place, column in enumerate(table.columns)
    ]
    pq.write_table(pa.table(columns, names=[column.name for column in table.columns]), stream)


WRITERS: Mapping[str, Callable[[Table, BinaryIO], None]] = {"csv": _to_csv, "parquet": _to_parquet}
