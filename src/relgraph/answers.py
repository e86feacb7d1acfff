"""Answers: the table that a question gives, and the ways to write it down.

An `Answer` holds RDF terms; its `rows` are plain text, empty for unknown. Written into a pipe it is plain: no colour,
no lines drawn.
"""

import csv
import html
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import StringIO
from xml.sax.saxutils import escape, quoteattr

from pyoxigraph import BlankNode, Literal, NamedNode, QuerySolutions, Triple

from relgraph.errors import UsageError
from relgraph.vocabulary import XSD

Cell = NamedNode | Literal | BlankNode | Triple | None
WIDEST = 60
#: What a spreadsheet may run, or read as something else than text, unless it is a plain number.
FORMULA = re.compile(r"(?![+-]?\d+(?:\.\d+)?\Z)\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
UNPRINTABLE = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 65534, 65535], "�")


@dataclass(frozen=True, slots=True)
class Answer:
    """A table: the names of its columns, and rows of terms, None where nothing is known."""

    columns: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The rows as text."""
        return tuple(tuple(map(plain, row)) for row in self.cells)

    def records(self) -> list[dict[str, str]]:
        """Give each row as column to text."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def __len__(self) -> int:
        return len(self.cells)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        body = "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}</td>' for cell in row)}</tr>" for row in self.rows)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def from_solutions(solutions: QuerySolutions) -> Answer:
    """Read the solutions of a SELECT query into an answer."""
    columns = tuple(variable.value for variable in solutions.variables)
    return Answer(columns, tuple(tuple(solution[name] for name in columns) for solution in solutions))


def plain(cell: Cell) -> str:
    """Give a term as text: an IRI's address, a literal's words, nothing for nothing."""
    if cell is None:
        return ""
    return cell.value if isinstance(cell, NamedNode | Literal) else str(cell)


def render(answer: Answer, form: str) -> str:
    """Write an answer as text in one of `FORMS`."""
    if form not in FORMS:
        raise UsageError(form, "is no format of an answer", f"choose one of {', '.join(FORMS)}")
    return FORMS[form](answer)


def to_csv(answer: Answer) -> str:
    """Write CSV as RFC 4180 and SPARQL have it."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows(answer.rows)
    return stream.getvalue()


def to_excel(answer: Answer) -> str:
    """Write CSV for spreadsheets: marked as UTF-8, and with no cell that they would take for a formula (CWE-1236)."""
    stream = StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(answer.columns)
    writer.writerows([f"'{cell}" if FORMULA.match(cell) else cell for cell in row] for row in answer.rows)
    return "\ufeff" + stream.getvalue()


def to_tsv(answer: Answer) -> str:
    """Write SPARQL's TSV: terms as Turtle writes them."""
    lines = ["\t".join(f"?{name}" for name in answer.columns)]
    lines += ["\t".join(_turtle(cell) for cell in row) for row in answer.cells]
    return "\n".join(lines) + "\n"


def to_json(answer: Answer) -> str:
    """Write SPARQL's JSON results."""
    rows = [{name: _json(cell) for name, cell in _known(answer, row)} for row in answer.cells]
    whole = {"head": {"vars": list(answer.columns)}, "results": {"bindings": rows}}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def to_jsonl(answer: Answer) -> str:
    """Write one JSON object of text cells per line."""
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in answer.records())


def to_xml(answer: Answer) -> str:
    """Write SPARQL's XML results; characters that XML cannot carry are replaced."""
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.columns)
    lines = ['<?xml version="1.0"?>', '<sparql xmlns="http://www.w3.org/2005/sparql-results#">', f"<head>{head}</head>"]
    lines.append("<results>")
    for row in answer.cells:
        found = "".join(f"<binding name={quoteattr(name)}>{_xml(cell)}</binding>" for name, cell in _known(answer, row))
        lines.append(f"<result>{found}</result>")
    return "\n".join([*lines, "</results>", "</sparql>"]) + "\n"


def to_markdown(answer: Answer) -> str:
    """Write a Markdown table."""
    lines = [answer.columns, tuple("---" for _ in answer.columns), *(map(_markdown, row) for row in answer.rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def to_table(answer: Answer) -> str:
    """Write plain text in aligned columns, long cells cut."""
    lines = [answer.columns, *(tuple(map(_cut, row)) for row in answer.rows)]
    widths = [max(len(line[place]) for line in lines) for place in range(len(answer.columns))]
    return "".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() + "\n" for line in lines)


FORMS: dict[str, Callable[[Answer], str]] = {
    "table": to_table,
    "csv": to_csv,
    "excel": to_excel,
    "tsv": to_tsv,
    "json": to_json,
    "xml": to_xml,
    "jsonl": to_jsonl,
    "md": to_markdown,
}


def _known(answer: Answer, row: Iterable[Cell]) -> list[tuple[str, NamedNode | Literal | BlankNode | Triple]]:
    """Give the bound cells of a row with their columns."""
    return [(name, cell) for name, cell in zip(answer.columns, row, strict=True) if cell is not None]


def _turtle(cell: Cell) -> str:
    """Write a term for TSV."""
    return "" if cell is None else str(cell).replace("\t", "\\t")


def _json(cell: Cell) -> dict[str, object]:
    """Write a term for JSON."""
    if isinstance(cell, NamedNode):
        return {"type": "uri", "value": cell.value}
    if isinstance(cell, BlankNode):
        return {"type": "bnode", "value": cell.value}
    if not isinstance(cell, Literal):
        return {"type": "literal", "value": plain(cell)}
    extra = {"xml:lang": cell.language} if cell.language else {}
    if not cell.language and cell.datatype.value != XSD + "string":
        extra = {"datatype": cell.datatype.value}
    return {"type": "literal", "value": cell.value, **extra}


def _xml(cell: Cell) -> str:
    """Write a term for XML."""
    text = escape(plain(cell).translate(UNPRINTABLE))
    if isinstance(cell, NamedNode):
        return f"<uri>{text}</uri>"
    if isinstance(cell, BlankNode):
        return f"<bnode>{escape(cell.value)}</bnode>"
    extra = ""
    if isinstance(cell, Literal) and cell.language:
        extra = f" xml:lang={quoteattr(cell.language)}"
    elif isinstance(cell, Literal) and cell.datatype.value != XSD + "string":
        extra = f" datatype={quoteattr(cell.datatype.value)}"
    return f"<literal{extra}>{text}</literal>"


def _markdown(cell: str) -> str:
    """Write a cell that cannot break out of its table."""
    return html.escape(" ".join(cell.split()), quote=False).replace("\\", "\\\\").replace("|", "\\|")


def _cut(cell: str) -> str:
    """Fit a cell into a line of text."""
    line = " ".join(cell.split())
    return line if len(line) <= WIDEST else line[: WIDEST - 1] + "…"
