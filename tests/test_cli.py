"""The command line: what goes to which stream, in which format, with which exit code, and how failures read."""

import csv
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from io import StringIO
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from relgraph.cli import relgraph
from relgraph.cli.conventions import EXIT_CODES

RELGRAPH = str(Path(sys.executable).with_name("relgraph"))


def run(*words: str | Path, store: Path | None = None, stdin: str = "") -> Result:
    """Run a command in this process."""
    named = [] if store is None else ["--store", str(store)]
    return CliRunner().invoke(relgraph, [*map(str, words), *named], input=stdin)


def process(words: Sequence[str | Path], **options: object) -> "subprocess.CompletedProcess[str]":
    """Run a command as a user does."""
    return subprocess.run([RELGRAPH, *map(str, words)], capture_output=True, check=False, **{"text": True} | options)  # type: ignore[call-overload, no-any-return]


def lines(result: Result) -> list[str]:
    """Give the lines on standard error; a failure has one."""
    return result.stderr.splitlines()


def test_answer_is_csv_in_a_pipe_and_nothing_else(seeds_store: Path) -> None:
    result = run("query", "people", store=seeds_store)
    assert result.exit_code == 0
    assert result.stderr == ""
    rows = list(csv.DictReader(StringIO(result.stdout)))
    assert {"name", "office", "of", "former", "start", "end", "quote", "document"} <= set(rows[0])


@pytest.mark.parametrize("form", ["table", "csv", "tsv", "json", "xml", "jsonl", "md"])
def test_answer_in_each_format_names_its_people(seeds_store: Path, form: str) -> None:
    result = run("query", "people", "--format", form, store=seeds_store)
    assert result.exit_code == 0
    assert "Foreign Minister" in result.stdout
    assert "\x1b" not in result.stdout


def test_format_follows_the_extension(seeds_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "people.json"
    assert run("query", "people", "-o", out, store=seeds_store).exit_code == 0
    assert json.loads(out.read_text("utf-8"))["head"]["vars"][0] == "name"


@pytest.mark.parametrize(("command", "name"), [("query", "people.docx"), ("export", "graph.docx")])
def test_unknown_extension_is_refused_before_anything_is_written(
    seeds_store: Path, tmp_path: Path, command: str, name: str
) -> None:
    words = ["people"] if command == "query" else []
    result = run(command, *words, "-o", tmp_path / name, store=seeds_store)
    assert result.exit_code == 2
    assert "add --format" in lines(result)[0]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("form", ["turtle", "trig", "nt", "nq", "jsonld", "rdfxml", "graphml", "gexf"])
def test_every_export_is_the_same_twice(seeds_store: Path, form: str) -> None:
    first, second = (run("export", "--format", form, store=seeds_store) for _ in range(2))
    assert first.exit_code == 0, first.stderr
    assert len(first.stdout_bytes) > 1000
    assert first.stdout_bytes == second.stdout_bytes


def test_page_goes_to_a_file_and_its_name_to_standard_error(seeds_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    result = run("view", "-o", out, "--no-open", "--title", "Two states", store=seeds_store)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == f"wrote {out}\n"
    page = out.read_text("utf-8")
    assert "<title>Two states · relgraph</title>" in page
    assert len(page.encode()) < 1_500_000


def test_brief_follows_the_extension_and_is_markdown_in_a_pipe(seeds_store: Path, tmp_path: Path) -> None:
    out = tmp_path / "pair.html"
    result = run("brief", "Turkey", "KAZ", "-o", out, store=seeds_store)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", f"wrote {out}\n")
    assert "<h1>Türkiye and Kazakhstan</h1>" in out.read_text("utf-8")
    assert run("brief", "TUR", "KAZ", store=seeds_store).stdout.startswith("# Türkiye and Kazakhstan\n")


def test_own_query_comes_from_text_file_or_standard_input(seeds_store: Path, tmp_path: Path) -> None:
    text = "SELECT (COUNT(DISTINCT ?g) > 0 AS ?some) WHERE { GRAPH ?g { ?s ?p ?o } }"
    file = tmp_path / "own.rq"
    file.write_text(text, encoding="utf-8")
    results = [run("query", text, store=seeds_store), run("query", file, store=seeds_store)]
    results.append(run("query", "-", store=seeds_store, stdin=text))
    assert [result.stdout.split() for result in results] == [["some", "true"]] * 3


@pytest.mark.parametrize("name", ["TUR", "Turkey", "türkiye", "Түркия"])
def test_thing_is_shown_by_any_of_its_names(seeds_store: Path, name: str) -> None:
    result = run("show", name, store=seeds_store)
    assert result.exit_code == 0
    assert "Foreign Minister of TUR" in result.stdout


def test_person_is_shown_by_surname(seeds_store: Path) -> None:
    whole = run("show", "Mukhtar Tleuberdi", store=seeds_store)
    assert whole.exit_code == 0
    assert run("show", "tleuberdi", store=seeds_store).stdout == whole.stdout


def test_why_tells_rule_and_words_of_each_fact() -> None:
    result = run("why", "Norway thanked Chile.")
    assert result.exit_code == 0
    assert "Support" in result.stdout
    assert "NOR" in result.stdout


def test_why_reads_standard_input() -> None:
    result = run("why", "-", stdin="It rained.")
    assert result.exit_code == 0
    assert "rained" in result.stdout


def test_stats_count_documents_and_facts(seeds_store: Path) -> None:
    counts = dict(csv.reader(StringIO(run("stats", store=seeds_store).stdout)))
    assert int(counts["documents"]) >= 1
    assert int(counts["events"]) > 5


def test_build_again_leaves_everything_as_it_is(seeds_store: Path) -> None:
    result = run("build", store=seeds_store)
    assert result.exit_code == 0
    assert lines(result)[-1].endswith("0 failed; 0 new facts")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("binary.txt", b"\x00\x01\x02", "NUL"),
        ("latin.txt", "published in Çankaya".encode("latin-1"), "is not utf-8"),
        ("open.txt", b"---\ntitle: no end\n", "has no end"),
        ("date.txt", b"---\npublished: 2022-13-45\n---\nText.", "is no date"),
    ],
)
def test_document_that_cannot_be_read_is_bad_input(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    result = run("build", tmp_path / name, store=tmp_path / "store")
    assert result.exit_code == 3
    assert name in lines(result)[0]
    assert says in lines(result)[0]


def test_document_comes_from_standard_input_in_its_encoding(tmp_path: Path) -> None:
    store, text = tmp_path / "store", "Norway thanked Chile in Çankaya."
    done = process(["build", "-", "--encoding", "windows-1254", "--store", store], input=text, encoding="windows-1254")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.startswith("1 read")
    rows = list(csv.DictReader(StringIO(run("query", "events", store=store).stdout)))
    assert [row["quote"] for row in rows] == [text]
    assert rows[0]["document"].startswith("stdin-")
    verified = run("verify", store=store)
    assert (verified.exit_code, verified.stderr.split("; ")[-1]) == (0, "broken: 0\n")


def test_files_are_read_and_verified_in_the_encoding_that_is_named(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("Norway thanked Chile in Çankaya.".encode("windows-1254"))
    words: list[str | Path] = [tmp_path / "a.txt", "--encoding", "windows-1254"]
    assert run("build", *words, store=tmp_path / "store").exit_code == 0
    assert run("verify", *words, store=tmp_path / "store").exit_code == 0
    assert run("build", tmp_path / "a.txt", "--encoding", "klingon", store=tmp_path / "other").exit_code == 2


def test_one_bad_document_among_good_ones_ends_with_one(tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_bytes(b"\x00")
    (tmp_path / "good.txt").write_text("Norway thanked Chile.", encoding="utf-8")
    result = run("build", tmp_path, store=tmp_path / "store")
    assert result.exit_code == 1
    assert "1 read, 0 unchanged, 1 failed" in lines(result)[-1]


def test_a_question_is_asked_of_a_day_or_a_longer_time(seeds_store: Path) -> None:
    for when, some in (("2022-02-24", True), ("2022-02", True), ("1990", False)):
        result = run("query", "timeline", "--on", when, store=seeds_store)
        assert result.exit_code == 0
        assert (len(result.stdout.splitlines()) > 1) == some
    result = run("query", "people", "--on", "2022", store=seeds_store)
    assert (result.exit_code, lines(result)[0].split(";")[0]) == (
        2,
        "relgraph: --on: is nothing that people can be asked",
    )


def test_a_folder_is_kept_in_step(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(f"Norway thanked Chile {name} times.", encoding="utf-8")
    assert lines(run("build", tmp_path, store=tmp_path / "store"))[-1].startswith("2 read, 0 unchanged, 0 failed")
    (tmp_path / "a.txt").unlink()
    (tmp_path / "b.txt").write_text("Norway thanked Chile.", encoding="utf-8")
    said = lines(run("build", tmp_path, store=tmp_path / "store"))
    assert said[0].startswith("1 read, 0 unchanged, 0 failed")
    assert said[1] == "1 in the store and no longer in the folder; --prune takes them out"
    said = lines(run("build", tmp_path, "--prune", store=tmp_path / "store"))
    assert said == ["0 read, 1 unchanged, 1 taken out, 0 failed; 0 new facts"]


def test_many_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    for number in range(20):
        text = f"Norway thanked Chile {number} times." if number else "\0"
        (tmp_path / f"{number:02}.txt").write_text(text, encoding="utf-8")
    exports = []
    for jobs in ("1", "2"):
        done = run("build", tmp_path, "--jobs", jobs, store=tmp_path / jobs)
        assert (done.exit_code, lines(done)[-1].split(";")[0]) == (1, "19 read, 0 unchanged, 1 failed")
        exports.append(run("export", "-f", "nq", store=tmp_path / jobs).stdout_bytes)
    assert exports[0] == exports[1]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (["build", "--jobs", "0"], 2, "--jobs 0: is no number of processes"),
        (["query", "peple"], 2, "did you mean people?"),
        (["query", "people", "-p", "colour=red"], 2, "colour: is no parameter of people"),
        (["query", "people", "-p", "colour"], 2, "is no name=value"),
        (["query", "SELECT ?x WHERE { ?x"], 3, ""),
        (["query", "missing.rq"], 3, "cannot be read"),
        (["query", "SELECT ?x WHERE { SERVICE <http://example.org/> { ?x ?y ?z } }"], 3, ""),
        (["show", "Atlantis"], 2, "nothing in the store has this name"),
        (["show", "Turky"], 2, "did you mean"),
        (["brief", "Turky", "KAZ"], 2, "did you mean"),
        (["brief", "TUR", "KAZ", "-o", "pair.odt"], 2, "its extension names no format"),
        (["build", "nowhere"], 3, "there is no such file or folder"),
        (["verify", "nowhere"], 3, ""),
    ],
    ids=lambda value: " ".join(value)[:40] if isinstance(value, list) else "",
)
def test_failure_is_one_line_with_the_code_of_its_kind(
    seeds_store: Path, words: list[str], code: int, says: str
) -> None:
    result = run(*words, store=seeds_store)
    assert (result.exit_code, result.stdout) == (code, "")
    assert len(lines(result)) == 1
    assert lines(result)[0].startswith("relgraph: ")
    assert says in lines(result)[0]


@pytest.mark.parametrize(
    "command", ["query people", "show TUR", "brief TUR KAZ", "stats", "view", "export", "check", "verify"]
)
def test_missing_store_is_said_and_none_is_made(tmp_path: Path, command: str) -> None:
    result = run(*command.split(), store=tmp_path / "none")
    assert result.exit_code == 4
    assert "there is no store here" in lines(result)[0]
    assert list(tmp_path.iterdir()) == []


def test_empty_folder_of_documents_is_said(tmp_path: Path) -> None:
    result = run("build", tmp_path, store=tmp_path / "store")
    assert result.exit_code == 3
    assert "holds no .txt file" in lines(result)[0]


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    done = process(["--debug", "query", "people", "--store", tmp_path / "none"])
    assert done.returncode != 0
    assert "Traceback" in done.stderr


def test_words_that_are_off_end_with_two() -> None:
    assert run("qery").exit_code == 2
    assert "query" in run("qery").stderr
    assert run("query").exit_code == 2
    assert run("query", "people", "--format", "docx").exit_code == 2


def test_exit_codes_stand_in_the_help() -> None:
    shown = run("--help").stdout
    assert all(line.strip() in shown for line in EXIT_CODES.splitlines()[1:])


def test_head_ends_quietly(seeds_store: Path) -> None:
    command = f"'{RELGRAPH}' export --format nt --store '{seeds_store}' | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] == "0"


def test_plain_console_of_another_code_page_still_gets_utf8(seeds_store: Path) -> None:
    environment = os.environ | {"PYTHONIOENCODING": "cp1252", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [RELGRAPH, "query", "people", "--store", seeds_store], capture_output=True, env=environment, check=True
    )
    assert "Çavuşoğlu" in done.stdout.decode("utf-8")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for a child")
def test_interrupt_ends_with_130() -> None:
    with subprocess.Popen([RELGRAPH, "query", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE) as child:
        assert child.stdin
        child.stdin.write(b" " * 300_000)  # more than a pipe holds: once it is written, the command is reading
        child.stdin.flush()
        child.send_signal(signal.SIGINT)
        _, said = child.communicate(timeout=60)
    assert child.returncode == 130
    assert b"Traceback" not in said


def test_help_loads_no_heavy_library() -> None:
    code = "import sys; from relgraph.cli import relgraph; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = {"networkx", "pyvis", "pyoxigraph", "rdflib", "pyshacl", "IPython", "rich", "relgraph.reading"}
    assert heavy.isdisjoint(done.stdout.split())


def test_help_is_quick_beside_a_bare_python() -> None:
    def best(words: list[str]) -> float:
        spent = []
        for _ in range(5):
            start = time.perf_counter()
            subprocess.run(words, capture_output=True, check=True)
            spent.append(time.perf_counter() - start)
        return min(spent)

    bare = best([sys.executable, "-c", "import click"])
    assert best([RELGRAPH, "--help"]) < 4 * bare
