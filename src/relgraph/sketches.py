"""Sketches of texts, by which two copies of one text are recognised without the texts.

Comes in: a text. Goes out: its bottom-k sketch: the 64 least of the hashes of all runs of five words (shingles). Of two
sketches, the share of the least 64 hashes together that both have estimates the resemblance of the texts, the share of
shingles that they have in common. Source: A. Broder, "On the resemblance and containment of documents", 1997.
"""

import re
from base64 import b85decode, b85encode
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from struct import unpack

WORD = re.compile(r"\w+")
#: Words of a shingle, hashes of a sketch, bytes of a hash.
RUN, LEAST, SIZE = 5, 64, 8
#: Two texts are copies of one if they share half of what they have: the measure of Broder et al., "Syntactic clustering
#: of the Web", 1997. Independent reports of one event share a few per cent.
COPY = 0.5
#: By how many of the least hashes copies are found: of two texts alike by half, one pair in 250 has none in common.
HINTS = 8
#: From so many unlike texts on, a shared hash is boilerplate and hints at nothing.
BOILERPLATE = 200

Sketch = tuple[bytes, ...]


def sketch(text: str) -> str:
    """Sketch a text, as a line of ASCII; a text of fewer words than a shingle is one shingle."""
    words = WORD.findall(text.casefold())
    runs = {" ".join(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1))}
    hashes = sorted(blake2b(run.encode("utf-8", "replace"), digest_size=SIZE).digest() for run in runs)
    return b85encode(b"".join(hashes[:LEAST])).decode("ascii")


def hashes(line: str) -> Sketch:
    """Read a sketch."""
    return _parts(b85decode(line))


def resemblance(one: Sketch, other: Sketch) -> float:
    """Estimate the share of shingles that two texts have in common, 0 to 1; exact for texts of up to 64 shingles."""
    mine, theirs = set(one), set(other)
    least = sorted(mine | theirs)[:LEAST]
    return sum(value in mine and value in theirs for value in least) / len(least)


def copies(texts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Give each copy with its original, of names with sketches, originals first: a text that resembles an earlier one."""
    originals: dict[str, bytes] = {}
    found: dict[bytes, list[str]] = {}
    for name, line in texts:
        raw = b85decode(line)
        own = _parts(raw)
        shingles = frozenset(own)
        near = dict.fromkeys(one for value in own[:HINTS] for one in found.get(value, ()))
        original = next((one for one in near if _is_copy(own, shingles, originals[one])), None)
        if original:
            yield name, original
            continue
        originals[name] = raw
        for value in own[:HINTS]:
            if len(held := found.setdefault(value, [])) < BOILERPLATE:
                held.append(name)


def _is_copy(own: Sketch, shingles: frozenset[bytes], raw: bytes) -> bool:
    """Say whether a text resembles an earlier one; what they have in common at all settles most cases at once."""
    other = _parts(raw)
    shared = len(shingles.intersection(other))
    if shared < COPY * min(LEAST, len(own) + len(other) - shared):
        return False
    return resemblance(own, other) >= COPY


def _parts(raw: bytes) -> Sketch:
    """Split the bytes of a sketch into its hashes."""
    return unpack(f"{SIZE}s" * (len(raw) // SIZE), raw)
