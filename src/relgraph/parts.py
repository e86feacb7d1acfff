"""Parts of the graph: the facts of some documents, of some parties, of a period, or behind the answer to a question.

Comes in: a store and a `Part`. Goes out: for each document its quads, or those of the chosen facts: the fact, the quote
behind it, the document, and the things that it speaks of. Documents come one after the other, so memory stays flat.
What is derived from all documents together belongs to no part.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain

from pyoxigraph import Literal, NamedNode, Quad

from relgraph import edtf, queries
from relgraph.errors import UsageError
from relgraph.queries import Question
from relgraph.store import Store, in_memory
from relgraph.vocabulary import DERIVED_GRAPH, EDTF, OA, ONTOLOGY_GRAPH, PROV, RG

QUOTED = PROV + "wasQuotedFrom"
FILE_NAME = RG + "fileName"
#: Cells of a fact that name the parties in it.
PARTIES = frozenset(
    RG + name
    for name in (
        *("actorsInOrder", "recipientsInOrder", "betweenInOrder", "partiesInOrder", "makersInOrder"),
        *("ofParty", "memberName", "organizationName"),
    )
)


@dataclass(frozen=True, slots=True)
class Part:
    """What is chosen; what is empty chooses all. A fact must meet every condition.

    `documents` are file names; `parties` are names or codes, all of which a fact must name; `since` and `until` are
    EDTF dates, and a fact without a date lies in no period; `quotes` are pairs of file name and quote.
    """

    documents: frozenset[str] = frozenset()
    parties: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    quotes: frozenset[tuple[str, str]] | None = None

    @property
    def whole(self) -> bool:
        """Say whether nothing is chosen, which is everything."""
        return self == Part()

    @property
    def facts(self) -> bool:
        """Say whether facts are chosen, and not only documents."""
        return bool(self.parties or self.since or self.until) or self.quotes is not None

    def days(self) -> tuple[date, date]:
        """Give the first and last day; raise UsageError if they are no dates."""
        return _day(self.since or "..", 0) or date.min, _day(self.until or "..", 1) or date.max


def resolved(store: Store, part: Part) -> Part:
    """Check a part against a store, and put for each party the name by which the tables know it."""
    known = {name for graph in store.documents() for name in store.values(graph, FILE_NAME, graph)}
    for name in sorted(part.documents - known):
        raise UsageError(name, "is no document of the store", "see `relgraph query documents`")
    part.days()
    parties = tuple(queries.cell(store, name) for name in part.parties)
    return Part(part.documents, parties, part.since, part.until, part.quotes)


def behind(store: Store, question: Question, parameters: Mapping[str, str]) -> frozenset[tuple[str, str]]:
    """Give the quotes, each with its document's file name, that the answer to a question shows."""
    answer = queries.ask(store, question, parameters)
    found = set()
    for row in answer.records():
        for column in row:
            name = column.replace("quote", "document")
            if "quote" in column and row[column] and row.get(name):
                found.add((row[name], row[column]))
    if len(answer) and not found:
        raise UsageError(question.name, "shows no quotes, so no facts stand behind it", "choose another question")
    return frozenset(found)


def graphs(store: Store, part: Part, *, ontology: bool = False) -> Iterator[tuple[str, Iterable[Quad]]]:
    """Give the graphs of a part with their quads, sorted by the graphs' IRIs; derived ties come with the whole only."""
    own = [*([DERIVED_GRAPH] if part.whole else []), *([ONTOLOGY_GRAPH] if ontology else [])]
    for name in sorted([*store.documents(), *own]):
        if name not in own and part.documents and part.documents.isdisjoint(store.values(name, FILE_NAME, name)):
            continue
        said = store.quads(name)
        found = said if name in own or not part.facts else _chosen(list(said), part)
        first = next(found, None)
        if first is not None:
            yield name, chain([first], found)


def quads(store: Store, part: Part, *, ontology: bool = False) -> Iterator[Quad]:
    """Give all quads of a part."""
    return (quad for _, found in graphs(store, part, ontology=ontology) for quad in found)


def extracted(store: Store, part: Part) -> Store:
    """Give a store in memory that holds a part and the ontology, to be asked in its turn."""
    made = in_memory()
    for name, found in graphs(store, part, ontology=True):
        made.replace(name, found)
    return made


def _chosen(found: list[Quad], part: Part) -> Iterator[Quad]:
    """Give the quads of a document's graph that say the chosen facts, and all that these lead to."""
    about: dict[str, list[Quad]] = {}
    for quad in found:
        if isinstance(quad.subject, NamedNode):
            about.setdefault(quad.subject.value, []).append(quad)
    names = {_text(quad) for quad in found if quad.predicate.value == FILE_NAME}
    todo = [node for node, said in about.items() if _is_chosen(said, about, names, part)]
    seen = set(todo)
    while todo:
        for quad in about[todo.pop()]:
            yield quad
            if isinstance(quad.object, NamedNode) and quad.object.value in about and quad.object.value not in seen:
                seen.add(quad.object.value)
                todo.append(quad.object.value)


def _is_chosen(said: list[Quad], about: Mapping[str, list[Quad]], names: set[str], part: Part) -> bool:
    """Say whether what is said of a node makes it a fact that meets the conditions of a part."""
    quoted = [
        quad.object.value for quad in said if quad.predicate.value == QUOTED and isinstance(quad.object, NamedNode)
    ]
    if not quoted:
        return False
    parties = {name for quad in said if quad.predicate.value in PARTIES for name in _text(quad).split("|")}
    if not parties.issuperset(part.parties):
        return False
    if part.since or part.until:
        first, last = _span(said)
        since, until = part.days()
        if first is None or last is None or last < since or first > until:
            return False
    if part.quotes is None:
        return True
    exact = {_text(quad) for node in quoted for quad in about.get(node, ()) if quad.predicate.value == OA + "exact"}
    return any((name, quote) in part.quotes for name in names for quote in exact)


def _span(said: list[Quad]) -> tuple[date | None, date | None]:
    """Give the first and last day of the dates of a fact, None and None if it has none."""
    terms = [quad.object for quad in said]
    dates = [edtf.bounds(term.value) for term in terms if isinstance(term, Literal) and term.datatype.value == EDTF]
    if not dates:
        return None, None
    return min(first or date.min for first, _ in dates), max(last or date.max for _, last in dates)


def _text(quad: Quad) -> str:
    return quad.object.value if isinstance(quad.object, Literal) else ""


def _day(text: str, end: int) -> date | None:
    """Give the first (0) or last (1) day of an EDTF date, None for an open one; raise UsageError if it is none."""
    if text == "..":
        return None
    try:
        return edtf.bounds(text)[end]
    except ValueError as error:
        raise UsageError(text, "is no date", "write it as 2022, 2022-03 or 2022-03-02") from error
