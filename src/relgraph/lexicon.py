"""What words mean which act: the frames and word classes of ontology/lexicon.ttl, ready for look-up.

Comes in: Turtle files. Goes out: a frozen `Lexicon` that answers "which frames does this verb or noun evoke".
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad

from relgraph.errors import InputError
from relgraph.resources import folder
from relgraph.turtle import statements
from relgraph.vocabulary import ONTOLOGY, RDF_TYPE

#: Events in which every party is an actor.
SYMMETRIC = frozenset({"Meeting", "Call", "Consult", "Signing", "Anniversary", "Cooperate"})
#: Words that may be tagged with a part of speech in a frame.
PARTS = ("verb", "noun", "adjective")
#: The class of frames that keep words from being read as acts.
NO_ACT = "NoAct"
NONE: frozenset[str] = frozenset()
SKOS = "http://www.w3.org/2004/02/skos/core#"


@dataclass(frozen=True, slots=True)
class Frame:
    """One way to say an act: the event class, where its parties stand, and what must hold for it to count."""

    name: str
    type: str
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    asks: frozenset[str]
    object: frozenset[str] | None
    ofobject: frozenset[str] | None
    mutual: bool
    optional: bool
    status: str | None = None

    @property
    def symmetric(self) -> bool:
        """Say whether all parties are actors."""
        return self.mutual or self.type in SYMMETRIC


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Frames by part of speech and word, the named classes of words, and the topics that phrases point to.

    What is made of these: `groups` has the classes of each word or phrase, `opened` the classes with a phrase that begins
    with a word, `topical` the first words of all topics' phrases. Most words are in none, which is then seen at once.
    """

    frames: Mapping[str, Mapping[str, tuple[Frame, ...]]]
    classes: Mapping[str, frozenset[str]]
    topics: Mapping[str, str]
    groups: Mapping[str, frozenset[str]] = field(init=False)
    opened: Mapping[str, frozenset[str]] = field(init=False)
    topical: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        rows = [(word, name) for name, words in self.classes.items() for word in words]
        object.__setattr__(self, "groups", _grouped(rows))
        object.__setattr__(self, "opened", _grouped((opening(word), name) for word, name in rows))
        object.__setattr__(self, "topical", frozenset(map(opening, self.topics)))

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Lexicon":
        """Read the packaged lexicon and the user's own Turtle files; raise InputError for broken Turtle."""
        own = (
            "lexicon.ttl",
            "topic-words.ttl",
            "instruments.ttl",
            "lexicon-figures.ttl",
            "name-words.ttl",
            "state-kinds.ttl",
        )
        paths = [*(folder("ontology") / name for name in own), *extra]
        return _lexicon(quad for path in paths for quad in statements(path))

    def evoked(self, part: str, word: str) -> tuple[Frame, ...]:
        """Give the frames that a lemma evokes as a "verb", "noun" or "adjective"."""
        return self.frames[part].get(word, ())

    def among(self, name: str, word: str) -> bool:
        """Say whether a lemma belongs to a word class."""
        return word in self.classes.get(name, ())

    def groups_of(self, word: str) -> frozenset[str]:
        """Give the names of all word classes of a lemma."""
        return self.groups.get(word, NONE)

    def opened_by(self, word: str) -> frozenset[str]:
        """Give the names of all word classes with a phrase that begins with a lemma, or with a lemma's first word."""
        return self.opened.get(opening(word), NONE)


def opening(phrase: str) -> str:
    """Give the first word of a phrase."""
    return phrase.partition(" ")[0]


def _grouped(rows: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for word, name in rows:
        found[word].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _lexicon(quads: Iterable[Quad]) -> Lexicon:
    properties: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        if not isinstance(quad.subject, NamedNode):
            continue
        predicate = quad.predicate.value
        key = "type" if predicate == RDF_TYPE else predicate.removeprefix(ONTOLOGY).removeprefix(SKOS)
        value = quad.object.value if isinstance(quad.object, Literal | NamedNode) else ""
        properties[quad.subject.value][key].append(value)
    classes = {
        _local(iri): frozenset(p["word"]) for iri, p in properties.items() if ONTOLOGY + "WordClass" in p["type"]
    }
    made = [
        (_frame(_local(iri), p, classes), p) for iri, p in sorted(properties.items()) if ONTOLOGY + "Frame" in p["type"]
    ]
    made.sort(key=lambda row: _precedence(row[0], classes))
    frames: dict[str, dict[str, list[Frame]]] = {part: defaultdict(list) for part in PARTS}
    for frame, values in made:
        for part in PARTS:
            for word in dict.fromkeys(values[part]):
                frames[part][word].append(frame)
    carriers = {a.partition(":")[2] for frame, _ in made for a in frame.asks if a.startswith("carrier:")}
    classes["carrying"] = classes.get("carrying", frozenset()).union(*(classes.get(c, ()) for c in carriers))
    topics = {
        word: _local(iri).replace("-", " ")
        for iri, p in sorted(properties.items())
        if "/topic/" in iri
        for word in p["hiddenLabel"]
    }
    topics = {word: "counter-terrorism" if topic == "counter terrorism" else topic for word, topic in topics.items()}
    return Lexicon({part: {w: tuple(f) for w, f in words.items()} for part, words in frames.items()}, classes, topics)


def _frame(name: str, values: Mapping[str, list[str]], classes: Mapping[str, frozenset[str]]) -> Frame:
    def union(key: str) -> frozenset[str] | None:
        names = [_local(n) for n in values.get(key, ())]
        unknown = sorted(n for n in names if n not in classes)
        if unknown:
            raise InputError(f"frame {name}", f"asks for the unknown word class {unknown[0]}", "define the class")
        return frozenset().union(*(classes[n] for n in names)) if names else None

    for old in ("actor", "recipient"):
        if old in values:
            raise InputError(f"frame {name}", f"says rg:{old} of its slots", f"write rg:{old}At")
    evokes = values.get("evokes")
    if not evokes:
        raise InputError(f"frame {name}", "evokes no event class", "add rg:evokes")
    return Frame(
        name=name,
        type=_local(evokes[0]),
        actor=tuple(values.get("actorAt", ())),
        recipient=tuple(values.get("recipientAt", ())),
        asks=frozenset(values.get("asks", ())),
        object=union("object"),
        ofobject=union("ofobject"),
        mutual="true" in values.get("mutual", ()),
        optional="true" in values.get("optional", ()),
        status=next(map(_local, values.get("status", ())), None),
    )


def _precedence(frame: Frame, classes: Mapping[str, frozenset[str]]) -> tuple[bool, bool, int, int, str]:
    """Rank the frames of one word: what is no act, then those with the most demands, then by name."""
    classed = sum(ask.partition(":")[2] in classes for ask in frame.asks if not ask.startswith("carrier:"))
    bare = frame.object is None and frame.ofobject is None
    return (frame.type != NO_ACT, bare, -classed, -len(frame.asks), frame.name)


def _local(iri: str) -> str:
    return iri.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
