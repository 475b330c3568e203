"""The scoreboard of ELCA as its deliverable prints it, by rule: totals, partners, days, credit, and who may count what."""

from datetime import date
from decimal import Decimal

import pytest

from kontor.hub.agreements.models import Agreement, CaseReport, CooperationCase, Party
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import VISITOR
from kontor.hub.scoreboard.inputs.registers import JOINT, REGISTERS
from kontor.hub.scoreboard.models import IndicatorTarget, Measurement
from kontor.hub.scoreboard.queries.board import board, boards
from kontor.hub.scoreboard.queries.outlook import plausibility_of
from tests.factories.actors import make_coordinator, make_outsider_coordinator
from tests.factories.directory import make_organisation
from tests.factories.indicators import Elca, make_indicator, make_period
from tests.factories.partnerships import make_activity, make_participation, make_partnership

pytestmark = pytest.mark.django_db

END = date(2022, 12, 31)
JANUARY = date(2023, 1, 31)


@pytest.fixture
def elca(db):
    return Elca()


def rows_of(elca, actor, register="cases"):
    return REGISTERS[register].columns(actor, [elca.partnership.pk]).rows_of(0)


def values(elca, day=END, actor=VISITOR, credit=""):
    return {one.indicator.number: one.value for one in board(actor, elca.partnership, day, credit).measured}


def by_partner(elca, number, credit="full"):
    found = board(VISITOR, elca.partnership, END, credit).of(f"elca-kpi-{number:02}")
    return {who: one.value for who, one in found.score.by_partner.items() if one.value}


def test_board_counts_the_ten_indicators_as_the_deliverable_prints_them(elca):
    assert values(elca) == {1: 18, 2: 4, 3: 7, 4: 6, 5: 2, 6: 10, 7: 9, 8: 7, 9: 5, 10: 3}


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (1, {"amz": 9, "mav": 5, "mech": 2, "pol": 1, "bic": 1}),
        (2, {"amz": 3, "bic": 1}),
        (3, {"amz": 3, "pol": 2, "bic": 1, "mav": 1}),
        (4, {"amz": 3, "mav": 2, "mech": 1}),
        (5, {"mav": 2}),
        (6, {"amz": 2, "mav": 2, "pol": 2, "bic": 2, "mech": 2}),
        (9, {"amz": 2, "mav": 1, "pol": 1, JOINT: 1}),
    ],
)
def test_board_credits_partners_as_the_deliverable_prints_them(elca, number, expected):
    assert by_partner(elca, number) == expected


def test_target_reached_in_total_and_missed_by_two_partners_says_both(elca):
    found = board(VISITOR, elca.partnership, END).of("elca-kpi-09")

    assert (found.standings.together.progress, found.standings.together.reached) == (1, True)
    assert [(one.who, one.achieved) for one in found.standings.behind] == [("bic", 0), ("mech", 0)]


def test_agreement_signed_in_january_leaves_december_as_it_was(elca):
    cdi = elca.agreements["cluster-agreements", "CDI"]
    Agreement.objects.filter(pk=cdi.pk).update(state="signed", signed_on="2023-01-15", waiver="none yet")

    assert values(elca, JANUARY)[2] == 5
    assert values(elca, END)[2] == 4


def test_event_told_by_two_partners_is_one_where_distinct_ones_are_counted(elca):
    rule = {**elca.indicators[8].rule, "measure": "distinct", "field": "id", "same_as": "same_as"}
    make_indicator(elca.partnership, key="distinct-events", number=11, rule=rule)

    assert values(elca)[11] == 6


def test_signed_agreements_are_17_rows_and_16_agreements(elca):
    cooperation = ["cluster-agreements", "other-agreements", "sme-cooperation-agreements"]
    filters = [
        {"field": "list", "operator": "in", "value": cooperation},
        {"field": "state", "operator": "equal", "value": "signed"},
    ]
    make_indicator(elca.partnership, number=11, rule={"register": "agreements", "filters": filters})
    distinct = {
        "register": "agreements",
        "filters": filters,
        "measure": "distinct",
        "field": "id",
        "same_as": "same_as",
    }
    make_indicator(elca.partnership, number=12, rule=distinct)

    found = values(elca)

    assert (found[11], found[12]) == (17, 16)


@pytest.mark.parametrize(("credit", "expected"), [("full", 1), ("fractional", "1/4"), ("lead", 0)])
def test_joint_agreement_counts_once_and_is_credited_as_said(elca, credit, expected):
    Agreement.objects.filter(pk=elca.agreements["other-agreements", "A2LT"].pk).update(
        state="signed", waiver="none"
    )

    assert values(elca, credit=credit)[3] == 8
    assert str(by_partner(elca, 3, credit).get("mech", 0)) == str(expected)


def test_agreement_of_four_partnerships_is_one_record_that_counts_once_for_each(elca):
    agreement = elca.agreements["other-agreements", "MSAK"]
    Agreement.objects.filter(pk=agreement.pk).update(state="signed", waiver="none")
    others = [make_partnership(acronym) for acronym in ("EC2I", "MOBIGOIN", "ADPACK")]
    for one in others:
        CaseReport.objects.create(case=agreement.case, partnership=one, register="agreements", row="1")

    found = REGISTERS["agreements"].columns(VISITOR, [one.pk for one in (elca.partnership, *others)])

    assert [[row.id for row in found.rows_of(place) if row.id == agreement.key] for place in range(4)] == [
        [agreement.key]
    ] * 4
    assert Agreement.objects.filter(state="signed").count() == 20


def test_whoever_is_credited_without_being_a_partner_is_named(elca):
    make_organisation("Enterprise Network", key="een", short_name="EEN")
    elca.partners["een"] = Organisation.objects.get(key="een")
    elca.make_case("networks", ("een",))

    found = board(VISITOR, elca.partnership, END)

    assert [one.short for one in found.others] == ["EEN"]
    assert found.of("elca-kpi-01").of_partner("een") == 1


def test_every_number_opens_its_rows(elca):
    found = board(VISITOR, elca.partnership, END).of("elca-kpi-03")

    assert len(found.row_ids()) == 7
    assert len(found.row_ids("amz")) == 3
    ids = {
        one.key
        for key, one in elca.agreements.items()
        if key[0] == "other-agreements" and one.state == "signed"
    }
    assert set(found.row_ids()) == ids


def test_indicator_without_any_record_has_no_data_and_not_0(elca):
    make_indicator(elca.partnership, number=11, rule={"register": "collaborations"})
    make_indicator(elca.partnership, number=12)

    found = values(elca)

    assert (found[11], found[12]) == (None, None)


@pytest.mark.parametrize(
    ("over_time", "entered", "total"),
    [
        ("sum", (3, 2, 4), 9),
        ("cumulative", (3, 5, 9), 9),
        ("latest", (120, 118), 118),
        ("maximum", (3, 9, 4), 9),
    ],
)
def test_entered_values_combine_as_the_card_says(elca, over_time, entered, total):
    indicator = make_indicator(elca.partnership, number=11, over_time=over_time)
    for month, value in enumerate(entered, 1):
        period = make_period(elca.partnership, date(2021, month, 1), date(2021, month, 28))
        Measurement.objects.create(indicator=indicator, period=period, value=value, state="verified")

    assert values(elca)[11] == total


def test_ratio_sums_numerators_and_denominators(elca):
    indicator = make_indicator(elca.partnership, number=11, over_time="ratio", measure="percentage", unit="%")
    for month, (numerator, denominator) in enumerate(((1, 2), (3, 10)), 1):
        period = make_period(elca.partnership, date(2021, month, 1), date(2021, month, 28))
        Measurement.objects.create(
            indicator=indicator, period=period, numerator=numerator, denominator=denominator, state="verified"
        )

    assert str(values(elca)[11]) == "1/3"


def test_outsider_reads_verified_values_and_the_coordinator_both(elca):
    indicator = make_indicator(elca.partnership, number=11)
    for month, state in ((1, "verified"), (2, "submitted"), (3, "draft"), (4, "returned")):
        period = make_period(elca.partnership, date(2021, month, 1), date(2021, month, 28))
        Measurement.objects.create(indicator=indicator, period=period, value=10 * month, state=state)
    coordinator = make_coordinator(elca.partnership.team)

    inside = board(coordinator, elca.partnership, END).of(indicator.key)

    assert values(elca)[11] == 10
    assert (inside.value, inside.verified.total.value) == (30, 10)


def test_outsider_counts_only_the_rows_she_sees(elca):
    hidden = CooperationCase.objects.filter(reports__register="networks").first()
    CooperationCase.objects.filter(pk=hidden.pk).update(visibility="partners")

    assert values(elca, actor=make_outsider_coordinator())[1] == 17
    assert values(elca, actor=make_coordinator(elca.partnership.team))[1] == 18


def test_confidential_counterpart_is_counted_and_not_named(elca):
    secret = make_organisation("Secretive SME", key="secretive")
    Party.objects.filter(case__reports__register="networks", role="counterpart").update(
        confidential=True, public_description="SME, Peru", organisation=secret
    )
    rule = {"register": "cases", "filters": [{"field": "list", "operator": "equal", "value": "networks"}], "measure": "distinct",
            "field": "counterpart"}  # fmt: skip
    make_indicator(elca.partnership, number=11, rule=rule)

    outside = rows_of(elca, make_outsider_coordinator())

    assert "secretive" not in str(outside)
    assert values(elca, actor=make_outsider_coordinator())[11] == 18
    assert values(elca, actor=make_coordinator(elca.partnership.team))[11] == 1


def test_partner_that_is_not_seen_is_not_named(elca):
    partner = elca.partners["amz"]
    partner.visibility = "restricted"
    partner.save()

    found = board(VISITOR, elca.partnership, END).of("elca-kpi-02")

    assert {who for who, one in found.score.by_partner.items() if one.value} == {"(not shown)", "bic"}


def test_split_that_does_not_add_up_is_named(elca):
    IndicatorTarget.objects.filter(indicator=elca.indicators[4], partner__key="pol").update(value=3)

    found = board(VISITOR, elca.partnership, END).of("elca-kpi-04")

    assert [str(gap.sentence) for gap in found.gaps] == [
        "The targets of the partners make 19 and not 20: 1 is missing"
    ]


def test_target_of_a_set_names_what_is_missing(elca):
    indicator = elca.indicators[9]
    indicator.set_target = {"dimension": "partner", "members": list(elca.partners)}
    indicator.save()

    ((_target, covered),) = board(VISITOR, elca.partnership, END).of("elca-kpi-09").covered

    assert covered.missing == ("bic", "mech")


def test_card_that_cannot_be_counted_says_why_and_the_others_count(elca):
    make_indicator(elca.partnership, number=11, measure="percentage")

    found = board(VISITOR, elca.partnership, END)

    assert "numerator" in str(found.measured[-1].fault)
    assert found.measured[0].value == 18


def test_ratio_of_two_indicators_is_counted_after_them(elca):
    keys = [elca.indicators[number].key for number in (4, 5)]
    make_indicator(
        elca.partnership,
        key="a-first",
        number=11,
        over_time="ratio",
        measure="percentage",
        rule={"how": "ratio", "of": [*keys[1:], keys[0]]},
    )

    assert str(values(elca)[11]) == "1/3"


@pytest.mark.parametrize("number", [1, 4])
def test_boards_take_as_many_statements_for_few_partnerships_as_for_many(django_assert_num_queries, number):
    partnerships = []
    for _number in range(number):
        partnership = make_partnership()
        make_participation(partnership)
        for register in REGISTERS:
            make_indicator(partnership, rule={"register": register})
        partnerships.append(partnership)

    with django_assert_num_queries(31):
        boards(make_coordinator_of_nothing(), partnerships, END)


def make_coordinator_of_nothing():
    return make_outsider_coordinator()


@pytest.mark.parametrize("times", [1, 3])
def test_rows_take_as_many_statements_for_few_as_for_many(django_assert_num_queries, times):
    elca = Elca()
    for _time in range(times - 1):
        elca.make_cases()
        elca.make_events()

    with django_assert_num_queries(19):
        found = boards(VISITOR, [elca.partnership], END)[elca.partnership.pk]

    assert found.measured[0].value == 18 * times


def test_baseline_moves_progress(elca):
    indicator = elca.indicators[1]
    indicator.baseline = Decimal(6)
    indicator.save()

    found = board(VISITOR, elca.partnership, END).of("elca-kpi-01")

    assert found.standings.together.progress == 2


def test_light_is_red_where_two_of_ten_are_signed_in_month_24_and_the_forecast_names_its_rows(elca):
    CooperationCase.objects.filter(agreements__state="to-be-signed").update(state="contact")

    found = board(VISITOR, elca.partnership, date(2022, 8, 31)).of("elca-kpi-05")

    assert (found.value, found.light.colour) == (1, "red")
    assert [(part.stage, len(part.rows)) for part in found.forecast.parts] == [("planned", 1), ("contact", 8)]
    assert str(found.forecast.formula) == "1 achieved + 1 x 0.9 (planned) + 8 x 0.1 (contact) = 2.7"


def test_light_is_grey_without_data_and_green_beyond_the_target(elca):
    make_indicator(elca.partnership, key="empty", number=11, target=5)

    found = board(VISITOR, elca.partnership, END)

    assert found.of("empty").light.colour == "grey"
    assert found.of("elca-kpi-01").light.colour == "green"


def test_target_is_put_among_what_past_partnerships_achieved(elca):
    card = make_indicator(
        key="missions", rule={"register": "activities", "measure": "sum", "field": "number"}
    )
    indicator = make_indicator(elca.partnership, number=11, origin=card, target=20)
    for number in range(1, 6):
        make_activity(make_partnership(), count=number)
    make_activity(make_partnership(), count=None)

    found = plausibility_of(VISITOR, indicator, END)

    assert [(one.basis, one.verdict) for one in found.comparisons] == [
        ("in-all", "unseen"), ("per-month", "unseen"), ("per-partner", "not-comparable"),
    ]  # fmt: skip
