"""Tests for the data on actors: ontology/actors.ttl, places.ttl, organizations.ttl, offices.ttl, unrelated.ttl."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from relgraph import vocabulary as v
from relgraph.aliases import FILES
from relgraph.folding import atoms, key
from relgraph.gazetteer import Gazetteer, Kind
from relgraph.resources import file

Thing = Mapping[str, Sequence[str]]

#: The 193 members of the United Nations.
MEMBERS = frozenset(
    "AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF "
    "CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI "
    "FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN "
    "KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT "
    "MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT "
    "ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON "
    "TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE".split()
)
OTHERS = frozenset("COK ESH NIU PSE TWN VAT XKX".split())
PAST = frozenset("CSK DDR SCG SUN VDR YMD YUG".split())
#: States that are one city, and states without a capital in the list.
WITHOUT_CAPITAL = frozenset("NRU SGP SMR VAT".split()) - {"NRU"}
KINDS = frozenset({"intergovernmental", "bilateral", "government", "company", "other"})
CAUTIONS = (v.WEAK_NAME, v.NEEDS_SUPPORT, v.PERSONAL_NAME)


@cache
def things() -> dict[str, dict[str, list[str]]]:
    """Read all files: subject -> predicate -> values."""
    found: dict[str, dict[str, list[str]]] = {}
    for name in FILES:
        for quad in parse(path=str(file("ontology", name)), format=RdfFormat.TURTLE):
            assert isinstance(quad.subject, NamedNode), f"{name} has a blank node; give it an IRI"
            assert isinstance(quad.object, Literal | NamedNode)
            found.setdefault(quad.subject.value, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return found


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.load()


def of(type_: str) -> Iterator[tuple[str, Thing]]:
    return ((iri, thing) for iri, thing in things().items() if type_ in thing.get(v.RDF_TYPE, ()))


def wordings(thing: Thing) -> list[str]:
    properties = (v.LABEL, v.ALT_LABEL, v.DEMONYM, v.PEOPLE_NAME, v.COMBINING_FORM, v.SEAT, v.ACRONYM, v.WORDING)
    return [text for p in properties for text in thing.get(p, ())]


def test_every_member_of_the_united_nations_is_there_once() -> None:
    codes = sorted(code for _, thing in of(v.STATE) for code in thing[v.IDENTIFIER])
    wanted = sorted(MEMBERS | OTHERS | PAST)
    assert len(MEMBERS) == 193
    assert codes == wanted, f"add to or drop from actors.ttl: {sorted(set(codes) ^ set(wanted))}"


def test_a_state_has_one_code_one_label_and_the_iri_of_its_code() -> None:
    for iri, thing in of(v.STATE):
        assert len(thing[v.IDENTIFIER]) == len(thing[v.LABEL]) == 1, f"{iri}: keep one identifier and one rdfs:label"
        assert iri == f"{v.THING}state/{thing[v.IDENTIFIER][0]}", f"{iri}: name it after its identifier"


def test_wikidata_items_belong_to_one_thing_each() -> None:
    owners: dict[str, list[str]] = defaultdict(list)
    for iri, thing in things().items():
        for same in thing.get(v.SAME_AS, ()):
            owners[same].append(iri)
            assert same.startswith("http://www.wikidata.org/entity/Q"), f"{iri}: owl:sameAs must be a Wikidata item"
    twice = {item: iris for item, iris in owners.items() if len(iris) > 1}
    assert not twice, f"check which one is right, leave the other out: {twice}"


def test_names_are_trimmed_and_said_once() -> None:
    for iri, thing in things().items():
        texts = wordings(thing)
        untrimmed = [text for text in texts if text != " ".join(text.split()) or not text]
        assert not untrimmed, f"{iri}: take away the spaces around {untrimmed}"
        labels = [*thing.get(v.LABEL, ()), *thing.get(v.ALT_LABEL, ())]
        twice = sorted({text for text in labels if labels.count(text) > 1})
        assert not twice, f"{iri}: say {twice} once"


def test_no_two_states_share_a_name() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for iri, thing in of(v.STATE):
        for text in wordings(thing):
            owners[key(atoms(text))].add(iri)
    shared = {name: sorted(iris) for name, iris in owners.items() if len(iris) > 1}
    assert not shared, f"decide whose name it is and say so in the header of actors.ttl: {shared}"


def test_no_two_organizations_share_a_name() -> None:
    owners: dict[str, set[str]] = defaultdict(set)
    for iri, thing in of(v.ACTOR_ORGANIZATION):
        assert set(thing.get(v.ORGANIZATION_KIND, ())) <= KINDS, f"{iri}: rg:organizationKind is one of {sorted(KINDS)}"
        assert len(thing[v.LABEL]) == 1, f"{iri}: keep one rdfs:label"
        for text in wordings(thing):
            owners[" ".join(atom.text for atom in atoms(text))].add(iri)
    shared = {name: sorted(iris) for name, iris in owners.items() if len(iris) > 1}
    assert not shared, f"leave the name to the better known of the two: {shared}"


def test_no_two_cities_of_one_state_share_a_name() -> None:
    owners: dict[tuple[str, str], set[str]] = defaultdict(set)
    for iri, thing in of(v.CITY):
        for text in wordings(thing):
            owners[key(atoms(text)), "".join(thing.get(v.IN_STATE, ()))].add(iri)
    shared = {name: sorted(iris) for name, iris in owners.items() if len(iris) > 1}
    assert not shared, f"merge these cities: {shared}"


def test_capitals_exist_and_lie_in_their_state() -> None:
    for iri, thing in of(v.STATE):
        for city in (*thing.get(v.CAPITAL, ()), *thing.get(v.SEAT_OF_GOVERNMENT, ())):
            assert v.LABEL in things().get(city, {}), f"{iri}: describe {city} in places.ttl"
            home = things()[city].get(v.IN_STATE, [iri])
            assert home == [iri], f"{city} lies in {home}, and is a capital of {iri}: one of the two is wrong"


def test_every_state_of_today_has_a_capital() -> None:
    lacking = {thing[v.IDENTIFIER][0] for _, thing in of(v.STATE) if v.CAPITAL not in thing} - PAST
    assert lacking == WITHOUT_CAPITAL, f"add rg:capital in actors.ttl: {sorted(lacking ^ WITHOUT_CAPITAL)}"


def test_whatever_is_pointed_at_is_described() -> None:
    for iri, thing in things().items():
        for property_, values in thing.items():
            for value in values:
                if value.startswith(v.THING) and property_ != v.RDF_TYPE:
                    assert value in things(), f"{iri}: {property_} points at {value}, which no file describes"


def test_cautions_are_about_names_that_the_thing_has() -> None:
    for iri, thing in things().items():
        for caution in CAUTIONS:
            strangers = set(thing.get(caution, ())) - set(wordings(thing))
            assert not strangers, f"{iri}: {caution} names {sorted(strangers)}, which is no name of it"


def test_every_name_of_a_state_finds_that_state(gazetteer: Gazetteer) -> None:
    wrong = []
    for _, thing in of(v.STATE):
        code = thing[v.IDENTIFIER][0]
        for text in [*thing[v.LABEL], *thing.get(v.ALT_LABEL, ()), *thing.get(v.DEMONYM, ())]:
            found = gazetteer.resolve(text.removeprefix("the ")) or gazetteer.resolve(text)
            if text not in thing.get(v.NEEDS_SUPPORT, ()) and (found is None or found.id != code):
                wrong.append((text, code, found and found.id))
    assert not wrong, f"another name hides these, or a caution does: {wrong}"


def test_every_name_of_an_organization_finds_it(gazetteer: Gazetteer) -> None:
    wrong = []
    for _, thing in of(v.ACTOR_ORGANIZATION):
        for text in {*wordings(thing)} - {*thing.get(v.WEAK_NAME, ())}:
            found = gazetteer.resolve(text)
            if found is None or (found.kind, found.id) != (Kind.ORG, thing[v.LABEL][0]):
                wrong.append((text, thing[v.LABEL][0], found and found.id))
    assert not wrong, f"another name hides these; drop or reword one of the two: {wrong}"


def test_every_city_and_region_is_found_or_cautioned(gazetteer: Gazetteer) -> None:
    wrong = []
    for type_ in (v.CITY, v.REGION):
        for _, thing in of(type_):
            for text in [*thing[v.LABEL], *thing.get(v.ALT_LABEL, ())]:
                if any(text in thing.get(caution, ()) for caution in CAUTIONS):
                    continue
                found = gazetteer.resolve(text.removeprefix("the "))
                if found is None:
                    wrong.append(text)
    assert not wrong, f"these names are never found: {wrong}"


def test_every_wording_of_an_office_comes_to_that_office(gazetteer: Gazetteer) -> None:
    wrong = []
    for _, thing in of(v.OFFICE):
        for text in thing[v.WORDING]:
            found = gazetteer.resolve(text)
            if found is None or found.id != thing[v.LABEL][0]:
                wrong.append((text, thing[v.LABEL][0], found and found.id))
    assert not wrong, f"two offices claim these wordings; keep one: {wrong}"


def test_dated_names_end_after_they_begin() -> None:
    for iri, thing in of(v.RG + "DatedName"):
        begin, end = (thing.get(v.RG + name, [""])[0] for name in ("validFrom", "validUntil"))
        assert begin or end, f"{iri}: give rg:validFrom or rg:validUntil"
        assert not (begin and end) or begin < end, f"{iri}: rg:validUntil must come after rg:validFrom"
