"""Names stand for what the ontology knows, by look-up: states by code, organizations and places by any of their names."""

from pathlib import Path

import pytest

from relgraph import identity
from relgraph.directory import load, packaged
from relgraph.document import from_text
from relgraph.facts import Event, Evidence, Organization, Span
from relgraph.scopes import bodies
from relgraph.sheet import Sheet
from relgraph.vocabulary import THING

WORDS = Evidence(Span(0, 4), "by-hand")


def sheet() -> Sheet:
    return Sheet(from_text("Text.", "text.txt"))


@pytest.mark.parametrize(
    ("party", "end"),
    [
        ("TUR", "state/TUR"),
        ("SUN", "state/SUN"),
        ("IMF", "organization/International_Monetary_Fund"),
        ("International Monetary Fund", "organization/International_Monetary_Fund"),
        ("the United Nations", "organization/United_Nations"),
        ("Turkic Council", "organization/Organization_of_Turkic_States"),
        ("XYZ", "organization/xyz"),
        ("Society of Friends of Oslo", "organization/society-of-friends-of-oslo"),
    ],
)
def test_a_party_is_what_the_ontology_says(party: str, end: str) -> None:
    assert sheet().party(party) == THING + end


def test_three_capitals_make_no_state() -> None:
    assert [packaged().is_state(code) for code in ("KAZ", "PKK", "IMF", "XYZ", "kaz")] == [True, *[False] * 4]


@pytest.mark.parametrize(
    ("name", "end"),
    [
        ("Astana", "city/Astana"),
        ("Nur-Sultan", "city/Astana"),
        ("Nur Sultan", "city/Astana"),
        ("Kazakhstan", "state/KAZ"),
        ("Turkey", "state/TUR"),
        ("Camp Nowhere", "place/camp-nowhere"),
    ],
)
def test_a_place_is_known_by_any_of_its_names(name: str, end: str) -> None:
    assert sheet().place(name) == THING + end


@pytest.mark.parametrize(
    ("publisher", "side"),
    [
        ("Ministry of Foreign Affairs of Colombia", "COL"),
        ("Press Service of the President of the Republic of Uzbekistan", "UZB"),
        ("The White House", "USA"),
        ("Government of Papua New Guinea", "PNG"),
        ("Embassy of Equatorial Guinea", "GNQ"),
        ("Turkish Daily News", None),
        ("Gulf of Finland Review", None),
        ("Ministry of Foreign Affairs", None),
        ("Embassy of Japan in Norway", None),
        ("", None),
    ],
)
def test_a_publisher_is_a_side_only_if_it_is_a_state_s_own_voice(publisher: str, side: str | None) -> None:
    assert packaged().side(publisher) == side


def test_a_series_of_two_states_is_theirs_however_they_are_named_in_it() -> None:
    pair = ("TUR", "KAZ")
    names = ("Joint Economic Commission", "Turkey-Kazakhstan Joint Economic Commission")
    more = ("Kazakh-Turkish Joint Economic Commission", "Kazakhstan and Türkiye Joint Economic Commission")
    assert len({identity.series(name, pair) for name in (*names, *more)}) == 1
    assert identity.series(names[0], ("TUR", "UZB")) != identity.series(names[0], pair)


def organization(name: str, kind: str) -> Organization:
    return Organization(name=name, acronym=None, kind=kind, evidence=WORDS)


def test_bodies_of_one_name_belong_to_their_owners() -> None:
    council = organization("High-Level Strategic Cooperation Council", "bilateral")
    session = Event(type="Meeting", actors=("TUR", "KAZ"), series=council.name, ordinal=4, evidence=WORDS)
    ours = bodies("a.txt", [council, session], packaged())
    theirs = bodies("b.txt", [council, Event(**_with(session, ("PAK", "UZB")))], packaged())  # type: ignore[arg-type]
    nobody = bodies("c.txt", [council], packaged())
    assert len({found[council.name] for found in (ours, theirs, nobody)}) == 3
    again = bodies("d.txt", [organization("Turkey-Kazakhstan " + council.name, "bilateral")], packaged())
    assert set(again.values()) == set(ours.values())


def _with(event: Event, actors: tuple[str, ...]) -> dict[str, object]:
    kept = {name: getattr(event, name) for name in ("type", "series", "ordinal", "evidence")}
    return kept | {"actors": actors}


def test_ministries_of_two_documents_are_two_unless_they_name_their_state() -> None:
    bare, named = organization("Ministry of Defence", "government"), organization("Central Bank of Kenya", "government")
    first, second = (bodies(name, [bare, named], packaged()) for name in ("a.txt", "b.txt"))
    assert first[bare.name] != second[bare.name]
    assert first[named.name] == second[named.name]


def test_a_name_of_two_things_stands_for_neither_and_a_label_goes_first(tmp_path: Path) -> None:
    own = tmp_path / "mine.ttl"
    own.write_text(
        "@prefix rg: <https://w3id.org/relgraph/ontology#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        '<http://x/a> a rg:Organization ; rdfs:label "Sea Board"@en ; rg:acronym "SBX", "Lake Board" .\n'
        '<http://x/b> a rg:Organization ; rdfs:label "Salt Board"@en ; rg:acronym "SBX" .\n'
        '<http://x/c> a rg:Organization ; rdfs:label "Lake Board"@en .\n',
        encoding="utf-8",
    )
    known = load((own,))
    assert known.organization("SBX") is None
    lake = known.organization("Lake Board")
    assert lake
    assert lake.iri == "http://x/c"
