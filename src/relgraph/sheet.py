"""The quads of one document's graph as they are collected, and the ways to say what all kinds of fact need.

Comes in: a document, and things to say of it. Goes out: its quads, each once, sorted.
"""

from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from relgraph import edtf, identity
from relgraph.directory import Directory, Entry, packaged
from relgraph.document import Document
from relgraph.errors import LawError
from relgraph.slugs import slug
from relgraph.vocabulary import DCTERMS, EDTF, RDF, RDFS, RG, SKOS, THING, XSD

Term = NamedNode | Literal
#: Between the values of a list in one cell.
JOINER = "|"
#: The dates that are the time of their node; the days that they allow are written beside them.
TIMED = ("date", "due", "period", "published")


class Sheet:
    """The quads of one document's graph; each method says something in it."""

    def __init__(self, document: Document, directory: Directory | None = None) -> None:
        self.document = document
        self.directory = directory or packaged()
        #: Organizations that the ontology does not have and whose name alone does not tell them: theirs, by name.
        self.bodies: dict[str, str] = {}
        self.graph = NamedNode(identity.document(document.name))
        self._quads: set[Quad] = set()

    def quads(self) -> list[Quad]:
        """Give all quads, sorted by their N-Quads lines."""
        return sorted(self._quads, key=str)

    def say(self, subject: str, predicate: str, *objects: Term | str | None) -> None:
        """Add a statement for each object; text becomes a plain literal, None and no text say nothing."""
        for value in objects:
            if value is None or value == "":
                continue
            term = Literal(clean(value)) if isinstance(value, str) else value
            self._quads.add(Quad(NamedNode(subject), NamedNode(predicate), term, self.graph))

    def link(self, subject: str, predicate: str, *objects: str) -> None:
        """Add a statement for each object, given as an IRI."""
        self.say(subject, predicate, *map(NamedNode, objects))

    def mark(self, node: str, *classes: str) -> None:
        """Say to which classes of the ontology a node belongs."""
        self.link(node, RDF + "type", *(RG + name for name in classes))

    def describe(self, node: str, class_name: str, label: str) -> None:
        """Say what a thing is and how it is called."""
        self.mark(node, class_name)
        self.say(node, RDFS + "label", label)

    def cells(self, node: str, **cells: str | None) -> None:
        """Write single cells of a table as stated."""
        for name, value in cells.items():
            self.say(node, RG + name, value)

    def lists(self, node: str, **lists: tuple[str, ...]) -> None:
        """Write list cells of a table as stated, in the order of mention."""
        for name, values in lists.items():
            self.say(node, f"{RG}{name}InOrder", JOINER.join(value.replace(JOINER, " ") for value in values))

    def number(self, node: str, name: str, value: int | Decimal | None) -> None:
        """Write a number, if there is one."""
        if value is not None:
            kind = "decimal" if isinstance(value, Decimal) else "integer"
            self.say(node, RG + name, Literal(digits(value), datatype=NamedNode(XSD + kind)))

    def flag(self, node: str, name: str) -> None:
        """Say that something is true of a node."""
        self.say(node, RG + name, Literal("true", datatype=NamedNode(XSD + "boolean")))

    def date(self, node: str, name: str, text: str | None) -> None:
        """Write a date as stated and, if it is the time of the node, the first and last day that it allows."""
        if not text:
            return
        try:
            days = edtf.bounds(text)
        except ValueError as error:
            raise LawError(self.document.name, str(error), "write dates as EDTF") from error
        self.say(node, RG + name, Literal(text, datatype=NamedNode(EDTF)))
        for bound, day in zip(("earliest", "latest"), days, strict=True):
            if day and name in TIMED:
                self.say(node, RG + bound, Literal(day.isoformat(), datatype=NamedNode(XSD + "date")))

    def status(self, node: str, name: str) -> None:
        """Give an event or instrument a status."""
        self.link(node, RG + "status", f"{THING}status/{slug(name)}")

    def topics(self, node: str, *names: str) -> None:
        """Give a node its topics."""
        self.link(node, RG + "topic", *(identity.thing("topic", name) for name in names))

    def labelled(self, kind: str, class_name: str, name: str) -> str:
        """Describe a thing that is known by its name alone and give its IRI."""
        node = identity.thing(kind, name)
        self.describe(node, class_name, name)
        return node

    def people(self, names: tuple[str, ...]) -> list[str]:
        """Describe persons and give their IRIs."""
        return [self.labelled("person", "Person", name) for name in names]

    def parties(self, names: tuple[str, ...]) -> list[str]:
        """Describe states and organizations and give their IRIs."""
        return [self.party(name) for name in names]

    def party(self, name: str) -> str:
        """Describe a state, given by its code, or an organization, given by its name, and give the IRI."""
        if name not in self.directory.states:
            return self.organization(name)
        state = self.directory.states[name]
        self.mark(state.iri, "State")
        self.say(state.iri, DCTERMS + "identifier", name)
        self.say(state.iri, RDFS + "label", state.label)
        return state.iri

    def organization(self, name: str) -> str:
        """Describe an organization and give its IRI: the ontology's, else one of its own."""
        known = self.directory.organization(name)
        if known:
            return self._known(known, "Organization", name)
        node = self.bodies.get(name) or identity.thing("organization", name)
        self.describe(node, "Organization", name)
        return node

    def place(self, name: str) -> str:
        """Describe a place and give its IRI: that of a city, region or state of the ontology, else one of its own."""
        known = self.directory.place(name)
        return self._known(known, "Place", name) if known else self.labelled("place", "Place", name)

    def _known(self, entry: Entry, class_name: str, name: str) -> str:
        """Describe a thing of the ontology by its label there, and by the name that the document gives it."""
        self.mark(entry.iri, class_name)
        self.say(entry.iri, RDFS + "label", entry.label)
        if name != entry.label.value:
            self.say(entry.iri, SKOS + "altLabel", Literal(clean(name), language=entry.label.language))
        return entry.iri


def digits(value: int | Decimal) -> str:
    """Write a number plainly: no exponent, no idle zeros."""
    text = f"{value:f}" if isinstance(value, Decimal) else str(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def clean(text: str) -> str:
    """Replace what no RDF syntax can carry: lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")
