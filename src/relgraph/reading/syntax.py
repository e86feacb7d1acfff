"""Syntax: words to tags, lemmas and a dependency tree. The file to read first in this part of the reader.

Comes in: the units of one sentence, words or merged mentions. Goes out: its nodes, one tree with one root. The
same units give the same tree on every machine: all arithmetic is on whole numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from relgraph.reading.features import State
from relgraph.reading.lemmas import lemma
from relgraph.reading.tagger import Lexicon, Tagger
from relgraph.reading.transitions import Decoder
from relgraph.reading.weights import load
from relgraph.reading.words import Unit

__all__ = ["Node", "Parser", "Unit", "parse", "parser"]

#: A sentence longer than this is parsed in pieces, which are then hung on the first.
LONGEST = 400
MODEL = "english.model"


@dataclass(slots=True)
class Node:
    """One unit in its tree. `head` is the index of its head, -1 for the root; `rel` a UD relation."""

    index: int
    text: str
    start: int
    end: int
    lemma: str
    tag: str
    head: int
    rel: str
    label: str | None = None
    children: list[int] = field(default_factory=list)


def marks(units: Sequence[Unit]) -> list[int]:
    """Count the commas and the like before each place, so that those between two places are a difference."""
    counts, seen = [0], 0
    for unit in units:
        if unit.text in (",", ";", ":", "(", ")"):
            seen += 1
        counts.append(seen)
    return counts


#: Forms of have, and the tags with which a noun phrase begins that has no adjective before it.
HAVE = frozenset({"has", "have", "had"})
PHRASAL = frozenset({"DT", "PRP$", "CD", "NNP", "PRP"})


@dataclass(frozen=True, slots=True)
class Parser:
    """The trained model."""

    tagger: Tagger
    decoder: Decoder
    relations: tuple[str, ...]
    irregular: dict[str, str]

    @classmethod
    def load(cls, data: bytes | None = None) -> "Parser":
        """Build a parser from the bytes of a model file, by default the one in the package."""
        facts, tables = load(files("relgraph.reading").joinpath(MODEL).read_bytes() if data is None else data)
        words = {word: place for place, word in enumerate(facts["words"])}
        pieces = {piece: place + 1 for place, piece in enumerate(facts["pieces"])}
        groups = {word: number for number, group in enumerate(facts["clusters"], 1) for word in group.split()}
        tags, paths = tuple(facts["tags"]), tuple(facts["paths"])
        lexicon = Lexicon(words, pieces, facts["ambiguity"], facts["fixed"], tags, groups, paths, facts["finite"])
        relations = tuple(facts["relations"])
        decoder = Decoder(tables["moves"], tables["relations"], tuple(facts["flags"]), relations.index("root"))
        return cls(Tagger(lexicon, tables["tagger"]), decoder, relations, facts["lemmas"])

    def parse(self, units: Sequence[Unit]) -> list[Node]:
        """Parse one sentence; no units give no nodes."""
        nodes: list[Node] = []
        for start in range(0, len(units), LONGEST):
            self.extend(nodes, units[start : start + LONGEST])
        for node in nodes:
            if node.head >= 0:
                nodes[node.head].children.append(node.index)
        return nodes

    def perfect(self, units: Sequence[Unit], tags: list[int]) -> None:
        """Take an adjective for a participle where "have" stands before it and a noun phrase begins: "has lent Chile six"."""
        names, number = self.tagger.lexicon.tags, self.tagger.lexicon.number
        for place in range(1, len(units) - 1):
            text = units[place].text
            if names[tags[place]] != "JJ" or names[tags[place + 1]] not in PHRASAL:
                continue
            before = place - 1 - (names[tags[place - 1]] == "RB")
            if units[before].text in HAVE and lemma(text, "VBN", self.irregular) != text.lower():
                tags[place] = number["VBN"]

    def extend(self, nodes: list[Node], units: Sequence[Unit]) -> None:
        """Parse one piece and add its nodes; the root of a later piece hangs on the first root."""
        base, names = len(nodes), self.tagger.lexicon.tags
        forms = self.tagger.forms(units)
        tags = self.tagger.tags(units, forms)
        self.perfect(units, tags)
        words, clusters = [form.name for form in forms], [form.cluster for form in forms]
        state = self.decoder.parse(State(words, clusters, tags, marks(units)))
        first = next((node.index for node in nodes if node.head < 0), -1)
        for place, (text, start, end, _, label) in enumerate(units):
            head = state.heads[place]
            rel = self.relations[state.rels[place]]
            top = head == state.n
            if top and first >= 0:
                rel = "parataxis"
            tag = names[tags[place]]
            stem = lemma(text, tag, self.irregular)
            nodes.append(Node(base + place, text, start, end, stem, tag, first if top else base + head, rel, label))


@cache
def parser() -> Parser:
    """Give the packaged parser, loaded once."""
    return Parser.load()


def parse(units: Sequence[Unit]) -> list[Node]:
    """Parse one sentence with the packaged model."""
    return parser().parse(units)
