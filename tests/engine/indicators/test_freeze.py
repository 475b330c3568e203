import json
from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import Frozen, IndicatorError, Row, count, deltas, freeze

from .making import MEASURES, PERIODS, drawn_rows

RULE = MEASURES[1]
ROWS = [
    Row("1", date(2022, 1, 5), ("A",), {"status": "SIGNED"}),
    Row("2", date(2022, 2, 5), ("A", "B"), {"status": "NOT SIGNED"}),
    Row("3", date(2022, 2, 6), ("B",), {"status": "SIGNED", "note": "draft"}),
]


def frozen(rows, rule=RULE, credit="fractional"):
    return freeze("kpi-02", count(rule, rows, PERIODS, ("A", "B")), rows, credit)


def changed(rows, place, **fields):
    row = rows[place]
    return [*rows[:place], replace(row, fields={**row.fields, **fields}), *rows[place + 1 :]]


@given(drawn_rows(), st.sampled_from(MEASURES))
def test_frozen_numbers_come_back_from_json_and_have_no_delta(rows, rule):
    told = frozen(rows, rule)

    again = Frozen.from_json(json.loads(json.dumps(told.to_json())))

    assert again == told
    assert deltas(again, frozen(rows, rule)) == ()


@given(drawn_rows(), drawn_rows(), st.sampled_from(MEASURES))
def test_there_is_a_line_for_each_number_that_differs(then, now, rule):
    before, after = frozen(then, rule), frozen(now, rule)

    told = {(one.partner, one.period): one for one in deltas(before, after)}

    for place in {*before.numbers, *after.numbers}:
        values = [one.numbers[place].value if place in one.numbers else None for one in (before, after)]
        assert (values[0] == values[1]) or (told[place].then, told[place].now) == tuple(values)


def test_7_a_signature_after_the_report_is_a_line_with_its_row():
    now = changed(ROWS, 1, status="SIGNED")

    told = deltas(frozen(ROWS), frozen(now))

    assert [(one.partner, one.period, one.then, one.now, one.added) for one in told] == [
        ("", "", 2, 3, ("2",)),
        ("", "2022-02", 1, 2, ("2",)),
        ("A", "", 1, Fraction(3, 2), ("2",)),
        ("B", "", 1, Fraction(3, 2), ("2",)),
        ("A", "2022-02", 0, Fraction(1, 2), ("2",)),
        ("B", "2022-02", 1, Fraction(3, 2), ("2",)),
    ]
    assert told[0].to_json() == {
        "indicator": "kpi-02", "partner": "", "period": "", "then": 2, "now": 3, "difference": 1,
        "added": ["2"], "removed": [], "changed": [], "method": False,
    }  # fmt: skip


def test_a_row_that_goes_and_one_that_moves_are_named():
    now = [replace(ROWS[0], date=date(2022, 2, 1)), ROWS[1]]

    told = {(one.partner, one.period): one for one in deltas(frozen(ROWS), frozen(now))}

    total = told["", ""]
    assert (total.removed, total.changed, total.difference) == (("3",), ("1",), -1)
    assert (told["", "2022-01"].removed, told["", "2022-02"].added) == (("1",), ("1",))


def test_what_the_rule_does_not_see_is_no_change():
    assert deltas(frozen(ROWS), frozen(changed(ROWS, 2, note="final"))) == ()


def test_a_line_says_that_the_method_changed():
    told = deltas(frozen(ROWS), frozen(ROWS, MEASURES[0]))

    assert {one.method for one in told} == {True}


def test_data_that_come_later_have_no_difference():
    (total, *_) = deltas(frozen([]), frozen(ROWS))

    assert (total.then, total.now, total.difference) == (None, 2, None)


def test_other_indicators_and_other_files_are_refused():
    other = replace(frozen(ROWS), indicator="kpi-03")

    with pytest.raises(IndicatorError, match="kpi-02 is not compared with kpi-03"):
        deltas(frozen(ROWS), other)
    with pytest.raises(IndicatorError, match="These are no frozen numbers"):
        Frozen.from_json({"indicator": "a"})
    with pytest.raises(IndicatorError, match="These are no frozen numbers"):
        Frozen.from_json(
            frozen(ROWS).to_json() | {"numbers": [{"partner": "", "period": "", "value": "x", "rows": []}]}
        )
