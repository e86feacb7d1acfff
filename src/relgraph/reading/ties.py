"""Ties: instruments (treaties, statements, plans) and standing relationships (partnerships, alliances).

Comes in: a tree. Goes out: `facts.Instrument` and `facts.Relationship` rows.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Argument, Event, Evidence, Fact, Instrument, Relationship, Span, Topic
from relgraph.reading import topics
from relgraph.reading.clauses import noun_clause, subjects_of
from relgraph.reading.commitments import Promise, commitments, promises
from relgraph.reading.company import Company
from relgraph.reading.events import Report
from relgraph.reading.instruments import Paper, papers
from relgraph.reading.papers import instruments as merged_papers
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.relationships import merged
from relgraph.reading.relationships import relationships as standing
from relgraph.reading.timing import Calendar, date_of
from relgraph.reading.trees import Tree

KINDS = ("joint-statement", "plan", "memorandum", "treaty", "protocol", "declaration", "contract", "agreement", "other")


def instruments(tree: Tree, talk: Discourse, calendar: Calendar) -> Iterator[Instrument]:
    """Give the instruments that a sentence names or describes."""
    for node in tree.nodes:
        i = node.index
        if i in tree.mentions or not node.tag.startswith("NN") or node.rel in {"compound", "flat"}:
            continue
        kind = _kind(tree, i, talk)
        if kind is None or not _counts(tree, i):
            continue
        yield _instrument(tree, i, kind, talk, calendar)


def _kind(tree: Tree, i: int, talk: Discourse) -> str | None:
    lemma = tree.nodes[i].lemma.lower()
    before = [tree.nodes[k].lemma.lower() for k in tree.children(i, "amod", "compound")]
    if lemma == "statement":
        return "joint statement" if "joint" in before else None
    if lemma in {"plan", "program", "programme"}:
        return (
            "plan"
            if {"action", "joint", "cooperation", "peace"} & set(before) or tree.nodes[i].tag.startswith("NNP")
            else None
        )
    for kind in KINDS:
        if talk.lexicon.among(f"kind-{kind}", lemma):
            return kind.replace("-", " ")
    return None


def _counts(tree: Tree, i: int) -> bool:
    """Say whether an instrument noun is a thing: not "in agreement", not "reach agreement"."""
    node = tree.nodes[i]
    determined = tree.children(i, "det", "nmod:poss", "amod", "compound", "nmod", "acl", "nummod")
    return bool(determined) or node.tag in {"NNS", "NNP", "NNPS"}


def _instrument(tree: Tree, i: int, kind: str, talk: Discourse, calendar: Calendar) -> Instrument:
    clause = noun_clause(tree, i, talk.lexicon)
    node = tree.nodes[i]
    verb = node.head if node.head >= 0 and tree.is_verb(node.head) else None
    if node.rel.split(":")[0] == "acl":
        verb = None
    participle = next((k for k in tree.children(i, "acl") if tree.nodes[k].tag == "VBN"), None)
    carrier = participle if participle is not None else verb
    status = _status(tree, i, carrier, clause.mode, talk)
    parties = _parties(tree, i, carrier, talk)
    date = (
        date_of(tree, carrier if carrier is not None else i, calendar, "past")
        if status in {"signed", "adopted", "issued"}
        else None
    )
    arguments = [Argument("kind", kind, tree.words(i))]
    arguments += [Argument("parties", r.value, r.span) for r in parties if r.value]
    name = _name(tree, i)
    if date is not None:
        arguments.append(Argument("date", date.value, date.span))
    return Instrument(
        kind=kind, name=name[0] if name else None, parties=tuple(dict.fromkeys(r.value for r in parties if r.value)),
        date=date.value if date else None, status=status, evidence=Evidence(tree.span, "instrument", tuple(dict.fromkeys(arguments))),
    )  # fmt: skip


def _status(tree: Tree, i: int, verb: int | None, mode: str, talk: Discourse) -> str:
    if verb is None:
        return "mentioned"
    lemma = tree.nodes[verb].lemma.lower()
    for status in ("signed", "adopted", "issued"):
        if talk.lexicon.among(f"instrument-{status}", lemma):
            return "planned" if mode in {"planned", "hypothetical"} else status if mode == "occurred" else "mentioned"
    return "mentioned"


def _parties(tree: Tree, i: int, verb: int | None, talk: Discourse) -> list[Ref]:
    out: list[Ref] = []
    for k in tree.children(i, "nmod"):
        if tree.case(k) in {"between", "with", "among"}:
            out += [r for c in tree.coordinates(k) for r in resolve(tree, c, talk)]
    for k in tree.children(i, "compound", "nmod:poss", "amod"):
        out += resolve(tree, k, talk, deep=False)
    if verb is not None and len({r.value for r in out if r.value}) < 2:
        for s in subjects_of(tree, verb):
            if s != i:
                out += [r for c in tree.coordinates(s) for r in resolve(tree, c, talk)]
        out += [r for k in tree.children(verb, "obl") if tree.case(k) in {"with", "by"} for r in resolve(tree, k, talk)]
    values = {r.value for r in out if r.value}
    if len(values) < 2 and values <= {r.value for r in talk.pair} and verb is not None:
        out = [*out, *(r for r in talk.pair if r.value not in values)]
    return [r for r in out if r.value]


def _name(tree: Tree, i: int) -> tuple[str, Span] | None:
    """Give the name of an instrument: its noun phrase without article, up to its first "on", "of" or "to" phrase."""
    inside = [k for k in tree.children(i, "compound", "amod", "flat") if k < i]
    tail = [k for k in tree.children(i, "nmod") if tree.case(k) in {"on", "of", "for"}]
    start = min([tree.nodes[i].start, *(tree.phrase(k).start for k in inside)])
    end = max([tree.nodes[i].end, *(tree.phrase(k).end for k in tail[:1])])
    span = Span(start, end)
    text = " ".join(n.text for n in tree.nodes if n.start >= start and n.end <= end)
    return (text, span) if text else None


ADJECTIVAL = ("amod", "compound")


def relationships(tree: Tree, talk: Discourse) -> Iterator[Relationship]:
    """Give the standing ties that a sentence names."""
    for node in tree.nodes:
        i = node.index
        lemma = node.lemma.lower()
        if i in tree.mentions or not talk.lexicon.among("tie", lemma):
            continue
        found = _tie(tree, i, lemma, talk)
        if found is None:
            continue
        kind, between = found
        values = tuple(dict.fromkeys(r.value for r in between if r.value))
        if len(values) < 2:
            continue
        arguments = [
            Argument("kind", kind, tree.words(i)),
            *(Argument("between", r.value, r.span) for r in between if r.value),
        ]
        yield Relationship(
            between=values, kind=kind, evidence=Evidence(tree.span, "relationship", tuple(dict.fromkeys(arguments)))
        )


def _tie(tree: Tree, i: int, lemma: str, talk: Discourse) -> tuple[str, list[Ref]] | None:
    words = [k for k in tree.children(i, *ADJECTIVAL)]
    adjectives = [tree.text(k) for k in sorted(words) if talk.lexicon.among("partnership-adjective", tree.text(k))]
    between = _between(tree, i, talk)
    if lemma == "partnership":
        return (" ".join([*adjectives, "partnership"]), between) if adjectives else None
    if lemma == "relation":
        named = {tree.text(k) for k in words}
        kind = (
            "diplomatic relations" if "diplomatic" in named else "consular relations" if "consular" in named else None
        )
        return (kind, between) if kind else None
    if lemma in {"alliance", "ally"}:
        return "alliance", between
    if lemma in {"neighbour", "neighbor"}:
        return "neighbours", between
    return None


def _between(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give the parties of a tie: "between A and B", "A's ally B", "A is an ally of B", else the pair."""
    out: list[Ref] = []
    for k in tree.children(i, "nmod"):
        if tree.case(k) in {"between", "with", "of", "to"}:
            out += [r for c in tree.coordinates(k) for r in resolve(tree, c, talk)]
    for k in tree.children(i, "nmod:poss", "amod", "compound", "appos"):
        out += resolve(tree, k, talk, deep=False)
    node = tree.nodes[i]
    if node.rel == "appos" and node.head >= 0:
        out += resolve(tree, node.head, talk, deep=False)
    if tree.child(i, "cop") is not None or node.rel in {"xcomp", "obl"}:
        subjects = tree.children(i, "nsubj") or (subjects_of(tree, node.head) if node.head >= 0 else [])
        out += [r for s in subjects for c in tree.coordinates(s) for r in resolve(tree, c, talk)]
    if len({r.value for r in out if r.value}) < 2 and tree.nodes[i].lemma.lower() in {"partnership", "relation"}:
        values = {r.value for r in out}
        out += [r for r in talk.pair if r.value not in values]
    return [Ref(r.value, r.span) for r in out if r.value]


class Ties:
    """What binds the parties of one document, gathered sentence by sentence."""

    def __init__(self, talk: Discourse, calendar: Calendar) -> None:
        self.company = Company(talk)
        self.calendar = calendar
        self.papers: list[Paper] = []
        self.relationships: list[Relationship] = []
        self.topics: list[Topic] = []
        self.promises: list[Promise] = []

    def read(self, tree: Tree, reports: Sequence[Report]) -> None:
        """Take a sentence with what it reports; a title only says who sits together."""
        if tree.title:
            self.company.open(tree)
            return
        self.company.seat(reports)
        found = papers(tree, self.company, self.calendar)
        self.papers += found
        self.relationships += standing(tree, self.company, self.calendar)
        self.topics += topics.topics(tree, self.company, found, reports)
        self.topics += topics.multilateral(tree, self.company)
        self.promises += promises(tree, reports, self.company, self.calendar)

    def facts(self, events: Sequence[Event], text: str = "") -> tuple[Fact, ...]:
        """Give the instruments, relationships, topics and commitments of the document; commitments need its `text`."""
        return (
            *merged_papers(self.papers, events),
            *merged(self.relationships),
            *topics.merged(self.topics),
            *(commitments(self.promises, text) if text else ()),
        )
