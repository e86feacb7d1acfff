"""Lets `python -m relgraph` stand for the command `relgraph`."""

from relgraph.cli import main

if __name__ == "__main__":
    main()
