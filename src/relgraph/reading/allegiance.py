"""Whose official a person is, where the text gives an office without saying of what.

Comes in: the registry with its claims, the sentences, and where the document comes from. Goes out: claims with their
owner and the words for it. Evidence is weighed in a fixed order; between two states that are equally likely nobody guesses.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from relgraph.facts import Span
from relgraph.lexicon import Lexicon
from relgraph.reading.pieces import Piece, symbols, word
from relgraph.reading.registry import Claim, Registry, party_of


@dataclass(frozen=True, slots=True)
class Owner:
    """A state or organization that an office may belong to, and the words for it."""

    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document is about: its sentences, its institution of origin, and its states in order of weight."""

    rows: Sequence[Sequence[Piece]]
    origin: Owner | None
    states: Sequence[Owner]
    weights: Counter[str]
    lexicon: Lexicon

    @property
    def pair(self) -> Sequence[Owner]:
        """Give the one or two states that the document is about."""
        return self.states[:2]


def scene(rows: Sequence[Sequence[Piece]], origin: Owner | None, titled: bool, lexicon: Lexicon) -> Scene:
    """Weigh the states of a document; those of its title count more, the institution of origin comes first."""
    weights: Counter[str] = Counter()
    first: dict[str, Owner] = {}
    for number, row in enumerate(rows):
        for owner in _named(row):
            weights[owner.value] += 3 if titled and number == 0 else 1
            first.setdefault(owner.value, owner)
    if origin is not None:
        first[origin.value] = first.get(origin.value, origin)
        weights[origin.value] += 3
    ranked = sorted(first.values(), key=lambda o: (-weights[o.value], o.span))
    if origin is not None:
        ranked = [*(o for o in ranked if o.value == origin.value), *(o for o in ranked if o.value != origin.value)]
    return Scene(rows, origin, ranked, weights, lexicon)


def _named(row: Sequence[Piece]) -> Iterator[Owner]:
    """Give the states that a sentence names, adjectives, capitals and seats included."""
    for piece in row:
        name = piece.name
        if name is None or piece.symbol not in "SDC" or name.kind.name == "CITY":
            continue
        codes = name.ids if name.kind.name == "COMBINED" else (party_of(piece),)
        for code in codes:
            if code is not None:
                yield Owner(code, Span(piece.start, piece.end))


def settle(registry: Registry, about: Scene) -> None:
    """Give every claim its owner if the document leaves no doubt, and every person the state that they stand for."""
    _bridge(registry, about)
    claims = list(registry.claims)
    for stage in (False, True):
        for at, claim in enumerate(claims):
            if claim.of is None:
                owner = (
                    _own(claims, claim, about)
                    or _other_office(claims, claim)
                    or _owner(claims, claim, about, last=stage)
                )
                if owner is not None:
                    claims[at] = replace(claim, of=owner.value, of_span=owner.span)
    registry.claims = claims
    for want in (3, 0):
        for claim in sorted(claims, key=lambda c: c.former):
            if claim.of is not None and (not want or len(claim.of) == want):
                registry.states.setdefault(claim.person, claim.of)


def _own(claims: Sequence[Claim], claim: Claim, about: Scene) -> Owner | None:
    """Give what other mentions of the same person in the same office say."""
    said = [
        c
        for c in claims
        if c.person == claim.person and c.office == claim.office and c.of is not None and c.of_span is not None
    ]
    before = [c for c in said if (c.sentence, c.at) <= (claim.sentence, claim.at)]
    chosen = before[-1:] or said[:1]
    return Owner(chosen[0].of or "", chosen[0].of_span or claim.office_span) if chosen else None


def _other_office(claims: Sequence[Claim], claim: Claim) -> Owner | None:
    """Give the state whose other office the person holds."""
    for c in claims:
        if (
            c.person == claim.person
            and c.of is not None
            and c.of_span is not None
            and len(c.of) == 3
            and not claim.hint
        ):
            return Owner(c.of, c.of_span)
    return None


def _owner(claims: Sequence[Claim], claim: Claim, about: Scene, last: bool) -> Owner | None:
    """Weigh what stands around a claim; `last` lets the state that the document is about decide."""
    row = about.rows[claim.sentence]
    if claim.hint in {"h", "c", "b"} and (found := _pointed(claim, about)) is not None:
        return found
    if about.lexicon.among("body-office", claim.office) and claim.hint != "g":
        return _organization(claim, about)
    if claim.hint == "k":
        return _counterpart(claims, claim, about)
    taken = {
        c.of
        for c in claims
        if c.office == claim.office and c.of is not None and c.person != claim.person and not c.former
    }
    for found in (_by(claim, row), _genitive(claim, row), _host(claims, claim, about), _beside(claims, claim, about)):
        if found is not None and found.value not in taken:
            return found
    if not last:
        return None
    free = [o for o in about.states if o.value not in taken]
    return _main(claims, claim, about, free)


def _pointed(claim: Claim, about: Scene) -> Owner | None:
    """Resolve "its", "the country's", "the bloc's" to what was named last before it."""
    for number in (claim.sentence, claim.sentence - 1):
        if number < 0:
            break
        row = about.rows[number]
        before = [p for p in row if p.end <= claim.office_span.start or number < claim.sentence]
        if claim.hint == "b":
            bodies = [p for p in before if p.symbol == "G" and party_of(p) is not None]
            if bodies:
                return Owner(party_of(bodies[-1]) or "", Span(bodies[-1].start, bodies[-1].end))
            continue
        found = [*_named([p for p in before if p.symbol != "D" or number == claim.sentence])]
        values = {o.value for o in found}
        if len(values) == 1 or (found and claim.hint == "c"):
            return found[-1]
        if len(values) > 1:
            return found[0]
    return None


def _organization(claim: Claim, about: Scene) -> Owner | None:
    """Give the organization of an office that organizations have: named before in the sentence, or the only one."""
    row = about.rows[claim.sentence]
    near = [p for p in row if p.symbol == "G" and p.end <= claim.office_span.start and _many(p)]
    if near:
        return Owner(party_of(near[-1]) or "", Span(near[-1].start, near[-1].end))
    seen: dict[str, tuple[int, Piece]] = {}
    for line in about.rows:
        for piece in line:
            if piece.symbol == "G" and _many(piece):
                value = party_of(piece) or ""
                seen[value] = (seen.get(value, (0, piece))[0] + 1, seen.get(value, (0, piece))[1])
    ranked = sorted(seen.items(), key=lambda item: (-item[1][0], item[1][1].start))
    if ranked and (len(ranked) == 1 or ranked[0][1][0] >= 2 * ranked[1][1][0]):
        piece = ranked[0][1][1]
        return Owner(ranked[0][0], Span(piece.start, piece.end))
    return None


def _many(piece: Piece) -> bool:
    """Say whether a body has states as members."""
    kind = piece.name.sort if piece.name is not None else getattr(piece.mention, "kind", None)
    return kind == "intergovernmental" and party_of(piece) is not None


def _counterpart(claims: Sequence[Claim], claim: Claim, about: Scene) -> Owner | None:
    """Give the state across the table from the person named before: the other one of the pair."""
    before = [
        c
        for c in claims
        if (c.sentence, c.at) < (claim.sentence, claim.at) and c.of is not None and c.person != claim.person
    ]
    mine = next((c.of for c in reversed(before) if c.sentence == claim.sentence), None)
    if mine is None:
        earlier = [p for p in about.rows[claim.sentence] if p.symbol == "P" and p.end <= claim.person_span.start]
        offices = [c for c in claims if earlier and c.of is not None and c.person.endswith(earlier[-1].text)]
        mine = offices[0].of if offices else None
    if mine is None:
        return None
    near = [o for o in _named(about.rows[claim.sentence]) if o.value != mine]
    if len({o.value for o in near}) == 1:
        return near[0]
    others = [o for o in about.pair if o.value != mine]
    return others[0] if len(others) == 1 and mine in {o.value for o in about.pair} else None


def _by(claim: Claim, row: Sequence[Piece]) -> Owner | None:
    """Read "Belize was represented by Prime Minister X, El Salvador by Vice President Y" and "for Turkey, Minister X"."""
    at = next((k for k, p in enumerate(row) if p.start == claim.office_span.start), None)
    if at is None:
        return None
    k = at - 1
    while k >= 0 and word(row[k]) in {
        "by",
        "represented",
        "was",
        "is",
        "were",
        "are",
        "be",
        "will",
        "through",
        "its",
        "the",
        "also",
        "led",
        "sent",
        "chaired",
    }:
        k -= 1
    if 0 <= k < at - 1 and row[k].symbol == "S" and any(word(p) in {"by", "through", "sent"} for p in row[k + 1 : at]):
        return next(_named([row[k]]), None)
    if (
        k == at - 1
        and k >= 2
        and row[k].symbol == ","
        and row[k - 1].symbol == "S"
        and word(row[k - 2]) in {"for", "from"}
    ):
        return next(_named([row[k - 1]]), None)
    return None


def _genitive(claim: Claim, row: Sequence[Piece]) -> Owner | None:
    """Read a state in the genitive right before the title with other words between: "Turkey's tough-talking FM X"."""
    at = next((k for k, p in enumerate(row) if p.start == claim.office_span.start), 0)
    k = at - 1
    while k > 0 and at - k < 4 and row[k].symbol in "wNax":
        k -= 1
    if k > 0 and row[k].symbol == "s" and row[k - 1].symbol in "SC":
        return next(_named([row[k - 1]]), None)
    return None


def _host(claims: Sequence[Claim], claim: Claim, about: Scene) -> Owner | None:
    """Give the state that is visited, for the official whom the visitor meets there."""
    row = about.rows[claim.sentence]
    if not _is_met(claim, row, about.lexicon):
        return None
    visitor = _visitor(claims, claim, about)
    if visitor is None:
        return None
    for number in range(claim.sentence, max(-1, claim.sentence - 4), -1):
        place = _place(about.rows[number], visitor)
        if place is not None:
            return place
        if _visitor_in(claims, number, claim) not in {None, visitor}:
            break
    others = [o for o in about.pair if o.value != visitor]
    if len(others) == 1 and visitor in {o.value for o in about.pair} and _leads(others[0], about):
        return others[0]
    return None


def _is_met(claim: Claim, row: Sequence[Piece], lexicon: Lexicon) -> bool:
    """Say whether a verb or preposition of meeting leads to the title, over other titles and names before it."""
    at = next((k for k, p in enumerate(row) if p.start == claim.office_span.start), 0)
    k = at - 1
    while k > 0 and (row[k].symbol in "OPT,&tax/" or row[k].symbol in "SD"):
        k -= 1
    return (
        k >= 0
        and lexicon.among("meeting-word", word(row[k]))
        and any(p.symbol == "P" or word(p) in {"he", "she"} for p in row[:k])
    )


def _visitor(claims: Sequence[Claim], claim: Claim, about: Scene) -> str | None:
    """Give the state of whoever stands first in the sentence, or in those right before it if that is a pronoun."""
    for number in range(claim.sentence, max(-1, claim.sentence - 3), -1):
        found = _visitor_in(claims, number, claim)
        if found is not None:
            return found
        people = [
            p
            for p in about.rows[number]
            if p.symbol == "P" and (number < claim.sentence or p.end <= claim.office_span.start)
        ]
        for piece in people[:1]:
            said = next(
                (
                    c.of
                    for c in claims
                    if c.of is not None and len(c.of) == 3 and c.person.split()[-1] == piece.text.split()[-1]
                ),
                None,
            )
            if said is not None:
                return said
    return None


def _visitor_in(claims: Sequence[Claim], number: int, claim: Claim) -> str | None:
    before = [
        c
        for c in claims
        if c.sentence == number and (number < claim.sentence or c.at < claim.at) and c.of is not None and len(c.of) == 3
    ]
    return before[0].of if before else None


def _place(row: Sequence[Piece], visitor: str) -> Owner | None:
    """Give the last state or city abroad that somebody goes to or is in."""
    found: Owner | None = None
    for k, piece in enumerate(row):
        if piece.symbol not in "SC" or not k:
            continue
        lead = [word(p) for p in row[max(0, k - 3) : k]]
        if {"in", "to", "visited", "visits", "visit", "visiting", "tour", "toured"} & set(lead) and row[
            k - 1
        ].symbol not in "&,":
            code = party_of(piece)
            if code is not None and code != visitor and len(code) == 3:
                found = Owner(code, Span(piece.start, piece.end))
    return found


def _beside(claims: Sequence[Claim], claim: Claim, about: Scene) -> Owner | None:
    """Read the sentence: its only state if it can only be the owner, the other of the pair if one is acted upon."""
    row = about.rows[claim.sentence]
    at = next((k for k, p in enumerate(row) if p.start == claim.office_span.start), 0)
    pair = {o.value for o in about.pair}
    after = [o for o in _named(row[at:]) if o.span.start > claim.person_span.end]
    before = [*_named(row[:at])]
    held = {c.of for c in claims if c.sentence == claim.sentence and c.person != claim.person and c.of is not None}
    subject = not any(p.symbol == "P" for p in row[:at])
    if (
        subject
        and not before
        and after
        and {o.value for o in after} <= pair
        and len({o.value for o in after}) == 1
        and len(about.pair) == 2
    ):
        if _acted_on(row, after[0]):
            return next(o for o in about.pair if o.value != after[0].value)
    if (
        held
        and len(held & pair) == 1
        and len(about.pair) == 2
        and about.lexicon.among("highest", claim.office)
        and not subject
    ):
        other = next(o for o in about.pair if o.value not in held)
        if _leads(other, about):
            return other
    local = {o.value for o in before if o.value not in held}
    if len(local) == 1 and subject and _starts(row, at):
        return before[-1]
    return None


def _acted_on(row: Sequence[Piece], owner: Owner) -> bool:
    """Say whether a state named after the subject is whom the act is aimed at: an official of it, or a goal."""
    k = next(k for k, p in enumerate(row) if p.start == owner.span.start)
    lead = {word(p) for p in row[max(0, k - 2) : k]}
    follows = row[k + 1] if k + 1 < len(row) else None
    return bool(lead & {"to", "with", "from", "against", "urged", "thanked", "accused"}) or (
        row[k].symbol == "D" and follows is not None and follows.symbol in "Ok"
    )


def _starts(row: Sequence[Piece], at: int) -> bool:
    """Say whether only a place and a time stand before the title: "In Cairo Friday, Foreign Minister X ..."."""
    return re.fullmatch(r"(?:w?[SCR]s?|Y|w|,|t|N)*", symbols(row[:at])) is not None and word(row[0]) in {
        "in",
        "at",
        "from",
    }


def _leads(owner: Owner, about: Scene) -> bool:
    """Say whether a state clearly belongs to the pair that the document is about."""
    third = about.states[2] if len(about.states) > 2 else None
    return third is None or about.weights[owner.value] > about.weights[third.value]


def _main(claims: Sequence[Claim], claim: Claim, about: Scene, free: Sequence[Owner]) -> Owner | None:
    """Give the state of origin, the only state, the state whose people speak all the time, or the one named most."""
    if about.origin is not None and any(o.value == about.origin.value for o in free):
        return about.origin
    if not free:
        return None
    if len(about.states) == 1 or (len(free) == 1 and len(about.states) == 2):
        return free[0]
    bare = [
        c.of
        for c in claims
        if c.of is not None
        and c.of_span is not None
        and (c.sentence, c.at) < (claim.sentence, claim.at)
        and c.former == claim.former
    ]
    leading = _first_subject(about)
    values = {o.value: o for o in free}
    if (
        leading is not None
        and leading.value in values
        and about.weights[leading.value] * 3 >= about.weights[about.states[0].value] * 2
    ):
        return values[leading.value]
    top = free[0]
    second = free[1] if len(free) > 1 else None
    if second is None or about.weights[top.value] >= 2 * about.weights[second.value]:
        return top
    return values.get(bare[-1]) if bare and bare[-1] is not None and len(bare) == 1 else None


def _first_subject(about: Scene) -> Owner | None:
    """Give the state that the text begins with, if a state is its first word or two."""
    for row in about.rows[:2]:
        head = [p for p in row[:3] if p.symbol in "SD"]
        if head and (found := next(_named(head), None)) is not None:
            return found
    return None


def _bridge(registry: Registry, about: Scene) -> None:
    """Give "the President of Russia" to the one person who has no office, if the document leaves nobody else."""
    placed = {c.person for c in registry.claims} | set(registry.states)
    full = {registry.full_name(name) for name in registry.people}
    spare = [
        n
        for n in dict.fromkeys(map(registry.full_name, registry.people))
        if n in full and n not in placed and len(n.split()) > 1
    ]
    offices = [*_vacant(registry, about)]
    if len(spare) != 1 or len({(o[0], o[1].value) for o in offices}) != 1:
        return
    person = spare[0]
    spans = [s for name, found in registry.people.items() if registry.full_name(name) == person for s in found]
    office, owner, span, number = offices[0]
    if len(spans) > 1 or min(spans).start < span.start:
        registry.claims.append(Claim(person, office, owner.value, False, number, min(spans), span, owner.span))


def _vacant(registry: Registry, about: Scene) -> Iterator[tuple[str, Owner, Span, int]]:
    """Give the highest offices of states that are spoken of without a name and that nobody in the document holds."""
    held = {(c.office, c.of) for c in registry.claims} | {
        (c.office, registry.states.get(c.person)) for c in registry.claims
    }
    for number, row in enumerate(about.rows):
        line = symbols(row)
        for found in re.finditer(r"(?:(?P<own>[SD])s?a*)?O(?:o(?:t)?(?P<of>S))?(?![,(]?T*P)", line):
            office = next(p for p in row[found.start() : found.end()] if p.symbol == "O")
            spot = found.start("of") if found["of"] else found.start("own") if found["own"] else None
            if (
                spot is None
                or office.name is None
                or office.tag == "NNS"
                or (line[: found.start()].endswith(("a", "x", "w", "P,")) and not found["of"])
            ):
                continue
            owner = next(_named([row[spot]]), None)
            if (
                owner is not None
                and about.lexicon.among("highest", office.name.id)
                and (office.name.id, owner.value) not in held
            ):
                yield office.name.id, owner, Span(office.start, office.end), number
