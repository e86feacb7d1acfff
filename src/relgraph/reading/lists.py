"""Lists: lines that go on with the sentence before them ("The sides signed the following agreements:", then bullets).

Comes in: a sentence that ends in a colon, then its items. Goes out: what the items inherit from it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from relgraph.reading.company import Company, unique
from relgraph.reading.discourse import Ref
from relgraph.reading.fates import DONE
from relgraph.reading.instruments import Paper
from relgraph.reading.phrases import FINITE
from relgraph.reading.timing import Said
from relgraph.reading.trees import Tree


@dataclass(frozen=True, slots=True)
class Lead:
    """What a sentence before a list says of the items: who shares them, and what becomes of instruments."""

    parties: list[Ref]
    status: str = "mentioned"
    date: Said | None = None

    def led(self, papers: Sequence[Paper]) -> list[Paper]:
        """Give the instruments of an item with what the lead says of them."""
        return [
            replace(
                paper,
                status=self.status if paper.status == "mentioned" else paper.status,
                parties=paper.parties if len(paper.values) > 1 else self.parties,
                date=paper.date or self.date,
                bare=False,
            )
            for paper in papers
        ]


def lead(tree: Tree, papers: list[Paper], company: Company) -> Lead | None:
    """Give the lead that a sentence is, if it ends in a colon; a bare "the following agreements" is taken out."""
    if not tree.nodes or tree.nodes[-1].text != ":":
        return None
    following = next((p for p in papers if any(tree.text(k) == "following" for k in range(p.first, p.head))), None)
    if following is not None:
        papers.remove(following)
        return Lead(following.parties, following.status, following.date)
    many = [p for p in papers if tree.nodes[p.head].tag in {"NNS", "NNPS"} and p.status in DONE]
    if many and len(many) == len(papers):  # "they signed agreements on:"
        papers.clear()
        return Lead(many[-1].parties, many[-1].status, many[-1].date)
    root = next((n.index for n in tree.nodes if n.head < 0), 0)
    parties = company.parties(tree, root)
    return Lead(unique(parties)) if len(unique(parties)) > 1 else None


def is_item(tree: Tree) -> bool:
    """Say whether a line has no finite verb of its own, as the items of a list."""
    return not any(
        n.tag in FINITE and n.rel.split(":")[0] in {"root", "aux", "cop"} and n.index not in tree.mentions
        for n in tree.nodes
    )
