"""Net present value and payback, against values reckoned by hand and against what must hold of every investment."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.investment import Flow, InvestmentError, net_present_value, payback

MONEY = st.decimals(0, 10**9, places=2)
FLOWS = st.dictionaries(st.integers(2020, 2045), st.tuples(MONEY, MONEY), max_size=12).map(
    lambda found: [Flow(year, *money) for year, money in found.items()]
)
RATES = st.decimals(0, 30, places=1)


def flow(year, revenue, costs=0):
    return Flow(year, Decimal(costs), Decimal(revenue))


def test_present_value_discounts_each_year_by_its_distance():
    """1000 laid out at 5 %: 600 after one year and 600 after two are worth 571.43 + 544.22."""
    assert net_present_value(Decimal(1000), [flow(2027, 600), flow(2028, 600)], Decimal(5)) == Decimal(
        "115.65"
    )


def test_year_of_which_nothing_is_stated_still_passes():
    assert net_present_value(Decimal(0), [flow(2027, 0), flow(2029, 133.1)], Decimal(10)) == Decimal("100.00")
    assert payback(Decimal(50), [flow(2027, 0), flow(2029, 100)]) == Decimal("2.5")


def test_what_never_comes_back_has_no_payback():
    assert payback(Decimal(100), [flow(2027, 60, 20), flow(2028, 50)]) is None
    assert payback(Decimal(100), []) is None
    assert payback(Decimal(0), []) == 0


def test_losses_are_to_be_earned_back_too():
    assert payback(Decimal(100), [flow(2027, 0, 50), flow(2028, 300)]) == Decimal("1.5")


def test_year_stated_twice_and_impossible_rate_are_refused():
    with pytest.raises(InvestmentError):
        payback(Decimal(1), [flow(2027, 1), flow(2027, 1)])
    with pytest.raises(InvestmentError):
        net_present_value(Decimal(1), [], Decimal(-100))


@given(MONEY, FLOWS, RATES)
def test_order_of_the_years_says_nothing(outlay, flows, rate):
    other = list(reversed(flows))

    assert net_present_value(outlay, flows, rate) == net_present_value(outlay, other, rate)
    assert payback(outlay, flows) == payback(outlay, other)


@given(MONEY, FLOWS)
def test_without_interest_the_value_is_the_plain_sum(outlay, flows):
    assert net_present_value(outlay, flows, Decimal(0)) == sum(one.net for one in flows) - outlay


@given(MONEY, FLOWS, RATES, MONEY)
def test_more_outlay_is_worth_less_by_as_much_and_comes_back_no_sooner(outlay, flows, rate, more):
    less = net_present_value(outlay, flows, rate) - net_present_value(outlay + more, flows, rate)
    soon, late = payback(outlay, flows), payback(outlay + more, flows)

    assert abs(less - more) <= Decimal("0.01")
    assert late is None or (soon is not None and soon <= late)
