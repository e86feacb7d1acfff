"""Relationships: the standing ties between parties - diplomatic relations, partnerships, alliances, neighbours.

Comes in: a tree and the company. Goes out: `facts.Relationship` rows, with the date since when they stand if the text says
or implies it ("30th anniversary of diplomatic relations").
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from relgraph.facts import Argument, Evidence, Relationship, Span
from relgraph.lexicon import Lexicon
from relgraph.reading.clauses import mode_of, subjects_of
from relgraph.reading.company import Company, said, unique, values
from relgraph.reading.dates import DateMention
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Ref
from relgraph.reading.timing import Calendar, Said, date_of
from relgraph.reading.trees import Tree

NEIGHBOURS = frozenset({"neighbour", "neighbor"})
NEIGHBOURING = frozenset({"neighbouring", "neighboring"})
JOINING = frozenset({"between", "with", "of", "to", "and", "among", "for"})
TAGS = ("JJ", "NN", "VBN")


def relationships(tree: Tree, company: Company, calendar: Calendar) -> Iterator[Relationship]:
    """Give the standing ties that a sentence names."""
    for node in tree.nodes:
        i = node.index
        if not company.talk.lexicon.among("tie", _word(tree, i)) or _ended(tree, i, company):
            continue
        kind, first = _kind(tree, i, company)
        if kind is None:
            continue
        for between in _sides(tree, i, kind, company):
            if len(values(between)) >= 2:
                start = None if kind == "neighbours" else since(tree, i, calendar, company.talk.lexicon)
                yield _row(tree, (i, first), kind, between, start)


def merged(rows: Iterable[Relationship]) -> list[Relationship]:
    """Keep one row for each kind and pair, with the date of whichever mention has it."""
    kept: dict[tuple[str, frozenset[str]], Relationship] = {}
    for row in rows:
        key = (row.kind, frozenset(row.between))
        if key not in kept or (kept[key].since is None and row.since is not None):
            kept[key] = row
    named = {frozenset(r.between) for r in kept.values() if r.kind.endswith(" partnership")}
    return [r for r in kept.values() if r.kind != "partnership" or frozenset(r.between) not in named]


def _row(tree: Tree, words: tuple[int, int], kind: str, between: list[Ref], start: Said | None) -> Relationship:
    i, first = words
    span = Span(tree.nodes[first].start, tree.nodes[i].end)
    arguments = [Argument("kind", kind, span), *said("between", between)]
    if start is not None:
        arguments.append(Argument("since", start.value, start.span))
    return Relationship(
        between=tuple(r.value for r in between if r.value is not None),
        kind=kind,
        since=start.value if start else None,
        evidence=Evidence(tree.span, "relationship", tuple(dict.fromkeys(arguments))),
    )


def _word(tree: Tree, i: int) -> str:
    piece = tree.mentions.get(i)
    if isinstance(piece, Piece):
        known = piece.name is not None or piece.symbol not in "GP"
        return "" if known else piece.text.lower().split()[-1]
    return lemma(tree, i).rstrip("s") if tree.nodes[i].tag == "NNPS" else lemma(tree, i)


def _ended(tree: Tree, i: int, company: Company) -> bool:
    """Say whether the text ends or denies a tie: "severed relations", "has no diplomatic relations"."""
    lexicon = company.talk.lexicon
    if any(tree.text(k) in {"no", "without", "any", "neither"} for k in range(max(0, i - 3), i)):
        return True
    above = [k for k in [tree.nodes[i].head, *range(max(0, i - 5), i)] if k >= 0]
    return any(
        lexicon.among("tie-ending", lemma(tree, k)) or (tree.is_verb(k) and mode_of(tree, k, lexicon)[0] == "denied")
        for k in above
    )


def _modifiers(tree: Tree, i: int) -> list[int]:
    """Give the adjectives and nouns straight before a noun, from left to right."""
    k = i
    while k > 0:
        node = tree.nodes[k - 1]
        if node.tag in {"``", "''", "HYPH", ","} or tree.text(k - 1) in {"“", "”", '"'}:
            if node.tag == "," and not tree.nodes[k - 2].tag.startswith("JJ"):
                break
        elif node.tag == "CC" and k > 1 and tree.nodes[k - 2].tag.startswith(TAGS) and tree.nodes[k].tag.startswith("JJ"):
            pass
        elif not node.tag.startswith(TAGS) or k - 1 in tree.mentions:
            break
        k -= 1
    return [n for n in range(k, i) if tree.nodes[n].tag.startswith(TAGS)]


def _kind(tree: Tree, i: int, company: Company) -> tuple[str | None, int]:
    """Give the kind of tie that a noun heads with its modifiers, and where its words begin."""
    word, modifiers = _word(tree, i), _modifiers(tree, i)
    texts = [tree.text(k) for k in modifiers]
    lexicon = company.talk.lexicon
    if word in {"relation", "tie"}:
        for name in ("diplomatic", "consular"):
            if name in texts:
                return f"{name} relations", modifiers[texts.index(name)]
        return None, i
    if word == "partnership":
        return _partnership(tree, i, modifiers, company)
    if word == "partner":
        kept = [k for k in modifiers if lexicon.among("partnership-adjective", tree.text(k))]
        if any(lexicon.among("partner-adjective", tree.text(k)) for k in kept):
            return " ".join([*(tree.text(k) for k in kept), "partnership"]), kept[0]
        return None, i
    if word in {"alliance", "ally"} and not (tree.nodes[i].rel == "compound"):
        return "alliance", i
    if word in NEIGHBOURS or (word in NEIGHBOURING and tree.nodes[i].tag in {"JJ", "VBG"}):
        return "neighbours", i
    return None, i


def _partnership(tree: Tree, i: int, modifiers: list[int], company: Company) -> tuple[str | None, int]:
    """Give "comprehensive strategic partnership", or a named one ("Duavata Partnership"), with its words in order."""
    piece = tree.mentions.get(i)
    if isinstance(piece, Piece):
        return piece.text, i
    lexicon = company.talk.lexicon
    if tree.nodes[i].text[:1].isupper() and _text(tree, i + 1) == "for":
        return None, i
    if tree.nodes[i].text[:1].isupper() and modifiers and tree.nodes[modifiers[-1]].text[:1].isupper():
        if not any(lexicon.among("partnership-adjective", tree.text(k)) for k in modifiers):
            names = [k for k in modifiers if tree.nodes[k].text[:1].isupper()]
            return " ".join(tree.nodes[k].text for k in [*names, i]), names[0]
    kept = [k for k in modifiers if lexicon.among("partnership-adjective", tree.text(k))]
    aimed = lexicon.among("tie-aiming", lemma(tree, tree.nodes[i].head)) if tree.nodes[i].head >= 0 else False
    if aimed and any(tree.text(k) == "to" for k in range(i + 1, min(len(tree.nodes), i + 3))):
        return None, i
    return " ".join([*(tree.text(k) for k in kept), "partnership"]), kept[0] if kept else i


def _text(tree: Tree, i: int) -> str:
    return tree.text(i) if 0 <= i < len(tree.nodes) else ""


def _sides(tree: Tree, i: int, kind: str, company: Company) -> Iterator[list[Ref]]:
    """Give the parties of a tie: "between A and B", "A's ally B", "A is an ally of B", else those at the table."""
    if kind == "neighbours":
        yield from _neighbours(tree, i, company)
        return
    if kind == "alliance":
        yield _allies(tree, i, company)
        return
    own = company.around(tree, i) + _after(tree, i, company)
    if len(values(own)) < 2:
        own += _subjects(tree, i, company)
    own = unique(own)
    if len(own) >= 2:
        yield own
    elif kind == "partnership" and not own and not _owned(tree, i):
        return
    else:
        yield company.joined(own[0]) if own else company.table()


def _owned(tree: Tree, i: int) -> bool:
    return any(tree.text(k) in {"our", "their", "the"} for k in tree.children(i, "nmod:poss", "det")) and bool(
        tree.children(i, "nmod", "nmod:poss")
    )


def _after(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give the parties in the words right of a tie: "between A and B", "with A"."""
    out: list[Ref] = []
    joined = False
    for k in range(i + 1, min(len(tree.nodes), i + 18)):
        word = tree.text(k)
        if word in {"between", "with", "of", "to", "among"}:
            joined = True
        elif (tree.nodes[k].tag.startswith("VB") and k not in tree.mentions) or word in {".", ";", "in", "on", "that", "which"}:
            break
        elif joined and (k in tree.mentions or tree.nodes[k].tag.startswith("NN")):
            out += company.refs(tree, k)
    return out


def _subjects(tree: Tree, i: int, company: Company) -> list[Ref]:
    out: list[Ref] = []
    node = tree.nodes[i]
    if tree.child(i, "cop") is not None or node.head < 0:
        out += [r for s in tree.children(i, "nsubj") for c in tree.coordinates(s) for r in company.refs(tree, c)]
    for k in tree.ancestors(i):
        if tree.is_verb(k):
            out += [r for s in subjects_of(tree, k) for c in tree.coordinates(s) for r in company.refs(tree, c)]
            out += [r for n in tree.children(k, "obl") if tree.case(n) == "with" for r in company.refs(tree, n)]
            break
    return out


def _allies(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give an ally and whose ally it is; "the US and its NATO allies" names no pair."""
    node = tree.nodes[i]
    own = unique(company.around(tree, i) + _after(tree, i, company))
    if node.rel == "appos" and node.head >= 0:
        own = unique([*company.refs(tree, node.head), *own])
    elif node.tag == "NN" and len(values(own)) < 2:
        own = unique([*_subjects(tree, i, company), *_object(tree, i, company), *own])
    named = [r for k in tree.children(i, "appos", "flat") for r in company.refs(tree, k)]
    own = unique([*own, *named])
    if _word(tree, i) == "alliance" and len(own) < 2:
        return company.table() if not own or own[0].value in values(company.table()) else []
    if node.tag == "NNS" and len(own) < 2 and tree.child(i, "cop") is not None:
        return company.table()
    return own if node.tag == "NN" and len(own) == 2 or all(len(v) == 3 for v in values(own)) else []


def _object(tree: Tree, i: int, company: Company) -> list[Ref]:
    """Give the object that is called an ally: "considers Mexico as a strategic ally"."""
    head = tree.nodes[i].head
    if head < 0 or tree.case(i) != "as":
        return []
    return [r for k in tree.children(head, "obj") for r in company.refs(tree, k)]


def _neighbours(tree: Tree, i: int, company: Company) -> Iterator[list[Ref]]:
    """Give pairs of neighbours: "the two neighbours", "its neighbour X", "neighbouring X", "neighbours such as X and Y"."""
    node = tree.nodes[i]
    owners = [r for k in tree.children(i, "nmod:poss") for r in company.refs(tree, k)]
    if _word(tree, i) in NEIGHBOURING:
        named = _listed(tree, i, node.head if node.head >= 0 else i, company)
    elif {"two", "both"} & {tree.text(k) for k in tree.children(i, "nummod", "det")}:
        yield company.table()
        return
    else:
        named = [r for k in [*tree.children(i, "appos", "flat", "compound"), *([node.head] if node.rel in {"appos", "compound", "flat"} else [])] for r in company.refs(tree, k)]
        named += _after(tree, i, company) or _listed(tree, i, i, company)
        if tree.child(i, "cop") is not None:
            subjects = _subjects(tree, i, company)
            named = named or subjects
            owners = owners or subjects
    named = [r for r in unique(named) if len(r.value or "") == 3]
    home = unique(owners) or [r for r in company.topic_state(tree, i)]
    if len(values([*home[:1], *named])) == 2 and not named:
        yield home
    for other in named:
        if home and other.value != home[0].value and len(home[0].value or "") == 3:
            yield [home[0], other]
    if not named and len(home) == 2:
        yield home


def _listed(tree: Tree, i: int, head: int, company: Company) -> list[Ref]:
    """Give the states that a neighbour noun lists: "neighbouring Chad", "neighbouring markets, such as A and B"."""
    out: list[Ref] = []
    for k in range(i + 1, min(len(tree.nodes), i + 12)):
        if k in tree.mentions and _symbol(tree, k) in {"S", "C"}:
            out += company.refs(tree, k)
        elif not (tree.text(k) in {",", "such", "as", "like", "and", "including", "(", "namely"} or (not out and tree.nodes[k].tag.startswith("NN"))):
            break
    return out


def _symbol(tree: Tree, k: int) -> str:
    piece = tree.mentions.get(k)
    return piece.symbol if isinstance(piece, Piece) else ""


def since(tree: Tree, i: int, calendar: Calendar, lexicon: Lexicon) -> Said | None:
    """Give the date since when a tie stands: when it was founded or raised, "since 2013", or from an anniversary."""
    derived = _from_anniversary(tree, i, calendar)
    if derived is not None:
        return derived
    for k in [i, *tree.ancestors(i)]:
        for n in tree.mentions:
            piece = tree.mentions[n]
            if isinstance(piece, Piece) and isinstance(piece.mention, DateMention) and piece.mention.kind == "since" and n in set(tree.subtree(k)):
                value = calendar.resolve(piece.mention, "past")
                return Said(value.split("/")[0], Span(piece.start, piece.end)) if value else None
        if tree.is_verb(k):
            break
    return _founded(tree, i, calendar, lexicon)


def _founded(tree: Tree, i: int, calendar: Calendar, lexicon: Lexicon) -> Said | None:
    for k in [i, *tree.ancestors(i)]:
        if lexicon.among("tie-raising", lemma(tree, k)) and k != i:
            found = date_of(tree, k, calendar, "past") if tree.is_verb(k) else date_of(tree, k, calendar, "past")
            if found is None and tree.nodes[k].rel.startswith("acl") and tree.nodes[k].head >= 0:
                found = date_of(tree, tree.nodes[k].head, calendar, "past")
            return replace(found, value=found.value.split("/")[0]) if found is not None else None
        if tree.is_verb(k) and k != i:
            return None
    return None


def _from_anniversary(tree: Tree, i: int, calendar: Calendar) -> Said | None:
    """Give the founding date that an anniversary implies: the 30th on 2 March 2022 means 2 March 1992."""
    for k in tree.ancestors(i):
        if lemma(tree, k) != "anniversary":
            continue
        number = next((_number(tree, n) for n in [*tree.children(k, "amod", "nummod", "compound"), k - 1, k - 2] if _number(tree, n)), None)
        if number is None:
            return None
        day = date_of(tree, k, calendar, None)
        value = day.value if day else (calendar.published or "").rstrip("~?%")[:4]
        span = day.span if day else tree.words(k)
        year = value[:4]
        if not year.isdecimal() or "/" in value:
            return None
        return Said(f"{int(year) - number:04d}{value[4:].rstrip('~')}", span)
    return None


def _number(tree: Tree, k: int) -> int | None:
    piece = tree.mentions.get(k)
    return piece.mention if isinstance(piece, Piece) and piece.symbol == "#" and isinstance(piece.mention, int) else None
