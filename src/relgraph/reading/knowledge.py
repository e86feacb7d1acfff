"""All that the reader knows, loaded once: names, words, and the parser.

Comes in: the packaged ontology and a user's own Turtle files. Goes out: `Knowledge`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from relgraph.gazetteer import Gazetteer
from relgraph.lexicon import Lexicon
from relgraph.reading.sentences import Token, tokenize
from relgraph.reading.syntax import Parser, parser
from relgraph.reading.words import Unit


@dataclass(frozen=True, slots=True)
class Knowledge:
    """Names, frames and the parser."""

    gazetteer: Gazetteer
    lexicon: Lexicon
    parser: Parser

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Knowledge":
        """Load the packaged knowledge, widened by the user's own Turtle files."""
        return cls(Gazetteer.load(extra), Lexicon.load(extra), parser())

    def tags(self, words: Sequence[Token]) -> list[str]:
        """Give the Penn tag of each token."""
        tagger = self.parser.tagger
        found = tagger.tags([Unit(t.text, t.start, t.end) for t in words])
        return [tagger.lexicon.tags[k] for k in found]

    def states_in(self, text: str) -> list[str]:
        """Give the states that a short text names, such as the source of a document."""
        rows = [(t.text, t.start, t.end) for t in tokenize(text, 0, len(text))]
        return [n.id for n in self.gazetteer.find(rows) if n.kind.name in {"STATE", "SEAT", "DEMONYM"}]
