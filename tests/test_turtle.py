"""Turtle files: a byte order mark is no part of them, and what is broken is refused with its place."""

from pathlib import Path

import pytest

from relgraph.errors import InputError
from relgraph.turtle import statements

GOOD = "<http://x/a> <http://x/b> <http://x/c> .\n"


def written(folder: Path, text: str) -> Path:
    path = folder / "mine.ttl"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    plain = list(statements(written(tmp_path, GOOD)))
    assert len(plain) == 1
    assert list(statements(written(tmp_path, "\ufeff" + GOOD))) == plain


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (GOOD * 99 + "<http://x/a> <http://x/b .\n", "line 100"),
        (f'<http://x/a> <http://x/b> "{"x" * (1 << 24)}" .', "buffer"),
        (GOOD + "\ud800".encode("utf-8", "surrogatepass").decode("latin-1") + " .", "line 2"),
        ("<http://x/a b> <http://x/b> 1 .", "line 1"),
    ],
    ids=["last line", "overlong", "not Turtle", "IRI"],
)
def test_what_is_broken_is_refused_with_its_place(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=f"mine.ttl: cannot be read as Turtle .*{says}"):
        list(statements(written(tmp_path, text)))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        list(statements(tmp_path / "none.ttl"))
