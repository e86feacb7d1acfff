"""The store as tools for agents, by the Model Context Protocol over standard input and output. mcp lives here.

Comes in: a store's folder or an endpoint's address. Goes out: a server that only reads. Every answer says that its quotes
are quotations: the exact words of a document, between the characters that it names.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations

from relgraph import proxy, queries
from relgraph.errors import RelgraphError
from relgraph.parts import Part
from relgraph.queries import Question
from relgraph.resources import file

#: Rows of an answer that are given at most; the number of all is told.
MOST = 100
QUOTED = "Each quote is a quotation: the exact words of the document, nothing added. Cite it with its document."
CODED = "These rows were coded by a program of others. They have no quotes: never cite them as words of a document."
INSTRUCTIONS = (
    "Facts that documents state about states, organizations and people. Every fact is a quotation: give the quote and the "
    "document with whatever you say. What has no row here is not known here; do not fill it in. A fact whose status is "
    "planned, denied, hypothetical or cancelled did not, or not yet, happen. Begin with `search` for the name of a party."
)


@dataclass(frozen=True, slots=True)
class Toolbox:
    """What an agent may ask of a store; each method is a tool, and its docstring is what the agent is told."""

    store: str | Path

    def search(self, text: str) -> dict[str, Any]:
        """Find states, organizations and people by a part of any of their names; gives the name that other tools take."""
        wanted = text.casefold().strip()
        found: dict[tuple[str, str, str], list[str]] = {}
        for row in self._rows(queries.named("names"), {}):
            known = found.setdefault((row["id"], row["label"], row["kind"]), [])
            if row["alias"]:
                known.append(row["alias"])
        rows = [
            {"name": name, "label": label, "kind": kind, "also": sorted(aliases)}
            for (name, label, kind), aliases in found.items()
            if any(wanted in one.casefold() for one in (name, label, *aliases))
        ]
        return _answer(rows, "Names, as the documents and the ontology have them.")

    def facts_between(self, one: str, other: str, since: str = "", until: str = "") -> dict[str, Any]:
        """List what documents state of two parties together, each with its quote; since and until are EDTF, as 2022-03.

        Facts without a date are given too, unless a period is asked for.
        """
        rows = self._rows(_question("facts"), {"one": one, "other": other})
        first, last = Part(since=since, until=until).days()
        if since or until:
            rows = [row for row in rows if _within(row["date"], first.isoformat(), last.isoformat())]
        kept = [{key: cell for key, cell in row.items() if cell and key not in ("one", "other")} for row in rows]
        return _answer(kept, QUOTED)

    def evidence(self, fact: str) -> dict[str, Any]:
        """Give the words behind a fact, by its IRI: quote, place in the document, source; and who else states it."""
        rows = self._rows(_question("evidence"), {"fact": fact})
        return _answer([{key: cell for key, cell in row.items() if cell and key != "fact"} for row in rows], QUOTED)

    def questions(self) -> dict[str, Any]:
        """List the questions of the catalogue with their parameters, for `ask`."""
        rows = [
            {"name": one.name, "summary": one.summary, "parameters": {p.name: p.meaning for p in one.parameters}}
            for one in queries.catalogue()
        ]
        return _answer(rows, "Questions.")

    def ask(self, question: str, parameters: dict[str, str] | None = None) -> dict[str, Any]:
        """Ask a question of the catalogue by its name, with parameters by their names."""
        rows = self._rows(queries.named(question), parameters or {})
        note = CODED if question == "coded-events" else QUOTED
        return _answer([{key: cell for key, cell in row.items() if cell} for row in rows], note)

    def _rows(self, question: Question, parameters: Mapping[str, str]) -> list[dict[str, str]]:
        """Ask the store."""
        with proxy.opened(self.store) as opened:
            return queries.ask(opened, question, parameters).records()


def server(store: str | Path) -> "MCPServer[Any]":
    """Make the server over a store."""
    made = MCPServer("relgraph", instructions=INSTRUCTIONS, version=version("relgraph"), log_level="WARNING")
    box = Toolbox(store)
    tools: Iterable[Callable[..., dict[str, Any]]] = (
        *(box.search, box.facts_between, box.evidence),
        *(box.questions, box.ask),
    )
    reads = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)
    for tool in tools:
        made.tool(annotations=reads)(_telling(tool))
    return made


def _telling(tool: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Let a tool tell the agent of a failure in its one line."""

    @wraps(tool)
    def told(*words: Any, **named: Any) -> dict[str, Any]:
        try:
            return tool(*words, **named)
        except RelgraphError as error:
            raise ToolError(str(error)) from error

    return told


def run(store: str | Path) -> None:
    """Serve over standard input and output until the client hangs up."""
    server(store).run("stdio")


def _question(name: str) -> Question:
    """Give a question that agents alone ask."""
    return queries.from_path(file("queries", f"agents/{name}.rq"))


def _within(date: str, since: str, until: str) -> bool:
    """Say whether a date allows a day of a period."""
    if not date:
        return False
    part = Part(since=date, until=date)
    first, last = part.days()
    return first.isoformat() <= until and since <= last.isoformat()


def _answer(rows: list[dict[str, Any]], note: str) -> dict[str, Any]:
    """Give rows with how many there are, and what they are."""
    cut = {"left_out": len(rows) - MOST} if len(rows) > MOST else {}
    return {"note": note, "count": len(rows), **cut, "rows": rows[:MOST]}
