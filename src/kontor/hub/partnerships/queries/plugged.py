"""What this area answers for the areas below, plugged in by `front/wiring.py`: who shares a partnership, how many
partnerships an organisation takes part in, and the panel of its page.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.db.models.expressions import RawSQL

from kontor.hub.accounts.models import Team
from kontor.hub.directory.kit import Panel
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.models import Participation, Partnership
from kontor.hub.partnerships.permissions import (
    own_partnerships,
    own_programme_ids,
    partner_ids,
    programme_partner_ids,
)


def sharing_a_partnership(actor: Actor) -> RawSQL | frozenset[int]:
    """The organisations in the actor's partnerships, as a subquery. For `directory.kit.SHARED_TEAMS`."""
    return partner_ids(actor.team_ids) if actor.team_ids else frozenset()


def sharing_a_programme(actor: Actor) -> RawSQL | frozenset[int]:
    """The organisations in partnerships of the actor's programmes. For `directory.kit.SHARED_PROGRAMMES`."""
    return programme_partner_ids(actor.team_ids) if actor.team_ids else frozenset()


def teams_in_reach(actor: Actor, visibility: str) -> QuerySet[Team, Any]:
    """The teams whose documents of this visibility the actor reads. For `evidence.kit.TEAM_REACH`."""
    if not actor.team_ids:
        return Team.objects.none().values("pk")
    partnerships = own_partnerships(actor)
    if visibility != Visibility.PARTNERS:
        partnerships = Partnership.objects.filter(call__programme__in=own_programme_ids(actor.team_ids))
    partners = Participation.objects.filter(partnership__in=partnerships.values("pk"))
    return Team.objects.filter(
        Q(pk__in=partnerships.values("team_id")) | Q(pk__in=partners.values("organisation__team_id"))
    ).values("pk")


def partnership_counts(actor: Actor, organisations: Iterable[int]) -> Mapping[int, int]:
    """Organisation -> partnerships it visibly takes part in. One statement. For `directory.kit.PARTNERSHIP_COUNTS`."""
    rows = visible(Participation, actor).filter(organisation__in=list(organisations)).order_by()
    return dict(rows.values_list("organisation_id").annotate(count=Count("partnership", distinct=True)))


def panel_over_time(actor: Actor, organisation: Organisation) -> Panel | None:
    """'Partnerships over time' of the organisation's page. One statement. For `directory.kit.PANELS`."""
    rows = visible(Participation, actor).filter(organisation=organisation).select_related("partnership__call")
    found = sorted(
        rows, key=lambda one: (one.start or one.partnership.start or "9999", one.partnership.acronym)
    )
    if not found:
        return None
    return Panel(
        "partnerships/panels/over_time.html", {"events": [event(one) for one in found], "count": len(found)}
    )


def event(one: Participation) -> dict[str, Any]:
    """A participation as `foundation/parts/timeline.html` draws it."""
    partnership = one.partnership
    return {
        "when": one.start or partnership.start,
        "until": one.end or partnership.end,
        "title": partnership.acronym,
        "name": partnership.name,
        "url": partnership.get_absolute_url(),
        "role": one.get_role_display(),
        "kind": partnership.kind,
        "generation": partnership.call.generation if partnership.call else None,
        "strand": partnership.get_strand_display(),
        "state": partnership.state,
    }
