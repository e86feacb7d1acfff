"""Topics: what parties discuss, contract on or want to work on.

Comes in: a tree and the company. Goes out: `facts.Topic` rows. A topic word counts only in reach of a word of talking,
working together, agreeing or stressing (the anchors of ontology/topic-words.ttl).
"""

from collections.abc import Iterable, Iterator, Sequence

from relgraph.facts import Argument, Evidence, Span, Topic
from relgraph.reading.clauses import is_main
from relgraph.reading.company import TOGETHER, Company, said, unique, values
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.drafts import Draft
from relgraph.reading.instruments import Paper
from relgraph.reading.phrases import leftwards, lemma, rightwards
from relgraph.reading.pieces import Piece
from relgraph.reading.reports import Report
from relgraph.reading.sides import symbol_of, with_strangers
from relgraph.reading.subjects import subjects_of
from relgraph.reading.topicwords import Found, phrase, topic_words
from relgraph.reading.trees import Tree

#: The classes of anchors, strongest first.
ANCHORS = ("talking", "talking-noun", "working", "agreeing", "furthering", "stating")
#: How many words to the right an anchor reaches.
REACH = {"talking": 60, "talking-noun": 60, "working": 40, "agreeing": 40, "furthering": 25, "stating": 40}
#: After these, "that" and a finite verb go on saying what is talked about.
THROUGH = frozenset({"that"})
ABOUT = frozenset(
    {
        "on",
        "about",
        "regarding",
        "concerning",
        "over",
        "for",
        "to",
        "in",
        "including",
        "of",
        "around",
        "covering",
        "focusing",
        "with",
    }
)
MATTER = frozenset({"on", "about", "regarding", "concerning", "over", "devoted", "dedicated"})
#: Acts that carry what they are about: "pledged $35 million for hospitals", "sent relief supplies".
CARRIED = frozenset({"Agree", "Aid", "Cooperate"})
#: Topics that two owners of a word do not share by owning it ("the Chad-Sudan border", "the war between A and B").
CONTESTED = frozenset({"border", "regional stability", "security", "law", "defence", "migration"})
NAMED = frozenset(
    {
        "dialogue",
        "forum",
        "council",
        "initiative",
        "ministry",
        "minister",
        "committee",
        "summit",
        "day",
        "week",
        "act",
        "fund",
        "agency",
        "centre",
        "center",
        "commission",
        "group",
    }
)
RELATIVES = frozenset({"which", "that", "under", "calling", "is", "are", "was", "were", "will", "would"})
WITHIN = frozenset({"within", "in", "of", "inside", "through", "and", ",", "with", "including"})


def topics(tree: Tree, company: Company, papers: Sequence[Paper], reports: Sequence[Report]) -> Iterator[Topic]:
    """Give the topics of a sentence; `papers` are the instruments that it names, `reports` its acts."""
    words = list(topic_words(tree, company.talk))
    if not words:
        return
    for near, between in _reaches(tree, company, papers, reports):
        if len(values(between)) > 1:
            yield from (topic(tree, w, between) for w in words if w.first in near and w.last in near)
    for word in words:
        between = company.around(tree, word.last) if word.topic not in CONTESTED else []
        if len(values(between)) > 1 and not tree.children(word.last, "nmod:poss"):
            yield topic(tree, word, unique(between))


def listed(tree: Tree, between: list[Ref], talk: Discourse) -> Iterator[Topic]:
    """Give the topics of a line that is an item of a list of fields."""
    return (topic(tree, word, between) for word in topic_words(tree, talk))


def _reaches(
    tree: Tree, company: Company, papers: Sequence[Paper], reports: Sequence[Report]
) -> Iterator[tuple[set[int], list[Ref]]]:
    """Give stretches of a sentence with those who share what is said there."""
    for paper in papers:
        yield set(range(paper.first, paper.last + 1)), paper.parties
        if not paper.proper and paper.status in {"signed", "planned", "adopted"}:
            yield set(rightwards(tree, paper.last, 40, RELATIVES)), paper.parties
        elif tree.nodes[paper.head].rel.startswith("nsubj") and _contracts(tree, paper.head, company.talk):
            yield set(rightwards(tree, tree.nodes[paper.head].head, 40)), paper.parties or company.table()
    for report in reports:
        draft = report.draft
        if draft.clause.tree is tree and _carries(draft, company):
            apart = {tree.nodes[k].start for k in tree.mentions if _apart(tree, k, company.talk)}
            yield (
                set(_reached(tree, rightwards(tree, draft.clause.head, 25), company.talk)),
                unique([*draft.actors, *(r for r in draft.recipients if r.span.start not in apart)]),
            )
    for i, kind in anchors(tree, company.talk):
        near = {k for k in reach(tree, i, kind, company.talk) if not _in_name(tree, k)} | (
            {i} if kind == "working" else set()
        )
        yield near, _between(tree, (i, kind), near, company)


def _carries(draft: Draft, company: Company) -> bool:
    """Say whether an act is of a field that its parties share: a promise, help, or a wish to work together."""
    tree = draft.clause.tree
    if _negated(tree, draft.clause.head):
        return False
    if draft.type == "Agree":
        return True
    if draft.type == "Request":
        below = tree.children(draft.clause.head, "xcomp", "ccomp", "acl")
        return any(company.talk.lexicon.among("topic-inviting", lemma(tree, k)) for k in below)
    return draft.type in CARRIED and is_main(tree, draft.clause.head) and draft.values <= values(company.table())


def _contracts(tree: Tree, i: int, talk: Discourse) -> bool:
    head = tree.nodes[i].head
    return head >= 0 and talk.lexicon.among("contracting", lemma(tree, head))


def _in_name(tree: Tree, k: int) -> bool:
    """Say whether a word is part of a capitalised name: "Strategic and Defense Dialogue"."""
    if k + 1 >= len(tree.nodes) or k == 0 or not tree.nodes[k].text[:1].isupper():
        return False
    following = tree.nodes[k + 1]
    return (
        following.tag.startswith("NNP")
        and following.text[:1].isupper()
        and k + 1 not in tree.mentions
        and lemma(tree, k + 1) in NAMED
    )


def topic(tree: Tree, word: Found, between: list[Ref]) -> Topic:
    """Give the fact of a topic."""
    span = Span(tree.nodes[word.first].start, tree.nodes[word.last].end)
    arguments = (Argument("topic", word.topic, span), *said("between", between))
    names = tuple(dict.fromkeys(r.value for r in between if r.value is not None))
    return Topic(
        topic=word.topic, between=names, evidence=Evidence(tree.span, "topic", tuple(dict.fromkeys(arguments)))
    )


def anchors(tree: Tree, talk: Discourse) -> Iterator[tuple[int, str]]:
    """Give the anchors of a sentence with their class."""
    groups_of = talk.lexicon.groups_of
    for i in range(len(tree.nodes)):
        name = lemma(tree, i)
        if i in tree.mentions or talk.lexicon.opened_by(name).isdisjoint(ANCHORS):
            continue
        following = tree.text(i + 1) if i + 1 < len(tree.nodes) else ""
        third = tree.text(i + 2) if i + 2 < len(tree.nodes) else ""
        names = [name, f"{name} {following}", *([f"{name} {third}"] if third != "of" else ())]
        found = frozenset().union(*map(groups_of, names))
        kind = next((kind for kind in ANCHORS if kind in found), None)
        if kind is not None and not _negated(tree, i) and _fits(tree, i, kind, talk):
            yield i, kind


def _negated(tree: Tree, i: int) -> bool:
    kids = tree.children(i, "advmod", "det", "case")
    return any(tree.text(k) in {"not", "n't", "never", "no", "without"} for k in kids)


def _fits(tree: Tree, i: int, kind: str, talk: Discourse) -> bool:
    """Say whether a word stands as an anchor of its class can: not inside a hostile act, not "last month's talks"."""
    tag = tree.nodes[i].tag
    if kind == "talking" and not tag.startswith("VB"):
        return lemma(tree, i) not in {"cover", "concern", "address", "exchange", "raise", "brief"}
    if kind == "talking-noun" and not tag.startswith("NN"):
        return False
    if kind == "talking":
        return _is_talk(tree, i, talk)
    if kind == "working" and tree.nodes[i].rel == "compound" and talk.lexicon.among("topic-thing", lemma(tree, i)):
        return False
    quarrels = [k for k in range(max(0, i - 8), i) if talk.lexicon.among("topic-quarrel", lemma(tree, k))]
    if any(tree.text(k + 1) in {"over", "about", "at", "against"} for k in quarrels):
        return False
    broken = "topic-bar" if kind == "talking-noun" else "topic-break"
    return not any(
        talk.lexicon.among(broken, lemma(tree, k))
        if tree.is_verb(k)
        else k != i and talk.lexicon.among("topic-quarrel", lemma(tree, k))
        for k in [i, *_above(tree, i)]
    )


def _is_talk(tree: Tree, i: int, talk: Discourse) -> bool:
    """Say whether a verb of talking is one here: not "explore for gas", "covers 20 percent", "the cabinet discussed"."""
    name, below = lemma(tree, i), tree.children(i, "obj", "obl", "nsubj:pass")
    if name == "explore" and any(tree.case(k) == "for" for k in below) and not tree.children(i, "obj", "nsubj:pass"):
        return False
    if any(tree.nodes[k].tag == "CD" or symbol_of(tree, k) == "M" for k in below if tree.bases[k] == "obj"):
        return False
    if name == "consider" and (len(tree.children(i, "obj", "iobj")) > 1 or tree.children(i, "xcomp")):
        return False
    subjects = [k for s in subjects_of(tree, i) for k in tree.subtree(s)]
    return not any(talk.lexicon.among("topic-domestic", lemma(tree, k)) for k in subjects if k not in tree.mentions)


def _above(tree: Tree, i: int) -> list[int]:
    """Give the words that govern a node; what it is only joined to by "and" does not."""
    out, here = [], i
    for k in tree.ancestors(i):
        if tree.nodes[here].rel.split(":")[0] != "conj" or not tree.is_verb(here):
            out.append(k)
        here = k
    return out


def reach(tree: Tree, i: int, kind: str, talk: Discourse) -> Iterable[int]:
    """Give the nodes in which topic words count for an anchor."""
    right = _reached(
        tree, rightwards(tree, i, REACH[kind], THROUGH if kind in {"talking", "stating"} else frozenset()), talk
    )
    if kind == "talking":
        return [*_passive_subject(tree, i), *right]
    if kind not in {"talking-noun", "working"}:
        return right
    if talk.lexicon.among("topic-event", lemma(tree, i)):
        return right if right and tree.text(right[0]) in MATTER and tree.nodes[i].tag.startswith("NN") else []
    links = [n for n, k in enumerate(right[:14]) if tree.text(k) in ABOUT]
    return [*leftwards(tree, i), *(right[links[0] :] if links else [])]


def _reached(tree: Tree, nodes: list[int], talk: Discourse) -> list[int]:
    """Cut a stretch where it says on what ground, by what means or why, and no more of what: "based on the law"."""
    for n, k in enumerate(nodes):
        if n > 0 and phrase(tree, k, talk, "topic-ground"):
            return nodes[:n]
    return nodes


def _passive_subject(tree: Tree, i: int) -> list[int]:
    """Give the words of what was discussed: the subject of a passive."""
    return sorted(k for s in tree.children(i, "nsubj:pass") for k in tree.subtree(s))


def _between(tree: Tree, anchor: tuple[int, str], near: set[int], company: Company) -> list[Ref]:
    """Give who shares what an anchor says; a promise to a third party is between the two."""
    i, kind = anchor
    own, table = company.stated(tree, i), company.table()
    verb = tree.clause(i)
    if (kind == "talking" or (len(own) < 2 and company.talk.lexicon.among("talking", lemma(tree, verb)))) and (
        _is_matter(tree, verb)
    ):
        return table
    if kind == "agreeing" and any(k in tree.mentions for k in tree.children(i, "nmod:poss")):
        own = unique(company.around(tree, i))
    loose = kind not in {"talking", "talking-noun", "working"} and company.quarrels()
    if len(own) < 2 and kind == "working" and with_strangers(tree, i, company):
        return []
    if len(own) < 2 and (loose or lemma(tree, i) == "express"):
        return []
    if kind in {"furthering", "stating"}:
        if not company.met or (own and not values(own) & values(table)):
            return own if kind == "furthering" or len(own) > 1 else []
        return table
    if own and values(table) < values(own) and kind != "working":
        return table
    if len(own) < 2 and kind == "agreeing" and not company.met:
        return [own[0], *_beneficiaries(tree, near, own[0], company)] if own else []
    if len(own) == 1 and kind == "agreeing" and own[0].value not in values(table):
        return [own[0], *_beneficiaries(tree, near, own[0], company)]
    return company.parties(tree, i)


def _is_matter(tree: Tree, i: int) -> bool:
    """Say whether the states of a clause are only what is discussed: "the war in A was discussed", by nobody named."""
    partners = (k for k in tree.children(i, "obl", "nmod") if tree.case(k) in TOGETHER | {"by"})
    return bool(tree.children(i, "nsubj:pass")) and not any(partners)


def headed(heading: Tree, tree: Tree, company: Company) -> Iterator[Topic]:
    """Give the topics of a heading ("TRADE.") for the two states that the sentence after it tells of."""
    named = unique(r for k in tree.mentions for r in company.refs(tree, k) if len(r.value or "") == 3 and not r.place)
    table = company.table()
    between = named if len(named) == 2 else table if len(table) == 2 and values(named) <= values(table) else []
    if len(between) == 2 and named:
        yield from listed(heading, list(between), company.talk)


def is_heading(tree: Tree) -> bool:
    """Say whether a line is a heading: one to three words in capitals."""
    words = [n for n in tree.nodes if n.text[:1].isalpha()]
    return 0 < len(words) < 4 and all(n.text.isupper() for n in words) and not tree.mentions


def _beneficiaries(tree: Tree, near: set[int], giver: Ref, company: Company) -> list[Ref]:
    """Give those for whom a party promises something: the states after "in", "to" or "for"."""
    for k in sorted(near):
        if (
            k in tree.mentions
            and tree.case(k) in {"in", "to", "for", "with", "from"}
            and not _apart(tree, k, company.talk)
        ):
            first = k
            while tree.nodes[first].rel == "conj":
                first = tree.nodes[first].head
            named = [first, *tree.children(first, "appos", "nmod:unmarked")]
            found = unique(r for n in named for c in tree.coordinates(n) for r in company.refs(tree, c))
            if values(found) - {giver.value}:
                return [r for r in found if r.value != giver.value]
    return []


def _apart(tree: Tree, k: int, talk: Discourse) -> bool:
    """Say whether a state stands with a word of what parts it from another: "its border with X"."""
    case = tree.children(k, "case")
    near = [tree.nodes[k].head, *(c - 1 for c in case[:1])]
    return any(n >= 0 and talk.lexicon.topics.get(lemma(tree, n), "") in CONTESTED for n in near)


def _of_states(piece: Piece) -> bool:
    """Say whether a piece names a body of states."""
    return piece.symbol == "G" and piece.name is not None and piece.name.sort == "intergovernmental"


def multilateral(tree: Tree, company: Company) -> Iterator[Topic]:
    """Give multilateral cooperation where the company talks of, or works within, an organization."""
    bodies = {k: piece for k, piece in tree.mentions.items() if isinstance(piece, Piece) and _of_states(piece)}
    for i, kind in anchors(tree, company.talk) if bodies else ():
        if kind not in {"talking", "talking-noun", "working"}:
            continue
        near = sorted(reach(tree, i, kind, company.talk))
        for k in near:
            piece = bodies.get(k)
            if piece is None:
                continue
            if tree.bases[k] in {"compound", "amod"} or tree.nodes[k].rel == "nmod:poss":
                if not company.talk.lexicon.among("topic-bodily", lemma(tree, tree.nodes[k].head)):
                    continue
            word = next((tree.text(n) for n in range(k - 1, i, -1) if tree.nodes[n].tag not in {"DT", "JJ"}), "")
            between = company.parties(tree, i)
            if len(values(between)) < 2 or piece.name is None or piece.name.id in values(between):
                continue
            if word in WITHIN or (kind == "talking" and word not in {"by", "from", "against", "at"}):
                yield topic(tree, Found("multilateral cooperation", k, k), between)


def merged(rows: Iterable[Topic]) -> list[Topic]:
    """Keep one row for each topic and company; a company within a larger one on the same topic gives way."""
    kept: list[Topic] = []
    for row in rows:
        mine = set(row.between)
        if any(k.topic == row.topic and mine <= set(k.between) for k in kept):
            continue
        kept = [k for k in kept if not (k.topic == row.topic and set(k.between) < mine)]
        kept.append(row)
    return kept
