"""Barriers from a table. Each row goes through the action of the page."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.queries.lookups import organisation_lookup, partnership_lookup
from kontor.hub.strategy import actions, inputs, rules
from kontor.hub.strategy.inputs.tables import kept, stated
from kontor.hub.strategy.models import Barrier
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class ImportBarriers(Importer):
    """One row per barrier. What is taken up against it stays as it is."""

    kind, label, permission = "barriers", _("Barriers"), "strategy.import"
    columns = inputs.BARRIERS
    key_columns = ("id",)
    model = Barrier

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        self.partners: set[tuple[int, int]] = set(
            Participation.objects.values_list("partnership_id", "organisation_id")
        )
        return {"partnerships": partnership_lookup(actor), "organisations": organisation_lookup(actor)}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in inputs.DEFAULTS_OF_BARRIERS.items():
                if name in row and row[name] in ("", None):
                    row[name] = value

    def check(self, row: Row, current: Current | None) -> None:
        known = dict(current.values) if current else {}
        if known and row["partnership"] != known["partnership"]:
            raise rules.BarrierStaysInItsPartnership(field="partnership")
        if row.get("owner") and (row["partnership"], row["owner"]) not in self.partners:
            raise rules.OwnerNotAPartner(field="owner", name=Organisation.objects.get(pk=row["owner"]).name)
        rules.check_barrier(
            row.get("state", known.get("state", "")), row.get("measures", known.get("measures", ""))
        )

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(Barrier, self.actor).filter(key__in=keys)
        return {
            one.key: Current(
                one.pk,
                {"id": one.key, "partnership": one.partnership_id, **kept(one, inputs.FIELDS_OF_BARRIERS)},
                one.version,
            )
            for one in rows
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = Partnership.objects.in_bulk([row["partnership"] for row in rows])
        for row in rows:
            fields = {"key": row["id"], **stated(row, inputs.FIELDS_OF_BARRIERS)}
            actions.add_barrier(actor=actor, partnership=known[row["partnership"]], fields=fields)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = Barrier.objects.select_related("partnership", "owner").in_bulk([one.pk for one in changes])
        for change in changes:
            one = known[change.pk]
            fields = stated(change.after, inputs.FIELDS_OF_BARRIERS)
            actions.edit_barrier(actor=actor, edited=actions.Edited(one, one.version), fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in Barrier.objects.select_related("partnership").filter(pk__in=pks):
            actions.remove_barrier(actor=actor, barrier=one)
