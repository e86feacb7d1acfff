"""OWL API, through ROBOT, finds the ontology and all knowledge in OWL 2 DL; HermiT finds them free of contradiction."""

import re
from pathlib import Path

import pytest

from relgraph import export
from relgraph.resources import files, folder
from relgraph.store import open_store
from tests.stores import programs

pytestmark = programs.needs("robot")
CATALOG = folder("ontology") / "catalog-v001.xml"
#: What a document of knowledge or facts needs to be an ontology that builds on those of relgraph.
HEADER = "<urn:x-relgraph:whole> a owl:Ontology ; owl:imports <https://w3id.org/relgraph/reader> .\n"
PREFIXES = """
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rg: <https://w3id.org/relgraph/ontology#> .
@prefix state: <https://w3id.org/relgraph/id/state/> .
"""
#: The shapes are no OWL; the two ontologies are imported.
APART = {"relgraph", "reader", "shapes"}
KNOWLEDGE = [path.read_text(encoding="utf-8") for path in files("ontology", ".ttl") if path.stem not in APART]
#: Each breaks one rule of OWL 2 DL; beside it what the report must say.
BREAKS = {
    "an object property holds a text": ('state:TUR rg:capital "Ankara" .', "capital"),
    "a data property holds a thing": ("state:TUR rg:iso2 state:KAZ .", "iso2"),
    "a property that is not simple is counted": (
        """rg:superior a owl:ObjectProperty , owl:TransitiveProperty .
        rg:Servant a owl:Class ; rdfs:subClassOf [
          a owl:Restriction ; owl:onProperty rg:superior ; owl:maxCardinality "1"^^xsd:nonNegativeInteger ] .""",
        "superior",
    ),
    "a day is no datatype of OWL 2": ('state:TUR rg:validFrom "1923-10-29"^^xsd:date .', "xsd:date"),
    "a property is not declared": ('state:TUR rg:nowhere "here" .', "nowhere"),
}
#: Each is in OWL 2 DL, and cannot be.
CONTRADICTIONS = {
    "a class that can have no member": ("rg:Robot a owl:Class ; rdfs:subClassOf rg:Person , rg:Party .", "#Robot"),
    "a state in office": (
        "state:TUR a rg:State ; rg:holdsOffice <https://w3id.org/relgraph/id/office/x> .",
        "inconsistent",
    ),
}


def whole(place: Path, *texts: str) -> Path:
    """Write texts of Turtle as one ontology that imports relgraph's."""
    path = place / "whole.ttl"
    path.write_text("\n".join([PREFIXES, HEADER, *texts]), encoding="utf-8")
    return path


def breaches(path: Path) -> list[str]:
    """Give what keeps an ontology and its imports out of OWL 2 DL."""
    report = path.with_suffix(".report")
    words = ("validate-profile", "--profile", "DL", "--input", path, "--output", report)
    done = programs.run("robot", "--catalog", CATALOG, *words)
    first, *found = report.read_text(encoding="utf-8").splitlines()
    assert first.startswith("OWL 2 DL Profile Report: "), done.stdout + done.stderr
    assert (done.returncode == 0) == (not found) == ("closure in profile" in first), done.stdout + done.stderr
    return found


def contradictions(path: Path) -> str:
    """Give what HermiT finds wrong with an ontology and its imports: that it is inconsistent, or which classes are."""
    words = ("reason", "--reasoner", "hermit", "--input", path, "--output", path.with_suffix(".owl"))
    done = programs.run("robot", "--catalog", CATALOG, *words)
    assert (done.returncode == 0) == (not done.stdout + done.stderr), done.stdout + done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def facts(seeds_store: Path) -> str:
    """Give what the shipped documents state, and the ties that follow."""
    with open_store(seeds_store) as store:
        return export.render(store, "turtle").decode()


def test_the_ontology_and_all_knowledge_are_in_owl_2_dl(tmp_path: Path) -> None:
    assert breaches(whole(tmp_path, *KNOWLEDGE)) == []


def test_facts_leave_owl_2_dl_only_by_the_datatypes_of_days(facts: str, tmp_path: Path) -> None:
    found = breaches(whole(tmp_path, facts))
    assert found
    assert [line for line in found if not re.match(r"Use of (un)?de\w+ datatype.*(xsd:date|edtf/EDTF>)", line)] == []


def test_nothing_contradicts_the_ontology(facts: str, tmp_path: Path) -> None:
    assert contradictions(whole(tmp_path, *KNOWLEDGE, facts)) == ""


@pytest.mark.parametrize(("text", "word"), BREAKS.values(), ids=BREAKS)
def test_what_is_not_owl_2_dl_is_found(text: str, word: str, tmp_path: Path) -> None:
    assert any(word in line for line in breaches(whole(tmp_path, text)))


@pytest.mark.parametrize(("text", "word"), CONTRADICTIONS.values(), ids=CONTRADICTIONS)
def test_a_contradiction_is_found(text: str, word: str, tmp_path: Path) -> None:
    path = whole(tmp_path, text)
    assert breaches(path) == []
    assert word in contradictions(path)
