"""Each shape accepts its good example, refuses its bad one, and says why in words; what relgraph builds conforms."""

from pathlib import Path

import pytest
import rdflib

from relgraph import build
from relgraph.resources import file
from relgraph.store import in_memory
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

check = pytest.importorskip("relgraph.check")
pytest.importorskip("pyshacl")

EXAMPLES = Path(__file__).parent / "shapes"
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
SHAPES = rdflib.Graph().parse(file("ontology", "shapes.ttl"))
NAMES = sorted(str(node).rpartition("#")[2] for node in SHAPES.subjects(rdflib.RDF.type, SH.NodeShape))


@pytest.mark.parametrize("name", NAMES)
def test_the_good_example_conforms(name: str) -> None:
    report = check.check_text((EXAMPLES / f"{name}.good.ttl").read_text(encoding="utf-8"))
    assert report.conforms, report.violations


@pytest.mark.parametrize("name", NAMES)
def test_the_bad_example_is_refused_with_words_of_this_shape(name: str) -> None:
    report = check.check_text((EXAMPLES / f"{name}.bad.ttl").read_text(encoding="utf-8"))
    shape = rdflib.URIRef(f"https://w3id.org/relgraph/shapes#{name}")
    words = {str(m) for part in (shape, *SHAPES.objects(shape, SH.property)) for m in SHAPES.objects(part, SH.message)}
    assert report.violations
    assert {violation.message for violation in report.violations} <= words


def test_every_example_is_of_a_shape() -> None:
    assert {path.name.split(".")[0] for path in EXAMPLES.iterdir()} == set(NAMES)


def test_what_relgraph_builds_conforms() -> None:
    store = in_memory()
    build.load_ontology(store)
    build.add(store, FIRST, FIRST_FACTS)
    build.add(store, SECOND, SECOND_FACTS)
    build.derive(store)
    report = check.check(store)
    assert report.conforms, report.violations
