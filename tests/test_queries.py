"""The catalogue: every question runs unchanged in two engines and gives the same ordered table."""

from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import Literal, NamedNode

from relgraph import build, eventdata, export, queries
from relgraph.answers import Answer
from relgraph.document import from_text
from relgraph.errors import InputError, UsageError
from relgraph.facts import Commitment, Event, Tenure
from relgraph.queries import Question
from relgraph.resources import folder
from relgraph.store import Store, in_memory
from relgraph.vocabulary import DERIVED_GRAPH, THING
from tests.handmade import (
    COUNCIL,
    FIRST,
    FIRST_FACTS,
    FIVE,
    FOURTH,
    FOURTH_FACTS,
    NATO,
    PAIR,
    SECOND,
    SECOND_FACTS,
    THIRD,
    THIRD_FACTS,
    VISIT,
    evidence,
)
from tests.test_eventdata import gdelt

DERIVATIONS = sorted(folder("queries").glob("derive/*.rq"))
#: Values by which each parameter of the catalogue is tried.
VALUES = {
    "person": "Kari Berg",
    "with": "Ken Mori",
    "party": "NOR",
    "since": "2023-05",
    "until": "2023-12-31",
    "on": "2026-01-01",
    "only": "figure",
    "at_least": "1",
    "side": "NOR",
    "other": "JPN",
    "indicator": "trade volume",
    "series": COUNCIL,
    "name": "JPN",
    "who": "Kari Berg",
    "kind": "first",
}


def holding(count: int) -> Store:
    """Make a store of the ontology and the first documents made by hand."""
    made = in_memory()
    build.load_ontology(made)
    for document, facts in FIVE[:count]:
        build.add(made, document, facts)
    build.derive(made)
    return made


@pytest.fixture(scope="module")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A row of the event data of others."""
    rows = tmp_path_factory.mktemp("rows") / "rows.CSV"
    rows.write_text(gdelt("1", "20230511", actors=("NOR", "JPN")), encoding="utf-8")
    return rows


@pytest.fixture(scope="module")
def store(coded: Path) -> Store:
    made = holding(4)
    eventdata.load(made, coded)
    return made


@pytest.fixture(scope="module")
def early() -> Store:
    """The first two documents alone."""
    return holding(2)


@pytest.fixture(scope="module")
def full(coded: Path) -> Store:
    """All documents, also the one that counts and is at odds with the others, and a row of event data."""
    made = holding(5)
    eventdata.load(made, coded)
    return made


@pytest.fixture(scope="module")
def plain(full: Store) -> rdflib.Graph:
    """The union of all graphs in rdflib: no named graphs, as in any store that loads Turtle."""
    return rdflib.Graph().parse(data=export.render(full, "nt", ontology=True).decode(), format="nt")


def in_rdflib(plain: rdflib.Graph, question: Question, given: dict[str, str]) -> list[tuple[str, ...]]:
    """Ask rdflib the same question."""
    terms = queries.terms(question, given)
    bound = {name: _in_rdflib(term) for name, term in terms.items()}
    rows = plain.query(question.text, initBindings=bound)
    return [tuple("" if cell is None else str(cell) for cell in row) for row in rows]  # type: ignore[union-attr]


def _in_rdflib(term: NamedNode | Literal) -> rdflib.term.Identifier:
    """Give a term as rdflib has it; to rdflib xsd:string is another type than none."""
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    kind = term.datatype.value.removesuffix("#string")
    return rdflib.Literal(term.value, datatype=kind if "#" in kind else None)


def by_name(question: Question) -> str:
    return question.name


@pytest.mark.parametrize("question", queries.catalogue(), ids=by_name)
def test_both_engines_give_the_same_ordered_table(question: Question, full: Store, plain: rdflib.Graph) -> None:
    answer = queries.ask(full, question)
    assert answer.rows, "a question without an answer on the sample proves nothing"
    assert list(answer.rows) == in_rdflib(plain, question, {})


@pytest.mark.parametrize("question", [q for q in queries.catalogue() if q.parameters], ids=by_name)
def test_both_engines_bind_each_parameter_alike(question: Question, full: Store, plain: rdflib.Graph) -> None:
    for parameter in question.parameters:
        for value in (VALUES[parameter.name], 'x" } UNION { ?s ?p ?o } #', "\\u0022\n"):
            if parameter.type in ("date", "integer", "state") and value != VALUES[parameter.name]:
                continue
            given = {parameter.name: value}
            answer = queries.ask(full, question, given)
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


def test_events_stand_in_the_order_of_the_documents(early: Store) -> None:
    found = queries.ask(early, "events")
    columns = ("document", "type", "plover", "actors", "recipients", "people", "date", "place", "status", "ordinal")
    assert cells(found, *columns) == [
        ("kobe.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "2023-05", "Oslo", "occurred", "4"),
        ("kobe.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "2024-06-03", "Kobe", "occurred", "5"),
        ("oslo.txt", "Meeting", "CONSULT", "NOR|JPN", "", "Kari Berg|Ken Mori", "2023-05-11", "Oslo", "occurred", ""),
        ("oslo.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "", "Oslo", "occurred", "4"),
        ("oslo.txt", "Meeting", "CONSULT", "NOR|JPN", "", "", "2024", "", "planned", "5"),
        ("oslo.txt", "Accuse", "ACCUSE", "JPN", "NOR", "", "", "", "denied", ""),
    ]


def test_people_figures_and_the_rest_read_as_stated(early: Store) -> None:
    assert cells(queries.ask(early, "people"), "name", "office", "of", "former") == [
        ("Kari Berg", "Foreign Minister", "NOR", ""),
        ("Ken Mori", "Foreign Minister", "JPN", "true"),
    ]
    assert cells(queries.ask(early, "figures"), "value", "between", "currency", "period", "kind", "qualifier") == [
        ("1500000000", "NOR|JPN", "USD", "2022", "actual", "over"),
        ("3000000000", "NOR|JPN", "USD", "", "target", "exact"),
    ]
    assert cells(queries.ask(early, "memberships"), "member", "organization", "role") == [("NOR", NATO, "member")]
    assert cells(queries.ask(early, "topics"), "topic", "between") == [("counter-terrorism", "NOR|JPN")]


def test_a_commitment_is_open_until_its_day_is_over(early: Store) -> None:
    assert cells(queries.ask(early, "commitments"), "maker", "due", "state") == [("NOR", "2025", "open")]
    late = queries.ask(early, "commitments", {"on": "2026-01-01"})
    assert cells(late, "maker", "due", "state") == [("NOR", "2025", "overdue")]


def test_a_target_stands_beside_what_was_reached(early: Store) -> None:
    found = queries.ask(early, "targets-and-actuals")
    assert cells(found, "target", "actual", "qualifier", "period") == [("3000000000", "1500000000", "over", "2022")]


def test_sessions_name_the_missing_one(early: Store) -> None:
    found = queries.ask(early, "sessions")
    assert cells(found, "ordinal", "before", "status", "document") == [
        ("4", "missing", "occurred", "kobe.txt"),
        ("4", "missing", "occurred", "oslo.txt"),
        ("5", "known", "occurred", "kobe.txt"),
        ("5", "known", "planned", "oslo.txt"),
    ]


def test_corroboration_counts_documents_once(early: Store) -> None:
    found = queries.ask(early, "corroboration", {"only": "event"})
    assert [row[1:5] for row in found.rows][:3] == [
        ("Meeting: 4th Nordic Sea Council", "2", "2", "2"),
        ("Accuse: JPN to NOR, denied", "1", "1", "1"),
        ("Meeting: 5th Nordic Sea Council (2024), planned", "1", "1", "1"),
    ]


def table(store: Store, name: str, **given: str) -> list[tuple[str, ...]]:
    """Ask a question and give its whole table, quotes by their first word."""
    found = queries.ask(store, name, given)
    rows = []
    for record in found.records():
        short = {column: cell.split()[0] for column, cell in record.items() if "quote" in column and cell}
        rows.append(tuple((record | short)[column] for column in found.columns if column not in given))
    return rows


WHOLE = {
    "commitments": [
        ("NOR", "JPN", "send a ship to Kobe", "2025-05", "kept", "Norway", "bergen.txt", "A", "tokyo.txt", "", ""),
        ("NOR", "JPN", "open an office in Kobe", "2025", "open", "Trade", "oslo.txt", "", "", "", ""),
    ],
    "targets-and-actuals": [
        (
            *("trade volume", "NOR|JPN", "USD", "3000000000", "", "Trade", "oslo.txt"),
            *("1400000000", "exact", "2022", "no", "Trade", "bergen.txt"),
        ),
        (
            *("trade volume", "NOR|JPN", "USD", "3000000000", "", "Trade", "oslo.txt"),
            *("1500000000", "over", "2022", "", "Trade", "oslo.txt"),
        ),
    ],
    "offices-on-a-date": [
        ("JPN", "Foreign Minister", "Haru Sato", "", "", "2025-06-10", "Foreign", "tokyo.txt", "", ""),
        ("NOR", "Foreign Minister", "Ola Moe", "", "", "2024-07-01", "Foreign", "bergen.txt", "", ""),
    ],
    "partnership-ladder": [
        ("JPN|NOR", "2", "diplomatic relations", "1905", "2023-05-12", "Norwegian", "oslo.txt", ""),
        ("JPN|NOR", "2", "diplomatic relations", "1906", "2025-06-10", "Diplomatic", "tokyo.txt", ""),
        ("JPN|NOR", "4", "strategic partnership", "2020", "2024-07-01", "Norway", "bergen.txt", ""),
    ],
    "dyad-score-by-year": [
        ("JPN|NOR", "2023", "2", "4", "1", ""),
        ("JPN|NOR", "2024", "1", "4", "1", ""),
        ("JPN|NOR", "2025", "2", "0.5", "-0.05", ""),
    ],
    "contradictions": [
        (
            *("figure", "trade volume of NOR, JPN: 1,400,000,000 USD (2022)", "1400000000", "over 1500000000"),
            *("Trade", "bergen.txt", "Trade", "oslo.txt", ""),
        ),
        (
            *("place", "Meeting: JPN, NOR (2023-05-11)", "Bergen", "Oslo"),
            *("Foreign", "bergen.txt", "Norwegian", "oslo.txt", ""),
        ),
        (
            *("since", "diplomatic relations of NOR, JPN since 1905", "1905", "1906"),
            *("Norwegian", "oslo.txt", "Diplomatic", "tokyo.txt", ""),
        ),
        (
            *("status", "Meeting: 5th Nordic Sea Council (2024-06-03)", "occurred", "cancelled"),
            *("The", "kobe.txt", "The", "tokyo.txt", ""),
        ),
    ],
    "both-sides": [
        ("JPN", "NOR", "yes", "Visit: NOR to JPN (2025-05-20)", "2025-05-20", "occurred", "A", "tokyo.txt"),
        ("JPN", "NOR", "no", "Meeting: 5th Nordic Sea Council, cancelled", "", "cancelled", "The", "tokyo.txt"),
        ("JPN", "NOR", "no", "Accuse: JPN to NOR (2025-06-02)", "2025-06-02", "occurred", "Foreign", "tokyo.txt"),
        ("NOR", "JPN", "no", "Meeting: JPN, NOR (2023-05-11)", "2023-05-11", "occurred", "Foreign", "bergen.txt"),
        ("NOR", "JPN", "yes", "Visit: NOR to JPN (2025-05), planned", "2025-05", "planned", "Norway", "bergen.txt"),
    ],
    "who-met-whom": [
        (*pair, "Meeting", "NOR|JPN", "", "2023-05-11", place, "", "", quote, document)
        for place, quote, document in (("Bergen", "Foreign", "bergen.txt"), ("Oslo", "Norwegian", "oslo.txt"))
        for pair in (("Kari Berg", "Ken Mori"), ("Ken Mori", "Kari Berg"))
    ],
    "sessions": [
        (COUNCIL, "4", "missing", "Meeting", "NOR|JPN", "2023-05", "Oslo", "occurred", "The", "kobe.txt"),
        (COUNCIL, "4", "missing", "Meeting", "NOR|JPN", "", "Oslo", "occurred", "They", "oslo.txt"),
        (COUNCIL, "5", "known", "Meeting", "NOR|JPN", "2024-06-03", "Kobe", "occurred", "The", "kobe.txt"),
        (COUNCIL, "5", "known", "Meeting", "NOR|JPN", "2024", "", "planned", "They", "oslo.txt"),
        (COUNCIL, "5", "known", "Meeting", "NOR|JPN", "", "", "cancelled", "The", "tokyo.txt"),
    ],
}


#: What the fifth document adds.
ADDED = {
    "firsts-and-counts": [
        (
            *("count", "JPN|NOR", "Meeting: JPN, NOR (2023/..)", "3", "2", "short by 1", "Norway", "steppe.txt"),
            *("2023-05-11", "Norwegian", "oslo.txt", "", ""),
        ),
        (
            *("first", "NOR|JPN", "trade volume of NOR, JPN: 1,000,000,000 USD (2023)", "1000000000", "2"),
            *("earlier known", "Trade", "steppe.txt", "2022", "Trade", "oslo.txt", "", ""),
        ),
        (
            *("first", "Kari Berg|JPN", "Visit: NOR to JPN (2023-05-11)", "1", "0"),
            *("none earlier known", "Foreign", "steppe.txt", "", "", "", "", ""),
        ),
    ],
    "tenures": [
        (
            *("membership", "NOR", "member", NATO, "", "2023-05-12", "2024-07-01", "", "", "2"),
            *("Norway", "oslo.txt", "Norway", "bergen.txt", "", ""),
        ),
        *(
            (
                "office",
                name,
                "Foreign Minister",
                of,
                "",
                since,
                until,
                gone,
                "",
                count,
                first,
                one,
                "Foreign",
                other,
                "",
                "",
            )
            for name, of, since, until, gone, count, first, one, other in (
                ("Haru Sato", "JPN", "2025-06-10", "2025-06-10", "", "1", "Foreign", "tokyo.txt", "tokyo.txt"),
                ("Kari Berg", "NOR", "2023-05-12", "2025-07-01", "", "2", "Norwegian", "oslo.txt", "steppe.txt"),
                ("Ola Moe", "NOR", "2024-07-01", "2024-07-01", "", "1", "Foreign", "bergen.txt", "bergen.txt"),
            )
        ),
    ],
    "contradictions": [
        (
            *("office", "Kari Berg, Foreign Minister of NOR", "Kari Berg", "Ola Moe"),
            *("Foreign", "steppe.txt", "Foreign", "bergen.txt", ""),
        ),
        *(
            (
                *("two places", "Meeting: JPN, NOR (2023-05-11)", f"Kari Berg in {place}", "Kari Berg in Kobe"),
                *(quote, document, "Foreign", "steppe.txt", ""),
            )
            for place, quote, document in (("Bergen", "Foreign", "bergen.txt"), ("Oslo", "Norwegian", "oslo.txt"))
        ),
    ],
}


@pytest.mark.parametrize("name", ADDED)
def test_what_one_more_document_adds(name: str, store: Store, full: Store) -> None:
    known = table(store, name) if name == "contradictions" else []
    found = [row for row in table(full, name) if row not in known and "Ken Mori" not in row]
    assert found == ADDED[name]


def test_one_more_meeting_confirms_a_count() -> None:
    made = holding(5)
    again = from_text("Norway and Japan met on 9 May 2024.\n", "fourth.txt")
    told = Event(type="Meeting", actors=PAIR, date="2024-05-09", evidence=evidence(again, "Norway"))
    build.add(made, again, [told])
    assert [row[3:6] for row in table(made, "firsts-and-counts", kind="count")] == [("3", "3", "confirmed")]


def test_a_holder_goes_when_a_successor_came_by_what_is_stated_later() -> None:
    made = in_memory()
    for name, published, start in (("Ann Lie", "2020-01-05", None), ("Bo Dahl", "2022-02-06", "2021-03-01")):
        document = from_text(f"---\npublished: {published}\n---\nPresident {name} spoke.\n", f"{name}.txt")
        told = Tenure(name=name, office="President", of="NOR", start=start, evidence=evidence(document, "President"))
        build.add(made, document, [told])
    for day, names in (("2021-01-01", ["Ann Lie"]), ("2021-06-01", ["Bo Dahl"]), ("2023-01-01", ["Bo Dahl"])):
        assert [row[2] for row in queries.ask(made, "offices-on-a-date", {"on": day}).rows] == names
    assert cells(queries.ask(made, "tenures"), "holder", "start", "seen_to", "gone_by") == [
        ("Ann Lie", "", "2020-01-05", "2022-02-06"),
        ("Bo Dahl", "2021-03-01", "2022-02-06", ""),
    ]


@pytest.mark.parametrize("name", WHOLE)
def test_the_whole_table_is_as_a_reader_would_fill_it(name: str, store: Store) -> None:
    assert table(store, name) == WHOLE[name]


def test_timeline_goes_from_day_to_day(store: Store) -> None:
    found = table(store, "timeline", party="JPN", since="2024", until="2025-05")
    assert [(row[0], row[1], row[6]) for row in found] == [
        ("2024", "Meeting", "planned"),
        ("2024-06-03", "Meeting", "occurred"),
        ("2025-05", "Visit", "planned"),
        ("2025-05-20", "Visit", "occurred"),
    ]


def test_what_changed_leaves_out_what_was_known(store: Store) -> None:
    assert table(store, "what-changed", since="2024-07-02", until="2025") == [
        ("2025-06-10", "event", "Visit: NOR to JPN (2025-05-20)", "A", "tokyo.txt"),
        ("2025-06-10", "event", "Meeting: 5th Nordic Sea Council, cancelled", "The", "tokyo.txt"),
        ("2025-06-10", "office", "Haru Sato, Foreign Minister of JPN", "Foreign", "tokyo.txt"),
        ("2025-06-10", "event", "Accuse: JPN to NOR (2025-06-02)", "Foreign", "tokyo.txt"),
    ], "diplomatic relations were known before, whenever they began"


def test_offices_have_their_successors(store: Store) -> None:
    for day, names in (("2023-01-01", []), ("2023-06-01", ["Kari Berg"]), ("2024-12-31", ["Ola Moe"])):
        found = queries.ask(store, "offices-on-a-date", {"on": day, "party": "Norway"})
        assert [row[2] for row in found.rows] == names


def test_corroborated_facts_come_first(store: Store) -> None:
    found = table(store, "corroboration", at_least="2")
    assert found == [
        ("event", "Meeting: 4th Nordic Sea Council", "2", "2", "2", "kobe.txt", ""),
        ("event", "Meeting: JPN, NOR (2023-05-11)", "2", "2", "2", "bergen.txt", ""),
        ("membership", f"NOR, member of {NATO}", "2", "2", "2", "bergen.txt", ""),
        ("relationship", "diplomatic relations of NOR, JPN since 1905", "2", "2", "2", "oslo.txt", ""),
    ]


def test_copies_of_one_text_are_one_witness() -> None:
    made = holding(2)
    again = replace(SECOND, name="paper.txt", text=SECOND.text.replace("Kobe Post", "Deep News"))
    build.add(made, again, SECOND_FACTS)
    build.derive(made)
    found = table(made, "corroboration", only="event")
    assert found[0] == ("event", "Meeting: 4th Nordic Sea Council", "3", "2", "2", "kobe.txt", "1")
    assert found[1] == ("event", "Meeting: 5th Nordic Sea Council (2024-06-03)", "2", "1", "1", "kobe.txt", "1")
    assert [
        (str(q.subject)[-10:-1], str(q.object)[-9:-1]) for q in made.quads(DERIVED_GRAPH) if "copyOf" in str(q)
    ] == [("paper.txt", "kobe.txt")]


def test_what_is_judged_to_be_one_person_corroborates_one_fact() -> None:
    made = in_memory()
    for name in ("Ann Lie", "A. Lie"):
        document = from_text(f"---\nsource: {name} Post\n---\nPresident {name} spoke of {name}.\n", f"{name}.txt")
        build.add(made, document, [Tenure(name=name, office="President", of="NOR", evidence=evidence(document, "P"))])
    assert not table(made, "corroboration", at_least="2")
    made.merge({f"{THING}person/ann-lie": f"{THING}person/a-lie"})
    assert [row[:5] for row in table(made, "corroboration", at_least="2")] == [
        ("office", "A. Lie, President of NOR", "2", "2", "2")
    ]
    made.merge({})
    assert not table(made, "corroboration", at_least="2")


@pytest.mark.parametrize("name", ["JPN", "Japan", "japan", "日本", "NATO", NATO])
def test_a_thing_is_asked_for_by_any_of_its_names(name: str, store: Store) -> None:
    plain = NATO if name.startswith("N") else "JPN"
    found, wanted = (queries.ask(store, "about", {"name": one}).rows for one in (name, plain))
    assert found == wanted != ()


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


def test_ties_come_from_what_occurred_alone(early: Store) -> None:
    found = ties(early)
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


def test_no_document_keeps_its_own_promise(store: Store) -> None:
    (promise,) = [fact for fact in THIRD_FACTS if isinstance(fact, Commitment)]
    done = replace(VISIT, date="2025-05-20", evidence=evidence(THIRD, "Trade with"))
    alone = in_memory()
    build.add(alone, THIRD, [*THIRD_FACTS, done])
    build.derive(alone)
    assert [tie for tie in ties(store) if tie[1] == "keptBy"]
    assert promise.content in str(queries.ask(alone, "commitments").rows)
    assert not [tie for tie in ties(alone) if tie[1] == "keptBy"]


def test_a_report_from_before_the_promise_does_not_keep_it() -> None:
    early = from_text(FOURTH.text.replace("2025-06-10", "2024-01-01"), FOURTH.name)
    made = in_memory()
    build.add(made, THIRD, THIRD_FACTS)
    build.add(made, early, FOURTH_FACTS)
    build.derive(made)
    assert not [tie for tie in ties(made) if tie[1] == "keptBy"]


@pytest.mark.parametrize("path", DERIVATIONS, ids=lambda path: path.stem)
def test_both_engines_derive_the_same_ties(path: Path, full: Store, plain: rdflib.Graph) -> None:
    text = path.read_text(encoding="utf-8")
    ours = {str(triple) for triple in full.construct(text)}
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


@pytest.mark.parametrize(
    ("when", "days"),
    [
        ("2023-05", ["2023-05-11", "2023-05"]),
        ("2023-05-11", ["2023-05-11", "2023-05"]),
        ("2023-05-12", ["2023-05"]),
        ("2023-05-11~", ["2023-05-11", "2023-05"]),
        ("2023-21", ["2023-05-11", "2023-05"]),
        ("2023-06/2024-01", ["2024"]),
        ("2024-06", ["2024", "2024-06-03"]),
        ("202X", ["2023-05-11", "2023-05", "2024", "2024-06-03"]),
        ("2022", []),
    ],
)
def test_a_time_overlaps_what_may_lie_in_it(when: str, days: list[str], early: Store) -> None:
    question = queries.named("timeline")
    found = queries.ask(early, question, queries.over(question, when)).records()
    assert sorted({row["date"] for row in found}) == sorted(days)


def test_a_month_means_its_last_day_to_who_held_an_office(store: Store) -> None:
    question = queries.named("offices-on-a-date")
    for when, names in (("2024-06", ["Kari Berg"]), ("2024-07", ["Ola Moe"]), ("2023", ["Kari Berg"])):
        found = queries.ask(store, question, {"party": "NOR"} | queries.over(question, when))
        assert [row[2] for row in found.rows] == names
    with pytest.raises(UsageError, match=r"--on: is nothing that people can be asked; ask one of .*timeline"):
        queries.over(queries.named("people"), "2023")


def test_a_broken_query_says_where(store: Store) -> None:
    with pytest.raises(InputError, match="1:9"):
        queries.ask(store, queries.from_text("SELECT ?", "mine"))


def test_headers_are_read_with_defaults_and_types() -> None:
    text = "#+ summary: What?\n#+ params:\n#+   n (integer) = 3: how many\nSELECT ?n WHERE {}"
    (parameter,) = queries.from_text(text, "mine").parameters
    assert (parameter.name, parameter.type, parameter.default, parameter.meaning) == ("n", "integer", "3", "how many")
    with pytest.raises(InputError, match="no type"):
        queries.from_text(text.replace("integer", "number"), "mine")
