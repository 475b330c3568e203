"""JSON: a list, or one object for each line. Lists stay lists, numbers stay numbers."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kontor.hub.transfer.kit.cleaners import ListCleaner
from kontor.hub.transfer.kit.columns import Column


def json_list(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The pieces of one JSON list."""
    before = "[\n"
    for line in json_lines(columns, rows):
        yield before + line.rstrip("\n")
        before = ",\n"
    yield "\n]\n" if before == ",\n" else "[]\n"


def json_lines(columns: Sequence[Column], rows: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """One JSON object in each line."""
    for row in rows:
        values = {column.key: plain(column, row.get(column.key)) for column in columns}
        yield json.dumps(values, ensure_ascii=False) + "\n"


def plain(column: Column, value: Any) -> Any:
    if isinstance(column.clean, ListCleaner):
        return [column.clean.show_part(part) for part in value or ()]
    if value is None or isinstance(value, int | float | str):
        return value
    return str(value) if isinstance(value, Decimal) else column.clean.show(value)
