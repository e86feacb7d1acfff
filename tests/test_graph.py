"""Facts become quads: the laws hold at write, identity is by key, and nothing depends on order or chance."""

import json
from collections.abc import Iterable
from dataclasses import replace

import pytest
from pyoxigraph import BlankNode, Quad

from relgraph import graph, identity
from relgraph.document import from_text
from relgraph.errors import LawError
from relgraph.facts import Argument, Event, Evidence, Fact, Span, Topic
from relgraph.slugs import LONGEST, slug
from relgraph.vocabulary import OA, PROV, RG
from tests.handmade import CHAIRED, DENIED, FIRST, FIRST_FACTS, MEETING, MET, PAIR, SECOND, SECOND_FACTS, session


def objects(quads: Iterable[Quad], predicate: str) -> list[str]:
    """List the values of a property."""
    return [getattr(quad.object, "value", "") for quad in quads if quad.predicate.value == predicate]


def test_every_quad_is_in_the_documents_graph_and_no_node_is_blank() -> None:
    quads = graph.quads(FIRST, FIRST_FACTS)
    assert {str(quad.graph_name) for quad in quads} == {f"<{identity.document('oslo.txt')}>"}
    assert not [quad for quad in quads if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode)]


def test_equal_facts_give_equal_quads_once() -> None:
    assert graph.quads(FIRST, FIRST_FACTS) == graph.quads(FIRST, [*FIRST_FACTS, FIRST_FACTS[0]])


def test_quotes_are_slices_of_the_text() -> None:
    quads = graph.quads(FIRST, FIRST_FACTS)
    words = {quad.subject: quad.object for quad in quads if quad.predicate.value == OA + "exact"}
    starts = {q.subject: int(getattr(q.object, "value", "-1")) for q in quads if q.predicate.value == OA + "start"}
    for node, exact in words.items():
        text = getattr(exact, "value", "")
        assert FIRST.text[starts[node] : starts[node] + len(text)] == text


def test_facts_of_one_sentence_share_its_quotation() -> None:
    quads = graph.quads(FIRST, FIRST_FACTS)
    quotations = objects(quads, PROV + "wasQuotedFrom")
    assert len(quotations) == len(FIRST_FACTS)
    assert len(set(quotations)) == 5


@pytest.mark.parametrize(
    "span",
    [Span(0, 10**6), Span(-5, 10), Span(30, 30), Span(40, 30)],
    ids=["past the end", "before the start", "empty", "backwards"],
)
def test_a_quote_that_is_not_in_the_document_is_refused(span: Span) -> None:
    with pytest.raises(LawError, match="the quote"):
        graph.quads(FIRST, [replace(MEETING, evidence=Evidence(span, "by-hand"))])


def test_a_quote_of_blanks_is_refused() -> None:
    blank = from_text("They met.   \n", "blank.txt")
    with pytest.raises(LawError, match="the quote"):
        graph.quads(blank, [replace(MEETING, evidence=Evidence(Span(9, 12), "by-hand"))])


@pytest.mark.parametrize(
    ("argument", "problem"),
    [
        (Argument("people", "Kari Berg", Span(0, 10**6)), "the words of people"),
        (Argument("person", "Kari Berg", MET.quote), "is no slot"),
        (Argument("evidence", "Kari Berg", MET.quote), "is no slot"),
        (Argument("people", "Ola Nordmann", MET.quote), "is not what the fact says"),
        (Argument("date", "2023-05-12", MET.quote), "is not what the fact says"),
    ],
)
def test_an_argument_without_words_or_value_is_refused(argument: Argument, problem: str) -> None:
    with pytest.raises(LawError, match=problem):
        graph.quads(FIRST, [replace(MEETING, evidence=Evidence(MET.quote, "by-hand", (argument,)))])


@pytest.mark.parametrize("change", [{"type": "Chat"}, {"type": "State"}, {"date": "2024-13-45"}, {"date": "May 2022"}])
def test_an_unknown_type_or_an_impossible_date_is_refused(change: dict[str, str]) -> None:
    with pytest.raises(LawError):
        graph.quads(FIRST, [replace(MEETING, **change)])  # type: ignore[arg-type]


def test_the_fourth_and_the_fifth_session_are_two_events() -> None:
    assert identity.event(session(4, CHAIRED), "a.txt") != identity.event(session(5, CHAIRED), "a.txt")


def test_two_documents_on_one_session_meet_in_one_event() -> None:
    first, second = graph.quads(FIRST, FIRST_FACTS), graph.quads(SECOND, SECOND_FACTS)
    shared = {q.subject for q in first if q.predicate.value == RG + "ordinal"}
    assert shared == {q.subject for q in second if q.predicate.value == RG + "ordinal"}
    assert len(shared) == 2


def test_guests_do_not_tell_a_summit_apart_from_itself() -> None:
    some = Event(type="Meeting", actors=("KAZ", "TUR", "KGZ"), series="OTS Summit", ordinal=11, evidence=MET)
    body = replace(some, actors=("Organization of Turkic States",))
    assert identity.event(some, "a.txt") == identity.event(body, "b.txt")


@pytest.mark.parametrize("when", [None, "2023", "2023-05", "2023-05-11~"])
def test_without_an_exact_day_events_of_two_documents_stay_two(when: str | None) -> None:
    event = replace(MEETING, date=when)
    assert identity.event(event, "a.txt") != identity.event(event, "b.txt")


def test_with_an_exact_day_the_order_of_parties_and_the_document_do_not_matter() -> None:
    turned = replace(MEETING, actors=PAIR[::-1])
    assert identity.event(MEETING, "a.txt") == identity.event(turned, "b.txt")


def test_meetings_of_other_people_on_one_day_stay_two_events() -> None:
    other = replace(MEETING, people=("Ola Nordmann",), evidence=CHAIRED)
    facts: list[Fact] = [MEETING, other]
    assert len(set(objects(graph.quads(FIRST, facts), RG + "accountOf"))) == 2


def test_direction_tells_events_apart() -> None:
    turned = replace(DENIED, actors=DENIED.recipients, recipients=DENIED.actors, date="2023-05-11")
    assert identity.event(turned, "a.txt") != identity.event(replace(DENIED, date="2023-05-11"), "a.txt")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Mevlüt Çavuşoğlu", "mevlut-cavusoglu"),
        ("DIŞİŞLERİ Bakanlığı", "disisleri-bakanligi"),
        ("Қазақстан", "қазақстан"),
        ("O'Neill–Smith, Jr.", "o-neill-smith-jr"),
    ],
)
def test_slugs_are_readable(name: str, expected: str) -> None:
    assert slug(name) == expected


def test_slugs_of_signs_alone_and_of_long_names_are_short_and_differ() -> None:
    assert slug("!!!") != slug("???")
    long = slug("Council " * 50)
    assert len(long) <= LONGEST
    assert long != slug("Council " * 51)


def test_provenance_takes_at_most_four_triples_a_fact() -> None:
    quads = graph.quads(FIRST, FIRST_FACTS)
    quotations = set(objects(quads, PROV + "wasQuotedFrom"))
    ways = (PROV + "wasQuotedFrom", RG + "rank")
    told = [q for q in quads if getattr(q.subject, "value", "") in quotations or q.predicate.value in ways]
    assert len(told) <= 4 * len(FIRST_FACTS)


def test_talks_have_the_topics_that_their_sentence_states_of_their_parties() -> None:
    words = Evidence(MET.quote, "by-hand", (Argument("topic", "culture", Span(MET.quote.start, MET.quote.start + 9)),))
    topic = Topic(topic="culture", between=PAIR[::-1], evidence=words)
    quads = graph.quads(FIRST, [MEETING, topic])
    assert objects(quads, RG + "topicsInOrder") == ["culture"]
    (evidence,) = objects(quads, RG + "evidence")
    assert ["topics", "culture", MET.quote.start, MET.quote.start + 9, "Norwegian"] in [
        argument for _, arguments in json.loads(evidence).values() for argument in arguments
    ]
    others = graph.quads(FIRST, [MEETING, replace(topic, between=("NOR", "CHL"))])
    assert not objects(others, RG + "topicsInOrder")
