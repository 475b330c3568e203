"""Texts become values, column by column: each different text of a column is cleaned once, however many rows have it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kontor.hub.foundation.refusal import N_
from kontor.hub.transfer.kit.cleaners import STANDARD_TABLES, Cleaner
from kontor.hub.transfer.kit.columns import Column
from kontor.hub.transfer.kit.heading import Table
from kontor.hub.transfer.kit.importer import Row
from kontor.hub.transfer.kit.lookups import Lookup
from kontor.hub.transfer.kit.problems import Accepted, Problem, Problems, Unclean, shortened

SAMPLE = 30

MISSING = N_("The cell is empty: fill it in. %(help)s")
SWAPPED = N_(
    "The columns '%(one)s' and '%(other)s' seem to be exchanged: the values of each would fit the other."
)


@dataclass(slots=True)
class Cleaned:
    """Rows without errors with their lines, and the cleaners that were used. `bad` counts the rows left out."""

    rows: list[Row]
    lines: list[int]
    cleaners: dict[str, Cleaner]
    notes: list[Problem] = field(default_factory=list)
    bad: int = 0


def tables_for(columns: tuple[Column, ...], prepared: Mapping[str, Lookup]) -> dict[str, Lookup]:
    """What the importer loaded, and the standard tables that its columns need besides."""
    needed = {column.clean.needs for column in columns} - prepared.keys()
    return {
        **prepared,
        **{name: STANDARD_TABLES[name]() for name in sorted(needed) if name in STANDARD_TABLES},
    }


def bound(
    columns: tuple[Column, ...], prepared: Mapping[str, Lookup], texts: Mapping[str, list[str]]
) -> dict[str, Cleaner]:
    """The cleaners of this file, by column key."""
    tables = tables_for(columns, prepared)
    sets = {
        column.clean.within: set(texts.get(column.clean.within, ()))
        for column in columns
        if getattr(column.clean, "within", "")
    }
    return {column.key: column.clean.bind(tables, sets) for column in columns}


def cleaned(
    columns: tuple[Column, ...], table: Table, prepared: Mapping[str, Lookup], problems: Problems
) -> Cleaned:
    """Clean every column of the table; rows with an unclean cell are left out."""
    cleaners = bound(columns, prepared, table.columns)
    result = Cleaned([], [], cleaners)
    bad_rows: set[int] = set()
    values: dict[str, list[Any]] = {}
    unclean: dict[str, dict[str, Unclean]] = {}
    for column in columns:
        if column.key in table.columns:
            texts = table.columns[column.key]
            memory, faults = clean_texts(column, cleaners[column.key], texts)
            say_accepted(result, memory, table, column)
            values[column.key] = list(map(memory.__getitem__, texts))
            if faults:
                unclean[column.key] = faults
                bad_rows |= report(problems, table, column, faults)
    for problem in swapped(unclean, cleaners, table):
        problems.add(problem)
    keys = list(values)
    rows = [dict(zip(keys, row, strict=True)) for row in zip(*values.values(), strict=True)]
    result.rows = [row for place, row in enumerate(rows) if place not in bad_rows] if bad_rows else rows
    result.lines = (
        [line for place, line in enumerate(table.lines) if place not in bad_rows] if bad_rows else table.lines
    )
    result.bad = len(bad_rows)
    return result


def clean_texts(
    column: Column, cleaner: Cleaner, texts: list[str]
) -> tuple[dict[str, Any], dict[str, Unclean]]:
    """Value by text, and what is wrong by text."""
    memory: dict[str, Any] = {}
    faults: dict[str, Unclean] = {}
    for text in dict.fromkeys(texts):
        if not text:
            memory[text] = cleaner.empty
            if column.required:
                faults[text] = Unclean(MISSING, help=str(column.help))
            continue
        try:
            memory[text] = cleaner.clean(text)
        except Unclean as fault:
            memory[text] = None
            faults[text] = fault
    return memory, faults


def say_accepted(result: Cleaned, memory: dict[str, Any], table: Table, column: Column) -> None:
    """Note which texts were taken for something else, once each, and unwrap the values."""
    for text, value in memory.items():
        if type(value) is Accepted:
            line = table.lines[table.columns[column.key].index(text)]
            header = table.headers[column.key]
            result.notes.append(
                Problem(value.sentence, value.data, line, header, shortened(text), table.sheet)
            )
            memory[text] = value.value


def report(problems: Problems, table: Table, column: Column, faults: dict[str, Unclean]) -> set[int]:
    """One problem for each cell with an unclean text; the places of these rows."""
    places = set()
    header = table.headers[column.key]
    for place, text in enumerate(table.columns[column.key]):
        if text in faults:
            fault = faults[text]
            places.add(place)
            problems.add(
                Problem(fault.sentence, fault.data, table.lines[place], header, shortened(text), table.sheet)
            )
    return places


def swapped(
    unclean: dict[str, dict[str, Unclean]], cleaners: dict[str, Cleaner], table: Table
) -> list[Problem]:
    """Two columns whose values all fail, and all would pass in each other's place."""
    failing = {
        key: list(faults)[:SAMPLE]
        for key, faults in unclean.items()
        if len(faults) > 1 and all_fail(faults, table.columns[key])
    }
    keys = list(failing)
    return [
        Problem(SWAPPED, {"one": table.headers[one], "other": table.headers[other]}, sheet=table.sheet)
        for number, one in enumerate(keys)
        for other in keys[number + 1 :]
        if passes(cleaners[one], failing[other]) and passes(cleaners[other], failing[one])
    ]


def all_fail(faults: dict[str, Unclean], texts: list[str]) -> bool:
    return len(faults) >= 0.9 * len(set(texts) - {""})


def passes(cleaner: Cleaner, texts: list[str]) -> bool:
    for text in texts:
        try:
            cleaner.clean(text)
        except Unclean:
            return False
    return True
