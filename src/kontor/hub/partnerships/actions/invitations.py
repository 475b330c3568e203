"""Invite organisations into a partnership, answer, withdraw, or record an answer that came outside."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import transaction

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.partnerships import notices, rules
from kontor.hub.partnerships.actions.partners import join
from kontor.hub.partnerships.choices import InvitationState, InvitedRole
from kontor.hub.partnerships.models import Participation, PartnerInvitation, Partnership
from kontor.hub.partnerships.queries.invitations import has_a_team


@dataclass(frozen=True, slots=True)
class Asked:
    """What all who are invited at once read. `hopes`: organisation's id -> why this one; it reads its own only."""

    answer_until: date
    role: str = InvitedRole.PARTNER
    message: str = ""
    hopes: Mapping[int, str] = field(default_factory=dict)


@transaction.atomic
def invite(
    *,
    actor: Actor,
    partnership: Partnership,
    organisations: Sequence[Organisation],
    asked: Asked,
    today: date,
) -> list[PartnerInvitation]:
    """Ask organisations to join, all or none. Their teams are told by mail.

    Refused for who is invited already or takes part, and for a day that is past or too far.
    """
    require(actor, "partnerships.invite", partnership)
    partnership = Partnership.objects.select_for_update().get(pk=partnership.pk)
    rules.check_answer_day(asked.answer_until, today)
    if not organisations:
        raise rules.NobodyInvited(field="organisations")
    expired = check_all(partnership, organisations, today)
    for old in expired:
        old.state = InvitationState.EXPIRED
        old.save(update_fields=["state"])
    made = [made_for(actor, partnership, one, asked) for one in organisations]
    for invitation in made:
        notices.partner_invited(invitation)
    return made


def check_all(
    partnership: Partnership, organisations: Sequence[Organisation], today: date
) -> list[PartnerInvitation]:
    """Every organisation against what there is of it. The open invitations that ran out, to be closed. Two statements."""
    waiting = {
        one.organisation_id: one
        for one in PartnerInvitation.objects.filter(
            partnership=partnership, organisation__in=organisations, state=InvitationState.OPEN
        )
    }
    ends: dict[int, list[str]] = {}
    for pk, end in Participation.objects.filter(
        partnership=partnership, organisation__in=organisations
    ).values_list("organisation_id", "end"):
        ends.setdefault(pk, []).append(end)
    for one in organisations:
        until = waiting[one.pk].answer_until if one.pk in waiting else None
        rules.check_may_be_invited(one.name, until, ends.get(one.pk, []), today)
    return list(waiting.values())


def made_for(
    actor: Actor, partnership: Partnership, organisation: Organisation, asked: Asked
) -> PartnerInvitation:
    invitation = PartnerInvitation.objects.create(
        partnership=partnership,
        organisation=organisation,
        role=asked.role,
        message=asked.message.strip(),
        hoped_for=asked.hopes.get(organisation.pk, "").strip(),
        answer_until=asked.answer_until,
    )
    audit.record(actor, "partnerships.invite", invitation)
    return invitation


@transaction.atomic
def accept_invitation(*, actor: Actor, invitation: PartnerInvitation, today: date) -> Participation:
    """The invited organisation joins, and the coordinator is told. Refused once it is no longer open."""
    require(actor, "partnerships.answer_invitation", invitation)
    invitation = opened(invitation, today)
    participation = joined(actor, invitation, today)
    closed(actor, invitation, "partnerships.accept_invitation", InvitationState.ACCEPTED, today)
    notices.invitation_answered(invitation)
    return participation


@transaction.atomic
def decline_invitation(
    *, actor: Actor, invitation: PartnerInvitation, today: date, reason: str = ""
) -> PartnerInvitation:
    """The invited organisation does not join, with a reason or without. The coordinator is told."""
    require(actor, "partnerships.answer_invitation", invitation)
    invitation = opened(invitation, today)
    invitation.reason = reason.strip()
    closed(actor, invitation, "partnerships.decline_invitation", InvitationState.DECLINED, today)
    notices.invitation_answered(invitation)
    return invitation


@transaction.atomic
def withdraw_invitation(*, actor: Actor, invitation: PartnerInvitation, today: date) -> PartnerInvitation:
    """The partnership takes an open invitation back. The invited team is told."""
    require(actor, "partnerships.invite", invitation)
    invitation = opened(invitation, today)
    closed(actor, invitation, "partnerships.withdraw_invitation", InvitationState.WITHDRAWN, today)
    notices.invitation_withdrawn(invitation)
    return invitation


@dataclass(frozen=True, slots=True)
class CameOutside:
    """An answer by mail or telephone: what it was, when and how it came, and the reason where it is a refusal."""

    accepted: bool
    answered_on: date
    note: str
    reason: str = ""


@transaction.atomic
def record_answer(
    *, actor: Actor, invitation: PartnerInvitation, came: CameOutside, today: date
) -> PartnerInvitation:
    """The partnership's team writes down an answer for an organisation that nobody speaks for here; it is marked so.

    An organisation with a team answers for itself: this is refused then.
    """
    require(actor, "partnerships.invite", invitation)
    invitation = opened(invitation, today)
    rules.check_recorded(came.note, came.answered_on, today)
    if has_a_team(invitation.organisation):
        raise rules.AnswersForItself(organisation=invitation.organisation.name)
    invitation.recorded, invitation.note = True, came.note.strip()
    if came.accepted:
        require(actor, "partnerships.add_partner", invitation.partnership)
        joined(actor, invitation, came.answered_on)
    else:
        invitation.reason = came.reason.strip()
    state = InvitationState.ACCEPTED if came.accepted else InvitationState.DECLINED
    closed(actor, invitation, "partnerships.record_answer", state, came.answered_on)
    return invitation


def opened(invitation: PartnerInvitation, today: date) -> PartnerInvitation:
    """The invitation, locked behind its partnership's lock as everywhere. Refuses one that is over."""
    Partnership.objects.select_for_update().get(pk=invitation.partnership_id)
    found = (
        PartnerInvitation.objects.select_for_update(of=("self",))
        .select_related("partnership", "organisation")
        .get(pk=invitation.pk)
    )
    state = InvitationState(rules.shown_state(found.state, found.answer_until, today))
    rules.check_waits(state, str(state.label))
    return found


def joined(actor: Actor, invitation: PartnerInvitation, day: date) -> Participation:
    of = invitation.partnership
    start = rules.joins_on(of.state, of.start, of.end, day)
    return join(actor, of, invitation.organisation, role=invitation.role, start=start)


def closed(actor: Actor, invitation: PartnerInvitation, verb: str, state: str, day: date) -> None:
    before = audit.state_of(PartnerInvitation.objects.get(pk=invitation.pk))
    invitation.state, invitation.answered_on = state, day
    invitation.save()
    audit.record(actor, verb, invitation, before=before)
