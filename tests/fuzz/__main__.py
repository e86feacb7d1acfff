"""Fuzzes one target: `python -m tests.fuzz TARGET [FOLDER] [libFuzzer's options]`."""

import sys

import atheris

with atheris.instrument_imports(include=["relgraph"], enable_loader_override=False):
    from tests.fuzz.targets import TARGETS


def main() -> None:
    """Hand over to libFuzzer."""
    target = TARGETS[sys.argv.pop(1)]
    atheris.Setup(sys.argv, target)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
