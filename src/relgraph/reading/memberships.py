"""Memberships: which states belong to a body, chair it, watch it, founded it or want to join it.

Comes in: a tree with its mentions, and the discourse. Goes out: `facts.Membership` rows. A sentence is written as a
row of lemmas and numbered mentions ("S0 , a G3 member"), and the wordings below are matched against it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from relgraph.facts import Argument, Evidence, Membership, Span
from relgraph.reading.affiliations import RANKS, affiliations
from relgraph.reading.dates import Anchor, DateMention, resolve
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.pieces import Piece
from relgraph.reading.registry import party_of
from relgraph.reading.rolls import called
from relgraph.reading.trees import Tree

STATE = r"(?:the |both |fellow |neighbouring |neighboring )?S\d+"
MANY = rf"(?P<m>{STATE}(?:(?: ,| and| , and| as well as| , as well as| or| &) {STATE})*)"
#: What may stand before the noun of a role.
KIND = (
    "founding|founder|charter|original|full|full-fledged|associate|permanent|non-permanent|new|newest|longtime|key|fellow|"
    "leading|observer|candidate|aspiring|current|rotating|pro tempore|other|active|eu|junior|sole|oldest|youngest|"
    "elected|outgoing|incoming"
)
#: What the names in braces stand for in the wordings of name-words.ttl.
PARTS = {
    "MANY": MANY,
    "WHO": rf"(?:{MANY}|(?P<pro>it|both|they|the two(?: \w+)?|both (?:country|state|nation|side)))",
    "BODY": r"(?:the |this |that )?(?:G\d+ 's )?(?P<g>G\d+(?:(?: ,| and| , and) (?:the )?G\d+)*|bloc|alliance|"
    r"organization|organisation|grouping|union|group|body|association|community|forum)",
    "W": r"(?!not |never |no |then |former |formerly |neither |non- |ex- |leave |quit |without )[a-z][\w'’-]*",
    "ROLE": rf"(?P<role>(?:(?:{KIND}) )*(?:member(?: (?:state|country|nation|government))?|ally|"
    r"observer(?: (?:state|country|member))?|founder|co-founder|candidate(?: (?:state|country|member))?|"
    r"chair|chairman|chairmanship|presidency|chairperson|chair-in-office))(?! (?:state|of parliament))",
    "SEAT": r"(?P<role>(?:presidency|chairmanship|chairpersonship|chair|chairperson-in-office|helm)(?: pro tempore)?)",
    "AIM": r"(?P<role>accession|application|bid|candidacy|candidature|aspiration|ambition|hope|path|quest|drive|"
    r"aspirations|entry|integration)",
    "TALKS": r"(?P<role>(?:membership|accession|entry)(?: \w+)? (?:talk|negotiation|process|bid|application|hope|"
    r"ambition|aspiration|candidacy|perspective|action plan))",
    "AFTER": r"(?! (?:force|troop|mission|statement|exercise|summit|meeting|talk|leader|call|sanction|'s|chief|"
    r"official|operation|committee|commission|council|parliament|delegation|fund|market|envoy))",
}
#: What every body is written as.
BODY = re.compile(r"G\d|bloc|alliance|organi[sz]ation|group|union|body|association|community|forum")
#: Adjectives in -ing, which a lemma would turn into verbs.
PLAIN = frozenset({"founding", "leading", "aspiring", "pending", "rotating", "outgoing", "incoming", "bid", "building"})
#: Roles in the order in which their wordings are tried; "any" leaves the role to the words.
ROLES = ("candidate", "chair", "observer", "founder", "any", "member")


@dataclass(frozen=True, slots=True)
class Wording:
    """A way to say a membership; `role` is None where the matched words tell it."""

    pattern: re.Pattern[str]
    role: str | None
    bodily: bool


@cache
def _wordings(classes: tuple[frozenset[str], ...]) -> tuple[Wording, ...]:
    """Compile the wordings of the lexicon."""
    found: list[Wording] = []
    for role, templates in zip(ROLES, classes, strict=True):
        for template in sorted(templates):
            text = template
            for name, part in PARTS.items():
                text = text.replace(f"{{{name}}}", part)
            pattern = re.compile(rf"(?<![\w'-]){text}(?![\w-])")
            found.append(Wording(pattern, None if role == "any" else role, _bodily(template)))
    return tuple(found)


def _bodily(template: str) -> bool:
    """Say whether a wording always names a body: outside of all brackets, which may hold options."""
    bare, inner = "", template
    while bare != inner:
        bare, inner = inner, re.sub(r"\([^()]*\)", "", inner)
    return "{BODY}" in bare and "|" not in bare


def memberships(tree: Tree, talk: Discourse) -> list[Membership]:
    """Give the roles in bodies that a sentence states, each member, body and role once."""
    found = list(_stated(tree, talk))
    chaired = [
        next(a for a in row.evidence.arguments if a.role == "organization") for row in found if row.role == "chair"
    ]
    talk.chaired = Ref(chaired[-1].value, chaired[-1].span) if chaired else None
    return found


def _stated(tree: Tree, talk: Discourse) -> Iterator[Membership]:
    line, starts = _written(tree)
    seen: set[tuple[str, str]] = set()
    classes = tuple(talk.lexicon.classes.get(f"membership-{role}", frozenset()) for role in ROLES)
    embodied = BODY.search(line) is not None
    told = False
    for wording in _wordings(classes):
        if wording.role in {None, "member"} and not told:
            told = True
            yield from _affiliated(tree, talk, seen)
        if wording.bodily and not embodied:
            continue
        for found in wording.pattern.finditer(line):
            role = wording.role or _role(_group(found, "role") or "member")
            members = list(_members(tree, talk, found))
            if wording.role == "member" and not _group(found, "role") and len(members) < 3:
                continue
            if wording.role is None and _alone(tree, found, starts):
                members = members[-1:]
            for body in _bodies(tree, talk, found, starts):
                yield from _rows(tree, role, members, body, seen, found, starts)
    yield from _chairs(tree, talk, seen)
    for ref, body in called(tree, talk, line):
        if (ref.value, body.value) not in seen:
            yield _membership(tree, "member", ref, body, body.span, None)
    clubs = [k for k, p in sorted(tree.mentions.items()) if isinstance(p, Piece) and p.symbol == "G" and _joinable(p)]
    clubs = [k for k in clubs if tree.bases[k] == "nsubj"] or clubs
    talk.clubs = [_ref(p) for k in clubs if isinstance(p := tree.mentions[k], Piece)] or talk.clubs


def _affiliated(tree: Tree, talk: Discourse, seen: set[tuple[str, str]]) -> Iterator[Membership]:
    """Give the roles that the syntax of a sentence says."""
    for said in sorted(affiliations(tree, talk), key=lambda x: RANKS.index(x.role)):
        for member in said.bearers:
            key = (member.value or "", said.body.value or "")
            if all(key) and key not in seen:
                seen.add(key)
                yield _membership(tree, said.role, member, said.body, tree.words(said.node), _start(tree, said.last))


def _rows(
    tree: Tree,
    role: str,
    members: Sequence[Ref],
    body: Ref,
    seen: set[tuple[str, str]],
    found: re.Match[str],
    starts: Sequence[int],
) -> Iterator[Membership]:
    spot = _spot(tree, found, starts)
    for member in members:
        if (
            member.value is None
            or body.value is None
            or member.value == body.value
            or (member.value, body.value) in seen
        ):
            continue
        seen.add((member.value, body.value))
        yield _membership(tree, role, member, body, spot, _start(tree, _node(starts, found.end() - 1)))


def _alone(tree: Tree, found: re.Match[str], starts: Sequence[int]) -> bool:
    """Say whether the role is said of one state only: ", an observer in X" after a list belongs to its last state."""
    groups = found.groupdict()
    if not groups.get("m") or not groups.get("role") or found.start("role") < found.start("m"):
        return False
    first = _node(starts, found.start("role"))
    last = _node(starts, found.end("role") - 1)
    return tree.nodes[last].tag == "NN" and any(tree.text(k) in {"a", "an"} for k in range(max(0, first - 4), first))


def _written(tree: Tree) -> tuple[str, list[int]]:
    """Write a sentence as lemmas and numbered mentions; give where each node begins in it."""
    words: list[str] = []
    starts: list[int] = []
    at = 0
    for node in tree.nodes:
        piece = tree.mentions.get(node.index)
        text = _word(tree, node.index, piece)
        starts.append(at)
        if text:
            words.append(text)
            at += len(text) + 1
    return " ".join(words), starts


def _word(tree: Tree, i: int, piece: object) -> str:
    nodes = tree.nodes
    if isinstance(piece, Piece) and piece.symbol in "SDGPOYRC" and not (piece.symbol == "S" and piece.name is None):
        bracket = (
            i >= 2 and nodes[i - 1].text == "(" and isinstance(tree.mentions.get(i - 2), Piece) and piece.symbol == "G"
        )
        return "" if bracket else f"{piece.symbol}{i}"
    if nodes[i].text in {"(", ")"}:
        k = i + 1 if nodes[i].text == "(" else i - 1
        inner = tree.mentions.get(k)
        if isinstance(inner, Piece) and inner.symbol == "G" and 0 <= k < len(nodes):
            return ""
    if nodes[i].text in {"’s", "'s", "’", "'"}:
        return "'s"
    low = nodes[i].lemma.lower() or nodes[i].text.lower()
    if nodes[i].text.lower() in PLAIN:
        return nodes[i].text.lower()
    if nodes[i].text in {'"', "“", "”", "``", "''"}:
        return ""
    return "T" if nodes[i].text in {"Mr", "Mr.", "Mrs.", "Ms", "Ms."} else low.replace(" ", "")


def _group(found: re.Match[str], name: str) -> str:
    return found.groupdict().get(name) or ""


def _node(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset) - 1


def _spot(tree: Tree, found: re.Match[str], starts: Sequence[int]) -> Span:
    """Give the words that say the role."""
    at = found.start("role") if _group(found, "role") else found.start()
    first = _node(starts, at)
    last = _node(starts, found.end("role") - 1) if _group(found, "role") else first
    return Span(tree.nodes[first].start, tree.nodes[max(first, last)].end)


def _role(words: str) -> str:
    """Give the role that the words for it mean."""
    if re.search(r"found|charter|original", words):
        return "founder"
    for role, sign in (("observer", "observer"), ("candidate", "candidate|aspiring"), ("chair", "chair|presidency")):
        if re.search(sign, words):
            return role
    return "member"


def _bodies(tree: Tree, talk: Discourse, found: re.Match[str], starts: Sequence[int]) -> Iterator[Ref]:
    """Give the bodies of a match: named, or the one spoken of last for "the bloc"."""
    said = _group(found, "g")
    if said[:1] == "G":
        pieces = [tree.mentions[int(k)] for k in re.findall(r"G(\d+)", said)]
        yield from (_ref(p) for p in pieces if isinstance(p, Piece) and _joinable(p))
        return
    named = re.match(r"(?: ,| called| known as| -)? (?:the )?G(\d+)", found.string[found.end("g") :])
    piece = tree.mentions.get(int(named[1])) if named is not None else None
    if isinstance(piece, Piece) and _joinable(piece):
        yield _ref(piece)
        return
    before = tree.nodes[_node(starts, found.start())].start
    mentioned = [p for p in tree.mentions.values() if isinstance(p, Piece) and p.symbol == "G" and p.start < before]
    if said in {"there", "its"} and talk.clubs:
        yield talk.clubs[0]
        return
    near = [_ref(p) for p in mentioned if _joinable(p)] or [r for r in talk.bodies if r.span.start < tree.span.start]
    yield from near[-1:]


def _joinable(piece: Piece) -> bool:
    """Say whether a body has members that are states."""
    kind = piece.name.sort if piece.name is not None else getattr(piece.mention, "kind", None)
    return kind in {"intergovernmental", "other"}


def _ref(piece: Piece) -> Ref:
    return Ref(party_of(piece), Span(piece.start, piece.end))


def _members(tree: Tree, talk: Discourse, found: re.Match[str]) -> Iterator[Ref]:
    """Give the members of a match: states named, the state of a person or a people, what a pronoun stands for."""
    groups = found.groupdict()
    if groups.get("m"):
        for hit in re.finditer(r"([SDP])(\d+)", found["m"]):
            piece = tree.mentions[int(hit[2])]
            if isinstance(piece, Piece):
                span = Span(piece.start, piece.end)
                value = talk.registry.state_of(piece.text) if hit[1] == "P" else party_of(piece)
                yield Ref(value if value is not None and len(value) == 3 else None, span)
        return
    pronoun = groups.get("pro") or ""
    if pronoun == "it":
        near = [p for p in tree.mentions.values() if isinstance(p, Piece) and p.symbol == "S" and party_of(p)]
        near = [p for p in near if p.start < _offset(tree, found)]
        if near:
            yield _ref(near[0])
        elif len(talk.subject) == 1:
            yield talk.subject[0]
    elif len(talk.pair) == 2:
        yield from (r for r in talk.pair if r.value is not None and len(r.value) == 3)


def _offset(tree: Tree, found: re.Match[str]) -> int:
    _, starts = _written(tree)
    return tree.nodes[_node(starts, found.start("pro"))].start


def _start(tree: Tree, last: int) -> str | None:
    """Give since when, if a date that stands for itself follows: "since 1952", "in July 2021"."""
    for k in range(last + 1, min(last + 4, len(tree.nodes))):
        piece = tree.mentions.get(k)
        if isinstance(piece, Piece) and isinstance(piece.mention, DateMention):
            value = resolve(piece.mention, Anchor(published=None, context=None), tense=None)
            start = value.split("/")[0] if value else ""
            return start if start[:1].isdigit() else None  # "until 1979" says no start
        if tree.nodes[k].text not in {"in", "on", "since", "from", ","}:
            return None
    return None


def _membership(tree: Tree, role: str, member: Ref, body: Ref, spot: Span, start: str | None) -> Membership:
    value, name = member.value or "", body.value or ""
    arguments = (
        Argument("member", value, member.span),
        Argument("organization", name, body.span),
        Argument("role", role, spot),
    )
    return Membership(
        member=value, organization=name, role=role, start=start if role in {"member", "founder", "observer"} else None,
        evidence=Evidence(tree.span, "membership", arguments),
    )  # fmt: skip


def _chairs(tree: Tree, talk: Discourse, seen: set[tuple[str, str]]) -> Iterator[Membership]:
    """Give the chair that a head of state or government holds: "African Union Chairperson, President of Senegal X"."""
    for claim in talk.registry.claims_of("Chairperson"):
        if claim.former or claim.person_span not in tree.span:
            continue
        if claim.of is None or claim.of_span is None or len(claim.of) == 3:
            continue
        member = _headed_by(claim.person, talk)
        if member is not None and member.value is not None and (member.value, claim.of) not in seen:
            seen.add((member.value, claim.of))
            yield _membership(tree, "chair", member, Ref(claim.of, claim.of_span), claim.office_span, None)


def _headed_by(person: str, talk: Discourse) -> Ref | None:
    """Give the state of which a person holds one of the highest offices."""
    for claim in talk.registry.claims:
        if claim.person != person or not talk.lexicon.among("highest", claim.office):
            continue
        if claim.of is not None and claim.of_span is not None and len(claim.of) == 3:
            return Ref(claim.of, claim.of_span)
    return None
