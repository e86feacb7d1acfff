"""Bodies: the organizations that a document names, and who belongs to them.

Comes in: pieces and trees. Goes out: `facts.Organization` and `facts.Membership` rows.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Argument, Evidence, Membership, Organization, Span
from relgraph.reading.mentions import Line
from relgraph.reading.names import Body
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import Discourse, Ref, resolve
from relgraph.reading.trees import Tree


def organizations(rows: Sequence[Line]) -> Iterator[Organization]:
    """Give one row for each organization named, with the acronym that the document uses."""
    seen: dict[str, tuple[Line, Piece]] = {}
    for row in rows:
        for piece in row.pieces:
            if piece.symbol == "G" and (name := _name(piece)):
                if name not in seen or (row.title is False and seen[name][0].title):
                    seen[name] = (row, piece)
    names = list(seen)
    for name, (row, piece) in seen.items():
        if any(other != name and other.endswith(" " + name) for other in names) and piece.name is None:
            continue
        acronym, kind = _facts(piece)
        span = Span(piece.start, piece.end)
        arguments = [Argument("name", name, span)]
        yield Organization(
            name=name, acronym=acronym, kind=kind, evidence=Evidence(row.span, "organization", tuple(arguments))
        )


def _name(piece: Piece) -> str | None:
    if piece.name is not None:
        return piece.name.id
    return piece.mention.name if isinstance(piece.mention, Body) else None


def _facts(piece: Piece) -> tuple[str | None, str]:
    if isinstance(piece.mention, Body):
        return piece.mention.acronym, piece.mention.kind
    name = piece.name
    return getattr(name, "acronym", None), getattr(name, "sort", None) or "intergovernmental"


#: The noun by which a text gives a state a role in an organization.
ROLES = ("member", "chair", "observer", "founder", "candidate")


def memberships(tree: Tree, talk: Discourse) -> Iterator[Membership]:
    """Give the roles that a sentence states: "Turkey, a NATO member", "an observer in SICA", "holds the presidency of"."""
    for node in tree.nodes:
        i = node.index
        role = next((r for r in ROLES if talk.lexicon.among(f"role-{r}", node.lemma.lower())), None)
        if role is None or i in tree.mentions:
            continue
        bodies = _bodies_of(tree, i, talk)
        if any(tree.nodes[k].lemma == "founding" for k in tree.children(i, "amod")):
            role = "founder"
        holders = [r for r in _holders(tree, i, talk) if r.value]
        for body in bodies:
            for holder in holders:
                if holder.value != body.value:
                    yield _membership(tree, i, role, holder, body)


def _membership(tree: Tree, i: int, role: str, holder: Ref, body: Ref) -> Membership:
    arguments = (
        Argument("member", holder.value or "", holder.span),
        Argument("organization", body.value or "", body.span),
        Argument("role", role, tree.words(i)),
    )
    return Membership(
        member=holder.value or "",
        organization=body.value or "",
        role=role,
        evidence=Evidence(tree.span, "membership", arguments),
    )


def _bodies_of(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    out: list[Ref] = []
    for k in [
        *tree.children(i, "compound", "nmod:poss", "amod"),
        *(n for n in tree.children(i, "nmod") if tree.case(n) in {"of", "in", "to", "at"}),
    ]:
        for c in tree.coordinates(k):
            piece = tree.mentions.get(c)
            if isinstance(piece, Piece) and piece.symbol == "G":
                out += [r for r in resolve(tree, c, talk) if r.value and len(r.value) > 3]
            elif talk.lexicon.among("grouping", tree.nodes[c].lemma):
                out += resolve(tree, c, talk)
    return out


def _holders(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give who has the role: what it is in apposition to, its subject as a predicate, the subject of "holds"."""
    node = tree.nodes[i]
    if node.rel == "appos" and node.head >= 0:
        return resolve(tree, node.head, talk, deep=False)
    if tree.child(i, "cop") is not None:
        return [
            r
            for s in tree.children(i, "nsubj")
            for c in tree.coordinates(s)
            for r in resolve(tree, c, talk, deep=False)
        ]
    if (
        node.rel in {"obj", "obl"}
        and node.head >= 0
        and tree.nodes[node.head].lemma
        in {"hold", "take", "assume", "become", "remain", "join", "participate", "attend"}
    ):
        if node.rel == "obj" or tree.case(i) == "as":
            return [
                r
                for s in tree.children(node.head, "nsubj")
                for c in tree.coordinates(s)
                for r in resolve(tree, c, talk, deep=False)
            ]
    if node.rel == "compound" or (node.rel == "amod" and node.head >= 0):
        return resolve(tree, node.head, talk, deep=False)
    return []
