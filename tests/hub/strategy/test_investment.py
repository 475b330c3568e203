"""Joint investment projects: gates stage by stage, moves with their reasons, sums, and what outsiders never read."""

from datetime import date
from decimal import Decimal

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.refusal import ChangedMeanwhile, NotAllowed, NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import RecommendedAction
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.models import CostLine, FinanceLine, InvestmentProject, StageEntry
from kontor.hub.strategy.queries.evidence import evidence_of_investments
from kontor.hub.strategy.rules import investment as rules
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.directory import make_country, make_organisation, make_team
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import (
    make_activity_of_roadmap,
    make_chain,
    make_component,
    make_cost_line,
    make_finance,
    make_investment,
    make_party,
    make_risk,
    make_year,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 1)
ALL = dict.fromkeys((gate.fact for gate in rules.GATES), True)


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
def anna(grain):
    """Edits for a partner."""
    return actors.make_cluster_manager(grain.team)


def move(actor, project, to, reason="", entered_on=TODAY, version=None):
    project.refresh_from_db()
    edited = actions.Edited(project, version or project.version)
    return actions.move_investment(
        actor=actor, edited=edited, to=to, reason=reason, entered_on=entered_on, today=TODAY
    )


def ready_to_match(elca, grain):
    """All that an idea needs to be matched."""
    project = make_investment(elca, need="Waste", area="agri-food", owner=grain)
    for code, country in (("FR10", "FR"), ("ES21", "ES")):
        region = Region.objects.create(code=code, name=code, country=make_country(country), level=2)
        project.regions.add(region)
    make_party(project, grain)
    make_party(project, make_organisation("Mill"), "technology")
    return project


# --- the table of gates


@pytest.mark.parametrize("gate", rules.GATES, ids=lambda gate: gate.fact)
def test_closed_gate_keeps_out_of_its_stage_and_all_after_it(gate):
    facts = {**ALL, gate.fact: False}
    closed = [stage for stage in rules.WAY if rules.missing_for(stage, facts)]

    assert closed == list(rules.WAY[rules.rank(gate.since) :])


def test_an_idea_needs_nothing_and_gates_are_named_once():
    assert rules.missing_for("idea", dict.fromkeys(ALL, False)) == ()
    assert len({gate.fact for gate in rules.GATES}) == len(rules.GATES)


@pytest.mark.parametrize(
    ("stage", "stopped_in", "found"),
    [("idea", "", ("matched",)), ("pilot", "", ("idea", "matched", "proposal")), ("stopped", "matched", ("idea", "matched"))],
)  # fmt: skip
def test_stages_to_which_a_project_may_go(stage, stopped_in, found):
    assert rules.stages_to(stage, stopped_in) == found


# --- moving


def test_gate_refuses_and_names_all_that_is_missing(elca, anna):
    with pytest.raises(rules.GateClosed) as refused:
        move(anna, make_investment(elca, need="Waste"), "matched")

    assert refused.value.data["missing"] == (
        "No thematic area is chosen. No partner is responsible. Fewer than two regions take part. "
        "Fewer than two organisations take part. No organisation has the role of the lead."
    )


def test_project_goes_on_with_its_day_and_those_in_it_hear(
    elca, grain, anna, django_capture_on_commit_callbacks
):
    project = ready_to_match(elca, grain)

    with django_capture_on_commit_callbacks(execute=True):
        move(anna, project, "matched")

    project.refresh_from_db()
    assert project.stage == "matched"
    assert (project.entries.last().was, project.entries.last().entered_on) == ("idea", TODAY)
    assert [one.subject for one in mail.outbox] == [f"{project.title}: now in the stage 'matched partners'"]


def test_one_stage_at_a_time_and_back_only_with_a_reason(elca, grain, anna):
    project = ready_to_match(elca, grain)
    move(anna, project, "matched")

    with pytest.raises(rules.OneStageAtATime):
        move(anna, project, "proposal")
    with pytest.raises(rules.ThereAlready):
        move(anna, project, "matched")
    with pytest.raises(rules.ReasonWanted):
        move(anna, project, "idea")
    assert move(anna, project, "idea", "The mill left").stage == "idea"


def test_stopped_project_is_taken_up_where_it_stopped(elca, grain, anna):
    project = make_investment(elca)
    edited = actions.Edited(project, project.version)
    with pytest.raises(rules.ReasonWanted):
        actions.stop_investment(actor=anna, edited=edited, reason=" ", entered_on=TODAY, today=TODAY)
    actions.stop_investment(actor=anna, edited=edited, reason="No money", entered_on=TODAY, today=TODAY)

    with pytest.raises(rules.NotBeyondWhereItStopped):
        move(anna, project, "matched", "Again")
    assert move(anna, project, "idea", "A new investor").stage == "idea"


def test_day_lies_neither_ahead_nor_before_the_last_and_versions_count(elca, grain, anna):
    project = ready_to_match(elca, grain)

    with pytest.raises(rules.EnteredInTheFuture):
        move(anna, project, "matched", entered_on=date(2026, 3, 2))
    with pytest.raises(rules.EnteredBeforeTheLast):
        move(anna, project, "matched", entered_on=date(2025, 1, 1))
    with pytest.raises(ChangedMeanwhile):
        move(anna, project, "matched", version=9)


# --- sums and entries


def test_sums_leave_out_what_was_refused_and_tell_whether_it_pays(elca, anna):
    project = make_investment(elca, rate=Decimal(5))
    make_cost_line(project, amount=1000)
    make_finance(project, amount=600, state="granted")
    make_finance(project, amount=300, state="refused")
    make_year(project, 2027, revenue=600)
    make_year(project, 2028, revenue=600)

    money = queries.investment_page(anna, project).money

    assert (money.cost, money.funded, money.granted, money.open) == (1000, 600, 600, 400)
    assert (money.value, money.payback) == (Decimal("115.65"), Decimal("1.7"))


def test_checklist_leads_to_where_it_is_written(elca, anna):
    project = make_investment(elca, key="mill")

    page = queries.investment_page(anna, project)

    assert (page.missing_here, page.next_label) == ((), "matched partners")
    assert page.missing_next[0].url == "/strategy/investments/mill/edit/#id_need"
    assert page.missing_next[-1].url == "/strategy/investments/mill/#parties"


def test_year_role_and_foreign_component_are_refused(elca, grain, anna):
    project = make_investment(elca)
    make_year(project, 2027)
    make_party(project, grain)
    foreign = make_component(make_chain(make_partnership("SHIP")))

    def add(place, **fields):
        actions.add_to_investment(actor=anna, project=project, place=place, fields=fields)

    with pytest.raises(rules.YearAlready):
        add("years", year=2027, costs=1, revenue=1)
    with pytest.raises(rules.PartyAlready):
        add("parties", organisation=grain, role="lead")
    with pytest.raises(rules.ComponentElsewhere):
        add("parties", organisation=grain, role="site", component=foreign)


def test_entry_is_added_changed_and_removed(elca, anna):
    project = make_investment(elca)
    line = actions.add_to_investment(
        actor=anna, project=project, place="costs", fields={"label": "Oven", "amount": 5}
    )

    actions.edit_in_investment(actor=anna, edited=actions.Edited(line, 1), fields={"amount": 7})
    assert project.costs.get().amount == 7
    actions.remove_from_investment(actor=anna, entry=line)
    assert not project.costs.exists()


# --- who reads


def test_open_project_shows_neither_money_nor_hidden_organisations(elca, anna):
    project = make_investment(elca, visibility="public")
    make_cost_line(project)
    make_finance(project)
    make_risk(project)
    party = make_party(
        project, make_organisation("Secret Mill", visibility="restricted"), brings="Secret oven"
    )

    page = queries.investment_page(VISITOR, project)

    assert [(row.organisation, row.brings) for row in page.parties] == [(None, "")]
    assert (page.money.costs, page.money.finance, page.risks, page.entries) == ((), (), (), ())
    assert (page.missing_next, "Secret" in str(page)) == ((), False)
    assert queries.pipeline(VISITOR, elca).cost == 0
    assert queries.pipeline(anna, elca).cost == 1000
    with pytest.raises(NotThere):
        queries.investment_entry(VISITOR, "parties", party.pk)


def test_project_is_for_the_partners_unless_it_is_opened(elca, anna):
    make_cost_line(make_investment(elca))
    analyst, stranger = actors.make_analyst(), actors.make_outsider_coordinator()

    counts = [
        tuple(visible(model, one).count() for model in (InvestmentProject, CostLine, FinanceLine, StageEntry))
        for one in (anna, analyst, stranger, VISITOR)
    ]
    assert counts == [(1, 1, 0, 1), (1, 1, 0, 1), (0, 0, 0, 0), (0, 0, 0, 0)]


def test_stranger_starts_and_moves_nothing(elca):
    stranger = actors.make_outsider_coordinator()

    with pytest.raises(NotAllowed):
        actions.start_investment(actor=stranger, partnership=elca, fields={"title": "x"}, today=TODAY)
    with pytest.raises(NotAllowed):
        move(stranger, make_investment(elca, visibility="public"), "matched")


@pytest.mark.parametrize("number", [1, 8])
def test_pages_ask_as_much_for_many_as_for_few(elca, anna, django_assert_num_queries, number):
    for _place in range(number):
        project = make_investment(elca)
        make_cost_line(project)
    for place in range(number):
        make_party(project, make_organisation(f"Mill {place}"))
        make_year(project, 2027 + place)

    with django_assert_num_queries(6):
        assert queries.pipeline(anna, elca).total == number
    with django_assert_num_queries(14):
        queries.investment_page(anna, project)


# --- pages


def test_pages_lead_from_an_idea_to_a_project_that_is_stopped(elca, grain, client):
    signed_in(client, actors.make_cluster_manager(grain.team))
    told = {"title": "Shared oven", "visibility": "partners"}

    client.post(reverse("strategy:start_investment", args=["elca"]), told)
    project = InvestmentProject.objects.get()
    cost = {"label": "Oven", "amount": "1500"}
    client.post(reverse("strategy:add_to_investment", args=[project.key, "costs"]), cost)
    shown = client.get(project.get_absolute_url()).content.decode()
    assert "What is missing for the next stage: matched partners" in shown
    assert "1,500" in shown
    refused = client.post(
        reverse("strategy:move_investment", args=[project.key]),
        {"stage": "matched", "entered_on": "2026-03-01", "version": project.version},
    )
    assert "The need is not written." in refused.content.decode()
    assert "Shared oven" in client.get(reverse("strategy:investments", args=["elca"])).content.decode()


def test_empty_pipeline_explains(elca, grain, client):
    signed_in(client, actors.make_cluster_manager(grain.team))

    assert (
        "two or more regions" in client.get(reverse("strategy:investments", args=["elca"])).content.decode()
    )


def test_program_starts_edits_and_is_refused_at_the_gate(elca, grain, anna, client):
    signed_in(client, anna)
    kind = {"content_type": "application/json"}

    made = client.post("/api/v1/partnerships/elca/investments", {"title": "Oven"}, **kind).json()
    address = f"/api/v1/investments/{made['key']}"
    edited = client.put(address, {"title": "Oven", "need": "Heat", "version": made["version"]}, **kind).json()
    day = {"entered_on": timezone.localdate().isoformat(), "version": edited["version"]}
    refused = client.post(f"{address}/move", {"stage": "matched", **day}, **kind)
    stopped = client.post(f"{address}/stop", {"reason": "No money", **day}, **kind).json()

    assert (made["missing"][0], edited["need"]) == ("The need is not written.", "Heat")
    assert (refused.status_code, stopped["stage"]) == (409, "stopped")
    assert stopped["entries"][-1]["reason"] == "No money"
    listed = client.get("/api/v1/partnerships/elca/investments").json()
    assert [(one["title"], one["stage"], one["cost"]) for one in listed] == [("Oven", "stopped", None)]


@pytest.mark.parametrize(
    ("said", "status"), [({"rate": "4.25"}, 201), ({"rate": "123.4"}, 422), ({"regions": ["ZZ99"]}, 409)]
)
def test_program_is_told_what_it_cannot_say(elca, grain, anna, client, said, status):
    signed_in(client, anna)

    answer = client.post(
        "/api/v1/partnerships/elca/investments", {"title": "Oven", **said}, content_type="application/json"
    )

    assert answer.status_code == status
    if status == 409:
        assert answer.json()["detail"] == "There is no region 'ZZ99': give codes such as ES24."


def test_the_pages_that_remove_say_what_they_remove(elca, grain, anna, client):
    project = make_investment(elca)
    party = make_party(project, grain)
    signed_in(client, anna)

    whole = client.get(reverse("strategy:remove_investment", args=[project.key])).text
    part = client.get(reverse("strategy:remove_from_investment", args=["parties", party.pk])).text

    assert ("Remove the project</button>" in whole, "Remove the entry</button>" in part) == (True, True)


def test_what_the_editor_does_not_see_stays_when_she_saves(elca, grain, anna, client):
    quiet = make_organisation("Hushed", key="hushed", visibility="restricted")
    make_participation(elca, quiet)
    dark = make_component(make_chain(elca, visibility="restricted"), "Darkening")
    unseen = make_activity_of_roadmap(elca, key="unseen", visibility="restricted")
    project = make_investment(elca, owner=quiet, activity=unseen)
    party = make_party(project, grain, component=dark)
    signed_in(client, anna)
    address = reverse("strategy:edit_investment", args=[project.key])
    entry = reverse("strategy:edit_in_investment", args=["parties", party.pk])
    shown = client.get(address).text + client.get(entry).text

    client.post(address, {"title": "Oven", "visibility": "partners", "version": 1})
    client.post(entry, {"organisation": "grain", "role": "site", "version": 1})

    project.refresh_from_db()
    party.refresh_from_db()
    assert not any(word in shown for word in ("Hushed", "hushed", "Darkening", "unseen"))
    assert (project.title, project.owner, project.activity) == ("Oven", quiet, unseen)
    assert (party.role, party.component) == ("site", dark)


def test_what_the_editor_sees_is_emptied_when_she_empties_it(elca, grain, anna):
    project = make_investment(elca, owner=grain, activity=make_activity_of_roadmap(elca))

    fields = {"owner": None, "activity": None}
    actions.edit_investment(actor=anna, edited=actions.Edited(project, 1), fields=fields)

    project.refresh_from_db()
    assert (project.owner, project.activity) == (None, None)


def test_organisation_is_added_and_changed_without_a_script(elca, grain, anna, client):
    project = make_investment(elca)
    signed_in(client, anna)
    form = {"organisation": "grain", "role": "lead", "brings": "Flour"}

    client.post(reverse("strategy:add_to_investment", args=[project.key, "parties"]), form)
    party = project.parties.get()
    address = reverse("strategy:edit_in_investment", args=["parties", party.pk])
    filled = client.get(address).text
    client.post(address, {**form, "brings": "Bread", "version": party.version})
    party.refresh_from_db()

    assert "Flour" in filled
    assert party.brings == "Bread"


# --- what projects show of the guide's action 15


def shown_on_the_page(client):
    page = client.get(reverse("partnerships:practices"))
    return [
        (row.action.number, [(one.title, one.partnership, one.shows) for one in row.evidence])
        for lesson in page.context["page"].lessons
        for row in lesson.actions
    ]


def test_action_15_is_shown_by_the_projects_that_the_reader_sees(client, elca, anna):
    RecommendedAction.objects.create(number=14, area="investment", title="Investor events", evidence="Fairs")
    RecommendedAction.objects.create(number=15, area="investment", title="Back projects", evidence="Proposal")
    spain = make_country("ES")
    regions = [
        Region.objects.create(code=code, name=code, country=spain, level=2) for code in ("ES21", "ES24")
    ]
    dryer = make_investment(
        elca, "Dryer", key="dryer", stage="secured", visibility="public", assistance="received"
    )
    dryer.regions.set(regions)
    make_investment(elca, "Press", assistance="applied")
    make_investment(elca, "Bare idea", visibility="public", assistance="not-needed")
    make_investment(
        elca, "Gone", stage="stopped", area="agri-food", assistance="received", visibility="public"
    )
    hidden = make_partnership("HIDDEN", visibility="restricted")
    make_investment(hidden, "Xanadumarker", stage="running", visibility="public")
    everything = (
        "bankable proposal",
        "two or more regions",
        "assistance applied for or received",
        "finance secured",
    )

    assert shown_on_the_page(client) == [(14, []), (15, [("Dryer", "ELCA", everything)])]
    drawn = client.get(reverse("partnerships:practices")).text
    assert drawn.count('href="/strategy/investments/dryer/"') == 1
    signed_in(client, anna)
    assert shown_on_the_page(client) == [
        (14, []),
        (15, [("Dryer", "ELCA", everything), ("Press", "ELCA", ("assistance applied for or received",))]),
    ]


@pytest.mark.parametrize("number", [1, 6])
def test_evidence_is_one_statement_for_many_projects_as_for_one(
    elca, anna, django_assert_num_queries, number
):
    for _ in range(number):
        make_investment(elca, stage="proposal")

    with django_assert_num_queries(1):
        found = evidence_of_investments(anna)
    assert len(found[15]) == number
