"""Finds the folders that ship with relgraph: `ontology`, `queries`, `seeds`, page templates.

Comes in: the name of a folder or of a file in it. Goes out: its path, inside the installed package or, in an editable
install, in the repository that the package lies in.
"""

from collections.abc import Sequence
from pathlib import Path

from relgraph.errors import InputError

PACKAGE = Path(__file__).resolve().parent
REPOSITORY = PACKAGE.parent.parent


def folder(name: str) -> Path:
    """Give the packaged folder of that name; raise InputError if the installation has none."""
    for root in (PACKAGE, REPOSITORY):
        path = root / name
        if path.is_dir():
            return path
    raise InputError(name, "this folder is missing from the installation", "install relgraph again")


def files(name: str, suffix: str) -> Sequence[Path]:
    """Give the files of a packaged folder whose names end in `suffix`, sorted by name."""
    return sorted(path for path in folder(name).iterdir() if path.name.endswith(suffix))


def file(directory: str, name: str) -> Path:
    """Give one packaged file; raise InputError if the installation lacks it."""
    path = folder(directory) / name
    if not path.is_file():
        raise InputError(f"{directory}/{name}", "this file is missing from the installation", "install relgraph again")
    return path
