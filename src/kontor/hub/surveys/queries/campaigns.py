"""Who was asked in a wave, where each stands, and whom a letter would reach now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Case, CharField, Count, Q, QuerySet, Value, When
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.choices import ContactKind, ResponseState, Standing
from kontor.hub.surveys.models import ContactEntry, Invitation, Wave
from kontor.hub.surveys.rules import reminders
from kontor.hub.surveys.rules.reminders import Known, Limits, Why

STANDING = Case(
    When(erased_at__isnull=False, then=Value(Standing.ERASED)),
    When(completed_at__isnull=False, then=Value(Standing.ANSWERED)),
    When(opted_out_at__isnull=False, then=Value(Standing.OPTED_OUT)),
    When(bounced_at__isnull=False, then=Value(Standing.BOUNCED)),
    When(response__state=ResponseState.PARTIAL, then=Value(Standing.BEGUN)),
    When(opened_at__isnull=False, then=Value(Standing.OPENED)),
    When(reminders__gt=0, then=Value(Standing.REMINDED)),
    When(sent_at__isnull=False, then=Value(Standing.SENT)),
    default=Value(Standing.WAITING),
    output_field=CharField(),
)
# What the trail calls what happens in campaigns.
CAMPAIGN_WORDS = {
    "surveys.invite": _("put on the list of a wave"),
    "surveys.edit_invitation": _("changed an invitation"),
    "surveys.remove_invitation": _("took off the list of a wave"),
    "surveys.send": _("sent invitations"),
    "surveys.remind": _("sent reminders"),
    "surveys.plan_reminders": _("planned reminders"),
    "surveys.set_words": _("changed the words of letters"),
    "surveys.letter_came_back": _("flagged an address that takes no letters"),
    "surveys.stop_letters": _("stopped letters"),
    "surveys.take_letters": _("takes letters again"),
    "surveys.erase": _("erased a respondent"),
    "surveys.erase_response": _("erased the words of a response"),
    "surveys.link_known": _("linked a question to what is known"),
    "surveys.unlink_known": _("unlinked a question from what is known"),
    "surveys.take_over_change": _("took over what was told"),
    "surveys.decline_change": _("declined what was told"),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """How many were asked, written to, came and answered."""

    asked: int
    sent: int
    opened: int
    answered: int
    bounced: int
    opted_out: int


def figures_of(wave: Wave) -> Figures:
    """One statement."""
    found = Invitation.objects.filter(wave=wave).aggregate(
        asked=Count("pk"),
        sent=Count("pk", filter=Q(sent_at__isnull=False)),
        opened=Count("pk", filter=Q(opened_at__isnull=False) | Q(completed_at__isnull=False)),
        answered=Count("pk", filter=Q(completed_at__isnull=False)),
        bounced=Count("pk", filter=Q(bounced_at__isnull=False)),
        opted_out=Count("pk", filter=Q(opted_out_at__isnull=False)),
    )
    return Figures(**found)


def invited_to(actor: Actor, wave: Wave) -> QuerySet[Invitation]:
    """The invitations of a wave that the actor may see, each with its `standing`."""
    return visible(Invitation, actor).filter(wave=wave).annotate(standing=STANDING)


def contacts_of(actor: Actor, wave: Wave) -> QuerySet[ContactEntry]:
    return visible(ContactEntry, actor).filter(invitation__wave=wave)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One invited, whether a letter would go to her, and from when on where only time is missing."""

    invitation: Invitation
    why: Why
    free_on: datetime | None = None


def weighed(wave: Wave, kind: str, now: datetime, *, by_plan: bool = False) -> list[Weighed]:
    """Everybody of the wave, weighed for the first letter or a reminder. Two statements, whatever their number."""
    limits = limits_of(wave)
    stopped = stopped_addresses(wave)
    since = planned_since(wave, now) if by_plan else None
    found = []
    for one in Invitation.objects.filter(wave=wave).select_related("partnership").order_by("pk"):
        known = known_of(one, stopped)
        if kind == ContactKind.INVITED:
            why = reminders.invitation(known)
        elif by_plan:
            why = reminders.planned(known, limits, now, since)
        else:
            why = reminders.reminder(known, limits, now)
        last = known.last_letter
        free = reminders.free_again(last, limits) if why is Why.TOO_SOON and last is not None else None
        found.append(Weighed(one, why, free))
    return found


def due(found: Iterable[Weighed]) -> list[Invitation]:
    return [one.invitation for one in found if one.why is Why.DUE]


def limits_of(wave: Wave) -> Limits:
    return Limits(wave.min_days, wave.most_reminders)


def known_of(one: Invitation, stopped: frozenset[str] = frozenset()) -> Known:
    """What the rules ask of an invitation. `stopped` are addresses that asked for no more letters in any wave."""
    return Known(
        has_address=bool(one.email),
        completed=one.completed_at is not None,
        opted_out=one.opted_out_at is not None or one.email.casefold() in stopped,
        bounced=one.bounced_at is not None,
        invited_at=one.sent_at,
        reminded_at=one.last_reminded_at,
        reminders=one.reminders,
    )


def stopped_addresses(wave: Wave) -> frozenset[str]:
    """Who asked in any wave of this survey for no more letters."""
    rows = Invitation.objects.filter(wave__survey=wave.survey_id, opted_out_at__isnull=False).exclude(
        email=""
    )
    return frozenset(rows.values_list(Lower("email"), flat=True))


def planned_since(wave: Wave, now: datetime) -> datetime | None:
    """The beginning of the latest planned day that has come, in the site's time zone."""
    here = timezone.localtime(now)
    day = reminders.latest_planned(wave.remind_on, here.date())
    if day is None:
        return None
    return here.replace(
        year=day.year, month=day.month, day=day.day, hour=0, minute=0, second=0, microsecond=0
    )
