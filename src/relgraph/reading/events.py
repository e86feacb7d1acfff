"""Events: drafts given their date, place, people and session, and mentions of one event merged into one.

Comes in: the drafts of a whole document in order. Goes out: `facts.Event` rows with their evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relgraph.facts import Argument, Event, Evidence, Span
from relgraph.lexicon import Lexicon
from relgraph.reading.acts import GATHERINGS, VERBAL, Draft
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Ref
from relgraph.reading.timing import Calendar, Said, date_of, place_of

ANCHORING = frozenset(
    {
        "at",
        "during",
        "after",
        "following",
        "in",
        "on",
        "as part of",
        "on the sidelines of",
        "within",
        "before",
        "upon",
        "throughout",
    }
)


@dataclass(slots=True)
class Report:
    """A draft with what dates, places and numbers it. `order` keeps the order of the text."""

    draft: Draft
    order: int
    date: Said | None = None
    place: Said | None = None
    series: Said | None = None
    ordinal: tuple[int, Span] | None = None
    people: list[Ref] = field(default_factory=list)


def report(draft: Draft, order: int, calendar: Calendar) -> Report:
    """Find date, place, session and people of one draft in its own sentence."""
    tree, head = draft.clause.tree, draft.clause.head
    tense = "future" if draft.status in {"planned", "hypothetical", "cancelled"} else "past"
    out = Report(draft, order, date_of(tree, head, calendar, tense), place_of(tree, head))
    if draft.type == "Visit":
        out.place = _destination(draft) or out.place
    if draft.type in GATHERINGS:
        out.series, out.ordinal = session_of(draft)
    out.people = [r for r in [*draft.actors, *draft.recipients] if r.person is not None]
    return out


def _destination(draft: Draft) -> Said | None:
    """Give the city, else the state, that a visitor goes to."""
    tree = draft.clause.tree
    nodes = [k for slot in draft.frame.recipient for k in draft.clause.slots.get(slot, ())]
    found = []
    for k in nodes:
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol in "SC" and piece.text:
            found.append((piece.symbol != "C", k, Said(piece.text, Span(piece.start, piece.end))))
    return min(found, key=lambda f: f[:2])[2] if found else None


def session_of(draft: Draft) -> tuple[Said | None, tuple[int, Span] | None]:
    """Give the series and number of a session: "the seventh meeting of the Joint Group", "the 11th OTS Summit"."""
    tree, head = draft.clause.tree, draft.clause.head
    number = None
    for k in tree.children(head, "amod", "nummod", "compound"):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol == "#" and isinstance(piece.mention, int):
            number = (piece.mention, Span(piece.start, piece.end))
    series = None
    for k in tree.subtree(head):
        piece = tree.mentions.get(k)
        if not isinstance(piece, Piece) or piece.symbol != "G":
            continue
        span = Span(piece.start, piece.end)
        name = piece.name.id if piece.name is not None else piece.text
        inside = tree.nodes[head].lemma.lower() == "summit"
        if inside and tree.nodes[k].rel == "compound":
            series = Said(f"{piece.text} Summit", Span(piece.start, tree.nodes[head].end))
        elif tree.case(k) == "of" and k in tree.children(head, "nmod"):
            series = Said(f"{name} Summit" if inside else name, span)
        elif tree.nodes[k].rel in {"compound", "nmod:poss"} and tree.nodes[k].head == head and number is not None:
            series = Said(name, span)
    return series, number


def inherit(reports: Sequence[Report], lexicon: Lexicon) -> None:
    """Give acts that are anchored to a gathering ("after the talks") its date and place."""
    last: Report | None = None
    for item in reports:
        draft = item.draft
        if last is not None and item.date is None and draft.status == "occurred":
            anchored = _anchored(draft, lexicon)
            if anchored or (draft.type in VERBAL and draft.values <= last.draft.values and _spoken_there(item, last)):
                item.date = last.date
                if item.place is None and anchored:
                    item.place = last.place
        if draft.type in GATHERINGS and draft.status == "occurred":
            last = item if last is None or item.date is not None or last.date is None else last


def _anchored(draft: Draft, lexicon: Lexicon) -> bool:
    tree = draft.clause.tree
    for k, node in enumerate(tree.nodes):
        if (
            k != draft.clause.head
            and lexicon.among("anchor", node.lemma)
            and tree.case(k) in ANCHORING
            and not tree.children(k, "nmod")
        ):
            return True
    return False


def _spoken_there(item: Report, last: Report) -> bool:
    speakers = {r.person for r in item.people}
    return bool(speakers & {r.person for r in last.people}) and item.draft.clause.tense == "past"


def merge(reports: Iterable[Report]) -> list[Report]:
    """Make one of several mentions of one event: same type and parties, and nothing that tells them apart."""
    kept: list[Report] = []
    for item in reports:
        twin = next((k for k in kept if _same(k, item)), None)
        if twin is None:
            kept.append(item)
        else:
            _absorb(twin, item)
    return kept


def _same(a: Report, b: Report) -> bool:
    x, y = a.draft, b.draft
    if (
        x.type != y.type
        or _apart(a.ordinal, b.ordinal)
        or (x.status != y.status and {x.status, y.status} != {"occurred", "planned"})
    ):
        return False
    if _apart_dates(a.date, b.date):
        return False
    if x.status != y.status and (a.date is None or b.date is None):
        return False
    mine, other = {r.value for r in x.actors}, {r.value for r in y.actors}
    if x.type in VERBAL:
        return mine == other and (
            {r.value for r in x.recipients} == {r.value for r in y.recipients} or not y.recipients
        )
    if x.type in GATHERINGS | {"Signing"}:
        if a.people and b.people and not {p.person for p in a.people} & {p.person for p in b.people}:
            return False
        if a.ordinal != b.ordinal and a.ordinal is not None and b.ordinal is not None:
            return False
        both = x.values == y.values
        return both or (
            x.type == "Meeting"
            and len(y.values) >= 2
            and y.values <= x.values
            and a.date is not None
            and a.date == b.date
        )
    return mine == other and {r.value for r in x.recipients} == {r.value for r in y.recipients}


def _apart(a: object, b: object) -> bool:
    return a is not None and b is not None and a[0] != b[0]  # type: ignore[index]


def _apart_dates(a: Said | None, b: Said | None) -> bool:
    if a is None or b is None:
        return False
    x, y = a.value.rstrip("~"), b.value.rstrip("~")
    return not (x.startswith(y) or y.startswith(x))


def _absorb(kept: Report, item: Report) -> None:
    for name in ("date", "place", "series", "ordinal"):
        if getattr(kept, name) is None:
            setattr(kept, name, getattr(item, name))
    if item.date is not None and kept.date is not None and len(item.date.value) > len(kept.date.value):
        kept.date = item.date
    known = {r.person for r in kept.people}
    kept.people += [r for r in item.people if r.person not in known]


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
