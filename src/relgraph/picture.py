"""The page: one HTML file with the picture, the facts and their quotes. pyvis lives here.

Comes in: the answers of the contract tables. Goes out: HTML text that loads nothing from outside. Every text from
documents travels as JSON in a data block, with `<`, `>` and `&` escaped, and is put on the page by `textContent` alone.
"""

import json
import re
from base64 import b64encode
from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from importlib.resources import files
from textwrap import shorten
from typing import Any, TypeAlias

import networkx as nx
from pyvis.network import Network

from relgraph import communities, edtf, layout, network
from relgraph.cards import Card, Row, Source, Tables, from_tables
from relgraph.document import weblink
from relgraph.excerpt import TYPES
from relgraph.vocabulary import EDTF, PREFIXES, THING
from relgraph.wording import brief, when

Json: TypeAlias = dict[str, Any]
#: The ties of each pair of tied nodes.
Bundles: TypeAlias = dict[tuple[str, str], list[Json]]

#: The vis-network that pyvis bundles; its licence notice is its first comment.
VIS = "templates/lib/vis-9.1.2/vis-network.min.js"
#: The page's own scripts, in the order in which they build on each other; they share one function scope.
SCRIPTS = (
    "model.js",
    "marks.js",
    "communities.js",
    "paths.js",
    "graph.js",
    "facts.js",
    "table.js",
    "search.js",
    "filters.js",
    "timeline.js",
    "drawing.js",
    "turtle.js",
    "download.js",
    "page.js",
)
#: Shape of each kind of node in vis-network's words.
SHAPES = {
    "state": "circle",
    "organization": "hexagon",
    "body": "square",
    "institution": "triangle",
    "person": "dot",
    "event": "diamond",
    "instrument": "box",
}
SIZES = {"state": 40, "organization": 17, "body": 15, "institution": 13, "person": 11, "event": 14, "instrument": 14}
#: A network of more things is shown as communities, which open one at a time.
WHOLE = 5000
#: Relations that a picture shows without words: whoever is tied to an occasion takes part in it.
PLAIN = frozenset({"takes part", "party", "session", "of"})


def page(tables: Tables, title: str = "") -> str:
    """Write the page for the answers of the contract tables (with `documents` and `names` beside them)."""
    data = page_data(tables)
    data["title"] = title or data["title"]
    data["vis"] = {"nodes": len(data["nodes"]), "edges": len(data["edges"])}
    return _assembled(data)


def page_data(tables: Tables) -> Json:
    """Give everything that the page shows, as plain values."""
    cards = from_tables(tables)
    graph = network.from_cards(cards, tables.get("names", ()), tables.get("organizations", ()))
    documents = {row["document"]: row for row in tables.get("documents", ())}
    names = sorted({source.document for card in cards for source in card.sources})
    order = {name: index for index, name in enumerate(names)}
    bundles = _bundled(graph)
    weights = {pair: len(ties) for pair, ties in bundles.items()}
    groups = communities.communities(graph, weights) if len(graph) > WHOLE else ()
    drawn = _drawn(graph, cards, bundles, groups)
    member = {node: index for index, group in enumerate(groups) for node in group}
    return {
        "title": _title(graph),
        "nodes": [_node(graph, node, member) for node in drawn.nodes],
        "communities": [
            _community(graph, *placed, weights) for placed in zip(groups, communities.places(len(groups)), strict=True)
        ],
        "edges": drawn.edges,
        "facts": [_fact(card, order) for card in cards],
        "documents": [_document(name, documents.get(name, {})) for name in names],
        "prefixes": {
            **{name: PREFIXES[name] for name in ("rg", "fact", "prov", "oa", "dcterms", "schema", "xsd")},
            "id": THING,
        },
        "types": {name: EDTF if kind == "edtf" else kind for name, kind in TYPES.items()},
    }


def _bundled(graph: nx.MultiDiGraph) -> Bundles:
    """Give the ties of each pair of tied nodes."""
    bundles: Bundles = {}
    for one, other, tie in graph.edges(data=True):
        bundles.setdefault((min(one, other), max(one, other)), []).append({**tie, "from": one, "to": other})
    return bundles


def _drawn(graph: nx.MultiDiGraph, cards: Sequence[Card], bundles: Bundles, groups: Sequence[Sequence[str]]) -> Network:
    """Draw the network with pyvis: placed nodes, each community by itself, and one edge for each pair of tied nodes."""
    drawn = Network(directed=True)
    wide: layout.Places = {}
    upright: layout.Places = {}
    weights = {pair: len(ties) for pair, ties in bundles.items()}
    for group in groups or (tuple(graph),):
        things = [layout.Thing(node, graph.nodes[node]["kind"], graph.nodes[node]["date"]) for node in group]
        own = communities.within(group, weights) if groups else weights
        wide |= layout.places(things, own)
        upright |= layout.upright(things, own)
    offices = {person: card.title for card in reversed(cards) if card.kind == "office" for person in card.people}
    for node, data in graph.nodes(data=True):
        drawn.add_node(node, **_look(data, offices.get(node, "")), wide=wide[node], upright=upright[node])
    for pair, ties in sorted(bundles.items()):
        drawn.add_edge(*_direction(pair, ties), **_bundle(ties))
    return drawn


def _look(data: Mapping[str, str], office: str) -> Json:
    kind = data["kind"]
    under = office or brief(when(data["date"]))
    kept = re.sub(r"^Meeting: (?=\d)", "", data["label"])  # a numbered session needs no word that it is a meeting
    label = shorten(kept, 70, placeholder=" …")
    return {"label": f"{label}\n{under}" if under else label, "shape": SHAPES[kind], "size": SIZES[kind]}


def _direction(pair: tuple[str, str], ties: Sequence[Json]) -> tuple[str, str]:
    """Let a bundle run as its ties do; one that runs both ways has no direction of its own."""
    first = ties[0]["from"], ties[0]["to"]
    return first if all((tie["from"], tie["to"]) == first for tie in ties) else pair


def _bundle(ties: Sequence[Json]) -> Json:
    relations = Counter(tie["relation"] for tie in ties)
    facts = list(dict.fromkeys(tie["fact"] for tie in ties))
    named = ", ".join(f"{name} ×{count}" if count > 1 else name for name, count in relations.most_common(2))
    label = f"{len(facts)} facts" if len(relations) > 2 else named
    one_way = len({(tie["from"], tie["to"]) for tie in ties}) == 1
    stated = any(tie["status"] not in ("planned", "hypothetical", "denied", "cancelled") for tie in ties)
    telling = any(tie["relation"] not in PLAIN and tie["kind"] != "office" for tie in ties)
    return {"label": label, "facts": facts, "oneWay": one_way, "stated": stated, "telling": telling}


def _community(graph: nx.MultiDiGraph, group: Sequence[str], place: layout.Place, weights: layout.Weights) -> Json:
    """Name a community after those of its things that most facts tie."""
    first = [graph.nodes[node]["label"] for node in communities.heads(group, weights)[:2]]
    return {
        "name": " and ".join(shorten(name, 40, placeholder=" …") for name in first),
        "size": len(group),
        "wide": place,
    }


def _node(graph: nx.MultiDiGraph, drawn: Json, member: Mapping[str, int]) -> Json:
    data = graph.nodes[drawn["id"]]
    kept = {key: drawn[key] for key in ("id", "label", "shape", "size", "wide", "upright")}
    names = network.names_of(graph, drawn["id"])
    if drawn["id"] in member:
        kept["community"] = member[drawn["id"]]
    return {**kept, "kind": data["kind"], "name": data["label"], "names": names, "when": when(data["date"])}


def _fact(card: Card, documents: Mapping[str, int]) -> Json:
    first, last = _bounds(card.date)
    return {
        "key": card.key,
        "kind": card.kind,
        "title": card.title,
        "ends": card.ends,
        "others": card.others,
        "people": card.people,
        "details": [pair for pair in card.details if pair[1] and pair[1] not in card.title],
        "date": card.date,
        "when": when(card.date),
        "first": first,
        "last": last,
        "status": card.status,
        "sources": [_source(source, documents[source.document]) for source in card.sources],
        "excerpt": card.excerpt,
    }


def _source(source: Source, document: int) -> Json:
    place = {"fact": source.fact.rsplit("/", 1)[-1], "at": f"{source.begin},{source.close}"} if source.fact else {}
    return {"quote": source.quote, "document": document, **place}


def _bounds(date: str) -> tuple[str, str]:
    """Give the first and last day for filtering; an open end counts as the day that is known."""
    try:
        first, last = edtf.bounds(date) if date else (None, None)
    except ValueError:
        return "", ""
    days = [day.isoformat() for day in (first, last) if day]
    return (days[0], days[-1]) if days else ("", "")


def _document(name: str, row: Row) -> Json:
    return {
        "name": name,
        "title": row.get("title") or name,
        "source": row.get("source", ""),
        "url": weblink(row.get("url", "")),
        "published": when(row.get("published", "")),
    }


def _title(graph: nx.MultiDiGraph) -> str:
    states = sorted(
        (-graph.degree(node), data["label"]) for node, data in graph.nodes(data=True) if data["kind"] == "state"
    )
    return " and ".join(label for _, label in states[:2]) or "Relations"


def _assembled(data: Json) -> str:
    folder = files("relgraph") / "page"
    read = {name: (folder / name).read_text("utf-8") for name in ("page.html", "page.css", *SCRIPTS)}
    vis = re.sub(r"\n//# sourceMappingURL=.*", "", (files("pyvis") / VIS).read_text("utf-8"))
    own = "(() => {\n'use strict';\n" + "\n".join(read[name] for name in SCRIPTS) + "\n})();\n"
    parts = {
        "SCRIPT_HASHES": f"{_hash(vis)} {_hash(own)}",
        "STYLE_HASH": _hash(read["page.css"]),
        "STYLE": read["page.css"],
        "VIS": vis,
        "SCRIPT": own,
        "TITLE": _escaped_html(data["title"]),
        "DATA": _escaped_json(data),
    }
    return re.sub(r"\{\{([A-Z_]+)\}\}", lambda match: parts[match[1]], read["page.html"])


def _hash(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _escaped_html(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _escaped_json(data: Json) -> str:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    for letter in "<>&\u2028\u2029":
        text = text.replace(letter, f"\\u{ord(letter):04x}")
    return text.encode("utf-8", "replace").decode()
