"""One row rule answers for lists and for single records, and forgetting one hides everything."""

import pytest

from kontor.hub.accounts.models import Team
from kontor.hub.foundation import visibility
from kontor.hub.foundation.actor import VISITOR, Actor, TeamRole, system
from kontor.hub.foundation.models import SearchEntry
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, row_rule, sees, visibility_of, visible
from tests.factories.accounts import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def rules(monkeypatch):
    monkeypatch.setattr(visibility, "_rules", {})


def test_a_model_without_rule_is_seen_by_the_system_alone(rules):
    team = make_team()

    assert list(visible(Team, Actor(label="person 1", user_id=1))) == []
    assert list(visible(Team, system("test"))) == [team]
    assert row_rule(Team) is None


def test_one_rule_serves_several_models(rules):
    @visibility_of(Team, SearchEntry)
    def everybody(actor):
        return EVERYTHING

    assert (row_rule(Team), row_rule(SearchEntry)) == (everybody, everybody)


def test_list_and_single_record_agree():
    own, other = make_team(), make_team()
    actor = Actor(label="person 1", user_id=1, teams={own.pk: TeamRole.MEMBER})

    seen = set(visible(Team, actor))

    assert seen == {own}
    assert [sees(actor, team) for team in (own, other)] == [True, False]


def test_nothing_and_everything(rules):
    team = make_team()

    assert list(Team.objects.filter(NOTHING)) == []
    assert list(Team.objects.filter(EVERYTHING)) == [team]


def test_sees_takes_one_statement_and_none_for_the_system(django_assert_num_queries):
    team = make_team()

    with django_assert_num_queries(1):
        assert not sees(Actor(label="person 1", user_id=1, teams={0: TeamRole.MEMBER}), team)
    with django_assert_num_queries(0):
        assert sees(system("test"), team)


def test_what_is_not_stored_yet_can_be_seen():
    assert sees(VISITOR, Team(name="New"))
