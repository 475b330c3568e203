"""What must hold of mobility exchanges: who moves when, and what is missing. Plain Python."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kontor.hub.foundation.refusal import N_, Refusal

WORKING_DAYS_AT_LEAST, DAYS_AT_MOST = 3, 31
MONDAY_TO_FRIDAY = 5
IN_ORDER = ("visiting", "host", "visiting-partnership", "host-partnership")
REPORTING = ("visiting", "host")
PAYERS = ("visiting-partnership", "host-partnership")


class ExchangeInOtherPhase(Refusal):
    code = "exchange-in-other-phase"
    sentence = N_("The exchange is in the phase '%(phase)s'. This is done in the phase '%(wanted)s'.")


class ExchangeOver(Refusal):
    code = "exchange-over"
    sentence = N_("The exchange is %(phase)s: nothing is changed any more.")


class ForAnother(Refusal):
    code = "for-another"
    status = 403
    sentence = N_(
        "This is done by the team of %(party)s itself. Nobody signs, agrees or reports for another."
    )


class NotOfItsPartnership(Refusal):
    code = "not-of-its-partnership"
    sentence = N_(
        "%(organisation)s is neither a partner of %(partnership)s nor a member of a partner cluster. Choose its own partnership."
    )


class HostIsVisitor(Refusal):
    code = "host-is-visitor"
    sentence = N_("%(organisation)s cannot be its own host: choose another organisation.")


class OnePartnership(Refusal):
    code = "one-partnership"
    sentence = N_(
        "Both would be of %(partnership)s. An exchange is between two partnerships: choose a host of another one."
    )


class HostThere(Refusal):
    code = "host-there"
    sentence = N_("%(organisation)s is asked already. Wait for its answer, or decline the match first.")


class NoHostYet(Refusal):
    code = "no-host-yet"
    sentence = N_("No host is proposed yet: propose one first.")


class AgreedToMatch(Refusal):
    code = "agreed-to-match"
    sentence = N_("%(party)s has agreed to the match already.")


class StayBackwards(Refusal):
    code = "stay-backwards"
    sentence = N_("The stay ends (%(end)s) before it begins (%(start)s): correct one of the two.")


class StayTooShort(Refusal):
    code = "stay-too-short"
    sentence = N_(
        "The stay has %(days)s working days; an exchange has %(least)s at least. Choose a later end."
    )


class StayTooLong(Refusal):
    code = "stay-too-long"
    sentence = N_("The stay has %(days)s days; an exchange has %(most)s at most. Choose an earlier end.")


class AmountBelow(Refusal):
    code = "lump-sum-below"
    sentence = N_("A lump sum is more than 0 euros.")


class NoPayer(Refusal):
    code = "no-payer"
    sentence = N_("One of the two partnerships pays: choose which.")


class TermsStay(Refusal):
    code = "terms-stay"
    sentence = N_(
        "The agreement is signed by %(who)s, so it stays as it is. Signatures are taken back first by those who gave them."
    )


class AgreementIncomplete(Refusal):
    code = "agreement-incomplete"
    sentence = N_("The agreement cannot be signed yet. Missing: %(missing)s.")


class SignedByThem(Refusal):
    code = "signed-by-them"
    sentence = N_("%(party)s has signed already.")


class NotSignedByThem(Refusal):
    code = "not-signed-by-them"
    sentence = N_("%(party)s has not signed, so there is nothing to take back.")


class SignedLater(Refusal):
    code = "signed-later"
    sentence = N_("%(day)s lies ahead: write the day on which it was signed, today at the latest.")


class NotOverYet(Refusal):
    code = "not-over-yet"
    sentence = N_("The stay ends on %(end)s. The report is written after it.")


class ReportEmpty(Refusal):
    code = "report-empty"
    sentence = N_("Write what was done and what came of it.")


class EvidenceTwice(Refusal):
    code = "evidence-twice"
    sentence = N_("'%(title)s' is attached already: choose another document.")


class PaymentIncomplete(Refusal):
    code = "payment-incomplete"
    sentence = N_("The payment cannot be recorded yet. Missing: %(missing)s.")


class OtherAmount(Refusal):
    code = "other-amount"
    sentence = N_("The lump sum agreed is EUR %(agreed)s, not EUR %(amount)s: pay what was signed.")


class PaidOutOfTime(Refusal):
    code = "paid-out-of-time"
    sentence = N_("A payment is recorded when it was made: after the stay (%(end)s), today at the latest.")


class CancelledForNothing(Refusal):
    code = "cancelled-for-nothing"
    sentence = N_("Say why the exchange is cancelled. The four parties read it.")


def check_phase(phase: str, wanted: str, told: tuple[str, str]) -> None:
    """`told`: both phases in words."""
    if phase in {"closed", "cancelled"}:
        raise ExchangeOver(phase=told[0])
    if phase != wanted:
        raise ExchangeInOtherPhase(phase=told[0], wanted=told[1])


def check_pair(*, same: bool, host: str, one_partnership: bool, partnership: str) -> None:
    if same:
        raise HostIsVisitor(field="host", organisation=host)
    if one_partnership:
        raise OnePartnership(field="host_partnership", partnership=partnership)


@dataclass(frozen=True, slots=True)
class Terms:
    """What the four sign."""

    purpose: str
    activities: str
    start: date | None
    end: date | None
    amount: Decimal | None
    payer: str

    def missing(self) -> list[str]:
        """'purpose', 'activities', 'dates', 'amount', 'payer', as far as they are not there."""
        there = {
            "purpose": self.purpose.strip(),
            "activities": self.activities.strip(),
            "dates": self.start and self.end,
            "amount": self.amount,
            "payer": self.payer,
        }
        return [name for name, value in there.items() if not value]


def working_days(start: date, end: date) -> int:
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return sum(day.weekday() < MONDAY_TO_FRIDAY for day in days)


def check_terms(terms: Terms) -> None:
    """What is said must be possible; what is not said yet is asked for before anybody signs."""
    if terms.amount is not None and terms.amount <= 0:
        raise AmountBelow(field="amount")
    if terms.payer and terms.payer not in PAYERS:
        raise NoPayer(field="payer")
    if not (terms.start and terms.end):
        return
    if terms.end < terms.start:
        raise StayBackwards(field="end", start=terms.start.isoformat(), end=terms.end.isoformat())
    length = (terms.end - terms.start).days + 1
    if length > DAYS_AT_MOST:
        raise StayTooLong(field="end", days=length, most=DAYS_AT_MOST)
    if (days := working_days(terms.start, terms.end)) < WORKING_DAYS_AT_LEAST:
        raise StayTooShort(field="end", days=days, least=WORKING_DAYS_AT_LEAST)


def next_to_sign(signed: Collection[str]) -> str:
    """The first of the four that has not signed; '' when all have."""
    return next((side for side in IN_ORDER if side not in signed), "")


def check_day(day: date, today: date) -> None:
    if day > today:
        raise SignedLater(field="signed_on", day=day.isoformat())


def check_report(text: str, end: date | None, today: date) -> None:
    if end is not None and today < end:
        raise NotOverYet(end=end.isoformat())
    if not text.strip():
        raise ReportEmpty(field="text")


def missing_for_payment(reported: Iterable[str], documents: int) -> list[str]:
    """'report of the visiting organisation', ..., 'evidence': as names of what is missing."""
    there = set(reported)
    found = [f"report-{side}" for side in REPORTING if side not in there]
    return found if documents else [*found, "evidence"]


def check_payment(amount: Decimal, terms: Terms, paid_on: date, today: date) -> None:
    """What was signed, after the stay."""
    if amount != terms.amount:
        raise OtherAmount(field="amount", agreed=terms.amount, amount=amount)
    if terms.end is None or not terms.end <= paid_on <= today:
        raise PaidOutOfTime(field="paid_on", end=str(terms.end))
