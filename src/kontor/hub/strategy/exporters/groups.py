"""Export groups and collective marks."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy.exporters.owners import with_owners
from kontor.hub.strategy.inputs import lasting
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import (
    CollectiveMark,
    ExportGroup,
    GroupInitiative,
    GroupMember,
    MarkStep,
)
from kontor.hub.transfer.kit import Exporter


class ExportGroups(Exporter):
    """The export groups that the actor sees."""

    kind, label, permission = "export-groups", _("Export groups"), "strategy.view"
    columns = lasting.GROUPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(ExportGroup, actor).select_related("partnership").prefetch_related("markets")
        for one in rows.order_by("key"):
            yield {
                "id": one.key, "partnership": one.partnership.key, **kept(one, lasting.FIELDS_OF_GROUPS),
                "markets": [country.pk for country in one.markets.all()],
            }  # fmt: skip


class ExportGroupMembers(Exporter):
    """Their members: without the companies that the actor may not see."""

    kind, label, permission = "export-group-members", _("Members of export groups"), "strategy.view"
    columns = lasting.GROUP_MEMBERS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        found = list(visible(GroupMember, actor).select_related("group").order_by("group__key", "pk"))
        for one, row in with_owners(actor, found, lasting.FIELDS_OF_GROUP_MEMBERS, "organisation"):
            if row["organisation"]:
                yield {"group": one.group.key, **row}


class ExportInitiatives(Exporter):
    """What they plan and what came of it."""

    kind, label, permission = "export-group-initiatives", _("Initiatives of export groups"), "strategy.view"
    columns = lasting.INITIATIVES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(GroupInitiative, actor).select_related("group")
        for one in rows.order_by("group__key", "due_on", "pk"):
            yield {"group": one.group.key, **kept(one, lasting.FIELDS_OF_INITIATIVES)}


class ExportMarks(Exporter):
    """Collective marks, with their owner where the actor sees it."""

    kind, label, permission = "collective-marks", _("Collective marks"), "strategy.view"
    columns = lasting.MARKS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(CollectiveMark, actor).select_related("partnership")
        found = list(rows.order_by("partnership__key", "name", "pk"))
        for one, row in with_owners(actor, found, lasting.FIELDS_OF_MARKS, "owner"):
            yield {"partnership": one.partnership.key, **row}


class ExportMarkSteps(Exporter):
    """The steps to these marks that somebody touched."""

    kind, label, permission = "mark-steps", _("Steps to collective marks"), "strategy.view"
    columns = lasting.MARK_STEPS

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(MarkStep, actor).select_related("mark__partnership")
        for one in rows.order_by("mark__partnership__key", "mark__name", "pk"):
            yield {
                "partnership": one.mark.partnership.key, "mark": one.mark.name, **kept(one, lasting.FIELDS_OF_MARK_STEPS)
            }  # fmt: skip
