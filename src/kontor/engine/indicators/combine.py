"""Values of several periods or partners as one: added, the last, the largest, as a ratio, counted once.

No data is None and never 0. What is combined says how many of how many reported, so that a partial sum looks partial.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from fractions import Fraction

from kontor.engine.indicators.card import (
    CUMULATIVE,
    DISTINCT,
    JOINT,
    LATEST,
    MAXIMUM,
    OVER_PARTNERS,
    OVER_TIME,
    RATIO,
    SUM,
    SetTarget,
)
from kontor.engine.indicators.number import Number, plain_number, total, whole
from kontor.engine.indicators.phrase import N_, IndicatorError, listed


class CombineError(IndicatorError):
    """Values that cannot be combined this way: which, and why."""


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many. Both are needed: a percentage without what it is of cannot be added up.

    >>> Ratio(1, 2).value, Ratio(0, 0).value
    (Fraction(1, 2), None)
    """

    numerator: Number
    denominator: Number | None

    def __post_init__(self) -> None:
        if self.denominator is None:
            raise CombineError("denominator", N_("A percentage needs its denominator: say of how many"))
        if self.denominator < 0 or (self.denominator == 0 and self.numerator != 0):
            problem = N_("%(numerator)s of %(denominator)s is no ratio")
            raise CombineError("denominator", problem, numerator=self.numerator, denominator=self.denominator)

    @property
    def value(self) -> Number | None:
        """The share, 1 for all; None for 0 of 0, which says nothing."""
        return whole(Fraction(self.numerator) / Fraction(self.denominator)) if self.denominator else None


type Value = Number | Ratio | Set[Hashable] | str | None
"""A number, a ratio, the things that are counted once, a word, or no data."""


@dataclass(frozen=True, slots=True)
class Combined:
    """The value of several, None for no data; how many of how many reported it; and what does not fit.

    `value` is a Number, for words a text; for ratios `ratio` has the sums. `fell` are the places in the order of the
    periods where a running total went down; `conflict` are the values that partners report for one joint value.
    """

    value: Number | str | None
    reported: int
    of: int
    ratio: Ratio | None = None
    members: frozenset[Hashable] | None = None
    fell: tuple[int, ...] = ()
    conflict: tuple[Number | str, ...] = ()

    @property
    def complete(self) -> bool:
        """Whether all reported."""
        return self.reported == self.of

    @property
    def whole(self) -> Value:
        """What is combined further: the ratio or the members where there are such, else the value."""
        return (
            self.ratio if self.ratio is not None else self.members if self.members is not None else self.value
        )

    def to_json(self) -> dict[str, object]:
        value = self.value if isinstance(self.value, str) else plain_number(self.value)
        told: dict[str, object] = {"value": value, "reported": self.reported, "of": self.of}
        if self.ratio is not None:
            told["numerator"] = plain_number(self.ratio.numerator)
            told["denominator"] = plain_number(self.ratio.denominator)
        return told


def over_time(method: str, values: Sequence[Value]) -> Combined:
    """Return the value of all periods from the values of each, in their order; None is a period without data.

    `method`: sum (of increments), cumulative and latest (the last known), maximum, ratio (of Ratio), distinct (of sets).
    Raises CombineError for an unknown method and for values that do not fit it. O(values).

    >>> over_time("sum", [3, 2, 4]).value, over_time("cumulative", [3, 5, 9]).value, over_time("latest", [120, 118]).value
    (9, 9, 118)
    >>> over_time("ratio", [Ratio(1, 2), Ratio(3, 10)]).value
    Fraction(1, 3)
    >>> over_time("sum", [3, None, 4])
    Combined(value=7, reported=2, of=3, ratio=None, members=None, fell=(), conflict=())
    """
    if method not in OVER_TIME:
        raise CombineError(
            "over_time",
            N_("%(method)r is not known; use one of %(allowed)s"),
            method=method,
            allowed=listed(OVER_TIME),
        )
    return _combined(method, values)


def over_partners(method: str, values: Sequence[Value]) -> Combined:
    """Return the value of all partners from the values of each; None is a partner without data.

    `method`: sum, distinct (of sets), maximum, joint (one value that all report; where they differ there is none, and
    `conflict` has what they say). Ratios are summed as ratios. Raises CombineError as `over_time`. O(values).

    >>> over_partners("sum", [Ratio(1, 2), None, Ratio(3, 10)]).value
    Fraction(1, 3)
    >>> over_partners("joint", [5, None, 6])
    Combined(value=None, reported=2, of=3, ratio=None, members=None, fell=(), conflict=(5, 6))
    """
    if method not in OVER_PARTNERS:
        raise CombineError(
            "over_partners",
            N_("%(method)r is not known; use one of %(allowed)s"),
            method=method,
            allowed=listed(OVER_PARTNERS),
        )
    if method == SUM and any(isinstance(one, Ratio) for one in values):
        return _combined(RATIO, values)
    return _combined(method, values)


@dataclass(frozen=True)
class Score:
    """One indicator: the value of all, of each partner over its periods, of each period over the partners."""

    total: Combined
    by_partner: Mapping[str, Combined]
    by_period: Mapping[str, Combined]


def combined(
    cells: Mapping[tuple[str, str], Value],
    partners: Sequence[str],
    periods: Sequence[str],
    *,
    time: str = SUM,
    across: str = SUM,
) -> Score:
    """Return an indicator from its values by (partner, period): first each partner over time, then the partners.

    A missing cell is no data. `periods` are in their order; `reported` of the total counts cells, of `partners x periods`.
    Raises CombineError as `over_time` and `over_partners`. O(partners x periods).

    >>> board = combined({("AMZ", "1"): 120, ("AMZ", "2"): 118, ("BIC", "1"): 40}, ["AMZ", "BIC"], ["1", "2"], time="latest")
    >>> board.total.value, board.total.reported, board.total.of, board.by_partner["AMZ"].value
    (158, 3, 4, 118)
    """
    by_partner = {who: over_time(time, [cells.get((who, when)) for when in periods]) for who in partners}
    by_period = {
        when: over_partners(across, [cells.get((who, when)) for who in partners]) for when in periods
    }
    joined = over_partners(across, [one.whole for one in by_partner.values()])
    reported = sum(one.reported for one in by_partner.values())
    total_of = Combined(
        joined.value,
        reported,
        len(partners) * len(periods),
        joined.ratio,
        joined.members,
        conflict=joined.conflict,
    )
    return Score(total_of, by_partner, by_period)


def ratio_of(numerator: Number | None, denominator: Number | None) -> Ratio | None:
    """Return the ratio of two indicators, None where one of them has no data; CombineError for 3 of 0."""
    return None if numerator is None or denominator is None else Ratio(numerator, denominator)


@dataclass(frozen=True, slots=True)
class Covered:
    """Of a set target: which members are covered, with how many, and which are missing."""

    covered: Mapping[str, Number]
    missing: tuple[str, ...]

    @property
    def met(self) -> bool:
        return not self.missing


def cover(target: SetTarget, found: Mapping[str, Number | None]) -> Covered:
    """Return which members of a set target have at least what they need; None and a member not named are missing. O(set).

    >>> cover(SetTarget("country", ("DE", "ES", "FR")), {"DE": 2, "ES": None, "IT": 5})
    Covered(covered={'DE': 2}, missing=('ES', 'FR'))
    """
    told = {member: found.get(member) for member in target.members}
    covered = {
        member: value for member, value in told.items() if value is not None and value >= target.at_least
    }
    return Covered(covered, tuple(member for member in target.members if member not in covered))


def _combined(method: str, values: Sequence[Value]) -> Combined:
    if all(one is None for one in values):
        return Combined(None, 0, len(values))
    return _WAYS[method](values)


def _sum(values: Sequence[Value]) -> Combined:
    known = _numbers(SUM, values)
    return Combined(total(known), len(known), len(values))


def _largest(values: Sequence[Value]) -> Combined:
    known = _numbers(MAXIMUM, values)
    return Combined(max(known), len(known), len(values))


def _running(values: Sequence[Value]) -> Combined:
    last = _last(values)
    if not any(isinstance(one, Ratio) for one in values):
        _numbers(CUMULATIVE, values)
    return replace(last, fell=_falls(values))


def _last(values: Sequence[Value]) -> Combined:
    known = _known(values)
    last = known[-1]
    if isinstance(last, Ratio):
        return Combined(last.value, len(known), len(values), last)
    if isinstance(last, Set):
        return Combined(len(last), len(known), len(values), members=frozenset(last))
    return Combined(last, len(known), len(values))


def _ratio(values: Sequence[Value]) -> Combined:
    known = _known(values)
    ratios = [one for one in known if isinstance(one, Ratio)]
    if len(ratios) < len(known):
        raise CombineError("values", N_("A percentage needs its denominator: say of how many"))
    summed = Ratio(total(one.numerator for one in ratios), total(one.denominator or 0 for one in ratios))
    return Combined(summed.value, len(known), len(values), summed)


def _once(values: Sequence[Value]) -> Combined:
    known, members = _known(values), set[Hashable]()
    for one in known:
        if not isinstance(one, Set):
            raise CombineError(
                "values", N_("To count things once, name them; numbers of different periods may overlap")
            )
        members |= one
    return Combined(len(members), len(known), len(values), members=frozenset(members))


def _agreed(values: Sequence[Value]) -> Combined:
    known = _known(values)
    if any(isinstance(one, Ratio | Set) for one in known):
        raise CombineError("values", N_("A joint value is one number or one word"))
    said = tuple(dict.fromkeys(one for one in known if isinstance(one, int | Fraction | str)))
    if len(said) > 1:
        return Combined(None, len(known), len(values), conflict=said)
    return Combined(said[0], len(known), len(values))


_WAYS: Mapping[str, Callable[[Sequence[Value]], Combined]] = {
    SUM: _sum,
    CUMULATIVE: _running,
    LATEST: _last,
    MAXIMUM: _largest,
    RATIO: _ratio,
    DISTINCT: _once,
    JOINT: _agreed,
}


def _known(values: Iterable[Value]) -> list[Value]:
    return [one for one in values if one is not None]


def _numbers(method: str, values: Iterable[Value]) -> list[Number]:
    numbers = []
    for one in _known(values):
        if not isinstance(one, int | Fraction):
            raise CombineError("values", N_("%(method)s needs numbers"), method=method)
        numbers.append(one)
    return numbers


def _falls(values: Sequence[Value]) -> tuple[int, ...]:
    fell, before = [], None
    for place, value in enumerate(values):
        if isinstance(value, int | Fraction):
            if before is not None and value < before:
                fell.append(place)
            before = value
    return tuple(fell)
