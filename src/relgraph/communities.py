"""Communities: things that are tied to each other more than to others, for networks too large to look at whole.

Comes in: things and how many facts tie them. Goes out: a partition, always the same for the same network. The method is
Louvain's (Blondel et al. 2008, doi:10.1088/1742-5468/2008/10/P10008) as networkx has it, with a fixed seed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import cos, pi, sin, sqrt

import networkx as nx

from relgraph.layout import Place, Weights

#: A community of more things is split further; those of fewer are put together.
MOST, LEAST = 1000, 4
#: Distance of neighbours in the picture of communities, and the angle by which one is turned from the next.
ROOM, TURN = 260, pi * (3 - sqrt(5))


def communities(things: Iterable[str], weights: Weights) -> tuple[tuple[str, ...], ...]:
    """Part things into communities, the largest first; none has more than `MOST` things, the last gathers small ones."""
    order = sorted(things)
    numbers = {thing: number for number, thing in enumerate(order)}  # numbers, so that no hash of a name has a say
    graph = nx.Graph()
    graph.add_nodes_from(range(len(order)))
    graph.add_weighted_edges_from((numbers[one], numbers[two], many) for (one, two), many in sorted(weights.items()))
    found = [part for group in _parted(graph) for part in _split(graph, group)]
    loose = sorted(number for group in found if len(group) < LEAST for number in group)
    whole = [group for group in found if len(group) >= LEAST]
    whole.sort(key=lambda group: (-len(group), group[0]))
    gathered = [loose[start : start + MOST] for start in range(0, len(loose), MOST)]
    return tuple(tuple(order[number] for number in group) for group in (*whole, *gathered))


def heads(group: Sequence[str], weights: Weights) -> tuple[str, ...]:
    """Give the things of a community in the order of how many facts tie them."""
    inside = frozenset(group)
    degree: Counter[str] = Counter()
    for pair, many in weights.items():
        for thing in pair:
            if thing in inside:
                degree[thing] += many
    return tuple(sorted(group, key=lambda thing: (-degree[thing], thing)))


def places(count: int) -> Iterator[Place]:
    """Give places for communities, the first in the middle, the others around it like the seeds of a sunflower."""
    for index in range(count):
        far = ROOM * sqrt(index)
        yield round(1.35 * far * cos(index * TURN)), round(0.8 * far * sin(index * TURN))


def _parted(graph: nx.Graph) -> list[list[int]]:
    parts = nx.community.louvain_communities(graph, weight="weight", seed=1)
    return sorted((sorted(part) for part in parts), key=lambda part: (-len(part), part[0]))


def _split(graph: nx.Graph, group: list[int]) -> Iterator[list[int]]:
    """Split what is too large: into its own communities, and where it has none into pieces."""
    if len(group) <= MOST:
        yield group
        return
    parts = _parted(graph.subgraph(group))
    if len(parts) == 1:
        yield from (group[start : start + MOST] for start in range(0, len(group), MOST))
        return
    for part in parts:
        yield from _split(graph, part)


def within(group: Iterable[str], weights: Weights) -> Mapping[tuple[str, str], int]:
    """Give the ties between things of a community."""
    inside = frozenset(group)
    return {pair: many for pair, many in weights.items() if inside.issuperset(pair)}
