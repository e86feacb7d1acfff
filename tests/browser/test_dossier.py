"""The dossier as a person reads it, in Chromium: from a sentence to its quote, on a phone, by keyboard, offline."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from relgraph import build, handout
from relgraph.dossier import Pair, dossier
from relgraph.store import open_store
from tests.handmade import ALL

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("dossier")
    with open_store(folder / "store", write=True) as store:
        build.load_ontology(store)
        for document, facts in ALL:
            build.add(store, document, facts)
        build.derive(store)
        text = handout.rendered(dossier(store, Pair("NOR", "JPN")), "html")
    (folder / "pair.html").write_text(text, encoding="utf-8")
    return folder / "pair.html"


@pytest.fixture
def page(chromium: Any, file: Path) -> Iterator[Any]:
    """Open the dossier on a phone without a network; it may neither complain nor ask for anything but itself."""
    context = chromium.new_context(viewport={"width": 390, "height": 844}, offline=True, bypass_csp=False)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda request: said.append(request.url) if not request.url.startswith("file:") else None)
    page.goto(file.as_uri())
    yield page
    context.close()
    assert said == []


def test_a_number_leads_to_the_quote_behind_a_sentence(page: Any) -> None:
    page.click("li:has-text('Norway paid a visit to Japan in Kobe') sup a")
    assert "A Norwegian ship visited Kobe on 20 May 2025." in page.inner_text(":target")
    assert "tokyo.txt" in page.inner_text(":target")


def test_the_keyboard_reaches_the_quote(page: Any) -> None:
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "Footnote 1"
    page.keyboard.press("Enter")
    assert "Foreign Minister Ola Moe" in page.inner_text(":target")


def test_it_fits_a_phone_and_its_style_is_let_in(page: Any) -> None:
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.evaluate("getComputedStyle(document.querySelector('.said')).listStyleType") == "none"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_finding_of_an_accessibility_checker(chromium: Any, file: Path, scheme: str) -> None:
    # the policy would keep the checker's own script out
    page = chromium.new_page(color_scheme=scheme, bypass_csp=True)
    page.goto(file.as_uri())
    found = Axe().run(page).response["violations"]
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []
