"""Full names: the fullest form in which one document gives a person's name.

Comes in: the names of people, in the order of the text. Goes out: the full name behind a surname, first name, initials.
Names are folded once and found by their words, so that a look-up costs as much as there are namesakes.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

Folded = tuple[str, ...]
#: The Arabic article before a name, in the forms that it takes before different letters.
ARTICLE = re.compile(r"(?:a[lnrstdz]|el|ash|esh|as|es|ul|ud)[-‐‑–'’](?=\w)")


@dataclass(slots=True)
class FullNames:
    """The names of one document; `words` has the places of the names that a word stands in, `same` those alike."""

    names: list[str] = field(default_factory=list)
    words: dict[str, list[int]] = field(default_factory=dict)
    same: dict[Folded, list[int]] = field(default_factory=dict)
    found: dict[str, str] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)

    def add(self, name: str) -> None:
        """Take up one name more."""
        place, words = len(self.names), folded(name)
        self.names.append(name)
        self.same.setdefault(words, []).append(place)
        for word in dict.fromkeys(words):
            self.words.setdefault(word, []).append(place)
        self.found.clear()

    def keep_apart(self, names: Iterable[str]) -> None:
        """Take names for those of others, though they be the end of a longer one: a father is not his son."""
        self.apart.update(names)
        self.found.clear()

    def full(self, surface: str) -> str:
        """Give the fullest form of a name."""
        if surface not in self.found:
            self.found[surface] = surface if surface in self.apart else self._full(surface)
        return self.found[surface]

    def _full(self, surface: str) -> str:
        own = folded(surface)
        ranked = sorted(
            (rank, -len(self.names[at].split()), at)
            for at in self._namesakes(own)
            if (rank := _extends(folded(self.names[at]), own)) is not None
        )
        if not ranked:
            same = [self.names[at] for at in self.same.get(own, ())]
            return max(same, key=lambda n: (sum(not c.isascii() for c in n), n)) if same else surface
        best = [self.names[at] for rank, _, at in ranked if rank == ranked[0][0]]
        if len(best) > 1 and len(own) == 1 and not all(_alike(folded(best[0]), folded(other)) for other in best):
            return surface if any(self.names[at] == surface for at in self.same.get(own, ())) else best[0]
        return best[0]

    def _namesakes(self, own: Folded) -> Sequence[int]:
        """Give the names that a shorter form can stand for: those with its last word, or with its rarest one."""
        needed = own[-1:] if len(own) > 1 and len(own[0]) == 1 else own
        return min((self.words.get(word, ()) for word in needed), key=len, default=())


@lru_cache(maxsize=20_000)
def folded(name: str) -> Folded:
    """Give the words of a name without accents, case, dots and the Arabic article: Abadi is al-Abadi."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i"))
    words = "".join(c for c in plain if not unicodedata.combining(c)).casefold().split()
    return tuple(ARTICLE.sub("", w.strip(".,")) for w in words)


def _alike(a: Folded, b: Folded) -> bool:
    """Say whether two full names can be one person: one surname, and the first names agree or one is an initial."""
    return a[-1:] == b[-1:] and (a[0][:1] == b[0][:1] or len(a) == 1 or len(b) == 1)


def _extends(longer: Folded, own: Folded) -> int | None:
    """Rank how a shorter form stands for a longer name, 0 best: its end, a surname in it, its first word; else None."""
    if not own or len(longer) <= len(own):
        return None
    if own == longer[-len(own) :]:
        return 0
    if own[-1] == longer[-1] and set(own) <= set(longer):
        return 1
    if len(own) > 1 and own[-1] == longer[-1] and len(own[0]) == 1 and longer[0].startswith(own[0]):
        return 1
    if len(own) > 1 and (own == longer[: len(own)] or set(own) <= set(longer)):
        return 2
    if len(own) == 1 and own[0] in longer[1:]:
        return 2
    return 3 if len(own) == 1 and own[0] == longer[0] else None
