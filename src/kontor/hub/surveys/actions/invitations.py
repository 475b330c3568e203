"""Who is asked: invited one by one or from a table, corrected, taken out again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models.functions import Lower
from django.utils.translation import override

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.partnerships.models import Partnership
from kontor.hub.surveys import kit
from kontor.hub.surveys.models import Invitation, Wave
from kontor.hub.surveys.rules import invitations as rules


@dataclass(frozen=True, slots=True)
class Entry:
    """One to be invited. `group` is the word she is counted under; left empty, it is her partnership's strand."""

    email: str
    name: str = ""
    language: str = ""
    partnership: Partnership | None = None
    group: str = ""
    attributes: Mapping[str, Any] = field(default_factory=dict)


@transaction.atomic
def invite(*, actor: Actor, wave: Wave, entries: Sequence[Entry]) -> list[Invitation]:
    """Put people on the list of a wave; no letter leaves yet.

    Refuses a closed wave, an address that is invited already, and a second answer of a partnership that gives one.
    """
    require(actor, "surveys.invite", wave)
    wave = Wave.objects.select_for_update().get(pk=wave.pk)
    rules.check_invitable(wave.state)
    check_asked_once(wave, entries)
    found = [invitation_of(wave, one) for one in entries]
    Invitation.objects.bulk_create(found, batch_size=500)
    audit.record_many(actor, [audit.Entry("surveys.invite", one, {}, audit.state_of(one)) for one in found])
    return found


def check_asked_once(wave: Wave, entries: Iterable[Entry], besides: int | None = None) -> None:
    """Hold each entry against those on the list and those before it in the same call. Two statements."""
    there = Invitation.objects.filter(wave=wave)
    if besides is not None:
        there = there.exclude(pk=besides)
    addresses = set(there.exclude(email="").values_list(Lower("email"), flat=True))
    partnerships = set(there.exclude(partnership=None).values_list("partnership__acronym", flat=True))
    for one in entries:
        acronym = one.partnership.acronym if one.partnership else ""
        rules.check_asked_once(
            wave.unit, one.email.strip(), acronym, addresses=addresses, partnerships=partnerships
        )
        addresses.add(one.email.strip().casefold())
        partnerships.add(acronym)


def invitation_of(wave: Wave, entry: Entry) -> Invitation:
    one = Invitation(
        wave=wave,
        email=entry.email.strip(),
        name=entry.name.strip(),
        language=entry.language,
        partnership=entry.partnership,
        group=entry.group.strip() or strand_of(entry.partnership),
        attributes=dict(entry.attributes),
    )
    one.token_hash = kit.digest(one.token)
    return one


def strand_of(partnership: Partnership | None) -> str:
    """In the same words whoever invites, since figures are counted under them."""
    with override("en"):
        return str(partnership.get_strand_display()) if partnership else ""


@transaction.atomic
def edit_invitation(
    *, actor: Actor, invitation: Invitation, version: int | None = None, **fields: Any
) -> Invitation:
    """Correct who is asked. With another address the letter that came back is forgotten and the invitation is due again.

    The link that went to the old address then leads nowhere any more, unless answers were begun with it.
    """
    require(actor, "surveys.invite", invitation)
    one = Invitation.objects.select_for_update(of=("self",)).select_related("wave", "partnership").get(
        pk=invitation.pk
    )  # fmt: skip
    rules.check_changeable(one.erased_at)
    if version is not None and one.version != version:
        raise ChangedMeanwhile(
            saved={name: getattr(one, name) for name in fields if getattr(one, name) != fields[name]}
        )
    before = audit.state_of(one)
    old = one.email.casefold()
    for name, value in fields.items():
        setattr(one, name, value)
    check_asked_once(one.wave, [Entry(one.email, partnership=one.partnership)], besides=one.pk)
    if one.email.casefold() != old:
        ask_another_address(one)
    one.save()
    audit.record(actor, "surveys.edit_invitation", one, before=before)
    return one


def ask_another_address(one: Invitation) -> None:
    one.bounced_at, one.bounce_reason = None, ""
    if one.completed_at is None:
        one.sent_at, one.last_reminded_at, one.reminders = None, None, 0
    if one.opened_at is None:
        one.nonce = kit.new_nonce()
        one.token_hash = kit.digest(one.token)


@transaction.atomic
def remove_invitation(*, actor: Actor, invitation: Invitation) -> None:
    """Take somebody off the list who was put there by mistake. Refused once a letter has left."""
    require(actor, "surveys.invite", invitation)
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    rules.check_removable(one.sent_at, one.completed_at)
    audit.record(actor, "surveys.remove_invitation", one, before=audit.state_of(one), after={})
    one.delete()


@transaction.atomic
def plan_reminders(*, actor: Actor, wave: Wave, days: Iterable[Any], **limits: int) -> Wave:
    """Say on which days reminders go out by themselves, and how often at most. `limits`: min_days, most_reminders."""
    require(actor, "surveys.remind", wave)
    one = Wave.objects.select_for_update().get(pk=wave.pk)
    before = audit.state_of(one)
    for name in ("min_days", "most_reminders"):
        setattr(one, name, limits.get(name, getattr(one, name)))
    one.remind_on = rules.check_plan(
        days, opens=one.opens_on, closes=one.closes_on, min_days=one.min_days, most=one.most_reminders
    )
    one.save()
    audit.record(actor, "surveys.plan_reminders", one, before=before)
    return one
