"""Extents: which noun is an instrument of which kind, and from where to where its name or description goes.

Comes in: a node of a tree. Goes out: the kind that its word means, the first and last node of its words.
"""

from relgraph.reading.discourse import Discourse
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.sides import text_of
from relgraph.reading.trees import Tree

KINDS = ("joint-statement", "plan", "memorandum", "treaty", "protocol", "declaration", "contract", "agreement", "other")
NOUN_TAGS = ("NN", "JJ", "CD", "VBN", "VBG", "POS", "HYPH", "FW")
JOINED = frozenset({"JJ", "NN", "NNP"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
FIELDS = frozenset({"the", "military", "civil", "field", "fields", "area", "areas", "sphere", "sector"})
#: Prepositions of what a name says of its own matter.
MATTER = frozenset(
    {
        "on",
        "of",
        "for",
        "to",
        "concerning",
        "regarding",
        "in",
        "about",
        "against",
        "between",
        "with",
        "among",
        "and",
        "the",
        "a",
        "an",
    }
)


def kind_of(tree: Tree, i: int, talk: Discourse) -> str | None:
    """Give the kind of the instrument that node i heads, if it heads one."""
    word = _head_word(tree, i)
    if word is None or tree.nodes[i].rel in {"amod", "aux"} or _modifies(tree, i, talk):
        return None
    before = text_of(tree, i - 1)
    capital = tree.nodes[i].text[:1].isupper()
    for name in (f"{before} {word}", word, f"{word} {text_of(tree, i + 1)} {text_of(tree, i + 2)}"):
        groups = talk.lexicon.groups_of(name)
        kind = next((kind for kind in KINDS if f"kind-{kind}" in groups), None) if groups else None
        if kind is not None:
            return kind.replace("-", " ")
    if talk.lexicon.among("kind-named-agreement", word) and capital and _capital(tree, i - 1):
        return "agreement"
    if (
        talk.lexicon.among("kind-named", word)
        and capital
        and (_capital(tree, i - 1) or tree.text(min(i + 1, len(tree.nodes) - 1)) in {"of", "on"})
    ):
        return "plan" if word in {"plan", "programme", "program", "roadmap", "strategy"} else "other"
    if talk.lexicon.among("kind-plan-of", word) and talk.lexicon.among("plan-modifier", before):
        return "plan"
    return None


def _head_word(tree: Tree, i: int) -> str | None:
    """Give the word by which a node may be an instrument: of a plain noun, or of a name that ends in such a word."""
    node, piece = tree.nodes[i], tree.mentions.get(i)
    if isinstance(piece, Piece):
        if piece.symbol not in "GP" or piece.name is not None or " " not in piece.text:
            return None
        words = piece.text.lower().split()
        return words[-1]
    if not node.tag.startswith("NN"):
        return None
    return lemma(tree, i) if node.tag != "NNPS" else lemma(tree, i).rstrip("s")


def _modifies(tree: Tree, i: int, talk: Discourse) -> bool:
    """Say whether an instrument noun only modifies the next noun ("treaty alliance", "peace agreement talks")."""
    if i + 1 >= len(tree.nodes) or i + 1 in tree.mentions:
        return False
    following = tree.nodes[i + 1]
    return following.tag.startswith("NN") and tree.nodes[i].rel == "compound" and not following.tag.startswith("NNP")


def _capital(tree: Tree, i: int) -> bool:
    return 0 <= i < len(tree.nodes) and tree.nodes[i].text[:1].isupper() and i > 0


def left_of(tree: Tree, i: int) -> tuple[int, str]:
    """Give where the noun phrase of an instrument begins, without article, and its article or possessor."""
    k = i
    while k > 0:
        node = tree.nodes[k - 1]
        if node.tag in {"DT", "PRP$"} or (node.tag == "POS"):
            return k, node.text.lower() if node.tag != "POS" else "'s"
        ok = node.tag.startswith(NOUN_TAGS) or (k - 1 in tree.mentions and node.tag == "NNP")
        joined = node.tag == "CC" and 1 < k < i and {tree.nodes[k - 2].tag, tree.nodes[k].tag} <= JOINED
        piece = tree.mentions.get(k - 1)
        if isinstance(piece, Piece) and piece.symbol == "Y":
            break
        if k > 1 and tree.text(k - 2) == "as":  # "as soon as possible agreements"
            break
        if node.tag in {"VBN", "VBG"} and node.rel not in {"amod", "compound"}:
            break
        if not ok and not joined:
            break
        k -= 1
    while k < i and tree.nodes[k].tag in {"CC", "POS"}:
        k += 1
    return k, ""


def right_of(tree: Tree, i: int, first: int, talk: Discourse) -> tuple[int, bool]:
    """Give where the name or description ends, and whether it is a proper name."""
    word = tree.nodes[i].text
    upper = word[:1].isupper() and not (len(word) > 3 and word.isupper()) and (i > 0 or text_of(tree, 1) in MATTER)
    if upper and first == 0 and not any(n.tag in FINITE for n in tree.nodes):  # an item of a list is all name
        closed = (k - 1 for k in range(i + 1, len(tree.nodes)) if is_date(tree, k) or tree.text(k) in "(;.–—")
        return next(closed, len(tree.nodes) - 1), upper
    upper = upper or (_capital(tree, i - 1) and i - 1 >= first and not _nationality(tree, i - 1))
    last, k, opened = i, i + 1, False
    while k < len(tree.nodes) and (k == i + 1 or kind_of(tree, k, talk) is None):
        word = tree.text(k)
        if word == "in" and not upper and text_of(tree, k + 1) not in FIELDS:
            break
        if word == "," and opened and upper and (step := _listed(tree, k)):
            last, k = step - 1, step
            continue
        if word in MATTER and (opened or word not in {"and", "the", "a", "an"}):
            opened = opened or word != "and"
            k += 1
            continue
        if not _belongs(tree, k, upper) or not (opened or upper) or (tree.text(k - 1) == "and" and not upper):
            break
        last = k
        k += 1
        if not upper and text_of(tree, k) != "of" and not (k < len(tree.nodes) and tree.nodes[k].tag.startswith("NN")):
            break
    return last, upper


def _listed(tree: Tree, k: int) -> int:
    """Give the end of a list in capitals that goes on at a comma, or 0: "Friendship, Cooperation, and Mutual Security"."""
    end = k
    while end < len(tree.nodes) and tree.text(end) == "," and tree.text(min(end + 1, len(tree.nodes) - 1)) != "and":
        stop = _capitals(tree, end + 1)
        if stop == end + 1:
            return 0
        end = stop
    at = end + 1 if end < len(tree.nodes) and tree.text(end) == "," else end
    if at + 1 >= len(tree.nodes) or tree.text(at) != "and":
        return 0
    at += tree.text(at + 1) == "the"
    stop = _capitals(tree, at + 1)
    return stop if stop > at + 1 else 0


def _capitals(tree: Tree, k: int) -> int:
    """Give the end of the run of capitalised common words that begins at a node."""
    while k < len(tree.nodes) and k not in tree.mentions and tree.nodes[k].text[:1].isupper():
        k += 1
    return k


def _belongs(tree: Tree, k: int, upper: bool) -> bool:
    """Say whether a word can go on a name (capitals and mentions) or a description (nouns and adjectives too)."""
    big = tree.nodes[k].text[:1].isupper() or (k in tree.mentions and not is_date(tree, k))
    return big or (not upper and tree.nodes[k].tag.startswith(("NN", "JJ", "VBG", "CD")) and not is_date(tree, k))


def is_date(tree: Tree, k: int) -> bool:
    """Say whether a node is a date or a sum."""
    piece = tree.mentions.get(k)
    return isinstance(piece, Piece) and piece.symbol in "YM"


def _nationality(tree: Tree, k: int) -> bool:
    piece = tree.mentions.get(k)
    return isinstance(piece, Piece) and piece.symbol in "DSG"


def reached_at(tree: Tree, i: int) -> bool:
    """Say whether several agreements are told by their occasion: "the agreements reached at the summit"."""
    return tree.nodes[i].tag == "NNS" and text_of(tree, i + 1) in {"reached", "achieved"}
