"""Commitments: who promises what to whom, and until when.

Comes in: a tree with the acts that it reports, and the company. Goes out: `Promise` rows, which `commitments` turns
into `facts.Commitment` with the exact words of the text. Sources are acts of agreeing ("pledged to send tents by May"),
"will" of a party in a promise, and goals with a sum or a deadline ("a target of $10 billion by 2025").
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from relgraph.facts import Argument, Commitment, Evidence, Span
from relgraph.reading.company import Company, said, unique, values
from relgraph.reading.dates import DateMention
from relgraph.reading.discourse import Ref
from relgraph.reading.drafts import Draft
from relgraph.reading.phrases import END, lemma, rightwards
from relgraph.reading.pieces import Piece
from relgraph.reading.reports import Report
from relgraph.reading.subjects import subjects_of
from relgraph.reading.timing import Calendar, Said
from relgraph.reading.trees import Tree

#: Acts that bind their maker, and those that do so only when they are still to come.
BINDING = frozenset({"Agree"})
PROMISED = frozenset({"Aid", "Cooperate", "Concede", "Retreat"})
ARRANGED = frozenset({"Meeting", "Visit", "Call", "Signing", "Aid", "Cooperate"})
COMPLEMENTS = ("xcomp", "ccomp", "acl", "advcl")
#: Words that name a goal, and those that have one.
GOALS = frozenset({"target", "goal", "aim", "objective"})
AIMING = frozenset({"aim", "plan", "seek", "target", "intend", "hope"})
#: Words whose object is what is promised.
GIVING = frozenset({"pledge", "promise", "offer", "guarantee", "vow", "donate", "allocate"})
#: "Agreed on the spot", "on principle": these name no content.
VAGUE = frozenset({"spot", "matter", "issue", "condition", "principle", "point", "terms", "behalf", "sidelines"})
WILL = frozenset({"will", "would", "shall", "'ll", "’ll"})
PASSED = frozenset({"which", "that", "will", "would", "is", "are", "was", "by", "if"})
SHORTEST = 2


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment before its words are cut from the text."""

    makers: tuple[Ref, ...]
    recipients: tuple[Ref, ...]
    content: Span
    due: Said | None
    quote: Span


def promises(tree: Tree, reports: Sequence[Report], company: Company, calendar: Calendar) -> Iterator[Promise]:
    """Give what a sentence promises."""
    for report in reports:
        draft = report.draft
        if draft.clause.tree is tree and _binds(draft):
            makers = tuple(unique(draft.actors))
            recipients = tuple(r for r in unique(draft.recipients) if r.value not in values(makers))
            yield from _promise(tree, _content(tree, draft.clause.head), (makers, recipients), calendar)
        elif draft.clause.tree is tree and report.date is not None and _arranged(draft):
            sides = tuple(unique(draft.actors)), tuple(unique(draft.recipients))
            plan = _plan(tree, draft.clause.head, report.date)
            if plan is not None:
                yield Promise(*sides, plan, report.date, tree.span)
    for node in tree.nodes:
        if _is_goal(tree, node.index):
            makers = tuple(company.parties(tree, node.index))
            content = [node.index, *rightwards(tree, node.index, 30, frozenset({"by"}))]
            if _has(tree, content, "M") or (_has(tree, content, "Y") and node.tag.startswith("VB")):
                yield from _promise(tree, content, (makers, ()), calendar)


def commitments(rows: Iterable[Promise], text: str) -> list[Commitment]:
    """Give the commitments of a document in the exact words of its text, each once."""
    kept: list[Promise] = []
    for row in rows:
        if not any(k.content.start < row.content.end and row.content.start < k.content.end for k in kept):
            kept.append(row)
    return [_row(row, text) for row in kept]


def _row(row: Promise, text: str) -> Commitment:
    content = text[row.content.start : row.content.end]
    arguments = [
        *said("makers", row.makers),
        *said("recipients", row.recipients),
        Argument("content", content, row.content),
    ]
    if row.due is not None:
        arguments.append(Argument("due", row.due.value, row.due.span))
    return Commitment(
        makers=tuple(r.value for r in row.makers if r.value is not None),
        content=content,
        recipients=tuple(r.value for r in row.recipients if r.value is not None),
        due=row.due.value if row.due else None,
        evidence=Evidence(row.quote, "commitment", tuple(dict.fromkeys(arguments))),
    )


def _binds(draft: Draft) -> bool:
    if draft.type in PROMISED:
        return draft.status == "planned" and draft.clause.part == "verb"
    head = draft.clause.head
    if any(
        draft.clause.tree.text(k) in {"no", "not", "n't"} for k in draft.clause.tree.children(head, "det", "advmod")
    ):
        return False
    return draft.type in BINDING and draft.status in {"occurred", "planned"}


def _promise(
    tree: Tree, content: Sequence[int], sides: tuple[tuple[Ref, ...], tuple[Ref, ...]], calendar: Calendar
) -> Iterator[Promise]:
    makers, recipients = sides
    while content and (
        tree.text(content[-1]) in END | {",", "and"} or tree.nodes[content[-1]].tag in {"IN", "CC", "DT"}
    ):
        content = content[:-1]
    if len(content) < SHORTEST or not makers:
        return
    span = Span(tree.nodes[content[0]].start, tree.nodes[content[-1]].end)
    yield Promise(makers, recipients, span, _due(tree, content, calendar), tree.span)


def _content(tree: Tree, head: int) -> list[int]:
    """Give the words of what is promised: the complement of the promising word, else its object and what follows."""
    if tree.nodes[head].tag.startswith("VB") and _future(tree, head):
        return [head, *_onwards(tree, head)]
    for k in tree.children(head, *COMPLEMENTS):
        start = _starts(tree, k, head)
        if start is not None:
            content = list(range(start, max(n for n in tree.subtree(k) if n >= start) + 1))
            vague = tree.text(start) == "that" and not any(tree.text(n) in WILL for n in content)
            return [] if vague else content
    following = tree.text(head + 1) if head + 1 < len(tree.nodes) else ""
    if lemma(tree, head) in GIVING or (following in {"to", "on"} and tree.nodes[head].tag != "VBN"):
        return _onwards(tree, head)
    return []


def _arranged(draft: Draft) -> bool:
    """Say whether an act is a plan: a gathering, signing or delivery to come."""
    return draft.status == "planned" and bool(draft.actors) and draft.type in ARRANGED


def _plan(tree: Tree, head: int, date: Said) -> Span | None:
    """Give the words in which a plan is told: the noun's phrase up to its date, else the clause from its subject on."""
    if tree.nodes[head].tag.startswith("NN") and not tree.nodes[head].rel.startswith("nsubj"):
        apart = {"case", "cc", "punct"}
        first = min(k for k in tree.subtree(head) if tree.nodes[k].head != head or tree.nodes[k].rel not in apart)
        inside = any(tree.nodes[k].start == date.span.start for k in tree.subtree(head) if k > head)
        return Span(tree.nodes[first].start, date.span.end) if inside else None
    return _clause(tree, head)


def _clause(tree: Tree, head: int) -> Span:
    """Give the words of the clause in which a plan is told, from its subject on."""
    verb = tree.clause(head)
    subjects = [n for s in subjects_of(tree, verb) if s < verb for n in tree.subtree(s)]
    first = min([*subjects, verb, head])
    last = max([head, verb, *rightwards(tree, max(verb, head), 40, PASSED)])
    while last > max(verb, head) and tree.text(last) in END | {",", "and"}:
        last -= 1
    return Span(tree.nodes[first].start, tree.nodes[last].end)


def _future(tree: Tree, i: int) -> bool:
    return any(tree.text(k) in WILL - {"would"} for k in tree.children(i, "aux"))


def _starts(tree: Tree, k: int, head: int) -> int | None:
    """Give where a complement begins: at its "to" or "that", or at its subject."""
    if k <= head:
        return None
    marks = [n for n in range(head + 1, k + 1) if tree.text(n) in {"to", "that"}]
    return marks[0] if marks and marks[0] - head <= 12 else None


def _onwards(tree: Tree, head: int) -> list[int]:
    out = rightwards(tree, head, 40, PASSED)
    while out and (tree.text(out[0]) in {",", "on"} or tree.nodes[out[0]].tag in {"RB"}):
        out = out[1:]
    if out and isinstance(tree.mentions.get(out[0]), Piece) and tree.mentions[out[0]].symbol == "Y":  # type: ignore[attr-defined]
        return []
    if out and any(tree.text(k) in VAGUE for k in out[:3]):
        return []
    plain = [k for k in out if tree.nodes[k].tag.startswith(("NN", "VB", "CD"))]
    return out if plain else []


def _is_goal(tree: Tree, i: int) -> bool:
    node = tree.nodes[i]
    if i in tree.mentions:
        return False
    if node.tag.startswith("NN"):
        return lemma(tree, i) in GOALS
    return (
        lemma(tree, i) in AIMING
        and tree.is_verb(i)
        and i + 1 < len(tree.nodes)
        and tree.text(i + 1) in {"to", "at", "for"}
    )


def _has(tree: Tree, nodes: Sequence[int], symbol: str) -> bool:
    return any(isinstance(piece := tree.mentions.get(k), Piece) and piece.symbol == symbol for k in nodes)


def _due(tree: Tree, content: Sequence[int], calendar: Calendar) -> Said | None:
    """Give the last day of a promise: its deadline, else a date to come that its words hold."""
    found: list[tuple[bool, int, Said]] = []
    last = content[-1]
    for k in range(content[0], min(len(tree.nodes), last + 4)):
        piece = tree.mentions.get(k)
        if (
            isinstance(piece, Piece)
            and isinstance(piece.mention, DateMention)
            and piece.mention.kind in {"deadline", "point", "interval", "until"}
        ):
            value = calendar.resolve(piece.mention, "future")
            if value is not None and _to_come(value, calendar):
                found.append(
                    (piece.mention.kind == "point", k, Said(value.removeprefix("../"), Span(piece.start, piece.end)))
                )
    return min(found, key=lambda f: f[:2])[2] if found else None


def _to_come(value: str, calendar: Calendar) -> bool:
    """Say whether a date is not before the day of publication, as far as both are known."""
    today = (calendar.published or "").rstrip("~?%")
    last = value.split("/")[-1].rstrip("~?%")
    return not today or last == ".." or last >= today[: len(last)]
