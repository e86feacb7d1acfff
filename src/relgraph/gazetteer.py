"""The gazetteer: the names of states, peoples, places, organizations and offices, found in text.

Comes in: Turtle (the packaged actors, places, organizations, offices, unrelated phrases, and a user's own) and tokens.
Goes out: `Name` rows, left to right, none overlapping, the longest first where two begin together.

How names are compared: accents, dotless i, soft hyphens, kinds of hyphen, quote and space do not matter; letters that
the list writes large must be large in the text; short acronyms must be all capitals. What is unclear is settled in
Turtle, not here: rg:Unrelated phrases are passed over ("South China Sea"), rg:weakName is not believed in headlines in
capitals or as the first word ("US", "Nice"), rg:needsSupport asks for another name of the same state in the sentence
("Victoria"), rg:personalName is passed over inside a personal name ("Michael Jordan", "Santiago Peña").
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from relgraph.aliases import Alias, Entry, Kind, Tables, tables
from relgraph.folding import HYPHENS, Atom, atoms
from relgraph.offices import Offices, Title

__all__ = ["Gazetteer", "Kind", "Name"]

#: Kinds that a hyphen or stroke may join into one COMBINED name, and that stand for a party.
JOINABLE = frozenset({Kind.STATE, Kind.DEMONYM, Kind.CAPITAL, Kind.ORG, Kind.COMBINING})
#: Share of words in capitals, in percent, from which a sentence counts as a headline in capitals.
SHOUTED = 70


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text.

    `id` is canonical: the alpha-3 code for STATE, DEMONYM, PEOPLE and SEAT; the English name for CAPITAL, CITY, REGION,
    ORG and OFFICE; both ends joined with a hyphen for COMBINED, with the parts in `ids`. `state` is the code of the
    state that the name stands for or lies in, if that is undisputed. `sort` is the kind of an ORG (company ...).
    `marks` tells what stands beside an office: plural, former, acting, elect.
    """

    kind: Kind
    id: str
    start: int
    end: int
    text: str
    state: str | None = None
    ids: tuple[str, ...] = ()
    sort: str | None = None
    acronym: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by folded key; `starts` holds their first words. Make one with `load`; it never changes."""

    names: Mapping[str, tuple[Entry, ...]]
    longest: Mapping[str, int]
    words: Mapping[str, frozenset[str]]
    starts: frozenset[str]
    offices: Offices

    @classmethod
    def load(cls, extra: Sequence[Path] = ()) -> "Gazetteer":
        """Read the packaged Turtle and the user's own; raise InputError for a file that is no Turtle."""
        read: Tables = tables(extra)
        offices = Offices.of(read)
        starts = frozenset(read.longest) | offices.starts()
        return cls(read.names, read.longest, read.words, starts, offices)

    def find(self, tokens: Sequence[tuple[str, int, int]]) -> list[Name]:
        """Find names in the tokens of one sentence; gaps between tokens read as spaces."""
        if not tokens:
            return []
        base, parts, at = tokens[0][1], [], tokens[0][1]
        for text, start, end in tokens:
            parts.append(" " * (start - at))
            parts.append(text)
            at = end
        return self.read("".join(parts), base)

    def read(self, text: str, offset: int = 0) -> list[Name]:
        """Find names in a piece of text; `offset` is where the piece begins in its document."""
        row = atoms(text)
        found = list(self._scan(row, text))
        kept = _combined(list(_supported(found)), text)
        names = [n for n, _ in kept if n.kind is not Kind.COMBINING]
        return [replace(n, start=n.start + offset, end=n.end + offset) for n in names] if offset else names

    def resolve(self, text: str) -> Name | None:
        """Give the one name that a whole text is, or None: for names that come from elsewhere."""
        found = [n for n in self.read(text) if n.start == 0 and n.end == len(text)]
        return found[0] if found else None

    def _scan(self, row: Sequence[Atom], text: str) -> Iterator[tuple[Name, Alias | None]]:
        at = 0
        while at < len(row):
            if row[at].key not in self.starts:
                at += 1
                continue
            size, alias = self._longest(row, at)
            title = self.offices.read(row, at)
            if title is None and alias is not None and alias.kind is Kind.OFFICE:
                title = self.offices.extend(row, at, size)
            if title is not None and title.size > size:
                yield _office(title, row, at, text), None
                at += title.size
                continue
            if alias is not None and alias.kind is Kind.OFFICE:
                title = self.offices.widen(row, at, Title(alias.id, size, alias.plural))
                yield _office(title, row, at, text), None
            elif alias is not None and alias.kind is not Kind.UNRELATED:
                yield _name(alias, row[at : at + size], text), alias
            at += max(size, 1)

    def _longest(self, row: Sequence[Atom], at: int) -> tuple[int, Alias | None]:
        """Give the number of words and the alias of the longest name that begins at an atom."""
        most = self.longest.get(row[at].key, 0)
        if not most:
            return 0, None
        keys = [row[at].key]
        for atom in row[at + 1 : at + most]:
            if atom.joint == "|":
                break
            keys.append(f"{keys[-1]} , {atom.key}" if atom.joint == "," else f"{keys[-1]} {atom.key}")
        for size in range(len(keys), 0, -1):
            for entry in self.names.get(keys[size - 1], ()):
                if entry.fits(row[at : at + size]) and self._believed(entry, row, at, size):
                    return size, entry.alias
        return 0, None

    def _believed(self, entry: Entry, row: Sequence[Atom], at: int, size: int) -> bool:
        """Say whether the words around a name allow it."""
        alias = entry.alias
        after = row[at + size] if at + size < len(row) else None
        before = row[at - 1] if at else None
        if before is not None and row[at].joint == "-" and before.key in self.words["article"]:
            return False
        if alias.kind is Kind.COMBINING:
            return after is not None and after.joint == "-" and after.text[:1].isupper()
        if (
            alias.kind is Kind.DEMONYM
            and after is not None
            and after.joint in " -"
            and after.key in self.words["tongue"]
        ):
            return False
        if alias.weak and ((not entry.acronym and row[at].joint == "|") or _shouted(row)):
            return False
        if alias.personal and alias.kind is Kind.STATE and _headline(row):
            after = None  # "Egypt, Jordan Agree on Talks"
        return not (alias.personal and self._personal(before, row[at], after, at))

    def _personal(self, before: Atom | None, first: Atom, after: Atom | None, at: int) -> bool:
        """Say whether a name that is also a personal name has a stranger in capitals at its side."""
        if after is not None and after.joint == " " and self._strange(after):
            return True
        return before is not None and first.joint in " ." and self._strange(before)

    def _strange(self, atom: Atom) -> bool:
        """Say whether a word is capitalised and neither a plain opening word nor the beginning of a known name."""
        if not atom.text[:1].isupper() or atom.key in self.words["opening"] or atom.key in self.words["calendar"]:
            return False
        return atom.key not in self.longest and not self.offices.knows(atom.key)


def _name(alias: Alias, words: Sequence[Atom], text: str) -> Name:
    start, end = words[0].start, words[-1].end
    return Name(
        alias.kind, alias.id, start, end, text[start:end], alias.state, (), alias.sort, alias.acronym,
        ("plural",) if alias.kind is Kind.PEOPLE else (),
    )  # fmt: skip


def _office(title: Title, row: Sequence[Atom], at: int, text: str) -> Name:
    first, last = row[at - title.before], row[at + title.size - 1]
    marks = (*(("plural",) if title.plural else ()), *title.marks)
    return Name(Kind.OFFICE, title.id, first.start, last.end, text[first.start : last.end], marks=marks)


def _shouted(row: Sequence[Atom]) -> bool:
    """Say whether a sentence is written in capitals."""
    words = [a.text for a in row if len(a.text) > 1 and a.text[0].isalpha() and "." not in a.text]
    upper = sum(map(str.isupper, words))
    return len(words) > 3 and upper * 100 >= len(words) * SHOUTED


def _headline(row: Sequence[Atom]) -> bool:
    """Say whether a row writes all its longer words large."""
    words = [a.text for a in row if len(a.text) > 3 and a.text.isalpha()]
    return len(words) > 2 and all(w[0].isupper() for w in words)


def _supported(found: Sequence[tuple[Name, Alias | None]]) -> Iterator[tuple[Name, Alias | None]]:
    """Drop names that need another name of their state beside them and have none."""
    for index, (name, alias) in enumerate(found):
        if alias is not None and alias.needy:
            others = (n for i, (n, _) in enumerate(found) if i != index)
            if not any(n.state == name.state for n in others):
                continue
        yield name, alias


def _combined(found: Sequence[tuple[Name, Alias | None]], text: str) -> list[tuple[Name, Alias | None]]:
    """Join "Turkish-Kazakh", "Sino-Russian", "EU-Turkey" into one name of two parties."""
    kept: list[tuple[Name, Alias | None]] = []
    for name, alias in found:
        last = kept[-1][0] if kept else None
        if last is not None and _joined(last, name, text):
            ids = (*(last.ids or (_party(last),)), _party(name))
            kept[-1] = (
                Name(Kind.COMBINED, "-".join(ids), last.start, name.end, text[last.start : name.end], ids=ids),
                None,
            )
        else:
            kept.append((name, alias))
    return kept


def _joined(last: Name, name: Name, text: str) -> bool:
    if last.kind not in JOINABLE | {Kind.COMBINED} or name.kind not in JOINABLE - {Kind.COMBINING}:
        return False
    gap = text[last.end : name.start]
    return len(gap) == 1 and gap in f"{HYPHENS}/" and _party(name) not in (last.ids or (_party(last),))


def _party(name: Name) -> str:
    return name.state or name.id
