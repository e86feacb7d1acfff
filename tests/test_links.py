"""Links: paths have a quote for every step, only facts tie, a period cuts, and measures are the same in every run."""

from io import BytesIO
from pathlib import Path

import networkx as nx
import pytest
from click.testing import CliRunner

from relgraph import network
from relgraph.cli import relgraph
from relgraph.errors import UsageError
from relgraph.links import Period, actors, centralities, measured, paths
from tests.tables import row

TABLES = {
    "events": [
        row("a.txt", "A and B met.", type="Meeting", actors="A|B", people="Ann", date="2020-03-01", status="occurred"),
        row("b.txt", "B and A held talks.", type="Meeting", actors="B|A", date="2021-05", status="occurred"),
        row(
            "b.txt", "B thanked C and D.", type="Support", actors="B", recipients="C|D", date="2022", status="occurred"
        ),
        row("b.txt", "A may visit C.", type="Visit", actors="A", recipients="C", date="2022", status="hypothetical"),
        row("c.txt", "C visited E.", type="Visit", actors="C", recipients="E", status="occurred"),
        row("c.txt", "F was calm.", type="Support", actors="F", recipients="G", date="2019", status="occurred"),
    ],
    "people": [row("a.txt", "Ann, President of A.", name="Ann", office="President", of="A")],
    "documents": [{"document": "c.txt", "published": "2023-04-05"}, {"document": "a.txt", "published": "2020-03-02"}],
    "names": [{"id": "C", "label": "Chile", "kind": "state", "aliases": "Republic of Chile"}],
}


def steps(period: Period | None = None, ends: tuple[str, str] = ("A", "E")) -> list[tuple[str, ...]]:
    """Give the steps of all shortest paths, each with its quote."""
    found = paths(actors(TABLES, period), *ends).records()
    return [(step["one"], step["relation"], step["other"], step["facts"], step["quote"]) for step in found]


def test_every_step_of_a_path_has_its_quote() -> None:
    assert steps() == [
        ("A", "Meeting", "B", "2", "B and A held talks."),
        ("B", "Support", "Chile", "1", "B thanked C and D."),
        ("Chile", "Visit", "E", "1", "C visited E."),
    ]


def test_what_may_be_is_no_link_and_two_who_are_thanked_are_not_tied() -> None:
    edges = {tuple(sorted(edge)) for edge in actors(TABLES).edges}
    assert edges == {("A", "Ann"), ("A", "B"), ("Ann", "B"), ("B", "C"), ("B", "D"), ("C", "E"), ("F", "G")}


def test_a_period_cuts_and_what_has_no_date_counts_by_its_document() -> None:
    late = {tuple(sorted(edge)) for edge in actors(TABLES, Period("2022", "2023")).edges}
    assert late == {("B", "C"), ("B", "D"), ("C", "E")}, "the visit is told of in 2023"
    assert steps(Period("2020", "2020"), ("A", "B"))[0][3:] == ("1", "A and B met.")
    allied = {"relationships": [row(between="A|B", kind="alliance", since="1990")]}
    assert actors(allied, Period("2020")).edges, "what began lasts"
    assert not actors(allied, Period(until="1989")).edges
    with pytest.raises(UsageError, match="is no date"):
        actors(TABLES, Period("soon"))


def test_whoever_is_not_linked_has_no_path_and_a_wrong_name_near_ones() -> None:
    assert steps(ends=("A", "F")) == []
    assert steps(ends=("B", "chile")) == steps(ends=("B", "Republic of Chile")) != []
    with pytest.raises(UsageError, match="did you mean chile"):
        steps(ends=("A", "Chyle"))


def test_all_paths_as_short_come_up_to_the_number_asked_for() -> None:
    square = {"relationships": [row(between=pair, kind="alliance") for pair in ("A|B", "B|D", "A|C", "C|D")]}
    assert [row["path"] for row in paths(actors(square), "A", "D").records()] == ["1", "1", "2", "2"]
    assert len(paths(actors(square), "A", "D", 1)) == 2


def test_the_one_between_is_the_most_central_and_groups_are_told_apart() -> None:
    found = {row["id"]: row for row in centralities(measured(actors(TABLES))).records()}
    assert next(iter(found)) == "B"
    assert found["B"]["ties"] == "4"
    assert (found["C"]["first"], found["C"]["last"]) == ("2022-01-01", "2023-04-05")
    assert found["F"]["community"] == found["G"]["community"] != found["A"]["community"]
    assert len(centralities(measured(actors({})))) == 0


@pytest.mark.parametrize("form", network.FORMS)
def test_the_network_is_written_with_weights_and_dates(form: str) -> None:
    raw = network.xml(measured(actors(TABLES)), form)
    assert raw == network.xml(measured(actors(TABLES)), form)
    back = nx.read_graphml(BytesIO(raw)) if form == "graphml" else nx.read_gexf(BytesIO(raw))
    edge = back.edges["A", "B"]
    assert (edge["weight"], edge["facts"], edge["first"], edge["last"]) == (2, 2, "2020-03-01", "2021-05-31")
    assert back.nodes["C"]["label"] == "Chile"


def test_the_commands_read_a_store(seeds_store: Path, tmp_path: Path) -> None:
    run = CliRunner()
    words = ["path", "Tleuberdi", "Türkiye", "--store", str(seeds_store), "--on", "2022-02", "--format", "csv"]
    found = run.invoke(relgraph, words)
    assert "1,1,Mukhtar Tleuberdi,Meeting: 7th Joint Strategic Planning Group,Türkiye," in found.stdout
    target = tmp_path / "ties.gexf"
    assert run.invoke(relgraph, ["network", "--store", str(seeds_store), "-o", str(target)]).exit_code == 0
    assert "KAZ" in nx.read_gexf(target)
    both = run.invoke(relgraph, ["network", "--store", str(seeds_store), "--on", "2022", "--since", "2021"])
    assert (both.exit_code, "give a day or a period" in both.stderr) == (2, True)
