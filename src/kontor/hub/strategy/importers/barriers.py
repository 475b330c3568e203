"""Barriers from a table. Each row goes through the action of the page."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import actions, inputs, rules
from kontor.hub.strategy.importers.base import OfAPartnership, partnerships_of
from kontor.hub.strategy.models import Barrier
from kontor.hub.transfer.kit import Change, Current, Key, Row


class ImportBarriers(OfAPartnership):
    """One row per barrier. What is taken up against it stays as it is."""

    kind, label = "barriers", _("Barriers")
    columns = inputs.BARRIERS
    key_columns = ("id",)
    fields, defaults = inputs.FIELDS_OF_BARRIERS, inputs.DEFAULTS_OF_BARRIERS
    references = ("owner",)
    model = Barrier

    def check(self, row: Row, current: Current | None) -> None:
        if current and row["partnership"] != current.values["partnership"]:
            raise rules.BarrierStaysInItsPartnership(field="partnership")
        self.check_partner(row, "owner")
        whole = self.whole(row, current)
        rules.check_barrier(whole["state"], whole["measures"])

    def stored(self, keys: Sequence[Key]) -> Iterable[tuple[dict[str, Any], Any]]:
        for one in visible(Barrier, self.actor).filter(key__in=keys):
            yield {"id": one.key, "partnership": one.partnership_id}, one

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = partnerships_of(rows)
        for row in rows:
            fields = {"key": row["id"], **self.stated(row)}
            actions.add_barrier(actor=actor, partnership=known[row["partnership"]], fields=fields)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        for one, fields in self.of_changes(changes):
            actions.edit_barrier(actor=actor, edited=actions.Edited(one, one.version), fields=fields)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        for one in self.records(pks).values():
            actions.remove_barrier(actor=actor, barrier=one)
