"""What the tables of a partnership's own records share: who imports, partners, and how rows are compared."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar

from django.db.models import Model

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.queries.lookups import organisation_lookup, partnership_lookup
from kontor.hub.strategy import rules
from kontor.hub.strategy.inputs.tables import kept, stated
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class OfAPartnership(Importer):
    """`fields` maps columns to fields, `references` names the columns that hold organisations, `defaults` what an empty cell means."""

    permission = "strategy.import"
    model: type[Model]
    fields: ClassVar[Mapping[str, str]]
    references: ClassVar[tuple[str, ...]] = ()
    defaults: ClassVar[Mapping[str, Any]] = {}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        organisations = organisation_lookup(actor)
        self.seen = set(organisations.values.values())
        self.partners = set(Participation.objects.values_list("partnership_id", "organisation_id"))
        return {"partnerships": partnership_lookup(actor), "organisations": organisations}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in self.defaults.items():
                if name in row and row[name] in ("", None):
                    row[name] = value

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        """The values of the key columns with each record that the actor sees."""
        raise NotImplementedError

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Of records that share a key, the first: whoever brings a table may have to tell them apart on the page."""
        wanted = set(keys)
        found: dict[Key, Current] = {}
        for named, one in self.stored(keys):
            key = self.key(named)
            if key in wanted and key not in found:
                found[key] = Current(one.pk, {**self.values(one), **named}, one.version)
        return found

    def values(self, one: Any) -> dict[str, Any]:
        """As exported: a partner that the actor does not see is not there, so that bringing the table back changes nothing."""
        return {
            column: None if column in self.references and value not in self.seen else value
            for column, value in kept(one, self.fields).items()
        }

    def stated(self, values: Mapping[str, Any]) -> dict[str, Any]:
        return stated(values, self.fields)

    def whole(self, row: Row, current: Current | None) -> dict[str, Any]:
        """The record as it would be."""
        empty = {column.key: column.clean.empty for column in self.columns}
        return {**empty, **(current.values if current else {}), **row}

    def check_partner(self, row: Row, column: str) -> None:
        if row.get(column) and (row["partnership"], row[column]) not in self.partners:
            raise rules.OwnerNotAPartner(field=column, name=Organisation.objects.get(pk=row[column]).name)

    def records(self, pks: Sequence[Any]) -> Mapping[Any, Any]:
        return self.model._default_manager.in_bulk(list(pks))

    def of_changes(self, changes: Sequence[Change]) -> Iterable[tuple[Any, dict[str, Any]]]:
        """Each record with the fields that change."""
        known = self.records([change.pk for change in changes])
        return [(known[change.pk], self.stated(change.after)) for change in changes]


def partnerships_of(rows: Sequence[Row]) -> Mapping[int, Partnership]:
    return Partnership.objects.in_bulk([row["partnership"] for row in rows])
