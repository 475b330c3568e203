"""What must hold of a roadmap. Plain Python: values in, a value, nothing or a refusal out."""

from collections.abc import Iterable, Mapping
from datetime import date

from kontor.hub.foundation.partial_dates import earliest, parse
from kontor.hub.foundation.refusal import N_, Refusal

LAST_MONTH = 240
SHORTEST_REASON = 3
# Whoever is done or dropped is late no more; blank is 'not recorded', which is not 'done'.
OVER = frozenset({"done", "dropped"})


class NoSuchMonth(Refusal):
    code = "no-such-month"
    sentence = N_("Project months are numbered from M1 to M%(last)s: 'M%(month)s' is none.")


class StartNotKnown(Refusal):
    code = "start-not-known"
    sentence = N_(
        "The partnership says no month in which it starts, so project month M%(month)s has no days. Enter its start, or a due day."
    )


class DoneOnWithoutDone(Refusal):
    code = "done-on-without-done"
    sentence = N_(
        "A day of completion is given, and the state is not 'done': set the state, or leave the day empty."
    )


class DueBeforeStart(Refusal):
    code = "due-before-start"
    sentence = N_("It is due (%(due)s) before the partnership starts (%(start)s): correct one of the two.")


class NeedsAReason(Refusal):
    code = "needs-a-reason"
    sentence = N_("Say in a few words why the due day moves: the old one stays in sight with this reason.")


class SameDay(Refusal):
    code = "same-day"
    sentence = N_("It is due on that day already: choose another day.")


class ComesAfterItself(Refusal):
    code = "comes-after-itself"
    sentence = N_("An activity cannot come after itself, not even by way of others: leave out %(names)s.")


class ActivityKeyTaken(Refusal):
    code = "activity-key-taken"
    sentence = N_("There is an activity with the key '%(key)s' already: choose another key.")


def month_of_project(start: str, month: int) -> tuple[date, date]:
    """First and last day of a project month; M1 is the month in which the partnership starts.

    >>> month_of_project("2020-09", 11)
    (datetime.date(2021, 7, 1), datetime.date(2021, 7, 31))
    """
    check_month(month)
    if len(start) < len("2020-09"):
        raise StartNotKnown(field="month", month=month)
    years, place = divmod(int(start[:4]) * 12 + int(start[5:7]) - 1 + month - 1, 12)
    return parse(f"{years:04}-{place + 1:02}")


def project_month(start: str, day: date) -> int | None:
    """The project month in which a day lies; None where the start is not known, or the day lies before it.

    >>> project_month("2020-09", date(2021, 7, 31)), project_month("", date(2021, 7, 31)), project_month("2020", date(2021, 7, 1))
    (11, None, None)
    """
    if len(start) < len("2020-09"):
        return None
    month = (day.year * 12 + day.month) - (int(start[:4]) * 12 + int(start[5:7])) + 1
    return month if month >= 1 else None


def last_day(start: str, month: int) -> date | None:
    """The last day of a project month; None where the start is not known, or it is past the last that is numbered.

    >>> last_day("2020-09", 11)
    datetime.date(2021, 7, 31)
    """
    if len(start) < len("2020-09") or not 1 <= month <= LAST_MONTH:
        return None
    return month_of_project(start, month)[1]


def start_of_project(day: date, month: int) -> str:
    """The month in which a project starts whose month `month` lies in the month of `day`.

    >>> start_of_project(date(2021, 7, 1), 11)
    '2020-09'
    """
    years, place = divmod(day.year * 12 + day.month - 1 - (month - 1), 12)
    return f"{years:04}-{place + 1:02}"


def check_month(month: int) -> None:
    if not 1 <= month <= LAST_MONTH:
        raise NoSuchMonth(field="month", month=month, last=LAST_MONTH)


def due_day(start: str, month: int | None, due: date | None) -> date | None:
    """The day as agreed; without one the last day of the project month, without a month none."""
    if month is not None:
        check_month(month)
    if due is not None or month is None:
        return due
    return month_of_project(start, month)[1]


def check_activity(*, state: str, done_on: str, due: date | None, start: str) -> None:
    if done_on and state != "done":
        raise DoneOnWithoutDone(field="done_on")
    first = earliest(start)
    if due is not None and first is not None and due < first:
        raise DueBeforeStart(field="due_on", due=due.isoformat(), start=start)


def check_moved(was: date | None, now: date | None, reason: str) -> None:
    if was == now:
        raise SameDay(field="due_on")
    if len(reason.strip()) < SHORTEST_REASON:
        raise NeedsAReason(field="reason")


def is_overdue(state: str, due: date | None, today: date) -> bool:
    """Due before today and not over. A blank state is not recorded, so it may be late as well."""
    return due is not None and due < today and state not in OVER


def check_no_circle(activity: int, after: Iterable[int], known: Mapping[int, Iterable[int]]) -> None:
    """`known`: activity -> what it comes after. Refused where `activity` would come after itself. Linear in what is known."""
    waiting, seen = list(after), set()
    while waiting:
        one = waiting.pop()
        if one == activity:
            raise ComesAfterItself(field="after", names=str(activity))
        if one not in seen:
            seen.add(one)
            waiting.extend(known.get(one, ()))
