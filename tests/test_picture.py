"""The page's text: one file that loads nothing, runs only its own scripts, and holds documents' texts as data."""

import json
import re
from base64 import b64encode
from hashlib import sha256
from typing import Any

import pytest

from relgraph import picture
from tests.tables import HOSTILE, QUOTE, hostile, plain


@pytest.fixture(scope="module")
def page() -> str:
    """Give the page of the plain answers."""
    return picture.page(plain())


def data_of(page: str) -> Any:
    """Read the page's data block as a browser would."""
    block = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)
    assert block
    return json.loads(block[1])


def test_data_hold_every_fact_with_quote_and_document(page: str) -> None:
    data = data_of(page)
    meeting = next(fact for fact in data["facts"] if fact["title"].startswith("Meeting"))
    assert meeting["sources"][0]["quote"] == QUOTE
    assert [data["documents"][source["document"]]["name"] for source in meeting["sources"]] == [
        "first.txt",
        "second.txt",
    ]
    assert meeting["when"] == "4 May 2021"


def test_parallel_ties_are_one_edge_with_a_count(page: str) -> None:
    edge = next(edge for edge in data_of(page)["edges"] if {edge["from"], edge["to"]} == {"CHL", "NOR"})
    assert edge["label"] == "5 facts"
    assert len(edge["facts"]) == 5


def test_edge_of_mere_plans_says_so() -> None:
    call = data_of(picture.page({"events": [e for e in plain()["events"] if e["type"] == "Call"]}))
    assert [edge["stated"] for edge in call["edges"]] == [False, False]


def test_policy_names_exactly_the_scripts_and_the_style_that_are_there(page: str) -> None:
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)
    assert policy
    assert policy[1].startswith("default-src 'none'; ")
    for tag, kind in (("script", "script-src"), ("style", "style-src")):
        texts = re.findall(rf"<{tag}>(.*?)</{tag}>", page, re.S)
        hashes = " ".join(f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts)
        assert f"{kind} {hashes};" in policy[1]


def test_page_loads_nothing(page: str) -> None:
    own = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert not re.search(r"""(src|href)\s*=\s*["'](?!#)|@import|url\(""", own)
    assert "sourceMappingURL" not in page


def test_page_has_no_handlers_in_markup(page: str) -> None:
    assert not re.search(r"<[a-z][^>]*\son[a-z]+\s*=", re.sub(r"<script.*?</script>", "", page, flags=re.S))


def test_vis_network_keeps_its_notice(page: str) -> None:
    assert "@license" in page
    assert "Apache 2.0" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_data_only(text: str) -> None:
    page = picture.page(hostile(), title=text)
    assert len(re.findall(r"<script", page)) == len(re.findall(r"<script", picture.page(plain())))
    assert text in [source["quote"] for fact in data_of(page)["facts"] for source in fact["sources"]]
    assert data_of(page)["title"] == text


def test_only_web_addresses_become_links(page: str) -> None:
    assert [document["url"] for document in data_of(page)["documents"]] == ["https://example.org/oslo", ""]


def test_same_answers_give_the_same_bytes() -> None:
    assert picture.page(plain()) == picture.page(plain())


def test_nothing_known_still_gives_a_page() -> None:
    assert data_of(picture.page({}))["title"] == "Relations"


def test_page_is_small_enough_to_mail(page: str) -> None:
    assert len(page.encode()) < 1_500_000
