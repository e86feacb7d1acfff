"""What documents state: the eight kinds of fact, the commitment, and the evidence that each carries.

A fact is frozen and holds only values: states as ISO 3166-1 alpha-3 codes, organizations by their full English
name, dates as EDTF text, unknown as None or an empty tuple. Every fact has its `Evidence`.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open range of characters in `Document.text`."""

    start: int
    end: int

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, order=True)
class Argument:
    """One filled slot of a fact and the words that fill it, in the quote or in a named antecedent.

    `role` is the name of the fact's field ("actors", "date" ...), `value` the value in that field as text.
    """

    role: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """Why a fact is believed: the quoted sentence, the words behind each argument, the rule that read it."""

    quote: Span
    rule: str
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Tenure:
    """A person holds, or held, an office of a state or organization. `start` and `end` are EDTF."""

    name: str
    office: str
    of: str | None
    former: bool = False
    start: str | None = None
    end: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that parties did, do or plan; `type` is a leaf of the ontology's event classes."""

    type: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    date: str | None = None
    place: str | None = None
    status: str = "occurred"
    series: str | None = None
    ordinal: int | None = None
    topics: tuple[str, ...] = ()
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that the document states about states; `value` in full units, `currency` ISO 4217 or `%`."""

    indicator: str
    between: tuple[str, ...]
    value: Decimal
    currency: str | None = None
    period: str | None = None
    kind: str = "actual"
    qualifier: str = "exact"
    of: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organization that the document names. `kind`: intergovernmental, bilateral, government, company, other."""

    name: str
    acronym: str | None
    kind: str
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A state's (or organization's) role in an organization: member, chair, observer, founder, candidate."""

    member: str
    organization: str
    role: str
    start: str | None = None
    end: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Instrument:
    """A treaty, statement, memorandum ... `status`: signed, adopted, issued, planned, in force, mentioned."""

    kind: str
    name: str | None
    parties: tuple[str, ...] = ()
    date: str | None = None
    status: str = "mentioned"
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Relationship:
    """A standing tie between parties: diplomatic relations, strategic partnership, alliance, neighbours ..."""

    between: tuple[str, ...]
    kind: str
    since: str | None = None
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A field (a concept of topics.ttl) that the parties discuss, contract on or want to work on."""

    topic: str
    between: tuple[str, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """A promise: who makes it, to whom, what (`content`, an exact slice of the text), until when (EDTF)."""

    makers: tuple[str, ...]
    content: str
    recipients: tuple[str, ...] = ()
    due: str | None = None
    evidence: Evidence


Fact: TypeAlias = Tenure | Event | Figure | Organization | Membership | Instrument | Relationship | Topic | Commitment
