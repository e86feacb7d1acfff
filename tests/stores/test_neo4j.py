"""Neo4j's own importer takes the tables of an export, every row of both, by the types in their heads."""

import csv
import re
from pathlib import Path

import pytest

from relgraph import outputs
from relgraph.parts import Part
from relgraph.store import Store
from tests.stores import programs

pytestmark = programs.needs("neo4j")


def imported(folder: Path, *words: str) -> tuple[int, str]:
    """Import two tables into an empty database; give the exit code and what was said."""
    tables = (f"--nodes={folder / 'graph.nodes.csv'}", f"--relationships={folder / 'graph.edges.csv'}")
    line = ("database", "import", "full", *tables, f"--report-file={folder / 'report'}", *words, "neo4j")
    done = programs.run("neo4j", *line)
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def tables(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "home" / "conf").mkdir(parents=True)
    monkeypatch.setenv("NEO4J_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("NEO4J_CONF", str(tmp_path / "home" / "conf"))
    outputs.write(store, tmp_path / "graph.csv", "csv", Part())
    return tmp_path


def test_the_importer_takes_every_row(tables: Path) -> None:
    code, said = imported(tables, "--multiline-fields=true")
    assert code == 0, said
    for name, word in (("nodes", "nodes"), ("edges", "relationships")):
        with (tables / f"graph.{name}.csv").open(encoding="utf-8", newline="") as stream:
            rows = len(list(csv.reader(stream))) - 1
        found = re.search(rf"(\d+) {word}$", said, re.M)
        assert found and int(found[1]) == rows > 0


def test_the_importer_refuses_a_head_that_is_wrong(tables: Path) -> None:
    path = tables / "graph.edges.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(":END_ID", "END", 1), encoding="utf-8")
    code, said = imported(tables)
    assert code != 0 and "Error importing" in said
