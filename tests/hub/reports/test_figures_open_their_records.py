"""Every figure of the reports opens a page that says the same number, and lists as many records as the report counted."""

import re
from datetime import date

import pytest
from django.db import transaction
from lxml import html

from kontor.documents.blocks import Cell, Table
from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of
from kontor.hub.front.demo import load
from kontor.hub.reports.queries import draw

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 26)
EARLIER = date(2022, 6, 1)
COORDINATORS = {"elca": "elca@example.org", "natureef": "coordinator@example.org"}
RUNS = (
    ("key-achievements", "natureef", TODAY),
    ("cross-fertilisation", "elca", TODAY),
    ("cross-fertilisation", "elca", EARLIER),
    ("scoreboard", "elca", EARLIER),
)


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demo's records, loaded once for this file and taken back afterwards."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(lambda line: None)
        yield
        transaction.set_rollback(True)


def drawn(client, kind, subject, as_of):
    """The report as the coordinator of the demo reads it; the client is signed in as the same person."""
    person = User.objects.get(email=COORDINATORS[subject])
    client.force_login(person)
    return draw(actor_of(person), kind, as_of=as_of, today=TODAY, language="en", subject=subject)


def opened(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    return html.document_fromstring(response.content)


def numbers(page):
    """The value and the number of records that a page says first; None is 'no data'."""
    found = page.xpath("//*[@class='key-figures']//*[@class='key-figure-value']")
    return [number_in(one.text_content()) for one in found[:2]]


def number_in(text):
    found = re.match(r"[\d,.]+", text.strip())
    return float(found.group().replace(",", "")) if found else None


@pytest.mark.parametrize(("kind", "subject", "as_of"), RUNS)
def test_page_behind_a_figure_says_its_number_and_lists_its_records(demo, client, kind, subject, as_of):
    figures = [one for one in drawn(client, kind, subject, as_of).figures if not one.id.endswith(".target")]

    told = {one.id: numbers(opened(client, one.href)) for one in figures}

    assert figures
    assert told == {one.id: [one.value, one.rows] for one in figures}


@pytest.mark.parametrize(("kind", "subject", "as_of"), RUNS)
def test_every_address_of_a_figure_keeps_the_day(demo, client, kind, subject, as_of):
    figures = drawn(client, kind, subject, as_of).figures

    assert [one.id for one in figures if f"as_of={as_of.isoformat()}" not in one.href] == []


def test_meetings_are_the_sum_of_the_meetings_of_the_records_listed(demo, client):
    figures = {one.id: one for one in drawn(client, "key-achievements", "natureef", TODAY).figures}

    for name, value in (("meetings.c2c", 12), ("meetings.b2b", 158)):
        page = opened(client, figures[name].href)
        cells = page.xpath("//*[@id='rows']//td[@class='numbers']")
        assert sum(int(one.text_content()) for one in cells) == figures[name].value == value


def test_agreements_told_twice_are_all_listed_and_counted_once(demo, client):
    figures = {one.id: one for one in drawn(client, "cross-fertilisation", "elca", TODAY).figures}

    assert numbers(opened(client, figures["agreements.signed.distinct"].href)) == [16, 17]
    assert numbers(opened(client, figures["agreements.signed.rows"].href)) == [17, 17]


def test_a_partner_has_fewer_records_than_all_together(demo, client):
    figures = {one.id: one for one in drawn(client, "cross-fertilisation", "elca", TODAY).figures}

    partner, whole = figures["kpi.01.mav"], figures["kpi.01"]
    assert partner.href != whole.href
    assert [numbers(opened(client, one.href)) for one in (partner, whole)] == [[5, 5], [18, 18]]


def test_cells_of_the_table_open_what_the_figures_open(demo, client):
    report = drawn(client, "cross-fertilisation", "elca", EARLIER)
    figures = {one.id: one for one in report.figures}
    table = next(one for one in report.blocks if isinstance(one, Table) and one.id == "indicators")
    names = [one.id for one in table.columns]

    for row in table.rows:
        code = f"kpi.{row[0]:02}"
        cells = {name: cell for name, cell in zip(names, row, strict=True) if isinstance(cell, Cell)}
        for name in ("amz", "mav", "pol", "bic", "mech"):
            stated = figures[f"{code}.{name}"]
            assert cells[name].href == ("" if stated.value is None else stated.href), (code, name)
        assert cells["value"].href == figures[code].href
