"""Free-form queries: what is refused before it runs, and what is stopped while it runs."""

import socket
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from relgraph import build, sandbox
from relgraph.answers import Answer
from relgraph.errors import InputError, Overtime, StoreError
from relgraph.queries import from_text
from relgraph.store import Store, in_memory, open_store
from relgraph.vocabulary import XSD
from tests.handmade import FIRST, FIRST_FACTS

ALL = "SELECT ?s WHERE { ?s ?p ?o }"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sandbox") / "store"
    with open_store(place, write=True) as store:
        build.add(store, FIRST, FIRST_FACTS)
    return place


def ask(path: Path, text: str, **given: str) -> Answer | str:
    return sandbox.ask(path, from_text(text, "query"), given, sandbox.Limits(60, 1024))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }",
        "SELECT * { service silent ?x { ?s ?p ?o } }",
        "LOAD <file:///etc/passwd>",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "PREFIX f: <file:///etc/> SELECT * FROM NAMED # comment\n f:passwd { GRAPH ?g { ?s ?p ?o } }",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * " + "{" * 65 + "}" * 65,
        "SELECT (" + "(" * 6000 + "1" + ")" * 6000 + " AS ?x) {}",
        ALL + "#" * 70_000,
    ],
)
def test_what_reaches_out_writes_or_nests_too_deep_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        sandbox.refuse(text)


@pytest.mark.parametrize(
    "text",
    [
        'SELECT * { ?s ?p "SERVICE <http://x/> { LOAD" }',
        "SELECT * { ?s ?p ?o } # SERVICE LOAD DROP {{{{",
        "SELECT * { ?s <http://x/SERVICE#LOAD> ?o }",
        "SELECT ?service ?load { ?service ?load ?drop }",
        "PREFIX service: <http://x/> SELECT * { ?s service:load service:DROP }",
        "SELECT * { ?s ?p \"\"\"quote \" and SERVICE\"\"\" , '''DROP''' , 'it\\'s LOAD' }",
        "\ufeffSELECT * {\r\n ?s ?p ?o }\r\n",
    ],
)
def test_words_in_texts_comments_names_and_iris_do_not_count(text: str) -> None:
    sandbox.refuse(text)


def test_a_query_gives_a_table_a_truth_or_a_graph(path: Path) -> None:
    table = ask(path, "SELECT ?name WHERE { ?t a rg:Tenure ; rg:name ?name } ORDER BY ?name")
    assert isinstance(table, Answer)
    assert table.rows == (("Kari Berg",), ("Ken Mori",))
    truth = ask(path, "ASK { ?t a rg:Tenure }")
    assert isinstance(truth, Answer)
    assert truth.rows == (("true",),)
    assert "#Tenure> .\n" in str(ask(path, "CONSTRUCT WHERE { ?t a rg:Tenure }"))


def test_parameters_are_bound_as_terms(path: Path) -> None:
    text = (
        "#+ params:\n#+   name (string): who\nSELECT ?name ?office WHERE { ?t rg:name ?name ; rg:officeTitle ?office }"
    )
    answer = ask(path, text, name="Ken Mori")
    assert isinstance(answer, Answer)
    assert answer.rows == (("Ken Mori", "Foreign Minister"),)
    nothing = ask(path, text, name='x" } UNION { ?t rg:name ?name } #')
    assert isinstance(nothing, Answer)
    assert nothing.rows == ()


def test_a_broken_query_says_where(path: Path) -> None:
    with pytest.raises(InputError, match="1:16"):
        ask(path, "SELECT * nonsense")


def test_a_missing_store_is_an_error_and_stays_missing(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="no store here"):
        ask(tmp_path / "store", ALL)
    assert not list(tmp_path.iterdir())


def test_a_query_without_end_is_stopped(path: Path) -> None:
    text = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with pytest.raises(Overtime):
        sandbox.ask(path, from_text(text, "query"), {}, sandbox.Limits(1, 1024))


@pytest.mark.parametrize(
    "call",
    [
        'REGEX(?a, "^(a+)+$")',
        'REGEX(?a, "^(a|aa)+$")',
        'REGEX(?a, "^(a*)*b$")',
        'REPLACE(?a, "(a+)+$", "b") = "b"',
        'REGEX(?a, "(a?){60}a{60}!b")',
    ],
)
def test_a_pattern_that_explodes_elsewhere_is_answered(call: str, path: Path) -> None:
    answer = ask(path, f'ASK {{ BIND("{"a" * 20_000}!" AS ?a) FILTER({call}) }}')
    assert isinstance(answer, Answer)
    assert answer.rows == (("false",),)


@pytest.mark.parametrize("pattern", ["(", "a{2,1}", "(?=a)", "\\\\1", "(((a{99}){99}){99}){99}"])
def test_a_pattern_that_is_none_matches_nothing(pattern: str, path: Path) -> None:
    answer = ask(path, f'SELECT (REGEX("a", "{pattern}") AS ?x) {{}}')
    assert isinstance(answer, Answer)
    assert answer.rows == (("",),)


def test_a_query_that_eats_memory_ends_the_child_alone(path: Path) -> None:
    steps = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(34))
    with pytest.raises(Overtime, match="memory|MB"):
        ask(path, f'SELECT ?x34 {{ BIND("0123456789" AS ?x0) {steps} }}')


def numbers() -> Store:
    """Give a store of a number and a truth, so that a query has something to join with."""
    store, thing, kind = in_memory(), NamedNode("http://x/a"), NamedNode(XSD + "double")
    said = (Literal("1e5", datatype=kind), Literal(True))
    store.replace("http://x/g", [Quad(thing, thing, value, NamedNode("http://x/g")) for value in said])
    return store


#: Ways to call a server that the engine understands, or may one day; each is refused or comes to nothing.
CALLS = (
    "SELECT * { SERVICE <@> { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <@> { ?s ?p ?o } }",
    "SELECT * { # \\u000A SERVICE <@> { ?s ?p ?o } }\n }",
    "PREFIX : <@> SELECT * { SERVICE:{ ?s ?p ?o } }",
    "PREFIX : <@> SELECT * { ?a ?b ?c . SERVICE:x #\n { ?s ?p ?o } }",
    "PREFIX : <@> SELECT * { ?a ?b ?c . SERVICESILENT:x{ ?s ?p ?o } }",
    "PREFIX : <@> SELECT * { ?a ?b :.SERVICE<@>{ ?s ?p ?o } }",
    "SELECT * { ?a ?b _:b.SERVICE<@>{ ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?x ?y trueSERVICE<@>{ ?s ?p ?o } } }",
    "SELECT * { ?x ?y 1e5SERVICE<@>{ ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n<@>{ ?s ?p ?o } }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<'>'||true)SERVICE<@>{ ?s ?p 'x' } }",
    "SELECT * { BIND(1 AS ?a) FILTER(?a<2#>'''\n)SERVICE<@>{ ?s ?p ?o }#'''\n }",
)


@pytest.mark.parametrize("text", CALLS)
def test_no_spelling_calls_a_server(text: str) -> None:
    hits: list[str] = []

    def answer() -> None:
        with suppress(OSError), listener.accept()[0] as caller:
            hits.append(str(caller.recv(99)))

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.2)
        waiting = Thread(target=answer)
        waiting.start()
        called = text.replace("@", f"http://127.0.0.1:{listener.getsockname()[1]}/")
        with suppress(InputError, SyntaxError, ValueError, RuntimeError, OSError):
            sandbox.refuse(called)
            list(numbers().query(sandbox.disarmed(called)))  # type: ignore[arg-type]
        waiting.join()
    assert not hits


def test_a_disarmed_query_says_the_same(path: Path) -> None:
    text = "SELECT ?a ?b { BIND('a Service of \\'SERVICE\\'' AS ?a) BIND(<http://x/service#SERVICE> AS ?b) } # SERVICE"
    assert "ervice" not in sandbox.disarmed(text).replace("\\u0073ervice", "").replace("\\u0053ervice", "")
    answer = ask(path, text)
    assert isinstance(answer, Answer)
    assert answer.rows == (("a Service of 'SERVICE'", "http://x/service#SERVICE"),)


def test_a_refused_service_is_never_called(path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.3)
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/"
        with pytest.raises(InputError, match="SERVICE"):
            ask(path, f"SELECT * {{ SERVICE SILENT <{address}> {{ ?s ?p ?o }} }}")
        with pytest.raises(TimeoutError):
            listener.accept()
