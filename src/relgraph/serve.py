"""A read-only SPARQL 1.1 endpoint over a store, with a page to ask from and a page for each thing. starlette lives here.

Comes in: HTTP requests by the SPARQL 1.1 Protocol, or for the IRI of a thing below this server's address. Goes out:
answers in the format that the client prefers. Every question runs in the sandbox, with its limits of time, memory and
nesting; a few run at a time, and who comes when too many wait is told to come again. The server listens on the loopback
and answers only requests that name it so, unless it is told another name.
"""

import json
import math
import os
import time
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path
from urllib.parse import parse_qsl

import anyio
import uvicorn
from pyoxigraph import (
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse,
    parse_query_results,
    serialize,
)
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from relgraph import canonical, jsonld, queries
from relgraph.errors import InputError, Overtime, RelgraphError, StoreError, UsageError
from relgraph.pool import Pool
from relgraph.resources import PACKAGE
from relgraph.sandbox import LONGEST, Dataset, Limits
from relgraph.store import open_store
from relgraph.vocabulary import IDENTIFIER, LABEL, PREFIXES, RELGRAPH

TABLES: Mapping[str, QueryResultsFormat] = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "application/xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS: Mapping[str, RdfFormat] = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
}
#: What is said to a client by the kind of a failure.
STATUS = ((InputError, 400), (UsageError, 400), (Overtime, 503), (StoreError, 503))
#: How many clients are remembered at a time.
CLIENTS = 10_000
#: How many questions may wait for one of those that run.
QUEUE = 32
LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:"
#: The editor writes its own styles into the page; all else is as elsewhere.
EDITOR_POLICY = POLICY.replace("style-src 'self'", "style-src 'self' 'unsafe-inline'")
#: What names a thing: the code of a state, or the label of all else.
NAMING = (IDENTIFIER, LABEL)
FORMATS = (
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
)
DESCRIPTION = """@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
<{here}#service> a sd:Service ; sd:endpoint <{here}> ;
  sd:supportedLanguage sd:SPARQL11Query ; sd:feature sd:UnionDefaultGraph ;
  sd:resultFormat {formats} ;
  sd:defaultDataset <{here}#dataset> .
<{here}#dataset> a sd:Dataset ; sd:defaultGraph <{here}#graph> .
<{here}#graph> a sd:Graph .
"""
THING = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{name}</title><link rel="icon" href="data:,"><link rel="stylesheet" href="/query.css">
<link rel="alternate" type="text/turtle"><link rel="alternate" type="application/ld+json">
<main><p><a href="/">ask a question</a></p><h1>{name}</h1><p><code>{iri}</code></p>
<table>{rows}</table>{about}</main></html>
"""
PAGES = {
    "/": ("editor.html", "text/html"),
    "/editor.js": ("editor.js", "text/javascript"),
    "/yasgui.min.js": ("yasgui/yasgui.min.js", "text/javascript"),
    "/yasgui.min.css": ("yasgui/yasgui.min.css", "text/css"),
    "/plain": ("query.html", "text/html"),
    "/query.js": ("query.js", "text/javascript"),
    "/query.css": ("query.css", "text/css"),
}


@dataclass(frozen=True, slots=True)
class Meter:
    """How many questions a client may ask in a minute, 0 for any number; what it did not ask for a while it may later."""

    rate: int = 0
    clients: dict[str, tuple[float, float]] = field(default_factory=dict)

    def wait(self, client: str, now: float) -> float:
        """Count a question of a client at a time in seconds; give how many it must wait, 0 if it may be asked."""
        if not self.rate:
            return 0.0
        left, last = self.clients.get(client, (float(self.rate), now))
        left = min(float(self.rate), left + (now - last) * self.rate / 60)
        if len(self.clients) >= CLIENTS and client not in self.clients:
            self.clients.pop(next(iter(self.clients)))
        self.clients.pop(client, None)
        self.clients[client] = (left - 1 if left >= 1 else left, now)
        return 0.0 if left >= 1 else (1 - left) * 60 / self.rate


@dataclass(frozen=True, slots=True)
class Service:
    """What is served: the store's path, who answers questions, how often a client may ask, and how many run at a time."""

    store: Path
    pool: Pool
    meter: Meter = field(default_factory=Meter)
    at_a_time: anyio.CapacityLimiter = field(default_factory=lambda: anyio.CapacityLimiter(os.cpu_count() or 1))

    async def sparql(self, request: Request) -> Response:
        """Answer a request by the SPARQL 1.1 Protocol; without a query, describe the service."""
        fields = await _fields(request)
        texts = [value for name, value in fields if name == "query"]
        if [name for name, _ in fields if name in ("update", "using-graph-uri", "using-named-graph-uri")]:
            raise InputError("update", "this endpoint is read-only", "ask with `query`")
        if not texts and request.method == "GET" and not request.query_params:
            return self.description(request)
        if len(texts) != 1:
            raise InputError("query", f"is given {len(texts)} times", "give it once")
        named = {
            key: tuple(value for name, value in fields if name == f"{key}-graph-uri") for key in ("default", "named")
        }
        accept = request.headers.get("accept", "*/*")
        tag = self.tag(texts[0], *named["default"], "named", *named["named"], accept)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        if patience := self.meter.wait(request.client.host if request.client else "", time.monotonic()):
            return _plain("too many questions from here\n", 429, patience)
        if self.at_a_time.statistics().tasks_waiting >= QUEUE:
            return _plain("too many questions at a time\n", 503)
        ask = partial(self.pool.raw, texts[0], Dataset(**named), self.tag())
        kind, content = await anyio.to_thread.run_sync(ask, limiter=self.at_a_time)
        return _negotiated(kind, content, accept, {"ETag": tag})

    async def thing(self, request: Request) -> Response:
        """Describe the thing whose IRI has this path: a page with its quotes, or triples."""
        iri = RELGRAPH + request.scope["raw_path"].decode("ascii").lstrip("/")
        accept = request.headers.get("accept", "*/*")
        media = preferred(accept, ("text/html", *GRAPHS))
        if media is None:
            return _plain(f"to be had: text/html, {', '.join(GRAPHS)}\n", 406)
        tag = self.tag(iri, media)
        if tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers={"ETag": tag, "Vary": "Accept"})
        page = await anyio.to_thread.run_sync(partial(self._described, iri, media), limiter=self.at_a_time)
        if page is None:
            return _plain(f"nothing here is called {iri}\n", 404)
        return Response(
            page, media_type=media, headers={"ETag": tag, "Vary": "Accept", "Content-Security-Policy": POLICY}
        )

    async def page(self, request: Request) -> Response:
        """Give the page to ask from, or a file of it."""
        name, media = PAGES[request.url.path]
        content = (PACKAGE / "page" / name).read_bytes()
        policy = EDITOR_POLICY if request.url.path == "/" else POLICY
        return Response(content, media_type=media, headers={"Content-Security-Policy": policy})

    async def examples(self, _request: Request) -> Response:
        """Give the questions of the catalogue, as JSON: name, summary and text."""
        found = [{"name": one.name, "summary": one.summary, "text": one.text} for one in queries.catalogue()]
        return Response(json.dumps(found, ensure_ascii=False), media_type="application/json")

    def description(self, request: Request) -> Response:
        """Describe the service in its own vocabulary (https://www.w3.org/TR/sparql11-service-description/)."""
        here = str(request.url.replace(query=""))
        formats = " , ".join(f"<http://www.w3.org/ns/formats/{name}>" for name in FORMATS)
        text = DESCRIPTION.format(here=here, formats=formats).encode()
        triples = b"".join(canonical.ordered(canonical.lines(quad.triple for quad in _parsed(text))))
        return _negotiated("graph", triples, request.headers.get("accept", "*/*"), {})

    def tag(self, *words: str) -> str:
        """Give the entity tag of an answer: it changes with what is asked and with the store's files."""
        files = (
            sorted(one for one in self.store.iterdir() if not one.name.startswith("LOG")) if self.store.is_dir() else []
        )
        state = [f"{one.name} {one.stat().st_size} {one.stat().st_mtime_ns}" for one in files]
        return f'"{sha256(chr(31).join((*words, *state)).encode()).hexdigest()[:32]}"'

    def _described(self, iri: str, media: str) -> bytes | None:
        """Describe a thing, or give None for what the store does not know."""
        try:
            NamedNode(iri)
        except ValueError:
            return None
        with open_store(self.store) as store:
            triples = list(canonical.triples(canonical.ordered(canonical.lines(q.triple for q in store.around(iri)))))
            if not triples:
                return None
            if media != "text/html":
                return _written(triples, GRAPHS[media])
            own = [triple for triple in triples if triple.subject == NamedNode(iri)]
            names = [str(getattr(one.object, "value", "")) for one in own if one.predicate.value in NAMING]
            about = next((found for name in names if len(found := queries.ask(store, "about", {"name": name}))), None)
            return _page(iri, names[-1] if names else iri, own, about._repr_html_() if about else "").encode()


def application(store: Path, limits: Limits, hosts: Sequence[str], origins: Sequence[str], rate: int = 0) -> Starlette:
    """Make the ASGI application over a store; it answers to `hosts`, and lets pages of `origins` read its answers.

    `rate` is how many questions a client may ask in a minute, 0 for any number.
    """
    pool = Pool(store, limits)
    service = Service(store, pool, Meter(rate))

    @asynccontextmanager
    async def life(_app: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    routes = [
        Route("/sparql", service.sparql, methods=["GET", "POST"]),
        Route("/sparql/", service.sparql, methods=["GET", "POST"]),
        Route("/questions.json", service.examples),
        Route("/id/{rest:path}", service.thing),
        *(Route(f"/{name}", service.thing) for name in ("ontology", "derived")),
        *(Route(path, service.page) for path in PAGES),
    ]
    middleware = [Middleware(TrustedHostMiddleware, allowed_hosts=[*LOOPBACK, *hosts])]
    if origins:
        methods, headers = ["GET", "POST"], ["Accept", "Content-Type"]
        allowed = Middleware(CORSMiddleware, allow_origins=list(origins), allow_methods=methods, allow_headers=headers)
        middleware.append(allowed)
    return Starlette(lifespan=life, routes=routes, middleware=middleware, exception_handlers={RelgraphError: _failed})


def run(app: Starlette, host: str, port: int) -> None:
    """Serve until interrupted."""
    uvicorn.run(app, host=host, port=port, log_level="warning", server_header=False)


def preferred(accept: str, offered: Iterable[str]) -> str | None:
    """Give the media type that an Accept header likes best, the first offered where it likes several alike; or None.

    >>> preferred("text/csv;q=0.5, application/*", ["text/csv", "application/json", "application/xml"])
    'application/json'
    """
    wanted: dict[str, float] = {}
    for part in accept.lower().split(","):
        name, *told = (piece.strip() for piece in part.split(";"))
        weight = next((piece[2:] for piece in told if piece.startswith("q=")), "1")
        wanted[name] = float(weight) if weight.replace(".", "", 1).isdigit() else 0.0
    best, found = 0.0, None
    for media in offered:
        ranges = (media, f"{media.partition('/')[0]}/*", "*/*")
        liked = next((wanted[one] for one in ranges if one in wanted), 0.0)
        if liked > best:
            best, found = liked, media
    return found


async def _fields(request: Request) -> list[tuple[str, str]]:
    """Give the fields of a request, from its address and its body; raise InputError for what the protocol forbids."""
    fields = _decoded(request.url.query.encode())
    if request.method == "GET":
        return fields
    kind, *told = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charset = next((part[8:].strip('"') for part in told if part.startswith("charset=")), "utf-8")
    if kind not in ("application/sparql-query", "application/x-www-form-urlencoded") or charset != "utf-8":
        remedy = "send application/sparql-query or application/x-www-form-urlencoded, in UTF-8"
        raise InputError("Content-Type", f"cannot be read: {kind or 'none'}", remedy)
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > 4 * LONGEST:
            raise InputError("query", "is too long", f"ask in at most {LONGEST} characters")
    if kind == "application/x-www-form-urlencoded":
        return [*fields, *_decoded(body)]
    try:
        return [*fields, ("query", body.decode("utf-8"))]
    except UnicodeDecodeError as error:
        raise InputError("query", f"byte {error.start} is not UTF-8", "send UTF-8") from error


def _decoded(text: bytes) -> list[tuple[str, str]]:
    """Read a form."""
    try:
        return parse_qsl(text.decode("ascii"), keep_blank_values=True, errors="strict", max_num_fields=200)
    except ValueError as error:
        raise InputError("request", "is no form in UTF-8", "encode it as application/x-www-form-urlencoded") from error


def _negotiated(kind: str, content: bytes, accept: str, headers: Mapping[str, str]) -> Response:
    """Give a table or graph in the format that the client likes best."""
    offered: Mapping[str, object] = TABLES if kind == "table" else GRAPHS
    media = preferred(accept, offered)
    if media is None:
        return _plain(f"to be had: {', '.join(offered)}\n", 406)
    if kind == "graph":
        body = _written(list(canonical.triples(content.splitlines(keepends=True))), GRAPHS[media])
    else:
        found = parse_query_results(content, format=QueryResultsFormat.JSON)
        form = TABLES[media]
        if isinstance(found, QueryBoolean) and form in (QueryResultsFormat.CSV, QueryResultsFormat.TSV):
            body = b"true\n" if found else b"false\n"
        else:
            body = found.serialize(format=form) or b""
    return Response(body, media_type=media, headers={"Vary": "Accept", **headers})


def _written(triples: list[Triple], form: RdfFormat) -> bytes:
    """Write sorted triples."""
    if form == RdfFormat.JSON_LD:
        return jsonld.united(triples)
    return serialize(triples, format=form, prefixes=None if form == RdfFormat.N_TRIPLES else PREFIXES) or b""


def _page(iri: str, name: str, own: Iterable[Triple], about: str) -> str:
    """Write the page of a thing: what is said of it, and the facts about it with their quotes."""
    rows = "".join(
        f"<tr><th>{escape(jsonld.compact(one.predicate.value))}</th><td>{_linked(one.object)}</td></tr>" for one in own
    )
    return THING.format(name=escape(name), iri=escape(iri), rows=rows, about=about)


def _linked(term: object) -> str:
    """Write a value; what has a page here, or an address on the web, is a link."""
    value = str(getattr(term, "value", term))
    if not isinstance(term, NamedNode):
        return escape(value)
    if value.startswith(RELGRAPH):
        return f'<a href="/{escape(value.removeprefix(RELGRAPH))}">{escape(jsonld.compact(value))}</a>'
    if value.startswith(("https://", "http://")):
        return f'<a href="{escape(value)}" rel="noopener noreferrer">{escape(value)}</a>'
    return escape(value)


def _parsed(text: bytes) -> Iterable[Quad]:
    return parse(text, format=RdfFormat.TURTLE)


def _plain(text: str, status: int, patience: float = 1.0) -> Response:
    headers = {"Retry-After": str(math.ceil(patience))} if status in (429, 503) else {}
    return Response(text, status, media_type="text/plain", headers=headers)


async def _failed(_request: Request, error: Exception) -> Response:
    """Tell a failure in one line."""
    status = next((code for kind, code in STATUS if isinstance(error, kind)), 500)
    return _plain(f"{' '.join(str(error).split())}\n", status)
