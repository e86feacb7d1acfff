"""Small grammars over word classes.

A text becomes a tape: one character per token, which names the token's class ("month", "day", "of" ...). Rules are
regular expressions over that tape, so a rule reads as the phrase it matches, costs linear time, and its span is the
span of its tokens in the original text.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

#: The characters that stand for classes: no character with a meaning in a regular expression.
LETTERS = "".join(map(chr, range(0x100, 0x17F))) + "".join(map(chr, range(0x386, 0x3CE)))
NAME = re.compile(r"[a-z][a-z0-9]*")


@dataclass(frozen=True, slots=True)
class Tape:
    """Tokens of a stretch of text: their classes as one string, their spans and their folded words."""

    classes: str
    spans: Sequence[tuple[int, int]]
    words: Sequence[str]

    def find(self, letter: str, start: int, end: int) -> list[int]:
        """Give the positions from start to end whose class is `letter`."""
        return [i for i in range(start, end) if self.classes[i] == letter]

    def touching(self, start: int, end: int) -> bool:
        """Tell whether no white space lies between the tokens from start to end."""
        return all(self.spans[i][1] == self.spans[i + 1][0] for i in range(start, end - 1))


class Alphabet:
    """Names of classes and the letter for each; an alternation of them compiles to a regular expression."""

    def __init__(self, names: str) -> None:
        self.letters: Mapping[str, str] = dict(zip(names.split(), LETTERS, strict=False))

    def __getitem__(self, name: str) -> str:
        return self.letters[name]

    def spell(self, pattern: str) -> str:
        """Turn a pattern of class names into a regular expression over letters, with groups that do not capture."""
        spelled = NAME.sub(lambda m: self.letters[m[0]], pattern).replace(" ", "")
        return re.sub(r"\((?!\?)", "(?:", spelled)


class Grammar:
    """Named rules in order; at each place of a tape the first that matches wins. No rule begins with an inert class."""

    def __init__(self, alphabet: Alphabet, rules: Sequence[tuple[str, str]], inert: str) -> None:
        bodies = [f"(?P<r{i}>{alphabet.spell(pattern)})" for i, (_, pattern) in enumerate(rules)]
        self._names = {f"r{i}": name for i, (name, _) in enumerate(rules)}
        self._regex = re.compile(f"(?=[^{alphabet.spell(inert)}])(?:{'|'.join(bodies)})")

    def matches(self, tape: Tape) -> Iterator[tuple[str, int, int]]:
        """Yield rule name, first token and the token after the last, without overlap, from left to right."""
        for found in self._regex.finditer(tape.classes):
            if found.lastgroup and found.start() < found.end():
                yield self._names[found.lastgroup], found.start(), found.end()
