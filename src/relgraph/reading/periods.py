"""Periods: the time that a figure is about.

Comes in: a tree with its dates. Goes out: the EDTF date that stands nearest to a number, with its words. A date right
after the number comes first ("$120 million in 2018"), then one of the same stretch, then the grammar's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from relgraph.facts import Argument, Figure, Span
from relgraph.lexicon import Lexicon
from relgraph.reading.amounts import Amount, among
from relgraph.reading.dates import Anchor, DateMention, resolve
from relgraph.reading.pieces import Piece
from relgraph.reading.reports import Report
from relgraph.reading.timing import Said
from relgraph.reading.trees import Tree
from relgraph.reading.when import Tense

#: Words that may stand between a number and its date.
LINKS = frozenset("in for during by over at the of as since until ( through annually".split())
#: Words before the date that a change is only measured against.
BASES = frozenset("compared against versus vs than relative".split())


@dataclass(slots=True)
class Almanac:
    """The dates of a document as its figures see them: each counts from the absolute date before it."""

    published: str | None
    context: str | None = None
    dates: dict[int, tuple[Piece, DateMention, str | None]] = field(default_factory=dict)

    def turn(self, tree: Tree) -> None:
        """Read the dates of a sentence."""
        self.dates = {}
        for k in sorted(tree.mentions):
            piece = tree.mentions[k]
            mention = piece.mention if isinstance(piece, Piece) else None
            if not isinstance(piece, Piece) or not isinstance(mention, DateMention):
                continue
            if mention.kind in {"duration", "recurrence"}:
                continue
            self.dates[k] = (piece, mention, self.context)
            value = resolve(mention, Anchor(published=self.published, context=self.context), tense="past")
            if value is not None and mention.kind in {"point", "interval"}:
                self.context = value.split("/")[0]

    def said(self, k: int, tense: Tense) -> Said | None:
        """Give the date of a node as EDTF with its words."""
        piece, mention, context = self.dates[k]
        value = resolve(mention, Anchor(published=self.published, context=context), tense=tense)
        return Said(value, Span(piece.start, piece.end)) if value is not None else None

    def kind(self, k: int) -> str:
        """Give the kind of a date."""
        return self.dates[k][1].kind


@dataclass(frozen=True, slots=True)
class When:
    """How a number is told: "past", "future" or "promised" (the date of its clause is the day of the promise)."""

    tense: str
    amounts: Sequence[Amount]
    lexicon: Lexicon


def period_of(tree: Tree, almanac: Almanac, amount: Amount, when: When) -> Said | None:
    """Give the period of a number, None where the sentence gives none."""
    tense: Tense = "past" if when.tense == "past" else "future"
    for k in _ranked(tree, almanac, amount, when):
        said = almanac.said(k, tense)
        if said is not None:
            return said
    return None


def dated(figures: Sequence[Figure], reports: Sequence[Report]) -> list[Figure]:
    """Give counts without a period the date of their act: "expelled three diplomats", "signed 18 papers"."""
    out = []
    for figure in figures:
        said = None
        if figure.indicator == "count" and figure.period is None and figure.kind == "actual":
            said = _acted(figure, reports) or (_harming(figure, reports) if figure.of == "casualties" else None)
        if said is not None:
            words = Argument("period", said.value, said.span)
            evidence = replace(figure.evidence, arguments=(*figure.evidence.arguments, words))
            figure = replace(figure, period=said.value, evidence=evidence)
        out.append(figure)
    return out


def _acted(figure: Figure, reports: Sequence[Report]) -> Said | None:
    """Give the date of the one act of a figure's clause."""
    found: dict[str, Said] = {}
    value = next((a.span for a in figure.evidence.arguments if a.role == "value"), figure.evidence.quote)
    for report in reports:
        clause = report.draft.clause
        if clause.tree.span != figure.evidence.quote or report.date is None or report.draft.status != "occurred":
            continue
        objects = [k for slot in ("object", "subject") for k in clause.slots.get(slot, ())]
        if any(clause.tree.phrase(k).start <= value.start < clause.tree.phrase(k).end for k in objects):
            found.setdefault(report.date.value, report.date)
    return next(iter(found.values())) if len(found) == 1 else None


#: Acts that cost lives, and how far behind one its casualties may be told, in letters.
HARMING, NEAR = frozenset({"Crisis", "Assault", "Protest", "Coerce"}), 240


def _harming(figure: Figure, reports: Sequence[Report]) -> Said | None:
    """Give the date of the act that cost the lives: the nearest one told of the same state, in or just before."""
    quote = figure.evidence.quote
    for report in reversed(reports):
        span = report.draft.clause.tree.span
        told = span == quote or (span.end <= quote.start and quote.start - span.end < NEAR)
        states = {r.value for r in (*report.draft.actors, *report.draft.recipients)}
        if told and report.draft.type in HARMING and report.draft.status == "occurred" and states & set(figure.between):
            return report.date
    return None


def _ranked(tree: Tree, almanac: Almanac, amount: Amount, when: When) -> list[int]:
    """Rank the dates of a sentence for a number, without those that date something else."""
    after = _after(tree, almanac.dates, amount, when)
    percent = amount.sum.currency == "%" or amount.sum.change
    if after is not None and not _signed(tree, after, amount, when) and not (percent and is_base(tree, after)):
        return [after]
    own = set(tree.subtree(amount.noun))
    dates = [k for k in sorted(almanac.dates) if not _of_occasion(tree, k, when)]
    if when.tense == "promised":
        loose = {k for k in dates if almanac.kind(k) in {"since", "until", "deadline", "interval"}}
        near = [k for k in dates if k in own or (k in loose and tree.clause(k) == amount.verb)]
        return sorted(near, key=lambda k: (tree.distance(k, amount.node), k))
    if percent:
        dates = [k for k in dates if not is_base(tree, k)]
        taken = {_after(tree, almanac.dates, other, when) for other in when.amounts} - {None}
        dates = [k for k in dates if k not in taken] if len(taken) > 1 else dates  # "from $1 m in 2003 to $2 m in 2021"
    near = [k for k in dates if k in own or tree.clause(k) == amount.verb]
    near += [k for k in dates if k not in near and amount.first <= k <= amount.last and _free(tree, k, amount, when)]
    if not near and len(dates) == 1 and when.tense != "future":
        alone = dates[0]
        told = among(tree, when.lexicon, "saying", [tree.clause(alone)])
        opened = almanac.kind(alone) in {"since", "until", "deadline"}
        other = amount.sum.currency is None and any(
            _after(tree, almanac.dates, one, when) == alone for one in when.amounts if one is not amount
        )
        near = [] if told or opened or other or _signed(tree, alone, amount, when) else dates
    near = [k for k in near if not _signed(tree, k, amount, when)]
    inside = [k for k in near if amount.first <= k <= amount.last]
    return sorted(inside or near, key=lambda k: (tree.distance(k, amount.node), k))


def _after(tree: Tree, dates: Mapping[int, object], amount: Amount, when: When) -> int | None:
    """Give the date that follows a number with only small words between: "$120 million in 2018", "5 % (2019)"."""
    for k in range(amount.end + 1, len(tree.nodes)):
        if k in dates:
            return k if tree.text(min(k + 1, len(tree.nodes) - 1)) != ":" else None
        if tree.text(k) not in LINKS and not when.lexicon.among("figure-plan", tree.text(k)):
            return None
    return None


def is_base(tree: Tree, k: int) -> bool:
    """Tell whether a date is only what a change is measured by: "compared to 2021", "over the previous year"."""
    before = [tree.text(i) for i in range(max(k - 3, 0), k)]
    return bool(BASES & set(before)) or before[-1:] in (["from"], ["over"], ["on"])


def _of_occasion(tree: Tree, k: int, when: When) -> bool:
    """Tell whether a date dates an occasion to come that the sum is only for: "for the elections in 2024"."""
    before = list(range(max(k - 4, 0), k)) if tree.text(max(k - 1, 0)) in {"in", "of", "on"} else []
    between = [n for n in before if tree.nodes[n].tag.startswith("VB")]
    near = [n for n in before if n > max(between, default=-1)] + [k + 1] * (k + 1 < len(tree.nodes))
    return among(tree, when.lexicon, "figure-occasion", near)


def _free(tree: Tree, k: int, amount: Amount, when: When) -> bool:
    """Tell whether a date of the same stretch belongs to no other verb than the number's."""
    head = tree.clause(k)
    return not tree.is_verb(head) or head == amount.verb or among(tree, when.lexicon, "figure-rise", [head])


def _signed(tree: Tree, k: int, amount: Amount, when: When) -> bool:
    """Tell whether a date dates a paper or a word, not a sum: "signed in 2018", "under the 2018 deal"."""
    head = tree.nodes[k].head
    if head < 0 or k + 1 >= len(tree.nodes):
        return False
    paper = when.lexicon.among("figure-paper", tree.nodes[head].lemma.lower())
    before = tree.nodes[head].tag.startswith("NN") and head > k
    return paper and (before or (amount.sum.currency is not None and tree.is_verb(head)))
