"""Reports: a draft with the date, place, session and people of its own sentence.

Comes in: a draft. Goes out: `Report`.
"""

import re
from dataclasses import dataclass, field
from datetime import date as Day
from datetime import timedelta

from relgraph.facts import Span
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.drafts import GATHERINGS, VERBAL, Draft
from relgraph.reading.pieces import Piece
from relgraph.reading.sessions import session_at, session_of
from relgraph.reading.timing import Calendar, Said, Tense, date_of, place_of, place_said, stay
from relgraph.reading.trees import Tree


@dataclass(slots=True)
class Report:
    """A draft with what dates, places and numbers it. `order` keeps the order of the text; `old` is history."""

    draft: Draft
    order: int
    date: Said | None = None
    place: Said | None = None
    series: Said | None = None
    ordinal: tuple[int, Span] | None = None
    people: list[Ref] = field(default_factory=list)
    live: bool = False
    old: bool = False


#: A date that is one day: not "2022-03", nor "2022-10/..", which is as long.
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def report(draft: Draft, order: int, calendar: Calendar, talk: Discourse) -> Report:
    """Find date, place, session and people of one draft in its own sentence."""
    tree, head = draft.clause.tree, draft.clause.when if draft.clause.when >= 0 else draft.clause.head
    future = draft.status in {"planned", "hypothetical", "cancelled"}
    coming = draft.clause.tense == "present" and draft.type not in VERBAL and draft.clause.part == "verb"
    tense: Tense = "future" if future or coming else "past"
    spoken = draft.type in VERBAL
    out = Report(draft, order, date_of(tree, head, calendar, tense, spoken), place_of(tree, head, talk, spoken))
    out.date = _moment(draft, out.date)
    if coming and draft.status == "occurred" and out.date is not None and _after(out.date.value, calendar.published):
        draft.status = "planned"
    if draft.status == "hypothetical" and draft.clause.embedded and _arranged(draft, out.date, calendar, talk):
        draft.status = "planned"
    if draft.status == "hypothetical" and draft.clause.part == "noun" and _over(out.date, calendar.published):
        draft.status = "occurred"
    if draft.type == "Crisis" and out.date is not None and _after(out.date.value, calendar.published):
        out.date = out.place = None  # "will meet in Oslo on Friday to discuss the crisis"
    if (
        draft.status == "occurred"
        and not spoken
        and out.date is not None
        and _well_after(out.date.value, calendar.published)
    ):
        draft.status, out.date = ("planned", out.date) if draft.clause.part == "noun" else ("occurred", None)
    if spoken and out.place is not None and out.place.span.start in {r.span.start for r in draft.recipients}:
        out.place = None  # "lashed out at Iceland"
    if draft.type == "Visit":
        out.place = _destination(draft) or out.place
        out.date = stay(tree, head, out.date) if out.date is not None else None
    if draft.type in GATHERINGS:
        out.series, out.ordinal = session_of(draft)
    if draft.type == "Anniversary":
        out.ordinal = session_at(tree, head)[1]
    out.old = out.date is not None and _years_before(out.date.value, calendar.published)
    out.people = [r for r in draft.actors if r.person is not None]
    out.people += [r for r in draft.recipients if r.person is not None and _named_here(tree, r)]
    return out


def lies_before(item: Report) -> bool:
    """Say whether a gathering lies before the document's own occasion ("had met", "last met in August")."""
    return item.draft.clause.perfect and any(
        item.draft.clause.tree.text(k) == "had" for k in item.draft.clause.tree.children(item.draft.clause.head, "aux")
    )


def _moment(draft: Draft, date: Said | None) -> Said | None:
    """Take a gathering or signature for no time that lasts: "met for the first time since May"."""
    if date is None or not date.value.endswith("/..") or draft.type not in GATHERINGS | {"Signing", "Appointment"}:
        return date
    return None


def _arranged(draft: Draft, date: Said | None, calendar: Calendar, talk: Discourse) -> bool:
    """Say whether it was agreed to meet, visit or sign on a day to come: "agreed to hold talks in Oslo next month"."""
    tree = draft.clause.tree
    verbs = [k for k in tree.ancestors(draft.clause.head) if tree.is_verb(k)]
    agreed = any(talk.lexicon.among("settling", tree.nodes[k].lemma) for k in verbs[:2])
    coming = date is not None and _after(date.value, calendar.published)
    return agreed and coming and draft.type in GATHERINGS | {"Signing"}


def _well_after(date: str, published: str | None) -> bool:
    """Say whether a date lies more than the few days after publication that a header may be wrong by."""
    if not _after(date, published) or published is None:
        return False
    if not (DAY.fullmatch(date) and DAY.fullmatch(published)):
        return True
    return Day.fromisoformat(date) - Day.fromisoformat(published) > timedelta(days=3)


def _after(date: str, published: str | None) -> bool:
    """Say whether a date begins after the day of publication."""
    return published is not None and date.split("/")[0].rstrip("~") > published.rstrip("~")


def _years_before(date: str, published: str | None) -> bool:
    """Say whether a date lies more than a year before the year of publication: what is told of it is history."""
    years = date[:4], (published or "")[:4]
    return all(y.isdigit() for y in years) and int(years[0]) + 1 < int(years[1])


def _over(date: Said | None, published: str | None) -> bool:
    """Say whether a date lies wholly before the day of publication."""
    return (
        date is not None
        and published is not None
        and date.value.split("/")[-1].rstrip("~") < published[: len(date.value)]
    )


def _named_here(tree: Tree, ref: Ref) -> bool:
    """Say whether a person is named in this sentence, not only meant."""
    return any(isinstance(p, Piece) and p.symbol == "P" and p.start == ref.span.start for p in tree.mentions.values())


def _destination(draft: Draft) -> Said | None:
    """Give the city, else the state, that a visitor goes to."""
    tree = draft.clause.tree
    hosts = {r.span.start for r in draft.recipients}
    nodes = [k for slot in draft.frame.recipient for k in draft.clause.slots.get(slot, ())]
    if len(nodes) > 1 and len(draft.recipients) == 1:
        nodes = [k for k in nodes if tree.nodes[k].start in hosts] or nodes
    found = []
    for k in nodes:
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol in "SC" and piece.text:
            found.append((piece.symbol != "C", k, place_said(tree, k)))
    return min(found, key=lambda f: f[:2])[2] if found else None
