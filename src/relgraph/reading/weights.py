"""Packed weights: one whole number per feature that holds the weights of all classes, 16 bits each.

Adding two such numbers adds all classes at once, exactly and the same on every machine; `BIAS` makes the lanes
unsigned before they are read. Comes in: the model file. Goes out: dictionaries from feature key to packed weight.
"""

import json
import lzma
from array import array
from dataclasses import dataclass
from pathlib import Path
from struct import Struct
from sys import byteorder
from typing import Any

MAGIC = b"relgraph-syntax-1\n"
LANE = 16
WIDEST = 1000  # of a single weight: 30 features of this size still fit a lane


def bias(classes: int) -> int:
    """Give the number that turns signed lanes into unsigned ones."""
    return sum(0x8000 << (LANE * c) for c in range(classes))


def lanes(classes: int) -> Struct:
    """Give what reads the lanes of a biased sum, least class first."""
    return Struct(f"<{classes}H")


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of one classifier: `get` maps a feature key to its packed weight."""

    classes: int
    weights: dict[int, int]


def weave(data: bytes, width: int) -> bytearray:
    """Put byte planes back into rows: first all first bytes, then all second bytes ... (they compress better so)."""
    rows = len(data) // width
    out = bytearray(len(data))
    for i in range(width):
        out[i::width] = data[i * rows : (i + 1) * rows]
    return out


def unweave(data: bytes, width: int) -> bytes:
    """Take rows of bytes apart into planes."""
    return b"".join(data[i::width] for i in range(width))


def pack(table: Table) -> bytes:
    """Write a table: sorted keys as differences, then rows of two bytes per class, all as byte planes."""
    keys = sorted(table.weights)
    steps = [b - a for a, b in zip([0, *keys], keys, strict=False)]
    head = b"".join(step.to_bytes(8, "little") for step in steps)
    width = 2 * table.classes + 1
    rows = b"".join(table.weights[key].to_bytes(width, "little", signed=True) for key in keys)
    return unweave(head, 8) + unweave(rows, width)


def unpack(data: bytes, count: int, classes: int) -> Table:
    """Read a table back."""
    steps = array("Q", bytes(weave(data[: 8 * count], 8)))
    if byteorder == "big":
        steps.byteswap()
    width = 2 * classes + 1
    rows = bytes(weave(data[8 * count :], width))
    read, key, weights = int.from_bytes, 0, {}
    for place, step in enumerate(steps):
        key += step
        weights[key] = read(rows[place * width : (place + 1) * width], "little", signed=True)
    return Table(classes, weights)


def save(path: Path, facts: dict[str, Any], tables: dict[str, Table]) -> None:
    """Write a model file: the facts (word lists and the like) as JSON, then the tables, all compressed."""
    packed = {name: pack(table) for name, table in tables.items()}
    index = {name: [len(t.weights), t.classes, len(packed[name])] for name, t in tables.items()}
    head = json.dumps({**facts, "tables": index}, ensure_ascii=False, sort_keys=True).encode()
    body = len(head).to_bytes(4, "little") + head + b"".join(packed[name] for name in tables)
    path.write_bytes(MAGIC + lzma.compress(body, format=lzma.FORMAT_XZ, preset=9))


def load(data: bytes) -> tuple[dict[str, Any], dict[str, Table]]:
    """Read a model file back into its facts and tables."""
    body = lzma.decompress(data[len(MAGIC) :])
    size = int.from_bytes(body[:4], "little")
    facts = json.loads(body[4 : 4 + size])
    place, tables = 4 + size, {}
    for name in ("tagger", "moves", "relations"):
        count, classes, length = facts["tables"][name]
        tables[name] = unpack(body[place : place + length], count, classes)
        place += length
    return facts, tables
