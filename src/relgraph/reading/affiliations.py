"""Affiliations: who belongs to a body, chairs it or watches it, as the syntax of a sentence says it.

Comes in: a tree and the discourse. Goes out: role, bearers, body and the node that says the role. The nouns of roles
carry their bodies ("of", "in", a genitive, "of which"); who bears them is their subject, what they stand beside, or the
subject of the verb to which "as" joins them. Verbs of joining and chairing carry both.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.modality import mode_of
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import resolve
from relgraph.reading.registry import party_of
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import Tree

#: Prepositions between the noun of a role and its body.
WITHIN = frozenset({"of", "in", "at", "to", "with", "on", "within"})
#: The end of a membership, said before its noun or verb.
PAST = frozenset({"former", "ex", "longer", "formerly", "once", "previous", "then", "potential", "possible", "future"})
#: How much a group has of what "of" names: "one of the four members", "part of the bloc".
SHARES = frozenset({"one", "two", "three", "four", "five", "part", "both", "some", "among"})
ALIKE = frozenset({"along with", "together with", "alongside", "like", "with"})
#: The roles, the narrower ones first.
RANKS = ("founder", "observer", "candidate", "chair", "member")
STATES = frozenset({"state", "country", "nation", "government", "status"})


@dataclass(frozen=True, slots=True)
class Affiliation:
    """One role of some states in a body, and the node that says it."""

    role: str
    bearers: Sequence[Ref]
    body: Ref
    node: int
    last: int


def affiliations(tree: Tree, talk: Discourse) -> Iterator[Affiliation]:
    """Give the roles in bodies of states that a sentence states."""
    chaired = talk.chaired
    clubs = [k for k in tree.mentions if club(tree, k) is not None]
    for said in [*_stated(tree, talk, clubs)] if clubs else ():
        if said.role == "chair" and said.bearers:
            chaired = said.body
        yield said
    if not clubs and talk.clubs:
        yield from _left_out(tree, talk, talk.clubs[0])
    if chaired is not None:
        yield from _succeeding(tree, talk, chaired)


def _left_out(tree: Tree, talk: Discourse, body: Ref) -> Iterator[Affiliation]:
    """Read a chair or observer whose body is the one spoken of last: "Chad took over the presidency"."""
    for node in tree.nodes:
        role = _role(tree, node.index, talk) if node.tag.startswith("NN") and node.index not in tree.mentions else None
        definite = any(tree.text(k) == "the" for k in tree.children(node.index, "det"))
        if (role == "observer" or (role == "chair" and definite)) and not tree.children(node.index, "nmod"):
            yield Affiliation(role, _bearers(tree, node.index, role, talk), body, node.index, node.index)


def _succeeding(tree: Tree, talk: Discourse, body: Ref) -> Iterator[Affiliation]:
    """Read who takes over what was said to be chaired: "Chad takes over in May"."""
    for i in filter(tree.is_verb, range(len(tree.nodes))):
        over = any(tree.text(k) == "over" for k in tree.children(i, "compound", "advmod"))
        if tree.stems[i] == "take" and over and not tree.children(i, "obj") and _stands(tree, i, talk, "chair"):
            yield Affiliation("chair", _named(tree, subjects_of(tree, i), talk, "chair"), body, i, i)


def _stated(tree: Tree, talk: Discourse, clubs: Sequence[int]) -> Iterator[Affiliation]:
    for node in tree.nodes:
        i = node.index
        if tree.is_verb(i):
            yield from _done(tree, i, talk)
        elif node.tag.startswith("NN") and (role := _role(tree, i, talk)) is not None:
            for body in [*_bodies(tree, i)] or _around(tree, i):
                yield Affiliation(role, _bearers(tree, i, role, talk), body, i, _end(tree, i, body))
    for k in clubs:
        if tree.case(k) in {"in", "within"} and _be(tree, k) and _stands(tree, k, talk):
            found = subjects_of(tree, k) or [n for n in tree.children(k, "compound") if n < k - 2]
            yield Affiliation("member", _named(tree, found, talk, "member"), _ref(tree, k), k, k)


def _end(tree: Tree, i: int, body: Ref) -> int:
    """Give the later of the node of a role and that of its body."""
    return max(i, next((k for k in tree.mentions if tree.nodes[k].start == body.span.start), i))


def _be(tree: Tree, k: int) -> bool:
    """Say whether a form of "be" stands with a body, for all that the parser took it for."""
    return any(tree.stems[n] == "be" for n in tree.children(k, "cop", "case", "aux"))


def club(tree: Tree, k: int) -> Piece | None:
    """Give the body at a node if states can belong to it."""
    piece = tree.mentions.get(k)
    if not isinstance(piece, Piece) or piece.symbol != "G":
        return None
    kind = piece.name.sort if piece.name is not None else getattr(piece.mention, "kind", None)
    return piece if kind in {"intergovernmental", "other"} else None


def _ref(tree: Tree, k: int) -> Ref:
    piece = tree.mentions[k]
    return Ref(party_of(piece) if isinstance(piece, Piece) else None, tree.words(k))


def _role(tree: Tree, i: int, talk: Discourse) -> str | None:
    """Give the role that a noun with its modifiers means, None for any other noun."""
    words = [tree.stems[k] for k in tree.children(i, "amod", "compound", "advmod") if k not in tree.mentions]
    if PAST & set(words) or any(w in {"non-member", "ex-member"} for w in words):
        return None
    if tree.stems[i] not in STATES and not any(talk.lexicon.among(f"role-{r}", tree.stems[i]) for r in RANKS):
        return None
    names = words if tree.stems[i] in STATES else [*words, tree.stems[i]]
    for role in RANKS:
        if any(talk.lexicon.among(f"role-{role}", w) for w in names):
            return role
    return None


def _bodies(tree: Tree, i: int) -> Iterator[Ref]:
    """Give the bodies of the noun of a role."""
    for k in tree.children(i, "nmod", "obl", "compound", "amod"):
        case = tree.case(k)
        if tree.text(k) == "which" and case in WITHIN:
            yield from _antecedent(tree, k)
        elif case in WITHIN or (not case and tree.bases[k] in {"compound", "amod"}) or tree.nodes[k].rel == "nmod:poss":
            for c in tree.coordinates(k):
                if club(tree, c) is not None:
                    yield _ref(tree, c)
    if any(tree.text(k) == "where" for k in tree.children(i, "advmod")):
        yield from _antecedent(tree, i)


def _around(tree: Tree, i: int) -> list[Ref]:
    """Give the body of the verb to which "as" joins a role: "joined the union as a founder", "elected as its chair"."""
    head = tree.nodes[i].head
    climbed = head if head >= 0 and tree.stems[head] in SHARES and tree.case(i) == "of" else i
    head = tree.nodes[climbed].head
    if head < 0 or not tree.is_verb(head) or tree.case(climbed) != "as":
        return []
    near = [*tree.children(head, "obj", "nsubj")]
    below = [n for k in (head, *tree.children(head, "obj")) for n in tree.children(k, "obl", "nmod")]
    near += [k for k in below if tree.case(k) in WITHIN]
    return [_ref(tree, k) for k in near if club(tree, k) is not None][:1]


def _antecedent(tree: Tree, k: int) -> Iterator[Ref]:
    """Give the body right before a relative clause."""
    before = [n for n in range(max(0, k - 7), k) if club(tree, n) is not None]
    if before:
        yield _ref(tree, before[-1])


def _bearers(tree: Tree, i: int, role: str, talk: Discourse) -> list[Ref]:
    """Give whose role the noun at a node is."""
    node = i
    while (
        tree.nodes[node].head >= 0
        and tree.case(node) in {"of", "among"}
        and (tree.stems[tree.nodes[node].head] in SHARES or tree.nodes[tree.nodes[node].head].tag == "CD")
    ):
        node = tree.nodes[node].head
    head, base = tree.nodes[node].head, tree.bases[node]
    if tree.child(node, "cop") is not None:
        return _named(tree, subjects_of(tree, node), talk, role) if _stands(tree, node, talk) else []
    if head < 0:
        return []
    if base == "appos":
        return _named(tree, [head], talk, role, joined=tree.nodes[i].tag == "NNS")
    owners = _owners(tree, node)
    if owners or not tree.is_verb(head):
        return _named(tree, owners, talk, role)
    if not _stands(tree, head, talk, role):
        return []
    verb = tree.stems[head]
    if base in {"xcomp", "obj", "obl"} and (verb in {"become", "remain", "serve"} or tree.case(node) == "as"):
        patients = tree.children(head, "obj") if talk.lexicon.among("role-giving", verb) else []
        return _named(tree, [k for k in patients if k != node] or subjects_of(tree, head), talk, role)
    if (
        base == "obj"
        and tree.stems[i] != "member"
        and role in {"chair", "observer", "member"}
        and talk.lexicon.among("role-holding", verb)
    ):
        return _named(tree, subjects_of(tree, head), talk, role)
    return []


def _owners(tree: Tree, i: int) -> list[int]:
    """Give whose the noun before "as" is: "its role as chair of", "Chad's seat as a member of"."""
    before = next((k - 1 for k in tree.children(i, "case") if tree.text(k) == "as"), 0)
    owners = tree.children(before, "nmod:poss") if before > 0 and tree.nodes[before].tag.startswith("NN") else []
    verb = tree.nodes[before].head
    if owners and tree.text(owners[0]) in {"its", "their"} and verb >= 0:  # "congratulated Chad on its seat"
        return [k for k in tree.children(verb, "obj") if k < before] or owners
    return owners


def _done(tree: Tree, i: int, talk: Discourse) -> Iterator[Affiliation]:
    """Read a verb of joining, belonging or chairing with its subjects and the body that it takes."""
    name = tree.stems[i]
    particle = next((f"{name} {tree.case(k)}" for k in tree.children(i, "obl") if club(tree, k) is not None), "")
    for role in ("member", "chair", "founder"):
        group = f"role-{role}-verb"
        direct, oblique = talk.lexicon.among(group, name), talk.lexicon.among(group, particle)
        if not direct and not oblique:
            continue
        if tree.children(i, "ccomp", "xcomp") or _purpose(tree, i):
            return
        above = _ranked(tree, i)
        if not _stands(tree, i if above is None else above, talk, role):
            if role != "member" or not _sought(tree, i, talk):
                return
            role = "candidate"
        taken = [k for k in tree.children(i, "obj", "obl") if direct and not tree.case(k)]
        taken += [k for k in tree.children(i, "obl") if oblique and f"{name} {tree.case(k)}" == particle]
        bodies = [_ref(tree, c) for k in taken for c in tree.coordinates(k) if club(tree, c) is not None]
        bodies += [r for k in taken if tree.text(k) in {"which", "that"} for r in _antecedent(tree, k)]
        if not taken and tree.nodes[i].rel == "acl:relcl" and direct and club(tree, tree.nodes[i].head) is not None:
            bodies.append(_ref(tree, tree.nodes[i].head))  # "the union that Togo joined"
        bearers = _named(tree, subjects_of(tree, i if above is None else above), talk, role)
        alike = [k for v in {i, i if above is None else above} for k in _companions(tree, v)]
        bearers += _named(tree, alike, talk, role)
        for body in bodies:
            yield Affiliation(role, bearers, body, i, _end(tree, i, body))
        return


def _sought(tree: Tree, i: int, talk: Discourse) -> bool:
    """Say whether joining is what somebody aims at: the verb above seeks, and does so in fact."""
    head = tree.nodes[i].head
    seeks = tree.bases[i] in {"xcomp", "advcl", "acl"} and head >= 0 and tree.nodes[i].tag == "VB"
    return seeks and talk.lexicon.among("role-seeking", tree.stems[head]) and _stands(tree, head, talk)


def _ranked(tree: Tree, i: int) -> int | None:
    """Give the predicate of "became the tenth country to join", by which the infinitive has happened."""
    head = tree.nodes[i].head
    if head < 0 or tree.nodes[i].tag != "VB" or tree.bases[i] not in {"acl", "xcomp"}:
        return None
    if tree.stems[head] == "become" and tree.nodes[i - 1].tag == "TO":
        return head
    if tree.stems[head] not in {"country", "nation", "state", "member"}:
        return None
    above = tree.nodes[head].head
    return (
        head if tree.child(head, "cop") is not None else above if above >= 0 and tree.stems[above] == "become" else None
    )


def _companions(tree: Tree, i: int) -> list[int]:
    """Give who does the same: "along with Mali", ", as did Mali"."""
    found = [k for k in tree.children(i, "obl", "nmod") if tree.case(k) in ALIKE]
    for k in tree.children(i, "advcl", "conj"):
        if tree.stems[k] in {"do", "be", "have"} and any(tree.text(m) == "as" for m in tree.children(k, "mark")):
            found += tree.children(k, "nsubj", "obj")
    return found


def _purpose(tree: Tree, i: int) -> bool:
    """Say whether one joins a body only in doing something: "joined the EU in condemning", "to condemn"."""
    return any(
        tree.nodes[k].tag in {"VBG", "VB"}
        and any(tree.text(m) in {"in", "to"} for m in tree.children(k, "mark", "case", "aux"))
        for k in tree.children(i, "advcl", "obl")
    )


def _stands(tree: Tree, i: int, talk: Discourse, role: str = "member") -> bool:
    """Say whether a predicate tells what is so; who takes a chair may be about to."""
    mode, _, negated, embedded = mode_of(tree, i, talk.lexicon)
    over = any(tree.text(k) in PAST | {"soon"} for k in tree.children(i, "advmod"))
    return not negated and not embedded and not over and (mode == "occurred" or (role == "chair" and mode == "planned"))


def _named(tree: Tree, nodes: Sequence[int], talk: Discourse, role: str, joined: bool = True) -> list[Ref]:
    """Give the states behind some nodes; people stand for theirs only in the chair."""
    out: list[Ref] = []
    for start in nodes:
        copied = tree.children(start, "nsubj") if tree.child(start, "cop") is not None else []
        for k in copied or [start]:
            for c in tree.coordinates(k) if joined else [k]:
                piece = tree.mentions.get(c)
                symbol = piece.symbol if isinstance(piece, Piece) else ""
                if (symbol and symbol not in "SPO") or (symbol in {"P", "O"} and role != "chair"):
                    continue
                found = resolve(tree, c, talk, deep=role == "chair")
                out += [r for r in found if r.value is not None and len(r.value) == 3 and not r.place]
    return out
