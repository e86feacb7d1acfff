"""Commands that make the store and prove it: build, check, verify, why."""

import sys
from pathlib import Path

import click

from relgraph.cli.conventions import ENCODING, STDIO, STORE, note, opened_for, put, taken, taken_raw
from relgraph.errors import UsageError


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--ontology", multiple=True, type=click.Path(path_type=Path), help="Turtle of your own: names, words, offices."
)
@click.option("--prune", is_flag=True, help="Take out what was read from a folder and is not in it any more.")
@click.option(
    "--jobs", type=int, metavar="N", help="Processes that read.  [default: one a core, if there is enough to read]"
)
@click.option(
    "--scheduler", metavar="ADDRESS", help="Read on the Dask cluster at tcp://HOST:PORT; needs the extra [cluster]."
)
@ENCODING
@STORE
@click.pass_context
def build(
    context: click.Context,
    paths: tuple[Path, ...],
    ontology: tuple[Path, ...],
    prune: bool,
    jobs: int | None,
    scheduler: str | None,
    encoding: str,
    store: Path,
) -> None:
    """Read documents into the store, or bring it up to date.

    PATHS are files, or folders of .txt files, or - for one document on standard input, which is then called
    stdin-HASH.txt; without them, the documents that ship with relgraph are read.

    Only new and changed documents are read. A changed one, by its file name or url, replaces what it said before; one
    that fails is reported, and the others go in. Interrupt it at any time: what is done stays, and the same command
    goes on from there.

    \b
    relgraph build texts               read a folder; again, when it has grown
    relgraph build texts --prune       forget also what was removed from it
    """
    if jobs and scheduler:
        raise UsageError(
            "--jobs", "counts processes of this machine, and --scheduler has its own", "give one of the two"
        )
    from relgraph.api import Graph, documents_in
    from relgraph.cli.progress import summary, telling
    from relgraph.document import from_bytes
    from relgraph.resources import folder

    named = [path for path in paths or (folder("seeds"),) if str(path) != STDIO]
    piped = [from_bytes(taken_raw(), encoding)] if len(named) < len(paths) else []
    total = len(documents_in(named)) + len(piped) if sys.stderr.isatty() else 0
    with telling(total) as told:
        report = Graph(store).build(
            *named,
            *piped,
            ontology=ontology,
            encoding=encoding,
            progress=told.step,
            jobs=jobs,
            scheduler=scheduler,
            prune=prune,
        )
    note(summary(report))
    if told.errors:
        context.exit(told.errors[0].exit_code if len(told.errors) == told.count else 1)


@click.command("import")
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("-f", "--format", "form", default="", metavar="KIND", help="gdelt, icews or polecat.  [default: guessed]")
@click.option("-o", "--output", type=click.Path(), help="Write N-Triples (- for standard output), into no store.")
@STORE
@click.pass_context
def import_(context: click.Context, paths: tuple[Path, ...], form: str, output: str | None, store: Path) -> None:
    """Take in the event data of others: tables of GDELT 2.0 events, ICEWS, POLECAT.

    Its rows have no quotes, so they are coded events and no facts: only the question coded-events tells of them, beside
    SPARQL of your own. PATHS are tables as they are published, compressed or not. A file that is there already is left
    alone, and a new one of its name takes its place.

    \b
    relgraph import 20220224.export.CSV.zip
    relgraph query coded-events -p party=TUR -p other=KAZ
    relgraph import icews.tab -o - | gzip > icews.nt.gz
    """
    from relgraph.eventdata import Report, load, written

    def tell(path: Path, report: Report) -> None:
        for problem in report.problems:
            note(f"relgraph: {problem}")
        done = "unchanged" if report.unchanged else f"{report.rows} rows, {report.failed} could not be read"
        note(f"{path}: {done}")

    reports = []
    if output is not None:
        with opened_for(output) as stream:
            for path in paths:
                table, lines = written(path, form)
                stream.writelines(lines)
                reports.append(Report(table.rows, table.failed, tuple(table.problems)))
                tell(path, reports[-1])
    else:
        from relgraph.store import open_store

        with open_store(store, write=True) as opened:
            for path in paths:
                reports.append(load(opened, path, form))
                tell(path, reports[-1])
    context.exit(1 if any(report.failed for report in reports) else 0)


@click.command()
@STORE
@click.pass_context
def check(context: click.Context, store: Path) -> None:
    """Validate the graph against its shapes (SHACL).

    Ends with 1 if the graph does not conform.
    """
    from relgraph.check import check as run
    from relgraph.store import open_store

    with open_store(store) as opened:
        report = run(opened)
    found = (" ".join(filter(None, (one.node, one.message, one.value))) for one in report.violations)
    put("".join(f"{line}\n" for line in found), STDIO)
    note(f"violations of the shapes: {len(report.violations)}")
    context.exit(0 if report.conforms else 1)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@ENCODING
@STORE
@click.pass_context
def verify(context: click.Context, paths: tuple[Path, ...], encoding: str, store: Path) -> None:
    """Prove every quote again, from the documents.

    Ends with 1 if one does not stand in its document letter for letter.

    PATHS are folders with the documents; without them, each is sought where it was read. What came by standard input is
    proved by the text that the store keeps of it.
    """
    from relgraph.api import documents_in
    from relgraph.store import open_store
    from relgraph.verify import verify as run

    places = documents_in(paths) if paths else None
    with open_store(store) as opened:
        report = run(opened, places, encoding)
    put("".join(f"{one.document}: {one.problem} {one.fact}".rstrip() + "\n" for one in report.breaches), STDIO)
    counted = f"{report.quotes} quotes with {report.arguments} arguments in {report.documents} document(s)"
    note(f"checked {counted}; broken: {len(report.breaches)}")
    context.exit(1 if report.breaches else 0)


@click.command()
@click.argument("sentence")
def why(sentence: str) -> None:
    """Explain how a sentence is read.

    Tells what its words mean and which rule gives each fact; - reads standard input.
    """
    from relgraph.reading import explain

    text = taken() if sentence == STDIO else sentence
    put(explain(text).rstrip("\n") + "\n", STDIO)
