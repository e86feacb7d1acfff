"""The wheel as a stranger gets it: built, installed in a fresh environment, used in an empty folder."""

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow
ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel, install it in a fresh environment; give that environment's folder of commands."""
    place = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", place, ROOT]
    subprocess.run([*map(str, build)], check=True, capture_output=True)
    venv.create(place / "env", with_pip=True)
    commands = place / "env" / ("Scripts" if os.name == "nt" else "bin")
    wheel = next(place.glob("*.whl"))
    subprocess.run([str(commands / "python"), "-m", "pip", "install", "--quiet", str(wheel)], check=True)
    return commands


def test_commands_run_where_there_is_nothing_else(installed: Path, tmp_path: Path) -> None:
    def relgraph(*words: str) -> str:
        command = [str(installed / "relgraph"), *words]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"relgraph {' '.join(words)}: {done.stderr}"
        return done.stdout

    relgraph("build")
    assert "Çavuşoğlu" in relgraph("query", "people")
    assert "who-met-whom" in relgraph("queries")
    relgraph("verify")
    relgraph("stats")
    relgraph("export", "-o", "graph.ttl")
    assert relgraph("digest", "graph.ttl").strip() in (tmp_path / "graph.ttl-metadata.json").read_text()
    assert '"event": ["CONSULT"]' in relgraph("export", "--format", "plover")
    relgraph("view", "--no-open")
    made = {path.name for path in tmp_path.iterdir() if not path.name.endswith(".lock")}
    assert made == {".relgraph", "graph.ttl", "graph.ttl-metadata.json", "relgraph.html"}


def test_installed_package_is_the_wheel_and_typed(installed: Path, tmp_path: Path) -> None:
    code = "import relgraph, pathlib; print(pathlib.Path(relgraph.__file__).parent)"
    done = subprocess.run(
        [str(installed / "python"), "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    package = Path(done.stdout.strip())
    assert ROOT not in package.parents
    for name in (
        "py.typed",
        "ontology/relgraph.ttl",
        "queries/people.rq",
        "queries/export/plover.rq",
        "page/query.html",
    ):
        assert (package / name).is_file(), f"{name} is missing from the wheel"
    assert list((package / "seeds").glob("*.txt"))


def test_a_command_says_which_extra_it_misses(installed: Path, tmp_path: Path) -> None:
    def refused(*words: str) -> str:
        line = [str(installed / "relgraph"), *words]
        done = subprocess.run(line, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 2, done.stderr
        return done.stderr

    subprocess.run([str(installed / "relgraph"), "build"], cwd=tmp_path, capture_output=True, check=True)
    assert "relgraph[shacl]" in refused("check")
    assert "relgraph[report]" in refused("brief", "Turkey", "Kazakhstan", "-o", "pair.pdf")
    assert "relgraph[plot]" in refused("plot", "figures", "-o", "figures.png")
    assert "relgraph[parquet]" in refused("export", "-o", "graph.parquet")
    assert "relgraph[serve]" in refused("serve")
    assert not list(tmp_path.glob("*parquet*"))
