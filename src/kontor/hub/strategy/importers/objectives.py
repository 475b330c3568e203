"""Joint strategies and their objectives from tables. Each row goes through the action of the page; remarks on wording refuse nothing."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.queries.lookups import organisation_lookup, partnership_lookup
from kontor.hub.strategy import actions, inputs, rules
from kontor.hub.strategy.choices import Readers
from kontor.hub.strategy.inputs.tables import kept, stated
from kontor.hub.strategy.models import JointStrategy, Objective
from kontor.hub.transfer.kit import Change, Current, Importer, InUse, Key, Lookup, Row


class OfStrategies(Importer):
    """What both tables share: who imports, and what a missing reason means."""

    permission = "strategy.import"
    model: type[Model]

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        return {"partnerships": partnership_lookup(actor), "organisations": organisation_lookup(actor)}

    def remember(self, rows: Sequence[Row], column: str) -> None:
        """A reason alone is no change: it is told of what differs."""
        self.reasons = {row.get(column): row.get("reason") or "" for row in rows}

    def said(self, row: Mapping[str, Any]) -> str:
        return row.get("reason") or gettext("Brought by an import.")

    def records(self, pks: Sequence[Any]) -> Mapping[Any, Any]:
        return self.model._default_manager.in_bulk(list(pks))


class ImportStrategies(OfStrategies):
    """One row per partnership: vision and mission."""

    kind, label = "joint-strategies", _("Joint strategies")
    columns = inputs.STRATEGIES
    key_columns = ("partnership",)
    model = JointStrategy

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            if "visibility" in row:
                row["visibility"] = row["visibility"] or Readers.PARTNERS
        self.remember(rows, "partnership")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(JointStrategy, self.actor).filter(partnership__in=keys)
        return {
            one.partnership_id: Current(
                one.pk,
                {
                    "partnership": one.partnership_id,
                    **kept(one, inputs.FIELDS_OF_STRATEGIES),
                    "reason": self.reasons.get(one.partnership_id, ""),
                },
                one.version,
            )
            for one in rows
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = Partnership.objects.in_bulk([row["partnership"] for row in rows])
        for row in rows:
            self.write(actor, known[row["partnership"]], 0, row, row)

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = JointStrategy.objects.select_related("partnership").in_bulk([one.pk for one in changes])
        for change in changes:
            one = known[change.pk]
            self.write(actor, one.partnership, one.version, change.after, change.row)

    def write(
        self,
        actor: Actor,
        partnership: Partnership,
        version: int,
        values: Mapping[str, Any],
        row: Mapping[str, Any],
    ) -> None:
        fields = stated(values, inputs.FIELDS_OF_STRATEGIES)
        actions.write_strategy(
            actor=actor, partnership=partnership, version=version, fields=fields, reason=self.said(row)
        )

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        used = JointStrategy.objects.filter(pk__in=pks).exclude(objectives=None, versions=None).distinct()
        if used.exists():
            raise InUse(records=", ".join(str(one) for one in used.select_related("partnership")[:5]))
        super().remove_many(actor, pks)


class ImportObjectives(OfStrategies):
    """One row per objective of a draft."""

    kind, label = "objectives", _("Objectives of joint strategies")
    columns = inputs.OBJECTIVES
    key_columns = ("id",)
    model = Objective

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.partners: set[tuple[int, int]] = set(
            Participation.objects.values_list("partnership_id", "organisation_id")
        )
        return super().prepare(actor)

    def complete(self, rows: Sequence[Row]) -> None:
        """Those without a place come last, in the order of the file; known ones stay where they are."""
        for row in rows:
            if "number" in row and row["number"] is None:
                row["number"] = 0
        self.unplaced = {row.get("id") for row in rows if row.get("number") == 0}
        self.remember(rows, "id")

    def check(self, row: Row, current: Current | None) -> None:
        if current and row["partnership"] != current.values["partnership"]:
            raise rules.StaysInItsStrategy(field="partnership")
        if row.get("owner") and (row["partnership"], row["owner"]) not in self.partners:
            raise rules.OwnerNotAPartner(field="owner", name=Organisation.objects.get(pk=row["owner"]).name)

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        rows = visible(Objective, self.actor).filter(key__in=keys).select_related("strategy")
        return {one.key: Current(one.pk, self.values(one), one.version) for one in rows}

    def values(self, one: Objective) -> dict[str, Any]:
        found = kept(one, inputs.FIELDS_OF_OBJECTIVES)
        return {
            "id": one.key,
            "partnership": one.strategy.partnership_id,
            **(found | {"number": 0} if one.key in self.unplaced else found),
            "reason": self.reasons.get(one.key, ""),
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        known = Partnership.objects.in_bulk([row["partnership"] for row in rows])
        for row in rows:
            fields = {"key": row["id"], **stated(row, inputs.FIELDS_OF_OBJECTIVES)}
            actions.add_objective(
                actor=actor, partnership=known[row["partnership"]], fields=fields, reason=self.said(row)
            )

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        rows = Objective.objects.select_related("strategy__partnership", "owner")
        known = rows.in_bulk([one.pk for one in changes])
        for change in changes:
            edited = actions.Edited(known[change.pk], known[change.pk].version)
            fields = stated(change.after, inputs.FIELDS_OF_OBJECTIVES)
            if fields:
                actions.edit_objective(
                    actor=actor, edited=edited, fields=fields, reason=self.said(change.row)
                )

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        rows = Objective.objects.select_related("strategy__partnership").in_bulk(list(pks))
        for one in rows.values():
            actions.remove_objective(actor=actor, objective=one, reason=gettext("An import was taken back."))
