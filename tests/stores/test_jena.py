"""Jena's riot reads the same graphs out of every export, and finds no fault, not even one to warn of."""

from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from relgraph import export
from relgraph.resources import files
from relgraph.store import Store
from tests.stores import programs

pytestmark = programs.needs("riot")
#: relgraph's formats by Jena's names for them.
FORMS = {"turtle": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "jsonld": "jsonld", "rdfxml": "rdfxml"}
STRICT = ("--strict", "--check")


def statements(path: Path, syntax: str) -> set[str]:
    """Read a file with riot and give its statements as N-Quads."""
    done = programs.run("riot", *STRICT, f"--syntax={syntax}", "--output=nquads", path)
    assert (done.returncode, done.stderr) == (0, "")
    return {str(quad) for quad in parse(done.stdout, format=RdfFormat.N_QUADS)}


def test_every_format_is_read() -> None:
    assert FORMS.keys() == export.FORMATS.keys()


def test_riot_tells_a_fault(tmp_path: Path) -> None:
    path = tmp_path / "wrong.ttl"
    path.write_text('<urn:x:a> <urn:x:b> "31 May"^^<http://www.w3.org/2001/XMLSchema#date> .', encoding="utf-8")
    assert "31 May" in programs.run("riot", *STRICT, path).stderr


@pytest.mark.parametrize("form", FORMS)
def test_riot_reads_the_same_graphs(form: str, store: Store, tmp_path: Path) -> None:
    """There are no blank nodes in an export, so graphs are isomorphic if they hold the same statements."""
    path = tmp_path / "graph"
    export.write(store, path, form, ontology=True)
    kept = export.FORMATS[form].graphs
    quads = list(export.quads(store, ontology=True))
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    wanted = {str(quad if kept else Quad(quad.subject, quad.predicate, quad.object)) for quad in quads}
    assert statements(path, FORMS[form]) == wanted


def test_riot_finds_no_fault_in_the_ontology() -> None:
    done = programs.run("riot", *STRICT, "--sink", *files("ontology", ".ttl"))
    assert (done.returncode, done.stderr) == (0, "")
