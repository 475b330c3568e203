"""What must hold for entered values and for reports that are handed in. Plain Python; every no is a sentence."""

from collections.abc import Mapping
from decimal import Decimal

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.states import Machine, Step

VALUE = Machine(
    "value",
    {
        "enter": Step(("draft", "returned"), "draft"),
        "submit": Step(("draft", "returned"), "submitted"),
        "take": Step(("submitted",), "in-verification"),
        "verify": Step(("submitted", "in-verification"), "verified"),
        "return": Step(("submitted", "in-verification", "verified"), "returned"),
        "lock": Step(("verified",), "locked"),
    },
)
REPORT = Machine(
    "report",
    {"accept": Step(("submitted",), "accepted"), "return": Step(("submitted", "accepted"), "returned")},
)
NOT_STATED = "(not stated)"


class IsCounted(Refusal):
    code = "is-counted"
    sentence = N_("'%(title)s' is counted from records and never typed. Correct the records behind it.")


class ValueMissing(Refusal):
    code = "value-missing"
    sentence = N_("Write a value. No data is not 0: leave the entry out where nothing is known.")
    status = 422


class DenominatorMissing(Refusal):
    code = "denominator-missing"
    sentence = N_("A percentage needs what it is of: write numerator and denominator.")
    status = 422


class NotAShare(Refusal):
    code = "not-a-share"
    sentence = N_("%(numerator)s of %(denominator)s is no share: the denominator must be more than 0.")
    status = 422


class MembersMissing(Refusal):
    code = "members-missing"
    sentence = N_("Name what is counted once, one on a line: numbers alone could count the same twice.")
    status = 422


class PartsDoNotSum(Refusal):
    code = "parts-do-not-sum"
    sentence = N_(
        "Broken down by %(dimension)s the value is %(sum)s and not %(value)s: the difference is %(difference)s. "
        "Correct a part, or state the rest as not stated."
    )
    status = 422


class EvidenceMissing(Refusal):
    code = "evidence-missing"
    sentence = N_("Cite a document or source that proves the value, or say why there is none.")
    status = 422


class VerifierReported(Refusal):
    code = "verifier-reported"
    sentence = N_(
        "You handed this in yourself: somebody else must verify it. Ask another one of those who may."
    )


class ReturnReasonMissing(Refusal):
    code = "return-reason-missing"
    sentence = N_("Say what is to be corrected: the partner reads it.")
    status = 422


class CorrectionReasonMissing(Refusal):
    code = "correction-reason-missing"
    sentence = N_("This report was handed in before. Say why it is handed in again.")
    status = 422


class StillWithReader(Refusal):
    code = "still-with-reader"
    sentence = N_("Edition %(edition)s waits for its reader. Wait for the answer, or ask for it back.")


class NothingToReport(Refusal):
    code = "nothing-to-report"
    sentence = N_("There is no indicator to report on. Add one, or take one from the library.")


def check_entry(
    over_time: str, value: Decimal | None, numerator: Decimal | None, denominator: Decimal | None
) -> None:
    """What is typed must fit the way in which values combine."""
    if over_time != "ratio":
        return
    if numerator is None or denominator is None:
        raise DenominatorMissing(field="denominator" if denominator is None else "numerator")
    if denominator < 0 or (denominator == 0 and numerator != 0):
        raise NotAShare(numerator=str(numerator), denominator=str(denominator), field="denominator")


def check_submittable(
    over_time: str,
    value: Decimal | None,
    numerator: Decimal | None,
    members: list[str],
    parts: Mapping[str, Mapping[str, object]],
) -> None:
    if over_time == "distinct":
        if not members:
            raise MembersMissing(field="members")
    elif (numerator if over_time == "ratio" else value) is None:
        raise ValueMissing(field="value")
    if value is not None:
        for dimension, members_of in parts.items():
            check_parts(dimension, members_of, value)


def check_parts(dimension: str, parts: Mapping[str, object], value: Decimal) -> None:
    """The parts make the value; what is missing to it is 'not stated', unless somebody says how much is not stated."""
    total = sum((Decimal(str(part)) for part in parts.values()), Decimal(0))
    if total > value or (NOT_STATED in parts and total != value):
        raise PartsDoNotSum(
            dimension=dimension,
            sum=plain(total),
            value=plain(value),
            difference=plain(abs(total - value)),
            field="parts",
        )


def remainder(parts: Mapping[str, object], value: Decimal) -> Decimal:
    """What of the value no part states."""
    return value - sum((Decimal(str(part)) for part in parts.values()), Decimal(0))


def plain(number: Decimal) -> str:
    """6.00 -> 6, 6.50 -> 6.5."""
    return f"{number.normalize():f}"


def check_evidence(has_evidence: bool, waiver: str) -> None:
    if not has_evidence and not waiver.strip():
        raise EvidenceMissing(field="waiver")


def check_verifier(reporter: int | None, verifier: int | None) -> None:
    if reporter is not None and reporter == verifier:
        raise VerifierReported


def check_return_reason(reason: str) -> None:
    if not reason.strip():
        raise ReturnReasonMissing(field="reason")


def check_next_edition(state: str | None, edition: int, reason: str) -> None:
    """A report that is with its reader is not handed in over her; the next edition says why."""
    if state == "submitted":
        raise StillWithReader(edition=edition)
    if state is not None and not reason.strip():
        raise CorrectionReasonMissing(field="reason")
