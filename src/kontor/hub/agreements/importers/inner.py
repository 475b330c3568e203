"""What belongs to a case and is one row each: who reports it where, and its steps."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, inputs, rules
from kontor.hub.agreements.importers import base
from kontor.hub.agreements.models import CaseReport, CooperationCase, Step
from kontor.hub.agreements.permissions import worked_on
from kontor.hub.foundation.actor import Actor
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class OfACase(Importer):
    """Rows of one model that belong to a case which the actor works on; `fields` maps columns to its fields."""

    permission = "agreements.import"
    fields: ClassVar[Mapping[str, str]]
    days: ClassVar[tuple[str, ...]] = ()
    defaults: ClassVar[Mapping[str, Any]] = {}

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        return {
            "cases": base.cases_to_change(actor),
            "partnerships": base.partnerships(actor),
            "organisations": base.organisations(actor),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in self.defaults.items():
                if row.get(name) in ("", None):
                    row[name] = value

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """One statement, whatever the number of keys."""
        wanted = set(keys)
        cases = CooperationCase.objects.filter(worked_on(self.actor)).values("pk")
        named = {key[0] for key in wanted if isinstance(key, tuple)}
        records: Any = self.model
        rows = records._default_manager.filter(case__in=named).filter(case__in=cases)
        found = {}
        for record in rows:
            values = base.plain(
                {column: getattr(record, name) for column, name in self.fields.items()}, self.days
            )
            found[self.key(values)] = Current(record.pk, values, record.version)
        return {key: one for key, one in found.items() if key in wanted}

    def entry(self, row: Mapping[str, Any], known: Any = None) -> actions.Entry:
        fields = {name: row[column] for column, name in self.fields.items() if column in row}
        for name in self.days:
            if name in fields:
                fields[name] = base.day(fields[name])
        return actions.Entry(fields, known)

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.save(actor, [self.entry(row) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        assert self.model is not None
        known = self.model._default_manager.in_bulk([change.pk for change in changes])
        self.save(actor, [self.entry(change.after, known[change.pk]) for change in changes])

    def save(self, actor: Actor, entries: list[actions.Entry]) -> None:
        raise NotImplementedError


class ImportReports(OfACase):
    """One row per printed row: where a partnership reports a case, and in which words."""

    kind, label, model = "case-reports", _("Reports of cases"), CaseReport
    columns = inputs.REPORTS
    key_columns = ("case", "partnership", "list", "row")
    fields = inputs.FIELDS_OF_REPORTS
    defaults = {"row": ""}

    def save(self, actor: Actor, entries: list[actions.Entry]) -> None:
        actions.save_reports(actor=actor, entries=entries)


class ImportSteps(OfACase):
    """One row per step of a case."""

    kind, label, model = "case-steps", _("Steps of cases"), Step
    columns = inputs.STEPS
    key_columns = ("case", "step")
    fields = inputs.FIELDS_OF_STEPS
    days = ("due_on",)
    defaults = {"state": "open"}

    def check(self, row: Row, current: Current | None) -> None:
        rules.check_not_after_today("done_on", row.get("done_on") or "", timezone.localdate())

    def save(self, actor: Actor, entries: list[actions.Entry]) -> None:
        actions.save_steps(actor=actor, entries=entries, today=timezone.localdate())
