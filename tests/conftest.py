"""What holds for every test: a store of the seeds, the same examples in every run, no skips where none are allowed."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("same", derandomize=True, deadline=None)
settings.load_profile("same")
#: Folders of tests that `make slow` runs.
SLOW = {"browser", "faults", "stores"}


@pytest.fixture(scope="session")
def seeds_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the shipped documents once; tests read this store and do not change it."""
    from relgraph.api import Graph

    store = tmp_path_factory.mktemp("seeds") / "store"
    Graph(store).build()
    return store


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Count as slow what drives a browser, other programs, or one process after the other."""
    for item in items:
        if not SLOW.isdisjoint(item.path.parts):
            item.add_marker(pytest.mark.slow)


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run if RELGRAPH_NO_SKIPS is set and a test was skipped for something else than RELGRAPH_WITHOUT names."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    missing = os.environ.get("RELGRAPH_WITHOUT", "").split()
    reasons = [str(report.longrepr[-1]) for report in reporter.stats.get("skipped", [])] if reporter else []
    skipped = [reason for reason in reasons if not any(name in reason for name in missing)]
    if os.environ.get("RELGRAPH_NO_SKIPS") and skipped and session.exitstatus == 0:
        session.exitstatus = 1
