"""What the tests of events share."""

import pytest


@pytest.fixture(autouse=True)
def plugged():
    """Events are findable, citable and importable, whatever front/wiring.py plugs in."""
    from kontor.hub.evidence.kit import SUBJECTS, Subject
    from kontor.hub.foundation import search
    from kontor.hub.missions.importers import IMPORTERS
    from kontor.hub.missions.models import Event
    from kontor.hub.missions.queries import SEARCH
    from kontor.hub.transfer.kit import IMPORTERS as PLUGGED

    before = dict(search.KINDS.table), dict(SUBJECTS.table), dict(PLUGGED.table)
    search.KINDS.register(SEARCH)
    SUBJECTS.register(Subject(Event, "Event", Event.get_absolute_url, "missions.edit"))
    PLUGGED.add(*IMPORTERS)
    yield
    for registry, table in zip((search.KINDS, SUBJECTS, PLUGGED), before, strict=True):
        registry.table.clear()
        registry.table.update(table)
