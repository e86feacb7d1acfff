"""Figures: what a number says about states - trade, exports, investment, aid, loans, growth, counts.

Comes in: a tree, the sums of its sentence, and a `Ledger` of what has been read so far. Goes out: `facts.Figure` rows.
`amounts` finds the words around a number, `indicators` what it measures, `parties` whose it is, `periods` its time.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from relgraph.facts import Argument, Evidence, Figure, Span
from relgraph.reading.amounts import Amount, among, amount_of, movers
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.indicators import GROUPS, Known, counted_in, indicator_of, kind_of
from relgraph.reading.modality import mode_of
from relgraph.reading.parties import Setting, harmed_in, parties_of, scene_of, unique
from relgraph.reading.periods import Almanac, When, is_base, period_of
from relgraph.reading.pieces import Piece
from relgraph.reading.registry import party_of
from relgraph.reading.subjects import subjects_of
from relgraph.reading.sums import Sum, settled
from relgraph.reading.timing import Calendar, Said
from relgraph.reading.trees import Tree

#: Indicators that may take their period from the figure before: "Imports came to ...".
RUNNING = frozenset({"trade volume", "exports", "imports", "growth"})
#: Those that a bare goal may take up: "they are aiming at 10 billion euros".
TRADED = frozenset({"trade volume", "exports", "imports", "investment"})


#: For how many sentences without a place the scene holds.
AGE = 2

#: Subjects that stand for the figure before.
IT = (["it"], ["this"], ["that"], ["figure"], ["which"])


@dataclass(slots=True)
class Ledger:
    """The discourse and dates of a document, its pair if the title names one, and the figure read last."""

    talk: Discourse
    calendar: Calendar
    last: Figure | None = None
    traded: Figure | None = None
    paid: Figure | None = None
    title: list[Ref] = field(default_factory=list)
    almanac: Almanac = field(init=False)
    recent: list[frozenset[str]] = field(default_factory=list)
    scene: list[Ref] = field(default_factory=list)
    here: list[Ref] = field(default_factory=list)
    stale: int = 0

    def __post_init__(self) -> None:
        self.almanac = Almanac(self.calendar.published)

    @property
    def home(self) -> Ref | None:
        """Give the one state that the title names."""
        return self.title[0] if len(self.title) == 1 else None

    def turn(self, tree: Tree) -> None:
        """Go on to the next sentence: note its dates and the states that it names."""
        self.almanac.turn(tree)
        named = [p.name.id for p in tree.mentions.values() if isinstance(p, Piece) and p.name and p.symbol in "SD"]
        self.recent = [*self.recent[-1:], frozenset(named)]
        self.scene, here = self.here, scene_of(tree, self.talk)
        self.stale = 0 if here else self.stale + 1
        self.here = here if here or named or self.stale > AGE else self.here

    @property
    def pair(self) -> list[Ref]:
        """Give the pair under discussion: the one spoken of just now, else the one of the title, else the last."""
        pair = [ref for ref in unique(self.talk.pair) if len(ref.value or "") == 3]
        fresh = {ref.value for ref in pair} <= frozenset().union(*self.recent)
        return pair if fresh or len(self.title) != 2 else self.title


def figures(tree: Tree, ledger: Ledger, sums: Sequence[Sum]) -> Iterator[Figure]:
    """Give the figures that a sentence states."""
    if tree.title:
        ledger.title = _named(tree)
        return
    ledger.turn(tree)
    talk = ledger.talk
    spoken, talk.pair = talk.pair, ledger.pair or talk.pair
    yield from _rows(tree, ledger, sums)
    talk.pair = spoken


def _named(tree: Tree) -> list[Ref]:
    """Give the states that a title names."""
    pieces = [p for _, p in sorted(tree.mentions.items()) if isinstance(p, Piece) and p.symbol in "SCD"]
    refs = [
        Ref(code, Span(p.start, p.end))
        for p in pieces
        for code in (p.name.ids if p.name is not None and p.name.kind.name == "COMBINED" else [party_of(p)])
    ]
    return [ref for ref in unique(refs) if len(ref.value or "") == 3]


def _rows(tree: Tree, ledger: Ledger, sums: Sequence[Sum]) -> Iterator[Figure]:
    found = [amount_of(tree, one) for one in sums if not (one.price or one.conversion)]
    amounts = [amount for amount in found if amount is not None]
    for amount in amounts:
        figure = _figure(tree, ledger, amount, amounts)
        if figure is not None:
            ledger.last = figure
            ledger.paid = figure if amount.sum.money else ledger.paid
            ledger.traded = figure if figure.indicator in TRADED else ledger.traded
            yield figure


def _figure(tree: Tree, ledger: Ledger, amount: Amount, all_of: Sequence[Amount]) -> Figure | None:
    talk = ledger.talk
    mode, tense, negated, _ = mode_of(tree, amount.verb, talk.lexicon)
    if mode in {"denied", "cancelled"} or negated:
        return None
    again = _again(tree, ledger, amount)
    known = again or indicator_of(tree, talk.lexicon, amount)
    gapped = _gapped(tree, ledger, amount)
    if known is None:
        return None
    if gapped and ledger.last is not None:
        known = (ledger.last.indicator, ledger.last.of)
    sides = gapped or _sides(tree, ledger, amount, known) or _former(ledger, known)
    former = _former(ledger, known) if again else []
    sides = former if len(sides) == 1 and sides[0].value in {ref.value for ref in former} else sides
    if not sides:
        return None
    part = _part(tree, amount) and ledger.last is not None and ledger.last.indicator == known[0]
    kind = ledger.last.kind if part and ledger.last else kind_of(tree, talk.lexicon, amount, mode, known[0])
    kind = "actual" if known[1] == "casualties" else kind
    if amount.sum.change and kind != "actual":
        return None
    promised = kind != "actual" and mode == "occurred"
    when = When("promised" if promised else "future" if tense == "future" else "past", all_of, talk.lexicon)
    period = period_of(tree, ledger.almanac, amount, when)
    if kind == "actual" and known[0] in RUNNING:
        period = _since(tree, ledger, amount, known, period) or _running(tree, ledger, period, sides)
    value = amount.sum.value
    if known[0] == "growth" and value > 0 and among(tree, talk.lexicon, "figure-fall", movers(tree, amount)):
        value = -value
    return _fact(tree, amount, Row(*known, kind, period, tuple(sides), value))


def _sides(tree: Tree, ledger: Ledger, amount: Amount, known: Known) -> list[Ref]:
    """Give the states of a figure."""
    indicator, of = known
    talk = ledger.talk
    if of == "casualties":
        return harmed_in(tree, (amount.noun, amount.verb), talk) or ([] if ledger.recent[-1] else ledger.scene)
    stretch = (amount.first, amount.last)
    if indicator == "count":
        things = amount.bare or among(tree, talk.lexicon, "figure-countable", [amount.noun])
        named = tree.nodes[amount.noun].tag in {"NNP", "NNPS"}  # "18 Rafales"
        joint = len(ledger.title) == 2 and (named or among(tree, talk.lexicon, "figure-joint", [amount.noun]))
        return parties_of(
            tree, talk, Setting(indicator, counted_in(tree, amount), stretch, ledger.pair, things, ledger.home, joint)
        )
    meant = [k for node in {amount.node, amount.noun} for k in tree.children(node, "nmod") if tree.case(k) == "for"]
    nodes = list(dict.fromkeys((amount.noun, *amount.cues, *sorted(meant), amount.verb)))
    shared = among(tree, talk.lexicon, "figure-shared", amount.cues) or among(
        tree, talk.lexicon, "figure-giving", [amount.verb]
    )
    share = amount.sum.currency == "%" and indicator == "other"
    if indicator == "growth" and not ledger.recent[-1] and not ledger.pair and len(ledger.scene) == 1:
        return ledger.scene
    return parties_of(tree, talk, Setting(indicator, nodes, stretch, ledger.pair, shared, ledger.home, share=share))


def _part(tree: Tree, amount: Amount) -> bool:
    """Tell whether a number is part of the one before: "of which 3 billion", "including 2 billion"."""
    before = [tree.text(k) for k in range(max(amount.node - 3, 0), amount.node)]
    return before[-2:] in (["of", "which"], ["of", "whom"], ["of", "them"]) or before[-1:] == ["including"]


def _gapped(tree: Tree, ledger: Ledger, amount: Amount) -> list[Ref]:
    """Read "X has given $29 billion, Y $1 billion and Z $2 billion": each state with its own sum."""
    before, last = tree.mentions.get(amount.node - 1), ledger.last
    if not isinstance(before, Piece) or before.symbol not in "SCG" or amount.node < 2 or last is None:
        return []
    same = last.evidence.quote == tree.span and (last.currency is None) != amount.sum.money and len(last.between) < 3
    if not same or tree.text(amount.node - 2) not in {",", "and", ";"} or last.currency == "%":
        return []
    kept = [Ref(a.value, a.span) for a in last.evidence.arguments if a.role == "between"][1:]
    own = [Ref(party_of(before), Span(before.start, before.end))] if before.symbol != "G" else []
    return [*own, *kept]


def _former(ledger: Ledger, known: Known) -> list[Ref]:
    """Give the states of the figure before, where this one counts the same and names none."""
    last = ledger.last
    if last is None or (last.indicator, last.of) != known or known[0] not in {"count", "aid", "loan"}:
        return []
    return [Ref(a.value, a.span) for a in last.evidence.arguments if a.role == "between"]


def _again(tree: Tree, ledger: Ledger, amount: Amount) -> Known | None:
    """Give what the last figure measured, where the words take it up: "another 2 billion", "the goal of 9 billion"."""
    last, lexicon = ledger.last, ledger.talk.lexicon
    aimed = amount.sum.money and among(tree, lexicon, "figure-goal", amount.cues)
    last = (ledger.traded if aimed else None) or (ledger.paid if amount.sum.money else None) or last
    if last is None or (last.currency is None) == amount.sum.money or last.indicator == "growth":
        return None
    told = amount.sum.money or not amount.bare
    if told and any(among(tree, lexicon, group, amount.cues) for group in (*GROUPS, "figure-other")):
        return None
    near = [amount.node - 1, amount.end + 1, *tree.children(amount.node), *tree.children(amount.noun, "det", "amod")]
    near = [k for k in near if 0 <= k < len(tree.nodes)]
    taken = (amount.sum.money or amount.bare) and among(tree, lexicon, "figure-again", near)
    subjects = subjects_of(tree, amount.verb)
    before = [tree.text(k) for k in range(max(amount.node - 4, amount.first), amount.node)]
    meant = amount.sum.money and ([tree.text(k) for k in subjects] in IT or "it" in before or _part(tree, amount))
    return (last.indicator, last.of) if taken or aimed or meant else None


def _since(tree: Tree, ledger: Ledger, amount: Amount, known: Known, period: Said | None) -> Said | None:
    """Read "has since fallen by 12 percent" as the time from the date before on."""
    if known[0] != "growth":
        return period
    since = [k for k in tree.children(amount.verb, "advmod", "mark") if tree.text(k) == "since"]
    since += [
        k for k in range(amount.first, amount.node) if tree.text(k) == "since" and k + 1 not in ledger.almanac.dates
    ]
    before = [k for k in sorted(ledger.almanac.dates) if k < amount.node]
    said = ledger.almanac.said(before[-1], "past") if since and before else None
    return Said(f"{said.value.split('/')[0]}/..", said.span) if said is not None else period


def _running(tree: Tree, ledger: Ledger, period: Said | None, sides: Sequence[Ref]) -> Said | None:
    """Let the period of the figure just before hold on, in the same paragraph and for the same states."""
    last = ledger.last
    if period is not None or last is None or last.period is None or last.kind != "actual":
        return period
    if any(not is_base(tree, k) for k in ledger.almanac.dates) and last.evidence.quote != tree.span:
        return None
    near = last.evidence.quote == tree.span or 0 <= tree.span.start - last.evidence.quote.end <= 1
    same = set(last.between) == {ref.value for ref in sides}
    if not near or not same or last.indicator not in RUNNING:
        return None
    return next((Said(a.value, a.span) for a in last.evidence.arguments if a.role == "period"), None)


@dataclass(frozen=True, slots=True)
class Row:
    """What has been made out of a number."""

    indicator: str
    of: str | None
    kind: str
    period: Said | None
    sides: tuple[Ref, ...]
    value: Decimal


def _fact(tree: Tree, amount: Amount, row: Row) -> Figure:
    states = tuple(ref.value or "" for ref in row.sides)
    currency = "%" if amount.sum.change else settled(amount.sum, states)
    head = amount.sum.head
    said = [Argument("value", str(row.value), head)]
    said += [Argument("between", ref.value or "", ref.span) for ref in row.sides]
    if currency is not None:
        said.append(Argument("currency", currency, head))
    if row.period is not None:
        said.append(Argument("period", row.period.value, row.period.span))
    if row.of is not None:
        said.append(Argument("of", row.of, tree.words(amount.noun)))
    return Figure(
        indicator=row.indicator,
        between=states,
        value=row.value,
        currency=currency,
        period=row.period.value if row.period else None,
        kind=row.kind,
        qualifier=amount.sum.qualifier,
        of=row.of,
        evidence=Evidence(tree.span, f"figure-{row.indicator.replace(' ', '-')}", tuple(said)),
    )
