"""What the tests of the directory share."""

import pytest


@pytest.fixture(autouse=True)
def findable():
    """Search knows organisations whatever front/wiring.py plugs in."""
    from kontor.hub.directory.queries import SEARCH
    from kontor.hub.foundation import search

    before = dict(search.KINDS.table)
    search.KINDS.register(SEARCH)
    yield
    search.KINDS.table.clear()
    search.KINDS.table.update(before)


@pytest.fixture
def merge_hooks():
    """Partnerships follow merges, as front/wiring.py plugs it."""
    from kontor.hub.directory.queries.merge import MERGE_HOOKS
    from kontor.hub.front import merging

    before = MERGE_HOOKS[:]
    MERGE_HOOKS[:] = merging.MERGE_HOOKS
    yield
    MERGE_HOOKS[:] = before
