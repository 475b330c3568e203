from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import (
    CREDITS,
    NOBODY,
    NOT_STATED,
    OUTSIDE,
    SEVERAL,
    UNDATED,
    Filter,
    IndicatorError,
    Period,
    Row,
    Rule,
    count,
)

from .making import MEASURES, PERIODS, drawn_rows


def values(tallies):
    return {name: one.value for name, one in tallies.items()}


@given(drawn_rows(), st.sampled_from(MEASURES))
def test_periods_partners_and_dimensions_add_up_to_the_total(rows, rule):
    found = count(rule, rows, PERIODS, ("A", "B"))

    whole = found.total.value or 0
    for parts in (
        found.by_period,
        found.by_partner("fractional"),
        found.by_partner("lead"),
        found.cells("lead"),
        found.cells("fractional"),
        found.by_dimension("kind"),
    ):
        assert sum((one.value or 0 for one in parts.values()), Fraction(0)) == whole
        assert {row for one in parts.values() for row in one.rows} == set(found.total.rows)


@given(drawn_rows(), st.sampled_from(MEASURES), st.sampled_from(CREDITS))
def test_cells_of_a_partner_and_of_a_period_add_up(rows, rule, credit):
    found = count(rule, rows, PERIODS, ("A", "B"))

    for who, tally in found.by_partner(credit).items():
        of_partner = [one for (partner, _), one in found.cells(credit).items() if partner == who]
        assert sum((one.value or 0 for one in of_partner), Fraction(0)) == (tally.value or 0)


@given(drawn_rows(), st.sampled_from(MEASURES))
def test_every_row_that_passes_is_counted_or_named_as_not(rows, rule):
    found = count(rule, rows, PERIODS, until=date(2022, 2, 15))

    passing = {
        row.id for row in rows if not rule.filters or str(row.value("status") or "").lower() == "signed"
    }
    named = {*found.total.rows, *found.unstated, *found.later}
    assert named == passing
    assert set(found.unjudged) == {row.id for row in rows if rule.filters and not row.value("status")}


@given(drawn_rows(), st.sampled_from([one for one in MEASURES if not one.date and not one.same_as]))
def test_days_later_than_asked_change_nothing(rows, rule):
    until = date(2022, 2, 15)
    early = [row for row in rows if row.date is None or row.date <= until]

    assert count(rule, rows, PERIODS, until=until).things == count(rule, early, PERIODS).things


@given(drawn_rows())
def test_distinct_by_the_row_itself_is_the_rows(rows):
    of_rows, distinct = count(Rule("a"), rows), count(Rule("a", measure="distinct", field="id"), rows)

    assert of_rows.total.value == distinct.total.value
    assert set(of_rows.total.rows) == set(distinct.total.rows)


def test_a_register_without_rows_has_no_data_and_one_without_matches_has_none():
    signed = Rule("agreements", (Filter("status", "equal", "SIGNED"),))
    rows = [Row("1", date(2022, 1, 5), ("A",), {"status": "NOT SIGNED"})]

    empty, silent = count(signed, [], PERIODS, ("A",)), count(signed, rows, PERIODS, ("A",))

    assert (empty.total.value, values(empty.by_partner("full"))) == (None, {"A": None})
    assert (silent.total.value, values(silent.by_partner("full"))) == (0, {"A": 0})
    assert values(silent.by_period) == {"2022-01": 0, "2022-02": 0, "2022-04": 0}


def test_what_is_entered_is_unknown_where_nothing_was_entered():
    rule = Rule("entered", measure="sum", field="value")

    found = count(rule, [Row("1", date(2022, 1, 5), ("A",), {"value": 3})], PERIODS, ("A", "B"))

    assert values(found.by_period) == {"2022-01": 3, "2022-02": None, "2022-04": None}
    assert values(found.by_partner("full")) == {"A": 3, "B": None}


def test_a_period_that_has_not_begun_has_no_data():
    found = count(Rule("a"), [Row("1", date(2022, 1, 5))], PERIODS, until=date(2022, 2, 1))

    assert values(found.by_period) == {"2022-01": 1, "2022-02": 0, "2022-04": None}


def test_rows_without_a_day_or_in_no_period_are_counted_and_said():
    rows = [
        Row("dated", date(2022, 1, 5)),
        Row("undated"),
        Row("between", date(2022, 3, 1)),
    ]

    found = count(Rule("a"), rows, PERIODS)

    assert (found.total.value, found.undated.rows) == (3, ("undated",))
    assert values(found.by_period) == {"2022-01": 1, "2022-02": 0, "2022-04": 0, UNDATED: 1, OUTSIDE: 1}


def test_a_date_field_puts_rows_in_periods_and_half_a_date_does_not():
    rows = [
        Row(str(place), date(2022, 1, 1), (), {"signed_on": day})
        for place, day in enumerate(["2022-02-03", date(2022, 4, 1), "2022-02", "", "31.02.2022"])
    ]

    found = count(Rule("a", date="signed_on"), rows, PERIODS)

    assert values(found.by_period) == {"2022-01": 0, "2022-02": 1, "2022-04": 1, UNDATED: 3}


def test_what_is_the_same_counts_in_its_first_period_for_all_its_partners():
    rows = [
        Row("late", date(2022, 2, 3), ("B",), {"with": "ELA"}),
        Row("early", date(2022, 1, 3), ("A",), {"with": "Ela"}),
    ]

    found = count(Rule("a", measure="distinct", field="with"), rows, PERIODS)

    assert values(found.by_period) == {"2022-01": 1, "2022-02": 0, "2022-04": 0}
    assert found.by_partner("lead")["A"].rows == ("early", "late")
    assert values(found.by_partner("fractional")) == {"A": Fraction(1, 2), "B": Fraction(1, 2)}


def test_marks_join_things_through_rows_that_are_not_counted():
    rows = [
        Row("1", fields={"with": "ELA", "mark": "x", "status": "SIGNED"}),
        Row("2", fields={"with": "European Lightweight Association", "mark": "X"}),
        Row("3", fields={"with": "european lightweight association", "status": "SIGNED"}),
        Row("4", fields={"with": "CDI", "status": "SIGNED"}),
    ]
    rule = Rule("a", (Filter("status", "equal", "signed"),), "distinct", "with", same_as="mark")

    found = count(rule, rows)

    assert [one.rows for one in found.things] == [("1", "3"), ("4",)]


def test_a_row_that_names_several_things_counts_each():
    rows = [
        Row("1", fields={"sector": ["energy", "construction", "cement"]}),
        Row("2", fields={"sector": "Energy"}),
    ]

    found = count(Rule("a", measure="distinct", field="sector", dimensions=("sector",)), rows)

    assert found.total.value == 3


def test_sums_are_exact_and_say_who_does_not_state_a_number():
    rows = [
        Row("1", fields={"jobs": 0.1}),
        Row("2", fields={"jobs": "0.2"}),
        Row("3", fields={"jobs": "some"}),
        Row("4"),
    ]

    found = count(Rule("a", measure="sum", field="jobs"), rows)

    assert (found.total.value, found.total.rows, found.unstated) == (Fraction(3, 10), ("1", "2"), ("3", "4"))


def test_a_sum_of_rows_that_all_state_nothing_is_no_data():
    found = count(Rule("a", measure="sum", field="jobs"), [Row("1", date(2022, 1, 1), ("A",))], PERIODS)

    assert (found.total.value, found.by_period["2022-01"].value, found.by_period["2022-02"].value) == (
        None,
        None,
        0,
    )


def test_dimensions_show_what_is_not_stated_and_what_is_several():
    rows = [
        Row("1", fields={"country": "DE"}),
        Row("2", fields={"country": "de"}),
        Row("3", fields={"country": ["DE", "EU"]}),
        Row("4", fields={"country": ""}),
        Row("5", fields={"country": "ES"}),
    ]

    found = count(Rule("a", dimensions=("country",)), rows).by_dimension("country")

    assert list(values(found).items()) == [("DE", 2), ("ES", 1), (SEVERAL, 1), (NOT_STATED, 1)]


def test_partners_come_from_the_fields_that_the_rule_names_lead_first():
    row = Row("1", None, ("X",), {"lead": "A", "others": ["B", "A", "C"]})

    found = count(Rule("a", partners=("lead", "others")), [row])

    assert values(found.by_partner("lead")) == {"A": 1, "B": 0, "C": 0}
    assert found.joint == found.things


def test_a_row_without_partners_is_nobodys():
    found = count(Rule("a"), [Row("1"), Row("2", None, ("A",))])

    assert values(found.by_partner("lead")) == {"A": 1, NOBODY: 1}


@pytest.mark.parametrize(
    ("condition", "ids"),
    [
        (Filter("n", "at-least", 2), ["2", "3"]),
        (Filter("n", "at-most", 2), ["1", "2"]),
        (Filter("n", "between", (2, 3)), ["2", "3"]),
        (Filter("n", "in", (1, 3)), ["1", "3"]),
        (Filter("n", "absent"), ["4"]),
        (Filter("date", "at-least", "2022-01-03"), ["3", "4"]),
        (Filter("id", "not-in", ("1", "2")), ["3", "4"]),
        (Filter("partners", "equal", "b"), ["2", "4"]),
    ],
)
def test_filters_choose_rows(condition, ids):
    rows = [
        Row(str(n), date(2022, 1, n), ("A", "B") if n % 2 == 0 else ("A",), {"n": n if n < 4 else None})
        for n in range(1, 5)
    ]

    assert list(count(Rule("a", (condition,)), rows).total.rows) == ids


def test_what_cannot_be_compared_is_not_judged():
    rows = [Row("1", fields={"n": "many"}), Row("2", fields={"n": 7})]

    found = count(Rule("a", (Filter("n", "at-least", 5),)), rows)

    assert (found.total.rows, found.unjudged) == (("2",), ("1",))


def test_words_that_are_not_known_are_refused():
    day = date(2022, 1, 1)
    found = count(Rule("a"), [])

    with pytest.raises(IndicatorError, match="'half' is no credit"):
        found.by_partner("half")
    with pytest.raises(IndicatorError, match="does not break down by country"):
        found.by_dimension("country")
    with pytest.raises(IndicatorError, match="Period x ends before it begins"):
        Period("x", day, day - timedelta(1))
    with pytest.raises(IndicatorError, match="Periods a and b overlap"):
        count(Rule("a"), [], [Period("b", day, day), Period("a", day - timedelta(3), day)])


def test_a_count_is_told_with_all_its_rows():
    told = count(Rule("a", dimensions=("kind",)), [Row("1", None, ("A", "B"))]).to_json("fractional")

    assert told == {
        "total": {"value": 1, "rows": ["1"]},
        "periods": {UNDATED: {"value": 1, "rows": ["1"]}},
        "credit": "fractional",
        "partners": {"A": {"value": "1/2", "rows": ["1"]}, "B": {"value": "1/2", "rows": ["1"]}},
        "dimensions": {"kind": {NOT_STATED: {"value": 1, "rows": ["1"]}}},
        "unjudged": [],
        "unstated": [],
        "later": [],
    }
