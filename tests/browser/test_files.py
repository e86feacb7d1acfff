"""What a person takes away from the page, in Chromium: the picture as PNG and SVG, the facts as Turtle, all as shown."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from pyoxigraph import RdfFormat, parse

from relgraph import build, network, picture
from relgraph.cards import Tables
from relgraph.store import open_store
from tests.browser.conftest import Visit
from tests.handmade import ALL
from tests.tables import HOSTILE, hostile, plain

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open pages of answers; on closing none may have complained or sent a request."""
    visits: list[Visit] = []

    def opener(tables: Tables | None = None) -> Any:
        file = tmp_path / "page.html"
        file.write_text(picture.page(plain() if tables is None else tables), encoding="utf-8")
        visits.append(Visit(chromium, file))
        return visits[-1].page

    yield opener
    for visit in visits:
        visit.close()


def taken(page: Any, id_: str) -> bytes:
    """Open the menu, choose a file and read it."""
    page.click("#download summary")
    with page.expect_download() as waiting:
        page.click(f"#{id_}")
    assert waiting.value.suggested_filename == f"relgraph.{'ttl' if id_ == 'turtle' else id_}"
    return Path(waiting.value.path()).read_bytes()


def drawn(page: Any) -> tuple[set[str], int]:
    """Give the words of the picture as SVG, each label in one line, and how many ties it has."""
    root = ElementTree.fromstring(taken(page, "svg"))  # noqa: S314 - our own file
    words = {" ".join(part.text or "" for part in text) for text in root.iter(f"{SVG}text")}
    return words, len([one for one in root.iter(f"{SVG}path") if one.get("fill") == "none"])


def test_svg_holds_what_is_shown_and_says_how_much_that_is(opened: Opener) -> None:
    page = opened()
    words, ties = drawn(page)
    assert {"Norway", "Chile", "Juan Soto Ambassador", "5 facts", "Norway and Chile"} <= words
    assert any(text.startswith("13 facts from 2 documents · A meeting in Oslo; second.txt") for text in words)
    page.click("[data-kind=person]")
    fewer, left = drawn(page)
    assert not any("Juan Soto" in text for text in fewer)
    assert left < ties


def test_svg_of_hostile_texts_has_no_script(opened: Opener) -> None:
    root = ElementTree.fromstring(taken(opened(hostile()), "svg"))  # noqa: S314 - our own file
    assert {one.tag.removeprefix(SVG) for one in root.iter()} <= {"svg", "title", "rect", "path", "g", "text", "tspan"}
    assert not [name for one in root.iter() for name in one.attrib if name.startswith("on") or "href" in name]


def test_png_is_the_view_with_its_title_and_count(opened: Opener) -> None:
    page = opened()
    raw = taken(page, "png")
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    wide, high = page.evaluate(
        "(() => { const c = document.querySelector('#picture canvas'); return [c.width, c.height]; })()"
    )
    assert int.from_bytes(raw[16:20]) == wide
    assert int.from_bytes(raw[20:24]) == high + 80
    page.click("[data-kind=event]")
    assert taken(page, "png") != raw


def test_pictures_are_of_the_picture_only_and_the_menu_goes_by_keyboard(opened: Opener) -> None:
    page = opened()
    page.focus("#download summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "png"
    page.keyboard.press("Escape")
    assert not page.is_visible("#png")
    page.click("#show-table")
    page.click("#download summary")
    assert page.is_disabled("#png") and page.is_disabled("#svg")
    assert page.is_enabled("#csv")
    page.click("#title")
    assert not page.is_visible("#csv")


def test_turtle_lies_in_the_graph_under_its_own_names(opened: Opener, tmp_path: Path) -> None:
    with open_store(tmp_path / "store", write=True) as store:
        build.load_ontology(store)
        for document, facts in ALL:
            build.add(store, document, facts)
        build.derive(store)
        tables = network.tables(store)
        known = {
            (quad.subject, quad.predicate, quad.object) for name in store.documents() for quad in store.quads(name)
        }
        page = opened(tables)
        whole = {(quad.subject, quad.predicate, quad.object) for quad in parse(taken(page, "turtle"), RdfFormat.TURTLE)}
        assert whole - known == set()
        stated = {triple[0] for triple in whole if "wasQuotedFrom" in triple[1].value}
        assert len(stated) == len({triple[0] for triple in known if "wasQuotedFrom" in triple[1].value})
        page.click("#show-table")
        page.fill("#search", "Kari Berg")
        page.keyboard.press("Enter")
        part = {(quad.subject, quad.predicate, quad.object) for quad in parse(taken(page, "turtle"), RdfFormat.TURTLE)}
        assert part < whole
        assert "Kari Berg" in {triple[2].value for triple in part}


def test_turtle_of_hostile_texts_is_turtle(opened: Opener) -> None:
    place = {"fact": "https://w3id.org/relgraph/id/fact/00", "begin": "1", "close": "2"}
    tables = {name: [{**row, **place} if "quote" in row else row for row in rows] for name, rows in hostile().items()}
    quotes = {
        quad.object.value
        for quad in parse(taken(opened(tables), "turtle"), RdfFormat.TURTLE)
        if "exact" in quad.predicate.value
    }
    assert quotes == set(HOSTILE)


def test_turtle_is_not_offered_where_the_names_of_the_facts_are_not_known(opened: Opener) -> None:
    page = opened()
    page.click("#download summary")
    assert page.is_visible("#csv")
    assert not page.is_visible("#turtle")


def test_file_names_with_odd_letters_have_the_name_of_the_graph(opened: Opener, tmp_path: Path) -> None:
    from dataclasses import replace

    document, facts = ALL[0]
    odd = replace(document, name="a b'(1)*!~ü#?.txt")
    with open_store(tmp_path / "store", write=True) as store:
        build.load_ontology(store)
        build.add(store, odd, facts)
        build.derive(store)
        known = set(store.documents())
        text = taken(opened(network.tables(store)), "turtle").decode()
    assert set(re.findall(r"hadPrimarySource <([^>]*)>", text)) == known
