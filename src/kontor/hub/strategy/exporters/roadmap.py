"""Roadmaps to take along."""

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.partnerships.queries.lookups import sources_of
from kontor.hub.strategy import inputs
from kontor.hub.strategy.models import RoadmapActivity
from kontor.hub.strategy.queries.roadmap import activities, with_seen_owner
from kontor.hub.transfer.kit import Exporter


class ExportRoadmap(Exporter):
    """Activities with their owners where the actor sees these, too."""

    kind, label, permission = "roadmap", _("Roadmaps"), "strategy.view"
    columns = inputs.ROADMAP

    def rows(self, actor: Actor) -> Iterator[Mapping[str, Any]]:
        sources = sources_of(RoadmapActivity)
        for found in activities(actor).order_by("partnership__acronym", "planned_month", "due_on", "key"):
            one = with_seen_owner(found)
            yield (
                {column: getattr(one, name) for column, name in inputs.FIELDS.items()}
                | {
                    "partnership": one.partnership.key,
                    "owner": one.owner.key if one.owner else None,
                    "reason": "",
                    "source": sources[one.pk],
                }
            )
