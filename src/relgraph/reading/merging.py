"""Merging: mentions of one event made one.

Comes in: the reports of a document. Goes out: one report for each event.
"""

from collections.abc import Iterable

from relgraph.reading.drafts import GATHERINGS, VERBAL
from relgraph.reading.reports import Report, lies_before
from relgraph.reading.timing import Said


def merge(reports: Iterable[Report]) -> list[Report]:
    """Make one of several mentions of one event: same type and parties, and nothing that tells them apart."""
    kept: list[Report] = []
    for item in reports:
        twin = next((k for k in kept if _same(k, item)), None)
        if twin is None:
            kept.append(item)
        else:
            take_over(twin, item)
    return kept


def _same(a: Report, b: Report) -> bool:
    x, y = a.draft, b.draft
    if (
        x.type != y.type
        or _apart(a.ordinal, b.ordinal)
        or (x.status != y.status and {x.status, y.status} != {"occurred", "planned"})
    ):
        return False
    if _apart_dates(a.date, b.date) or (a.series and b.series and a.series.value != b.series.value):
        return False
    if x.status != y.status and any(one is None or len(one.value) < len("2022-02-24") for one in (a.date, b.date)):
        return False  # what is planned for the year is not what took place on a day of it
    mine, other = {r.value for r in x.actors}, {r.value for r in y.actors}
    if x.type not in GATHERINGS and a.old != b.old:
        return False
    if x.type in VERBAL:
        open_here = x.clause.tree is y.clause.tree and not x.recipients  # "condemned and denounced the attack"
        return mine == other and (
            {r.value for r in x.recipients} == {r.value for r in y.recipients} or not y.recipients or open_here
        )
    if x.type in GATHERINGS | {"Signing"}:
        if _other_people(a, b) or (lies_before(a) != lies_before(b) and (a.date is None or b.date is None)):
            return False  # "They met on Friday ... They had met in Oslo before"
        both = x.values == y.values
        return both or (
            x.type == "Meeting"
            and len(y.values) >= 2
            and y.values <= x.values
            and a.date is not None
            and a.date == b.date
        )
    toward, away = {r.value for r in x.recipients}, {r.value for r in y.recipients}
    one_breath = x.type == "Sanction" and x.clause.tree is y.clause.tree  # "severed ties and closed the border with X"
    return mine == other and (toward == away or (one_breath and not (toward and away)))


def _other_people(a: Report, b: Report) -> bool:
    """Say whether two gatherings have other people for one of their parties."""
    first, second = {r.person for r in a.people}, {r.person for r in b.people}
    return not (first <= second or second <= first)


def _apart(a: object, b: object) -> bool:
    return a is not None and b is not None and a[0] != b[0]  # type: ignore[index]


def _apart_dates(a: Said | None, b: Said | None) -> bool:
    if a is None or b is None:
        return False
    x, y = a.value.rstrip("~"), b.value.rstrip("~")
    return not (x.startswith(y) or y.startswith(x))


def take_over(kept: Report, item: Report) -> None:
    """Fill what one mention leaves open from another mention of the same event."""
    if item.place is not None and kept.place is not None and item.place.rank < kept.place.rank:
        kept.place = item.place
    for name in ("date", "place", "series", "ordinal"):
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(item, name))
    if item.date is not None and kept.date is not None and len(item.date.value) > len(kept.date.value):
        kept.date = item.date
    kept.draft.recipients = kept.draft.recipients or item.draft.recipients
    known = {r.person for r in kept.people}
    kept.people += [r for r in item.people if r.person not in known]
