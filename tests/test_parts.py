"""Parts: the facts that meet the conditions, each with its quote and document, and nothing else."""

import pytest
from pyoxigraph import Literal

from relgraph import build, parts, queries
from relgraph.errors import UsageError
from relgraph.parts import Part
from relgraph.store import Store, in_memory
from relgraph.vocabulary import DERIVED_GRAPH, RDFS
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS, THIRD, THIRD_FACTS


@pytest.fixture(scope="module")
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    for document, facts in ((FIRST, FIRST_FACTS), (SECOND, SECOND_FACTS), (THIRD, THIRD_FACTS)):
        build.add(made, document, facts)
    build.derive(made)
    return made


def facts(store: Store, part: Part) -> list[str]:
    """Give the labels of the facts of a part."""
    found = list(parts.quads(store, parts.resolved(store, part)))
    quoted = {quad.subject for quad in found if quad.predicate.value == parts.QUOTED}
    labels = [quad.object for quad in found if quad.subject in quoted and quad.predicate.value == RDFS + "label"]
    return sorted(label.value for label in labels if isinstance(label, Literal))


def test_the_whole_is_every_document_and_what_is_derived(store: Store) -> None:
    names = [name for name, _ in parts.graphs(store, Part())]
    assert names == sorted([*store.documents(), DERIVED_GRAPH])
    assert sum(1 for _ in parts.quads(store, Part())) == sum(len(list(store.quads(name))) for name in names)


def test_a_document_is_its_graph(store: Store) -> None:
    found = set(parts.quads(store, Part(documents=frozenset({"kobe.txt"}))))
    graph = next(name for name in store.documents() if name.endswith("kobe.txt"))
    assert found == set(store.quads(graph))
    with pytest.raises(UsageError, match="no document"):
        parts.resolved(store, Part(documents=frozenset({"rome.txt"})))


def test_a_pair_are_the_facts_that_name_both_by_any_name(store: Store) -> None:
    both = facts(store, Part(parties=("Norway", "JPN")))
    everything = facts(store, Part(parties=("NOR",)))
    assert any("Meeting" in label for label in both)
    assert not [label for label in both if "NATO" in label or "North Atlantic" in label]
    assert set(both) < set(everything)


def test_a_period_takes_what_may_lie_in_it_and_nothing_undated(store: Store) -> None:
    year = facts(store, Part(since="2024", until="2024"))
    assert year and all("2022" not in label for label in year)
    before, after = facts(store, Part(until="2022")), facts(store, Part(since="2023"))
    assert before and after and not set(before) & set(after)
    assert 0 < len(facts(store, Part(since="1800"))) < len(facts(store, Part()))
    with pytest.raises(UsageError, match="no date"):
        parts.resolved(store, Part(since="last year"))


def test_behind_a_question_stand_the_facts_of_the_sentences_that_it_quotes(store: Store) -> None:
    asked = queries.named("figures")
    quotes = parts.behind(store, asked, {})
    assert quotes == {(row["document"], row["quote"]) for row in queries.ask(store, asked).records()}
    labels = facts(store, Part(quotes=quotes))
    assert [label for label in labels if "trade" in label.casefold()]
    assert not [label for label in labels if label.startswith("Meeting")]
    with pytest.raises(UsageError, match="no quotes"):
        parts.behind(store, queries.named("stats"), {})


def test_a_part_holds_whole_facts_that_answer_like_the_store(store: Store) -> None:
    part = Part(since="2024", parties=("NOR", "JPN"))
    apart = parts.extracted(store, part)
    all_rows = {tuple(row.items()) for row in queries.ask(store, "events").records()}
    some = {tuple(row.items()) for row in queries.ask(apart, "events").records()}
    assert some and some < all_rows
    assert all(dict(row)["date"].startswith(("2024", "2025")) for row in some)
    assert set(parts.quads(store, part)) < set(parts.quads(store, Part()))
