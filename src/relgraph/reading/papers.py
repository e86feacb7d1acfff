"""Papers: the mentions of instruments in a document merged into `facts.Instrument` rows.

Comes in: `Paper` mentions in order and the document's events. Goes out: one row for each instrument, with the strongest
status and, where the text gives one, the date; a paper signed at a dated meeting takes the date of that signing or meeting.
"""

from collections.abc import Iterable, Sequence

from relgraph.facts import Argument, Event, Evidence, Instrument, Span
from relgraph.reading.company import said
from relgraph.reading.instruments import Paper
from relgraph.reading.timing import Said
from relgraph.folding import fold

STRENGTH = ("mentioned", "planned", "in force", "issued", "adopted", "signed")
GATHERINGS = ("Signing", "Meeting", "Call", "Consult", "Visit")
DONE = frozenset({"signed", "adopted", "issued"})


def instruments(papers: Sequence[Paper], events: Sequence[Event]) -> list[Instrument]:
    """Give the instruments of a document."""
    kept: list[Paper] = []
    for paper in papers:
        if paper.date is None and paper.status in DONE:
            paper.date = _occasion(paper, events)
        twin = next((k for k in reversed(kept) if _same(k, paper)), None)
        if twin is not None:
            _absorb(twin, paper)
        elif not paper.bare:
            kept.append(paper)
    return [_row(paper) for paper in kept]


def _same(a: Paper, b: Paper) -> bool:
    """Say whether two mentions are of one instrument."""
    if a.kind != b.kind and not (b.bare and {a.kind, b.kind} <= {"agreement", "treaty", "memorandum", "declaration", "joint statement"}):
        return False
    if b.bare:
        return not b.values or not a.values or bool(a.values & b.values)
    if a.proper and b.proper and a.name is not None and b.name is not None:
        mine, other = fold(a.name.value), fold(b.name.value)
        return mine == other or mine in other or other in mine
    if a.tree is b.tree:
        return False
    if a.values and b.values and a.values != b.values:
        return False
    if a.date is not None and b.date is not None and not _compatible(a.date.value, b.date.value):
        return False
    if a.proper != b.proper:
        return False
    mine, other = (fold(p.name.value) if p.name else "" for p in (a, b))
    return not mine or not other or mine == other or mine.endswith(other) or other.endswith(mine) or mine.startswith(other)


def _compatible(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _absorb(kept: Paper, paper: Paper) -> None:
    if STRENGTH.index(paper.status) > STRENGTH.index(kept.status):
        kept.status = paper.status
        kept.date = paper.date or kept.date
    if kept.date is None and paper.date is not None and paper.status in {*DONE, "in force"}:
        kept.date = paper.date
    if len(paper.values) > len(kept.values) and kept.values <= paper.values:
        kept.parties = paper.parties


def _occasion(paper: Paper, events: Iterable[Event]) -> Said | None:
    """Give the date of the occasion of a paper: the signing in its own sentence, else the gathering to which it is anchored."""
    here = [e for e in events if e.evidence.quote == paper.tree.span and e.date and e.status == "occurred"]
    for kind in GATHERINGS:
        for event in here:
            if event.type == kind and (not paper.values or paper.values & {*event.actors, *event.recipients}):
                return _dated(event)
    signed = [
        e for e in events
        if e.type in GATHERINGS and e.date and e.status == "occurred" and e.evidence.quote <= paper.tree.span
        and paper.values and paper.values <= {*e.actors, *e.recipients}
    ]  # fmt: skip
    if signed and paper.status in {"issued", "adopted"} or (signed and _anchored(paper)):
        return _dated(signed[-1])
    return None


def _anchored(paper: Paper) -> bool:
    tree = paper.tree
    return any(
        node.lemma in {"meeting", "talk", "talks", "visit", "summit", "council", "ceremony", "negotiation", "session", "conference", "conversation"}
        and tree.case(node.index) in {"after", "following", "at", "during", "upon", "in", "on the sidelines of", "as a result of"}
        for node in tree.nodes
    )  # fmt: skip


def _dated(event: Event) -> Said | None:
    spans = [a.span for a in event.evidence.arguments if a.role == "date"]
    return Said(event.date, spans[0]) if event.date and spans else None


def _row(paper: Paper) -> Instrument:
    tree = paper.tree
    arguments = [Argument("kind", paper.kind, tree.words(paper.head)), *said("parties", paper.parties)]
    if paper.name is not None:
        arguments.append(Argument("name", paper.name.value, paper.name.span))
    if paper.date is not None:
        arguments.append(Argument("date", paper.date.value, paper.date.span))
    if paper.carrier is not None:
        arguments.append(Argument("status", paper.status, _span(tree.words(paper.carrier))))
    return Instrument(
        kind=paper.kind,
        name=paper.name.value if paper.name else None,
        parties=tuple(dict.fromkeys(r.value for r in paper.parties if r.value is not None)),
        date=paper.date.value if paper.date else None,
        status=paper.status,
        evidence=Evidence(tree.span, "instrument", tuple(dict.fromkeys(arguments))),
    )


def _span(span: Span) -> Span:
    return span
