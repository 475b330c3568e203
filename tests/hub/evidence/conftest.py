"""What front/wiring.py plugs in, here with teams as the records that cite."""

import pytest

from kontor.hub.accounts.models import Team
from kontor.hub.evidence.kit import SUBJECTS, TEAM_REACH, Subject
from kontor.hub.evidence.queries import SEARCH_KINDS
from kontor.hub.foundation.search import KINDS


@pytest.fixture(autouse=True)
def wiring(monkeypatch, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    team = Subject(Team, label="Team", url=lambda team: f"/teams/{team.pk}/", edit="accounts.invite")
    monkeypatch.setattr(KINDS, "table", {kind.kind: kind for kind in SEARCH_KINDS})
    monkeypatch.setattr(SUBJECTS, "table", {team.kind: team})
    kept = TEAM_REACH[:]
    TEAM_REACH.clear()
    yield
    TEAM_REACH[:] = kept
