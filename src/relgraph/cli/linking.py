"""Commands on who is tied to whom: path and network."""

from pathlib import Path

import click

from relgraph.cli.conventions import ANSWER_FORM, ANSWER_FORMS, OUTPUT, STORE, answer_form, put
from relgraph.errors import UsageError

SINCE = click.option("--since", default="", metavar="DATE", help="Only what is dated then or later, as 2022, 2022-03.")
UNTIL = click.option("--until", default="", metavar="DATE", help="Only what is dated then or earlier.")
ON = click.option(
    "--on", default="", metavar="DATE", help="Only of a day, or of a longer time: 2022-05-10, 2022-05, 2022."
)
#: What the network is written as beside the formats of answers.
GRAPHS = ("graphml", "gexf")


@click.command()
@click.argument("one")
@click.argument("other")
@ON
@SINCE
@UNTIL
@click.option(
    "--most", type=click.IntRange(1), default=5, show_default=True, help="Paths at most, if several are as short."
)
@STORE
@ANSWER_FORM
@OUTPUT
def path(
    one: str, other: str, on: str, since: str, until: str, most: int, form: str | None, store: Path, output: str
) -> None:
    """Show how two are linked, with the quote of every step.

    ONE and OTHER are any names of states, bodies or people. A step is what documents state of both its ends as a fact:
    not what is planned, promised or denied. What has no date counts by its document's.

    \b
    relgraph path "Mukhtar Tleuberdi" Turkey
    relgraph path NOR KAZ --since 2022 --format csv
    """
    from relgraph.answers import render
    from relgraph.api import Graph
    from relgraph.links import paths

    chosen = answer_form(form, output)
    graph = Graph(store).links(*_period(on, since, until))
    put(render(paths(graph, one, other, most), chosen), output)


@click.command()
@ON
@SINCE
@UNTIL
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice((*ANSWER_FORMS, *GRAPHS)),
    help="Default: by the output's extension, else table on a terminal and csv in a pipe.",
)
@STORE
@OUTPUT
def network(on: str, since: str, until: str, form: str | None, store: Path, output: str) -> None:
    """List who is central and who belong together, or write their network.

    For each state, body and person: ties to others, facts and documents behind these, betweenness (the share of shortest
    paths that lead through it), the community (Louvain) and the days of the first and last fact. As graphml or gexf it is
    the whole network, an edge with its weight (documents), facts, first and last day and a quote.

    \b
    relgraph network --since 2022
    relgraph network -o ties.gexf
    """
    from relgraph.answers import render
    from relgraph.api import Graph
    from relgraph.links import centralities, measured
    from relgraph.network import xml

    extension = Path(output).suffix.lstrip(".").lower()
    chosen = form or (extension if extension in GRAPHS else answer_form(None, output))
    graph = measured(Graph(store).links(*_period(on, since, until)))
    put(xml(graph, chosen) if chosen in GRAPHS else render(centralities(graph), chosen), output)


def _period(on: str, since: str, until: str) -> tuple[str, str]:
    """Give the period that the options mean."""
    if on and (since or until):
        raise UsageError("--on", "comes with --since or --until", "give a day or a period")
    return (on, on) if on else (since, until)
