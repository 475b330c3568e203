"""Collaborations between partnerships from a table."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.agreements import actions, inputs, rules
from kontor.hub.agreements.importers import base
from kontor.hub.agreements.models import CollaborationReport
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row

DAYS = ("reported_on", "asked_on", "replied_on")
DEFAULTS = {"detail_given": True, "visibility": "programme"}


class ImportCollaborations(Importer):
    """One row per report: who says it works with whom, and what the other one answered."""

    kind, label, permission = "collaborations", _("Collaborations between partnerships"), "agreements.import"
    columns = inputs.COLLABORATIONS
    key_columns = ("id",)
    model = CollaborationReport

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        partnerships = visible(Partnership, actor)
        self.speaks_for = {
            one.pk
            for one in partnerships
            if actor.is_system or can(actor, "agreements.report_collaboration", one)
        }
        return {"partnerships": base.partnerships(actor), "sources": base.sources()}

    def complete(self, rows: Sequence[Row]) -> None:
        for row in rows:
            for name, value in DEFAULTS.items():
                if name in row and row[name] in ("", None):
                    row[name] = value
        self.stated = {row["id"]: tuple(row.get("source") or ()) for row in rows}
        keys = [row["id"] for row in rows]
        self.taken = set(CollaborationReport.objects.filter(key__in=keys).values_list("key", flat=True))

    def check(self, row: Row, current: Current | None) -> None:
        if current is None and row["id"] in self.taken:
            raise base.KeyTaken(field="id", key=row["id"])
        if row["reporter"] not in self.speaks_for:
            raise base.NotYours(field="reporter")
        whole = {**(current.values if current else {}), **row}
        rules.check_counterpart(
            whole["reporter"], whole.get("counterpart"), whole.get("counterpart_name") or ""
        )

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Three statements, whatever the number of keys."""
        rows = CollaborationReport.objects.filter(key__in=keys, reporter__in=self.speaks_for)
        reports = list(rows.prefetch_related("countries"))
        cited = base.cited_by(CollaborationReport, [one.pk for one in reports])
        return {
            one.key: Current(
                one.pk,
                base.plain(
                    {column: getattr(one, name) for column, name in inputs.FIELDS_OF_COLLABORATIONS.items()},
                    DAYS,
                )
                | {
                    "topics": tuple(one.topics),
                    "countries": tuple(sorted(country.code for country in one.countries.all())),
                    "source": base.no_less(cited[one.pk], self.stated.get(one.key, ())),
                },
                one.version,
            )
            for one in reports
        }

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        self.save(actor, [(row, None) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = CollaborationReport.objects.in_bulk([change.pk for change in changes])
        self.save(actor, [(change.after, known[change.pk]) for change in changes])

    def save(self, actor: Actor, rows: Sequence[tuple[Mapping[str, Any], Any]]) -> None:
        actions.save_collaborations(
            actor=actor,
            entries=[
                actions.Entry(fields_of(row), known, tuple(row.get("source") or ())) for row, known in rows
            ],
            countries=[row.get("countries") for row, _known in rows],
        )


def fields_of(row: Mapping[str, Any]) -> dict[str, Any]:
    found = {name: row[column] for column, name in inputs.FIELDS_OF_COLLABORATIONS.items() if column in row}
    if "topics" in found:
        found["topics"] = list(found["topics"])
    for name in DAYS:
        if name in found:
            found[name] = base.day(found[name])
    return found
