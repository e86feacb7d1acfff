"""Programs in Java that are asked for a second opinion; `make jars` fetches them, and nothing here does."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

JARS = Path(sys.prefix) / "jars"
MAINS = {
    "robot": "org.obolibrary.robot.CommandLineInterface",
    "riot": "riotcmd.riot",
    "neo4j": "org.neo4j.cli.AdminTool",
}
HOMES = {"robot": JARS / "robot", "riot": JARS / "jena", "neo4j": JARS / "neo4j"}


def needs(program: str) -> pytest.MarkDecorator:
    """Skip where a program cannot be run, and say how to get it."""
    there = shutil.which("java") is not None and HOMES[program].is_dir()
    return pytest.mark.skipif(not there, reason=f"needs {program}'s jars and Java 17 (get Maven, then: make jars)")


def run(program: str, *words: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a program to its end, and give its output and exit code."""
    options = ["-XX:+UseSerialGC", "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", f"{HOMES[program]}/*"]
    line = ["java", *options, MAINS[program], *words]
    return subprocess.run(line, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)
