"""Names of organizations that no list holds, found by the grammar of such names and by the nouns beside them.

Comes in: the pieces of a sentence. Goes out: pieces in which an organization's name is one piece of class G.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

from relgraph.gazetteer import Name
from relgraph.lexicon import Lexicon
from relgraph.reading.epithets import OWNED, beside, flag, noun_kind
from relgraph.reading.names import Body, is_head
from relgraph.reading.pieces import Piece, word

ACRONYM = re.compile(r"(?:[a-z])?[^\W\d_a-z][\w&+\-.]{1,11}\Z")
LINKS = frozenset({"of", "for", "on", "and", "&", "against", "in", ","})
PROPER = {"proper-government": "government", "proper-other": "other", "proper-company": "company"}
LONGEST = 14
#: Heads of names that often join two fields: "Education and Culture Ministry".
JOINING = frozenset(
    "Ministry Department Agency Commission Committee Authority Organization Bank Council Institute Association "
    "Corporation".split()
)


def bodies(pieces: list[Piece], text: str, lexicon: Lexicon) -> list[Piece]:
    """Join the pieces of organization names that the list of organizations does not know."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        found = _read(pieces, i, lexicon)
        if found is None:
            out.append(pieces[i])
            i += 1
            continue
        end, kind = found
        acronym, after = _bracketed(pieces, end)
        out.append(_piece(pieces[i:end], text, acronym, kind, _owner(pieces, i)))
        out.extend(pieces[end:after])
        i = max(end, after)
    return out


def again(pieces: list[Piece], text: str, known: Mapping[str, object]) -> list[Piece]:
    """Find names and acronyms that the document has introduced elsewhere; `known` has what stands behind them."""
    out: list[Piece] = []
    i = 0
    while i < len(pieces):
        begins = known and pieces[i].symbol in "NwDS" and pieces[i].text[:1].isupper()
        size = next((n for n in (4, 3, 2, 1) if _same(pieces[i : i + n], n, text, known)), 0) if begins else 0
        if not size:
            out.append(pieces[i])
            i += 1
            continue
        start, end = pieces[i].start, pieces[i + size - 1].end
        mention = known[" ".join(text[start:end].split())]
        name = mention if isinstance(mention, Name) else None
        out.append(Piece(" ".join(text[start:end].split()), start, end, "G", "NNP", name, mention))
        i += size
    return out


def _same(pieces: Sequence[Piece], size: int, text: str, known: Mapping[str, object]) -> bool:
    if len(pieces) < size or any(p.symbol not in "NwDS" for p in pieces):
        return False
    return " ".join(text[pieces[0].start : pieces[-1].end].split()) in known


def _piece(row: Sequence[Piece], text: str, acronym: str | None, kind: str, owner: str | None) -> Piece:
    start, stop = row[0].start, row[-1].end
    name = " ".join(text[start:stop].split())
    own = next((p.name.id for p in row if p.name is not None and p.symbol in "SD" and len(p.name.id) == 3), None)
    state = (own or owner) if kind in {"government", "company", "other"} else None
    return Piece(name, start, stop, "G", "NNP", None, Body(name, acronym, kind, state))


def _owner(pieces: Sequence[Piece], i: int) -> str | None:
    """Give the state in the genitive right before a name ("Turkey's Ministry of Trade")."""
    if i >= 2 and pieces[i - 1].symbol == "s" and pieces[i - 2].name is not None and pieces[i - 2].symbol in "SC":
        name = pieces[i - 2].name
        return name.id if name is not None and pieces[i - 2].symbol == "S" else getattr(name, "state", None)
    return None


def _read(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Give end and kind of the name that begins at piece i, by grammar, list of words, acronym or context."""
    first = pieces[i]
    if not _capital(first) or OWNED.match(first.text) or (first.symbol == "O" and first.name is not None):
        return None
    if (
        i == 0
        and first.symbol in "wxaO"
        and first.tag in {"DT", "IN", "PRP", "PRP$", "CC", "WRB", "RB", "WP", "VBG", "CD"}
    ):
        return None
    return (
        _headed(pieces, i, lexicon)
        or _proper(pieces, i, lexicon)
        or _initialled(pieces, i, lexicon)
        or beside(pieces, i, lexicon)
        or flag(pieces, i)
    )


def _capital(piece: Piece) -> bool:
    return piece.symbol in "NDSCR" or (piece.symbol in "waxhkbcv" and piece.text[:1].isupper() and len(piece.text) > 1)


def _headed(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Read a run of capitalised words with a head, and what is linked to it by "of", "for", "on", "and"."""
    j, head = i, None
    while j < len(pieces) and (_capital(pieces[j]) or _inner(pieces, i, j)) and j - i < LONGEST:
        if pieces[j].symbol in "Nwbc" and _heads(word(pieces[j]), lexicon):
            head = j
        j += 1
    if head is None or (head < j - 1 and is_head(word(pieces[head]), lexicon) == "company"):
        return None
    end = head + 1
    while end < len(pieces) and (step := _link(pieces, i, end)) is not None:
        end = step
        if pieces[end - 1].symbol in "SC":  # "of Germany" closes a name
            break
    row = pieces[i:end]
    if len(row) == 1 or not _believed(row, head - i, _bracketed(pieces, end)[0], lexicon):
        return None
    return end, kind_of(row, lexicon)


def _inner(pieces: Sequence[Piece], i: int, j: int) -> bool:
    """Say whether an "and" or "&" at j joins two capitalised words before the head: "Trade & Development Agency"."""
    return (
        i < j < len(pieces) - 1
        and pieces[j].text in {"and", "&"}
        and pieces[j + 1].symbol == "N"
        and pieces[j - 1].symbol == "N"
        and (pieces[j].text == "&" or any(p.text in JOINING for p in pieces[j + 1 : j + 4]))
    )


def _heads(low: str, lexicon: Lexicon) -> bool:
    return is_head(low, lexicon) is not None or lexicon.among("head-soft", low)


def _link(pieces: Sequence[Piece], i: int, j: int) -> int | None:
    """Give the end of a link like "of Foreign Affairs" at piece j, if there is one."""
    lead = pieces[j].text
    if lead not in LINKS:
        return None
    if lead in {"and", "&", ","} and not _joins(pieces, i, j):
        return None
    k = j + 1
    while k < len(pieces) and k <= j + 2 and pieces[k].text in {"the", "of", "for", "on", "and"}:
        k += 1
    start = k
    learned = any(p.text in {"University", "Bank", "Institute", "Chamber", "School", "Academy"} for p in pieces[i:j])
    if k < len(pieces) and lead == "of" and learned and pieces[k].symbol == "C":
        return k + 1
    if lead == "and" and k > j + 1:
        return None
    allowed = "R" if lead == "in" else "NDRw" if lead in {"and", "&", ","} else "NDRSwbc"
    while k < len(pieces) and pieces[k].symbol in allowed and _capital(pieces[k]) and k - start < 6:
        if pieces[k].symbol in "SC":
            return k + 1
        k += 1
    if k == start or (lead in {"and", ","} and k < len(pieces) and pieces[k].symbol in "OP"):
        return None
    if lead == "and" and any(
        p.text.lower() in {"ministry", "university", "institute", "bank", "agency", "council"} for p in pieces[start:k]
    ):
        return None
    return k


def _joins(pieces: Sequence[Piece], i: int, j: int) -> bool:
    """Say whether an "and" or comma at j can join two fields of a name that begins at i."""
    if pieces[j].text == "," and not _enumerates(pieces, j):
        return False
    return any(p.text in {"of", "for", "on"} for p in pieces[i:j])


def _enumerates(pieces: Sequence[Piece], j: int) -> bool:
    """Say whether a comma at j stands inside "Labour, Health and Welfare": one or two capitalised words, then "and"."""
    k = j + 1
    while k < len(pieces) and pieces[k].symbol == "N" and k <= j + 2:
        k += 1
    return (
        k > j + 1
        and k + 1 < len(pieces)
        and pieces[k].text in {"and", ","}
        and pieces[k + 1].symbol == "N"
        and (pieces[k].text == "and" or _enumerates(pieces, k))
    )


def _believed(row: Sequence[Piece], head: int, acronym: str | None, lexicon: Lexicon) -> bool:
    """Say whether the words make a name rather than a plan, an event or somebody's team."""
    low = [word(p) for p in row]
    last = low[head]
    if lexicon.among("not-body", low[-1]) and acronym is None and not _heads(low[-1], lexicon):
        return False
    if (
        last in {"administration", "presidency", "cabinet", "office"}
        and head <= 1
        and "of" not in low
        and not lexicon.among("national", low[0])
    ):
        return acronym is not None
    if lexicon.among("head-soft", last) and not is_head(last, lexicon):
        return acronym is not None or (_states(row) > 1 and len(row) > 3)
    if (
        last
        in {
            "group",
            "international",
            "press",
            "news",
            "power",
            "capital",
            "oil",
            "gas",
            "energy",
            "post",
            "nuclear",
            "standard",
            "lines",
            "partners",
            "daily",
        }
        and head == 0
    ):
        return False
    if all(p.symbol in "SDCR" for p in row[:head]) and len(row) == head + 1:
        return not lexicon.among("head-loose", last) or _states(row) > 1
    return head > 0 or "of" in low or "for" in low


def _states(row: Sequence[Piece]) -> int:
    names = [p.name for p in row if p.name is not None and p.symbol in "SDC"]
    return len({code for n in names for code in (n.ids if n.kind.name == "COMBINED" else (n.id,))})


def _bracketed(pieces: Sequence[Piece], j: int) -> tuple[str | None, int]:
    """Give the acronym in brackets at piece j and where the brackets end."""
    if j + 2 < len(pieces) and pieces[j].symbol == "(":
        close = next((k for k in range(j + 2, min(j + 6, len(pieces))) if pieces[k].symbol in "),"), None)
        inside = pieces[j + 1].text.strip("\"'“”‘’")
        if close is not None and close == j + 2 and ACRONYM.match(inside) and sum(c.isupper() for c in inside) >= 2:
            return inside, j + 3
    return None, j


def _proper(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Read a body that goes by a name without head, such as a parliament or a known movement."""
    for size in (3, 2, 1):
        row = pieces[i : i + size]
        groups = lexicon.groups_of(" ".join(word(p) for p in row))
        for group, kind in PROPER.items() if groups else ():
            if len(row) == size and group in groups and all(p.text[:1].isupper() and p.name is None for p in row):
                return i + size, kind
    return None


def _initialled(pieces: Sequence[Piece], i: int, lexicon: Lexicon) -> tuple[int, str] | None:
    """Read capitalised words with their acronym in brackets or between commas after them."""
    j = i
    while (
        j < len(pieces)
        and j - i < 8
        and (pieces[j].symbol in "NSDRC" or (j > i and lexicon.among("namepart", pieces[j].text)))
    ):
        j += 1
    if j - i < 2 or (pieces[i].symbol not in "ND" and j - i < 3) or lexicon.among("not-body", word(pieces[j - 1])):
        return None
    if pieces[j - 1].symbol == "S" and all(p.symbol == "S" or lexicon.among("namepart", p.text) for p in pieces[i:j]):
        return None  # "Chad and the Central African Republic (CAR)"
    if any(a.text == "of" and lexicon.among("not-body", word(p)) for p, a in pairwise(pieces[i:j])):
        return None  # "Memorandum of Understanding (MoU)"
    acronym, _ = _bracketed(pieces, j)
    if (
        acronym is None
        and j + 2 < len(pieces)
        and pieces[j].symbol == ","
        and pieces[j + 1].text.isupper()
        and pieces[j + 2].symbol in ",.w"
    ):
        acronym = pieces[j + 1].text
    letters = re.sub(r"[^A-ZÀ-ÝİĞÜŞÖÇ]", "", acronym or "")
    if acronym is None or len(letters) < 2 or not _spells("".join(p.text for p in pieces[i:j]), letters):
        return None
    return j, noun_kind(pieces, i, lexicon) or "other"


def _spells(name: str, letters: str) -> bool:
    """Say whether the letters of an acronym stand in a name in this order, the first one first."""
    rest = iter(name.upper())
    return name[:1].upper() == letters[:1] and all(c in rest for c in letters)


def kind_of(row: Sequence[Piece], lexicon: Lexicon) -> str:
    """Give the kind of a body from its head words and the words around them."""
    words = [w for p in row for w in re.findall(r"[\w.&-]+", p.text.lower())]
    own_words = {w for p in row if p.symbol in "SD" for w in p.text.lower().split()}  # "United States Southern Command"
    heads = [w for w in words if _heads(w, lexicon) and w not in own_words]
    head, last = (heads[0], heads[-1]) if heads else ("", "")
    paired = _states(row) > 1 or any(p.name is not None and p.name.kind.name == "COMBINED" for p in row)
    council = lexicon.among("bilateral-body", head) or lexicon.among("bilateral-body", last)
    regional = any(lexicon.among("regional", w) for w in words if w not in own_words) or any(
        p.symbol == "R" for p in row
    )
    if council and (paired or (not regional and any(lexicon.among("bilateral", w) for w in words))):
        return "bilateral"
    body = any(lexicon.among("head-body", w) or lexicon.among("head-soft", w) or w == "bank" for w in heads)
    if (
        body
        and not paired
        and (
            regional
            or (
                "international" in words
                and {"bank", "court", "organization", "organisation", "tribunal", "fund", "agency"} & set(words)
            )
        )
    ):
        return "intergovernmental" if not {"parliament", "football", "business", "olympic"} & set(words) else "other"
    if {"bank", "banks"} & set(heads) and (
        words[0] in {"central", "national", "reserve"}
        or {"central", "national", "reserve"} & set(words)
        or words[:2] == ["bank", "of"]
    ):
        return "government"
    own = any(p.symbol in "SD" for p in row)
    if any(lexicon.among("national", w) for w in words) and (
        lexicon.among("head-body", head) or head in {"institute", "service", "board"}
    ):
        return "government" if head not in {"association", "group", "union", "league", "congress"} else "other"
    if own and (
        ("development" in words and head in {"corporation", "bank"})
        or (head in {"institute"} and "statistical" in words)
    ):
        return "government"
    if "of" not in words and is_head(last, lexicon) == "other":
        return "other"  # "Aerospace Centre"
    return is_head(head, lexicon) or "other"
