"""Names at the ends of lines."""

import doctest
import itertools

from hypothesis import given
from hypothesis import strategies as st

from kontor.documents.drawings import lines


def test_examples_in_docstrings_of_lines_hold() -> None:
    result = doctest.testmod(lines)

    assert (result.failed, result.attempted > 0) == (0, True)


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(1, 40)), max_size=8))
def test_spread_labels_never_overlap(boxes: list[tuple[float, float]]) -> None:
    wanted, heights = sorted(y for y, _ in boxes), [h for _, h in boxes]

    middles = lines.spread(wanted, heights, 0, 400)

    edges = [(m - h / 2, m + h / 2) for m, h in zip(middles, heights, strict=True)]
    assert [(a, b) for a, b in itertools.pairwise(edges) if b[0] < a[1] - 1e-9] == []
