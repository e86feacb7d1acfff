"""A remote SPARQL endpoint in the place of a store: the same questions, asked by the SPARQL 1.1 Protocol.

Comes in: the address of an endpoint, or of a data set as `relgraph push` takes it. Goes out: what can be asked as a
store can. Parameters are bound by SPARQL's own VALUES, in each group that uses them, so no value is ever text of a query.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, parse_query_results

from relgraph.answers import Answer, from_solutions
from relgraph.endpoints import KINDS
from relgraph.errors import NetworkError
from relgraph.queries import Askable, Question, meant, terms
from relgraph.remote import Ask, Client, Response, credentials
from relgraph.sandbox import TOKEN, refuse
from relgraph.store import Results, open_store
from relgraph.vocabulary import PREFIXES, RELGRAPH

TABLE = "application/sparql-results+json"
GRAPH = "application/n-triples"
HELD = "ASK { ?document a rg:Document }"
#: Words after which variables come that stand for what the next group gives.
HEADS = frozenset({"SELECT", "DESCRIBE"})


@dataclass(frozen=True, slots=True)
class Proxy:
    """An endpoint that answers questions; `union` is the field by which it is told to look at all its graphs."""

    url: str
    client: Client
    union: tuple[tuple[str, str], ...] = ()

    def query(self, text: str, terms: Mapping[str, NamedNode | Literal] | None = None) -> Results:
        """Ask a question that gives a table or a yes or no, with variables bound to terms; raise NetworkError."""
        found = self.answer(text, terms or {})
        try:
            return parse_query_results(found.body, format=QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            problem = "does not answer as a SPARQL 1.1 endpoint does"
            raise NetworkError(self.url, problem, "name the address of its queries") from error

    def answer(self, text: str, terms: Mapping[str, NamedNode | Literal]) -> Response:
        """Ask any question and give the answer as it comes: a table as JSON, a graph as N-Triples."""
        asked = [("query", prologue(text) + bound(text, terms)), *self.union]
        headers = {"Accept": f"{TABLE}, {GRAPH};q=0.9", "Content-Type": "application/x-www-form-urlencoded"}
        return self.client.done(Ask("POST", self.url, headers, urlencode(asked).encode()))


def is_address(place: str | Path) -> bool:
    """Say whether what stands for a store is an address."""
    return isinstance(place, str) and place.startswith(("https://", "http://"))


@contextmanager
def opened(place: str | Path) -> Iterator[Askable]:
    """Open what stands for a store to ask it: a folder, or the endpoint at an address."""
    if is_address(place):
        yield found(str(place))
        return
    with open_store(Path(place)) as store:
        yield store


def found(url: str, seconds: float = 600.0) -> Proxy:
    """Find where questions go at an address, and how to ask all graphs; raise NetworkError if none of it answers.

    Tried are the address itself and the places below it that the kinds of stores have; and, where the default graph
    holds no document, the ways in which they unite all graphs.
    """
    bare, client = url.rstrip("/"), Client(credentials(url), seconds)
    tails = dict.fromkeys(["", *(kind.query for kind in KINDS.values()), "/sparql"])
    for tail in tails:
        proxy = Proxy(bare + tail, client)
        asked = Ask("POST", proxy.url, {"Accept": TABLE, "Content-Type": "application/x-www-form-urlencoded"})
        if _answers(client, asked):
            return _united(proxy)
    raise NetworkError(bare, "no SPARQL endpoint answers there", "name the address to which its queries go")


def _answers(client: Client, ask: Ask) -> bool:
    """Say whether an address answers a question; raise NetworkError if it asks for credentials or for patience."""
    got = client.done(Ask(ask.method, ask.url, ask.headers, b"query=ASK%7B%7D"), 400, 404, 405, 406, 415, 501)
    return got.status < 300 and got.headers.get("content-type", "").startswith(("application/sparql-results", TABLE))


def _united(proxy: Proxy) -> Proxy:
    """Give the endpoint with the field, if it needs one, by which its default graph holds the documents."""
    ways = dict.fromkeys([(), *((kind.union,) for kind in KINDS.values() if kind.union)])
    for way in ways:
        united = Proxy(proxy.url, proxy.client, way)
        got = united.answer(HELD, {})
        if b"true" in got.body:
            return united
    remedy = "push to it, and let its default graph be the union of all"
    raise NetworkError(proxy.url, "holds no documents of relgraph that a question sees", remedy)


def ask(proxy: Proxy, question: Question, parameters: Mapping[str, str]) -> Answer | str:
    """Ask a question of one's own: an answer, or for CONSTRUCT the graph as N-Triples."""
    refuse(question.text, question.name)
    got = proxy.answer(question.text, terms(question, meant(proxy, question, parameters)))
    if not got.headers.get("content-type", "").startswith(TABLE):
        return got.body.decode("utf-8", "replace")
    solutions = parse_query_results(got.body, format=QueryResultsFormat.JSON)
    if isinstance(solutions, QuerySolutions):
        return from_solutions(solutions)
    return Answer(("answer",), ((Literal(bool(solutions)),),))


def prologue(text: str) -> str:
    """Give the declarations that a query may leave out: the base and the prefixes that it does not declare."""
    words = [token[0] for token in TOKEN.finditer(text) if not token[0].isspace()]
    declared = {name for word, name in pairwise(words) if word.upper() == "PREFIX"}
    base = "" if "BASE" in map(str.upper, words) else f"BASE <{RELGRAPH}>\n"
    used = " ".join(words)
    known = ((name, iri) for name, iri in PREFIXES.items() if f"{name}:" not in declared and f"{name}:" in used)
    return base + "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in known)


@dataclass(slots=True)
class _Group:
    """A group of a query: where it begins, the bound variables in it, and whether it may hold a VALUES clause."""

    start: int = 0
    used: set[str] = field(default_factory=set)
    holds: bool = True


def bound(text: str, terms: Mapping[str, NamedNode | Literal]) -> str:
    """Bind variables of a query to terms, in each group that names them.

    >>> bound("SELECT ?a WHERE { ?a ?b ?c }", {"a": Literal("x")})
    'SELECT ?a WHERE { VALUES (?a) { ("x") } ?a ?b ?c }'
    """
    groups = [group for group in _groups(text, terms) if group.holds and group.used]
    for group in sorted(groups, key=lambda one: -one.start):
        names = sorted(group.used)
        head = " ".join(f"?{name}" for name in names)
        values = " ".join(str(terms[name]) for name in names)
        text = f"{text[: group.start]} VALUES ({head}) {{ ({values}) }}{text[group.start :]}"
    return text


def _groups(text: str, terms: Mapping[str, object]) -> list[_Group]:
    """List the groups of a query with the variables to bind that stand in them or, for a SELECT, before them."""
    done: list[_Group] = []
    open_: list[_Group] = []
    head: set[str] | None = None
    template = False
    for token in TOKEN.finditer(text):
        word = (token["word"] or "").upper()
        if word in HEADS or word == "CONSTRUCT":
            head, template = set(), word == "CONSTRUCT"
            if open_ and word in HEADS:
                open_[-1].holds = False
        elif token["variable"] and (name := token["variable"][1:]) in terms:
            place = head if head is not None else open_[-1].used if open_ else set()
            place.add(name)
        elif token["bracket"] == "{":
            group = _Group(token.end(), set() if template else head or set(), not template)
            open_.append(group)
            done.append(group)
            head = (head or set()) if template else None
            template = False
        elif token["bracket"] == "}" and open_:
            open_.pop()
    return done
