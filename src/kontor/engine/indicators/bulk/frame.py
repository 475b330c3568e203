"""For whom and when is counted: the partnerships with their partners and periods, the credit, and the last day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import pairwise

import numpy as np

from kontor.engine.crosscheck.tables import Numbers
from kontor.engine.indicators.bulk.columns import UNDATED_DAY
from kontor.engine.indicators.count import CREDITS, FULL, NOBODY, OUTSIDE, UNDATED, Period
from kontor.engine.indicators.phrase import N_, IndicatorError

OTHERS = "(others)"
"""All partners together that a partnership does not list."""


@dataclass(frozen=True)
class Partnership:
    """A partnership by its code, its partners, and its periods, which do not overlap."""

    code: str
    partners: tuple[str, ...]
    periods: tuple[Period, ...]

    def __post_init__(self) -> None:
        ordered = sorted(self.periods, key=lambda one: one.start)
        for one, following in pairwise(ordered):
            if following.start <= one.end:
                raise IndicatorError(
                    "periods", N_("Periods %(a)s and %(b)s overlap"), a=one.code, b=following.code
                )


@dataclass(frozen=True)
class Frame:
    """The partnerships in their order, the credit of joint things, and the day after which nothing counts.

    Numbers stand at (partnership, period, partner). After the periods come UNDATED and OUTSIDE, after the partners
    OTHERS and NOBODY.
    """

    partnerships: tuple[Partnership, ...]
    credit: str = FULL
    until: date | None = None
    room: tuple[int, int] = (0, 0)
    """For how many periods and partners there is room at least."""

    def __post_init__(self) -> None:
        if self.credit not in CREDITS:
            raise IndicatorError(
                "credit", N_("%(credit)r is no credit; use full, fractional or lead"), credit=self.credit
            )

    @cached_property
    def periods(self) -> int:
        """The number of periods of the partnership that has most."""
        return max(self.room[0], *(len(one.periods) for one in self.partnerships), 0)

    @cached_property
    def partners(self) -> int:
        """The number of partners of the partnership that has most."""
        return max(self.room[1], *(len(one.partners) for one in self.partnerships), 0)

    @property
    def shape(self) -> tuple[int, int, int]:
        """(partnerships, periods and two, partners and two)"""
        return len(self.partnerships), self.periods + 2, self.partners + 2

    def only(self, place: int) -> "Frame":
        """Return the frame of one partnership, with numbers at the same places."""
        alone = self.partnerships[place : place + 1]
        return replace(self, partnerships=alone, room=(self.periods, self.partners))

    def period_at(self, place: int, code: str) -> int:
        """Return where a period, UNDATED or OUTSIDE stands; IndicatorError where the partnership has no such period."""
        if code in (UNDATED, OUTSIDE):
            return self.periods + (code == OUTSIDE)
        return _at([one.code for one in self.partnerships[place].periods], code)

    def partner_at(self, place: int, code: str) -> int:
        """Return where a partner, OTHERS or NOBODY stands; IndicatorError where the partnership has no such partner."""
        if code in (OTHERS, NOBODY):
            return self.partners + (code == NOBODY)
        return _at(self.partnerships[place].partners, code)

    def has_begun(self, place: int, code: str) -> bool:
        """Whether there can be data of a period yet."""
        if self.until is None or code in (UNDATED, OUTSIDE):
            return True
        periods = self.partnerships[place].periods
        return periods[_at([one.code for one in periods], code)].start <= self.until

    def periods_of(self, days: Numbers) -> tuple[Numbers, Numbers]:
        """Return (for each partnership its schedule, for each schedule and day where its period stands). Days are ordinals.

        Partnerships with equal periods share a schedule. O(schedules x days x log periods).
        """
        schedules: dict[tuple[Period, ...], int] = {}
        which = [schedules.setdefault(one.periods, len(schedules)) for one in self.partnerships]
        table = [self._places(periods, days) for periods in schedules]
        return np.array(which, dtype=np.int64), np.array(table, dtype=np.int64).reshape(len(table), len(days))

    def _places(self, periods: Sequence[Period], days: Numbers) -> Numbers:
        starts = np.array([one.start.toordinal() for one in periods], dtype=np.int64)
        ends = np.array([one.end.toordinal() for one in periods], dtype=np.int64)
        order = np.argsort(starts)
        before = np.searchsorted(starts[order], days, side="right") - 1
        found = np.full(len(days), self.periods + 1)
        if len(periods):
            at = order[np.maximum(before, 0)]
            inside = (before >= 0) & (days <= ends[at])
            found[inside] = at[inside]
        found[days == UNDATED_DAY] = self.periods
        return found


def _at(codes: Sequence[str], code: str) -> int:
    if code not in codes:
        raise IndicatorError("place", N_("There is no %(code)s here"), code=code)
    return codes.index(code)
