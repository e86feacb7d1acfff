"""What other programs are given to read: a store of two samples with their ties."""

import pytest

from relgraph import build
from relgraph.store import Store, in_memory
from tests.handmade import FIRST, FIRST_FACTS, SECOND, SECOND_FACTS


@pytest.fixture(scope="module")
def store() -> Store:
    made = in_memory()
    build.load_ontology(made)
    build.add(made, FIRST, FIRST_FACTS)
    build.add(made, SECOND, SECOND_FACTS)
    build.derive(made)
    return made
