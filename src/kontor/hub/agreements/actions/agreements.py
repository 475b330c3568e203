"""Agreements of a case: drafted, changed, renewed, ended. Signing stands in `sign_agreement`."""

from datetime import date
from typing import Any

from django.db import transaction

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import change, held, keeps_names
from kontor.hub.agreements.choices import AgreementState
from kontor.hub.agreements.models import Agreement, CooperationCase
from kontor.hub.foundation import audit
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.keys import free_key_of, stem_of
from kontor.hub.foundation.permission import require

SIGNING = frozenset({"state", "signed_on", "document", "source", "source_place", "waiver", "same_as"})


@transaction.atomic
def add_agreement(*, actor: Actor, case: CooperationCase, kind: str, **fields: Any) -> Agreement:
    """Draft an agreement, to be signed. `fields`: title, expected_on, expires_on, amount, currency, renews, key.

    Refused for an amount without currency, and for a title that names a confidential party.
    """
    require(actor, "agreements.add_agreement", case)
    return insert(actor, "agreements.add_agreement", case, kind=kind, **fields)


def insert(actor: Actor, action: str, case: CooperationCase, **fields: Any) -> Agreement:
    check(fields)
    fields.setdefault("key", new_key(case, fields["kind"]))
    agreement = Agreement.objects.create(case=case, **fields)
    keeps_names(case)
    audit.record(actor, action, agreement)
    return agreement


def check(values: dict[str, Any]) -> None:
    rules.check_day("expected_on", values.get("expected_on", ""))
    rules.check_amount(values.get("amount"), values.get("currency", ""))
    if values.get("expires_on"):
        rules.check_order(values.get("signed_on", ""), values["expires_on"].isoformat(), field="expires_on")


def new_key(case: CooperationCase, kind: str) -> str:
    return free_key_of(Agreement, stem_of(f"{case.key[:100]} {kind}", 120, "agreement"))


@transaction.atomic
def edit_agreement(*, actor: Actor, agreement: Agreement, version: int, **fields: Any) -> Agreement:
    """Change kind, title, expected day, expiry or amount. What belongs to the signature is changed by signing."""
    assert not SIGNING & fields.keys(), "the signature has a verb of its own"
    held_one = held("agreements.edit_agreement", agreement, version, fields, actor=actor)
    before = audit.state_of(held_one)
    for name, value in fields.items():
        setattr(held_one, name, value)
    check(
        {
            name: getattr(held_one, name)
            for name in ("expected_on", "amount", "currency", "signed_on", "expires_on")
        }
    )
    held_one.save()
    keeps_names(held_one.case)
    audit.record(actor, "agreements.edit_agreement", held_one, before=before)
    return held_one


@transaction.atomic
def renew_agreement(
    *, actor: Actor, agreement: Agreement, expires_on: date | None = None, **fields: Any
) -> Agreement:
    """Draft the agreement that follows this one, of the same kind, title and amount unless told otherwise."""
    require(actor, "agreements.renew", agreement)
    same = {name: getattr(agreement, name) for name in ("kind", "title", "amount", "currency")}
    return insert(
        actor, "agreements.renew", agreement.case, **(same | fields), expires_on=expires_on, renews=agreement
    )


@transaction.atomic
def terminate_agreement(*, actor: Actor, agreement: Agreement, version: int | None = None) -> Agreement:
    """End a signed agreement before its day. That it was signed stays: it counts for the time it held."""
    return move(actor, "terminate", held("agreements.terminate", agreement, version, actor=actor))


@transaction.atomic
def abandon_agreement(*, actor: Actor, agreement: Agreement, version: int | None = None) -> Agreement:
    """Say that an agreement will not be signed."""
    return move(actor, "abandon", held("agreements.abandon", agreement, version, actor=actor))


@transaction.atomic
def take_up_agreement(*, actor: Actor, agreement: Agreement, version: int | None = None) -> Agreement:
    """Go for an abandoned agreement again."""
    return move(actor, "take_up", held("agreements.abandon", agreement, version, actor=actor))


@transaction.atomic
def expire_agreements(*, actor: Actor, today: date) -> list[Agreement]:
    """Every night: what was signed and ended before today is expired."""
    require(actor, "agreements.expire")
    over = Agreement.objects.select_for_update().filter(state=AgreementState.SIGNED, expires_on__lt=today)
    return [move(actor, "expire", one) for one in over.order_by("pk")]


def move(actor: Actor, verb: str, agreement: Agreement) -> Agreement:
    change(actor, f"agreements.{verb}", agreement, state=rules.AGREEMENT.after(verb, agreement.state))
    return agreement
