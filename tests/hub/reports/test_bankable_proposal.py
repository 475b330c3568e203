"""The bankable proposal: sums that agree, in every format, and nothing of what its reader may not see."""

from datetime import date
from decimal import Decimal

import pytest

from kontor.documents import FORMATS, write
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.reports.queries import draw
from tests.factories.actors import make_analyst
from tests.factories.directory import make_organisation
from tests.factories.partnerships import make_partnership
from tests.factories.strategy import (
    make_cost_line,
    make_finance,
    make_investment,
    make_party,
    make_risk,
    make_year,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def oven():
    one = make_investment(
        make_partnership("ELCA", key="elca"), "Oven", key="oven", visibility="public", rate=Decimal(5)
    )
    make_cost_line(one, "Bricks", 600)
    make_cost_line(one, "Door", 400)
    make_finance(one, "Secret bank", 1000, state="granted")
    make_finance(one, "Other secret bank", 300, state="refused")
    make_year(one, 2027, 0, 600)
    make_year(one, 2028, 0, 600)
    make_risk(one, "Secret risk")
    make_party(one, make_organisation("Secret Mill", visibility="restricted"))
    return one


def drawn(actor):
    return draw(actor, "bankable-proposal", as_of=TODAY, today=TODAY, language="en", subject="oven")


def test_figures_are_the_sums_of_the_tables(oven):
    report = drawn(make_analyst())
    totals = {one.id: one.total for one in report.blocks if getattr(one, "total", None)}

    assert {one.id: one.value for one in report.figures} == {
        "cost": 1000.0, "funded": 1000.0, "granted": 1000.0, "value": 116.0, "payback": 1.7,
    }  # fmt: skip
    assert {one.id: one.rows for one in report.figures} == {
        "cost": 2, "funded": 1, "granted": 1, "value": 2, "payback": 2,
    }  # fmt: skip
    assert totals == {"costs": ("All", 1000.0), "finance": ("All but what was refused", "", "", 1000.0)}


def test_what_is_not_known_is_listed(oven):
    told = drawn(make_analyst()).not_known

    assert "The need is not written." in told
    assert "For a risk it is not said what is done against it." in told
    assert "No cost is stated." not in told


def test_outsider_reads_neither_money_nor_risks_nor_the_hidden_organisation(oven):
    report = drawn(VISITOR)

    assert report.figures == ()
    assert "Secret" not in str(report)
    assert "Costs, finance, years and risks: they are read by the partners only." in report.not_known


@pytest.mark.parametrize("name", FORMATS)
def test_it_is_written_in_every_format(oven, name):
    assert write(drawn(make_analyst()), name)
