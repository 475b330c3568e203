"""The report of a value chain: what its page says, in every format, and nothing of what its reader may not see."""

import json
from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from kontor.documents import FORMATS, write
from kontor.documents.blocks import Cell, Network
from kontor.documents.tables import value_of
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.front.demo import load
from kontor.hub.reports.queries import draw
from kontor.hub.reports.rules import UnknownSubject
from tests.factories.actors import SYSTEM, make_coordinator, signed_in
from tests.factories.directory import make_competence, make_organisation, make_term
from tests.factories.partnerships import make_participation, make_partnership
from tests.factories.strategy import make_chain, make_component, make_contribution, make_link

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 27)


@pytest.fixture
def bread():
    """Milling is done twice, baking once, and nobody sells; a shop of the directory would."""
    ship = make_partnership("SHIP", key="ship")
    chain = make_chain(ship, "Bread", key="bread", visibility="public", topic="From grain to loaf")
    selling = make_term(label="Selling")
    milling, baking, shop = (
        make_component(chain, "Milling"),
        make_component(chain, "Baking", weight=2, readiness=6),
        make_component(chain, "Selling", term=selling),
    )
    make_link(milling, baking, "flour")
    make_link(baking, shop, "loaves")
    mill = make_organisation("Mill", country="FR")
    make_participation(ship, mill)
    make_contribution(milling, mill, gives="Stones", readiness=7)
    make_contribution(milling, make_organisation("Windmill", country="ES"), readiness=5)
    make_contribution(baking, mill, readiness=8, competence="Ovens")
    make_competence(
        make_organisation("Shop", key="shop", country="DE"), text="", term=selling, direction="offers"
    )
    return chain


def drawn(actor=VISITOR, subject="bread", language="en", as_of=TODAY):
    return draw(actor, "value-chain", as_of=as_of, today=TODAY, language=language, subject=subject)


def block(report, id):
    (found,) = [one for one in report.blocks if getattr(one, "id", "") == id and not hasattr(one, "level")]
    return found


def table(report, id):
    return [tuple(value_of(cell) for cell in row) for row in block(report, id).rows]


def test_figures_count_what_is_drawn_and_name_how_many_records_stand_behind(bread):
    told = {one.id: (one.value, one.rows) for one in drawn().figures}

    assert told == {
        "coverage": (75.0, 3), "components": (3, 3), "links": (2, 2), "contributions": (3, 3),
        "organisations": (2, 3), "gaps": (1, 1), "organisations.missing": (1, 1), "overlaps": (1, 1),
        "overlaps.unexplained": (1, 1), "single-points": (1, 1), "balance.partners": (0.650022, 3),
        "balance.countries": (0.650022, 3), "invited": (1, 1), "candidates": (1, 1),
    }  # fmt: skip


def test_every_figure_opens_a_page_on_which_its_place_is(bread, client):
    for one in drawn().figures:
        page = client.get(one.href)

        address, _, place = one.href.partition("#")
        assert page.status_code == 200, one.id
        assert not place or f'id="{place}"' in page.text, one.id
        assert address.startswith(bread.get_absolute_url())


def test_tables_tell_gaps_overlaps_contributions_and_whom_to_invite(bread):
    report = drawn()

    assert table(report, "gaps") == [("Selling", 1, 1, "empty", "Selling")]
    assert table(report, "overlaps") == [
        ("Milling", 2, "Mill and Windmill: neither says how it complements the other.")
    ]
    assert table(report, "contributions") == [
        ("Milling", "Mill", "France", "Stones", "", 7, ""),
        ("Milling", "Windmill", "Spain", "", "", 5, ""),
        ("Baking", "Mill", "France", "", "Ovens", 8, ""),
    ]
    assert [row[:3] for row in table(report, "invited")] == [("Shop", "Germany", "Selling")]
    assert table(report, "single-points") == [("Mill", "Baking", "Milling → Baking", "")]


def test_picture_leads_from_left_to_right_and_tells_gaps_apart(bread):
    picture = block(drawn(), "picture")

    assert isinstance(picture, Network)
    assert picture.directed
    assert [(node.label, node.x, node.group) for node in picture.nodes] == [
        ("Milling", 0.0, 0), ("Baking", 0.5, 0), ("Selling", 1.0, 1)
    ]  # fmt: skip
    assert [(edge.note, edge.dashed) for edge in picture.edges] == [("flour", False), ("loaves", False)]


def test_shares_of_the_work_are_bars_with_their_values(bread):
    found = block(drawn(), "by-country")

    assert dict(zip(found.categories, found.series[0].values, strict=True)) == {"France": 83.3, "Spain": 16.7}


def test_what_nobody_stated_is_listed_as_not_known(bread):
    make_component(bread, "Eating")
    make_contribution(bread.components.get(name="Baking"), make_organisation("Oven", country=None))

    assert drawn().not_known == (
        "The readiness of 1 contributions.",
        "The competence behind 3 contributions.",
        "The country of the organisation of 1 contributions.",
        "What 1 components that miss somebody need: nobody can be searched for them.",
    )


@pytest.mark.parametrize("format", FORMATS)
def test_report_is_written_in_every_format(bread, format):
    assert len(write(drawn(), format)) > 3000


def test_empty_chain_is_told_without_picture(bread):
    make_chain(bread.partnership, key="blank", visibility="public")

    report = drawn(subject="blank")

    assert [one.value for one in report.figures[:2]] == [None, 0]
    assert len(write(report, "pdf")) > 3000
    assert [one for one in report.blocks if isinstance(one, Network)] == []


def test_command_writes_the_report_of_a_chain(bread, tmp_path):
    call_command("report", "value-chain", "bread", "--output", str(tmp_path / "chain.json"))

    told = json.loads((tmp_path / "chain.json").read_text(encoding="utf-8"))
    assert (told["kind"], told["subject"]) == ("value-chain", "Bread")


def test_page_of_a_chain_leads_to_its_report_and_the_catalogue_lists_it(bread, client):
    address = reverse("reports:show_of", args=["value-chain", "bread"])

    page = client.get(address)

    assert address in client.get(bread.get_absolute_url()).text
    assert address in client.get(reverse("reports:catalogue")).text
    assert (page.status_code, "From grain to loaf" in page.text) == (200, True)


def test_chain_of_the_partners_is_drawn_for_them_alone(bread, client):
    quiet = make_chain(bread.partnership, "Quiet", key="quiet", visibility="partners")

    with pytest.raises(UnknownSubject):
        drawn(subject=quiet.key)

    signed_in(client, make_coordinator(bread.partnership.team))
    assert client.get(reverse("reports:show_of", args=["value-chain", "quiet"])).status_code == 200


@pytest.mark.parametrize("format", ["json", "html"])
def test_hidden_organisation_fills_its_component_and_is_not_named(bread, format):
    hidden = make_organisation("Ravelin Quincunx", visibility="restricted")
    make_contribution(
        bread.components.get(name="Selling"),
        hidden,
        gives="Quincunx gives",
        competence="Quincunx",
        complements="Quincunx",
    )

    report = drawn()

    assert {one.id: one.value for one in report.figures}["gaps"] == 0
    assert "Who makes 1 contributions: you may not see these organisations." in report.not_known
    assert b"quincunx" not in write(report, format).lower()
    assert b"quincunx" in write(drawn(SYSTEM), format).lower()


def test_report_costs_the_same_whatever_its_size(bread):
    def statements(day):
        with CaptureQueriesContext(connection) as captured:
            drawn(as_of=day)
        return len(captured)

    statements(date(2026, 11, 21))  # what is kept for all reports is made
    few = statements(date(2026, 11, 20))
    for _one in range(6):
        make_contribution(make_component(bread, term=make_term()), make_organisation())

    assert statements(date(2026, 11, 19)) == few


def test_cells_lead_to_components_and_organisations(bread):
    report = drawn()

    places = [row[0].href for row in block(report, "components").rows if isinstance(row[0], Cell)]
    assert places == [f"{bread.get_absolute_url()}#component-{one.pk}" for one in bread.components.all()]
    assert block(report, "invited").rows[0][0].href.endswith("/shop/")


def test_example_of_the_demo_is_told_and_says_that_it_is_one():
    load(lambda line: None)

    report = drawn(subject="elca-lightweight")

    figures = {one.id: (one.value, one.rows) for one in report.figures}
    assert (figures["components"], figures["links"], figures["contributions"]) == ((6, 6), (5, 5), (6, 6))
    assert [row[0] for row in table(report, "gaps")] == ["Recycling", "Design"]
    assert "stated by nobody" in write(report, "html").decode()
    assert [one.id for one in report.figures if not one.href] == []
