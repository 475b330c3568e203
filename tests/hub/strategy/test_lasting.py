"""Barriers with what others know against them, brokers' tasks by stage, and the sustainability plan."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import WorkArea
from kontor.hub.partnerships.models import GoodPractice, Recommendation, RecommendedAction
from kontor.hub.strategy import actions, queries, rules
from kontor.hub.strategy.choices import AREAS_OF_A_BARRIER, BROKER_TASKS, BarrierKind
from kontor.hub.strategy.exporters import ExportBarriers
from kontor.hub.strategy.models import Barrier, BrokerStep, SustainabilityPlan
from kontor.hub.transfer.actions import load
from kontor.hub.transfer.kit import HasErrors
from kontor.hub.transfer.kit.writers import separated
from tests.factories import actors
from tests.factories.actors import SYSTEM, signed_in
from tests.factories.directory import make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import (
    make_barrier,
    make_broker_step,
    make_income,
    make_investment,
    make_plan,
    make_plan_task,
)

pytestmark = pytest.mark.django_db

TODAY = date(2026, 3, 1)
MONEY = {"kind": "complementary-funding", "description": "No money for fairs", "severity": 3}


@pytest.fixture
def elca():
    return make_partnership("ELCA", key="elca")


@pytest.fixture
def coordinator(elca):
    return actors.make_coordinator(elca.team)


@pytest.fixture
def grain(elca):
    one = make_organisation("Grain Cluster", key="grain")
    make_participation(elca, one)
    return one


@pytest.fixture
def anna(grain):
    """Edits for a partner."""
    return actors.make_cluster_manager(grain.team or make_team(grain))


def make_action(number, area, evidence="Fairs paid"):
    return RecommendedAction.objects.create(
        number=number, area=area, title=f"Action {number}", evidence=evidence
    )


# --- barriers


def test_every_kind_has_its_areas_and_every_area_exists():
    assert set(AREAS_OF_A_BARRIER) == set(BarrierKind.values)
    assert {area for areas in AREAS_OF_A_BARRIER.values() for area in areas} <= set(WorkArea.values)


def test_guide_practices_recommendations_and_who_overcame_it_are_suggested_with_the_reason(elca, anna):
    other = make_partnership("WOOD", key="wood")
    make_action(15, "investment")
    make_action(1, "joint-strategy")
    GoodPractice.objects.create(
        key="gp", partnership=other, area="s3-investment", facts=["17 partners", "A label", "More"], lessons=["raise-awareness-early"]
    )  # fmt: skip
    Recommendation.objects.create(key="rec", partnership=other, topic="follow-up", text="Fund what follows.")
    make_barrier(
        other,
        "No money either",
        kind="complementary-funding",
        state="overcome",
        measures="Sponsors",
        visibility="public",
    )
    make_barrier(other, "Still poor", kind="complementary-funding", measures="Hoping", visibility="public")

    actions.add_barrier(actor=anna, partnership=elca, fields=MONEY)

    (row,) = queries.barriers_page(anna, elca).rows
    assert [(one.kind, one.title) for one in row.suggestions] == [
        ("barrier", "No money either"),
        ("action", "15. Action 15"),
        ("practice", "WOOD: raise awareness early"),
        ("recommendation", "Fund what follows."),
    ]
    assert [one.reason for one in row.suggestions] == [
        "WOOD has overcome the same barrier: Sponsors",
        "The guide recommends it for 'Investment'. It is done when there is: Fairs paid.",
        "WOOD is a good practice for 'Investment': 17 partners; A label.",
        "WOOD recommends it to those who come after it (Follow-up).",
    ]


def test_the_partnerships_own_records_show_that_it_takes_an_action(client, elca, anna):
    make_action(15, "investment")
    make_barrier(elca, kind="complementary-funding")
    make_investment(elca, "Dryer", key="dryer", stage="proposal", area="agri-food", visibility="public")
    make_investment(elca, "Inside", stage="running")
    make_investment(make_partnership("WOOD"), "Elsewhere", stage="running", visibility="public")

    def shown(actor):
        (row,) = queries.barriers_page(actor, elca).rows
        (action,) = [one for one in row.suggestions if one.kind == "action"]
        return [(one.title, one.shows) for one in action.evidence]

    assert shown(anna) == [
        ("Dryer", ("bankable proposal", "thematic area")),
        ("Inside", ("bankable proposal", "finance secured")),
    ]
    Barrier.objects.update(visibility="public")
    assert shown(VISITOR) == [("Dryer", ("bankable proposal", "thematic area"))]
    told = client.get("/api/v1/partnerships/elca/barriers").json()[0]["suggestions"][0]["evidence"]
    assert told == [
        {
            "title": "Dryer",
            "shows": ["bankable proposal", "thematic area"],
            "url": "/strategy/investments/dryer/",
        }
    ]


def test_what_is_taken_up_is_no_more_suggested_and_stays_though_it_does_not_fit(elca, anna):
    fitting, strange = make_action(15, "investment"), make_action(1, "joint-strategy")

    one = actions.add_barrier(actor=anna, partnership=elca, fields=MONEY, recommended=[fitting, strange])

    (row,) = queries.barriers_page(anna, elca).rows
    assert ([part.pk for part in row.taken], row.suggestions) == ([fitting.pk, strange.pk], ())
    actions.edit_barrier(actor=anna, edited=actions.Edited(one, 1), fields={"severity": 4})
    assert one.recommended.count() == 2


def test_own_practice_is_not_suggested_to_oneself(elca, anna):
    GoodPractice.objects.create(key="own", partnership=elca, area="s3-investment", facts=[], lessons=[])
    make_barrier(elca, kind="complementary-funding")

    (row,) = queries.barriers_page(anna, elca).rows

    assert row.suggestions == ()


def test_what_partners_keep_among_themselves_is_suggested_to_nobody_else(elca, anna):
    make_barrier(make_partnership("WOOD"), "Secret", state="overcome", measures="Hidden sponsors")
    make_barrier(elca)

    (row,) = queries.barriers_page(anna, elca).rows

    assert "Hidden" not in str(row.suggestions)


def test_overcome_says_how(elca, anna):
    with pytest.raises(rules.OvercomeWithoutWords):
        actions.add_barrier(actor=anna, partnership=elca, fields=MONEY | {"state": "overcome"})


def test_barrier_is_kept_by_those_who_edit_for_a_partner(elca, anna, coordinator):
    stranger = actors.make_outsider_coordinator()
    one = make_barrier(elca, visibility="public")

    with pytest.raises(NotAllowed):
        actions.add_barrier(actor=stranger, partnership=elca, fields=MONEY)
    with pytest.raises(NotAllowed):
        actions.remove_barrier(actor=stranger, barrier=one)
    with pytest.raises(ChangedMeanwhile):
        actions.edit_barrier(actor=anna, edited=actions.Edited(one, 9), fields={"severity": 4})
    actions.remove_barrier(actor=coordinator, barrier=one)
    assert AuditEvent.objects.filter(action="strategy.remove_barrier").count() == 1


def test_barrier_is_for_the_partners_unless_it_is_opened(elca, anna):
    make_barrier(elca, "Among us")
    make_barrier(
        elca, "For all", visibility="public", owner=make_organisation("Secret", visibility="restricted")
    )

    (row,) = queries.barriers_page(VISITOR, elca).rows

    assert row.barrier.description == "For all"
    assert (row.owner, row.owner_name) == (None, "An organisation that you may not see")
    assert len(queries.barriers_page(anna, elca).rows) == 2


@pytest.mark.parametrize("number", [1, 7])
def test_barriers_ask_as_much_for_many_as_for_few(elca, coordinator, django_assert_num_queries, number):
    for place in range(number):
        one = make_barrier(elca, owner=make_organisation(f"Cluster {place}"))
        one.recommended.add(make_action(place + 1, "innovation"))

    with django_assert_num_queries(8):
        page = queries.barriers_page(coordinator, elca)
    assert len(page.rows) == number


def test_barriers_come_and_go_as_a_table(tmp_path, elca, grain):
    file = tmp_path / "barriers.csv"
    head = "id,partnership,kind,description,severity,state,owner,measures,visibility\n"
    file.write_text(f"{head}b1,elca,other,Rain,,,grain,,\n", encoding="utf-8")
    load(actor=SYSTEM, kind="barriers", path=file, doubles="create")
    one = Barrier.objects.get()
    changed = one.changed_at
    load(actor=SYSTEM, kind="barriers", path=file, doubles="create")
    file.write_text(f"{head}b1,elca,other,Rain,4,overcome,grain,,\n", encoding="utf-8")

    with pytest.raises(HasErrors, match="Say how it was overcome"):
        load(actor=SYSTEM, kind="barriers", path=file, doubles="create")
    one.refresh_from_db()
    assert (one.severity, one.state, one.owner, one.changed_at) == (2, "open", grain, changed)
    (row,) = ExportBarriers().rows(SYSTEM)
    assert (row["id"], row["owner"], row["severity"]) == ("b1", "grain", 2)
    assert list(ExportBarriers().rows(VISITOR)) == []


def test_owner_that_a_coordinator_may_not_see_is_not_named_and_not_lost(tmp_path, elca, coordinator):
    hidden = make_organisation("Hidden Mill", key="hidden", visibility="restricted")
    make_participation(elca, hidden)
    one = make_barrier(elca, owner=hidden)
    (row,) = ExportBarriers().rows(coordinator)
    file = tmp_path / "barriers.csv"
    file.write_text("".join(separated(ExportBarriers.columns, [{**row, "severity": 4}])), encoding="utf-8")

    load(actor=coordinator, kind="barriers", path=file, doubles="create")

    one.refresh_from_db()
    assert (row["owner"], one.severity, one.owner) == (None, 4, hidden)


# --- brokers


def test_stages_hold_all_tasks_of_the_guide(elca, coordinator):
    page = queries.brokers_page(coordinator, elca)

    assert [len(stage.rows) for stage in page.stages] == [5, 5, 5, 4]
    assert page.stage_now == "scoping-and-building"


def keep(actor, partnership, stage="scoping-and-building", task="start-the-idea", version=0, **fields):
    return actions.keep_broker_step(
        actor=actor,
        partnership=partnership,
        stage=stage,
        task=task,
        version=version,
        fields=fields,
        today=TODAY,
    )


def test_task_is_taken_and_done_once_in_its_stage(elca, anna, grain):
    keep(anna, elca, broker=grain)
    keep(anna, elca, version=1, done_on=TODAY)
    keep(anna, elca, "managing-and-maintaining", "set-governance", outside="Policy officer")
    keep(anna, elca, "reviewing-and-revising", "set-governance", outside="Policy officer")

    page = queries.brokers_page(anna, elca)
    assert BrokerStep.objects.count() == 3
    assert (page.stages[0].done, page.stages[0].rows[0].broker_name) == (1, "Grain Cluster")


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"task": "assess-impact"}, rules.NoSuchTask),
        ({"outside": "Policy officer", "broker": True}, rules.TwoBrokers),
        ({"done_on": date(2026, 3, 2)}, rules.DoneInTheFuture),
        ({"version": 4}, ChangedMeanwhile),
    ],
)
def test_task_that_cannot_be_is_refused(elca, anna, grain, fields, refusal):
    told = fields | ({"broker": grain} if "broker" in fields else {})

    with pytest.raises(refusal):
        keep(anna, elca, **told)


def test_stage_is_over_when_all_its_tasks_are_done(elca, coordinator):
    for task in BROKER_TASKS["scoping-and-building"]:
        make_broker_step(elca, task=task, done_on=TODAY)

    assert queries.brokers_page(coordinator, elca).stage_now == "managing-and-maintaining"


# --- the sustainability plan


def test_plan_adds_up_what_is_secured_against_the_cost(elca, coordinator):
    plan = make_plan(elca, cost=Decimal(4000))
    make_income(plan, amount=Decimal(1000), state="secured")
    make_income(plan, amount=Decimal(500), state="promised")
    make_income(plan, amount=None, state="secured")

    page = queries.sustainability_page(coordinator, elca, TODAY)

    assert (page.secured, page.hoped, page.covered, page.without_amount) == (1000, 500, 25.0, 1)


def test_whoever_writes_first_begins_the_plan(elca, anna):
    actions.add_income(actor=anna, partnership=elca, fields={"kind": "fees", "label": "Fees"})
    actions.write_plan(actor=anna, partnership=elca, version=0, fields={"legal_form": "eeig"})

    assert SustainabilityPlan.objects.get().legal_form == "eeig"
    with pytest.raises(ChangedMeanwhile):
        actions.write_plan(actor=anna, partnership=elca, version=1, fields={"legal_form": "company"})


def test_check_is_due_a_year_after_the_last_one(elca, anna):
    actions.check_plan(
        actor=anna, partnership=elca, checked_on=date(2025, 3, 1), finding="It holds", today=TODAY
    )

    page = queries.sustainability_page(anna, elca, TODAY)

    assert (page.next_check, page.check_is_due) == (TODAY, True)
    with pytest.raises(rules.CheckedEarlier):
        actions.check_plan(
            actor=anna, partnership=elca, checked_on=date(2024, 1, 1), finding="Late", today=TODAY
        )
    with pytest.raises(rules.DoneInTheFuture):
        actions.check_plan(
            actor=anna, partnership=elca, checked_on=date(2027, 1, 1), finding="Soon", today=TODAY
        )


def test_task_is_overdue_until_it_is_done_and_its_owner_takes_part(elca, anna, grain):
    plan = make_plan(elca)
    one = make_plan_task(plan, due_on=date(2026, 2, 1))
    stranger = make_organisation("Stranger")

    assert queries.sustainability_page(anna, elca, TODAY).overdue == 1
    with pytest.raises(rules.OwnerNotAPartner):
        actions.edit_plan_task(
            actor=anna, edited=actions.Edited(one, 1), fields={"owner": stranger}, today=TODAY
        )
    actions.edit_plan_task(
        actor=anna, edited=actions.Edited(one, 1), fields={"done_on": TODAY, "owner": grain}, today=TODAY
    )
    assert queries.sustainability_page(anna, elca, TODAY).overdue == 0


def test_plan_is_for_the_partners(elca, anna):
    plan = make_plan(elca)
    income = make_income(plan)
    stranger = actors.make_outsider_coordinator()

    assert visible(SustainabilityPlan, VISITOR).count() == 0
    for change in (
        lambda: actions.add_income(actor=stranger, partnership=elca, fields={"kind": "fees", "label": "x"}),
        lambda: actions.write_plan(actor=stranger, partnership=elca, version=1, fields={}),
    ):
        with pytest.raises(NotAllowed):
            change()
    actions.remove_income(actor=anna, income=income)
    assert plan.income.count() == 0


# --- doors


def test_partner_walks_through_all_three_without_a_script(client, elca, anna, grain):
    signed_in(client, anna)
    action = make_action(12, "internationalisation")
    form = {
        "kind": "knowledge-of-markets", "description": "Nobody knows Peru", "severity": "3", "state": "open", "owner": "grain",
        "measures": "", "recommended": [action.pk], "practices": [], "visibility": "partners",
    }  # fmt: skip

    named = client.post(reverse("strategy:add_barrier", args=["elca"]), form)
    barriers = client.get(named.url.partition("#")[0]).text
    stage = ["elca", "scoping-and-building", "start-the-idea"]
    client.post(
        reverse("strategy:keep_broker_step", args=stage),
        {"broker": "grain", "outside": "", "done_on": "", "note": "", "version": 0},
    )
    brokers = client.get(reverse("strategy:brokers", args=["elca"])).text
    client.post(
        reverse("strategy:write_plan", args=["elca"]),
        {
            "purpose": "Fairs",
            "leaving": "",
            "legal_form": "association",
            "legal_note": "",
            "cost": "2000",
            "version": 0,
        },
    )
    client.post(
        reverse("strategy:add_income", args=["elca"]),
        {"kind": "fees", "label": "Fees", "amount": "500", "state": "secured"},
    )
    client.post(
        reverse("strategy:add_plan_task", args=["elca"]),
        {"title": "Write statutes", "owner": "grain", "due_on": "2020-01-01"},
    )
    client.post(
        reverse("strategy:check_plan", args=["elca"]), {"checked_on": "2020-01-01", "finding": "It holds"}
    )
    plan = client.get(reverse("strategy:sustainability", args=["elca"])).text

    assert "Taken up against it" in barriers
    assert "12. Action 12" in barriers
    assert "Grain Cluster" in brokers
    assert "Association" in plan
    assert "25" in plan
    assert "overdue" in plan
    assert "The yearly check is due" in plan


def test_program_reads_and_names_barriers(client, elca, anna):
    make_action(12, "internationalisation")
    signed_in(client, anna)
    new = {"kind": "knowledge-of-markets", "description": "Nobody knows Peru"}

    made = client.post("/api/v1/partnerships/elca/barriers", new, content_type="application/json")
    stages = client.get("/api/v1/partnerships/elca/brokers").json()
    plan = client.get("/api/v1/partnerships/elca/sustainability").json()
    client.logout()

    assert made.status_code == 201
    assert made.json()["suggestions"][0]["title"] == "12. Action 12"
    assert (len(stages), plan["secured"], plan["covered"]) == (19, 0, None)
    assert client.get("/api/v1/partnerships/elca/barriers").json() == []
    assert client.get("/api/v1/partnerships/elca/sustainability").status_code == 403
