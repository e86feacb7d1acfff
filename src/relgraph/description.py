"""What a data set is, computed from what it holds, for catalogues, crawlers and federated queries: VoID, DCAT, schema.org.

Comes in: a store. Goes out: triples about it, without blank nodes and without a clock, so that the same data has the same
description. Sources: https://www.w3.org/TR/void/, https://www.w3.org/TR/vocab-dcat-3/,
https://developers.google.com/search/docs/appearance/structured-data/dataset.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib.metadata import version
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse

from relgraph import canonical, edtf, export, jsonld
from relgraph.errors import UsageError
from relgraph.store import Store
from relgraph.vocabulary import (
    DCAT,
    DCTERMS,
    ONTOLOGY_GRAPH,
    PREFIXES,
    RDF_TYPE,
    RG,
    SCHEMA,
    SPDX,
    THING,
    VOID,
)

FORMS = ("turtle", "jsonld", "schema")
NAMESPACES: Mapping[str, str] = PREFIXES | {"dcat": DCAT, "spdx": SPDX, "void": VOID, "dct": DCTERMS}
WHOLE = """
<{name}> a void:Dataset , dcat:Dataset , schema:Dataset ;
  dct:title {title} ; schema:name {title} ; dct:description {text} ; schema:description {text} ;
  dct:conformsTo <{ontology}> ;
  owl:versionIRI <{name}> ; owl:versionInfo {digest} ; schema:version {digest} ;
  void:uriSpace {space} ; void:feature <http://www.w3.org/ns/formats/Turtle> , <http://www.w3.org/ns/formats/N-Quads> ;
  void:triples {found.triples} ; void:distinctSubjects {found.subjects} ; void:distinctObjects {found.objects} ;
  void:classes {classes} ; void:properties {properties} ; void:documents {documents} ;
  dcat:distribution <{name}#canonical> ; schema:distribution <{name}#canonical> .
<{name}#canonical> a dcat:Distribution , schema:DataDownload ; dct:conformsTo <{canon}> ;
  dcat:mediaType <https://www.iana.org/assignments/media-types/application/n-quads> ;
  schema:encodingFormat "application/n-quads" ; spdx:checksum <{name}#checksum> .
<{name}#checksum> a spdx:Checksum ; spdx:algorithm spdx:checksumAlgorithm_sha256 ; spdx:checksumValue {digest} .
"""
PERIOD = """
<{name}> schema:temporalCoverage "{first}/{last}" ; dct:temporal <{name}#period> .
<{name}#period> a dct:PeriodOfTime ; dcat:startDate "{first}"^^xsd:date ; dcat:endDate "{last}"^^xsd:date .
"""
PART = """
<{name}> void:{kind}Partition <{name}#{kind}-{key}> .
<{name}#{kind}-{key}> void:{kind} <{iri}> ; void:{counted} {count} .
"""
TITLE = "Relations between states, as documents state them"
RDF_CANON = "https://www.w3.org/TR/rdf-canon/"
ACCOUNT = (
    "A knowledge graph of {facts} facts that {documents} documents state about states, organizations and people: events, "
    "offices, figures, instruments, relationships. Every fact points at the exact words that say it."
)


@dataclass(frozen=True, slots=True)
class About:
    """What only its publisher knows of a data set: addresses, empty where there is none."""

    endpoint: str = ""
    license: str = ""


@dataclass(slots=True)
class Census:
    """What a data set holds, counted in one pass over its sorted statements."""

    triples: int = 0
    subjects: int = 0
    objects: int = 0
    classes: Counter[str] = field(default_factory=Counter)
    properties: Counter[str] = field(default_factory=Counter)
    days: list[str] = field(default_factory=list)
    digest: str = ""


def census(store: Store) -> Census:
    """Count what a store's graphs say united, the ontology left out, in flat memory."""
    found, last, sorted_days = Census(digest=export.digest(store)), "", set()
    for subject, predicate, thing in _lines(store):
        found.triples += 1
        found.subjects += subject != last
        last = subject
        found.properties[predicate[1:-1]] += 1
        if predicate == f"<{RDF_TYPE}>":
            found.classes[thing[1:-1]] += 1
        elif predicate == f"<{RG}published>":
            sorted_days |= {day.isoformat() for day in edtf.bounds(thing.split('"')[1]) if day}
    found.objects = sum(1 for _ in canonical.ordered(thing.encode() for _, _, thing in _lines(store)))
    found.days = sorted(sorted_days)
    return found


def triples(found: Census, about: About) -> list[Triple]:
    """Describe what was counted, and what its publisher says of it; sorted."""
    name = f"{THING}dataset/{found.digest[:16]}"
    said = {"name": name, "found": found, "title": _text(TITLE), "text": _text(account(found))}
    said |= {"ontology": ONTOLOGY_GRAPH, "digest": _text(found.digest), "space": _text(THING), "canon": RDF_CANON}
    said |= {"classes": len(found.classes), "properties": len(found.properties)}
    text = [WHOLE.format(**said, documents=found.classes[RG + "Document"])]
    text += [f"<{name}> void:vocabulary <{one}> ." for one in sorted({_space(iri) for iri in found.properties})]
    if found.days:
        text.append(PERIOD.format(name=name, first=found.days[0], last=found.days[-1]))
    for kind, counted, counts in (("class", "entities", found.classes), ("property", "triples", found.properties)):
        for iri, count in counts.items():
            key = jsonld.compact(iri).replace(":", "-")
            text.append(
                PART.format(name=name, kind=kind, key=quote(key, safe="-"), iri=iri, counted=counted, count=count)
            )
    if about.endpoint:
        text.append(f"<{name}> void:sparqlEndpoint {_iri(about.endpoint)} .")
    if about.license:
        text.append(f"<{name}> dct:license {_iri(about.license)} ; schema:license {_iri(about.license)} .")
    prefixes = "".join(f"@prefix {short}: <{iri}> .\n" for short, iri in NAMESPACES.items())
    parsed = parse((prefixes + "\n".join(text)).encode(), format=RdfFormat.TURTLE)
    return list(canonical.triples(canonical.ordered(canonical.lines(quad.triple for quad in parsed))))


def written(found: Census, form: str, about: About) -> bytes:
    """Write the description as Turtle, as JSON-LD, or as the part in schema.org's terms that a web page carries."""
    if form not in FORMS:
        raise UsageError(form, "is no format of a description", f"choose one of {', '.join(FORMS)}")
    if form == "schema":
        return (json.dumps(schema(found, about), ensure_ascii=False, indent=1) + "\n").encode()
    said = triples(found, about)
    if form == "jsonld":
        return jsonld.united(said)
    known = {short: iri for short, iri in NAMESPACES.items() if short != "dct"}
    return export.turtle(said, known)


def schema(found: Census, about: About) -> dict[str, object]:
    """Give the data set as schema.org has it, for search engines."""
    name = f"{THING}dataset/{found.digest[:16]}"
    return {
        "@context": SCHEMA,
        "@type": "Dataset",
        "@id": name,
        "name": TITLE,
        "description": account(found),
        **({"license": about.license} if about.license else {}),
        "version": found.digest,
        "creator": {"@type": "Organization", "name": "The relgraph developers"},
        "measurementTechnique": f"relgraph {version('relgraph')}",
        "variableMeasured": sorted(jsonld.compact(one) for one in found.classes if one.startswith(RG)),
        **({"temporalCoverage": f"{found.days[0]}/{found.days[-1]}"} if found.days else {}),
    }


def account(found: Census) -> str:
    """Say in a sentence what a data set holds."""
    return ACCOUNT.format(facts=found.properties[RG + "claim"], documents=found.classes[RG + "Document"])


def _lines(store: Store) -> Iterator[tuple[str, str, str]]:
    """Give subject, predicate and object of each statement of all graphs united, sorted, as N-Triples writes them."""
    lines: Iterable[bytes] = export.canonical_lines(store, united=True)
    for line in lines:
        subject, predicate, thing = line.decode().split(" ", 2)
        yield subject, predicate, thing.removesuffix(" .\n")


def _space(iri: str) -> str:
    """Give the namespace of a term."""
    return iri[: max(iri.rfind("#"), iri.rfind("/")) + 1]


def _iri(text: str) -> NamedNode:
    """Take an address that is given; raise UsageError for none."""
    try:
        return NamedNode(text)
    except ValueError as error:
        raise UsageError(text, "is no address", "write it as https://...") from error


def _text(text: str) -> str:
    """Write a plain literal."""
    return str(Literal(text))
