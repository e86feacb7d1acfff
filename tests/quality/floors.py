"""The floors under the quality of the reading: `tests/quality.toml`, which a test holds and `--pin` raises.

A floor lies a little under what was measured. Pinning only ever raises; who lowers one edits the file by hand and says
why in the commit.
"""

import tomllib
from math import floor
from pathlib import Path

from tests.quality.sets import Figures

FILE = Path(__file__).parents[1] / "quality.toml"
#: How far under what is measured a floor lies: of a whole set or all sentences, and of one table, where a row weighs much.
SLACK, TABLE_SLACK = 0.02, 0.05
HEAD = """# Floors of precision and F1, by set, part and table: tests/test_quality.py fails below them.
# Raised by `make quality-pin`; lowered only by hand, with the reason in the commit.
"""

Reached = dict[str, dict[str, Figures]]
Floors = dict[str, dict[str, float]]


def load() -> Floors:
    """Read the floors: for "set.part.table" the least precision and F1."""
    sets = tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    return {
        f"{name}.{part}.{table}": pinned
        for name, parts in sets.items()
        for part, tables in parts.items()
        for table, pinned in tables.items()
    }


def measured(reached: Reached) -> Floors:
    """Lay out what was measured as the floors are laid out."""
    return {
        f"{name}.{part}.{table}": {"precision": count.precision, "f1": count.f1}
        for name, parts in reached.items()
        for part, figures in parts.items()
        for table, count in [*figures.counts.items(), ("all", figures.all)]
        if (name != "sentences" or table != "all") and count.wanted
    }


def below(reached: Reached) -> list[str]:
    """Say which figures lie below their floor, each with the command that shows why."""
    now = measured(reached)
    return [
        f"{key}: {name} {now.get(key, {}).get(name, 0.0):.3f} is below its floor {least:.2f}; see: {command(key)}"
        for key, pinned in load().items()
        if key.split(".")[0] in reached
        for name, least in pinned.items()
        if now.get(key, {}).get(name, 0.0) < least
    ]


def command(key: str) -> str:
    """Give the command that shows the errors behind a figure; of what is held out, those of a train part."""
    name, part, table = key.split(".")
    tables = "" if table == "all" or name == "sentences" else f" {table}"
    aside = "" if part == "train" else "   (the held-out part stays unseen; this is the train part)"
    return f"python -m tests.quality --show {name}{tables}{aside}"


def pin(reached: Reached) -> list[str]:
    """Raise the floors to a little under what is measured; give a line for each that rose."""
    floors, raised = load(), []
    for key, found in measured(reached).items():
        pinned = floors.setdefault(key, {})
        for name, value in found.items():
            least = max(0, floor((value - slack(key)) * 100 + 1e-9)) / 100
            if least > pinned.get(name, -1.0):
                raised.append(f"{key} {name}: {pinned.get(name, 'none')} -> {least}")
                pinned[name] = least
    FILE.write_text(written(floors), encoding="utf-8")
    return raised


def slack(key: str) -> float:
    """Say how far under what is measured a floor lies."""
    return SLACK if key.endswith(".all") or key.startswith("sentences.") else TABLE_SLACK


def written(floors: Floors) -> str:
    """Write floors as TOML, one table a line."""
    lines, section = [HEAD.rstrip()], ""
    for key, pinned in floors.items():
        name, part, table = key.split(".")
        if (here := f"\n[{name}.{part}]") != section:
            section = here
            lines.append(section)
        label = table if " " not in table else f'"{table}"'
        lines.append(f"{label} = {{ precision = {pinned['precision']:.2f}, f1 = {pinned['f1']:.2f} }}")
    return "\n".join(lines) + "\n"
