"""An exchange is registered and validated; a host is proposed, both agree; the agreement is written."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from kontor.hub.directory.models import Organisation
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key, stem_of
from kontor.hub.foundation.permission import require
from kontor.hub.foundation.refusal import ChangedMeanwhile
from kontor.hub.missions.actions.turns import ask
from kontor.hub.missions.choices import ExchangePhase, ExchangeSide, ExchangeTurn
from kontor.hub.missions.models import Exchange
from kontor.hub.missions.permissions.calls import partnerships_of
from kontor.hub.missions.permissions.exchanges import acts_for
from kontor.hub.missions.queries.exchanges import terms_of
from kontor.hub.missions.rules import exchanges as rules
from kontor.hub.partnerships.models import Partnership


@transaction.atomic
def register_exchange(
    *, actor: Actor, visiting: Organisation, partnership: Partnership, purpose: str
) -> Exchange:
    """Say that an organisation would like to visit another one, and ask its partnership to validate that.

    Refused where it is neither a partner of the partnership nor a member of a partner cluster.
    """
    exchange = Exchange(visiting=visiting, visiting_partnership=partnership, purpose=purpose)
    require(actor, "missions.register_exchange", exchange)
    check_partner(visiting, partnership)
    taken = set(Exchange.objects.values_list("key", flat=True))
    exchange.key = free_key(stem_of(f"{visiting.key} {timezone.localdate().year}", 100, "exchange"), taken)
    exchange.save()
    audit.record(actor, "missions.register_exchange", exchange)
    ask(exchange, ExchangeTurn.VALIDATE, ExchangeSide.VISITING_PARTNERSHIP)
    return exchange


def check_partner(organisation: Organisation, partnership: Partnership) -> None:
    if partnership.pk not in partnerships_of([organisation])[organisation.pk]:
        raise rules.NotOfItsPartnership(
            field="partnership", organisation=organisation.name, partnership=partnership.acronym
        )


def locked(exchange: Exchange, wanted: str = "") -> Exchange:
    """The exchange anew, locked. Refused where it is over, or in another phase than the one wanted."""
    rows = Exchange.objects.select_for_update(of=("self",))
    parties = ("visiting", "host", "visiting_partnership", "host_partnership")
    known = rows.select_related(*parties).get(pk=exchange.pk)
    phase = wanted or known.phase
    told = str(known.get_phase_display()), str(ExchangePhase(phase).label)
    rules.check_phase(known.phase, phase, told)
    return known


def saved(actor: Actor, exchange: Exchange, before: audit.State, action: str) -> Exchange:
    exchange.save()
    audit.record(actor, action, exchange, before=before)
    return exchange


@transaction.atomic
def validate_exchange(*, actor: Actor, exchange: Exchange) -> Exchange:
    """The visiting organisation's partnership says that it may look for a host."""
    require(actor, "missions.validate_exchange", exchange)
    known = locked(exchange, ExchangePhase.REGISTRATION)
    before = audit.state_of(known)
    known.phase = ExchangePhase.MATCHING
    return saved(actor, known, before, "missions.validate_exchange")


@transaction.atomic
def propose_host(
    *, actor: Actor, exchange: Exchange, host: Organisation, partnership: Partnership
) -> Exchange:
    """Ask an organisation of another partnership to be the host. Refused while another one is asked."""
    require(actor, "missions.propose_host", exchange)
    known = locked(exchange, ExchangePhase.MATCHING)
    if known.host is not None:
        raise rules.HostThere(field="host", organisation=known.host.name)
    rules.check_pair(
        same=host.pk == known.visiting_id,
        host=host.name,
        one_partnership=partnership.pk == known.visiting_partnership_id,
        partnership=partnership.acronym,
    )
    check_partner(host, partnership)
    before = audit.state_of(known)
    known.host, known.host_partnership = host, partnership
    kept = saved(actor, known, before, "missions.propose_host")
    ask(kept, ExchangeTurn.MATCH, ExchangeSide.HOST)
    ask(kept, ExchangeTurn.MATCH, ExchangeSide.VISITING)
    return kept


def own_side(actor: Actor, exchange: Exchange, side: str) -> str:
    """The side, where the actor's team acts on it. Nobody acts for another, whatever else she may do."""
    party = exchange.party(side)
    if party is None:
        raise rules.NoHostYet
    if not acts_for(actor, exchange.team(side)):
        raise rules.ForAnother(party=str(party))
    return side


@transaction.atomic
def agree_to_match(*, actor: Actor, exchange: Exchange, side: str) -> Exchange:
    """One of the two organisations agrees; when both have, the agreement can be written."""
    require(actor, "missions.answer_match", exchange)
    known = locked(exchange, ExchangePhase.MATCHING)
    if known.host is None:
        raise rules.NoHostYet
    field = f"{own_side(actor, known, side)}_agreed_on"
    if getattr(known, field) is not None:
        raise rules.AgreedToMatch(party=str(known.party(side)))
    before = audit.state_of(known)
    setattr(known, field, timezone.localdate())
    if known.visiting_agreed_on and known.host_agreed_on:
        known.phase = ExchangePhase.BUILDING
    return saved(actor, known, before, "missions.agree_to_match")


@transaction.atomic
def decline_match(*, actor: Actor, exchange: Exchange) -> Exchange:
    """One of the two does not want this match: the visiting organisation looks for another host."""
    require(actor, "missions.answer_match", exchange)
    known = locked(exchange, ExchangePhase.MATCHING)
    if known.host is None:
        raise rules.NoHostYet
    before = audit.state_of(known)
    known.host = known.host_partnership = None
    known.visiting_agreed_on = known.host_agreed_on = None
    return saved(actor, known, before, "missions.decline_match")


@transaction.atomic
def write_agreement(*, actor: Actor, exchange: Exchange, version: int, fields: Mapping[str, Any]) -> Exchange:
    """Write what the four are to sign: purpose, activities, start, end, amount, payer; less may be said at first.

    Refused for stays that are too short or too long, and once somebody has signed. Complete, the first is asked to sign.
    """
    require(actor, "missions.write_exchange", exchange)
    known = locked(exchange, ExchangePhase.BUILDING)
    if known.version != version:
        raise ChangedMeanwhile
    signed = [str(known.party(one.side)) for one in known.signatures.all()]
    if signed:
        raise rules.TermsStay(who=", ".join(signed))
    before = audit.state_of(known)
    for name, value in fields.items():
        setattr(known, name, value)
    terms = terms_of(known)
    rules.check_terms(terms)
    kept = saved(actor, known, before, "missions.write_agreement")
    if not terms.missing():
        ask(kept, ExchangeTurn.SIGN, ExchangeSide.VISITING)
    return kept


@transaction.atomic
def cancel_exchange(*, actor: Actor, exchange: Exchange, reason: str) -> Exchange:
    """One of the four ends it before it is paid, and says why."""
    require(actor, "missions.cancel_exchange", exchange)
    known = locked(exchange)
    if not reason.strip():
        raise rules.CancelledForNothing(field="reason")
    before = audit.state_of(known)
    known.phase, known.reason = ExchangePhase.CANCELLED, reason.strip()
    return saved(actor, known, before, "missions.cancel_exchange")
