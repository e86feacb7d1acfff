"""Why a text is read as it is: each fact with its values, the words behind them, and the rule that gave it.

Comes in: a text and a reader. Goes out: lines for people. A text that states nothing gets a line that says so.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields

from relgraph.document import Document, from_text
from relgraph.facts import Fact


def explain(text: str, read: Callable[[Document], Iterable[Fact]]) -> str:
    """Read a text and tell what each fact in it rests on."""
    document = from_text(text, "sentence")
    told = ["\n".join(_told(fact, document)) for fact in read(document)]
    return (
        "\n\n".join(told) if told else "no fact: nothing in this text matches a phrase of the lexicon with its parties"
    )


def _told(fact: Fact, document: Document) -> Iterator[str]:
    values = ((one.name, getattr(fact, one.name)) for one in fields(fact) if one.name != "evidence")
    yield f"{type(fact).__name__}  " + "  ".join(f"{name}={_written(value)}" for name, value in values if value)
    yield f"  rule   {fact.evidence.rule}"
    for argument in fact.evidence.arguments:
        yield f"  {argument.role} {argument.value}  from  {document.slice(argument.span)!r}"
    yield f"  quote  {document.slice(fact.evidence.quote)}"


def _written(value: object) -> str:
    return "|".join(map(str, value)) if isinstance(value, tuple) else str(value)
