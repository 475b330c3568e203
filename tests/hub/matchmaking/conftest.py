"""What the tests of single meetings share."""

import pytest


@pytest.fixture(autouse=True)
def plugged():
    """Participants and wishes are importable, whatever front/wiring.py plugs in."""
    from kontor.hub.matchmaking.importers import IMPORTERS
    from kontor.hub.transfer.kit import IMPORTERS as PLUGGED

    before = dict(PLUGGED.table)
    PLUGGED.add(*IMPORTERS)
    yield
    PLUGGED.table.clear()
    PLUGGED.table.update(before)
