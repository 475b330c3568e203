"""Contact people: personal data needs consent, a purpose and an end."""

from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal

LONGEST_YEARS = 5


class NeedsConsent(Refusal):
    code = "needs-consent"
    sentence = N_(
        "A contact person is kept only with her consent: enter the day on which she gave it, today or earlier."
    )


class NeedsAPurpose(Refusal):
    code = "needs-a-purpose"
    sentence = N_("Say for what purpose the contact person is kept, such as 'answers partner searches'.")


class WrongRetention(Refusal):
    code = "wrong-retention"
    sentence = N_(
        "A contact person is kept until a day after today and at most %(years)s years ahead; %(day)s is not."
    )


class NoWayToReach(Refusal):
    code = "no-way-to-reach"
    sentence = N_(
        "Enter an e-mail address or a telephone number: otherwise nobody can reach the contact person."
    )


def check_contact(
    *, consent_on: date | None, purpose: str, keep_until: date, today: date, email: str = "", phone: str = ""
) -> None:
    """Refuse a contact person without consent, purpose, end, or any way to reach her."""
    if consent_on is None or consent_on > today:
        raise NeedsConsent(field="consent_on")
    if not purpose.strip():
        raise NeedsAPurpose(field="purpose")
    if not today < keep_until <= date(today.year + LONGEST_YEARS, 12, 31):
        raise WrongRetention(field="keep_until", years=LONGEST_YEARS, day=keep_until.isoformat())
    if not email and not phone:
        raise NoWayToReach(field="email")
