"""All indicators of all partnerships in one pass over the registers, and what one edited row changes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from kontor.engine.crosscheck.tables import Numbers
from kontor.engine.indicators.bulk.columns import Columns
from kontor.engine.indicators.bulk.frame import Frame
from kontor.engine.indicators.bulk.sums import Sums, Working
from kontor.engine.indicators.count import Row
from kontor.engine.indicators.number import Number, whole
from kontor.engine.indicators.phrase import N_, IndicatorError
from kontor.engine.indicators.rule import Rule

ALL = ""
"""In the place of a partner or period: all of them."""


@dataclass(frozen=True)
class Board:
    """The numbers of every rule for every partnership, period and partner of a frame.

    `sums` are in the order of `rules`. `edited` are registers of single partnerships as they are after edits.
    """

    frame: Frame
    rules: tuple[Rule, ...]
    registers: Mapping[str, Columns]
    sums: tuple[Sums, ...]
    edited: Mapping[tuple[str, int], tuple[Row, ...]]

    def value(self, rule: int, partnership: int, partner: str = ALL, period: str = ALL) -> Number | None:
        """Return what `count` gives for one partnership: of all, a partner, a period, or both. O(periods).

        Partner and period are codes, or those that stand for no code (OTHERS, NOBODY, UNDATED, OUTSIDE).
        Raises IndicatorError for a code that the partnership has not.
        """
        sums = self.sums[rule]
        if period != ALL and not self.frame.has_begun(partnership, period):
            return None
        number = self._at((sums.by_partner, sums.whole), partnership, partner, period)
        if self._at(sums.stated or (sums.by_partner, sums.whole), partnership, partner, period):
            return whole(Fraction(number, int(sums.scale[partnership])))
        if sums.blank and self._at(sums.blank, partnership, partner, period):
            return None
        return 0 if sums.nought[partnership] else None

    def rows_of(self, register: str, partnership: int) -> Sequence[Row]:
        """Return the rows of one partnership as they are now, such as `count` takes. O(its rows)."""
        edited = self.edited.get((register, partnership))
        return edited if edited is not None else self.registers[register].rows_of(partnership)

    def _at(self, told: tuple[Numbers, Numbers], partnership: int, partner: str, period: str) -> int:
        by_partner, whole_ = told
        numbers = (
            whole_[partnership]
            if partner == ALL
            else by_partner[partnership, :, self.frame.partner_at(partnership, partner)]
        )
        return (
            int(numbers.sum()) if period == ALL else int(numbers[self.frame.period_at(partnership, period)])
        )


def tally(rules: Sequence[Rule], registers: Mapping[str, Columns], frame: Frame) -> Board:
    """Return what every rule counts in its register for every partnership, equal to `count` of each one's rows.

    Raises IndicatorError for a register that is not given, and for numbers too large or shares too fine for 63 bits.
    O(rows x rules), memory O(rows of the largest register + numbers).
    """
    sums: dict[int, Sums] = {}
    for register in dict.fromkeys(rule.register for rule in rules):
        if register not in registers:
            raise IndicatorError("register", N_("There is no register %(register)s"), register=register)
        working = Working(registers[register], frame)
        sums |= {place: working.sums(rule) for place, rule in enumerate(rules) if rule.register == register}
    return Board(frame, tuple(rules), registers, tuple(sums[place] for place in range(len(rules))), {})


def update(
    board: Board, register: str, partnership: int, removed: str | None = None, added: Row | None = None
) -> Board:
    """Return the board after an edit of one row: the row with the id `removed` goes, `added` comes, in its place if both.

    Only the partnership's rows of that register are counted again; other numbers are shared with the board given.
    Raises IndicatorError for an id that is not there, or one that is there already. O(its rows x rules of the register).
    """
    rows = _edited(board.rows_of(register, partnership), removed, added)
    working = Working(Columns.of((0, row) for row in rows), board.frame.only(partnership))
    sums = tuple(
        _replaced(one, working.sums(rule), partnership) if rule.register == register else one
        for rule, one in zip(board.rules, board.sums, strict=True)
    )
    return replace(board, sums=sums, edited={**board.edited, (register, partnership): tuple(rows)})


def _edited(rows: Sequence[Row], removed: str | None, added: Row | None) -> list[Row]:
    ids = [row.id for row in rows]
    if removed is not None and removed not in ids:
        raise IndicatorError("removed", N_("There is no row %(id)s"), id=removed)
    if added is not None and added.id in ids and added.id != removed:
        raise IndicatorError("added", N_("There is a row %(id)s already"), id=added.id)
    place = len(rows) if removed is None else ids.index(removed)
    new = [] if added is None else [added]
    return [*rows[:place], *new, *rows[place + (removed is not None) :]]


def _replaced(sums: Sums, alone: Sums, place: int) -> Sums:
    """The sums with those of one partnership in their place."""

    def put[T: np.generic](
        all_: np.ndarray[tuple[int, ...], np.dtype[T]], one: np.ndarray[tuple[int, ...], np.dtype[T]]
    ) -> np.ndarray[tuple[int, ...], np.dtype[T]]:
        changed = all_.copy()
        changed[place] = one[0]
        return changed

    def both(
        all_: tuple[Numbers, Numbers] | None, one: tuple[Numbers, Numbers] | None
    ) -> tuple[Numbers, Numbers] | None:
        return all_ and one and (put(all_[0], one[0]), put(all_[1], one[1]))

    return Sums(
        put(sums.by_partner, alone.by_partner),
        put(sums.whole, alone.whole),
        put(sums.scale, alone.scale),
        put(sums.nought, alone.nought),
        both(sums.stated, alone.stated),
        both(sums.blank, alone.blank),
    )
