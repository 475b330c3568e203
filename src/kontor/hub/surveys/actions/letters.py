"""Letters leave: invitations, reminders, receipts. Who gets one is decided and kept here; the background carries them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from kontor.hub.foundation import audit, mail
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.surveys.choices import ContactKind, LetterKind, WaveState
from kontor.hub.surveys.models import ContactEntry, Invitation, Wave
from kontor.hub.surveys.notices.letters import subject_of
from kontor.hub.surveys.queries.campaigns import due, weighed
from kontor.hub.surveys.rules import invitations as rules
from kontor.hub.surveys.rules import letters as words

LETTERS = "surveys"
"""The kind of our letters in the post (`foundation.mail.LETTERS`)."""

LONGEST = 250


@transaction.atomic
def send_invitations(*, actor: Actor, wave: Wave, now: datetime | None = None) -> int:
    """Write to all on the list who were not written to yet. Refused unless the wave is open. Returns how many letters leave."""
    require(actor, "surveys.send", wave)
    now = now or timezone.now()
    wave = held(wave)
    found = due(weighed(wave, ContactKind.INVITED, now))
    if not found:
        raise rules.NobodyToWrite
    Invitation.objects.filter(pk__in=[one.pk for one in found]).update(sent_at=now, version=F("version") + 1)
    return write_to(found, ContactKind.INVITED, wave=wave, actor=actor, now=now)


@transaction.atomic
def remind(*, actor: Actor, wave: Wave, now: datetime | None = None) -> int:
    """Remind those who have not answered, never closer than the interval, never more often than agreed.

    Refused unless the wave is open, and where nobody is due. Returns how many letters leave.
    """
    require(actor, "surveys.remind", wave)
    now = now or timezone.now()
    wave = held(wave)
    found = due(weighed(wave, ContactKind.REMINDED, now))
    if not found:
        raise rules.NobodyToWrite
    return remind_these(actor, wave, found, now)


@transaction.atomic
def remind_by_plan(*, actor: Actor, wave: Wave, now: datetime) -> int:
    """Remind those for whom a planned day has come. Nothing where the wave is not open. Returns how many letters leave."""
    require(actor, "surveys.remind_by_plan", wave)
    wave = (
        Wave.objects.select_for_update(of=("self",))
        .select_related("survey", "survey_version")
        .get(pk=wave.pk)
    )
    if wave.state != WaveState.OPEN:
        return 0
    found = due(weighed(wave, ContactKind.REMINDED, now, by_plan=True))
    return remind_these(actor, wave, found, now) if found else 0


def held(wave: Wave) -> Wave:
    """The wave, locked to the end of the transaction: two who press the same button write one letter."""
    rows = Wave.objects.select_for_update(of=("self",)).select_related("survey", "survey_version")
    locked = rows.get(pk=wave.pk)
    rules.check_sendable(locked.state)
    return locked


def remind_these(actor: Actor, wave: Wave, found: Sequence[Invitation], now: datetime) -> int:
    for one in found:
        one.reminders += 1
    rows = Invitation.objects.filter(pk__in=[one.pk for one in found])
    rows.update(last_reminded_at=now, reminders=F("reminders") + 1, version=F("version") + 1)
    return write_to(found, ContactKind.REMINDED, wave=wave, actor=actor, now=now)


ACTIONS = {ContactKind.INVITED: "surveys.send", ContactKind.REMINDED: "surveys.remind"}


def write_to(
    found: Sequence[Invitation], kind: ContactKind, *, wave: Wave, actor: Actor, now: datetime
) -> int:
    """Keep one entry for each letter, then hand them to the post. In the trail they are one event with their number."""
    for one in found:
        one.wave = wave
    entries = [
        ContactEntry(invitation=one, kind=kind, at=now, subject=subject_of(one, kind)[:LONGEST])
        for one in found
    ]
    ContactEntry.objects.bulk_create(entries, batch_size=500)
    audit.record(actor, ACTIONS[kind], wave, before={}, after={"letters": len(entries)})
    mail.post(LETTERS, [one.pk for one in entries])
    return len(entries)


@transaction.atomic
def send_receipt(*, actor: Actor, invitation: Invitation, now: datetime) -> None:
    """Send her answers to who handed them in, as a document. Not where she has no address or wants no letters."""
    if not invitation.email or invitation.opted_out_at is not None:
        return
    entry = ContactEntry.objects.create(
        invitation=invitation,
        kind=ContactKind.RECEIPT,
        at=now,
        subject=subject_of(invitation, ContactKind.RECEIPT)[:LONGEST],
    )
    mail.post(LETTERS, [entry.pk])


DELIVERED, GIVEN_UP = "delivered", "not taken by the server"


@transaction.atomic
def keep_fate(*, actor: Actor, entry: ContactEntry, handed: mail.Handed, now: datetime | None = None) -> None:
    """Keep what became of a letter: taken, given up, or refused because there is no such address."""
    require(actor, "surveys.deliver")
    outcome = DELIVERED if handed.fate is mail.Fate.TAKEN else handed.reason or GIVEN_UP
    ContactEntry.objects.filter(pk=entry.pk, outcome="").update(outcome=outcome[:LONGEST])
    if handed.fate is mail.Fate.REFUSED:
        came_back(actor, entry.invitation, handed.reason, now or timezone.now())


def came_back(actor: Actor, invitation: Invitation, reason: str, now: datetime) -> bool:
    """Flag an address that takes no letters. Said once: whether it is news."""
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if one.bounced_at is not None or one.erased_at is not None:
        return False
    before = audit.state_of(one)
    one.bounced_at, one.bounce_reason = now, reason[:LONGEST]
    one.save()
    ContactEntry.objects.create(invitation=one, kind=ContactKind.BOUNCED, at=now, outcome=reason[:LONGEST])
    audit.record(actor, "surveys.letter_came_back", one, before=before)
    return True


@transaction.atomic
def set_words(
    *, actor: Actor, wave: Wave, kind: str, language: str, subject: str, text: str
) -> Wave:  # fmt: skip
    """Give letters of one kind and language words of their own; both empty: the usual ones again."""
    require(actor, "surveys.send", wave)
    words.check_letter(subject, text, needs_link=kind != LetterKind.RECEIPT)
    one = Wave.objects.select_for_update().get(pk=wave.pk)
    before = audit.state_of(one)
    of_kind = {code: own for code, own in one.letters.get(kind, {}).items() if code != language}
    if text.strip():
        of_kind[language] = {"subject": subject.strip(), "text": text.strip()}
    one.letters = {**one.letters, kind: of_kind}
    one.save()
    audit.record(actor, "surveys.set_words", one, before=before)
    return one
