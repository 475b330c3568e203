"""Net present value and payback period.

The outlay is paid at time 0. The first year stated is time 1, and every other as many years later as it is in the calendar: a
year in between of which nothing is stated earns and costs nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext

CENT = Decimal("0.01")
TENTH = Decimal("0.1")
DIGITS = 40


class InvestmentError(ValueError):
    """Years or a rate of which nothing can be computed."""


@dataclass(frozen=True, slots=True)
class Flow:
    """What a year of operation costs and earns."""

    year: int
    costs: Decimal
    revenue: Decimal

    @property
    def net(self) -> Decimal:
        return self.revenue - self.costs


def net_present_value(outlay: Decimal, flows: Iterable[Flow], percent: Decimal) -> Decimal:
    """NPV = -outlay + sum over the years t of (revenue - costs) / (1 + percent / 100) ^ t, rounded to cents.

    The formula is that of the financial analysis in the European Commission's 'Guide to Cost-Benefit Analysis of Investment
    Projects' (2014), section 2.7. Its reference rate of 4 per cent is nobody's default here: whoever asks states the rate.

    >>> net_present_value(Decimal(100), [Flow(2027, Decimal(0), Decimal(110))], Decimal(10))
    Decimal('0.00')
    """
    if percent <= -100:
        raise InvestmentError("a rate of -100 per cent or less discounts nothing")
    with localcontext(prec=DIGITS):
        factor = 1 + percent / 100
        present = sum(((flow.net / factor**time) for time, flow in timed(flows)), Decimal(0))
        return (present - outlay).quantize(CENT)


def payback(outlay: Decimal, flows: Iterable[Flow]) -> Decimal | None:
    """Years until what came in has covered the outlay for the first time, undiscounted; None where the years stated do not.

    Within a year money is taken to come in evenly (the simple payback period of textbooks), rounded to tenths.

    >>> payback(Decimal(150), [Flow(2027, Decimal(0), Decimal(100)), Flow(2028, Decimal(0), Decimal(100))])
    Decimal('1.5')
    """
    left = outlay
    if left <= 0:
        return Decimal("0.0")
    for time, flow in timed(flows):
        if flow.net >= left:
            with localcontext(prec=DIGITS):
                return (time - 1 + left / flow.net).quantize(TENTH)
        left -= flow.net
    return None


def timed(flows: Iterable[Flow]) -> list[tuple[int, Flow]]:
    """The years in order with their time. A year that is stated twice is refused."""
    found = sorted(flows, key=lambda flow: flow.year)
    if len({flow.year for flow in found}) < len(found):
        raise InvestmentError("a year is stated twice")
    return [(flow.year - found[0].year + 1, flow) for flow in found]
