"""The endpoint: the W3C's protocol tests that apply to a read-only service, and what people and machines get from it."""

import hashlib
import http.client
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from time import sleep
from urllib.parse import quote, urlencode

import pyoxigraph
import pytest
import rdflib
import uvicorn
from pyoxigraph import NamedNode, Quad, RdfFormat
from rdflib.collection import Collection
from rdflib.namespace import RDF

from relgraph import build, jsonld, queries
from relgraph.errors import InputError, Overtime
from relgraph.pool import LIFE, Pool
from relgraph.resources import PACKAGE
from relgraph.sandbox import Dataset, Limits
from relgraph.serve import Meter, application, preferred
from relgraph.store import open_store
from relgraph.vocabulary import RELGRAPH
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS

W3C = Path(__file__).parent / "w3c" / "protocol"
MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
HT = rdflib.Namespace("http://www.w3.org/2011/http#")
CNT = rdflib.Namespace("http://www.w3.org/2011/content#")
MANIFEST = rdflib.Graph().parse(W3C / "manifest.ttl", publicID="http://manifest.example/")
#: The formats that a result may have, by the manifest's words.
MEDIA = {
    "boolean": ("application/sparql-results+json", "application/sparql-results+xml"),
    "tabular": ("application/sparql-results+json", "application/sparql-results+xml", "text/csv"),
    "RDF": ("text/turtle", "application/rdf+xml", "application/n-triples", "application/ld+json"),
}
ASK = "ASK { ?s ?p ?o }"


def listed(head: rdflib.term.Node | None) -> list[rdflib.term.Node]:
    """Give the members of an RDF list, none for none."""
    return list(Collection(MANIFEST, head)) if head is not None else []


def entries() -> list[str]:
    """List the W3C's tests by name but those that update, which a read-only service must refuse in its own test."""
    head = MANIFEST.value(predicate=MF.entries, subject=rdflib.URIRef("http://manifest.example/"))
    names = [str(one).rpartition("#")[2] for one in listed(head)]
    return [name for name in names if not name.startswith("update_")]


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Client:
    """Asks a running server."""

    port: int

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answered:
        """Send a request as it is."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        found = Answered(answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read())
        connection.close()
        return found

    def query(self, text: str, **headers: str) -> Answered:
        """Send a query."""
        return self.ask("GET", f"/sparql?{urlencode({'query': text})}", None, **headers)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serve") / "store"
    with open_store(path, write=True) as opened:
        build.load_ontology(opened)
        build.add(opened, FIRST, FIRST_FACTS)
        build.add(opened, SECOND, SECOND_FACTS)
        build.derive(opened)
        for number in (1, 2, 3):
            name = f"http://kasei.us/2009/09/sparql/data/data{number}.rdf"
            quads = pyoxigraph.parse(path=W3C / f"data{number}.nt", format=RdfFormat.N_TRIPLES)
            opened.replace(name, [Quad(q.subject, q.predicate, q.object, NamedNode(name)) for q in quads])
    return path


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Client]:
    app = application(store, Limits(60, 1024), ("graph.example",), ("https://page.example",))
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    yield Client(server.servers[0].sockets[0].getsockname()[1])
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("name", entries())
def test_w3c_protocol(name: str, client: Client) -> None:
    entry = next(one for one in MANIFEST.subjects(RDF.type, MF.ProtocolTest) if str(one).endswith(f"#{name}"))
    asked = listed(MANIFEST.value(MANIFEST.value(entry, MF.action), HT.requests))
    assert asked
    for request in asked:
        headers = {}
        for header in listed(MANIFEST.value(request, HT.headers)):
            headers[str(MANIFEST.value(header, HT.fieldName))] = str(MANIFEST.value(header, HT.fieldValue))
        body = MANIFEST.value(request, HT.body)
        encoding = str(MANIFEST.value(body, CNT.characterEncoding) or "UTF-8")
        content = str(MANIFEST.value(body, CNT.chars)).encode(encoding) if body else None
        path = str(MANIFEST.value(request, HT.absolutePath))
        found = client.ask(str(MANIFEST.value(request, HT.methodName)), path, content, **headers)
        wanted = MANIFEST.value(request, HT.resp)
        classes = {str(one)[-3] for one in MANIFEST.objects(wanted, MF.expectedStatus)}
        assert str(found.status)[0] in classes, found.body
        form = MANIFEST.value(wanted, MF.expectedFormat)
        if form is not None:
            assert found.headers["content-type"].split(";")[0] in MEDIA[str(form)]
        boolean = MANIFEST.value(wanted, MF.expectedBoolean)
        if boolean is not None:
            assert json.loads(found.body)["boolean"] is (str(boolean) == "true")


def test_the_w3c_tests_that_apply_are_all_there() -> None:
    assert len(entries()) == 27
    assert sum(name.startswith("bad_update") or name == "bad_multiple_updates" for name in entries()) == 7


def test_updates_are_refused_and_change_nothing(client: Client) -> None:
    drop = urlencode({"update": "DROP ALL"}).encode()
    form = client.ask("POST", "/sparql", drop, Content_Type="application/x-www-form-urlencoded")
    direct = client.ask("POST", "/sparql", b"DROP ALL", Content_Type="application/sparql-update")
    hidden = client.ask("POST", "/sparql", b"DROP ALL", Content_Type="application/sparql-query")
    assert {form.status, direct.status, hidden.status} == {400}
    assert b"read-only" in form.body
    assert json.loads(client.query(ASK).body)["boolean"] is True


@pytest.mark.parametrize(
    "text", ["SELECT * { SERVICE <http://127.0.0.1:9/> { ?s ?p ?o } }", "LOAD <file:///etc/passwd>", "ASK {" * 90]
)
def test_what_reaches_out_or_nests_too_deep_is_refused(text: str, client: Client) -> None:
    found = client.query(text)
    assert found.status == 400 and found.body.count(b"\n") == 1


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/csv", "text/csv"),
        ("application/sparql-results+xml;q=0.9, text/csv;q=0.1", "application/sparql-results+xml"),
        ("text/html, */*;q=0.1", "application/sparql-results+json"),
        ("text/tab-separated-values", "text/tab-separated-values"),
    ],
)
def test_tables_come_as_the_client_likes_them(accept: str, media: str, client: Client) -> None:
    found = client.query(
        "SELECT ?code WHERE { ?s a rg:State ; dcterms:identifier ?code } ORDER BY ?code", Accept=accept
    )
    assert found.headers["content-type"].split(";")[0] == media
    assert found.headers["vary"].startswith("Accept") and b"KAZ" in found.body
    assert client.query(ASK, Accept="image/png").status == 406
    assert client.query(ASK, Accept="text/csv").body == b"true\n"


@pytest.mark.parametrize(
    "media", ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]
)
def test_a_thing_is_described_in_every_syntax_of_rdf(media: str, client: Client) -> None:
    found = client.ask("GET", "/id/state/NOR", Accept=media)
    assert found.headers["content-type"].split(";")[0] == media
    form = next(
        one
        for one in (RdfFormat.TURTLE, RdfFormat.JSON_LD, RdfFormat.N_TRIPLES, RdfFormat.RDF_XML)
        if one.media_type == media
    )
    said = {str(quad.triple) for quad in pyoxigraph.parse(found.body, format=form)}
    wanted = client.ask("GET", "/id/state/NOR", Accept="application/n-triples").body
    assert (
        said == {str(quad.triple) for quad in pyoxigraph.parse(wanted, format=RdfFormat.N_TRIPLES)} and len(said) > 10
    )


def test_a_document_is_its_graph_and_what_is_unknown_is_not_found(client: Client, store: Path) -> None:
    with open_store(store) as opened:
        iri = next(name for name in opened.documents() if name.endswith("kobe.txt"))
        wanted = {str(quad.triple) for quad in opened.quads(iri)}
    found = client.ask("GET", f"/{iri.removeprefix(RELGRAPH)}", Accept="application/n-triples")
    assert {str(quad.triple) for quad in pyoxigraph.parse(found.body, format=RdfFormat.N_TRIPLES)} == wanted
    for path in ("/id/state/XXX", "/id/%3Cscript%3E", "/id/" + quote("Ç"), "/id/a%7Cb"):
        assert client.ask("GET", path).status == 404
    assert client.ask("GET", "/id/state/NOR", Accept="image/png").status == 406


def test_a_person_gets_a_page_with_quotes(client: Client) -> None:
    found = client.ask("GET", "/id/person/kari-berg", Accept="text/html,*/*;q=0.1")
    page = found.body.decode()
    assert "<h1>Kari Berg</h1>" in page and "met her Japanese counterpart" in page
    assert 'href="/id/state/NOR"' in page
    assert "default-src 'none'" in found.headers["content-security-policy"]


def test_text_of_a_store_cannot_become_markup(tmp_path: Path) -> None:
    path, name = tmp_path / "store", RELGRAPH + "id/x"
    with open_store(path, write=True) as opened:
        for graph, said in (("http://a/1", "<script>alert(1)</script>"), ("http://a/2", "{rows}\"'><img src=x>")):
            label = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
            opened.replace(graph, [Quad(NamedNode(name), label, pyoxigraph.Literal(said), NamedNode(graph))])
        js = Quad(NamedNode(name), NamedNode("http://a/p"), NamedNode("javascript:alert(1)"), NamedNode("http://a/3"))
        opened.replace("http://a/3", [js])
    page = _page_of(path)
    assert "<script>alert" not in page and "<img" not in page and 'href="javascript' not in page
    assert "&lt;script&gt;alert(1)" in page


def _page_of(path: Path) -> str:
    from relgraph.serve import Service

    found = Service(path, Pool(path, Limits()))._described(RELGRAPH + "id/x", "text/html")
    assert found
    return found.decode()


def test_an_answer_that_is_known_is_not_sent_again(client: Client) -> None:
    first = client.query(ASK)
    again = client.query(ASK, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert client.query(ASK + " # other", If_None_Match=first.headers["etag"]).status == 200
    assert client.query(ASK, If_None_Match=first.headers["etag"], Accept="text/csv").status == 200
    page = client.ask("GET", "/id/state/NOR")
    assert client.ask("GET", "/id/state/NOR", If_None_Match=page.headers["etag"]).status == 304


def test_an_answer_is_new_when_the_store_is(tmp_path: Path) -> None:
    from relgraph.serve import Service

    path = tmp_path / "store"
    tags = []
    for word in ("a", "b"):
        with open_store(path, write=True) as opened:
            p = NamedNode("http://a/p")
            opened.replace("http://a/g", [Quad(p, p, pyoxigraph.Literal(word), NamedNode("http://a/g"))])
        tags.append(Service(path, Pool(path, Limits())).tag("x"))
        with open_store(path) as opened:
            assert len(list(opened.quads("http://a/g"))) == 1
        assert Service(path, Pool(path, Limits())).tag("x") == tags[-1]  # reading changes nothing
    assert tags[0] != tags[1]


def test_only_pages_and_hosts_that_are_named_may_read(client: Client) -> None:
    allowed = client.query(ASK, Origin="https://page.example")
    assert allowed.headers["access-control-allow-origin"] == "https://page.example"
    assert "access-control-allow-origin" not in client.query(ASK, Origin="https://other.example").headers
    assert client.query(ASK, Host="evil.example").status == 400
    assert client.query(ASK, Host="graph.example").status == 200


def test_a_query_that_takes_too_long_is_stopped(store: Path, client: Client) -> None:
    app = application(store, Limits(1, 1024), (), ())
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    slow = "SELECT (COUNT(*) AS ?n) WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . FILTER(?a != ?i) }"
    found = Client(server.servers[0].sockets[0].getsockname()[1]).query(slow)
    assert found.status == 503 and b"took longer than 1 s" in found.body and found.headers["retry-after"]
    server.should_exit = True
    thread.join()


def test_the_service_describes_itself(client: Client) -> None:
    found = rdflib.Graph().parse(data=client.ask("GET", "/sparql", Accept="text/turtle").body.decode(), format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
    service = found.value(predicate=RDF.type, object=sd.Service)
    assert str(found.value(service, sd.endpoint)) == f"http://127.0.0.1:{client.port}/sparql"
    assert (service, sd.supportedLanguage, sd.SPARQL11Query) in found


def test_the_page_asks_with_the_questions_of_the_catalogue(client: Client) -> None:
    page = client.ask("GET", "/plain")
    assert page.status == 200 and b"<textarea" in page.body and b"http" not in page.body
    editor = client.ask("GET", "/")
    assert editor.status == 200 and b"yasgui" in editor.body and b"http" not in editor.body
    paths = re.findall(rb'(?:src|href)="(/[^"]+)"', page.body + editor.body)
    assert {client.ask("GET", path.decode()).status for path in paths} == {200} and len(set(paths)) == 6
    listed = json.loads(client.ask("GET", "/questions.json").body)
    assert [one["name"] for one in listed] == [one.name for one in queries.catalogue()]
    figures = next(one["text"] for one in listed if one["name"] == "figures")
    answer = client.ask("POST", "/sparql", figures.encode(), Content_Type="application/sparql-query", Accept="text/csv")
    assert b"trade volume" in answer.body


def test_a_missing_store_is_told(tmp_path: Path) -> None:
    from relgraph.serve import Service

    assert Service(tmp_path / "none", Pool(tmp_path / "none", Limits())).tag("x")
    assert preferred("text/*;q=0", ["text/csv"]) is None
    assert preferred("", ["text/csv"]) is None
    assert json.loads(jsonld.united([]))["@graph"] == []


def test_the_editor_is_the_published_one(client: Client) -> None:
    said = (PACKAGE / "page" / "yasgui" / "ORIGIN.md").read_text(encoding="utf-8")
    for name in ("yasgui.min.js", "yasgui.min.css"):
        assert hashlib.sha256(client.ask("GET", f"/{name}").body).hexdigest() in said


def test_a_client_that_asks_too_often_is_told_to_wait() -> None:
    meter = Meter(60)
    assert [meter.wait("a", 0.0) for _ in range(60)] == [0.0] * 60
    assert meter.wait("a", 0.0) == 1.0 and meter.wait("b", 0.0) == 0.0
    assert meter.wait("a", 0.5) == 0.5 and meter.wait("a", 1.0) == 0.0 and meter.wait("a", 1.0) == 1.0
    assert [meter.wait("a", 999.0) for _ in range(61)] == [0.0] * 60 + [1.0]
    assert not any(Meter().wait("a", 0.0) for _ in range(10_000))


def test_the_rate_holds_over_http(store: Path) -> None:
    server = uvicorn.Server(
        uvicorn.Config(application(store, Limits(60, 1024), (), (), 2), port=0, log_level="warning")
    )
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    there = Client(server.servers[0].sockets[0].getsockname()[1])
    found = [there.query(f"ASK {{}} # {number}") for number in range(3)]
    assert [one.status for one in found] == [200, 200, 429] and int(found[2].headers["retry-after"]) > 1
    server.should_exit = True
    thread.join()


def test_a_child_stays_for_the_next_question_and_goes_when_it_is_spent(store: Path) -> None:
    pool, state = Pool(store, Limits(60, 1024)), "one"
    assert pool.raw(ASK, Dataset(), state)[1].endswith(b"true}")
    child = pool.idle.queue[0]
    assert pool.raw("SELECT * { ?s ?p ?o } LIMIT 1", Dataset(), "two")[0] == "table"
    assert pool.idle.queue[0] is child and child.asked == 2
    with pytest.raises(InputError, match="is no query that can be asked"):
        pool.raw("SELECT nothing", Dataset(), state)
    assert pool.idle.queue[0] is child
    child.asked = LIFE
    pool.raw(ASK, Dataset(), state)
    assert pool.idle.queue[0] is not child and child._process.poll() is not None
    pool.idle.queue[0].end()
    assert pool.raw(ASK, Dataset(), state)[0] == "table"
    pool.close()
    assert pool.idle.empty()


def test_memory_is_limited_in_a_child_that_stays(store: Path) -> None:
    pool = Pool(store, Limits(600, 1024))
    wide = "SELECT ?a ?d { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c"  # two hundred million rows to sort
    with pytest.raises(Overtime):
        pool.raw(wide, Dataset(), "")
    assert pool.raw(ASK, Dataset(), "")[0] == "table"
    pool.close()


def test_a_store_that_changes_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "store"
    p = NamedNode("http://a/p")
    pool = Pool(path, Limits(60, 1024))
    for count in (1, 2):
        with open_store(path, write=True) as opened:
            name = f"http://a/{count}"
            opened.replace(name, [Quad(p, p, pyoxigraph.Literal(str(count)), NamedNode(name))])
        found = pool.raw("SELECT * { ?s ?p ?o }", Dataset(), str(count))[1]
        assert len(json.loads(found)["results"]["bindings"]) == count
    pool.close()
