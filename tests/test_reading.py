"""Laws of the reader as a whole: what it gives is in the text, does not depend on the run, and no text breaks it."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from relgraph import graph
from relgraph.document import Document, from_path, from_text
from relgraph.errors import RelgraphError
from relgraph.facts import Event, Fact, Organization, Span, Tenure
from relgraph.reading import read
from relgraph.resources import files

WRITTEN = sorted((Path(__file__).parent / "gold" / "written").glob("*.txt"))
DOCUMENTS = [from_path(path) for path in [*files("seeds", ".txt"), *WRITTEN]]
Facts = dict[str, tuple[Fact, ...]]
by_name = pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.name)
#: Texts that once upset readers: cut words, names without end, numbers without unit, marks of all kinds.
PIECES = """President Minister of the Foreign Kassym-Jomart Tokayev Türkiye Kazakhstan's EU OTS (OTS) Council and , , met with
visited thanked $ 5 billion 10% 2022 31 Feb. Thursday next week will be held not “ ” " ' - -- — . .. ? \n\n \n • 12th 0 ½ ² İ ı
e\u0301 \u00ad \u200b \u202e the two sides their who which that said : ; / & @ # <b> http://a.b/? \ufeff 日本 Қазақстан""".split(
    " "
)


@pytest.fixture(scope="module")
def facts() -> Facts:
    return {document.name: read(document) for document in DOCUMENTS}


def label(fact: Fact) -> str:
    """Name a fact by its kind, rule and place: the written documents are held out, and no failure may print them."""
    return f"{type(fact).__name__} by rule {fact.evidence.rule} at {fact.evidence.quote}"


def wordless(document: Document, fact: Fact) -> list[str]:
    """Give the places of a fact that hold no words, or words of the header other than the day of publication."""
    graph.prove(document, fact)
    spans = [(None, fact.evidence.quote), *((a.role, a.span) for a in fact.evidence.arguments)]
    bad = [(role, s) for role, s in spans if not any(map(str.isalnum, document.slice(s)))]
    for role, span in spans:
        inside = span in document.body or (document.title is not None and span in document.title)
        if not inside and (role not in ("date", "period") or document.slice(span) != document.published):
            bad.append((role, span))
    return [f"{label(fact)}: {role} {span}" for role, span in bad]


def unsaid(fact: Event) -> list[str]:
    """Give the values of an event for which no words are named."""
    said = {(argument.role, argument.value) for argument in fact.evidence.arguments}
    wanted = [(role, one) for role in ("actors", "recipients", "people") for one in getattr(fact, role)]
    wanted += [(role, one) for role in ("date", "place", "series") if (one := getattr(fact, role))]
    return [f"{label(fact)}: {role}" for role, value in wanted if (role, value) not in said]


@by_name
def test_every_quote_and_argument_is_words_of_the_document(document: Document, facts: Facts) -> None:
    bad = [line for fact in facts[document.name] for line in wordless(document, fact)]
    assert not bad, "\n".join(bad)


@by_name
def test_every_party_person_date_and_place_of_an_event_names_its_words(document: Document, facts: Facts) -> None:
    bad = [line for fact in facts[document.name] if isinstance(fact, Event) for line in unsaid(fact)]
    assert not bad, "\n".join(bad)


def test_reading_again_in_another_order_gives_equal_facts(facts: Facts) -> None:
    differ = [document.name for document in reversed(DOCUMENTS) if read(document) != facts[document.name]]
    assert not differ


@by_name
def test_names_and_acronyms_stand_in_the_document(document: Document, facts: Facts) -> None:
    text = " ".join(document.text.split())
    people = [fact for fact in facts[document.name] if isinstance(fact, Tenure)]
    bodies = [fact for fact in facts[document.name] if isinstance(fact, Organization)]
    bad = [label(fact) for fact in people if fact.name not in text]
    bad += [
        label(fact) for fact in bodies if fact.acronym and fact.acronym.replace(".", "") not in text.replace(".", "")
    ]
    assert not bad, "\n".join(bad)


@pytest.mark.parametrize("text", ["", " ", "\n\n", ".", "---\n---\n", "---\ntitle: \n---\n", "\ufeff", "12", "The"])
def test_a_text_that_says_nothing_gives_nothing(text: str) -> None:
    assert read(from_text(text, "nothing.txt")) == ()


def test_what_lasts_since_a_day_to_come_has_no_date() -> None:
    page = from_text("---\npublished: 2022-02-24\n---\nRussia has bombed Ukraine since October 2023.\n", "x.txt")
    assert [event.date for event in read(page) if isinstance(event, Event)] == [None]


def test_texts_one_after_the_other_do_not_mix() -> None:
    """Nothing that one document names is known in the next one."""
    first, second = (
        DOCUMENTS[0],
        from_text("The two countries signed an agreement. He met his counterpart.", "bare.txt"),
    )
    alone = read(second)
    read(first)
    assert read(second) == alone
    assert not any(isinstance(fact, Event) for fact in alone), "no party has words here"


def holds(text: str) -> None:
    """Read a text: an error of ours is an answer, anything else is a fault; what is read is in the text."""
    try:
        document = from_text(text, "any.txt")
        for fact in read(document):
            graph.prove(document, fact)
            assert fact.evidence.quote in Span(0, len(text))
    except RelgraphError:
        pass


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(max_size=400))
def test_no_text_breaks_the_reader(text: str) -> None:
    holds(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join), st.sampled_from(["", "---\npublished: 2022\n---\n"])
)
def test_no_jumble_of_words_breaks_the_reader(text: str, header: str) -> None:
    holds(header + text)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_cut_of_a_real_text_breaks_the_reader(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(DOCUMENTS)).text
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 600)))
    holds(text[start:end])
