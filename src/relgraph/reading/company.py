"""Company: who sits together, so that "the two sides discussed trade" has its parties.

Comes in: the titles and gatherings of a document as it goes on, and a word that parties share ("cooperation").
Goes out: the parties that its clause states, else those who sit together at the talks that the document reports.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from relgraph.facts import Argument
from relgraph.reading.clauses import is_main
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.drafts import GATHERINGS
from relgraph.reading.phrases import lemma
from relgraph.reading.pieces import Piece
from relgraph.reading.referents import COUNTS, resolve
from relgraph.reading.reports import Report
from relgraph.reading.subjects import subjects_of
from relgraph.reading.trees import Tree

#: Prepositions that join parties.
TOGETHER = frozenset({"with", "between", "among", "together with", "alongside", "and"})
#: Words that stand for all who sit together.
ALL = frozenset({"they", "them", "their", "both", "we", "our", "us", "each"})
#: Of these, what the speaker says for more than one.
FIRST = frozenset({"we", "our", "us"})
#: What a title sets itself against.
ADVERSE = frozenset({"against", "amid", "despite", "without"})
#: Nouns of states, and nouns that say what one is to another.
LANDS = frozenset({"country", "state", "nation", "neighbour", "neighbor", "republic", "kingdom"})
RELATED = frozenset({"neighbour", "neighbor", "ally", "partner", "rival", "foe"})
UNSETTLED = frozenset({"denied", "hypothetical", "cancelled"})
#: Acts after which those who have not met share nothing that is merely said.
HOSTILE = frozenset({"Accuse", "Threaten", "Sanction", "Assault", "Coerce", "Protest", "Reject"})


@dataclass(slots=True)
class Company:
    """Who sits together (`seats`), whether they met (`met`), which parties the title names (`heroes`), who quarrel."""

    talk: Discourse
    seats: list[Ref] = field(default_factory=list)
    heroes: list[Ref] = field(default_factory=list)
    foes: list[set[str]] = field(default_factory=list)
    groups: list[list[Ref]] = field(default_factory=list)
    met: bool = False

    def open(self, tree: Tree) -> None:
        """Take the parties of a title."""
        named = [
            r for i in sorted(tree.mentions) if not _adverse(tree, i) for r in resolve(tree, i, self.talk, deep=False)
        ]
        self.heroes = unique(r for r in named if not r.place) or self.heroes
        if len(self.heroes) >= 2 and not self.seats:
            self.seats = list(self.heroes)

    def seat(self, reports: Iterable[Report]) -> None:
        """Seat the parties of the gatherings that a sentence reports; those told by the way change nothing."""
        for report in reports:
            draft = report.draft
            parties = unique([*draft.actors, *draft.recipients])
            if draft.type in HOSTILE and draft.status != "hypothetical":
                self.foes.append(values(parties))
            if len(parties) < 2 or draft.status in UNSETTLED or draft.type not in GATHERINGS | {"Signing", "Agree"}:
                continue
            told = values(parties)
            self.met = self.met or (draft.type != "Agree" and (not self.seats or bool(told & values(self.seats))))
            if not self.seats or (
                (
                    draft.type in GATHERINGS
                    and draft.status == "occurred"
                    and is_main(draft.clause.tree, draft.clause.head)
                )
                and not told <= values(self.seats)
            ):
                self.seats = parties

    def parties(self, tree: Tree, i: int) -> list[Ref]:
        """Give who shares what node i says: at least two parties, or none."""
        own = self.stated(tree, i)
        if len(own) >= 2:
            return own
        if len(own) == 1:
            return self.joined(own[0])
        return self.table()

    def table(self) -> list[Ref]:
        """Give those who sit together."""
        return self.seats or unique(self.talk.pair) or self.heroes[:0]

    def quarrels(self) -> bool:
        """Say whether those spoken of are at odds and have not met: what is said of one is not shared."""
        table = values(self.table())
        return not self.met and any(len(table & foes) > 1 for foes in self.foes)

    def joined(self, ref: Ref) -> list[Ref]:
        """Give the company of one party: those at its table, else the one party that the title names."""
        table = self.table()
        if ref.value in values(table):
            return table
        if len(self.heroes) == 1 and self.heroes[0].value != ref.value:
            return [self.heroes[0], ref]
        subject = unique(self.talk.subject)
        if len(subject) == 1 and subject[0].value != ref.value and not self.heroes:
            return [subject[0], ref]
        return []

    def topic_state(self, tree: Tree, i: int) -> list[Ref]:
        """Give the one state that a sentence is about: its subject, else the one that the title names."""
        for k in [i, *tree.ancestors(i)]:
            if tree.is_verb(k):
                found = unique(r for s in subjects_of(tree, k) for r in self.refs(tree, s))
                if len(found) == 1 and len(found[0].value or "") == 3:
                    return found
        return self.heroes[:1]

    def stated(self, tree: Tree, i: int) -> list[Ref]:
        """Give the parties that the clause of node i states, nearest first."""
        out: list[Ref] = []
        for k in [i, *tree.ancestors(i)]:
            out += self.around(tree, k, owners=k == i or tree.nodes[k].rel == "conj")
            if len(unique(out)) >= 2 or (tree.is_verb(k) and tree.children(k, "nsubj", "csubj")):
                break
            if tree.is_verb(k) and subjects_of(tree, k):
                break
        return unique(out)

    def signers(self, tree: Tree, verb: int) -> list[Ref]:
        """Give who signs, adopts or issues: subjects of an active verb, "by" and "with" phrases."""
        passive = bool(tree.children(verb, "nsubj:pass", "aux:pass")) or tree.nodes[verb].rel == "acl"
        nodes = [] if passive else list(subjects_of(tree, verb))
        nodes += [n for n in tree.children(verb, "obl", "nmod") if tree.case(n) in {*TOGETHER, "by"}]
        nodes += [n for k in tree.children(verb, "obj") for n in tree.children(k, "nmod") if tree.case(n) in TOGETHER]
        return unique(r for n in nodes for c in tree.coordinates(n) for r in self.refs(tree, c))

    def around(self, tree: Tree, k: int, owners: bool = True) -> list[Ref]:
        """Give the parties that hang on one word: its owners, its subjects, and "with" or "between" phrases."""
        nodes: list[int] = []
        if tree.is_verb(k):
            nodes += subjects_of(tree, k)
        elif owners:
            nodes += [n for n in tree.children(k, "nmod:poss", "amod", "compound") if _symbol(tree, n) != "C"]
            nodes += tree.children(k, "nsubj")
        below = tree.children(k, "nmod", "obl")
        nodes += [n for n in below if tree.case(n) in TOGETHER or (tree.case(n) == "of" and self.many(tree, n))]
        return [r for n in nodes for c in tree.coordinates(n) for r in self.refs(tree, c)]

    def refs(self, tree: Tree, i: int) -> list[Ref]:
        """Resolve a node; "they" and "the two sides" are all who sit together, or those named together before."""
        word = tree.text(i)
        if word in ALL:
            told = (
                self._joined_before(tree, i) if word not in FIRST else _apart(resolve(tree, i, self.talk), self.seats)
            )
            if told or self.seats:
                return told or self.seats
        if word == "its":
            owner = self._owner(tree, i)
            if owner:
                return owner
        if _plural(tree, i):
            many = self.many(tree, i)
            if many:
                return many
            theirs = [k for k in tree.children(i, "nmod:poss") if tree.text(k) == "their"]
            if theirs:
                return self.refs(tree, theirs[0])
        found = [r for r in resolve(tree, i, self.talk) if not r.place or word]
        return [] if (word in ALL or _plural(tree, i)) and self._at_odds(found) else found

    def _at_odds(self, refs: Sequence[Ref]) -> bool:
        """Say whether several parties quarrel and have not met: they are no "ministers" who issue or underline."""
        several = values(refs)
        return not self.met and len(several) > 1 and any(several <= foes for foes in self.foes)

    def many(self, tree: Tree, i: int) -> list[Ref]:
        """Give who "the two countries", "the three leaders", "the parties" are; none for a noun of another kind."""
        words = [tree.text(k) for k in [*tree.children(i, "nummod", "det"), max(i - 1, 0)]]
        owners = [k for k in tree.children(i, "nmod:poss", "nmod", "amod", "compound", "appos") if k in tree.mentions]
        pairing = _symbol(tree, i) == "O" or self.talk.lexicon.among("pairing", lemma(tree, i))
        if not pairing or owners:
            return []
        count = next((COUNTS[w] for w in words if w in COUNTS), 0)
        if count or (lemma(tree, i) in {"party", "side"} and "the" in words):
            return self.counted(tree, i, count)
        return self.seats if "the" in words or i == 0 else []

    def counted(self, tree: Tree, i: int, count: int) -> list[Ref]:
        """Give so many parties (0 for "the parties"): named before in the sentence, at the table, or named together."""
        lands = lemma(tree, i) in LANDS
        barred = values(self.doers(tree, i)) if lemma(tree, i) in RELATED else set()
        named = unique(
            Ref(r.value, r.span)
            for k in range(i)
            if k in tree.mentions and _symbol(tree, k) in ("SDP" if lands else "SDGP")
            for r in resolve(tree, k, self.talk, deep=False)
            if not r.place and r.value not in barred
        )
        if len(named) == (count or 2) and (lands or len(named) == 2) and not values(named) <= values(self.seats):
            return named
        tables = [self.seats, *reversed(self.groups), unique(self.talk.pair)]
        found = (t for t in tables if t and len(t) == (count or len(t)) and not values(t) & barred)
        return next(found, [])

    def remember(self, tree: Tree) -> None:
        """Keep who is named together in a sentence: coordinated, as subject with partners, or all its states."""
        said: list[Ref] = []
        for k in range(len(tree.nodes)):
            said += self._named(tree, k) if k in tree.mentions else self.many(tree, k) if _plural(tree, k) else []
            if k in tree.mentions and tree.bases[k] != "conj":
                self._keep([r for c in tree.coordinates(k) for r in self._named(tree, c)])
        self._keep([r for r in said if len(r.value or "") == 3])
        for verb in filter(tree.is_verb, range(len(tree.nodes))):
            partners = [n for n in tree.children(verb, "obl") if tree.case(n) in TOGETHER]
            nodes = [*tree.children(verb, "nsubj"), *partners] if partners else []
            self._keep([r for n in nodes for c in tree.coordinates(n) for r in self._named(tree, c)])

    def _keep(self, refs: Sequence[Ref]) -> None:
        group = unique(refs)
        if len(group) > 1:
            self.groups = [*self.groups[-20:], group]

    def _named(self, tree: Tree, k: int) -> list[Ref]:
        found = resolve(tree, k, self.talk, deep=False) if k in tree.mentions else []
        if _plural(tree, k) and self._at_odds(found):
            return []
        return [r for r in found if r.value is not None and not r.place]

    def _joined_before(self, tree: Tree, i: int) -> list[Ref]:
        """Give the nearest two or more parties before a pronoun that are joined as one subject."""
        for k in range(i - 1, -1, -1):
            if tree.bases[k] == "nsubj" and i not in set(tree.subtree(k)):
                joined = unique(r for c in tree.coordinates(k) for r in self._named(tree, c))
                joined = joined or (self.many(tree, k) if _plural(tree, k) else [])
                if len(joined) > 1:
                    return joined
        return []

    def _owner(self, tree: Tree, i: int) -> list[Ref]:
        """Give whom "its" means in its own clause: the one party that is the subject of the nearest verb."""
        noun = tree.nodes[i].head
        if noun >= 0 and tree.bases[noun] == "conj":  # "Uruguay and its neighbour"
            return unique(self._named(tree, tree.nodes[noun].head))[:1]
        for verb in filter(tree.is_verb, tree.ancestors(i)):
            subjects = [s for s in subjects_of(tree, verb) if i not in set(tree.subtree(s))]
            found = unique(r for s in subjects for c in tree.coordinates(s) for r in resolve(tree, c, self.talk))
            if subjects:
                return [Ref(r.value, r.span) for r in found] if len(found) == 1 else []
        return []

    def doers(self, tree: Tree, i: int) -> list[Ref]:
        """Give the parties that are the subject of the verb on which a node hangs, if it is no subject itself."""
        verb = tree.nodes[i].head
        subjects = subjects_of(tree, verb) if verb >= 0 and tree.is_verb(verb) else []
        if any(i in set(tree.subtree(s)) for s in subjects):
            return []
        return unique(r for s in subjects for c in tree.coordinates(s) for r in self._named(tree, c))


def _apart(refs: Sequence[Ref], seats: Sequence[Ref]) -> list[Ref]:
    """Give a speaker who sits at another table than those who are talked of."""
    return [] if values(refs) & values(seats) else unique(refs)


def _adverse(tree: Tree, i: int) -> bool:
    """Say whether a state stands where a title tells what somebody is against or troubled by."""
    phrase = [i]
    while tree.nodes[phrase[-1]].head >= 0 and not tree.is_verb(phrase[-1]):
        phrase.append(tree.nodes[phrase[-1]].head)
    return any(tree.case(k) in ADVERSE for k in phrase)


def _plural(tree: Tree, i: int) -> bool:
    return _symbol(tree, i) in {"", "O"} and tree.nodes[i].tag in {"NNS", "NNPS"}


def _symbol(tree: Tree, i: int) -> str:
    piece = tree.mentions.get(i)
    return piece.symbol if isinstance(piece, Piece) else ""


def values(refs: Iterable[Ref]) -> set[str]:
    """Give the parties of some referents."""
    return {r.value for r in refs if r.value is not None}


def unique(refs: Iterable[Ref]) -> list[Ref]:
    """Give each party once, in order."""
    seen: dict[str, Ref] = {}
    for ref in refs:
        if ref.value is not None:
            seen.setdefault(ref.value, ref)
    return list(seen.values())


def said(role: str, refs: Sequence[Ref]) -> tuple[Argument, ...]:
    """Give the arguments of a field that holds parties."""
    return tuple(Argument(role, r.value, r.span) for r in refs if r.value is not None)
