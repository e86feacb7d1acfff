"""What relgraph is built from: each package that requirements/dev.txt pins, its licence, and who needs it.

`python -m tests.supply` writes requirements/licences.csv; only packages that are installed can tell their licence.
"""

import csv
import io
import re
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
LICENCES = ROOT / "requirements" / "licences.csv"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
#: Licences of packages that state none in their metadata, as the licence file that they ship has it.
SHIPPED = {"axe-playwright-python": "MIT"}


def pinned(name: str) -> dict[str, list[str]]:
    """Give the versions that a file of requirements pins, by package; markers may allow several."""
    found: dict[str, list[str]] = {}
    text = (ROOT / "requirements" / name).read_text("utf-8")
    for match in re.finditer(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)", text, re.M):
        found.setdefault(canonicalize_name(match[1]), []).append(match[2])
    return found


def elsewhere() -> set[str]:
    """Give the packages that are pinned for other systems or versions of Python alone."""
    text = (ROOT / "requirements" / "dev.txt").read_text("utf-8")
    lines = re.findall(r"^([A-Za-z0-9._-]+==[^\s;\\]+ ; [^\\\n]+)", text, re.M)
    found = [Requirement(line.strip()) for line in lines]
    here = {one.name for one in found if one.marker is None or one.marker.evaluate()}
    return {canonicalize_name(one.name) for one in found if one.name not in here}


def asked(*extras: str) -> list[Requirement]:
    """Give what pyproject.toml asks for, by itself and with these extras."""
    lines = [*PROJECT["dependencies"], *(line for extra in extras for line in PROJECT["optional-dependencies"][extra])]
    found = [Requirement(line) for line in lines]
    own = [extra for one in found if one.name == "relgraph" for extra in sorted(one.extras)]
    rest = [one for one in found if one.name != "relgraph"]
    return [*rest, *(asked(*own)[len(PROJECT["dependencies"]) :] if own else [])]


def licence(name: str) -> str:
    """Give the licence that a package states; nothing if it is not installed here."""
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return SHIPPED.get(name, "")
    classes = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or [] if one.startswith("License :: ")]
    classes = [one for one in classes if one != "OSI Approved"]
    text, expression = (next(iter(told.get_all(key) or []), "").strip() for key in ("License", "License-Expression"))
    short = text if 0 < len(text) < 60 and "\n" not in text and text != "UNKNOWN" else ""
    return expression or " OR ".join(sorted(classes)) or short or SHIPPED.get(name, "")


def runtime() -> set[str]:
    """Give all packages that relgraph without extras takes along."""
    found: set[str] = set()
    ready = [(one.name, "") for one in asked()]
    while ready:
        name, extra = ready.pop()
        name = canonicalize_name(name)
        if name in found:
            continue
        found.add(name)
        lines = [Requirement(line) for line in distribution(name).requires or []]
        ready += [(one.name, extra) for one in lines if one.marker is None or one.marker.evaluate({"extra": extra})]
    return found


def table() -> str:
    """Write each pinned package with who needs it and its licence; what is not installed keeps the licence it had."""
    old = {row["package"]: row["licence"] for row in rows()}
    needed = runtime()
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(["package", "needed by", "licence"])
    for name in sorted({*pinned("dev.txt"), *needed}):
        by = "relgraph" if name in needed else "extras and development"
        writer.writerow([name, by, licence(name) or old.get(name, "")])
    return stream.getvalue()


def rows() -> list[dict[str, str]]:
    """Read the table; nothing where there is none."""
    return list(csv.DictReader(io.StringIO(LICENCES.read_text("utf-8")))) if LICENCES.exists() else []


if __name__ == "__main__":
    LICENCES.write_text(table(), encoding="utf-8")
