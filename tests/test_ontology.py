"""The ontologies: every term described, the OWL 2 DL rules that can be seen from the triples, nothing used undeclared."""

import re
from collections import defaultdict
from pathlib import Path
from typing import get_args

import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SKOS, XSD, Graph, Literal, URIRef

from relgraph import facts, graph
from relgraph.classes import event_classes
from relgraph.resources import file, folder
from relgraph.vocabulary import RG
from tests.handmade import FIRST, FIRST_FACTS

TERMS = Graph().parse(file("ontology", "relgraph.ttl"))
READER = Graph().parse(file("ontology", "reader.ttl"))
BOTH = TERMS + READER
KNOWLEDGE = sorted(folder("ontology").glob("*.ttl"))
TOPICS = Graph().parse(file("ontology", "topics.ttl"))
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
OURS = sorted({URIRef(str(term)) for kind in KINDS for term in BOTH.subjects(RDF.type, kind) if RG in str(term)})
#: What OWL, RDF and RDFS bring themselves.
BUILT_IN = ("http://www.w3.org/2002/07/owl#", str(RDF), str(RDFS), "http://www.w3.org/2001/XMLSchema#")
LEAVES = (
    "Meeting Visit Call Consult Agree Signing Support Cooperate Aid Concede Retreat Request Accuse Reject Threaten Protest "
    "Sanction Mobilize Coerce Assault Anniversary Crisis Appointment"
).split()
PLOVER = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
    "ASSAULT"
).split()
NAMES = (
    "trade, investment, economy, energy, transport, logistics, agriculture, industry, mining, finance, tourism, culture, "
    "education, science, technology, space, health, environment, water, migration, humanitarian, media, sport, defence, "
    "security, counter-terrorism, border, regional stability, multilateral cooperation, political dialogue, human contacts, "
    "law, religion, disaster relief"
).split(", ")


@pytest.mark.parametrize("term", OURS, ids=lambda term: str(term).removeprefix(RG))
def test_each_term_is_described(term: URIRef) -> None:
    for predicate in (RDFS.label, RDFS.comment, RDFS.isDefinedBy):
        assert len(list(BOTH.objects(term, predicate))) == 1, f"give {term} one {predicate}"
    assert str(BOTH.value(term, RDFS.comment)).endswith(".")
    for predicate in (RDFS.domain, RDFS.range):
        assert len(list(BOTH.objects(term, predicate))) <= 1, f"{term} has several {predicate}"


@pytest.mark.parametrize("terms", [TERMS, READER], ids=["relgraph", "reader"])
def test_the_header_says_what_whose_and_which_version(terms: Graph) -> None:
    (ontology,) = terms.subjects(RDF.type, OWL.Ontology)
    for name in ("title", "description", "creator", "license"):
        assert list(terms.objects(ontology, rdflib.DCTERMS[name]))
    assert str(terms.value(ontology, OWL.versionIRI)).startswith(str(ontology))
    vann = rdflib.Namespace("http://purl.org/vocab/vann/")
    assert str(terms.value(ontology, vann.preferredNamespacePrefix)) == "rg"
    assert str(terms.value(ontology, vann.preferredNamespaceUri)) == RG


def test_no_term_is_of_two_kinds() -> None:
    kinds: dict[object, set[object]] = defaultdict(set)
    for kind in (*KINDS[1:], RDFS.Datatype):
        for term in BOTH.subjects(RDF.type, kind):
            kinds[term].add(kind)
    assert not {term: found for term, found in kinds.items() if len(found) > 1}
    assert not set(BOTH.subjects(RDF.type, OWL.Class)) & set(BOTH.subjects(RDF.type, RDFS.Datatype))


def test_every_term_that_is_built_on_is_declared() -> None:
    declared = set(BOTH.subjects(RDF.type, None))
    for predicate in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
        for term in BOTH.objects(None, predicate):
            assert term in declared or str(term).startswith(BUILT_IN), f"declare {term}"
    for term in set(BOTH.predicates()):
        assert term in declared or str(term).startswith(BUILT_IN), f"declare {term}"


def test_sub_properties_are_of_the_kind_of_their_super_property() -> None:
    for kind in KINDS[1:]:
        for term in BOTH.subjects(RDF.type, kind):
            for above in BOTH.objects(term, RDFS.subPropertyOf):
                assert (above, RDF.type, kind) in BOTH, f"{term} and {above} differ in kind"


def test_datatypes_are_those_of_owl_2_or_declared() -> None:
    known = {"string", "integer", "decimal", "boolean"}
    for term in BOTH.subjects(RDF.type, OWL.DatatypeProperty):
        reach = BOTH.value(term, RDFS.range)
        if reach is not None and str(reach).startswith("http://www.w3.org/2001/XMLSchema#"):
            assert str(reach).rpartition("#")[2] in known, f"{term}: OWL 2 DL has no {reach}"


def test_no_class_lies_above_itself() -> None:
    for term in OURS:
        above = set(BOTH.transitive_objects(term, RDFS.subClassOf)) - {term}
        assert not [other for other in above if term in set(BOTH.transitive_objects(other, RDFS.subClassOf))]


def test_the_event_classes_are_those_of_the_guide_under_the_sixteen_types() -> None:
    classes = event_classes()
    assert set(LEAVES) <= set(classes)
    assert {value for value in classes.values() if value} == set(PLOVER)
    assert {name for name in LEAVES if not classes[name]} == {"Anniversary", "Crisis", "Appointment"}
    for name in (name for name in classes if classes[name]):
        for said in ("ploverScore", "goldstein", "cameo"):
            assert list(TERMS.objects(URIRef(RG + name), URIRef(RG + said))), f"{name} has no {said}"


def test_the_topics_are_those_of_the_guide_each_in_one_group() -> None:
    groups = set(TOPICS.subjects(SKOS.topConceptOf, None))
    topics = set(TOPICS.subjects(RDF.type, URIRef(RG + "Topic"))) - groups
    assert {str(TOPICS.value(topic, SKOS.prefLabel)) for topic in topics} == set(NAMES)
    for topic in topics:
        assert TOPICS.value(topic, SKOS.broader) in groups
        assert str(TOPICS.value(topic, SKOS.definition)).endswith(".")


def test_the_graph_uses_declared_terms_as_they_are_declared() -> None:
    for quad in graph.quads(FIRST, FIRST_FACTS):
        term = URIRef(quad.predicate.value)
        if str(term).startswith(RG):
            kind = OWL.DatatypeProperty if "Literal" in type(quad.object).__name__ else OWL.ObjectProperty
            assert (term, RDF.type, kind) in TERMS, f"{term} is no {kind}"
        if term == RDF.type:
            assert (URIRef(str(quad.object).strip("<>")), RDF.type, OWL.Class) in TERMS


@pytest.mark.parametrize("path", sorted(folder("queries").rglob("*.rq")), ids=lambda path: path.stem)
def test_queries_use_declared_terms(path: Path) -> None:
    text = re.sub(r"(?m)#.*$", "", path.read_text(encoding="utf-8"))
    for name in set(re.findall(r"\brg:(\w+)", text)):
        assert URIRef(RG + name) in OURS, f"{name} is not declared"


@pytest.mark.parametrize("path", KNOWLEDGE, ids=lambda path: path.stem)
def test_knowledge_uses_declared_terms(path: Path) -> None:
    for subject, predicate, value in Graph().parse(str(path)):
        used = [predicate, value] if predicate == RDF.type else [predicate]
        for term in used:
            if str(term).startswith(RG):
                assert term in OURS, f"declare {term}, used of {subject}"


@pytest.mark.parametrize("path", [p for p in KNOWLEDGE if p.stem != "shapes"], ids=lambda path: path.stem)
def test_knowledge_keeps_within_owl_2_dl(path: Path) -> None:
    for subject, predicate, value in Graph().parse(str(path)):
        is_text = isinstance(value, Literal)
        assert (predicate, RDF.type, OWL.ObjectProperty if is_text else OWL.DatatypeProperty) not in BOTH, subject
        if isinstance(value, Literal):
            assert value.datatype in (None, XSD.string, XSD.integer, XSD.decimal, XSD.boolean), f"{value} of {subject}"


def test_every_kind_of_fact_has_a_class() -> None:
    for kind in get_args(facts.Fact):
        names = {kind.__name__, f"{kind.__name__}Account"}
        assert [n for n in names if (URIRef(RG + n), RDFS.subClassOf, None) in TERMS], kind


def test_labels_are_english_words() -> None:
    for term in OURS:
        label = BOTH.value(term, RDFS.label)
        assert isinstance(label, Literal)
        assert label.language == "en"
