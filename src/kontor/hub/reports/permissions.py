"""Who may, and who sees which rows, in reports. A report shows its reader only what she may see, so all may draw one."""

from typing import Any

from django.db.models import Q

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_administrator,
    is_anybody,
    is_signed_in,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, Visibility, visibility_of
from kontor.hub.reports.models import Snapshot


@visibility_of(Snapshot)
def snapshots(actor: Actor) -> Q:
    """Public ones all, programme ones analysts, the others whoever froze them and the team they were frozen for."""
    if actor.has(PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    rows = Q(visibility=Visibility.PUBLIC)
    if actor.has(PlatformRole.ANALYST):
        rows |= Q(visibility=Visibility.PROGRAMME)
    if actor.user_id:
        rows |= Q(drawn_by_id=actor.user_id)
    if actor.team_ids:
        rows |= Q(team_id__in=actor.team_ids)
    return rows


@predicate
def froze_it(actor: Actor, subject: Any) -> bool:
    return actor.user_id is not None and subject.drawn_by_id == actor.user_id


PERMISSIONS.define("reports.draw", is_anybody, N_("Everybody may draw this report."), scope="read")
PERMISSIONS.define("reports.freeze", is_signed_in, N_("Sign in to keep a report with its numbers frozen."))
PERMISSIONS.define(
    "reports.discard",
    froze_it | is_administrator,
    N_("Only who froze this report or an administrator may discard it."),
)
PERMISSIONS.define(
    "reports.draw-for",
    is_administrator,
    N_("Only administrators see a report as somebody else would."),
    scope="read",
)
