"""The dossier: sections for two sides, each sentence on quotes of its documents, in HTML and in Markdown."""

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from relgraph import Graph, build, handout, queries
from relgraph.document import Document, from_path, from_text
from relgraph.dossier import Bar, Dossier, Pair, Sentence, dossier
from relgraph.errors import UsageError
from relgraph.facts import Event, Fact, Tenure
from relgraph.resources import folder
from relgraph.store import open_store
from tests.handmade import ALL, evidence
from tests.tables import HOSTILE

WRITTEN = Path(__file__).parent / "gold" / "written"


def stored(path: Path, said: Iterable[tuple[Document, tuple[Fact, ...]]]) -> Path:
    """Write documents with their facts into a store."""
    with open_store(path, write=True) as store:
        build.load_ontology(store)
        for document, facts in said:
            build.add(store, document, facts)
        build.derive(store)
    return path


def composed(path: Path, one: str, other: str, since: str = "", until: str = "") -> Dossier:
    """Compose a dossier from the store at a path."""
    with open_store(path) as store:
        return dossier(store, Pair(one, other, since, until))


def section(found: Dossier, title: str) -> list[str]:
    """Give the sentences of a section, none if it is not there."""
    return [one.text for part in found.sections if part.title == title for one in part.sentences]


@pytest.fixture(scope="module")
def handmade(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return stored(tmp_path_factory.mktemp("dossier") / "store", ALL)


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Read the written documents that are not held out."""
    path = tmp_path_factory.mktemp("written") / "store"
    Graph(path).build(*(file for file in sorted(WRITTEN.glob("*.txt")) if int(file.name[:2]) % 3), jobs=1)
    return path


def assert_all_stands_on_quotes(found: Dossier, texts: dict[str, str]) -> None:
    """Assert that each sentence and bar has notes, each note a quote of its document, and that both formats show them."""
    numbers = {note.number for note in found.notes}
    assert [note.number for note in found.notes] == sorted(numbers) == list(range(1, len(numbers) + 1))
    said: list[Sentence | Bar] = []
    for part in found.sections:
        said += [*part.sentences, *part.bars]
    for one in said:
        assert one.notes, f"no footnote: {one.text}"
        assert not re.search(r" of :|  | ,|None|\{|\}", one.text), one.text
    assert numbers == {number for one in said for number in one.notes}
    for note in found.notes:
        assert note.quote in texts[note.document], note
    page = handout.rendered(found, "html")
    shown = [*re.findall(r"<li><span dir=\"auto\">.*?</li>", page, re.S), *re.findall(r"<tr>.*?</tr>", page, re.S)]
    assert len(shown) == len(said)
    for line in shown:
        marks = re.findall(r'href="#note-(\d+)"', line)
        assert marks and all(f'id="note-{mark}"' in page for mark in marks), line
    body = handout.rendered(found, "md").split("[^1]:")[0]
    for line in body.splitlines():
        assert not line.startswith("- ") or re.search(r"\[\^\d+\]$", line), line


def test_every_sentence_on_the_seed_stands_on_a_quote(seeds_store: Path) -> None:
    found = composed(seeds_store, "Turkey", "KAZ")
    texts = {path.name: path.read_text("utf-8") for path in folder("seeds").glob("*.txt")}
    assert found.sides == ("Türkiye", "Kazakhstan")
    assert len(found.sections) == 9
    assert_all_stands_on_quotes(found, texts)


def test_every_sentence_on_the_written_documents_stands_on_a_quote(written: Path) -> None:
    texts = {path.name: from_path(path).text for path in WRITTEN.glob("*.txt")}
    with open_store(written) as store:
        pairs = {
            pair
            for row in queries.ask(store, "events").records()
            for pair in combinations(sorted({*row["actors"].split("|"), *row["recipients"].split("|")} - {""}), 2)
        }
        assert len(pairs) > 40
        for pair in sorted(pairs)[::3]:
            assert_all_stands_on_quotes(dossier(store, Pair(pair[0], pair[1])), texts)


def test_sections_of_two_sides(handmade: Path) -> None:
    found = composed(handmade, "Norway", "Japan")
    assert section(found, "Who speaks for each side") == [
        "Foreign Minister of Norway: Ola Moe.",
        "Foreign Minister of Japan: Haru Sato.",
    ]
    assert section(found, "The state of relations") == [
        "Diplomatic relations between Norway and Japan, since 1905.",
        "Diplomatic relations between Norway and Japan, since 1906.",
        "Strategic partnership between Norway and Japan, since 2020.",
    ]
    meetings = section(found, "Meetings, visits and talks")
    assert "Norway and Japan met in Oslo (11 May 2023); taking part: Kari Berg and Ken Mori." in meetings
    assert "Norway paid a visit to Japan in Kobe (20 May 2025)." in meetings
    assert "Cancelled or put off: Norway and Japan to meet at the 5th session of the Nordic Sea Council." in meetings
    assert section(found, "What was promised, and what became of it") == [
        "Norway promised or announced to Japan: send a ship to Kobe; kept.",
        "Norway promised or announced to Japan: open an office in Kobe; due 2025, open on 10 June 2025.",
    ]
    assert section(found, "Points of friction") == [
        "Japan voiced criticism of Norway (2 June 2025); taking part: Haru Sato.",
        "Denied: Japan voiced criticism of Norway.",
    ]


def test_a_kept_promise_has_the_quotes_of_both(handmade: Path) -> None:
    found = composed(handmade, "NOR", "JPN")
    kept = [one for part in found.sections for one in part.sentences if one.text.endswith("kept.")]
    quotes = [note.quote for note in found.notes if note.number in kept[0].notes]
    assert quotes == ["Norway will send a ship to Kobe in May 2025.", "A Norwegian ship visited Kobe on 20 May 2025."]


def test_figures_stand_beside_their_target(handmade: Path) -> None:
    found = composed(handmade, "NOR", "JPN")
    said = section(found, "Figures")
    assert "Trade volume between Norway and Japan, 2022: over 1.5 billion USD." in said
    assert "Target: trade volume between Norway and Japan: 3 billion USD." in said
    assert (
        "Trade volume between Norway and Japan: 1.4 billion USD in 2022 against a target of 3 billion USD; not reached."
        in said
    )
    (bars,) = [part.bars for part in found.sections if part.bars]
    assert [(bar.length, bar.target) for bar in bars] == [(47, False), (50, False), (100, True)]


def test_contradictions_name_both_documents(handmade: Path) -> None:
    said = section(composed(handmade, "NOR", "JPN"), "Where documents contradict each other")
    assert any(
        text.startswith("Documents differ on the place of “Meeting: Japan, Norway (2023-05-11)”: Bergen in one, Oslo")
        for text in said
    )
    assert any("1.4 billion in one, over 1.5 billion in another" in text for text in said)
    assert any("beginning" in text and "1905 in one, 1906 in another" in text for text in said)


def test_what_is_announced_is_next_until_it_is_over_or_held(handmade: Path) -> None:
    title = "Announced next"
    assert section(composed(handmade, "NOR", "JPN"), title) == []
    told = section(composed(handmade, "NOR", "JPN", until="2025-04"), title)
    assert told == ["Planned: Norway to pay a visit to Japan in Kobe (May 2025)."]


def test_time_leaves_out_what_lies_outside(handmade: Path) -> None:
    found = composed(handmade, "NOR", "JPN", since="2025", until="2025-12")
    assert section(found, "Meetings, visits and talks") == [
        "Planned: Norway to pay a visit to Japan in Kobe (May 2025).",
        "Norway paid a visit to Japan in Kobe (20 May 2025).",
        "Cancelled or put off: Norway and Japan to meet at the 5th session of the Nordic Sea Council.",
    ]
    early = composed(handmade, "NOR", "JPN", until="2023-06")
    assert section(early, "Who speaks for each side") == ["Foreign Minister of Norway: Kari Berg."]
    assert section(early, "Points of friction") == ["Denied: Japan voiced criticism of Norway."]


def test_what_is_not_found_is_said_and_not_invented(handmade: Path) -> None:
    found = composed(handmade, "NOR", "North Atlantic Treaty Organization")
    assert [part.title for part in found.sections] == ["Who speaks for each side"]
    assert len(found.absent) == 10
    assert "not found in these documents" in handout.rendered(found, "html")


@pytest.mark.parametrize(
    ("names", "problem"),
    [(("Norwai", "JPN"), "did you mean Norway"), (("NOR", "Norway"), "is the same as NOR")],
)
def test_wrong_names_are_refused(handmade: Path, names: tuple[str, str], problem: str) -> None:
    with pytest.raises(UsageError, match=problem):
        composed(handmade, names[0], names[1])


def test_no_date_is_refused(handmade: Path) -> None:
    with pytest.raises(UsageError, match="soon"):
        composed(handmade, "NOR", "JPN", since="soon")


def test_hostile_texts_stay_texts(tmp_path: Path) -> None:
    said = []
    for number, text in enumerate((*HOSTILE, "[a](javascript:alert(1)) <https://evil.example> # *b* | c")):
        line = " ".join(text.split())
        raw = f"---\ntitle: {line}\nsource: {line}\nurl: javascript:alert(1)\n---\nNorway met Japan: {line}\n"
        document = from_text(raw, f"{number}.txt")
        words = evidence(document, "Norway met")
        said.append(
            (
                document,
                (
                    Event(type="Meeting", actors=("NOR", "JPN"), people=(line,), place=line, evidence=words),
                    Tenure(name=line, office=line, of="NOR", evidence=words),
                ),
            )
        )
    found = composed(stored(tmp_path / "store", said), "NOR", "JPN")
    page = handout.rendered(found, "html")
    assert set(re.findall(r"<(\w+)", page)) <= set(
        "html head meta title style body main header h1 h2 p section ul li span sup a ol q cite".split()
    )
    assert set(re.findall(r'href="(.)', page)) == {"#"}
    text = handout.rendered(found, "md")
    assert not re.search(r"(?<!\\)<(?!https?:)", text)
    assert not re.search(r"(?<!\\)\]\(", text)


def test_only_web_addresses_become_links(handmade: Path) -> None:
    found = composed(handmade, "NOR", "JPN")
    bad = replace(found, notes=tuple(replace(note, url="javascript:alert(1)") for note in found.notes))
    assert 'href="https://example.org/oslo"' in handout.rendered(found, "html")
    assert "javascript" not in handout.rendered(bad, "html") + handout.rendered(bad, "md")


def test_the_page_loads_nothing(handmade: Path) -> None:
    page = handout.rendered(composed(handmade, "NOR", "JPN"), "html")
    assert "default-src 'none'; style-src &#39;sha256-" in page
    assert not re.search(r"<script|<link|<img|\son\w+=|style=|url\(", page)
