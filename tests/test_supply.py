"""What relgraph is built from is pinned, hashed and licensed, and what is built from it is the same bytes each time."""

import os
import re
import shutil
import subprocess
import sys
from hashlib import sha256
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.supply import PROJECT, ROOT, asked, elsewhere, licence, pinned, rows, runtime
from tests.test_house import kept

LOCK = (ROOT / "requirements" / "dev.txt").read_text("utf-8")
#: Licences under which what relgraph takes along may be; development and extras may also be under weak copyleft.
FREE = re.compile(r"MIT|BSD|Apache|ISC|PSF|Python Software Foundation|0BSD|Zlib|CC0|W3C|HPND|Unlicense")
WEAK = re.compile(r"MPL|LGPL")


def ids(one: Requirement) -> str:
    return one.name


@pytest.mark.parametrize("name", ["dev.txt", "lowest.txt"])
@pytest.mark.parametrize("one", asked("dev"), ids=ids)
def test_every_requirement_is_pinned_within_its_bounds(one: Requirement, name: str) -> None:
    found = pinned(name).get(canonicalize_name(one.name), [])
    assert found, f"{one.name} is not in requirements/{name}: run `make lock`"
    assert all(version in one.specifier for version in found), f"{one} is pinned to {found}: run `make lock`"


@pytest.mark.parametrize("one", asked("dev"), ids=ids)
def test_the_oldest_versions_are_the_lower_bounds(one: Requirement) -> None:
    bound = next(mark.version for mark in one.specifier if mark.operator == ">=")
    assert all(
        version == bound or version.startswith(f"{bound}.")
        for version in pinned("lowest.txt")[canonicalize_name(one.name)]
    )


def test_every_pin_has_hashes() -> None:
    blocks = re.split(r"^(?=[A-Za-z0-9._-]+==)", LOCK, flags=re.M)[1:]
    assert len(blocks) > 60
    assert [block.partition(" ")[0] for block in blocks if not re.search(r"--hash=sha256:[0-9a-f]{64}\b", block)] == []
    assert len(blocks) == sum(map(len, pinned("dev.txt").values()))


def test_no_requirement_is_an_address() -> None:
    lines = [*PROJECT["dependencies"], *(line for extra in PROJECT["optional-dependencies"].values() for line in extra)]
    assert [line for line in lines if Requirement(line).url] == []
    assert "://" not in LOCK


def test_every_package_has_its_licence_and_it_is_a_free_one() -> None:
    table = {row["package"]: row for row in rows()}
    assert set(pinned("dev.txt")) <= set(table), "run `make lock`"
    for name in runtime():
        assert table[name]["needed by"] == "relgraph"
    for name, row in table.items():
        if name in elsewhere() and not row["licence"]:
            continue  # what cannot be installed here cannot be looked at here
        allowed = FREE.search(row["licence"]) or (row["needed by"] != "relgraph" and WEAK.search(row["licence"]))
        assert allowed, f"{name} is under {row['licence'] or 'no stated licence'}"


def test_the_licences_are_those_that_the_packages_state() -> None:
    table = {row["package"]: row["licence"] for row in rows()}
    looked = 0
    for name, versions in pinned("dev.txt").items():
        try:
            if version(name) in versions:
                assert licence(name) == table[name], f"{name}: run `make lock`"
                looked += 1
        except PackageNotFoundError:
            continue
    assert looked > 30


@pytest.mark.slow
@pytest.mark.parametrize("form", ["wheel", "sdist"])
def test_two_builds_give_the_same_bytes(form: str, tmp_path: Path) -> None:
    found: list[tuple[str, str]] = []
    for place, mask, time in (("one", 0o022, 1_600_000_000), ("two/deeper", 0o077, 1_700_000_000)):
        folder = tmp_path / place
        files = [path for path in kept() if path.is_file() and "gold" not in path.parts]
        for path in files if place == "one" else reversed(files):
            target = folder / path.relative_to(ROOT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
            os.utime(target, (time, time))
            target.chmod(0o666 & ~mask)
        command = [sys.executable, "-m", "hatchling", "build", "-t", form, "-d", tmp_path / f"out-{len(found)}"]
        environment = {key: value for key, value in os.environ.items() if key != "SOURCE_DATE_EPOCH"}
        done = subprocess.run(
            [*map(str, command)],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
            env=environment | {"PYTHONHASHSEED": str(time), "TZ": f"X{len(found)}"},
        )
        assert done.returncode == 0, done.stderr
        (built,) = (tmp_path / f"out-{len(found)}").iterdir()
        found.append((built.name, sha256(built.read_bytes()).hexdigest()))
    assert found[0] == found[1]
