"""Figures: what a number says about states - trade, exports, investment, aid, loans, growth, counts.

Comes in: a tree, the sums of its sentence, and a `Ledger` of what has been read so far. Goes out: `facts.Figure` rows.
What a number measures is read from the words around it, nearest first (`cues`); those words are classes of
ontology/lexicon-figures.ttl.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from relgraph.facts import Argument, Evidence, Figure, Span
from relgraph.reading.clauses import mode_of, subjects_of
from relgraph.reading.dates import DateMention
from relgraph.reading.parties import harmed_in, parties_of
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref
from relgraph.reading.sums import Sum, settled
from relgraph.reading.timing import Calendar, Said
from relgraph.reading.trees import Tree

INDICATORS = {
    "figure-loan": "loan",
    "figure-aid": "aid",
    "figure-exports": "exports",
    "figure-imports": "imports",
    "figure-investment": "investment",
    "figure-trade": "trade volume",
}
#: Counts below FEW are no figures; below MANY they are none of nouns that are known already, or that act.
FEW = 3
MANY = 10


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum in its sentence: its node, the noun that it counts (or itself), the predicate above, the words around."""

    sum: Sum
    node: int
    noun: int
    verb: int
    cues: tuple[int, ...]


@dataclass(slots=True)
class Ledger:
    """The discourse and calendar of a document, and the figure read last ("another 2 billion" takes it up)."""

    talk: Discourse
    calendar: Calendar
    last: Figure | None = None


def figures(tree: Tree, ledger: Ledger, sums: Sequence[Sum]) -> Iterator[Figure]:
    """Give the figures that a sentence states."""
    for found in sums:
        if found.price or found.conversion:
            continue
        amount = _amount(tree, found)
        figure = _figure(tree, ledger, amount) if amount is not None else None
        if figure is not None:
            ledger.last = figure
            yield figure


def _amount(tree: Tree, found: Sum) -> Amount | None:
    """Find the node of a sum and what stands around it."""
    inside = [n.index for n in tree.nodes if n.start < found.span.end and found.span.start < n.end]
    if not inside:
        return None
    node = next((k for k in inside if tree.nodes[k].head not in inside), inside[0])
    noun = _measured(tree, node)
    verb = tree.clause(noun)
    if noun == node and not found.money and found.currency is None:
        noun = _numbered(tree, verb) or noun
    return Amount(found, node, noun, verb, tuple(_cues(tree, node, noun, verb)))


def _measured(tree: Tree, node: int) -> int:
    """Give the noun that a number counts, or the number itself."""
    here = tree.nodes[node]
    head = here.head
    modifies = here.rel.split(":")[0] in {"nummod", "compound", "amod", "det"}
    return head if modifies and head > node and tree.nodes[head].tag.startswith("NN") else node


def _numbered(tree: Tree, verb: int) -> int | None:
    """Give what is counted in "the number of tourists rose to 200,000"."""
    for subject in subjects_of(tree, verb):
        if tree.nodes[subject].lemma in {"number", "total"}:
            return next((k for k in tree.children(subject, "nmod") if tree.case(k) == "of"), None)
    return None


def _cues(tree: Tree, node: int, noun: int, verb: int) -> Iterator[int]:
    """Walk the words around a number, nearest first: its noun, what it is in or of, the nouns above it, the clause."""
    seen = {node}
    groups = [[noun], _below(tree, node), _below(tree, noun), _above(tree, noun), [verb], subjects_of(tree, verb)]
    groups.append([k for k in tree.children(verb, "obj", "obl", "xcomp") if k != noun])
    groups.append([k for k in tree.children(verb, "conj") if tree.nodes[k].tag.startswith("NN")])
    for group in groups:
        for k in group:
            for here in (k, *_parts(tree, k)):
                if here not in seen and here >= 0:
                    seen.add(here)
                    yield here


def _parts(tree: Tree, k: int) -> list[int]:
    return tree.children(k, "compound", "amod")


def _below(tree: Tree, k: int) -> list[int]:
    """Give what a sum is in or of: "$5 million in aid", "12 tons of grain"."""
    return [c for c in tree.children(k, "nmod") if tree.case(c) in {"in", "of", "in the form of"}]


def _above(tree: Tree, k: int) -> list[int]:
    """Give the nouns that a sum hangs on: "a loan of $5 million", "the goal of $5 billion"."""
    out: list[int] = []
    here = k
    while len(out) < 4:
        head = tree.nodes[here].head
        if head < 0 or tree.is_verb(head) or not tree.nodes[head].tag.startswith(("NN", "CD", "JJ")):
            break
        out.append(head)
        here = head
    return out


def _figure(tree: Tree, ledger: Ledger, amount: Amount) -> Figure | None:
    talk = ledger.talk
    mode, tense, negated, _ = mode_of(tree, amount.verb, talk.lexicon)
    if mode in {"denied", "cancelled"} or negated:
        return None
    known = _again(tree, ledger, amount) or _indicator(tree, talk, amount)
    if known is None:
        return None
    indicator, of = known
    sides = _parties(tree, talk, amount, indicator, of)
    if not sides:
        return None
    kind = _kind(tree, talk, amount, mode, indicator)
    if amount.sum.change and kind != "actual":
        return None
    promised = kind != "actual" and mode == "occurred"
    period = _period(tree, ledger, amount, "promised" if promised else "future" if tense == "future" else "past")
    value = amount.sum.value
    if indicator == "growth" and value > 0 and _among(tree, talk, "figure-fall", _movers(tree, amount)):
        value = -value
    return _fact(tree, amount, Known(indicator, of, kind, period, tuple(sides), value))


def _parties(tree: Tree, talk: Discourse, amount: Amount, indicator: str, of: str | None) -> list[Ref]:
    if of == "casualties":
        return harmed_in(tree, (amount.noun, amount.verb))
    meant = [k for node in {amount.node, amount.noun} for k in tree.children(node, "nmod") if tree.case(k) == "for"]
    if indicator == "count":
        near = [amount.noun, *_below(tree, amount.noun), *_above(tree, amount.noun), amount.verb]
        return parties_of(tree, talk, [*near, *tree.children(amount.verb, "obj")], indicator)
    return parties_of(tree, talk, (amount.noun, *amount.cues, *sorted(meant), amount.verb), indicator)


def _again(tree: Tree, ledger: Ledger, amount: Amount) -> tuple[str, str | None] | None:
    """Give what the last figure measured, where the words take it up: "another 2 billion", "the goal of 9 billion"."""
    last, talk = ledger.last, ledger.talk
    if last is None or (last.currency is None) == amount.sum.money or last.indicator == "growth":
        return None
    if any(_among(tree, talk, group, amount.cues) for group in (*INDICATORS, "figure-other")):
        return None
    near = [amount.node - 1, *tree.children(amount.node), *tree.children(amount.noun, "det", "amod")]
    bare = amount.sum.money or amount.noun == amount.node
    taken = bare and _among(tree, talk, "figure-again", [k for k in near if k >= 0])
    goal = amount.sum.money and _among(tree, talk, "figure-goal", amount.cues)
    subjects = subjects_of(tree, amount.verb)
    meant = amount.sum.money and [tree.text(k) for k in subjects] in (["it"], ["this"], ["that"], ["figure"])
    return (last.indicator, last.of) if taken or goal or meant else None


@dataclass(frozen=True, slots=True)
class Known:
    """What has been made out of a number."""

    indicator: str
    of: str | None
    kind: str
    period: Said | None
    sides: tuple[Ref, ...]
    value: Decimal


def _fact(tree: Tree, amount: Amount, known: Known) -> Figure:
    states = tuple(ref.value or "" for ref in known.sides)
    currency = "%" if amount.sum.change else settled(amount.sum, states)
    head = amount.sum.head
    rows = [Argument("value", str(known.value), head)]
    rows += [Argument("between", ref.value or "", ref.span) for ref in known.sides]
    if currency is not None:
        rows.append(Argument("currency", currency, head))
    if known.period is not None:
        rows.append(Argument("period", known.period.value, known.period.span))
    if known.of is not None:
        rows.append(Argument("of", known.of, tree.words(amount.noun)))
    return Figure(
        indicator=known.indicator,
        between=states,
        value=known.value,
        currency=currency,
        period=known.period.value if known.period else None,
        kind=known.kind,
        qualifier=amount.sum.qualifier,
        of=known.of,
        evidence=Evidence(tree.span, f"figure-{known.indicator.replace(' ', '-')}", tuple(rows)),
    )


def _among(tree: Tree, talk: Discourse, group: str, nodes: Iterable[int]) -> bool:
    """Tell whether one of these words belongs to a class of the lexicon."""
    return any(talk.lexicon.among(group, tree.nodes[k].lemma.lower()) for k in nodes)


def _movers(tree: Tree, amount: Amount) -> list[int]:
    """Give the words that may say which way a number moved: verb, noun, nouns above, the word before."""
    before = [amount.node - 1] if amount.node else []
    return [amount.verb, amount.noun, *_above(tree, amount.noun), *before]


def _indicator(tree: Tree, talk: Discourse, amount: Amount) -> tuple[str, str | None] | None:
    """Give the indicator, and what is counted."""
    if amount.sum.currency == "%" or amount.sum.change:
        return _percent(tree, talk, amount)
    if not amount.sum.money:
        return _count(tree, talk, amount)
    for k in amount.cues:
        for group, indicator in INDICATORS.items():
            if _among(tree, talk, group, [k]):
                return indicator, None
        if _among(tree, talk, "figure-other", [k]):
            return "other", None
    given = tree.nodes[amount.noun].rel.split(":")[0] in {"obj", "nsubj"}
    return "aid" if given and _among(tree, talk, "figure-giving", [amount.verb]) else "other", None


def _percent(tree: Tree, talk: Discourse, amount: Amount) -> tuple[str, str | None] | None:
    movers = _movers(tree, amount)
    moved = _among(tree, talk, "figure-rise", movers) or _among(tree, talk, "figure-fall", movers)
    share = any(tree.case(k) == "of" for k in tree.children(amount.node, "nmod"))
    if amount.sum.change or (moved and not share):
        measured = any(_among(tree, talk, group, amount.cues) for group in INDICATORS)
        return ("growth", None) if measured else None
    return ("other", None) if share else None


def _count(tree: Tree, talk: Discourse, amount: Amount) -> tuple[str, str | None] | None:
    noun, value = amount.noun, amount.sum.value
    harmed = _harmed(tree, talk, amount)
    if noun == amount.node:
        return ("count", "casualties") if harmed and amount.verb != noun else None
    lemma = tree.nodes[noun].lemma.lower()
    if talk.lexicon.among("figure-measure", lemma):
        return "other", None
    if harmed:
        return "count", "casualties"
    if talk.lexicon.among("figure-uncounted", lemma) or not tree.nodes[noun].tag.endswith("S"):
        return None
    definite = any(tree.text(k) in {"the", "both", "these", "those", "all", "its"} for k in tree.children(noun, "det"))
    above = tree.nodes[noun].head if tree.nodes[noun].rel == "conj" else noun
    acting = tree.nodes[above].rel == "nsubj"  # "three officials said" counts nobody
    if value < FEW or ((definite or acting) and value < MANY) or value != value.to_integral_value():
        return None
    return "count", tree.text(noun)


def _harmed(tree: Tree, talk: Discourse, amount: Amount) -> bool:
    """Tell whether a number counts people killed or hurt."""
    noun = amount.noun
    if _among(tree, talk, "figure-victim", [noun]):
        return True
    below = tree.children(noun, "acl", "acl:relcl")
    near = [*_above(tree, noun), *below, *tree.children(noun, "amod"), *tree.children(amount.verb, "xcomp")]
    if tree.nodes[noun].rel.split(":")[0] in {"nsubj", "obj"}:
        near.append(amount.verb)
    return _among(tree, talk, "figure-kill", near)


def _kind(tree: Tree, talk: Discourse, amount: Amount, mode: str, indicator: str) -> str:
    """Tell a goal and a promise from what is."""
    if _among(tree, talk, "figure-goal", amount.cues):
        return "target"
    above = [tree.nodes[amount.verb].head] if tree.nodes[amount.verb].head >= 0 else []
    if mode in {"planned", "hypothetical"}:
        raised = _among(tree, talk, "figure-raise", [amount.verb]) and indicator in INDICATORS.values()
        return "target" if raised and not _among(tree, talk, "figure-forecast", above) else "planned"
    if indicator in {"aid", "loan", "other"} and amount.sum.money:
        promised = [amount.verb, *_above(tree, amount.noun)]
        return "planned" if _among(tree, talk, "figure-promise", promised) else "actual"
    return "planned" if _among(tree, talk, "figure-forecast", [amount.verb]) else "actual"


def _period(tree: Tree, ledger: Ledger, amount: Amount, tense: str) -> Said | None:
    """Give the nearest date of the same clause, else the only one of the sentence that does not date what was said."""
    dates = [(k, p) for k, p in tree.mentions.items() if isinstance(p, Piece) and isinstance(p.mention, DateMention)]
    dates = [(k, p) for k, p in dates if _dating(p)]
    own = set(tree.subtree(amount.noun))
    near = [(k, p) for k, p in dates if k in own or (tense != "promised" and tree.clause(k) == amount.verb)]
    if tense == "promised":  # the date of the clause is the day of the promise
        near += [(k, p) for k, p in dates if k not in own and (_open(p) or _spans(p)) and tree.clause(k) == amount.verb]
    elif not near and len(dates) == 1:
        said = _among(tree, ledger.talk, "saying", [tree.clause(dates[0][0])])
        near = [] if said or tense == "future" or _open(dates[0][1]) else dates
    for _, piece in sorted(near, key=lambda item: (tree.distance(item[0], amount.node), item[0])):
        if isinstance(piece.mention, DateMention):
            value = ledger.calendar.resolve(piece.mention, "past" if tense == "past" else "future")
            if value is not None:
                return Said(value, Span(piece.start, piece.end))
    return None


def _dating(piece: Piece) -> bool:
    return isinstance(piece.mention, DateMention) and piece.mention.kind not in {"duration", "recurrence"}


def _spans(piece: Piece) -> bool:
    return isinstance(piece.mention, DateMention) and piece.mention.kind == "interval"


def _open(piece: Piece) -> bool:
    return isinstance(piece.mention, DateMention) and piece.mention.kind in {"since", "until", "deadline"}
