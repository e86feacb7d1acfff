"""An averaged perceptron whose weights are packed whole numbers: one addition updates or sums all classes."""

from relgraph.reading.weights import LANE, WIDEST, Table

WIDE = 32  # bits of a lane while training
FAR = 64  # bits of a lane of the running totals


class Perceptron:
    """Learns weights for `classes` classes."""

    def __init__(self, classes: int) -> None:
        self.classes = classes
        self.weights: dict[int, int] = {}
        self.totals: dict[int, int] = {}
        self.seen: dict[int, int] = {}
        self.steps = 1
        self.ground = sum(1 << (WIDE * c + WIDE - 1) for c in range(classes))

    def scores(self, keys) -> memoryview:  # type: ignore[no-untyped-def]
        """Give each class's score (plus a constant)."""
        get = self.weights.get
        total = self.ground
        for key in keys:
            total += get(key, 0)
        return memoryview(total.to_bytes(4 * self.classes, "little")).cast("I")

    def update(self, keys, good: int, bad: int) -> None:  # type: ignore[no-untyped-def]
        """Move weights from the bad class to the good one."""
        delta = (1 << WIDE * good) - (1 << WIDE * bad)
        far = ((1 << FAR * good) - (1 << FAR * bad)) * self.steps
        weights, totals, seen = self.weights, self.totals, self.seen
        for key in keys:
            weights[key] = weights.get(key, 0) + delta
            totals[key] = totals.get(key, 0) + far
            seen[key] = seen.get(key, 0) + 1

    def average(self, scale: float, least: int, updates: int = 1) -> Table:
        """Give the averaged weights as whole numbers, without features that hardly matter."""
        out: dict[int, int] = {}
        for key, packed in self.weights.items():
            if self.seen[key] < updates:
                continue
            now, then = unpack(packed, WIDE, self.classes), unpack(self.totals[key], FAR, self.classes)
            row = [round((a - b / self.steps) * scale) for a, b in zip(now, then, strict=True)]
            row = [max(-WIDEST, min(WIDEST, v)) if abs(v) >= least else 0 for v in row]
            if any(row):
                out[key] = sum(v << LANE * c for c, v in enumerate(row))
        return Table(self.classes, out)


def unpack(packed: int, width: int, classes: int) -> list[int]:
    """Read signed lanes."""
    half, mask = 1 << (width - 1), (1 << width) - 1
    packed += sum(half << (width * c) for c in range(classes))
    return [(packed >> width * c & mask) - half for c in range(classes)]
