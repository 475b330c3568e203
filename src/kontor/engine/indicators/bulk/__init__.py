"""The same numbers as `count`, for many partnerships at once: columns in, all values in one pass, one edit in no time.

    Columns(partnerships, ids, fields) or Columns.of([(place of the partnership, Row), ...])
    Partnership(code, partners, periods)                     Frame(partnerships, credit="full", until=None)
    tally(rules, {register: Columns}, frame) -> Board        .value(rule, partnership, partner="", period="")
    update(board, register, partnership, removed=id, added=Row) -> Board
    scored([Asked(rule, over_time, over_partners, credit), ...], {register: Columns}, [Partnership], until, stages)
        -> for each partnership a Scored(score, unjudged, waiting) for each; Waiting(row, thing, state, later)

The rows behind a number are those of `count(rule, board.rows_of(register, partnership), ...)`.
"""

from kontor.engine.indicators.bulk.board import ALL, Board, tally, update
from kontor.engine.indicators.bulk.columns import Columns
from kontor.engine.indicators.bulk.frame import OTHERS, Frame, Partnership
from kontor.engine.indicators.bulk.pipeline import Waiting
from kontor.engine.indicators.bulk.scoring import Asked, Scored, scored

__all__ = [
    "ALL",
    "OTHERS",
    "Asked",
    "Board",
    "Columns",
    "Frame",
    "Partnership",
    "Scored",
    "Waiting",
    "scored",
    "tally",
    "update",
]
