"""The catalogue: every question runs unchanged in two engines and gives the same ordered table."""

from pathlib import Path

import pytest
import rdflib

from relgraph import build, export, queries
from relgraph.answers import Answer
from relgraph.errors import InputError, UsageError
from relgraph.queries import Question
from relgraph.resources import folder
from relgraph.store import Store, in_memory
from tests.handmade import COUNCIL, FIRST, FIRST_FACTS, NATO, SECOND, SECOND_FACTS

DERIVATIONS = sorted(folder("queries").glob("derive/*.rq"))
#: Values by which each parameter of the catalogue is tried.
VALUES = {
    "person": "Kari Berg",
    "with": "Ken Mori",
    "party": "NOR",
    "since": "2023-05",
    "until": "2023-12-31",
    "maker": "NOR",
    "on": "2026-01-01",
    "indicator": "trade volume",
    "series": COUNCIL,
    "type": "Meeting",
    "name": "JPN",
}


@pytest.fixture(scope="module")
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    build.add(made, FIRST, FIRST_FACTS)
    build.add(made, SECOND, SECOND_FACTS)
    build.derive(made)
    return made


@pytest.fixture(scope="module")
def plain(store: Store) -> rdflib.Graph:
    """The union of all graphs in rdflib: no named graphs, as in any store that loads Turtle."""
    return rdflib.Graph().parse(data=export.render(store, "nt", ontology=True).decode(), format="nt")


def in_rdflib(plain: rdflib.Graph, question: Question, given: dict[str, str]) -> list[tuple[str, ...]]:
    """Ask rdflib the same question."""
    bound = {name: rdflib.Literal(term.value) for name, term in queries.terms(question, given).items()}
    rows = plain.query(question.text, initBindings=bound)
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]  # type: ignore[union-attr]


def by_name(question: Question) -> str:
    return question.name


@pytest.mark.parametrize("question", queries.catalogue(), ids=by_name)
def test_both_engines_give_the_same_ordered_table(question: Question, store: Store, plain: rdflib.Graph) -> None:
    answer = queries.ask(store, question)
    assert answer.rows, "a question without an answer on the sample proves nothing"
    assert list(answer.rows) == in_rdflib(plain, question, {})


@pytest.mark.parametrize("question", [q for q in queries.catalogue() if q.parameters], ids=by_name)
def test_both_engines_bind_each_parameter_alike(question: Question, store: Store, plain: rdflib.Graph) -> None:
    for parameter in question.parameters:
        for value in (VALUES[parameter.name], 'x" } UNION { ?s ?p ?o } #', "\\u0022\n"):
            if parameter.type == "date" and value != VALUES[parameter.name]:
                continue
            given = {parameter.name: value}
            answer = queries.ask(store, question, given)
            assert list(answer.rows) == in_rdflib(plain, question, given)
            assert bool(answer.rows) == (value == VALUES[parameter.name])


@pytest.mark.parametrize("question", queries.catalogue(), ids=by_name)
def test_each_question_says_what_it_asks_and_is_ordered(question: Question, store: Store) -> None:
    assert question.summary.endswith("?")
    assert "ORDER BY" in question.text
    assert {parameter.name for parameter in question.parameters} <= set(queries.ask(store, question).columns)


CONTRACT = {
    "people": "name office of former start end quote document",
    "events": "type plover actors recipients people date place status series ordinal topics quote document",
    "figures": "indicator between value currency period kind qualifier of quote document",
    "organizations": "name acronym kind quote document",
    "memberships": "member organization role quote document",
    "instruments": "kind name parties date status quote document",
    "relationships": "between kind since quote document",
    "topics": "topic between quote document",
}


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items())
def test_the_contract_tables_have_their_columns(name: str, columns: str, store: Store) -> None:
    assert " ".join(queries.ask(store, name).columns) == columns


def cells(answer: Answer, *columns: str) -> list[tuple[str, ...]]:
    """Give some columns of an answer."""
    return [tuple(record[name] for name in columns) for record in answer.records()]


def test_events_stand_in_the_order_of_the_documents(store: Store) -> None:
    found = queries.ask(store, "events")
    columns = ("document", "type", "plover", "actors", "recipients", "people", "date", "place", "status", "ordinal")
    assert cells(found, *columns) == [
        ("kobe.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "2023-05", "Oslo", "occurred", "4"),
        ("kobe.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "2024-06-03", "Kobe", "occurred", "5"),
        ("oslo.txt", "Meeting", "CONSULT", "NOR|JPN", "", "Kari Berg|Ken Mori", "2023-05-11", "Oslo", "occurred", ""),
        ("oslo.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "", "Oslo", "occurred", "4"),
        ("oslo.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "2024", "", "planned", "5"),
        ("oslo.txt", "Accuse", "ACCUSE", "JPN", "NOR", "", "", "", "denied", ""),
    ]


def test_people_figures_and_the_rest_read_as_stated(store: Store) -> None:
    assert cells(queries.ask(store, "people"), "name", "office", "of", "former") == [
        ("Kari Berg", "Foreign Minister", "NOR", ""),
        ("Ken Mori", "Foreign Minister", "JPN", "true"),
    ]
    assert cells(queries.ask(store, "figures"), "value", "between", "currency", "period", "kind", "qualifier") == [
        ("1500000000", "NOR|JPN", "USD", "2022", "actual", "over"),
        ("3000000000", "NOR|JPN", "USD", "", "target", "exact"),
    ]
    assert cells(queries.ask(store, "memberships"), "member", "organization", "role") == [("NOR", NATO, "member")]
    assert cells(queries.ask(store, "topics"), "topic", "between") == [("counter-terrorism", "NOR|JPN")]


def test_a_commitment_is_open_until_its_day_is_over(store: Store) -> None:
    assert cells(queries.ask(store, "commitments"), "maker", "due", "state") == [("NOR", "2025", "open")]
    late = queries.ask(store, "commitments", {"on": "2026-01-01"})
    assert cells(late, "maker", "due", "state") == [("NOR", "2025", "overdue")]


def test_a_target_stands_beside_what_was_reached(store: Store) -> None:
    found = queries.ask(store, "targets-and-actuals")
    assert cells(found, "target", "actual", "qualifier", "period") == [("3000000000", "1500000000", "over", "2022")]


def test_sessions_name_the_missing_one(store: Store) -> None:
    found = queries.ask(store, "sessions")
    assert cells(found, "ordinal", "before", "status", "document") == [
        ("4", "missing", "occurred", "kobe.txt"),
        ("4", "missing", "occurred", "oslo.txt"),
        ("5", "known", "occurred", "kobe.txt"),
        ("5", "known", "planned", "oslo.txt"),
    ]


def test_corroboration_counts_documents_once(store: Store) -> None:
    found = queries.ask(store, "corroboration")
    assert [row[1:] for row in found.rows][:3] == [
        ("Meeting", "2", "2", "kobe.txt"),
        ("Meeting", "2", "2", "kobe.txt"),
        ("Accuse", "1", "1", "oslo.txt"),
    ]


def test_names_tell_the_states_other_names(store: Store) -> None:
    known = cells(queries.ask(store, "names"), "id", "label", "kind")
    assert ("NOR", "Norway", "state") in known
    assert (NATO, NATO, "organization") in known


def ties(store: Store) -> set[tuple[str, str, str]]:
    """List the derived ties by the last part of their IRIs."""
    graph = "https://w3id.org/relgraph/derived"
    return {(last(str(q.subject)), last(str(q.predicate)), last(str(q.object))) for q in store.quads(graph)}


def last(iri: str) -> str:
    """Give the last part of an IRI."""
    return iri.strip("<>").replace("#", "/").rsplit("/", 1)[-1]


def test_ties_come_from_what_occurred_alone(store: Store) -> None:
    found = ties(store)
    assert ("NOR", "metWith", "JPN") in found
    assert ("kari-berg", "metWith", "ken-mori") in found
    assert ("NOR", "memberOf", "North_Atlantic_Treaty_Organization") in found
    assert not [tie for tie in found if tie[1] == "accused"], "a denied act is no tie"
    assert ("ken-mori", "holdsOffice", "foreign-minister") not in found, "a former office is not held"
    assert ("kari-berg", "holdsOffice", "foreign-minister") in found


def test_a_plan_alone_makes_no_tie() -> None:
    alone = in_memory()
    build.add(alone, FIRST, [fact for fact in FIRST_FACTS if getattr(fact, "status", "") == "planned"])
    build.derive(alone)
    assert not ties(alone)


@pytest.mark.parametrize("path", DERIVATIONS, ids=lambda path: path.stem)
def test_both_engines_derive_the_same_ties(path: Path, store: Store, plain: rdflib.Graph) -> None:
    text = path.read_text(encoding="utf-8")
    ours = {str(triple) for triple in store.construct(text)}
    theirs = {" ".join(term.n3() for term in triple) for triple in plain.query(text)}  # type: ignore[union-attr]
    assert ours == theirs


def test_an_unknown_question_is_met_with_near_names() -> None:
    with pytest.raises(UsageError, match="people"):
        queries.named("peopel")


def test_an_unknown_parameter_and_a_wrong_value_are_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="party"):
        queries.ask(store, "timeline", {"state": "NOR"})
    with pytest.raises(UsageError, match="is no date"):
        queries.ask(store, "timeline", {"since": "last week"})


def test_a_broken_query_says_where(store: Store) -> None:
    with pytest.raises(InputError, match="1:9"):
        queries.ask(store, queries.from_text("SELECT ?", "mine"))


def test_headers_are_read_with_defaults_and_types() -> None:
    text = "#+ summary: What?\n#+ params:\n#+   n (integer) = 3: how many\nSELECT ?n WHERE {}"
    (parameter,) = queries.from_text(text, "mine").parameters
    assert (parameter.name, parameter.type, parameter.default, parameter.meaning) == ("n", "integer", "3", "how many")
    with pytest.raises(InputError, match="no type"):
        queries.from_text(text.replace("integer", "number"), "mine")
