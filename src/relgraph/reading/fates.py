"""Fates: what becomes of an instrument - signed, adopted, issued, planned, in force - and the verb that says so.

Comes in: where an instrument stands in a tree. Goes out: the node that carries it and a status of GUIDE.md.
"""

from collections.abc import Iterator

from relgraph.facts import Span
from relgraph.reading.dates import DateMention
from relgraph.reading.discourse import Discourse
from relgraph.reading.modality import mode_of
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.sides import text_of
from relgraph.reading.timing import Calendar, Said
from relgraph.reading.trees import Tree

#: Verbs that with "force" or "effect" say what becomes of an instrument.
TURNS = frozenset({"enter", "come", "take", "remain"})
#: What is issued where it says something: "said a joint statement".
SPEAKING = frozenset({"statement", "declaration", "communique", "communiqué"})
DONE = frozenset({"signed", "adopted", "issued"})
PREMATURE = frozenset({"planned", "hypothetical"})


def carried(tree: Tree, i: int, words: tuple[int, int], talk: Discourse) -> tuple[int | None, str]:
    """Give the verb (or noun) that says what becomes of an instrument, and the status that it gives."""
    first, last = words
    head = tree.nodes[i].head
    passive = [head] if head >= 0 and tree.nodes[i].rel == "nsubj:pass" else []
    options = [*passive, *_after(tree, i, last), *_before(tree, i, first)]
    for k in options:
        status = _status_of(tree, k, talk)
        if status is not None:
            return k, "in force" if status == "signed" and _in_force(tree, max(k, last), talk) else status
    near = {text_of(tree, k) for k in range(first, i)}
    if near & {"planned", "proposed", "draft", "future", "prospective", "possible", "upcoming", "further"}:
        return None, "planned"
    if near & {"existing", "current"} and lemma(tree, i) != "contract":
        return None, "in force"
    if _sought(tree, first, talk):
        return None, "planned"
    subject = tree.bases[i] == "nsubj" or (tree.bases[i] == "obj" and not tree.children(head, "nsubj"))
    told = subject and lemma(tree, i) in SPEAKING and "joint" in near
    if told and head >= 0 and talk.lexicon.among("saying", lemma(tree, head)):
        return None, "issued"
    if text_of(tree, first - 1) in {"a", "the"} and text_of(tree, first - 2) == "in" and "statement" in tree.text(i):
        return None, "issued"
    return None, "mentioned"


def _after(tree: Tree, i: int, last: int) -> Iterator[int]:
    """Give the verbs right of an instrument that may speak of it: a participle, a relative clause, its predicate."""
    for k in range(last + 1, min(len(tree.nodes), last + 22)):
        node = tree.nodes[k]
        between = {tree.text(n) for n in range(last + 1, k)}
        if tree.text(k - 1) in {"one", "ones", "that", "those"} and node.tag in {"VBN", "VBD"}:
            continue  # "together with the one signed in May"
        if node.tag.startswith("VB") and node.rel.split(":")[0] not in {"aux", "cop"}:
            relative = bool(between & {"which", "that"})
            if k == last + 1 or relative or node.rel.startswith("acl") or node.tag == "VBN" or lemma(tree, k) in TURNS:
                yield k
            if not relative and k > last + 1 and not node.rel.startswith("acl"):
                break
        if tree.text(k) == "force" and tree.text(k - 1) == "in":
            yield k
            break


def _before(tree: Tree, i: int, first: int) -> Iterator[int]:
    """Give the verb or noun left of an instrument that may speak of it: "signed X and Y", "the signing of X"."""
    for k in range(first - 1, max(-1, first - 60), -1):
        node = tree.nodes[k]
        if node.tag in {"WDT", "WP", "WRB"} or tree.text(k) in {".", ";", ":"}:
            break
        if tree.text(k) == "including":  # "signed twelve documents, including a treaty"
            continue
        if (
            node.tag.startswith("NN")
            and k not in tree.mentions
            and (tree.text(k + 1) == "of" or _held_off(tree, k, first))
            and lemma(tree, k)
            in {"signing", "adoption", "conclusion", "ratification", "signature", "issuance", "publication"}
        ):
            yield k
            break
        if tree.is_verb(k) or (
            node.tag in {"VBG", "VBN", "VBD", "VB"} and node.rel.split(":")[0] not in {"aux", "cop", "amod"}
        ):
            yield k
            if node.tag in {"VBD", "VBZ", "VBP", "VB", "VBN", "VBG"}:
                break


def _in_force(tree: Tree, after: int, talk: Discourse) -> bool:
    """Say whether what was signed is told to be in force, later in the sentence."""
    near = range(after + 1, len(tree.nodes))
    there = (k for k in near if f"{tree.stems[k - 1]} {tree.text(k)}" in {"in force", "into force", "take effect"})
    return any(mode_of(tree, tree.clause(k), talk.lexicon)[0] == "occurred" for k in there)


def _held_off(tree: Tree, k: int, first: int) -> bool:
    """Say whether "of" stands away from its noun: "the signing in Quito, by both ministers, of a treaty"."""
    return any(tree.text(n) == "of" and tree.text(n - 1) == "," for n in range(k + 2, first))


def _status_of(tree: Tree, k: int, talk: Discourse) -> str | None:
    word = lemma(tree, k)
    following = tree.text(k + 1) if k + 1 < len(tree.nodes) else ""
    if word == "force" or (word in {"enter", "come", "remain", "take"} and following in {"into", "in", "effect"}):
        return "in force" if word == "force" or mode_of(tree, k, talk.lexicon)[0] == "occurred" else "planned"
    for status in ("signed", "adopted", "issued"):
        if talk.lexicon.among(f"instrument-{status}", word):
            return _in_mode(tree, k, status, talk)
    if talk.lexicon.among("instrument-planned", word):
        return "planned"
    return None


def _in_mode(tree: Tree, k: int, status: str, talk: Discourse) -> str:
    if not tree.nodes[k].tag.startswith("VB"):
        return status
    mode, _, negated, _ = mode_of(tree, k, talk.lexicon)
    near = {tree.text(n) for n in range(max(0, k - 4), k)}
    if mode in PREMATURE or (
        near & {"to", "will", "could", "may", "should", "would", "must"}
        and tree.nodes[k].tag in {"VB", "VBN"}
        and not near & {"after"}
    ):
        return "planned"
    return "mentioned" if negated or mode != "occurred" else status


def _sought(tree: Tree, first: int, talk: Discourse) -> bool:
    """Say whether an instrument is only sought: "talks on a trade agreement", "negotiations for", "work on a draft"."""
    k = first - 1
    while k >= 0 and tree.nodes[k].tag in {"DT", "IN", "JJ", "TO"}:
        k -= 1
    return k >= 0 and k < first - 1 and talk.lexicon.among("instrument-sought", lemma(tree, k))


def only_agreed(tree: Tree, i: int, carrier: int | None, proper: bool) -> bool:
    """Say whether "agreement" only says that sides agree: "reached an agreement", "in agreement"."""
    if lemma(tree, i) not in {"agreement", "deal", "arrangement", "understanding"} or proper:
        return False
    if text_of(tree, i - 1) in {"in", "reach", "reached", "mutual"}:
        return True
    near = [lemma(tree, k) for k in range(max(0, i - 6), i) if tree.nodes[k].tag.startswith("VB")]
    if near and near[-1] in {"reach", "come", "strike", "find", "achieve", "clinch"}:
        return True
    after = [lemma(tree, k) for k in range(i + 1, min(len(tree.nodes), i + 12)) if tree.is_verb(k)]
    return tree.nodes[i].tag == "NN" and after[:1] == ["reach"]


def due_of(tree: Tree, i: int, calendar: Calendar) -> Said | None:
    """Give the deadline that belongs to the clause of node i: "by the end of the year"."""
    for k in sorted(tree.mentions, key=lambda k: (tree.distance(i, k), k)):
        piece = tree.mentions[k]
        if isinstance(piece, Piece) and isinstance(piece.mention, DateMention) and piece.mention.kind == "deadline":
            value = calendar.resolve(piece.mention, "future")
            if value is not None and tree.distance(i, k) <= 5:
                return Said(value, Span(piece.start, piece.end))
    return None


def anchored(tree: Tree, talk: Discourse) -> bool:
    """Say whether a sentence leans on a gathering told before: "after the talks", "following the meeting"."""
    return any(
        talk.lexicon.among("anchor", lemma(tree, k))
        and {tree.text(n) for n in range(max(0, k - 4), k)} & {"after", "following", "at", "during", "upon", "followed"}
        for k in range(len(tree.nodes))
    )
