"""Who may, and who sees which rows, in the scoreboard. A claim belongs to the team that keeps it."""

from typing import Any

from django.db.models import Exists, Q

from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_programme_analyst,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, Visibility, visibility_of, visible
from kontor.hub.partnerships.models import Partnership
from kontor.hub.partnerships.permissions import (
    READS_ALL,
    edits_the_partnership,
    of_a_partnership,
    own_partnership_ids,
    own_partnerships,
)
from kontor.hub.scoreboard.models import (
    Claim,
    Indicator,
    IndicatorTarget,
    Measurement,
    Period,
    SubmittedReport,
)


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


@visibility_of(Indicator)
def indicators(actor: Actor) -> Q:
    return of_a_partnership(actor)


@visibility_of(IndicatorTarget)
def indicator_targets(actor: Actor) -> Q:
    return Q(indicator__in=visible(Indicator, actor).values("pk"))


@visibility_of(Period)
def periods(actor: Actor) -> Q:
    return Q(partnership__in=visible(Partnership, actor).values("pk"))


@visibility_of(Measurement)
def measurements(actor: Actor) -> Q:
    """Verified values with their indicator; the others only inside the partnership, and to analysts."""
    seen = Q(indicator__in=visible(Indicator, actor).values("pk"))
    if actor.has(*READS_ALL):
        return seen
    rows = seen & Q(state__in=("verified", "locked"))
    if actor.team_ids:
        rows |= seen & Q(indicator__partnership__in=own_partnership_ids(actor.team_ids))
    return rows


@visibility_of(SubmittedReport)
def submitted_reports(actor: Actor) -> Q:
    """What was handed in is between the partnership and the programme's analysts."""
    if actor.has(*READS_ALL):
        return EVERYTHING
    return Q(partnership__in=own_partnership_ids(actor.team_ids)) if actor.team_ids else Q(pk__in=[])


@predicate
def keeps_the_claim(actor: Actor, subject: Any) -> bool:
    """Edits for the team that keeps it."""
    return subject.team_id is not None and actor.edits(subject.team_id)


@predicate
def edits_for_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or bool(actor.edited_teams)


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


@predicate
def edits_the_card(actor: Actor, subject: Any) -> bool:
    """Edits for the partnership whose indicator it is; cards of the library are the platform editors'."""
    return subject.partnership is not None and actor.edits(subject.partnership.team_id)


@predicate
def edits_the_reporter(actor: Actor, subject: Any) -> bool:
    """Edits for the partner whose value it is, or for the partnership."""
    return actor.edits(subject.indicator.partnership.team_id) or (
        subject.partner is not None and actor.edits(subject.partner.team_id)
    )


@predicate
def coordinates_the_value(actor: Actor, subject: Any) -> bool:
    return actor.manages(subject.indicator.partnership.team_id)


ASK_COORDINATOR = N_(
    "Only the coordinator of this partnership or a platform editor may do this. Ask the coordinator."
)
PERMISSIONS.define("scoreboard.add-indicator", edits_the_partnership | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define(
    "scoreboard.edit-indicator", edits_the_card | is_platform_editor,
    N_("Only the coordinator changes an indicator of a partnership, and a platform editor one of the library. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define(
    "scoreboard.edit-library",
    is_platform_editor,
    N_("The library is kept by platform editors. Ask one of them."),
)
PERMISSIONS.define("scoreboard.set-targets", edits_the_card | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define("scoreboard.edit-periods", edits_the_partnership | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define(
    "scoreboard.enter-value", edits_the_reporter | is_platform_editor,
    N_("A value is entered by the partner whose it is, or by the coordinator. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define(
    "scoreboard.verify-value", coordinates_the_value | is_programme_analyst | is_platform_editor,
    N_("Values are verified by the coordinator or the programme, and never by who reported them. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define("scoreboard.submit-report", edits_the_partnership | is_platform_editor, ASK_COORDINATOR)
PERMISSIONS.define(
    "scoreboard.decide-report", is_programme_analyst | is_platform_editor,
    N_("Reports are accepted or returned by the programme's analysts. Ask one of them."),
)  # fmt: skip
