"""Event data: rows of others come in as coded events, and no command takes one for a quotation."""

import csv
import gzip
import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

from relgraph import build, eventdata, queries
from relgraph.codebook import codebook
from relgraph.directory import packaged
from relgraph.errors import InputError, UsageError
from relgraph.store import Store, in_memory, open_store
from relgraph.vocabulary import RG
from tests.handmade import FIRST, FIRST_FACTS

ICEWS = (
    "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\t"
    "Target Sectors\tTarget Country\tStory ID\tSentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\t"
    "Longitude\n"
    'Z1\t2014-02-24\tRecep "Tayyip" Erdogan\tGovernment\tTurkey\tMake a visit\t042\t1.9\tKazakhstan\t\tKazakhstan\t9\t2\tX\t'
    "Astana\t\t\tKazakhstan\t51\t71\n"
)
POLECAT = (
    "Event ID\tEvent Date\tEvent Type\tEvent Mode\tIntensity\tQuad Code\tContexts\tActor Name\tActor Country\tActor COW\t"
    "Recipient Name\tRecipient Country\tPlacename\tCity\tSource\n"
    '20180101-1\t2018-01-01\tCONSULT\tvisit\t4.0\t1\tdiplomatic\t"Ministry ""A""\tB"\tTUR\t640\tNone\tKAZ\tAnkara\t\tX\n'
    "20180101-2\t2018-01-01\tAGREE\tNone\t2.5\t1\t\tGovernment\tKAZ\t705\tGovernment\tNone\tNone\t\tX\n"
)


def gdelt(key: str, day: str = "20220224", code: str = "057", actors: tuple[str, str] = ("TUR", "KAZ")) -> str:
    """Write a row of GDELT 2.0."""
    cells = [""] * 61
    cells[0], cells[1], cells[26], cells[30] = key, day, code, "8.0"
    cells[5], cells[15] = f"{actors[0]}GOV", actors[1]
    cells[7], cells[17] = actors
    cells[52], cells[60] = "Nur-Sultan, Kazakhstan", 'https://example.org/a"b'
    return "\t".join(cells) + "\n"


@pytest.fixture
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    build.add(made, FIRST, FIRST_FACTS)
    return made


def table(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def coded(store: Store, **given: str) -> list[tuple[str, ...]]:
    wanted = ("date", "type", "code", "actor", "recipient", "actor_code", "place", "intensity", "row")
    return [tuple(row[name] for name in wanted) for row in queries.ask(store, "coded-events", given).records()]


def test_gdelt(store: Store, tmp_path: Path) -> None:
    text = gdelt("41") + gdelt("42", "20220301", "1823", ("ROM", "EUR"))
    report = eventdata.load(store, table(tmp_path, "20220224.export.CSV", text))
    assert (report.rows, report.failed) == (2, 0)
    place = "Nur-Sultan, Kazakhstan"
    assert coded(store) == [
        ("2022-02-24", "Signing", "057", "TUR", "KAZ", "TURGOV", place, "8", "gdelt-41"),
        ("2022-03-01", "Assault", "1823", "ROU", "", "ROMGOV", place, "8", "gdelt-42"),
    ]
    assert [row[-1] for row in coded(store, party="Kazakhstan", other="TUR")] == ["gdelt-41"]
    assert [row[-1] for row in coded(store, since="2022-03")] == ["gdelt-42"]
    assert queries.ask(store, "coded-events").records()[0]["url"] == 'https://example.org/a"b'


def test_icews(store: Store, tmp_path: Path) -> None:
    eventdata.load(store, table(tmp_path, "events.2014.tab", ICEWS))
    said = ("2014-02-24", "Visit", "042", "TUR", "KAZ", 'Recep "Tayyip" Erdogan', "Astana", "1.9", "icews-Z1")
    assert coded(store) == [said]


def test_polecat(store: Store, tmp_path: Path) -> None:
    eventdata.load(store, table(tmp_path, "ngecEvents.txt", POLECAT))
    assert coded(store) == [
        ("2018-01-01", "Visit", "CONSULT visit", "TUR", "KAZ", 'Ministry "A"\tB', "Ankara", "4", "polecat-20180101-1"),
        ("2018-01-01", "Agree", "AGREE", "KAZ", "", "Government", "", "2.5", "polecat-20180101-2"),
    ]


def test_no_command_takes_a_row_for_a_quotation(store: Store, tmp_path: Path) -> None:
    names = [question.name for question in queries.catalogue() if question.name != "coded-events"]
    build.derive(store)
    before = {name: queries.ask(store, name).rows for name in names}
    eventdata.load(store, table(tmp_path, "a.CSV", gdelt("1", actors=("NOR", "JPN"))))
    build.derive(store)
    assert {name: queries.ask(store, name).rows for name in names} == before
    (row,) = queries.ask(store, "coded-events").records()
    assert row["basis"] == "coded, not quoted" and "quote" not in row and row["data"] == "a.CSV"
    check = pytest.importorskip("relgraph.check")
    assert check.check(store).conforms


def test_rows_that_cannot_be_read_are_told_and_the_others_go_in(store: Store, tmp_path: Path) -> None:
    text = gdelt("1") + "short\trow\n" + gdelt("2", "20221301") + gdelt("3", code="") + gdelt("4 4") + gdelt("5")
    path = table(tmp_path, "a.CSV", text)
    report = eventdata.load(store, path)
    assert (report.rows, report.failed) == (2, 4)
    assert report.problems[0] == f"{path}:2: has 2 columns, not 61"
    assert [row[-1] for row in coded(store)] == ["gdelt-1", "gdelt-5"]


def test_the_same_file_is_left_alone_and_a_new_one_takes_its_place(store: Store, tmp_path: Path) -> None:
    before = set(store.quads(store.documents()[0]))
    path = table(tmp_path, "a.CSV", gdelt("1") + gdelt("2"))
    assert not eventdata.load(store, path).unchanged and eventdata.load(store, path).unchanged
    eventdata.load(store, table(tmp_path, "b.CSV", gdelt("2")))
    path.write_text(gdelt("3"), encoding="utf-8")
    eventdata.load(store, path)
    assert [row[-1] for row in coded(store)] == ["gdelt-3", "gdelt-2"]
    for name in ("a.CSV", "b.CSV"):
        store.unload(eventdata.Table(tmp_path / name, "gdelt").graph)
    assert not coded(store) and set(store.quads(store.documents()[0])) == before
    assert not list(store.query("SELECT * { ?s a rg:EventData }"))  # type: ignore[arg-type]


def test_a_killed_import_is_made_good_by_the_next(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, "a.CSV", gdelt("1") + gdelt("2"))
    whole = in_memory()
    eventdata.load(whole, path)
    made = eventdata.table(path)
    store.load(made.graph, made.description("0" * 64) + next(made.triples()))
    eventdata.load(store, path)
    assert set(store.quads(made.graph)) == set(whole.quads(made.graph))


@pytest.mark.parametrize("suffix", [".zip", ".gz"])
def test_compressed_tables(suffix: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"a.CSV{suffix}"
    if suffix == ".zip":
        with zipfile.ZipFile(path, "w") as packed:
            packed.writestr("a.CSV", gdelt("1"))
    else:
        path.write_bytes(gzip.compress(gdelt("1").encode()))
    eventdata.load(store, path)
    assert len(coded(store)) == 1


def test_what_is_no_event_data_is_refused(store: Store, tmp_path: Path) -> None:
    path = table(tmp_path, "a.csv", "a,b\n1,2\n")
    with pytest.raises(InputError, match="does not look like event data"):
        eventdata.load(store, path)
    with pytest.raises(InputError, match="has no column Event ID"):
        eventdata.load(store, path, "icews")
    with pytest.raises(UsageError, match="no kind of event data"):
        eventdata.load(store, path, "acled")


def test_the_command_writes_triples_without_a_store(tmp_path: Path) -> None:
    path = table(tmp_path, "a.CSV", gdelt("1") + "bad\n")
    line = [sys.executable, "-m", "relgraph", "import", str(path), "-o", "-", "--store", str(tmp_path / "none")]
    done = subprocess.run(line, capture_output=True, timeout=60)
    assert done.returncode == 1 and b"a.CSV:2: has 1 columns" in done.stderr
    types = {str(quad.object) for quad in parse(done.stdout, format=RdfFormat.N_TRIPLES)}
    assert {f"<{RG}CodedEvent>", f"<{RG}EventData>"} <= types and not (tmp_path / "none").exists()


def test_the_command_fills_a_store(tmp_path: Path) -> None:
    path, to = table(tmp_path, "a.CSV", gdelt("1")), tmp_path / "store"
    for said in ("1 rows, 0 could not be read", "unchanged"):
        line = [sys.executable, "-m", "relgraph", "import", str(path), "--store", str(to)]
        done = subprocess.run(line, capture_output=True, text=True, timeout=60)
        assert done.returncode == 0 and said in done.stderr, done.stderr
    with open_store(to) as opened:
        assert list(csv.reader(io.StringIO(str(len(coded(opened)))))) == [["1"]]


def test_every_code_stands_for_a_class_and_every_country_for_a_state() -> None:
    from relgraph.classes import event_classes

    assert set(codebook().classes.values()) <= set(event_classes())
    assert set(codebook().countries.values()) <= set(packaged().states)
    assert {codebook().plover(name, "") for name in ("AGREE", "ASSAULT", "CONSULT")} == {"Agree", "Assault", "Consult"}
