"""Raptor, a parser of another family, reads the same statements out of every export that it knows the format of."""

import shutil
import subprocess
from pathlib import Path

import pyoxigraph
import pytest

from relgraph import export
from relgraph.resources import folder
from relgraph.store import Store

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        shutil.which("rapper") is None, reason="needs rapper (on Debian: apt-get install raptor2-utils)"
    ),
]
#: relgraph's formats by raptor's names for them; raptor has no JSON-LD.
FORMS = {"turtle": "turtle", "trig": "trig", "nt": "ntriples", "nq": "nquads", "rdfxml": "rdfxml"}


def statements(path: Path, syntax: str) -> set[str]:
    """Read a file with raptor, which must find no fault, and give its triples."""
    line = ["rapper", "-q", "-i", syntax, "-o", "ntriples", str(path), "http://example.org/"]
    done = subprocess.run(line, capture_output=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr.decode()
    assert not done.stderr, done.stderr.decode()
    found = pyoxigraph.parse(done.stdout, format=pyoxigraph.RdfFormat.N_TRIPLES)
    return {str(quad.triple) for quad in found}


@pytest.mark.parametrize("form", FORMS)
def test_raptor_reads_the_same_statements(form: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph"
    export.write(store, path, form)
    assert statements(path, FORMS[form]) == {str(quad.triple) for quad in export.quads(store)}


@pytest.mark.parametrize("path", sorted(folder("ontology").glob("*.ttl")), ids=lambda path: path.stem)
def test_raptor_reads_the_ontology(path: Path) -> None:
    wanted = pyoxigraph.parse(path=path, format=pyoxigraph.RdfFormat.TURTLE)
    assert len(statements(path, "turtle")) == len({str(quad.triple) for quad in wanted})
