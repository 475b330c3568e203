"""The report as a page: short, with the presentations at their own addresses; frozen ones, too."""

from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse
from lxml import html

from kontor.documents.blocks import Bullets, Facts, Heading, Table
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.reports import actions
from kontor.hub.reports.kit import Order
from kontor.hub.reports.queries import draw, frozen
from kontor.hub.reports.report.overview import PROGRAMME_OVERVIEW
from tests.factories.actors import make_editor, make_outsider_coordinator, signed_in
from tests.factories.partnerships import make_activity, make_participation, make_partnership, make_target

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 21)
KIND = "programme-overview"
SHOW = reverse("reports:show", args=[KIND])


@pytest.fixture(autouse=True)
def nothing_kept():
    cache.clear()
    yield
    cache.clear()


def section_address(key, day=TODAY):
    return f"{reverse('reports:section', args=[KIND, f'p-{key}'])}?as_of={day.isoformat()}"


def make_presented(acronym, **fields):
    """A partnership with a partner, a target and an activity."""
    one = make_partnership(acronym, **fields)
    make_participation(one)
    make_target(one)
    make_activity(one, note=f"Two missions of {acronym}")
    return one


def page_of(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return html.document_fromstring(response.content)


def test_show_links_each_presentation_instead_of_printing_it(client):
    ship, boat = make_presented("SHIP"), make_presented("BOAT")

    page = page_of(client, f"{SHOW}?as_of={TODAY.isoformat()}")

    links = page.xpath("//ul[contains(@class, 'r-links')]//a")
    assert [(link.text, link.get("href")) for link in links] == [
        ("BOAT", section_address(boat.key)),
        ("SHIP", section_address(ship.key)),
    ]
    assert "Two missions of SHIP" not in page.text_content()


def test_section_prints_the_presentation_and_leads_back(client):
    ship = make_presented("SHIP")
    make_presented("BOAT")

    page = page_of(client, section_address(ship.key))

    assert page.xpath("string(//h1)") == "SHIP"
    assert "Two missions of SHIP" in page.text_content()
    assert "BOAT" not in page.text_content()
    assert f"{SHOW}?as_of={TODAY.isoformat()}" in page.xpath("//nav//a/@href")


def test_section_says_what_the_whole_report_says():
    ship = make_presented("SHIP", name="Ships together")
    whole = draw(VISITOR, KIND, as_of=TODAY, today=TODAY, language="en").blocks
    start = whole.index(next(one for one in whole if isinstance(one, Heading) and one.id == f"p-{ship.key}"))

    alone = PROGRAMME_OVERVIEW.section(Order(VISITOR, TODAY, "en"), f"p-{ship.key}")

    assert alone.blocks == whole[start + 1 :]
    assert [type(block) for block in alone.blocks][1:] == [Facts, Table, Table]


def test_page_says_what_the_whole_report_says_but_for_the_presentations():
    make_presented("SHIP")
    make_presented("BOAT")
    whole = draw(VISITOR, KIND, as_of=TODAY, today=TODAY, language="en")

    page = PROGRAMME_OVERVIEW.on_screen(Order(VISITOR, TODAY, "en"))

    first = next(
        place
        for place, one in enumerate(whole.blocks)
        if isinstance(one, Heading) and one.id.startswith("p-")
    )
    assert page.blocks[:first] == whole.blocks[:first]
    assert page.blocks[first:] == tuple(
        one for one in whole.blocks[first:] if isinstance(one, Heading) and one.level == 2
    )
    assert (page.figures, page.findings, page.not_known) == (whole.figures, whole.findings, whole.not_known)


@pytest.mark.parametrize("section", ["p-none", "p-", "presentations", "ship"])
def test_section_that_is_not_there_is_not_found(client, section):
    make_presented("SHIP")

    assert client.get(reverse("reports:section", args=[KIND, section])).status_code == 404


def test_section_of_a_partnership_that_the_reader_does_not_see_is_not_found(client):
    hidden = make_presented("HIDDEN", visibility="restricted")

    visitors = client.get(section_address(hidden.key)).status_code
    signed_in(client, make_editor())

    assert (visitors, client.get(section_address(hidden.key)).status_code) == (404, 200)
    assert "HIDDEN" in client.get(SHOW).content.decode()


def test_section_of_a_day_before_the_partnership_is_not_found(client):
    ship = make_presented("SHIP", start="2018")

    assert client.get(section_address(ship.key, date(2017, 1, 1))).status_code == 404


def frozen_by(actor):
    return actions.freeze(actor=actor, kind=KIND, as_of=TODAY, today=TODAY, language="en")


def test_snapshot_shows_its_sections_at_their_own_addresses(client):
    ship, editor = make_presented("SHIP"), make_editor()
    snapshot = frozen_by(editor)
    make_activity(ship, note="Later")
    signed_in(client, editor)

    page = page_of(client, reverse("reports:snapshot", args=[snapshot.pk]))
    (address,) = page.xpath("//ul[contains(@class, 'r-links')]//a/@href")
    section = page_of(client, address).text_content()

    assert address == reverse("reports:snapshot_section", args=[snapshot.pk, f"p-{ship.key}"])
    assert "Two missions of SHIP" in section
    assert "Later" not in section
    assert not any(isinstance(block, Bullets) and "SHIP" in str(block) for block in frozen(snapshot).blocks)


def test_snapshot_section_is_seen_by_whoever_sees_the_snapshot(client):
    ship, editor = make_presented("SHIP"), make_editor()
    address = reverse("reports:snapshot_section", args=[frozen_by(editor).pk, f"p-{ship.key}"])

    signed_in(client, make_outsider_coordinator())
    outsiders = client.get(address).status_code
    signed_in(client, editor)

    assert (outsiders, client.get(address).status_code) == (404, 200)
    assert client.get(address.replace(ship.key, "none")).status_code == 404


@pytest.mark.parametrize("number", [1, 4])
def test_pages_ask_as_often_for_few_partnerships_as_for_many(client, number, django_assert_num_queries):
    ships = [make_presented(f"SHIP{place}") for place in range(number)]

    with django_assert_num_queries(16):
        client.get(SHOW)
    with django_assert_num_queries(1):
        client.get(SHOW)
    with django_assert_num_queries(4):
        client.get(section_address(ships[0].key))
