"""Bodies: the organizations that a document names.

Comes in: pieces. Goes out: `facts.Organization` rows; `memberships` gives who belongs to them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relgraph.facts import Argument, Evidence, Organization, Span
from relgraph.gazetteer import Kind
from relgraph.reading.memberships import memberships
from relgraph.reading.mentions import Line
from relgraph.reading.names import Body
from relgraph.reading.pieces import Piece

__all__ = ["memberships", "organizations"]

#: Seats of government that are bodies by name: "US State Department", "the Pentagon", but not "the Kremlin".
OFFICES = re.compile(
    r".*\b(?:Department|Ministry|Office|Secretariat|Pentagon|Duma|Saeima|Seimas|Sejm|Knesset|Bundestag|Congress|Rada|"
    r"M[aä][jz]h?ilis|Majlis|Riksdag|Storting|Folketing|Eduskunta|Assembly|Senate|House of \w+"
    r"|Lok Sabha|(?:Security |State )?Council)(?: of .+)?\Z"
)


@dataclass(frozen=True, slots=True)
class Named:
    """A body as the document names it, and where."""

    name: str
    acronym: str | None
    kind: str
    span: Span
    line: Line


def organizations(rows: Sequence[Line]) -> Iterator[Organization]:
    """Give one row for each organization named, with the acronym that the document uses."""
    seen: dict[str, Named] = {}
    for row in rows:
        apart = _credits(row.pieces)
        for at, piece in enumerate(row.pieces):
            if at in apart or (row.headline and piece.name is None):
                continue  # an outlet's mark, or a headline in which every word looks like a name
            for found in _named(piece, row):
                if found.name not in seen or (seen[found.name].line.title and not row.title):
                    seen[found.name] = found
    texts = " ".join({piece.text for row in rows for piece in row.pieces})
    written = {w.replace(".", "") for w in re.findall(r"[\w.&]+", texts)}
    tails = {name[k + 1 :] for name in seen for k, letter in enumerate(name) if letter == " "}
    for name, found in seen.items():
        if found.kind in {"government", "bilateral"} and name in tails:
            continue  # the fuller name is there: "Turkey-Kazakhstan Joint Economic Commission"
        acronym = found.acronym if (found.acronym or "").replace(".", "") in written else None
        yield Organization(
            name=name, acronym=acronym, kind=found.kind,
            evidence=Evidence(found.line.span, "organization", (Argument("name", name, found.span),)),
        )  # fmt: skip


#: What stands before an agency in a dateline: a city, a state, a day; and what stands around the agency.
PLACED, MARKS = frozenset("CSRNYn#,("), frozenset("()/|-–—.")
BYLINE = frozenset("by reporting editing writing additional compiled".split())


def _credits(row: Sequence[Piece]) -> frozenset[int]:
    """Give the places of the outlet in a dateline or byline: "BANGKOK (AP) -", "/TASS/", "(Reporting by X; Reuters)"."""
    bodies = [k for k, p in enumerate(row) if p.symbol == "G"]
    start = next((k for k, p in enumerate(row) if p.text[:1].isalpha()), 0)
    if row and row[start].text.lower() in BYLINE and row[start].mention is None:
        return frozenset(k for k in bodies if row[k - 1].text in {*MARKS, ";", ","})
    lead = next(
        (k for k, p in enumerate(row) if p.symbol not in PLACED and p.text not in MARKS and k not in bodies), len(row)
    )
    closed = [k for k in bodies if k < lead and (k + 1 == len(row) or row[k + 1].text in MARKS)]
    return frozenset(k for k in closed if k and row[k - 1].text in MARKS)


def _named(piece: Piece, row: Line) -> Iterator[Named]:
    """Give the bodies that a piece names: one, or those within "EU-China"."""
    name, span = piece.name, Span(piece.start, piece.end)
    if name is None:
        if piece.symbol == "G" and isinstance(piece.mention, Body):
            yield Named(piece.mention.name, piece.mention.acronym, piece.mention.kind, span, row)
    elif name.kind is Kind.ORG:
        yield Named(name.id, name.acronym, name.sort or "other", span, row)
    elif name.kind is Kind.COMBINED:
        parts = re.split(r"[-–—/]", piece.text)
        for body, text in zip(name.ids, parts, strict=False):
            if len(body) > 3:
                yield Named(body, text if text.isupper() else None, "intergovernmental", span, row)
    elif name.kind is Kind.SEAT and OFFICES.match(piece.text):
        yield Named(piece.text, None, "government", span, row)
