"""What each kind of fact says in RDF: the document's account, with its cells as stated, and the things it is about."""

from collections.abc import Iterable
from functools import singledispatch

from relgraph import captions, identity
from relgraph.classes import event_classes
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
    Tenure,
    Topic,
)
from relgraph.sheet import Sheet
from relgraph.vocabulary import ORG, RDFS, RG, SKOS

#: The classes of organizations by their kind; those of instruments are their kinds in capitals.
BODIES = {
    "intergovernmental": "IntergovernmentalOrganization",
    "bilateral": "BilateralBody",
    "government": "GovernmentBody",
    "company": "Company",
}
TEXTS = ("joint statement", "declaration", "agreement", "memorandum", "treaty", "plan", "protocol", "contract")


def state_event(fact: Event, sheet: Sheet, node: str, apart: Iterable[str] = ()) -> None:
    """State an event: the document's account of it, and the event itself, told apart by further words if need be."""
    classes = event_classes()
    if fact.type not in classes:
        place = f"{sheet.document.name}, event by rule {fact.evidence.rule}"
        raise LawError(place, f"{fact.type} is no event type", f"use one of {', '.join(sorted(classes))}")
    event = identity.event(fact, sheet.document.name, apart, sheet.directory)
    sheet.mark(node, "EventAccount")
    sheet.link(node, RG + "accountOf", event)
    sheet.cells(node, eventType=fact.type, ploverType=classes[fact.type], statusName=fact.status)
    sheet.cells(node, placeName=fact.place, seriesName=fact.series)
    sheet.lists(node, actors=fact.actors, recipients=fact.recipients, people=fact.people, topics=fact.topics)
    sheet.number(node, "statedOrdinal", fact.ordinal)
    sheet.date(node, "date", fact.date)
    if fact.place:
        for told in (node, event):
            sheet.link(told, RG + "place", sheet.place(fact.place))
    _event(fact, sheet, event)


def _event(fact: Event, sheet: Sheet, event: str) -> None:
    """Describe the event itself, in which the accounts of all documents meet."""
    sheet.mark(event, "Event", fact.type)
    sheet.say(event, RDFS + "label", captions.event(fact))
    sheet.link(event, RG + "actor", *sheet.parties(fact.actors))
    sheet.link(event, RG + "recipient", *sheet.parties(fact.recipients))
    sheet.link(event, RG + "participant", *sheet.people(fact.people))
    sheet.topics(event, *fact.topics)
    sheet.status(event, fact.status)
    sheet.date(event, "date", fact.date)
    sheet.number(event, "ordinal", fact.ordinal)
    if fact.series:
        series = identity.series(fact.series, {*fact.actors, *fact.recipients}, sheet.directory)
        sheet.describe(series, "Series", fact.series)
        sheet.link(event, RG + "series", series)


@singledispatch
def state(fact: Fact, sheet: Sheet, node: str) -> None:
    """State a fact of any kind in the sheet, as this node."""
    raise TypeError(f"no kind of fact: {type(fact).__name__}")


state.register(state_event)


@state.register
def _(fact: Tenure, sheet: Sheet, node: str) -> None:
    sheet.mark(node, "Tenure")
    sheet.cells(node, name=fact.name, officeTitle=fact.office, ofParty=fact.of)
    sheet.date(node, "startDate", fact.start)
    sheet.date(node, "endDate", fact.end)
    if fact.former:
        sheet.flag(node, "former")
    post = identity.thing("post", fact.of or "unknown", fact.office)
    sheet.describe(post, "Office", fact.office)
    sheet.link(node, ORG + "role", post)
    people = sheet.people((fact.name,))
    sheet.link(node, ORG + "member", *people)
    if fact.of:
        party = sheet.party(fact.of)
        sheet.link(post, ORG + "postIn", party)
        sheet.link(node, ORG + "organization", party)
        sheet.link(people[0], RG + "officialOf", party)


@state.register
def _(fact: Figure, sheet: Sheet, node: str) -> None:
    sheet.mark(node, "Figure")
    sheet.cells(node, indicator=fact.indicator, currency=fact.currency, figureKind=fact.kind)
    sheet.cells(node, qualifier=fact.qualifier, countOf=fact.of)
    sheet.lists(node, between=fact.between)
    sheet.number(node, "value", fact.value)
    sheet.date(node, "period", fact.period)
    sheet.link(node, RG + "between", *sheet.parties(fact.between))


@state.register
def _(fact: Organization, sheet: Sheet, node: str) -> None:
    organization = sheet.organization(fact.name)
    sheet.mark(node, "OrganizationAccount")
    sheet.link(node, RG + "accountOf", organization)
    sheet.cells(node, name=fact.name, acronym=fact.acronym, organizationKind=fact.kind)
    sheet.say(organization, SKOS + "altLabel", fact.acronym)
    if fact.kind in BODIES:
        sheet.mark(organization, BODIES[fact.kind])


@state.register
def _(fact: Membership, sheet: Sheet, node: str) -> None:
    sheet.mark(node, "Membership")
    sheet.cells(node, memberName=fact.member, organizationName=fact.organization, role=fact.role)
    sheet.date(node, "startDate", fact.start)
    sheet.date(node, "endDate", fact.end)
    sheet.link(node, ORG + "member", sheet.party(fact.member))
    sheet.link(node, ORG + "organization", sheet.organization(fact.organization))


@state.register
def _(fact: Instrument, sheet: Sheet, node: str) -> None:
    instrument = identity.instrument(fact, sheet.document.name, sheet.directory)
    sheet.mark(node, "InstrumentAccount")
    sheet.link(node, RG + "accountOf", instrument)
    sheet.cells(node, instrumentKind=fact.kind, name=fact.name, statusName=fact.status)
    sheet.lists(node, parties=fact.parties)
    sheet.date(node, "date", fact.date)
    sheet.describe(instrument, "Instrument", fact.name or fact.kind)
    sheet.link(instrument, RG + "party", *sheet.parties(fact.parties))
    sheet.status(instrument, fact.status)
    sheet.date(instrument, "date", fact.date)
    if fact.kind in TEXTS:
        sheet.mark(instrument, fact.kind.title().replace(" ", ""))


@state.register
def _(fact: Relationship, sheet: Sheet, node: str) -> None:
    sheet.mark(node, "Relationship")
    sheet.cells(node, relationshipKind=fact.kind)
    sheet.lists(node, between=fact.between)
    sheet.date(node, "since", fact.since)
    sheet.link(node, RG + "between", *sheet.parties(fact.between))


@state.register
def _(fact: Topic, sheet: Sheet, node: str) -> None:
    sheet.mark(node, "TopicAccount")
    sheet.cells(node, topicName=fact.topic)
    sheet.lists(node, between=fact.between)
    sheet.topics(node, fact.topic)
    sheet.link(node, RG + "between", *sheet.parties(fact.between))


@state.register
def _(fact: Commitment, sheet: Sheet, node: str) -> None:
    commitment = identity.commitment(fact)
    sheet.mark(node, "CommitmentAccount")
    sheet.link(node, RG + "accountOf", commitment)
    sheet.cells(node, content=fact.content)
    sheet.lists(node, makers=fact.makers, recipients=fact.recipients)
    sheet.date(node, "due", fact.due)
    sheet.describe(commitment, "Commitment", fact.content)
    sheet.link(commitment, RG + "maker", *sheet.parties(fact.makers))
    sheet.link(commitment, RG + "recipient", *sheet.parties(fact.recipients))
    sheet.date(commitment, "due", fact.due)
