"""Rows of event data a second: to N-Triples, beside the engine's own reading and loading of these N-Triples.

Run: python benchmarks/rows.py [rows]. Times are processor seconds of one process, as ratios of the first line.
"""

import random
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pyoxigraph

from relgraph import eventdata
from relgraph.store import open_store

STATES = "TUR KAZ USA RUS CHN FRA DEU IND IRN UKR GBR JPN".split()


def rows(count: int) -> str:
    """Make rows of GDELT 2.0 events."""
    chosen, made = random.Random(1), []  # noqa: S311 - the same rows in every run
    for number in range(count):
        cells = [""] * 61
        cells[0] = str(number)
        cells[1] = f"2022{chosen.randint(1, 12):02}{chosen.randint(1, 28):02}"
        cells[26] = chosen.choice(["010", "042", "036", "190", "112", "057"])
        cells[7], cells[17] = chosen.choice(STATES), chosen.choice(STATES)
        cells[5], cells[15] = f"{cells[7]}GOV", cells[17]
        cells[30], cells[52] = (
            chosen.choice(["1.0", "-10.0", "4.0"]),
            chosen.choice(["Ankara, Turkey", "Moscow", "Astana"]),
        )
        cells[60] = f"https://example.org/news/{number // 3}/page.html"
        made.append("\t".join(cells) + "\n")
    return "".join(made)


def timed(what: Callable[[], object]) -> float:
    """Give the processor seconds that something takes."""
    start = time.process_time()
    what()
    return time.process_time() - start


def main(count: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        table, triples = Path(folder) / "rows.CSV", Path(folder) / "rows.nt"
        table.write_text(rows(count), encoding="utf-8")

        def write() -> None:
            with triples.open("wb") as stream:
                stream.writelines(eventdata.written(table)[1])

        def load() -> None:
            with open_store(Path(folder) / "store", write=True) as store:
                eventdata.load(store, table)

        def read() -> None:
            sum(1 for _ in pyoxigraph.parse(path=triples, format=pyoxigraph.RdfFormat.N_TRIPLES))

        known = {
            "relgraph import -o": timed(write),
            "pyoxigraph.parse of it": timed(read),
            "relgraph import": timed(load),
        }
    first = known["relgraph import -o"]
    for name, seconds in known.items():
        print(f"{name:26} {seconds / first:6.2f}  ({count / seconds:,.0f} rows a processor second here)")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000)
