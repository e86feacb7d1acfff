"""Papers: the mentions of instruments in a document merged into `facts.Instrument` rows.

Comes in: `Paper` mentions in order and the document's events. Goes out: one row for each instrument, with the strongest
status and, where the text gives one, the date; a paper signed at a dated meeting takes the date of that occasion.
"""

from collections.abc import Iterable, Sequence

from relgraph.facts import Argument, Event, Evidence, Instrument
from relgraph.folding import fold
from relgraph.reading.company import said
from relgraph.reading.discourse import Ref
from relgraph.reading.fates import DONE
from relgraph.reading.instruments import Paper
from relgraph.reading.timing import Said

STRENGTH = ("mentioned", "planned", "issued", "adopted", "signed", "in force")
GATHERINGS = ("Signing", "Meeting", "Call", "Consult", "Visit")


def instruments(papers: Sequence[Paper], events: Sequence[Event]) -> list[Instrument]:
    """Give the instruments of a document."""
    kept: list[Paper] = []
    for paper in papers:
        if paper.tree.title and len(paper.values) < 2:
            paper.parties = _gathered(events) or paper.parties
        if paper.date is None and paper.status in DONE:
            paper.date = _occasion(paper, events)
        twin = next((k for k in reversed(kept) if _same(k, paper)), None)
        if twin is not None:
            _absorb(twin, paper)
        elif not paper.bare or paper.status in DONE or (paper.status == "in force" and len(paper.values) > 1):
            kept.append(paper)
    return [_row(paper) for paper in kept if paper.proper or paper.values or paper.status != "mentioned"]


def _gathered(events: Iterable[Event]) -> list[Ref]:
    """Give the parties of the first gathering that a document tells of."""
    first = next((e for e in events if e.type in GATHERINGS and len({*e.actors, *e.recipients}) > 1), None)
    said = [a for a in first.evidence.arguments if a.role in {"actors", "recipients"}] if first is not None else []
    return [Ref(a.value, a.span) for a in said]


def _same(a: Paper, b: Paper) -> bool:
    """Say whether two mentions are of one instrument."""
    if a.letters and b.name is not None and b.name.value.removesuffix("s") == a.letters.removesuffix("s"):
        return True
    if a.kind != b.kind and not (
        b.bare and {a.kind, b.kind} <= {"agreement", "treaty", "memorandum", "declaration", "joint statement"}
    ):
        return False
    if a.date is not None and b.date is not None and b.bare and not _compatible(a.date.value, b.date.value):
        return False
    if b.bare:
        return not b.values or not a.values or bool(a.values & b.values)
    if a.proper and b.proper and a.name is not None and b.name is not None:
        mine, other = fold(a.name.value), fold(b.name.value)
        return mine == other or mine in other or other in mine
    if a.tree is b.tree or (_is_plural(a) != _is_plural(b) and not a.tree.title):
        return False
    if a.values and b.values and a.values != b.values:
        return False
    if a.date is not None and b.date is not None and not _compatible(a.date.value, b.date.value):
        return False
    if a.proper != b.proper:
        return (
            b.proper
            and a.status == "mentioned"
            and a.kind in {"declaration", "treaty", "protocol", "memorandum"}
            and not a.values
        )
    mine, other = (fold(p.name.value) if p.name else "" for p in (a, b))
    return (
        not mine or not other or mine == other or mine.endswith(other) or other.endswith(mine) or mine.startswith(other)
    )


def _is_plural(paper: Paper) -> bool:
    return paper.tree.nodes[paper.head].tag in {"NNS", "NNPS"}


def _compatible(a: str, b: str) -> bool:
    return a.startswith(b) or b.startswith(a)


def _absorb(kept: Paper, paper: Paper) -> None:
    awaited = kept.status == "planned" and kept.date is not None and paper.date is None
    if STRENGTH.index(paper.status) > STRENGTH.index(kept.status) and not awaited:
        signed = kept.status in DONE and paper.status == "in force"
        kept.status = paper.status
        kept.date = (kept.date if signed else None) or paper.date or kept.date
    if kept.date is None and paper.date is not None and paper.status in {*DONE, "in force", "mentioned"}:
        kept.date = paper.date
    if paper.proper and not kept.proper:
        kept.name, kept.proper, kept.tree, kept.head, kept.carrier = (
            paper.name,
            True,
            paper.tree,
            paper.head,
            paper.carrier,
        )
    if (
        len(paper.values) > len(kept.values)
        and kept.values <= paper.values
        and not (paper.bare and len(kept.values) > 1)
    ):
        kept.parties = paper.parties


def _occasion(paper: Paper, events: Iterable[Event]) -> Said | None:
    """Give the date of the occasion of a paper: a signing in its own sentence, else the gathering it leans on."""

    def fits(event: Event, kinds: Sequence[str]) -> bool:
        parties = {*event.actors, *event.recipients}
        return (
            event.type in kinds
            and event.status == "occurred"
            and bool(event.date)
            and bool(not paper.values or paper.values & parties)
        )

    here = [e for e in events if e.evidence.quote == paper.tree.span]
    for kind in GATHERINGS:
        for event in here:
            if fits(event, (kind,)):
                return _dated(event)
    if not paper.anchored and paper.status == "signed":
        signings = [e for e in events if fits(e, ("Signing",)) and paper.values == {*e.actors, *e.recipients}]
        return _dated(signings[0]) if len(signings) == 1 and paper.values else None
    before = [e for e in events if e.evidence.quote <= paper.tree.span]
    for kinds in (GATHERINGS[:-1], GATHERINGS[-1:]):
        found = [e for e in before if fits(e, kinds) and paper.values <= {*e.actors, *e.recipients}]
        if found:
            return _dated(found[-1]) if "/" not in (found[-1].date or "") else None
    return None


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
        arguments.append(Argument("status", paper.status, tree.words(paper.carrier)))
    return Instrument(
        kind=paper.kind,
        name=paper.name.value if paper.name else None,
        parties=tuple(dict.fromkeys(r.value for r in paper.parties if r.value is not None)),
        date=paper.date.value if paper.date else None,
        status=paper.status,
        evidence=Evidence(tree.span, "instrument", tuple(dict.fromkeys(arguments))),
    )
