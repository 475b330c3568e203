"""Invitations as the two sides read them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.hub.accounts.queries import teams_with_editors
from kontor.hub.directory.kit import Panel
from kontor.hub.directory.models import Organisation
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships import rules
from kontor.hub.partnerships.choices import INVITATION_TONES, InvitationState
from kontor.hub.partnerships.models import Participation, PartnerInvitation, Partnership, TargetMarket
from kontor.hub.partnerships.permissions import may

UNANSWERED = ("withdrawn", "expired")


@dataclass(frozen=True, slots=True)
class InvitationRow:
    """An invitation with the state people read today."""

    invitation: PartnerInvitation
    state: str

    @property
    def label(self) -> str:
        return str(InvitationState(self.state).label)

    @property
    def tone(self) -> str:
        return INVITATION_TONES[self.state]


@dataclass(frozen=True, slots=True)
class StateFigure:
    """How many invitations are in a state (all: ''), and which: the figure opens what it counts."""

    state: str
    label: str
    rows: tuple[InvitationRow, ...]

    @property
    def number(self) -> int:
        return len(self.rows)


@dataclass(frozen=True, slots=True)
class InvitationShown:
    """What the invited reads to decide. The partnership itself may be hidden from her: this much the invitation shows.

    `partners` are those whose organisations she sees, `others` how many she does not; `countries` the targets told to all.
    """

    row: InvitationRow
    partners: list[Organisation]
    others: int
    countries: list[str]
    sees_partnership: bool


def invitation_by_pk(actor: Actor, pk: int) -> PartnerInvitation:
    """The invitation, as far as the actor may see it. Raises NotThere. One statement."""
    found = read(actor).filter(pk=pk).first()
    if found is None:
        raise NotThere
    return found


def read(actor: Actor) -> QuerySet[PartnerInvitation]:
    """All that the actor sees, the latest first."""
    return visible(PartnerInvitation, actor).select_related("partnership", "organisation")


def row_of(invitation: PartnerInvitation, today: date) -> InvitationRow:
    return InvitationRow(invitation, rules.shown_state(invitation.state, invitation.answer_until, today))


def invitations_of(actor: Actor, partnership: Partnership, today: date) -> list[InvitationRow]:
    """Those of one partnership, what waits first. One statement."""
    rows = [row_of(one, today) for one in read(actor).filter(partnership=partnership)]
    return sorted(rows, key=lambda one: one.state != InvitationState.OPEN)


def figures_of_invitations(rows: Sequence[InvitationRow]) -> dict[str, StateFigure]:
    """All, those that wait, and what came of the others. What ended without an answer is told where it happened."""
    labels = {
        "": gettext("Invitations"),
        "open": gettext("Wait for an answer"),
        "accepted": gettext("Accepted"),
        "declined": gettext("Declined"),
        "withdrawn": capfirst(str(InvitationState.WITHDRAWN.label)),
        "expired": capfirst(str(InvitationState.EXPIRED.label)),
    }
    found = {
        state: StateFigure(state, label, tuple(one for one in rows if state in ("", one.state)))
        for state, label in labels.items()
    }
    return {state: one for state, one in found.items() if one.number or state not in UNANSWERED}


def waiting_invitations(actor: Actor, today: date) -> list[PartnerInvitation]:
    """Open invitations that the actor may answer, the most urgent first. One statement, none without a team."""
    edited = actor.edited_teams
    if not edited:
        return []
    rows = read(actor).filter(
        organisation__team_id__in=edited, state=InvitationState.OPEN, answer_until__gte=today
    )
    return list(rows.order_by("answer_until", "pk"))


def invitation_shown(actor: Actor, invitation: PartnerInvitation, today: date) -> InvitationShown:
    """Gather the page of an invitation that the actor sees. Four statements."""
    of = invitation.partnership
    takes_part = Participation.objects.filter(partnership=of).values("organisation_id")
    partners = list(visible(Organisation, actor).filter(pk__in=takes_part).order_by("sort_name", "pk"))
    number = takes_part.distinct().count()
    told = Q(visibility=Visibility.PUBLIC)
    targets = TargetMarket.objects.filter(told, partnership=of)
    return InvitationShown(
        row=row_of(invitation, today),
        partners=partners,
        others=number - len(partners),
        countries=sorted(set(targets.values_list("country_id", flat=True))),
        sees_partnership=visible(Partnership, actor).filter(pk=of.pk).exists(),
    )


def panel_of_invitations(actor: Actor, organisation: Organisation) -> Panel | None:
    """Open invitations on the page of an organisation, for its own team. For `directory.kit.PANELS`."""
    if organisation.team_id not in actor.teams:
        return None
    today = timezone.localdate()
    rows = read(actor).filter(organisation=organisation, state=InvitationState.OPEN, answer_until__gte=today)
    found = [
        (one, may(actor, "partnerships.answer_invitation", one))
        for one in rows.order_by("answer_until", "pk")
    ]
    return Panel("partnerships/panels/invitations.html", found) if found else None


def has_a_team(organisation: Organisation) -> bool:
    """Whether somebody here edits for the organisation, so that it can answer."""
    team = organisation.team_id
    return team is not None and bool(teams_with_editors([team]))
