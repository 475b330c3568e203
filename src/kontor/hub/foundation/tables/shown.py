"""What the templates of a list receive: plain values, ready to be drawn."""

from dataclasses import dataclass
from typing import Any

from kontor.hub.foundation.tables.columns import Column


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class FacetShown:
    key: str
    parameter: str
    label: str
    values: tuple[FacetValue, ...]

    @property
    def chosen(self) -> tuple[FacetValue, ...]:
        return tuple(value for value in self.values if value.chosen)


@dataclass(frozen=True, slots=True)
class Chip:
    """An active filter and the address without it."""

    label: str
    value: str
    url: str


@dataclass(frozen=True, slots=True)
class HeaderCell:
    """`direction` is '', 'ascending' or 'descending'; `url` sorts by this column, or the other way round."""

    column: Column
    url: str
    direction: str


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    value: Any
    url: str
    hint: Any


@dataclass(frozen=True, slots=True)
class RowAction:
    label: Any
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class BulkAction:
    """Something done to all selected rows: a form that posts `selected` (keys) to `url`."""

    label: Any
    url: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    record: Any
    cells: tuple[Cell, ...]
    actions: tuple[RowAction, ...]

    @property
    def pk(self) -> Any:
        return self.record.pk


@dataclass(frozen=True, slots=True)
class PageLink:
    """`number` None is a gap."""

    number: int | None
    url: str
    current: bool


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of the rows is shown. `links` leaves gaps; first and last page are always there."""

    page: int
    pages: int
    first: int
    last: int
    count: int
    links: tuple[PageLink, ...]
    previous_url: str
    next_url: str


def page_numbers(page: int, pages: int) -> list[int | None]:
    """The page numbers to offer, None for a gap.

    >>> page_numbers(6, 20)
    [1, None, 5, 6, 7, None, 20]
    >>> page_numbers(2, 4)
    [1, 2, 3, 4]
    """
    offered = sorted({1, pages, *range(max(1, page - 1), min(pages, page + 1) + 1)})
    numbers: list[int | None] = []
    for number in offered:
        before = numbers[-1] if numbers else 0
        if before is not None and number == before + 2:
            numbers.append(number - 1)
        elif before is not None and number > before + 2:
            numbers.append(None)
        numbers.append(number)
    return numbers
