"""The one family of errors: each message gives place, problem and remedy.

RelgraphError            exit 1
├── UsageError           exit 2   the command's words are off
├── InputError           exit 3   a document, query or RDF file cannot be read
├── StoreError           exit 4   the store is missing, locked or damaged
├── NetworkError         exit 5   a remote end did not answer as it should
├── Overtime             exit 124 a query ran into its limit
└── LawError             exit 1   a fact would break a law (a quote that is not in its document ...)
"""


class RelgraphError(Exception):
    """Base of all errors that relgraph raises on purpose; `exit_code` is what the command line returns."""

    exit_code = 1

    def __init__(self, place: str, problem: str, remedy: str = "") -> None:
        self.place, self.problem, self.remedy = place, problem, remedy
        super().__init__(f"{place}: {problem}" + (f"; {remedy}" if remedy else ""))

    def __reduce__(self) -> tuple[type["RelgraphError"], tuple[str, str, str]]:
        """Travel between processes by the three parts."""
        return type(self), (self.place, self.problem, self.remedy)


class UsageError(RelgraphError):
    """The words of a command are off: an unknown name, a wrong parameter."""

    exit_code = 2


class InputError(RelgraphError):
    """A document, query or RDF file cannot be read as what it claims to be."""

    exit_code = 3


class StoreError(RelgraphError):
    """The store is missing, in use by another process, or damaged."""

    exit_code = 4


class NetworkError(RelgraphError):
    """A remote store or endpoint did not answer as it should."""

    exit_code = 5


class Overtime(RelgraphError):
    """A query ran past its limit of time or memory and was stopped."""

    exit_code = 124


class LawError(RelgraphError):
    """A fact breaks a law of the house: its quote or an argument is not in the document."""
