"""The dossier: what the documents say of two sides, in sentences that each stand on numbered footnotes.

Comes in: a store, the two sides, a time. Goes out: a `Dossier` of sections; what no quote carries is not in it.
A dated fact belongs to the time by its own date, an undated one by the day of its document.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import get_close_matches

from relgraph import edtf, queries
from relgraph.cards import Row, Source, Tables, cells
from relgraph.classes import scales
from relgraph.errors import UsageError
from relgraph.prose import Prose, phrases, quantity
from relgraph.wording import when

#: Questions of the catalogue that a dossier asks as they are.
ASKED = (
    *("events", "instruments", "figures", "memberships", "sessions", "partnership-ladder", "targets-and-actuals"),
    *("contradictions", "documents", "names"),
)
LATEST = "9999-12-31"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sides, each by any of its names, and the time to look at, as EDTF dates; empty is open."""

    one: str
    other: str
    since: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the numbers of its footnotes, at least one."""

    text: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """A number of a chart: its words, its length in hundredths of the longest, whether it is a target, its footnotes."""

    text: str
    length: int
    target: bool
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Sentences under a title, and a chart where there is one."""

    title: str
    sentences: tuple[Sentence, ...]
    bars: tuple[Bar, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote: the quote, and the document that it stands in."""

    number: int
    quote: str
    document: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class Dossier:
    """Sections with sentences, what was looked for and not found, and the footnotes in the order of their numbers."""

    sides: tuple[str, str]
    since: str
    until: str
    sections: tuple[Section, ...]
    absent: tuple[str, ...]
    notes: tuple[Note, ...]

    @property
    def documents(self) -> int:
        """Count the documents that the footnotes quote."""
        return len({note.document for note in self.notes})

    @property
    def title(self) -> str:
        """Name the two sides."""
        return f"{self.sides[0]} and {self.sides[1]}"

    @property
    def opening(self) -> str:
        """Say which time it covers, from how many documents, and how to read it."""
        since = when(self.since) if self.since else "the beginning"
        until = when(self.until) if self.until else "the newest document"
        time = f"From {since} to {until}. " if self.since or self.until else ""
        many = "" if self.documents == 1 else "s"
        stands = "each sentence stands on the quotes that its numbers name."
        return f"{time}Composed by relgraph from {self.documents} document{many}; {stands}"

    @property
    def missing(self) -> str:
        """Say what was looked for and not found, or nothing."""
        return f"Looked for, and not found in these documents: {'; '.join(self.absent)}." if self.absent else ""


@dataclass(slots=True)
class _Footnotes:
    """Numbers each source when it is first used."""

    numbers: dict[Source, int] = field(default_factory=dict)

    def of(self, sources: Iterable[Source]) -> tuple[int, ...]:
        return tuple(sorted({self.numbers.setdefault(source, len(self.numbers) + 1) for source in sources}))


def dossier(store: queries.Askable, pair: Pair) -> Dossier:
    """Compose the dossier of a pair; raise UsageError for a name that nothing in the store has, or a wrong date."""
    answers = {name: queries.ask(store, name).records() for name in ASKED}
    sides = _sides(store, pair, answers["names"])
    time = _Time(answers["documents"], pair)
    answers["commitments"] = queries.ask(store, "commitments", {"on": time.day} if time.day else {}).records()
    offices = queries.named("offices-on-a-date")
    on = {"on": time.until} if pair.until else {}
    for side in sides:
        answers[side] = queries.ask(store, offices, {"party": side, **on}).records()
    labels = {row["id"]: row["label"] for row in reversed(answers["names"]) if row["kind"] == "state"}
    return _Composer(answers, sides, time, Prose(labels, time.day)).composed()


def _sides(store: queries.Askable, pair: Pair, names: Iterable[Row]) -> tuple[str, str]:
    """Give the cells of the two sides."""
    known = {row["id"]: row["label"] for row in names if row["kind"] != "person"}
    found = []
    for given in (pair.one, pair.other):
        cell = queries.cell(store, given)
        if cell not in known:
            near = get_close_matches(given, [*known, *known.values()], n=3, cutoff=0.5)
            remedy = f"did you mean {' or '.join(near)}?" if near else "see `relgraph stats`"
            raise UsageError(given, "no document in the store speaks of such a state or body", remedy)
        found.append(cell)
    if found[0] == found[1]:
        raise UsageError(pair.other, f"is the same as {pair.one}", "name two sides")
    return found[0], found[1]


class _Time:
    """The time of a dossier, and which rows lie in it."""

    __slots__ = ("day", "published", "since", "until")

    def __init__(self, documents: Iterable[Row], pair: Pair) -> None:
        self.published = {row["document"]: _bounds(row.get("published", "")) for row in documents}
        self.since, self.until = _day(pair.since, 0), _day(pair.until, 1) or LATEST
        known = [last for _, last in self.published.values() if last and last <= self.until]
        self.day = self.until if pair.until else max(known, default="")

    def holds(self, row: Row, date: str = "") -> bool:
        """Say whether a row lies in the time, by its own date or else by the day of its document."""
        first, last = _bounds(date)
        if not first and not last:
            first, last = self.published.get(row["document"], ("", ""))
        return (first or "") <= self.until and (last or LATEST) >= self.since

    def tells(self, event: Row) -> bool:
        """Say whether an event lies in the time; one that was announced in it may lie beyond its end."""
        if event["status"] == "planned" and self.stated(event):
            return (_bounds(event["date"])[1] or LATEST) >= self.since
        return self.holds(event, event["date"])

    def stated(self, row: Row) -> bool:
        """Say whether what a row says was stated before the time ended."""
        return self.published.get(row["document"], ("", ""))[0] <= self.until

    def ahead(self, date: str) -> bool:
        """Say whether a date is not over on the day of the dossier, or, where no day is known, may not be."""
        return (_bounds(date)[1] or LATEST) >= self.day


class _Composer:
    """Picks the rows that concern both sides and puts them into sections."""

    __slots__ = ("answers", "notes", "prose", "sides", "time")

    def __init__(self, answers: Tables, sides: tuple[str, str], time: _Time, prose: Prose) -> None:
        self.answers, self.sides, self.time, self.prose = answers, sides, time, prose
        self.notes = _Footnotes()

    def composed(self) -> Dossier:
        makers: Mapping[str, Callable[[], Iterator[tuple[str, list[Source]]]]] = {
            "speakers": self._speakers,
            "relations": self._relations,
            "next": self._next,
            "meetings": self._meetings,
            "acts": self._acts,
            "promises": self._promises,
            "instruments": self._instruments,
            "figures": self._figures,
            "formats": self._formats,
            "friction": self._friction,
            "contradictions": self._contradictions,
        }
        titles: Mapping[str, str] = phrases()["sections"]
        sections, absent = [], []
        for name, title in titles.items():
            sentences = self._sentences(makers[name]())
            if sentences:
                sections.append(Section(title, sentences, self._bars() if name == "figures" else ()))
            else:
                absent.append(title)
        one, other = self.sides
        labels = self.prose.labels
        until = "" if self.time.until == LATEST else self.time.until
        sides = labels.get(one, one), labels.get(other, other)
        return Dossier(sides, self.time.since, until, tuple(sections), tuple(absent), self._footnotes())

    def _sentences(self, said: Iterable[tuple[str, list[Source]]]) -> tuple[Sentence, ...]:
        """Number the sources; what several documents say in one way is one sentence."""
        merged: dict[str, list[Source]] = {}
        for text, sources in said:
            merged.setdefault(text, []).extend(sources)
        return tuple(Sentence(text, self.notes.of(sources)) for text, sources in merged.items())

    def _footnotes(self) -> tuple[Note, ...]:
        documents = {row["document"]: row for row in self.answers["documents"]}
        found = []
        for source, number in self.notes.numbers.items():
            row = documents.get(source.document, {})
            title = row.get("title") or source.document
            told = row.get("source", ""), row.get("url", ""), when(row.get("published", ""))
            found.append(Note(number, source.quote, source.document, title, *told))
        return tuple(found)

    def _between(self, table: str, *columns: str) -> list[Row]:
        """Give the rows of a table that name both sides in some columns."""
        return [row for row in self.answers[table] if set(self.sides) <= set(cells(row, *columns))]

    def _events(self) -> list[Row]:
        """Give the events of both sides in the order of time, undated ones last."""
        found = [row for row in self._between("events", "actors", "recipients") if self.time.tells(row)]
        return sorted(found, key=lambda row: _bounds(row["date"])[0] or LATEST)

    def _speakers(self) -> Iterator[tuple[str, list[Source]]]:
        order = {office: place for place, office in enumerate(phrases()["words"]["offices"])}
        for side in self.sides:
            for row in sorted(self.answers[side], key=lambda row: order.get(row["office"], len(order))):
                yield self.prose.office(row), [_source(row)]

    def _relations(self) -> Iterator[tuple[str, list[Source]]]:
        rows = [row for row in self._between("partnership-ladder", "between") if self.time.stated(row)]
        for row in sorted(rows, key=lambda row: (row["since"] or LATEST, row["rung"])):
            yield self.prose.relation(row, self.sides), [_source(row)]

    def _next(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._events():
            if self._is_next(row):
                yield self.prose.event(row), [_source(row)]

    def _meetings(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._events():
            if row["plover"] == "CONSULT" and not self._is_next(row):
                yield self.prose.event(row), [_source(row)]

    def _acts(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._events():
            if row["plover"] != "CONSULT" and not self._is_next(row) and not self._is_friction(row):
                yield self.prose.event(row), [_source(row)]

    def _friction(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._events():
            if self._is_friction(row):
                yield self.prose.event(row), [_source(row)]

    def _promises(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._between("commitments", "maker", "to"):
            if self.time.holds(row):
                kept = [Source(row["kept_document"], row["kept_quote"])] if row["kept_quote"] else []
                yield self.prose.promise(row), [_source(row), *kept]

    def _instruments(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._between("instruments", "parties"):
            if self.time.holds(row, row["date"]):
                yield self.prose.instrument(row), [_source(row)]

    def _figures(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._numbers():
            yield self.prose.figure(row), [_source(row)]
        for row in self._between("targets-and-actuals", "between"):
            if (
                row["actual"]
                and self.time.holds(row, row["period"])
                and self.time.stated({"document": row["target_document"]})
            ):
                yield self.prose.target(row), [Source(row["target_document"], row["target_quote"]), _source(row)]

    def _formats(self) -> Iterator[tuple[str, list[Source]]]:
        for row in self._between("sessions", "actors"):
            if self.time.stated(row):
                yield self.prose.session(row), [_source(row)]
        roles: dict[str, dict[str, list[str]]] = {}
        sources: dict[str, list[Source]] = {}
        for row in self.answers["memberships"]:
            if row["member"] in self.sides and self.time.stated(row):
                known = roles.setdefault(row["organization"], {}).setdefault(row["member"], [])
                known += [row["role"]] if row["role"] not in known else []
                sources.setdefault(row["organization"], []).append(_source(row))
        for name, parts in roles.items():
            if len(parts) == len(self.sides):
                yield self.prose.common(name, {side: parts[side] for side in self.sides}), sources[name]

    def _contradictions(self) -> Iterator[tuple[str, list[Source]]]:
        told = set(self.notes.numbers)
        for row in self.answers["contradictions"]:
            sources = [_source(row), Source(row["other_document"], row["other_quote"])]
            named = {word.rstrip(",:") for word in row["what"].split()} & set(self.prose.labels)
            if told.issuperset(sources) and (not named or named.issuperset(self.sides)):
                yield self.prose.contradiction(row), sources

    def _numbers(self) -> list[Row]:
        rows = [row for row in self._between("figures", "between") if self.time.holds(row, row["period"])]
        return sorted(rows, key=lambda row: (row["indicator"], row["currency"], _bounds(row["period"])[0] or LATEST))

    def _bars(self) -> tuple[Bar, ...]:
        """Give actual numbers and targets of one kind beside each other, wherever there are both."""
        groups: dict[tuple[str, ...], list[Row]] = {}
        for row in self._numbers():
            key = (row["indicator"], row["currency"], row["of"], *sorted(cells(row, "between")))
            groups.setdefault(key, []).append(row)
        bars = []
        for rows in groups.values():
            if {"actual", "target"} <= {row["kind"] for row in rows}:
                most = max(Decimal(row["value"]) for row in rows)
                bars += [self._bar(row, most) for row in rows]
        return tuple(bars)

    def _bar(self, row: Row, most: Decimal) -> Bar:
        length = max(0, round(100 * Decimal(row["value"]) / most)) if most > 0 else 0
        parts = (row["indicator"], row["kind"], when(row["period"]), quantity(row, "value"))
        return Bar(", ".join(filter(None, parts)), length, row["kind"] == "target", self.notes.of([_source(row)]))

    def _is_next(self, row: Row) -> bool:
        """Say whether an event is announced, and neither over nor told as held."""
        announced = row["plover"] == "CONSULT" or row["type"] in ("Anniversary", "Signing")
        if row["status"] != "planned" or not announced or not self.time.ahead(row["date"]):
            return False
        key = (row["series"], row["ordinal"])
        return not all(key) or not any(
            (other["series"], other["ordinal"]) == key and other["status"] in ("occurred", "cancelled")
            for other in self._between("events", "actors", "recipients")
        )

    def _is_friction(self, row: Row) -> bool:
        """Say whether an event is one of conflict, with the two on opposite sides of it or both alone in it."""
        score = scales()[row["type"]].score if row["type"] in scales() else None
        one, other = self.sides
        actors, recipients = set(cells(row, "actors")), set(cells(row, "recipients"))
        opposed = (one in actors and other in recipients) or (other in actors and one in recipients)
        return (score or 0) < 0 and (opposed or not recipients)


def _source(row: Row) -> Source:
    return Source(row["document"], row["quote"])


def _bounds(date: str) -> tuple[str, str]:
    """Give the first and last day of a date as text, empty where it is open, unknown or none."""
    try:
        first, last = edtf.bounds(date) if date else (None, None)
    except ValueError:
        return "", ""
    return first.isoformat() if first else "", last.isoformat() if last else ""


def _day(date: str, end: int) -> str:
    """Give the first (0) or last (1) day of a date that was asked for; raise UsageError if it is none."""
    if date and not any(_bounds(date)):
        raise UsageError(date, "is no date", "write it as 2022, 2022-03 or 2022-03-02")
    return _bounds(date)[end]
