"""Mobility exchanges for programs: read them, agree, sign and report for one's own side."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Query
from pydantic import Field

from kontor.hub.foundation.api import Day, Key, PageOf, PageQuery, Schema, page_of
from kontor.hub.missions import actions
from kontor.hub.missions.choices import ExchangePhase, ExchangeSide
from kontor.hub.missions.models import Exchange
from kontor.hub.missions.queries import exchanges as queries
from kontor.hub.missions.rest.events import NO_NUL, router


class ExchangeLineOut(Schema):
    """An exchange in a list; organisations and partnerships by key."""

    key: str
    phase: ExchangePhase
    visiting: str
    visiting_partnership: str
    host: str | None
    host_partnership: str | None
    start: date | None
    end: date | None
    amount: Decimal | None
    payer: str
    paid_on: date | None


class ExchangeSideOut(Schema):
    """One of the four, with the day on which it signed, and the report of an organisation."""

    side: ExchangeSide
    name: str
    signed_on: date | None
    agreed_on: date | None
    report: str | None


class ExchangeOut(ExchangeLineOut):
    """One exchange. `waits_for` says what has to happen next; `hidden_documents` are attached and not the caller's to read."""

    purpose: str
    activities: str
    reason: str
    event: str | None
    sides: list[ExchangeSideOut]
    waits_for: str
    documents: list[str]
    hidden_documents: int


class ExchangesQuery(PageQuery):
    """Which page, of which phase."""

    phase: ExchangePhase | None = None


class SignatureOfSide(Schema):
    """For which of one's own sides, and the day."""

    side: ExchangeSide
    signed_on: Day


class ReportOfSide(Schema):
    side: ExchangeSide
    text: str = Field(max_length=10_000, pattern=NO_NUL)


class AgreementOfSide(Schema):
    side: ExchangeSide


def exchange_line(one: Exchange) -> dict[str, Any]:
    plain = ("key", "phase", "start", "end", "amount", "payer", "paid_on")
    return {name: getattr(one, name) for name in plain} | {
        "visiting": one.visiting.key, "visiting_partnership": one.visiting_partnership.key,
        "host": one.host.key if one.host else None, "host_partnership": one.host_partnership.key if one.host_partnership else None,
    }  # fmt: skip


def exchange_out(request: HttpRequest, key: str) -> dict[str, Any]:
    one = queries.exchange_by_key(request.auth, key)
    found = queries.exchange_shown(request.auth, one)
    sides = [
        {
            "side": side.side,
            "name": side.name,
            "signed_on": side.signed_on,
            "agreed_on": side.agreed_on,
            "report": side.report.text if side.report else None,
        }
        for side in found.sides
    ]
    return exchange_line(one) | {
        "purpose": one.purpose, "activities": one.activities, "reason": one.reason, "event": found.event.key if found.event else None,
        "sides": sides, "waits_for": found.waits_for, "documents": [each.title for each in found.documents],
        "hidden_documents": found.hidden,
    }  # fmt: skip


@router.get("/exchanges", response=PageOf[ExchangeLineOut], url_name="exchanges")
def list_exchanges(request: HttpRequest, query: Query[ExchangesQuery]) -> dict[str, Any]:
    """The mobility exchanges that the caller sees: those of her organisations and partnerships."""
    rows = queries.exchanges_seen(request.auth)
    page = page_of(rows.filter(phase=query.phase) if query.phase else rows, query)
    return page | {"items": [exchange_line(one) for one in page["items"]]}


@router.get("/exchanges/{key}", response=ExchangeOut, url_name="exchange")
def show_exchange(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One exchange, with who has signed and what it waits for."""
    return exchange_out(request, key)


@router.post("/exchanges/{key}/agree", response=ExchangeOut, url_name="agree_to_exchange")
def agree(request: HttpRequest, key: Key, said: AgreementOfSide) -> dict[str, Any]:
    """Agree to the match for one's own organisation."""
    exchange = queries.exchange_by_key(request.auth, key)
    actions.agree_to_match(actor=request.auth, exchange=exchange, side=said.side.value)
    return exchange_out(request, key)


@router.post("/exchanges/{key}/sign", response=ExchangeOut, url_name="sign_exchange")
def sign(request: HttpRequest, key: Key, said: SignatureOfSide) -> dict[str, Any]:
    """Sign for one's own side. Nobody signs for another."""
    exchange = queries.exchange_by_key(request.auth, key)
    actions.sign_exchange(
        actor=request.auth, exchange=exchange, side=said.side.value, signed_on=said.signed_on
    )
    return exchange_out(request, key)


@router.post("/exchanges/{key}/report", response=ExchangeOut, url_name="report_on_exchange")
def report(request: HttpRequest, key: Key, said: ReportOfSide) -> dict[str, Any]:
    """Report for one's own organisation, after the stay."""
    exchange = queries.exchange_by_key(request.auth, key)
    actions.report_exchange(actor=request.auth, exchange=exchange, side=said.side.value, text=said.text)
    return exchange_out(request, key)
