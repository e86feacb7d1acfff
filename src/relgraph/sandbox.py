"""Free-form queries, asked in a child process with limits of time and memory.

The engine can neither be stopped nor kept off the network from Python, and deep nesting kills its process. So a query
that is too long or too deep, or that would reach out or write, is refused first; the rest runs in a child.
"""

import json
import re
import struct
import subprocess
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, parse_query_results, serialize

from relgraph.answers import Answer, from_solutions
from relgraph.errors import InputError, Overtime, RelgraphError, StoreError
from relgraph.queries import Question, terms
from relgraph.store import Results, Store, open_store

LONGEST = 65_536
DEEPEST = 64
#: One token of SPARQL; texts, comments and IRIs are swallowed whole so that no word in them counts.
TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|\'\'\'(?:[^\'\\]|\\.|\'(?!\'\'))*\'\'\''
    r'|"(?:[^"\\\n\r]|\\.)*"|\'(?:[^\'\\\n\r]|\\.)*\''
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)|\#[^\n\r]*"
    r"|(?P<variable>[?$]\w+)|(?P<name>(?:[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:%](?:[\w.:%-]*[\w:%-])?)?)"
    r"|(?P<word>[A-Za-z_]\w*)|(?P<bracket>[{}()\[\]])|.",
    re.S,
)
CALL = "SERVICE"
REFUSED = {
    "SERVICE": "asks another server",
    "LOAD": "reads a file or address",
    **dict.fromkeys(("INSERT", "DELETE", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD"), "changes the store"),
}
#: How deep each kind of bracket goes.
STEP = {"{": 1, "(": 1, "[": 1, "}": -1, ")": -1, "]": -1}
#: Exit codes by which the child says what went wrong.
BAD_QUERY, BAD_STORE = 3, 4


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a query may take and how much memory it may use."""

    seconds: float = 30.0
    megabytes: int = 2048


@dataclass(frozen=True, slots=True)
class Dataset:
    """The graphs of the store that a query sees: united as its default graph, and by name; all where both are empty."""

    default: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


def refuse(text: str, name: str = "query", *, graphs: bool = False) -> None:
    """Raise InputError for a query that is too long or deep, reaches out of the store or changes it.

    With `graphs` it may name its dataset by FROM, which the engine takes for graphs of the store and never fetches.
    """
    if len(text) > LONGEST:
        raise InputError(name, f"has {len(text)} characters", f"ask in at most {LONGEST}")
    depth = 0
    after_from = called = False
    for token in TOKEN.finditer(text):
        word = (token["word"] or "").upper()
        if CALL in word or (called and token[0] == "{"):  # the engine needs no space on either side of a keyword
            word = CALL
        if word in REFUSED:
            raise InputError(name, f"{word} {REFUSED[word]}, which a query may not", "leave it out")
        if (token["iri"] or token["name"]) and after_from and not graphs:
            raise InputError(name, "FROM names data outside of the store", "use GRAPH for a graph of the store")
        if not token[0].isspace() and not token[0].startswith("#"):
            after_from = word == "FROM" or (after_from and word == "NAMED")
            called = CALL in (token["name"] or "").upper()
        depth += STEP.get(token["bracket"] or "", 0)
        if depth > DEEPEST:
            raise InputError(name, f"nests brackets deeper than {DEEPEST}", "write it flatter")


def disarmed(text: str) -> str:
    """Write a query that says the same and spells SERVICE in no text, comment or IRI, but with a code for its S.

    The engine takes `<` for an operator wherever it can, so what is an IRI or text here may be a clause to it:
    `FILTER(?a<?b)SERVICE#>`. A clause it cannot become without its letters.
    """
    return TOKEN.sub(
        lambda token: (
            token[0]
            if token["variable"] or token["name"] or token["word"]
            else re.sub("s(?=ervice)", lambda letter: f"\\u{ord(letter[0]):04x}", token[0], flags=re.I | re.A)
        ),
        text,
    )


def ask(path: Path, question: Question, parameters: Mapping[str, str], limits: Limits | None = None) -> Answer | str:
    """Ask the store at a path in a child process; an answer, or for CONSTRUCT the graph as N-Triples."""
    refuse(question.text, question.name)
    within = limits or Limits()
    bound = {name: _written(term) for name, term in terms(question, parameters).items()}
    order = {"store": str(path), "text": disarmed(question.text), "terms": bound, "megabytes": within.megabytes}
    kind, content = _asked(order, question.name, within)
    if kind == "graph":
        return content.decode()
    solutions = parse_query_results(content, format=QueryResultsFormat.JSON)
    if isinstance(solutions, QuerySolutions):
        return from_solutions(solutions)
    return Answer(("answer",), ((Literal(bool(solutions)),),))


def _asked(order: Mapping[str, object], name: str, limits: Limits) -> tuple[str, bytes]:
    """Give an order to a child process; give its kind, table or graph, and its content."""
    command = [sys.executable, "-I", "-m", "relgraph.sandbox"]
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, our own module)
            command, input=json.dumps(order).encode(), capture_output=True, timeout=limits.seconds, check=False
        )
    except subprocess.TimeoutExpired as error:
        problem = f"took longer than {limits.seconds:g} s"
        raise Overtime(name, problem, "narrow it, or raise --limit") from error
    if done.returncode:
        raise _explain(done, Path(str(order["store"])), name, limits)
    kind, _, content = done.stdout.partition(b"\n")
    return kind.decode(), content


def _explain(done: "subprocess.CompletedProcess[bytes]", path: Path, name: str, limits: Limits) -> RelgraphError:
    """Turn the end of a child into an error that says what to do."""
    said = done.stderr.decode(errors="replace").strip().splitlines()
    last = said[-1] if said else ""
    if done.returncode == BAD_QUERY:
        return InputError(name, f"is no query that can be asked: {last}", "mend the query")
    if done.returncode == BAD_STORE:
        return StoreError(str(path), last.removeprefix(f"{path}: ") or "cannot be opened")
    return Overtime(name, f"used more than {limits.megabytes} MB or ended the engine", "narrow the query")


def _run(order: Mapping[str, object]) -> bytes:
    """Ask in this process, the child, and give the result with its kind in the first line."""
    with open_store(Path(str(order["store"]))) as store:
        return _serialize(_results(store, order))


def _results(store: Store, order: Mapping[str, object]) -> Results:
    """Ask the store what the order says, its terms bound."""
    given = order["terms"]
    bound = {name: _term(*parts) for name, parts in given.items()} if isinstance(given, dict) else {}
    graphs = {name: found for name in ("default", "named") if isinstance(found := order.get(name), list)}
    return store.query(str(order["text"]), bound, graphs.get("default", ()), graphs.get("named", ()))


def _serialize(results: Results) -> bytes:
    """Write results so that the parent can read them."""
    if isinstance(results, QuerySolutions):
        return b"table\n" + (results.serialize(format=QueryResultsFormat.JSON) or b"")
    if hasattr(results, "__bool__"):
        return b'table\n{"head":{},"boolean":' + (b"true" if results else b"false") + b"}"
    return b"graph\n" + (serialize(sorted(results, key=str), format=RdfFormat.N_TRIPLES) or b"")


def _written(term: NamedNode | Literal) -> tuple[str, str]:
    """Write a term as its value and, for a literal, its datatype."""
    return term.value, term.datatype.value if isinstance(term, Literal) else ""


def _term(value: str, datatype: str) -> NamedNode | Literal:
    """Make the term that `_written` wrote."""
    return Literal(value, datatype=NamedNode(datatype)) if datatype else NamedNode(value)


def main() -> int:
    """Read an order from standard input, obey the limits, write the result; the child's whole life."""
    order = json.loads(sys.stdin.buffer.read())
    _limit(int(order["megabytes"]))
    try:
        sys.stdout.buffer.write(_run(order))
    except StoreError as error:
        sys.stderr.write(f"{error}\n")
        return BAD_STORE
    except (SyntaxError, ValueError, RuntimeError) as error:
        sys.stderr.write(f"{error}\n".replace("\n", " ").strip() + "\n")
        return BAD_QUERY
    return 0


def stay() -> int:
    """Read one order after the other from standard input and write each answer with its status, until the input ends.

    The store stays open as long as the order names the same state of it. An order and an answer begin with their length.
    """
    first, held, state = True, ExitStack(), None
    store: Store | None = None
    while len(head := sys.stdin.buffer.read(8)) == 8:
        order = json.loads(sys.stdin.buffer.read(struct.unpack("<Q", head)[0]))
        if first:
            _limit(int(order["megabytes"]))
            first = False
        status, content = 0, b""
        try:
            if store is None or order["state"] != state:
                held.close()
                store, state = held.enter_context(open_store(Path(order["store"]))), order["state"]
            content = _serialize(_results(store, order))
        except StoreError as error:
            status, content, store = BAD_STORE, str(error).encode(), None
        except (SyntaxError, ValueError, RuntimeError) as error:
            status, content = BAD_QUERY, " ".join(str(error).split()).encode()
        sys.stdout.buffer.write(struct.pack("<BQ", status, len(content)) + content)
        sys.stdout.buffer.flush()
    held.close()
    return 0


def _limit(megabytes: int) -> None:
    """Cap this process's memory where the system can."""
    if sys.platform != "win32":
        import resource

        size = megabytes * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(stay() if sys.argv[1:] == ["stay"] else main())
