"""Facts as people read them: rows of the answers become cards with a title, who, when, and every quote.

Comes in: the answers of the contract tables, as records. Goes out: `Card`s, one per distinct fact, in a fixed order;
rows of several documents that say the same share one card.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from typing import TypeAlias

from relgraph.excerpt import excerpt
from relgraph.wording import amount, ordinal

#: One row of an answer: column to cell; a list cell is joined with `|`, an unknown one is empty.
Row: TypeAlias = Mapping[str, str]
#: Table name to its rows.
Tables: TypeAlias = Mapping[str, Sequence[Row]]

#: Columns that say where a fact stands, not what it says; rows that differ only here are one fact.
PROVENANCE = frozenset({"quote", "document", "fact", "begin", "close", "kept_quote", "kept_document", "on"})


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Where a fact is said: the quote and the document's file name.

    Where the table was traced: the IRI of the fact in that document, and between which letters the quote stands.
    """

    document: str
    quote: str
    fact: str = field(default="", compare=False)
    begin: str = field(default="", compare=False)
    close: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One fact as shown. `ends` act or take part, `others` are acted on or belonged to, `people` are named with it.

    `excerpt` are its class and cells in the words of the graph.
    """

    key: str
    kind: str
    type: str
    title: str
    ends: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    details: tuple[tuple[str, str], ...] = ()
    date: str = ""
    status: str = ""
    sources: tuple[Source, ...] = ()
    excerpt: tuple[tuple[str, str], ...] = ()

    @property
    def things(self) -> tuple[str, ...]:
        """Give every party, organization and person of the fact, each once."""
        return tuple(dict.fromkeys((*self.ends, *self.others, *self.people)))


def cells(row: Row, *columns: str) -> tuple[str, ...]:
    """Give the values of list cells, in order, each once."""
    return tuple(dict.fromkeys(part for column in columns for part in row.get(column, "").split("|") if part))


def _event(row: Row) -> Card:
    series = " ".join(filter(None, (ordinal(row.get("ordinal", "")), row.get("series", ""))))
    topics = ", ".join(cells(row, "topics"))
    return replace(
        _bare(row, "event", row["type"]),
        title=f"{row['type']}: {series}" if series else row["type"],
        ends=cells(row, "actors"),
        others=cells(row, "recipients"),
        people=cells(row, "people"),
        details=(("place", row.get("place", "")), ("series", row.get("series", "")), ("topics", topics)),
    )


def _tenure(row: Row) -> Card:
    office = f"former {row['office']}" if row.get("former") == "true" else row["office"]
    period = "/".join((row.get("start", ""), row.get("end", ""))).strip("/")
    bare = _bare(row, "office", office)
    return replace(bare, people=cells(row, "name"), others=cells(row, "of"), date=period)


def _figure(row: Row) -> Card:
    what = f"{row['indicator']} of {row['of']}" if row.get("of") else row["indicator"]
    qualifier = row.get("qualifier", "").replace("_", " ").replace("exact", "")
    number = " ".join(filter(None, (qualifier, amount(row["value"], row.get("currency", "")))))
    bare = _bare(row, "figure", row["indicator"])
    period, kind = row.get("period", ""), row.get("kind", "")
    return replace(bare, title=f"{what}: {number}", ends=cells(row, "between"), date=period, status=kind)


def _organization(row: Row) -> Card:
    title = f"{row['name']} ({row['acronym']})" if row.get("acronym") else row["name"]
    return replace(_bare(row, "organization", row.get("kind", "")), title=title, ends=cells(row, "name"))


def _membership(row: Row) -> Card:
    ends, others = cells(row, "member"), cells(row, "organization")
    return replace(_bare(row, "membership", row["role"]), ends=ends, others=others)


def _instrument(row: Row) -> Card:
    bare = _bare(row, "instrument", row["kind"])
    name = row.get("name", "")
    title = bare.title if name.casefold() in ("", bare.title.casefold()) else f"{bare.title}: {name}"
    return replace(bare, title=title, ends=cells(row, "parties"), details=(("name", name),))


def _relationship(row: Row) -> Card:
    return replace(_bare(row, "relationship", row["kind"]), ends=cells(row, "between"), date=row.get("since", ""))


def _topic(row: Row) -> Card:
    return replace(_bare(row, "topic", row["topic"]), ends=cells(row, "between"))


def _commitment(row: Row) -> Card:
    return replace(
        _bare(row, "commitment", "promise"),
        title=f"promise: {row.get('content', '')}",
        ends=cells(row, "maker"),
        others=cells(row, "to"),
        date=row.get("due", ""),
        status=row.get("state", ""),
    )


#: Table of the contract to what makes a card of its row, in the order in which cards are listed.
READERS: Mapping[str, Callable[[Row], Card]] = {
    "events": _event,
    "commitments": _commitment,
    "instruments": _instrument,
    "relationships": _relationship,
    "figures": _figure,
    "memberships": _membership,
    "people": _tenure,
    "topics": _topic,
    "organizations": _organization,
}


def from_tables(tables: Tables) -> tuple[Card, ...]:
    """Make the cards of all tables: one per distinct fact, with the sources of every row that states it."""
    cards: list[Card] = []
    for table, read in READERS.items():
        rows = tables.get(table, ())
        cards.extend(_merged(replace(read(row), excerpt=excerpt(table, row)) for row in rows))
    return tuple(cards)


def _merged(cards: Iterable[Card]) -> list[Card]:
    first: dict[str, Card] = {}
    sources: dict[str, set[Source]] = {}
    for card in cards:
        first.setdefault(card.key, card)
        sources.setdefault(card.key, set()).update(card.sources)
    return [replace(card, sources=tuple(sorted(sources[key]))) for key, card in first.items()]


def _bare(row: Row, kind: str, what: str) -> Card:
    """Make the card that every table has: keyed by what the row says, with its one source."""
    said = "\x1f".join((kind, *(f"{name}={row[name]}" for name in sorted(row) if name not in PROVENANCE and row[name])))
    source = Source(*(row.get(name, "") for name in ("document", "quote", "fact", "begin", "close")))
    return Card(
        key=sha256(said.encode()).hexdigest()[:12],
        kind=kind,
        type=what,
        title=what,
        date=row.get("date", ""),
        status=row.get("status", ""),
        sources=(source,),
    )
