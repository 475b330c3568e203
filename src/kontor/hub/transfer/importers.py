"""The reference data that every area stands on: countries, regions, programme memberships."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Country, ProgrammeMembership, Region
from kontor.hub.foundation.partial_dates import surely_after
from kontor.hub.transfer import actions, inputs, rules
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class ReferenceImporter(Importer):
    """Writes the records of a reference table."""

    permission = "transfer.import_reference"
    table: ClassVar[inputs.ReferenceTable]

    def records(self, keys: Sequence[Any]) -> models.QuerySet[Any]:
        return self.table.model._default_manager.filter(pk__in=keys)

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        wanted = set(keys)
        found = {record.pk: self.table.values(record) for record in self.records(keys)}
        by_key = {self.key(values): Current(pk, values) for pk, values in found.items()}
        return {key: current for key, current in by_key.items() if key in wanted}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        fields = [self.table.attributes(row) for row in rows]
        actions.create_reference(actor=actor, model=self.table.model, rows=fields)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        fields = {change.pk: self.table.attributes(change.after) for change in changes}
        actions.change_reference(actor=actor, model=self.table.model, changes=fields)


class Countries(ReferenceImporter):
    """Countries and territories of ISO 3166-1, and the Union as a grouping."""

    table = inputs.COUNTRIES
    kind, label, model, columns = table.kind, table.label, table.model, table.columns
    key_columns = ("code",)
    # Names come from the CLDR; memberships of the Union from the programme memberships.
    ignored = frozenset({"numeric", "name", "aliases", "eu_since", "eu_until", "kind", "note", "source"})

    def complete(self, rows: Sequence[Row]) -> None:
        self.taken = dict(Country.objects.values_list("alpha3", "code"))

    def check(self, row: Row, current: Current | None) -> None:
        """Two countries cannot share a three-letter code."""
        other = self.taken.setdefault(row.get("alpha3"), row["code"])
        if other != row["code"]:
            raise rules.CodeTaken(value=row["alpha3"], other=other, field="alpha3")


class Regions(ReferenceImporter):
    """Statistical regions; a parent may stand anywhere in the same file."""

    table = inputs.REGIONS
    kind, label, model, columns = table.kind, table.label, table.model, table.columns
    key_columns = ("code",)
    ignored = frozenset({"name_latin", "aliases", "kind", "source"})

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        """By code only: names occur on several levels."""
        codes = Region.objects.values_list("code", flat=True)
        return {"regions": Lookup.of(_("region"), [(code, code, "") for code in codes])}

    def complete(self, rows: Sequence[Row]) -> None:
        self.parents: dict[str, str | None] = dict(Region.objects.values_list("code", "parent_id"))
        self.parents.update({row["code"]: row.get("parent") for row in rows if "parent" in row})

    def check(self, row: Row, current: Current | None) -> None:
        if chain := rules.chain_to_itself(row["code"], self.parents):
            raise rules.PartOfItself(code=row["code"], chain=", ".join(chain), field="parent")

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        """Shorter codes first: what a region is part of has a shorter one."""
        super().create_many(actor, sorted(rows, key=lambda row: len(row["code"])))

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        """Longer codes first, for the same reason."""
        for _length, codes in groupby(sorted(pks, key=len, reverse=True), key=len):
            super().remove_many(actor, list(codes))


class ProgrammeMemberships(ReferenceImporter):
    """Which country took part in which programme from when to when; outside these days it is a third country."""

    table = inputs.PROGRAMME_MEMBERSHIPS
    kind, label, model, columns = table.kind, table.label, table.model, table.columns
    key_columns = ("programme", "country", "from")
    ignored = frozenset({"status", "note"})

    def key(self, row: Row) -> Key:
        """Without the column 'from' the beginning is unknown, not missing."""
        return row["programme"], row["country"], row.get("from", "")

    def records(self, keys: Sequence[Any]) -> models.QuerySet[Any]:
        return ProgrammeMembership.objects.filter(programme__in={programme for programme, *_rest in keys})

    def check(self, row: Row, current: Current | None) -> None:
        start, end = row.get("from", ""), row.get("to", "")
        if surely_after(start, end):
            raise rules.EndsBeforeItBegins(start=start, end=end, field="to")


# In the order of dependence: what others refer to comes first.
IMPORTERS = (Countries, Regions, ProgrammeMemberships)


IMPORTERS = (Countries, Regions, ProgrammeMemberships)
