"""Diplomatic news as a knowledge graph in which every fact is a quotation.

    import relgraph
    graph = relgraph.Graph()          # the store in .relgraph, or the folder that is named
    graph.build("news/")              # reads documents; without a path the shipped ones
    graph.ask("who-met-whom")         # a table that shows itself in a notebook
    graph.network()                   # a networkx graph
    graph.picture("relations.html")   # one page, for the browser and for mail

What is here loads on first use, so that importing relgraph stays quick.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from relgraph.api import Graph

__all__ = ["Graph"]


def __getattr__(name: str) -> object:
    if name == "Graph":
        from relgraph.api import Graph

        return Graph
    raise AttributeError(f"module 'relgraph' has no attribute '{name}'")


def __dir__() -> list[str]:
    return __all__
