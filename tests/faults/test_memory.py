"""Memory stays flat however many documents are written."""

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

CODE = """
    import sys
    from pathlib import Path
    from pyoxigraph import Literal, NamedNode, Quad
    from relgraph.store import open_store

    def resident():
        lines = Path("/proc/self/status").read_text().splitlines()
        return next(int(line.split()[1]) // 1024 for line in lines if line.startswith("RssAnon"))

    with open_store(Path(sys.argv[1]), write=True) as store:
        for number in range(601):
            graph = f"http://x/{number}"
            words = "said something " * 5
            store.replace(graph, [
                Quad(NamedNode(f"{graph}/{k}"), NamedNode("http://x/p"), Literal(f"{words} {k}"), NamedNode(graph))
                for k in range(350)
            ])
            if number % 300 == 0:
                print(resident())
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="asks Linux for the memory of a process")
def test_twice_the_documents_take_no_more_memory(tmp_path: Path) -> None:
    command = [sys.executable, "-c", textwrap.dedent(CODE), str(tmp_path / "store")]
    first, half, whole = map(int, subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    assert first < half < 200, "megabytes"
    assert whole < half + 40
