"""A number by its dimensions: the parts add up to it, or what is missing is shown as not stated. More than all is refused."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from kontor.engine.indicators.count import NOT_STATED
from kontor.engine.indicators.number import Number, plain_number, total, whole
from kontor.engine.indicators.phrase import N_, Phrase


@dataclass(frozen=True)
class Breakdown:
    """The parts of one dimension, and what they make. `difference` is the parts less the total, None without a total.

    `parts` ends with NOT_STATED where something remains. `fault` says why this cannot be submitted, None where it can.
    """

    dimension: str
    parts: Mapping[str, Number]
    made: Number
    difference: Number | None
    fault: Phrase | None = None

    def to_json(self) -> dict[str, object]:
        return {
            "dimension": self.dimension,
            "parts": {label: plain_number(value) for label, value in self.parts.items()},
            "difference": plain_number(self.difference),
            "fault": self.fault.to_json() if self.fault else None,
        }


def breakdowns(
    value: Number | None, dimensions: Mapping[str, Mapping[str, Number | None]]
) -> tuple[Breakdown, ...]:
    """Return the parts of each dimension with the remainder, in the order given. O(parts).

    A part without data is left out and so belongs to the remainder. Where the remainder itself is given (NOT_STATED), all
    must add up exactly; else only parts that make more than the total are a fault.

    >>> told = breakdowns(10, {"country": {"DE": 4, "ES": 3, "FR": None}, "sector": {"energy": 6, "cement": 5}})
    >>> for one in told:
    ...     print(one.dimension, dict(one.parts), one.fault)
    country {'DE': 4, 'ES': 3, '(not stated)': 3} None
    sector {'energy': 6, 'cement': 5} sector: the parts make 11 and not 10, 1 too many
    """
    return tuple(_breakdown(value, name, parts) for name, parts in dimensions.items())


def _breakdown(value: Number | None, name: str, given: Mapping[str, Number | None]) -> Breakdown:
    parts = {label: part for label, part in given.items() if part is not None}
    made = total(parts.values())
    if value is None:
        missing = Phrase(N_("%(dimension)s: there are parts and no total"), {"dimension": name})
        return Breakdown(name, parts, made, None, missing if parts else None)
    difference = whole(Fraction(made - value))
    if difference < 0 and NOT_STATED not in parts:
        return Breakdown(name, {**parts, NOT_STATED: -difference}, made, difference)
    return Breakdown(name, parts, made, difference, _fault(name, value, made))


def _fault(name: str, value: Number, made: Number) -> Phrase | None:
    values = {"dimension": name, "made": made, "total": value, "difference": abs(made - value)}
    if made > value:
        return Phrase(
            N_("%(dimension)s: the parts make %(made)s and not %(total)s, %(difference)s too many"), values
        )
    if made < value:
        return Phrase(
            N_("%(dimension)s: the parts make %(made)s and not %(total)s, %(difference)s missing"), values
        )
    return None
