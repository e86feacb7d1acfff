"""Writes a corpus of invented documents whose facts are known: the same for the same seed, and varied.

    python benchmarks/corpus.py FOLDER --documents 1000 --seed 4

The world behind it has states with ministers who serve in turn, two-sided commissions that meet by number, and trade that
grows; each document tells some of it in one of several wordings, and every twelfth repeats another one's text for another
publisher. `facts.csv` beside the documents says what each one tells: kind, the two states, day or period, number or name.
"""

import argparse
import csv
import random
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

STATES = {
    "NOR": ("Norway", "Norwegian", "Oslo"),
    "CHL": ("Chile", "Chilean", "Santiago"),
    "JPN": ("Japan", "Japanese", "Tokyo"),
    "PER": ("Peru", "Peruvian", "Lima"),
    "KEN": ("Kenya", "Kenyan", "Nairobi"),
    "FIN": ("Finland", "Finnish", "Helsinki"),
    "TUR": ("Turkey", "Turkish", "Ankara"),
    "KAZ": ("Kazakhstan", "Kazakh", "Astana"),
    "PRT": ("Portugal", "Portuguese", "Lisbon"),
    "VNM": ("Vietnam", "Vietnamese", "Hanoi"),
    "EGY": ("Egypt", "Egyptian", "Cairo"),
    "POL": ("Poland", "Polish", "Warsaw"),
}
FIRST = "Kari Ola Ken Haru Luis Ana Amina Peter Aino Mehmet Dana Rui Linh Omar Zofia Ivan".split()
LAST = "Berg Moe Mori Sato Rojas Silva Otieno Kamau Virtanen Demir Akhmetov Costa Tran Hassan Nowak Petrov".split()
AGENCIES = (
    "Fjord Wire|Pacific News Agency|The Morning Post|Steppe Daily|Harbour Times|Ministry of Foreign Affairs of {}"
)
ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()
TOPICS = "trade|energy|education|transport|tourism|agriculture|health care|counter-terrorism".split("|")
MEETING = (
    "{a} Foreign Minister {p} met his {b} counterpart {q} in {city} on {day}.",
    "Foreign Minister {p} of {A} and Foreign Minister {q} of {B} held talks in {city} on {day}.",
    "On {day}, {a} Foreign Minister {p} received {b} Foreign Minister {q} in {city}.",
)
SESSION = (
    "The {nth} session of the {A}-{B} Joint Economic Commission was held in {city} on {day}.",
    "{A} and {B} held the {nth} meeting of their Joint Economic Commission in {city} on {day}.",
)
FIGURE = (
    "Trade between {A} and {B} reached ${n} million in {year}.",
    "Bilateral trade of {A} and {B} amounted to {n} million dollars in {year}.",
)
PROMISE = (
    "{A} will open a consulate in {city} by {later}.",
    "{A} pledged to send experts to {B} by {later}.",
)
OTHER = (
    "{A} thanked {B} for its support.",
    "{A} condemned the decision of {B} on {day}.",
    "The two sides discussed {topic} and {more}.",
    "The weather was fine, and the streets of {city} were full.",
    "{B} supports {A} in the field of {topic}.",
)


@dataclass(frozen=True, slots=True)
class Known:
    """What a document tells: the kind of fact, both states, when, and its number or name."""

    kind: str
    states: str
    when: str
    value: str


def minister(state: str, year: int) -> str:
    """Give who is foreign minister of a state in a year: each serves four."""
    chosen = random.Random(f"{state} {year // 4}")  # noqa: S311 - invented, not secret
    return f"{chosen.choice(FIRST)} {chosen.choice(LAST)}"


def document(seed: int, number: int) -> tuple[str, str, list[Known]]:
    """Give the name, the text and the facts of one document."""
    dice = random.Random(f"{seed} {number}")  # noqa: S311 - invented, not secret
    source = number - 1 - dice.randrange(5) if number % 12 == 11 else number
    told = random.Random(f"{seed} {source}")  # noqa: S311 - invented, not secret
    one, other = told.sample(sorted(STATES), 2)
    day = date(2004, 1, 1) + timedelta(days=told.randrange(365 * 20))
    body, known = _story(told, one, other, day)
    publisher = dice.choice(AGENCIES.split("|")).format(STATES[one][0])
    lead = f"({publisher}) " if source != number else ""
    header = f"title: {STATES[one][0]} and {STATES[other][0]}\nsource: {publisher}\n"
    text = f"---\n{header}url: https://example.org/{seed}/{number}\npublished: {day + timedelta(days=1)}\n---\n{lead}{body}\n"
    return f"{seed}-{number:06}.txt", text, known


def _story(dice: random.Random, one: str, other: str, day: date) -> tuple[str, list[Known]]:
    """Tell of two states on a day."""
    (a_name, a_people, a_city), (b_name, b_people, _) = STATES[one], STATES[other]
    pair = "|".join(sorted((one, other)))
    first, second = minister(one, day.year), minister(other, day.year)
    nth = (day.year - 2004) // 2
    topics = dice.sample(TOPICS, 2)
    million = (day.year - 2000) * 50 + sum(map(ord, pair)) % 97
    words = {
        "A": a_name, "B": b_name, "a": a_people, "b": b_people, "p": first, "q": second, "city": a_city,
        "day": f"{day:%B} {day.day}, {day.year}", "nth": ORDINALS[nth], "n": million, "year": day.year - 1,
        "later": day.year + 2, "topic": topics[0], "more": topics[1],
    }  # fmt: skip
    parts = [
        (MEETING, Known("meeting", pair, day.isoformat(), f"{first}|{second}")),
        (SESSION, Known("session", pair, day.isoformat(), str(nth + 1))),
        (FIGURE, Known("figure", pair, str(day.year - 1), str(million * 1_000_000))),
        (PROMISE, Known("commitment", one, str(day.year + 2), "")),
    ]
    chosen = dice.sample(parts, dice.randint(2, 4))
    lines = [dice.choice(wordings).format(**words) for wordings, _ in chosen]
    lines += [line.format(**words) for line in dice.sample(OTHER, dice.randint(2, 5))]
    dice.shuffle(lines)
    return " ".join(lines), [known for _, known in chosen]


def write(folder: Path, documents: int, seed: int) -> None:
    """Write so many documents and what they tell."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "facts.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = csv.writer(stream)
        rows.writerow(("document", "kind", "states", "when", "value"))
        for number in range(documents):
            name, text, known = document(seed, number)
            (folder / name).write_text(text, encoding="utf-8")
            rows.writerows((name, fact.kind, fact.states, fact.when, fact.value) for fact in known)


def main() -> None:
    """Write a corpus as the command line asks."""
    words = argparse.ArgumentParser(description="Write a corpus of invented documents whose facts are known.")
    words.add_argument("folder", type=Path)
    words.add_argument("--documents", type=int, default=1000)
    words.add_argument("--seed", type=int, default=4)
    given = words.parse_args()
    write(given.folder, given.documents, given.seed)


if __name__ == "__main__":
    main()
