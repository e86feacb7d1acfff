"""The dossier as a Word file whose footnotes are Word's own. python-docx lives here.

Comes in: a `Dossier`. Goes out: the bytes of a .docx, the same for the same dossier. A note that is named again is a
reference to its first mark, so the numbers of the file are those of the dossier. python-docx knows no footnotes: their
part is made here after ECMA-376, part 1, section 17.11.
"""

from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, TypeAlias
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from relgraph.document import weblink
from relgraph.dossier import Bar, Dossier, Note
from relgraph.errors import UsageError
from relgraph.wording import backwards, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.opc.part import XmlPart
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.text.paragraph import Paragraph

    Element: TypeAlias = BaseOxmlElement

NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
#: The first day that a zip file can name: the file keeps no clock.
DAY = (1980, 1, 1, 0, 0, 0)
#: How many letters the longest bar of a chart has.
LONGEST = 24


def written(dossier: Dossier) -> bytes:
    """Write a dossier as .docx; raise UsageError where python-docx is not installed."""
    try:
        from docx import Document
    except ImportError as error:
        raise UsageError("docx", "needs python-docx", "install it with: pip install 'relgraph[report]'") from error
    paper = Document()
    _styles(paper)
    writer = _Writer(paper, dossier.notes)
    paper.add_heading(printable(dossier.title), 0)
    writer.line(dossier.opening, "Subtle")
    for section in dossier.sections:
        paper.add_heading(printable(section.title), 1)
        for sentence in section.sentences:
            writer.marks(writer.line(sentence.text), sentence.notes)
        if section.bars:
            writer.chart(section.bars)
    if dossier.missing:
        writer.line(dossier.missing, "Subtle")
    return _saved(paper, dossier.title)


class _Writer:
    """Puts lines and their notes into a file."""

    __slots__ = ("known", "notes", "paper", "part", "used")

    def __init__(self, paper: "Document", notes: Iterable[Note]) -> None:
        self.paper = paper
        self.known = {note.number: note for note in notes}
        self.used: set[int] = set()
        self.part = _notes_part(paper)

    def line(self, text: str, style: str | None = None) -> "Paragraph":
        """Write a paragraph."""
        return _set(self.paper.add_paragraph(style=style), text)

    def chart(self, bars: Iterable[Bar]) -> None:
        """Write numbers with a bar of letters beside each: full for an actual, light for a target."""
        self.line("Actual numbers (█) and targets (░)", "Subtle")
        table = self.paper.add_table(0, 2)
        for bar in bars:
            words, drawn = table.add_row().cells
            self.marks(_set(words.paragraphs[0], bar.text), bar.notes)
            _set(drawn.paragraphs[0], ("░" if bar.target else "█") * round(bar.length * LONGEST / 100))

    def marks(self, paragraph: "Paragraph", numbers: Iterable[int]) -> None:
        """Write the marks of notes behind a paragraph, with a comma between two."""
        for index, number in enumerate(numbers):
            if index:
                paragraph.add_run(",").font.superscript = True
            for element in self._again(number) if number in self.used else self._first(number):
                paragraph._p.append(element)

    def _first(self, number: int) -> "list[Element]":
        """Make the mark of a note, which Word numbers, under a name for later; and the note itself."""
        self.used.add(number)
        self.part.element.append(self._note(self.known[number]))
        place = {"id": str(number)}
        run = _element("r", {}, _raised(), _element("footnoteReference", place))
        return [_element("bookmarkStart", place | {"name": f"note{number}"}), run, _element("bookmarkEnd", place)]

    @staticmethod
    def _again(number: int) -> "list[Element]":
        """Make a reference to the mark of a note, with its number as it stands until Word counts anew."""
        parts = (
            _element("fldChar", {"fldCharType": "begin"}),
            _text("instrText", f" NOTEREF note{number} \\h "),
            _element("fldChar", {"fldCharType": "separate"}),
            _text("t", str(number)),
            _element("fldChar", {"fldCharType": "end"}),
        )
        return [_element("r", {}, _raised(), part) for part in parts]

    def _note(self, note: Note) -> "Element":
        """Make a footnote: quote, title with its link, where and when it was published, the document's file name."""
        from docx.opc.constants import RELATIONSHIP_TYPE

        told = "".join(f", {part}" for part in (note.source, note.published) if part) + f" ({note.document})"
        title = _run(note.title)
        url = weblink(note.url)
        if url:
            key = self.part.relate_to(printable(url), RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            title = _element("hyperlink", {"r:id": key}, title)
        style = _element("pPr", {}, _element("pStyle", {"val": "FootnoteText"}))
        mark = _element("r", {}, _raised(), _element("footnoteRef", {}))
        line = _element("p", {}, style, mark, _run(f" “{note.quote}” "), title, _run(told))
        return _element("footnote", {"id": str(note.number)}, line)


def _styles(paper: "Document") -> None:
    """Give the file the styles of notes, quiet text and the body."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.shared import Pt, RGBColor

    paper.styles["Normal"].font.size = Pt(11)
    for name, key in (("footnote text", "FootnoteText"), ("Subtle", "Subtle")):
        style = paper.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.element.set(_name("styleId"), key)
        style.base_style = paper.styles["Normal"]
        style.font.size = Pt(9)
    style.font.color.rgb = RGBColor(0x4A, 0x53, 0x61)


def _notes_part(paper: "Document") -> "XmlPart":
    """Add the part of the footnotes, with the two lines that Word asks for."""
    from docx.opc.constants import RELATIONSHIP_TYPE
    from docx.opc.packuri import PackURI
    from docx.opc.part import XmlPart

    root = _element("footnotes", {})
    for place, kind in (("-1", "separator"), ("0", "continuationSeparator")):
        line = _element("p", {}, _element("r", {}, _element(kind, {})))
        root.append(_element("footnote", {"type": kind, "id": place}, line))
    part = XmlPart(PackURI("/word/footnotes.xml"), NOTES, root, paper.part.package)
    paper.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)
    return part


def _set(paragraph: "Paragraph", text: str) -> "Paragraph":
    """Write a text into a paragraph, from right to left if its letters run so."""
    paragraph._p.append(_run(text))
    if backwards(text):
        paragraph._p.get_or_add_pPr().append(_element("bidi", {}))
    return paragraph


def _run(text: str) -> "Element":
    return _element("r", {}, *([_element("rPr", {}, _element("rtl", {}))] if backwards(text) else []), _text("t", text))


def _raised() -> "Element":
    return _element("rPr", {}, _element("vertAlign", {"val": "superscript"}))


def _text(tag: str, text: str) -> "Element":
    found = _element(tag, {})
    found.text = printable(text)
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return found


def _element(tag: str, attributes: dict[str, str], *children: "Element") -> "Element":
    from docx.oxml.parser import OxmlElement

    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(_name(name), value)
    made.extend(children)
    return made


def _name(name: str) -> str:
    from docx.oxml.ns import qn

    return qn(name if ":" in name else f"w:{name}")


def _saved(paper: "Document", title: str) -> bytes:
    """Save a file whose bytes depend on its content alone."""
    about = paper.core_properties
    about.title, about.author, about.comments = printable(title)[:255], "relgraph", ""
    loose, packed = BytesIO(), BytesIO()
    paper.save(loose)
    with ZipFile(loose) as parts, ZipFile(packed, "w") as out:
        for name in parts.namelist():
            out.writestr(ZipInfo(name, DAY), parts.read(name), ZIP_DEFLATED, 9)
    return packed.getvalue()
