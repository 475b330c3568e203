"""The traffic light: what is achieved against what should be by now, with the formula beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from kontor.engine.indicators.card import UP
from kontor.engine.indicators.number import Number, plain_number, total, whole
from kontor.engine.indicators.phrase import N_, IndicatorError, Phrase
from kontor.engine.indicators.targets import progress

LINEAR, S_CURVE, PLANNED = "linear", "s-curve", "planned"
COURSES = (LINEAR, S_CURVE, PLANNED)
"""Evenly over the time; slowly, then fast, then slowly; or as the planned amounts fall due."""

GREEN, AMBER, RED, GREY = "green", "amber", "red", "grey"

_FORMULAS: Mapping[str, str] = {
    LINEAR: N_("baseline + (target - baseline) x share of the time, %(share)s"),
    S_CURVE: N_("baseline + (target - baseline) x (3 s^2 - 2 s^3), s the share of the time, %(share)s"),
    PLANNED: N_("baseline + what was planned until %(day)s"),
}


@dataclass(frozen=True, slots=True)
class Thresholds:
    """From which share of the expected a light is green, and from which it is amber."""

    green: Fraction = Fraction(95, 100)
    amber: Fraction = Fraction(75, 100)

    def __post_init__(self) -> None:
        if not 0 < self.amber <= self.green:
            raise IndicatorError("thresholds", N_("Amber begins above nothing and not above green"))


@dataclass(frozen=True, slots=True)
class Expected:
    """What should be achieved by a day, and by which formula."""

    value: Number
    formula: Phrase


@dataclass(frozen=True, slots=True)
class Light:
    """The colour, the share of the expected that is achieved (None without one), and how both came about."""

    colour: str
    share: Number | None
    expected: Number | None
    formula: Phrase

    def to_json(self) -> dict[str, object]:
        return {
            "colour": self.colour,
            "share": plain_number(self.share),
            "expected": plain_number(self.expected),
            "formula": self.formula.to_json(),
        }


def expected(
    target: Number,
    start: date,
    end: date,
    on: date,
    *,
    baseline: Number | None = None,
    course: str = LINEAR,
    planned: Mapping[date, Number] | None = None,
) -> Expected:
    """Return what should be achieved at the end of the day `on` of a course from the day `start` to the day `end`.

    Before the start that is the baseline, from the end on the target. `planned` are increments by the day they are due,
    for the course of that name, and need not reach the target. Exact. O(planned).
    Raises IndicatorError for an unknown course, an end before the start, and a planned course without a plan.

    >>> expected(10, date(2020, 9, 1), date(2022, 8, 31), date(2021, 8, 31)).value
    5
    """
    if course not in COURSES:
        raise IndicatorError(
            "course", N_("%(course)r is neither linear nor s-curve nor planned"), course=course
        )
    if end < start:
        raise IndicatorError("end", N_("The course ends before it begins"))
    begin = baseline or 0
    if course == PLANNED:
        if not planned:
            raise IndicatorError("planned", N_("A planned course needs amounts with the day they are due"))
        due = total(amount for day, amount in planned.items() if day <= on)
        return Expected(whole(Fraction(begin + due)), Phrase(_FORMULAS[PLANNED], {"day": on.isoformat()}))
    share = Fraction(min(max((on - start).days + 1, 0), days := (end - start).days + 1), days)
    curved = share if course == LINEAR else 3 * share**2 - 2 * share**3
    value = whole(begin + (target - begin) * curved)
    return Expected(value, Phrase(_FORMULAS[course], {"share": f"{float(share):.0%}"}))


def light(
    achieved: Number | None,
    should: Expected | None,
    *,
    baseline: Number | None = None,
    direction: str = UP,
    thresholds: Thresholds | None = None,
) -> Light:
    """Return the light of what is achieved: its progress from the baseline to the expected against the thresholds.

    Grey without data, without an expected value (no target), and where what is to fall has no baseline. Where nothing
    is expected yet, green unless it went the wrong way. O(1).

    >>> light(2, Expected(10, Phrase("all"))).colour, light(0, Expected(10, Phrase("all"))).colour
    ('red', 'red')
    >>> light(None, Expected(10, Phrase("all"))).colour
    'grey'
    """
    limits = thresholds or Thresholds()
    share = None if should is None else progress(achieved, should.value, baseline, direction)
    if should is None or share is None:
        return Light(
            GREY,
            None,
            None if should is None else should.value,
            Phrase(N_("no data, no target or no baseline")),
        )
    colour = GREEN if share >= limits.green else AMBER if share >= limits.amber else RED
    return Light(colour, share, should.value, should.formula)
