"""Repairs: what the parser gets wrong, mended by what the mentions tell. The order matters.

Comes in: the nodes of a sentence, with the labels of mentions. Goes out: the same nodes, some with another head.
"""

from relgraph.lexicon import Lexicon
from relgraph.reading import namerepairs as names
from relgraph.reading import phraserepairs as phrases
from relgraph.reading import verbrepairs as verbs
from relgraph.reading.syntax import Node

#: What no repair begins at: articles, prepositions, conjunctions and marks, unless they are verbs or nouns by their tags.
SMALL = frozenset({"det", "case", "cc", "punct"})
LARGE = ("VB", "NN", "TO")


def repaired(nodes: list[Node], lexicon: Lexicon) -> list[Node]:
    """Mend the heads of a sentence, in place."""
    for node in nodes:
        names.preposition_over_name(node, nodes)
        if node.rel in SMALL and node.label is None and not node.tag.startswith(LARGE):
            continue
        names.under_mark(node, nodes)
        verbs.verb_like_plural(node, nodes, lexicon)
        verbs.verb_behind_relative(node, nodes)
        verbs.verb_behind_name(node, nodes)
        verbs.verb_behind_noun(node, nodes)
        verbs.verb_before_noun(node, nodes)
        verbs.perfect_gerund(node, nodes)
        verbs.clause_of_preposition(node, nodes)
        verbs.date_before_clause(node, nodes)
        verbs.phrase_in_relative(node, nodes)
        verbs.participle_with_subject(node, nodes)
        verbs.participle_in_commas(node, nodes)
        verbs.told_verb(node, nodes, lexicon)
        verbs.adverb_for_auxiliary(node, nodes)
        verbs.active_subject(node, nodes)
        verbs.subject_before(node, nodes)
        verbs.subject_in_phrase(node, nodes)
        phrases.phrase_mended(node, nodes, lexicon)
        names.neighbour(node, nodes)
        names.list_of_names(node, nodes)
        names.list_behind_noun(node, nodes, lexicon)
        names.name_and_group(node, nodes)
        names.person_behind_title(node, nodes)
        names.person_with_person(node, nodes)
        names.title_words(node, nodes)
        names.apposition(node, nodes)
        names.complement_with_preposition(node, nodes)
        names.object_with_preposition(node, nodes)
        names.indirect_object(node, nodes)
        names.object_behind_addressee(node, nodes, lexicon)
        names.object_before_subject(node, nodes)
        names.called(node, nodes, lexicon)
        verbs.gerund(node, nodes, lexicon)
        verbs.infinitive_mark(node, nodes)
        names.name_joined(node, nodes)
        names.vocative(node, nodes)
        verbs.subject_beside(node, nodes)
        verbs.subject_before_relative(node, nodes)
        verbs.participle_of_gathering(node, nodes, lexicon)
        verbs.relative_of_gathering(node, nodes, lexicon)
        names.phrase_on_name(node, nodes)
        names.name_under_date(node, nodes)
        names.date_under_name(node, nodes)
        names.phrase_on_date(node, nodes)
        names.date_of_noun(node, nodes)
    if nodes:
        verbs.participle_first(nodes[0], nodes)
        verbs.noun_before_passive(nodes[0], nodes)
    return nodes
