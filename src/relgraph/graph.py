"""From facts to RDF: one named graph per document, in which every fact is a node that points at its quote.

Comes in: a `Document` and its facts. Goes out: the sorted quads of the document's graph. What a document states is a
node of its own (`rg:Fact`), with the cells as stated; the things that it speaks of (persons, states, events ...) are
minted from what they are, so that documents meet in them. Law 1 is checked on the way: see `prove`.

The evidence of a sentence is one node: its words and their place, and for each of its facts the rule that read it and
the words behind its arguments.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import fields
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from relgraph import captions, identity
from relgraph.agenda import with_topics
from relgraph.directory import Directory
from relgraph.document import Document
from relgraph.errors import LawError
from relgraph.facts import (
    Commitment,
    Event,
    Fact,
    Figure,
    Instrument,
    Membership,
    Organization,
    Relationship,
    Span,
    Tenure,
    Topic,
)
from relgraph.scopes import bodies
from relgraph.sheet import Sheet, clean, digits
from relgraph.sketches import sketch
from relgraph.slugs import digest, slug
from relgraph.statements import state, state_event
from relgraph.vocabulary import DCTERMS, OA, PROV, RDFS, RG, SCHEMA, XSD

#: Facts of one sentence stand in this order in the tables.
ORDER = (Tenure, Event, Commitment, Figure, Organization, Membership, Instrument, Relationship, Topic)


def quads(document: Document, facts: Iterable[Fact], directory: Directory | None = None) -> list[Quad]:
    """Turn a document and its facts into the sorted quads of its graph; raise LawError if a fact breaks a law."""
    sheet = Sheet(document, directory)
    ordered = with_topics(in_order(facts))
    for fact in ordered:
        prove(document, fact)
    sheet.bodies = bodies(document.name, ordered, sheet.directory)
    _document(sheet)
    crowds = Counter(_event(fact, sheet) for fact in ordered if isinstance(fact, Event))
    nodes = [identity.fact(document.name, *_values(fact), fact.evidence.quote) for fact in ordered]
    for node, fact in zip(nodes, ordered, strict=True):
        sheet.say(node, RDFS + "label", captions.caption(fact))
        sheet.say(node, RG + "claim", digest(_claim(fact, sheet)))
        if isinstance(fact, Event) and crowds[_event(fact, sheet)] > 1:
            state_event(fact, sheet, node, _apart(fact))
        else:
            state(fact, sheet, node)
    _provenance(sheet, nodes, ordered)
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


def evidence(document: Document, nodes: Sequence[str], facts: Sequence[Fact]) -> str:
    """Write the evidence of a sentence's facts as JSON: for each its key, rule and [role, value, start, end, words]."""
    found = {}
    for node, fact in zip(nodes, facts, strict=True):
        words = [
            [a.role, a.value, a.span.start, a.span.end, clean(document.slice(a.span))] for a in fact.evidence.arguments
        ]
        found[node.rsplit("/", 1)[-1]] = [fact.evidence.rule, words]
    return json.dumps(found, ensure_ascii=False, separators=(",", ":"))


def _document(sheet: Sheet) -> None:
    """Describe the document itself."""
    document, node = sheet.document, sheet.graph.value
    sheet.mark(node, "Document")
    sheet.cells(node, fileName=document.name, sha256=document.digest)
    sheet.cells(node, sketch=sketch(document.slice(document.body)))
    sheet.say(node, DCTERMS + "title", document.slice(document.title) if document.title else None)
    sheet.say(node, DCTERMS + "publisher", document.source)
    sheet.say(node, SCHEMA + "url", document.url)
    sheet.date(node, "published", document.published)
    side = sheet.directory.side(document.source or "")
    if side:
        sheet.link(node, RG + "side", sheet.party(side))


def _provenance(sheet: Sheet, nodes: Sequence[str], facts: Sequence[Fact]) -> None:
    """Tie facts to their quotes; a sentence's quotation is one node, which holds the evidence of all its facts.

    Facts of one kind and sentence have a rank, but for the first, so that tables keep the order of the reader.
    """
    quoted: dict[Span, list[int]] = {}
    ranks: Counter[tuple[Span, type[Fact]]] = Counter()
    for place, (node, fact) in enumerate(zip(nodes, facts, strict=True)):
        span, kind = fact.evidence.quote, type(fact)
        sheet.link(node, PROV + "wasQuotedFrom", identity.quotation(sheet.document.name, span.start, span.end))
        sheet.number(node, "rank", ranks[span, kind] or None)
        ranks[span, kind] += 1
        quoted.setdefault(span, []).append(place)
    for span, places in quoted.items():
        _quotation(sheet, span, evidence(sheet.document, [nodes[i] for i in places], [facts[i] for i in places]))


def _quotation(sheet: Sheet, span: Span, why: str) -> None:
    """Describe a quoted passage: its words, where they stand, and what they are evidence of."""
    document = sheet.document
    node = identity.quotation(document.name, span.start, span.end)
    sheet.mark(node, "Quotation")
    sheet.say(node, OA + "exact", Literal(clean(document.slice(span))))
    for name, place in (("start", span.start), ("end", span.end)):
        sheet.say(node, OA + name, Literal(str(place), datatype=NamedNode(XSD + "integer")))
    sheet.link(node, PROV + "hadPrimarySource", sheet.graph.value)
    sheet.say(node, RG + "evidence", why)


def _claim(fact: Fact, sheet: Sheet) -> str:
    """Give what a fact claims as a text that is the same in every document that claims it."""
    key, name = sheet.directory.key, sheet.document.name
    match fact:
        case Event():
            said = [_event(fact, sheet), fact.status]
        case Instrument():
            said = [identity.instrument(fact, name, sheet.directory), fact.status]
        case Commitment():
            said = [identity.commitment(fact)]
        case Organization():
            said = ["organization", sheet.organization(fact.name)]
        case Tenure():
            said = ["tenure", slug(fact.name), slug(fact.office), slug(key(fact.of or "")), str(fact.former)]
        case Membership():
            said = ["membership", key(fact.member), fact.role, key(fact.organization)]
        case Relationship():
            said = ["relationship", slug(fact.kind), *sorted(map(key, fact.between))]
        case Topic():
            said = ["topic", slug(fact.topic), *sorted(map(key, fact.between))]
        case Figure():
            said = _values(fact)
    return "\x1f".join(said)


def _event(fact: Event, sheet: Sheet) -> str:
    """Give the IRI of a fact's event, were it the only one of its kind, parties and day."""
    return identity.event(fact, sheet.document.name, (), sheet.directory)


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
    return (*map(slug, fact.people), fact.place or "", fact.date or "", fact.series or "")
