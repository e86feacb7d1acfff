"""The network of parties, people, bodies, occasions and instruments. networkx lives here.

Comes in: the answers of the contract tables. Goes out: a directed multigraph with one edge per tie that a fact states,
each with the fact's key, date, status, quote and document; and the same as GraphML or GEXF.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import combinations

import networkx as nx

from relgraph import edtf, queries
from relgraph.cards import Card, Row, Tables, cells, from_tables
from relgraph.classes import Scales, scales
from relgraph.wording import printable

#: Events that gather their parties are nodes of their own; all others are arrows from actor to recipient.
OCCASIONS = frozenset(
    {"Meeting", "Visit", "Call", "Consult", "Signing", "Anniversary", "Crisis", "Protest", "Appointment"}
)
#: Kind of organization to the kind of node that stands for it.
BODIES = {"intergovernmental": "organization", "bilateral": "body"}
#: Questions beside the contract tables that the page shows.
BESIDE = ("documents", "names")
#: Formats of the network.
FORMS = ("graphml", "gexf")
STATE = re.compile(r"[A-Z]{3}\Z")


@dataclass(frozen=True, slots=True)
class Tie:
    """One edge: what the fact `card` says between two nodes."""

    source: str
    target: str
    relation: str
    card: Card


def tables(store: queries.Askable) -> Tables:
    """Ask the store all that the network and the page are made of."""
    facts = (*queries.TABLES, "commitments")
    asked = {name: queries.ask(store, queries.traced(name)).records() for name in facts}
    return asked | {name: queries.ask(store, name).records() for name in BESIDE}


def from_answers(answers: Tables) -> nx.MultiDiGraph:
    """Build the network of all answers; nodes and edges come in an order that depends on content alone."""
    return from_cards(from_tables(answers), answers.get("names", ()), answers.get("organizations", ()))


def from_cards(cards: Iterable[Card], names: Iterable[Row] = (), organizations: Iterable[Row] = ()) -> nx.MultiDiGraph:
    """Build the network of cards; `names` give labels and aliases, `organizations` the kinds of bodies."""
    listed, named = tuple(cards), tuple(names)
    network = nx.MultiDiGraph()
    labels, aliases = _names(named)
    kinds = {row["name"]: BODIES.get(row.get("kind", ""), "institution") for row in organizations}
    known_as = {row["id"]: row["kind"] for row in named if row.get("kind") in ("state", "organization")}
    for thing, kind in sorted(_things(listed, known_as | kinds).items()):
        known = "|".join(aliases.get(thing, ()))
        network.add_node(thing, label=labels.get(thing, thing), kind=kind, aliases=known, date="")
    for card in listed:
        if is_node(card):
            network.add_node(card.key, label=card.title, kind=card.kind, aliases="", date=card.date)
        for tie in ties(card, kinds):
            _add(network, tie)
    return network


def is_node(card: Card) -> bool:
    """Tell whether a fact is drawn as a node: an occasion, or an instrument."""
    return card.kind == "instrument" or (card.kind == "event" and card.type in OCCASIONS)


def ties(card: Card, bodies: Iterable[str] = ()) -> Iterator[Tie]:
    """Give the edges that one fact states."""
    if is_node(card):
        yield from _ties_of_node(card, set(bodies))
        return
    sources = card.ends or card.people
    if card.kind == "office":
        sources = card.people
    if card.others:
        pairs: Iterable[tuple[str, str]] = ((one, other) for one in sources for other in card.others if one != other)
    else:
        pairs = combinations(sources, 2)
    for one, other in pairs:
        yield Tie(one, other, card.title if card.kind == "figure" else card.type, card)


def _ties_of_node(card: Card, bodies: set[str]) -> Iterator[Tie]:
    role = "party" if card.kind == "instrument" else "takes part"
    toward = "of" if card.type == "Visit" else "toward"
    for party in (*card.ends, *card.people):
        yield Tie(party, card.key, role, card)
    for party in card.others:
        yield Tie(card.key, party, toward, card)
    for name, value in card.details:
        if name == "series" and value in bodies:
            yield Tie(card.key, value, "session", card)


def _names(rows: Iterable[Row]) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Give the label and the aliases of each thing; an answer has one alias a row, or several in a cell."""
    labels: dict[str, str] = {}
    aliases: dict[str, list[str]] = {}
    for row in rows:
        labels[row["id"]] = row.get("label") or row["id"]
        aliases.setdefault(row["id"], []).extend(cells(row, "alias", "aliases"))
    return labels, aliases


def _things(cards: Iterable[Card], kinds: dict[str, str]) -> dict[str, str]:
    things: dict[str, str] = {}
    for card in cards:
        for person in card.people:
            things[person] = "person"
        for party in (*card.ends, *card.others):
            known = kinds.get(party) or ("state" if STATE.match(party) else "organization")
            things.setdefault(party, known)
    return things


def _add(network: nx.MultiDiGraph, tie: Tie) -> None:
    first = tie.card.sources[0]
    network.add_edge(
        tie.source,
        tie.target,
        relation=tie.relation,
        fact=tie.card.key,
        kind=tie.card.kind,
        date=tie.card.date,
        status=tie.card.status,
        quote=first.quote,
        document=first.document,
        documents=len({source.document for source in tie.card.sources}),
    )


def written(network: nx.MultiDiGraph, form: str) -> bytes:
    """Write the network as GraphML or GEXF, typed; characters that XML cannot hold become U+FFFD."""
    return xml(typed(network, "start", "end") if form == "gexf" else typed(network), form)


def xml(network: nx.Graph, form: str) -> bytes:
    """Write any graph as GraphML or GEXF, as it is; characters that XML cannot hold become U+FFFD."""
    out = BytesIO()
    safe = _without_controls(network)
    if form == "graphml":
        nx.write_graphml_xml(safe, out, encoding="utf-8", named_key_ids=True)
        return out.getvalue() + b"\n"
    nx.write_gexf(safe, out, encoding="utf-8", version="1.2draft")
    # networkx stamps the day and its release; the same facts must give the same bytes anywhere
    dated = re.sub(rb' lastmodifieddate="[^"]*"', b"", out.getvalue())
    return re.sub(rb"<creator>[^<]*", b"<creator>relgraph", dated) + b"\n"


def typed(network: nx.MultiDiGraph, first: str = "earliest", last: str = "latest") -> nx.MultiDiGraph:
    """Give the network as other programs want it: each edge weighted, scored where its act has scores, and dated by day.

    The weight is the number of documents that tell of the fact; `first` and `last` name the attributes for the first
    and last possible day of nodes and edges that have a date.
    """
    full = nx.MultiDiGraph()
    for node, data in network.nodes(data=True):
        full.add_node(node, **data, **_days(data["date"], first, last))
    for one, other, data in network.edges(data=True):
        known = scales().get(data["relation"] if data["kind"] == "event" else "", Scales())
        scored = {"plover": known.score, "goldstein": known.goldstein} if data["status"] == "occurred" else {}
        full.add_edge(
            one,
            other,
            weight=float(data["documents"]),
            **data,
            **{name: value for name, value in scored.items() if value is not None},
            **_days(data["date"], first, last),
        )
    return full


def _days(text: str, first: str, last: str) -> dict[str, str]:
    """Give the first and last day of a date under these names; none for what has no date."""
    days = zip((first, last), edtf.bounds(text), strict=True) if text else ()
    return {name: day.isoformat() for name, day in days if day}


def _without_controls(network: nx.Graph) -> nx.Graph:
    clean = network.__class__()
    clean.add_nodes_from((printable(node), _clean(data)) for node, data in network.nodes(data=True))
    for key, (one, other, data) in enumerate(network.edges(data=True)):
        keyed = {"key": str(key)} if network.is_multigraph() else {}
        clean.add_edge(printable(one), printable(other), **keyed, **_clean(data))
    return clean


def _clean(data: dict[str, object]) -> dict[str, object]:
    return {name: printable(value) if isinstance(value, str) else value for name, value in data.items()}


def names_of(network: nx.MultiDiGraph, node: str) -> tuple[str, ...]:
    """Give every name by which a node can be found: its label, its code and its aliases."""
    data = network.nodes[node]
    own = () if is_key(node) else (node,)
    return tuple(dict.fromkeys((data["label"], *own, *cells(data, "aliases"))))


def is_key(node: str) -> bool:
    """Tell whether a node's id is a fact's key, which nobody would search for."""
    return re.fullmatch(r"[0-9a-f]{12}", node) is not None
