"""How the reader's time grows on odd texts of full size: a million digits, brackets, spaces; 100,000 words or quotes.

Prints for each the growth when the text doubles; more than about 2.2 is more than linear. `SIZE` as the only argument
takes that many characters instead. tests/test_pathology.py holds the same on small texts of more kinds.
"""

import gc
import sys
from time import process_time

from relgraph.document import from_text
from relgraph.reading import read

KINDS = {
    "digits": (1_000_000, lambda size: "1" * size),
    "parentheses": (1_000_000, lambda size: "(" * size),
    "spaces": (1_000_000, lambda size: " " * size),
    "bracketed digits": (1_000_000, lambda size: f"..[{'111 ' * (size // 4)}]"),
    "capitalised words": (600_000, lambda size: "Abcde " * (size // 6)),
    "quotation marks": (100_000, lambda size: '"' * size),
}


def seconds(text: str) -> float:
    """Give the processor time of one reading."""
    document = from_text(text, "odd.txt")
    gc.collect()
    start = process_time()
    read(document)
    return process_time() - start


def main(words: list[str]) -> int:
    """Measure each kind at half its size and at its size."""
    seconds("Turkey met Kazakhstan.")
    for kind, (full, make) in KINDS.items():
        size = int(words[0]) if words else full
        half, whole = seconds(make(size // 2)), seconds(make(size))
        print(f"{kind:20}{size:>10} characters   doubled: {whole / half:.2f} x   {whole:.1f} s here", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
