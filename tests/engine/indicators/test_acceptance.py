"""The must-haves of the design for indicators, by their numbers, on the reference project."""

from dataclasses import replace
from datetime import date

import pytest

from kontor.engine.indicators import (
    Card,
    Filter,
    Period,
    Ratio,
    Row,
    Rule,
    Target,
    check_change,
    check_split,
    count,
    over_time,
    standings,
)
from kontor.engine.indicators.card import CardError

from . import elca

EACH = {
    "kpi-01": (12, 18, {"amz": 9, "mav": 5, "mech": 2, "pol": 1, "bic": 1}),
    "kpi-02": (12, 4, {"amz": 3, "mav": 0, "mech": 0, "pol": 0, "bic": 1}),
    "kpi-03": (6, 7, {"amz": 3, "mav": 1, "mech": 0, "pol": 2, "bic": 1}),
    "kpi-04": (20, 6, {"amz": 3, "mav": 2, "mech": 1, "pol": 0, "bic": 0}),
    "kpi-05": (10, 2, {"amz": 0, "mav": 2, "mech": 0, "pol": 0, "bic": 0}),
    "kpi-06": (10, 10, {"amz": 2, "mav": 2, "mech": 2, "pol": 2, "bic": 2}),
    "kpi-09": (5, 5, {"amz": 2, "mav": 1, "mech": 0, "pol": 1, "bic": 0, "elca": 1, "een": 0}),
}


def counted(code, **given):
    rule = elca.RULES[code]
    return count(rule, elca.register(rule.register), partners=elca.PARTNERS, **given)


@pytest.mark.parametrize("code", EACH)
def test_indicator_of_each_partner_is_what_the_registers_say(code):
    target, value, partners = EACH[code]

    found = counted(code)

    assert (found.total.value, {who: one.value for who, one in found.by_partner("lead").items()}) == (
        value,
        partners,
    )
    assert len(found.total.rows) == value
    assert next(int(row["target"]) for row in elca.table("kpis") if row["id"] == code) == target


@pytest.mark.parametrize(("code", "value"), [("kpi-07", 9), ("kpi-08", 7), ("kpi-10", 3)])
def test_indicator_of_all_is_what_the_registers_say(code, value):
    assert counted(code).total.value == value


def test_1_indicator_9_is_reached_and_two_partners_have_nothing():
    found = counted("kpi-09")
    target = Target(5, dict.fromkeys(elca.PARTNERS, 1))

    told = standings(
        target, found.total.value, {who: one.value for who, one in found.by_partner("lead").items()}
    )

    assert check_split(target) == ()
    assert (told.together.progress, told.together.reached) == (1, True)
    assert {one.who: one.achieved for one in told.behind} == {"mech": 0, "bic": 0}


def test_1_a_split_that_does_not_add_up_is_told():
    (gap,) = check_split(Target(20, {"amz": 4, "mav": 4, "mech": 4, "pol": 4, "bic": 3}))

    assert (gap.where, gap.parts, gap.difference) == ("partners", 19, -1)


def test_2_a_signature_of_january_raises_january_and_leaves_december():
    rows = elca.register("agreements")
    place = next(i for i, row in enumerate(rows) if row.id == "agr-t3-cdi")
    rows[place] = replace(
        rows[place], date=date(2023, 1, 15), fields={**rows[place].fields, "status": "SIGNED"}
    )
    rule = elca.RULES["kpi-02"]

    december, january = (count(rule, rows, until=date(*day)) for day in ((2022, 12, 31), (2023, 1, 31)))

    assert (december.total.value, january.total.value) == (4, 5)
    assert set(january.total.rows) - set(december.total.rows) == {"agr-t3-cdi"}
    assert december.later == ("agr-t3-cdi",)


def test_3_one_agreement_in_two_tables_is_signed_17_times_and_16_different():
    rows = [
        replace(row, fields={**row.fields, "same_as": "ela" if row.id in SAME else ""})
        for row in elca.register("agreements")
    ]
    signed = (Filter("status", "equal", "SIGNED"), Filter("table_no", "in", ("3", "4", "5")))

    printed = count(Rule("agreements", signed), rows)
    distinct = count(Rule("agreements", signed, "distinct", "id", same_as="same_as"), rows)

    assert (printed.total.value, distinct.total.value) == (17, 16)
    assert set(distinct.total.rows) >= SAME


SAME = {"agr-t3-leichtbau-bw-ela", "agr-t4-ela"}


def test_3_a_memorandum_of_four_partnerships_counts_once_for_each_of_them():
    four = ("ec2i", "mobigoin", "adpack2", "nf4")
    rows = [Row(who, date(2019, 4, 1), (who,), {"agreement": "mou-2019-04"}) for who in four]

    found = count(Rule("agreements", measure="distinct", field="agreement"), rows)

    assert found.total.value == 1
    assert {who: one.value for who, one in found.by_partner("full").items()} == dict.fromkeys(four, 1)


def test_4_a_joint_row_counts_once_and_its_credit_is_full_a_quarter_or_of_the_lead():
    rows = [row for row in elca.register("agreements") if row.id == "agr-t4-a2lt"]

    found = count(Rule("agreements"), rows)

    told = {credit: [str(one.value) for one in found.by_partner(credit).values()] for credit in CREDITS}
    assert found.total.value == 1
    assert told == {"full": ["1"] * 4, "fractional": ["1/4"] * 4, "lead": ["1", "0", "0", "0"]}


CREDITS = ("full", "fractional", "lead")


def test_6_the_events_of_four_registers_are_31():
    each = [counted(code).total.value for code in ("kpi-06", "kpi-07", "kpi-08", "kpi-09")]

    assert (each, sum(each)) == ([10, 9, 7, 5], 31)


@pytest.mark.parametrize(
    ("method", "values", "value"),
    [
        ("sum", [3, 2, 4], 9),
        ("cumulative", [3, 5, 9], 9),
        ("latest", [120, 118], 118),
        ("ratio", [Ratio(1, 4), Ratio(3, 4)], Ratio(4, 8).value),
        ("ratio", [Ratio(1, 2), Ratio(3, 10)], Ratio(4, 12).value),
    ],
)
def test_8_values_of_periods_combine_by_their_method(method, values, value):
    assert over_time(method, values).value == value


def test_8_the_method_does_not_change_once_there_are_values():
    summed, running = Card("a"), Card("a", over_time="cumulative")

    check_change(summed, running, measured=False)
    with pytest.raises(CardError, match="Indicator a has values, so over_time cannot change"):
        check_change(summed, running, measured=True)


def test_9_agreements_by_country_add_up_with_what_is_not_stated():
    rule = replace(elca.RULES["kpi-04"], dimensions=("country",))

    found = count(rule, elca.register("agreements"))

    told = {label: one.value for label, one in found.by_dimension("country").items()}
    assert (told, found.total.value) == ({"DE": 2, "ES": 2, "(not stated)": 2}, 6)


def test_a_period_of_a_register_holds_its_rows():
    year = Period("2022", date(2022, 1, 1), date(2022, 12, 31))

    found = count(elca.RULES["kpi-05"], elca.register("agreements"), [year])

    assert found.by_period["2022"].rows == ("agr-t6-compoxi", "agr-t6-ate-composites")
