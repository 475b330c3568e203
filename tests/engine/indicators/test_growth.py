"""Compound growth: by hand, and where nothing follows."""

from decimal import Decimal

import pytest

from kontor.engine.indicators.growth import compound


def series(**values):
    return {int(year[1:]): Decimal(value) for year, value in values.items()}


def test_growth_goes_on_as_between_the_first_and_the_last_year():
    grown = compound(series(y2020="100", y2021="500", y2022="121"), 2024)

    assert grown is not None
    assert (grown.first_year, grown.last_year, round(grown.rate, 9), round(grown.value, 6)) == (
        2020,
        2022,
        0.1,
        146.41,
    )


def test_a_market_may_shrink():
    grown = compound(series(y2020="200", y2021="100"), 2023)

    assert grown is not None
    assert (round(grown.rate, 9), round(grown.value, 9)) == (-0.5, 25.0)


@pytest.mark.parametrize(
    ("values", "year"),
    [({}, 2024), ({"y2020": "1"}, 2024), ({"y2020": "0", "y2021": "1"}, 2024), ({"y2020": "1", "y2021": "0"}, 2024),
     ({"y2020": "1", "y2021": "2"}, 2021)],
)  # fmt: skip
def test_nothing_follows(values, year):
    assert compound(series(**values), year) is None
