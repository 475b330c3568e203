"""Whom we tell what: of a joint strategy, by mail after the commit; of competence sheets, by letters. Plain text, in the reader's language."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from kontor.hub.accounts.models import User
from kontor.hub.accounts.queries import actor_of, team_members
from kontor.hub.foundation import mail
from kontor.hub.foundation.actor import EDITORS
from kontor.hub.foundation.visibility import visible
from kontor.hub.strategy.models import CompetenceSheet, InvestmentProject, StageEntry, StrategyVersion


def proposed(version: StrategyVersion) -> None:
    """Everybody who may answer for a partner is asked to."""
    _send("strategy_proposed", version)


def approved(version: StrategyVersion) -> None:
    """They hear that all have approved."""
    _send("strategy_approved", version)


def readers_of(version: StrategyVersion) -> list[User]:
    """Those who edit for a partner with a voice, each once, as far as they see the version."""
    teams = version.approvals.exclude(organisation__team=None).values_list("organisation__team", flat=True)
    people = team_members(list(teams), *EDITORS).distinct()
    return [one for one in people if visible(StrategyVersion, actor_of(one)).filter(pk=version.pk).exists()]


def _send(name: str, version: StrategyVersion) -> None:
    told: dict[str, Any] = {
        "version": version,
        "partnership": version.strategy.partnership,
        "address": f"{settings.SITE_ADDRESS}{version.get_absolute_url()}",
    }
    for reader in readers_of(version):
        mail.send(
            to=reader.email,
            subject=f"strategy/mail/{name}_subject.txt",
            body=f"strategy/mail/{name}.txt",
            context=told,
            language=reader.language,
        )


def investment_moved(entry: StageEntry) -> None:
    """Those who edit for the responsible partner or for a participant hear where the project is now, as far as they see it."""
    project = entry.project
    told: dict[str, Any] = {
        "entry": entry,
        "project": project,
        "address": f"{settings.SITE_ADDRESS}{project.get_absolute_url()}",
    }
    for reader in readers_of_investment(project):
        mail.send(
            to=reader.email,
            subject="strategy/mail/investment_moved_subject.txt",
            body="strategy/mail/investment_moved.txt",
            context=told,
            language=reader.language,
        )


def readers_of_investment(project: InvestmentProject) -> list[User]:
    """Those who read the reasons of its moves, each once."""
    teams = set(project.parties.values_list("organisation__team", flat=True))
    teams.add(project.owner.team_id if project.owner else None)
    people = team_members([one for one in teams if one], *EDITORS).distinct()
    rows = StageEntry.objects.filter(project=project)
    return [
        one for one in people if visible(StageEntry, actor_of(one)).filter(pk__in=rows.values("pk")).exists()
    ]


def sheet_letter(sheet: CompetenceSheet) -> EmailMessage:
    """The letter that asks for a competence sheet, or reminds of it, as things stand when it leaves.

    Its number is the letter's own: handed over twice, because a worker was killed between, it is known as one.
    """
    kind = "sheet_reminder" if sheet.reminded_at else "sheet_invitation"
    with override(sheet.language or settings.LANGUAGE_CODE):
        link = settings.SITE_ADDRESS + reverse("strategy:fill_sheet", args=[sheet.token])
        context = {"sheet": sheet, "chain": sheet.chain, "partnership": sheet.chain.partnership, "link": link}
        subject = render_to_string(f"strategy/mail/{kind}_subject.txt", context)
        text = render_to_string(f"strategy/mail/{kind}.txt", context).strip() + "\n"
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    made = sheet.reminded_at or sheet.sent_at
    headers = {
        "Message-ID": f"<sheet-{sheet.pk}.{made:%Y%m%d%H%M%S}@{domain}>",
        "Auto-Submitted": "auto-generated",
    }
    to = [sheet.email]
    return EmailMessage(" ".join(subject.split()), text, settings.DEFAULT_FROM_EMAIL, to, headers=headers)


def sheet_answered(sheet: CompetenceSheet) -> None:
    """Who invited hears that the sheet was sent, as far as she still sees it; what it says is read on its page."""
    reader = sheet.inviter
    if reader is None or not reader.is_active:
        return
    if not visible(CompetenceSheet, actor_of(reader)).filter(pk=sheet.pk).exists():
        return
    mail.send(
        to=reader.email,
        subject="strategy/mail/sheet_answered_subject.txt",
        body="strategy/mail/sheet_answered.txt",
        context={
            "sheet": sheet,
            "chain": sheet.chain,
            "address": f"{settings.SITE_ADDRESS}{sheet.get_absolute_url()}",
        },
        language=reader.language,
    )
