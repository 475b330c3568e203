"""Letters stop: because the respondent says so over her link, because they come back, or because somebody complains."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import can, require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys import kit
from kontor.hub.surveys.actions.letters import LONGEST, came_back
from kontor.hub.surveys.choices import ContactKind
from kontor.hub.surveys.models import ContactEntry, Invitation
from kontor.hub.surveys.notices.letters import entry_of
from kontor.hub.surveys.rules.bounces import LARGEST, Report, Said, read_report


def behind(token: str) -> Invitation:
    """Whose link this is. A link that nobody was given is not there."""
    rows = Invitation.objects.select_related("wave__survey", "wave__survey_version", "partnership")
    found = rows.filter(token_hash=kit.digest(token)).first()
    if found is None:
        raise NotThere
    return found


@transaction.atomic
def stop_letters(*, actor: Actor, invitation: Invitation, now: datetime | None = None, why: str = "") -> None:
    """Send her no more letters about this survey, in no wave of it. Her link still works. Said twice, it is so once."""
    require(actor, "surveys.stop_letters")
    one = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if one.opted_out_at is None and one.erased_at is None:
        turn(actor, one, ContactKind.OPTED_OUT, now or timezone.now(), why)


@transaction.atomic
def take_letters(*, actor: Actor, invitation: Invitation, now: datetime | None = None) -> None:
    """Send her letters again, in every wave in which she had stopped them."""
    require(actor, "surveys.stop_letters")
    rows = Invitation.objects.select_for_update().filter(
        wave__survey=invitation.wave.survey_id, email__iexact=invitation.email, opted_out_at__isnull=False
    )
    for one in rows.exclude(email=""):
        turn(actor, one, ContactKind.OPTED_IN, now or timezone.now())


def turn(actor: Actor, one: Invitation, kind: ContactKind, now: datetime, why: str = "") -> None:
    before = audit.state_of(one)
    stopped = kind is ContactKind.OPTED_OUT
    one.opted_out_at = now if stopped else None
    one.save()
    ContactEntry.objects.create(invitation=one, kind=kind, at=now, outcome=why[:LONGEST])
    audit.record(actor, "surveys.stop_letters" if stopped else "surveys.take_letters", one, before=before)


@dataclass(slots=True)
class Read:
    """What came of reading messages: how many were reports, and what they said of whose letters."""

    messages: int = 0
    failed: int = 0
    delayed: int = 0
    complained: int = 0
    unknown: int = 0
    no_report: int = 0


def read_messages(*, actor: Actor, messages: Iterable[bytes], now: datetime | None = None) -> Read:
    """Read what mail servers say of our letters, each message in a transaction of its own; a report read twice counts once.

    A report is believed by the Message-ID of the letter, which nobody can guess. Where a server gave none back, the address
    decides, among those that were written to.
    """
    told = Read()
    for raw in messages:
        told.messages += 1
        report = read_report(raw)
        if report is None:
            told.no_report += 1
            continue
        with transaction.atomic():
            found = [one for one in concerned(report) if may_stop(actor, one)]
            for one in found:
                apply(actor, one, report, now or timezone.now())
        said = report.said.value if found else "unknown"
        setattr(told, said, getattr(told, said) + 1)
    return told


def read_folder(*, actor: Actor, folder: Path) -> Read:
    """Read the new messages of a mail folder (Maildir) and put them among the read ones, each once it was read."""
    told = Read()
    seen = folder / "cur"
    seen.mkdir(parents=True, exist_ok=True)
    for path in sorted((folder / "new").glob("*")):
        with path.open("rb") as file:
            found = read_messages(actor=actor, messages=[file.read(LARGEST)])
        path.rename(seen / f"{path.name}:2,S")
        told = Read(*(ours + theirs for ours, theirs in zip(astuple(told), astuple(found), strict=True)))
    return told


def concerned(report: Report) -> list[Invitation]:
    entries = [number for letter in report.letters if (number := entry_of(letter)) is not None]
    rows = Invitation.objects.select_related("wave__survey")
    if entries:
        return list(rows.filter(contacts__in=entries).distinct())
    found: list[Invitation] = []
    for address in report.addresses:
        found += rows.filter(email__iexact=address, sent_at__isnull=False, erased_at=None)
    return found


def may_stop(actor: Actor, invitation: Invitation) -> bool:
    if actor.is_system:
        return True
    return visible(Invitation, actor).filter(pk=invitation.pk).exists() and can(
        actor, "surveys.send", invitation
    )


def apply(actor: Actor, invitation: Invitation, report: Report, now: datetime) -> None:
    known = report.status in report.reason
    reason = report.reason if known else f"{report.status} {report.reason}".strip()
    match report.said:
        case Said.FAILED:
            came_back(actor, invitation, reason, now)
        case Said.COMPLAINED:
            stop_letters(actor=actor, invitation=invitation, now=now, why=reason)
        case Said.DELAYED:
            ContactEntry.objects.get_or_create(
                invitation=invitation,
                kind=ContactKind.DELAYED,
                outcome=reason[:LONGEST],
                defaults={"at": now},
            )
