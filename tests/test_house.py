"""The house rules: imports go one way, files and functions stay small, everything is documented and examples run."""

import ast
import doctest
import importlib
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import relgraph
from relgraph.cli import relgraph as commands
from relgraph.cli.conventions import ANSWER_FORMS, EXPORT_FORMS
from relgraph.queries import catalogue

ROOT = Path(__file__).parents[1]
SOURCES = sorted((ROOT / "src" / "relgraph").rglob("*.py"))
#: Lines of a file, lines of a function with its docstring, parameters: what may never be passed. CONTRIBUTING has the aim.
FILE, FUNCTION, PARAMETERS = 400, 60, 6
#: What takes more today, and why; a number here may fall, never rise.
MORE = {"reading/memberships._rows": 7}  # the sides of a membership as the text gives them
#: Which module alone may import a library. Tests may import anything.
HOMES = {
    "click": ("cli",),
    "anyascii": ("matches",),
    "distributed": ("crew",),
    "docx": ("wordfile",),
    "fpdf": ("printout",),
    "jinja2": ("handout",),
    "networkx": ("network", "api", "picture", "edgelist", "links", "communities"),
    "loky": ("crew",),
    "matplotlib": ("plot",),
    "pyarrow": ("edgelist",),
    "starlette": ("serve",),
    "uvicorn": ("serve",),
    "pyvis": ("picture",),
    "pyshacl": ("check",),
    "rapidfuzz": ("matches",),
    "rdflib": ("check",),
    "trafilatura": ("document",),
    "pypdf": ("document",),
}
README = (ROOT / "README.md").read_text(encoding="utf-8")


def names(path: Path) -> str:
    """Give a module's name under relgraph."""
    return path.relative_to(ROOT / "src" / "relgraph").with_suffix("").as_posix()


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    """Give every function of a file."""
    yield from (node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef))


def test_imports_go_one_way() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_libraries_stay_in_their_module(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    home = names(path).split("/")[0]
    strays = {one for one in imported if (top := one.split(".")[0]) in HOMES and home not in HOMES[top]}
    assert not strays, f"{names(path)} imports {strays}; each library has one home, see HOMES"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_files_and_functions_stay_small(path: Path) -> None:
    lines = path.read_text("utf-8").count("\n")
    assert lines <= FILE, f"{names(path)} has {lines} lines: split it by noun"
    for function in functions(path):
        long = (function.end_lineno or 0) - function.lineno + 1
        assert long <= FUNCTION, f"{names(path)}: {function.name} has {long} lines: give its steps names"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_functions_take_few_parameters(path: Path) -> None:
    for function in functions(path):
        if any("click" in ast.dump(mark) or "command" in ast.dump(mark) for mark in function.decorator_list):
            continue  # a command has as many parameters as it has options
        taken = [one.arg for one in (*function.args.args, *function.args.kwonlyargs) if one.arg not in ("self", "cls")]
        most = MORE.get(f"{names(path)}.{function.name}", PARAMETERS)
        assert len(taken) <= most, f"{names(path)}: {function.name} takes {', '.join(taken)}: make them one value"


@pytest.mark.parametrize("path", SOURCES, ids=names)
def test_modules_and_public_things_say_what_they_are(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree) or not tree.body, f"{names(path)} needs a docstring: what comes in, what goes out"
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{names(path)}: {node.name} needs a docstring"


@pytest.mark.parametrize("path", [path for path in SOURCES if ">>>" in path.read_text("utf-8")], ids=names)
def test_examples_in_docstrings_hold(path: Path) -> None:
    module = importlib.import_module("relgraph." + names(path).replace("/", "."))
    assert doctest.testmod(module).failed == 0


def test_what_the_package_gives_is_sorted_and_there() -> None:
    assert sorted(relgraph.__all__) == relgraph.__all__
    assert all(getattr(relgraph, name) for name in relgraph.__all__)
    with pytest.raises(AttributeError):
        _ = relgraph.nothing


@pytest.mark.parametrize("name", sorted(commands.commands))
def test_every_command_has_help_and_stands_in_the_readme(name: str) -> None:
    command = commands.commands[name]
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))
    assert f"relgraph {name}" in README


def test_formats_of_the_command_line_are_those_of_the_library() -> None:
    from relgraph import answers, outputs

    assert tuple(answers.FORMS) == ANSWER_FORMS
    assert set(outputs.EXTENSIONS) == set(EXPORT_FORMS)
    assert {name: set(EXPORT_FORMS[name]) for name in EXPORT_FORMS} == {
        name: {one.lstrip(".") for one in extensions} for name, extensions in outputs.EXTENSIONS.items()
    }


@pytest.mark.parametrize("question", catalogue(), ids=lambda question: question.name)
def test_every_question_says_what_it_asks(question: object) -> None:
    assert str(getattr(question, "summary", "")).endswith("?")


def test_readme_stays_short() -> None:
    assert README.count("\n") <= 150


def blocks(language: str) -> list[str]:
    """Give the README's fenced blocks of a language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.S | re.M)


def test_commands_in_the_readme_give_what_it_shows(tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "COLUMNS": "120"}
    for block in blocks("console"):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, shown = part.partition("\n")
            if not command.startswith("relgraph"):
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, env=environment, check=False
            )
            said = done.stderr + done.stdout
            for line in filter(None, (line.strip() for line in shown.splitlines())):
                pattern = ".*".join(map(re.escape, line.split("...")))  # three dots stand for anything
                assert re.search(pattern, said), f"{command}\nsays not: {line}\nbut:\n{said}"


def test_python_in_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks("python"):
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102 - the README's own lines


def kept() -> list[Path]:
    """List the files of the project: what git knows or, in an unpacked archive, what lies in its folders."""
    words = ["git", "-c", "safe.directory=*", "ls-files", "-z"]
    listed = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        folders = ("src", "tests", "ontology", "queries", "seeds", "docs", "training", ".ci")
        return [
            path for name in folders for path in sorted((ROOT / name).rglob("*")) if "__pycache__" not in path.parts
        ]
    return [ROOT / name for name in listed.stdout.split("\0") if name]


def test_nothing_names_a_machine() -> None:
    for path in kept():
        if path.is_file() and path.suffix in (".py", ".md", ".toml", ".ttl", ".rq", ".js", ".html", ".css", ""):
            found = re.search(r"(?<![\w.])/(work|home|Users|tmp)/\w", path.read_text("utf-8", "replace"))
            assert not found, f"{path} names a path of a machine: {shlex.quote(found[0])}"


@pytest.mark.parametrize("name", ["faults.md", "threats.md"])
def test_every_promise_names_tests_that_are_there(name: str) -> None:
    tests = ROOT / "tests"
    text = (ROOT / "docs" / name).read_text("utf-8")
    code = "".join(path.read_text("utf-8") for path in tests.rglob("test_*.py"))
    named = set(re.findall(r"\btest_\w+\b(?!\.py)", text))
    assert len(named) > 10
    assert {one for one in named if f"def {one}(" not in code} == set()
    assert {one for one in re.findall(r"`((?:\w+/)?test_\w+\.py)", text) if not (tests / one).is_file()} == set()
