"""Lists of this area."""

from typing import Any, ClassVar

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.tables import Column, Facet, Table
from kontor.hub.transfer.choices import ImportState
from kontor.hub.transfer.kit import IMPORTERS
from kontor.hub.transfer.models import Import


def label_of(kind: str) -> Any:
    """What a kind is called; the kind itself when its importer is gone."""
    return IMPORTERS[kind].label if kind in IMPORTERS else kind


class Imports(Table):
    name: ClassVar[str] = "transfer.imports"
    searches: ClassVar[Any] = _("Search file names")
    default_sort: ClassVar[str] = "-created_at"
    columns = (
        Column(
            "file_name",
            _("File"),
            sort=("file_name",),
            url=lambda record: record.get_absolute_url(),
            fixed=True,
        ),
        Column("kind", _("Kind"), sort=("kind",), value=lambda record: label_of(record.kind)),
        Column("state", _("State"), sort=("state",), value="get_state_display"),
        Column("rows", _("Rows"), sort=("rows",), kind="number"),
        Column("error_count", _("Errors"), sort=("error_count",), kind="number"),
        Column("created_at", _("Uploaded"), sort=("created_at",), kind="date", descending_first=True),
    )
    facets = (Facet("state", _("State"), choices=ImportState.choices),)
    empty_title: ClassVar[Any] = _("No import yet")
    empty_text: ClassVar[Any] = _(
        "Choose above what you want to import: the file is checked before anything is written."
    )

    def search(self, rows: QuerySet[Import], words: str) -> QuerySet[Import]:
        return rows.filter(file_name__icontains=words)
