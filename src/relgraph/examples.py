"""The questions of the catalogue as SPARQL examples in Turtle, in the form of the SIB's sparql-examples.

Source: https://github.com/sib-swiss/sparql-examples. Each is a SHACL SPARQL executable with its summary, its keywords and,
if one is named, the endpoint at which it can be asked; the text of a query declares its own prefixes.
"""

from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Triple

from relgraph import export
from relgraph.queries import Question
from relgraph.vocabulary import DCTERMS, RDF_TYPE, RDFS, RELGRAPH, SCHEMA, SH

KINDS = ("SPARQLExecutable", "SPARQLSelectExecutable")
#: Where the IRIs of questions begin.
PLACE = f"{RELGRAPH}query/"


def written(questions: Iterable[Question], endpoint: str = "") -> bytes:
    """Write questions as Turtle."""
    prefixes = {"dcterms": DCTERMS, "query": PLACE, "rdfs": RDFS, "schema": SCHEMA, "sh": SH}
    triples = (triple for question in questions for triple in _triples(question, endpoint))
    return export.turtle(triples, prefixes)


def _triples(question: Question, endpoint: str) -> list[Triple]:
    """Describe one question."""
    node = NamedNode(PLACE + question.name)
    said: list[tuple[str, NamedNode | Literal]] = [(RDF_TYPE, NamedNode(SH + kind)) for kind in KINDS]
    said.append((RDFS + "comment", Literal(question.summary, language="en")))
    said.append((DCTERMS + "identifier", Literal(question.name)))
    said += [(SCHEMA + "keywords", Literal(parameter.name)) for parameter in question.parameters]
    said.append((SH + "select", Literal(question.text)))
    if endpoint:
        said.append((SCHEMA + "target", NamedNode(endpoint)))
    return [Triple(node, NamedNode(predicate), thing) for predicate, thing in said]
