"""The dossier as a PDF, each footnote at the foot of the page that first names it. fpdf2 lives here.

Comes in: a `Dossier`. Goes out: the bytes of a PDF, the same for the same dossier. The fonts are DejaVu, as matplotlib
carries them: Latin with all its marks, Cyrillic, Greek, Arabic and more, on every machine and without a network.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from typing import TYPE_CHECKING
from unicodedata import bidirectional, combining

from relgraph.document import weblink
from relgraph.dossier import Bar, Dossier, Note
from relgraph.errors import UsageError
from relgraph.wording import printable

if TYPE_CHECKING:
    from fpdf import FPDF

#: A page of A4 in millimetres: its sides, its top and the line that nothing passes.
SIDE, TOP, BOTTOM, WIDTH = 24.0, 22.0, 278.0, 162.0
FONTS: Mapping[str, tuple[str, str]] = {
    "title": ("bold", "DejaVuSans-Bold.ttf"),
    "body": ("serif", "DejaVuSerif.ttf"),
    "note": ("sans", "DejaVuSans.ttf"),
}
#: Sizes in points and heights of a line in millimetres.
BODY, SMALL, HEAD, LARGE = (10.5, 5.4), (8.0, 3.9), (12.0, 6.5), (20.0, 9.5)
INK, QUIET, BAR = (20, 24, 32), (74, 83, 97), (47, 111, 179)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a footnote as it is set: the note that it begins, if it does, and where it links to."""

    text: str
    begins: int = 0
    url: str = ""


def written(dossier: Dossier) -> bytes:
    """Write a dossier as PDF; raise UsageError where fpdf2 or matplotlib is not installed."""
    try:
        import uharfbuzz  # noqa: F401 - fpdf2 joins and turns letters by it
        from fpdf import FPDF

        fonts = files("matplotlib") / "mpl-data" / "fonts" / "ttf"
    except ImportError as error:
        remedy = "install them with: pip install 'relgraph[report]'"
        raise UsageError("pdf", "needs fpdf2, uharfbuzz and matplotlib's fonts", remedy) from error
    pdf = FPDF(format="A4")
    pdf.set_margins(SIDE, TOP, SIDE)
    pdf.set_auto_page_break(False)
    pdf.c_margin = 0
    for name, file in FONTS.values():
        pdf.add_font(name, fname=str(fonts / file))
    pdf.set_fallback_fonts(["sans"])
    pdf.set_title(printable(dossier.title))
    pdf.set_lang("en")
    pdf.set_producer("relgraph")
    pdf.set_creation_date(datetime(1980, 1, 1, tzinfo=UTC))  # a file keeps no clock
    return _Pages(pdf, dossier.notes).of(dossier)


class _Pages:
    """Sets lines on pages and keeps room for the notes that they name."""

    __slots__ = ("foot", "known", "links", "pdf", "used", "waiting")

    def __init__(self, pdf: "FPDF", notes: Iterable[Note]) -> None:
        self.pdf = pdf
        self.known = {note.number: note for note in notes}
        self.links: dict[int, int] = {}
        self.used: set[int] = set()
        self.foot: list[_Line] = []  # on this page
        self.waiting: list[_Line] = []  # of notes that this page has no room for

    def of(self, dossier: Dossier) -> bytes:
        """Set a whole dossier."""
        self._open()
        self._words(dossier.title, "title", LARGE)
        self._words(dossier.opening, "note", SMALL, QUIET)
        for section in dossier.sections:
            self._need(3 * BODY[1] + HEAD[1])
            self.pdf.ln(5)
            self.pdf.start_section(printable(section.title))
            self._words(section.title, "title", HEAD)
            for sentence in section.sentences:
                self._said(sentence.text, sentence.notes)
            if section.bars:
                self._words("Actual numbers (filled) and targets (outlined)", "note", SMALL, QUIET)
            for bar in section.bars:
                self._bar(bar)
        self.pdf.ln(3)
        for text in (dossier.missing, self._unprintable(dossier)):
            self._words(text, "note", SMALL, QUIET)
        self._close()
        while self.waiting:
            self._open()
            self._close()
        return bytes(self.pdf.output())

    def _open(self) -> None:
        self.pdf.add_page()
        self.pdf.set_y(TOP)
        room = int((BOTTOM - TOP) * 0.6 / SMALL[1])  # the text goes on even where notes are many
        self.foot, self.waiting = self.waiting[:room], self.waiting[room:]

    def _close(self) -> None:
        """Write the notes of the page at its foot, and its number."""
        pdf = self.pdf
        self._font("note", SMALL, INK)
        if self.foot:
            pdf.set_xy(SIDE, BOTTOM - self._foot_height() + 1.5)
            pdf.set_draw_color(*QUIET)
            pdf.line(SIDE, pdf.y, SIDE + 45, pdf.y)
            pdf.ln(1.5)
        for line in self.foot:
            if line.begins:
                pdf.set_link(self._link(line.begins), y=max(TOP, pdf.y), page=pdf.page)
            self._font("note", SMALL, BAR if line.url else INK)
            self._cell(line.text, SMALL[1], url=line.url)
        self._font("note", SMALL, QUIET)
        pdf.set_xy(SIDE, BOTTOM + 3)
        pdf.cell(WIDTH, SMALL[1], str(pdf.page), align="C")

    def _foot_height(self) -> float:
        return len(self.foot) * SMALL[1] + 3 if self.foot else 0.0

    def _room(self) -> float:
        return BOTTOM - self._foot_height() - self.pdf.y

    def _need(self, height: float) -> None:
        """Begin a new page where this one has too little room, unless it is empty."""
        if height > self._room() and self.pdf.y > TOP:
            self._close()
            self._open()

    def _words(self, text: str, font: str, size: tuple[float, float], ink: tuple[int, int, int] = INK) -> None:
        """Set a text without notes, line by line."""
        self._font(font, size, ink)
        for line in self._lines(text) if text else ():
            self._need(size[1])
            self._font(font, size, ink)
            self._cell(line, size[1])

    def _said(self, text: str, notes: tuple[int, ...], width: float = WIDTH) -> None:
        """Set a sentence, the marks of its notes behind it, and the notes at the foot of the page."""
        pdf = self.pdf
        self._font("body", BODY, INK)
        lines = self._lines(text, width)
        new = [line for number in notes if number not in self.used for line in self._note(number)]
        self.used.update(notes)
        self._need((len(lines) + 1) * BODY[1] + min(len(new), 40) * SMALL[1] + 3)
        for index, line in enumerate(lines):
            self._need(BODY[1])
            self._font("body", BODY, INK)
            self._cell(line, BODY[1], last=index == len(lines) - 1)
        self._marks(notes, width)
        pdf.ln(BODY[1] * 1.25)
        room = max(0, int((self._room() - (0 if self.foot else 3)) / SMALL[1]))
        if self.waiting:
            room = 0  # notes stand in the order of their numbers
        self.foot += new[:room]
        self.waiting += new[room:]

    def _marks(self, notes: tuple[int, ...], width: float) -> None:
        """Set the marks of notes, small and raised, each a link to its note."""
        pdf = self.pdf
        self._font("note", (6.5, BODY[1]), BAR)
        for index, number in enumerate(notes):
            mark = f"{',' if index else ' '}{number}"
            wide = pdf.get_string_width(mark)
            if pdf.x + wide > SIDE + width:
                pdf.ln(BODY[1])
            pdf.set_xy(pdf.x, pdf.y - 1.1)
            pdf.cell(wide, BODY[1], mark, link=self._link(number))
            pdf.set_xy(pdf.x, pdf.y + 1.1)

    def _bar(self, bar: Bar) -> None:
        """Set a number of a chart and, to its right, its bar."""
        wide = WIDTH * 0.58
        self._need(3 * BODY[1])
        before, page = self.pdf.y, self.pdf.page
        self._said(bar.text, bar.notes, wide)
        top = before + 0.9 if self.pdf.page == page else TOP
        self.pdf.set_fill_color(*BAR)
        self.pdf.set_draw_color(*BAR)
        if bar.length:
            across = (WIDTH - wide - 4) * bar.length / 100
            self.pdf.rect(SIDE + wide + 4, top, across, 3.6, style="D" if bar.target else "FD")

    def _note(self, number: int) -> list[_Line]:
        """Give the lines of a footnote."""
        note = self.known[number]
        told = "".join(f", {part}" for part in (note.source, note.published) if part)
        self._font("note", SMALL, INK)
        lines = self._lines(f"{number}  “{note.quote}”")
        where = self._lines(f"{note.title}{told} ({note.document})")
        url = weblink(note.url)
        return [
            *(_Line(text, number if not index else 0) for index, text in enumerate(lines)),
            *(_Line(text, url=url) for text in where),
        ]

    def _lines(self, text: str, width: float = WIDTH) -> list[str]:
        """Break a text into the lines that the font set now makes of it."""
        plain = " ".join(printable(text).split())
        self._shape(plain)
        found = self.pdf.multi_cell(width, 1, plain, align="L", dry_run=True, output="LINES")
        return [str(line) for line in found] if isinstance(found, list) else []

    def _link(self, number: int) -> int:
        return self.links.setdefault(number, self.pdf.add_link(page=1) if number not in self.links else 0)

    def _shape(self, text: str) -> None:
        """Let letters be joined, stacked and turned where a text needs it; it takes its time."""
        self.pdf.set_text_shaping(any(combining(one) or bidirectional(one) in ("R", "AL") for one in text))

    def _cell(self, text: str, height: float, *, url: str = "", last: bool = False) -> None:
        """Set one line; the next thing stands beneath it, or behind it if it is the last of its text."""
        self._shape(text)
        place = ("END", "TOP") if last else ("LMARGIN", "NEXT")
        self.pdf.cell(None if last else WIDTH, height, text, link=url, new_x=place[0], new_y=place[1])

    def _font(self, name: str, size: tuple[float, float], ink: tuple[int, int, int]) -> None:
        self.pdf.set_font(FONTS[name][0], size=size[0])
        self.pdf.set_text_color(*ink)

    def _unprintable(self, dossier: Dossier) -> str:
        """Say which letters the fonts do not have, or nothing."""
        said = [one.text for section in dossier.sections for one in section.sentences]
        told = [part for note in dossier.notes for part in (note.quote, note.title, note.source, note.document)]
        letters = {letter for text in (*said, *told) for letter in printable(text) if not letter.isspace()}
        fonts = [getattr(self.pdf.fonts[name], "cmap", {}) for name in ("serif", "sans")]
        missing = [letter for letter in letters if not any(ord(letter) in font for font in fonts)]
        many = f"{len(missing)} letter{'' if len(missing) == 1 else 's'}"
        return f"The fonts of this file lack {many}; as HTML or Word file the dossier has them all." if missing else ""
