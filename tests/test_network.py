"""The network states what the cards state, and its files are typed, complete and always the same."""

from io import BytesIO

import networkx as nx
import pytest

from relgraph import network
from tests.tables import HOSTILE, plain, row


def edges(tables: dict[str, list[dict[str, str]]]) -> set[tuple[str, str, str]]:
    """Give source, target and relation of each edge, occasions by their label."""
    graph = network.from_answers(tables)
    label = {node: data["label"] if network.is_key(node) else node for node, data in graph.nodes(data=True)}
    return {(label[one], label[other], data["relation"]) for one, other, data in graph.edges(data=True)}


def test_occasion_is_a_node_that_its_parties_people_and_body_are_tied_to() -> None:
    found = edges({key: list(map(dict, rows)) for key, rows in plain().items()})
    meeting = "Meeting: 2nd Joint Fisheries Board"
    assert {(who, meeting, "takes part") for who in ("NOR", "CHL", "Ola Nordmann", "Juan Soto")} <= found
    assert (meeting, "Joint Fisheries Board", "session") in found


def test_directed_act_is_an_arrow_and_a_mutual_tie_joins_each_pair() -> None:
    found = edges({key: list(map(dict, rows)) for key, rows in plain().items()})
    assert ("NOR", "CHL", "Support") in found
    assert ("CHL", "NOR", "diplomatic relations") in found
    assert ("Ola Nordmann", "NOR", "Foreign Minister") in found
    assert ("NOR", "United Nations", "member") in found


def test_three_parties_give_three_pairs_and_no_loops() -> None:
    found = edges({"relationships": [row(between="A|B|C", kind="alliance")]})
    assert found == {("A", "B", "alliance"), ("A", "C", "alliance"), ("B", "C", "alliance")}


def test_directed_act_toward_oneself_gives_no_loop() -> None:
    assert edges({"events": [row(type="Support", actors="NOR", recipients="NOR")]}) == set()


def test_kinds_of_nodes() -> None:
    kinds = {data["label"]: data["kind"] for _, data in network.from_answers(plain()).nodes(data=True)}
    assert kinds["Norway"] == "state"
    assert kinds["United Nations"] == "organization"
    assert kinds["Joint Fisheries Board"] == "body"
    assert kinds["Juan Soto"] == "person"
    assert kinds["joint statement"] == "instrument"


def test_acronym_of_three_capitals_is_no_state_where_the_names_say_so() -> None:
    names = [row(id="IMF", label="International Monetary Fund", kind="organization")]
    tables = {"events": [row(type="Aid", actors="IMF", recipients="CHL")], "names": names}
    kinds = dict(network.from_answers(tables).nodes(data="kind"))
    assert (kinds["IMF"], kinds["CHL"]) == ("organization", "state")


def test_every_edge_carries_its_quote_and_document() -> None:
    for _, _, data in network.from_answers(plain()).edges(data=True):
        assert data["quote"]
        assert data["document"]
        assert data["fact"]


def test_node_is_found_by_label_code_and_alias() -> None:
    graph = network.from_answers(plain())
    assert network.names_of(graph, "NOR") == ("Norway", "NOR", "Norge", "Норвегия")


@pytest.mark.parametrize("form", network.FORMS)
def test_file_reads_back_with_the_same_nodes_edges_and_types(form: str) -> None:
    graph = network.from_answers(plain())
    raw = BytesIO(network.written(graph, form))
    back = nx.read_graphml(raw, force_multigraph=True) if form == "graphml" else nx.read_gexf(raw)
    assert set(back.nodes) == set(graph.nodes)
    assert back.number_of_edges() == graph.number_of_edges()
    assert back.nodes["NOR"]["label"] == "Norway"
    assert {type(data["documents"]) for _, _, data in back.edges(data=True)} == {int}


@pytest.mark.parametrize("form", network.FORMS)
def test_file_holds_no_day_and_no_release(form: str) -> None:
    text = network.written(network.from_answers(plain()), form).decode()
    assert "lastmodified" not in text
    assert "NetworkX" not in text


@pytest.mark.parametrize("form", network.FORMS)
def test_file_survives_what_xml_cannot_hold(form: str) -> None:
    events = [row(quote=f"a\x00b\x0b\ud800{text}", type="Support", actors="A\x01", recipients=text) for text in HOSTILE]
    raw = BytesIO(network.written(network.from_answers({"events": events}), form))
    back = nx.read_graphml(raw, force_multigraph=True) if form == "graphml" else nx.read_gexf(raw)
    assert "A\ufffd" in back.nodes
    assert back.number_of_edges() == len(HOSTILE)


def test_empty_answers_give_an_empty_network() -> None:
    assert len(network.from_answers({})) == 0
