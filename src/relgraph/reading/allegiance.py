"""Whose official a person is, where the text gives an office without saying of what.

Comes in: the registry with its claims, and the scene. Goes out: claims with their owner and the words for it.
Evidence is weighed in a fixed order; between two states that are equally likely nobody guesses.
"""

import re
from collections.abc import Sequence

from relgraph.facts import Span
from relgraph.reading.abroad import elsewhere, faced, foreign
from relgraph.reading.appositions import subject_after
from relgraph.reading.cases import Case, of_states, owner_of
from relgraph.reading.pieces import Piece, symbols, word
from relgraph.reading.registry import Claim, Registry, party_of
from relgraph.reading.scene import Owner, Scene, named

__all__ = ["settle"]

#: Words that may stand between a state and the title of who stands for it.
SENT = frozenset("by represented was is were are be will through its the also led sent chaired been being".split())
TOWARD = frozenset("in to visited visits visit visiting tour toured".split())
AIMED = frozenset("to with from against urged thanked accused told asked".split())

#: Small words that join one more to those who are met: "as well as", "along with", "together with".
ALONG = frozenset("as well along together".split())

#: How many halves more often than the next a state must be named to own a bare office: half as often again.
DOMINANT = 3


def settle(registry: Registry, about: Scene) -> None:
    """Give every claim its owner if the document leaves no doubt, and every person the state that they stand for."""
    bare = frozenset(k for k, c in enumerate(registry.claims) if c.of is None)
    introduced = {c.person for c in registry.claims if c.of is not None}
    case = Case(registry, about, bare)
    case.foreign = foreign(about.rows, {registry.claims[k].person for k in bare} - introduced, registry.full_name)
    case.faced = faced(about.rows, registry.full_name)
    for last in (False, True):
        for at in sorted(bare, key=lambda k: (registry.claims[k].sentence, registry.claims[k].at)):
            claim = case.claims[at]
            if claim.of is None and (owner := _said(case, claim) or _weighed(case, claim, last)) is not None:
                case.settle(at, owner)
                alone = claim.person not in introduced and not claim.hint
                if len(owner.value) == 3 and alone and not _is_met(case, claim):
                    place = (claim.sentence, claim.at)
                    case.alone[owner.value] = min(place, case.alone.get(owner.value, place))
    for at in sorted(bare):
        claim = case.claims[at]
        open_ = (
            claim.hint in {"b", "r", "n"}
            or _goes_along(case, claim)
            or (claim.plural and claim.former and _series(case, claim))
        )
        if claim.of is None and not open_ and (owner := _dominant(case, claim)) is not None:
            case.settle(at, owner)
    for state in (True, False):
        for claim in sorted(case.claims, key=lambda c: c.former):
            if claim.of is not None and (not state or len(claim.of) == 3):
                registry.states.setdefault(claim.person, claim.of)


def _dominant(case: Case, claim: Claim) -> Owner | None:
    """Give the state that a document is about beyond all others, if nobody else holds the office there."""
    away = elsewhere(case.row(claim), claim.at) | case.foreign | case.faced.get(claim.person, frozenset())
    free = [o for o in case.about.states if not case.rivalled(claim, o.value) and o.value not in away]
    free = [o for o in free if case.about.fits(claim.office, o.value)]
    if not free:
        return None
    home = next((o for o in free if [o.value] == list(case.alone)), None)
    if home is not None and home in case.about.pair and case.about.leads(home):
        return home if _is_at_home(case, claim, home) else None
    if case.alone and free[0].value not in case.alone:
        return None
    first, weights = free[0], case.about.weights
    rest = [weights[o.value] for o in free[1:]]
    clear = 2 * weights[first.value] >= DOMINANT * max(rest, default=0)
    return first if clear and weights[first.value] > 2 and _is_at_home(case, claim, first) else None


def _said(case: Case, claim: Claim) -> Owner | None:
    """Give what other mentions say of the same person: in this office, else in another office of a state."""
    chosen = case.before(claim) or next(case.of(claim.person, claim.office), None)
    if chosen is None and claim.hint in {"", "r"} and not case.about.lexicon.among("body-office", claim.office):
        chosen = next((c for c in case.of(claim.person) if len(c.of or "") == 3), None)
    return Owner(chosen.of or "", chosen.of_span or claim.office_span) if chosen is not None else None


def _weighed(case: Case, claim: Claim, last: bool) -> Owner | None:
    """Weigh what stands around a claim; `last` lets the state that the document is about decide."""
    if claim.hint in {"r", "n"}:
        return None
    if claim.hint in {"h", "c", "b"} and (found := _pointed(case, claim)) is not None:
        return found
    if claim.hint == "b":
        return None
    if case.about.lexicon.among("body-office", claim.office) and claim.hint != "g":
        return _organization(case, claim)
    if claim.hint == "k":
        return _counterpart(case, claim)
    taken = case.held(claim) | elsewhere(case.row(claim), claim.at) | case.faced.get(claim.person, frozenset())
    for weigh in (_represented, _genitive, _served, _where, _company, _host, _bound, _opening):
        owner = weigh(case, claim)
        if owner is not None and owner.value not in taken:
            return owner
    taken |= case.foreign
    if _goes_along(case, claim) or (claim.plural and claim.former and _series(case, claim)):
        return None
    owner = _main(case, claim, [o for o in case.about.states if o.value not in taken]) if last else None
    return owner if owner is not None and _is_at_home(case, claim, owner) else None


def _is_at_home(case: Case, claim: Claim, owner: Owner) -> bool:
    """Say whether a guessed state fits a sentence: one that tells of two other states leaves its officials open.

    The states of "his counterparts from X, Y and Z" are across the table and leave nothing open.
    """
    row = case.row(claim)
    faced = re.search(r"h[ax]*k[fow]t?[SC](?:,t?[SC])*(?:,?&t?[SC])?", symbols(row))
    beside = [*row[: faced.start()], *row[faced.end() :]] if faced is not None else row
    states = {o.value for o in named(beside)}
    return owner.value in states or len(states) < 2


def _pointed(case: Case, claim: Claim) -> Owner | None:
    """Resolve "its", "the country's", "the bloc's" to what was named before it."""
    for number in (claim.sentence, claim.sentence - 1):
        if number < 0:
            break
        before = [p for p in case.about.rows[number] if number < claim.sentence or p.end <= claim.office_span.start]
        if claim.hint == "b":
            bodies = [p for p in before if p.symbol == "G" and party_of(p) is not None]
            if bodies:
                return owner_of(bodies[-1])
            continue
        found = [*named([p for p in before if p.symbol != "D" or number == claim.sentence])]
        if found:
            return found[-1] if claim.hint == "c" else found[0]
    return None


def _organization(case: Case, claim: Claim) -> Owner | None:
    """Give the organization of an office that organizations have: named before in the sentence, or the only one."""
    near = [p for p in case.row(claim) if p.symbol == "G" and p.end <= claim.office_span.start and of_states(p)]
    if near:
        return owner_of(near[-1])
    ranked = case.organizations()
    if ranked and (len(ranked) == 1 or len(ranked[0]) >= 2 * len(ranked[1])):
        return owner_of(ranked[0][0])
    return None


def _counterpart(case: Case, claim: Claim) -> Owner | None:
    """Give the state across the table from the person named before: the only other one near, or of the pair."""
    people = [
        p
        for p in case.row(claim)
        if (p.symbol == "P" and p.end <= claim.office_span.start)
        or (p.end <= claim.person_span.start and p.symbol == "P")
    ]
    people += [] if people else subject_after(case.row(claim), claim.at)
    mine = case.state_of(people[-1].text) if people else None
    if mine is None:
        return None
    near = {o.value: o for o in named(case.row(claim)) if o.value != mine}
    return next(iter(near.values())) if len(near) == 1 else case.about.other(mine)


def _represented(case: Case, claim: Claim) -> Owner | None:
    """Read "Belize was represented by Prime Minister X, Peru by Vice President Y" and "for Turkey, Minister X"."""
    row, at = case.row(claim), case.place(claim)
    k = at - 1
    while k >= 0 and word(row[k]) in SENT:
        k -= 1
    if 0 <= k < at - 1 and row[k].symbol == "S" and any(word(p) in {"by", "through", "sent"} for p in row[k + 1 : at]):
        return next(named([row[k]]), None)
    if (
        k == at - 1
        and k >= 2
        and row[k].symbol == ","
        and row[k - 1].symbol == "S"
        and word(row[k - 2]) in {"for", "from"}
    ):
        return next(named([row[k - 1]]), None)
    return None


def _genitive(case: Case, claim: Claim) -> Owner | None:
    """Read a state in the genitive before the title with other words between: "Turkey's tough-talking minister X"."""
    row, at = case.row(claim), case.place(claim)
    k = at - 1
    while k > 0 and at - k < 4 and row[k].symbol in "wNax":
        k -= 1
    return next(named([row[k - 1]]), None) if k > 0 and row[k].symbol == "s" and row[k - 1].symbol in "SC" else None


def _company(case: Case, claim: Claim) -> Owner | None:
    """Give the state of whoever is "accompanied by" the official, or whom the official, "who accompanies" X, is with."""
    row, k = case.row(claim), case.place(claim) - 1
    if (accompanied := _chief(case, claim)) is not None:
        return accompanied
    if not _goes_along(case, claim):
        return None
    chief = next((p for p in row[:k] if p.symbol == "P"), None)
    state = case.state_of(chief.text) if chief is not None else None
    if state is not None:
        return case.owner(state)
    return case.about.origin.owner if chief is not None and case.about.origin is not None else None


def _goes_along(case: Case, claim: Claim) -> bool:
    """Say whether an official stands in a list behind "accompanied by" or "the delegation included"."""
    row, k = case.row(claim), case.place(claim) - 1
    while k > 0 and row[k].symbol in "OPT,&tax/SDsG":
        k -= 1
    if k > 0 and word(row[k]) in {"included", "includes", "comprised", "comprises"}:
        return word(row[k - 1]) in {"delegation", "team", "party"}
    leads = k > 0 and word(row[k]) in {"by", "including"}
    return leads and case.about.lexicon.among("accompanying", word(row[k - 1]))


def _series(case: Case, claim: Claim) -> bool:
    """Say whether a bare plural has several holders: "former presidents X and Y" may be of two states."""
    return any(c.office_span == claim.office_span for c in case.beside(claim))


def _served(case: Case, claim: Claim) -> Owner | None:
    """Give the state of the person whose official somebody is: "President X's spokesman, Y"."""
    row, k = case.row(claim), case.place(claim) - 1
    while k > 0 and row[k].symbol in "ax":
        k -= 1
    state = case.state_of(row[k - 1].text) if k > 0 and row[k].symbol == "s" and row[k - 1].symbol == "P" else None
    return case.owner(state) if state is not None else None


def _where(case: Case, claim: Claim) -> Owner | None:
    """Give the state of the place right before "where": "flew to Djibouti, where President X received him"."""
    row, at = case.row(claim), case.place(claim)
    if at < 2 or word(row[at - 1]) != "where":
        return None
    place = row[at - 3] if at > 2 and row[at - 2].symbol == "," else row[at - 2]
    return next(named([place]), None) if place.symbol in "SC" else None


def _chief(case: Case, claim: Claim) -> Owner | None:
    """Give the state of the person whom an official goes along with: "X, who accompanies Foreign Minister Y"."""
    row = case.row(claim)
    at = next((k for k, p in enumerate(row) if p.start == claim.person_span.start), len(row))
    line = re.match(r"P,[wv]+[OTtaxSDsG]*(?P<chief>P)", symbols(row[at:]))
    if line is None or not any(word(p).startswith("accompan") for p in row[at : at + line.end()]):
        return None
    state = case.state_of(row[at + line.start("chief")].text)
    return case.owner(state) if state is not None else None


def _host(case: Case, claim: Claim) -> Owner | None:
    """Give the state that is visited, for the official whom the visitor meets there."""
    if not _is_met(case, claim):
        return None
    visitor = _visitor(case, claim)
    if visitor is None:
        return None
    for number in range(claim.sentence, max(-1, claim.sentence - 4), -1):
        place = _abroad(case.about.rows[number], visitor)
        if place is not None:
            return place
    other = case.about.other(visitor)
    return other if other is not None and case.about.leads(other) else None


def _is_met(case: Case, claim: Claim) -> bool:
    """Say whether a verb or preposition of meeting leads to the title, over other titles and names before it."""
    row = case.row(claim)
    k = case.place(claim) - 1
    while k > 0 and (row[k].symbol in "OPT,&tax/SDsch" or word(row[k]) in ALONG):
        k -= 1
    if k < 0 or not case.about.lexicon.among("meeting-word", word(row[k])):
        return False
    return any(p.symbol == "P" or word(p) in {"he", "she"} for p in row[:k])


def _visitor(case: Case, claim: Claim) -> str | None:
    """Give the state of whoever stands first in the sentence, or in those right before it if that is a pronoun."""
    for number in range(claim.sentence, max(-1, claim.sentence - 3), -1):
        row = case.about.rows[number]
        people = [p for p in row if p.symbol == "P" and (number < claim.sentence or p.end <= claim.office_span.start)]
        pronoun = next((p for p in row if word(p) in {"he", "she"}), None)
        if people and (pronoun is None or pronoun.start > people[0].start):
            state = case.state_of(people[0].text)
            origin = case.about.origin
            return state or (origin.owner.value if origin is not None else None)
    return None


def _abroad(row: Sequence[Piece], visitor: str) -> Owner | None:
    """Give the last state or city abroad that somebody goes to or is in."""
    found: Owner | None = None
    for k, piece in enumerate(row):
        lead = {word(p) for p in row[max(0, k - 3) : k]}
        if piece.symbol in "SC" and lead & TOWARD and row[k - 1].symbol not in "&,":
            code = party_of(piece)
            if code is not None and code != visitor and len(code) == 3:
                found = Owner(code, Span(piece.start, piece.end))
    return found


def _bound(case: Case, claim: Claim) -> Owner | None:
    """Give the other one of the pair, if the official acts upon one of them or sits beside its official."""
    row, at, about = case.row(claim), case.place(claim), case.about
    after = {o.value: o for o in named(row[at:]) if o.span.start > claim.person_span.end}
    before = {o.value: o for o in named(row[:at])}
    goals = {code for code, o in after.items() if _aimed_at(row, o)}
    rest = [o for code, o in before.items() if code not in goals]
    if goals and len(rest) == 1 and word(row[max(0, at - 1)]) in {"that", "if", "whether"}:
        return rest[0]
    if any(p.symbol == "P" for p in row[:at]):
        beside = {c.of for c in case.beside(claim) if c.of is not None}
        states = beside & {o.value for o in about.pair}
        other = about.other(next(iter(states))) if len(states) == 1 else None
        if other is None or not about.leads(other) or not about.lexicon.among("highest", claim.office):
            return None
        return other if about.lexicon.among("heading", claim.office) or not _listed(row[:at]) else None
    if not before and len(after) == 1 and goals:
        return about.other(next(iter(goals)))
    return None


def _listed(row: Sequence[Piece]) -> bool:
    """Say whether a title follows another person in one list: "Prime Minister X and Foreign Minister Y"."""
    return re.search(r"P(?:,|&|,&)[ta]*(?:O[/&,])*\Z", symbols(row)) is not None


def _aimed_at(row: Sequence[Piece], owner: Owner) -> bool:
    """Say whether a state named after the subject is whom the act is aimed at: an official of it, or a goal."""
    k = next(k for k, p in enumerate(row) if p.start == owner.span.start)
    lead = {word(p) for p in row[max(0, k - 2) : k]}
    follows = row[k + 1] if k + 1 < len(row) else None
    return bool(lead & AIMED) or (row[k].symbol == "D" and follows is not None and follows.symbol in "Ok")


def _opening(case: Case, claim: Claim) -> Owner | None:
    """Read "In Cairo Friday, Foreign Minister X" and "Belarus withdrew them, as Defence Minister X put it"."""
    row, at = case.row(claim), case.place(claim)
    found = [*named(row[:at])]
    if not found or (len({o.value for o in found}) > 1 and word(row[at - 1]) != "as"):
        return None
    if re.fullmatch(r"w?[SCR]s?(?:Y|w|,|t|N)*", symbols(row[:at])) and word(row[0]) in {"in", "at", "from"}:
        return found[-1]
    if word(row[at - 1]) == "as" and found[0].span.start <= row[min(2, len(row) - 1)].start:
        return found[0]
    return None


def _main(case: Case, claim: Claim, free: Sequence[Owner]) -> Owner | None:
    """Give the state whose officials the document calls by office alone, the state of origin, or the one named most."""
    about = case.about
    values = {o.value: o for o in free}
    if about.origin is not None:
        mine = about.origin.owner.value
        other = about.other(mine)
        if mine in values:
            return values[mine]
        return other if other is not None and other.value in values and about.leads(other) else None
    home = _home(case, claim)
    if home is not None:
        return values.get(home)
    if len(free) == 1 and len(about.states) <= 2:
        return free[0]
    leading = _first_named(about, claim)
    top = about.weights[about.states[0].value] if about.states else 0
    if leading is not None and leading.value in values and about.weights[leading.value] * 3 >= top * 2:
        return values[leading.value]
    if (
        free
        and free[0] in about.pair
        and (len(free) == 1 or about.weights[free[0].value] >= 2 * about.weights[free[1].value])
    ):
        return free[0]
    return None


def _home(case: Case, claim: Claim) -> str | None:
    """Give the one state of all officials that the document has called by office alone, before or, of a pair, behind."""
    states = [state for state, place in case.alone.items() if place < (claim.sentence, claim.at)]
    if not states and len(case.alone) == 1:
        states = [o.value for o in case.about.pair if o.value in case.alone and case.about.leads(o)]
    return states[0] if len(states) == 1 else None


def _first_named(about: Scene, claim: Claim) -> Owner | None:
    """Give the state that title or text begins with, before a claim; "Angola–Zambia relations" begins with neither."""
    for row in about.rows[: min(2, claim.sentence + 1)]:
        found = {o.value: o for o in named([p for p in row[:3] if p.symbol in "SD"])}
        if len(found) > 1 and re.match(r"t?Sw[SD]", symbols(row)):  # "Kenya summons Ugandan envoy"
            return next(iter(found.values()))
        if found:
            return next(iter(found.values())) if len(found) == 1 else None
    return None
