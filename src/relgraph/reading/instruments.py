"""Instruments: treaties, agreements, statements and plans as a sentence names or describes them.

Comes in: a tree and the company. Goes out: `Paper` rows, one for each mention; papers.py merges them over a document.
Names and lists are read from the order of the words, what becomes of an instrument from the nearest verb.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from relgraph.facts import Span
from relgraph.reading.clauses import mode_of
from relgraph.reading.company import Company, unique, values
from relgraph.reading.dates import DateMention
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref
from relgraph.reading.timing import Calendar, Said, date_of
from relgraph.reading.trees import Tree

KINDS = ("joint-statement", "plan", "memorandum", "treaty", "protocol", "declaration", "contract", "agreement", "other")
DEFINITE = frozenset({"the", "this", "that", "these", "those", "their", "its", "his", "such", "our", "both", "each"})
FIELDS = frozenset({"field", "fields", "area", "areas", "sphere", "sector"})
NOTHING = frozenset({"no", "without", "any", "neither", "nor"})
NOUN_TAGS = ("NN", "JJ", "CD", "VBN", "VBG", "POS", "HYPH", "FW")
#: Prepositions of what a name says of its own matter.
MATTER = frozenset({"on", "of", "for", "to", "concerning", "regarding", "in", "about", "against", "between", "with", "among", "and", "the", "a", "an"})
#: Verbs that with "force" or "effect" say what becomes of an instrument.
TURNS = frozenset({"enter", "come", "take", "remain"})
PREMATURE = frozenset({"planned", "hypothetical"})


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

    @property
    def values(self) -> frozenset[str]:
        """Give the parties."""
        return frozenset(values(self.parties))


def papers(tree: Tree, company: Company, calendar: Calendar) -> list[Paper]:
    """Give the instruments that a sentence mentions, in order."""
    out: list[Paper] = []
    for i in range(len(tree.nodes)):
        kind = kind_of(tree, i, company.talk)
        if kind is None or (out and out[-1].first <= i <= out[-1].last):
            continue
        found = _paper(tree, i, kind, company, calendar)
        if found is not None:
            out += _dated(found, calendar)
    return out


def _dated(paper: Paper, calendar: Calendar) -> list[Paper]:
    """Give one paper for each date of a plural: "the agreements of 9 November 2020 and 11 January 2021"."""
    tree = paper.tree
    if tree.nodes[paper.head].tag not in {"NNS", "NNPS"}:
        return [paper]
    dates, k = [], paper.last + 1
    while k < len(tree.nodes) and (_is_date(tree, k) or tree.text(k) in {",", "and", "of", "in", "concluded", "signed", "adopted", "dated"}):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and isinstance(piece.mention, DateMention):
            value = calendar.resolve(piece.mention, "past")
            dates += [Said(value, Span(piece.start, piece.end))] if value else []
        k += 1
    return [replace(paper, date=date, bare=False) for date in dates] if len(dates) > 1 else [paper]


def kind_of(tree: Tree, i: int, talk: Discourse) -> str | None:
    """Give the kind of the instrument that node i heads, if it heads one."""
    word = _head_word(tree, i)
    if word is None or tree.nodes[i].rel in {"amod", "aux"} or _modifies(tree, i, talk):
        return None
    before = _text(tree, i - 1)
    capital = tree.nodes[i].text[:1].isupper()
    for name in (f"{before} {word}", word):
        for kind in KINDS:
            if talk.lexicon.among(f"kind-{kind}", name):
                return kind.replace("-", " ")
    if talk.lexicon.among("kind-named-agreement", word) and capital and _capital(tree, i - 1):
        return "agreement"
    if talk.lexicon.among("kind-named", word) and capital and (_capital(tree, i - 1) or tree.text(min(i + 1, len(tree.nodes) - 1)) in {"of", "on"}):
        return "plan" if word in {"plan", "programme", "program", "roadmap", "strategy"} else "other"
    if talk.lexicon.among("kind-plan-of", word) and talk.lexicon.among("plan-modifier", before):
        return "plan"
    return None


def _head_word(tree: Tree, i: int) -> str | None:
    """Give the word by which a node may be an instrument: of a plain noun, or of a name that ends in such a word."""
    node, piece = tree.nodes[i], tree.mentions.get(i)
    if isinstance(piece, Piece):
        if piece.symbol not in "GP" or piece.name is not None or " " not in piece.text:
            return None
        words = piece.text.lower().split()
        return words[-1]
    if not node.tag.startswith("NN"):
        return None
    return lemma(tree, i) if node.tag != "NNPS" else lemma(tree, i).rstrip("s")


def _modifies(tree: Tree, i: int, talk: Discourse) -> bool:
    """Say whether an instrument noun only modifies the next noun ("treaty alliance", "peace agreement talks")."""
    if i + 1 >= len(tree.nodes) or i + 1 in tree.mentions:
        return False
    following = tree.nodes[i + 1]
    return following.tag.startswith("NN") and tree.nodes[i].rel == "compound" and not following.tag.startswith("NNP")


def _text(tree: Tree, i: int) -> str:
    return tree.text(i) if 0 <= i < len(tree.nodes) else ""


def _capital(tree: Tree, i: int) -> bool:
    return 0 <= i < len(tree.nodes) and tree.nodes[i].text[:1].isupper() and i > 0


def _paper(tree: Tree, i: int, kind: str, company: Company, calendar: Calendar) -> Paper | None:
    first, article = _left(tree, i)
    if {article, _text(tree, first - 1), _text(tree, first - 2)} & NOTHING:
        return None
    last, proper = _right(tree, i, first, company.talk)
    carrier, status = carried(tree, i, first, last, company.talk)
    if _is_reached(tree, i, carrier, proper):
        return None
    own = _own_parties(tree, i, first, last, company)
    modified = any(not tree.text(k) in {"a", "an", "new", "joint"} for k in range(first, i))
    bare = (article in DEFINITE or not article and tree.nodes[i].tag == "NN" and kind != "joint statement") and not proper
    bare = bare and not (modified and last > i) and not (kind == "joint statement" and article not in {"the", "this"})
    reached = _reached(tree, i)
    if (last > i and tree.text(i + 1) in {"on", "between", "with", "of"}) or len(values(own)) > 1 or reached:
        bare = False
    if article in DEFINITE and kind == "plan" and "joint" in {tree.text(k) for k in range(first, i)}:
        bare, own = False, own or company.table()
    name = Said(" ".join(_slice(tree, first, last).split()), Span(tree.nodes[first].start, tree.nodes[last].end))
    keep = name if proper or modified or last > i else None
    paper = Paper(tree, i, first, last, kind, status, own, keep, proper, bare, None, carrier)
    paper.parties = _parties(tree, paper, company)
    if not (proper or bare or reached) and status == "mentioned" and not _stands(paper):
        return None
    paper.date = _date(tree, paper, calendar)
    paper.anchored = _anchored(tree, company.talk)
    return paper


def _anchored(tree: Tree, talk: Discourse) -> bool:
    """Say whether a sentence leans on a gathering told before: "after the talks", "following the meeting"."""
    return any(
        talk.lexicon.among("anchor", lemma(tree, k))
        and {tree.text(n) for n in range(max(0, k - 4), k)} & {"after", "following", "at", "during", "upon", "followed"}
        for k in range(len(tree.nodes))
    )


def _slice(tree: Tree, first: int, last: int) -> str:
    out, at = "", tree.nodes[first].start
    for node in tree.nodes[first : last + 1]:
        out += " " * (node.start - at) + node.text
        at = node.end
    return out


def _left(tree: Tree, i: int) -> tuple[int, str]:
    """Give where the noun phrase of an instrument begins, without article, and its article or possessor."""
    k = i
    while k > 0:
        node = tree.nodes[k - 1]
        if node.tag in {"DT", "PRP$"} or (node.tag == "POS"):
            return k, node.text.lower() if node.tag != "POS" else "'s"
        ok = node.tag.startswith(NOUN_TAGS) or (k - 1 in tree.mentions and node.tag == "NNP")
        joined = node.tag == "CC" and tree.nodes[k - 2].tag in {"JJ", "NN", "NNP"} and k >= 2 and tree.nodes[k].tag in {"JJ", "NN", "NNP"}
        piece = tree.mentions.get(k - 1)
        if isinstance(piece, Piece) and piece.symbol == "Y":
            break
        if node.tag in {"VBN", "VBG"} and node.rel not in {"amod", "compound"}:
            break
        if not ok and not (joined and k < i):
            break
        k -= 1
    while k < i and tree.nodes[k].tag in {"CC", "POS"}:
        k += 1
    return k, ""


def _right(tree: Tree, i: int, first: int, talk: Discourse) -> tuple[int, bool]:
    """Give where the name or description ends, and whether it is a proper name."""
    upper = tree.nodes[i].text[:1].isupper() and (i > 0 or _text(tree, 1) in MATTER)
    upper = upper or (_capital(tree, i - 1) and i - 1 >= first and not _nationality(tree, i - 1))
    last, k, open_matter = i, i + 1, False
    while k < len(tree.nodes) and (k == i + 1 or kind_of(tree, k, talk) is None):
        word, node = tree.text(k), tree.nodes[k]
        if word == "in" and not upper and _text(tree, k + 1) not in {"the", "military", "civil"} | FIELDS:
            break
        if word in MATTER and (word not in {"and", "the", "a", "an"} or open_matter):
            open_matter = open_matter or word not in {"and"}
            k += 1
            continue
        big = node.text[:1].isupper() or (k in tree.mentions and not _is_date(tree, k))
        plain = node.tag.startswith(("NN", "JJ", "VBG", "CD")) and not _is_date(tree, k)
        if upper and not big:
            break
        if not upper and not plain and not big:
            break
        if not open_matter and not (upper and big):
            break
        if tree.text(k - 1) in {"and"} and not upper:
            break
        last = k
        k += 1
        if not upper and not (k < len(tree.nodes) and (tree.nodes[k].tag.startswith("NN") or tree.text(k) == "of")):
            break
    return last, upper


def _is_date(tree: Tree, k: int) -> bool:
    piece = tree.mentions.get(k)
    return isinstance(piece, Piece) and piece.symbol in "YM"


def _nationality(tree: Tree, k: int) -> bool:
    piece = tree.mentions.get(k)
    return isinstance(piece, Piece) and piece.symbol in "DSG"


def carried(tree: Tree, i: int, first: int, last: int, talk: Discourse) -> tuple[int | None, str]:
    """Give the verb (or noun) that says what becomes of an instrument, and the status that it gives."""
    head = tree.nodes[i].head
    passive = [head] if head >= 0 and tree.nodes[i].rel == "nsubj:pass" else []
    options = [*passive, *_after(tree, i, last), *_before(tree, i, first)]
    for k in options:
        status = _status_of(tree, k, talk)
        if status is not None:
            return k, status
    near = {_text(tree, k) for k in range(first, i)}
    if near & {"planned", "proposed", "draft", "future", "prospective", "possible", "upcoming", "further"}:
        return None, "planned"
    if near & {"existing", "current"}:
        return None, "in force"
    if _sought(tree, first, talk):
        return None, "planned"
    if _text(tree, first - 1) in {"a", "the"} and _text(tree, first - 2) == "in" and "statement" in tree.text(i):
        return None, "issued"
    return None, "mentioned"


def _after(tree: Tree, i: int, last: int) -> Iterator[int]:
    """Give the verbs right of an instrument that may speak of it: a participle, a relative clause, its predicate."""
    for k in range(last + 1, min(len(tree.nodes), last + 22)):
        node = tree.nodes[k]
        between = {tree.text(n) for n in range(last + 1, k)}
        if node.tag.startswith("VB") and node.rel.split(":")[0] not in {"aux", "cop"}:
            relative = bool(between & {"which", "that"})
            if k == last + 1 or relative or node.rel.startswith("acl") or node.tag == "VBN" or lemma(tree, k) in TURNS:
                yield k
            if not relative and k > last + 1 and not node.rel.startswith("acl"):
                break
        if tree.text(k) == "force" and tree.text(k - 1) == "in":
            yield k
            break


def _before(tree: Tree, i: int, first: int) -> Iterator[int]:
    """Give the verb or noun left of an instrument that may speak of it: "signed X and Y", "the signing of X"."""
    for k in range(first - 1, max(-1, first - 60), -1):
        node = tree.nodes[k]
        if node.tag in {"WDT", "WP", "WRB"} or tree.text(k) in {".", ";", ":"}:
            break
        if node.tag.startswith("NN") and k not in tree.mentions and tree.text(k + 1) == "of" and lemma(tree, k) in {"signing", "adoption", "conclusion", "ratification", "signature", "issuance", "publication"}:
            yield k
            break
        if tree.is_verb(k) or (node.tag in {"VBG", "VBN", "VBD", "VB"} and node.rel.split(":")[0] not in {"aux", "cop", "amod"}):
            yield k
            if node.tag in {"VBD", "VBZ", "VBP", "VB", "VBN", "VBG"}:
                break


def _status_of(tree: Tree, k: int, talk: Discourse) -> str | None:
    word = lemma(tree, k)
    following = tree.text(k + 1) if k + 1 < len(tree.nodes) else ""
    if word == "force" or (word in {"enter", "come", "remain", "take"} and following in {"into", "in", "effect"}):
        return "in force" if word == "force" or mode_of(tree, k, talk.lexicon)[0] == "occurred" else "planned"
    for status in ("signed", "adopted", "issued"):
        if talk.lexicon.among(f"instrument-{status}", word):
            return _in_mode(tree, k, status, talk)
    if talk.lexicon.among("instrument-planned", word):
        return "planned"
    return None


def _in_mode(tree: Tree, k: int, status: str, talk: Discourse) -> str:
    if not tree.nodes[k].tag.startswith("VB"):
        return status
    mode, _, negated, _ = mode_of(tree, k, talk.lexicon)
    near = {tree.text(n) for n in range(max(0, k - 4), k)}
    if mode in PREMATURE or (near & {"to", "will", "could", "may", "should", "would", "must"} and tree.nodes[k].tag in {"VB", "VBN"} and not near & {"after"}):
        return "planned"
    return "mentioned" if negated or mode != "occurred" else status


def _sought(tree: Tree, first: int, talk: Discourse) -> bool:
    """Say whether an instrument is only sought: "talks on a trade agreement", "negotiations for", "work on a draft"."""
    k = first - 1
    while k >= 0 and tree.nodes[k].tag in {"DT", "IN", "JJ", "TO"}:
        k -= 1
    return k >= 0 and k < first - 1 and talk.lexicon.among("instrument-sought", lemma(tree, k))


def _is_reached(tree: Tree, i: int, carrier: int | None, proper: bool) -> bool:
    """Say whether "agreement" only says that sides agree: "reached an agreement", "in agreement"."""
    if lemma(tree, i) not in {"agreement", "deal", "arrangement", "understanding"} or proper:
        return False
    if _text(tree, i - 1) in {"in", "reach", "reached", "mutual"}:
        return True
    near = [lemma(tree, k) for k in range(max(0, i - 6), i) if tree.nodes[k].tag.startswith("VB")]
    if near and near[-1] in {"reach", "come", "strike", "find", "achieve", "clinch"}:
        return True
    after = [lemma(tree, k) for k in range(i + 1, min(len(tree.nodes), i + 5)) if tree.nodes[k].tag.startswith("VB")]
    return bool(after) and after[0] in {"reach"} and tree.nodes[i].tag == "NN"


def _reached(tree: Tree, i: int) -> bool:
    """Say whether several agreements are told by their occasion: "the agreements reached at the summit"."""
    return tree.nodes[i].tag == "NNS" and _text(tree, i + 1) in {"reached", "achieved"}


def _stands(paper: Paper) -> bool:
    """Say whether a mention without news is still an instrument of its own: it has parties, or a kind and a matter."""
    if paper.kind == "joint statement" or len(paper.values) >= 2:
        return True
    matter = paper.last > paper.head and _text(paper.tree, paper.head + 1) in {"on", "of"}
    return paper.kind in {"memorandum", "declaration", "protocol"} and matter


def _own_parties(tree: Tree, i: int, first: int, last: int, company: Company) -> list[Ref]:
    """Give the parties inside the words of an instrument: states before it, "between X and Y", "with X"."""
    out: list[Ref] = []
    for k in range(first, i + 1):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol in "SDG" and k != i:
            out += company.refs(tree, k)
    if first > 0 and tree.nodes[first - 1].tag == "POS" and first - 2 in tree.mentions:
        out += company.refs(tree, first - 2)
    k, joined = i + 1, _reached(tree, i)
    while k < len(tree.nodes) and k < i + 40:
        word = tree.text(k)
        if k == i + 1 and joined:
            k += 1
            continue
        if k > i + 1 and kind_of(tree, k, company.talk) is not None:
            break
        if word in {"between", "with", "among"}:
            joined = True
        elif word in {".", ";"} or (tree.nodes[k].tag.startswith("VB") and k not in tree.mentions and k > last + 1):
            break
        elif joined and k in tree.mentions and _symbol(tree, k) in "SDCGPO":
            out += company.refs(tree, k)
        elif joined and tree.nodes[k].tag.startswith("NN") and not _reached(tree, i):
            out += company.refs(tree, k)
        elif word in {"on", "for"} and joined:
            break
        k += 1
    return unique(r for r in out if r.value)


def _symbol(tree: Tree, k: int) -> str:
    piece = tree.mentions.get(k)
    return piece.symbol if isinstance(piece, Piece) else ""


def _parties(tree: Tree, paper: Paper, company: Company) -> list[Ref]:
    """Give the parties of an instrument: its own, those who sign it, those at the table."""
    own = paper.parties
    if len(own) >= 2:
        return own
    signers: list[Ref] = []
    if paper.carrier is not None and tree.nodes[paper.carrier].tag.startswith("VB"):
        signers = [r for r in company.signers(tree, paper.carrier) if r.value]
    both = unique([*own, *signers])
    if len(both) >= 2:
        return both
    table = company.table()
    if both and both[0].value in values(table) and (not own or paper.status != "mentioned"):
        return table
    if len(both) == 1 and not paper.proper and not _reached(tree, paper.head):
        return company.joined(both[0]) or both
    if not both and (paper.kind == "joint statement" or paper.status != "mentioned") and not paper.proper:
        return table
    if not both and paper.status in {"signed", "issued", "adopted"}:
        return table
    return both


def _date(tree: Tree, paper: Paper, calendar: Calendar) -> Said | None:
    """Give the date of an instrument: inside its name ("of 7 September 1974"), else of the verb that carries it."""
    for k in range(paper.last + 1, min(len(tree.nodes), paper.last + 3)):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and piece.symbol == "Y" and tree.text(k - 1) == "of":
            return date_of(tree, k, calendar, "past")
    if paper.status == "mentioned" and not _reached(tree, paper.head):
        return None
    verb = paper.carrier if paper.carrier is not None else paper.head
    tense = "future" if paper.status == "planned" else "past"
    found = date_of(tree, verb, calendar, tense) or (due_of(tree, verb, calendar) if tense == "future" else None)
    for _ in range(4):
        if found is not None or tree.nodes[verb].rel != "conj" or tree.nodes[verb].head < 0:
            break
        verb = tree.nodes[verb].head
        found = date_of(tree, verb, calendar, tense)
    return Said(found.value.removesuffix("/.."), found.span) if found is not None else None


def due_of(tree: Tree, i: int, calendar: Calendar) -> Said | None:
    """Give the deadline that belongs to the clause of node i: "by the end of the year"."""
    for k in sorted(tree.mentions, key=lambda k: (tree.distance(i, k), k)):
        piece = tree.mentions[k]
        if isinstance(piece, Piece) and isinstance(piece.mention, DateMention) and piece.mention.kind == "deadline":
            value = calendar.resolve(piece.mention, "future")
            if value is not None and tree.distance(i, k) <= 5:
                return Said(value, Span(piece.start, piece.end))
    return None
