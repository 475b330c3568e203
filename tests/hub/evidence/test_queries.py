"""What rests on what, and only as far as the reader sees it."""

import pytest

from kontor.hub.evidence.kit import TEAM_REACH
from kontor.hub.evidence.models import Citation, Document
from kontor.hub.evidence.queries import citations_of, citing_records
from kontor.hub.foundation.visibility import visible
from tests.factories import actors
from tests.factories.accounts import make_team
from tests.factories.evidence import make_citation, make_document, make_source

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("size", [1, 30])
def test_citations_of_takes_one_statement(size, django_assert_num_queries):
    teams = [make_team() for _ in range(size)]
    for team in teams:
        make_citation(team, place="table 3", supports="name")

    with django_assert_num_queries(1):
        found = citations_of(actors.SYSTEM, teams)

    assert [[(cited.place, cited.what) for cited in found[team]] for team in teams] == [
        [("table 3", "name")]
    ] * size


def test_citations_of_leaves_out_documents_of_others():
    team = make_team()
    source = make_source()
    make_citation(team, source=source)
    make_citation(team, document=make_document())

    found = citations_of(actors.make_sme(team), [team])

    assert [cited.title for cited in found[team]] == [source.title]


def test_citations_of_nothing_asks_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert citations_of(actors.visitor(), []) == {}


def test_citing_records_are_those_the_reader_sees():
    own, other = make_team(), make_team()
    source = make_source()
    make_citation(own, source=source)
    make_citation(other, source=source)

    citing, count = citing_records(actors.make_sme(own), source)

    assert ([record.title for record in citing], count) == ([str(own)], 1)


def test_citations_of_kinds_that_nobody_registered_are_hidden():
    Citation.objects.create(subject_kind="nobody.knows", subject_id=1, source=make_source())

    assert list(visible(Citation, actors.make_administrator())) == []


SEEN = {
    "public": {
        "sme",
        "cluster_manager",
        "coordinator",
        "partner_staff",
        "visitor",
        "outsider_coordinator",
        "analyst",
        "editor",
        "administrator",
        "protection_officer",
        "system",
    },
    "programme": {"coordinator", "partner_staff", "analyst", "editor", "administrator", "system"},
    "partners": {"coordinator", "partner_staff", "analyst", "editor", "administrator", "system"},
    "restricted": {"coordinator", "partner_staff", "administrator", "system"},
}


@pytest.mark.parametrize("visibility", SEEN)
def test_document_is_seen_by_its_visibility(visibility):
    team = make_team()
    document = make_document(team=team, visibility=visibility)
    everybody = actors.one_of_each(make_team(), team)

    seeing = {role for role, actor in everybody.items() if document in visible(Document, actor)}

    assert seeing == SEEN[visibility]


def test_documents_of_teams_in_reach_are_seen():
    own, partner = make_team(), make_team()
    programme, restricted = (
        make_document(team=partner, visibility=word) for word in ("programme", "restricted")
    )
    TEAM_REACH.append(lambda actor, visibility: [partner.pk] if own.pk in actor.team_ids else [])

    seen = visible(Document, actors.make_sme(own))

    assert list(seen) == [programme]
    assert restricted not in seen
