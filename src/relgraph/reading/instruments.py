"""Instruments: treaties, agreements, statements and plans as a sentence names or describes them.

Comes in: a tree and the company. Goes out: `Paper` rows, one for each mention; papers.py merges them over a document.
Names and lists are read from the order of the words, what becomes of an instrument from the nearest verb.
"""

from dataclasses import dataclass, replace

from relgraph.facts import Span
from relgraph.reading.company import Company, values
from relgraph.reading.dates import DateMention
from relgraph.reading.discourse import Ref
from relgraph.reading.extents import is_date, kind_of, left_of, reached_at, right_of
from relgraph.reading.fates import anchored, carried, due_of, only_agreed
from relgraph.reading.pieces import Piece
from relgraph.reading.sides import text_of
from relgraph.reading.signatories import completed, own_parties, signatories
from relgraph.reading.timing import Calendar, Said, Tense, date_of
from relgraph.reading.trees import Tree

DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "such", "our", "both", "each"})
#: Kinds of instrument that a document itself may be; prepositions of what it is about.
ITSELF = frozenset({"joint statement", "declaration"})
ABOUT = frozenset({"on", "regarding", "concerning", "about"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
NOTHING = frozenset({"no", "without", "any", "neither", "nor"})


@dataclass(slots=True)
class Paper:
    """One mention of an instrument. `bare` mentions ("the agreement") only add to one already known."""

    tree: Tree
    head: int
    first: int
    last: int
    kind: str
    status: str
    parties: list[Ref]
    name: Said | None
    proper: bool
    bare: bool
    date: Said | None = None
    carrier: int | None = None
    anchored: bool = False
    letters: str = ""

    @property
    def values(self) -> frozenset[str]:
        """Give the parties."""
        return frozenset(values(self.parties))


def papers(tree: Tree, company: Company, calendar: Calendar) -> list[Paper]:
    """Give the instruments that a sentence mentions, in order."""
    out: list[Paper] = []
    for i in range(len(tree.nodes)):
        kind = kind_of(tree, i, company.talk)
        if kind is None or (out and out[-1].first <= i <= out[-1].last) or _letters(tree, i):
            continue
        found = _paper(tree, i, kind, company, calendar)
        if found is not None:
            out += _dated(found, calendar)
    return out


def itself(tree: Tree, company: Company, calendar: Calendar) -> list[Paper]:
    """Give the instrument that a document says in its title to be: "Joint Communiqué on the visit of X to Y"."""
    i = next((k for k in range(len(tree.nodes)) if kind_of(tree, k, company.talk) in ITSELF), None)
    if i is None or i > 5 or any(n.tag in FINITE for n in tree.nodes):
        return []
    if any(getattr(tree.mentions.get(k), "symbol", "") in {"S", "P", "O"} for k in range(i)):  # "Togo issues joint ..."
        return []
    before, after = {tree.text(k) for k in range(i)}, tree.nodes[i + 1].tag if i + 1 < len(tree.nodes) else "."
    shared = "joint" in before or tree.text(i).startswith("communiq") or calendar.own
    if (
        not shared
        or "press" in before
        or any(tree.is_verb(k) for k in range(i))
        or after[:2] not in {"IN", "TO", ":", ".", "HY"}
    ):
        return []
    last = next((k - 1 for k in range(i, len(tree.nodes)) if tree.text(k) in ":|-–—"), len(tree.nodes) - 1)
    topic = next((tree.nodes[k].start for k in range(i, len(tree.nodes)) if tree.text(k) in ABOUT), None)
    own = [r for r in company.heroes if topic is None or r.span.start < topic]
    first = next(k for k in range(i + 1) if k == i or tree.text(k) not in {"the", "a", "full", "text", "of", ":"})
    name = Said(" ".join(_slice(tree, first, last).split()), Span(tree.nodes[first].start, tree.nodes[last].end))
    kind = kind_of(tree, i, company.talk) or ""
    parties = own if len(own) > 1 else list(company.heroes)
    date = calendar.issued if calendar.own else None
    return [Paper(tree, i, first, last, kind, "issued", parties, name, False, False, date, i)]


def _letters(tree: Tree, i: int) -> bool:
    """Say whether a word is the short form in brackets of a name right before it: "(MoU)", "(FTA)"."""
    word = tree.nodes[i].text
    return (
        i > 1 and tree.text(i - 1) in "([" and sum(map(str.isupper, word)) > 1 and tree.nodes[i - 2].text[:1].isupper()
    )


def _dated(paper: Paper, calendar: Calendar) -> list[Paper]:
    """Give one paper for each date of a plural: "the agreements of 9 November 2020 and 11 January 2021"."""
    tree = paper.tree
    if tree.nodes[paper.head].tag not in {"NNS", "NNPS"}:
        return [paper]
    dates, k = [], paper.last + 1
    while k < len(tree.nodes) and (
        is_date(tree, k) or tree.text(k) in {",", "and", "of", "in", "concluded", "signed", "adopted", "dated"}
    ):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and isinstance(piece.mention, DateMention):
            value = calendar.resolve(piece.mention, "past")
            dates += [Said(value, Span(piece.start, piece.end))] if value else []
        k += 1
    return [replace(paper, date=date, bare=False) for date in dates] if len(dates) > 1 else [paper]


def _paper(tree: Tree, i: int, kind: str, company: Company, calendar: Calendar) -> Paper | None:
    first, article = left_of(tree, i)
    year = _year(tree, first, calendar)
    if {article, text_of(tree, first - 1), text_of(tree, first - 2)} & NOTHING:
        return None
    last, proper = right_of(tree, i, first, company.talk)
    carrier, status = carried(tree, i, (first, last), company.talk)
    if only_agreed(tree, i, carrier, proper):
        return None
    own, reached = own_parties(tree, i, (first, last), company), reached_at(tree, i)
    joint = article in DEFINITE and kind == "plan" and "joint" in {tree.text(k) for k in range(first, i)}
    bare = not (proper or joint or reached or year or len(own) > 1) and _bare(tree, (first, i, last), kind, article)
    own = own or (company.table() if joint else [])
    named = proper or last > i or _modified(tree, first, i)
    name = Said(" ".join(_slice(tree, first, last).split()), Span(tree.nodes[first].start, tree.nodes[last].end))
    if year is not None and not own and len(keepers := company.stated(tree, i)) > 1:
        own = keepers
    parties = completed(signatories(tree, (i, carrier), own, company), own, (kind, status, proper, reached), company)
    paper = Paper(tree, i, first, last, kind, status, parties, name if named else None, proper, bare, None, carrier)
    if status == "mentioned" and not (proper or bare or reached or _stands(paper)):
        return None
    paper.date = year or _date(tree, paper, calendar)
    paper.anchored = anchored(tree, company.talk)
    paper.letters = next(
        (tree.nodes[k].text for k in (i + 2, last + 2) if k < len(tree.nodes) and _letters(tree, k)), ""
    )
    return paper


def _year(tree: Tree, first: int, calendar: Calendar) -> Said | None:
    """Give the year by which an instrument is known: "the 1966 agreement", "a 2015 accord"."""
    piece = tree.mentions.get(first - 1)
    if not isinstance(piece, Piece) or not isinstance(piece.mention, DateMention) or not piece.text.isdecimal():
        return None
    value = calendar.resolve(piece.mention, "past")
    return Said(value, Span(piece.start, piece.end)) if value and value.isdecimal() else None


def _modified(tree: Tree, first: int, i: int) -> bool:
    return any(tree.text(k) not in {"a", "an", "new", "joint"} for k in range(first, i))


def _bare(tree: Tree, words: tuple[int, int, int], kind: str, article: str) -> bool:
    """Say whether a mention only points back: "the agreement", not "the agreement on visas" or "an agreement"."""
    first, i, last = words
    if last > i and (_modified(tree, first, i) or tree.text(i + 1) in {"on", "between", "with", "of"}):
        return False
    if kind == "joint statement":
        return article in {"the", "this"}
    return article in DEFINITE or (not article and tree.nodes[i].tag == "NN")


def _stands(paper: Paper) -> bool:
    """Say whether a mention without news is still an instrument of its own: it has parties, or a kind and a matter."""
    if paper.kind == "joint statement" or len(paper.values) >= 2:
        return True
    matter = paper.last > paper.head and text_of(paper.tree, paper.head + 1) in {"on", "of"}
    return paper.kind in {"memorandum", "declaration", "protocol"} and matter


def _slice(tree: Tree, first: int, last: int) -> str:
    out, at = "", tree.nodes[first].start
    for node in tree.nodes[first : last + 1]:
        out += " " * (node.start - at) + node.text
        at = node.end
    return out


def _date(tree: Tree, paper: Paper, calendar: Calendar) -> Said | None:
    """Give the date of an instrument: inside its name ("of 7 September 1974"), else of the verb that carries it."""
    for k in range(paper.last + 1, min(len(tree.nodes), paper.last + 3)):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol == "Y" and tree.text(k - 1) in {"of", "("}:
            return date_of(tree, k, calendar, "past")
    above = tree.nodes[paper.head].head
    if above >= 0 and tree.stems[above] == "date" and tree.is_verb(above):  # "the treaty dates to 2002"
        return date_of(tree, above, calendar, "past")
    if paper.status == "mentioned" and not reached_at(tree, paper.head):
        return None
    verb = paper.carrier if paper.carrier is not None else paper.head
    tense: Tense = "future" if paper.status == "planned" else "past"
    found = date_of(tree, verb, calendar, tense) or (due_of(tree, verb, calendar) if tense == "future" else None)
    for _ in range(4):
        if found is not None or tree.nodes[verb].rel != "conj" or tree.nodes[verb].head < 0:
            break
        verb = tree.nodes[verb].head
        found = date_of(tree, verb, calendar, tense)
    if found is None or any(
        tree.text(k - 1) == "for" and tree.nodes[k].start == found.span.start for k in tree.mentions if k
    ):
        return None  # "a plan for 2025"
    return Said(found.value.removesuffix("/.."), found.span)
