"""Scopes: whose a body is whose name alone does not tell, such as the Joint Economic Commission of two states.

Comes in: the facts of one document. Goes out: the IRIs of its bilateral bodies and government bodies by name. A body
whose owners the document does not tell is the document's own: two states' commissions never merge by name alone.
"""

from collections.abc import Iterable, Mapping

from relgraph import identity
from relgraph.directory import Directory
from relgraph.facts import Event, Fact, Organization

#: Kinds of organizations that many states have under one name.
MANY = frozenset({"bilateral", "government"})


def bodies(document_name: str, facts: Iterable[Fact], directory: Directory) -> dict[str, str]:
    """Give the IRI of each body of the document that is known by its name and its owners."""
    listed = list(facts)
    owners = _owners_of_series(listed, directory)
    found: dict[str, str] = {}
    for fact in listed:
        if isinstance(fact, Organization) and fact.kind in MANY and directory.organization(fact.name) is None:
            found[fact.name] = _node(fact, owners, document_name, directory)
    return found


def _node(fact: Organization, owners: Mapping[str, list[str]], document_name: str, directory: Directory) -> str:
    """Mint the IRI of a body: of its two states, or the state that its name tells, else of the document."""
    pair = owners.get(fact.name) or directory.pair(directory.states_in(fact.name))
    if pair:
        return identity.thing("organization", " ".join([*pair, directory.bare_series(fact.name, pair)]))
    if directory.states_in(fact.name):
        return identity.thing("organization", fact.name)
    return identity.thing("organization", f"{fact.name} {document_name}")


def _owners_of_series(facts: Iterable[Fact], directory: Directory) -> dict[str, list[str]]:
    """Give the two states of each series that only these two hold in the document."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for fact in facts:
        if isinstance(fact, Event) and fact.series:
            pair = directory.pair({*fact.actors, *fact.recipients})
            found.setdefault(fact.series, set()).add(tuple(pair))
    return {name: list(*pairs) for name, pairs in found.items() if len(pairs) == 1}
