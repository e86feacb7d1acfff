"""A remote endpoint in the place of a store: the same commands give the same bytes."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep

import pytest
import uvicorn
from pyoxigraph import Literal

from relgraph import build, proxy, queries
from relgraph.errors import NetworkError, UsageError
from relgraph.sandbox import Limits
from relgraph.serve import application
from relgraph.store import open_store
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS
from tests.standin import StandIn, running

COMMANDS = [
    ["query", "people"],
    ["query", "who-met-whom", "-p", "person=Kari Berg"],
    ["query", "timeline", "-p", "party=Norway", "--on", "2022"],
    ["query", "commitments", "-p", "on=2026-01-01"],
    ["query", "SELECT ?s { ?s a rg:State } ORDER BY ?s LIMIT 3"],
    ["query", "ASK { ?s a rg:State }"],
    ["query", "CONSTRUCT { ?s a rg:State } WHERE { ?s a rg:State ; dcterms:identifier 'NOR' }"],
    ["show", "Berg"],
    ["stats"],
    ["brief", "Norway", "JPN"],
    ["view", "-o", "-", "--no-open"],
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("proxy") / "store"
    with open_store(path, write=True) as opened:
        build.load_ontology(opened)
        build.add(opened, FIRST, FIRST_FACTS)
        build.add(opened, SECOND, SECOND_FACTS)
        build.derive(opened)
    return path


@pytest.fixture(scope="module")
def url(store: Path) -> Iterator[str]:
    server = uvicorn.Server(uvicorn.Config(application(store, Limits(60, 1024), (), ()), port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def run(*words: str) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run([sys.executable, "-m", "relgraph", *words], capture_output=True, timeout=120)


@pytest.mark.parametrize("words", COMMANDS, ids=[" ".join(words)[:30] for words in COMMANDS])
def test_a_command_says_the_same_of_a_store_and_of_its_endpoint(words: list[str], store: Path, url: str) -> None:
    here, there = run(*words, "--store", str(store)), run(*words, "--store", url)
    assert here.returncode == 0 and len(here.stdout) > 10
    assert (there.returncode, there.stdout) == (0, here.stdout), there.stderr


def test_every_question_of_the_catalogue_has_the_same_answer(store: Path, url: str) -> None:
    there = proxy.found(url)
    assert there.url == f"{url}/sparql" and proxy.found(f"{url}/sparql") == there
    with open_store(store) as here:
        for question in queries.catalogue():
            assert queries.ask(there, question).rows == queries.ask(here, question).rows, question.name


def test_values_are_bound_wherever_a_variable_stands() -> None:
    text = 'SELECT ?a ?b { { SELECT ?b { ?x ?y ?b } ORDER BY ?b } OPTIONAL { ?a ?c "?a" FILTER(?a = <?a>) } # ?a\n }'
    values = 'VALUES (?a ?b) { ("x\\"}" "2") }'
    assert proxy.bound(text, {"a": Literal('x"}'), "b": Literal("2"), "z": Literal("3")}) == (
        f'SELECT ?a ?b {{ {values} {{ SELECT ?b {{ VALUES (?b) {{ ("2") }} ?x ?y ?b }} ORDER BY ?b }} '
        'OPTIONAL { VALUES (?a) { ("x\\"}") } ?a ?c "?a" FILTER(?a = <?a>) } # ?a\n }'
    )
    template = proxy.bound("CONSTRUCT { ?s a ?a } WHERE { ?s ?p ?o }", {"a": Literal("x")})
    assert template == 'CONSTRUCT { ?s a ?a } WHERE { VALUES (?a) { ("x") } ?s ?p ?o }'


def test_a_query_is_given_only_the_prefixes_that_it_leaves_out() -> None:
    said = proxy.prologue("PREFIX rg: <http://other/> SELECT ?s { ?s a rg:State ; dcterms:title ?t }")
    assert "dcterms:" in said and "rg:" not in said and said.startswith("BASE <")


def test_an_endpoint_without_our_documents_is_refused() -> None:
    with (
        running(StandIn("/store?graph=", "/query", "/update")) as made,
        pytest.raises(NetworkError, match="holds no documents"),
    ):
        proxy.found(made.url)


def test_an_address_without_endpoint_is_told() -> None:
    with (
        running(StandIn("/store?graph=", "/none", "/none")) as made,
        pytest.raises(NetworkError, match="no SPARQL endpoint answers"),
    ):
        proxy.found(made.url)
    with pytest.raises(UsageError, match="credentials in an address"):
        proxy.found("http://me:secret@127.0.0.1:9/")


def test_a_command_that_needs_the_store_itself_says_so(tmp_path: Path) -> None:
    for words in (["build"], ["verify"], ["check"], ["export"], ["matches"]):
        done = run(*words, "--store", "https://example.org/sparql")
        assert done.returncode == 2 and b"is an address" in done.stderr and done.stderr.count(b"\n") == 1
