"""Roadmaps are planned, moved and reported on by those who may, with a trace."""

from datetime import date

import pytest

from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.strategy import rules
from kontor.hub.strategy.actions import (
    ActivityEntry,
    edit_activity,
    move_due,
    plan_activities,
    remove_activities,
    report_activity,
)
from kontor.hub.strategy.models import DueChange, RoadmapActivity
from kontor.hub.strategy.queries import activity_by_key, activity_rows, deadlines, overdue, roadmap
from tests.factories import actors
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_activity_of_roadmap, make_due_change

pytestmark = pytest.mark.django_db
MARCH = date(2022, 3, 15)


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca", start="2020-09", end="")


def plan(partnership, title="Japan agreements", **fields):
    entry = ActivityEntry({"partnership": partnership, "title": title} | fields)
    return plan_activities(actor=SYSTEM, entries=[entry])[0]


def test_planned_activity_is_due_at_the_end_of_its_project_month(elca):
    one = plan(elca, planned_month=18)

    assert (one.key, one.due_on, one.state) == ("elca-japan-agreements", date(2022, 2, 28), "")
    assert AuditEvent.objects.get(action="strategy.plan").subject_id == str(one.pk)


def test_conversations_started_by_month_eighteen_are_overdue_in_march(elca):
    one = plan(elca, planned_month=18, state="started", state_text="conversations started")
    plan(elca, "Japan workshops", planned_month=18, state="done")
    blank = plan(elca, "Dubai agreements", planned_month=17)
    plan(elca, "Ohio agreements", planned_month=20)

    late = overdue(SYSTEM, MARCH, elca)

    assert late == [blank, one]
    assert overdue(SYSTEM, date(2022, 2, 28), elca) == [blank]


def test_roadmap_shows_every_month_and_blank_is_not_done(elca):
    plan(elca, "Clusters named", planned_month=11, state="done")
    plan(elca, "Templates", planned_month=13)
    plan(elca, "Some day")

    found = roadmap(SYSTEM, elca, MARCH)

    assert [(month.code, month.first, len(month.lines)) for month in found.months] == [
        ("M11", date(2021, 7, 1), 1),
        ("M12", date(2021, 8, 1), 0),
        ("M13", date(2021, 9, 1), 1),
    ]
    assert [line.activity.title for line in found.undated] == ["Some day"]
    assert (found.total, found.done, found.overdue, found.not_recorded) == (3, 1, 1, 2)


def test_moved_due_day_keeps_the_old_one_with_its_reason(elca):
    one = plan(elca, planned_month=18)

    move_due(actor=SYSTEM, activity=one, version=one.version, due_on=date(2022, 4, 30), reason="No visas yet")

    (row,) = activity_rows(SYSTEM, elca, MARCH)
    assert (row.due_on, row.was_due_on, row.is_overdue) == (date(2022, 4, 30), (date(2022, 2, 28),), False)
    assert DueChange.objects.get().reason == "No visas yet"


def test_edit_that_moves_the_month_does_not_move_an_agreed_day(elca):
    one = plan(elca, planned_month=18)

    edit_activity(actor=SYSTEM, version=one.version, entry=ActivityEntry({"planned_month": 19}, one))

    one.refresh_from_db()
    assert (one.planned_month, one.due_on, DueChange.objects.count()) == (19, date(2022, 2, 28), 0)


def test_report_says_what_became_of_it(elca):
    one = plan(elca, planned_month=18)

    report_activity(actor=SYSTEM, activity=one, version=one.version, state="done", done_on="2022-02")
    with pytest.raises(ChangedMeanwhile):
        report_activity(actor=SYSTEM, activity=one, version=one.version, state="started")
    one.refresh_from_db()
    with pytest.raises(rules.DoneOnWithoutDone):
        report_activity(actor=SYSTEM, activity=one, version=one.version, state="", done_on="2022-02")

    one.refresh_from_db()
    assert (one.state, one.done_on) == ("done", "2022-02")


def test_activities_do_not_come_after_themselves(elca):
    first, second = plan(elca, "First"), plan(elca, "Second")
    edit_activity(actor=SYSTEM, version=second.version, entry=ActivityEntry({}, second, after=[first.pk]))

    with pytest.raises(rules.ComesAfterItself):
        edit_activity(actor=SYSTEM, version=first.version, entry=ActivityEntry({}, first, after=[second.pk]))

    assert list(second.after.all()) == [first]
    assert [line.after for line in roadmap(SYSTEM, elca, MARCH).undated] == [(), (first,)]


def test_coordinator_plans_owner_reports_and_others_do_neither(elca):
    owner, other = make_organisation(), make_organisation()
    for partner in (owner, other):
        make_participation(elca, partner)
    one = make_activity_of_roadmap(elca, owner=owner, visibility="public", due_on=date(2022, 2, 28))
    coordinator = actors.make_coordinator(elca.team)
    manager = actors.make_cluster_manager(make_team(owner))

    plan_activities(actor=coordinator, entries=[ActivityEntry({"partnership": elca, "title": "More"})])
    one = report_activity(actor=manager, activity=activity_by_key(manager, one.key), version=1, state="done")
    move_due(actor=manager, activity=one, version=2, due_on=MARCH, reason="later")
    for actor in (manager, actors.make_cluster_manager(make_team(other)), actors.make_outsider_coordinator()):
        with pytest.raises(NotAllowed):
            plan_activities(actor=actor, entries=[ActivityEntry({"partnership": elca, "title": "Mine"})])
        with pytest.raises(NotAllowed):
            remove_activities(actor=actor, activities=[one])
    with pytest.raises(NotAllowed):
        report_activity(
            actor=actors.make_cluster_manager(make_team(other)), activity=one, version=3, state="started"
        )


def test_removed_activity_leaves_a_trace(elca):
    one = plan(elca)

    remove_activities(actor=SYSTEM, activities=[one])

    assert RoadmapActivity.objects.count() == 0
    assert AuditEvent.objects.get(action="strategy.remove").subject_id == str(one.pk)


def test_deadlines_are_those_of_own_partnerships_and_organisations(elca):
    owner = make_organisation()
    own = make_activity_of_roadmap(elca)
    make_activity_of_roadmap(elca, state="done")
    make_activity_of_roadmap(elca, due_on=None)
    abroad = make_activity_of_roadmap(make_partnership(), owner=owner, visibility="public")
    make_activity_of_roadmap(make_partnership(), visibility="public")

    assert list(deadlines(actors.make_coordinator(elca.team))) == [own]
    assert list(deadlines(actors.make_cluster_manager(make_team(owner)))) == [abroad]
    assert list(deadlines(actors.make_analyst())) == []


@pytest.mark.parametrize("count", [2, 6])
def test_roadmap_costs_the_same_whatever_its_length(django_assert_num_queries, count):
    elca = make_partnership(start="2020-09")
    for month in range(1, count + 1):
        make_due_change(make_activity_of_roadmap(elca, planned_month=month, owner=make_organisation()))
    actor = actors.make_coordinator(elca.team)

    with django_assert_num_queries(3):
        roadmap(actor, elca, MARCH)
    with django_assert_num_queries(2):
        overdue(actor, MARCH)
    with django_assert_num_queries(3):
        activity_rows(actor, elca, MARCH)
