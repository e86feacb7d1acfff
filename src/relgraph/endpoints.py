"""The kinds of remote stores: where each takes graphs, questions and updates, and how to tell them apart.

The addresses are those of the stores' own documentation. A graph goes by the SPARQL 1.1 Graph Store HTTP Protocol
where the store speaks it; Blazegraph takes statements into a graph by an interface of its own.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from relgraph.errors import NetworkError, UsageError
from relgraph.remote import Ask, Client, Response

TRIPLES = "application/n-triples"
DEFAULT = "default-graph-uri"


@dataclass(frozen=True, slots=True)
class Kind:
    """Where a kind of store takes what, after the address that the user names.

    `graphs` is the address of one graph, and `method` replaces it there; `update` is empty where MOVE is not to be had;
    `field` is the form field of an update; `media` is as what it takes N-Triples in UTF-8, and `accept` what it gives,
    N-Triples or Turtle; `mark` is a part of the `Server` header or of the address that gives the kind away; `tail` is
    taken off an address, for it belongs to those that follow; `union` is the field by which a question sees all named
    graphs as the default graph, where the store does not by itself.
    """

    graphs: str
    query: str
    update: str
    method: str = "PUT"
    field: str = "update"
    media: str = TRIPLES
    accept: str = TRIPLES
    mark: str = ""
    tail: str = ""
    union: tuple[str, str] | None = None


#: Every kind by its name.
KINDS: Mapping[str, Kind] = {
    "oxigraph": Kind(
        "/store?graph=", "/query", "/update", mark="oxigraph", tail="/store", union=("union-default-graph", "")
    ),
    "fuseki": Kind(
        "/data?graph=", "/query", "/update", mark="fuseki", tail="/data", union=(DEFAULT, "urn:x-arq:UnionGraph")
    ),
    "rdf4j": Kind("/rdf-graphs/service?graph=", "", "/statements", mark="/repositories/", tail="/statements"),
    "graphdb": Kind("/rdf-graphs/service?graph=", "", "/statements", mark="graphdb", tail="/statements"),
    "blazegraph": Kind("?context-uri=", "", "", "POST", media="text/turtle", accept="text/turtle", mark="/namespace/"),
    "virtuoso": Kind("/sparql-graph-crud-auth?graph-uri=", "/sparql", "/sparql-auth", field="query", mark="virtuoso"),
    "qlever": Kind("?graph=", "", "", mark="qlever"),
    "stardog": Kind("?graph=", "/query", "/update", mark="stardog", union=(DEFAULT, "tag:stardog:api:context:all")),
    "neptune": Kind("/gsp/?graph=", "", "", mark=".neptune."),
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A remote store: its kind, its address, and who asks."""

    kind: str
    url: str
    client: Client

    def put(self, graph: str, lines: bytes) -> None:
        """Put N-Triples in the place of a graph."""
        told = KINDS[self.kind]
        if told.method == "POST":
            self.update(f"DROP SILENT GRAPH <{graph}>")
        self.client.done(Ask(told.method, self._graph(graph), {"Content-Type": told.media}, lines))

    def get(self, graph: str) -> bytes:
        """Give a graph as N-Triples or Turtle, nothing if there is none."""
        if KINDS[self.kind].method == "POST":
            return self._query(
                f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}", KINDS[self.kind].accept
            ).body
        found = self.client.done(Ask("GET", self._graph(graph), {"Accept": KINDS[self.kind].accept}), 404)
        return b"" if found.status == 404 else found.body

    def delete(self, graph: str) -> None:
        """Take a graph out, if it is there."""
        if KINDS[self.kind].method == "POST":
            self.update(f"DROP SILENT GRAPH <{graph}>")
            return
        self.client.done(Ask("DELETE", self._graph(graph)), 404)

    def move(self, source: str, target: str) -> None:
        """Put one graph in the place of another; not to be done twice."""
        self.update(f"MOVE GRAPH <{source}> TO GRAPH <{target}>", safe=False)

    @property
    def moves(self) -> bool:
        """Say whether the store can move a graph."""
        return bool(KINDS[self.kind].update) or KINDS[self.kind].method == "POST"

    def sizes(self) -> dict[str, int]:
        """Count the triples of each named graph."""
        rows = self._rows("SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g")
        return {row["g"]["value"]: int(row["n"]["value"]) for row in rows if "g" in row}

    def size(self, graph: str) -> int:
        """Count the triples of one named graph."""
        rows = self._rows(f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")
        return int(rows[0]["n"]["value"]) if rows else 0

    def _rows(self, text: str) -> list[dict[str, dict[str, str]]]:
        """Ask a question and give the rows of its answer."""
        found = self._query(text, "application/sparql-results+json")
        try:
            rows: list[dict[str, dict[str, str]]] = json.loads(found.body)["results"]["bindings"]
        except (ValueError, KeyError, TypeError) as error:
            remedy = f"check the address, or name the store with --kind, one of {', '.join(KINDS)}"
            raise NetworkError(self.url, "does not answer questions as a SPARQL endpoint does", remedy) from error
        return rows

    def update(self, text: str, *, safe: bool = True) -> None:
        """Run a SPARQL update."""
        told = KINDS[self.kind]
        body = urlencode({told.field: text}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        self.client.done(Ask("POST", self.url + told.update, headers, body, safe))

    def _query(self, text: str, media: str) -> Response:
        headers = {"Accept": media, "Content-Type": "application/x-www-form-urlencoded"}
        return self.client.done(
            Ask("POST", self.url + KINDS[self.kind].query, headers, urlencode({"query": text}).encode())
        )

    def _graph(self, graph: str) -> str:
        return f"{self.url}{KINDS[self.kind].graphs}{quote(graph, safe='')}"


def endpoint(url: str, kind: str, client: Client) -> Endpoint:
    """Find out what kind of store is at an address, unless it is named; raise UsageError if it cannot be told."""
    bare = url.rstrip("/")
    found = kind or _by_address(bare) or _by_server(client.send(Ask("GET", bare)))
    if found not in KINDS:
        problem = f"is no kind of store that is known: {kind}" if kind else "does not tell what kind of store it is"
        raise UsageError(url, problem, f"name it with --kind, one of {', '.join(KINDS)}")
    tail = KINDS[found].tail
    return Endpoint(found, bare.removesuffix(tail) if tail else bare, client)


def _by_address(url: str) -> str:
    """Tell the kind by its address."""
    return next(
        (name for name, kind in KINDS.items() if kind.mark and kind.mark in urlsplit(url)._replace(query="").geturl()),
        "",
    )


def _by_server(found: Response) -> str:
    """Tell the kind by how its server calls itself: Fuseki in the name of a header, others in `Server`."""
    server = " ".join((found.headers.get("server", ""), *found.headers)).casefold()
    return next((name for name, kind in KINDS.items() if kind.mark and kind.mark in server), "")
