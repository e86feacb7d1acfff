"""Trains the syntax model. See README.md in this folder."""

import argparse
import pickle
import sys
from pathlib import Path
from random import Random
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))
from perceptron import Perceptron
from treebank import Word, collapse, projective, read, recase, tag_of
from wordlists import clusters, lemma_table, lexicon

from relgraph.reading import features as ft
from relgraph.reading import tagger as tg
from relgraph.reading import transitions as tr
from relgraph.reading import weights
from relgraph.reading.words import CLASSES, Unit, case, normal

GENRES = (
    "news",
    "interview",
    "speech",
    "bio",
    "voyage",
    "academic",
    "textbook",
    "court",
)
FLAGS = {
    "nsubj": 1,
    "nsubj:pass": 1,
    "csubj": 1,
    "expl": 1,
    "obj": 2,
    "iobj": 2,
    "ccomp": 2,
    "xcomp": 2,
    "aux": 4,
    "cop": 4,
    "aux:pass": 4,
    "mark": 8,
    "case": 16,
    "cc": 32,
    "conj": 32,
    "det": 16,
    "nmod:poss": 16,
}


def corpora(root: Path) -> dict[str, list[list[Word]]]:
    """Read the treebanks: EWT's parts, PUD, GUM's openly licensed genres."""
    out = {"ewt-" + p: [] for p in ("train", "dev", "test")} | {
        "gum-train": [],
        "gum-test": [],
    }
    for part in ("train", "dev", "test"):
        names = (root / f"src/not-to-release/file-lists/files.{part}").read_text().split()
        for name in names:
            out["ewt-" + part] += read(root / "src/not-to-release/sources" / name)
    lists = root / "GUMsrc/not-to-release/file-lists"
    held = " ".join((lists / f"files.{p}").read_text() for p in ("dev", "test"))
    for path in sorted((root / "GUMsrc/not-to-release/sources").glob("*.conllu")):
        if path.stem.split("_")[1] in GENRES:
            out["gum-test" if path.stem in held else "gum-train"] += read(path)
    out["pud"] = read(root / "PUD/en_pud-ud-test.conllu")
    return out


def units(words: list[Word]) -> list[Unit]:
    """Give the units of gold words."""
    return [Unit(w.text, 0, 0, w.tag if w.forced else None, w.label) for w in words]


def vary(words: list[Word], random: Random) -> list[Word]:
    """Give one of the ways in which the sentence could come at run time."""
    chance = random.random()
    words = collapse(words, random, 0.85) if chance < 0.6 else words
    chance = random.random()
    if chance < 0.05:
        return recase(words, "u")
    if chance < 0.10 and len(words) < 25:
        return recase(words, "t")
    return words


def train_tagger(data: list[list[Word]], lex: tg.Lexicon, epochs: int, seed: int) -> Perceptron:
    """Train the tagger."""
    random, model = Random(seed), Perceptron(len(lex.tags))  # noqa: S311 - seeded on purpose
    number = {t: i for i, t in enumerate(lex.tags)}
    for epoch in range(epochs):
        order = data[:]
        random.shuffle(order)
        wrong = total = 0
        for s in order:
            s = vary(s, random)
            us = units(s)
            style = case([u.text for u in us])
            own = [tg.form_keys(lex, u, style) for u in us]
            near = [tg.near_keys(lex, u, o[1], o[2]) for u, o in zip(us, own, strict=True)]
            e_own = tg.form_keys(lex, tg.EDGE, "")
            e_near = tg.near_keys(lex, tg.EDGE, e_own[1], e_own[2])
            near += [e_near, e_near]
            forms = [
                tg.Form(
                    0,
                    0,
                    0,
                    0,
                    0,
                    o[1],
                    o[2],
                    lex.paths[lex.cluster(u)] & 63,
                    -1 if u.label in CLASSES else lex.fixed.get(normal(u.text), -1),
                    lex.verbal(u),
                )
                for u, o in zip(us, own, strict=True)
            ]
            edge = tg.Form(0, 0, 0, 0, 0, e_own[1], e_own[2], 0, -1, 0)
            later = tg.verbs_after(forms)
            forms += [edge, edge]
            past = tg.Past(*tg.START)
            before = edge
            for i, w in enumerate(s):
                gold = number[tag_of(w)]
                if w.forced:
                    tag = gold
                elif forms[i].fixed >= 0:
                    tag = forms[i].fixed
                else:
                    n1 = near[i - 1] if i else e_near
                    n2 = near[i - 2] if i > 1 else e_near
                    keys = (
                        *own[i][0],
                        *n1[0],
                        *n2[1],
                        *near[i + 1][2],
                        *near[i + 2][3],
                        *tg.tag_keys(forms[i], before, forms[i + 1], past, later[i]),
                    )
                    sc = model.scores(keys)
                    best = max(sc)
                    tag = sc.tolist().index(best)
                    total += 1
                    if tag != gold:
                        wrong += 1
                        model.update(keys, gold, tag)
                    model.steps += 1
                before, past = (
                    forms[i],
                    tg.onward(past, tag, lex.tags[tag], w.text),
                )
        print(
            f"  tagger epoch {epoch} accuracy {1 - wrong / total:.4f} features {len(model.weights)}",
            flush=True,
        )
    return model


#: Weights are multiplied by SCALE and rounded; KEPT says how big and how often updated a feature must be to stay.
SCALE = 24.0
KEPT = {"tagger": (20, 4), "moves": (20, 4), "relations": (12, 3)}


def marks_of(us: list[Unit]) -> list[int]:
    """Count the commas before each place."""
    from relgraph.reading.syntax import marks

    return marks(us)


def move_costs(state: ft.State, b: int, gold: list[int], kids: list[list[int]]) -> list[int]:
    """Give what each move would lose of the gold tree (None where it is not allowed)."""
    s, stack, heads, n = state.stack[-1], state.stack, state.heads, state.n
    free, on = n + 1, set(stack)
    headed = heads[s] != free
    shift = (gold[b] in on) + sum(1 for k in kids[b] if k in on and heads[k] == free)
    costs = [shift, 99, 99, 0]
    lost = sum(1 for k in kids[s] if k >= b)
    if headed:
        costs[tr.REDUCE] = lost
    else:
        costs[tr.LEFT] = lost + (gold[s] > b)
    right = sum(1 for k in kids[b] if k in on and heads[k] == free)
    if gold[b] != s:
        right += gold[b] in on or gold[b] > b
    costs[tr.RIGHT] = right
    return costs


class ParserTrainer:
    """Trains the transitions and relations together, with a dynamic oracle and exploration."""

    def __init__(self, lex: tg.Lexicon, rels: list[str], seed: int) -> None:
        self.lex, self.rels, self.random = lex, rels, Random(seed)  # noqa: S311 - seeded on purpose
        self.moves, self.relations = Perceptron(4), Perceptron(len(rels))
        self.number = {r: i for i, r in enumerate(rels)}
        self.flags = [FLAGS.get(r, 0) for r in rels]

    def relation(self, state: ft.State, head: int, child: int, gold: int | None) -> int:
        """Choose a relation, learn if the arc is right."""
        keys = ft.arc_keys(state, head, child)
        sc = self.relations.scores(keys)
        got = sc.tolist().index(max(sc))
        if gold is not None:
            self.relations.steps += 1
            if got != gold:
                self.relations.update(keys, gold, got)
        return got

    def sentence(self, s: list[Word], state: ft.State, explore: float) -> tuple[int, int]:
        """Learn from one sentence; give moves made and moves wrong."""
        n = len(s)
        gold = [w.head if w.head >= 0 else n for w in s]
        kids: list[list[int]] = [[] for _ in range(n + 1)]
        for i, g in enumerate(gold):
            kids[g].append(i)
        made = wrong = b = 0
        stack, free = state.stack, n + 1
        while b < n:
            if not stack:
                stack.append(b)
                b += 1
                continue
            t = stack[-1]
            keys = (
                *ft.front_keys(state, b),
                *ft.top_keys(state, t),
                *ft.pair_keys(state, t, b),
            )
            sc = self.moves.scores(keys)
            allowed = (
                tr.SHIFT,
                tr.REDUCE if state.heads[t] != free else tr.LEFT,
                tr.RIGHT,
            )
            costs = move_costs(state, b, gold, kids)
            least = min(costs[m] for m in allowed)
            got = max(allowed, key=lambda m: (sc[m], m in (1, 2), -m))
            good = max((m for m in allowed if costs[m] == least), key=lambda m: (sc[m], -m))
            made += 1
            self.moves.steps += 1
            if costs[got] > least:
                wrong += 1
                self.moves.update(keys, good, got)
                move = got if self.random.random() < explore else good
            else:
                move = got
            if move == tr.SHIFT:
                stack.append(b)
                b += 1
            elif move == tr.REDUCE:
                stack.pop()
            elif move == tr.LEFT:
                rel = self.relation(state, b, t, self.number[s[t].rel] if gold[t] == b else None)
                state.attach(t, b, rel, self.flags[rel])
                stack.pop()
            else:
                rel = self.relation(state, t, b, self.number[s[b].rel] if gold[b] == t else None)
                state.attach(b, t, rel, self.flags[rel])
                stack.append(b)
                b += 1
        return made, wrong


def evaluate(parser, data: list[list[Word]], how: str) -> str:  # type: ignore[no-untyped-def]
    """Measure tags, unlabelled and labelled arcs; without punctuation as well."""
    random = Random(5)  # noqa: S311 - seeded on purpose
    n = tag = uas = las = m = uas2 = las2 = 0
    t0 = perf_counter()
    spent = 0.0
    for s in data:
        s = collapse(s, random, 1.0) if how == "merged" else s
        us = units(s)
        t0 = perf_counter()
        nodes = parser.parse(us)
        spent += perf_counter() - t0
        for w, k in zip(s, nodes, strict=True):
            r = {"obl:agent": "obl"}
            ok, same = k.head == w.head, r.get(k.rel, k.rel) == r.get(w.rel, w.rel)
            n += 1
            tag += k.tag == tag_of(w)
            uas += ok
            las += ok and same
            if w.rel != "punct":
                m, uas2, las2 = m + 1, uas2 + ok, las2 + (ok and same)
    return (
        f"{how:7s} tags {tag / n:.4f} UAS {uas / n:.4f} LAS {las / n:.4f} | no punct. UAS {uas2 / m:.4f}"
        f" LAS {las2 / m:.4f} | {len(data) / spent:.0f} sentences/s {n / spent:.0f} units/s"
    )


def main() -> None:
    """Train, write the model, measure."""
    args = argparse.ArgumentParser()
    args.add_argument("--data", type=Path, required=True)
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--train", nargs="+", default=["ewt-train", "gum-train"])
    args.add_argument("--test", nargs="+", default=["ewt-dev", "ewt-test", "gum-test", "pud"])
    args.add_argument("--epochs", type=int, default=8)
    args.add_argument("--tagger-epochs", type=int, default=5)
    args.add_argument("--folds", type=int, default=2)
    args.add_argument(
        "--keep",
        type=Path,
        help="where to keep the unrounded weights, to try other ways of pruning",
    )
    args.add_argument("--clustered", type=int, default=60_000)
    opts = args.parse_args()
    banks = corpora(opts.data)
    for name, bank in banks.items():
        print(name, len(bank), sum(map(len, bank)))
    data = [s for name in opts.train for s in banks[name] if 1 < len(s) < 120]
    groups, paths = clusters(opts.data, opts.clustered)
    lex = lexicon(data, groups, paths)
    print(
        "words",
        len(lex.words),
        "pieces",
        len(lex.pieces),
        "tags",
        len(lex.tags),
        "fixed",
        len(lex.fixed),
    )
    start = perf_counter()
    model = train_tagger(data, lex, opts.tagger_epochs, 1)
    folds = []
    for k in range(opts.folds):
        part = [s for i, s in enumerate(data) if i % opts.folds != k]
        folds.append(
            tg.Tagger(
                lex,
                train_tagger(part, lex, max(2, opts.tagger_epochs - 2), 2 + k).average(SCALE, *KEPT["tagger"]),
            )
        )
    print(f"taggers after {perf_counter() - start:.0f} s")
    rels = sorted({w.rel for s in data for w in s})
    print(len(rels), rels)
    trainer = ParserTrainer(lex, rels, 9)
    straight = [(i, s) for i, s in enumerate(data) if projective(s)]
    print("projective", len(straight), "of", len(data))
    facts = {
        "tags": lex.tags,
        "relations": rels,
        "words": list(lex.words),
        "pieces": list(lex.pieces),
        "fixed": lex.fixed,
        "ambiguity": lex.ambiguity,
        "flags": trainer.flags,
        "clusters": groups,
        "paths": paths,
        "finite": lex.finite,
        "lemmas": lemma_table(data, opts.data, {w for g in groups for w in g.split()}),
    }
    for epoch in range(opts.epochs):
        trainer.random.shuffle(straight)
        made = wrong = 0
        for i, s in straight:
            s = vary(s, trainer.random)
            us = units(s)
            tags = folds[i % opts.folds].tags(us)
            state = ft.State(
                [lex.word(u) for u in us],
                [lex.cluster(u) for u in us],
                tags,
                marks_of(us),
            )
            a, b = trainer.sentence(s, state, 0.0 if epoch == 0 else 0.9)
            made, wrong = made + a, wrong + b
        print(
            f"  parser epoch {epoch} moves right {1 - wrong / made:.4f} features {len(trainer.moves.weights)} "
            f"{len(trainer.relations.weights)} {perf_counter() - start:.0f} s",
            flush=True,
        )
        if epoch == opts.epochs - 1:
            tables = {
                "tagger": model.average(SCALE, *KEPT["tagger"]),
                "moves": trainer.moves.average(SCALE, *KEPT["moves"]),
                "relations": trainer.relations.average(SCALE, *KEPT["relations"]),
            }
            weights.save(opts.out, facts, tables)
            if opts.keep:
                opts.keep.write_bytes(pickle.dumps((facts, model, trainer.moves, trainer.relations)))
            print({k: len(v.weights) for k, v in tables.items()}, opts.out.stat().st_size)
            from relgraph.reading.syntax import Parser

            t0 = perf_counter()
            parser = Parser.load(opts.out.read_bytes())
            print(f"loads in {perf_counter() - t0:.3f} s")
            for name in opts.test:
                for how in ("raw", "merged"):
                    print(f"{name:9s}", evaluate(parser, banks[name], how), flush=True)


if __name__ == "__main__":
    main()
