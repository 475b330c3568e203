"""Joint investment projects as a register: numbers with the projects behind them, money only inside, never added to impact."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kontor.hub.foundation.actor import VISITOR
from kontor.hub.foundation.models import Region
from kontor.hub.scoreboard import actions, rules
from kontor.hub.scoreboard.actions import CardWording
from kontor.hub.scoreboard.inputs.registers import HIDDEN, REGISTERS
from kontor.hub.scoreboard.queries.board import board
from kontor.hub.scoreboard.queries.row_names import rows_behind
from kontor.hub.strategy.models import StageEntry
from tests.factories import actors
from tests.factories.directory import make_country, make_organisation
from tests.factories.indicators import make_indicator
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_cost_line, make_finance, make_investment

pytestmark = pytest.mark.django_db

DAY = date(2026, 12, 31)
LIVE = [{"field": "state", "operator": "not-in", "value": ["stopped"]}]


@pytest.fixture
def argo():
    """Two projects under way, one of them open to everybody, and one that was stopped."""
    argo = make_partnership("ARGO", key="argo")
    make_participation(argo, make_organisation("Grain Cluster", key="grain"))
    for key, stage, visibility, cost in (
        ("dryer", "secured", "public", 1000),
        ("press", "idea", "partners", 500),
        ("mill", "stopped", "public", 90_000),
    ):
        made = make_investment(argo, key.title(), key=key, stage=stage, visibility=visibility)
        make_cost_line(made, amount=cost - 100)
        make_cost_line(made, amount=100)
        make_finance(made, amount=cost, state="granted" if stage != "idea" else "applied")
    rules_of = {
        "projects": {"register": "investments", "filters": LIVE},
        "planned": {"register": "investments", "filters": LIVE, "measure": "sum", "field": "cost"},
        "secured": {"register": "investments", "filters": LIVE, "measure": "sum", "field": "granted"},
    }
    for key, rule in rules_of.items():
        make_indicator(argo, key=key, title=key.title(), rule=rule, dimensions=["state"], visibility="public")
    return argo


@pytest.fixture
def lead(argo):
    return actors.make_coordinator(argo.team)


def values(actor, argo, day=DAY):
    return {one.indicator.key: one.value for one in board(actor, argo, day).measured}


def test_projects_and_their_money_are_counted_without_what_was_stopped(argo, lead):
    found = board(lead, argo, DAY)

    assert values(lead, argo) == {"projects": 2, "planned": 1500, "secured": 1000}
    stages = found.of("projects").count.by_dimension("state")
    assert {stage: tally.value for stage, tally in stages.items()} == {"secured": 1, "idea": 1}


def test_a_number_opens_the_projects_that_it_counts_in_the_readers_language(argo, lead):
    found = board(lead, argo, DAY)
    one = found.of("planned")

    with translation.override("de"):
        (group,) = rows_behind(lead, found, one, one.row_ids()).groups

    rows = group.rows
    assert {(row.title, row.url) for row in rows} == {
        ("Dryer", "/strategy/investments/dryer/"),
        ("Press", "/strategy/investments/press/"),
    }
    assert "Finanzierung gesichert" in {row.title: row.text for row in rows}["Dryer"]


def test_others_count_what_they_see_and_read_no_money(argo):
    stranger = actors.make_outsider_coordinator()

    for actor in (VISITOR, stranger):
        rows = REGISTERS["investments"].columns(actor, [argo.pk]).rows_of(0)
        assert [(row.id, row.date, row.value("cost"), row.value("granted")) for row in rows] == [
            ("dryer", None, None, None),
            ("mill", None, None, None),
        ]
        assert values(actor, argo) == {"projects": 1, "planned": None, "secured": None}


def test_a_project_is_of_the_day_on_which_it_entered_its_stage_and_of_its_partner(argo, lead):
    hidden = make_organisation("Hidden", key="hidden", state="draft")
    spain = make_country("ES")
    regions = [
        Region.objects.create(code=code, name=code, country=spain, level=2) for code in ("ES21", "ES24")
    ]
    dryer = make_investment(argo, "Late", key="late", stage="matched", owner=hidden)
    dryer.regions.set(regions)
    StageEntry.objects.create(project=dryer, was="idea", stage="matched", entered_on=date(2026, 6, 1))

    late = REGISTERS["investments"].columns(lead, [argo.pk]).rows_of(0)[1]

    assert (late.id, late.date, late.partners) == ("late", date(2026, 6, 1), (HIDDEN,))
    assert late.value("region") == ("ES21", "ES24")
    assert late.value("cost") is None
    assert values(lead, argo, date(2026, 5, 31))["projects"] == 2
    assert values(lead, argo)["projects"] == 3


def test_statements_do_not_grow_with_the_projects(argo, lead):
    def cost():
        with CaptureQueriesContext(connection) as captured:
            REGISTERS["investments"].columns(lead, [argo.pk])
        return len(captured)

    few = cost()
    for _ in range(6):
        make_cost_line(make_investment(argo))

    assert cost() == few


def test_money_of_projects_is_never_added_to_the_impact_of_cases(argo, lead):
    made = {"register": "impacts", "measure": "sum", "field": "attributed"}
    make_indicator(argo, key="made", title="Made", rule=made)
    make_indicator(argo, key="roll-up", title="Roll-up", rule={"how": "sum", "of": ["made"]})

    def add(title, how, *of, **more):
        wording = CardWording(title, rule={"how": how, "of": list(of)}, **more)
        return actions.add_indicator(actor=lead, partnership=argo, wording=wording)

    for parts in (("made", "secured"), ("roll-up", "planned")):
        with pytest.raises(rules.SameMoneyTwice, match="All money"):
            add("All money", "sum", *parts)
    assert add("Compared", "ratio", "secured", "made", over_time="ratio", measure="percentage").key
