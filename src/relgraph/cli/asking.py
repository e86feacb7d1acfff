"""Commands that ask the store: query, queries, show, brief, stats. Libraries load inside, so that --help is quick."""

from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from relgraph.cli.conventions import (
    ANSWER_FORM,
    OUTPUT,
    SOURCE,
    STDIO,
    STORE,
    answer_form,
    near,
    note,
    pairs,
    put,
    taken,
)
from relgraph.errors import UsageError


def question_names(_context: click.Context, _option: click.Parameter, start: str) -> list[str]:
    """Complete the name of a question in the shell."""
    from relgraph.queries import catalogue

    return [question.name for question in catalogue() if question.name.startswith(start)]


@click.command()
@click.argument("question", shell_complete=question_names)
@click.option("-p", "--parameter", "given", multiple=True, metavar="NAME=VALUE", help="Bind a parameter; repeatable.")
@click.option(
    "--on", metavar="DATE", help="Ask of a day, or of a longer time: 2022-05-10, 2022-05, 2022, 2022-03/2022-05."
)
@click.option("--limit", default=30, show_default=True, metavar="SECONDS", help="Time for a query of your own.")
@SOURCE
@ANSWER_FORM
@OUTPUT
def query(
    question: str, given: tuple[str, ...], on: str | None, limit: int, store: str | Path, form: str | None, output: str
) -> None:
    """Ask a question of the catalogue, or one of your own.

    QUESTION is a name that `relgraph queries` lists, a .rq file, SPARQL text, or - for standard input.

    \b
    relgraph query who-met-whom
    relgraph query timeline --on 2022-05
    relgraph query timeline -p party=KAZ --format json
    relgraph query 'SELECT ?s WHERE { ?s a rg:Meeting }'
    """
    from relgraph.answers import render
    from relgraph.api import Graph
    from relgraph.queries import named, over

    chosen = answer_form(form, output)
    text = taken() if question == STDIO else question
    parameters = pairs(given) | (over(named(text), on) if on else {})
    answer = Graph(store).ask(text, parameters, limit)
    put(answer if isinstance(answer, str) else render(answer, chosen), output)


@click.command("queries")
@click.argument("name", required=False, shell_complete=question_names)
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["text", "turtle"]),
    default="text",
    show_default=True,
    help="For people or programs.",
)
@click.option("--endpoint", default="", metavar="URL", help="In Turtle: where the questions can be asked.")
def list_queries(name: str | None, form: str, endpoint: str) -> None:
    """List the questions, or tell all about the one of that NAME.

    As Turtle they are SPARQL examples in the form of the SIB, for endpoints and editors that show such.
    """
    from relgraph.queries import catalogue, named

    if form == "turtle":
        from relgraph.examples import written

        put(written([named(name)] if name else catalogue(), endpoint), STDIO)
        return
    if name is None:
        width = max(len(question.name) for question in catalogue())
        put("".join(f"{question.name:{width}}  {question.summary}\n" for question in catalogue()), STDIO)
        return
    question = named(name)
    lines = [f"{question.name}: {question.summary}"]
    for one in question.parameters:
        lines.append(f"  -p {one.name}=({one.type}{f', default {one.default}' if one.default else ''})  {one.meaning}")
    put("\n".join(lines) + "\n", STDIO)


@click.command()
@click.argument("name")
@SOURCE
@ANSWER_FORM
@OUTPUT
def show(name: str, store: str | Path, form: str | None, output: str) -> None:
    """Show all about one thing, with quotes.

    NAME is any name of a state, person or organization.
    """
    from relgraph.answers import render
    from relgraph.proxy import opened as at
    from relgraph.queries import ask

    chosen = answer_form(form, output)
    with at(store) as opened:
        known = ask(opened, "names").records()
        answer = ask(opened, "about", {"name": meant(name, known)})
    if not len(answer):
        names = dict.fromkeys(row[column] for row in known for column in ("label", "alias", "id") if row[column])
        raise UsageError(name, "nothing in the store has this name", near(name, names) or "see `relgraph stats`")
    put(render(answer, chosen), output)


def meant(name: str, known: Iterable[Mapping[str, str]]) -> str:
    """Give the name by which the tables know what is also called `name`, or alone has `name` as a part of its own.

    Case does not matter. What is not known, or not alone, stays as it is.
    """
    wanted = name.casefold()
    names = [(row["id"], row[one].casefold()) for row in known for one in ("id", "label", "alias")]
    whole = [found for found, text in names if text == wanted]
    part = dict.fromkeys(found for found, text in names if f" {wanted} " in f" {text} ")
    return whole[0] if whole else next(iter(part)) if len(part) == 1 else name


@click.command()
@click.argument("one")
@click.argument("other")
@click.option("--since", default="", metavar="DATE", help="Only what is dated then or later, as 2022, 2022-03.")
@click.option("--until", default="", metavar="DATE", help="Only what is dated then or earlier.")
@click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(["md", "html", "docx", "pdf"]),
    help="Default: by the extension, else md; docx and pdf need the extra [report].",
)
@SOURCE
@OUTPUT
def brief(one: str, other: str, since: str, until: str, form: str | None, store: str | Path, output: str) -> None:
    """Write a dossier on two sides, a footnote behind each sentence.

    ONE and OTHER are any names of two states or bodies. Who speaks for each, meetings held and announced, promises and
    what became of them, figures, formats in common, friction, contradictions. What has no date counts by its document's.

    \b
    relgraph brief TUR KAZ -o pair.docx
    relgraph brief Turkey Kazakhstan --since 2022 --until 2022-06
    """
    from relgraph.api import Graph
    from relgraph.dossier import Pair
    from relgraph.handout import form_of

    chosen = form or ("md" if output == STDIO else form_of(output))
    put(Graph(store).handout(Pair(one, other, since, until), chosen), output)
    if output != STDIO:
        note(f"wrote {output}")


@click.command()
@SOURCE
@ANSWER_FORM
@OUTPUT
def stats(store: str | Path, form: str | None, output: str) -> None:
    """Count what the store holds."""
    from relgraph.answers import render
    from relgraph.proxy import opened as at
    from relgraph.queries import ask

    chosen = answer_form(form, output)
    with at(store) as opened:
        put(render(ask(opened, "stats"), chosen), output)


@click.command()
@click.option("--same", nargs=2, metavar="ONE OTHER", help="Judge two names to be of one person or body.")
@click.option("--different", nargs=2, metavar="ONE OTHER", help="Judge two names to be of two.")
@STORE
@ANSWER_FORM
@OUTPUT
def matches(
    same: tuple[str, str] | None, different: tuple[str, str] | None, store: Path, form: str | None, output: str
) -> None:
    """List people and bodies whose names are so alike that they may be one.

    Nothing is merged until you judge. Judgements stay in a Turtle file beside the store, which you may edit; builds
    follow it, and what they merge is one thing in all answers, with the quotes of both.

    \b
    relgraph matches
    relgraph matches --same "K. Tokayev" "Kassym-Jomart Tokayev"
    relgraph matches --different person/k-berg person/kari-berg
    """
    from relgraph.answers import render
    from relgraph.api import Graph

    chosen = answer_form(form, output)
    judged = same or different
    if same and different:
        raise UsageError("--same", "comes with --different", "judge one pair at a time")
    if judged:
        note(f"wrote {Graph(store).judge(*judged, same=bool(same))}")
        return
    put(render(Graph(store).matches(), chosen), output)
