"""The agenda: topics that a document states of the parties in the sentence of their talks are topics of the talks.

Comes in: the facts of a document. Goes out: the same facts, talks with the topics and the words that state them.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from relgraph.classes import event_classes
from relgraph.facts import Argument, Event, Fact, Span, Topic

#: PLOVER types of the events that have an agenda.
TALKS = frozenset({"CONSULT"})


def with_topics(facts: Iterable[Fact]) -> list[Fact]:
    """Give talks without topics those that their own sentence states of the very same parties."""
    listed = list(facts)
    stated: dict[tuple[Span, frozenset[str]], list[Topic]] = {}
    for fact in listed:
        if isinstance(fact, Topic):
            stated.setdefault((fact.evidence.quote, frozenset(fact.between)), []).append(fact)
    return [_talk(fact, stated.get(_place(fact), ())) if isinstance(fact, Event) else fact for fact in listed]


def _place(fact: Event) -> tuple[Span, frozenset[str]]:
    """Give the sentence and the parties of an event."""
    return fact.evidence.quote, frozenset({*fact.actors, *fact.recipients})


def _talk(fact: Event, topics: Sequence[Topic]) -> Event:
    """Give a talk its topics, and to its evidence the words behind them."""
    if fact.topics or not topics or event_classes().get(fact.type) not in TALKS:
        return fact
    words = [
        Argument("topics", topic.topic, argument.span)
        for topic in topics
        for argument in topic.evidence.arguments
        if argument.role == "topic"
    ]
    evidence = replace(fact.evidence, arguments=(*fact.evidence.arguments, *words))
    return replace(fact, topics=tuple(dict.fromkeys(topic.topic for topic in topics)), evidence=evidence)
