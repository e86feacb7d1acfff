"""The vocabulary: every namespace and IRI that the program spells is spelled here, and nowhere else."""

from typing import Final

# --- shared -----------------------------------------------------------------------------------------------------
RELGRAPH: Final = "https://w3id.org/relgraph/"
#: Classes and properties of relgraph.ttl.
RG: Final = RELGRAPH + "ontology#"
#: States, organizations, persons, documents, facts: everything that is talked about.
THING: Final = RELGRAPH + "id/"
ONTOLOGY: Final = RG
RDF_TYPE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

# --- graph, store, queries, export ------------------------------------------------------------------------------
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
OWL: Final = "http://www.w3.org/2002/07/owl#"
XSD: Final = "http://www.w3.org/2001/XMLSchema#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
DCTERMS: Final = "http://purl.org/dc/terms/"
FOAF: Final = "http://xmlns.com/foaf/0.1/"
ORG: Final = "http://www.w3.org/ns/org#"
PROV: Final = "http://www.w3.org/ns/prov#"
OA: Final = "http://www.w3.org/ns/oa#"
SCHEMA: Final = "https://schema.org/"
SEM: Final = "http://semanticweb.cs.vu.nl/2009/11/sem/"
DCAT: Final = "http://www.w3.org/ns/dcat#"
VOID: Final = "http://rdfs.org/ns/void#"
SPDX: Final = "http://spdx.org/rdf/terms#"
SH: Final = "http://www.w3.org/ns/shacl#"
TIME: Final = "http://www.w3.org/2006/time#"
#: Datatype of dates written as the Extended Date/Time Format has them.
EDTF: Final = "http://id.loc.gov/datatypes/edtf/EDTF"
#: Named graphs: what the ontology says, what rules derive, what the store says of itself.
ONTOLOGY_GRAPH: Final = RELGRAPH + "ontology"
DERIVED_GRAPH: Final = RELGRAPH + "derived"
STORE_GRAPH: Final = RELGRAPH + "store"
#: Prefixes that exports and free-form queries know.
PREFIXES: Final[dict[str, str]] = {
    "dcterms": DCTERMS,
    "event": THING + "event/",
    "fact": THING + "fact/",
    "foaf": FOAF,
    "oa": OA,
    "org": ORG,
    "organization": THING + "organization/",
    "owl": OWL,
    "person": THING + "person/",
    "place": THING + "place/",
    "prov": PROV,
    "rdf": RDF,
    "rdfs": RDFS,
    "rg": RG,
    "schema": SCHEMA,
    "sem": SEM,
    "skos": SKOS,
    "state": THING + "state/",
    "status": THING + "status/",
    "time": TIME,
    "topic": THING + "topic/",
    "xsd": XSD,
}

# --- actors: states, places, organizations, offices and their names (the gazetteer) -----------------------------
LABEL: Final = RDFS + "label"
ALT_LABEL: Final = SKOS + "altLabel"
IDENTIFIER: Final = DCTERMS + "identifier"
SAME_AS: Final = OWL + "sameAs"
STATE: Final = RG + "State"
CITY: Final = RG + "City"
REGION: Final = RG + "Region"
ACTOR_ORGANIZATION: Final = RG + "Organization"
OFFICE: Final = RG + "Office"
PORTFOLIO: Final = RG + "Portfolio"
MARK: Final = RG + "Mark"
UNRELATED: Final = RG + "Unrelated"
ACRONYM: Final = RG + "acronym"
CAPITAL: Final = RG + "capital"
COMBINING_FORM: Final = RG + "combiningForm"
DEMONYM: Final = RG + "demonym"
IN_STATE: Final = RG + "inState"
NEEDS_SUPPORT: Final = RG + "needsSupport"
ORGANIZATION_KIND: Final = RG + "organizationKind"
PEOPLE_NAME: Final = RG + "peopleName"
SEAT: Final = RG + "seat"
SEAT_OF_GOVERNMENT: Final = RG + "seatOfGovernment"
WEAK_NAME: Final = RG + "weakName"
PERSONAL_NAME: Final = RG + "personalName"
WORD: Final = RG + "word"
WORDING: Final = RG + "wording"
OF_OFFICE: Final = RG + "office"
EFFECT: Final = RG + "effect"
AFTER: Final = RG + "after"
# --- end of actors ----------------------------------------------------------------------------------------------
