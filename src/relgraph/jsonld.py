"""Compact JSON-LD, written one thing a line: short names of the ontology, dates and numbers as plain values.

The context is worked out from the ontology and stands in every file, so that a file needs nothing from elsewhere.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from itertools import groupby
from types import MappingProxyType

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

from relgraph.resources import file
from relgraph.turtle import statements
from relgraph.vocabulary import EDTF, OWL, PREFIXES, RDF_TYPE, RDFS, RG, XSD

#: Properties whose datatypes the ontology cannot name, for OWL 2 has no dates.
DAYS = ("earliest", "latest")
EDTF_DATES = ("date", "due", "endDate", "period", "published", "since", "startDate")
Term = NamedNode | BlankNode | Literal | Triple


@cache
def context() -> Mapping[str, object]:
    """Give the context: prefixes, the ontology as vocabulary, and of which type the values of its properties are."""
    kinds = dict.fromkeys(EDTF_DATES, EDTF) | dict.fromkeys(DAYS, "xsd:date")
    for quad in statements(file("ontology", "relgraph.ttl")):
        subject, said = quad.subject, quad.object
        if not isinstance(subject, NamedNode) or not isinstance(said, NamedNode) or not subject.value.startswith(RG):
            continue
        name = _short(subject.value)
        if quad.predicate.value == RDF_TYPE and said.value == OWL + "ObjectProperty":
            kinds[name] = "@id"
        elif quad.predicate.value == RDFS + "range" and said.value.startswith(XSD) and said.value != XSD + "string":
            kinds[name] = compact(said.value)
    typed = {name: {"@type": kinds[name]} for name in sorted(kinds)}  # a prefixed name says its IRI by itself
    return MappingProxyType({"@version": 1.1, "@vocab": RG, **dict(sorted(PREFIXES.items())), **typed})


def written(graphs: Iterable[tuple[str, Iterable[Quad]]]) -> Iterator[bytes]:
    """Write named graphs, their quads sorted by subject, as the lines of one JSON-LD file."""
    head = json.dumps(dict(context()), ensure_ascii=False, indent=1)
    yield f'{{"@context": {head},\n"@graph": ['.encode()
    between = "\n"
    for name, quads in graphs:
        yield f'{between}{{"@id": {_json(compact(name))}, "@graph": ['.encode()
        comma = "\n"
        for subject, said in groupby(quads, key=lambda quad: quad.subject):
            yield comma.encode() + node(str(subject).strip("<>"), said).encode()
            comma = ",\n"
        yield b"\n]}"
        between = ",\n"
    yield b"\n]}\n"


def united(triples: Iterable[Triple]) -> bytes:
    """Write triples, sorted by subject, as one JSON-LD document without named graphs."""
    nodes = [node(str(subject).strip("<>"), said) for subject, said in groupby(triples, key=lambda one: one.subject)]
    return f'{{"@context": {_json(dict(context()))},\n"@graph": [\n{",".join(nodes)}\n]}}\n'.encode()


def node(subject: str, said: Iterable[Quad | Triple]) -> str:
    """Write what is said of one subject as a JSON object on one line."""
    found: dict[str, list[object]] = {"@id": [compact(subject)], "@type": []}
    for one in said:
        if one.predicate.value == RDF_TYPE and isinstance(one.object, NamedNode):
            found["@type"].append(_short(one.object.value))
        else:
            name = _short(one.predicate.value)
            found.setdefault(name, []).append(_value(one.object, _type_of(name)))
    return _json({name: values[0] if len(values) == 1 else values for name, values in found.items() if values})


def compact(iri: str) -> str:
    """Shorten an IRI by the longest prefix that it begins with."""
    fits = [(len(base), name) for name, base in PREFIXES.items() if iri.startswith(base) and iri != base]
    if not fits:
        return iri
    length, name = max(fits)
    return iri if iri[length:].startswith("//") else f"{name}:{iri[length:]}"


def _short(iri: str) -> str:
    """Shorten the IRI of a class or property; those of the ontology need no prefix, unless they are called like one."""
    name = iri.removeprefix(RG)
    return name if name != iri and name.isalnum() and name not in PREFIXES else compact(iri)


def _type_of(name: str) -> str:
    """Give the type that the context lays down for the values of a property, or nothing."""
    typed = context().get(name)
    return str(typed["@type"]) if isinstance(typed, dict) else ""


def _value(term: Term, expected: str) -> object:
    """Write a value, as plain as the context allows without changing what it says."""
    if isinstance(term, NamedNode):
        return compact(term.value) if expected == "@id" else {"@id": compact(term.value)}
    if not isinstance(term, Literal):
        return {"@id": str(term)}
    if term.language:
        return {"@value": term.value, "@language": term.language}
    kind = compact(term.datatype.value)
    if kind == expected:
        return int(term.value) if kind == "xsd:integer" and str(_int(term.value)) == term.value else term.value
    if kind == "xsd:string":
        return {"@value": term.value} if expected else term.value
    return {"@value": term.value, "@type": kind}


def _int(text: str) -> int | None:
    return int(text) if text.lstrip("-").isascii() and text.lstrip("-").isdigit() else None


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(", ", ": "))
