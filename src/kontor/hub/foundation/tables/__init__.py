"""Lists where people work: declared columns and facets; sort, filter, pages and columns from the address.

    class Organisations(Table):
        name = "directory.organisations"
        columns = (Column("name", _("Name"), sort=("name",), url=Organisation.get_absolute_url), ...)
        facets = (Facet("kind", _("Kind"), choices=Kind.choices), ...)

    table = Organisations.of(request, visible(Organisation, actor))

Sorting, page size and columns are remembered per person (session); filters are not, they are in the address and can be
sent to somebody. Statements: one count, one page, one for each facet, whatever the size.
"""

from kontor.hub.foundation.tables.columns import (
    NOT_STATED,
    Column,
    Facet,
    known_last,
    reversed_order,
    sort_key,
)
from kontor.hub.foundation.tables.periods import PeriodTable
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
from kontor.hub.foundation.tables.table import SESSION_KEY, Table
from kontor.hub.foundation.tables.words import WordTable

__all__ = [
    "NOT_STATED",
    "SESSION_KEY",
    "BulkAction",
    "Cell",
    "Chip",
    "Column",
    "Facet",
    "FacetShown",
    "FacetValue",
    "HeaderCell",
    "PageLink",
    "Pager",
    "PeriodTable",
    "Row",
    "RowAction",
    "Table",
    "WordTable",
    "known_last",
    "page_numbers",
    "reversed_order",
    "sort_key",
]
