"""Classes of a map."""

import doctest
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.documents.drawings import breaks


def test_examples_in_docstrings_of_breaks_hold() -> None:
    result = doctest.testmod(breaks)

    assert (result.failed, result.attempted > 0) == (0, True)


@settings(max_examples=60)
@given(st.lists(st.integers(0, 40), min_size=1, max_size=9), st.integers(1, 4))
def test_natural_breaks_are_the_best_partition(values: list[int], count: int) -> None:
    ranges = breaks.natural_breaks(tuple(values), count)

    def spread(groups: list[list[int]]) -> float:
        return sum((v - sum(g) / len(g)) ** 2 for g in groups for v in g)

    different = sorted(set(values))
    mine = [[v for v in values if low <= v <= high] for low, high in ranges]
    cuts = itertools.combinations(range(1, len(different)), min(count, len(different)) - 1)
    every = (
        [
            [v for v in values if different[a] <= v <= different[b - 1]]
            for a, b in itertools.pairwise((0, *cut, len(different)))
        ]
        for cut in cuts
    )
    assert sum(map(len, mine)) == len(values)
    assert spread(mine) == pytest.approx(min(map(spread, every)), abs=1e-6)


def test_class_of_finds_the_range_of_a_value() -> None:
    ranges = breaks.natural_breaks((1, 2, 2, 10, 11, 50), 3)

    assert [breaks.class_of(value, ranges) for value in (1, 2, 10, 11, 50)] == [0, 0, 1, 1, 2]
