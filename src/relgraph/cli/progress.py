"""What a build tells while it goes and at its end, on standard error."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic
from typing import TYPE_CHECKING

import click

from relgraph.cli.conventions import note, one_line
from relgraph.errors import RelgraphError

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from relgraph.build import Report
    from relgraph.intake import Step


class Told:
    """Counts the sources that are done with; tells each failure at once and, on a terminal, how many and how fast."""

    def __init__(self, bar: "ProgressBar[str | None]") -> None:
        self._bar, self._start = bar, monotonic()
        self.count = self.read = 0
        self.errors: list[RelgraphError] = []

    def step(self, step: "Step") -> None:
        """Tell of one source."""
        self.count += 1
        self.read += step.outcome.value == "read"
        if step.error:
            self.errors.append(step.error)
            if not self._bar.hidden:
                click.echo("\r\x1b[2K", err=True, nl=False)  # the bar's line
            note(one_line(step.error))
        self._bar.update(1, self._rate())

    def _rate(self) -> str:
        """Give the documents read in a second so far, and how many failed."""
        rate = self.read / max(monotonic() - self._start, 0.001)
        return f"{rate:.1f} read/s, {len(self.errors)} failed"


@contextmanager
def telling(total: int) -> Iterator[Told]:
    """Tell of a build of so many sources; the bar shows on a terminal only."""
    hidden = not sys.stderr.isatty()
    with click.progressbar(
        length=total, file=sys.stderr, hidden=hidden, show_pos=True, item_show_func=lambda text: text
    ) as bar:
        yield Told(bar)


def summary(report: "Report") -> str:
    """Say in a line or two what a build did."""
    counts = {
        "read": report.documents,
        "unchanged": report.unchanged,
        "superseded": report.superseded,
        "taken out": report.removed,
        "failed": len(report.failures),
    }
    always = ("read", "unchanged", "failed")
    done = ", ".join(f"{count} {name}" for name, count in counts.items() if count or name in always)
    gone = f"\n{report.gone} in the store and no longer in the folder; --prune takes them out" if report.gone else ""
    old = f"\nthe store had an older layout and was made anew; the old one is {report.backup}" if report.backup else ""
    return f"{done}; {report.facts} new facts{gone}{old}"
