"""Exports: every format holds the same statements, and the same documents give the same bytes."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from pyoxigraph import Dataset, Literal, NamedNode, Quad
from rdflib.compare import isomorphic

from relgraph import build, canonical, export, identity
from relgraph.document import from_text
from relgraph.errors import InputError, UsageError
from relgraph.facts import Evidence, Organization, Span
from relgraph.files import PACKED
from relgraph.store import Store, in_memory
from relgraph.vocabulary import PREFIXES
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

ROOT = Path(__file__).parent.parent
RDFLIB = {"turtle": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}


def built(*turned: bool) -> Store:
    """Build a store of both samples, in one order or the other."""
    store = in_memory()
    pairs = [(FIRST, FIRST_FACTS), (SECOND, SECOND_FACTS)]
    for document, facts in reversed(pairs) if turned else pairs:
        build.add(store, document, facts)
    build.derive(store)
    return store


@pytest.fixture(scope="module")
def store() -> Store:
    return built()


def test_n_quads_hold_every_graph_of_documents_and_ties(store: Store) -> None:
    lines = export.render(store, "nq").decode().splitlines()
    assert lines == sorted(set(lines), key=lambda line: (line.rsplit(" <", 1)[1], line))
    assert {line.rsplit(" <", 1)[1] for line in lines} == {
        "https://w3id.org/relgraph/derived> .",
        identity.document("kobe.txt") + "> .",
        identity.document("oslo.txt") + "> .",
    }


@pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
@pytest.mark.parametrize("form", export.FORMATS)
def test_both_engines_read_the_same_statements(form: str, store: Store) -> None:
    content = export.render(store, form)
    wanted = rdflib.Graph().parse(data=export.render(store, "nt").decode(), format="nt")
    assert len(wanted) > 200
    found = rdflib.Graph()
    for quad in pyoxigraph.parse(content, format=export.FORMATS[form].syntax):
        found.parse(data=f"{quad.subject} {quad.predicate} {quad.object} .", format="nt")
    assert isomorphic(found, wanted)
    if export.FORMATS[form].graphs:
        theirs = rdflib.Dataset()
        theirs.parse(data=content.decode(), format=RDFLIB[form])
        assert {q[:3] for q in theirs.quads()} == set(wanted)
        ours = Dataset(pyoxigraph.parse(content, format=export.FORMATS[form].syntax))
        assert ours == Dataset(export.quads(store))
    else:
        assert isomorphic(rdflib.Graph().parse(data=content.decode(), format=RDFLIB[form]), wanted)


@pytest.mark.parametrize("form", export.FORMATS)
def test_the_order_of_documents_does_not_show(form: str, store: Store) -> None:
    assert export.render(store, form) == export.render(built(True), form)


def test_another_hash_seed_gives_the_same_bytes() -> None:
    code = (
        "from relgraph import export; from tests.test_export import built; from hashlib import sha256\n"
        "print([sha256(export.render(built(), form)).hexdigest() for form in export.FORMATS])"
    )
    said = {
        subprocess.run(
            [sys.executable, "-W", "ignore", "-c", code],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            cwd=ROOT,
            check=True,
            capture_output=True,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(said) == 1


def test_building_again_changes_nothing(store: Store) -> None:
    again = built()
    build.add(again, FIRST, FIRST_FACTS)
    build.derive(again)
    assert export.digest(again) == export.digest(store)


def test_xml_stays_well_formed_with_characters_it_cannot_hold() -> None:
    text = "The Bank\x01 of \uffffAll met.\n"
    document = from_text(text, "odd.txt")
    store = in_memory()
    build.add(
        store, document, [Organization(name="Bank", acronym=None, kind="other", evidence=Evidence(Span(0, 23), "r"))]
    )
    rdflib.Graph().parse(data=export.render(store, "rdfxml").decode(), format="xml")
    assert "\\u0001" in export.render(store, "nt").decode() or "\x01" in export.render(store, "nt").decode()


def test_odd_file_names_and_texts_cannot_break_out() -> None:
    document = from_text('---\ntitle: "> <x> <y> <z> . \\ \n---\nThey met.\n', 'a b"><#%\n<é>.txt')
    store = in_memory()
    build.add(store, document, [])
    for form in export.FORMATS:
        parsed = list(pyoxigraph.parse(export.render(store, form), format=export.FORMATS[form].syntax))
        assert len(parsed) == len(list(export.quads(store))) >= 4
        assert {str(q.subject) for q in parsed} == {f"<{identity.document(document.name)}>"}


def test_a_file_is_written_by_its_extension(store: Store, tmp_path: Path) -> None:
    export.write(store, tmp_path / "graph.ttl")
    assert (tmp_path / "graph.ttl").read_bytes() == export.render(store, "turtle")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["graph.ttl", "graph.ttl-metadata.json"]


def test_a_failed_export_leaves_the_old_file(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("old", encoding="utf-8")
    with pytest.raises(UsageError):
        export.write(store, path, "docx")
    with pytest.raises(UsageError, match="no known format"):
        export.write(store, tmp_path / "graph.docx")
    with pytest.raises(InputError, match="folder"):
        export.write(store, tmp_path, "nt")
    assert path.read_text(encoding="utf-8") == "old"


def test_the_ontology_comes_along_if_asked() -> None:
    store = in_memory()
    build.load_ontology(store)
    assert not export.render(store, "nt")
    assert b"ontology#Meeting" in export.render(store, "nt", ontology=True)
    graph = NamedNode("http://x/g")
    store.replace("http://x/g", [Quad(graph, graph, Literal("x"), graph)])
    assert len(export.render(store, "nq").splitlines()) == 1


def test_turtle_has_sorted_prefixes_and_an_empty_line_before_each_subject(store: Store) -> None:
    lines = export.render(store, "turtle").decode().split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes) and len(prefixes) == len(PREFIXES)
    first = [place for place, line in enumerate(lines) if line and not line.startswith(("\t", "@prefix"))]
    assert len(first) > 30 and all(lines[place - 1] == "" for place in first)


def test_json_ld_is_compact_and_says_its_values_plainly(store: Store) -> None:
    whole = json.loads(export.render(store, "jsonld"))
    nodes = {node["@id"]: node for graph in whole["@graph"] for node in graph["@graph"]}
    japan = nodes["state:JPN"]
    assert (japan["@type"], japan["rdfs:label"]["@language"]) == ("State", "en")
    meeting = nodes["event:meeting-jpn-nor-2023-05-11"]
    assert meeting["actor"] == ["state:JPN", "state:NOR"]
    assert meeting["earliest"] == "2023-05-11" and whole["@context"]["earliest"] == {"@type": "xsd:date"}
    assert meeting["rg:status"] == "status:occurred"  # the prefix status: would take the name for itself
    assert {type(node["rank"]) for node in nodes.values() if "rank" in node} == {int}


@pytest.mark.parametrize("packing", ["", *PACKED])
def test_a_compressed_file_says_the_same_and_is_always_the_same(packing: str, store: Store, tmp_path: Path) -> None:
    one, other = tmp_path / f"one.nq{packing}", tmp_path / f"two.nq{packing}"
    export.write(store, one)
    export.write(store, other)
    assert one.read_bytes() == other.read_bytes()
    assert canonical.digest_of_file(one) == export.digest(store)
    assert (one.read_bytes()[:60] == export.render(store, "nq")[:60]) == (not packing)


@pytest.mark.parametrize("form", export.FORMATS)
def test_the_description_tells_the_digest_that_the_file_has(form: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"graph{export.FORMATS[form].extensions[0]}"
    export.write(store, path)
    said = json.loads(path.with_name(path.name + export.BESIDE).read_text())
    assert said["rdfc10-sha256"] == canonical.digest_of_file(path)
    assert said["sha256"] == sha256(path.read_bytes()).hexdigest()
    assert said["byteSize"] == path.stat().st_size
    assert said["statements"] == len(set(pyoxigraph.parse(path=path, format=export.FORMATS[form].syntax)))
