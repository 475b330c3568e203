"""A single meeting that was held becomes a contact: its two sides are the parties, what is next is the next step."""

from datetime import date
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.translation import gettext

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.parties import NewParty
from kontor.hub.agreements.actions.record_case import record_case
from kontor.hub.agreements.choices import CaseLevel, CaseType, PartyRole
from kontor.hub.agreements.models import CooperationCase
from kontor.hub.directory.choices import OrganisationKind
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import sees
from kontor.hub.matchmaking.choices import Held, ScheduleState
from kontor.hub.matchmaking.models import Outcome, Participant, Wish
from kontor.hub.partnerships.models import Participation, Partnership


@transaction.atomic
def record_meeting(*, actor: Actor, wish: Wish, today: date) -> CooperationCase:
    """Record the contact of a meeting that was held. Tapped again it gives the case that is there, unchanged.

    Refused while nobody says that the two met. What they said of it stays with them: it is not copied into the case.
    """
    require(actor, "matchmaking.organise", wish.session)
    wish = Wish.objects.select_for_update(of=("self",)).get(pk=wish.pk)
    there = CooperationCase.objects.filter(from_wish=wish).first()
    if there is not None:
        if not sees(actor, there):
            raise NotThere
        return there
    said = list(Outcome.objects.filter(wish=wish).order_by("due", "pk"))
    held = {one.held for one in said}
    rules.check_held(
        wish.asker.name, wish.asked.name, says_held=Held.HELD in held, says_not=bool(held - {Held.HELD})
    )
    event = wish.session.event
    parties = parties_of(wish, event.partnership)
    step = next((one for one in said if one.next_step), None)
    counterpart = parties[1]
    return record_case(
        actor=actor,
        partnership=event.partnership,
        team=None if event.partnership else event.team,
        today=today,
        title=title_of(event.name, parties),
        type=CaseType.COLLABORATION,
        level=level_of(wish),
        parties=parties,
        next_step=step.next_step if step else "",
        next_step_due=step.due if step else None,
        from_event=event,
        from_wish=wish,
        country=counterpart.country,
        started_on=min(day_of(wish), today).isoformat(),
    )


def parties_of(wish: Wish, partnership: Partnership | None) -> list[NewParty]:
    """Our side first: who belongs to the partnership, else who asked."""
    sides = [wish.asker, wish.asked]
    rows = (
        Participation.objects.filter(partnership=partnership) if partnership else Participation.objects.none()
    )
    partners = set(rows.values_list("organisation", flat=True))
    if wish.asked.organisation_id in partners and wish.asker.organisation_id not in partners:
        sides.reverse()
    own, other = sides
    role = PartyRole.RESPONSIBLE if own.organisation_id in partners else PartyRole.MEMBER
    return [party_of(own, role), party_of(other, PartyRole.COUNTERPART)]


def party_of(one: Participant, role: str) -> NewParty:
    """The organisation stands for the person. Who stands for none is a confidential party: she is no name for lists."""
    contact = ", ".join(filter(None, (one.name, one.function)))[:250]
    country = one.country or (one.organisation.country if one.organisation else None)
    if one.stands_for:
        name = "" if one.organisation else one.organisation_name
        return NewParty(role, one.organisation, name, country=country, contact=contact)
    described = ", ".join(filter(None, (one.kind.name, country.name if country else "")))[:120]
    return NewParty(
        role, name=one.name, country=country, confidential=True, public_description=described, contact=contact
    )


def title_of(event: str, parties: list[NewParty]) -> str:
    own, other = (
        one.organisation.name if one.organisation else one.public_description or one.name for one in parties
    )
    told = {"one": own[:80], "other": other[:80], "event": event[:70]}
    return gettext("%(one)s and %(other)s, met at %(event)s") % told


def level_of(wish: Wish) -> str:
    kinds = {one.organisation.kind if one.organisation else "" for one in (wish.asker, wish.asked)}
    return CaseLevel.CLUSTER if kinds == {OrganisationKind.CLUSTER} else CaseLevel.SME


def day_of(wish: Wish) -> date:
    """The day of the meeting on the clock of the event."""
    rows = wish.meetings.filter(schedule__state=ScheduleState.PUBLISHED).select_related("slot")
    meeting = rows.order_by("slot__start").first() or wish.meetings.select_related("slot").latest(
        "slot__start"
    )
    return meeting.slot.start.astimezone(ZoneInfo(wish.session.zone)).date()
