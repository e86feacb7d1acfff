"""Event data of others: rows of GDELT, ICEWS and POLECAT tables as coded events, which have no quote and are no facts.

Comes in: a table, compressed or not. Goes out: N-Triples of its rows, a graph of the store for each file. States are
those of the ontology; what the row says of actors beyond that stays as it is. Rows are read one after the other, in flat
memory. Columns: GDELT 2.0 Event Database Format Codebook (2015-02-19), ICEWS Coded Event Data (doi:10.7910/DVN/28075),
POLECAT (doi:10.7910/DVN/AJGVIT).
"""

import codecs
import csv
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast
from urllib.parse import quote

from relgraph import edtf
from relgraph.codebook import codebook
from relgraph.directory import Directory, packaged
from relgraph.errors import InputError, UsageError
from relgraph.files import unpacked
from relgraph.store import Store
from relgraph.vocabulary import EDTF, PROV, RDF, RG, SCHEMA, THING, XSD

#: Rows that are loaded at a time.
BATCH = 50_000
#: Rows that cannot be read of which each is told.
TOLD = 20
#: Note of the store on a graph of event data that is there whole: by what it was read.
LOADED = "loaded"
#: Stands for the subject until it is known; tables are read without it.
SUBJECT = "\0"
#: Places of columns in a row that is written: see `Table._columns`.
CODE, MODE = 1, 2
STATES: Mapping[int, str] = {3: "codedActor", 4: "codedRecipient"}
WORDS: Mapping[int, str] = {5: "actorCode", 6: "recipientCode", 7: "codedPlace"}
ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


class Bare(csv.excel_tab):
    """Cells between tabs as they are, quotation marks included."""

    quoting = csv.QUOTE_NONE


#: How cells are written, by whether they may be in quotes.
TABLES: Mapping[bool, type[csv.Dialect]] = {False: Bare, True: csv.excel_tab}
#: How tables write that there is nothing.
ABSENT = ("None", "NA", "NULL", "---")
Column = int | str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where a kind of table has what: the places of columns or, where it has a head, their names.

    `mode` is a column of PLOVER modes; without one, codes are CAMEO's. `quotes` says that cells may be in quotes.
    """

    codebook: str
    id: Column
    day: Column
    code: Column
    actor: Column
    recipient: Column
    actor_code: Column
    recipient_code: Column
    place: Column
    intensity: Column
    url: Column = ""
    mode: Column = ""
    width: int = 0
    quotes: bool = False


LAYOUTS: Mapping[str, Layout] = {
    "gdelt": Layout("CAMEO 1.1b3", 0, 1, 26, 7, 17, 5, 15, 52, 30, url=60, width=61),
    "icews": Layout(
        codebook="CAMEO 1.1b3",
        id="Event ID",
        day="Event Date",
        code="CAMEO Code",
        actor="Source Country",
        recipient="Target Country",
        actor_code="Source Name",
        recipient_code="Target Name",
        place="City",
        intensity="Intensity",
    ),
    "polecat": Layout(
        codebook="PLOVER",
        id="Event ID",
        day="Event Date",
        code="Event Type",
        mode="Event Mode",
        actor="Actor Country",
        recipient="Recipient Country",
        actor_code="Actor Name",
        recipient_code="Recipient Name",
        place="Placename",
        intensity="Intensity",
        quotes=True,
    ),
}


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did: rows that went in, rows that could not be read, and why for the first of these."""

    rows: int
    failed: int
    problems: tuple[str, ...]
    unchanged: bool = False


@dataclass(slots=True)
class Table:
    """The rows of one file on their way to triples; counts them, and keeps what is wrong with those that fail."""

    path: Path
    form: str
    directory: Directory = field(default_factory=packaged)
    rows: int = 0
    failed: int = 0
    problems: list[str] = field(default_factory=list)
    states: dict[str, str] = field(default_factory=dict)
    #: What the cells of each column said, for most come again.
    known: list[dict[str, str]] = field(default_factory=lambda: [{} for _ in range(10)])
    head: str = field(init=False)

    def __post_init__(self) -> None:
        """Write what every row says."""
        self.head = f"{SUBJECT}<{RDF}type> <{RG}CodedEvent> .\n{SUBJECT}<{PROV}hadPrimarySource> <{self.graph}> .\n"

    @property
    def graph(self) -> str:
        """The IRI of the data, which is also the name of its graph."""
        return f"{THING}data/{quote(self.path.name, safe='', errors='surrogatepass')}"

    def description(self, digest: str) -> bytes:
        """Describe the data itself in N-Triples."""
        said = {"dataFile": self.path.name, "codebook": LAYOUTS[self.form].codebook, "dataSha256": digest}
        lines = [f"<{self.graph}> <{RDF}type> <{RG}EventData> ."]
        lines += [f'<{self.graph}> <{RG}{name}> "{text.translate(ESCAPES)}" .' for name, text in said.items()]
        lines.append(f'<{self.graph}> <{RG}quoted> "false"^^<{XSD}boolean> .')
        return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")

    def triples(self) -> Iterator[bytes]:
        """Give the N-Triples of each row that can be read."""
        layout = LAYOUTS[self.form]
        lines = _lines(self.path)
        reader = csv.reader(lines, TABLES[layout.quotes])
        try:
            columns = self._columns(layout, reader)
            needed = layout.width or max(columns) + 1
            for row in reader:
                try:
                    if len(row) < needed:
                        raise ValueError(f"has {len(row)} columns, not {needed}")
                    said = self._row(row, columns)
                except ValueError as error:
                    self._fail(reader.line_num, error)
                    continue
                self.rows += 1
                yield said.encode("utf-8", "replace")
        except csv.Error as error:
            raise InputError(f"{self.path}:{reader.line_num}", f"is no table ({error})", "check the file") from error

    def _columns(self, layout: Layout, reader: "Iterator[list[str]]") -> tuple[int, ...]:
        """Give the places of the columns in the order in which `_row` takes them, -1 for those that are not had."""
        wanted: tuple[Column, ...] = (layout.id, layout.day, layout.code, layout.mode, layout.actor, layout.recipient)
        wanted += (layout.actor_code, layout.recipient_code, layout.place, layout.intensity, layout.url)
        if layout.width:
            return tuple(one if isinstance(one, int) else -1 for one in wanted)
        head = next(reader, [])
        missing = [str(one) for one in wanted if one and one not in head]
        if missing:
            problem = f"has no column {', '.join(missing)}"
            raise InputError(str(self.path), problem, f"name its kind with --format, one of {', '.join(LAYOUTS)}")
        return tuple(head.index(str(one)) if one else -1 for one in wanted)

    def _row(self, row: Sequence[str], columns: tuple[int, ...]) -> str:
        """Write a row; raise ValueError for one that cannot be."""
        key = row[columns[0]].strip()
        if not key.isascii() or not key.replace("-", "").replace("_", "").isalnum():
            raise ValueError(f"{key[:40]!r} is no id of a row")
        known, said = self.known, [self.head]
        for slot, column in enumerate(columns[1:]):
            if column < 0 or slot == MODE:
                continue
            cell = row[column]
            if slot == CODE and columns[MODE + 1] >= 0:
                cell = f"{cell}\t{row[columns[MODE + 1]]}"
            try:
                said.append(known[slot][cell])
            except KeyError:
                if len(known[slot]) > BATCH:
                    known[slot].clear()
                said.append(known[slot].setdefault(cell, self._said(slot, cell)))
        return "".join(said).replace(SUBJECT, f"<{THING}coded/{self.form}-{key}> ")

    def _said(self, slot: int, cell: str) -> str:
        """Write what the cell of a column says, the subject left open; raise ValueError for what it cannot say."""
        text = "" if cell in ABSENT else cell.strip()
        match slot:
            case 0:
                return f'{SUBJECT}<{RG}date> "{_day(text)}"^^<{EDTF}> .\n'
            case 1:
                code, _, mode = text.partition("\t")
                if not code:
                    raise ValueError("has no code")
                mode = "" if mode in ABSENT else mode
                name = codebook().plover(code, mode) if self.form == "polecat" else codebook().cameo(code)
                return _literal("eventCode", f"{code} {mode}".strip()) + _literal("codedType", name)
            case 3 | 4:
                iri = self._state(text)
                return f"{SUBJECT}<{RG}{STATES[slot]}> <{iri}> .\n" if iri else ""
            case 8:
                return f'{SUBJECT}<{RG}intensity> "{_scaled(text)}"^^<{XSD}decimal> .\n' if text else ""
            case 9:
                return f'{SUBJECT}<{SCHEMA}url> "{text.translate(ESCAPES)}" .\n' if text else ""
            case _:
                return _literal(WORDS[slot], text)

    def _state(self, country: str) -> str:
        """Give the IRI of the state of a country's code or name, nothing for what is no state of the ontology."""
        if country not in self.states:
            known = self.directory.states.get(codebook().countries.get(country, country))
            place = known or self.directory.place(country)
            is_state = place is not None and place.iri.startswith(f"{THING}state/")
            self.states[country] = place.iri if place and is_state else ""
        return self.states[country]

    def _fail(self, line: int, error: ValueError) -> None:
        """Count a row that cannot be read, and keep the first ones' reasons."""
        self.failed += 1
        if self.failed <= TOLD:
            self.problems.append(f"{self.path}:{line}: {error}")


def table(path: Path, form: str = "") -> Table:
    """Take a file as a table of a kind, guessed from its first line if it is not named."""
    if form and form not in LAYOUTS:
        raise UsageError(form, "is no kind of event data", f"choose one of {', '.join(LAYOUTS)}")
    return Table(path, form or _guessed(path))


def load(store: Store, path: Path, form: str = "") -> Report:
    """Put a file's rows into the store, as a graph of their own in the place of what a file of this name said before.

    Rows go in by batches: what a killed import has left is taken out by the next one, which begins anew.
    """
    found = table(path, form)
    digest = _digest(path)
    mark = f"{found.form} {digest}"
    if store.noted(found.graph, LOADED) == mark:
        return Report(0, 0, (), unchanged=True)
    store.unload(found.graph)
    store.load(found.graph, found.description(digest))
    triples = found.triples()
    while batch := b"".join(islice(triples, BATCH)):
        store.load(found.graph, batch)
    store.note(found.graph, LOADED, mark)
    return Report(found.rows, found.failed, tuple(found.problems))


def written(path: Path, form: str = "") -> "tuple[Table, Iterator[bytes]]":
    """Give a file's rows as N-Triples without a store, the description of the data first."""
    found = table(path, form)

    def all_lines() -> Iterator[bytes]:
        yield found.description(_digest(path))
        yield from found.triples()

    return found, all_lines()


def _guessed(path: Path) -> str:
    """Tell the kind of a table by its first line."""
    cells = next(_lines(path), "").strip("\r\n").split("\t")
    for name, layout in LAYOUTS.items():
        if len(cells) == layout.width or (isinstance(layout.id, str) and {layout.id, layout.code} <= set(cells)):
            return name
    raise InputError(str(path), "does not look like event data", f"name its kind with --format: {', '.join(LAYOUTS)}")


def _literal(name: str, text: str) -> str:
    """Write a text of a row, if there is one."""
    return f'{SUBJECT}<{RG}{name}> "{text.translate(ESCAPES)}" .\n' if text else ""


def _day(text: str) -> str:
    """Write a day as EDTF: GDELT's 20220224 and ISO's 2022-02-24; raise ValueError for no day."""
    day = f"{text[:4]}-{text[4:6]}-{text[6:]}" if len(text) == 8 and text.isdigit() else text[:10]
    if not edtf.is_day(day):
        raise ValueError(f"{text[:40]!r} is no day")
    edtf.bounds(day)
    return day


def _scaled(text: str) -> str:
    """Write a value of the scale from -10 to 10; raise ValueError for any other."""
    value = float(text)
    if not -10 <= value <= 10:
        raise ValueError(f"{text[:40]!r} is no intensity from -10 to 10")
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _lines(path: Path) -> Iterator[str]:
    """Give the lines of a table; a .zip holds one, as GDELT gives it."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    with _zipped(path) if path.suffix.lower() == ".zip" else unpacked(path) as stream:
        rest = ""
        while piece := stream.read(1 << 20):
            *lines, rest = (rest + decoder.decode(piece)).replace(SUBJECT, "").split("\n")
            yield from (f"{line}\n" for line in lines)
        if rest := rest + decoder.decode(b"", final=True):
            yield rest


@contextmanager
def _zipped(path: Path) -> Iterator[BinaryIO]:
    """Open the only file in a .zip."""
    try:
        with zipfile.ZipFile(path) as packed, packed.open(packed.namelist()[0]) as member:
            yield cast(BinaryIO, member)
    except (OSError, zipfile.BadZipFile, IndexError) as error:
        raise InputError(str(path), f"cannot be read ({error})", "check the file") from error


def _digest(path: Path) -> str:
    """Hash a file."""
    found = sha256()
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            found.update(piece)
    return found.hexdigest()
