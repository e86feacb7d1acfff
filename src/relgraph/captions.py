"""Captions: each fact in a line of words, the label by which people and browsers of the graph know its node."""

from collections.abc import Iterable
from functools import singledispatch

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
from relgraph.wording import ordinal


@singledispatch
def caption(fact: Fact) -> str:
    """Say what a fact states, in one line."""
    raise TypeError(f"no kind of fact: {type(fact).__name__}")


@caption.register
def _(fact: Tenure) -> str:
    return f"{fact.name}, {'former ' if fact.former else ''}{fact.office}{f' of {fact.of}' if fact.of else ''}"


@caption.register
def _(fact: Event) -> str:
    date = f" ({fact.date})" if fact.date else ""
    status = "" if fact.status == "occurred" else f", {fact.status}"
    return f"{event(fact)}{date}{status}"


@caption.register
def _(fact: Figure) -> str:
    what = fact.of or fact.indicator
    value = f"{fact.value:,f} {fact.currency}" if fact.currency else f"{fact.value:,f}"
    kind = "" if fact.kind == "actual" else f", {fact.kind}"
    period = f" ({fact.period})" if fact.period else ""
    return f"{what} of {_list(fact.between)}: {value}{period}{kind}"


@caption.register
def _(fact: Organization) -> str:
    return f"{fact.name} ({fact.acronym})" if fact.acronym else fact.name


@caption.register
def _(fact: Membership) -> str:
    return f"{fact.member}, {fact.role} of {fact.organization}"


@caption.register
def _(fact: Instrument) -> str:
    name = fact.name if fact.name and fact.kind in fact.name.lower() else " ".join(filter(None, (fact.kind, fact.name)))
    parties = f" of {_list(fact.parties)}" if fact.parties else ""
    return f"{name}{parties}, {fact.status}"


@caption.register
def _(fact: Relationship) -> str:
    return f"{fact.kind} of {_list(fact.between)}{f' since {fact.since}' if fact.since else ''}"


@caption.register
def _(fact: Topic) -> str:
    return f"{fact.topic}, a topic of {_list(fact.between)}"


@caption.register
def _(fact: Commitment) -> str:
    toward = f" to {_list(fact.recipients)}" if fact.recipients else ""
    return f"promise of {_list(fact.makers)}{toward}: {fact.content}"


def event(fact: Event) -> str:
    """Say what an event is, without what its documents may tell in different ways: its date, place and people."""
    if fact.series and fact.ordinal is not None:
        return f"{fact.type}: {ordinal(str(fact.ordinal))} {fact.series}"
    toward = f" to {_list(sorted(fact.recipients))}" if fact.recipients else ""
    return f"{fact.type}: {_list(sorted(fact.actors))}{toward}"


def _list(values: Iterable[str]) -> str:
    """Write a list with commas."""
    return ", ".join(values)
