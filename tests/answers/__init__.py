"""The answer to every question of the catalogue over the seeds, one CSV each. `python -m tests.answers` writes them."""

from pathlib import Path

from relgraph import queries
from relgraph.answers import render
from relgraph.store import open_store

FOLDER = Path(__file__).parent


def answers(store: Path) -> dict[str, str]:
    """Ask every question of the catalogue, without parameters; give each answer as CSV."""
    with open_store(store) as opened:
        return {q.name: render(queries.ask(opened, q), "csv").replace("\r\n", "\n") for q in queries.catalogue()}
