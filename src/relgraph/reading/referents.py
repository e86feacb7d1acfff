"""Referents: which parties and people a noun phrase stands for.

Comes in: a node of a tree and the discourse so far. Goes out: `Ref` rows: the state or organization, the person who
stands for it, and the words that say so, in the sentence or in an antecedent.
"""

from collections.abc import Sequence

from relgraph.facts import Span
from relgraph.reading.antecedents import above, apart, coming, doer, is_bygone, judged, subjects
from relgraph.reading.discourse import Discourse, Ref
from relgraph.reading.kinds import is_of_kind, kinds, of_kind, spoken_of
from relgraph.reading.names import Body
from relgraph.reading.pieces import Piece
from relgraph.reading.quotations import parted
from relgraph.reading.registry import party_of
from relgraph.reading.trees import Tree

SINGULAR = frozenset({"he", "she", "him", "her", "himself", "herself"})
NEUTER = frozenset({"it", "itself"})
PLURAL = frozenset({"they", "them", "both", "themselves"})
FIRST = frozenset({"we", "us", "i", "me"})
COUNTS = {"two": 2, "both": 2, "2": 2, "three": 3, "3": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8}
#: Nouns of which "his" does not name the owner: "his counterparts from Iran and Oman".
PEERS = frozenset({"counterpart", "colleague", "peer"})
#: Participles of what comes "from" its owner.
SENT = frozenset({"send", "ship", "fly", "airlift", "import", "bring", "deliver", "dispatch"})
#: Classes of pieces that can own a noun as its modifier.
OWNING = frozenset({"S", "D", "C", "G"})
#: Classes of nouns that are no people.
THINGS = frozenset({"gathering", "anchor", "instrument", "deed"})
#: Classes of nouns (lexicon.ttl) that stand for their state.
AGENTS = "agent"


def resolve(tree: Tree, i: int, talk: Discourse, deep: bool = True, seen: frozenset[int] = frozenset()) -> list[Ref]:
    """Give the parties behind node i. `deep` lets any noun stand for its owner ("Russia's decision" for Russia)."""
    if i in seen:
        return []
    seen = seen | {i}
    piece = tree.mentions.get(i)
    if isinstance(piece, Piece):
        direct = _named(tree, i, piece, talk, deep, seen)
        if direct is not None:
            return direct
    word = tree.text(i)
    tag = tree.nodes[i].tag
    if word == "latter" and talk.earlier:
        before = [r for k in range(i) for r in resolve(tree, k, talk, False, seen) if r.value] if len(seen) < 3 else []
        return before[-1:] or [r for r in talk.earlier if r.value][-1:]
    if tag.startswith("PRP") or word in {"both", "who", "which"}:
        return _pronoun(tree, i, word, talk)
    if tag.startswith(("NN", "CD", "JJ", "DT", "VBG")):
        return _noun(tree, i, talk, deep, seen)
    return []


def _named(tree: Tree, i: int, piece: Piece, talk: Discourse, deep: bool, seen: frozenset[int]) -> list[Ref] | None:
    span = Span(piece.start, piece.end)
    if piece.symbol == "P":
        named = [person_ref(piece.text, span, talk)]
        beside = tree.children(i, "appos") if named[0].value is None else ()
        return next((refs for k in beside if (refs := _with_owner(tree, k, named, talk, seen)) != named), named)
    if piece.symbol == "O":
        return _office(tree, i, piece, talk, seen)
    name = piece.name
    if name is not None and name.kind.name == "COMBINED":
        return [Ref(code, span) for code in name.ids]
    if piece.symbol in "SD" and name is not None:
        return [Ref(name.id, span)]
    if piece.symbol == "C" and name is not None:
        if name.kind.name == "CAPITAL" or deep:
            return [Ref(party_of(piece) if name.kind.name == "CAPITAL" else None, span, place=True)]
        return []
    if piece.symbol == "G":
        return _body(tree, i, piece, talk, seen)
    if piece.symbol in "RYM":
        return []
    return None


def person_ref(surface: str, span: Span, talk: Discourse) -> Ref:
    """Give the referent of a personal name."""
    name = talk.registry.full_name(surface)
    return Ref(talk.registry.states.get(name), span, name)


def _body(tree: Tree, i: int, piece: Piece, talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    span = Span(piece.start, piece.end)
    mention = piece.mention
    kind = mention.kind if isinstance(mention, Body) else getattr(piece.name, "sort", "intergovernmental")
    if kind == "intergovernmental":
        return [Ref(party_of(piece), span)]
    if kind == "bilateral":
        return list(talk.pair)
    owners = _owners(tree, i, talk, seen)
    if owners:
        return owners
    home = getattr(mention, "state", None)
    return [Ref(home, span)] if home else []


def _office(tree: Tree, i: int, piece: Piece, talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    """Resolve "the Turkish foreign minister", "President X", "the two presidents", "the Prime Minister"."""
    named = [
        k for k in tree.children(i, "flat", "appos", "compound", "nmod") if _symbol(tree, k) == "P" and not tree.case(k)
    ]
    if named and tree.nodes[i].tag == "NNS":  # "three ambassadors, X, Y and Z"
        named = [c for k in named for c in tree.coordinates(k)]
    if named:
        return _with_owner(tree, i, [r for k in named for r in resolve(tree, k, talk, seen=seen)], talk, seen)
    above = tree.nodes[i].head
    if (
        above >= 0
        and _symbol(tree, above) == "P"
        and tree.nodes[i].rel.split(":")[0] in {"compound", "appos", "flat", "nmod", "amod"}
    ):
        return resolve(tree, above, talk, seen=seen)
    office = piece.name.id if piece.name is not None else ""
    owners = _owners(tree, i, talk, seen)
    plural = tree.nodes[i].tag in {"NNS", "NNPS"}
    if owners:
        out = []
        for owner in owners:
            holders = talk.registry.holders(office, owner.value)
            exact = [h for h in holders if talk.registry.states.get(h) == owner.value]
            out.append(Ref(owner.value, owner.span, exact[-1] if len(exact) == 1 and owner.value else owner.person))
        return out
    if plural:
        return _pair_of(office, talk) if _definite(tree, i) or not tree.children(i, "nummod") else []
    if _definite(tree, i) or tree.nodes[i].text[:1].isupper():
        here = {
            person_ref(tree.nodes[k].text, tree.words(k), talk).person
            for k in tree.mentions
            if k > i and _symbol(tree, k) == "P"
        }
        recent = [
            r
            for r in reversed(talk.people)
            if r.person not in here and any(c.office == office for c in talk.registry.offices_of(r.person or ""))
        ]
        if recent:
            return [Ref(recent[0].value, Span(piece.start, piece.end), recent[0].person)]
    return []


def _with_owner(tree: Tree, i: int, refs: list[Ref], talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    """Give people whose state is not known the owner of the noun that they stand by: "his Japanese counterpart, X"."""
    if not refs or any(r.value is not None for r in refs):
        return refs
    owners = [o for o in _owners(tree, i, talk, seen) if o.value is not None]
    return [Ref(owners[0].value, r.span, r.person) for r in refs] if owners else refs


def _pair_of(office: str, talk: Discourse) -> list[Ref]:
    """Give the two people (or the pair) behind "the presidents"."""
    people: list[Ref] = []
    values = {r.value for r in talk.pair}
    for ref in reversed(talk.people):
        offices = talk.registry.offices_of(ref.person or "")
        if ref.value in values and any(c.office == office or office in c.office.split(" of ")[0] for c in offices):
            if ref.value not in {p.value for p in people}:
                people.insert(0, ref)
    return people if len(people) >= 2 else list(talk.duo or talk.pair)


def _symbol(tree: Tree, i: int) -> str:
    piece = tree.mentions.get(i)
    return piece.symbol if isinstance(piece, Piece) else ""


def _definite(tree: Tree, i: int) -> bool:
    return any(tree.text(k) in {"the", "both", "two", "that", "this"} for k in tree.children(i, "det", "nummod"))


def _pronoun(tree: Tree, i: int, word: str, talk: Discourse) -> list[Ref]:
    if word in FIRST:
        return _speaker(tree, i, talk)
    if word in SINGULAR or word == "his":
        return _that_person(tree, i, talk)
    if word in PLURAL or word == "their":
        if own := _clause_subject(tree, i, talk) if word == "their" else _tellers(tree, i, talk):
            return own
        led = [k for k in above(tree, i)[:1] if tree.nodes[k].tag == "NNS" and k not in tree.mentions]
        if led and word == "they":  # "The governments break the treaty as they wish"
            return resolve(tree, led[0], talk)
        return [Ref(r.value, r.span, r.person) for r in (talk.subject if len(talk.subject) > 1 else talk.pair)]
    if word == "its" and (owner := _own(tree, i, talk)) is not None:
        return owner
    if word == "it" and tree.nodes[i].rel == "obj":
        found = _object(tree, i, talk)
        return found if len(found) == 1 else []
    if word in NEUTER or word == "its":
        subject = [r for r in talk.subject if r.value is not None and r.person is None]
        return [Ref(subject[-1].value, subject[-1].span)] if len(subject) == 1 else []
    return []


def _clause_subject(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give the two or more parties that do what is done to a thing of theirs: "Chile and Peru recalled their envoys"."""
    doers = subjects(tree, i)
    if any(i in tree.subtree(s) for s in doers):
        return []
    refs = [r for s in doers if s in tree.mentions for r in resolve(tree, s, talk, deep=False)]
    return refs if len({r.value for r in refs if r.value}) > 1 else []


def _own(tree: Tree, i: int, talk: Discourse) -> list[Ref] | None:
    """Give the one party whose "its" is by the grammar of its sentence; None if the grammar does not tell."""
    for nodes in (judged(tree, i, talk.lexicon), coming(tree, i), doer(tree, i)):
        refs = [r for k in nodes for r in resolve(tree, k, talk)]
        if len({r.value for r in refs if r.value is not None}) == 1 and all(r.person is None for r in refs):
            return [Ref(refs[0].value, refs[0].span)]
    return None


def _object(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give what an object "it" is: the one party named before it but its subject, else the subject spoken of last."""
    named = _unique(
        [r for k in apart(tree, i) for r in resolve(tree, k, talk, deep=False) if r.value and not (r.person or r.place)]
    )
    doing = {r.value for k in subjects(tree, i) for r in resolve(tree, k, talk)}
    found = [r for r in named if r.value not in doing]
    if found:
        return [Ref(found[0].value, found[0].span)] if len({r.value for r in found}) == 1 else []
    return [Ref(r.value, r.span) for r in talk.subject if r.value not in doing and r.person is None]


def _speaker(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give who says "we" or "I": the subject of a verb of saying in the sentence, else who spoke last."""
    if talk.quoted:
        return list(talk.quoted)
    for node in tree.nodes:
        if (
            talk.lexicon.among("saying", node.lemma)
            and tree.is_verb(node.index)
            and node.index not in {i, tree.nodes[i].head}
        ):
            refs = [r for s in tree.children(node.index, "nsubj") for r in resolve(tree, s, talk)]
            if any(r.value for r in refs):
                return refs
    return list(talk.speaker)


def _that_person(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give who "he", "she" or "his" is: the first person named before in the sentence, else who led the last one."""
    for k in range(i):
        if _symbol(tree, k) == "P" and not parted(tree, k, i):
            return [person_ref(tree.nodes[k].text, tree.words(k), talk)]
    if tree.nodes[i].rel == "nmod:poss":
        ahead = [r for k in coming(tree, i) for r in resolve(tree, k, talk) if _symbol(tree, k) in {"P", "O"}]
        ahead = ahead or [r for k in above(tree, i)[:1] if _symbol(tree, k) == "O" for r in resolve(tree, k, talk)]
        if len(ahead) == 1:
            return ahead
    led = [r for r in talk.leading if r.person is not None]
    people = led[:1] if len({r.person for r in led}) == 1 else [r for r in talk.earlier if r.person is not None][-1:]
    return [Ref(r.value, r.span, r.person) for r in people]


def _owners(tree: Tree, i: int, talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    """Give the parties that own a noun: "Turkey's", "Turkish", "of Turkey", "from Turkey", "his"."""
    lemma = tree.nodes[i].lemma.lower()
    peer = lemma in PEERS and (
        any(tree.case(k) in {"from", "of"} for k in tree.children(i, "nmod"))
        or any(_symbol(tree, k) in OWNING for k in tree.children(i, "amod", "compound"))
    )
    out = [] if peer else [r for k in tree.children(i, "nmod:poss") for r in _possessor(tree, k, talk, seen)]
    for k in tree.children(i, "amod", "compound", "nmod", "det"):
        if _symbol(tree, k) not in OWNING or tree.case(k) or tree.nodes[k].rel == "nmod:poss":
            continue
        if is_bygone(tree, k, talk.lexicon):
            continue
        if _symbol(tree, k) != "C" or not out:
            out += [r for c in tree.coordinates(k) for r in resolve(tree, c, talk, deep=False, seen=seen)]
    if out:
        return _unique(out)
    cases = {"by", "from"} if talk.lexicon.among("deed", lemma) else {"of", "from", "between"}  # "the killing of X"
    if talk.lexicon.among("local", lemma):
        cases.add("in")
    if talk.lexicon.among("voice", lemma):
        cases.add("for")  # "a spokesman for the Thai government"
    for k in tree.children(i, "nmod"):
        found = (
            [r for c in tree.coordinates(k) for r in resolve(tree, c, talk, seen=seen)] if tree.case(k) in cases else []
        )
        if found:
            return _unique(found)
    parts = [(n, tree.stems[k] in SENT) for k in tree.children(i, "acl") for n in tree.children(k, "obl")]
    made = [n for n, sent in parts if tree.case(n) == "by" or (sent and tree.case(n) == "from")]
    return _unique([r for n in made for c in tree.coordinates(n) for r in resolve(tree, c, talk, seen=seen)])


def _possessor(tree: Tree, k: int, talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    if tree.nodes[k].tag.startswith("PRP"):
        return _pronoun(tree, k, tree.text(k), talk)
    return [r for c in tree.coordinates(k) for r in resolve(tree, c, talk, seen=seen)]


def _unique(refs: Sequence[Ref]) -> list[Ref]:
    seen: dict[tuple[str | None, str | None], Ref] = {}
    for ref in refs:
        seen.setdefault((ref.value, ref.person), ref)
    return list(seen.values())


def _noun(tree: Tree, i: int, talk: Discourse, deep: bool, seen: frozenset[int]) -> list[Ref]:
    """Resolve a common noun: "Turkish troops", "the two sides", "his Kazakh counterpart X", "the bloc"."""
    lexicon, lemma = talk.lexicon, tree.nodes[i].lemma.lower()
    thing = not THINGS.isdisjoint(lexicon.groups_of(lemma))
    named = [k for k in tree.children(i, "appos", "flat") if _symbol(tree, k) == "P" and not thing]
    if named and (lemma in PEERS or tree.nodes[i].tag == "NNS"):  # "his counterpart X and President Y", "envoys X, Y"
        named = [c for k in named for c in tree.coordinates(k)]
    if named:
        return _with_owner(tree, i, [r for k in named for r in resolve(tree, k, talk, seen=seen)], talk, seen)
    sides = _sides(tree, i, talk, seen)
    if sides is not None:
        return sides
    owners = _owners(tree, i, talk, seen)
    if not owners and any(tree.text(k) in {"joint", "bilateral", "mutual"} for k in tree.children(i, "amod")):
        return list(talk.pair)
    if owners and (deep or lexicon.among(AGENTS, lemma)):
        return [Ref(o.value, o.span, o.person if lexicon.among("voice", lemma) else None) for o in owners]
    apposed = [r for k in tree.children(i, "appos") for r in resolve(tree, k, talk, deep=False, seen=seen)]
    return apposed or (_taken_up(tree, i, talk, seen) if _definite(tree, i) else [])


def _sides(tree: Tree, i: int, talk: Discourse, seen: frozenset[int]) -> list[Ref] | None:
    """Resolve "the two sides", "both leaders", "the three countries"; None for a noun of another kind."""
    lexicon, lemma = talk.lexicon, tree.nodes[i].lemma.lower()
    plural = tree.nodes[i].tag in {"NNS", "NNPS"}
    if not plural or not lexicon.among("pairing", lemma) or (tree.children(i, "nmod:poss") and lemma not in PEERS):
        return None
    if any(tree.nodes[k].rel == "acl:relcl" for k in tree.children(i, "acl")):
        return None  # "the countries that have called for it" are new
    if any(_symbol(tree, k) == "D" for k in tree.children(i, "amod")):
        return None  # "two Cuban diplomats" are Cuba's
    numbers = [tree.text(k) for k in tree.children(i, "nummod", "det")]
    many = next((COUNTS[n] for n in numbers if n in COUNTS), 0)
    if many > 2:
        return list(talk.groups.get(many, ()))
    if many != 2 and not (numbers == ["the"] and lexicon.among("sides", lemma)):
        return None
    apposed = [c for k in tree.children(i, "appos") for c in tree.coordinates(k)]
    explicit = [r for c in apposed for r in resolve(tree, c, talk, seen=seen)]
    if len(explicit) > 1:
        return _unique(explicit)
    if lexicon.among("personal", lemma) and talk.duo:
        return list(talk.duo)
    return list(talk.groups.get(2, ())) if many == 2 and len(talk.pair) != 2 else list(talk.pair)


def _taken_up(tree: Tree, i: int, talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    """Resolve "the bloc" to the body spoken of last, "the government" to the speaker's or an earlier state."""
    lemma = tree.nodes[i].lemma
    named = [
        b for b in talk.bodies if tree.nodes[i].text[:1].isupper() and tree.nodes[i].text in (b.value or "").split()
    ]
    if named:  # "the Council" is the one whose name has the word
        return [Ref(named[-1].value, named[-1].span)]
    armed = any(talk.lexicon.among("nonstate", tree.nodes[k].lemma) for k in tree.children(i, "compound", "amod"))
    if talk.lexicon.among("grouping", lemma) and talk.bodies and not armed:
        return [Ref(talk.bodies[-1].value, talk.bodies[-1].span)]
    if not talk.lexicon.among("governing", lemma):
        return []
    told, kind = _teller(tree, i, talk, seen), kinds(tree, i, talk)
    if told and is_of_kind(kind, told[0], talk):
        return told
    here = {p.name.id for p in tree.mentions.values() if isinstance(p, Piece) and p.name is not None}
    return of_kind(kind, here, talk) if kind else spoken_of(tree, i, here, talk)


def _teller(tree: Tree, i: int, talk: Discourse, seen: frozenset[int]) -> list[Ref]:
    """Give the state that says what "the nation" or "the government" does: "Algeria said the nation would"."""
    verb = tree.nodes[i].head if tree.nodes[i].rel.startswith("nsubj") else -1
    if (
        verb < 0
        or tree.nodes[verb].rel != "ccomp"
        or not talk.lexicon.among("saying", tree.nodes[tree.nodes[verb].head].lemma)
    ):
        return []
    tellers = [r for k in tree.children(tree.nodes[verb].head, "nsubj") for r in resolve(tree, k, talk, seen=seen)]
    values = {r.value for r in tellers if r.value and len(r.value) == 3}
    return [Ref(r.value, r.span) for r in tellers[:1]] if len(values) == 1 else []


def _tellers(tree: Tree, i: int, talk: Discourse) -> list[Ref]:
    """Give the two or more parties that say what "they" do: "Mali and Niger said they would leave"."""
    verb = tree.nodes[i].head if tree.nodes[i].rel.startswith("nsubj") else -1
    if verb < 0 or tree.nodes[verb].rel != "ccomp" or not tree.is_verb(tree.nodes[verb].head):
        return []
    named = [c for k in tree.children(tree.nodes[verb].head, "nsubj") for c in tree.coordinates(k)]
    refs = [r for k in named if k in tree.mentions for r in resolve(tree, k, talk, deep=False)]
    return refs if len({r.value for r in refs if r.value}) > 1 else []
