"""The competence sheet over its link: opened, saved, sent, declined; and emptied when its time is over."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from kontor.hub.directory.models import Term
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import Refusal
from kontor.hub.strategy import notices
from kontor.hub.strategy.actions.sheets import empty_answers, held, kept, remind_invited
from kontor.hub.strategy.choices import SheetState
from kontor.hub.strategy.models import CompetenceSheet, SheetLine
from kontor.hub.strategy.rules import sheet as rules
from kontor.hub.surveys import kit

# A reminder leaves by itself so many days before the term, if nobody has reminded.
DAYS_BEFORE_TERM = 3


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of one component."""

    does: bool
    gives: str = ""
    competence: str = ""
    readiness: int | None = None
    complements: str = ""

    @property
    def has_words(self) -> bool:
        return bool(self.gives or self.competence or self.readiness or self.complements)


@dataclass(frozen=True, slots=True)
class Answers:
    """A whole sheet, by the ids of the components."""

    said: Mapping[int, Said]
    offered: Sequence[Term] = ()
    offers: str = ""
    sought: Sequence[Term] = ()
    seeks: str = ""
    words: str = field(default="", repr=False)

    @property
    def is_empty(self) -> bool:
        general = (self.offered, self.offers, self.sought, self.seeks, self.words)
        return not any(general) and not any(one.does for one in self.said.values())


@transaction.atomic
def open_sheet(*, actor: Actor, sheet: CompetenceSheet, now: datetime | None = None) -> CompetenceSheet:
    """Remember when the sheet was first opened. Later times change nothing."""
    require(actor, "strategy.fill_sheet", sheet)
    one = held(sheet)
    if one.opened_at is None and one.state == SheetState.SENT:
        one.opened_at, one.state = now or timezone.now(), SheetState.OPENED
        one.save()
    return one


@transaction.atomic
def save_sheet(
    *, actor: Actor, sheet: CompetenceSheet, answers: Answers, send: bool, now: datetime | None = None
) -> CompetenceSheet:
    """Keep what was written, and hand it over when it is to be sent. What was sent once can be corrected, and stays sent.

    Refused after the term and once somebody has decided; to be sent it must say something, and words only where 'we do this' is ticked.
    """
    require(actor, "strategy.fill_sheet", sheet)
    now = now or timezone.now()
    one = held(sheet)
    rules.check_open(one.state, one.until, timezone.localdate(now))
    names = dict(one.chain.components.values_list("pk", "name"))
    said = {pk: told for pk, told in answers.said.items() if pk in names}
    sends = send or one.state == SheetState.ANSWERED
    if sends:
        check_sendable(answers, said, names)
    first = one.state != SheetState.ANSWERED
    keep_answers(one, answers, said)
    if not sends:
        return kept(
            actor, "strategy.save_sheet", one, state=SheetState.OPENED, opened_at=one.opened_at or now
        )
    kept(
        actor, "strategy.send_sheet", one, state=SheetState.ANSWERED, opened_at=one.opened_at or now,
        answered_at=one.answered_at or now,
    )  # fmt: skip
    if first:
        notices.sheet_answered(one)
    return one


def check_sendable(answers: Answers, said: Mapping[int, Said], names: Mapping[int, str]) -> None:
    for pk, told in said.items():
        if told.has_words and not told.does:
            raise rules.SaidWithoutTick(field=f"does_{pk}", component=names[pk])
    if answers.is_empty:
        raise rules.NothingSaid


def keep_answers(one: CompetenceSheet, answers: Answers, said: Mapping[int, Said]) -> None:
    """All lines anew: some statements, whatever the size of the chain."""
    one.lines.all().delete()
    SheetLine.objects.bulk_create(
        SheetLine(
            sheet=one, component_id=pk, does=told.does, gives=told.gives, competence=told.competence, readiness=told.readiness,
            complements=told.complements,
        )
        for pk, told in said.items()
    )  # fmt: skip
    one.offered.set(answers.offered)
    one.sought.set(answers.sought)
    one.offers, one.seeks, one.words = answers.offers, answers.seeks, answers.words


@transaction.atomic
def decline_sheet(
    *, actor: Actor, sheet: CompetenceSheet, now: datetime | None = None
) -> CompetenceSheet:  # fmt: skip
    """Say no. What was written and not sent goes; the same link can take it up again until the term."""
    require(actor, "strategy.fill_sheet", sheet)
    now = now or timezone.now()
    one = held(sheet)
    rules.check_open(one.state, one.until, timezone.localdate(now))
    empty_answers(one)
    return kept(
        actor, "strategy.decline_sheet", one, state=SheetState.DECLINED, decided_at=now, answered_at=None
    )


@transaction.atomic
def reopen_sheet(
    *, actor: Actor, sheet: CompetenceSheet, now: datetime | None = None
) -> CompetenceSheet:  # fmt: skip
    """Fill it in after all, within the term, after one has declined."""
    require(actor, "strategy.fill_sheet", sheet)
    now = now or timezone.now()
    one = held(sheet)
    if one.state != SheetState.DECLINED or one.until < timezone.localdate(now):
        raise rules.SheetNotOpen
    return kept(
        actor,
        "strategy.save_sheet",
        one,
        state=SheetState.OPENED,
        opened_at=one.opened_at or now,
        decided_at=None,
    )


def remind_before_term(*, actor: Actor, now: datetime) -> int:
    """Every morning: remind who has few days left and was reminded by nobody. Returns how many letters leave."""
    today = timezone.localdate(now)
    rows = CompetenceSheet.objects.filter(
        state__in=rules.UNDECIDED, until__gte=today, until__lte=today + timedelta(days=DAYS_BEFORE_TERM),
        reminded_at=None,
    )  # fmt: skip
    left = 0
    for one in rows.select_related("chain"):
        try:
            remind_invited(actor=actor, sheet=one, now=now)
        except Refusal:  # invited a day ago for a short term: another letter would only annoy
            continue
        left += 1
    return left


@transaction.atomic
def forget_sheets(*, actor: Actor, now: datetime) -> int:
    """Every night: empty sheets whose term is long over. That somebody was asked, and what became of it, stays."""
    last = timezone.localdate(now) - timedelta(days=rules.KEPT_DAYS)
    rows = list(CompetenceSheet.objects.filter(until__lt=last, forgotten_at=None))
    for one in rows:
        forget_sheet(actor=actor, sheet=one, now=now)
    return len(rows)


@transaction.atomic
def forget_sheet(*, actor: Actor, sheet: CompetenceSheet, now: datetime | None = None) -> CompetenceSheet:
    """Empty one sheet of address and words; its link leads nowhere afterwards. What was taken over stays in the chain."""
    require(actor, "strategy.fill_sheet", sheet)
    one = held(sheet)
    return kept(actor, "strategy.forget_sheet", empty_sheet(one), forgotten_at=now or timezone.now())


def empty_sheet(one: CompetenceSheet) -> CompetenceSheet:
    empty_answers(one)
    one.email = one.note = one.fate = one.reason = ""
    one.nonce = kit.new_nonce()
    one.token_hash = kit.digest(one.token)
    return one
