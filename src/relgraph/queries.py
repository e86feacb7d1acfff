"""The catalogue: questions as `.rq` files, each with a summary and typed parameters in its comment header.

    #+ summary: Who met whom?
    #+ params:
    #+   party (state): one of the states that met
    #+   since (date) = 2020-01-01: the first day to look at

Parameters are bound as terms, never pasted into the text; every parameter is a column of its answer.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Protocol

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from relgraph import edtf
from relgraph.answers import Answer, from_solutions
from relgraph.errors import InputError, UsageError
from relgraph.resources import folder
from relgraph.store import Results
from relgraph.vocabulary import XSD

#: The contract tables, in the order in which people read them.
TABLES = ("people", "events", "figures", "organizations", "memberships", "instruments", "relationships", "topics")
SUMMARY = re.compile(r"^#\+ summary:[ \t]*(.+?)\s*$", re.M)
PARAMETER = re.compile(r"^#\+ {3}(\w+) \((\w+)\)(?: = (\S+))?: (.+?)\s*$", re.M)
#: A value of type `state` or `name` may be any name of the thing that the store knows; see `meant`.
TYPES = ("iri", "string", "date", "integer", "state", "name")
NAMED = """
PREFIX rg: <https://w3id.org/relgraph/ontology#>
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?order ?cell ?given WHERE {
  { ?thing rdfs:label|skos:altLabel|rg:acronym|dcterms:identifier ?name }
  UNION { ?dated rg:nameOf ?thing ; rdfs:label ?name }
  FILTER(LCASE(STR(?name)) = LCASE(?given))
  VALUES (?class ?order) { (rg:State 1) (rg:Organization 2) (rg:Person 3) (rg:Place 4) (rg:Series 5) }
  ?thing a ?class ; rdfs:label ?label .
  OPTIONAL { ?thing dcterms:identifier ?code }
  BIND(COALESCE(?code, STR(?label)) AS ?cell)
}
ORDER BY ?order ?cell
"""


class Askable(Protocol):
    """What can be asked a SPARQL question: a store, or a remote endpoint in its place."""

    def query(self, text: str, terms: "Mapping[str, NamedNode | Literal] | None" = None) -> Results:
        """Ask with variables bound to terms."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a question can be told: `type` is one of `TYPES`; without value and default it stays open."""

    name: str
    type: str
    default: str | None
    meaning: str

    def term(self, value: str) -> NamedNode | Literal:
        """Turn a value into a term; raise UsageError if it is none of this type.

        A date may be any EDTF: `since` means the first day that it allows, every other parameter the last.
        """
        try:
            if self.type == "date":
                first, last = edtf.bounds(value)
                day = first if self.name == "since" else last
                return Literal(day.isoformat() if day else value)
            return _term(self.type, value)
        except ValueError as error:
            raise UsageError(f"{self.name}={value}", f"is no {self.type}", self.meaning) from error


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the catalogue or of a file."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    text: str


def from_text(text: str, name: str) -> Question:
    """Read a question with its comment header."""
    summary = SUMMARY.search(text)
    parameters = tuple(Parameter(m[1], m[2], m[3], m[4]) for m in PARAMETER.finditer(text))
    for parameter in parameters:
        if parameter.type not in TYPES:
            problem = f"parameter {parameter.name} has no type {parameter.type}"
            raise InputError(name, problem, f"use {', '.join(TYPES)}")
    return Question(name, summary[1] if summary else "", parameters, text.removeprefix("\ufeff"))


def from_path(path: Path) -> Question:
    """Read a question from a file."""
    try:
        return from_text(path.read_text(encoding="utf-8-sig"), path.stem)
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(str(path), "cannot be read as a query", "give a UTF-8 text file") from error


@cache
def catalogue() -> tuple[Question, ...]:
    """Give all questions that relgraph ships: the contract tables first, then the others by name."""
    found = {path.stem: from_path(path) for path in sorted(folder("queries").glob("*.rq"))}
    return (*(found.pop(name) for name in TABLES), *found.values())


def named(name: str) -> Question:
    """Give the question of a name; raise UsageError with near names if there is none."""
    known = {question.name: question for question in catalogue()}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    remedy = f"did you mean {' or '.join(near)}?" if near else "see `relgraph queries`"
    raise UsageError(name, "is no question of the catalogue", remedy)


def traced(name: str) -> Question:
    """Give a question of the catalogue that also tells the fact behind each row, and where its quote begins and ends."""
    question = named(name)
    text, found = re.subn(r"\?quote \?document\b", r"\g<0> ?fact ?begin ?close", question.text, count=1)
    if not found:
        raise UsageError(name, "shows no quote of its own, so it cannot be traced", "choose a table of facts")
    return replace(question, text=text)


def ask(store: Askable, question: Question | str, parameters: Mapping[str, str] | None = None) -> Answer:
    """Ask a question of the catalogue, by itself or by name, in this process."""
    asked = named(question) if isinstance(question, str) else question
    try:
        results = store.query(asked.text, terms(asked, meant(store, asked, parameters or {})))
    except SyntaxError as error:
        raise InputError(asked.name, f"is no SPARQL query: {error}", "mend the query") from error
    except RuntimeError as error:
        raise InputError(asked.name, f"cannot be asked: {error}", "make each parameter a column") from error
    if not isinstance(results, pyoxigraph.QuerySolutions):
        raise InputError(asked.name, "does not give a table", "use SELECT")
    return from_solutions(results)


def over(question: Question, when: str) -> dict[str, str]:
    """Give the parameters by which a question looks at a day or a longer time; raise UsageError if it has none."""
    takes = {parameter.name for parameter in question.parameters}
    for names in (("on",), ("since", "until")):
        if takes.issuperset(names):
            return dict.fromkeys(names, when)
    able = [one.name for one in catalogue() if {"on", "until"} & {parameter.name for parameter in one.parameters}]
    raise UsageError("--on", f"is nothing that {question.name} can be asked", f"ask one of {', '.join(able)}")


def meant(store: Askable, question: Question, given: Mapping[str, str]) -> dict[str, str]:
    """Put in the place of any name of a state, organization or person the one by which the tables know it."""
    named = {parameter.name for parameter in question.parameters if parameter.type in ("state", "name")}
    return {name: cell(store, value) if name in named else value for name, value in given.items()}


def cell(store: Askable, value: str) -> str:
    """Give the cell of a name: the code of a state, the label of all else; a name that nothing has stays as it is."""
    found = store.query(NAMED, {"given": Literal(value)})
    assert isinstance(found, pyoxigraph.QuerySolutions)
    cells = [row[1].value for row in found if isinstance(row[1], Literal)]
    return value if value in cells or not cells else cells[0]


def terms(question: Question, given: Mapping[str, str]) -> dict[str, NamedNode | Literal]:
    """Turn given values and defaults into terms; raise UsageError for an unknown parameter or a wrong value."""
    known = {parameter.name: parameter for parameter in question.parameters}
    for name in given:
        if name not in known:
            remedy = f"it takes {', '.join(known)}" if known else "it takes none"
            raise UsageError(name, f"is no parameter of {question.name}", remedy)
    values = {name: given.get(name, parameter.default) for name, parameter in known.items()}
    return {name: known[name].term(value) for name, value in values.items() if value is not None}


def _term(kind: str, value: str) -> NamedNode | Literal:
    """Make a term of a kind; raise ValueError if the value is none."""
    if kind == "iri":
        return NamedNode(value)
    if kind == "integer":
        return Literal(str(int(value)), datatype=NamedNode(XSD + "integer"))
    if kind == "state" and not re.fullmatch(r"[A-Z]{3}", value):
        raise ValueError(value)
    return Literal(value)
