"""Identity by key: the IRI of each thing is made from what it is, so that two documents on one thing meet in it.

States, organizations and places that the ontology knows have its IRIs (see directory.py); all else is minted here.
Nothing is random or counted: same words in, same IRI out. Keys are short and readable where they can be
(`id/event/meeting-kaz-tur-joint-strategic-planning-group-7`) and end in a hash where they would grow long.
"""

from collections.abc import Iterable
from urllib.parse import quote

from relgraph import edtf
from relgraph.directory import Directory, packaged
from relgraph.facts import Commitment, Event, Instrument
from relgraph.slugs import digest, short, slug
from relgraph.vocabulary import THING


def thing(kind: str, *parts: str) -> str:
    """Mint the IRI of a thing of some kind out of names."""
    return f"{THING}{kind}/{'/'.join(slug(part) for part in parts)}"


def document(name: str) -> str:
    """Mint the IRI of a document, which is also the name of its graph, from its file name."""
    return f"{THING}document/{quote(name, safe='', errors='surrogatepass')}"


def quotation(document_name: str, start: int, end: int) -> str:
    """Mint the IRI of a quoted passage: the document's, with a text fragment as RFC 5147 writes it."""
    return f"{document(document_name)}#char={start},{end}"


def fact(document_name: str, *parts: object) -> str:
    """Mint the IRI of what one document states from all that it states."""
    return f"{THING}fact/{digest(document_name, *parts)}"


def series(name: str, parties: Iterable[str], directory: Directory | None = None) -> str:
    """Mint the IRI of a series; two states' "Joint Economic Commission" is theirs alone, whoever is named first."""
    known = directory or packaged()
    owners = known.pair(parties)
    return thing("series", " ".join([*owners, known.bare_series(name, owners)]))


def event(fact: Event, document_name: str, apart: Iterable[str] = (), directory: Directory | None = None) -> str:
    """Mint the IRI of an event: type, parties and (series and ordinal, else the day, else the document).

    `apart` are names that tell events of one document apart which would else share a key. Parties are left out for
    a numbered session of many: one document names the hosts, the next all guests.
    """
    known = directory or packaged()
    actors, recipients = (sorted(map(known.key, side)) for side in (fact.actors, fact.recipients))
    if fact.series and fact.ordinal is not None:
        pair = sorted({*fact.actors, *fact.recipients})
        owners = pair if len(pair) <= 2 and all(map(known.is_state, pair)) else []
        name = known.bare_series(fact.series, owners)
        return thing("event", short(slug(" ".join([fact.type, *owners, name, str(fact.ordinal)]))))
    where = fact.date if fact.date and _is_exact(fact.date) else f"{fact.date or ''} {document_name}"
    mark = digest(*sorted(apart), length=8) if apart else ""
    return thing("event", " ".join([fact.type, *actors, *(["to", *recipients] if recipients else []), where, mark]))


def instrument(fact: Instrument, document_name: str, directory: Directory | None = None) -> str:
    """Mint the IRI of an instrument: kind, name, parties and day; without a day or a name it is the document's."""
    parties = sorted(map((directory or packaged()).key, fact.parties))
    where = fact.date if fact.date and _is_exact(fact.date) else f"{fact.date or ''} {document_name}"
    return thing("instrument", " ".join([fact.kind, fact.name or "", *parties, where]))


def commitment(fact: Commitment) -> str:
    """Mint the IRI of a commitment: maker, content and due date."""
    key = digest(*sorted(fact.makers), slug(fact.content), fact.due or "", length=12)
    return thing("commitment", " ".join([*sorted(fact.makers), key]))


def _is_exact(text: str) -> bool:
    """Say whether a date is a day or an interval of days, exact enough to identify an event."""
    return all(map(edtf.is_day, text.split("/")))
