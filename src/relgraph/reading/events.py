"""Events: drafts given their date, place, people and session, and mentions of one event merged into one.

Comes in: the drafts of a whole document in order. Goes out: `facts.Event` rows with their evidence.
"""

from collections.abc import Iterable

from relgraph.facts import Argument, Event, Evidence
from relgraph.reading.discourse import Ref
from relgraph.reading.reports import Report


def event(item: Report) -> Event:
    """Give the fact of a report."""
    draft = item.draft
    actors = _values(draft.actors)
    recipients = tuple(v for v in _values(draft.recipients) if v not in actors)
    arguments = [Argument("actors", r.value, r.span) for r in draft.actors if r.value is not None]
    arguments += [
        Argument("recipients", r.value, r.span) for r in draft.recipients if r.value in recipients and r.value
    ]
    arguments += [Argument("people", r.person, r.span) for r in item.people if r.person is not None]
    for role, said in (("date", item.date), ("place", item.place), ("series", item.series)):
        if said is not None:
            arguments.append(Argument(role, said.value, said.span))
    if item.ordinal is not None:
        arguments.append(Argument("ordinal", str(item.ordinal[0]), item.ordinal[1]))
    trigger = draft.clause.tree.words(draft.clause.head)
    arguments.append(Argument("type", draft.type, trigger))
    return Event(
        type=draft.type,
        actors=actors,
        recipients=recipients,
        people=tuple(dict.fromkeys(r.person for r in item.people if r.person)),
        date=item.date.value if item.date else None,
        place=item.place.value if item.place else None,
        status=draft.status,
        series=item.series.value if item.series else None,
        ordinal=item.ordinal[0] if item.ordinal else None,
        evidence=Evidence(draft.clause.tree.span, f"{draft.frame.name}", tuple(dict.fromkeys(arguments))),
    )


def _values(refs: Iterable[Ref]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.value for r in refs if r.value is not None))
