"""Who edits a record whose responsible partner she may not see is shown an empty field: saving it empties nothing."""

from datetime import date

import pytest

from kontor.hub.strategy import actions
from tests.factories import actors
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import (
    make_activity_of_roadmap,
    make_barrier,
    make_broker_step,
    make_mark,
    make_objective,
    make_plan,
    make_plan_task,
    make_strategy,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca")


@pytest.fixture
def grain(elca):
    one = make_organisation("Grain Cluster", key="grain")
    make_participation(elca, one)
    make_team(one)
    return one


@pytest.fixture
def quiet(elca):
    one = make_organisation("Quiet", key="quiet", visibility="restricted")
    make_participation(elca, one)
    return one


def edit(name, **said):
    """The action, with what it wants besides the fields."""

    def edited(actor, record, fields):
        known = actions.Edited(record, record.version)
        getattr(actions, name)(actor=actor, edited=known, fields=fields, **said)

    return edited


def edit_activity(actor, record, fields):
    entry = actions.ActivityEntry(fields, known=record)
    actions.edit_activity(actor=actor, version=record.version, entry=entry)


def keep_broker_step(actor, record, fields):
    actions.keep_broker_step(
        actor=actor, partnership=record.partnership, stage=record.stage, task=record.task, version=record.version, fields=fields,
        today=TODAY,
    )  # fmt: skip


# Kind -> the field, how the record is made, how it is changed, what else is said of it.
RECORDS = {
    "barrier": ("owner", lambda elca, owner: make_barrier(elca, owner=owner), edit("edit_barrier"), {"description": "Other"}),
    "mark": ("owner", lambda elca, owner: make_mark(elca, owner=owner), edit("edit_mark"), {"name": "Other"}),
    "plan task": (
        "owner",
        lambda elca, owner: make_plan_task(make_plan(elca), owner=owner),
        edit("edit_plan_task", today=TODAY),
        {"title": "Other"},
    ),
    "objective": (
        "owner",
        lambda elca, owner: make_objective(make_strategy(elca), owner=owner),
        edit("edit_objective", reason="Better words"),
        {"statement": "Other"},
    ),
    "activity": (
        "owner",
        lambda elca, owner: make_activity_of_roadmap(elca, owner=owner),
        edit_activity,
        {"title": "Other"},
    ),
    "broker": ("broker", lambda elca, owner: make_broker_step(elca, broker=owner), keep_broker_step, {"note": "Other"}),
}  # fmt: skip


@pytest.mark.parametrize("kind", RECORDS)
@pytest.mark.parametrize("seen", [True, False], ids=["seen", "hidden"])
def test_partner_is_emptied_by_who_sees_it_only(elca, grain, quiet, kind, seen):
    field, make, change, said = RECORDS[kind]
    owner = grain if seen else quiet
    record = make(elca, owner)
    coordinator = actors.make_coordinator(elca.team)

    change(coordinator, record, {**said, field: None})

    record.refresh_from_db()
    (name, value) = next(iter(said.items()))
    assert (getattr(record, name), getattr(record, field)) == (value, None if seen else quiet)
