"""As of which day a page is asked: in the address, today without it."""

from datetime import date

from django.http import HttpRequest
from django.utils import timezone

from kontor.hub.foundation.refusal import N_, Refusal


class NotADay(Refusal):
    code = "not-a-day"
    sentence = N_(
        "'%(given)s' is not a day. Write it as 2018-02-25 after as_of= in the address, or leave it out for today."
    )
    status = 400


def asked_day(request: HttpRequest) -> date:
    given = request.GET.get("as_of", "").strip()
    if not given:
        return timezone.localdate()
    try:
        return date.fromisoformat(given)
    except ValueError as error:
        raise NotADay(given=given[:40]) from error


def asked_page(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return int(given) if given.isdecimal() and len(given) < 9 else 1


def day_of_page(request: HttpRequest, day: date) -> date | None:
    """What the page shows as its day: none where it is simply today."""
    return day if request.GET.get("as_of") else None
