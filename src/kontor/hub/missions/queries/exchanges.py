"""Mobility exchanges as their pages show them: where they are, what is missing, whose turn it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext

from kontor.hub.directory.models import Organisation
from kontor.hub.evidence.models import Document
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.history import Happening, history_of
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.missions.choices import ExchangePhase, ExchangeSide
from kontor.hub.missions.models import Event, Exchange, ExchangeReport
from kontor.hub.missions.permissions.exchanges import acts_for, sides_of
from kontor.hub.missions.rules import exchanges as rules
from kontor.hub.partnerships.models import Partnership

PARTIES = ("visiting", "host", "visiting_partnership", "host_partnership")
OVER = (ExchangePhase.CLOSED, ExchangePhase.CANCELLED)
STEPS = (
    ExchangePhase.REGISTRATION,
    ExchangePhase.MATCHING,
    ExchangePhase.BUILDING,
    ExchangePhase.FINALISATION,
)


def exchanges_seen(actor: Actor) -> QuerySet[Exchange]:
    return visible(Exchange, actor).select_related(*PARTIES, "event").order_by("-created_at", "-pk")


def exchange_by_key(actor: Actor, key: str) -> Exchange:
    """The exchange at this address, as far as the actor may see it. Raises NotThere. One statement."""
    found = exchanges_seen(actor).filter(key=key).first()
    if found is None:
        raise NotThere
    return found


def terms_of(exchange: Exchange) -> rules.Terms:
    return rules.Terms(
        exchange.purpose, exchange.activities, exchange.start, exchange.end, exchange.amount, exchange.payer
    )


def evidence_of(exchange: Exchange) -> QuerySet[Document]:
    """What is attached and not withdrawn since."""
    return exchange.evidence.filter(withdrawn_at=None)


def missing_for_payment(exchange: Exchange) -> list[str]:
    """Two statements."""
    reported = exchange.reports.values_list("side", flat=True)
    return rules.missing_for_payment(reported, evidence_of(exchange).count())


def in_words(missing: Iterable[str]) -> str:
    words = {
        "purpose": gettext("the purpose"),
        "activities": gettext("the activities"),
        "dates": gettext("the days of the stay"),
        "amount": gettext("the lump sum"),
        "payer": gettext("who pays"),
        "report-visiting": gettext("the report of the visiting organisation"),
        "report-host": gettext("the report of the host"),
        "evidence": gettext("a document as evidence of the stay"),
    }
    return ", ".join(words[one] for one in missing)


@dataclass(frozen=True, slots=True)
class ExchangeLine:
    """An exchange in a list. `mine`: the actor acts on one of its sides."""

    exchange: Exchange
    mine: bool


def exchanges_for_lists(actor: Actor, phase: str = "") -> list[ExchangeLine]:
    """Those the actor sees, those under way first. One statement."""
    rows = exchanges_seen(actor)
    if phase in ExchangePhase.values:
        rows = rows.filter(phase=phase)
    lines = [ExchangeLine(one, bool(sides_of(actor, one))) for one in rows]
    return sorted(lines, key=lambda line: (line.exchange.phase in OVER, not line.mine))


@dataclass(frozen=True, slots=True)
class SideShown:
    """One of the four: who it is, whether it signed or agreed, and what the actor may do for it. `url` is empty where hidden."""

    side: str
    label: str
    name: str
    url: str
    signed_on: date | None
    may_sign: bool
    may_take_back: bool
    may_agree: bool
    agreed_on: date | None
    report: ExchangeReport | None
    may_report: bool


@dataclass(frozen=True, slots=True)
class ExchangeShown:
    """An exchange with what belongs to it. `step` of the four phases (5: all are done); `waits_for` says in words what it waits for; `hidden` documents are counted only."""

    exchange: Exchange
    steps: tuple[str, ...]
    step: int
    sides: tuple[SideShown, ...]
    waits_for: str
    documents: tuple[Document, ...]
    hidden: int
    event: Event | None
    may_validate: bool
    may_propose: bool
    may_decline: bool
    may_write: bool
    may_attach: bool
    may_pay: bool
    may_cancel: bool
    history: tuple[Happening, ...]

    @property
    def reported(self) -> bool:
        return any(one.report for one in self.sides)


def exchange_shown(actor: Actor, exchange: Exchange) -> ExchangeShown:
    """Gather the page of an exchange the actor sees. The number of statements does not depend on its size."""
    signed = dict(exchange.signatures.values_list("side", "signed_on"))
    reports = {one.side: one for one in exchange.reports.all()}
    attached = evidence_of(exchange)
    documents = tuple(visible(Document, actor).filter(pk__in=attached.values("pk")))
    number, phase = attached.count(), exchange.phase
    acts = can(actor, "missions.write_exchange", exchange)
    proposes = can(actor, "missions.propose_host", exchange)
    pays = bool(exchange.payer) and acts_for(actor, exchange.team(exchange.payer))
    missing = rules.missing_for_payment(reports, number)
    return ExchangeShown(
        exchange=exchange,
        steps=tuple(capfirst(str(one.label)) for one in STEPS),
        step=step_of(exchange),
        sides=tuple(sides_shown(actor, exchange, signed, reports)),
        waits_for=waits_for(exchange, set(signed), missing),
        documents=documents,
        hidden=number - len(documents),
        event=visible(Event, actor).filter(pk=exchange.event_id).first() if exchange.event_id else None,
        may_validate=phase == ExchangePhase.REGISTRATION
        and can(actor, "missions.validate_exchange", exchange),
        may_propose=phase == ExchangePhase.MATCHING and exchange.host is None and proposes,
        may_decline=phase == ExchangePhase.MATCHING
        and exchange.host is not None
        and can(actor, "missions.answer_match", exchange),
        may_write=phase == ExchangePhase.BUILDING and not signed and acts,
        may_attach=phase == ExchangePhase.FINALISATION and acts,
        may_pay=phase == ExchangePhase.FINALISATION and pays and not missing,
        may_cancel=phase not in OVER and acts,
        history=tuple(history_of(actor, exchange)),
    )


def step_of(exchange: Exchange) -> int:
    phase = ExchangePhase(exchange.phase)
    return STEPS.index(phase) + 1 if phase in STEPS else len(STEPS) + 1


def sides_shown(
    actor: Actor, exchange: Exchange, signed: dict[str, date], reports: dict[str, ExchangeReport]
) -> Iterable[SideShown]:
    seen = urls(actor, exchange)
    today, complete = timezone.localdate(), not terms_of(exchange).missing()
    building = exchange.phase == ExchangePhase.BUILDING
    for side in ExchangeSide:
        party = exchange.party(side)
        own = acts_for(actor, exchange.team(side))
        two = side in (ExchangeSide.VISITING, ExchangeSide.HOST)
        agreed = getattr(exchange, f"{side}_agreed_on") if two else None
        over = exchange.end is not None and exchange.end <= today
        yield SideShown(
            side=side,
            label=str(side.label),
            name=str(party) if party else "",
            url=seen.get(side, ""),
            signed_on=signed.get(side),
            may_sign=building and own and complete and side not in signed,
            may_take_back=building and own and side in signed,
            may_agree=exchange.phase == ExchangePhase.MATCHING
            and exchange.host is not None
            and two
            and own
            and agreed is None,
            agreed_on=agreed,
            report=reports.get(side),
            may_report=exchange.phase == ExchangePhase.FINALISATION and two and own and over,
        )


def urls(actor: Actor, exchange: Exchange) -> dict[str, str]:
    """Side -> address, for those that the actor sees in the directory and among the partnerships. Two statements."""
    parties = {side: party for side in ExchangeSide if (party := exchange.party(side)) is not None}
    organisations = [one.pk for one in parties.values() if isinstance(one, Organisation)]
    partnerships = [one.pk for one in parties.values() if isinstance(one, Partnership)]
    seen = {
        Organisation: set(
            visible(Organisation, actor).filter(pk__in=organisations).values_list("pk", flat=True)
        ),
        Partnership: set(
            visible(Partnership, actor).filter(pk__in=partnerships).values_list("pk", flat=True)
        ),
    }
    return {side: one.get_absolute_url() for side, one in parties.items() if one.pk in seen[type(one)]}


def waits_for(exchange: Exchange, signed: set[str], missing: Sequence[str]) -> str:
    """What has to happen next, in words; '' when it is over."""
    match exchange.phase:
        case ExchangePhase.REGISTRATION:
            told = {"party": exchange.visiting_partnership}
            words = gettext("%(party)s validates the registration.") % told
        case ExchangePhase.MATCHING:
            words = waits_for_match(exchange)
        case ExchangePhase.BUILDING:
            words = waits_for_signing(exchange, signed)
        case ExchangePhase.FINALISATION if missing:
            words = gettext("Before it is paid are missing: %(missing)s.") % {"missing": in_words(missing)}
        case ExchangePhase.FINALISATION:
            words = gettext("%(party)s pays the lump sum.") % {"party": exchange.party(exchange.payer)}
        case _:
            words = ""
    return words


def waits_for_match(exchange: Exchange) -> str:
    if exchange.host is None:
        return gettext("A host is proposed.")
    asked = [exchange.visiting] if not exchange.visiting_agreed_on else []
    asked += [exchange.host] if not exchange.host_agreed_on else []
    return gettext("Agreement to the match by: %(parties)s.") % {"parties": ", ".join(map(str, asked))}


def waits_for_signing(exchange: Exchange, signed: set[str]) -> str:
    if missing := terms_of(exchange).missing():
        return gettext("The agreement is completed. Missing: %(missing)s.") % {"missing": in_words(missing)}
    return gettext("%(party)s signs the agreement.") % {"party": exchange.party(rules.next_to_sign(signed))}


def own_visitors(actor: Actor) -> QuerySet[Organisation]:
    """Organisations for which the actor may register an exchange: her own, and for partnerships those in or below them."""
    teams = [team for team in actor.teams if acts_for(actor, team)]
    own = visible(Organisation, actor)
    if Partnership.objects.filter(team_id__in=teams).exists():
        return own
    return own.filter(team_id__in=teams)
