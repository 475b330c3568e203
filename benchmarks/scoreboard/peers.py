"""The same numbers by other means, in the same run: SQLite's GROUP BY, and `count` row by row."""

import sqlite3
import time
from collections.abc import Sequence

import numpy as np

from benchmarks.scoreboard.making import Made
from kontor.engine.indicators import Rule, count
from kontor.engine.indicators.bulk import Board, Columns, Frame
from kontor.engine.indicators.bulk.columns import days_of

OPERATORS = {"equal": "{0} = ?", "at-least": "{0} >= ?"}


def filled(made: Made, frame: Frame) -> sqlite3.Connection:
    """A database in memory: a table for each register with the period as a number, and one for who is credited."""
    database = sqlite3.connect(":memory:")
    for name, columns in made.registers.items():
        database.execute(
            f"CREATE TABLE {name} (row INTEGER PRIMARY KEY, place, period, day, state, kind, country, counterpart, amount)"
        )
        database.execute(f"CREATE TABLE {name}_of (row, partner)")
        values = zip(
            range(columns.size),
            columns.partnerships.tolist(),
            _periods(columns, frame).tolist(),
            *(
                _cells(columns, field)
                for field in ("date", "state", "kind", "country", "counterpart", "amount")
            ),
            strict=True,
        )
        database.executemany(f"INSERT INTO {name} VALUES (?,?,?,?,?,?,?,?,?)", values)
        partners = enumerate(
            columns.column("partners").cells[code] for code in columns.column("partners").codes
        )
        pairs = ((row, int(code[-1])) for row, codes in partners for code in codes)
        database.executemany(f"INSERT INTO {name}_of VALUES (?,?)", pairs)
        database.execute(f"CREATE INDEX {name}_by_row ON {name}_of (row, partner)")
    database.execute("ANALYZE")
    return database


def grouped(database: sqlite3.Connection, rules: Sequence[Rule]) -> tuple[float, list[list[tuple[int, ...]]]]:
    """CPU seconds, and for each rule (partnership, period, partner, value) under full credit."""
    begun = time.process_time()
    found = [database.execute(*_query(rule)).fetchall() for rule in rules]
    return time.process_time() - begun, found


def same(board: Board, found: list[list[tuple[int, ...]]]) -> bool:
    """Whether the database found what stands on the board."""
    for sums, rows in zip(board.sums, found, strict=True):
        numbers = np.zeros_like(sums.by_partner)
        for place, period, partner, value in rows:
            numbers[place, period, partner] = value
        if not np.array_equal(numbers, sums.by_partner):
            return False
    return True


def one_by_one(board: Board, places: Sequence[int]) -> tuple[float, bool]:
    """CPU seconds of `count` for some partnerships, and whether it gives what stands on the board."""
    rows = {(name, place): board.rows_of(name, place) for name in board.registers for place in places}
    agrees, seconds = True, 0.0
    for number, rule in enumerate(board.rules):
        for place in places:
            told = board.frame.partnerships[place]
            begun = time.process_time()
            found = count(rule, rows[rule.register, place], told.periods, told.partners)
            cells = found.cells(board.frame.credit)
            seconds += time.process_time() - begun
            agrees &= all(board.value(number, place, *cell) == tally.value for cell, tally in cells.items())
    return seconds, agrees


def _query(rule: Rule) -> tuple[str, list[object]]:
    where, values = _where(rule)
    name = rule.register
    if rule.measure == "distinct":
        # A thing is of the period of its first row, and of all partners of all its rows.
        first = f"SELECT place, {rule.field} AS thing, period, MIN(COALESCE(day, 'z') || printf('%08d', row)) FROM {name} {where} GROUP BY 1, 2"
        of = f"SELECT DISTINCT place, {rule.field} AS thing, partner FROM {name} JOIN {name}_of USING (row) {where}"
        text = f"SELECT place, period, partner, COUNT(*) FROM ({first}) JOIN ({of}) USING (place, thing) GROUP BY 1, 2, 3"
        return text, values * 2
    what = "COUNT(*)" if rule.measure == "rows" else f"SUM({rule.field})"
    stated = "" if rule.measure == "rows" else f"HAVING {what} IS NOT NULL"
    return (
        f"SELECT place, period, partner, {what} FROM {name} JOIN {name}_of USING (row) {where} GROUP BY 1, 2, 3 {stated}",
        values,
    )


def _where(rule: Rule) -> tuple[str, list[object]]:
    parts, values = [], []
    for one in rule.filters:
        field = {"date": "day"}.get(one.field, one.field)
        many = one.value if isinstance(one.value, tuple) else (one.value,)
        places = ",".join("?" * len(many))
        inside = {"in": f"{field} IN ({places})", "not-in": f"{field} NOT IN ({places})"}
        parts.append(inside.get(one.operator) or OPERATORS[one.operator].format(field))
        values += many
    return f"WHERE {' AND '.join(parts)}" if parts else "", values


def _periods(columns: Columns, frame: Frame) -> np.ndarray:
    column = columns.column("date")
    schedules, table = frame.periods_of(days_of(column))
    return table[schedules[columns.partnerships], column.codes]


def _cells(columns: Columns, field: str) -> list[object]:
    column = columns.column(field)
    cells = [cell.isoformat() if hasattr(cell, "isoformat") else cell for cell in column.cells]
    return [cells[code] for code in column.codes.tolist()]
