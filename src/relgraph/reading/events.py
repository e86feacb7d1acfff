"""Events: drafts given their date, place, people and session, and mentions of one event merged into one.

Comes in: the drafts of a whole document in order. Goes out: `facts.Event` rows with their evidence.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relgraph.document import Document
from relgraph.facts import Argument, Event, Evidence, Span
from relgraph.lexicon import Lexicon
from relgraph.reading.acts import GATHERINGS, VERBAL, Draft, headless
from relgraph.reading.clauses import verb_clause
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.timing import Calendar, Said, date_of, place_of, place_said, stay
from relgraph.reading.trees import Tree

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
    live: bool = False


def report(draft: Draft, order: int, calendar: Calendar, talk: Discourse) -> Report:
    """Find date, place, session and people of one draft in its own sentence."""
    tree, head = draft.clause.tree, draft.clause.when if draft.clause.when >= 0 else draft.clause.head
    future = draft.status in {"planned", "hypothetical", "cancelled"}
    coming = draft.clause.tense == "present" and draft.type not in VERBAL and draft.clause.part == "verb"
    tense = "future" if future or coming else "past"
    spoken = draft.type in VERBAL
    out = Report(draft, order, date_of(tree, head, calendar, tense, spoken), place_of(tree, head, talk, spoken))
    if coming and draft.status == "occurred" and out.date is not None and _after(out.date.value, calendar.published):
        draft.status = "planned"
    if draft.type == "Visit":
        out.place = _destination(draft) or out.place
        out.date = stay(tree, head, out.date) if out.date is not None else None
    if draft.type in GATHERINGS:
        out.series, out.ordinal = session_of(draft)
    if draft.type == "Anniversary":
        out.ordinal = _session(tree, head)[1]
    out.people = [r for r in draft.actors if r.person is not None]
    out.people += [r for r in draft.recipients if r.person is not None and _named_here(tree, r)]
    return out


def _after(date: str, published: str | None) -> bool:
    """Say whether a date begins after the day of publication."""
    return published is not None and date.split("/")[0].rstrip("~") > published.rstrip("~")


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


def session_of(draft: Draft) -> tuple[Said | None, tuple[int, Span] | None]:
    """Give the series and number of a session: "the seventh meeting of the Joint Group", "the 11th OTS Summit"."""
    tree = draft.clause.tree
    heads = (
        [draft.clause.head, *draft.clause.slots.get("object", ())]
        if draft.clause.part == "verb"
        else [draft.clause.head]
    )
    for head in heads:
        series, number = _session(tree, head)
        if series is not None or number is not None:
            return series, number
    return None, None


def _session(tree: Tree, head: int) -> tuple[Said | None, tuple[int, Span] | None]:
    number = None
    for k in tree.children(head, "amod", "nummod", "compound", "nmod"):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol == "#" and isinstance(piece.mention, int):
            number = (piece.mention, Span(piece.start, piece.end))
    if number is not None and number[0] <= 2 and tree.children(head, "nmod:poss"):
        number = None
    summit = tree.nodes[head].lemma.lower() == "summit"
    series = _summit(tree, head) if summit else None
    if series is not None:
        return series, number
    for k in tree.subtree(head):
        piece = tree.mentions.get(k)
        if not isinstance(piece, Piece) or piece.symbol != "G":
            continue
        span = Span(piece.start, piece.end)
        name = piece.name.id if piece.name is not None else piece.text
        if k == head:
            series = Said(name, span)
        elif summit and tree.nodes[k].rel in {"compound", "amod", "nmod:poss"} and tree.nodes[k].head == head:
            series = Said(f"{piece.text} Summit", Span(piece.start, tree.nodes[head].end))
        elif tree.case(k) == "of" and k in tree.children(head, "nmod"):
            series = Said(f"{name} Summit" if summit else name, span)
        elif tree.nodes[k].rel in {"compound", "nmod:poss"} and tree.nodes[k].head == head and number is not None:
            series = Said(name, span)
    return series, number


def _summit(tree: Tree, head: int) -> Said | None:
    """Give the name of a summit by the capitalised words before it: "CARICOM–Cuba Summit", "Russia-Africa summit"."""
    before = [k for k in tree.children(head, "compound", "amod", "nmod:poss", "flat") if k < head]
    named = [k for k in before if tree.nodes[k].text[:1].isupper() and tree.nodes[k].label != "DATE"]
    named = [k for k in named if k in tree.mentions or tree.nodes[k].tag.startswith("NNP")]
    if not named or any(tree.nodes[k].rel == "nmod:poss" for k in named):
        return None
    span = Span(tree.nodes[named[0]].start, tree.nodes[head].end)
    return Said(" ".join([*(tree.nodes[k].text for k in named), "Summit"]), span)


def continue_series(reports: Sequence[Report]) -> None:
    """Give a numbered session without a name ("the sixth meeting") the series spoken of last by the same parties."""
    last: Report | None = None
    for item in reports:
        if item.draft.type != "Meeting":
            continue
        if item.series is not None:
            last = item
        elif item.ordinal is not None and last is not None and item.draft.values <= last.draft.values:
            item.series = last.series


def inherit(reports: Sequence[Report], lexicon: Lexicon) -> None:
    """Give acts the date and place of the gathering that they belong to: in the same sentence, by an anchor, by the speaker."""
    for item in reports:
        for other in reports:
            if other is not item and _together(item, other):
                _share(item, other, place=True)
    occasion: Report | None = None
    for item in reports:
        if occasion is not None and item.draft.status == "occurred":
            _belong(item, occasion, lexicon)
        if item.draft.type in GATHERINGS and item.draft.status == "occurred" and not _past(item):
            if occasion is None or item.date is not None or occasion.date is None:
                occasion = item


def date_by_publication(document: Document, reports: Sequence[Report], calendar: Calendar) -> None:
    """Date by the document's own date what a live report tells as it happens, and what a statement itself does."""
    if document.published is None or document.title is None:
        return
    said = Said(document.published, Span(*_published(document)))
    for item in reports:
        clause = item.draft.clause
        if (
            item.date is not None
            or item.draft.status != "occurred"
            or clause.perfect
            or _relative(clause.tree, clause.head)
        ):
            continue
        current = item.live and item.draft.type in VERBAL | GATHERINGS | {"Protest", "Sanction", "Mobilize"}
        if current or (calendar.own and item.draft.type in VERBAL):
            item.date = said


def _published(document: Document) -> tuple[int, int]:
    start = document.text.index("published:") + len("published:")
    start = document.text.index(document.published or "", start)
    return start, start + len(document.published or "")


def _together(item: Report, other: Report) -> bool:
    """Say whether an act and a gathering stand in one sentence as one occasion ("met in Ankara and agreed to")."""
    mine, theirs = item.draft, other.draft
    if mine.clause.tree is not theirs.clause.tree or theirs.type not in GATHERINGS or mine.status != theirs.status:
        return False
    if mine.type not in GATHERINGS | VERBAL | {"Signing"} or not mine.values <= theirs.values | {
        r.value for r in item.people
    }:
        return False
    return mine.clause.perfect == theirs.clause.perfect and not _relative(mine.clause.tree, mine.clause.head)


def _relative(tree: Tree, i: int) -> bool:
    """Say whether a node stands in a relative clause other than one of place ("where they agreed")."""
    clauses = [k for k in [i, *tree.ancestors(i)] if tree.nodes[k].rel == "acl:relcl"]
    return any(all(tree.text(w) != "where" for w in tree.kids[k]) for k in clauses)


def _share(item: Report, other: Report, place: bool) -> None:
    if item.date is None:
        item.date = other.date
    if place and item.place is None:
        item.place = other.place


def _past(item: Report) -> bool:
    """Say whether a gathering lies before the document's own occasion ("had met", "last met in August")."""
    return item.draft.clause.perfect and any(
        item.draft.clause.tree.text(k) == "had" for k in item.draft.clause.tree.children(item.draft.clause.head, "aux")
    )


def take_part(tree: Tree, talk: Discourse, reports: Sequence[Report]) -> None:
    """Add those who "also attended the meeting" to the gathering spoken of last."""
    gathering = next((r for r in reversed(reports) if r.draft.type in {"Meeting", "Call"}), None)
    for node in tree.nodes:
        if gathering is None or node.lemma not in {"attend", "join", "participate", "accompany"}:
            continue
        if not tree.is_verb(node.index):
            continue
        clause = verb_clause(tree, node.index, talk.lexicon)
        held = [k for slot in ("object", "in") for k in clause.slots.get(slot, ())]
        known = {r.person for r in gathering.people}
        if any(talk.lexicon.among("anchor", tree.nodes[k].lemma) and not tree.children(k, "nmod") for k in held):
            there = [r for k in clause.slots.get("subject", ()) for r in resolve(tree, k, talk)]
            gathering.people += [r for r in there if r.person and r.person not in known]


def at_summit(reports: list[Report]) -> None:
    """Make one of a session of an organization and a meeting that the same sentence places there."""
    for item in list(reports):
        draft = item.draft
        if draft.type != "Meeting" or draft.clause.part != "noun" or any(len(v) == 3 for v in draft.values):
            continue
        for other in reports:
            if other.draft.clause.tree is not draft.clause.tree or other.draft.type != "Meeting" or other is item:
                continue
            if len(other.draft.values) > 1 and other.draft.status == draft.status:
                _absorb(other, item)
                reports.remove(item)
                break


def _belong(item: Report, occasion: Report, lexicon: Lexicon) -> None:
    draft = item.draft
    shared = draft.values & occasion.draft.values
    anchored = _anchored(draft, lexicon)
    if item.date is None and anchored and shared:
        _share(item, occasion, place=True)
    elif item.date is None and draft.type in VERBAL and _spoken_there(item, occasion):
        item.date = occasion.date
    elif (
        item.date is None
        and draft.type == "Meeting"
        and (occasion.draft.type == "Visit" or _also(draft))
        and not _past(item)
    ):
        if {r.person for r in item.people} & {r.person for r in occasion.people}:
            item.date = occasion.date
    if draft.type in {"Agree", "Support", "Request"} and not draft.recipients and len(draft.values) == 1:
        others = [r for r in [*occasion.draft.actors, *occasion.draft.recipients] if r.value not in draft.values]
        if len({r.value for r in others}) == 1 and _spoken_there(item, occasion):
            draft.recipients = [Ref(others[0].value, others[0].span)]
    meets = draft.type in {"Meeting", "Signing"} and draft.values <= occasion.draft.values
    if meets and item.place is None and (item.date is None or _near(item.date, occasion.date)):
        item.place = occasion.place


def _also(draft: Draft) -> bool:
    """Say whether a meeting is told as one more of the same occasion: "also met", "met separately"."""
    tree = draft.clause.tree
    return any(
        tree.text(k) in {"also", "separately", "later", "then"} for k in tree.children(draft.clause.head, "advmod")
    )


def _near(a: Said | None, b: Said | None) -> bool:
    return a is None or b is None or a.value[:10] == b.value[:10] or a.value in b.value


def _anchored(draft: Draft, lexicon: Lexicon) -> bool:
    """Say whether the sentence hangs its acts on a gathering known already: "at the talks", "following the council"."""
    tree = draft.clause.tree
    for k, node in enumerate(tree.nodes):
        if k == draft.clause.head or not lexicon.among("anchor", node.lemma):
            continue
        if tree.case(k) in ANCHORING and not any(
            tree.case(n) in {"between", "with", "of"} for n in tree.children(k, "nmod")
        ):
            return True
        if tree.nodes[k].rel in {"obj", "iobj"} and tree.nodes[tree.nodes[k].head].lemma in {
            "tell",
            "address",
            "brief",
        }:
            return True
    return False


def _spoken_there(item: Report, last: Report) -> bool:
    clause, actors = item.draft.clause, {r.value for r in item.draft.actors}
    if clause.perfect or clause.mode not in {"occurred", "planned"} or _relative(clause.tree, clause.head):
        return False
    if headless(clause):
        return actors <= last.draft.values
    speakers = {r.person for r in item.draft.actors if r.person}
    if speakers:
        return speakers <= {r.person for r in last.people}
    if actors == last.draft.values and len(actors) > 1:
        return True
    sides = [
        k
        for k in clause.slots.get("subject", ()) or clause.slots.get("carrier", ())
        if clause.tree.nodes[k].lemma.lower() == "side"
    ]
    return bool(sides) and actors <= last.draft.values


def at_dateline(reports: Sequence[Report], calendar: Calendar) -> None:
    """Give a gathering placed only in a state the dateline's city, when that city is in the state."""
    if calendar.dateline is None or calendar.home is None:
        return
    for item in reports:
        hosts = {r.value for r in item.draft.recipients} if item.draft.type == "Visit" else item.draft.values
        if item.draft.type in GATHERINGS and item.place is not None and item.place.rank == 4 and calendar.home in hosts:
            if item.date is None or item.draft.status == "occurred":
                item.place = calendar.dateline


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
        if _other_people(a, b):
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


def _absorb(kept: Report, item: Report) -> None:
    if item.place is not None and kept.place is not None and item.place.rank < kept.place.rank:
        kept.place = item.place
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
