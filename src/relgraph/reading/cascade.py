"""The reader, top to bottom: document -> lines of pieces -> trees -> drafts -> facts.

Comes in: a document and what the reader knows. Goes out: the facts of the document, in the order of its text.
"""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from relgraph.document import Document
from relgraph.facts import Fact, Figure, Membership, Span
from relgraph.reading import bodies, offices
from relgraph.reading.acts import drafts
from relgraph.reading.asides import parsed
from relgraph.reading.discourse import Discourse, Ref, one_each
from relgraph.reading.drafts import PROMISED, Draft
from relgraph.reading.events import event
from relgraph.reading.figures import Ledger, figures
from relgraph.reading.gatherings import each_visit
from relgraph.reading.knowledge import Knowledge
from relgraph.reading.mentions import Line, lines
from relgraph.reading.merging import merge
from relgraph.reading.occasions import (
    at_dateline,
    at_summit,
    continue_series,
    date_by_publication,
    inherit,
    publication,
    take_part,
)
from relgraph.reading.periods import dated
from relgraph.reading.pieces import Piece, symbols
from relgraph.reading.quotations import Quotation, quotations
from relgraph.reading.referents import resolve
from relgraph.reading.registry import Registry
from relgraph.reading.repairs import repaired
from relgraph.reading.reports import Report, report
from relgraph.reading.ties import Ties
from relgraph.reading.timing import Calendar, Said, look_back
from relgraph.reading.trees import Tree
from relgraph.reading.words import Unit

Row = TypeVar("Row")
#: "then Prime Minister X", "Turkish Foreign Minister X", "President of the Republic of Kazakhstan X", "Mr X".
TITLED = re.compile(r"x?(?:D|Ss)?x?O(?:[/&]x?O)*(?:ot?[SCG])?T*P|T+P|P")
#: What may follow: ", the Kenyan foreign minister," with the comma behind it unless a list goes on.
APPOSED = re.compile(r",t?x?(?:D|Ss)?O(?:ot?[SCG])?(?=[,.;)]|\Z)(?:,(?![&PDOxT]))?")


@dataclass(slots=True)
class Reading:
    """What has been read of one document so far."""

    reports: list[Report] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)


def read(document: Document, knowledge: Knowledge) -> tuple[Fact, ...]:
    """Give the facts that a document states."""
    rows, registry = lines(document, knowledge)
    home = [code for code in dict.fromkeys(registry.states.values()) if len(code) == 3]
    talk = Discourse(registry, knowledge.lexicon, home)
    calendar = Calendar(document.published, own=own_act(document, knowledge), issued=publication(document))
    calendar.dateline, calendar.home = _dateline(document, knowledge)
    talk.seat = [Ref(calendar.home, calendar.dateline.span)] if calendar.dateline is not None else []
    talk.origin = _origin(document, rows, registry, knowledge)
    reading = Reading()
    ledger = Ledger(talk, calendar)
    ties = Ties(talk, calendar)
    parts = [part for whole in rows for part in _parts(whole)]
    trees = [tree_of(row, knowledge) for row in parts]
    spoken = quotations(trees, knowledge.lexicon)
    for number, (row, tree) in enumerate(zip(parts, trees, strict=True)):
        before = len(reading.reports)
        note(tree, talk, spoken.get(number))
        _read_line(row, tree, talk, calendar, reading)
        ties.read(tree, reading.reports[before:])
        reading.figures += figures(tree, ledger, row.sums)
    at_summit(reading.reports)
    continue_series(reading.reports)
    at_dateline(reading.reports, calendar)
    inherit(reading.reports, knowledge.lexicon)
    date_by_publication(document, reading.reports, calendar)
    events = [event(item) for item in merge(reading.reports)]
    return (
        *offices.tenures(registry, rows),
        *events,
        *_distinct(dated(reading.figures, reading.reports), lambda x: (x.indicator, frozenset(x.between), x.value)),
        *bodies.organizations(rows),
        *_distinct(reading.memberships, lambda m: (m.member, m.organization, m.role)),
        *ties.facts(events, document.text),
    )


def _distinct(rows: Iterable[Row], key: Callable[[Row], Hashable]) -> Iterable[Row]:
    """Keep the first row of each key, in order."""
    seen: dict[Hashable, Row] = {}
    for row in rows:
        seen.setdefault(key(row), row)
    return seen.values()


#: A city in capitals and a dash at the head of a report.
DATELINE = re.compile(  # a city, perhaps a date or country, perhaps the agency in brackets, a dash
    r"\s*([^\W\d_a-z][^\Wa-z]+(?:[ -][^\W\d_a-z][^\Wa-z]+){0,3})"
    r"(?:,[^\n–—-]{0,40})?(?:\([^)\n]{0,40}\))? *(?:–|—|--|-) "
)
#: A city in small letters with a month and the agency in brackets: "New Delhi [India], March 2 (ANI):".
SMALL = re.compile(
    r"\s*([^\W\d_]\w+(?: [^\W\d_]\w+){0,3})(?: \[[^\]\n]{2,30}\])?, [^\n–—-]{0,20}\d \([A-Z][^)\n]{1,20}\)"
)
#: What may stand before a sentence in lists and live reports: a time or number and a dash, a bullet.
LEAD = re.compile(r"(?:\d{1,2}[:.]\d{2}|\(?\d{1,2}[.)]?|[•*·▪–—-])\Z")


def _lead(row: Line) -> int:
    """Count the pieces of a list mark or time before the sentence proper."""
    texts = [p.text for p in row.pieces[:3]]
    if len(texts) < 3 or not LEAD.match(texts[0]):
        return 0
    return 2 if texts[1] in {"-", "–", "—", "|", ":", ".", ")"} else 1 if texts[0] in "•*·▪–—-" else 0


def _shouted(row: Line, at: int) -> bool:
    """Say whether a sentence begins with a verb in capitals, as the paragraphs of resolutions do."""
    word = row.pieces[at]
    if (
        word.mention is not None
        or len(word.text) < 5
        or not word.text.isupper()
        or not word.text.endswith(("S", "ING"))
    ):
        return False
    return sum(p.text.isupper() and len(p.text) > 2 for p in row.pieces) < len(row.pieces) / 2


def _parts(row: Line) -> list[Line]:
    """Part a sentence at a semicolon behind which a new clause begins; all parts are quoted by the whole sentence."""
    out, start = [], 0
    for k, piece in enumerate(row.pieces):
        if piece.symbol != ";" and piece.text != ";":
            continue
        ahead = row.pieces[k + 1 : k + 10]
        behind = row.pieces[start:k]
        if any(p.tag in FINITE for p in ahead) and any(p.tag in FINITE for p in behind):
            out.append(replace(row, pieces=row.pieces[start : k + 1]))
            start = k + 1
    return [*out, replace(row, pieces=row.pieces[start:])] if start else [row]


#: What comes of a gathering, or is told of it.
RESULTS = frozenset(
    {"result", "outcome", "progress", "agenda", "report", "information", "assessment", "course", "detail"}
)
#: Tags of finite verbs.
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})


def tree_of(row: Line, knowledge: Knowledge) -> Tree:
    """Parse a line. A titled person ("former Turkish Prime Minister X", "Mr X") is one unit, known by the name."""
    units: list[Unit] = []
    mentions: dict[int, Piece] = {}
    titles: dict[int, str] = {}
    single = row.units()
    at = _lead(row)
    if at < len(single) and _shouted(row, at):  # "CONDEMNS the seizure of power"
        word = single[at]
        single[at] = Unit(word.text.lower(), word.start, word.end, "VBG" if word.text.endswith("ING") else "VBZ")
    for start, end in [*_titled(row), (len(single), len(single))]:
        for k in range(at, start):
            if row.pieces[k].mention is not None or row.pieces[k].symbol in "PG":
                mentions[len(units)] = row.pieces[k]
            units.append(single[k])
        if end > start:
            person = next(p for p in row.pieces[start:end] if p.symbol == "P")
            titles.update((len(units), p.text.lower()) for p in row.pieces[start:end] if p.symbol == "O")
            mentions[len(units)] = person
            units.append(Unit(person.text, single[start].start, person.end, "NNP", "PERSON"))
        at = end
    return Tree(row.span, repaired(parsed(units, knowledge.parser), knowledge.lexicon), mentions, row.title, titles)


def _titled(row: Line) -> list[tuple[int, int]]:
    """Give the runs of pieces that name one person with form of address, office and state, before the name or behind."""
    runs, line = [], symbols(row.pieces)
    for found in TITLED.finditer(line):
        start, end = found.span()
        if any(p.tag in {"NNS", "NNPS"} for p in row.pieces[start:end] if p.symbol == "O"):
            continue
        behind = APPOSED.match(line, end)
        end = behind.end() if behind is not None else end
        if end - start > 1:
            runs.append((start, end))
    return runs


def _read_line(row: Line, tree: Tree, talk: Discourse, calendar: Calendar, reading: Reading) -> None:
    if row.title:
        return
    for draft in (one for many in drafts(tree, talk) for one in each_visit(many)):
        found = report(draft, len(reading.reports), calendar, talk)
        if _lead(row) == 2 and ":" in row.pieces[0].text:
            found.live = True
        if draft.status == "planned" and draft.type in PROMISED and found.date is None:
            draft.type, draft.status = "Agree", "occurred"
        if draft.type == "Consult" and draft.status == "hypothetical" and found.date is None:
            continue
        if draft.clause.embedded and draft.status != "denied" and found.date is None and not draft.accepted:
            continue  # what a promise or request contains is an event of its own only with a date of its own
        if draft.type == "Agree" and draft.clause.when >= 0 and found.date is None and draft.clause.part == "noun":
            continue  # "the agreements reached" are only mentioned
        reading.reports.append(found)
        if draft.type in {"Accuse", "Request", "Threaten"}:
            for ref in draft.recipients:
                talk.accusers[ref.value or ""] = [Ref(a.value, a.span) for a in draft.actors]
        aside = (
            draft.type == "Anniversary" or (draft.type == "Visit" and draft.status != "occurred") or _mentioned(draft)
        )
        if (draft.frame.symmetric or draft.type == "Visit") and not (aside and talk.pair):
            talk.bind([*draft.actors, *draft.recipients])
    look_back(tree, calendar)
    take_part(tree, talk, reading.reports)
    reading.memberships += bodies.memberships(tree, talk)


def _mentioned(draft: Draft) -> bool:
    """Say whether a gathering is only what another noun is about: "discussed the results of the talks of X and Y"."""
    tree, head = draft.clause.tree, draft.clause.head
    above = tree.nodes[head].head
    about = draft.clause.part == "noun" and draft.clause.carrier is None and tree.case(head) in {"of", "on", "about"}
    return about and above >= 0 and tree.stems[above] in RESULTS


def _origin(document: Document, rows: Sequence[Line], registry: Registry, knowledge: Knowledge) -> list[Ref]:
    """Give the state whose institution issued the document; its first unattached person speaks for it."""
    states = list(dict.fromkeys(knowledge.states_in(document.source or "")))
    if len(states) != 1 or document.source is None:
        return []
    start = document.text.index(document.source)
    origin = Ref(states[0], Span(start, start + len(document.source)))
    first = next((p for row in rows if not row.title for p in row.pieces if p.symbol == "P"), None)
    if first is not None:
        registry.states.setdefault(registry.full_name(first.text), states[0])
    return [origin]


def _dateline(document: Document, knowledge: Knowledge) -> tuple[Said | None, str | None]:
    """Give the city of the dateline ("ASTANA, May 10 -") and its state."""
    place = document.text, document.body.start, document.body.end
    found = DATELINE.match(*place) or SMALL.match(*place)
    if found is None:
        return None, None
    name = knowledge.gazetteer.resolve(found[1].title())
    if name is None or name.state is None or name.kind.name not in {"CAPITAL", "CITY"}:
        return None, None
    return Said(name.id, Span(*found.span(1)), 1), name.state


def own_act(document: Document, knowledge: Knowledge) -> bool:
    """Say whether a document is itself the act that it tells of: a statement, declaration, communiqué."""
    if document.title is None or document.source is None:
        return False
    words = re.findall(r"[\w-]+", document.slice(document.title).lower())
    source = re.findall(r"[\w-]+", document.source.lower())
    institution = knowledge.states_in(document.source) or any(knowledge.lexicon.among("institution", w) for w in source)
    return bool(institution) and any(knowledge.lexicon.among("own-act", w) for w in words)


def note(tree: Tree, talk: Discourse, quotation: Quotation | None = None) -> None:
    """Tell the discourse whom a sentence names, who says what it quotes, and what its main subject is."""
    talk.turn()
    if quotation is not talk.quotation:
        talk.quotation = quotation
        talk.quoted = resolve(quotation.tree, quotation.speaker, talk) if quotation is not None else []
    refs: list[Ref] = []
    for i in sorted(tree.mentions):
        refs += resolve(tree, i, talk, deep=False)
    states = [r for r in refs if r.value is not None and not r.place]
    if 0 in tree.mentions and len(tree.nodes) > 2 and tree.text(1) == ":":
        spoken = [r for r in resolve(tree, 0, talk) if r.person]
        talk.speaker = spoken or talk.speaker
    if not talk.pair or tree.title:
        talk.bind(states)
    root = next((n.index for n in tree.nodes if n.head < 0), None)
    subject = (
        [r for s in tree.children(root, "nsubj") for c in tree.coordinates(s) for r in resolve(tree, c, talk)]
        if root is not None
        else []
    )
    talk.note(refs)
    people = [r for r in refs if r.person is not None and r.value is not None]
    if len({r.value for r in people}) >= 2:
        talk.duo = one_each(people)
    saying = talk.lexicon.classes.get("saying", ())
    for node in tree.nodes:
        if node.lemma in saying and (
            said := [r for s in tree.children(node.index, "nsubj") for r in resolve(tree, s, talk)]
        ):
            talk.speaker = said
    if subject and root is not None and any(r.value for r in subject) and tree.nodes[root].tag.startswith("VB"):
        talk.author = [r for r in subject if r.value is not None]
    if subject:
        talk.note(subject, subject=True)
        talk.join(subject)
