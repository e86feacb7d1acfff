"""The sets of gold documents and sentences, what is kept apart in each, and how well each is read.

Comes in: folders of NAME.txt with NAME.json beside it, or the file of sentences. Goes out: `Figures`, a `Count` for
each table, and for a train part where the reading is wrong.
"""

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from relgraph import build, document, graph, identity, queries
from relgraph.document import Document
from relgraph.facts import Event
from relgraph.reading import read
from relgraph.store import Store, in_memory
from tests.quality.scoring import LISTS, TABLES, Count, Miss, score

TESTS = Path(__file__).parents[1]
SEEDS = TESTS.parent / "seeds"
#: Development sets that lie beside the checkout and are no part of it.
BESIDE = TESTS.parents[1] / "shared" / "gold"

Tables = dict[str, list[dict[str, Any]]]
#: A gold file, its tables, and the tables that relgraph reads in its text.
Reading = tuple[Path, Tables, Tables]


@dataclass(slots=True)
class Figures:
    """How well one part of a set is read: cells by table, documents (or sentences), and where the reading is wrong."""

    counts: dict[str, Count] = field(default_factory=dict)
    size: int = 0
    misses: list[tuple[str, Miss]] = field(default_factory=list)

    def add(self, table: str, count: Count) -> None:
        """Count more cells of a table."""
        self.counts[table] = self.counts.get(table, Count()) + count

    @property
    def all(self) -> Count:
        """The cells of all tables."""
        return sum(self.counts.values(), Count())


@dataclass(frozen=True, slots=True)
class Set:
    """A set of gold documents: where it is, where its texts are, and which of its documents are held out."""

    name: str
    folder: Path
    texts: Path
    is_test: Callable[[Path], bool]

    def paths(self) -> list[Path]:
        """Give the gold files in order of name."""
        return sorted(self.folder.glob("*.json"))


def _every_third(path: Path) -> bool:
    return int(path.stem.split("-")[0]) % 3 == 0


SETS = (
    Set("dev", BESIDE / "dev", BESIDE / "dev", _every_third),
    Set("real", BESIDE / "real", BESIDE / "real", _every_third),
    Set("written", TESTS / "gold" / "written", TESTS / "gold" / "written", _every_third),
    Set("seed", TESTS / "gold" / "seed", SEEDS, lambda path: False),
)
SENTENCES = TESTS / "gold" / "sentences.toml"


def set_of(folder: Path) -> Set:
    """Make a set of any folder; all of it counts as train."""
    return Set(str(folder), folder, folder, lambda path: False)


class Desk:
    """A store with the ontology in it, in which one document at a time is read: the way of every answer."""

    def __init__(self) -> None:
        self._store: Store = in_memory()
        build.load_ontology(self._store)

    def tables(self, text: Document) -> Tables:
        """Give the contract tables of one document alone, list cells as lists."""
        build.add(self._store, text, read(text))
        rows = {table: queries.ask(self._store, table).records() for table in TABLES}
        self._store.replace(identity.document(text.name), [])
        return {table: [_listed(row) for row in found] for table, found in rows.items()}


def _listed(row: dict[str, str]) -> dict[str, Any]:
    return {c: value.split("|") if c in LISTS and value else value for c, value in row.items()}


def readings(chosen: Set, desk: Desk) -> Iterator[Reading]:
    """Give each gold file of a set with its tables, and the tables that relgraph reads."""
    for path in chosen.paths():
        gold: Tables = json.loads(path.read_text(encoding="utf-8"))
        yield path, gold, desk.tables(document.from_path(chosen.texts / f"{path.stem}.txt"))


def measure(chosen: Set, found: Iterable[Reading]) -> dict[str, Figures]:
    """Score a set: its train and its test part, whichever it has. Misses are kept of the train part alone."""
    parts: dict[str, Figures] = {}
    for path, gold, said in found:
        part = "test" if chosen.is_test(path) else "train"
        figures = parts.setdefault(part, Figures())
        figures.size += 1
        for table in TABLES:
            count, misses = score(table, gold.get(table, []), said.get(table, []))
            figures.add(table, count)
            if part == "train":
                figures.misses += [(path.stem, miss) for miss in misses]
    return parts


def measure_sentences(path: Path = SENTENCES) -> dict[str, Figures]:
    """Score single sentences: how many events are read with the right type, the right parties too, and the right status.

    `silent` counts the sentences without an event that stay without one.
    """
    parts: dict[str, Figures] = {}
    for row in tomllib.loads(path.read_text(encoding="utf-8"))["sentence"]:
        figures = parts.setdefault(row["split"], Figures())
        figures.size += 1
        wanted, said = list(map(_keys, row["events"])), _events(row)
        for depth, name in enumerate(("type", "who to whom", "full"), start=1):
            right = _common([one[:depth] for one in wanted], [one[:depth] for one in said])
            figures.add(name, Count(right, len(said), len(wanted)))
        if not wanted:
            figures.add("silent", Count(not said, not said, 1))
        if row["split"] == "train" and sorted(map(str, wanted)) != sorted(map(str, said)):
            miss = Miss("sentences", "", _line(wanted), _line(said), row["text"])
            figures.misses.append((str(row["id"]), miss))
    return parts


Key = tuple[str, tuple[frozenset[str], frozenset[str]], str]


def _keys(event: dict[str, Any]) -> Key:
    return event["type"], (frozenset(event["actors"]), frozenset(event["recipients"])), event["status"]


def _events(row: dict[str, Any]) -> list[Key]:
    header = f"---\npublished: {row['published']}\n---\n" if row.get("published") else ""
    facts = graph.in_order(read(document.from_text(f"{header}{row['text']}\n", "sentence.txt")))
    found = [fact for fact in facts if isinstance(fact, Event)]
    return [(e.type, (frozenset(e.actors), frozenset(e.recipients)), e.status) for e in found]


def _common(wanted: Iterable[object], said: Iterable[object]) -> int:
    left = list(said)
    count = 0
    for one in wanted:
        if one in left:
            left.remove(one)
            count += 1
    return count


def _line(events: list[Key]) -> str:
    sides = [(name, "|".join(sorted(a)), "|".join(sorted(r)), status) for name, (a, r), status in events]
    return "; ".join(" ".join(filter(None, (name, a, r and f"> {r}", f"[{status}]"))) for name, a, r, status in sides)
