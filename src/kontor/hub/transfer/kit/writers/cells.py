"""What a value is in a cell."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from kontor.hub.transfer.kit.columns import Column

type Plain = str | int | float | Decimal


def cells(columns: Sequence[Column], row: Mapping[str, Any]) -> list[Plain]:
    """One cell for each column: numbers as numbers, everything else as the text that the importer reads."""
    return [cell(column, row.get(column.key)) for column in columns]


def cell(column: Column, value: Any) -> Plain:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        return value
    return column.clean.show(value)
