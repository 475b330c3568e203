"""Roadmaps from a table."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.queries.lookups import (
    cited_by,
    no_less,
    organisation_lookup,
    partnership_lookup,
    source_lookup,
)
from kontor.hub.strategy import actions, inputs, rules
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.transfer.kit import Change, Current, Importer, Key, Lookup, Row


class ImportRoadmap(Importer):
    """One row per activity. A due day that differs from the one recorded moves it, and needs a reason."""

    kind, label, permission = "roadmap", _("Roadmaps"), "strategy.import"
    columns = inputs.ROADMAP
    key_columns = ("id",)
    model = RoadmapActivity

    def prepare(self, actor: Actor) -> Mapping[str, Lookup]:
        self.actor = actor
        self.starts = dict(visible(Partnership, actor).values_list("pk", "start"))
        return {
            "partnerships": partnership_lookup(actor),
            "organisations": organisation_lookup(actor),
            "sources": source_lookup(),
        }

    def complete(self, rows: Sequence[Row]) -> None:
        """What empty cells mean; without a due day it is the last of the project month."""
        for row in rows:
            for name, value in inputs.DEFAULTS.items():
                if name in row and row[name] in ("", None):
                    row[name] = value
            start = self.starts.get(row.get("partnership") or 0, "")
            month = row.get("month") or 0
            stated = len(start) >= len("2020-09") and 1 <= month <= rules.LAST_MONTH
            if stated and row.get("due", "") is None:
                row["due"] = rules.due_day(start, month, None)
        self.stated = {row["id"]: tuple(row.get("source") or ()) for row in rows if row.get("id")}

    def check(self, row: Row, current: Current | None) -> None:
        known = dict(current.values) if current else {}
        start = self.starts.get(row["partnership"], "")
        due = rules.due_day(start, row.get("month", known.get("month")), row.get("due", known.get("due")))
        rules.check_activity(
            state=row.get("state", known.get("state", "")),
            done_on=row.get("done", known.get("done", "")),
            due=due,
            start=start,
        )
        if moved(known.get("due"), due):
            rules.check_moved(known["due"], due, row.get("reason") or "")

    def existing(self, keys: Sequence[Key]) -> Mapping[Key, Current]:
        """Those that the actor sees. Two statements, whatever the number of keys."""
        wanted = set(keys)
        rows = [one for one in visible(RoadmapActivity, self.actor) if one.key in wanted]
        cited = cited_by(RoadmapActivity)
        return {one.key: Current(one.pk, self.values(one, cited), one.version) for one in rows}

    def values(self, one: RoadmapActivity, cited: Any) -> dict[str, Any]:
        found = {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
        return found | {"reason": "", "source": no_less(cited[one.pk], self.stated.get(one.key, ()))}

    def create_many(self, actor: Actor, rows: Sequence[Row]) -> None:
        actions.plan_activities(actor=actor, entries=[entry(row) for row in rows])

    def change_many(self, actor: Actor, changes: Sequence[Change]) -> None:
        known = RoadmapActivity.objects.select_related("partnership", "owner").in_bulk(
            [change.pk for change in changes]
        )
        entries = [entry(change.after, known[change.pk], change.row) for change in changes]
        actions.replan_activities(actor=actor, entries=entries)

    def remove_many(self, actor: Actor, pks: Sequence[Any]) -> None:
        rows = RoadmapActivity.objects.select_related("partnership", "owner").filter(pk__in=pks)
        actions.remove_activities(actor=actor, activities=list(rows))


def moved(was: date | None, now: date | None) -> bool:
    return was is not None and was != now


def entry(
    row: Mapping[str, Any], known: RoadmapActivity | None = None, whole: Mapping[str, Any] | None = None
) -> actions.ActivityEntry:
    """`whole` is the row of the file; while undoing there is none, and the reason says so."""
    told = (whole or row).get("reason") or str(_("An import was taken back."))
    return actions.ActivityEntry(
        fields={name: row[column] for column, name in inputs.FIELDS.items() if column in row},
        known=known,
        reason=told,
        sources=tuple(row.get("source") or ()),
    )
