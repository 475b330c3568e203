"""The four sign; the two report; evidence is attached; the lump sum is paid, and the exchange is counted once."""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from kontor.hub.evidence.models import Document
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.missions.actions.events import EventEntry, add_events
from kontor.hub.missions.actions.exchanges import locked, own_side, saved
from kontor.hub.missions.actions.turns import ask
from kontor.hub.missions.choices import (
    EventClass,
    EventKind,
    EventRole,
    ExchangePhase,
    ExchangeTurn,
)
from kontor.hub.missions.models import Event, Exchange, ExchangeReport, ExchangeSignature
from kontor.hub.missions.queries.exchanges import in_words, missing_for_payment, terms_of
from kontor.hub.missions.rules import exchanges as rules


@transaction.atomic
def sign_exchange(*, actor: Actor, exchange: Exchange, side: str, signed_on: date) -> ExchangeSignature:
    """Sign for one's own side. Refused while the agreement is incomplete. Signed by all four, the exchange is built."""
    require(actor, "missions.sign_exchange", exchange)
    known = locked(exchange, ExchangePhase.BUILDING)
    own_side(actor, known, side)
    if missing := terms_of(known).missing():
        raise rules.AgreementIncomplete(missing=in_words(missing))
    signed = set(known.signatures.values_list("side", flat=True))
    if side in signed:
        raise rules.SignedByThem(party=str(known.party(side)))
    rules.check_day(signed_on, timezone.localdate())
    signature = ExchangeSignature.objects.create(exchange=known, side=side, signed_on=signed_on)
    audit.record(actor, "missions.sign_exchange", signature)
    if following := rules.next_to_sign({*signed, side}):
        ask(known, ExchangeTurn.SIGN, following)
        return signature
    before = audit.state_of(known)
    known.phase = ExchangePhase.FINALISATION
    saved(actor, known, before, "missions.build_exchange")
    for one in rules.REPORTING:
        ask(known, ExchangeTurn.REPORT, one)
    return signature


@transaction.atomic
def take_back_signature(*, actor: Actor, exchange: Exchange, side: str) -> None:
    """Take one's own signature back, as long as not all four have signed."""
    require(actor, "missions.sign_exchange", exchange)
    known = locked(exchange, ExchangePhase.BUILDING)
    own_side(actor, known, side)
    signature = known.signatures.filter(side=side).first()
    if signature is None:
        raise rules.NotSignedByThem(party=str(known.party(side)))
    audit.record(actor, "missions.take_back_signature", signature, before=audit.state_of(signature), after={})
    signature.delete()


@transaction.atomic
def report_exchange(*, actor: Actor, exchange: Exchange, side: str, text: str) -> ExchangeReport:
    """Say for one's own organisation what was done, after the stay. It may be written anew until it is paid."""
    require(actor, "missions.report_exchange", exchange)
    known = locked(exchange, ExchangePhase.FINALISATION)
    own_side(actor, known, side)
    today = timezone.localdate()
    rules.check_report(text, known.end, today)
    report = known.reports.filter(side=side).first() or ExchangeReport(exchange=known, side=side)
    before = audit.state_of(report) if report.pk else {}
    report.text, report.handed_in_on = text.strip(), today
    report.save()
    audit.record(actor, "missions.report_exchange", report, before=before)
    ask_for_payment(known)
    return report


@transaction.atomic
def attach_evidence(*, actor: Actor, exchange: Exchange, document: Document) -> None:
    """Attach a document that shows the stay: a boarding pass, an invoice, an attendance sheet."""
    require(actor, "missions.write_exchange", exchange)
    if not visible(Document, actor).filter(pk=document.pk, withdrawn_at=None).exists():
        raise NotThere
    known = locked(exchange, ExchangePhase.FINALISATION)
    if known.evidence.filter(pk=document.pk).exists():
        raise rules.EvidenceTwice(field="document", title=document.title)
    known.evidence.add(document)
    audit.record(actor, "missions.attach_evidence", known, before={}, after={"document": document.pk})
    ask_for_payment(known)


def ask_for_payment(exchange: Exchange) -> None:
    if not missing_for_payment(exchange):
        ask(exchange, ExchangeTurn.PAY, exchange.payer)


@transaction.atomic
def pay_exchange(*, actor: Actor, exchange: Exchange, amount: Decimal, paid_on: date) -> Exchange:
    """Record that the lump sum was paid, by the partnership that pays. Refused while a report or evidence is missing.

    The exchange is closed and counted once: as an event of class mobility of the partnership that paid.
    """
    require(actor, "missions.pay_exchange", exchange)
    known = locked(exchange, ExchangePhase.FINALISATION)
    own_side(actor, known, known.payer)
    if missing := missing_for_payment(known):
        raise rules.PaymentIncomplete(missing=in_words(missing))
    terms = terms_of(known)
    rules.check_payment(amount, terms, paid_on, timezone.localdate())
    before = audit.state_of(known)
    known.event = counted(actor, known)
    known.phase, known.paid_on = ExchangePhase.CLOSED, paid_on
    return saved(actor, known, before, "missions.pay_exchange")


def counted(actor: Actor, exchange: Exchange) -> Event:
    """The event that the exchange is counted by."""
    host, payer = exchange.host, exchange.party(exchange.payer)
    fields = {
        "name": f"{exchange.visiting.name} – {host}"[:250],
        "partnership_id": payer.pk if payer else None,
        "event_class": EventClass.MOBILITY,
        "kind": EventKind.VISIT,
        "country_id": host.country_id if host else None,
        "start": str(exchange.start),
        "end": str(exchange.end),
        "description": exchange.purpose[:5000],
        "visibility": Visibility.PARTNERS,
    }
    named: dict[str, list[int]] = {
        EventRole.HOST: [host.pk] if host else [],
        EventRole.PARTICIPANT: [exchange.visiting_id],
    }
    (event,) = add_events(actor=actor, entries=[EventEntry(fields=fields, organisations=named)])
    return event
