"""The library in one object: build, ask, network, picture."""

from pathlib import Path

import pytest

import relgraph
from relgraph.answers import Answer
from relgraph.errors import InputError


def test_question_by_name_gives_a_table_that_shows_itself(seeds_store: Path) -> None:
    answer = relgraph.Graph(seeds_store).ask("people")
    assert isinstance(answer, Answer)
    assert answer._repr_html_().startswith("<table>")


def test_own_question_is_answered_too(seeds_store: Path) -> None:
    answer = relgraph.Graph(seeds_store).ask("SELECT (1 AS ?one) WHERE {}")
    assert isinstance(answer, Answer)
    assert answer.rows == (("1",),)


def test_network_names_the_two_states(seeds_store: Path) -> None:
    network = relgraph.Graph(str(seeds_store)).network()
    assert {"TUR", "KAZ"} <= set(network.nodes)
    assert network.number_of_edges("TUR", "KAZ") + network.number_of_edges("KAZ", "TUR") > 5


def test_picture_is_a_file(seeds_store: Path, tmp_path: Path) -> None:
    path = relgraph.Graph(seeds_store).picture(tmp_path / "page.html")
    assert path.read_text("utf-8").startswith("<!doctype html>")


def test_build_takes_files_and_folders_and_counts(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Norway thanked Chile.", encoding="utf-8")
    graph = relgraph.Graph(tmp_path / "store")
    assert graph.build(tmp_path, tmp_path / "a.txt").documents == 1
    assert graph.build(tmp_path).unchanged == 1


def test_missing_path_is_refused_before_a_store_is_made(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such file"):
        relgraph.Graph(tmp_path / "store").build(tmp_path / "nowhere")
    assert list(tmp_path.iterdir()) == []
