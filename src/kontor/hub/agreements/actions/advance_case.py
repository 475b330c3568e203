"""How far a case is: to its next state, to its end, and back."""

from datetime import date

from django.db import transaction

from kontor.hub.agreements import rules
from kontor.hub.agreements.actions.base import change, held
from kontor.hub.agreements.choices import AgreementState
from kontor.hub.agreements.models import Agreement, CooperationCase
from kontor.hub.foundation.actor import Actor

# Being signed once is enough: an agreement that has ended was signed.
WAS_SIGNED = (AgreementState.SIGNED, AgreementState.EXPIRED, AgreementState.TERMINATED)


@transaction.atomic
def advance_case(
    *, actor: Actor, case: CooperationCase, verb: str, basis: str = "", version: int | None = None
) -> CooperationCase:
    """Set a case to the state that `verb` leads to (`rules.CASE`): return_to_contact, negotiate, prepare, sign or start.

    Refused where the table of states has no such step, and for `sign` while none of its agreements is signed.
    """
    held_case = held("agreements.advance", case, version, actor=actor)
    state = rules.CASE.after(verb, held_case.state)
    if verb == "sign":
        rules.check_something_signed(held_case.title, signed=is_signed(held_case))
    change(actor, f"agreements.{verb}", held_case, state=state, state_basis=basis)
    return held_case


@transaction.atomic
def close_case(
    *,
    actor: Actor,
    case: CooperationCase,
    outcome: str,
    reason: str,
    today: date,
    closed_on: str = "",
    version: int | None = None,
) -> CooperationCase:
    """End a case with success or failure and the reason. Refused without either, and for a day ahead or before its contact."""
    entry = {"outcome": outcome, "outcome_reason": reason}
    held_case = held("agreements.close", case, version, entry, actor=actor)
    state = rules.CASE.after("close", held_case.state)
    rules.check_outcome(held_case.title, outcome, reason)
    day = closed_on or today.isoformat()
    rules.check_not_after_today("closed_on", day, today)
    rules.check_order(held_case.started_on, day, field="closed_on")
    change(actor, "agreements.close", held_case, state=state, closed_on=day, **entry)
    return held_case


@transaction.atomic
def reopen_case(*, actor: Actor, case: CooperationCase, version: int | None = None) -> CooperationCase:
    """Take up a closed case again: active where something was signed, else in negotiation. Its outcome is taken back."""
    held_case = held("agreements.reopen", case, version, actor=actor)
    state = rules.CASE.after("resume" if is_signed(held_case) else "reopen", held_case.state)
    change(actor, "agreements.reopen", held_case, state=state, closed_on="", outcome="", outcome_reason="")
    return held_case


def is_signed(case: CooperationCase) -> bool:
    return Agreement.objects.filter(case=case, state__in=WAS_SIGNED).exists()
