"""Real stores to push to, each started on the loopback in an empty folder and stopped again.

The Java ones are fetched by `make jars`, Oxigraph comes with the tests' own packages, Virtuoso with Debian.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.stores.programs import JARS

HERE = "127.0.0.1"
HEAP = "-Xmx1g"
#: How long a server may take to come up, in seconds; the machine may be busy.
PATIENCE = 180
REPOSITORY = """
@prefix rep: <http://www.openrdf.org/config/repository#> .
@prefix sr: <http://www.openrdf.org/config/repository/sail#> .
@prefix sail: <http://www.openrdf.org/config/sail#> .
[] a rep:Repository ; rep:repositoryID "graph" ; rep:repositoryImpl [
  rep:repositoryType "openrdf:SailRepository" ; sr:sailImpl [ sail:sailType "openrdf:MemoryStore" ] ] .
"""
VIRTUOSO = """[Database]
DatabaseFile = virtuoso.db
ErrorLogFile = virtuoso.log
LockFile = virtuoso.lck
TransactionFile = virtuoso.trx
xa_persistent_file = virtuoso.pxa
FileExtend = 200
[TempDatabase]
DatabaseFile = virtuoso-temp.db
TransactionFile = virtuoso-temp.trx
[Parameters]
ServerPort = {here}:{other}
NumberOfBuffers = 10000
MaxDirtyBuffers = 6000
[HTTPServer]
ServerPort = {here}:{port}
ServerThreads = 5
[SPARQL]
ResultSetMaxRows = 1000000
"""


@dataclass(frozen=True)
class Server:
    """How a store is started: what it needs, its command line in a folder, the address to push to, its credentials."""

    needs: Callable[[], bool]
    reason: str
    line: Callable[[Path, int], list[str]]
    address: str
    user: tuple[str, str] = ("", "")


def jar(name: str) -> str:
    """Give the path of a fetched file."""
    return str(next((JARS / "servers").glob(f"{name}-[0-9]*"), JARS / "servers" / name))


def _java() -> bool:
    return shutil.which("java") is not None and (JARS / "servers").is_dir()


def _oxigraph() -> str:
    """Find the server that comes with the Python package."""
    beside = os.pathsep.join((str(Path(sys.executable).parent), os.environ.get("PATH", "")))
    return shutil.which("oxigraph", path=beside) or ""


def _rdf4j(folder: Path, port: int) -> list[str]:
    options = [HEAP, f"-Dorg.eclipse.rdf4j.appdata.basedir={folder / 'data'}", "-jar", jar("jetty-runner")]
    return ["java", *options, "--host", HERE, "--port", str(port), "--path", "/rdf4j-server", jar("rdf4j-http-server")]


def _blazegraph(folder: Path, port: int) -> list[str]:
    """Unpack it, for it finds its own resources in a jar with Java 8 only."""
    with zipfile.ZipFile(jar("blazegraph-jar")) as packed:
        packed.extractall(folder / "all")
    home = folder / "all" / "war"
    told = {"port": port, "host": HERE, "home": home, "resourceBase": home}
    told["overrideWebXml"] = home / "WEB-INF" / "override-web.xml"
    options = [HEAP, *(f"-Djetty.{name}={value}" for name, value in told.items()), "-cp", str(folder / "all")]
    words = [
        "-jettyXml",
        str(folder / "all" / "jetty.xml"),
        str(port),
        "kb",
        str(folder / "all" / "RWStore.properties"),
    ]
    return ["java", *options, "com.bigdata.rdf.sail.webapp.NanoSparqlServer", *words]


def _virtuoso(folder: Path, port: int) -> list[str]:
    settings = VIRTUOSO.format(here=HERE, port=port, other=free_port())
    (folder / "virtuoso.ini").write_text(settings, encoding="utf-8")
    return ["virtuoso-t", "+foreground", "+configfile", "virtuoso.ini"]


JAVA = "needs the servers' jars and Java 17 (get Maven, then: make jars)"
SERVERS: Mapping[str, Server] = {
    "oxigraph": Server(
        lambda: bool(_oxigraph()),
        "needs oxigraph (pip install oxigraph)",
        lambda folder, port: [_oxigraph(), "serve", "--location", str(folder / "data"), "--bind", f"{HERE}:{port}"],
        "",
    ),
    "fuseki": Server(
        _java,
        JAVA,
        lambda folder, port: [
            *("java", HEAP, "-jar", jar("jena-fuseki-server"), "--localhost", "--port", str(port)),
            *("--update", "--mem", "/graph"),
        ],
        "/graph",
    ),
    "rdf4j": Server(_java, JAVA, _rdf4j, "/rdf4j-server/repositories/graph"),
    "blazegraph": Server(_java, JAVA, _blazegraph, "/blazegraph/namespace/kb/sparql"),
    "virtuoso": Server(
        lambda: shutil.which("virtuoso-t") is not None,
        "needs virtuoso-t (on Debian: apt-get install virtuoso-opensource-7-bin)",
        _virtuoso,
        "",
        ("dba", "dba"),
    ),
}


@contextmanager
def started(name: str, folder: Path) -> Iterator[str]:
    """Start a server in a folder, give the address to push to once it answers, and stop it."""
    server, port = SERVERS[name], free_port()
    if not server.needs():
        pytest.skip(server.reason)
    log = folder / "log"
    with log.open("wb") as said:
        line = server.line(folder, port)
        process = subprocess.Popen(line, cwd=folder, stdout=said, stderr=said, stdin=subprocess.DEVNULL)
        try:
            root = f"http://{HERE}:{port}"
            if name == "rdf4j":
                _answered(f"{root}/rdf4j-server/protocol", process, log)
                head = {"Content-Type": "text/turtle"}
                body = REPOSITORY.encode()
                made = urllib.request.Request(root + server.address, body, head, method="PUT")  # noqa: S310
                urllib.request.urlopen(made, timeout=60).close()  # noqa: S310 - the loopback
            else:
                _answered(root + server.address, process, log)
            yield root + server.address
        finally:
            process.terminate()
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def free_port() -> int:
    """Find a port of the loopback that nobody uses."""
    with socket.socket() as found:
        found.bind((HERE, 0))
        port: int = found.getsockname()[1]
        return port


def _answered(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    """Wait until a server answers, whatever it says."""
    for _ in range(PATIENCE * 4):
        assert process.poll() is None, log.read_text(errors="replace")[-2000:]
        try:
            urllib.request.urlopen(url, timeout=5).close()  # noqa: S310 - the loopback
            return
        except urllib.error.HTTPError as answer:
            answer.close()
            if answer.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.25)
    raise AssertionError(f"no answer from {url}: {log.read_text(errors='replace')[-2000:]}")
