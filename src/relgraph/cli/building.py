"""Commands that make the store and prove it: build, check, verify, why."""

import sys
from pathlib import Path

import click

from relgraph.cli.conventions import ENCODING, STDIO, STORE, note, one_line, put, taken, taken_raw


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--ontology", multiple=True, type=click.Path(path_type=Path), help="Turtle of your own: names, words, offices."
)
@ENCODING
@STORE
@click.pass_context
def build(
    context: click.Context, paths: tuple[Path, ...], ontology: tuple[Path, ...], encoding: str, store: Path
) -> None:
    """Read documents into the store.

    PATHS are files, or folders of .txt files, or - for one document on standard input, which is then called
    stdin-HASH.txt; without them, the documents that ship with relgraph are read.

    A document that is there unchanged is left alone; one that fails is reported, and the others go in.
    """
    from relgraph.api import Graph, documents_in
    from relgraph.document import Document, from_bytes
    from relgraph.resources import folder

    named = [path for path in paths or (folder("seeds"),) if str(path) != STDIO]
    documents: list[Path | Document] = [*documents_in(named)]
    if len(named) < len(paths):
        documents.append(from_bytes(taken_raw(), encoding))
    with click.progressbar(length=len(documents), file=sys.stderr, hidden=not sys.stderr.isatty()) as bar:
        report = Graph(store).build(*documents, ontology=ontology, encoding=encoding, progress=lambda _: bar.update(1))
    for failure in report.failures:
        note(one_line(failure.error))
    done = f"{report.documents} read, {report.unchanged} unchanged, {len(report.failures)} failed"
    note(f"{done}; {report.facts} new facts")
    if report.failures:
        context.exit(1 if len(report.failures) < len(documents) else report.failures[0].error.exit_code)


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

    PATHS are folders with the documents; without them, those that ship with relgraph.
    """
    from relgraph.api import documents_in
    from relgraph.resources import folder
    from relgraph.store import open_store
    from relgraph.verify import verify as run

    places = documents_in(paths or (folder("seeds"),))
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
