"""Reference data for other programs, in the columns that its importers read."""

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.transfer import inputs
from kontor.hub.transfer.kit import Exporter

AT_ONCE = 2000


class ReferenceExporter(Exporter):
    """All records of a reference table, which are public."""

    permission = "transfer.export_reference"
    table: ClassVar[inputs.ReferenceTable]

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        for record in (
            visible(self.table.model, actor).order_by(*self.table.order).iterator(chunk_size=AT_ONCE)
        ):
            yield self.table.values(record)


class ExportCountries(ReferenceExporter):
    table = inputs.COUNTRIES
    kind, label, columns = table.kind, table.label, table.columns


class ExportRegions(ReferenceExporter):
    table = inputs.REGIONS
    kind, label, columns = table.kind, table.label, table.columns


class ExportProgrammeMemberships(ReferenceExporter):
    table = inputs.PROGRAMME_MEMBERSHIPS
    kind, label, columns = table.kind, table.label, table.columns


EXPORTERS = (ExportCountries, ExportRegions, ExportProgrammeMemberships)
