"""Pictures for reports: what they show, how they count it, whom they name, and that the same chart is the same bytes."""

import re
import sys
from itertools import combinations, pairwise
from pathlib import Path
from xml.etree import ElementTree

import matplotlib as mpl
import pytest
from click.testing import CliRunner

from relgraph import charts, plot
from relgraph.cards import Tables
from relgraph.charts import SCORED, Chart, chart
from relgraph.cli import relgraph as commands
from relgraph.errors import UsageError
from tests.tables import hostile, plain, row

NAMES = {"NOR": "Norway", "CHL": "Chile"}
SCORES = [
    {"between": "CHL|NOR", "year": year, "events": events, "plover": "2.5", "goldstein": "-1.5"}
    for year, events in (("", "3"), ("2020", "1"), ("2021", "4"))
]


def told(**own: object) -> Tables:
    """Give the answers of two documents, with scores."""
    return {**plain(), SCORED: SCORES, **own}  # type: ignore[dict-item]


def texts(svg: bytes) -> str:
    """Give all of an SVG's text and comments; matplotlib notes there what its outlines spell."""
    return " ".join(re.findall(r"<!-- (.*?) -->", svg.decode(), re.S))


def test_the_timeline_shows_dated_facts_in_order_and_counts_the_others() -> None:
    made = chart("timeline", told())
    assert [mark.text for mark in made.marks] == [
        "1919: diplomatic relations (Chile, Norway)",
        "4 May 2021: Meeting: 2nd Joint Fisheries Board (Chile, Norway)",
        "4 May 2021: joint statement (Chile, Norway)",
        "June 2021: Call (Chile, Norway)",
        "July 2021: promise: to send a delegation (Chile → Norway)",
    ]
    assert [mark.look for mark in made.marks] == ["stated", "stated", "stated", "hypothetical", "planned"]
    assert made.count == "5 of 6 facts shown; 1 have no date"
    assert made.documents == ("A meeting in Oslo, The Post", "second.txt, about 5 May 2021")


def test_an_approximate_date_is_marked_as_such() -> None:
    events = [row(type="Visit", actors="NOR", date=day, status="occurred") for day in ("2021-05-04~", "2021-05-05")]
    assert [mark.about for mark in chart("timeline", {"events": events}).marks] == [True, False]


def test_a_full_timeline_keeps_what_most_documents_tell_and_says_so() -> None:
    days = [f"2021-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 21)]
    events = [row(type="Visit", actors="NOR", date=day, status="occurred") for day in days]
    events.append({**events[0], "document": "second.txt"})
    made = chart("timeline", {"events": events})
    assert len(made.marks) == charts.MARKS
    assert made.marks[0].text.startswith("1 January 2021")
    assert made.marks[1].text.startswith("6 February 2021")
    assert made.count.startswith(f"{charts.MARKS} of 60 facts shown, those that most")


def test_figures_of_one_unit_share_a_scale_and_targets_stand_out() -> None:
    common = {"between": "CHL|NOR", "currency": "USD"}
    rows = [
        row(indicator="trade volume", value="5e9", period="2021", kind="actual", qualifier="over", **common),
        row(indicator="trade volume", value="5e9", period="2021", kind="actual", qualifier="over", quote="x", **common),
        row(indicator="trade volume", value="10000000000", period="", kind="target", **common),
        row(indicator="count", value="7", between="NOR", currency="", of="ships", period="", kind="actual"),
        row(indicator="count", value="8", between="NOR", currency="", of="boats", period="", kind="actual"),
        row(indicator="count", value="9", between="NOR", currency="", of="nets", period="", kind="actual"),
        row(indicator="count", value="many", between="NOR", currency="", of="fish", period="", kind="actual"),
    ]
    made = chart("figures", told(figures=rows))
    (first, money), (second, counts) = made.panels
    assert (first, second) == ("trade volume, USD", "count")
    assert [(bar.text, bar.written, bar.target) for bar in money] == [
        ("Chile – Norway, 2021", "over 5 billion USD", False),
        ("Chile – Norway", "10 billion USD (target)", True),
    ]
    assert [bar.text for bar in counts] == ["boats, Norway", "nets, Norway", "ships, Norway"]
    assert made.count == "5 figures shown"


def test_scores_count_acts_without_a_year() -> None:
    made = chart("scores", told())
    assert [(curve.text, curve.points) for curve in made.curves] == [
        ("Chile – Norway", ((2020, 2.5, -1.5, 1), (2021, 2.5, -1.5, 4)))
    ]
    assert made.count == "1 pair, 5 of 8 acts shown; 3 of no certain year"
    assert made.documents[0] == "A meeting in Oslo, The Post"


def test_the_network_ties_things_by_their_facts() -> None:
    made = chart("network", told())
    order = [node.text for node in made.nodes]
    ties = {frozenset((order[one], order[other])): many for one, other, many in made.ties}
    assert ties[frozenset(("Norway", "Chile"))] == 5
    assert not made.round
    assert made.count == "9 things shown; 11 facts tie them"


def test_a_crowd_of_states_stands_in_a_circle_and_says_how_many_are_left_out() -> None:
    states = [f"{a}{b}X" for a, b in combinations("ABCDEFGHIJK", 2)]
    events = [row(type="Support", actors=one, recipients=two, status="occurred") for one, two in pairwise(states)]
    made = chart("network", {"events": events})
    assert made.round
    assert len(made.nodes) == charts.THINGS == len({node.place for node in made.nodes})
    assert made.count.startswith(f"{charts.THINGS} of {len(states)} things shown, those in most facts; ")


@pytest.mark.parametrize("kind", charts.KINDS)
def test_what_there_is_nothing_of_is_not_drawn(kind: str) -> None:
    with pytest.raises(UsageError, match="nothing to draw"):
        chart(kind, {})
    with pytest.raises(UsageError, match="is no kind of picture"):
        chart("pie", {})


@pytest.mark.parametrize("kind", charts.KINDS)
def test_a_picture_says_its_count_and_its_sources(kind: str) -> None:
    made = chart(kind, told())
    said = texts(plot.drawn(made, "svg"))
    for text in (made.title, f"{made.count}.", made.documents[0]):
        assert text in said


@pytest.mark.parametrize("form", plot.FORMS)
@pytest.mark.parametrize("kind", charts.KINDS)
def test_the_same_chart_is_the_same_bytes_whatever_the_user_set(kind: str, form: str) -> None:
    made = chart(kind, told())
    once = plot.drawn(made, form)
    with mpl.rc_context({"font.size": 30, "axes.facecolor": "red", "svg.hashsalt": None}):
        assert plot.drawn(made, form) == once
        assert mpl.rcParams["font.size"] == 30
    assert b"202" not in b"".join(re.findall(rb"<dc:date>.*?</dc:date>", once))


@pytest.mark.parametrize("kind", charts.KINDS)
def test_hostile_texts_stay_texts(kind: str) -> None:
    names = [
        {"id": "NOR", "label": "$\\frac{1}{$ <script>\x00", "kind": "state"},
        {"id": "CHL", "label": "]]>&amp; --> x"},
    ]
    bad = "</text><script>x</script>\x1b $a$"
    events = [row(type=bad, actors="CHL|NOR", date="2021", status="occurred", series=bad, people=bad)]
    figures = [row(indicator=bad, between="CHL|NOR", value="1", currency="$", period="")]
    svg = plot.drawn(chart(kind, told(names=names, events=[*events, *hostile()["events"]], figures=figures)), "svg")
    root = ElementTree.fromstring(svg)  # noqa: S314 - our own file
    assert not [one.tag for one in root.iter() if str(one.tag).endswith(("script", "foreignObject", "image"))]
    links = {one.get("{http://www.w3.org/1999/xlink}href", "#") for one in root.iter()}
    assert all(link.startswith("#") for link in links)


def test_png_can_be_read_in_print() -> None:
    raw = plot.drawn(chart("timeline", told()), "png")
    assert raw[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(raw[16:20]) == 1760


def test_a_date_at_the_end_of_the_calendar_is_drawn() -> None:
    events = [row(type="Visit", actors="NOR", date=day, status="occurred") for day in ("0001", "9999-12-31")]
    assert plot.drawn(chart("timeline", {"events": events}), "svg")
    one = [row(type="Visit", actors="NOR", date="9999-12-31", status="occurred")]
    assert plot.drawn(chart("timeline", {"events": one}), "svg")


def test_negative_and_no_values_are_drawn() -> None:
    rows = [row(indicator="growth", between="NOR", value=value, currency="%", period="") for value in ("-48", "0")]
    assert "-48%" in texts(plot.drawn(chart("figures", {"figures": rows}), "svg"))


def test_a_missing_library_is_named_with_its_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"relgraph\[plot\]"):
        plot.drawn(Chart("", "", ()), "svg")


def test_the_command_draws_a_part_and_follows_the_extension(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    runner = CliRunner()
    assert runner.invoke(commands, ["build"]).exit_code == 0
    assert runner.invoke(commands, ["plot", "figures", "-o", "figures.png"]).exit_code == 0
    assert Path("figures.png").read_bytes()[:4] == b"\x89PNG"
    whole, part = (
        runner.invoke(commands, ["plot", "scores", *words]).stdout_bytes
        for words in ([], ["--party", "KAZ", "--party", "TUR"])
    )
    counts = re.compile(r"(\d+) of (\d+) pairs, (\d+) of (\d+) acts")
    (shown, pairs, told, acts), less = (list(map(int, counts.findall(texts(svg))[0])) for svg in (whole, part))
    assert 0 < shown < pairs
    assert 0 < told < acts
    assert less[1] < pairs
    assert less[3] < acts
    refused = runner.invoke(commands, ["plot", "figures", "-o", "figures.gif"])
    assert refused.exit_code == 2
    assert "end it in .svg or .png" in refused.output
