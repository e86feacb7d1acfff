"""Drafts: an event as one clause reports it, and the groups of event classes that the grammar treats alike.

Comes in: parties, mode and clause. Goes out: `Draft`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from relgraph.gazetteer import Kind
from relgraph.lexicon import Frame
from relgraph.reading.clauses import Clause
from relgraph.reading.discourse import Ref
from relgraph.reading.pieces import Piece
from relgraph.reading.trees import Tree

#: Acts of speech: a plan or a doubt about one of these is no event.
VERBAL = frozenset({"Agree", "Support", "Request", "Accuse", "Reject", "Threaten"})


GATHERINGS = frozenset({"Meeting", "Visit", "Call", "Consult"})


#: Acts that are only promised as long as they have no date.
PROMISED = frozenset({"Support", "Concede", "Cooperate", "Aid"})


#: The class of frames that swallow a clause: words of an act that is none ("met the criteria").
NO_ACT = "NoAct"


#: Offices of those whom one state sends to another.
DIPLOMATS = ("ambassador", "envoy", "high commissioner", "consul", "nuncio", "chargé")
#: Heads of quantities, behind which the thing itself stands: "hundreds of prisoners", "half of the debt".
QUANTITIES = frozenset(
    "hundred thousand dozen score number half third quarter most part rest ton tonne lot majority series batch group "
    "round set package raft slew string host "
    "plane planeload shipload truckload lorryload boatload container kilo crate pallet box bag sack truck lorry "
    "million consignment shipment load share pair couple handful range variety amount bulk remainder".split()
)


#: Acts whose recipient is the nearest other party that the clause names.
POINTED = frozenset({"Request", "Accuse", "Threaten", "Reject", "Sanction", "Support", "Assault"})


NEAR = 4


#: Objects that take up what was said before: "China deplores this".
ANAPHORS = frozenset({"this", "that", "it", "such", "these", "them"})


#: Acts that the place where they happen may tell the recipient of: "shelled a village in Iraq".
SITED = frozenset({"Assault", "Aid", "Mobilize", "Coerce", "Agree", "Retreat", "Cooperate"})


@dataclass(slots=True)
class Draft:
    """An event as one clause reports it, before dates, places and merging."""

    type: str
    actors: list[Ref]
    recipients: list[Ref]
    status: str
    clause: Clause
    frame: Frame
    sentence: int = 0
    date: str | None = None
    place: str | None = None
    series: str | None = None
    ordinal: int | None = None
    spans: dict[str, list[tuple[str, object]]] = field(default_factory=dict)
    people: list[Ref] = field(default_factory=list)
    accepted: bool = False

    @property
    def values(self) -> set[str]:
        """Give all parties."""
        return {r.value for r in [*self.actors, *self.recipients] if r.value is not None}


def lemma_at(tree: Tree, k: int) -> str:
    """Give the lemma by which word classes know a node: of a quantity the thing measured, of a sum "money"."""
    piece = tree.mentions.get(k)
    if isinstance(piece, Piece) and piece.symbol == "M":
        return "money"
    if k in tree.titles:  # "expelled Ambassador X"
        return tree.titles[k].split(" of ")[0].split()[-1]
    if tree.nodes[k].label == "PERSON" and (beside := tree.child(k, "appos")) is not None:
        return tree.nodes[beside].lemma.lower().split()[-1]  # "expelled X, the ambassador"
    if isinstance(piece, Piece) and piece.name is not None and piece.name.kind is Kind.PEOPLE:
        return "national"  # "freed three Libyans"
    if isinstance(piece, Piece) and piece.text:
        return (
            piece.text.split()[-1].lower()
            if piece.symbol != "O"
            else "ambassador"
            if any(title in piece.text.lower() for title in DIPLOMATS)
            else "official"
        )
    lemma = tree.nodes[k].lemma.lower()
    if tree.nodes[k].tag == "NNPS" and k == 0 and lemma.endswith("s"):  # "Dockers", written large as the first word
        lemma = lemma[:-1]
    if lemma in QUANTITIES or tree.nodes[k].tag == "CD":
        measured = next((n for n in tree.children(k, "nmod") if tree.case(n) == "of"), None)
        if measured is not None and measured not in tree.mentions:
            return tree.nodes[measured].lemma.lower()
    return lemma


def collected(slots: Sequence[str], filled: dict[str, list[Ref]]) -> list[Ref]:
    """Give the parties of several slots, each once, in the order of the slots."""
    out: list[Ref] = []
    for slot in slots:
        for ref in filled.get(slot, ()):
            if (ref.value, ref.person) not in {(r.value, r.person) for r in out}:
                out.append(ref)
    return out


def symbol_at(tree: Tree, k: int) -> str:
    """Give the class letter of the mention at a node, empty for a plain word."""
    piece = tree.mentions.get(k)
    return piece.symbol if isinstance(piece, Piece) else ""
