"""Competence sheets: organisations are invited, reminded, let go; what they sent is taken over into the chain, or not."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit, mail
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.strategy.actions.chains import edit_contribution, locked, map_organisation
from kontor.hub.strategy.actions.saving import Edited
from kontor.hub.strategy.choices import SheetState
from kontor.hub.strategy.models import CompetenceSheet, Contribution, SheetLine, ValueChain
from kontor.hub.strategy.queries.sheets import DELIVERED, OF_A_LINE, language_of, stand_of, standing_of
from kontor.hub.strategy.rules import sheet as rules
from kontor.hub.surveys import kit

LETTERS = "strategy.sheets"
"""The kind of our letters in the post (`foundation.mail.LETTERS`)."""

LONGEST = 250


@dataclass(frozen=True, slots=True)
class Invited:
    """Who is to be invited, and where the letter goes; `language` empty: the organisation's."""

    organisation: Organisation
    email: str
    language: str = ""


@transaction.atomic
def invite_to_sheet(
    *,
    actor: Actor,
    chain: ValueChain,
    invited: Sequence[Invited],
    until: date,
    note: str = "",
    confirmed: bool = False,
    now: datetime | None = None,
) -> list[CompetenceSheet]:
    """Ask organisations for a competence sheet, each by a letter with a link of its own.

    Refused unless it is `confirmed` that name, topic and components of the chain may be shown, and for who is invited already.
    """
    require(actor, "strategy.draw", chain)
    locked(chain)
    now = now or timezone.now()
    today = timezone.localdate(now)
    rules.check_asking(
        confirmed=confirmed,
        components=chain.components.count(),
        until=until,
        today=today,
        number=len(invited),
    )
    waiting = waiting_for(chain, today)
    made = []
    for one in invited:
        if one.organisation.pk in waiting:
            raise rules.InvitedAlready(organisation=one.organisation.name)
        waiting.add(one.organisation.pk)
        made.append(
            CompetenceSheet(
                chain=chain, organisation=one.organisation, inviter_id=actor.user_id, email=one.email.strip(), note=note.strip(),
                language=one.language or language_of(one.organisation), until=until, sent_at=now,
            )
        )  # fmt: skip
    for sheet in made:
        sheet.token_hash = kit.digest(sheet.token)
    CompetenceSheet.objects.bulk_create(made)
    audit.record_many(
        actor, [audit.Entry("strategy.invite_to_sheet", one, {}, audit.state_of(one)) for one in made]
    )
    mail.post(LETTERS, [one.pk for one in made])
    return made


def waiting_for(chain: ValueChain, today: date) -> set[int]:
    """The organisations whose sheet is open, or waits for a decision."""
    open_ones = CompetenceSheet.objects.filter(chain=chain, state__in=rules.UNDECIDED, until__gte=today)
    answered = CompetenceSheet.objects.filter(chain=chain, state=SheetState.ANSWERED)
    return set((open_ones | answered).values_list("organisation_id", flat=True))


def held(sheet: CompetenceSheet) -> CompetenceSheet:
    """The sheet, locked: two who act on it wait for each other."""
    rows = CompetenceSheet.objects.select_for_update(of=("self",))
    return rows.select_related("chain__partnership", "organisation").get(pk=sheet.pk)


def kept(actor: Actor, action: str, one: CompetenceSheet, **fields: Any) -> CompetenceSheet:
    before = audit.state_of(one)
    for name, value in fields.items():
        setattr(one, name, value)
    one.save()
    audit.record(actor, action, one, before=before)
    return one


@transaction.atomic
def invite_again(
    *, actor: Actor, sheet: CompetenceSheet, until: date, email: str = "", now: datetime | None = None
) -> CompetenceSheet:
    """Ask once more, by a new link and for a new term; the old link leads nowhere. What was written stays."""
    require(actor, "strategy.draw", sheet.chain)
    now = now or timezone.now()
    one = held(sheet)
    rules.check_invitable_again(one.state, forgotten=one.forgotten_at is not None)
    rules.check_term(until, timezone.localdate(now))
    nonce = kit.new_nonce()
    kept(
        actor, "strategy.invite_again", one, state=SheetState.SENT, until=until, email=email.strip() or one.email, nonce=nonce,
        token_hash=kit.digest(kit.link_token(nonce)), fate="", sent_at=now, reminded_at=None, opened_at=None, answered_at=None,
        decided_at=None, reason="",
    )  # fmt: skip
    mail.post(LETTERS, [one.pk])
    return one


@transaction.atomic
def remind_invited(
    *, actor: Actor, sheet: CompetenceSheet, now: datetime | None = None
) -> CompetenceSheet:  # fmt: skip
    """Remind who has not answered. Not sooner than some days after the last letter."""
    require(actor, "strategy.draw", sheet.chain)
    now = now or timezone.now()
    one = held(sheet)
    last = one.reminded_at or one.sent_at
    rules.check_remindable(one.state, one.until, last, now, timezone.localdate(now))
    kept(actor, "strategy.remind_invited", one, reminded_at=now, fate="")
    mail.post(LETTERS, [one.pk])
    return one


@transaction.atomic
def withdraw_sheet(
    *, actor: Actor, sheet: CompetenceSheet, now: datetime | None = None
) -> CompetenceSheet:  # fmt: skip
    """Take an invitation back. What was written and not sent is thrown away unread."""
    require(actor, "strategy.draw", sheet.chain)
    one = held(sheet)
    if one.state not in rules.UNDECIDED:
        raise rules.NothingToWithdraw
    empty_answers(one)
    return kept(
        actor, "strategy.withdraw_sheet", one, state=SheetState.WITHDRAWN, decided_at=now or timezone.now()
    )


@transaction.atomic
def take_over_sheet(
    *,
    actor: Actor,
    sheet: CompetenceSheet,
    components: Collection[int] | None = None,
    stand: int | None = None,
    now: datetime | None = None,
) -> list[Contribution]:
    """Bring what a sheet says into the chain, by the actions that map; `components` chooses, None takes all that it does.

    `stand` is what the reader saw (`SheetPage.stand`): refused where sheet or chain say something else by now.
    """
    require(actor, "strategy.draw", sheet.chain)
    locked(sheet.chain)
    now = now or timezone.now()
    one = held(sheet)
    standing = standing_of(one)
    if stand is not None and stand != stand_of(one, standing.values()):
        raise ChangedMeanwhile
    lines = [
        line
        for line in one.lines.select_related("component__chain").filter(does=True)
        if components is None or line.component_id in components
    ]
    if one.state not in (SheetState.ANSWERED, SheetState.TAKEN) or not lines:
        raise rules.NothingToTakeOver
    found = [taken(actor, one, line, standing.get(line.component_id)) for line in lines]
    SheetLine.objects.filter(pk__in=[line.pk for line in lines]).update(taken_at=now)
    kept(actor, "strategy.take_over_sheet", one, state=SheetState.TAKEN, decided_at=now)
    return found


def taken(
    actor: Actor, sheet: CompetenceSheet, line: SheetLine, standing: Contribution | None
) -> Contribution:
    """One line becomes a contribution, or changes the one there is; its history says where it came from."""
    fields = {name: getattr(line, name) for name in OF_A_LINE}
    if standing is None:
        found = map_organisation(
            actor=actor, component=line.component, organisation=sheet.organisation, fields=fields
        )
    elif any(getattr(standing, name) != value for name, value in fields.items()):
        found = edit_contribution(actor=actor, edited=Edited(standing, standing.version), fields=fields)
    else:
        return standing
    audit.record(actor, "strategy.take_over_sheet", found, before={}, after={})
    return found


@transaction.atomic
def refuse_sheet(
    *, actor: Actor, sheet: CompetenceSheet, reason: str = "", now: datetime | None = None
) -> CompetenceSheet:
    """Leave what a sheet says out of the chain. The reason may be given; who has the link reads it."""
    require(actor, "strategy.draw", sheet.chain)
    one = held(sheet)
    if one.state != SheetState.ANSWERED:
        raise rules.DecidedAlready
    decided = now or timezone.now()
    return kept(
        actor,
        "strategy.refuse_sheet",
        one,
        state=SheetState.REFUSED,
        reason=reason.strip(),
        decided_at=decided,
    )


def empty_answers(one: CompetenceSheet) -> None:
    """All that was said goes; whoever calls it saves and keeps the trail."""
    one.lines.all().delete()
    one.offered.clear()
    one.sought.clear()
    one.offers = one.seeks = one.words = ""


def keep_fate(sheet: CompetenceSheet, handed: mail.Handed) -> None:
    """Keep what became of the last letter: taken, or in the server's words why not."""
    told = DELIVERED if handed.fate is mail.Fate.TAKEN else handed.reason or str(handed.fate)
    CompetenceSheet.objects.filter(pk=sheet.pk).update(fate=told[:LONGEST])
