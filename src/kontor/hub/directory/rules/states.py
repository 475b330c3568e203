"""The states of a profile, and when it must be confirmed again."""

from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal
from kontor.hub.foundation.states import Machine, Step

FRESH_MONTHS = 12

PROFILE = Machine(
    "profile",
    {
        "submit": Step(("draft", "rejected"), "needs-review"),
        "withdraw": Step(("needs-review",), "draft"),
        "publish": Step(("needs-review",), "published"),
        "reject": Step(("needs-review",), "rejected"),
        "confirm": Step(("published", "stale"), "published"),
        "mark-stale": Step(("published",), "stale"),
        "archive": Step(("published", "stale"), "archived"),
        "reopen": Step(("archived",), "needs-review"),
    },
)


class NeedsAReason(Refusal):
    code = "needs-a-reason"
    sentence = N_("Say why the profile goes back: its team reads this and knows what to change.")


def check_reason(reason: str) -> None:
    """A profile is not returned without a word."""
    if not reason.strip():
        raise NeedsAReason(field="reason")


def stale_before(today: date) -> date:
    """A profile last confirmed before this day is stale: twelve months ago, to the day.

    >>> stale_before(date(2024, 2, 29))
    datetime.date(2023, 2, 28)
    """
    try:
        return today.replace(year=today.year - 1)
    except ValueError:
        return date(today.year - 1, 2, 28)


def is_due(confirmed_on: date | None, today: date) -> bool:
    """Whether nobody has confirmed the profile for twelve months (or ever)."""
    return confirmed_on is None or confirmed_on < stale_before(today)
