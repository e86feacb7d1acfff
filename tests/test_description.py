"""The description of a data set says what it holds, and every figure in it can be counted again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL, RDF, VOID

from relgraph import build, canonical, export, queries
from relgraph.description import About, Census, census, written
from relgraph.errors import UsageError
from relgraph.examples import PLACE
from relgraph.examples import written as examples
from relgraph.resources import folder
from relgraph.store import Store, in_memory
from relgraph.vocabulary import SCHEMA, SH, SPDX
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    build.add(made, FIRST, FIRST_FACTS)
    build.add(made, SECOND, SECOND_FACTS)
    build.derive(made)
    return made


@pytest.fixture(scope="module")
def counted(store: Store) -> Census:
    return census(store)


@pytest.fixture(scope="module")
def said(counted: Census) -> rdflib.Graph:
    about = About("https://graph.example/sparql", "https://example.org/terms")
    return rdflib.Graph().parse(data=written(counted, "turtle", about).decode(), format="turtle")


def test_every_figure_is_what_another_program_counts(store: Store, said: rdflib.Graph) -> None:
    data = rdflib.Graph().parse(data=export.render(store, "nt").decode(), format="nt")
    (name,) = said.subjects(RDF.type, VOID.Dataset)
    figures = {
        VOID.triples: len(data),
        VOID.distinctSubjects: len(set(data.subjects())),
        VOID.distinctObjects: len(set(data.objects())),
        VOID.properties: len(set(data.predicates())),
        VOID.classes: len(set(data.objects(None, RDF.type))),
        VOID.documents: 2,
    }
    assert {key: int(str(said.value(name, key))) for key in figures} == figures
    for part in said.objects(name, VOID.classPartition):
        members = set(data.subjects(RDF.type, said.value(part, VOID["class"])))
        assert int(str(said.value(part, VOID.entities))) == len(members) > 0
    for part in said.objects(name, VOID.propertyPartition):
        uses = list(data.subject_objects(said.value(part, VOID.property)))
        assert int(str(said.value(part, VOID.triples))) == len(uses) > 0


def test_the_version_is_named_by_the_digest_of_what_it_says(store: Store, said: rdflib.Graph) -> None:
    (name,) = said.subjects(RDF.type, VOID.Dataset)
    digest = export.digest(store)
    assert str(said.value(name, OWL.versionIRI)) == str(name) and str(name).endswith(digest[:16])
    assert str(next(said.objects(None, rdflib.URIRef(SPDX + "checksumValue")))) == digest
    assert str(said.value(name, VOID.sparqlEndpoint)) == "https://graph.example/sparql"
    assert str(said.value(name, DCTERMS.license)) == "https://example.org/terms"
    assert not [node for node in said.all_nodes() if isinstance(node, rdflib.BNode)]


def test_the_same_data_has_the_same_bytes_in_every_syntax(counted: Census, said: rdflib.Graph, tmp_path: Path) -> None:
    about = About("https://graph.example/sparql", "https://example.org/terms")
    for form, name in (("turtle", "d.ttl"), ("jsonld", "d.jsonld")):
        (tmp_path / name).write_bytes(written(counted, form, about))
    assert canonical.digest_of_file(tmp_path / "d.ttl") == canonical.digest_of_file(tmp_path / "d.jsonld")
    assert written(counted, "turtle", About()) == written(counted, "turtle", About())
    with pytest.raises(UsageError, match="is no address"):
        written(counted, "turtle", About("not an address"))
    with pytest.raises(UsageError, match="no format"):
        written(counted, "csv", About())


def test_search_engines_get_a_data_set_of_schema_org(counted: Census) -> None:
    found = json.loads(written(counted, "schema", About()))
    assert (found["@context"], found["@type"]) == (SCHEMA, "Dataset")
    assert 50 <= len(found["description"]) <= 5000 and "2 documents" in found["description"]
    assert "license" not in found


def test_the_catalogue_is_examples_that_can_be_asked(store: Store) -> None:
    graph = rdflib.Graph().parse(
        data=examples(queries.catalogue(), "https://graph.example/sparql").decode(), format="turtle"
    )
    for question in queries.catalogue():
        node = rdflib.URIRef(PLACE + question.name)
        assert (node, RDF.type, rdflib.URIRef(SH + "SPARQLSelectExecutable")) in graph
        text = str(graph.value(node, rdflib.URIRef(SH + "select")))
        assert queries.ask(store, queries.from_text(text, question.name)).rows == queries.ask(store, question).rows
        assert str(graph.value(node, rdflib.RDFS.comment)) == question.summary


def test_the_citation_names_the_version_of_the_package() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"version: {project['version']}\n" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f'owl:versionInfo "{project["version"]}"' in (folder("ontology") / "relgraph.ttl").read_text(
        encoding="utf-8"
    )


def test_the_commands(tmp_path: Path) -> None:
    line = [sys.executable, "-m", "relgraph", "queries", "people", "--format", "turtle"]
    assert b"sh:select" in subprocess.run(line, capture_output=True, check=True).stdout
    line = [sys.executable, "-m", "relgraph", "describe", "--store", str(tmp_path / "none")]
    assert subprocess.run(line, capture_output=True, check=False).returncode == 4
