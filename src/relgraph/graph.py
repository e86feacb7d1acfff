"""From facts to RDF: one named graph per document, in which every fact is a node that points at its quote.

Comes in: a `Document` and its facts. Goes out: a `Sheet`, the quads of the document's graph. What a document states is
a node of its own (`rg:Fact`), with the cells as stated; the things it speaks of (persons, states, events ...) are
minted from what they are, so that documents meet in them. Law 1 is checked on the way: see `prove`.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import fields
from decimal import Decimal
from functools import singledispatch

from pyoxigraph import Literal, NamedNode, Quad

from relgraph import edtf, identity
from relgraph.classes import event_classes
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
from relgraph.vocabulary import DCTERMS, EDTF, OA, ORG, PROV, RDF, RDFS, RG, SCHEMA, SKOS, THING, XSD

Term = NamedNode | Literal
#: Facts of one sentence stand in this order in the tables.
ORDER = (Tenure, Event, Commitment, Figure, Organization, Membership, Instrument, Relationship, Topic)
JOINER = "|"
#: The classes of organizations by their kind; those of instruments are their kinds in capitals.
BODIES = {
    "intergovernmental": "IntergovernmentalOrganization",
    "bilateral": "BilateralBody",
    "government": "GovernmentBody",
    "company": "Company",
}
TEXTS = ("joint statement", "declaration", "agreement", "memorandum", "treaty", "plan", "protocol", "contract")


class Sheet:
    """The quads of one document's graph, collected without repeats and given out sorted."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.graph = NamedNode(identity.document(document.name))
        self._quads: dict[str, Quad] = {}

    def say(self, subject: str, predicate: str, *objects: Term | str | None) -> None:
        """Add a statement for each object; text becomes a plain literal, None says nothing."""
        for value in objects:
            if value is None or value == "":
                continue
            term = Literal(_clean(value)) if isinstance(value, str) else value
            quad = Quad(NamedNode(subject), NamedNode(predicate), term, self.graph)
            self._quads[str(quad)] = quad

    def link(self, subject: str, predicate: str, *objects: str) -> None:
        """Add a statement for each object, given as an IRI."""
        self.say(subject, predicate, *map(NamedNode, objects))

    def quads(self) -> list[Quad]:
        """Give all quads, sorted by their N-Quads lines."""
        return [self._quads[line] for line in sorted(self._quads)]


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
        if isinstance(fact, Event):
            crowded = crowds[identity.event(fact, document.name)] > 1
            _event(sheet, node, fact, _apart(fact) if crowded else ())
        else:
            _state(fact, sheet, node)
    return sheet.quads()


def in_order(facts: Iterable[Fact]) -> list[Fact]:
    """Sort facts as the document has them: by quote, then by kind, then as the reader gave them; repeats go."""
    kinds = {kind: place for place, kind in enumerate(ORDER)}
    return sorted(dict.fromkeys(facts), key=lambda fact: (fact.evidence.quote, kinds[type(fact)]))


# --- law 1 ------------------------------------------------------------------------------------------------------


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


def _texts(value: object) -> set[str]:
    """Give the texts that may stand for a slot's value in an argument."""
    if isinstance(value, tuple):
        return set(map(str, value))
    return {str(value), number(value)} if isinstance(value, Decimal) else {str(value)}


def arguments(document: Document, given: Iterable[Argument]) -> str:
    """Write arguments as a JSON list of [role, value, start, end, words]."""
    rows = [[a.role, a.value, a.span.start, a.span.end, document.slice(a.span)] for a in given]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


# --- what all facts share ---------------------------------------------------------------------------------------


def _document(sheet: Sheet) -> None:
    """Describe the document itself."""
    document, node = sheet.document, sheet.graph.value
    sheet.link(node, RDF + "type", RG + "Document")
    sheet.say(node, RG + "fileName", document.name)
    sheet.say(node, DCTERMS + "title", document.slice(document.title) if document.title else None)
    sheet.say(node, DCTERMS + "publisher", document.source)
    sheet.say(node, SCHEMA + "url", document.url)
    sheet.say(node, RG + "sha256", document.digest)
    if document.published:
        sheet.say(node, RG + "published", Literal(document.published, datatype=NamedNode(EDTF)))
        _bounds(sheet, node, document.published)


def _provenance(sheet: Sheet, node: str, fact: Fact, rank: int) -> None:
    """Tie a fact to its quote, its rule and the words of its arguments; the quote's node is shared by its sentence."""
    document, span = sheet.document, fact.evidence.quote
    quotation = identity.quotation(document.name, span.start, span.end)
    sheet.link(quotation, RDF + "type", RG + "Quotation")
    sheet.say(quotation, OA + "exact", Literal(_clean(document.slice(span))))
    sheet.say(quotation, OA + "start", _integer(span.start))
    sheet.say(quotation, OA + "end", _integer(span.end))
    sheet.link(quotation, PROV + "hadPrimarySource", sheet.graph.value)
    sheet.link(node, PROV + "wasQuotedFrom", quotation)
    rule = identity.thing("rule", fact.evidence.rule)
    sheet.link(rule, RDF + "type", RG + "Rule")
    sheet.link(node, PROV + "wasGeneratedBy", rule)
    sheet.say(node, RG + "rank", _integer(rank))
    if fact.evidence.arguments:
        sheet.say(node, RG + "arguments", arguments(document, fact.evidence.arguments))


def _values(fact: Fact) -> list[object]:
    """List the kind and all values of a fact, evidence left out, for its key."""
    names = [field.name for field in fields(fact) if field.name != "evidence"]
    return [type(fact).__name__, *(f"{name}={getattr(fact, name)!r}" for name in names)]


# --- events -----------------------------------------------------------------------------------------------------


def _apart(fact: Event) -> tuple[str, ...]:
    """Name what tells an event from others of the same key in one document."""
    return (*map(identity.slug, fact.people), fact.place or "", fact.date or "", fact.series or "")


def _event(sheet: Sheet, node: str, fact: Event, apart: Iterable[str]) -> None:
    """State an event: the document's account of it, and the event itself."""
    event = identity.event(fact, sheet.document.name, apart)
    classes = event_classes()
    if fact.type not in classes:
        remedy = f"use one of {', '.join(sorted(classes))}"
        place = f"{sheet.document.name}, event by rule {fact.evidence.rule}"
        raise LawError(place, f"{fact.type} is no event type", remedy)
    sheet.link(node, RDF + "type", RG + "EventAccount")
    _cells(sheet, node, ploverType=classes[fact.type])
    sheet.link(node, RG + "accountOf", event)
    _cells(sheet, node, eventType=fact.type, statusName=fact.status, placeName=fact.place, seriesName=fact.series)
    _lists(sheet, node, actors=fact.actors, recipients=fact.recipients, people=fact.people, topics=fact.topics)
    _date(sheet, node, "date", fact.date)
    sheet.link(event, RDF + "type", RG + "Event", RG + fact.type)
    sheet.link(event, RG + "actor", *(_party(sheet, party) for party in fact.actors))
    sheet.link(event, RG + "recipient", *(_party(sheet, party) for party in fact.recipients))
    sheet.link(event, RG + "participant", *(_person(sheet, name) for name in fact.people))
    sheet.link(event, RG + "topic", *(_topic(name) for name in fact.topics))
    sheet.link(event, RG + "status", f"{THING}status/{identity.slug(fact.status)}")
    _date(sheet, event, "date", fact.date)
    if fact.place:
        sheet.link(event, RG + "place", _labelled(sheet, "place", "Place", fact.place))
    if fact.series:
        series = identity.series(fact.series, {*fact.actors, *fact.recipients})
        _describe(sheet, series, "Series", fact.series)
        sheet.link(event, RG + "series", series)
    if fact.ordinal is not None:
        sheet.say(event, RG + "ordinal", _integer(fact.ordinal))
        sheet.say(node, RG + "statedOrdinal", _integer(fact.ordinal))


# --- the other kinds --------------------------------------------------------------------------------------------


@singledispatch
def _state(fact: Fact, sheet: Sheet, node: str) -> None:
    """State one fact of any kind but an event in the sheet."""
    raise TypeError(f"no kind of fact: {type(fact).__name__}")


@_state.register
def _(fact: Tenure, sheet: Sheet, node: str) -> None:
    sheet.link(node, RDF + "type", RG + "Tenure")
    _cells(sheet, node, name=fact.name, officeTitle=fact.office, ofParty=fact.of)
    if fact.former:
        sheet.say(node, RG + "former", _boolean())
    _date(sheet, node, "startDate", fact.start)
    _date(sheet, node, "endDate", fact.end)
    post = identity.thing("post", fact.of or "unknown", fact.office)
    _describe(sheet, post, "Office", fact.office)
    sheet.link(node, ORG + "member", _person(sheet, fact.name))
    sheet.link(node, ORG + "role", post)
    if fact.of:
        party = _party(sheet, fact.of)
        sheet.link(post, ORG + "postIn", party)
        sheet.link(node, ORG + "organization", party)


@_state.register
def _(fact: Figure, sheet: Sheet, node: str) -> None:
    sheet.link(node, RDF + "type", RG + "Figure")
    _cells(sheet, node, indicator=fact.indicator, currency=fact.currency, figureKind=fact.kind)
    _cells(sheet, node, qualifier=fact.qualifier, countOf=fact.of)
    _lists(sheet, node, between=fact.between)
    sheet.say(node, RG + "value", Literal(number(fact.value), datatype=NamedNode(XSD + "decimal")))
    sheet.link(node, RG + "between", *(_party(sheet, party) for party in fact.between))
    _date(sheet, node, "period", fact.period)
    if fact.period:
        _bounds(sheet, node, fact.period)


@_state.register
def _(fact: Organization, sheet: Sheet, node: str) -> None:
    organization = _labelled(sheet, "organization", "Organization", fact.name)
    sheet.link(node, RDF + "type", RG + "OrganizationAccount")
    sheet.link(node, RG + "accountOf", organization)
    _cells(sheet, node, name=fact.name, acronym=fact.acronym, organizationKind=fact.kind)
    sheet.say(organization, SKOS + "altLabel", fact.acronym)
    if fact.kind in BODIES:
        sheet.link(organization, RDF + "type", RG + BODIES[fact.kind])


@_state.register
def _(fact: Membership, sheet: Sheet, node: str) -> None:
    sheet.link(node, RDF + "type", RG + "Membership")
    _cells(sheet, node, memberName=fact.member, organizationName=fact.organization, role=fact.role)
    sheet.link(node, ORG + "member", _party(sheet, fact.member))
    sheet.link(node, ORG + "organization", _party(sheet, fact.organization))
    _date(sheet, node, "startDate", fact.start)
    _date(sheet, node, "endDate", fact.end)


@_state.register
def _(fact: Instrument, sheet: Sheet, node: str) -> None:
    instrument = identity.instrument(fact, sheet.document.name)
    _describe(sheet, instrument, "Instrument", fact.name or fact.kind)
    if fact.kind in TEXTS:
        sheet.link(instrument, RDF + "type", RG + fact.kind.title().replace(" ", ""))
    sheet.link(node, RDF + "type", RG + "InstrumentAccount")
    sheet.link(node, RG + "accountOf", instrument)
    _cells(sheet, node, instrumentKind=fact.kind, name=fact.name, statusName=fact.status)
    _lists(sheet, node, parties=fact.parties)
    _date(sheet, node, "date", fact.date)
    sheet.link(instrument, RG + "party", *(_party(sheet, party) for party in fact.parties))
    sheet.link(instrument, RG + "status", f"{THING}status/{identity.slug(fact.status)}")
    _date(sheet, instrument, "date", fact.date)


@_state.register
def _(fact: Relationship, sheet: Sheet, node: str) -> None:
    sheet.link(node, RDF + "type", RG + "Relationship")
    _cells(sheet, node, relationshipKind=fact.kind)
    _lists(sheet, node, between=fact.between)
    sheet.link(node, RG + "between", *(_party(sheet, party) for party in fact.between))
    _date(sheet, node, "since", fact.since)


@_state.register
def _(fact: Topic, sheet: Sheet, node: str) -> None:
    sheet.link(node, RDF + "type", RG + "TopicAccount")
    _cells(sheet, node, topicName=fact.topic)
    _lists(sheet, node, between=fact.between)
    sheet.link(node, RG + "topic", _topic(fact.topic))
    sheet.link(node, RG + "between", *(_party(sheet, party) for party in fact.between))


@_state.register
def _(fact: Commitment, sheet: Sheet, node: str) -> None:
    commitment = identity.commitment(fact)
    sheet.link(node, RDF + "type", RG + "CommitmentAccount")
    sheet.link(node, RG + "accountOf", commitment)
    _lists(sheet, node, makers=fact.makers, recipients=fact.recipients)
    sheet.say(node, RG + "content", fact.content)
    _date(sheet, node, "due", fact.due)
    sheet.link(commitment, RDF + "type", RG + "Commitment")
    sheet.link(commitment, RG + "maker", *(_party(sheet, party) for party in fact.makers))
    sheet.link(commitment, RG + "recipient", *(_party(sheet, party) for party in fact.recipients))
    _date(sheet, commitment, "due", fact.due)


# --- things and cells -------------------------------------------------------------------------------------------


def _person(sheet: Sheet, name: str) -> str:
    """Name a person and give the IRI."""
    return _labelled(sheet, "person", "Person", name)


def _party(sheet: Sheet, party: str) -> str:
    """Give the IRI of a state or, naming it, of an organization."""
    if not identity.is_code(party):
        return _labelled(sheet, "organization", "Organization", party)
    node = identity.state(party)
    sheet.link(node, RDF + "type", RG + "State")
    sheet.say(node, DCTERMS + "identifier", party)
    return node


def _topic(name: str) -> str:
    """Give the IRI of a topic."""
    return identity.thing("topic", name)


def _labelled(sheet: Sheet, kind: str, type_name: str, name: str) -> str:
    """Name a thing that is known by its name alone and give its IRI."""
    node = identity.thing(kind, name)
    _describe(sheet, node, type_name, name)
    return node


def _describe(sheet: Sheet, node: str, type_name: str, label: str) -> None:
    """Say what a thing is and how it is called."""
    sheet.link(node, RDF + "type", RG + type_name)
    sheet.say(node, RDFS + "label", label)


def _cells(sheet: Sheet, node: str, **cells: str | None) -> None:
    """Write single cells of a table as stated."""
    for name, value in cells.items():
        sheet.say(node, RG + name, value)


def _lists(sheet: Sheet, node: str, **lists: tuple[str, ...]) -> None:
    """Write list cells of a table as stated, in the order of mention."""
    for name, values in lists.items():
        sheet.say(node, RG + name + "InOrder", JOINER.join(value.replace(JOINER, " ") for value in values))


def _date(sheet: Sheet, node: str, name: str, text: str | None) -> None:
    """Write a date as stated and, where it is the date of the node, the days that it allows."""
    if not text:
        return
    sheet.say(node, RG + name, Literal(text, datatype=NamedNode(EDTF)))
    if name in ("date", "due"):
        _bounds(sheet, node, text)


def _bounds(sheet: Sheet, node: str, text: str) -> None:
    """Write the first and last day that a date allows."""
    try:
        first, last = edtf.bounds(text)
    except ValueError as error:
        raise LawError(sheet.document.name, str(error), "write dates as EDTF") from error
    for name, day in (("earliest", first), ("latest", last)):
        if day:
            sheet.say(node, RG + name, Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))


def number(value: object) -> str:
    """Write a number plainly: no exponent, no idle zeros."""
    text = f"{Decimal(str(value)):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _integer(value: int) -> Literal:
    """Write a whole number."""
    return Literal(str(value), datatype=NamedNode(XSD + "integer"))


def _boolean() -> Literal:
    """Write the truth value true."""
    return Literal("true", datatype=NamedNode(XSD + "boolean"))


def _clean(text: str) -> str:
    """Replace what no RDF syntax can carry: lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
