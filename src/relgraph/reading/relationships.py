"""Relationships: the standing ties between parties - diplomatic relations, partnerships, alliances, neighbours.

Comes in: a tree and the company. Goes out: `facts.Relationship` rows, with the date since when they stand if the text
says or implies it ("30th anniversary of diplomatic relations").
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from relgraph.facts import Argument, Evidence, Relationship, Span
from relgraph.lexicon import Lexicon
from relgraph.reading.company import Company, said, values
from relgraph.reading.dates import DateMention
from relgraph.reading.discourse import Ref
from relgraph.reading.extents import kind_of
from relgraph.reading.modality import FUTURE, mode_of
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.sides import NEIGHBOURING, NEIGHBOURS, sides_of, symbol_of, text_of, word_of
from relgraph.reading.subjects import subjects_of
from relgraph.reading.timing import Calendar, Said, date_of
from relgraph.reading.trees import Tree

TAGS = ("JJ", "NN", "VBN")


def relationships(tree: Tree, company: Company, calendar: Calendar) -> Iterator[Relationship]:
    """Give the standing ties that a sentence names."""
    yield from bordering(tree, company)
    for node in tree.nodes:
        i = node.index
        if not company.talk.lexicon.among("tie", word_of(tree, i)) or _ended(tree, i, company):
            continue
        kind, first = _kind(tree, i, company)
        if kind is None:
            continue
        for between in sides_of(tree, i, kind, company):
            if len(values(between)) >= 2:
                start = None if kind == "neighbours" else since(tree, i, calendar, company.talk.lexicon)
                yield _row(tree, (i, first), kind, between, start)


def bordering(tree: Tree, company: Company) -> Iterator[Relationship]:
    """Give the neighbours that a verb tells of: "A borders B", "A shares a border with B and C"."""
    for i in filter(tree.is_verb, range(len(tree.nodes))):
        line = [k for k in tree.children(i, "obj") if tree.stems[k] in {"border", "frontier"}]
        if tree.stems[i] == "border":
            across = tree.children(i, "obj")
        elif tree.stems[i] == "share" and line:
            across = [k for n in (i, line[0]) for k in tree.children(n, "obl", "nmod") if tree.case(k) == "with"]
        else:
            continue
        if mode_of(tree, i, company.talk.lexicon)[0] != "occurred":
            continue
        home, other = (_lands(tree, nodes, company) for nodes in (subjects_of(tree, i), across))
        pairs = [home] if not other and len(home) == 2 else [[a, b] for a in home for b in other]
        yield from (_row(tree, (i, i), "neighbours", pair, None) for pair in pairs if len(values(pair)) == 2)


def _lands(tree: Tree, nodes: Iterable[int], company: Company) -> list[Ref]:
    """Give the states that some nodes name, with what is joined to them."""
    joined = [c for k in nodes for c in tree.coordinates(k) if symbol_of(tree, c) in {"S", ""}]
    return [r for c in joined for r in company.refs(tree, c) if len(r.value or "") == 3]


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


def _ended(tree: Tree, i: int, company: Company) -> bool:
    """Say whether the text ends, denies or only wishes a tie: "severed relations", "hopes for relations"."""
    lexicon = company.talk.lexicon
    if any(tree.text(k) in {"no", "without", "any", "neither"} for k in range(max(0, i - 3), i)):
        return True
    over = tree.ancestors(i)[:1]
    over += [tree.nodes[k].head for k in over if tree.bases[k] == "xcomp"]
    if any(lexicon.among("tie-wishing", lemma(tree, k)) for k in over):
        return True
    verb = tree.nodes[i].head
    if verb >= 0 and tree.case(i) == "to" and any(tree.text(k) in FUTURE for k in tree.children(verb, "aux")):
        return True  # "will raise their relations to a partnership"
    start = next((k for k in range(i - 1, max(-1, i - 6), -1) if tree.text(k) == "that"), max(0, i - 5))
    above = [k for k in [tree.nodes[i].head, *range(start, i)] if k >= 0]
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
        elif (
            node.tag == "CC" and k > 1 and tree.nodes[k - 2].tag.startswith(TAGS) and tree.nodes[k].tag.startswith("JJ")
        ):
            pass
        elif not node.tag.startswith(TAGS) or (k - 1 in tree.mentions and symbol_of(tree, k - 1) not in {"#", "R"}):
            break
        k -= 1
    return [n for n in range(k, i) if tree.nodes[n].tag.startswith(TAGS)]


def _kind(tree: Tree, i: int, company: Company) -> tuple[str | None, int]:
    """Give the kind of tie that a noun heads with its modifiers, and where its words begin."""
    word, modifiers = word_of(tree, i), _modifiers(tree, i)
    if i + 1 < len(tree.nodes) and kind_of(tree, i + 1, company.talk) is not None:
        return None, i  # "a partnership agreement" is a paper
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
    if word in {"alliance", "ally"} and tree.nodes[i].rel != "compound":
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
    if tree.nodes[i].text[:1].isupper() and text_of(tree, i + 1) == "for":
        return None, i
    names = [k for k in modifiers if tree.nodes[k].text[:1].isupper()] if tree.nodes[i].text[:1].isupper() else []
    if names and not all(lexicon.among("partnership-adjective", tree.text(k)) for k in modifiers):
        return " ".join(tree.nodes[k].text for k in [*names, i]), names[0]
    kept = [k for k in modifiers if lexicon.among("partnership-adjective", tree.text(k))]
    aimed = lexicon.among("tie-aiming", lemma(tree, tree.nodes[i].head)) if tree.nodes[i].head >= 0 else False
    if aimed and any(tree.text(k) == "to" for k in range(i + 1, min(len(tree.nodes), i + 3))):
        return None, i
    return " ".join([*(tree.text(k) for k in kept), "partnership"]), kept[0] if kept else i


def since(tree: Tree, i: int, calendar: Calendar, lexicon: Lexicon) -> Said | None:
    """Give the date since when a tie stands: when it was founded or raised, "since 2013", or from an anniversary."""
    derived = _from_anniversary(tree, i, calendar)
    if derived is not None:
        return derived
    for k in [i, *tree.ancestors(i)]:
        for n in tree.mentions:
            piece = tree.mentions[n]
            if (
                isinstance(piece, Piece)
                and isinstance(piece.mention, DateMention)
                and piece.mention.kind == "since"
                and n in set(tree.subtree(k))
            ):
                value = calendar.resolve(piece.mention, "past")
                return Said(value.split("/")[0], Span(piece.start, piece.end)) if value else None
        if tree.is_verb(k):
            break
    return _founded(tree, i, calendar, lexicon)


def _founded(tree: Tree, i: int, calendar: Calendar, lexicon: Lexicon) -> Said | None:
    for k in [i, *tree.ancestors(i)]:
        if lexicon.among("tie-raising", lemma(tree, k)) and k != i:
            found = _own_date(tree, k, calendar)
            above = tree.nodes[k].head
            if found is None and above >= 0 and tree.nodes[k].rel.split(":")[0] in {"acl", "xcomp"}:
                found = _own_date(tree, above, calendar)
            return replace(found, value=found.value.split("/")[0]) if found is not None else None
        if tree.is_verb(k) and k != i:
            return None
    return None


def _own_date(tree: Tree, k: int, calendar: Calendar) -> Said | None:
    """Give the date of a verb, unless it dates something named in its clause ("the agreement of 2001")."""
    found = date_of(tree, k, calendar, "past")
    if found is None:
        return None
    dated = next((n for n in sorted(tree.mentions) if tree.nodes[n].start == found.span.start), None)
    return None if dated is not None and text_of(tree, dated - 1) == "of" else found


def _from_anniversary(tree: Tree, i: int, calendar: Calendar) -> Said | None:
    """Give the founding date that an anniversary implies: the 30th on 2 March 2022 means 2 March 1992."""
    for k in tree.ancestors(i):
        if lemma(tree, k) != "anniversary":
            continue
        number = next(
            (
                _number(tree, n)
                for n in [*tree.children(k, "amod", "nummod", "compound"), k - 1, k - 2]
                if _number(tree, n)
            ),
            None,
        )
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
    return (
        piece.mention if isinstance(piece, Piece) and piece.symbol == "#" and isinstance(piece.mention, int) else None
    )
