"""Event records in PLOVER's JSON, one a line, with the CAMEO code and Goldstein value of each event.

Fields and rules are those of the PLOVER manual, draft 0.8 (https://github.com/openeventdata/PLOVER); the values of the
scales stand in relgraph.ttl with their sources. A date that is not known to the day is the first and last day that it
allows (`date`, `enddate`), and what is not known at all is null. Scales are given for what occurred; what is planned,
denied or hypothetical has PLOVER's auxiliary mode instead, but a planned act of cooperation is an AGREE, as the manual
has it. Topics are relgraph's own, not PLOVER's contexts. Anniversaries, crises and appointments are no PLOVER events and
are left out.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version

from pyoxigraph import NamedNode, QuerySolutions

from relgraph.answers import from_solutions
from relgraph.classes import Scales, scales
from relgraph.parts import Part, extracted
from relgraph.resources import file
from relgraph.store import Store

CODEBOOK = "plover-0.8"
#: Types whose plan is an AGREE, and the class whose values an AGREE has.
PROMISED = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})
AGREE = "Agree"
#: PLOVER's auxiliary modes for what did not, or not yet, occur.
AUXILIARY = {"planned": "future", "denied": "negation", "cancelled": "negation", "hypothetical": "hypothetical"}
Entity = dict[str, str]


def written(store: Store, part: Part) -> Iterator[bytes]:
    """Give the records of a store or a part of it as lines of JSON, document by document."""
    source = store if part.whole else extracted(store, part)
    known = _entities(source)
    text = file("queries", "export/plover.rq").read_text(encoding="utf-8")
    for graph in source.documents():
        found = source.query(text, {"graph": NamedNode(graph)})
        assert isinstance(found, QuerySolutions)
        for row in from_solutions(found).records():
            if scales()[row["type"]].plover:
                yield (json.dumps(record(row, known), ensure_ascii=False) + "\n").encode()


def record(row: Mapping[str, str], known: Mapping[str, Entity]) -> dict[str, object]:
    """Make the record of one document's account of an event; `known` has the codes of parties by their names."""
    said = _said(row)
    return {
        "id": row["fact"].rpartition("/")[2],
        "date": row["earliest"] or None,
        "enddate": row["latest"] or None,
        "date_edtf": row["date"] or None,
        "actor": [_entity(name, known, said) for name in _cells(row["actors"])],
        "recipient": [_entity(name, known, said) for name in _cells(row["recipients"])],
        **_coded(row["type"], row["status"]),
        "topic": _cells(row["topics"]),
        "event_loc": {"name": row["place"]} if row["place"] else None,
        "event_text": [words for role, value, words in said if role == "type" and value == row["type"]],
        "link": row["event"],
        "text": row["quote"],
        "text_info": {"start": int(row["begin"]), "end": int(row["close"])},
        "cite_info": {
            "citation": row["document"],
            "url": row["url"] or None,
            "title": row["title"] or None,
            "publication": row["source"] or None,
            "coder": f"relgraph {version('relgraph')}",
            "codebook": CODEBOOK,
        },
    }


def _coded(name: str, status: str) -> dict[str, object]:
    """Code an event class and its status."""
    own = scales()[name]
    promised = status == "planned" and own.plover in PROMISED
    used = scales()[AGREE] if promised else own
    counted = used if promised or status == "occurred" else Scales()
    return {
        "event": [used.plover],
        "mode": [mode for mode in (own.mode if not promised else "", AUXILIARY.get(status, "")) if mode],
        "quad_code": counted.quad,
        "event_scale": counted.score,
        "cameo": counted.cameo or None,
        "goldstein": counted.goldstein,
        "event_class": name,
        "status": status,
    }


def _entities(store: Store) -> dict[str, Entity]:
    """Give code, name and Wikidata item of each state and organization by the name that the tables use."""
    found = store.query(file("queries", "export/entities.rq").read_text(encoding="utf-8"))
    assert isinstance(found, QuerySolutions)
    known: dict[str, Entity] = {}
    for row in from_solutions(found).records():
        item = row["same"].rpartition("/")[2]
        entity = {"code": row["code"], "identifier_text": row["label"], **({"identifier_id": item} if item else {})}
        known.setdefault(row["name"], entity)
    return known


def _entity(name: str, known: Mapping[str, Entity], said: Iterable[tuple[str, str, str]]) -> Entity:
    """Describe a party: its code and item, and the words of the document for it."""
    words = next((words for role, value, words in said if value == name and role in ("actors", "recipients")), name)
    return {**known.get(name, {"identifier_text": name}), "entity_text": words}


def _said(row: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """Give role, value and words of each argument of a fact."""
    _, arguments = json.loads(row["evidence"]).get(row["fact"].rpartition("/")[2], ("", ()))
    return [(role, value, words) for role, value, _, _, words in arguments]


def _cells(cell: str) -> list[str]:
    return [one for one in cell.split("|") if one]
