"""Offices: the claims of the registry as rows of the people table.

Comes in: the registry. Goes out: `facts.Tenure` rows, one per person and office.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Argument, Evidence, Tenure
from relgraph.reading.mentions import Line
from relgraph.reading.registry import Claim, Registry


def tenures(registry: Registry, rows: Sequence[Line]) -> Iterator[Tenure]:
    """Give one tenure for each person, office and owner, with the claim that says most."""
    best: dict[tuple[str, str, str | None], Claim] = {}
    for claim in registry.claims:
        if _is_rank(claim, registry):
            continue
        best.setdefault((claim.person, claim.office, claim.of), claim)
    owned = {(person, office) for person, office, of in best if of is not None}
    for (person, office, of), claim in best.items():
        if of is None and (person, office) in owned:
            continue
        yield _tenure(claim, rows)


def _is_rank(claim: Claim, registry: Registry) -> bool:
    """Say whether an office is only a rank of somebody who has another office: "Prince", "General"."""
    return claim.office in registry.ranks and any(
        c.office not in registry.ranks for c in registry.offices_of(claim.person)
    )


def _tenure(claim: Claim, rows: Sequence[Line]) -> Tenure:
    arguments = [Argument("name", claim.person, claim.person_span), Argument("office", claim.office, claim.office_span)]
    if claim.of is not None and claim.of_span is not None:
        arguments.append(Argument("of", claim.of, claim.of_span))
    return Tenure(
        name=claim.person, office=claim.office, of=claim.of if claim.of_span is not None else None, former=claim.former,
        evidence=Evidence(rows[claim.sentence].span, "office", tuple(arguments)),
    )  # fmt: skip
