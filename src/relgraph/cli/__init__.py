"""The command line. click lives in this package; each command is a few lines that call a module of the same name."""

import signal

import click

from relgraph.cli import asking, building, linking, passing
from relgraph.cli.conventions import EXIT_CODES, Commands, speak_utf8


@click.group(cls=Commands, epilog=EXIT_CODES, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--debug", is_flag=True, envvar="RELGRAPH_DEBUG", help="Show the traceback of a failure.")
@click.version_option(package_name="relgraph")
def relgraph(debug: bool) -> None:
    """Read diplomatic news into a knowledge graph in which every fact is a quotation.

    \b
    relgraph build                     read the shipped documents, or your own
    relgraph query who-met-whom        ask; `relgraph queries` lists the questions
    relgraph path Turkey Kazakhstan    see how two are linked
    relgraph view                      write the picture as one HTML file
    """


for command in (
    *(building.build, asking.query, asking.list_queries, asking.show, asking.brief, asking.stats, asking.matches),
    *(passing.view, passing.plot, passing.export, passing.push, passing.serve, passing.digest),
    *(passing.describe, passing.mcp, linking.path, linking.network),
    *(building.import_, building.check, building.verify, building.why),
):
    relgraph.add_command(command)


def main() -> None:
    """Run the command line; a request to end is met like Ctrl-C."""
    speak_utf8()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    relgraph(prog_name="relgraph")
