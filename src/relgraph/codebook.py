"""The codebooks of event data: for which event class a code stands, and for which state a country code. Data decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from relgraph.classes import scales
from relgraph.resources import file
from relgraph.vocabulary import RG, THING


@dataclass(frozen=True, slots=True)
class Codebook:
    """Event classes by CAMEO code and by PLOVER type and mode; ISO codes of states by CAMEO's own."""

    classes: Mapping[str, str]
    modes: Mapping[tuple[str, str], str]
    countries: Mapping[str, str]

    def cameo(self, code: str) -> str:
        """Give the class of a CAMEO code, by its longest beginning that has one; empty for none.

        >>> codebook().cameo("0871"), codebook().cameo("012")
        ('Retreat', '')
        """
        return next((found for end in range(len(code), 1, -1) if (found := self.classes.get(code[:end]))), "")

    def plover(self, type_: str, mode: str) -> str:
        """Give the class of a PLOVER type, or of its mode; empty for none.

        >>> codebook().plover("CONSULT", "visit"), codebook().plover("AID", "")
        ('Visit', 'Aid')
        """
        return self.modes.get((type_, mode)) or self.modes.get((type_, ""), "")


@cache
def codebook() -> Codebook:
    """Read codebooks.ttl, and the PLOVER types and modes of relgraph.ttl."""
    classes: dict[str, str] = {}
    countries: dict[str, str] = {}
    for quad in parse(path=file("ontology", "codebooks.ttl"), format=RdfFormat.TURTLE):
        assert isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)
        name = quad.subject.value.removeprefix(THING).rpartition("/")[2]
        if quad.predicate.value == RG + "codesFor":
            classes[name] = quad.object.value.removeprefix(RG)
        else:
            countries[quad.object.value] = name
    modes = {(one.plover, one.mode): name for name, one in scales().items() if one.mode}
    modes |= {(one.plover, ""): name for name, one in scales().items() if one.plover == name.upper()}
    return Codebook(MappingProxyType(classes), MappingProxyType(modes), MappingProxyType(countries))
