"""Pages of the scoreboard: what they show to whom, in how many statements, and what a form does without scripts."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from kontor.hub.scoreboard import actions
from kontor.hub.scoreboard.actions import Entry
from kontor.hub.scoreboard.models import Indicator, IndicatorTarget, Measurement, Period, SubmittedReport
from tests.factories.actors import (
    in_team,
    make_analyst,
    make_coordinator,
    make_editor,
    make_outsider_coordinator,
    signed_in,
)
from tests.factories.directory import make_team
from tests.factories.indicators import Elca, make_indicator, make_period
from tests.hub.scoreboard.reading import text_of

pytestmark = pytest.mark.django_db
END = "2022-12-31"


@pytest.fixture
def elca(db):
    return Elca()


@pytest.fixture
def lead(elca):
    return make_coordinator(elca.partnership.team)


def page(client, name, *args, **query):
    response = client.get(reverse(f"scoreboard:{name}", args=args), query)
    assert response.status_code == 200, text_of(response)[:500]
    return response


def test_boards_lists_who_has_indicators(client, elca):
    (found,) = page(client, "boards").context["page"].found

    assert (found.acronym, found.number, found.url) == (
        "ELCA",
        10,
        reverse("scoreboard:board", args=["elca"]),
    )


def test_boards_tells_a_coordinator_without_indicators_what_to_do(client):
    signed_in(client, make_outsider_coordinator())

    assert page(client, "boards").context["page"].found == []
    assert reverse("scoreboard:library") in text_of(page(client, "boards"))


def test_board_shows_total_and_partners_below_their_target(client, elca):
    shown = page(client, "board", "elca", as_of=END).context["page"].of

    ninth = shown.lines[8]
    assert (ninth.value, ninth.target, ninth.percent) == ("5", "5", "100%")
    assert [cell.label for cell in ninth.behind] == ["BIC", "MECH"]
    assert [line.value for line in shown.lines] == ["18", "4", "7", "6", "2", "10", "9", "7", "5", "3"]


def test_every_number_of_the_board_opens_as_many_rows_as_it_says(client, elca):
    shown = page(client, "board", "elca", as_of=END).context["page"].of

    for line in shown.lines[:9]:
        assert client.get(line.rows_url).context["page"].rows.count == int(line.value)
        for cell in line.cells:
            if cell.url:
                assert client.get(cell.url).context["page"].rows.count == int(cell.value)


def test_board_under_fractional_credit_says_which(client, elca):
    signed = elca.agreements["other-agreements", "A2LT"]
    signed.state, signed.waiver = "signed", "letter"
    signed.save()

    shown = page(client, "board", "elca", as_of=END, credit="fractional").context["page"]

    assert shown.of.lines[2].cells[0].value == "3.25"
    assert shown.credit == "fractional"


@pytest.mark.parametrize("number", [1, 3])
def test_board_takes_as_many_statements_for_few_rows_as_for_many(client, django_assert_num_queries, number):
    elca = Elca()
    for _time in range(number - 1):
        elca.make_cases()
        elca.make_events()
    page(client, "board", "elca")

    with django_assert_num_queries(5):
        page(client, "board", "elca")


def test_indicator_page_tells_rule_light_forecast_and_breakdown(client, elca, lead):
    elca.indicators[5].dimensions = ["country"]
    elca.indicators[5].save()
    make_period(elca.partnership, label="2022")

    shown = page(client, "indicator", "elca-kpi-05", as_of="2022-08-31").context["page"]

    assert shown.rule.startswith("Counts the rows of agreements; where list is sme-business-agreements")
    assert shown.of.line.light.tone == "bad"
    assert shown.of.stages[0][0] == "planned for a later day"
    assert [(cell.label, cell.value) for cell in shown.of.dimensions[0][1]] == [("not stated", "1")]
    assert shown.lint == ()
    assert shown.chart.table
    signed_in(client, lead)
    assert page(client, "indicator", "elca-kpi-05").context["page"].lint != ()


def test_outsider_of_a_hidden_indicator_is_told_that_it_is_not_there(client, elca, lead):
    Indicator.objects.filter(key="elca-kpi-02").update(visibility="partners")

    assert client.get(reverse("scoreboard:indicator", args=["elca-kpi-02"])).status_code == 404
    assert len(page(client, "board", "elca").context["page"].of.lines) == 9
    signed_in(client, lead)
    assert len(page(client, "board", "elca").context["page"].of.lines) == 10


def test_card_form_makes_a_rule_from_lists_of_words(client, elca, lead):
    signed_in(client, lead)
    values = {
        "title": "Signed with clusters", "level": "output", "measure": "unit", "direction": "up", "how": "rule", "counted": "agreements",
        "count": "distinct", "field": "agreements.id", "once": "on", "where_1": "agreements.state", "operator_1": "in",
        "value_1": "signed; expired", "where_2": "agreements.level", "operator_2": "equal", "value_2": "cluster", "operator_3": "equal",
        "operator_4": "equal", "over_time": "sum", "over_partners": "sum", "credit": "full", "visibility": "public", "number": "11",
        "dimensions": ["agreements.country"],
    }  # fmt: skip

    response = client.post(reverse("scoreboard:add_indicator", args=["elca"]), values)

    made = Indicator.objects.get(number=11)
    assert response.status_code == 302
    assert made.rule == {
        "register": "agreements",
        "filters": [
            {"field": "state", "operator": "in", "value": ["signed", "expired"]},
            {"field": "level", "operator": "equal", "value": "cluster"},
        ],
        "measure": "distinct", "field": "id", "same_as": "same_as",
    }  # fmt: skip
    assert made.dimensions == ["country"]
    form = page(client, "edit_indicator", made.key).context["form"]
    assert {name: form.initial[name] for name in ("counted", "field", "value_1")} == {
        "counted": "agreements", "field": "agreements.id", "value_1": "signed; expired",
    }  # fmt: skip


def test_field_of_another_register_is_refused_in_words_and_the_entry_is_kept(client, elca, lead):
    signed_in(client, lead)
    values = {
        "title": "Mixed", "level": "output", "measure": "unit", "direction": "up", "how": "rule", "counted": "events", "count": "rows",
        "where_1": "agreements.state", "operator_1": "equal", "value_1": "signed", "operator_2": "equal", "operator_3": "equal",
        "operator_4": "equal", "over_time": "sum", "over_partners": "sum", "credit": "full", "visibility": "public",
    }  # fmt: skip

    response = client.post(reverse("scoreboard:add_indicator", args=["elca"]), values)

    assert response.status_code == 422
    assert "has no field agreements.state" in text_of(response)
    assert 'value="Mixed"' in text_of(response)


def test_targets_form_sets_the_split_and_names_the_difference(client, elca, lead):
    signed_in(client, lead)
    parts = {f"partner_{one.pk}": 2 for one in elca.partners.values()}
    address = reverse("scoreboard:targets", args=["elca-kpi-02"])

    wrong = client.post(address, {"total": 12, "version": 1, **parts})
    right = client.post(address, {"total": 10, "version": 1, **parts})

    assert "make 10 and not 12: 2 is missing" in text_of(wrong)
    assert (wrong.status_code, right.status_code) == (422, 302)
    assert IndicatorTarget.objects.filter(indicator__key="elca-kpi-02").count() == 5


def test_value_is_entered_submitted_and_verified_through_pages(client, elca, lead):
    indicator = make_indicator(elca.partnership, key="smes", number=11, dimensions=["country"])
    period = make_period(elca.partnership)
    partner = elca.partners["amz"]
    make_team(partner)
    signed_in(client, in_team("editor", partner.team))
    sent = {
        "period": period.pk,
        "partner": partner.pk,
        "value": "7",
        "parts": "country: DE = 4",
        "waiver": "Counted.",
    }

    response = client.post(reverse("scoreboard:enter", args=["smes"]), sent)
    value = Measurement.objects.get()
    assert (response.status_code, value.parts) == (302, {"country": {"DE": "4"}})
    assert page(client, "value", value.pk).context["page"].of.parts == (
        ("country", (("DE", "4"), ("(not stated)", "3"))),
    )
    client.post(reverse("scoreboard:submit_value", args=[value.pk]))
    signed_in(client, lead)
    assert len(page(client, "values", "elca").context["page"].of.waiting) == 1
    client.post(reverse("scoreboard:verify_value", args=[value.pk]))

    value.refresh_from_db()
    assert (value.indicator, value.state) == (indicator, "verified")
    client.logout()
    assert page(client, "board", "elca").context["page"].of.lines[10].value == "7"


def test_part_that_cannot_be_read_is_refused_in_words(client, elca, lead):
    make_indicator(elca.partnership, key="smes", dimensions=["country"])
    period = make_period(elca.partnership)
    signed_in(client, lead)

    response = client.post(
        reverse("scoreboard:enter", args=["smes"]),
        {"period": period.pk, "value": "7", "parts": "country DE 4"},
    )

    assert "country DE 4" in text_of(response)
    assert response.status_code == 422


def test_value_returned_shows_its_reason(client, elca, lead):
    indicator, period = make_indicator(elca.partnership), make_period(elca.partnership)
    value = actions.enter_value(
        actor=lead,
        indicator=indicator,
        period=period,
        partner=None,
        entry=Entry(value=Decimal(3), waiver="x"),
    )
    actions.submit_value(actor=lead, value=value)
    signed_in(client, make_analyst())

    client.post(reverse("scoreboard:return_value", args=[value.pk]), {"reason": "Two are doubles."})

    assert "Two are doubles." in text_of(page(client, "value", value.pk))


def test_unverified_value_is_not_there_for_others(client, elca, lead):
    value = actions.enter_value(
        actor=lead, indicator=make_indicator(elca.partnership), period=make_period(elca.partnership), partner=None,
        entry=Entry(value=Decimal(3)),
    )  # fmt: skip

    assert client.get(reverse("scoreboard:value", args=[value.pk])).status_code == 404
    signed_in(client, make_outsider_coordinator())
    assert client.get(reverse("scoreboard:value", args=[value.pk])).status_code == 404
    assert page(client, "values", "elca").context["page"].of.drafts == ()


def test_periods_are_added_and_locked(client, elca, lead):
    signed_in(client, lead)
    sent = {"label": "2022", "start": "2022-01-01", "end": "2022-12-31"}

    client.post(reverse("scoreboard:add_period", args=["elca"]), sent)
    again = client.post(reverse("scoreboard:add_period", args=["elca"]), sent)
    client.post(reverse("scoreboard:lock_period", args=["elca-2022"]))

    assert again.status_code == 422
    assert Period.objects.get().locked_on is not None
    assert "2022" in text_of(page(client, "periods", "elca"))


def test_report_is_handed_in_read_and_accepted(client, elca, lead):
    period = make_period(elca.partnership)
    signed_in(client, lead)

    client.post(reverse("scoreboard:submit", args=["elca"]), {"period": period.pk})
    report = SubmittedReport.objects.get()
    shown = page(client, "submitted", report.pk).context["page"]

    assert [(one["number"], one["value"]) for one in shown.figures][:2] == [(1, 18), (2, 4)]
    assert shown.of.since == ()
    signed_in(client, make_analyst())
    assert page(client, "submitted", report.pk).context["page"].decides
    client.post(reverse("scoreboard:accept_report", args=[report.pk]))
    report.refresh_from_db()
    assert report.state == "accepted"
    signed_in(client, make_outsider_coordinator())
    assert client.get(reverse("scoreboard:submitted", args=[report.pk])).status_code == 404
    assert client.get(reverse("scoreboard:submissions", args=["elca"])).status_code == 403


def test_report_shows_what_changed_since(client, elca, lead):
    report = actions.submit_report(actor=lead, period=make_period(elca.partnership))
    cdi = elca.agreements["cluster-agreements", "CDI"]
    cdi.state, cdi.signed_on, cdi.waiver = "signed", "2022-12-01", "letter"
    cdi.save()
    signed_in(client, lead)

    response = page(client, "submitted", report.pk)

    assert cdi.key in text_of(response)
    assert len(response.context["page"].of.since) == 3


def test_library_shows_cards_and_a_coordinator_takes_one(client, elca, lead):
    make_indicator(
        key="missions", title="Missions", rule={"register": "activities", "measure": "sum", "field": "number"}
    )
    signed_in(client, lead)

    ((card, rule),) = page(client, "library").context["page"].cards
    client.post(reverse("scoreboard:take", args=["elca"]), {"card": "missions", "number": 11, "target": 4})

    assert (card.key, rule) == ("missions", "Adds up stated number of stated activities")
    assert Indicator.objects.get(number=11).origin == card


def test_library_card_is_added_by_an_editor_and_has_no_values(client):
    signed_in(client, make_editor())
    card = make_indicator(key="jobs")

    assert page(client, "indicator", "jobs").context["page"].of is None
    assert client.get(reverse("scoreboard:enter", args=["jobs"])).status_code == 404
    assert page(client, "add_card").status_code == 200
    assert card.partnership is None


def test_board_is_taken_along_as_csv(client, elca):
    response = client.get(reverse("scoreboard:export_board", args=["elca", "csv"]), {"as_of": END})

    lines = text_of(response).splitlines()
    assert any(line.startswith("elca,kpi.09.bic,elca-kpi-09,Matchmaking meetings,bic,,1,0") for line in lines)


@pytest.mark.parametrize("name", ["board", "indicator"])
def test_page_of_no_day_is_refused_in_a_sentence(client, elca, name):
    key = "elca" if name == "board" else "elca-kpi-01"

    assert client.get(reverse(f"scoreboard:{name}", args=[key]), {"as_of": "31.12."}).status_code == 400


def test_withdrawn_indicator_leaves_the_board_and_keeps_its_page(client, elca, lead):
    actions.withdraw_indicator(
        actor=lead, indicator=elca.indicators[10], reason="No more.", today=date(2023, 1, 1)
    )
    signed_in(client, lead)

    assert len(page(client, "board", "elca").context["page"].of.lines) == 9
    assert page(client, "indicator", "elca-kpi-10").context["page"].of is None
