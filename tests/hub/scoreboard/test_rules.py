"""Which values and days are taken."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.scoreboard import rules


@pytest.mark.parametrize(
    ("value", "unit"),
    [
        ("61", "partners"), ("4.6", "countries per partnership"), ("-3", "percent"), ("4300000", "EUR"),
        ("2018", "year"), ("2018-02", "month"), ("2018-10-25", "date"), ("2018-02-30", "date"),
        ("EEIG", ""), ("61", ""),
    ],
)  # fmt: skip
def test_value_that_can_be_compared_is_taken(value, unit):
    rules.check_value(value, unit, "exact")


@pytest.mark.parametrize(
    ("value", "unit", "refusal"),
    [
        ("19-20.10.2020", "date", rules.NotADate),
        ("soon", "year", rules.NotADate),
        ("2018-1", "month", rules.NotADate),
        ("3-5", "partners", rules.IsARange),
        ("3 – 5", "partners", rules.IsARange),
        ("1,100", "SMEs", rules.NotANumber),
        ("1 100", "SMEs", rules.NotANumber),
        ("45%", "percent", rules.NotANumber),
        ("many", "SMEs", rules.NotANumber),
        ("1e3", "SMEs", rules.NotANumber),
        ("nan", "SMEs", rules.NotANumber),
        ("1_000", "SMEs", rules.NotANumber),
    ],
)
def test_value_that_cannot_be_compared_is_refused_with_what_to_write(value, unit, refusal):
    with pytest.raises(refusal, match=value.replace("(", ".")) as refused:
        rules.check_value(value, unit, "exact")

    assert refused.value.field == "value"


def test_words_cannot_be_about_something():
    with pytest.raises(rules.QualifiesNothing):
        rules.check_value("EEIG", "", "approximately")


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_every_plain_number_is_taken(number):
    rules.check_value(f"{number:f}", "partners", "exact")


@given(st.dates())
def test_every_day_is_taken(day):
    rules.check_value(day.isoformat(), "date", "exact")


def test_statement_of_the_future_is_refused():
    rules.check_stated_on(date(2026, 1, 1), date(2026, 1, 1))

    with pytest.raises(rules.StatedInFuture, match="2026-01-02"):
        rules.check_stated_on(date(2026, 1, 2), date(2026, 1, 1))


@pytest.mark.parametrize(("known", "new"), [(True, True), (False, False)])
def test_claim_has_exactly_one_source(known, new):
    rules.check_one_source(known=True, new=False)

    with pytest.raises(rules.OneSource):
        rules.check_one_source(known=known, new=new)
