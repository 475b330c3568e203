"""Options ranked by weighted criteria: what is not stated is left out of the mean, never counted as nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

NO_DIFFERENCE = 0.5
CLOSE = 9  # decimal places in which two scores are the same


@dataclass(frozen=True, slots=True)
class Criterion:
    """What options are compared by. Without a weight it is shown and changes nothing."""

    key: str
    weight: float
    higher_is_better: bool = True


@dataclass(frozen=True, slots=True)
class Scored:
    """What one criterion gives an option: its value, where it lies between the worst (0) and the best (1); None is not stated."""

    criterion: str
    weight: float
    value: float | None
    scaled: float | None


@dataclass(frozen=True, slots=True)
class Ranked:
    """An option with its place; equal scores share one. `stated` is the share of the weight that is stated.

    `place` and `score` are None where too little is stated to compare it.
    """

    option: str
    place: int | None
    score: float | None
    stated: float
    parts: tuple[Scored, ...]


def rank(
    options: Mapping[str, Mapping[str, float | None]],
    criteria: Sequence[Criterion],
    least_stated: float = 0.5,
) -> tuple[Ranked, ...]:
    """The options by score: the mean of their scaled values, weighted, over what is stated of each.

    An option of which less than `least_stated` of the weight is stated has no place, so that a single good value does not
    win. Values are scaled between the least and the largest stated; where all are the same they make no difference.

    >>> found = rank({"CO": {"interest": 4, "growth": 3}, "PE": {"interest": 2, "growth": None}}, [Criterion("interest", 2), Criterion("growth", 1)])
    >>> [(one.option, one.place, one.score, round(one.stated, 2)) for one in found]
    [('CO', 1, 0.8333333333333334, 1.0), ('PE', 2, 0.0, 0.67)]
    """
    for criterion in criteria:
        if criterion.weight < 0:
            raise ValueError(f"The weight of {criterion.key} is below nothing ({criterion.weight}).")
    scales = {one.key: scale([values.get(one.key) for values in options.values()]) for one in criteria}
    scored = [weighed(option, values, criteria, scales, least_stated) for option, values in options.items()]
    return tuple(placed(scored))


def scale(values: Iterable[float | None]) -> tuple[float, float] | None:
    stated = [value for value in values if value is not None]
    return (min(stated), max(stated)) if stated else None


def weighed(
    option: str,
    values: Mapping[str, float | None],
    criteria: Sequence[Criterion],
    scales: Mapping[str, tuple[float, float] | None],
    least_stated: float,
) -> Ranked:
    parts = tuple(
        Scored(one.key, one.weight, values.get(one.key), scaled(values.get(one.key), scales[one.key], one))
        for one in criteria
    )
    whole = sum(part.weight for part in parts)
    known = sum(part.weight for part in parts if part.scaled is not None)
    stated = known / whole if whole else 0.0
    if not known or stated < least_stated:
        return Ranked(option, None, None, stated, parts)
    score = sum(part.weight * part.scaled for part in parts if part.scaled is not None) / known
    return Ranked(option, None, score, stated, parts)


def scaled(value: float | None, between: tuple[float, float] | None, criterion: Criterion) -> float | None:
    if value is None or between is None:
        return None
    least, most = between
    if least == most:
        return NO_DIFFERENCE
    share = (value - least) / (most - least)
    return share if criterion.higher_is_better else 1 - share


def placed(rows: Iterable[Ranked]) -> list[Ranked]:
    """By score, those without one at the end; equal scores share a place and the next one is skipped."""
    ordered = sorted(rows, key=lambda one: (one.score is None, -round(one.score or 0, CLOSE), one.option))
    found: list[Ranked] = []
    for number, one in enumerate(ordered, start=1):
        if one.score is None:
            found.append(one)
            continue
        before = found[-1] if found else None
        same = (
            before is not None
            and before.score is not None
            and round(before.score, CLOSE) == round(one.score, CLOSE)
        )
        place = before.place if before is not None and same else number
        found.append(Ranked(one.option, place, one.score, one.stated, one.parts))
    return found


def advised(ranked: Sequence[Ranked], most: int = 3) -> tuple[str, ...]:
    """The best options, at most `most`: those that share a place are advised together or not at all."""
    found: list[str] = []
    places = sorted({one.place for one in ranked if one.place is not None})
    for place in places:
        together = [one.option for one in ranked if one.place == place]
        if len(found) + len(together) > most:
            break
        found += together
    return tuple(found)
