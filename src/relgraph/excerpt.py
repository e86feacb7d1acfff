"""What a row of a table says in the words of the graph: the class of its fact, and its cells as properties.

Comes in: a table's name and a row of it. Goes out: names of the ontology with values, so that who has the row alone can
write the statements that the store holds of the fact.
"""

from collections.abc import Mapping

#: Table to the class of its facts, and column to property; what is not here is worked out and no document states it.
TABLES: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "people": (
        "Tenure",
        {
            "name": "name",
            "office": "officeTitle",
            "of": "ofParty",
            "former": "former",
            "start": "startDate",
            "end": "endDate",
        },
    ),
    "events": (
        "EventAccount",
        {
            "type": "eventType",
            "plover": "ploverType",
            "status": "statusName",
            "place": "placeName",
            "actors": "actorsInOrder",
            "recipients": "recipientsInOrder",
            "people": "peopleInOrder",
            "date": "date",
            "series": "seriesName",
            "ordinal": "statedOrdinal",
            "topics": "topicsInOrder",
        },
    ),
    "figures": (
        "Figure",
        {
            "indicator": "indicator",
            "between": "betweenInOrder",
            "value": "value",
            "currency": "currency",
            "period": "period",
            "kind": "figureKind",
            "qualifier": "qualifier",
            "of": "countOf",
        },
    ),
    "organizations": ("OrganizationAccount", {"name": "name", "acronym": "acronym", "kind": "organizationKind"}),
    "memberships": ("Membership", {"member": "memberName", "organization": "organizationName", "role": "role"}),
    "instruments": (
        "InstrumentAccount",
        {"kind": "instrumentKind", "name": "name", "parties": "partiesInOrder", "date": "date", "status": "statusName"},
    ),
    "relationships": ("Relationship", {"between": "betweenInOrder", "kind": "relationshipKind", "since": "since"}),
    "topics": ("TopicAccount", {"topic": "topicName", "between": "betweenInOrder"}),
    "commitments": (
        "CommitmentAccount",
        {"maker": "makersInOrder", "to": "recipientsInOrder", "content": "content", "due": "due"},
    ),
}
#: Properties whose values are no plain text, and what they are.
TYPES: Mapping[str, str] = {
    **dict.fromkeys(("date", "startDate", "endDate", "period", "since", "due"), "edtf"),
    "value": "xsd:decimal",
    "statedOrdinal": "xsd:integer",
    "former": "xsd:boolean",
}


def excerpt(table: str, row: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Give the class of a row's fact, under the name `a`, and its cells that are known, by property."""
    kind, columns = TABLES[table]
    return (("a", kind), *((name, row[column]) for column, name in columns.items() if row.get(column)))
