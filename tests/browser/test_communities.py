"""A network too large to look at whole, as a person meets it in Chromium: communities that open, close and are said."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from relgraph import picture
from tests.browser.conftest import Visit
from tests.tables import hostile
from tests.test_communities import crowd

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Opener]:
    """Open the page of a crowd as if it were too large; on closing it may not have complained or sent a request."""
    monkeypatch.setattr(picture, "WHOLE", 5)
    visits: list[Visit] = []

    def opener(**options: int) -> Any:
        file = tmp_path / "page.html"
        file.write_text(picture.page(crowd()), encoding="utf-8")
        visits.append(Visit(chromium, file, **options))
        return visits[-1].page

    yield opener
    for visit in visits:
        visit.close()


def open_first(page: Any) -> str:
    """Click the first community in the picture and give its name."""
    script = """() => {
        const one = JSON.parse(document.getElementById('data').textContent).communities[0];
        const at = innerWidth > 860 ? one.wide : [one.wide[0] * 0.6, one.wide[1] * 1.7];
        const shown = document.querySelector('#picture canvas').getBoundingClientRect();
        const view = window.relgraphView();
        return [one.name, (at[0] - view.x) * view.scale + view.width / 2 + shown.left, (at[1] - view.y) * view.scale + view.height / 2 + shown.top];
    }"""
    name, x, y = page.evaluate(script)
    page.mouse.click(x, y)
    return str(name)


def drawn(page: Any) -> str:
    """Give the picture as SVG."""
    page.click("#download summary")
    with page.expect_download() as waiting:
        page.click("#svg")
    return Path(waiting.value.path()).read_text("utf-8")


def test_the_page_says_that_it_shows_communities_and_opens_one_on_a_click(opened: Opener) -> None:
    page = opened()
    said = page.inner_text("#count")
    assert "things are shown as" in said and "communities: click one to open it" in said
    name = open_first(page)
    assert page.inner_text("#facts h2") == name
    assert "Community of" in page.inner_text("#facts header")
    assert "communities is open" in page.inner_text("#count")
    assert name in page.inner_text("#opened")
    assert "NOR 3" in drawn(page) or "CHL 3" in drawn(page)
    page.click("#closed")
    assert "NOR 3" not in drawn(page) and "CHL 3" not in drawn(page)
    assert page.inner_text("#count") == said
    assert not page.is_visible("#opened")


def test_what_is_searched_for_opens_its_community(opened: Opener) -> None:
    page = opened()
    page.fill("#search", "CHL 3")
    page.keyboard.press("Enter")
    assert page.inner_text("#facts h2") == "CHL 3"
    assert "Chile" in page.inner_text("#opened") or "CHL" in page.inner_text("#opened")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("#facts h2") == "CHL 3"
    assert page.is_visible("#opened")


def test_communities_open_and_close_by_keyboard(opened: Opener) -> None:
    page = opened()
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    assert "Community of" in page.inner_text("#facts header")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "open"
    page.keyboard.press("Enter")
    assert page.is_visible("#opened")
    page.focus("#picture")
    page.keyboard.press("Escape")
    assert not page.is_visible("#opened")


def test_a_way_leads_through_communities(opened: Opener) -> None:
    page = opened()
    page.fill("#search", "CHL 3")
    page.keyboard.press("Enter")
    page.click("#way")
    page.fill("#search", "NOR 4")
    page.keyboard.press("Enter")
    steps = [" ".join(one.split()) for one in page.locator("#facts h3.step").all_inner_texts()]
    assert steps == ["CHL 3 – Chile", "Chile – Norway", "Norway – NOR 4"]


def test_the_table_and_the_count_still_hold_all_facts(opened: Opener) -> None:
    page = opened()
    page.click("#show-table")
    assert page.locator("tbody tr").count() == 23
    page.click("[data-kind=event]")
    assert "of 23 facts shown" in page.inner_text("#count")


def test_communities_fit_a_phone(opened: Opener) -> None:
    page = opened(width=390, height=844)
    open_first(page)
    assert page.is_visible("#opened")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_the_svg_of_communities_names_them(opened: Opener) -> None:
    page = opened()
    text = drawn(page)
    name = page.evaluate("JSON.parse(document.getElementById('data').textContent).communities[0].name")
    assert name.split()[0] in text and "communities: click" in text


@pytest.mark.parametrize("address", ["", "#open=community0&node=NOR"])
def test_no_finding_of_an_accessibility_checker(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    monkeypatch.setattr(picture, "WHOLE", 5)
    file = tmp_path / "page.html"
    file.write_text(picture.page(crowd()), encoding="utf-8")
    page = chromium.new_page(bypass_csp=True)
    page.goto(file.as_uri() + address)
    page.wait_for_selector("body[data-ready]")
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


def test_hostile_names_of_communities_stay_texts(
    chromium: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(picture, "WHOLE", 1)
    file = tmp_path / "page.html"
    file.write_text(picture.page(hostile()), encoding="utf-8")
    visit = Visit(chromium, file)
    open_first(visit.page)
    assert visit.page.evaluate("window.stolen") is None
    visit.close()
