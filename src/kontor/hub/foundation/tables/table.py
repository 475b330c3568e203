"""The list itself: what was asked for, the rows that answer it, and the addresses that ask for something else."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Any, ClassVar, Self

from django.db.models import Count, QuerySet
from django.db.models.expressions import OrderBy
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.tables.columns import NOT_STATED, Column, Facet, reversed_order, sort_key
from kontor.hub.foundation.tables.shown import (
    BulkAction,
    Cell,
    Chip,
    FacetShown,
    FacetValue,
    HeaderCell,
    PageLink,
    Pager,
    Row,
    RowAction,
    page_numbers,
)

SESSION_KEY = "tables"


class Table:
    """A declared list. Subclass it, then `of(request, rows)`; the template is `foundation/table.html`."""

    name: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    facets: ClassVar[tuple[Facet, ...]] = ()
    default_sort: ClassVar[str] = ""
    sizes: ClassVar[tuple[int, ...]] = (25, 50, 100)
    searches: ClassVar[Any] = ""
    prefix: ClassVar[str] = ""
    exports: ClassVar[tuple[tuple[str, Any], ...]] = ()
    empty_title: ClassVar[Any] = _("Nothing here yet")
    empty_text: ClassVar[Any] = ""

    def __init__(
        self, rows: QuerySet[Any], query: QueryDict, memory: Mapping[str, Any] | None = None, path: str = ""
    ) -> None:
        self.base = rows
        self.model = rows.model
        self.query = query
        self.memory = dict(memory or {})
        self.path = path

    @classmethod
    def asked_by(cls, request: HttpRequest, rows: QuerySet[Any], *, path: str = "", **values: Any) -> Self:
        """The table as this person asked for it, before any statement: an export takes its `filtered` rows."""
        remembered = getattr(request, "session", {}).get(SESSION_KEY, {})
        table = cls(rows, request.GET, remembered.get(cls.name), path or request.path)
        for name, value in values.items():
            setattr(table, name, value)
        return table

    @classmethod
    def of(cls, request: HttpRequest, rows: QuerySet[Any], *, path: str = "", **values: Any) -> Self:
        """The same with its statements done, so that templates make none; what was asked for is remembered."""
        table = cls.asked_by(request, rows, path=path, **values)
        session = getattr(request, "session", {})
        remembered = session.get(SESSION_KEY, {})
        if table.preferences != (remembered.get(cls.name) or {}):
            session[SESSION_KEY] = {**remembered, cls.name: table.preferences}
        return table.load()

    # What a subclass may change.

    def search(self, rows: QuerySet[Any], words: str) -> QuerySet[Any]:
        """The rows that `words` find. Only asked when `searches` says what the box looks for."""
        return rows

    def decorate(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Relations and numbers for the rows that are shown. Not part of counting, so it may be dear."""
        return rows

    def actions(self, record: Any) -> Iterable[RowAction]:
        return ()

    def bulk_actions(self) -> Iterable[BulkAction]:
        return ()

    def export_address(self, format_name: str) -> str:
        """Where the export of these rows is; gets the same query string."""
        return f"{self.path}export/{format_name}/"

    @property
    def other_views(self) -> Iterable[tuple[Any, str, str]]:
        """(label, icon, address) of other pages about the rows that pass: they get the same query string."""
        return ()

    # What was asked for.

    def parameter(self, name: str) -> str:
        return f"{self.prefix}{name}"

    def asked(self, name: str) -> str:
        return self.query.get(self.parameter(name), "").strip()

    @cached_property
    def words(self) -> str:
        return self.asked("q")[:200] if self.searches else ""

    @cached_property
    def chosen(self) -> dict[str, tuple[str, ...]]:
        given = {facet.key: self.query.getlist(self.parameter(facet.key)) for facet in self.facets}
        return {key: tuple(dict.fromkeys(values)) for key, values in given.items() if any(values)}

    @cached_property
    def sort(self) -> str:
        """Column key, with '-' before it for descending; the asked one if it exists, else the remembered, else the default."""
        sortable = {column.key for column in self.columns if column.sort}
        wishes = (self.asked("sort"), str(self.memory.get("sort", "")), self.default_sort)
        return next((wish for wish in wishes if wish.removeprefix("-") in sortable), "")

    @cached_property
    def size(self) -> int:
        wishes = (self.asked("size"), str(self.memory.get("size", "")))
        return next(
            (int(wish) for wish in wishes if wish.isdecimal() and int(wish) in self.sizes), self.sizes[0]
        )

    @cached_property
    def shown_keys(self) -> tuple[str, ...]:
        default = tuple(column.key for column in self.columns if not column.hidden)
        parameter = self.parameter("columns")
        wished = self.query.getlist(parameter) if parameter in self.query else self.memory.get("columns")
        if wished is None or "default" in wished:
            return default
        return tuple(column.key for column in self.columns if column.fixed or column.key in wished)

    @property
    def preferences(self) -> dict[str, Any]:
        """What is remembered: only what differs from the declaration."""
        kept: dict[str, Any] = {}
        if self.sort != self.default_sort:
            kept["sort"] = self.sort
        if self.size != self.sizes[0]:
            kept["size"] = self.size
        if self.shown_keys != tuple(column.key for column in self.columns if not column.hidden):
            kept["columns"] = list(self.shown_keys)
        return kept

    # The answer.

    def load(self) -> Self:
        """Run every statement now."""
        _run = (self.count, self.rows, self.facets_shown)
        return self

    def chosen_rows(self, besides: str = "") -> QuerySet[Any]:
        """The rows that pass search and filters, but for the facet `besides`."""
        rows = self.search(self.base, self.words) if self.words else self.base
        for facet in self.facets:
            if facet.key in self.chosen and facet.key != besides:
                rows = rows.filter(facet.condition(self.model, self.chosen[facet.key]))
        return rows

    @property
    def filtered(self) -> QuerySet[Any]:
        """All rows that pass, sorted, undivided: what an export takes."""
        return self.decorate(self.chosen_rows()).order_by(*self.order, "pk")

    @property
    def order(self) -> list[str | OrderBy]:
        column = next((column for column in self.columns if column.key == self.sort.removeprefix("-")), None)
        if column is None:
            return []
        return (
            [reversed_order(step) for step in column.sort] if self.sort.startswith("-") else list(column.sort)
        )

    @cached_property
    def count(self) -> int:
        return self.chosen_rows().count()

    @cached_property
    def page(self) -> int:
        wished = self.asked("page")
        pages = max(1, -(-self.count // self.size))
        return min(max(1, int(wished)), pages) if wished.isdecimal() and len(wished) < 10 else 1

    @cached_property
    def shown_columns(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.key in self.shown_keys)

    @cached_property
    def rows(self) -> list[Row]:
        start = (self.page - 1) * self.size
        records = self.filtered[start : start + self.size] if self.count else ()
        return [self.row(record) for record in records]

    def row(self, record: Any) -> Row:
        cells = tuple(
            Cell(
                column,
                column.of(record),
                column.url(record) if column.url else "",
                column.hint(record) if column.hint else "",
            )
            for column in self.shown_columns
        )
        return Row(record, cells, tuple(self.actions(record)))

    @cached_property
    def bulk(self) -> tuple[BulkAction, ...]:
        return tuple(self.bulk_actions())

    @cached_property
    def has_row_actions(self) -> bool:
        return any(row.actions for row in self.rows)

    @cached_property
    def facets_shown(self) -> tuple[FacetShown, ...]:
        return tuple(self.show_facet(facet) for facet in self.facets)

    def show_facet(self, facet: Facet) -> FacetShown:
        values = {
            NOT_STATED if value in (None, "") else str(value): (
                facet.words(value, rest[0] if len(rest) > 1 else None),
                rest[-1],
            )
            for value, *rest in self.facet_counts(facet)
        }
        for missing in set(self.chosen.get(facet.key, ())) - set(values):
            values[missing] = (facet.words("" if missing == NOT_STATED else missing), 0)
        chosen = self.chosen.get(facet.key, ())
        shown = [FacetValue(value, label, count, value in chosen) for value, (label, count) in values.items()]
        order = self.declared_order(facet)
        shown.sort(
            key=lambda one: (
                one.value == NOT_STATED,
                order.get(one.value, 0),
                -one.count * facet.by_count,
                sort_key(one.label),
            )
        )
        return FacetShown(facet.key, self.parameter(facet.key), str(facet.label), tuple(shown))

    def facet_counts(self, facet: Facet) -> Iterable[tuple[Any, ...]]:
        """(value, its words where a field holds them, rows), leaving the facet's own choice aside. One statement."""
        rows = self.chosen_rows(besides=facet.key).order_by().values_list(*facet.fields)
        return rows.annotate(rows=Count("pk", distinct=True))

    def declared_order(self, facet: Facet) -> dict[str, int]:
        """Choices keep the order they were declared in, unless the facet sorts by count."""
        return (
            {}
            if facet.by_count
            else {str(value): place for place, (value, _label) in enumerate(facet.choices)}
        )

    # Addresses.

    def link(self, **changes: Any) -> str:
        """This list with other parameters; None or () drops one. A change of anything but the page starts at page 1."""
        query = self.query.copy()
        for name in {*changes, *(() if "page" in changes else ("page",))}:
            query.pop(self.parameter(name), None)
        for name, value in changes.items():
            values = [value] if isinstance(value, str | int) else list(value or ())
            if values:
                query.setlist(self.parameter(name), [str(one) for one in values])
        for name in [
            name for name, values in query.lists() if not any(values) and name != self.parameter("columns")
        ]:
            del query[name]
        return f"{self.path}?{query.urlencode()}" if query else self.path

    @property
    def here(self) -> str:
        """This very list, to come back to."""
        return self.link(page=self.page if self.page > 1 else None)

    @property
    def clear_url(self) -> str:
        """The list without search and filters."""
        return self.link(q=None, **{facet.key: None for facet in self.facets})

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.chosen)

    @property
    def is_bare(self) -> bool:
        """Nothing to search or filter: there are no rows at all."""
        return not self.count and not self.is_filtered

    @cached_property
    def chips(self) -> tuple[Chip, ...]:
        found = [Chip(str(_("Search")), self.words, self.link(q=None))] if self.words else []
        for facet in self.facets_shown:
            kept = [value.value for value in facet.chosen]
            for value in facet.chosen:
                others = [one for one in kept if one != value.value]
                found.append(Chip(facet.label, value.label, self.link(**{facet.key: others})))
        return tuple(found)

    @cached_property
    def header(self) -> tuple[HeaderCell, ...]:
        return tuple(self.header_cell(column) for column in self.shown_columns)

    def header_cell(self, column: Column) -> HeaderCell:
        if not column.sort:
            return HeaderCell(column, "", "")
        ascending, descending = column.key, f"-{column.key}"
        direction = {ascending: "ascending", descending: "descending"}.get(self.sort, "")
        first, second = (descending, ascending) if column.descending_first else (ascending, descending)
        return HeaderCell(column, self.link(sort=second if self.sort == first else first), direction)

    @cached_property
    def pager(self) -> Pager:
        pages = max(1, -(-self.count // self.size))
        first = (self.page - 1) * self.size + 1 if self.count else 0
        numbers = page_numbers(self.page, pages)
        return Pager(
            page=self.page,
            pages=pages,
            first=first,
            last=min(self.count, self.page * self.size),
            count=self.count,
            links=tuple(
                PageLink(one, self.link(page=one) if one else "", one == self.page) for one in numbers
            ),
            previous_url=self.link(page=self.page - 1) if self.page > 1 else "",
            next_url=self.link(page=self.page + 1) if self.page < pages else "",
        )

    @property
    def export_links(self) -> list[tuple[Any, str]]:
        query = self.query.copy()
        query.pop(self.parameter("page"), None)
        tail = f"?{query.urlencode()}" if query else ""
        return [(label, f"{self.export_address(name)}{tail}") for name, label in self.exports]

    @property
    def size_links(self) -> list[tuple[int, str, bool]]:
        return [(size, self.link(size=size), size == self.size) for size in self.sizes]

    @property
    def column_choices(self) -> list[tuple[Column, bool]]:
        return [(column, column.key in self.shown_keys) for column in self.columns if not column.fixed]

    def kept(self, *besides: str) -> Iterator[tuple[str, str]]:
        """Hidden inputs of a form on this list: every parameter but those the form itself holds, and the page."""
        dropped = {self.parameter(name) for name in (*besides, "page")}
        for name, values in self.query.lists():
            if name not in dropped:
                yield from ((name, value) for value in values)

    @property
    def kept_by_filters(self) -> list[tuple[str, str]]:
        return list(self.kept("q", *(facet.key for facet in self.facets)))

    @property
    def kept_by_columns(self) -> list[tuple[str, str]]:
        return list(self.kept("columns"))

    @property
    def id(self) -> str:
        """Of the part of the page that changes."""
        return f"{self.prefix}results"

    @property
    def filters_id(self) -> str:
        """Of the form to which the checkboxes of the facets belong."""
        return f"{self.prefix}filters"
