"""Round numbers for an axis."""

import doctest
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.documents.drawings import amounts


def test_examples_in_docstrings_of_amounts_hold() -> None:
    result = doctest.testmod(amounts)

    assert (result.failed, result.attempted > 0) == (0, True)


@given(st.floats(-1e12, 1e12), st.floats(0, 1e12))
def test_ticks_hold_the_values_between_them_in_even_steps(low: float, extent: float) -> None:
    high = low + extent

    marks = amounts.ticks(low, high)

    steps = [b - a for a, b in itertools.pairwise(marks)]
    assert marks[0] <= low + 1e-6 * max(1, abs(low))
    assert marks[-1] >= high - 1e-6 * max(1, abs(high))
    assert 1 <= len(steps) <= 12
    assert max(steps) == pytest.approx(min(steps), rel=1e-3)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (0, "", "0"),
        (-4, "", "-4"),
        (0.1 + 0.2, "", "0.3"),
        (1 / 3, "", "0.3333"),
        (2 / 3 * 100, "%", "66.7%"),
        (1e16, "", "1E16"),
        (12, "cases", "12"),
    ],
)
def test_amount_writes_numbers_for_readers(value: float, unit: str, written: str) -> None:
    assert amounts.amount(value, "en", unit) == written


def test_amount_with_unit_names_the_unit_once() -> None:
    written = [amounts.amount_with_unit(12, "en", unit) for unit in ("", "%", "cases")]

    assert written == ["12", "12%", "12 cases"]
