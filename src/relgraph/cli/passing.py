"""Commands that pass the graph on: view (the page) and export."""

import sys
from pathlib import Path

import click

from relgraph.cli.conventions import EXPORT_FORMS, OUTPUT, STDIO, STORE, export_form, note, put


@click.command()
@click.option(
    "-o",
    "--output",
    type=click.Path(),
    default="relgraph.html",
    show_default=True,
    help="The page; - for standard output.",
)
@click.option("--title", default="", help="Heading of the page.  [default: the two states with most ties]")
@click.option("--open/--no-open", "opened_", default=None, help="Open it in the browser.  [default: on a terminal]")
@STORE
def view(output: str, title: str, opened_: bool | None, store: Path) -> None:
    """Write the picture as one HTML file.

    It holds network, facts and quotes, and works offline and as an attachment.
    """
    from relgraph.api import Graph

    put(Graph(store).page(title), output)
    if output != STDIO:
        note(f"wrote {output}")
        if sys.stdout.isatty() if opened_ is None else opened_:
            click.launch(Path(output).resolve().as_uri())


@click.command()
@click.option(
    "-f", "--format", "form", type=click.Choice(list(EXPORT_FORMS)), help="Default: by extension, else turtle."
)
@OUTPUT
@STORE
def export(form: str | None, output: str, store: Path) -> None:
    """Write the graph as RDF, or its network.

    GraphML and GEXF hold the network. The same facts give the same bytes, whatever the machine.
    """
    from relgraph import export as rdf
    from relgraph import network
    from relgraph.store import open_store

    chosen = export_form(form, output)
    with open_store(store) as opened:
        if chosen in network.FORMS:
            put(network.written(network.from_answers(network.tables(opened)), chosen), output)
        else:
            put(rdf.render(opened, chosen), output)
