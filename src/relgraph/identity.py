"""Identity by key: the IRI of each thing is made from what it is, so that two documents on one thing meet in it.

Nothing here is random or counted: same words in, same IRI out. Keys are short and readable where they can be
(`id/event/meeting-kaz-tur-joint-strategic-planning-group-7`) and end in a hash where they would grow long.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from urllib.parse import quote

from relgraph import edtf
from relgraph.facts import Commitment, Event, Instrument
from relgraph.vocabulary import THING

LONGEST = 96
UNWORDY = re.compile(r"[\W_]+")


@lru_cache(maxsize=8192)
def slug(text: str) -> str:
    """Fold a name to lower-case letters, digits and hyphens; accents go, other scripts stay."""
    parts = unicodedata.normalize("NFKD", text.replace("ı", "i").replace("İ", "I"))
    bare = unicodedata.normalize("NFC", "".join(c for c in parts if not unicodedata.combining(c)).casefold())
    return _short(UNWORDY.sub("-", bare).strip("-") or digest(text))


def digest(*parts: object, length: int = 16) -> str:
    """Hash a sequence of values; the separator cannot occur in any of them."""
    return sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:length]


def thing(kind: str, *parts: str) -> str:
    """Mint the IRI of a thing of some kind out of names."""
    return f"{THING}{kind}/{'/'.join(slug(part) for part in parts)}"


def state(code: str) -> str:
    """Mint the IRI of a state from its alpha-3 code."""
    return f"{THING}state/{code}"


def document(name: str) -> str:
    """Mint the IRI of a document, which is also the name of its graph, from its file name."""
    return f"{THING}document/{quote(name, safe='', errors='surrogatepass')}"


def quotation(document_name: str, start: int, end: int) -> str:
    """Mint the IRI of a quoted passage: the document's, with a text fragment as RFC 5147 writes it."""
    return f"{document(document_name)}#char={start},{end}"


def fact(document_name: str, *parts: object) -> str:
    """Mint the IRI of what one document states from all that it states."""
    return f"{THING}fact/{digest(document_name, *parts)}"


def series(name: str, parties: Iterable[str]) -> str:
    """Mint the IRI of a series; two states' "Joint Economic Commission" is theirs alone."""
    pair = sorted(parties)
    owners = pair if len(pair) == 2 and all(map(is_code, pair)) else []
    return thing("series", " ".join([*owners, name]))


def event(fact: Event, document_name: str, apart: Iterable[str] = ()) -> str:
    """Mint the IRI of an event: type, parties and (series and ordinal, else the day, else the document).

    `apart` are names that tell events of one document apart which would else share a key. Parties are left out for
    a numbered session of many: one document names the hosts, the next all guests.
    """
    directed = ["to", *sorted(fact.recipients)] if fact.recipients else []
    parties = [*sorted(fact.actors), *directed]
    if fact.series and fact.ordinal is not None:
        pair = sorted({*fact.actors, *fact.recipients})
        owners = pair if len(pair) <= 2 and all(map(is_code, pair)) else []
        return thing("event", _short(slug(" ".join([fact.type, *owners, fact.series, str(fact.ordinal)]))))
    where = fact.date if fact.date and _is_exact(fact.date) else f"{fact.date or ''} {document_name}"
    mark = digest(*sorted(apart), length=8) if apart else ""
    return thing("event", " ".join([fact.type, *parties, where, mark]))


def instrument(fact: Instrument, document_name: str) -> str:
    """Mint the IRI of an instrument: kind, name, parties and day; without a day or a name it is the document's."""
    where = fact.date if fact.date and _is_exact(fact.date) else f"{fact.date or ''} {document_name}"
    return thing("instrument", " ".join([fact.kind, fact.name or "", *sorted(fact.parties), where]))


def commitment(fact: Commitment) -> str:
    """Mint the IRI of a commitment: maker, content and due date."""
    key = digest(*sorted(fact.makers), slug(fact.content), fact.due or "", length=12)
    return thing("commitment", " ".join([*sorted(fact.makers), key]))


def is_code(party: str) -> bool:
    """Say whether a party is written as a state's alpha-3 code."""
    return len(party) == 3 and party.isascii() and party.isalpha() and party.isupper()


def _is_exact(text: str) -> bool:
    """Say whether a date is a day or an interval of days, exact enough to identify an event."""
    return all(map(edtf.is_day, text.split("/")))


def _short(text: str) -> str:
    """Cut a long key and end it in a hash of the whole."""
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 13].rstrip('-')}-{digest(text, length=12)}"
