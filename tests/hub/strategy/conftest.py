"""What the tests of strategies share."""

import pytest


@pytest.fixture(autouse=True)
def plugged():
    """Activities are citable and importable, whatever front/wiring.py plugs in."""
    from kontor.hub.evidence.kit import SUBJECTS, Subject
    from kontor.hub.strategy.importers import IMPORTERS
    from kontor.hub.strategy.models import RoadmapActivity
    from kontor.hub.transfer.kit import IMPORTERS as PLUGGED

    before = dict(SUBJECTS.table), dict(PLUGGED.table)
    SUBJECTS.register(Subject(RoadmapActivity, "Activity", lambda one: "/", "strategy.plan"))
    PLUGGED.add(*IMPORTERS)
    yield
    for registry, table in zip((SUBJECTS, PLUGGED), before, strict=True):
        registry.table.clear()
        registry.table.update(table)
