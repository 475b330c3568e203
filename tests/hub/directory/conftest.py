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
