"""How soon the page opens and how smoothly it pans, beside plain pyvis on the same graph, in one run of one Chromium.

    python benchmarks/page.py [NODES [EDGES]]

An invented graph of states, bodies, people and meetings. `ready` is what the page's process works from the navigation to
the first frame that a person can use; `frame` is what its main thread works for one frame while the picture is dragged. Both
are processor time, which other work on the machine does not stretch. Chromium is the machine's; nothing is fetched. pyvis is
taken twice: as it comes, and with its physics off and the places of relgraph's page.
"""

import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, TimeoutError, sync_playwright
from pyvis.network import Network

from relgraph import picture
from relgraph.cards import Tables

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
#: Rounds of which the median is told, and the seconds after which a page counts as never ready.
ROUNDS, PATIENCE = 3, 30
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MEASURE = """() => {
    window.frames_ = 0;
    const tick = () => { window.frames_ += 1; requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
}"""


def tables(nodes: int, edges: int) -> Tables:
    """Invent answers whose network has about so many nodes and drawn edges, the same each time."""
    dice = random.Random(1)  # noqa: S311 - an invented graph
    states = ["".join(code) for code in product(LETTERS, repeat=3)][: nodes // 25]
    parties = states + [f"Organization {n}" for n in range(nodes * 4 // 25)]
    people = [f"Person {n}" for n in range(nodes * 2 // 5)]
    found: dict[str, list[dict[str, str]]] = {"events": [], "people": []}
    for n, person in enumerate(people):
        found["people"].append(_row(n, name=person, office="Minister", of=parties[n % len(parties)]))
    for n in range(nodes - len(parties) - len(people)):
        here = [*dice.sample(parties, 2), dice.choice(parties)]
        who = dice.sample(people, 2)
        date = f"{2000 + n % 25}-{1 + n % 12:02}-{1 + n % 28:02}"
        cells = {"type": "Meeting", "actors": "|".join(dict.fromkeys(here)), "people": "|".join(who)}
        found["events"].append(_row(n, **cells, date=date, status="occurred", place=f"Place {n}"))
    pairs: set[tuple[str, ...]] = set()
    wanted = edges - len(people) - sum(len(row["actors"].split("|")) + 2 for row in found["events"])
    while len(pairs) < wanted:
        pairs.add(tuple(sorted(dice.sample(parties, 2))))
    for n, (one, other) in enumerate(sorted(pairs)):
        found["events"].append(_row(n, type="Support", actors=one, recipients=other, status="occurred"))
    return found


def _row(number: int, **cells: str) -> dict[str, str]:
    return {**cells, "quote": f"They said so, and for the {number}th time.", "document": f"document-{number % 500}.txt"}


def plain(data: dict[str, Any], physics: bool) -> str:
    """Write the same graph with pyvis alone."""
    drawn = Network(cdn_resources="in_line", directed=True, height="750px")
    for node in data["nodes"]:
        drawn.add_node(node["id"], label=node["label"], shape=node["shape"], **({} if physics else _place(node)))
    for edge in data["edges"]:
        drawn.add_edge(edge["from"], edge["to"], title=edge["label"])
    drawn.toggle_physics(physics)
    html = drawn.generate_html()
    # the moment from which a person can use it: laid out, or drawn for the first time
    event = "stabilizationIterationsDone" if physics else "afterDrawing"
    told = f"network.once('{event}', () => requestAnimationFrame(() => {{ document.body.dataset.ready = 'true'; }}));"
    return html.replace("return network;", f"{told} return network;", 1)


def _place(node: dict[str, Any]) -> dict[str, int]:
    return {"x": node["wide"][0], "y": node["wide"][1]}


class Watch:
    """An open page and the processor time that it has taken."""

    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_page(viewport={"width": 1280, "height": 800})
        self.wire = self.page.context.new_cdp_session(self.page)
        self.wire.send("Performance.enable", {"timeDomain": "threadTicks"})

    def taken(self, name: str) -> float:
        """Give a processor time in milliseconds: of the whole process, or of its main thread."""
        metrics = self.wire.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == name))

    def ready(self, file: Path) -> float:
        """Open a page and give what it took until it can be used; infinite if that does not come."""
        self.page.goto(file.as_uri(), wait_until="commit")
        try:
            self.page.wait_for_selector("body[data-ready]", timeout=PATIENCE * 1000)
        except TimeoutError:
            return float("inf")
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self.taken("ProcessTime")

    def frame(self) -> float:
        """Drag the picture about and give what the main thread took for one frame."""
        box = self.page.locator("canvas").first.bounding_box()
        assert box
        x, y = box["x"] + box["width"] / 2 + 7, box["y"] + box["height"] - 12
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.page.evaluate(MEASURE)
        before = self.taken("ThreadTime")
        for step in range(40):
            self.page.mouse.move(x + 5 * step, y - 3 * step)
        frames: int = self.page.evaluate("() => window.frames_")
        took = self.taken("ThreadTime") - before
        self.page.mouse.up()
        return took / frames if frames else float("inf")


def measured(browser: Browser, files: dict[str, Path]) -> Iterator[tuple[str, float, float]]:
    """Open each page turn by turn; give its name and what opening and one frame took, in milliseconds."""
    waiting = dict(files)
    for _ in range(ROUNDS):
        for name, file in list(waiting.items()):
            watch = Watch(browser)
            opened = watch.ready(file)
            late = opened == float("inf")
            yield name, opened, float("inf") if late else watch.frame()
            if late:
                del waiting[name]  # it would not come the next time either
            watch.page.close()


def main(nodes: int, edges: int) -> None:
    """Measure and print a table."""
    answers = tables(nodes, edges)
    begin = time.perf_counter()
    own = picture.page(answers)
    took = time.perf_counter() - begin
    data = picture.page_data(answers)
    print(f"{len(data['nodes'])} nodes, {len(data['edges'])} edges; written in {took:.1f} s, {len(own) / 1e6:.1f} MB")
    texts = {"relgraph": own, "pyvis": plain(data, True), "pyvis, no physics": plain(data, False)}
    found: dict[str, list[tuple[float, float]]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as player:
        path = next(filter(None, map(shutil.which, NAMES)))
        browser = player.chromium.launch(executable_path=path, args=FLAGS)
        files = {name: Path(folder) / f"{index}.html" for index, name in enumerate(texts)}
        for name, file in files.items():
            file.write_text(texts[name], encoding="utf-8")
        for name, opened, between in measured(browser, files):
            found.setdefault(name, []).append((opened, between))
            print(f"{name}: {opened:.0f} ms, {between:.0f} ms", file=sys.stderr, flush=True)
        browser.close()
    first = [statistics.median(column) for column in zip(*found["relgraph"], strict=True)]
    for name, rounds in found.items():
        opened, between = (statistics.median(column) for column in zip(*rounds, strict=True))
        print(
            f"{name:20} ready {opened / first[0]:6.2f} ({opened:.0f} ms)  frame {between / first[1]:6.2f} ({between:.0f} ms)"
        )


if __name__ == "__main__":
    main(*(int(word) for word in sys.argv[1:]) if len(sys.argv) > 2 else (5000, 20000))
