"""Offices: the claims of the registry as rows of the people table.

Comes in: the registry. Goes out: `facts.Tenure` rows, one per person and office.
"""

from collections.abc import Iterator, Sequence

from relgraph.facts import Argument, Evidence, Span, Tenure
from relgraph.reading.mentions import Line
from relgraph.reading.registry import Claim, Registry


def tenures(registry: Registry, rows: Sequence[Line]) -> Iterator[Tenure]:
    """Give one tenure for each person and office, with the claim that says most."""
    best: dict[tuple[str, str], Claim] = {}
    for claim in registry.claims:
        key = (claim.person, claim.office)
        if key not in best or (best[key].of is None and claim.of is not None):
            best[key] = claim
    for claim in best.values():
        yield _tenure(claim, registry, rows)


def _tenure(claim: Claim, registry: Registry, rows: Sequence[Line]) -> Tenure:
    of = claim.of or registry.states.get(claim.person)
    arguments = [Argument("name", claim.person, claim.person_span), Argument("office", claim.office, claim.office_span)]
    span: Span | None = claim.of_span or next((c.of_span for c in registry.claims if c.of == of and c.of_span), None)
    if of is not None and span is not None:
        arguments.append(Argument("of", of, span))
    return Tenure(
        name=claim.person, office=claim.office, of=of, former=claim.former,
        evidence=Evidence(rows[claim.sentence].span, "office", tuple(arguments)),
    )  # fmt: skip
