"""Occasions: what acts take from the gathering that they belong to - its date, its place, its people.

Comes in: the reports of a document. Goes out: the same reports, completed.
"""

from collections.abc import Sequence
from datetime import date as Day
from datetime import timedelta

from relgraph.document import Document
from relgraph.facts import Span
from relgraph.lexicon import Lexicon
from relgraph.reading.clauses import Clause, is_main, verb_clause
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.doers import headless
from relgraph.reading.drafts import GATHERINGS, VERBAL, Draft
from relgraph.reading.gatherings import beside
from relgraph.reading.merging import take_over
from relgraph.reading.referents import resolve
from relgraph.reading.reports import Report, lies_before
from relgraph.reading.timing import Calendar, Said
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


def inherit(reports: Sequence[Report], lexicon: Lexicon) -> None:
    """Give acts the date and place of the gathering that they belong to: by sentence, anchor or speaker."""
    sentences: dict[int, list[Report]] = {}
    for item in reports:
        sentences.setdefault(id(item.draft.clause.tree), []).append(item)
    for item in reports:
        for other in sentences[id(item.draft.clause.tree)]:
            if other is not item and _together(item, other):
                _share(item, other, place=True)
    recent = any(r.draft.type in GATHERINGS and r.draft.status == "occurred" and not r.old for r in reports)
    occasion: Report | None = None
    visit: Report | None = None
    for item in reports:
        if occasion is not None and item.draft.status == "occurred":
            _belong(item, occasion, lexicon)
        elif visit is not None and item.place is None and _awaited(item, visit):
            item.place = visit.place
        if item.draft.type == "Visit" and item.draft.status == "occurred" and not (item.old or lies_before(item)):
            visit = item
        if (
            (item.draft.type in GATHERINGS or (occasion is None and _settled_together(item)))
            and item.draft.status == "occurred"
            and not lies_before(item)
            and not (item.old and recent)
        ):
            if (occasion is None or item.date is not None or occasion.date is None) and not _frames(item, occasion):
                occasion = item


def _awaited(item: Report, visit: Report) -> bool:
    """Say whether a gathering still to come is part of a visit that has begun: "will hold talks on Wednesday"."""
    draft = item.draft
    if draft.status != "planned" or draft.type not in {"Meeting", "Consult", "Signing"}:
        return False
    again = any(n.lemma in {"again", "next", "return"} for n in draft.clause.tree.nodes)
    if again or draft.values != visit.draft.values or visit.date is None:
        return False
    first = visit.date.value[:10]
    if item.date is None:
        return True
    days = (first, item.date.value)
    if not all(len(day) == 10 for day in days):
        return False
    return timedelta(0) <= Day.fromisoformat(days[1]) - Day.fromisoformat(days[0]) <= timedelta(days=5)


def _frames(visit: Report, occasion: Report | None) -> bool:
    """Say whether a visit of several days is only the frame of the day that was told before."""
    if occasion is None or visit.draft.type != "Visit" or visit.date is None or occasion.date is None:
        return False
    first, _, last = visit.date.value.partition("/")
    return first <= occasion.date.value <= last and visit.draft.values == occasion.draft.values


def _settled_together(item: Report) -> bool:
    """Say whether two parties signed or agreed on a day: until a gathering is told, that is the occasion."""
    return item.draft.type in {"Agree", "Signing"} and len(item.draft.values) > 1 and item.date is not None


def date_by_publication(document: Document, reports: Sequence[Report], calendar: Calendar) -> None:
    """Date by the document's own date what a live report tells as it happens, and what a statement itself does."""
    said = publication(document)
    if said is None or document.title is None:
        return
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


def publication(document: Document) -> Said | None:
    """Give the day of publication as the header says it."""
    if document.published is None:
        return None
    start = document.text.index(document.published, document.text.index("published:") + len("published:"))
    return Said(document.published, Span(start, start + len(document.published)))


def _together(item: Report, other: Report) -> bool:
    """Say whether an act and a gathering stand in one sentence as one occasion ("met in Ankara and agreed to")."""
    mine, theirs = item.draft, other.draft
    if mine.clause.tree is not theirs.clause.tree or theirs.type not in GATHERINGS or mine.status != theirs.status:
        return False
    if mine.type not in GATHERINGS | VERBAL | {"Signing"} or not mine.values <= theirs.values | {
        r.value for r in item.people
    }:
        return False
    mine_people, their_people = {r.person for r in item.people}, {r.person for r in other.people}
    if mine.type in GATHERINGS and mine_people and their_people and not mine_people & their_people:
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
        if beside(draft):
            continue
        for other in reports:
            if other.draft.clause.tree is not draft.clause.tree or other.draft.type != "Meeting" or other is item:
                continue
            if len(other.draft.values) > 1 and other.draft.status == draft.status:
                take_over(other, item)
                reports.remove(item)
                break


def _belong(item: Report, occasion: Report, lexicon: Lexicon) -> None:
    draft = item.draft
    shared = draft.values & occasion.draft.values
    anchored = _anchored(draft, lexicon)
    if anchored and (shared or _session(occasion)) and (item.date is None or _same_day(item.date, occasion.date)):
        _share(item, occasion, place=True)
    elif (item.date is None and draft.type in VERBAL and _spoken_there(item, occasion)) or (
        (
            item.date is None
            and draft.type == "Meeting"
            and (occasion.draft.type == "Visit" or _also(draft))
            and not lies_before(item)
        )
        and {r.person for r in item.people} & {r.person for r in occasion.people}
    ):
        _share(item, occasion, place=headless(draft.clause))  # a communiqué speaks where it is adopted
    if draft.type in {"Agree", "Support", "Request"} and not draft.recipients and len(draft.values) == 1:
        others = [r for r in [*occasion.draft.actors, *occasion.draft.recipients] if r.value not in draft.values]
        if len({r.value for r in others}) == 1 and _spoken_there(item, occasion):
            draft.recipients = [Ref(others[0].value, others[0].span)]
    if occasion.draft.type not in GATHERINGS and draft.type == "Meeting" and draft.values == occasion.draft.values:
        if not draft.clause.perfect and not item.old:  # "agreed on Thursday ... The ministers met" tells of one day
            _share(item, occasion, place=True)
    meets = draft.type in {"Meeting", "Signing"} and draft.values <= occasion.draft.values
    if meets and item.place is None and (item.date is None or _near(item.date, occasion.date)):
        item.place = occasion.place


def _also(draft: Draft) -> bool:
    """Say whether a meeting is told as one more of the same occasion: "also met", "met separately"."""
    tree, head = draft.clause.tree, draft.clause.head
    adverbs = [k for n in {head, tree.clause(head)} for k in tree.children(n, "advmod")]
    return any(tree.text(k) in {"also", "separately", "later", "then"} for k in adverbs)


def _session(occasion: Report) -> bool:
    """Say whether an occasion is the session of a body, told for itself, at which any member may act."""
    clause = occasion.draft.clause
    return any(len(value) > 3 for value in occasion.draft.values) and is_main(clause.tree, clause.head)


def _same_day(a: Said, b: Said | None) -> bool:
    return b is not None and len(a.value) == 10 and a.value == b.value


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
        above = tree.nodes[tree.nodes[k].head]
        if tree.nodes[k].rel in {"obj", "iobj"} and (
            above.lemma in {"tell", "address", "brief"} or above.text.lower() == "following"
        ):
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
    return _sided(clause) and actors <= last.draft.values


def _sided(clause: Clause) -> bool:
    """Say whether it is a side of the talks that does something: "The Slovenian Side"."""
    subjects = clause.slots.get("subject", ()) or clause.slots.get("carrier", ())
    return any(clause.tree.nodes[k].lemma.lower() == "side" for k in subjects)


def at_dateline(reports: Sequence[Report], calendar: Calendar) -> None:
    """Give the dateline's city to what is told to be here, and to a gathering placed in its state or nowhere."""
    if calendar.dateline is None or calendar.home is None:
        return
    elsewhere = _elsewhere(reports, calendar)
    for item in reports:
        tree, head = item.draft.clause.tree, item.draft.clause.head
        here = any(tree.text(k) == "here" for v in (head, tree.clause(head)) for k in tree.children(v, "advmod"))
        if here and item.place is None and item.draft.type in GATHERINGS | VERBAL | {"Signing"}:
            item.place = calendar.dateline
        hosts = {r.value for r in item.draft.recipients} if item.draft.type == "Visit" else item.draft.values
        if calendar.home not in hosts:
            continue
        if item.draft.type in GATHERINGS and item.place is not None and item.place.rank == 4:
            if item.date is None or item.draft.status == "occurred":
                item.place = calendar.dateline
        elif item.place is None and (item.draft.type == "Visit" or (not elsewhere and _just_now(item, calendar))):
            item.place = calendar.dateline


def _elsewhere(reports: Sequence[Report], calendar: Calendar) -> bool:
    """Say whether two parties met in another place, or beside a gathering: an agency may write from its own capital."""
    for item in reports:
        if item.draft.type not in {"Meeting", "Visit"} or item.draft.status != "occurred" or item.old:
            continue
        tree = item.draft.clause.tree
        if any(n.lemma in {"sideline", "margin", "fringe"} and tree.children(n.index, "nmod") for n in tree.nodes):
            return True
        if item.place is not None and calendar.home in {a.value for a in item.draft.actors}:
            if item.place.rank < 4 and calendar.dateline is not None and item.place.value != calendar.dateline.value:
                return True
    return False


def _just_now(item: Report, calendar: Calendar) -> bool:
    """Say whether an act is what the report was sent for: two parties met, signed or agreed within the last days."""
    draft, date = item.draft, item.date
    if draft.status != "occurred" or draft.type not in {"Meeting", "Signing", "Agree"} or len(draft.values) < 2:
        return False
    if draft.recipients or beside(draft) or date is None or calendar.issued is None:
        return False
    days = (date.value, calendar.issued.value)
    if not all(len(one) == 10 for one in days):
        return False
    return Day.fromisoformat(days[1]) - timedelta(days=3) <= Day.fromisoformat(days[0]) <= Day.fromisoformat(days[1])


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
