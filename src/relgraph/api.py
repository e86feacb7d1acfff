"""The library in one object: a graph in its store, to build, ask, and pass on."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from relgraph.errors import InputError

if TYPE_CHECKING:
    import networkx as nx

    from relgraph.answers import Answer
    from relgraph.build import Progress, Report
    from relgraph.document import Document
    from relgraph.dossier import Pair
    from relgraph.parts import Part


@dataclass(frozen=True, slots=True)
class Graph:
    """The graph in a store's folder; each call opens the store and closes it again.

    To be asked alone, by `ask`, `network`, `page`, `picture` and `dossier`, it may be that behind the address (https://
    or http://) of a SPARQL endpoint.
    """

    store: str | Path = ".relgraph"

    def build(
        self,
        *paths: "str | Path | Document",
        ontology: Sequence[str | Path] = (),
        encoding: str = "utf-8",
        progress: "Progress | None" = None,
        jobs: int | None = None,
        scheduler: str | None = None,
        prune: bool = False,
    ) -> "Report":
        """Read documents into the store: files, or folders of .txt files; without paths the shipped ones.

        `ontology` names Turtle files of your own that widen what the reader knows; `encoding` is that of the files.
        `jobs` processes read, by default one a core where there is enough to read, or the Dask cluster at the address
        `scheduler`. `prune` takes out the documents that were read from these folders and are not there any more.
        `progress` is told what became of each source. A store of an older layout is made anew, see `relgraph.renewal`.
        """
        from relgraph import judgements
        from relgraph.accounts import Reading
        from relgraph.build import Plan, build, follow
        from relgraph.crew import cluster, local
        from relgraph.reading import reader
        from relgraph.renewal import renewed
        from relgraph.resources import folder
        from relgraph.store import open_store

        named = [path for path in paths or (folder("seeds"),) if isinstance(path, str | Path)]
        files = documents_in(named)
        ready = [path for path in paths if not isinstance(path, str | Path)]
        own = tuple(map(Path, ontology))
        reading = Reading(reader(own), own, encoding)
        folders = tuple(path for path in map(Path, named) if path.is_dir())
        plan = Plan(cluster(scheduler) if scheduler else local(jobs), progress, folders, prune)
        with renewed(Path(self.store)) as renewal, open_store(renewal.place, write=True) as opened:
            follow(opened, judgements.load(judgements.place(Path(self.store))))
            given = {source.name for source in files} | {source.name for source in ready}
            known = [source for source in renewal.sources if source.name not in given]
            report = build([*files, *ready, *known], opened, reading, plan)
        return replace(report, backup=renewal.backup)

    def ask(self, question: str, parameters: Mapping[str, str] | None = None, seconds: float = 30) -> "Answer | str":
        """Ask a question of the catalogue by name, or one of your own as a .rq file or as SPARQL text.

        A question of the catalogue is answered in this process, all others in a child process with a time limit.
        """
        from relgraph import proxy, queries
        from relgraph.sandbox import Limits, ask

        if any(letter.isspace() or letter in "{}" for letter in question) and not _is_file(question):
            own = queries.from_text(question, "query")
        elif question.endswith((".rq", ".sparql")) or "/" in question:
            own = queries.from_path(Path(question))
        else:
            named = queries.named(question)
            with proxy.opened(self.store) as opened:
                return queries.ask(opened, named, parameters)
        if proxy.is_address(self.store):
            return proxy.ask(proxy.found(str(self.store), seconds), own, parameters or {})
        return ask(Path(self.store), own, parameters or {}, Limits(seconds=seconds))

    def matches(self) -> "Answer":
        """List people and bodies whose names are so alike that they may be one, but for those judged already."""
        from relgraph import judgements
        from relgraph.matches import matches
        from relgraph.store import open_store

        with open_store(Path(self.store)) as opened:
            return matches(opened, judgements.load(judgements.place(Path(self.store))))

    def judge(self, one: str, other: str, *, same: bool) -> Path:
        """Judge two people or bodies to be the same, or not; give the file beside the store that keeps the judgement.

        Each is named as a document names it, or as `matches` does: person/k-tokayev. Raise UsageError for a name that
        nothing has, or several.
        """
        from relgraph import judgements
        from relgraph.build import follow, refresh
        from relgraph.matches import thing
        from relgraph.store import open_store

        path = judgements.place(Path(self.store))
        with open_store(Path(self.store), write=True) as opened:
            judged = judgements.judged(path, thing(opened, one), thing(opened, other), same=same)
            judgements.save(path, judged)
            follow(opened, judgements.load(path))
            refresh(opened)
        return path

    def network(self) -> "nx.MultiDiGraph":
        """Give the network of parties, people, bodies and events; every edge has its quote."""
        from relgraph.network import from_answers, tables
        from relgraph.proxy import opened as at

        with at(self.store) as opened:
            return from_answers(tables(opened))

    def links(self, since: str = "", until: str = "") -> "nx.Graph":
        """Give the undirected networkx graph of actors, an edge for all that documents state of two, in a period (EDTF)."""
        from relgraph import proxy
        from relgraph.links import Period, actors
        from relgraph.network import tables

        with proxy.opened(self.store) as opened:
            return actors(tables(opened), Period(since, until))

    def page(self, title: str = "") -> str:
        """Give the page as text."""
        from relgraph.network import tables
        from relgraph.picture import page
        from relgraph.proxy import opened as at

        with at(self.store) as opened:
            return page(tables(opened), title)

    def picture(self, output: str | Path = "relgraph.html", title: str = "") -> Path:
        """Write the page to a file, whole or not at all; give the file's path."""
        from relgraph.files import atomic_write

        page = self.page(title).encode("utf-8", "replace")
        with atomic_write(Path(output)) as stream:
            stream.write(page)
        return Path(output)

    def dossier(self, pair: "Pair", form: str = "md") -> str:
        """Give the dossier of two sides as text, in Markdown (md) or HTML (html); see `relgraph.dossier.Pair`."""
        from relgraph.dossier import dossier
        from relgraph.handout import rendered
        from relgraph.proxy import opened as at

        with at(self.store) as opened:
            return rendered(dossier(opened, pair), form)

    def handout(self, pair: "Pair", form: str) -> bytes:
        """Give the dossier of two sides as a file: md, html, docx or pdf; the last two need the extra `[report]`."""
        from relgraph.dossier import dossier
        from relgraph.handout import written
        from relgraph.proxy import opened as at

        with at(self.store) as opened:
            return written(dossier(opened, pair), form)

    def plot(self, kind: str, form: str = "svg", part: "Part | None" = None) -> bytes:
        """Give a picture for a report, of the graph or a part of it; it needs the extra `[plot]`.

        `kind` is timeline, figures, network or scores; `form` is svg or png.
        """
        from relgraph import queries
        from relgraph.charts import SCORED, chart
        from relgraph.network import tables
        from relgraph.parts import Part, extracted, resolved
        from relgraph.plot import drawn
        from relgraph.store import open_store

        with open_store(Path(self.store)) as opened:
            chosen = resolved(opened, part or Part())
            asked = opened if chosen.whole else extracted(opened, chosen)
            answers = {**tables(asked), SCORED: queries.ask(asked, SCORED).records()}
        return drawn(chart(kind, answers), form)

    def export(
        self, output: "str | Path | BinaryIO", form: str = "", part: "Part | None" = None, *, ontology: bool = False
    ) -> "list[Path]":
        """Write the graph or a part of it to a file, with its description beside it, or to an open binary file.

        `form` is a format of RDF, of the network, of tables or of records, see `relgraph export --help`; without one
        the file's extension decides. Give the paths of the files written.
        """
        from relgraph.outputs import format_of, stream, write
        from relgraph.parts import Part, resolved
        from relgraph.store import open_store

        with open_store(Path(self.store)) as opened:
            chosen = resolved(opened, part or Part())
            if isinstance(output, str | Path):
                path = Path(output)
                return write(opened, path, form or format_of(path), chosen, ontology=ontology)
            stream(output, opened, form, chosen, ontology=ontology)
        return []


def documents_in(paths: Iterable[str | Path]) -> list[Path]:
    """List the documents behind paths: files as they are, folders by their .txt files, sorted; each once.

    A folder that may not be looked into stands for itself, so that it is told of when it is read.
    """
    found: dict[Path, None] = {}
    for path in map(Path, paths):
        if not path.exists():
            raise InputError(str(path), "there is no such file or folder", "check the path")
        texts = _texts(path) if path.is_dir() else [path]
        if not texts:
            raise InputError(str(path), "holds no .txt file", "name a folder with documents, or the files themselves")
        found |= dict.fromkeys(texts)
    return list(found)


def _texts(folder: Path) -> list[Path]:
    """List the .txt files below a folder, and the folders that may not be looked into."""
    shut: list[Path] = []
    found = [
        Path(place, name)
        for place, folders, names in os.walk(folder, onerror=lambda error: shut.append(Path(error.filename)))
        for name in (*folders, *names)
        if name.endswith(".txt")
    ]
    return sorted([*found, *shut])


def _is_file(text: str) -> bool:
    try:
        return Path(text).is_file()
    except OSError:
        return False
