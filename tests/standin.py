"""A stand-in for remote stores: speaks the Graph Store Protocol where it is told to, records all, fails on demand."""

import hashlib
import re
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import NamedNode, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Store, serialize

REALM, NONCE = "graphs", "c0ffee"


@dataclass
class Fault:
    """What goes wrong: an answer with this status and headers and body, or what `how` says; `times` is how often."""

    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""
    how: str = ""
    times: int = 1
    after: int = 0


@dataclass
class StandIn:
    """The state of the server: addresses relative to its root, what it holds, what it was asked, what goes wrong."""

    graphs: str
    query: str
    update: str
    server: str = "StandIn"
    auth: str = ""
    store: Store = field(default_factory=Store)
    asked: list[tuple[str, str, str]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    url: str = ""

    def lines(self, graph: str) -> set[str]:
        """Give the triples of a graph as lines."""
        return {str(quad.triple) for quad in self.store.quads_for_pattern(None, None, None, NamedNode(graph))}

    def fault(self) -> Fault | None:
        """Give what goes wrong with this request, if anything."""
        for one in self.faults:
            if one.after:
                one.after -= 1
                return None
            if one.times:
                one.times -= 1
                return one
        return None


@contextmanager
def running(stand_in: StandIn) -> Iterator[StandIn]:
    """Serve on a free port of the loopback."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        state = stand_in

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing of clients that went away."""

    server = Server(("127.0.0.1", 0), Handler)
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Handler(BaseHTTPRequestHandler):
    """One request."""

    def log_message(self, format: str, *args: object) -> None:
        """Keep quiet."""

    @property
    def state(self) -> StandIn:
        """The server's state."""
        found: StandIn = self.server.state  # type: ignore[attr-defined]
        return found

    def version_string(self) -> str:
        """Name the server as it is told to be."""
        return self.state.server

    def do_GET(self) -> None:
        """Answer."""
        self._answer()

    do_PUT = do_POST = do_DELETE = do_GET

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length", 0))
        fault = self.state.fault()
        if fault and fault.how == "half":
            self.rfile.read(length // 2)
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            self.connection.close()
            return
        body = self.rfile.read(length)
        self.state.asked.append((self.command, self.path, self.headers.get("Authorization", "")))
        if fault and fault.how == "slow":
            for letter in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100:
                self.wfile.write(bytes([letter]))
                self.wfile.flush()
                time.sleep(0.05)
            return
        if fault and fault.how == "done":  # done, but nobody hears of it
            self._dispatch(body)
        if fault and fault.how in ("close", "done"):
            self.connection.close()
            return
        if fault:
            self._send(fault.status, fault.body, "text/html", fault.headers)
            return
        if self._admitted():
            status, said, kind = self._dispatch(body)
            self._send(status, said, kind)

    def _admitted(self) -> bool:
        given, wanted = self.headers.get("Authorization", ""), self.state.auth
        right = {"": "", "basic": "Basic dTpw", "bearer": "Bearer secret"}.get(wanted, "Digest ")
        if wanted == "digest" and given.startswith("Digest "):
            parts = dict(re.findall(r'(\w+)="?([^",]*)"?', given))
            one = hashlib.md5(f"u:{REALM}:p".encode()).hexdigest()  # noqa: S324 - the protocol's own
            two = hashlib.md5(f"{self.command}:{self.path}".encode()).hexdigest()  # noqa: S324
            text = f"{one}:{NONCE}:{parts.get('nc')}:{parts.get('cnonce')}:auth:{two}"
            if hashlib.md5(text.encode()).hexdigest() == parts.get("response"):  # noqa: S324
                return True
        elif not wanted or given == right:
            return True
        asks = {"digest": f'Digest realm="{REALM}", nonce="{NONCE}", qop="auth", algorithm="MD5"', "basic": "Basic"}
        self._send(401, b"", "text/plain", (("WWW-Authenticate", asks.get(wanted, "Bearer")),))
        return False

    def _dispatch(self, body: bytes) -> tuple[int, bytes, str]:
        """Do what is asked; give status, body and media type."""
        store, path = self.state.store, urlsplit(self.path).path
        named, _, parameter = self.state.graphs.partition("?")
        graph = parse_qs(urlsplit(self.path).query).get(parameter.rstrip("="), [""])[0]
        if graph and path == named:
            return self._graph(NamedNode(graph), body)
        form = {name: values[0] for name, values in parse_qs(body.decode()).items()} if self.command == "POST" else {}
        if path == self.state.update and "update" in form:
            store.update(form["update"])
            return 204, b"", "text/plain"
        if path == self.state.query and "query" in form:
            found = store.query(form["query"])
            assert isinstance(found, QuerySolutions | QueryBoolean)
            said = found.serialize(format=QueryResultsFormat.JSON) or b""
            return 200, said, "application/sparql-results+json"
        return (200, b"welcome", "text/plain") if self.command == "GET" else (404, b"nothing here", "text/plain")

    def _graph(self, graph: NamedNode, body: bytes) -> tuple[int, bytes, str]:
        store = self.state.store
        if self.command in ("PUT", "DELETE"):
            store.remove_graph(graph)
        if self.command == "PUT":
            store.load(body, format=RdfFormat.N_TRIPLES, to_graph=graph)
            return 201, b"", "text/plain"
        if self.command == "DELETE":
            return 204, b"", "text/plain"
        triples = [quad.triple for quad in store.quads_for_pattern(None, None, None, graph)]
        return (200 if triples else 404), serialize(triples, format=RdfFormat.N_TRIPLES) or b"", "application/n-triples"

    def _send(self, status: int, body: bytes, kind: str, headers: tuple[tuple[str, str], ...] = ()) -> None:
        self.send_response(status)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
