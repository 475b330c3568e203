"""Participations as the network engine reads them."""

from collections.abc import Iterable

from django.db.models import Q

from kontor.engine.network import Affiliation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.models import Participation


def affiliations(actor: Actor, chosen: Q) -> tuple[Affiliation, ...]:
    """Who takes part in what, of the participations that the actor sees and `chosen` admits. One statement."""
    rows: Iterable[tuple[str, str]] = (
        visible(Participation, actor)
        .filter(chosen, organisation__merged_into=None)
        .values_list("organisation__key", "partnership__key")
    )
    return tuple(Affiliation(organisation, partnership) for organisation, partnership in rows)
