"""The drafts of joint strategies."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy import inputs
from kontor.hub.strategy.inputs.tables import kept
from kontor.hub.strategy.models import JointStrategy, Objective
from kontor.hub.strategy.queries.versions import owners_seen
from kontor.hub.transfer.kit import Exporter


class ExportStrategies(Exporter):
    """Vision and mission of the drafts that the actor reads."""

    kind, label, permission = "joint-strategies", _("Joint strategies"), "strategy.view"
    columns = inputs.STRATEGIES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(JointStrategy, actor).select_related("partnership").order_by("partnership__key")
        for one in rows:
            yield {"partnership": one.partnership.key, **kept(one, inputs.FIELDS_OF_STRATEGIES), "reason": ""}


class ExportObjectives(Exporter):
    """The objectives of these drafts, with the responsible partner where the actor sees it."""

    kind, label, permission = "objectives", _("Objectives of joint strategies"), "strategy.view"
    columns = inputs.OBJECTIVES

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        rows = visible(Objective, actor).select_related("strategy__partnership")
        found = list(rows.order_by("strategy__partnership__key", "position", "pk"))
        owners = owners_seen(actor, {one.owner_id for one in found if one.owner_id})
        for one in found:
            owner = owners.get(one.owner_id or 0)
            yield {
                "id": one.key, "partnership": one.strategy.partnership.key, **kept(one, inputs.FIELDS_OF_OBJECTIVES),
                "owner": owner.key if owner else None, "reason": "",
            }  # fmt: skip
