"""The dossier as a Word file and as a PDF: every sentence, every note where it belongs, the same bytes, no letter lost."""

import re
import sys
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from relgraph import build, handout
from relgraph.dossier import Bar, Dossier, Note, Pair, Section, Sentence, dossier
from relgraph.errors import UsageError
from relgraph.store import open_store
from tests.handmade import ALL
from tests.tables import HOSTILE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FIRST = Note(
    1, "Қазақстан мен Түркия", "a.txt", "Çavuşoğlu'nun ziyareti", "Источник", "https://example.org/a", "2 March 2022"
)
SECOND = Note(2, "Norway thanked Chile.", "b.txt", "b.txt")
SMALL = Dossier(
    ("Türkiye", "Қазақстан"),
    "2022-01-01",
    "",
    (
        Section("Meetings", (Sentence("Ұлы ĞğİıŞş met.", (1,)), Sentence("They met again.", (1, 2)))),
        Section(
            "Figures",
            (Sentence("Trade: 5.", (2,)),),
            (Bar("trade, actual", 50, False, (1,)), Bar("goal", 100, True, (2,))),
        ),
    ),
    ("Friction",),
    (FIRST, SECOND),
)


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    path = tmp_path_factory.mktemp("handout") / "store"
    with open_store(path, write=True) as store:
        build.load_ontology(store)
        for document, facts in ALL:
            build.add(store, document, facts)
        build.derive(store)
        return dossier(store, Pair("NOR", "JPN"))


def many(count: int, length: int = 12) -> Dossier:
    """Make a dossier of one sentence with many long notes, and one behind it."""
    notes = tuple(
        Note(n, f"quote {n} " + "of many words " * length, f"{n}.txt", f"Title {n}") for n in range(1, count + 1)
    )
    said = Sentence("All say so.", tuple(range(1, count))), Sentence("One says so.", (count,))
    return Dossier(("A", "B"), "", "", (Section("Said", said),), (), notes)


class Word:
    """A Word file as its XML says it."""

    def __init__(self, raw: bytes) -> None:
        with ZipFile(BytesIO(raw)) as parts:
            self.body = ElementTree.fromstring(parts.read("word/document.xml"))  # noqa: S314 - our own file
            self.foot = ElementTree.fromstring(parts.read("word/footnotes.xml"))  # noqa: S314 - our own file
            self.ties = parts.read("word/_rels/footnotes.xml.rels").decode() if self._tied(parts) else ""
            self.days = {info.date_time for info in parts.infolist()}

    @staticmethod
    def _tied(parts: ZipFile) -> bool:
        return "word/_rels/footnotes.xml.rels" in parts.namelist()

    def lines(self) -> list[str]:
        """Give the paragraphs, each mark of a note as [1], each reference to one as its number."""
        return [self._line(paragraph) for paragraph in self.body.iter(f"{W}p")]

    def notes(self) -> dict[int, str]:
        """Give the texts of the footnotes by the number that readers count."""
        own = [note for note in self.foot if note.get(f"{W}type") is None]
        return {int(note.get(f"{W}id") or 0): self._line(note).strip() for note in own}

    @staticmethod
    def _line(element: ElementTree.Element) -> str:
        said = ""
        for one in element.iter():
            if one.tag == f"{W}footnoteReference":
                said += f"[{one.get(f'{W}id')}]"
            elif one.tag == f"{W}t":
                said += one.text or ""
        return said


def pages(raw: bytes) -> list[str]:
    """Give the text of each page of a PDF, with single spaces."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(raw)).pages]


def test_word_file_has_footnotes_of_its_own_and_names_each_again() -> None:
    file = Word(handout.written(SMALL, "docx"))
    said = [line for line in file.lines() if line]
    assert said[0] == "Türkiye and Қазақстан"
    assert said[2:6] == ["Meetings", "Ұлы ĞğİıŞş met.[1]", "They met again.1,[2]", "Figures"]
    assert said[6] == "Trade: 5.2"
    assert said[8:12] == ["trade, actual1", "█" * 12, "goal2", "░" * 24]
    assert said[-1] == "Looked for, and not found in these documents: Friction."
    assert file.notes() == {
        1: "“Қазақстан мен Түркия” Çavuşoğlu'nun ziyareti, Источник, 2 March 2022 (a.txt)",
        2: "“Norway thanked Chile.” b.txt (b.txt)",
    }
    assert 'Target="https://example.org/a"' in file.ties


def test_later_marks_in_word_point_at_the_first() -> None:
    file = Word(handout.written(SMALL, "docx"))
    named = {one.get(f"{W}name") for one in file.body.iter(f"{W}bookmarkStart")}
    asked = [(one.text or "").split()[1] for one in file.body.iter(f"{W}instrText")]
    assert asked == ["note1", "note2", "note1", "note2"]
    assert set(asked) <= named


def test_word_and_pdf_say_all_that_the_dossier_says(found: Dossier) -> None:
    word, pdf = Word(handout.written(found, "docx")), " ".join(pages(handout.written(found, "pdf")))
    said = "\n".join(word.lines())
    for section in found.sections:
        for one in section.sentences:
            assert f"\n{one.text}" in said
            assert " ".join(one.text.split()) in pdf
    assert sorted(word.notes()) == [note.number for note in found.notes]
    for note in found.notes:
        assert note.quote in word.notes()[note.number]
        assert " ".join(note.quote.split()) in pdf


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_same_dossier_is_the_same_bytes(form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    once = handout.written(SMALL, form)
    monkeypatch.setattr("time.time", lambda: 2_000_000_000.0)
    monkeypatch.setattr("time.localtime", lambda *_: (2033, 5, 18, 3, 33, 20, 2, 138, 0))
    assert handout.written(SMALL, form) == once


def test_no_clock_is_in_the_files() -> None:
    assert Word(handout.written(SMALL, "docx")).days == {(1980, 1, 1, 0, 0, 0)}
    assert set(re.findall(rb"D:(\d{4})", handout.written(SMALL, "pdf"))) == {b"1980"}


def test_pdf_prints_turkish_and_kazakh_letters_and_says_what_it_cannot() -> None:
    (page,) = pages(handout.written(SMALL, "pdf"))
    for text in (
        "Türkiye and Қазақстан",
        "Ұлы ĞğİıŞş met. 1",
        "They met again. 1,2",
        "“Қазақстан мен Түркия”",
        "Источник",
    ):
        assert text in page
    assert "lack" not in page
    backwards = Dossier(("A", "B"), "", "", (Section("S", (Sentence("قال", (2,)),)),), (), (SECOND,))
    assert re.search("[ق\ufed6-\ufed8]", pages(handout.written(backwards, "pdf"))[0])
    foreign = Dossier(("A", "B"), "", "", (Section("S", (Sentence("会談 held", (2,)),)),), (), (SECOND,))
    assert "The fonts of this file lack 2 letters" in pages(handout.written(foreign, "pdf"))[0]


def test_pdf_sets_each_note_on_the_page_that_first_names_it() -> None:
    said = tuple(Sentence(f"Sentence number {n} is here.", (n,)) for n in range(1, 61))
    notes = tuple(
        Note(n, f"quote number {n} is here" + " and on" * (20 + n % 7 * 17), f"{n}.txt", f"Title {n}")
        for n in range(1, 61)
    )
    found = pages(handout.written(Dossier(("A", "B"), "", "", (Section("Said", said),), (), notes), "pdf"))
    assert len(found) > 2
    for n in range(1, 61):
        (page,) = [page for page in found if f"Sentence number {n} is here" in page]
        assert f"quote number {n} is here" in page
        assert f"({n}.txt)" in page


def test_pdf_loses_no_note_where_one_sentence_has_many() -> None:
    found = pages(handout.written(many(90), "pdf"))
    told = [int(n) for page in found for n in re.findall(r"“quote (\d+) ", page)]
    assert told == list(range(1, 91))


def test_pdf_carries_a_note_and_a_sentence_longer_than_a_page() -> None:
    found = pages(handout.written(many(2, 800), "pdf"))
    assert sum(page.count("of many") for page in found) == 2 * 800
    long = Dossier(("A", "B"), "", "", (Section("S", (Sentence("word " * 1500, (2,)),)),), (), (SECOND,))
    assert sum(page.count("word") for page in pages(handout.written(long, "pdf"))) == 1500


def test_marks_of_the_pdf_link_to_their_notes() -> None:
    reader = PdfReader(BytesIO(handout.written(SMALL, "pdf")))
    links: list[Any] = [one.get_object() for one in reader.pages[0].annotations or []]
    assert [one["/A"]["/URI"] for one in links if "/A" in one] == ["https://example.org/a"]
    assert len([one for one in links if "/Dest" in one]) == 6


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_hostile_texts_stay_texts_and_no_link_runs_a_script(form: str) -> None:
    notes = tuple(
        Note(n, f"{text}\x00\x1b", text, text, text, "javascript:alert(1)") for n, text in enumerate(HOSTILE, 1)
    )
    said = tuple(Sentence(f"{note.quote}", (note.number,)) for note in notes)
    raw = handout.written(Dossier((HOSTILE[0], "B"), "", "", (Section(HOSTILE[-1], said),), (), notes), form)
    if form == "docx":
        assert len(Word(raw).notes()) == len(HOSTILE)
        assert "javascript" not in Word(raw).ties
    else:
        assert b"/URI" not in raw and b"/JS" not in raw


def test_right_to_left_is_marked_as_such_in_word() -> None:
    text = Dossier(
        ("A", "B"), "", "", (Section("S", (Sentence("קיבל את פניו", (2,)), Sentence("met", (2,)))),), (), (SECOND,)
    )
    body = Word(handout.written(text, "docx")).body
    assert len(list(body.iter(f"{W}bidi"))) == len(list(body.iter(f"{W}rtl"))) == 1


@pytest.mark.parametrize(("form", "library"), [("docx", "docx"), ("pdf", "fpdf"), ("pdf", "matplotlib")])
def test_a_missing_library_is_named_with_its_remedy(form: str, library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(UsageError, match=r"relgraph\[report\]"):
        handout.written(SMALL, form)


def test_text_and_files_are_told_apart() -> None:
    with pytest.raises(UsageError, match="no text format"):
        handout.rendered(SMALL, "pdf")
    with pytest.raises(UsageError, match="is no format"):
        handout.written(SMALL, "odt")
    assert handout.form_of(str(Path("a.DOCX"))) == "docx"
    assert handout.written(SMALL, "md").decode() == handout.rendered(SMALL, "md")
