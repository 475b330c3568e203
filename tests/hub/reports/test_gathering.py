"""Gathering the reports of a partnership: what belongs in, what does not, and at a cost that does not grow with records."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kontor.documents.blocks import Table
from kontor.documents.tables import value_of
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.reports.kit import CATALOGUE, Order
from kontor.hub.reports.queries import subjects
from kontor.hub.scoreboard.models import Indicator
from tests.factories.agreements import make_agreement, make_case, make_party, make_report, make_step
from tests.factories.directory import make_organisation
from tests.factories.missions import make_event, make_named
from tests.factories.partnerships import make_participation, make_partnership

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
KINDS = ("key-achievements", "cross-fertilisation", "scoreboard")
RULE = {"register": "agreements", "filters": [{"field": "list", "operator": "equal", "value": "sales"}], "dimensions": []}  # fmt: skip


def make_ship(number=1, **fields):
    """A partnership with so many cases, agreements and events, and an indicator that counts the agreements."""
    ship = make_partnership(**fields)
    partner = make_organisation(visibility="public", short_name="HARBOUR")
    make_participation(ship, partner)
    for place in range(number):
        case = make_case(ship, state="signed", country="PE")
        make_report(case, register="sales", row=str(place + 1), state="signed")
        make_party(case, partner, role="responsible")
        make_party(case)
        make_step(case)
        make_agreement(case, state="signed")
        make_named(
            make_event(ship, country="PE", event_class="b2b", meetings=2, register="meetings"), partner
        )
    Indicator.objects.create(
        key=f"{ship.key}-sales",
        partnership=ship,
        number=1,
        title="Sales",
        rule=RULE,
        target=2,
        register="sales",
    )
    return ship


def gathered(kind, ship, actor=VISITOR, as_of=TODAY):
    return CATALOGUE[kind].gather(Order(actor, as_of, "en", ship.key))


def statements(kind, number):
    ship = make_ship(number)
    with CaptureQueriesContext(connection) as captured:
        gathered(kind, ship)
    return len(captured)


def table(report, id):
    return next(block for block in report.blocks if isinstance(block, Table) and block.id == id)


@pytest.mark.parametrize("kind", KINDS)
def test_gathering_asks_as_often_for_few_records_as_for_many(kind):
    statements(kind, 1)  # findings are kept from now on

    assert statements(kind, 1) == statements(kind, 4)


def test_kinds_list_the_partnerships_that_they_can_tell_of():
    ship = make_ship()
    silent = make_partnership()

    listed = {kind: {one.key for one in subjects(VISITOR, CATALOGUE[kind])} for kind in KINDS}

    assert all(ship.key in keys for keys in listed.values())
    assert not any(silent.key in keys for keys in listed.values())


@pytest.mark.parametrize("kind", KINDS)
def test_partnership_without_records_has_a_report_that_says_so(kind):
    report = gathered(kind, make_partnership())

    tables = [block for block in report.blocks if isinstance(block, Table)]
    assert all(not block.rows and block.empty for block in tables if block.id != "events")
    assert report.blocks


def test_records_of_others_and_of_later_days_stay_out():
    ship = make_ship()
    make_case(make_partnership(), level="cluster")
    make_case(ship, started_on="2027-01")
    make_event(ship, event_class="b2b", start="2027", meetings=90)

    figures = {one.id: one.value for one in gathered("key-achievements", ship).figures}

    assert (figures["cases.clusters"], figures["events.b2b"], figures["meetings.b2b"]) == (1, 1, 2)


def test_state_that_two_lists_give_differently_is_remarked():
    ship = make_ship()
    case = make_case(ship, state="negotiation")
    make_report(case, register="overview", state="signed")
    make_report(case, register="details", state="negotiation")

    cell = table(gathered("key-achievements", ship), "cluster-details").rows[1][-1]

    assert value_of(cell) == "Negotiation"
    assert cell.note == "The lists differ: overview: signed; details: negotiation."


def test_agreement_told_twice_is_remarked_in_its_list():
    ship = make_ship(2)
    first, second = [case.agreements.get() for case in cases_of(ship)]
    second.same_as = first
    second.save()

    report = gathered("cross-fertilisation", ship)

    status = table(report, "records-1").rows[1][-1]
    assert status.note.startswith("The same agreement as")
    assert {one.id: one.value for one in report.figures if one.id.startswith("agreements")} == {
        "agreements.signed.rows": 2,
        "agreements.signed.distinct": 1,
    }


def cases_of(ship):
    return CooperationCase.objects.filter(partnership=ship).order_by("pk")


def test_joint_entries_are_shown_under_every_way_of_crediting():
    ship = make_ship()
    other = make_organisation(visibility="public", short_name="LIGHT")
    make_participation(ship, other)
    make_party(cases_of(ship).get(), other, role="responsible", position=1)

    rows = table(gathered("scoreboard", ship), "credit").rows

    assert [tuple(map(value_of, row))[3:5] for row in rows] == [(1, 1), (0.5, 0.5), (1, 0)]


def test_progress_without_a_programme_list_tells_of_no_agreement():
    make_ship()

    report = CATALOGUE["programme-progress"].gather(Order(VISITOR, TODAY, "en"))

    figures = {one.id: one.value for one in report.figures}
    assert (figures["agreements.total"], figures["agreements.reporters"]) == (0, 0)
    assert table(report, "agreements").rows == ()


def test_progress_tells_of_lists_that_several_partnerships_fill():
    ship, boat = make_ship(), make_ship()

    report = CATALOGUE["programme-progress"].gather(Order(VISITOR, TODAY, "en"))

    assert {row[0] for row in table(report, "agreements").rows} == {ship.acronym, boat.acronym}
    assert {one.id: one.value for one in report.figures}["agreements.total"] == 2


def test_event_of_an_unknown_country_that_is_told_again_does_not_stop_the_report():
    ship = make_partnership()
    event = make_event(ship, country="PE", event_class="c2c")
    make_event(ship, event_class="c2c", same_as=event)

    report = gathered("key-achievements", ship)

    assert sum(value_of(row[2]) or 0 for row in table(report, "regions").rows) == 1
