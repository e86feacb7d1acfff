"""Print how well the reader reads, train and test side by side; pin what is reached; show where the train part is wrong.

python -m tests.quality                     all sets that are there
python -m tests.quality FOLDER              a folder of NAME.txt and NAME.json
python -m tests.quality --show dev events   each wrong cell of a train part (of a table, or of documents 08...)
python -m tests.quality --pin               raise the floors in tests/quality.toml to what is reached now
"""

import argparse
import sys
from pathlib import Path

from tests.quality import floors
from tests.quality.scoring import TABLES, Count
from tests.quality.sets import SETS, Desk, Figures, measure, measure_sentences, readings, set_of

NAMES = (*(one.name for one in SETS), "sentences")


def main(words: list[str] | None = None) -> int:
    """Do what the command line asks; give its exit code."""
    parser = argparse.ArgumentParser(prog="python -m tests.quality", description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="a folder of gold documents; without it, all known sets")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what is reached now")
    parser.add_argument("--show", nargs="+", metavar="WORD", help="a set, then tables or beginnings of document names")
    given = parser.parse_args(words)
    if given.show:
        return show(given.show[0], given.show[1:])
    if given.folder:
        chosen = set_of(given.folder)
        print(report(chosen.name, measure(chosen, readings(chosen, Desk()))))
        return 0
    reached = everything()
    if given.pin:
        print("\n".join(floors.pin(reached)) or "no floor can be raised")
    low = floors.below(reached)
    print("\n".join(low) or "no figure is below its floor")
    return 1 if low else 0


def everything() -> dict[str, dict[str, Figures]]:
    """Measure every set that is there, and print its figures."""
    desk, reached = Desk(), {}
    for chosen in SETS:
        if not chosen.paths():
            print(f"{chosen.name}: no gold documents in {'/'.join(chosen.folder.parts[-3:])}, not measured\n")
            continue
        reached[chosen.name] = measure(chosen, readings(chosen, desk))
        print(report(chosen.name, reached[chosen.name]))
    reached["sentences"] = measure_sentences()
    print(report("sentences", reached["sentences"]))
    return reached


def report(name: str, parts: dict[str, Figures]) -> str:
    """Write the figures of a set, train and test side by side."""
    there = [part for part in ("train", "test") if part in parts]
    head = "".join(f"{f'{part} ({parts[part].size})':>32}" for part in there)
    lines = [f"{name:14}{head}", f"{'':14}" + f"{'P':>11}{'R':>7}{'F1':>7}{'cells':>7}" * len(there)]
    rows = dict.fromkeys(table for part in there for table in parts[part].counts)
    for table in rows:
        found = (parts[part].counts.get(table, Count()) for part in there)
        lines.append(f"{table:14}" + "".join(map(_cells, found)))
    if set(rows) == set(TABLES):
        lines.append(f"{'all':14}" + "".join(_cells(parts[part].all) for part in there))
    return "\n".join(lines) + "\n"


def show(name: str, words: list[str]) -> int:
    """Print where the train part of a set is wrong: of all, or of some tables or documents."""
    if name not in NAMES:
        print(f"{name} is no set; choose one of {', '.join(NAMES)}", file=sys.stderr)
        return 2
    chosen = next((one for one in SETS if one.name == name), None)
    parts = measure(chosen, readings(chosen, Desk())) if chosen else measure_sentences()
    if "train" not in parts:
        print(f"{name} has no train part here; what is held out stays unseen", file=sys.stderr)
        return 1
    tables, starts = {w for w in words if w in TABLES}, tuple(w for w in words if w not in TABLES)
    for document, miss in parts["train"].misses:
        if (not tables or miss.table in tables) and (not starts or document.startswith(starts)):
            cell = f"{miss.table}.{miss.column}" if miss.column else miss.table
            print(f"{document[:24]:24} {cell:20} wanted: {miss.wanted or '-'}   said: {miss.said or '-'}")
            print(f"{'':24} « {miss.quote}")
    return 0


def _cells(count: Count) -> str:
    if not count.wanted and not count.said:
        return f"{'-':>11}{'-':>7}{'-':>7}{0:>7}"
    return f"{count.precision:>11.3f}{count.recall:>7.3f}{count.f1:>7.3f}{count.wanted:>7.0f}"


if __name__ == "__main__":
    sys.exit(main())
