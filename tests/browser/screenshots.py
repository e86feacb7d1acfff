"""Takes the pictures of the page in docs/, in Chromium, from the shipped documents: `make docs`."""

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Literal

from playwright.sync_api import sync_playwright

from relgraph import Graph
from tests.browser.conftest import FLAGS, NAMES

#: File name, width, height, whether dark, and the part of the address that chooses what is shown.
SHOTS = (
    ("page.png", 1440, 860, False, ""),
    ("page-dark.png", 1440, 860, True, "#node=TUR"),
    ("page-phone.png", 390, 844, False, ""),
    ("page-table.png", 1440, 860, False, "#view=table"),
    ("page-tablet.png", 820, 1180, False, "#start=Kassym-Jomart+Tokayev&node=TUR"),
)


def main(folder: Path) -> None:
    """Build the shipped documents, write their page, and take each picture of it."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        sys.exit("there is no Chromium on this machine; install it first")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as player:
        graph = Graph(Path(place) / "store")
        graph.build()
        page = graph.picture(Path(place) / "page.html")
        browser = player.chromium.launch(executable_path=path, args=FLAGS)
        for name, width, height, dark, address in SHOTS:
            scheme: Literal["dark", "light"] = "dark" if dark else "light"
            view = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme)
            view.goto(page.as_uri() + address)
            view.wait_for_selector("body[data-ready]")
            view.wait_for_timeout(300)
            view.screenshot(path=folder / name)
            view.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
