"""All rules of one record together: what a form checks field by field, an import asks of a whole row."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kontor.hub.agreements.rules.dates import check_day, check_not_after_today, check_order, check_signing_day
from kontor.hub.agreements.rules.money import check_amount
from kontor.hub.agreements.rules.states import check_outcome, check_signed

SIGNED = frozenset({"signed", "expired", "terminated"})


def check_case(case: Mapping[str, Any], today: date) -> None:
    """A closed case has an outcome (a source may leave the reason open), and its days are possible."""
    for field in ("started_on", "closed_on"):
        check_not_after_today(field, case.get(field) or "", today)
    check_order(case.get("started_on") or "", case.get("closed_on") or "", field="closed_on")
    if case.get("state") == "closed":
        check_outcome(case.get("title") or "", case.get("outcome") or "", case.get("outcome_reason") or "-")


def check_agreement(
    agreement: Mapping[str, Any],
    today: date,
    *,
    contact: str = "",
    partnership: str = "",
    start: str = "",
    credited_to: str = "",
) -> None:
    """What was signed has day and evidence or a reason; days and amounts are possible."""
    signed_on = agreement.get("signed_on") or ""
    if agreement.get("state") in SIGNED:
        check_signed(
            agreement.get("title") or agreement.get("key") or "",
            signed_on=signed_on,
            evidence=bool(agreement.get("source_id") or agreement.get("document_id")),
            waiver=agreement.get("waiver") or "",
        )
    check_day("expected_on", agreement.get("expected_on") or "")
    project = {"partnership": partnership, "start": start, "credited_to": credited_to}
    check_signing_day(signed_on, today=today, contact=contact, **project)
    check_amount(agreement.get("amount"), agreement.get("currency") or "")
    if agreement.get("expires_on"):
        check_order(signed_on, agreement["expires_on"].isoformat(), field="expires_on")
