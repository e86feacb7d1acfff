"""Pushing the graph into a remote store, one named graph at a time, each proved before it takes its place.

A graph goes to a staging graph beside it, is read back and compared by its digest, and is then moved in place; where a
store cannot move graphs it is put in place at once and compared there. So a reader of the remote store sees a graph as
it was or as it is now, whatever breaks. What was sent stands in a receipt beside the store; a second push sends only
what has changed since, and takes out the graphs that are gone here. Other graphs of the remote store are not touched.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from pyoxigraph import RdfFormat, parse

from relgraph import canonical, parts
from relgraph.endpoints import Endpoint
from relgraph.errors import InputError, NetworkError
from relgraph.files import atomic_write
from relgraph.parts import Part
from relgraph.store import Store, open_store
from relgraph.turtle import UNREADABLE

#: What a staging graph is called after its target.
STAGING = "#upload-"
RECEIPT = "push.json"


@dataclass(frozen=True, slots=True)
class Sent:
    """A graph as it was sent: its number of triples, and the RDFC-1.0 digest of them."""

    triples: int
    digest: str


@dataclass(frozen=True, slots=True)
class Step:
    """What is to be done, or was done, with a graph: `send`, `remove` or `keep`."""

    action: str
    graph: str
    sent: Sent


def push(path: Path, to: Endpoint, progress: Callable[[Step], None]) -> Path:
    """Send what has changed since the last push of a store and take out what is gone; give the path of the receipt.

    `progress` is told each step after it is done. Raise NetworkError with the graph that failed; what was done before
    stays and is in the receipt, and another push goes on from there.
    """
    with open_store(path) as store:
        known, sizes = receipt(path, to.url), to.sizes()
        ours = {*store.graphs(), *known}
        for graph in sizes:
            target, mark, _ = graph.partition(STAGING)
            if mark and target in ours:  # a push was cut off here
                to.delete(graph)
        held = dict(known)
        try:
            for step, lines in plan(store, known, sizes):
                held.pop(step.graph, None)
                if step.action == "send":
                    _send(to, step, lines)
                elif step.action == "remove":
                    to.delete(step.graph)
                if step.action != "remove":
                    held[step.graph] = step.sent
                progress(step)
        finally:
            written = _keep(path, to.url, held)
    return written


def preview(path: Path, to: Endpoint) -> list[Step]:
    """Give the steps that a push would take; nothing is changed."""
    with open_store(path) as store:
        return [step for step, _ in plan(store, receipt(path, to.url), to.sizes())]


def plan(store: Store, known: Mapping[str, Sent], sizes: Mapping[str, int]) -> Iterator[tuple[Step, bytes]]:
    """Give each step, with the lines of its graph: what is new or changed here, or not there any more, is sent."""
    local = set()
    for graph, quads in parts.graphs(store, Part(), ontology=True):
        local.add(graph)
        lines = b"".join(canonical.ordered(canonical.lines(quad.triple for quad in quads)))
        sent = Sent(lines.count(b"\n"), sha256(lines).hexdigest())
        same = known.get(graph) == sent and sizes.get(graph) == sent.triples
        yield Step("keep" if same else "send", graph, sent), lines
    for graph in sorted(set(known) - local):
        yield Step("remove", graph, known[graph]), b""


def _send(to: Endpoint, step: Step, lines: bytes) -> None:
    """Send one graph and prove that it is there."""
    if not to.moves:
        to.put(step.graph, lines)
        _prove(to, step.graph, step)
        return
    staging = f"{step.graph}{STAGING}{step.sent.digest[:12]}"
    to.put(staging, lines)
    _prove(to, staging, step)
    for again in (True, False):
        try:
            to.move(staging, step.graph)
            break
        except NetworkError:
            if digest_of(to.get(step.graph), to.url) == step.sent:
                break  # it was moved, only the answer got lost
            if not again or to.size(staging) != step.sent.triples:
                raise
    if to.size(staging):  # Blazegraph copies where it should move
        to.delete(staging)
    if to.size(step.graph) != step.sent.triples:
        raise NetworkError(to.url, f"lost {step.graph} while moving it", "run it again")


def _prove(to: Endpoint, graph: str, step: Step) -> None:
    """Raise NetworkError unless the remote graph says what was sent."""
    there = digest_of(to.get(graph), to.url)
    if there != step.sent:
        problem = f"gives {step.graph} back changed: {there.triples} of {step.sent.triples} triples"
        raise NetworkError(to.url, problem, "look into the server's log; the graph in place was left as it was")


def digest_of(body: bytes, place: str) -> Sent:
    """Give number and digest of the triples in a body of Turtle, which N-Triples are too, whatever their order and spelling."""
    try:
        found = canonical.ordered(canonical.lines(quad.triple for quad in parse(body, format=RdfFormat.TURTLE)))
        hashed, count = sha256(), 0
        for line in found:
            hashed.update(line)
            count += 1
    except UNREADABLE as error:
        raise NetworkError(place, f"answers with no Turtle ({error})", "name the store with --kind") from error
    return Sent(count, hashed.hexdigest())


def receipt(store: Path, url: str) -> dict[str, Sent]:
    """Read what was sent from a store to an address; nothing if nothing was."""
    path = _receipt(store)
    try:
        said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return {graph: Sent(**sent) for graph, sent in said.get(url, {}).items()}
    except (ValueError, TypeError, AttributeError) as error:
        raise InputError(str(path), "is no receipt of a push", "remove it; then everything is sent again") from error


def _keep(store: Path, url: str, held: Mapping[str, Sent]) -> Path:
    """Write what an address holds now beside the store; give the path."""
    path = _receipt(store)
    said = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    said[url] = {graph: asdict(held[graph]) for graph in sorted(held)}
    with atomic_write(path) as stream:
        stream.write((json.dumps(said, indent=1) + "\n").encode())
    return path


def _receipt(store: Path) -> Path:
    """Give the path of the receipt; it lies beside the store's folder, which is the engine's."""
    return store.with_name(f"{store.name}.{RECEIPT}")
