"""Imports and exports of what lies beside the kit and may not know it: sources."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.evidence.actions import save_sources_in_bulk
from kontor.hub.evidence.models import Source
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer.kit import (
    Address,
    Change,
    Column,
    Current,
    Exporter,
    Importer,
    PartialDate,
    Row,
    Slug,
    Text,
)

# The file's column -> the record's field.
FIELDS = {
    "title": "title",
    "publisher": "publisher",
    "published_on": "published_on",
    "url": "url",
    "note": "note",
}


class Sources(Importer):
    """Publications that facts and claims rest on."""

    kind, label, permission = "sources", _("Sources"), "evidence.save_sources_in_bulk"
    model = Source
    columns = (
        Column(
            "id",
            _("Key"),
            _("Short name; facts name it as key#place."),
            clean=Slug(),
            required=True,
            example="smart-guide-2019",
        ),
        Column(
            "title", _("Title"), _("As published."), required=True, example="Smart Guide for Partnerships"
        ),
        Column("publisher", _("Publisher"), _("Who published it."), example="European Commission"),
        Column(
            "published_on",
            _("Published on"),
            _("Year, month or day, as precise as is known."),
            clean=PartialDate(),
            example="2019",
        ),
        Column(
            "url",
            _("Address"),
            _("Where it can be read."),
            clean=Address(),
            example="https://doi.org/10.2826/597536",
        ),
        Column(
            "note", _("Note"), _("What a reader should know of it."), clean=Text(longest=2000, lines=True)
        ),
    )
    key_columns = ("id",)

    def existing(self, keys: Sequence[Hashable]) -> Mapping[Hashable, Current]:
        rows = Source.objects.filter(key__in=list(keys))
        return {
            row.key: Current(
                row.pk,
                {"id": row.key, **{name: getattr(row, field) for name, field in FIELDS.items()}},
                row.version,
            )
            for row in rows
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        save_sources_in_bulk(actor=actor, rows=[as_source(row) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        save_sources_in_bulk(actor=actor, rows=[{"key": change.key, **change.after} for change in changes])


def as_source(row: Row) -> dict[str, Any]:
    return {"key": row["id"], **{field: row[name] for name, field in FIELDS.items() if name in row}}


class ExportSources(Exporter):
    """Every source, as it can be imported again."""

    kind, label, permission = "sources", _("Sources"), "evidence.export"
    columns = Sources.columns

    def rows(self, actor: Actor) -> Iterator[Row]:
        for source in visible(Source, actor).order_by("key").iterator():
            yield {"id": source.key, **{name: getattr(source, field) for name, field in FIELDS.items()}}
