"""Titles of ministers by their grammar: "Minister of X", "X Minister", "X Secretary", and what stands beside them.

Comes in: atoms and a place in them. Goes out: a `Title`: the canonical office and how many atoms it takes up.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from relgraph.aliases import Tables
from relgraph.folding import Atom

SOFT = frozenset({" ", "-", "'", ".", ""})
#: The longest portfolio in words, counted over the parts of a list.
LONGEST = 12
SMALL = frozenset({"and", "of", "the", "for", "with"})


@dataclass(frozen=True, slots=True)
class Title:
    """An office in the text: canonical name, size in atoms from its first word, atoms of rank words before it."""

    id: str
    size: int
    plural: bool = False
    before: int = 0
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Portfolio:
    """A run of portfolio words: where it ends, its name, and the office that it comes to if that has its own name."""

    end: int
    name: str
    office: str | None


@dataclass(frozen=True, slots=True)
class Offices:
    """The grammar, with its word lists from the ontology."""

    heads: frozenset[str]
    links: frozenset[str]
    spelling: Mapping[str, str]
    portfolios: Mapping[str, tuple[str, str | None]]
    marks: Mapping[str, tuple[str, bool]]
    longest: Mapping[str, int]

    @classmethod
    def of(cls, tables: Tables) -> "Offices":
        """Make the grammar out of the ontology's tables."""
        longest: dict[str, int] = {}
        for wording in tables.portfolios:
            words = wording.split()
            longest[words[0]] = max(longest.get(words[0], 0), len(words))
        spelling = dict(pair.split(":", 1) for pair in sorted(tables.words.get("spelling", frozenset())))
        heads, links = (tables.words.get(name, frozenset()) for name in ("officeHead", "officeLink"))
        return cls(heads, links, spelling, tables.portfolios, tables.marks, longest)

    def starts(self) -> frozenset[str]:
        """Give the words that a title may begin with."""
        plurals = (f"{head[:-1]}ies" if head.endswith("y") else f"{head}s" for head in self.heads)
        return self.heads | frozenset(plurals) | frozenset(self.longest)

    def knows(self, word: str) -> bool:
        """Say whether a word belongs to titles: a head, a portfolio's first word or a mark."""
        return self._head(word) is not None or word in self.longest or word in self.marks

    def read(self, row: Sequence[Atom], at: int) -> Title | None:
        """Read a minister's title that begins at an atom, with the rank words and marks beside it."""
        found = self._headed(row, at) if self._head(row[at].key) is not None else self._tailed(row, at)
        return self.widen(row, at, found) if found is not None else None

    def extend(self, row: Sequence[Atom], at: int, size: int) -> Title | None:
        """Read on where a known wording ends in a minister's head word: "federal minister" + "of health"."""
        last = at + size - 1
        found = self._headed(row, last) if size > 1 and self._head(row[last].key) is not None else None
        return self.widen(row, at, replace(found, size=found.size + size - 1)) if found is not None else None

    def widen(self, row: Sequence[Atom], at: int, title: Title) -> Title:
        """Take in the words before and after a title: deputies change the office, the rest are marks."""
        before, marks, name = 0, list(title.marks), title.id
        ranks = 0
        while (step := self._mark(row, at - before)) is not None:
            size, effect = step
            before += size
            if effect[0].isupper():
                name, ranks = f"{effect} {name}" if not name.startswith(effect) else name, before
            else:
                marks.append(effect)
        end = at + title.size
        if end < len(row) and row[end].joint in SOFT and (row[end].key in self.marks and self.marks[row[end].key][1]):
            marks.append(self.marks[row[end].key][0])
        return replace(title, id=name, before=ranks, marks=tuple(sorted(set(marks))))

    def _mark(self, row: Sequence[Atom], at: int) -> tuple[int, str] | None:
        """Give size and effect of the mark that ends right before an atom."""
        for size in (2, 1):
            if at >= size and all(a.joint in SOFT for a in row[at - size + 1 : at + 1]):
                found = self.marks.get(" ".join(a.key for a in row[at - size : at]))
                if found is not None and not found[1]:
                    return size, found[0]
        return None

    def _head(self, word: str) -> str | None:
        """Give the singular of a word that a portfolio stands at."""
        if word in self.heads:
            return word
        single = f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
        return single if single in self.heads else None

    def _headed(self, row: Sequence[Atom], at: int) -> Title | None:
        """Read "Minister of X"."""
        for size in (3, 2, 1):
            link = row[at + 1 : at + 1 + size]
            if len(link) == size and all(a.joint == " " for a in link) and " ".join(a.key for a in link) in self.links:
                run = self._run(row, at + 1 + size)
                if run is not None:
                    return self._title(run, run.end - at, row[at].key)
        return None

    def _tailed(self, row: Sequence[Atom], at: int) -> Title | None:
        """Read "X Minister"."""
        if row[at].key not in self.longest or row[at].key == "the":
            return None
        run = self._run(row, at, headed=False)
        if (
            run is None
            or run.end >= len(row)
            or row[run.end].joint not in {" ", "-"}
            or self._head(row[run.end].key) is None
        ):
            return None
        return self._title(run, run.end + 1 - at, row[run.end].key)

    def _title(self, run: Portfolio, size: int, head: str) -> Title:
        name = run.office or f"Minister of {run.name}"
        return Title(name, size, plural=head not in self.heads)

    def _run(self, row: Sequence[Atom], at: int, headed: bool = True) -> Portfolio | None:
        """Read portfolios joined by commas and "and" from an atom on."""
        part = self._part(row, at, first=True)
        if part is None:
            return None
        names, offices, end = [part.name], [part.office], part.end
        while end < len(row) and end - at < LONGEST:
            more = self._more(row, end)
            if more is None or (headed and self._is_head(row, more[1].end)):
                break
            names.append(f"{more[0]}{more[1].name}")
            offices.append(more[1].office)
            end = more[1].end
        office = next((o for o in offices if o is not None), None)
        return Portfolio(end, "".join(names), office)

    def _more(self, row: Sequence[Atom], end: int) -> tuple[str, Portfolio] | None:
        """Read a join and the portfolio after it."""
        for size, join in ((1, " and "), (0, ", "), (0, " ")):
            words = row[end : end + size]
            if size and (not words or words[0].key != "and" or words[0].joint not in {" ", ","}):
                continue
            comma = size == 0 and end < len(row) and row[end].joint == ","
            if size == 0 and (join == ", ") != comma:
                continue
            part = self._part(row, end + size, first=comma)
            if part is not None:
                lead = ", and " if size and words[0].joint == "," else join
                return lead, part
        return self._between(row, end)

    def _between(self, row: Sequence[Atom], at: int) -> tuple[str, Portfolio] | None:
        """Read a word that no list holds between a comma and "and" with a known one: "Gender, Chieftaincy and Culture"."""
        words = row[at : at + 3]
        closed = at + 2 == len(row) or (at + 2 < len(row) and row[at + 2].joint in {",", "|", ")", ";"})
        if (
            len(words) > 1
            and words[0].key == "and"
            and words[1].text[:1].isupper()
            and closed
            and row[at - 1].joint == ","
        ):
            return " and ", Portfolio(at + 2, self._spelt(words[1].text), None)
        if len(words) < 3 or words[0].joint != "," or not words[0].text[:1].isupper() or words[1].key != "and":
            return None
        last = self._part(row, at + 2, first=True)
        if last is None or self._is_head(row, last.end) or any(a.joint not in {" ", ","} for a in words[1:]):
            return None
        return ", ", Portfolio(at + 1, self._spelt(words[0].text), None)

    def _part(self, row: Sequence[Atom], at: int, first: bool) -> Portfolio | None:
        """Read one portfolio, the longest that is known; an article before it is skipped over."""
        if at < len(row) and row[at].key == "the" and row[at].joint == " " and at + 1 < len(row):
            at += 1
        if at >= len(row) or (not first and row[at].joint not in {" ", "-"}):
            return None
        for size in range(min(self.longest.get(row[at].key, 0), len(row) - at), 0, -1):
            words = row[at : at + size]
            if all(a.joint in SOFT for a in words[1:]):
                found = self.portfolios.get(" ".join(a.key for a in words))
                if found is not None:
                    return Portfolio(at + size, self._spelt(found[0]), found[1])
        return None

    def _is_head(self, row: Sequence[Atom], at: int) -> bool:
        return at < len(row) and row[at].joint in {" ", "-"} and self._head(row[at].key) is not None

    def _spelt(self, name: str) -> str:
        words = (self.spelling.get(w.lower(), w) for w in name.split())
        return " ".join(w if w in SMALL else w[:1].upper() + w[1:] for w in words)
