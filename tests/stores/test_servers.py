"""Real triple stores take the graph by `relgraph push`, give it back with our digest, and later take only what changed."""

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from relgraph import build, canonical, parts, proxy, queries
from relgraph.endpoints import Endpoint, endpoint
from relgraph.parts import Part
from relgraph.remote import Client, Credentials
from relgraph.store import open_store
from relgraph.vocabulary import DERIVED_GRAPH, ONTOLOGY_GRAPH, XSD
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS
from tests.stores import servers

ODD = NamedNode("http://example.org/odd")
#: What stores are known to trip over: letters beyond Latin and the basic plane, controls, long texts, values of types.
TERMS = (
    Literal("Çavuşoğlu, Қасым-Жомарт Тоқаев, 习近平, \U0001f1f9\U0001f1f7"),
    Literal("a\tb\nc\rd \"quoted\" \\ '''"),
    Literal("Türkiye", language="tr"),
    Literal("long " * 3_000),
    Literal("2022-02-24", datatype=NamedNode(XSD + "date")),
    Literal("5000000000", datatype=NamedNode(XSD + "decimal")),
    Literal("-7", datatype=NamedNode(XSD + "integer")),
    Literal("2022", datatype=NamedNode(XSD + "gYear")),
    Literal("2022-02-24~", datatype=NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")),
    NamedNode("http://example.org/%C3%A7?a=b&c=(d)#e,f"),
)


@dataclass(frozen=True)
class Target:
    """A running server: its name, the address that a person would give, and who may write."""

    name: str
    url: str
    user: tuple[str, str]

    def endpoint(self) -> Endpoint:
        """Speak to it past the command line."""
        return endpoint(self.url, self.name, Client(Credentials("", *self.user)))

    def push(self, store: Path, *words: str) -> "subprocess.CompletedProcess[str]":
        """Run the command as a person does."""
        known = {"RELGRAPH_USER": self.user[0], "RELGRAPH_PASSWORD": self.user[1]} if self.user[0] else {}
        line = [sys.executable, "-m", "relgraph", "push", self.url, "--store", str(store), *words]
        return subprocess.run(line, capture_output=True, text=True, check=False, timeout=600, env=os.environ | known)


@pytest.fixture(scope="module", params=servers.SERVERS)
def target(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    name = request.param
    with servers.started(name, tmp_path_factory.mktemp(name)) as url:
        yield Target(name, url, servers.SERVERS[name].user)


@pytest.fixture
def disk(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    with open_store(path, write=True) as store:
        build.load_ontology(store)
        build.add(store, FIRST, FIRST_FACTS)
        build.add(store, SECOND, SECOND_FACTS)
        build.derive(store)
    return path


def digest_there(target: Target, graphs: list[str]) -> str:
    """Give the digest of the graphs as the server gives them back."""
    to = target.endpoint()
    quads = [
        Quad(quad.subject, quad.predicate, quad.object, NamedNode(graph))
        for graph in graphs
        for quad in parse(to.get(graph), format=RdfFormat.TURTLE)
    ]
    return canonical.digest(quads)


def test_the_graph_arrives_whole_and_a_second_push_sends_what_changed(target: Target, disk: Path) -> None:
    theirs = NamedNode("http://example.org/theirs")
    to = target.endpoint()
    to.put(theirs.value, f'{theirs} {theirs} "theirs" .\n'.encode())
    previewed = target.push(disk, "--dry-run")
    assert previewed.returncode == 0, previewed.stderr
    first = target.push(disk)
    assert first.returncode == 0, first.stderr
    assert first.stdout == previewed.stdout and f"{target.name} at " in first.stderr
    with open_store(disk) as store:
        graphs = [name for name, _ in parts.graphs(store, Part(), ontology=True)]
        ours = canonical.digest(parts.quads(store, Part(), ontology=True))
    assert {DERIVED_GRAPH, ONTOLOGY_GRAPH} < set(graphs) and len(graphs) == 4
    assert digest_there(target, graphs) == ours
    assert "0 graphs sent, 0 removed, 4 unchanged" in target.push(disk).stderr
    with open_store(disk, write=True) as store:
        gone = next(name for name in store.documents() if name.endswith("kobe.txt"))
        store.remove(gone)
        build.derive(store)
        derived = {quad.triple for quad in store.quads(DERIVED_GRAPH)}
    again = target.push(disk)
    assert f"remove {gone}" in again.stdout and ONTOLOGY_GRAPH not in again.stdout, again.stderr
    assert (to.size(gone), to.size(DERIVED_GRAPH)) == (0, len(derived))
    assert to.size(theirs.value) == 1
    assert not [name for name in to.sizes() if "#upload-" in name]


def test_odd_values_arrive_as_they_are(target: Target, tmp_path: Path) -> None:
    path = tmp_path / "odd"
    with open_store(path, write=True) as store:
        store.replace(ODD.value, [Quad(ODD, ODD, term, ODD) for term in TERMS])
    done = target.push(path)
    assert done.returncode == 0, done.stderr
    there = {quad.object for quad in parse(target.endpoint().get(ODD.value), format=RdfFormat.TURTLE)}
    assert there == set(TERMS)


@pytest.mark.parametrize("target", ["virtuoso"], indirect=True)
def test_who_may_not_write_is_told(target: Target, disk: Path) -> None:
    refused = Target(target.name, target.url, ("", "")).push(disk)
    assert refused.returncode == 5 and "refuses the credentials" in refused.stderr


#: Stores that give every question of the catalogue the answer that our own gives: see docs/stores.md for the others.
ANSWERING = ("oxigraph", "fuseki")


@pytest.mark.parametrize("target", ANSWERING, indirect=True)
def test_the_questions_of_the_catalogue_have_the_same_answers_there(target: Target, disk: Path) -> None:
    assert target.push(disk).returncode == 0
    there = proxy.found(target.url)
    with open_store(disk) as here:
        for question in queries.catalogue():
            theirs, ours = queries.ask(there, question).rows, queries.ask(here, question).rows
            assert list(map(_bare, theirs)) == list(map(_bare, ours)), question.name


def _bare(row: tuple[str, ...]) -> tuple[str, ...]:
    """Write decimals alike: 10.0 is 10."""
    return tuple(cell.removesuffix(".0") for cell in row)
