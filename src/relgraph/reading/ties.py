"""Ties: what binds the parties of a document - instruments, relationships, topics and commitments.

Comes in: the trees of a document in order, with the acts that each reports; at the end its events. Goes out: the facts.
"""

from collections.abc import Sequence

from relgraph.facts import Event, Fact, Relationship, Topic
from relgraph.reading import relationships, topics
from relgraph.reading.commitments import Promise, commitments, promises
from relgraph.reading.company import Company
from relgraph.reading.discourse import Discourse
from relgraph.reading.instruments import Paper, itself, papers
from relgraph.reading.lists import Lead, is_item, lead
from relgraph.reading.papers import instruments
from relgraph.reading.reports import Report
from relgraph.reading.timing import Calendar
from relgraph.reading.trees import Tree


class Ties:
    """What binds the parties of one document, gathered sentence by sentence."""

    def __init__(self, talk: Discourse, calendar: Calendar) -> None:
        self.company = Company(talk)
        self.calendar = calendar
        self.papers: list[Paper] = []
        self.relationships: list[Relationship] = []
        self.topics: list[Topic] = []
        self.promises: list[Promise] = []
        self.lead: Lead | None = None
        self.heading: Tree | None = None

    def read(self, tree: Tree, reports: Sequence[Report]) -> None:
        """Take a sentence with what it reports; a title says who sits together, perhaps what the text is."""
        if tree.title:
            self.company.open(tree)
            self.papers += itself(tree, self.company, self.calendar)
            return
        self.company.seat(reports)
        if self.heading is not None:
            self.topics += topics.headed(self.heading, tree, self.company)
        self.heading = tree if topics.is_heading(tree) else None
        found = papers(tree, self.company, self.calendar)
        if self.lead is not None and is_item(tree):
            found = self.lead.led(found)
            self.topics += topics.listed(tree, self.lead.parties, self.company.talk)
        else:
            self.lead = lead(tree, found, self.company)
        self.papers += found
        self.relationships += relationships.relationships(tree, self.company, self.calendar)
        self.topics += topics.topics(tree, self.company, found, reports)
        self.topics += topics.multilateral(tree, self.company)
        self.promises += promises(tree, reports, self.company, self.calendar)
        self.company.remember(tree)

    def facts(self, events: Sequence[Event], text: str) -> tuple[Fact, ...]:
        """Give the instruments, relationships, topics and commitments of the document whose text is `text`."""
        return (
            *instruments(self.papers, events),
            *relationships.merged(self.relationships),
            *topics.merged(self.topics),
            *commitments(self.promises, text),
        )
