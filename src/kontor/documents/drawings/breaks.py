"""Classes for a map: natural breaks, as few classes as the values deserve."""

import math


def natural_breaks(values: tuple[float, ...], classes: int = 5) -> tuple[tuple[float, float], ...]:
    """At most `classes` ranges (lowest, highest value in it) that together hold every value, ascending.

    Fisher's optimal partition: the sum of squared distances from the class means is the smallest possible (W. D.
    Fisher 1958; known to mapmakers as Jenks). O(classes x n^2) for n different values; equal values stay together.

    >>> natural_breaks((1, 2, 2, 10, 11, 50), 3)
    ((1, 2), (10, 11), (50, 50))
    """
    different = sorted(set(values))
    if len(different) <= classes:
        return tuple((value, value) for value in different)
    counts = [values.count(value) for value in different]
    starts = _partition(_standard(different), counts, classes)
    ends = [*starts[1:], len(different)]
    return tuple((different[a], different[b - 1]) for a, b in zip(starts, ends, strict=True))


def class_of(value: float, ranges: tuple[tuple[float, float], ...]) -> int:
    """The number (from 0) of the range that holds `value`, which must be one of the values the ranges were made of."""
    return next(i for i, (_, highest) in enumerate(ranges) if value <= highest)


def _standard(values: list[float]) -> list[float]:
    """The values between 0 and 1, so that squares of very large ones do not overflow."""
    low, high = values[0], values[-1]
    return [(value / 2 - low / 2) / (high / 2 - low / 2) for value in values]


def _partition(values: list[float], counts: list[int], classes: int) -> list[int]:
    n = len(values)
    weight, total, squares = [0.0], [0.0], [0.0]
    for value, count in zip(values, counts, strict=True):
        weight.append(weight[-1] + count)
        total.append(total[-1] + count * value)
        squares.append(squares[-1] + count * value * value)

    def spread(a: int, b: int) -> float:
        return squares[b] - squares[a] - (total[b] - total[a]) ** 2 / (weight[b] - weight[a])

    best = [0.0] + [spread(0, b) for b in range(1, n + 1)]
    choices: list[list[int]] = []
    for k in range(2, classes + 1):
        following, chosen = [math.inf] * (n + 1), [0] * (n + 1)
        for b in range(k, n + 1):
            following[b], chosen[b] = min((best[a] + spread(a, b), a) for a in range(k - 1, b))
        best = following
        choices.append(chosen)
    starts, end = [], n
    for chosen in reversed(choices):
        end = chosen[end]
        starts.append(end)
    return [0, *reversed(starts)]
