"""The engine's half: all numbers of all partnerships from columns, one edit, and the same by other means."""

import argparse
import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from benchmarks.schedule.table import Table
from benchmarks.scoreboard import peers
from benchmarks.scoreboard.making import PARTNERS, PERIODS, Made, made, rules
from kontor.engine.crosscheck.tables import Column
from kontor.engine.indicators.bulk import Board, Columns, Frame, tally, update

COLD_AIM, EDIT_AIM = 1.0, 0.020
SAMPLE = 10


def run(options: argparse.Namespace) -> bool:
    """Print the table; return whether an answer was wrong."""
    registers = made(options.partnerships, options.rows, options.seed)
    frame = Frame(registers.partnerships)
    print(
        f"\n{options.partnerships} partnerships x {len(rules())} indicators x {PERIODS} periods x {PARTNERS} partners"
        f" from {registers.rows:,} rows, full credit, CPU seconds"
    )
    table = Table("Engine", "what", "seconds", "aim", first=52)
    board, cold = _cold(registers, frame, options.runs)
    table.row("all numbers, cold (median of runs)", f"{cold:.3f}", f"{COLD_AIM:.3f}")
    table.row("bound: reading every column once", f"{_bound(registers):.3f}", "")
    wrong = _edits(board, table, options)
    places = range(0, options.partnerships, max(options.partnerships // SAMPLE, 1))[:SAMPLE]
    seconds, agrees = peers.one_by_one(board, places)
    scaled = seconds * options.partnerships / len(places)
    whole = f"count, row by row ({len(places)} of them, times {options.partnerships // len(places)})"
    table.row(whole, f"{scaled:.3f}", "")
    database = peers.filled(registers, frame)
    in_sql, found = peers.grouped(database, rules())
    table.row("SQLite in memory, GROUP BY", f"{in_sql:.3f}", "")
    same = peers.same(board, found)
    print(f"\ncount agrees: {agrees}; SQLite agrees: {same}; edits agree: {not wrong}")
    return wrong or not (agrees and same)


def _cold(registers: Made, frame: Frame, runs: int) -> tuple[Board, float]:
    taken = []
    for _ in range(runs):
        fresh = {name: _untouched(columns) for name, columns in registers.registers.items()}
        with_nothing_kept = replace(frame)
        begun = time.process_time()
        board = tally(rules(), fresh, with_nothing_kept)
        taken.append(time.process_time() - begun)
    return board, float(np.median(taken))


def _untouched(columns: Columns) -> Columns:
    """Columns that have worked nothing out yet."""
    fields = {name: Column(one.cells, one.codes) for name, one in columns.fields.items()}
    return Columns(columns.partnerships, columns.ids, fields)


def _bound(registers: Made) -> float:
    begun = time.process_time()
    for columns in registers.registers.values():
        columns.partnerships.sum()
        for one in columns.fields.values():
            one.codes.sum()
    return time.process_time() - begun


def _edits(board: Board, table: Table, options: argparse.Namespace) -> bool:
    """Edit rows one by one; return whether the last board differs from counting everything again."""
    random = np.random.default_rng(options.seed)
    names = sorted(board.registers)
    board.rows_of(names[0], 0)
    taken = []
    for _ in range(options.edits):
        register, place = names[random.integers(len(names))], int(random.integers(options.partnerships))
        rows = board.rows_of(register, place)
        row = rows[random.integers(len(rows))]
        changed = replace(row, fields={**row.fields, "state": "SIGNED", "kind": "sme", "amount": 7})
        begun = time.process_time()
        board = update(board, register, place, row.id, changed)
        taken.append(time.process_time() - begun)
    table.row("one edit, median", f"{np.median(taken):.4f}", f"{EDIT_AIM:.4f}")
    table.row(f"one edit, the slowest of {options.edits}", f"{max(taken):.4f}", f"{EDIT_AIM:.4f}")
    again = tally(board.rules, dict(_edited(board)), board.frame)
    return any(
        not np.array_equal(one.by_partner, other.by_partner) or not np.array_equal(one.whole, other.whole)
        for one, other in zip(board.sums, again.sums, strict=True)
    )


def _edited(board: Board) -> Iterator[tuple[str, Columns]]:
    """The registers with the edits in their places."""
    for name, columns in board.registers.items():
        fields = {
            field: list(map(one.cells.__getitem__, one.codes.tolist()))
            for field, one in columns.fields.items()
        }
        by_id = {str(id): place for place, id in enumerate(columns.ids.tolist())}
        for (register, _place), rows in board.edited.items():
            if register == name:
                for row in rows:
                    for field, values in row.fields.items():
                        fields[field][by_id[row.id]] = values
        yield (
            name,
            Columns(
                columns.partnerships,
                columns.ids,
                {field: Column.of(values) for field, values in fields.items()},
            ),
        )
