"""Who may, and who sees which rows, in the scoreboard. A claim belongs to the team that keeps it."""

from typing import Any

from django.db.models import Exists, Q

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import PERMISSIONS, is_anybody, is_platform_editor, predicate
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, Visibility, visibility_of, visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.permissions import own_partnerships
from kontor.hub.scoreboard.models import Claim


@visibility_of(Claim)
def claims(actor: Actor) -> Q:
    """Public ones all; programme ones everybody in a partnership and analysts; the others the team and its partners.

    A claim about a partnership that the actor does not see is not seen either: it would name it.
    """
    if actor.has(PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    rows = Q(visibility=Visibility.PUBLIC)
    if actor.has(PlatformRole.ANALYST, PlatformRole.EDITOR):
        rows |= Q(visibility=Visibility.PROGRAMME)
    if actor.team_ids:
        own = own_partnerships(actor)
        rows |= Q(team_id__in=actor.team_ids)
        rows |= Q(visibility=Visibility.PARTNERS, partnership__in=own.values("pk"))
        rows |= Q(Exists(own), visibility=Visibility.PROGRAMME)
    return rows & (Q(partnership=None) | Q(partnership__in=visible(Partnership, actor).values("pk")))


@predicate
def keeps_the_claim(actor: Actor, subject: Any) -> bool:
    """Edits for the team that keeps it."""
    return subject.team_id is not None and actor.edits(subject.team_id)


@predicate
def edits_for_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or any(actor.edits(team) for team in actor.team_ids)


PERMISSIONS.define(
    "scoreboard.add-claim", edits_for_a_team | is_platform_editor,
    N_("A claim is kept by a team. Sign in as somebody who edits for one, or ask a manager of your team for the right."),
)  # fmt: skip
PERMISSIONS.define(
    "scoreboard.edit-claim", keeps_the_claim | is_platform_editor,
    N_("Only the team that keeps this claim or a platform editor may change it. Add your own claim instead."),
)  # fmt: skip
PERMISSIONS.define(
    "scoreboard.withdraw-claim", keeps_the_claim | is_platform_editor,
    N_("Only the team that keeps this claim or a platform editor may withdraw it."),
)  # fmt: skip
PERMISSIONS.define(
    "scoreboard.publish-claim", is_platform_editor,
    N_("Only a platform editor makes a claim public. Keep it for your partnership, and ask an editor to publish it."),
)  # fmt: skip
PERMISSIONS.define(
    "scoreboard.import", is_platform_editor, N_("Claims are imported by platform editors. Ask one of them.")
)
PERMISSIONS.define(
    "scoreboard.export", is_anybody, N_("Everybody may export the claims that she sees."), scope="read"
)
