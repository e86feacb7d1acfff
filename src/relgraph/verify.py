"""Proves the first law again: every quote in the store, and the words behind every argument, are in the documents.

Comes in: a store, and the folders or files in which its documents lie now, if not where they were read. Goes out: a
`Report` that lists each breach. A document that came without a file is proved by the text that the store keeps of it.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from relgraph import document as documents
from relgraph.document import Document
from relgraph.errors import InputError
from relgraph.queries import Question, ask
from relgraph.store import READ_FROM, TEXT, Store

DOCUMENTS = Question(
    "documents",
    "",
    (),
    """
PREFIX rg: <https://w3id.org/relgraph/ontology#>
SELECT ?node ?name ?sha WHERE { ?node a rg:Document ; rg:fileName ?name ; rg:sha256 ?sha } ORDER BY ?name
""",
)
QUOTES = Question(
    "quotes",
    "",
    (),
    """
PREFIX rg: <https://w3id.org/relgraph/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?node ?fact ?exact ?start ?end ?evidence WHERE {
  ?fact prov:wasQuotedFrom ?quote .
  OPTIONAL { ?quote prov:hadPrimarySource ?node }
  OPTIONAL { ?quote oa:exact ?exact }
  OPTIONAL { ?quote oa:start ?start }
  OPTIONAL { ?quote oa:end ?end }
  OPTIONAL { ?quote rg:evidence ?evidence }
} ORDER BY COALESCE(STR(?node), "") COALESCE(?start, -1) ?fact
""",
)
ORPHANS = Question(
    "orphans",
    "",
    (),
    """
PREFIX rg: <https://w3id.org/relgraph/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?fact WHERE { ?fact rg:claim ?claim . FILTER NOT EXISTS { ?fact prov:wasQuotedFrom ?quote } } ORDER BY ?fact
""",
)


@dataclass(frozen=True, slots=True)
class Breach:
    """Something in the store that its document does not bear out."""

    document: str
    problem: str
    fact: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What was proved: documents, quotes and arguments looked at, and each breach."""

    documents: int
    quotes: int
    arguments: int
    breaches: tuple[Breach, ...]

    @property
    def holds(self) -> bool:
        """Say whether every quote and argument is where the store says."""
        return not self.breaches


def verify(store: Store, places: Iterable[Path] | None = None, encoding: str = "utf-8") -> Report:
    """Read the documents again, from these places or from where they were read, and prove by them what is stored."""
    paths = None if places is None else _paths(places)
    breaches: list[Breach] = []
    texts: dict[str, Document] = {}
    rows = ask(store, DOCUMENTS).rows
    for node, name, sha in rows:
        try:
            texts[node] = _document(store, node, name, paths, encoding)
        except InputError as error:
            breaches.append(Breach(name, f"{error.problem}; its facts cannot be proved"))
            continue
        if texts[node].digest != sha:
            breaches.append(Breach(name, "is not the text that was read (other SHA-256)"))
    breaches += [Breach("", "has no quote", fact) for (fact,) in ask(store, ORPHANS).rows]
    found = ask(store, QUOTES).rows
    unread = {node for node, _, _ in rows} - set(texts)
    breaches += [breach for row in found if row[0] not in unread for breach in _breaches(row, texts)]
    count = sum(len(_words(row)) for row in found)
    return Report(len(rows), len(found), count, tuple(breaches))


def _breaches(row: tuple[str, ...], texts: Mapping[str, Document]) -> Iterator[Breach]:
    """Give what is wrong with one fact."""
    node, fact, exact, start, end, _ = row
    document = texts.get(node)
    if document is None or not (exact and start and end):
        yield Breach(
            document.name if document else node, "a quotation lacks its document, its words or its place", fact
        )
        return
    if document.text[int(start) : int(end)] != exact:
        yield Breach(document.name, f"characters {start} to {end} are not the quote {exact[:60]!r}", fact)
    for role, value, first, last, words in _words(row):
        if document.text[first:last] != words:
            yield Breach(document.name, f"characters {first} to {last} are not {words!r}, said of {role} {value}", fact)
    if _key(fact) not in _evidence(row):
        yield Breach(document.name, "the quotation tells no evidence of the fact", fact)


def _words(row: tuple[str, ...]) -> list[tuple[str, str, int, int, str]]:
    """Give the words behind the arguments of a row's fact."""
    _, words = _evidence(row).get(_key(row[1]), ("", ()))
    return [(role, value, first, last, text) for role, value, first, last, text in words]


def _evidence(row: tuple[str, ...]) -> dict[str, tuple[str, list[tuple[str, str, int, int, str]]]]:
    """Read the evidence of a row's quotation: rule and words by the key of each fact."""
    try:
        found = json.loads(row[5] or "{}")
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _key(fact: str) -> str:
    """Give the key of a fact, the end of its IRI."""
    return fact.rsplit("/", 1)[-1]


def _paths(places: Iterable[Path]) -> dict[str, Path]:
    """List the files at some places by name; of two with one name the first in the order given counts."""
    found: dict[str, Path] = {}
    for place in places:
        for path in sorted(place.rglob("*")) if place.is_dir() else [place]:
            if path.is_file():
                found.setdefault(path.name, path)
    return found


def _document(store: Store, node: str, name: str, paths: Mapping[str, Path] | None, encoding: str) -> Document:
    """Read a document again; raise InputError if neither its file is there nor its text was kept."""
    file = store.noted(node, READ_FROM) if paths is None else paths.get(name)
    text = store.noted(node, TEXT)
    if file is not None:
        return documents.from_path(Path(file), encoding)
    if text is not None:
        return documents.from_text(text, name)
    raise InputError(name, "the file is not there", "name the folder of the documents")
