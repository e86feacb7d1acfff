"""The lexicon: what tests/cases/acts.toml wants of single sentences, the order of frames, a user's own words, bad Turtle."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from relgraph import document
from relgraph.errors import InputError
from relgraph.facts import Event
from relgraph.lexicon import NO_ACT, Lexicon
from relgraph.reading import read

CASES = tomllib.loads((Path(__file__).parent / "cases" / "acts.toml").read_text(encoding="utf-8"))["case"]
HEAD = """
@prefix rg: <https://w3id.org/relgraph/ontology#> .
@prefix f: <https://w3id.org/relgraph/id/frame/> .
@prefix w: <https://w3id.org/relgraph/id/words/> .
"""


def marked(case: dict[str, Any]) -> Any:
    """Give a case as a parameter; an open one may fail."""
    marks = [pytest.mark.xfail(reason=case["open"], strict=True)] if "open" in case else []
    return pytest.param(case, id=case["text"], marks=marks)


def events(text: str, source: str = "Daily") -> list[tuple[str, frozenset[str], frozenset[str], str]]:
    """Read one sentence, published on a Wednesday, and give its events as comparable rows."""
    page = document.from_text(f"---\nsource: {source}\npublished: 2024-05-15\n---\n{text}\n", "s.txt")
    return [
        (e.type, frozenset(e.actors), frozenset(e.recipients), e.status) for e in read(page) if isinstance(e, Event)
    ]


def parties(joined: str) -> frozenset[str]:
    """Split parties joined by bars."""
    return frozenset(joined.split("|")) - {""}


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_a_sentence_gives_its_acts(case: dict[str, Any]) -> None:
    """Each case gives the events that it wants and no other."""
    wants = {(kind, parties(actors), parties(others), status) for kind, actors, others, status in case["wants"]}
    assert set(events(case["text"], case.get("source", "Daily"))) == wants


def test_a_third_of_the_cases_are_traps() -> None:
    """A sentence that says no act is as good a test as one that does."""
    traps = [case for case in CASES if case.get("wants_not") == ["*"]]
    assert len(CASES) >= 150 and 4 * len(traps) >= len(CASES) - 1


def test_the_most_demanding_frame_comes_first() -> None:
    """What is no act is tried first, then frames that ask for an object, then the rest by their number of demands."""
    frames = Lexicon.load().evoked("verb", "withdraw")
    bare = [frame.object is None for frame in frames if frame.type != NO_ACT]
    assert {frame.type for frame in frames} >= {"Retreat", "Sanction", "Concede"}
    assert frames[0].type == NO_ACT and bare == sorted(bare)


def test_every_verb_that_a_noun_asks_for_can_carry_it() -> None:
    """Classes named by "carrier:" are part of the carrying verbs."""
    lexicon = Lexicon.load()
    for words in lexicon.frames["noun"].values():
        for ask in (ask for frame in words for ask in frame.asks if ask.startswith("carrier:")):
            assert lexicon.classes[ask.partition(":")[2]] <= lexicon.classes["carrying"]


def test_the_classes_of_a_word_are_those_that_hold_it() -> None:
    lexicon = Lexicon.load()
    words = [min(members) for members in lexicon.classes.values() if members]
    for word in [*words, "no such word"]:
        assert lexicon.groups_of(word) == {name for name in lexicon.classes if lexicon.among(name, word)}


def test_a_class_is_opened_by_the_first_words_of_its_phrases() -> None:
    lexicon = Lexicon.load()
    for name, phrases in lexicon.classes.items():
        assert all(name in lexicon.opened_by(phrase) for phrase in phrases)
        assert all(name in lexicon.opened_by(phrase.split(" ")[0]) for phrase in phrases)
    assert lexicon.opened_by("no-such-word") == frozenset()


def test_no_frame_asks_for_an_unknown_class() -> None:
    """What stands after a colon is a built-in demand or a class of words."""
    lexicon = Lexicon.load()
    known = {"", "two", "many", "person", "place", "foreign", "plural", "laden", *lexicon.classes}
    asked = {
        a.partition(":")[2] for part in lexicon.frames.values() for row in part.values() for f in row for a in f.asks
    }
    assert asked <= known


def test_a_users_own_words_are_known(tmp_path: Path) -> None:
    """A frame in a file of one's own is read beside the packaged ones."""
    own = tmp_path / "own.ttl"
    own.write_text(
        HEAD + 'f:own a rg:Frame ; rg:evokes rg:Support ; rg:verb "backslap" ; rg:actorAt "subject" .', "utf-8"
    )
    assert [frame.type for frame in Lexicon.load([own]).evoked("verb", "backslap")] == ["Support"]


@pytest.mark.parametrize(
    ("frame", "problem"),
    [
        ('f:own a rg:Frame ; rg:verb "x" .', "evokes no event class"),
        ('f:own a rg:Frame ; rg:evokes rg:Aid ; rg:verb "x" ; rg:object w:nothing .', "unknown word class"),
        ('f:own a rg:Frame ; rg:evokes rg:Aid ; rg:verb "x" ; rg:actor "subject" .', "says rg:actor of its slots"),
        ("f:own a rg:Frame ;", "cannot be read as Turtle"),
    ],
)
def test_a_bad_frame_is_told(tmp_path: Path, frame: str, problem: str) -> None:
    """A frame without event class, with an unknown class, or broken Turtle is an error of the input."""
    own = tmp_path / "own.ttl"
    own.write_text(HEAD + frame, "utf-8")
    with pytest.raises(InputError, match=problem):
        Lexicon.load([own])
