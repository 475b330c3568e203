"""Brokers, sustainability plans, export groups and marks as tables: what was exported comes back the same, as CSV and as XLSX."""

from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.strategy.exporters import (
    ExportBrokerSteps,
    ExportGroupMembers,
    ExportGroups,
    ExportIncome,
    ExportInitiatives,
    ExportMarks,
    ExportMarkSteps,
    ExportPlans,
    ExportPlanTasks,
)
from kontor.hub.strategy.models import (
    BrokerStep,
    CollectiveMark,
    ExportGroup,
    GroupInitiative,
    GroupMember,
    IncomeLine,
    MarkStep,
    SustainabilityPlan,
    SustainabilityTask,
)
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors, InUse
from tests.factories import actors, tables
from tests.factories.actors import SYSTEM
from tests.factories.directory import make_country, make_membership, make_organisation
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import (
    make_broker_step,
    make_group,
    make_group_member,
    make_income,
    make_initiative,
    make_mark,
    make_plan,
    make_plan_task,
)
from tests.factories.tables import bring

pytestmark = pytest.mark.django_db

TABLES = (
    ExportBrokerSteps, ExportPlans, ExportIncome, ExportPlanTasks, ExportGroups, ExportGroupMembers, ExportInitiatives, ExportMarks,
    ExportMarkSteps,
)  # fmt: skip
# What falls away with it: income, tasks, members, initiatives, steps.
WHOLE = (BrokerStep, SustainabilityPlan, ExportGroup, CollectiveMark)
told, write = partial(tables.cells, TABLES), partial(tables.write, TABLES)
EVERYTHING = (*WHOLE, IncomeLine, SustainabilityTask, GroupMember, GroupInitiative, MarkStep)


@pytest.fixture
def elca():
    """A partnership of which every table has a full row and an empty one."""
    for code in ("JP", "KR"):
        make_country(code)
    one = make_partnership("ELCA", key="elca")
    cluster, mill = make_organisation("Grain", key="grain"), make_organisation("Mill", key="mill")
    make_participation(one, cluster)
    make_membership(mill, cluster)
    make_broker_step(one, broker=cluster, done_on=date(2020, 1, 31), note="By letter")
    make_broker_step(one, task="first-planning", outside="A retired director")
    plan = make_plan(
        one,
        legal_form="association",
        legal_note="Brussels",
        purpose="Go on.\nTogether.",
        cost=Decimal("60000.50"),
    )
    make_income(plan, "Fees", kind="fees", amount=Decimal(40000), state="secured")
    make_income(plan, "Stands", kind="events")
    make_plan_task(plan, "Found it", owner=cluster, due_on=date(2020, 6, 30), done_on=date(2020, 6, 1))
    make_plan_task(plan, "Open an account")
    group = make_group(
        one, "Asia", key="asia", goals="Sell", judged_by="Orders", since=date(2020, 2, 1), visibility="public"
    )
    group.markets.set(["JP", "KR"])
    make_group(one, "Later", key="later")
    make_group_member(group, mill, brings="Flour")
    make_initiative(
        group,
        "Fair",
        country_id="JP",
        due_on=date(2020, 5, 1),
        done_on=date(2020, 5, 3),
        outcome="Two orders",
    )
    make_initiative(group, "Visit")
    mark = make_mark(
        one,
        "Bread!",
        owner=cluster,
        classes=[30, 40],
        application="018",
        filed_on=date(2020, 3, 1),
        registered_on=date(2020, 9, 1),
    )
    make_mark(one, "Rye!")
    MarkStep.objects.create(mark=mark, step="classify-products", done_on=date(2020, 2, 2), note="Two classes")
    return one  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_comes_back_the_same_where_there_was_nothing(tmp_path, elca, form):
    before, files = told(), write(tmp_path, form)
    for model in WHOLE:
        model.objects.all().delete()
    assert [model.objects.count() for model in EVERYTHING] == [0] * len(EVERYTHING)

    for kind, path in files:
        load(actor=SYSTEM, kind=kind, path=path)

    assert told() == before
    assert [model.objects.count() for model in EVERYTHING] == [2, 1, 2, 2, 2, 2, 1, 2, 1]


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_what_was_exported_changes_nothing_where_it_is_there(tmp_path, elca, form):
    versions = [sorted(model.objects.values_list("pk", "version")) for model in EVERYTHING]

    for kind, path in write(tmp_path, form):
        load(actor=SYSTEM, kind=kind, path=path)

    assert [sorted(model.objects.values_list("pk", "version")) for model in EVERYTHING] == versions


def test_partner_that_the_reader_does_not_see_is_not_named_and_stays(tmp_path, elca):
    quiet = make_organisation("Quiet", key="quiet", visibility="restricted")
    make_participation(elca, quiet)
    BrokerStep.objects.filter(task="first-planning").update(broker=quiet, outside="")
    SustainabilityTask.objects.filter(title="Open an account").update(owner=quiet)
    CollectiveMark.objects.filter(name="Rye!").update(owner=quiet)
    coordinator = actors.make_coordinator(elca.team)

    assert "quiet" not in str(told(coordinator))
    for kind, path in write(tmp_path, "csv", coordinator):
        load(actor=coordinator, kind=kind, path=path)

    assert BrokerStep.objects.get(task="first-planning").broker == quiet
    assert SustainabilityTask.objects.get(title="Open an account").owner == quiet
    assert CollectiveMark.objects.get(name="Rye!").owner == quiet


def test_visitor_takes_along_open_groups_only(elca):
    make_group_member(ExportGroup.objects.get(key="asia"), make_organisation("Dark", state="draft"))

    rows = {one.kind: list(one().rows(VISITOR)) for one in TABLES}

    assert {kind: len(found) for kind, found in rows.items() if found} == {
        "export-groups": 1, "export-group-members": 1, "export-group-initiatives": 2,
    }  # fmt: skip
    assert [row["organisation"] for row in rows["export-group-members"]] == ["mill"]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        ("broker-tasks", "partnership,stage,task\nelca,sustaining-outcomes,start-the-idea\n", "is no task of a broker"),
        ("broker-tasks", "partnership,stage,task,broker\nelca,scoping-and-building,start-the-idea,mill\n", "does not take part"),
        ("broker-tasks", "partnership,stage,task,done\nelca,scoping-and-building,start-the-idea,2999-01-01\n", "still to come"),
        ("sustainability-tasks", "partnership,task,owner\nelca,Found it,mill\n", "does not take part"),
        ("export-groups", "id,partnership,name,markets\nasia,elca,Asia,Atlantis\n", "Atlantis"),
        ("export-group-members", "group,organisation\nlater,grain\n", "belongs to no cluster"),
        ("export-group-initiatives", "group,initiative,done\nasia,Visit,2999-01-01\n", "still to come"),
        ("collective-marks", "partnership,mark,classes\nelca,Rye!,12; 46\n", "is no class"),
        ("collective-marks", "partnership,mark,classes\nelca,Rye!,twelve\n", "is no number of a class"),
        ("collective-marks", "partnership,mark,registered\nelca,Rye!,2020-01-01\n", "before it was filed"),
        ("mark-steps", "partnership,mark,step\nelca,Oats!,classify-products\n", "has no mark"),
    ],
)  # fmt: skip
def test_fault_is_named_and_nothing_is_saved(tmp_path, elca, kind, text, said):
    before = told()

    with pytest.raises(HasErrors, match=said):
        bring(tmp_path, kind, text)

    assert told() == before


def test_row_changes_what_it_speaks_of_only(tmp_path, elca):
    bring(tmp_path, "export-groups", "id,partnership,name,state\nasia,elca,Asia,active\n")
    bring(tmp_path, "export-group-members", "group,organisation,brings\nasia,mill,Rye flour\n")
    bring(tmp_path, "collective-marks", "partnership,mark,classes\nelca,Bread!,30\n")

    group = ExportGroup.objects.get(key="asia")
    assert (group.state, group.goals, group.markets.count()) == ("active", "Sell", 2)
    assert group.members.get().brings == "Rye flour"
    assert CollectiveMark.objects.get(name="Bread!").classes == [30]
    assert CollectiveMark.objects.get(name="Bread!").application == "018"


def test_group_stays_with_its_partnership(tmp_path, elca):
    make_partnership("OTHER", key="other")

    with pytest.raises(HasErrors, match="stays with the partnership"):
        bring(tmp_path, "export-groups", "id,partnership,name\nasia,other,Asia\n")


def test_taking_back_removes_what_nothing_rests_on(elca):
    from kontor.hub.strategy import importers

    def undo(importer, model):
        importer().remove_many(SYSTEM, list(model.objects.values_list("pk", flat=True)))

    resting = (
        (importers.ImportPlans, SustainabilityPlan),
        (importers.ImportGroups, ExportGroup),
        (importers.ImportMarks, CollectiveMark),
    )
    for importer, model in resting:
        with pytest.raises(InUse):
            undo(importer, model)
    for importer, model in (
        (importers.ImportIncome, IncomeLine), (importers.ImportPlanTasks, SustainabilityTask),
        (importers.ImportGroupMembers, GroupMember), (importers.ImportInitiatives, GroupInitiative),
        (importers.ImportMarkSteps, MarkStep), (importers.ImportBrokerSteps, BrokerStep), *resting,
    ):  # fmt: skip
        undo(importer, model)

    assert [model.objects.count() for model in EVERYTHING] == [0] * len(EVERYTHING)
