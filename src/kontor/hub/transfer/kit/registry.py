"""Which tables can be imported and exported. Filled in `front.wiring`."""

from collections.abc import Iterator

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.transfer.kit.exporter import Exporter
from kontor.hub.transfer.kit.importer import Importer


class UnknownKind(Refusal):
    code = "unknown-kind"
    status = 404
    sentence = N_("There is nothing called '%(kind)s' to import or export. What there is: %(kinds)s.")


class Registry[T: type[Importer] | type[Exporter]]:
    """Classes by kind, in the order in which they were added: that of dependence, what others refer to first."""

    def __init__(self) -> None:
        self.table: dict[str, T] = {}

    def add(self, *classes: T) -> None:
        for each in classes:
            self.table[each.kind] = each

    def __getitem__(self, kind: str) -> T:
        if kind not in self.table:
            raise UnknownKind(kind=kind, kinds=", ".join(self.table) or "-")
        return self.table[kind]

    def __iter__(self) -> Iterator[T]:
        return iter(self.table.values())

    def __contains__(self, kind: object) -> bool:
        return kind in self.table


IMPORTERS: Registry[type[Importer]] = Registry()
EXPORTERS: Registry[type[Exporter]] = Registry()
