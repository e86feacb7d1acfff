"""Word lists of the model: numbers for words and endings, clusters of words used alike, exceptions for lemmas."""

import gzip
import json
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from treebank import Word, tag_of

from relgraph.reading.lemmas import by_rule, family
from relgraph.reading.tagger import FINITE, Lexicon
from relgraph.reading.words import CLASSES, case, normal, shape

VOWELS = "aeiou"
#: How the first of the classes of mentions is numbered among the ambiguity classes, above all others.
BASE = 4001
PARTS = {"verb": {"d": "ed", "g": "ing", "z": "s"}, "noun": {"s": "s"}}


def lists(root: Path, name: str) -> Any:
    """Read one of the word lists."""
    with gzip.open(root / f"clusters/{name}.json.gz") as file:
        return json.load(file)


def clusters(root: Path, count: int) -> tuple[list[str], list[int]]:
    """Read Brown clusters: the commonest words of each (in small letters), and each cluster's path as a number."""
    paths = lists(root, "en_lexeme_cluster")
    odds = lists(root, "en_lexeme_prob")
    best: dict[str, tuple[float, int]] = {}
    for word, path in paths.items():
        low = normal(word)
        if path and word in odds and not any(c.isspace() or c.isdigit() for c in word) and len(word) < 24:
            best[low] = max(best.get(low, (-99.0, 0)), (odds[word], path))
    common = sorted(best, key=lambda w: (-best[w][0], w))[:count]
    used = sorted({best[w][1] for w in common})
    groups: dict[int, list[str]] = {path: [] for path in used}
    for w in sorted(common):
        groups[best[w][1]].append(w)
    names = sorted(set(CLASSES.values()))
    return [" ".join(groups[p]) for p in used] + names, [0, *used, *[0 for _ in names]]


def lexicon(data: list[list[Word]], groups: list[str], paths: list[int]) -> Lexicon:
    """Collect words, endings, shapes, ambiguity classes and words of a single tag."""
    tags = sorted({tag_of(w) for s in data for w in s})
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for s in data:
        for w in s:
            seen[normal(w.text)][tag_of(w)] += 1
    near = {w: i for i, g in enumerate(groups, 1) for w in g.split()}
    kept = {p: i + 1 for i, p in enumerate(sorted(p for p, n in pieces(data).items() if n >= 5))}
    ambiguity, fixed = ambiguities(seen, tags)
    words = numbered({low: sum(c.values()) for low, c in seen.items()}, near)
    return Lexicon(words, kept, ambiguity, fixed, tuple(tags), near, tuple(paths), finite(seen))


def finite(seen: dict[str, Counter[str]]) -> dict[str, int]:
    """Tell of words seen three times or more whether they are mostly (2), often (1) or not (0) finite verbs."""
    out = {}
    for low, c in sorted(seen.items()):
        share = sum(k for t, k in c.items() if t in FINITE) / sum(c.values())
        number = 2 if share > 0.6 else 1 if share > 0.15 else 0
        if sum(c.values()) > 2 and number != (1 if low.endswith("ed") else 0):
            out[low] = number
    return out


def pieces(data: list[list[Word]]) -> Counter[str]:
    """Count the beginnings, endings and shapes of words."""
    count: Counter[str] = Counter({"stX": 100, "stx": 100})
    for s in data:
        style = case([w.text for w in s])
        for w in s:
            low = normal(w.text)
            parts = [
                "s" + style + shape(w.text),
                "1" + low[-1:],
                "2" + low[-2:],
                "3" + low[-3:],
                "4" + low[-4:],
            ]
            count.update((*parts, "p" + low[:3], "q" + low[:2], "su" + shape(w.text.lower())))
            if "-" in low:
                count["h" + low.rsplit("-", 1)[1]] += 1
    return count


def numbered(count: dict[str, int], near: dict[str, int]) -> dict[str, int]:
    """Number the words that are seen often enough, and for the others their clusters and endings."""
    words = {"~none": 0, "~root": 1}
    for name in sorted(set(CLASSES.values())):
        words[name] = len(words)
    rest: Counter[str] = Counter()
    for low, n in sorted(count.items()):
        if n >= 3:
            words[low] = len(words)
            continue
        names = ["*" + low[-2:], "*X" + low[-2:]]
        names += [f"#{near[low]}", f"#X{near[low]}"] if low in near else []
        rest.update(dict.fromkeys(names, n))
    for name, n in sorted(rest.items()):
        if n >= 10:
            words[name] = len(words)
    return words


def ambiguities(seen: dict[str, Counter[str]], tags: list[str]) -> tuple[dict[str, int], dict[str, int]]:
    """Give each word the number of its set of common tags, and words with one tag that tag."""
    classes: dict[str, int] = {}
    ambiguity: dict[str, int] = {name: BASE + i for i, name in enumerate(sorted(set(CLASSES.values())))}
    fixed: dict[str, int] = {}
    for low, c in sorted(seen.items()):
        n = sum(c.values())
        if n < 3:
            continue
        common = "|".join(sorted(t for t, k in c.items() if k * 12 >= n))
        ambiguity[low] = classes.setdefault(common, len(classes) + 1)
        top, k = c.most_common(1)[0]
        if n >= 40 and k * 1000 >= n * 995 and top not in ("NNP", "NN"):
            fixed[low] = tags.index(top)
    if len(classes) >= BASE:
        raise SystemExit("too many ambiguity classes")
    return ambiguity, fixed


def inflected(word: str, ending: str) -> set[str]:
    """Give the regular ways to write a word with -ed, -ing or -s."""
    if ending == "s":
        if word[-1] == "y" and word[-2:-1] not in VOWELS:
            return {word[:-1] + "ies"}
        return {word + "es"} if word.endswith(("s", "x", "z", "ch", "sh", "o")) else {word + "s"}
    if word[-1] == "e" and not (ending == "ing" and word[-2:] in ("ee", "ye", "oe")):
        return {word[:-1] + ending}
    if word[-1] == "y" and word[-2:-1] not in VOWELS and ending == "ed":
        return {word[:-1] + "ied"}
    out = {word + ending}
    if len(word) > 2 and word[-1] not in VOWELS + "wxy" and word[-2] in VOWELS and word[-3] not in VOWELS:
        out.add(word + word[-1] + ending)
    return out


def lemma_table(data: list[list[Word]], root: Path, known: set[str]) -> dict[str, str]:
    """Collect the lemmas that the rules do not give, from WordNet's word lists and from the treebanks."""
    index, odd = lists(root, "en_lemma_index"), lists(root, "en_lemma_exc")
    out: dict[str, str] = {}
    for part, kinds in PARTS.items():
        for kind, ending in kinds.items():
            out |= regular(index[part], kind, ending, known)
            out |= irregular(odd[part], kind, known)
    seen: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for s in data:
        for w in s:
            if family(tag_of(w)) and w.text.isascii() and ("'" in w.text or w.text.isalpha()):
                seen[w.text.lower(), family(tag_of(w))][w.lemma.lower()] += 1
    for (form, kind), c in sorted(seen.items()):
        lemma, k = c.most_common(1)[0]
        if k > 1 and k * 2 > sum(c.values()):
            out[f"{form} {kind}"] = lemma
    return {key: lemma for key, lemma in sorted(out.items()) if by_rule(*key.split()) != lemma}


def regular(index: list[str], kind: str, ending: str, known: set[str]) -> dict[str, str]:
    """Give the regular forms that the rules would bring to no word."""
    every, out = set(index), {}
    for word in sorted((w for w in index if w.isascii() and w.isalpha() and len(w) > 1), reverse=True):
        for form in inflected(word, ending):
            if form in known and by_rule(form, kind) not in every:
                out[f"{form} {kind}"] = word
    return out


def irregular(odd: dict[str, list[str]], kind: str, known: set[str]) -> dict[str, str]:
    """Give the irregular forms of one family."""
    out = {}
    for form, lemmas in sorted(odd.items()):
        fits = kind == "s" or (form.endswith("ing") == (kind == "g") and form.endswith("s") == (kind == "z"))
        if form in known and lemmas[0] != form and fits:
            out[f"{form} {kind}"] = lemmas[0]
    return out
