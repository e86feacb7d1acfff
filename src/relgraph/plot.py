"""Pictures for reports as SVG and PNG. matplotlib lives here.

Comes in: a `Chart`. Goes out: the bytes of a picture, the same for the same chart: no clock, no random ids, no settings
of the user, and fonts that matplotlib carries. Letters of an SVG are outlines, so it looks the same in any program.
"""

import warnings
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from math import atan2, ceil, cos, degrees, radians, sin
from pathlib import Path
from textwrap import fill, shorten
from typing import TYPE_CHECKING, Any

from relgraph.charts import Bar, Chart, Mark, Node
from relgraph.errors import UsageError
from relgraph.wording import printable

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

#: Formats of a picture; the first is the default.
FORMS = ("svg", "png")
INK, SOFT, LINE, PAPER = "#17202c", "#4a5361", "#d5d0c4", "#ffffff"
#: The colours and shapes of the page, by kind.
COLOURS: Mapping[str, str] = {
    "state": "#1d3f72",
    "organization": "#1f7a74",
    "body": "#4f7f2c",
    "institution": "#6c7482",
    "person": "#b06f1d",
    "event": "#b03a35",
    "instrument": "#674a91",
    "relationship": "#1d3f72",
    "commitment": "#1f7a74",
}
SHAPES: Mapping[str, str] = {"organization": "H", "body": "s", "institution": "^", "event": "D", "instrument": "P"}
NAMES: Mapping[str, str] = {"instrument": "document signed or issued", "body": "joint body", "commitment": "promise"}
#: Curves are told apart by colour and by mark.
CURVE_COLOURS = ("#1d3f72", "#b03a35", "#1f7a74", "#b06f1d", "#674a91", "#4f7f2c", "#6c7482", "#17202c")
CURVE_MARKS = "osD^vPX*"
#: Inches of a page across, of one row, above and beneath the picture.
WIDE, ROW, HEAD, FOOT = 11.0, 0.36, 0.95, 0.8
#: Room for labels around a network, in the pixels of the page: beside, above and beneath it.
STRAIGHT, ROUND = (110, 70, 120), (330, 260, 260)
#: matplotlib's settings where they are not its own defaults.
STYLE: Mapping[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "text.parse_math": False,
    "svg.hashsalt": "relgraph",
    "svg.fonttype": "path",
    "text.color": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "axes.edgecolor": LINE,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "savefig.facecolor": PAPER,
}


def form_of(path: str) -> str:
    """Give the format that a file's extension stands for; raise UsageError for none."""
    form = Path(path).suffix.lower().lstrip(".")
    if form not in FORMS:
        raise UsageError(path, "its extension names no format of a picture", f"end it in .{' or .'.join(FORMS)}")
    return form


def drawn(chart: Chart, form: str) -> bytes:
    """Draw a chart in a format of `FORMS`; raise UsageError where matplotlib is not installed."""
    if form not in FORMS:
        raise UsageError(form, "is no format of a picture", f"choose one of {', '.join(FORMS)}")
    try:
        import matplotlib as mpl
    except ImportError as error:
        raise UsageError("plot", "needs matplotlib", "install it with: pip install 'relgraph[plot]'") from error
    about = {"Title": printable(chart.title), "Date": None, "Creator": "relgraph"}
    if form == "png":
        about = {"Title": about["Title"], "Software": "relgraph"}
    out = BytesIO()
    with mpl.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # they show as boxes
        mpl.rcdefaults()
        settings: Any = mpl.rcParams
        settings.update(STYLE)
        figure = _figure(chart)
        figure.savefig(out, format=form, dpi=160, metadata=about)
    return out.getvalue()


def _figure(chart: Chart) -> "Figure":
    from matplotlib.figure import Figure

    figure = Figure(figsize=(WIDE, _height(chart)))
    if chart.marks:
        _timeline(figure, chart.marks)
    elif chart.panels:
        _figures(figure, chart.panels)
    elif chart.curves:
        _scores(figure, chart)
    else:
        _network(figure, chart)
    high = figure.get_figheight()
    figure.text(0.02, 1 - 0.16 / high, chart.title, size=16, weight="bold", va="top")
    figure.text(0.02, 1 - 0.5 / high, f"{chart.count}.", size=10.5, color=SOFT, va="top")
    figure.text(0.02, 0.12 / high, _sources(chart.documents), size=9, color=SOFT, va="bottom", linespacing=1.35)
    return figure


def _height(chart: Chart) -> float:
    """Give the height in inches that a chart takes."""
    if chart.marks:
        return HEAD + FOOT + 0.8 + ROW * max(4, len(chart.marks))
    if chart.panels:
        return HEAD + FOOT + sum(0.75 + ROW * len(bars) for _, bars in chart.panels)
    if chart.curves:
        return HEAD + FOOT + 5.6
    across, down = _extent(chart)
    beside, above, below = ROUND if chart.round else STRAIGHT
    return HEAD + FOOT + min(13.0, max(4.0, (WIDE - 0.4) * (down + above + below) / (across + 2 * beside)))


def _extent(chart: Chart) -> tuple[int, int]:
    xs, ys = [node.place[0] for node in chart.nodes], [node.place[1] for node in chart.nodes]
    return max(xs) - min(xs), max(ys) - min(ys)


def _axes(figure: "Figure", left: float = 0.47) -> "Axes":
    """Give the room between head and foot, with room for words on its left."""
    high = figure.get_figheight()
    return figure.add_axes(
        (left, (FOOT + 0.5 * (left > 0.1)) / high, 0.98 - left, 1 - (HEAD + FOOT + 0.5 * (left > 0.1)) / high)
    )


def _sources(documents: Sequence[str]) -> str:
    """Name the first documents, and count the others."""
    listed = "; ".join(shorten(printable(one), 125, placeholder=" …") for one in documents[:3])
    more = len(documents) - 3
    tail = f"; and {more} more document{'s' if more > 1 else ''}" if more > 0 else ""
    return fill(f"Source{'s' if len(documents) > 1 else ''}: {listed}{tail}.", 150)


def _timeline(figure: "Figure", marks: Sequence[Mark]) -> None:
    """Draw each fact in a row of its own, against days that are to scale."""
    axes = _axes(figure)

    for row, mark in enumerate(marks):
        colour, middle = COLOURS[mark.kind], (mark.first + mark.last) / 2
        fill_ = colour if mark.look == "stated" else PAPER
        dots = (0, (1, 1.2)) if mark.look == "hypothetical" else "-"
        axes.plot([mark.first, mark.last], [row, row], color=colour, lw=5, alpha=0.35, solid_capstyle="round")
        if mark.about:
            axes.plot(middle, row, "o", ms=17, mfc=colour, mec="none", alpha=0.22)
        axes.scatter([middle], [row], s=64, facecolor=fill_, edgecolor=colour, lw=1.8, linestyle=dots, zorder=3)
        if mark.look == "denied":
            axes.plot(middle, row, "x", ms=11, mec=colour, mew=1.8, zorder=4)
    axes.set_yticks(range(len(marks)), [fill(printable(mark.text), 62) for mark in marks], size=9, linespacing=1.05)
    axes.set_ylim(len(marks) - 0.4, -0.6)
    first, last = min(mark.first for mark in marks), max(mark.last for mark in marks)
    room = max(20, round((last - first) * 0.06))
    axes.set_xlim(max(1, first - room), min(date.max.toordinal(), last + room))
    _days(axes, max(1, first - room), min(date.max.toordinal(), last + room))
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="both", color=LINE, lw=0.6)
    _timeline_key(figure, marks)


def _timeline_key(figure: "Figure", marks: Sequence[Mark]) -> None:
    """Say what the colours and looks of marks mean, of those that are there."""
    from matplotlib.lines import Line2D

    looks = {
        "stated": "stated as fact",
        "planned": "planned or due",
        "hypothetical": "possible",
        "denied": "denied or overdue",
    }
    own = [
        Line2D([], [], ls="", marker="o", c=COLOURS[kind], label=NAMES.get(kind, kind))
        for kind in sorted({mark.kind for mark in marks})
    ]
    for look in (look for look in looks if look in {mark.look for mark in marks}):
        shape, face = ("x" if look == "denied" else "o"), INK if look == "stated" else PAPER
        own.append(
            Line2D(
                [], [], ls="", marker=shape, mec=SOFT if look == "hypothetical" else INK, mfc=face, label=looks[look]
            )
        )
    if any(mark.about for mark in marks):
        own.append(
            Line2D([], [], ls="", marker="o", ms=13, mfc=INK, mec="none", alpha=0.22, label="date is approximate")
        )
    figure.legend(
        handles=own,
        loc="lower right",
        bbox_to_anchor=(0.99, 0.5 / figure.get_figheight()),
        ncols=4,
        frameon=False,
        fontsize=9,
    )


def _days(axes: "Axes", first: int, last: int) -> None:
    """Write years where a year begins, or months where the time is short."""
    years = [
        date(year, 1, 1).toordinal()
        for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 2)
        if year < 9999
    ]
    within = [day for day in years if first <= day <= last]
    if len(within) >= 3:
        step = ceil(len(within) / 9)
        axes.set_xticks(within[::step], [str(date.fromordinal(day).year) for day in within[::step]])
        return
    begin = date.fromordinal(first)
    after = [(begin.year + (begin.month - 1 + n) // 12, (begin.month - 1 + n) % 12 + 1) for n in range(1, 40)]
    months = [day for year, month in after if year < 10000 and (day := date(year, month, 1)).toordinal() <= last]
    shown = months[:: ceil(len(months) / 7) or 1]
    axes.set_xticks([day.toordinal() for day in shown], [f"{day:%Y-%m}" for day in shown])


def _figures(figure: "Figure", panels: Sequence[tuple[str, Sequence[Bar]]]) -> None:
    """Draw each panel with a scale of its own: filled for actual, outlined for what is aimed at."""
    high = figure.get_figheight()
    top = high - HEAD
    for title, bars in panels:
        tall = ROW * len(bars)
        axes = figure.add_axes((0.40, (top - 0.4 - tall) / high, 0.42, tall / high))
        top -= 0.75 + tall
        for row, bar in enumerate(bars):
            face, style = (PAPER, "--") if bar.target else (COLOURS["state"], "-")
            axes.barh(row, bar.value, height=0.62, facecolor=face, edgecolor=COLOURS["state"], linestyle=style, lw=1.4)
            axes.annotate(
                printable(bar.written),
                (max(bar.value, 0), row),
                (6, 0),
                textcoords="offset points",
                va="center",
                size=10,
            )
        axes.set_yticks(range(len(bars)), [shorten(printable(bar.text), 54, placeholder=" …") for bar in bars])
        axes.set_ylim(len(bars) - 0.5, -0.5)
        axes.set_xlim(min(0.0, *(bar.value for bar in bars)), max(max(bar.value for bar in bars), 0.0) or 1)
        axes.set_xticks([])
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.axvline(0, color=SOFT, lw=0.8)
        axes.tick_params(axis="y", length=0)
        axes.set_title(shorten(printable(title), 70, placeholder=" …"), size=11, weight="bold", loc="left", pad=5)


def _scores(figure: "Figure", chart: Chart) -> None:
    """Draw PLOVER scores above Goldstein values, a curve for each pair."""
    from matplotlib.ticker import MaxNLocator

    high = figure.get_figheight()
    years = sorted({point[0] for curve in chart.curves for point in curve.points})
    for place, (column, name) in enumerate(((1, "PLOVER score, mean"), (2, "Goldstein value, mean"))):
        axes = figure.add_axes((0.08, (FOOT + 0.35 + (1 - place) * 2.75) / high, 0.58, 2.3 / high))
        axes.axhline(0, color=SOFT, lw=0.8)
        for index, curve in enumerate(chart.curves):
            colour, mark = CURVE_COLOURS[index], CURVE_MARKS[index]
            across, values = [point[0] for point in curve.points], [point[column] for point in curve.points]
            many = sum(point[3] for point in curve.points)
            words = fill(
                f"{shorten(printable(curve.text), 60, placeholder=' …')}: {many} act{'s' if many > 1 else ''}", 38
            )
            axes.plot(across, values, color=colour, marker=mark, ms=7, lw=1.2, ls=":", label=words)
        axes.set_ylim(-10.5, 10.5)
        axes.set_xlim(years[0] - 0.6, years[-1] + 0.6)
        axes.xaxis.set_major_locator(MaxNLocator(10, integer=True, min_n_ticks=1))
        axes.set_ylabel(name)
        axes.grid(color=LINE, lw=0.6)
        if not place:
            axes.legend(loc="upper left", bbox_to_anchor=(1.03, 1.0), frameon=False, fontsize=9.5)
    figure.text(
        0.69, (FOOT + 0.5) / high, "From −10, hostile, to 10, friendly;\nonly acts that occurred.", size=9.5, color=SOFT
    )


def _network(figure: "Figure", chart: Chart) -> None:
    """Draw things at the places of the page, and a line between tied ones, as wide as their facts are many."""
    from matplotlib.lines import Line2D

    axes = _axes(figure, 0.02)
    axes.set_axis_off()
    for one, other, many in chart.ties:
        (x, y), (far, deep) = chart.nodes[one].place, chart.nodes[other].place
        axes.plot(
            [x, far], [y, deep], color="#a9b0ba", lw=min(0.9 + 0.5 * (many - 1), 7), zorder=1, solid_capstyle="round"
        )
    for node in chart.nodes:
        x, y = node.place
        size = 520 if node.kind == "state" else 110
        axes.scatter(
            [x],
            [y],
            s=size,
            marker=SHAPES.get(node.kind, "o"),
            color=COLOURS[node.kind],
            edgecolor=PAPER,
            lw=1,
            zorder=3,
        )
        _label(axes, node, chart.round)
    xs, ys = [node.place[0] for node in chart.nodes], [node.place[1] for node in chart.nodes]
    beside, above, below = ROUND if chart.round else STRAIGHT
    axes.set_xlim(min(xs) - beside, max(xs) + beside)
    axes.set_ylim(max(ys) + below, min(ys) - above)
    kinds = sorted({node.kind for node in chart.nodes}, key=list(COLOURS).index)
    own = [
        Line2D([], [], ls="", marker=SHAPES.get(kind, "o"), ms=8, c=COLOURS[kind], label=NAMES.get(kind, kind))
        for kind in kinds
    ]
    figure.legend(
        handles=own,
        loc="upper right",
        bbox_to_anchor=(0.99, 1 - 0.1 / figure.get_figheight()),
        ncols=4,
        frameon=False,
        fontsize=9,
    )


def _label(axes: "Axes", node: Node, beside: bool) -> None:
    """Write the name of a thing beneath it or, on a circle, outside of it."""
    (x, y), far = node.place, 17 if node.kind == "state" else 9
    box = {"facecolor": PAPER, "edgecolor": "none", "alpha": 0.75, "pad": 0.6}
    how: dict[str, Any] = {"textcoords": "offset points", "size": 9, "bbox": box, "zorder": 2}
    if beside:
        angle = degrees(atan2(-y, x))
        turned, side = (angle, "left") if abs(angle) <= 90 else (angle - 180, "right")
        out = ((far + 3) * cos(radians(angle)), (far + 3) * sin(radians(angle)))
        words = fill(printable(node.text), 24)
        axes.annotate(words, (x, y), out, ha=side, va="center", rotation=turned, rotation_mode="anchor", **how)
    else:
        axes.annotate(fill(printable(node.text), 22), (x, y), (0, -far), ha="center", va="top", **how)
