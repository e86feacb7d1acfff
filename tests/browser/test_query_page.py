"""The page to ask from, as a person uses it in Chromium: choose a question, ask, follow a link to a thing."""

from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from time import sleep
from typing import Any

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe

from relgraph import build
from relgraph.sandbox import Limits
from relgraph.serve import application
from relgraph.store import open_store
from tests.handmade import FIRST, FIRST_FACTS

pytestmark = pytest.mark.browser


@pytest.fixture
def url(tmp_path: Path) -> Iterator[str]:
    path = tmp_path / "store"
    with open_store(path, write=True) as store:
        build.load_ontology(store)
        build.add(store, FIRST, FIRST_FACTS)
        build.derive(store)
    server = uvicorn.Server(uvicorn.Config(application(path, Limits(60), (), ()), port=0, log_level="warning"))
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        sleep(0.02)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/"
    server.should_exit = True
    thread.join()


def test_a_person_chooses_a_question_asks_and_follows_a_link(chromium: Any, url: str) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{url}plain")
    page.select_option("#question", "figures")
    assert "rg:figureKind" in page.input_value("#query")
    page.click("button")
    page.wait_for_selector("#answer table")
    assert "Trade exceeded $1.5 billion" in page.inner_text("#answer")
    page.fill("#query", "SELECT ?s WHERE { ?s a rg:Person } ORDER BY ?s")
    page.click("button")
    page.wait_for_selector("#answer a")
    assert page.inner_text("#said").endswith("rows")
    assert Axe().run(page).violations_count == 0
    page.fill("#query", "SELECT nothing")
    page.click("button")
    page.get_by_text("is no query that can be asked").wait_for()
    assert complaints == ["Failed to load resource: the server responded with a status of 400 (Bad Request)"]
    page.goto(f"{url}id/person/kari-berg")
    assert "met her Japanese counterpart" in page.inner_text("main")
    assert Axe().run(page).violations_count == 0
    page.close()


def test_the_editor_asks_this_endpoint_and_no_other_host(chromium: Any, url: str) -> None:
    page = chromium.new_page()
    complaints: list[str] = []
    asked: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(url)
    page.wait_for_selector(".yasqe .CodeMirror")
    page.select_option("#question", "figures")
    page.wait_for_selector(".tab.active >> text=figures")
    page.click(".tabPanel.active .yasqe_queryButton")
    page.get_by_text("Trade exceeded $1.5 billion").first.wait_for()
    assert {one for one in asked if not one.startswith((url, "data:", "blob:"))} == set()
    assert complaints == []
    page.close()
