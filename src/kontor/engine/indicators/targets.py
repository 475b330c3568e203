"""Targets and how far one is: their split by partner and period must add up; progress is measured from the baseline."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from kontor.engine.indicators.card import CUMULATIVE, DIRECTIONS, DOWN, JOINT, LATEST, MAXIMUM, RATIO, SUM, UP
from kontor.engine.indicators.number import Number, plain_number, total, whole
from kontor.engine.indicators.phrase import N_, IndicatorError, Phrase

PARTNERS, PERIODS = "partners", "periods"

_NONE: Mapping[str, Number] = MappingProxyType({})
_NO_CELLS: Mapping[tuple[str, str], Number] = MappingProxyType({})


class TargetError(IndicatorError):
    """A target that cannot be: which part is wrong and why."""


@dataclass(frozen=True)
class Target:
    """The target of all, and its split by partner, by period (in their order) and by both; each may be empty."""

    total: Number | None
    by_partner: Mapping[str, Number] = field(default_factory=lambda: _NONE)
    by_period: Mapping[str, Number] = field(default_factory=lambda: _NONE)
    cells: Mapping[tuple[str, str], Number] = field(default_factory=lambda: _NO_CELLS)


@dataclass(frozen=True, slots=True)
class Gap:
    """A split that does not add up: what its parts give, what they should, and the parts less the total.

    `where` is what it is split by, partners or periods; `of` whose target it is: a period's, a partner's, or "" for all.
    """

    where: str
    of: str
    total: Number
    parts: Number
    difference: Number
    sentence: Phrase

    def to_json(self) -> dict[str, object]:
        numbers = {name: plain_number(getattr(self, name)) for name in ("total", "parts", "difference")}
        return {"where": self.where, "of": self.of, **numbers, **self.sentence.to_json()}


def check_split(target: Target, *, time: str = SUM, across: str = SUM) -> tuple[Gap, ...]:
    """Return where a target's split does not give its total; empty where it does or where nothing is split. O(parts).

    By the way values combine: parts of a sum (and of what is counted distinct) add up; of a maximum or a joint value
    the largest is the total; of a running total or snapshot the last period is; ratios are not split.

    >>> for gap in check_split(Target(20, {"AMZ": 4, "BIC": 4, "MAV": 4, "MECH": 4, "POL": 3})):
    ...     print(gap.sentence)
    The targets of the partners make 19 and not 20: 1 is missing
    """
    splits = [
        (PARTNERS, "", target.total, list(target.by_partner.values()), across),
        (PERIODS, "", target.total, list(target.by_period.values()), time),
    ]
    for who, wanted in target.by_partner.items():
        splits.append((PERIODS, who, wanted, _cells(target, 0, who), time))
    for when, wanted in target.by_period.items():
        splits.append((PARTNERS, when, wanted, _cells(target, 1, when), across))
    return tuple(
        _gap(where, of, wanted, made)
        for where, of, wanted, parts, method in splits
        if wanted is not None and (made := _made(method, parts)) is not None and made != wanted
    )


def _cells(target: Target, side: int, code: str) -> list[Number]:
    """The targets of the cells of a partner (side 0) or of a period (side 1)."""
    return [number for cell, number in target.cells.items() if cell[side] == code]


def progress(
    achieved: Number | None, target: Number | None, baseline: Number | None = None, direction: str = UP
) -> Number | None:
    """Return (achieved - baseline) / (target - baseline): 1 is the target, more than 1 beyond it, below 0 the wrong way.

    A missing baseline counts as 0 where the number is to rise. None where there is no data or target, or where what
    is to fall has no baseline. Where the target equals the baseline: 1 when it is held, else 0. O(1).
    Raises TargetError for a target on the wrong side of the baseline or an unknown direction.

    >>> progress(15, 20, 10), progress(6, 2, 10, "down"), progress(None, 20)
    (Fraction(1, 2), Fraction(1, 2), None)
    """
    if direction not in DIRECTIONS:
        raise TargetError("direction", N_("%(direction)r is neither up nor down"), direction=direction)
    if achieved is None or target is None or (baseline is None and direction == DOWN):
        return None
    start = baseline or 0
    if target == start:
        return int(bool(reached(achieved, target, direction)))
    if (target < start) != (direction == DOWN):
        problem = N_("The target %(target)s is not on the way %(direction)s from the baseline %(baseline)s")
        raise TargetError("target", problem, target=target, direction=direction, baseline=start)
    return whole(Fraction(achieved - start) / Fraction(target - start))


def reached(achieved: Number | None, target: Number | None, direction: str = UP) -> bool | None:
    """Return whether the target is reached; None where there is no data or no target. O(1)."""
    if achieved is None or target is None:
        return None
    return achieved <= target if direction == DOWN else achieved >= target


@dataclass(frozen=True, slots=True)
class Standing:
    """How one partner, or all (`who` empty), stand: what is achieved, the target, progress, and whether it is reached."""

    who: str
    achieved: Number | None
    target: Number | None
    progress: Number | None
    reached: bool | None

    def to_json(self) -> dict[str, object]:
        numbers = {name: plain_number(getattr(self, name)) for name in ("achieved", "target", "progress")}
        return {"who": self.who, **numbers, "reached": self.reached}


@dataclass(frozen=True, slots=True)
class Standings:
    """All together and each partner: the one may be at its target while some of the others are at nothing."""

    together: Standing
    partners: tuple[Standing, ...]

    @property
    def behind(self) -> tuple[Standing, ...]:
        """The partners that have not reached a target of their own."""
        return tuple(one for one in self.partners if one.reached is False)

    def to_json(self) -> dict[str, object]:
        return {"together": self.together.to_json(), "partners": [one.to_json() for one in self.partners]}


def standings(
    target: Target,
    achieved: Number | None,
    by_partner: Mapping[str, Number | None],
    *,
    baseline: Number | None = None,
    baselines: Mapping[str, Number] = _NONE,
    direction: str = UP,
) -> Standings:
    """Return how all and each partner stand. A partner with a target and no value has no data; a partner without a
    target stands without progress. `baseline` is that of all, `baselines` are those of partners. O(partners).

    >>> found = standings(Target(5, dict.fromkeys(("AMZ", "BIC", "MAV", "MECH", "POL"), 1)), 5,
    ...     {"AMZ": 2, "BIC": 0, "MAV": 1, "MECH": 0, "POL": 1, "ELCA": 1})
    >>> found.together.progress, [one.who for one in found.behind]
    (1, ['BIC', 'MECH'])
    """
    names = dict.fromkeys((*target.by_partner, *by_partner))
    return Standings(
        _standing("", achieved, target.total, baseline, direction),
        tuple(
            _standing(who, by_partner.get(who), target.by_partner.get(who), baselines.get(who), direction)
            for who in names
        ),
    )


def _standing(
    who: str, achieved: Number | None, target: Number | None, baseline: Number | None, direction: str
) -> Standing:
    how_far = progress(achieved, target, baseline, direction)
    return Standing(who, achieved, target, how_far, reached(achieved, target, direction))


def _made(method: str, parts: list[Number]) -> Number | None:
    """What the parts of a target make together."""
    if not parts or method == RATIO:
        return None
    if method in (CUMULATIVE, LATEST):
        return parts[-1]
    return max(parts) if method in (MAXIMUM, JOINT) else total(parts)


def _gap(where: str, of: str, wanted: Number, made: Number) -> Gap:
    values = {"of": of, "made": made, "total": wanted, "difference": abs(made - wanted)}
    difference = whole(Fraction(made - wanted))
    if of:
        return Gap(where, of, wanted, made, difference, Phrase(_OF_ONE[where], values))
    return Gap(where, of, wanted, made, difference, Phrase(_OF_ALL[where, made < wanted], values))


_OF_ONE = {
    PARTNERS: N_("%(of)s: the targets of the partners make %(made)s and not %(total)s"),
    PERIODS: N_("%(of)s: the targets of the periods make %(made)s and not %(total)s"),
}
_OF_ALL = {
    (PARTNERS, True): N_(
        "The targets of the partners make %(made)s and not %(total)s: %(difference)s is missing"
    ),
    (PARTNERS, False): N_(
        "The targets of the partners make %(made)s and not %(total)s: %(difference)s too many"
    ),
    (PERIODS, True): N_(
        "The targets of the periods make %(made)s and not %(total)s: %(difference)s is missing"
    ),
    (PERIODS, False): N_(
        "The targets of the periods make %(made)s and not %(total)s: %(difference)s too many"
    ),
}
