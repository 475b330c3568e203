"""What the tests of partnerships share."""

import pytest


@pytest.fixture(autouse=True)
def findable():
    """Search knows partnerships and searches, and sources can be cited, whatever front/wiring.py plugs in."""
    from kontor.hub.directory.queries import SEARCH
    from kontor.hub.foundation import search
    from kontor.hub.partnerships.queries import SEARCH_KINDS

    before = dict(search.KINDS.table)
    for kind in (SEARCH, *SEARCH_KINDS):
        search.KINDS.register(kind)
    yield
    search.KINDS.table.clear()
    search.KINDS.table.update(before)
