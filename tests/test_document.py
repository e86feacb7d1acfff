"""Documents: the header is told from the text, and every text comes through as it is."""

from hypothesis import given
from hypothesis import strategies as st

from relgraph.document import from_text
from relgraph.errors import InputError

#: Texts of the signs that headers are made of, and of some that only look like them.
SIGNS = st.text(st.sampled_from("-:ab \t\r\n\ufeff\u2028\u0085\u202e2022٢title published"), max_size=60)
LINE = st.text(st.characters(exclude_characters="\r\n", exclude_categories=["Cs"]), max_size=20).map(str.strip)
END = st.sampled_from(["\n", "\r\n", "\r"])


@given(st.one_of(SIGNS, SIGNS.map("---\n".__add__), st.text()))
def test_any_text_is_kept_or_refused(text: str) -> None:
    try:
        document = from_text(text, "any.txt")
    except InputError:
        return
    assert document.text == text
    assert 0 <= document.body.start <= document.body.end == len(text)
    if document.title:
        assert document.title.end <= document.body.start
    if document.published:
        assert document.published.isascii()


@given(LINE.filter(str), LINE, END, st.booleans())
def test_a_header_gives_its_title_and_leaves_the_body(title: str, body: str, end: str, marked: bool) -> None:
    if any(sign in title for sign in "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"):
        return
    head = end.join(["---", f"title: {title}", "published: 2022-02-24", "---", ""])
    document = from_text("\ufeff" * marked + head + body, "any.txt")
    assert document.title is not None
    assert document.slice(document.title) == title
    assert document.slice(document.body) == body
    assert document.published == "2022-02-24"
