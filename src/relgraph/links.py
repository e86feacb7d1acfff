"""Links: who is tied to whom by what documents state as a fact, how they are linked, who is central, who belong together.

Comes in: the answers of the contract tables and a period. Goes out: an undirected networkx graph of actors (states, bodies,
people), in which an edge is all facts that name both; and as answers the shortest paths between two of them, and their
centralities and communities. What is planned, promised, denied or only possible ties nobody; nor do topics.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import combinations, islice, pairwise, product

import networkx as nx
from pyoxigraph import Literal

from relgraph import edtf
from relgraph.answers import Answer
from relgraph.cards import Card, Tables, from_tables
from relgraph.errors import UsageError
from relgraph.network import from_cards, is_node, names_of

PATH = ("path", "step", "one", "relation", "other", "date", "facts", "quote", "document")
ACTORS = ("id", "label", "kind", "ties", "facts", "weight", "betweenness", "community", "first", "last")
#: What a card may be about, and the states in which it ties: done, measured, or without any.
KINDS = frozenset({"event", "instrument", "relationship", "figure", "membership", "office"})
DONE = frozenset({"", "occurred", "actual", "signed", "adopted", "issued", "in force", "mentioned"})
#: Facts that last from their date on.
LASTING = frozenset({"relationship", "membership", "office"})
#: From so many actors on betweenness is estimated from as many of them.
SAMPLE = 500


@dataclass(frozen=True, slots=True)
class Period:
    """A time in EDTF: from the first day of `since` to the last of `until`; empty is open."""

    since: str = ""
    until: str = ""

    def bounds(self) -> tuple[date, date]:
        """Give the first and last day; raise UsageError if one is no date."""
        try:
            first = edtf.bounds(self.since)[0] if self.since else None
            last = edtf.bounds(self.until)[1] if self.until else None
        except ValueError as error:
            raise UsageError(str(error).split()[0], "is no date", "write it as 2022, 2022-03 or 2022-03-02") from error
        return first or date.min, last or date.max


def actors(tables: Tables, period: Period | None = None) -> nx.Graph:
    """Build the graph of actors; an edge has `cards`, its `weight` (documents), `first` and `last` day, quote and document.

    A fact without a date counts by its documents' publication; one without either lies in no period.
    """
    since, until = (period or Period()).bounds()
    always = (since, until) == (date.min, date.max)
    published = {row["document"]: row.get("published", "") for row in tables.get("documents", ())}
    cards = [card for card in from_tables(tables) if card.kind in KINDS and card.status in DONE]
    dated = [(card, *_days(card, published)) for card in cards]
    held = [one for one in dated if always or (one[1] is not None and one[1] <= until and since <= (one[2] or since))]
    known = from_cards((card for card, _, _ in held), tables.get("names", ()), tables.get("organizations", ()))
    graph = nx.Graph()
    for name in sorted({thing for card, _, _ in held for thing in card.things}):
        graph.add_node(name, **known.nodes[name])
    for card, first, last in held:
        for one, other in _pairs(card):
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, cards=[], days=[])
            graph.edges[one, other]["cards"].append(card)
            graph.edges[one, other]["days"].extend(day for day in (first, last) if day)
    for _, _, data in graph.edges(data=True):
        _sum_up(data)
    return graph


def paths(graph: nx.Graph, one: str, other: str, most: int = 5) -> Answer:
    """List the shortest paths between two actors, at most so many, a row a step with its best attested fact."""
    source, target = _node(graph, one), _node(graph, other)
    if source == target:
        raise UsageError(other, f"is {one}", "name two")
    if not nx.has_path(graph, source, target):
        return Answer(PATH, ())
    rows = []
    for number, path in enumerate(islice(nx.all_shortest_paths(graph, source, target), most), 1):
        for step, (here, there) in enumerate(pairwise(path), 1):
            data = graph.edges[here, there]
            card = data["cards"][0]
            source_of = card.sources[0]
            names = (graph.nodes[here]["label"], card.title, graph.nodes[there]["label"])
            cells = (str(number), str(step), *names, card.date, str(len(data["cards"])))
            rows.append((*cells, source_of.quote, source_of.document))
    return _answer(PATH, rows)


def measured(graph: nx.Graph) -> nx.Graph:
    """Give the graph as other programs want it: actors with ties, facts, betweenness and community, edges without cards.

    Communities (Louvain, by weight) are numbered by size. The same facts give the same numbers.
    """
    many = len(graph) > SAMPLE
    between = nx.betweenness_centrality(graph, k=SAMPLE if many else None, seed=0) if len(graph) else {}
    groups = nx.community.louvain_communities(graph, weight="weight", seed=0) if len(graph) else []
    ranked = sorted(groups, key=lambda group: (-len(group), min(group)))
    home = {name: number for number, group in enumerate(ranked, 1) for name in group}
    full = nx.Graph()
    for name, data in graph.nodes(data=True):
        near = [graph.edges[name, other] for other in graph[name]]
        days = [edge[end] for edge in near for end in ("first", "last") if edge[end]]
        numbers = {"ties": len(near), "facts": sum(len(edge["cards"]) for edge in near)}
        weight = sum(edge["weight"] for edge in near)
        own = {name: data[name] for name in ("label", "kind", "aliases")}
        spans = {"first": min(days, default=""), "last": max(days, default="")}
        full.add_node(
            name, **own, **numbers, weight=weight, betweenness=round(between[name], 4), community=home[name], **spans
        )
    for one, other, data in graph.edges(data=True):
        kept = {name: data[name] for name in ("weight", "relation", "first", "last", "quote", "document")}
        full.add_edge(one, other, **kept, facts=len(data["cards"]))
    return full


def centralities(graph: nx.Graph) -> Answer:
    """List the actors of a measured graph, the most central first, and among equals those with the most facts."""
    order = sorted(graph.nodes(data=True), key=lambda one: (-one[1]["betweenness"], -one[1]["facts"], one[0]))
    return _answer(ACTORS, ((name, *(str(data[column]) for column in ACTORS[1:])) for name, data in order))


def _pairs(card: Card) -> Iterator[tuple[str, str]]:
    """Give each two whom a fact ties: all who take part in an occasion, else who acts with each who is acted on."""
    acting = tuple(dict.fromkeys((*card.ends, *card.people)))
    found = combinations(card.things, 2) if is_node(card) or not card.others else product(acting, card.others)
    yield from sorted({(min(pair), max(pair)) for pair in found if pair[0] != pair[1]})


def _answer(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Answer:
    return Answer(columns, tuple(tuple(Literal(cell) if cell else None for cell in row) for row in rows))


def _days(card: Card, published: Mapping[str, str]) -> tuple[date | None, date | None]:
    """Give the first and last day of a fact, None where it has none; a lasting fact has no last day."""
    if card.date:
        first, last = edtf.bounds(card.date)
        return first or date.min, None if card.kind in LASTING and "/" not in card.date else last
    told = [
        edtf.bounds(text) for text in sorted({published.get(source.document, "") for source in card.sources}) if text
    ]
    ends = [day for bounds in told for day in bounds if day]
    return (min(ends), max(ends)) if ends else (None, None)


def _sum_up(data: dict[str, object]) -> None:
    """Sort the facts of an edge, the best attested and newest first, and say of it what exports and tables show."""
    cards, days = data["cards"], data.pop("days")
    assert isinstance(cards, list)
    assert isinstance(days, list)
    cards.sort(key=lambda card: card.key)
    cards.sort(key=lambda card: (len({source.document for source in card.sources}), card.date), reverse=True)
    told = {source.document for card in cards for source in card.sources}
    first, last = (str(bound(days)) if days else "" for bound in (min, max))
    best = cards[0].sources[0]
    data.update(
        weight=len(told), first=first, last=last, quote=best.quote, document=best.document, relation=cards[0].title
    )


def _node(graph: nx.Graph, name: str) -> str:
    """Find an actor by any of its names, or the one that alone has it as a part; raise UsageError with near names."""
    known = [(one, text.casefold()) for one in graph for text in names_of(graph, one)]
    wanted = name.casefold()
    for found in (_hits(known, wanted, whole=True), _hits(known, wanted, whole=False)):
        if len(found) == 1:
            return found[0]
    near = get_close_matches(wanted, dict.fromkeys(text for _, text in known), n=3, cutoff=0.5)
    several = _hits(known, wanted, whole=False)[:3]
    remedy = f"did you mean {' or '.join(several or near)}?" if several or near else "see `relgraph query names`"
    raise UsageError(name, "several have this name" if several else "nobody tied to others has this name", remedy)


def _hits(known: Iterable[tuple[str, str]], wanted: str, *, whole: bool) -> list[str]:
    """List the actors who have a name, or have it as a part of theirs."""

    def fits() -> Iterator[str]:
        for one, text in known:
            if text == wanted if whole else f" {wanted} " in f" {text} ":
                yield one

    return list(dict.fromkeys(fits()))
