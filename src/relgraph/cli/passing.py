"""Commands that pass the graph on: view (the page), export, push, serve and digest."""

import sys
from pathlib import Path

import click

from relgraph.cli.conventions import EXPORT_FORMS, OUTPUT, SOURCE, STDIO, STORE, export_form, note, pairs, put
from relgraph.errors import UsageError


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
@SOURCE
def view(output: str, title: str, opened_: bool | None, store: str | Path) -> None:
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
@click.option("--document", "documents", multiple=True, metavar="NAME", help="Only of this document; repeatable.")
@click.option("--party", "parties", multiple=True, metavar="NAME", help="Only facts that name it; give two for a pair.")
@click.option(
    "--since", default="", metavar="DATE", help="Only facts dated then or later, as 2022, 2022-03, 2022-03-02."
)
@click.option("--until", default="", metavar="DATE", help="Only facts dated then or earlier.")
@click.option("--question", metavar="NAME", help="Only facts of the sentences that the answer quotes.")
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="Parameter of the question.")
@click.option("--ontology", is_flag=True, help="With the ontology, in RDF formats.")
@OUTPUT
@STORE
def export(
    form: str | None,
    documents: tuple[str, ...],
    parties: tuple[str, ...],
    since: str,
    until: str,
    question: str | None,
    given: tuple[str, ...],
    ontology: bool,
    output: str,
    store: Path,
) -> None:
    """Write the graph, or a part of it.

    RDF: turtle, trig, nt, nq, jsonld, rdfxml. The network: graphml and gexf, or csv and parquet, which are two files,
    nodes and edges, with the heads of Neo4j's importer. Event records: plover. A name that ends in .gz, .bz2 or .xz is
    compressed. Beside each file lies FILE-metadata.json with the digest of what it says; see `relgraph digest`.

    A fact must meet all conditions; a part has no ties that are derived from all documents together. The same facts
    give the same bytes, whatever the machine.

    \b
    relgraph export -o graph.ttl.gz
    relgraph export -o pair.gexf --party Turkey --party KAZ --since 2022
    relgraph export -o met.csv --question who-met-whom
    """
    from relgraph.api import Graph
    from relgraph.parts import Part, behind
    from relgraph.queries import named
    from relgraph.store import open_store

    chosen = export_form(form, output)
    quotes = None
    if question:
        with open_store(store) as opened:
            quotes = behind(opened, named(question), pairs(given))
    elif given:
        raise UsageError(f"-p {given[0]}", "no question to give it to", "name one with --question")
    part = Part(frozenset(documents), parties, since, until, quotes)
    sys.stdout.flush()
    to = sys.stdout.buffer if output == STDIO else Path(output)
    for path in Graph(store).export(to, chosen, part, ontology=ontology):
        note(f"wrote {path}")


@click.command()
@click.argument("kind", type=click.Choice(["timeline", "figures", "network", "scores"]))
@click.option("--party", "parties", multiple=True, metavar="NAME", help="Only facts that name it; give two for a pair.")
@click.option("--since", default="", metavar="DATE", help="Only facts dated then or later, as 2022, 2022-03.")
@click.option("--until", default="", metavar="DATE", help="Only facts dated then or earlier.")
@click.option("-f", "--format", "form", type=click.Choice(["svg", "png"]), help="Default: by the extension, else svg.")
@OUTPUT
@STORE
def plot(
    kind: str, parties: tuple[str, ...], since: str, until: str, form: str | None, output: str, store: Path
) -> None:
    """Draw a picture for a report, as SVG or PNG.

    Dated facts over time, figures with their targets, who is tied to whom, or how friendly the acts were by year. Each
    says how many of the known facts it shows, and from which documents. It needs the extra [plot].

    \b
    relgraph plot timeline -o timeline.svg
    relgraph plot figures --party Turkey --party Kazakhstan -o figures.png
    """
    from relgraph.api import Graph
    from relgraph.parts import Part
    from relgraph.plot import form_of

    chosen = form or ("svg" if output == STDIO else form_of(output))
    put(Graph(store).plot(kind, chosen, Part(parties=parties, since=since, until=until)), output)
    if output != STDIO:
        note(f"wrote {output}")


@click.command()
@click.argument("url")
@click.option("--kind", default="", metavar="NAME", help="What kind of store it is.  [default: guessed]")
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@STORE
def push(url: str, kind: str, dry_run: bool, store: Path) -> None:
    """Send the graph to a triple store.

    URL is that of a data set or repository, as http://localhost:3030/ds. Kinds: oxigraph, fuseki, rdf4j, graphdb,
    blazegraph, virtuoso, qlever, stardog, neptune.

    One named graph after the other is sent, read back and compared by its digest before it takes its place; other
    graphs there are left alone. A second push sends only what has changed, by the receipt STORE.push.json.

    Credentials come from RELGRAPH_USER and RELGRAPH_PASSWORD, RELGRAPH_TOKEN, or netrc.
    """
    from relgraph.endpoints import endpoint
    from relgraph.push import Step, preview
    from relgraph.push import push as run
    from relgraph.remote import Client, credentials

    def tell(step: Step) -> None:
        if step.action != "keep":
            put(f"{step.action} {step.graph} {step.sent.triples} {step.sent.digest}\n", STDIO)

    to = endpoint(url, kind, Client(credentials(url)))
    if dry_run:
        for step in preview(store, to):
            tell(step)
        return
    steps: list[Step] = []

    def done_with(step: Step) -> None:
        steps.append(step)
        tell(step)

    written = run(store, to, done_with)
    count = {action: sum(step.action == action for step in steps) for action in ("send", "remove", "keep")}
    done = f"{count['send']} graphs sent, {count['remove']} removed, {count['keep']} unchanged"
    note(f"{to.kind} at {to.url}: {done}; receipt in {written}")


@click.command()
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen at; others can reach any other."
)
@click.option("--port", default=7878, show_default=True, help="Port to listen at.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Answer to this host name too; repeatable.")
@click.option("--cors", "origins", multiple=True, metavar="ORIGIN", help="Let pages from there read it; * for all.")
@click.option("--limit", default=30, show_default=True, metavar="SECONDS", help="Time for a query.")
@click.option("--rate", default=0, metavar="N", help="Queries a client may ask in a minute.  [default: any number]")
@STORE
def serve(
    host: str, port: int, names: tuple[str, ...], origins: tuple[str, ...], limit: int, rate: int, store: Path
) -> None:
    """Serve the graph as a read-only SPARQL 1.1 endpoint.

    The endpoint is /sparql, the page to ask from is /, and a thing https://w3id.org/relgraph/id/... is described at
    /id/... as a page with quotes, or as Turtle, JSON-LD, N-Triples or RDF/XML. Needs the extra [serve].
    """
    from relgraph.sandbox import Limits
    from relgraph.store import open_store

    try:
        from relgraph.serve import application, run
    except ImportError as error:
        raise UsageError("serve", f"needs {error.name}", "pip install 'relgraph[serve]'") from error
    with open_store(store):  # say now what is wrong with it
        note(f"serving {store} at http://{host}:{port}/ ; end with Ctrl-C")
    run(application(store, Limits(limit), (host, *names), origins, rate), host, port)


@click.command()
@click.argument("path", type=click.Path(path_type=Path), metavar="FILE")
def digest(path: Path) -> None:
    """Print the digest of what an RDF file says.

    It is the SHA-256 of its canonical form (RDFC-1.0): two files, of whatever syntax, order and blank node names, say
    the same if their digests are equal. The file may be compressed.
    """
    from relgraph.canonical import digest_of_file

    put(digest_of_file(path) + "\n", STDIO)


@click.command()
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["turtle", "jsonld", "schema"]),
    default="turtle",
    show_default=True,
    help="schema is the JSON-LD that a web page carries for search engines.",
)
@click.option("--endpoint", default="", metavar="URL", help="Where it can be asked.")
@click.option("--license", "license_", default="", metavar="URL", help="Under which terms you publish it.")
@OUTPUT
@STORE
def describe(form: str, endpoint: str, license_: str, output: str, store: Path) -> None:
    """Describe the data set for catalogues and crawlers: VoID, DCAT and schema.org.

    All of it is computed: sizes, classes, properties, vocabularies, the time that the documents are from, and the digest
    (RDFC-1.0) by which the version is named.
    """
    from relgraph.description import About, census, written
    from relgraph.store import open_store

    with open_store(store) as opened:
        put(written(census(opened), form, About(endpoint, license_)), output)


@click.command()
@SOURCE
def mcp(store: str | Path) -> None:
    """Let agents ask the graph, over the Model Context Protocol.

    A server on standard input and output that only reads: search, facts between two parties in a period, the evidence of a
    fact, the questions of the catalogue. Answers carry quotes and say that they are quotations. Needs the extra [mcp].
    """
    try:
        from relgraph.toolbox import run
    except ImportError as error:
        raise UsageError("mcp", f"needs {error.name}", "pip install 'relgraph[mcp]'") from error
    from relgraph.proxy import opened as at

    with at(store):  # say now what is wrong with it
        pass
    run(store)
