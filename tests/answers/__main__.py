"""Build a store of the seeds and write the answer to every question beside this file.

Read each changed line against the text before it is committed: what stands here is what the tests hold to be true.
"""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from relgraph.api import Graph
from tests.answers import FOLDER, answers


def main() -> int:
    """Write the tables that differ and name them."""
    with TemporaryDirectory() as folder:
        store = Path(folder) / "store"
        Graph(store).build()
        found = answers(store)
    for path in FOLDER.glob("*.csv"):
        if path.stem not in found:
            path.unlink()
            print(f"removed {path.name}: no such question")
    for name, text in found.items():
        path = FOLDER / f"{name}.csv"
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            print(f"wrote {path.name}, {text.count(chr(10)) - 1} lines: read each against the text")
    return 0


if __name__ == "__main__":
    sys.exit(main())
