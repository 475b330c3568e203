"""Who invites into a partnership, who answers, and who sees an invitation: its two sides, and the platform's editors."""

from django.db.models import Exists, OuterRef, Q

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import PERMISSIONS, is_platform_editor
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, visibility_of, visible
from kontor.hub.partnerships.models import PartnerInvitation
from kontor.hub.partnerships.permissions import ASK_COORDINATOR, edits_own_organisation, is_coordinator


@visibility_of(PartnerInvitation)
def invitations(actor: Actor) -> Q:
    """The team of the invited organisation, the partnership's own team as far as it sees that organisation, and editors.

    Partners do not: who was asked and said no is no business of theirs. Analysts do not, as with partner searches.
    """
    if actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        return EVERYTHING
    if not actor.team_ids:
        return Q(pk__in=[])
    seen = Exists(visible(Organisation, actor).filter(pk=OuterRef("organisation_id")))
    own = Q(organisation__team_id__in=actor.team_ids)
    return own | Q(partnership__team_id__in=actor.team_ids) & Q(seen)


PERMISSIONS.define("partnerships.invite", is_coordinator | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define(
    "partnerships.answer_invitation", edits_own_organisation,
    N_("An invitation is answered by who edits the invited organisation. Ask its team."),
)  # fmt: skip
