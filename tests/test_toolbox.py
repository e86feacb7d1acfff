"""Agents ask over a real session of the Model Context Protocol, on the standard input and output of the command."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import anyio
import pytest

from relgraph import build, queries
from relgraph.store import open_store
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

mcp = pytest.importorskip("mcp")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("agents") / "store"
    with open_store(path, write=True) as opened:
        build.load_ontology(opened)
        build.add(opened, FIRST, FIRST_FACTS)
        build.add(opened, SECOND, SECOND_FACTS)
        build.derive(opened)
    return path


def session(store: Path, *calls: tuple[str, Mapping[str, Any]]) -> tuple[Any, list[Any], list[Any]]:
    """Start the command, call tools one after the other; give its instructions, its tools, and the results."""

    async def talk() -> tuple[Any, list[Any], list[Any]]:
        words = ["-m", "relgraph", "mcp", "--store", str(store)]
        line = mcp.StdioServerParameters(command=sys.executable, args=words, env=dict(os.environ))
        async with mcp.Client(line) as client:
            tools = (await client.list_tools()).tools
            return client.instructions, tools, [await client.call_tool(name, dict(given)) for name, given in calls]

    return anyio.run(talk)


def test_a_session_from_a_name_to_the_evidence(store: Path) -> None:
    pair = {"one": "Norway", "other": "JPN"}
    instructions, tools, found = session(
        store,
        ("search", {"text": "norw"}),
        ("facts_between", pair),
        ("facts_between", pair | {"since": "2024", "until": "2024-12"}),
        ("questions", {}),
        ("ask", {"question": "people", "parameters": {}}),
    )
    assert "Every fact is a quotation" in instructions
    assert {tool.name for tool in tools} == {"search", "facts_between", "evidence", "questions", "ask"}
    assert all(tool.annotations.read_only_hint and tool.description for tool in tools)
    names, facts, later, listed, people = (one.structured_content for one in found)
    assert [row["name"] for row in names["rows"]] == ["NOR"]
    assert "is a quotation" in facts["note"] and facts["count"] == len(facts["rows"]) > 3
    for row in facts["rows"]:
        text = {"oslo.txt": FIRST, "kobe.txt": SECOND}.get(row["document"], FIRST).text
        assert row["quote"] in text, row
    assert 0 < later["count"] < facts["count"] and all("2024" in row["date"] for row in later["rows"])
    assert [row["name"] for row in listed["rows"]] == [one.name for one in queries.catalogue()]
    assert "Kari Berg" in {row["name"] for row in people["rows"]}
    fact = facts["rows"][0]
    _, _, (told,) = session(store, ("evidence", {"fact": fact["fact"]}))
    (first, *_) = told.structured_content["rows"]
    assert (first["quote"], first["same"]) == (fact["quote"], fact["fact"])
    text = (FIRST if fact["document"] == FIRST.name else SECOND).text
    assert text[int(first["start"]) : int(first["end"])] == first["quote"]


def test_a_failure_is_told_to_the_agent(store: Path) -> None:
    _, _, found = session(
        store,
        ("ask", {"question": "peple"}),
        ("ask", {"question": "people", "parameters": {"nothing": "x"}}),
        ("facts_between", {"one": "NOR", "other": "JPN", "since": "yesterday"}),
        ("evidence", {"fact": "no iri"}),
        ("search", {"text": "Norway"}),
    )
    said = [one.content[0].text for one in found]
    assert [one.is_error for one in found] == [True, True, True, True, False]
    assert "did you mean people" in said[0] and "is no parameter" in said[1] and "is no date" in said[2]
    assert "is no iri" in said[3]


def test_rows_without_quotes_are_told_apart(store: Path, tmp_path: Path) -> None:
    from relgraph import eventdata
    from relgraph.toolbox import Toolbox
    from tests.test_eventdata import gdelt

    rows = tmp_path / "rows.CSV"
    rows.write_text(gdelt("1", actors=("NOR", "JPN")), encoding="utf-8")
    own = tmp_path / "store"
    with open_store(own, write=True) as opened:
        build.load_ontology(opened)
        eventdata.load(opened, rows)
    found = Toolbox(own).ask("coded-events")
    assert found["count"] == 1 and "have no quotes" in found["note"]
    assert Toolbox(own).facts_between("NOR", "JPN")["count"] == 0
