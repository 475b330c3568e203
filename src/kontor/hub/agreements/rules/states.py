"""How far a case, an agreement and a step are, and what a signature and an end need."""

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.states import Machine, Step

OPEN = ("contact", "negotiation", "agreement-to-be-signed", "signed", "active")

# A talk may fall back; a joint project may begin unsigned. `sign` is what recording a signature does.
CASE = Machine(
    "cooperation case",
    {
        "return_to_contact": Step(("negotiation",), "contact"),
        "negotiate": Step(("contact", "agreement-to-be-signed"), "negotiation"),
        "prepare": Step(("contact", "negotiation"), "agreement-to-be-signed"),
        "sign": Step(("contact", "negotiation", "agreement-to-be-signed"), "signed"),
        "start": Step(OPEN[:-1], "active"),
        "close": Step(OPEN, "closed"),
        "reopen": Step(("closed",), "negotiation"),
        "resume": Step(("closed",), "active"),
    },
)
AGREEMENT = Machine(
    "agreement",
    {
        "sign": Step(("to-be-signed",), "signed"),
        "abandon": Step(("to-be-signed",), "abandoned"),
        "take_up": Step(("abandoned",), "to-be-signed"),
        "expire": Step(("signed",), "expired"),
        "terminate": Step(("signed",), "terminated"),
    },
)
STEP = Machine(
    "step",
    {
        "finish": Step(("open",), "done"),
        "drop": Step(("open",), "dropped"),
        "take_up": Step(("done", "dropped"), "open"),
    },
)


class SignatureWithoutDay(Refusal):
    code = "signature-without-day"
    sentence = N_(
        "The agreement '%(agreement)s' cannot count as signed without the day of its signature. Add the day, or say in "
        "'why date or evidence is missing' why it cannot be had."
    )


class SignatureWithoutEvidence(Refusal):
    code = "signature-without-evidence"
    sentence = N_(
        "The agreement '%(agreement)s' cannot count as signed without evidence. Add the signed document or the source that "
        "tells of it, or say in 'why date or evidence is missing' why it cannot be had."
    )


class NothingSigned(Refusal):
    code = "nothing-signed"
    sentence = N_(
        "The case '%(case)s' cannot be set to signed, because none of its agreements is. Open the agreement and record its "
        "signature with day and document: the case follows by itself."
    )


class NeedsAnOutcome(Refusal):
    code = "needs-an-outcome"
    sentence = N_(
        "The case '%(case)s' cannot be closed without saying what came of it. Choose success or failure and give the reason "
        "in one sentence."
    )


def check_signed(agreement: str, *, signed_on: str, evidence: bool, waiver: str) -> None:
    """Signed needs a day and a document or a named source, or a waiver that says why one is missing."""
    if waiver.strip():
        return
    if not signed_on:
        raise SignatureWithoutDay(field="signed_on", agreement=agreement)
    if not evidence:
        raise SignatureWithoutEvidence(field="document", agreement=agreement)


def check_something_signed(case: str, *, signed: bool) -> None:
    if not signed:
        raise NothingSigned(case=case)


def check_outcome(case: str, outcome: str, reason: str) -> None:
    if not outcome:
        raise NeedsAnOutcome(field="outcome", case=case)
    if not reason.strip():
        raise NeedsAnOutcome(field="outcome_reason", case=case)
