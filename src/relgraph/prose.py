"""Prose: one row of an answer as one plain sentence, in the patterns of templates/dossier.toml.

Comes in: a row of a question's answer. Goes out: a sentence that says what the row says, and nothing more.
"""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from relgraph.cards import Row, cells
from relgraph.resources import file
from relgraph.wording import amount, ordinal, when

#: What may be the code of a state in a caption.
CODE = re.compile(r"\b[A-Z]{3}\b")
#: Figures that are counted between two sides, not from one to the other.
DIRECTED = frozenset({"exports"})


@cache
def phrases() -> Mapping[str, Any]:
    """Give the packaged words of the dossier."""
    return MappingProxyType(tomllib.loads(file("templates", "dossier.toml").read_text("utf-8")))


@dataclass(frozen=True, slots=True)
class Prose:
    """Writes rows as sentences. `labels` give the names behind the codes of states; `day` is the day of the dossier."""

    labels: Mapping[str, str]
    day: str = ""

    def office(self, row: Row) -> str:
        """Say who holds an office."""
        return self._fill(
            "office",
            office=row["office"],
            of=self.names([row["of"]]),
            name=row["name"],
            start=_in(", since ", row.get("start", "")),
        )

    def relation(self, row: Row, sides: Iterable[str]) -> str:
        """Say what ties two sides."""
        since = _in(", since ", row.get("since", ""))
        return self._fill("relation", kind=row["kind"], between=self.names(sides), since=since)

    def event(self, row: Row) -> str:
        """Say what was done, is planned, denied, cancelled or only possible."""
        status = row.get("status", "occurred")
        did, to_do, word = phrases()["events"].get(row["type"], [f"({row['type']})", f"({row['type']})", "with"])
        number = ordinal(row.get("ordinal", ""))
        deed = (did if status in ("occurred", "denied") else to_do).format(nth=f" {number}" if number else "")
        said = [phrases()["status"].get(status, f"{status}: "), self.names(cells(row, "actors")), " ", deed]
        if row.get("recipients"):
            said.append(f" {word} {self.names(cells(row, 'recipients'))}")
        if row.get("series"):
            said.append(f" at the {number} session of the {row['series']}" if number else f" in the {row['series']}")
        said += [_after(" in ", row.get("place", "")), _in(" (", row.get("date", ""), ")")]
        said.append(_after("; topics: ", ", ".join(cells(row, "topics"))))
        said.append(_after("; taking part: ", listed(cells(row, "people"))))
        return sentence("".join(said))

    def promise(self, row: Row) -> str:
        """Say what was promised, by whom, until when, and what became of it."""
        days = {"due": when(row.get("due", "")), "on": _in(" on ", self.day), "by": _in(" by ", self.day)}
        outcome = phrases()["outcomes"][row["state"]].format_map(days)
        to = _after(" to ", self.names(cells(row, "to")))
        makers = self.names(cells(row, "maker"))
        return self._fill("promise", makers=makers, to=to, content=row["content"], outcome=outcome)

    def instrument(self, row: Row) -> str:
        """Say what was signed, issued or is in force between whom."""
        kind, name = row["kind"], row.get("name", "")
        what = name if kind.casefold() in name.casefold() else f"{kind}{_after(' “', name, '”')}"
        status = "" if row["status"] == "mentioned" else f", {row['status']}"
        date = _in(" (", row.get("date", ""), ")")
        return self._fill("instrument", what=what, parties=self.names(cells(row, "parties")), status=status, date=date)

    def figure(self, row: Row) -> str:
        """Say a number, of what, between whom and when."""
        return self._fill(
            "figure",
            kind=phrases()["kinds"].get(row["kind"], f"{row['kind']}: "),
            what=_measured(row),
            between=self._between(row),
            period=_in(", ", row.get("period", "")),
            amount=quantity(row, "value"),
        )

    def target(self, row: Row) -> str:
        """Say how an actual number stands against a target."""
        return self._fill(
            "target",
            what=row["indicator"],
            between=self._between(row),
            actual=quantity(row, "actual"),
            period=_in(" in ", row.get("period", "")),
            target=amount(row["target"], row.get("currency", "")),
            target_period=_in(" for ", row.get("target_period", "")),
            reached=phrases()["reached"].get(row.get("reached", ""), ""),
        )

    def common(self, organization: str, roles: Mapping[str, Iterable[str]]) -> str:
        """Say which part each side has in an organization."""
        members = listed(f"{self.labels.get(one, one)} ({', '.join(known)})" for one, known in roles.items())
        return self._fill("common", organization=organization, members=members)

    def session(self, row: Row) -> str:
        """Say in which series of meetings both sides sit."""
        number = ordinal(row.get("ordinal", ""))
        return self._fill("session" if number else "series", series=row["series"], ordinal=number)

    def contradiction(self, row: Row) -> str:
        """Say in what two documents differ."""
        about = phrases()["abouts"].get(row["about"], row["about"])
        one, other = (_claimed(row["about"], row[side]) for side in ("one", "other"))
        what = CODE.sub(lambda match: self.labels.get(match[0], match[0]), row["what"])
        return self._fill("contradiction", about=about, what=what, one=one, other=other)

    def names(self, parties: Iterable[str]) -> str:
        """Write parties as a list in words, with the article that their names take."""
        return listed(self._with_article(one) for one in parties)

    def _with_article(self, party: str) -> str:
        name = self.labels.get(party, party)
        state = party in self.labels and len(party) == 3 and party.isupper()
        marks = phrases()["words"]["articles"]
        takes = name.startswith(marks[0]) or name.endswith(tuple(marks)) if state else " " in name
        return f"the {name}" if takes and not name.casefold().startswith("the ") else name

    def _between(self, row: Row) -> str:
        sides = cells(row, "between")
        if row["indicator"] in DIRECTED and len(sides) == 2:
            return f" from {self.names(sides[:1])} to {self.names(sides[1:])}"
        return _after(" between " if len(sides) > 1 else " of ", self.names(sides))

    def _fill(self, pattern: str, **parts: str) -> str:
        wording: str = phrases()["patterns"][pattern]
        return sentence(wording.format_map(parts))


def listed(names: Iterable[str]) -> str:
    """Write names as a list.

    >>> listed(["Chile", "Norway", "Togo"])
    'Chile, Norway and Togo'
    """
    found = list(names)
    word: str = phrases()["words"]["and"]
    return word.join(filter(None, [", ".join(found[:-1]), *found[-1:]]))


def sentence(text: str) -> str:
    """Begin with a large letter, end with a stop, and keep to one line.

    >>> sentence("trade grew")
    'Trade grew.'
    """
    line = " ".join(text.split())
    return line[:1].upper() + line[1:] + ("" if line.endswith((".", "!", "?", "…")) else ".")


def quantity(row: Row, column: str) -> str:
    """Write a number with its currency and how exact it is."""
    qualifier = row.get("qualifier", "").replace("_", " ").replace("exact", "")
    return " ".join(filter(None, (qualifier, amount(row[column], row.get("currency", "")))))


def _claimed(about: str, value: str) -> str:
    """Write what a document claims of a date, a number or anything else."""
    if about in ("date", "since"):
        return when(value)
    qualifier, _, number = value.rpartition(" ")
    return " ".join(filter(None, (qualifier.replace("_", " "), amount(number)))) if about == "figure" else value


def _measured(row: Row) -> str:
    of = row.get("of", "")
    measure = phrases()["indicators"].get(row["indicator"], row["indicator"])
    return f"number of {of}" if row["indicator"] == "count" else f"{measure}{_after(' of ', of)}"


def _after(before: str, text: str, end: str = "") -> str:
    """Put words around a text that is known."""
    return f"{before}{text}{end}" if text else ""


def _in(before: str, date: str, end: str = "") -> str:
    """Put words around a date that is known."""
    return _after(before, when(date).removeprefix("since ") if "since" in before else when(date), end)
