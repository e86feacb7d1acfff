"""Pushing: whatever a server does, a graph there is as it was or as it is now, and the next push completes it.

The stores that cannot be had here (GraphDB, Stardog, QLever, Neptune) are stood in for by their documented addresses;
tests/stores pushes to real ones.
"""

import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad

from relgraph import push
from relgraph.endpoints import KINDS, Endpoint, endpoint
from relgraph.errors import InputError, NetworkError, UsageError
from relgraph.push import Step
from relgraph.remote import Client, Credentials, credentials
from relgraph.store import open_store
from tests.standin import Fault, StandIn, running

ONE, TWO = "http://example.org/one", "http://example.org/two"
P = NamedNode("http://example.org/p")
#: Kind, address as people name it, and where its documentation says that graphs, queries and updates go.
DOCUMENTED = [
    ("oxigraph", "", "/store?graph=", "/query", "/update"),
    ("fuseki", "/ds", "/ds/data?graph=", "/ds/query", "/ds/update"),
    (
        "rdf4j",
        "/s/repositories/r",
        "/s/repositories/r/rdf-graphs/service?graph=",
        "/s/repositories/r",
        "/s/repositories/r/statements",
    ),
    (
        "graphdb",
        "/repositories/r",
        "/repositories/r/rdf-graphs/service?graph=",
        "/repositories/r",
        "/repositories/r/statements",
    ),
    ("stardog", "/db", "/db?graph=", "/db/query", "/db/update"),
    ("qlever", "/api", "/api?graph=", "/api", "/none"),
    ("neptune", "/sparql", "/sparql/gsp/?graph=", "/sparql", "/none"),
]


def write(store: Path, graph: str, *words: str) -> None:
    with open_store(store, write=True) as opened:
        name = NamedNode(graph)
        opened.replace(graph, [Quad(name, P, Literal(word), name) for word in words])
        if not words:
            opened.remove(graph)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    path = tmp_path / "store"
    write(path, ONE, "a", 'Çavuşoğlu \U0001f600 "\\\n\t\x01')
    write(path, TWO, "b")
    return path


@pytest.fixture
def server() -> Iterator[StandIn]:
    with running(StandIn("/store?graph=", "/query", "/update", "Oxigraph/1")) as made:
        yield made


def client(waits: list[float] | None = None, seconds: float = 20, known: Credentials | None = None) -> Client:
    return Client(known or Credentials(), seconds, (waits if waits is not None else []).append)


def pushed(store: Path, to: Endpoint) -> list[tuple[str, str]]:
    steps: list[Step] = []
    push.push(store, to, steps.append)
    return [(step.action, step.graph) for step in steps]


@pytest.mark.parametrize(("kind", "named", "graphs", "query", "update"), DOCUMENTED, ids=[row[0] for row in DOCUMENTED])
def test_every_kind_is_spoken_to_at_its_documented_addresses(
    kind: str, named: str, graphs: str, query: str, update: str, store: Path
) -> None:
    with running(StandIn(graphs, query, update)) as made:
        to = endpoint(made.url + named + "/", kind, client())
        assert [action for action, _ in pushed(store, to)] == ["send", "send"]
        assert made.lines(ONE) and made.lines(TWO)
        assert {name.value for name in made.store.named_graphs() if isinstance(name, NamedNode)} == {ONE, TWO}
        assert [action for action, _ in pushed(store, to)] == ["keep", "keep"]
        moved = [path for method, path, _ in made.asked if method == "POST" and path == update]
        assert bool(moved) == (update != "/none")


def test_documented_kinds_are_all_kinds_but_those_with_real_servers_only() -> None:
    assert {row[0] for row in DOCUMENTED} | {"virtuoso", "blazegraph"} == set(KINDS)


@pytest.mark.parametrize(
    ("path", "server", "kind"),
    [
        ("", "Oxigraph/0.5", "oxigraph"),
        ("/store", "Oxigraph/0.5", "oxigraph"),
        ("", "Virtuoso/07.20 (Linux)", "virtuoso"),
        ("/rdf4j-server/repositories/x", "Jetty", "rdf4j"),
        ("/bigdata/namespace/kb/sparql", "Jetty", "blazegraph"),
    ],
)
def test_the_kind_is_guessed(path: str, server: str, kind: str) -> None:
    with running(StandIn("/store?graph=", "/query", "/update", server)) as made:
        found = endpoint(made.url + path, "", client())
    assert found.kind == kind
    assert found.url == made.url + path.removesuffix("/store")


def test_an_unknown_kind_is_asked_for() -> None:
    with running(StandIn("/store?graph=", "/query", "/update", "nginx")) as made:
        with pytest.raises(UsageError, match="does not tell"):
            endpoint(made.url, "", client())
        with pytest.raises(UsageError, match="no kind of store that is known: neo4j"):
            endpoint(made.url, "neo4j", client())


def test_a_second_push_sends_what_changed_and_takes_out_what_is_gone(store: Path, server: StandIn) -> None:
    other = NamedNode("http://example.org/theirs")
    server.store.add(Quad(other, P, Literal("theirs"), other))
    to = endpoint(server.url, "", client())
    pushed(store, to)
    write(store, ONE, "a", "c")
    write(store, TWO)
    assert pushed(store, to) == [("send", ONE), ("remove", TWO)]
    assert server.lines(ONE) == {f'<{ONE}> {P} "a"', f'<{ONE}> {P} "c"'}
    assert not server.lines(TWO)
    assert server.lines(other.value) == {f'{other} {P} "theirs"'}
    assert pushed(store, to) == [("keep", ONE)]


def test_what_others_took_away_is_sent_again(store: Path, server: StandIn) -> None:
    to = endpoint(server.url, "", client())
    pushed(store, to)
    server.store.remove_graph(NamedNode(TWO))
    assert pushed(store, to) == [("keep", ONE), ("send", TWO)]


def test_a_preview_changes_nothing(store: Path, server: StandIn) -> None:
    to = endpoint(server.url, "", client())
    assert [(step.action, step.graph) for step in push.preview(store, to)] == [("send", ONE), ("send", TWO)]
    assert not list(server.store) and not {method for method, _, _ in server.asked} & {"PUT", "DELETE"}
    assert not store.with_name("store.push.json").exists()


@pytest.mark.parametrize("auth", ["basic", "digest", "bearer"])
def test_credentials_are_given_when_asked_for(auth: str, store: Path) -> None:
    with running(StandIn("/store?graph=", "/query", "/update", "Oxigraph/1", auth)) as made:
        known = Credentials("secret") if auth == "bearer" else Credentials("", "u", "p")
        pushed(store, endpoint(made.url, "oxigraph", client(known=known)))
        assert made.lines(ONE)
        given = {header.split(" ")[0] for _, _, header in made.asked if header}
        assert given == {auth.title()}
        with pytest.raises(NetworkError, match="refuses the credentials"):
            pushed(store, endpoint(made.url, "oxigraph", client()))


def test_credentials_come_from_the_environment_or_netrc_and_never_from_the_address(tmp_path: Path) -> None:
    file = tmp_path / "netrc"
    file.write_text("machine example.org login me password mine\n", encoding="utf-8")
    file.chmod(0o600)
    given = {"NETRC": str(file)}
    assert credentials("https://example.org/x", given) == Credentials("", "me", "mine")
    assert credentials("https://example.net/x", given) == Credentials()
    assert credentials("https://example.org/x", given | {"RELGRAPH_TOKEN": "t"}) == Credentials("t")
    assert "mine" not in repr(credentials("https://example.org/x", given))
    with pytest.raises(UsageError, match="end up in logs") as caught:
        credentials("https://me:mine@example.org/x", given)
    assert "mine" not in str(caught.value)
    with pytest.raises(UsageError, match="no address"):
        credentials("ftp://example.org/x", given)


@pytest.mark.parametrize(
    ("fault", "said", "tries"),
    [
        (Fault(301, (("Location", "http://elsewhere.example/"),)), "has moved to http://elsewhere.example/", 1),
        (Fault(401), "refuses the credentials", 1),
        (Fault(403), "forbids it", 1),
        (Fault(404), "has nothing at this address", 1),
        (Fault(409), "stands against it", 1),
        (Fault(413), "too large", 1),
        (Fault(415), "does not take", 1),
        (Fault(429, (("Retry-After", "7"),)), "patience", 4),
        (Fault(500, body=b"<html>oops</html>"), r"failed \(500: <html>oops", 1),
        (Fault(503), "failed", 4),
        (Fault(200, body=b"<html>hello</html>"), "as a SPARQL endpoint does", 1),
        (Fault(how="close"), "broke off", 4),
    ],
    ids=lambda value: str(value.status or value.how) if isinstance(value, Fault) else None,
)
def test_each_failure_is_told_in_one_line(fault: Fault, said: str, tries: int, store: Path, server: StandIn) -> None:
    waits: list[float] = []
    fault.times = 99
    server.faults.append(fault)
    with pytest.raises(NetworkError, match=said) as caught:
        pushed(store, endpoint(server.url, "oxigraph", client(waits)))
    fault.times = 1  # the fixtures of this table are used once, but are shared
    assert "\n" not in str(caught.value) and caught.value.exit_code == 5 and caught.value.remedy
    assert len(waits) == tries - 1
    assert not waits or waits[0] == (7.0 if fault.status == 429 else 0.5)


def test_who_cannot_be_reached_is_told(store: Path) -> None:
    with running(StandIn("/s?graph=", "/query", "/update")) as made:
        gone = made.url
    for url, said in ((gone, "nobody answers"), ("http://no-such-host.invalid", "no host of this name")):
        with pytest.raises(NetworkError, match=said):
            pushed(store, Endpoint("oxigraph", url, client()))


def test_a_server_that_dribbles_is_cut_off_at_the_deadline(store: Path, server: StandIn) -> None:
    server.faults.append(Fault(how="slow", times=9))
    with pytest.raises(NetworkError, match="did not answer in time"):
        pushed(store, endpoint(server.url, "oxigraph", client(seconds=0.4)))


def test_a_certificate_that_nobody_vouches_for_is_refused(store: Path, tmp_path: Path) -> None:
    import ssl
    from http.server import BaseHTTPRequestHandler, HTTPServer
    from threading import Thread

    key, certificate = tmp_path / "key", tmp_path / "certificate"
    line = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*line, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate, key)
        server.handle_error = lambda request, client_address: None  # type: ignore[method-assign]
        server.socket = context.wrap_socket(server.socket, server_side=True)
        Thread(target=server.serve_forever, daemon=True).start()
        with pytest.raises(NetworkError, match="certificate is not trusted"):
            pushed(store, Endpoint("oxigraph", f"https://127.0.0.1:{server.server_port}", client()))
        server.shutdown()


def test_what_comes_back_late_is_waited_for(store: Path, server: StandIn) -> None:
    waits: list[float] = []
    server.faults += [Fault(503, times=2), Fault(how="close", after=2), Fault(how="half", after=1)]
    assert pushed(store, endpoint(server.url, "oxigraph", client(waits))) == [("send", ONE), ("send", TWO)]
    assert not any(fault.times for fault in server.faults) and len(waits) >= 3


def test_a_move_whose_answer_is_lost_is_not_done_twice(store: Path, server: StandIn) -> None:
    server.faults.append(Fault(how="done", after=4))
    to = endpoint(server.url, "oxigraph", client())
    pushed(store, to)
    moves = [path for _, path, _ in server.asked if path == "/update"]
    assert len(moves) == 2 and server.lines(ONE) and server.lines(TWO)


@pytest.mark.slow
@pytest.mark.parametrize("how", ["close", "half"])
@pytest.mark.parametrize("place", range(13))
def test_wherever_a_push_breaks_graphs_are_old_or_new_and_the_next_one_completes(
    how: str, place: int, store: Path, server: StandIn
) -> None:
    to = endpoint(server.url, "oxigraph", client())
    pushed(store, to)
    old = server.lines(ONE)
    write(store, ONE, "new", "newer")
    write(store, TWO, "also new")
    new = {f'<{ONE}> {P} "new"', f'<{ONE}> {P} "newer"'}
    server.faults.append(Fault(how=how, after=place, times=4))
    with suppress(NetworkError):  # some breaks are found to be none, and there are not as many requests as places
        pushed(store, to)
    assert server.lines(ONE) in (old, new)
    server.faults.clear()
    pushed(store, to)
    assert server.lines(ONE) == new
    assert {name.value for name in server.store.named_graphs() if isinstance(name, NamedNode)} == {ONE, TWO}


def test_a_store_that_changes_what_it_is_given_is_found_out(
    store: Path, server: StandIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    to = endpoint(server.url, "oxigraph", client())
    pushed(store, to)
    old = server.lines(ONE)
    write(store, ONE, "Çavuşoğlu")
    monkeypatch.setattr(Endpoint, "get", lambda self, graph: f'<{ONE}> {P} "?avu?o?lu" .\n'.encode())
    with pytest.raises(NetworkError, match="back changed: 1 of 1 triples"):
        pushed(store, to)
    assert server.lines(ONE) == old


def test_a_broken_receipt_is_told(store: Path, server: StandIn) -> None:
    store.with_name("store.push.json").write_text("{", encoding="utf-8")
    with pytest.raises(InputError, match="no receipt"):
        pushed(store, endpoint(server.url, "oxigraph", client()))
