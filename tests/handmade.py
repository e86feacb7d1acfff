"""Four invented documents with facts made by hand: what the graph's tests are about, whatever the reader can read."""

from dataclasses import replace
from decimal import Decimal

from relgraph.document import Document, from_text
from relgraph.facts import (
    Argument,
    Commitment,
    Event,
    Evidence,
    Fact,
    Figure,
    Instrument,
    Membership,
    Organization,
    Relationship,
    Span,
    Tenure,
    Topic,
)

FIRST = from_text(
    """---
title: Ministers meet in Oslo
source: Fjord Wire
url: https://example.org/oslo
published: 2023-05-12
---
Norwegian Foreign Minister Kari Berg met her Japanese counterpart Ken Mori in Oslo on May 11.
They co-chaired the fourth session of the Nordic Sea Council and plan a fifth one in 2024.
Trade exceeded $1.5 billion in 2022; the goal is $3 billion. Norway will open an office in Kobe by 2025.
Norway belongs to the North Atlantic Treaty Organization (NATO).
Japan denied that it had accused Norway.
""",
    "oslo.txt",
)
SECOND = from_text(
    """---
source: Kobe Post
published: 2024-06~
---
The fourth session of the Nordic Sea Council, "the best yet", took place in Oslo in May 2023.
The fifth session was held in Kobe on 3 June 2024.
""",
    "kobe.txt",
)
THIRD = from_text(
    """---
source: Ministry of Foreign Affairs of Norway
published: 2024-07-01
---
Foreign Minister Ola Moe recalled the meeting with Japan in Bergen on 11 May 2023.
Norway and Japan have been strategic partners since 2020; Norway belongs to NATO.
Norway will send a ship to Kobe in May 2025.
Trade with Japan was $1.4 billion in 2022.
""",
    "bergen.txt",
)
FOURTH = from_text(
    """---
source: Ministry of Foreign Affairs of Japan
published: 2025-06-10
---
A Norwegian ship visited Kobe on 20 May 2025.
The fifth session of the Nordic Sea Council was cancelled.
Foreign Minister Haru Sato criticised Norway on June 2.
Diplomatic relations with Norway date from 1906.
""",
    "tokyo.txt",
)
FIFTH = from_text(
    """---
source: Steppe Daily
published: 2025-07-01
---
Norway and Japan have met three times since 2023.
Trade exceeded $1 billion for the first time in 2023.
Foreign Minister Kari Berg visited Kobe for the first time on 11 May 2023.
""",
    "steppe.txt",
)


def evidence(document: Document, sentence: str, *slots: tuple[str, str, str]) -> Evidence:
    """Point at a sentence by its first words, and at the words of slots (role, value, words) after its start."""
    start = document.text.index(sentence)
    quote = Span(start, document.text.index("\n", start))
    arguments = []
    for role, value, words in slots:
        place = document.text.index(words, start)
        arguments.append(Argument(role, value, Span(place, place + len(words))))
    return Evidence(quote, "by-hand", tuple(arguments))


MET = evidence(FIRST, "Norwegian", ("people", "Kari Berg", "Kari Berg"), ("date", "2023-05-11", "May 11"))
NAMED = evidence(FIRST, "Norwegian")
CHAIRED = evidence(FIRST, "They")
NUMBERED = evidence(FIRST, "They", ("ordinal", "4", "fourth"))
SAID = evidence(FIRST, "Trade")
TRADED = evidence(FIRST, "Trade", ("value", "1500000000", "$1.5 billion"))
PAIR = ("NOR", "JPN")
MINISTERS = ("Kari Berg", "Ken Mori")
COUNCIL = "Nordic Sea Council"
NATO = "North Atlantic Treaty Organization"


def session(ordinal: int, words: Evidence, **more: str) -> Event:
    """Make a session of the council."""
    return Event(type="Meeting", actors=PAIR, series=COUNCIL, ordinal=ordinal, evidence=words, **more)  # type: ignore[arg-type]


MEETING = Event(type="Meeting", actors=PAIR, people=MINISTERS, date="2023-05-11", place="Oslo", evidence=MET)
DENIED = Event(
    type="Accuse", actors=("JPN",), recipients=("NOR",), status="denied", evidence=evidence(FIRST, "Japan denied")
)
FIRST_FACTS: tuple[Fact, ...] = (
    Tenure(name="Kari Berg", office="Foreign Minister", of="NOR", evidence=NAMED),
    Tenure(name="Ken Mori", office="Foreign Minister", of="JPN", former=True, evidence=NAMED),
    MEETING,
    session(4, NUMBERED, place="Oslo"),
    session(5, CHAIRED, date="2024", status="planned"),
    Figure(
        indicator="trade volume",
        between=PAIR,
        value=Decimal("1.5E+9"),
        currency="USD",
        period="2022",
        qualifier="over",
        evidence=TRADED,
    ),
    Figure(
        indicator="trade volume",
        between=PAIR,
        value=Decimal(3_000_000_000),
        currency="USD",
        kind="target",
        evidence=SAID,
    ),
    Commitment(makers=("NOR",), content="open an office in Kobe", recipients=("JPN",), due="2025", evidence=SAID),
    Organization(name=NATO, acronym="NATO", kind="intergovernmental", evidence=evidence(FIRST, "Norway belongs")),
    Membership(member="NOR", organization=NATO, role="member", evidence=evidence(FIRST, "Norway belongs")),
    Instrument(kind="joint statement", name=None, parties=PAIR, status="issued", evidence=CHAIRED),
    Relationship(between=PAIR, kind="diplomatic relations", since="1905", evidence=NAMED),
    Topic(topic="counter-terrorism", between=PAIR, evidence=CHAIRED),
    DENIED,
)
SECOND_FACTS: tuple[Fact, ...] = (
    session(4, evidence(SECOND, "The fourth"), place="Oslo", date="2023-05"),
    session(5, evidence(SECOND, "The fifth"), place="Kobe", date="2024-06-03"),
)

VISIT = Event(type="Visit", actors=("NOR",), recipients=("JPN",), evidence=evidence(THIRD, "Norway will"))
THIRD_FACTS: tuple[Fact, ...] = (
    Tenure(name="Ola Moe", office="Foreign Minister", of="NOR", evidence=evidence(THIRD, "Foreign Minister")),
    Event(type="Meeting", actors=PAIR, date="2023-05-11", place="Bergen", evidence=evidence(THIRD, "Foreign Minister")),
    Relationship(
        between=PAIR, kind="strategic partnership", since="2020", evidence=evidence(THIRD, "Norway and Japan")
    ),
    Membership(member="NOR", organization=NATO, role="member", evidence=evidence(THIRD, "Norway and Japan")),
    replace(VISIT, date="2025-05", place="Kobe", status="planned"),
    Commitment(
        makers=("NOR",),
        content="send a ship to Kobe",
        recipients=("JPN",),
        due="2025-05",
        evidence=evidence(THIRD, "Norway will"),
    ),
    Figure(
        indicator="trade volume",
        between=PAIR,
        value=Decimal(1_400_000_000),
        currency="USD",
        period="2022",
        evidence=evidence(THIRD, "Trade"),
    ),
)
FOURTH_FACTS: tuple[Fact, ...] = (
    replace(VISIT, date="2025-05-20", place="Kobe", evidence=evidence(FOURTH, "A Norwegian")),
    session(5, evidence(FOURTH, "The fifth"), status="cancelled"),
    Tenure(name="Haru Sato", office="Foreign Minister", of="JPN", evidence=evidence(FOURTH, "Foreign Minister")),
    Event(
        type="Accuse",
        actors=("JPN",),
        recipients=("NOR",),
        people=("Haru Sato",),
        date="2025-06-02",
        evidence=evidence(FOURTH, "Foreign Minister"),
    ),
    Relationship(between=PAIR, kind="diplomatic relations", since="1906", evidence=evidence(FOURTH, "Diplomatic")),
)
#: All four documents with their facts.
ALL: tuple[tuple[Document, tuple[Fact, ...]], ...] = (
    (FIRST, FIRST_FACTS),
    (SECOND, SECOND_FACTS),
    (THIRD, THIRD_FACTS),
    (FOURTH, FOURTH_FACTS),
)
#: A fifth one, which counts meetings and calls things the first, and puts a minister in two places.
FIFTH_FACTS: tuple[Fact, ...] = (
    Event(type="Meeting", actors=PAIR, date="2023/..", evidence=evidence(FIFTH, "Norway and Japan")),
    Figure(
        indicator="trade volume",
        between=PAIR,
        value=Decimal(1_000_000_000),
        currency="USD",
        period="2023",
        qualifier="over",
        evidence=evidence(FIFTH, "Trade"),
    ),
    Tenure(name="Kari Berg", office="Foreign Minister", of="NOR", evidence=evidence(FIFTH, "Foreign")),
    replace(VISIT, people=("Kari Berg",), date="2023-05-11", place="Kobe", evidence=evidence(FIFTH, "Foreign")),
)
FIVE: tuple[tuple[Document, tuple[Fact, ...]], ...] = (*ALL, (FIFTH, FIFTH_FACTS))
