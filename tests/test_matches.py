"""Near matches: what may be one is proposed with a reason, what is plainly two is not; judgements are followed and kept."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from relgraph import build, export, queries
from relgraph.cli import relgraph
from relgraph.document import Document, from_text
from relgraph.errors import InputError
from relgraph.facts import Evidence, Organization, Span, Tenure
from relgraph.judgements import Judgements, judged, load, save
from relgraph.matches import Thing, bodies, matches, people
from relgraph.store import Store, in_memory
from relgraph.vocabulary import THING

PEOPLE = [
    ("Kassym-Jomart Tokayev", "Қасым-Жомарт Тоқаев", "KAZ", "another spelling|spelled alike"),
    ("Kassym-Jomart Tokayev", "Касым-Жомарт Токаев", "KAZ", "spelled alike"),
    ("Kassym-Jomart Tokayev", "K.-J. Tokayev", "KAZ", "initials"),
    ("Kassym-Jomart Tokayev", "K. Tokayev", "KAZ", "initials"),
    ("Kassym-Jomart Tokayev", "Tokayev", "KAZ", "surname alone"),
    ("Mevlüt Çavuşoğlu", "Mevlut Chavushoglu", "TUR", "another spelling"),
    ("Mukhtar Tleuberdi", "Мұхтар Тілеуберді", "KAZ", "spelled alike"),
    ("Sergey Lavrov", "Сергей Лавров", "RUS", "another spelling"),
    ("Yulia Petrova", "Iuliia Petrova", "UKR", "another spelling|spelled alike"),
    ("Mevlüt Çavuşoğlu", "Hakan Çavuşoğlu", "TUR", ""),
    ("Kari Berg", "Ola Berg", "NOR", ""),
    ("K. Berg", "Ola Berg", "NOR", ""),
    ("Ken Mori", "Ken Sato", "JPN", ""),
    ("Li Wei", "Li Na", "CHN", ""),
]
BODIES = [
    ("Nordic Sea Council", "The Nordic Sea Council", "the same words"),
    ("Council of the Nordic Sea", "Nordic Sea Council", "the same words"),
    ("World Trade Organisation Forum", "World Trade Organization Forum", "the same words"),
    ("Nordic Fisheries Council", "Nordic Fishery Council", "spelled alike"),
    ("NSC", "Nordic Sea Council", "NSC is the initials"),
    ("Ministry of Trade of Norway", "Ministry of Trade of Chile", ""),
    ("Battalion 14", "Battalion 15", ""),
    ("Nordic Sea Council", "Nordic Sea Council Secretariat", ""),
    ("Joint Commission", "Joint Committee", ""),
]


def person(name: str, number: int, state: str) -> Thing:
    return Thing("person", f"{THING}person/{number}", (name,), frozenset({f"President of {state}"}), frozenset({state}))


@pytest.mark.parametrize(("one", "other", "state", "reasons"), PEOPLE)
def test_people_of_one_name_are_proposed(one: str, other: str, state: str, reasons: str) -> None:
    found = [reason for _, _, reason in people([person(one, 1, state), person(other, 2, state)])]
    assert found in [[f"{reason}; both President of {state}"] if reason else [] for reason in reasons.split("|")]


def test_people_of_different_states_and_a_bare_surname_without_office_are_not() -> None:
    assert not list(people([person("Kari Berg", 1, "NOR"), person("Kari Berg", 2, "SWE")]))
    bare = Thing("person", f"{THING}person/2", ("Berg",))
    assert not list(people([person("Kari Berg", 1, "NOR"), bare]))


@pytest.mark.parametrize(("one", "other", "reason"), BODIES)
def test_bodies_of_one_name_are_proposed(one: str, other: str, reason: str) -> None:
    found = {why for _, _, why in bodies([Thing("body", f"{THING}{name}", (name,)) for name in (one, other)])}
    assert found == ({reason} if reason else set())


NAMES = ("Kassym-Jomart Tokayev", "K. Tokayev", "Ola Berg")
ONE, OTHER = f"{THING}person/kassym-jomart-tokayev", f"{THING}person/k-tokayev"


def told(number: int) -> tuple[Document, list[Tenure | Organization]]:
    """Give a document that names a president."""
    document = from_text(f"President {NAMES[number]} spoke.\n", f"{number}.txt")
    here = Evidence(Span(0, len(document.text) - 1), "by-hand")
    return document, [Tenure(name=NAMES[number], office="President", of="KAZ", evidence=here)]


@pytest.fixture
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    for number in range(3):
        build.add(made, *told(number))
    build.refresh(made)
    return made


def presidents(store: Store) -> set[str]:
    """Give the people whom the derived ties have in office."""
    found = store.query("SELECT ?who WHERE { ?who rg:holdsOffice ?post }")
    return {row[0].value.rsplit("/", 1)[-1] for row in found}  # type: ignore[union-attr]


def test_a_judgement_makes_two_nodes_one_and_can_be_taken_back(store: Store) -> None:
    before, ties = export.digest(store), presidents(store)
    assert [row[:4] for row in matches(store).rows] == [
        ("person", "K. Tokayev", "Kassym-Jomart Tokayev", "initials; both President of KAZ")
    ]
    build.follow(store, Judgements(same=((OTHER, ONE),)))
    build.refresh(store)
    assert presidents(store) == {"k-tokayev", "ola-berg"}
    assert not matches(store).rows
    assert sorted(row["name"] for row in queries.ask(store, "people").records()) == sorted(NAMES)
    build.follow(store, Judgements())
    build.refresh(store)
    assert (export.digest(store), presidents(store)) == (before, ties)
    assert len(matches(store).rows) == 1


def test_what_is_judged_different_is_proposed_no_more(store: Store) -> None:
    assert not matches(store, Judgements(different=((ONE, OTHER),))).rows


def test_a_document_that_comes_or_goes_later_meets_in_the_one_node(store: Store) -> None:
    late = in_memory()
    build.load_ontology(late)
    build.follow(late, Judgements(same=((OTHER, ONE),)))
    for number in (2, 1, 0):
        build.add(late, *told(number))
    build.follow(store, Judgements(same=((OTHER, ONE),)))
    everything = "SELECT * WHERE { ?s ?p ?o } ORDER BY STR(?s) STR(?p) STR(?o)"
    for made in (store, late):
        build.refresh(made)
    both = [[str(row) for row in made.query(everything)] for made in (store, late)]  # type: ignore[union-attr]
    assert both[0] == both[1]
    for made in (store, late):
        made.remove(made.documents()[0])
        build.refresh(made)
    assert presidents(store) == presidents(late) == {"k-tokayev", "ola-berg"}
    assert not store.query(f"ASK {{ <{ONE}> ?p ?o }}")


def test_judgements_are_kept_as_turtle_that_a_user_edits(tmp_path: Path) -> None:
    path = tmp_path / "relgraph.judgements.ttl"
    assert load(path) == Judgements()
    save(path, judged(path, "http://x/a", "http://x/b", same=True))
    save(path, judged(path, "http://x/c", "http://x/b", same=True))
    save(path, judged(path, "http://x/d", "http://x/a", same=False))
    assert load(path).groups() == {"http://x/b": "http://x/a", "http://x/c": "http://x/a"}
    assert load(path).on("http://x/c", "http://x/d") == "different"
    save(path, judged(path, "http://x/b", "http://x/c", same=False))
    assert load(path).groups() == {"http://x/b": "http://x/a"}
    path.write_text(path.read_text("utf-8") + "<http://x/a> owl:differentFrom <http://x/b> .\n", encoding="utf-8")
    with pytest.raises(InputError, match="that they are the same, and not; take one out"):
        load(path)
    path.write_text("<http://x/a> owl:sameAs", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be read as Turtle"):
        load(path)


def test_the_command_lists_judges_and_takes_back(tmp_path: Path) -> None:
    def run(*words: str) -> tuple[int, list[str]]:
        done = CliRunner().invoke(relgraph, [*words, "--store", str(tmp_path / ".kept")])
        return done.exit_code, (done.stdout + done.stderr).splitlines()

    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Kazakh President Kassym-Jomart Tokayev met Peruvian President Ana Silva.", "utf-8")
    (texts / "b.txt").write_text("Kazakh President Kasym-Zhomart Tokaev visited Peru.", "utf-8")
    assert run("build", str(texts))[0] == 0
    code, listed = run("matches", "-f", "csv")
    assert (code, listed[0], len(listed)) == (0, "kind,one,other,reason,one_id,other_id", 2)
    assert run("matches", "--same", "kasym-zhomart tokaev", "person/kassym-jomart-tokayev") == (
        0,
        [f"wrote {tmp_path / 'kept.judgements.ttl'}"],
    )
    assert len(run("matches", "-f", "csv")[1]) == 1
    one = 'SELECT ?one WHERE { ?one rdfs:label "Kassym-Jomart Tokayev" , "Kasym-Zhomart Tokaev" }'
    assert len(run("query", one, "-f", "csv")[1]) == 2, "both names are of one node"
    shutil.rmtree(tmp_path / ".kept")
    run("build", str(texts))
    assert len(run("matches", "-f", "csv")[1]) == 1, "a judgement survives the store"
    assert run("matches", "--different", "Kasym-Zhomart Tokaev", "Kassym-Jomart Tokayev")[0] == 0
    assert len(run("matches", "-f", "csv")[1]) == 1
    (tmp_path / "kept.judgements.ttl").unlink()
    run("build", str(texts))
    assert run("matches", "-f", "csv")[1] == listed
    assert run("matches", "--same", "Nobody", "Ana Silva") == (
        2,
        [
            "relgraph: Nobody: no person or body has this name; name it as `relgraph matches` does, or as a document does"
        ],
    )
