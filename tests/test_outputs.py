"""Outputs beside RDF: tables that importers take, typed networks, event records with the field's scales."""

import csv
import json
from datetime import date
from io import BytesIO, StringIO
from pathlib import Path

import networkx as nx
import pyarrow.parquet as pq
import pytest

from relgraph import build, canonical, export, network, outputs, queries
from relgraph.errors import UsageError
from relgraph.parts import Part
from relgraph.store import Store, in_memory
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS, THIRD, THIRD_FACTS

WHOLE = Part()


@pytest.fixture(scope="module")
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    for document, facts in ((FIRST, FIRST_FACTS), (SECOND, SECOND_FACTS), (THIRD, THIRD_FACTS)):
        build.add(made, document, facts)
    build.derive(made)
    return made


def records(store: Store, part: Part = WHOLE) -> list[dict[str, object]]:
    stream = BytesIO()
    outputs.stream(stream, store, "plover", part)
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_tables_have_the_heads_of_neo4j_and_every_node_and_edge(store: Store, tmp_path: Path) -> None:
    written = outputs.write(store, tmp_path / "graph.csv", "csv", WHOLE)
    assert [path.name for path in written] == ["graph.nodes.csv", "graph.edges.csv"]
    nodes, edges = (list(csv.DictReader(StringIO(path.read_bytes().decode(), newline=""))) for path in written)
    graph = network.from_answers(network.tables(store))
    assert {row["id:ID"] for row in nodes} == set(graph.nodes)
    assert len(edges) == graph.number_of_edges()
    assert {row[":START_ID"] for row in edges} | {row[":END_ID"] for row in edges} <= set(graph.nodes)
    assert {":LABEL", "aliases:string[]", "earliest:date"} <= set(nodes[0])
    assert {":TYPE", "weight:double", "goldstein:double", "quote"} <= set(edges[0])
    assert {row[":TYPE"] for row in edges if row["relation"] == "takes part"} == {"TAKES_PART"}
    assert all(row["quote"] and float(row["weight:double"]) >= 1 for row in edges)
    norway = next(row for row in nodes if row["id:ID"] == "NOR")
    assert norway[":LABEL"] == "State" and "Kingdom of Norway" in norway["aliases:string[]"].split(";")


def test_parquet_holds_the_same_with_types(store: Store, tmp_path: Path) -> None:
    nodes, edges = outputs.write(store, tmp_path / "graph.parquet", "parquet", WHOLE)
    packed = outputs.write(store, tmp_path / "graph.csv.gz", "csv", WHOLE)
    assert [path.name for path in packed] == ["graph.nodes.csv.gz", "graph.edges.csv.gz"]
    typed, ids = pq.read_table(edges).to_pylist(), pq.read_table(nodes).to_pylist()
    assert {type(row["earliest"]) for row in typed} == {date, type(None)}
    assert {type(row["documents"]) for row in typed} == {int} and {type(row["weight"]) for row in typed} == {float}
    assert {row["source"] for row in typed} <= {row["id"] for row in ids}
    assert any(row["aliases"] for row in ids)
    described = json.loads(nodes.with_name(nodes.name + export.BESIDE).read_text())
    assert described["rdfc10-sha256"] == export.digest(store)


def test_tables_cannot_go_into_one_stream(store: Store) -> None:
    with pytest.raises(UsageError, match="two tables"):
        outputs.stream(BytesIO(), store, "csv", WHOLE)
    with pytest.raises(UsageError, match="no format"):
        outputs.format_of(Path("graph.docx"))


@pytest.mark.parametrize("form", network.FORMS)
def test_networks_open_elsewhere_with_weights_dates_and_scores(form: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{form}"
    outputs.write(store, path, form, WHOLE)
    read = nx.read_gexf(path) if form == "gexf" else nx.read_graphml(path, force_multigraph=True)
    edges = [data for _, _, data in read.edges(data=True)]
    assert {type(data["weight"]) for data in edges} == {float}
    first, last = ("start", "end") if form == "gexf" else ("earliest", "latest")
    meeting = next(data for _, data in read.nodes(data=True) if data.get(first) == "2023-05-11")
    assert meeting[last] == "2023-05-11"
    if form == "gexf":
        assert read.graph["mode"] == "dynamic" and b'timeformat="date"' in path.read_bytes()
    scored = {data["relation"]: (data["plover"], data["goldstein"]) for data in edges if "plover" in data}
    wanted = {row["type"] for row in queries.ask(store, "events").records() if row["status"] == "occurred"}
    assert set(scored) <= wanted
    denied = [data for data in edges if data["status"] == "denied"]
    assert denied and not [data for data in denied if "goldstein" in data]


def test_records_are_plover_with_the_words_of_the_document(store: Store) -> None:
    found = records(store)
    texts = {document.name: document.text for document in (FIRST, SECOND, THIRD)}
    for one in found:
        span, cited = one["text_info"], one["cite_info"]
        assert isinstance(span, dict) and isinstance(cited, dict)
        assert texts[cited["citation"]][span["start"] : span["end"]] == one["text"]
        assert isinstance(one["event"], list) and one["event"][0].isupper()
        assert one["actor"]
    asked = [row for row in queries.ask(store, "events").records() if row["plover"]]
    assert len(found) == len(asked) > 0
    assert {one["id"] for one in records(store, Part(since="2024"))} < {one["id"] for one in found}


def test_records_have_the_published_values_of_what_occurred_only(store: Store) -> None:
    found = records(store)
    met = next(one for one in found if (one["event_class"], one["status"]) == ("Meeting", "occurred"))
    assert (met["event"], met["quad_code"], met["event_scale"]) == (["CONSULT"], 1, 4.0)
    assert (met["cameo"], met["goldstein"]) == ("04", 1.0)
    planned = next(one for one in found if (one["event_class"], one["status"]) == ("Meeting", "planned"))
    assert (planned["event"], planned["mode"]) == (["AGREE"], ["future"])
    assert (planned["cameo"], planned["goldstein"], planned["event_scale"]) == ("03", 4.0, 2.5)
    denied = next(one for one in found if one["status"] == "denied")
    assert (denied["mode"], denied["goldstein"], denied["quad_code"]) == (["negation"], None, None)
    norway = next(party for one in found for party in one["actor"] if party.get("code") == "NOR")  # type: ignore[attr-defined]
    assert norway["identifier_id"] == "Q20"
    undated = [one for one in found if one["date_edtf"] is None]
    assert all(one["date"] is None and one["enddate"] is None for one in undated)


def test_a_digest_of_a_file_is_that_of_the_store(store: Store, tmp_path: Path) -> None:
    for form in ("nq", "trig", "jsonld"):
        path = tmp_path / f"graph.{form}"
        outputs.write(store, path, form, WHOLE)
        assert canonical.digest_of_file(path) == export.digest(store)
