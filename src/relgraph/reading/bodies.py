"""Bodies: the organizations that a document names.

Comes in: pieces. Goes out: `facts.Organization` rows; `memberships` gives who belongs to them.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Argument, Evidence, Organization, Span
from relgraph.reading.memberships import memberships
from relgraph.reading.mentions import Line
from relgraph.reading.names import Body
from relgraph.reading.pieces import Piece

__all__ = ["memberships", "organizations"]


def organizations(rows: Sequence[Line]) -> Iterator[Organization]:
    """Give one row for each organization named, with the acronym that the document uses."""
    seen: dict[str, tuple[Line, Piece]] = {}
    for row in rows:
        for piece in row.pieces:
            if piece.symbol == "G" and (name := _name(piece)):
                if name not in seen or (row.title is False and seen[name][0].title):
                    seen[name] = (row, piece)
    names = list(seen)
    for name, (row, piece) in seen.items():
        if any(other != name and other.endswith(" " + name) for other in names) and piece.name is None:
            continue
        acronym, kind = _facts(piece)
        span = Span(piece.start, piece.end)
        arguments = [Argument("name", name, span)]
        yield Organization(
            name=name, acronym=acronym, kind=kind, evidence=Evidence(row.span, "organization", tuple(arguments))
        )


def _name(piece: Piece) -> str | None:
    if piece.name is not None:
        return piece.name.id
    return piece.mention.name if isinstance(piece.mention, Body) else None


def _facts(piece: Piece) -> tuple[str | None, str]:
    if isinstance(piece.mention, Body):
        return piece.mention.acronym, piece.mention.kind
    name = piece.name
    return getattr(name, "acronym", None), getattr(name, "sort", None) or "intergovernmental"
