from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import (
    NOBODY,
    Card,
    CombineError,
    Formula,
    IndicatorError,
    Ratio,
    Row,
    Rule,
    count,
    counted,
    derived,
    entered,
)

from .making import MEASURES, PERIODS, drawn_rows


def values(scores):
    return {name: one.value for name, one in scores.items()}


@given(drawn_rows(), st.sampled_from(MEASURES), st.sampled_from(["full", "fractional", "lead"]))
def test_what_is_summed_is_the_count(rows, rule, credit):
    found = count(rule, rows, PERIODS, ("A", "B"))

    score = counted(Card("a", counted_by=rule), found, credit)

    assert score.total.value == found.total.value
    assert values(score.by_partner) == {who: one.value for who, one in found.by_partner(credit).items()}
    assert values(score.by_period) == {one.code: found.by_period[one.code].value for one in PERIODS}


def test_a_snapshot_of_a_register_is_the_latest_of_each_partner_with_joint_things_once():
    rule = Rule("members", measure="sum", field="members")
    rows = [
        Row("1", date(2022, 1, 5), ("A",), {"members": 120}),
        Row("2", date(2022, 4, 5), ("A", "B"), {"members": 118}),
    ]

    found = counted(Card("a", over_time="latest", counted_by=rule), count(rule, rows, PERIODS, ("A", "B")))

    assert (found.total.value, values(found.by_partner)) == (118, {"A": 118, "B": 118})


def test_a_rule_alone_is_no_ratio():
    with pytest.raises(IndicatorError, match="A ratio is made of two indicators"):
        counted(Card("a", over_time="ratio"), count(Rule("a"), []))


def test_entered_values_combine_in_the_order_of_their_days():
    rows = [
        Row("later", date(2022, 1, 20), ("A",), {"value": 5}),
        Row("early", date(2022, 1, 3), ("A",), {"value": "3"}),
        Row("next", date(2022, 2, 3), ("A",), {"value": 9}),
        Row("other", date(2022, 2, 3), ("B",), {"value": 0}),
        Row("nothing", date(2022, 4, 3), ("B",), {"value": ""}),
        Row("undated", None, ("A",), {"value": 70}),
        Row("between", date(2022, 3, 3), ("A",), {"value": 80}),
    ]

    increments = entered(Card("a"), rows, ("A", "B", "C"), PERIODS)
    running = entered(Card("a", over_time="cumulative"), rows, ("A", "B", "C"), PERIODS)
    early = entered(Card("a"), rows, ("A",), PERIODS, until=date(2022, 1, 5))

    assert (increments.total.value, increments.total.reported, increments.total.of) == (17, 3, 9)
    assert values(increments.by_partner) == {"A": 17, "B": 0, "C": None}
    assert values(increments.by_period) == {"2022-01": 8, "2022-02": 9, "2022-04": None}
    assert values(running.by_partner) == {"A": 9, "B": 0, "C": None}
    assert early.total.value == 3


def test_entered_percentages_need_their_denominators():
    share = Card("a", measure="percentage", over_time="ratio")
    day = date(2022, 1, 3)

    found = entered(share, [Row("1", day, ("A",), {"numerator": 0, "denominator": 0})], ("A",), PERIODS)

    assert (found.total.value, found.total.ratio) == (None, Ratio(0, 0))
    for bare in ({"numerator": 40}, {"value": 40}, {"value": 40, "denominator": 100}):
        with pytest.raises(CombineError, match=r"A percentage needs (its|a numerator and a) denominator"):
            entered(share, [Row("1", day, ("A",), bare)], ("A",), PERIODS)


def test_entered_words_and_things():
    words = Card("a", measure="qualitative", over_time="latest", over_partners="joint")
    things = Card("b", over_time="distinct", over_partners="distinct")
    rows = [
        Row("1", date(2022, 1, 3), ("A",), {"members": ["fair", "good"]}),
        Row("2", date(2022, 2, 3), ("B",), {"members": ["good"], "value": "good"}),
    ]

    assert entered(things, rows, ("A", "B"), PERIODS).total.value == 2
    assert entered(words, rows[1:], ("A", "B"), PERIODS).total.value == "good"


def test_what_all_report_together_is_nobodys_alone():
    joint = Card("a", over_partners="joint")

    found = entered(joint, [Row("1", date(2022, 1, 3), (), {"value": 5})], ("A", "B"), PERIODS)

    assert (found.total.value, values(found.by_partner)) == (5, {"A": None, "B": None, NOBODY: 5})


def test_a_ratio_of_indicators_is_worked_out_cell_by_cell():
    rule = Rule("a", measure="sum", field="n")
    signed = [Row("1", date(2022, 1, 3), ("A",), {"n": 1}), Row("2", date(2022, 2, 3), ("B",), {"n": 3})]
    everything = [Row("1", date(2022, 1, 3), ("A",), {"n": 2}), Row("2", date(2022, 2, 3), ("B",), {"n": 10})]
    card = Card("n", counted_by=rule)
    parts = {
        "signed": counted(card, count(rule, signed, PERIODS, ("A", "B", "C"))),
        "all": counted(card, count(rule, everything, PERIODS, ("A", "B", "C"))),
    }

    found = derived(Formula("ratio", ("signed", "all")), parts)

    assert found.total.ratio == Ratio(4, 12)
    assert values(found.by_partner) == {"A": Fraction(1, 2), "B": Fraction(3, 10), "C": None}


def test_a_roll_up_adds_what_is_known_and_says_how_many_are():
    def of(value):
        row = Row("1", date(2022, 1, 3), ("A",), {"value": value})
        return entered(Card("n"), [row], ("A",), PERIODS)

    found = derived(Formula("sum", ("a", "b", "c")), {"a": of(3), "b": of(4), "c": of(None)})

    assert (found.total.value, found.total.reported, found.total.of) == (7, 2, 3)
    with pytest.raises(IndicatorError, match="The value of indicator x is missing"):
        derived(Formula("sum", ("a", "x")), {"a": of(3)})
