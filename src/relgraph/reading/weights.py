"""Packed weights: one whole number per feature that holds the weights of all classes, 16 bits each.

Adding two such numbers adds all classes at once, exactly and the same on every machine; `bias` makes the lanes
unsigned before they are read. Comes in: the model file. Goes out: dictionaries from feature key to packed weight.
"""

import json
import zlib
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial, reduce
from itertools import accumulate
from operator import add, lshift
from pathlib import Path
from struct import Struct
from sys import byteorder
from typing import Any

MAGIC = b"relgraph-syntax-2\n"
LANE = 16
NARROW = 4  # classes whose lanes fit eight bytes
HALF = 1 << (LANE - 1)
WIDEST = 1000  # of a single weight: 30 features of this size still fit a lane
SHIFTS = tuple(LANE * c for c in range(64))


def bias(classes: int) -> int:
    """Give the number that turns signed lanes into unsigned ones."""
    return sum(HALF << (LANE * c) for c in range(classes))


def lanes(classes: int) -> Struct:
    """Give what reads the lanes of a biased sum, least class first."""
    return Struct(f"<{classes}H")


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of one classifier: `weights` maps a feature key to its packed weight.

    A feature without weights counts as 0; `ground` and `lanes` turn a sum into the scores of the classes.
    """

    classes: int
    weights: dict[int, int]
    ground: int = field(init=False)
    lanes: Struct = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "ground", bias(self.classes))
        object.__setattr__(self, "lanes", lanes(self.classes))

    def sum(self, keys: Sequence[int]) -> int:
        """Add up the packed weights of some features."""
        return sum(filter(None, map(self.weights.get, keys)))

    def scores(self, keys: Sequence[int], known: int = 0) -> tuple[int, ...]:
        """Give the score of each class, all larger by the same; `known` is the sum of features added up before."""
        total = self.ground + known + sum(filter(None, map(self.weights.get, keys)))
        return self.lanes.unpack(total.to_bytes(self.lanes.size, "little"))


def nonzero(packed: int, classes: int) -> list[tuple[int, int]]:
    """Give the classes of a packed weight that are not zero, with their weights."""
    row = lanes(classes).unpack((packed + bias(classes)).to_bytes(2 * classes, "little"))
    return [(c, v - HALF) for c, v in enumerate(row) if v != HALF]


def pack(table: Table) -> bytes:
    """Write a table: features by how many classes they weigh, each lot as columns of keys, classes, weights.

    Of a table with four classes the packed weights fit eight bytes and are written as they are.
    """
    if table.classes == NARROW:
        keys = sorted(table.weights)
        return stepped(keys) + planes(b"".join(table.weights[k].to_bytes(8, "little", signed=True) for k in keys), 8)
    lots: dict[int, list[tuple[int, list[tuple[int, int]]]]] = defaultdict(list)
    for key, packed in sorted(table.weights.items()):
        cells = nonzero(packed, table.classes)
        lots[len(cells)].append((key, cells))
    out = [len(lots).to_bytes(2, "little")]
    for width, lot in sorted(lots.items()):
        out.append(Struct("<HI").pack(width, len(lot)))
        out.append(stepped([key for key, _ in lot]))
        for place in range(width):
            out.append(bytes(cells[place][0] for _, cells in lot))
            out.append(planes(b"".join(cells[place][1].to_bytes(2, "little", signed=True) for _, cells in lot), 2))
    return b"".join(out)


def stepped(keys: list[int]) -> bytes:
    """Write sorted keys as the steps between them."""
    steps = (b - a for a, b in zip([0, *keys], keys, strict=False))
    return planes(b"".join(step.to_bytes(8, "little") for step in steps), 8)


def planes(data: bytes, width: int) -> bytes:
    """Take numbers apart into planes, all first bytes, then all second bytes ...: they compress better so."""
    return b"".join(data[i::width] for i in range(width))


def numbers(kind: str, data: memoryview) -> "array[int]":
    """Put planes of bytes together to whole numbers."""
    out = array(kind)
    width = out.itemsize
    rows = len(data) // width
    woven = bytearray(len(data))
    for i in range(width):
        woven[i::width] = data[i * rows : (i + 1) * rows]
    out.frombytes(woven)
    if byteorder == "big":
        out.byteswap()
    return out


def unpack(data: memoryview, classes: int) -> Table:
    """Read a table back, a column at a time."""
    if classes == NARROW:
        half = len(data) // 2
        return Table(classes, dict(zip(accumulate(numbers("Q", data[:half])), numbers("q", data[half:]), strict=True)))
    weights: dict[int, int] = {}
    place = 2
    for _ in range(int.from_bytes(data[:2], "little")):
        width, count = Struct("<HI").unpack(data[place : place + 6])
        place += 6
        keys = accumulate(numbers("Q", data[place : place + 8 * count]))
        place += 8 * count
        starts = range(place, place + 3 * count * width, 3 * count)
        columns = [column(data[start : start + 3 * count], count) for start in starts]
        weights.update(zip(keys, reduce(partial(map, add), columns), strict=True))
        place += 3 * count * width
    return Table(classes, weights)


def column(data: memoryview, count: int) -> Iterator[int]:
    """Read one column: a class and a weight for each feature, as a packed weight."""
    return map(lshift, numbers("h", data[count:]), map(SHIFTS.__getitem__, data[:count]))


def save(path: Path, facts: dict[str, Any], tables: dict[str, Table]) -> None:
    """Write a model file: the facts (word lists and the like) as JSON, then the tables, all compressed."""
    packed = {name: pack(table) for name, table in tables.items()}
    index = {name: [t.classes, len(packed[name])] for name, t in tables.items()}
    head = json.dumps({**facts, "tables": index}, ensure_ascii=False, sort_keys=True).encode()
    body = len(head).to_bytes(4, "little") + head + b"".join(packed[name] for name in sorted(packed))
    path.write_bytes(MAGIC + zlib.compress(body, 9))


def load(data: bytes) -> tuple[dict[str, Any], dict[str, Table]]:
    """Read a model file back into its facts and tables."""
    body = memoryview(zlib.decompress(data[len(MAGIC) :]))
    size = int.from_bytes(body[:4], "little")
    facts = json.loads(bytes(body[4 : 4 + size]))
    place, tables = 4 + size, {}
    for name, (classes, length) in sorted(facts["tables"].items()):
        tables[name] = unpack(body[place : place + length], classes)
        place += length
    return facts, tables
