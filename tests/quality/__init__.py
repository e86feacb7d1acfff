"""How well the reader reads: its tables beside those of careful readers. `python -m tests.quality` prints them."""
