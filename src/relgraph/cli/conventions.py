"""What all commands share: the options, the ways in and out, and how a failure reads and ends.

Data goes to standard output, all else to standard error; `-` is standard input or output; a failure is one line with
place, problem and remedy, and the exit code of its kind.
"""

import difflib
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from relgraph.errors import InputError, RelgraphError, UsageError

Command = TypeVar("Command", bound=Callable[..., Any])

EXIT_CODES = """\b
Exit codes:
  0    done; an empty answer is an answer
  1    the answer is no: a law or shape is broken, or some documents failed
  2    the command's words are off
  3    bad input: a document, query or file cannot be read
  4    the store is missing, in use, or damaged
  5    a remote end did not answer as it should
  124  a query ran into its limit
  130  interrupted"""

STDIO = "-"
#: Formats of answers; the first is for terminals, the second for pipes.
ANSWER_FORMS = ("table", "csv", "excel", "tsv", "json", "xml", "jsonl", "md")
#: Formats of exports, with the extensions that stand for them.
EXPORT_FORMS: Mapping[str, tuple[str, ...]] = {
    "turtle": ("ttl", "turtle"),
    "trig": ("trig",),
    "nt": ("nt",),
    "nq": ("nq",),
    "jsonld": ("jsonld",),
    "rdfxml": ("rdf", "owl", "xml"),
    "graphml": ("graphml",),
    "gexf": ("gexf",),
    "csv": ("csv",),
    "parquet": ("parquet",),
    "plover": ("jsonl",),
}


class Place(click.ParamType[str | Path]):
    """Where a store is: its folder or, for a command that only asks, the address of a SPARQL endpoint."""

    name = "path"

    def __init__(self, *, remote: bool) -> None:
        self.remote = remote

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str | Path:
        """Give an address as text and a folder as a path; raise UsageError for an address where none can be asked."""
        if not str(value).startswith(("https://", "http://")):
            return Path(value)
        if self.remote:
            return str(value)
        remedy = "name the folder of a store; query, show, view, brief and stats can ask an address"
        raise UsageError(str(value), "is an address, and this command needs the store itself", remedy)


def _store(text: str, *, remote: bool) -> Callable[[Command], Command]:
    return click.option(
        "--store", type=Place(remote=remote), default=".relgraph", show_default=True, envvar="RELGRAPH_STORE", help=text
    )


STORE = _store("The store's folder.", remote=False)
SOURCE = _store("The store's folder, or the https:// address of a SPARQL endpoint.", remote=True)
ENCODING = click.option("--encoding", default="utf-8", show_default=True, help="How the files are encoded.")
OUTPUT = click.option("-o", "--output", type=click.Path(), default=STDIO, help="File to write; - is standard output.")
ANSWER_FORM = click.option(
    "-f",
    "--format",
    "form",
    type=click.Choice(ANSWER_FORMS),
    help="Default: by the output's extension, else table on a terminal and csv in a pipe.",
)


class Commands(click.Group):
    """A group that turns failures, Ctrl-C and a closed pipe into their quiet ends; `--debug` shows the traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except RelgraphError as error:
            if ctx.params.get("debug"):
                raise
            note(one_line(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            click.echo("relgraph: interrupted", err=True)
            ctx.exit(130)
        except BrokenPipeError:
            sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - stays open to the end
            ctx.exit(0)
        except OSError as error:
            if ctx.params.get("debug"):
                raise
            place = str(error.filename or "output")
            note(one_line(RelgraphError(place, error.strerror or "cannot be used", "check the path")))
            ctx.exit(1)
        return result


def speak_utf8() -> None:
    """Write UTF-8 whatever the console's code page is: a Kazakh name must not end in a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def answer_form(form: str | None, output: str) -> str:
    """Choose the format of an answer: as asked, else by extension, else by where it goes."""
    if form:
        return form
    if output == STDIO:
        return ANSWER_FORMS[0] if sys.stdout.isatty() else ANSWER_FORMS[1]
    extension = Path(output).suffix.lstrip(".").lower()
    if extension in ANSWER_FORMS:
        return extension
    raise UsageError(output, "its extension names no format", f"add --format, one of {', '.join(ANSWER_FORMS)}")


def export_form(form: str | None, output: str) -> str:
    """Choose the format of an export: as asked, else by extension, else Turtle."""
    if form or output == STDIO:
        return form or "turtle"
    from relgraph.files import bare_suffix

    extension = bare_suffix(Path(output)).lstrip(".")
    for name, extensions in EXPORT_FORMS.items():
        if extension in extensions:
            return name
    raise UsageError(output, "its extension names no format", f"add --format, one of {', '.join(EXPORT_FORMS)}")


def put(data: str | bytes, output: str) -> None:
    """Write data to standard output or, whole or not at all, to a file."""
    raw = data.encode("utf-8", "replace") if isinstance(data, str) else data
    if output == STDIO:
        sys.stdout.flush()
        sys.stdout.buffer.write(raw)
        return
    from relgraph.files import atomic_write

    with atomic_write(Path(output)) as stream:
        stream.write(raw)


@contextmanager
def opened_for(output: str) -> Iterator[BinaryIO]:
    """Open standard output, or a file that is written whole or not at all and compressed by its name."""
    if output == STDIO:
        sys.stdout.flush()
        yield sys.stdout.buffer
        return
    from relgraph.files import packed_write

    with packed_write(Path(output)) as stream:
        yield stream


def taken_raw() -> bytes:
    """Read all of standard input; raise InputError if it is longer than a document may be."""
    from relgraph.document import LARGEST

    raw = sys.stdin.buffer.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise InputError("standard input", f"has more than {LARGEST / 1e6:.0f} MB", "split it: one text a time")
    return raw


def taken() -> str:
    """Read all of standard input as UTF-8 text."""
    try:
        return taken_raw().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("standard input", f"byte {error.start} is not UTF-8", "give UTF-8 text") from error


def note(text: str) -> None:
    """Tell the user something that is not data."""
    click.echo(text, err=True)


def one_line(error: RelgraphError) -> str:
    """Write a failure as its one line: control characters of a path or document cannot break it."""
    return f"relgraph: {' '.join(str(error).split())}"


def pairs(given: Iterable[str]) -> dict[str, str]:
    """Read `-p name=value` options."""
    split = [text.partition("=") for text in given]
    for name, sign, _ in split:
        if not sign or not name:
            raise UsageError(f"-p {name}", "is no name=value", "write it as -p state=KAZ")
    return {name: value for name, _, value in split}


def near(name: str, known: Iterable[str]) -> str:
    """Say what a name may have meant, or nothing: names that hold it as a part come before those spelt alike."""
    folded = {one.casefold(): one for one in known}
    wanted = name.casefold()
    found = [one for one in folded if wanted in one] or difflib.get_close_matches(wanted, folded, n=3, cutoff=0.5)
    return f"did you mean {' or '.join(folded[one] for one in found[:3])}?" if found else ""
