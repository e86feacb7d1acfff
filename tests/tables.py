"""Answers of the contract tables, made by hand: two states, what ties them, and texts that would like to be code."""

from relgraph.cards import Tables

HOSTILE = (
    "</script><script>window.stolen = 1</script>",
    '"><img src=x onerror="window.stolen = 2">',
    "`${window.stolen = 3}`",
    "{{7*7}}{{DATA}}",
    "line\u2028separator and \u202eright to left\u202c",
    "<!-- <style>*{display:none}</style>",
)
QUOTE = "Norway and Chile met in Oslo and agreed to meet again."
FIRST, SECOND = "first.txt", "second.txt"


def row(document: str = FIRST, quote: str = QUOTE, **cells: str) -> dict[str, str]:
    """Give one row of an answer."""
    return {**cells, "quote": quote, "document": document}


def plain() -> Tables:
    """Give the answers of two harmless documents."""
    meeting = {"type": "Meeting", "actors": "CHL|NOR", "people": "Ola Nordmann|Juan Soto", "date": "2021-05-04"}
    series = {"series": "Joint Fisheries Board", "ordinal": "2", "place": "Oslo", "status": "occurred"}
    return {
        "events": [
            row(**meeting, **series),
            row(SECOND, "The board met for the second time.", **meeting, **series),
            row(quote="Norway thanked Chile.", type="Support", actors="NOR", recipients="CHL", status="occurred"),
            row(quote="They may call in June.", type="Call", actors="CHL|NOR", date="2021-06", status="hypothetical"),
        ],
        "people": [
            row(name="Ola Nordmann", office="Foreign Minister", of="NOR"),
            row(name="Juan Soto", office="Ambassador", of="CHL"),
        ],
        "figures": [
            row(indicator="trade volume", between="CHL|NOR", value="1500000000", currency="USD", qualifier="over"),
        ],
        "organizations": [
            row(name="Joint Fisheries Board", kind="bilateral"),
            row(name="United Nations", acronym="UN", kind="intergovernmental"),
        ],
        "memberships": [row(member="NOR", organization="United Nations", role="member")],
        "instruments": [row(kind="joint statement", parties="CHL|NOR", date="2021-05-04", status="issued")],
        "relationships": [row(between="CHL|NOR", kind="diplomatic relations", since="1919")],
        "topics": [row(topic="trade", between="CHL|NOR")],
        "commitments": [row(maker="CHL", to="NOR", content="to send a delegation", due="2021-07", state="open")],
        "documents": [
            {"document": FIRST, "title": "A meeting in Oslo", "source": "The Post", "url": "https://example.org/oslo"},
            {"document": SECOND, "title": "", "source": "", "url": "javascript:alert(1)", "published": "2021-05-05~"},
        ],
        "names": [
            {"id": "NOR", "label": "Norway", "kind": "state", "aliases": "Norge|Норвегия"},
            {"id": "CHL", "label": "Chile", "kind": "state", "aliases": "República de Chile"},
        ],
    }


def hostile() -> Tables:
    """Give answers in which every text tries to break out of the page."""
    events = [
        row(
            name,
            text,
            type="Meeting",
            actors=f"NOR|{text}",
            people=text,
            place=text,
            series=text,
            date=text,
            status=text,
        )
        for name, text in zip(("a.txt", "b.txt", "c.txt", "d.txt", "e.txt", "f.txt"), HOSTILE, strict=True)
    ]
    documents = [{"document": one["document"], "title": one["quote"], "url": one["quote"]} for one in events]
    return {"events": events, "documents": documents}
