"""The page as a person uses it, in Chromium: click, read the quote, search, filter, sort, type, on a phone."""

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from relgraph import picture
from relgraph.cards import Tables
from tests.browser.conftest import Visit
from tests.tables import HOSTILE, QUOTE, hostile, plain, row

pytestmark = pytest.mark.browser
Opener = Callable[..., Any]


@pytest.fixture
def opened(chromium: Any, tmp_path: Path) -> Iterator[Opener]:
    """Open pages of answers; on closing none may have complained or sent a request."""
    visits: list[Visit] = []

    def opener(tables: Tables | None = None, width: int = 1280, height: int = 800) -> Any:
        file = tmp_path / "page.html"
        file.write_text(picture.page(plain() if tables is None else tables), encoding="utf-8")
        visits.append(Visit(chromium, file, width, height))
        return visits[-1].page

    yield opener
    for visit in visits:
        visit.close()


def spot(page: Any, one: str, other: str | None = None) -> tuple[float, float]:
    """Give the place on screen of a node, or of the middle between two."""
    script = """([one, other]) => {
        const data = JSON.parse(document.getElementById('data').textContent);
        const shown = document.querySelector('#picture canvas').getBoundingClientRect();
        const at = (id) => data.nodes.find((node) => node.id === id)[innerWidth > 860 ? 'wide' : 'upright'];
        const [a, b] = [at(one), at(other || one)];
        return { x: (a[0] + b[0]) / 2, y: (a[1] + b[1]) / 2, left: shown.left, top: shown.top };
    }"""
    place = page.evaluate(script, [one, other])
    view = page.evaluate("() => window.relgraphView()")
    x = (place["x"] - view["x"]) * view["scale"] + view["width"] / 2 + place["left"]
    y = (place["y"] - view["y"]) * view["scale"] + view["height"] / 2 + place["top"]
    return x, y


def panel(page: Any) -> str:
    """Read the panel."""
    text: str = page.inner_text("#facts")
    return text


def test_click_on_an_edge_shows_its_facts_with_quotes(opened: Opener) -> None:
    page = opened()
    page.mouse.click(*spot(page, "CHL", "NOR"))
    assert "5 facts" in panel(page)
    assert "Norway thanked Chile." in page.locator("#facts blockquote").all_inner_texts()
    assert "Over 1.5 billion USD".lower() in panel(page).lower()


def test_click_on_a_node_shows_names_facts_source_and_link(opened: Opener) -> None:
    page = opened()
    page.mouse.click(*spot(page, "Juan Soto"))
    assert page.inner_text("#facts h2") == "Juan Soto"
    assert QUOTE in page.locator("#facts blockquote").all_inner_texts()
    link = page.locator("#facts figcaption a").first
    assert link.inner_text() == "A meeting in Oslo"
    assert link.get_attribute("href") == "https://example.org/oslo"
    assert "noopener" in link.get_attribute("rel")


def test_fact_of_two_documents_shows_both_quotes(opened: Opener) -> None:
    page = opened()
    page.fill("#search", "fisheries board")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert "2 documents say so" in panel(page)
    assert "The board met for the second time." in page.locator("#facts blockquote").all_inner_texts()


@pytest.mark.parametrize("typed", ["norge", "НОРВЕГИЯ", "nor", "Norwáy"])
def test_search_finds_by_alias_code_and_other_letters(opened: Opener, typed: str) -> None:
    page = opened()
    page.fill("#search", typed)
    page.keyboard.press("Enter")
    assert page.inner_text("#facts h2") == "Norway"


def test_search_says_when_nothing_is_found(opened: Opener) -> None:
    page = opened()
    page.fill("#search", "Atlantis")
    assert page.inner_text("#found") == "No such name in this picture"


def test_legend_hides_a_kind_and_the_count_stays_honest(opened: Opener) -> None:
    page = opened()
    assert page.inner_text("#count") == "13 facts from 2 documents"
    page.click("[data-kind=event]")
    assert page.get_attribute("[data-kind=event]", "aria-pressed") == "false"
    assert page.inner_text("#count") == "11 of 13 facts shown, from 2 documents"
    page.click("[data-kind=event]")
    assert page.inner_text("#count") == "13 facts from 2 documents"


def test_dates_filter_and_undated_have_their_own_switch(opened: Opener) -> None:
    page = opened()
    page.uncheck("#undated")
    assert page.inner_text("#count") == "5 of 13 facts shown, from 2 documents"
    page.locator("input[aria-label=From]").fill("3")
    assert page.inner_text("#count") == "2 of 13 facts shown, from 2 documents"


def test_the_range_moves_by_keyboard_and_the_timeline_dims_what_is_outside(opened: Opener) -> None:
    page = opened()
    page.focus("input[aria-label=From]")
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("input[aria-label=From]", "aria-valuetext") == "31 Dec 1919"
    page.keyboard.press("ArrowRight")
    assert page.get_attribute("input[aria-label=From]", "aria-valuetext") == "4 May 2021"
    assert page.inner_text("#count") == "12 of 13 facts shown, from 2 documents"
    assert page.locator("[data-tick].out").evaluate_all("all => all.map(one => one.getAttribute('aria-label'))") == [
        "diplomatic relations, 1919"
    ]


def test_the_timeline_is_walked_by_keyboard_to_a_quote(opened: Opener) -> None:
    page = opened()
    page.focus("#play")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    named = "document.activeElement.getAttribute('aria-label')"
    assert page.evaluate(named) == "diplomatic relations, 1919"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(named) == "Meeting: 2nd Joint Fisheries Board, 4 May 2021"
    page.keyboard.press("Enter")
    assert "The board met for the second time." in page.locator("#facts blockquote").all_inner_texts()
    page.keyboard.press("End")
    page.keyboard.press("Space")
    assert "to send a delegation" in page.inner_text("#facts h2")


def test_a_click_on_the_timeline_reads_its_fact(opened: Opener) -> None:
    page = opened()
    page.click("[data-tick][aria-label^='diplomatic relations']", position={"x": 4, "y": 4})
    assert page.inner_text("#facts h2") == "diplomatic relations"
    assert "chosen" in page.get_attribute("[data-tick][aria-label^='diplomatic']", "class").split()


def test_planned_possible_denied_and_approximate_look_different(opened: Opener) -> None:
    told = [
        ("occurred", "2021-05-01"),
        ("planned", "2021-05-02"),
        ("hypothetical", "2021-05-03"),
        ("denied", "2021-05-04"),
    ]
    events = [row(type="Meeting", actors="CHL|NOR", date=date, status=status) for status, date in told]
    page = opened({"events": [*events, row(type="Visit", actors="NOR", date="2021-05-05~", status="occurred")]})
    look = """all => all.map(one => {
        const style = getComputedStyle(one.querySelector('.shape'));
        return [style.fill, style.fillOpacity, style.strokeDasharray, Boolean(one.querySelector('.cross, .halo')),
            Boolean(one.querySelector('.cross'))].join(' ');
    })"""
    looks = page.locator("[data-tick]").evaluate_all(look)
    assert len(looks) == len(set(looks)) == 5
    key = page.locator(".key li").all_inner_texts()
    assert key == ["occurred", "planned or due", "possible", "denied, cancelled or overdue", "date is approximate"]


def test_many_dated_facts_are_columns_that_the_range_dims(opened: Opener) -> None:
    days = [f"{year}-{month:02}-{day:02}" for year in (2020, 2021) for month in range(1, 13) for day in range(1, 15)]
    page = opened({"events": [row(type="Visit", actors="NOR", recipients="CHL", date=day) for day in days]})
    assert page.locator(".column").count() == len(days)
    page.focus("input[aria-label=Until]")
    page.keyboard.press("Home")
    assert page.locator(".column:not(.out)").count() == 1
    assert page.inner_text("#count") == f"1 of {len(days)} facts shown, from 1 document"


def downloaded(page: Any) -> list[list[str]]:
    """Press the button and read the table that comes."""
    page.click("#download summary")
    with page.expect_download() as waiting:
        page.click("#csv")
    assert waiting.value.suggested_filename == "relgraph.csv"
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def test_the_shortest_way_between_two_things_is_shown_with_its_quotes(opened: Opener) -> None:
    page = opened()
    page.mouse.click(*spot(page, "Juan Soto"))
    page.click("#way")
    assert "Now choose where the way shall end" in panel(page)
    page.fill("#search", "United Nations")
    page.keyboard.press("Enter")
    assert page.inner_text("#facts h2") == "Juan Soto – United Nations"
    assert [" ".join(one.split()) for one in page.locator("#facts h3.step").all_inner_texts()] == [
        "Juan Soto – Chile",
        "Chile – Norway",
        "Norway – United Nations",
    ]
    assert QUOTE in page.locator("#facts blockquote").all_inner_texts()
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("#facts h2") == "Juan Soto – United Nations"
    page.click("#show-table")
    assert page.inner_text("caption").startswith("7 facts between Juan Soto and United Nations")
    page.click("#show-picture")
    page.click("[data-kind=organization]")
    assert "no way between them" in panel(page)
    page.click("#facts .close")
    assert page.inner_text("#facts h2") == "Every fact is a quotation"
    assert "start" not in page.evaluate("location.hash")


def test_playing_lets_the_picture_grow_to_the_last_day(opened: Opener) -> None:
    page = opened()
    page.click("#play")
    assert page.inner_text("#play") == "Pause"
    assert page.inner_text("#count") == "9 of 13 facts shown, from 2 documents"
    page.get_by_text("13 facts from 2 documents", exact=True).wait_for()
    page.get_by_role("button", name="Play", exact=True).wait_for()
    page.click("#play")
    page.click("#play")
    stopped = page.inner_text("#count")
    page.wait_for_timeout(900)
    assert page.inner_text("#count") == stopped != "13 facts from 2 documents"


def test_the_timeline_says_that_it_is_not_to_scale(opened: Opener) -> None:
    assert "not to scale" in opened().inner_text("#time")


def test_download_holds_what_is_visible_with_every_quote(opened: Opener) -> None:
    page = opened()
    head, *rows = downloaded(page)
    assert head == ["date", "fact", "who", "status", "quote", "document", "source", "published", "url"]
    assert len(rows) == 14  # one fact is said by two documents
    page.uncheck("#undated")
    page.locator("input[aria-label=From]").fill("3")
    assert [line[:2] for line in downloaded(page)[1:]] == [
        ["2021-06", "Call"],
        ["2021-07", "promise: to send a delegation"],
    ]


def test_download_gives_a_spreadsheet_no_formula(opened: Opener) -> None:
    texts = ['=HYPERLINK("https://evil.example")', "+1", "-1", "@SUM(A1)", 'plain, with "quotes"\nand lines', *HOSTILE]
    page = opened({"events": [row("a.txt", text, type="Meeting", place=text, actors="NOR") for text in texts]})
    quotes = sorted(line[4] for line in downloaded(page)[1:])
    assert quotes == sorted(f"'{text}" if text[0] in "=+-@" else text for text in texts)


def test_unsure_facts_look_unsure(opened: Opener) -> None:
    page = opened()
    page.fill("#search", "call")
    page.keyboard.press("Enter")
    assert page.inner_text("#facts .status") == "hypothetical"


def test_table_holds_the_same_facts_and_sorts(opened: Opener) -> None:
    page = opened()
    page.click("#show-table")
    rows = page.locator("tbody tr")
    assert rows.count() == 13
    page.click("th button:has-text('Fact')")
    titles = page.locator("td[data-label=Fact]").all_inner_texts()
    assert titles == sorted(titles, key=str.lower)
    page.click("th button:has-text('Fact')")
    assert page.locator("td[data-label=Fact]").all_inner_texts() == titles[::-1]
    assert page.get_attribute("th:nth-child(2)", "aria-sort") == "descending"


def test_row_opens_its_fact(opened: Opener) -> None:
    page = opened()
    page.click("#show-table")
    page.click("td[data-label=Fact] button:has-text('Support')")
    assert "Norway thanked Chile." in panel(page)


def test_keyboard_alone_reaches_a_quote(opened: Opener) -> None:
    page = opened()
    page.focus("#picture")
    page.keyboard.press("ArrowRight")
    first = page.inner_text("#facts h2")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "facts"
    assert first != "Every fact is a quotation"
    page.focus("#picture")
    page.keyboard.press("Escape")
    assert page.inner_text("#facts h2") == "Every fact is a quotation"


def test_address_brings_the_view_back(opened: Opener) -> None:
    page = opened()
    page.mouse.click(*spot(page, "NOR"))
    page.click("#show-table")
    page.click("[data-kind=person]")
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("#facts h2") == "Norway"
    assert page.is_visible("#tabled")
    assert page.get_attribute("[data-kind=person]", "aria-pressed") == "false"


def test_address_keeps_the_period_and_is_read_with_care(opened: Opener) -> None:
    page = opened()
    page.uncheck("#undated")
    page.locator("input[aria-label=From]").fill("3")
    address = page.evaluate("location.hash")
    assert "from=2021-06-01" in address and "undated=no" in address
    page.reload()
    page.wait_for_selector("body[data-ready]")
    assert page.inner_text("#count") == "2 of 13 facts shown, from 2 documents"
    assert page.input_value("input[aria-label=From]") == "3"
    assert not page.is_checked("#undated")
    page.evaluate("location.hash = '#from=<script>&to=2021-99-99&hidden=nothing&node=nobody'")
    page.wait_for_function("document.getElementById('count').textContent === '13 facts from 2 documents'")


def test_phone_shows_everything_without_sideways_scrolling(opened: Opener) -> None:
    page = opened(width=390, height=844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    page.mouse.click(*spot(page, "NOR"))
    assert page.inner_text("#facts h2") == "Norway"
    page.click("#show-table")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def test_dark_and_light_can_be_switched(opened: Opener) -> None:
    page = opened()
    before = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != before


def test_hostile_texts_stay_texts(opened: Opener) -> None:
    page = opened(hostile())
    page.click("#show-table")
    assert sorted(page.locator("td[data-label=Quote]").all_text_contents()) == sorted(HOSTILE)
    for text in HOSTILE:
        page.fill("#search", text)
        page.keyboard.press("Enter")
    assert page.evaluate("window.stolen") is None
    assert page.locator("body img, #facts script, #tabled script").count() == 0
    assert page.locator("a[href]:not([href^='#'])").count() == 0


def test_nothing_known_says_so(opened: Opener) -> None:
    page = opened({})
    assert page.inner_text("#count") == "0 facts from 0 documents"


@pytest.mark.parametrize(
    ("scheme", "address"),
    [
        ("light", ""),
        ("dark", "#node=NOR"),
        ("light", "#node=NOR&view=table"),
        ("dark", "#start=CHL&node=United Nations"),
    ],
)
def test_no_finding_of_an_accessibility_checker(chromium: Any, tmp_path: Path, scheme: str, address: str) -> None:
    file = tmp_path / "page.html"
    file.write_text(picture.page(plain()), encoding="utf-8")
    # the policy would keep the checker's own script out
    page = chromium.new_page(color_scheme=scheme, bypass_csp=True)
    page.goto(file.as_uri() + address)
    page.wait_for_selector("body[data-ready]")
    page.click("#download summary")
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
