"""From facts to RDF: one named graph per document, in which every fact is a node that points at its quote.

Comes in: a `Document` and its facts. Goes out: the sorted quads of the document's graph. What a document states is a
node of its own (`rg:Fact`), with the cells as stated; the things that it speaks of (persons, states, events ...) are
minted from what they are, so that documents meet in them. Law 1 is checked on the way: see `prove`.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from relgraph import identity
from relgraph.document import Document
from relgraph.errors import LawError
from relgraph.facts import (
    Argument,
    Commitment,
    Event,
    Fact,
    Figure,
    Instrument,
    Membership,
    Organization,
    Relationship,
    Tenure,
    Topic,
)
from relgraph.sheet import Sheet, clean, digits
from relgraph.statements import state, state_event
from relgraph.vocabulary import DCTERMS, OA, PROV, RG, SCHEMA, XSD

#: Facts of one sentence stand in this order in the tables.
ORDER = (Tenure, Event, Commitment, Figure, Organization, Membership, Instrument, Relationship, Topic)


def quads(document: Document, facts: Iterable[Fact]) -> list[Quad]:
    """Turn a document and its facts into the sorted quads of its graph; raise LawError if a fact breaks a law."""
    sheet = Sheet(document)
    _document(sheet)
    ordered = in_order(facts)
    crowds = Counter(identity.event(fact, document.name) for fact in ordered if isinstance(fact, Event))
    for rank, fact in enumerate(ordered):
        prove(document, fact)
        node = identity.fact(document.name, *_values(fact), fact.evidence.quote)
        _provenance(sheet, node, fact, rank)
        if isinstance(fact, Event) and crowds[identity.event(fact, document.name)] > 1:
            state_event(fact, sheet, node, _apart(fact))
        else:
            state(fact, sheet, node)
    return sheet.quads()


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Sort facts as the document has them: by quote, then by kind, then as the reader gave them; repeats go."""
    kinds = {kind: place for place, kind in enumerate(ORDER)}
    once: dict[tuple[object, ...], Fact] = {}
    for fact in facts:
        once.setdefault((*_values(fact), fact.evidence.quote), fact)
    return sorted(once.values(), key=lambda fact: (fact.evidence.quote, kinds[type(fact)]))


def prove(document: Document, fact: Fact) -> None:
    """Raise LawError unless the quote and the words of each argument are in the document, and name its slots."""
    place = f"{document.name}, {type(fact).__name__.lower()} by rule {fact.evidence.rule}"
    spans = [("the quote", fact.evidence.quote), *((f"the words of {a.role}", a.span) for a in fact.evidence.arguments)]
    for what, span in spans:
        if not (0 <= span.start < span.end <= len(document.text)) or not document.slice(span).strip():
            raise LawError(place, f"{what} ({span.start} to {span.end}) is not in the document", "mend the rule")
    for argument in fact.evidence.arguments:
        if argument.role not in {field.name for field in fields(fact)} - {"evidence"}:
            raise LawError(place, f"argument {argument.role} is no slot of the fact", "name a field of it")
        if argument.value not in _texts(getattr(fact, argument.role)):
            problem = f"argument {argument.role}={argument.value} is not what the fact says"
            raise LawError(place, problem, "mend the rule")


def arguments(document: Document, given: Iterable[Argument]) -> str:
    """Write arguments as a JSON list of [role, value, start, end, words]."""
    rows = [[a.role, a.value, a.span.start, a.span.end, clean(document.slice(a.span))] for a in given]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _document(sheet: Sheet) -> None:
    """Describe the document itself."""
    document, node = sheet.document, sheet.graph.value
    sheet.mark(node, "Document")
    sheet.cells(node, fileName=document.name, sha256=document.digest)
    sheet.say(node, DCTERMS + "title", document.slice(document.title) if document.title else None)
    sheet.say(node, DCTERMS + "publisher", document.source)
    sheet.say(node, SCHEMA + "url", document.url)
    sheet.date(node, "published", document.published)


def _provenance(sheet: Sheet, node: str, fact: Fact, rank: int) -> None:
    """Tie a fact to its quote, its rule and the words of its arguments; the quote's node is shared by its sentence."""
    document, span = sheet.document, fact.evidence.quote
    quotation = identity.quotation(document.name, span.start, span.end)
    sheet.mark(quotation, "Quotation")
    sheet.say(quotation, OA + "exact", Literal(clean(document.slice(span))))
    for name, place in (("start", span.start), ("end", span.end)):
        sheet.say(quotation, OA + name, Literal(str(place), datatype=NamedNode(XSD + "integer")))
    sheet.link(quotation, PROV + "hadPrimarySource", sheet.graph.value)
    rule = identity.thing("rule", fact.evidence.rule)
    sheet.mark(rule, "Rule")
    sheet.link(node, PROV + "wasQuotedFrom", quotation)
    sheet.link(node, PROV + "wasGeneratedBy", rule)
    sheet.number(node, "rank", rank)
    if fact.evidence.arguments:
        sheet.say(node, RG + "arguments", arguments(document, fact.evidence.arguments))


def _values(fact: Fact) -> list[str]:
    """List the kind and all values of a fact, evidence left out, for its key."""
    names = [field.name for field in fields(fact) if field.name != "evidence"]
    return [type(fact).__name__, *(f"{name}={_text(getattr(fact, name))!r}" for name in names)]


def _text(value: object) -> object:
    """Write a value so that equal ones look equal: 5E+9 is 5000000000."""
    return digits(value) if isinstance(value, Decimal) else value


def _texts(value: object) -> set[str]:
    """Give the texts that may stand for a slot's value in an argument."""
    if isinstance(value, tuple):
        return set(map(str, value))
    return {str(value), str(_text(value))}


def _apart(fact: Event) -> tuple[str, ...]:
    """Name what tells an event from others of the same key in one document."""
    return (*map(identity.slug, fact.people), fact.place or "", fact.date or "", fact.series or "")
