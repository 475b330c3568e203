"""What must hold of barriers, brokers' tasks and sustainability plans. Plain Python."""

from collections.abc import Collection, Mapping
from datetime import date
from decimal import Decimal

from kontor.hub.foundation.refusal import N_, Refusal

YEAR = 365


class BarrierKeyTaken(Refusal):
    code = "barrier-key-taken"
    sentence = N_("There is a barrier with the key '%(key)s' already: choose another key.")


class BarrierStaysInItsPartnership(Refusal):
    code = "barrier-stays-in-its-partnership"
    sentence = N_(
        "A barrier stays with the partnership that names it: name another one for the other partnership."
    )


class OvercomeWithoutWords(Refusal):
    code = "overcome-without-words"
    sentence = N_("Say how it was overcome: others who meet it read what you did.")


class NoSuchTask(Refusal):
    code = "no-such-task"
    sentence = N_("'%(task)s' is no task of a broker in the stage '%(stage)s': choose one of that stage.")


class TwoBrokers(Refusal):
    code = "two-brokers"
    sentence = N_("Name either a partner or a broker from outside, not both.")


class DoneInTheFuture(Refusal):
    code = "done-in-the-future"
    sentence = N_(
        "It is said to be done on %(day)s, which is still to come: correct the day, or leave it empty."
    )


class CheckedEarlier(Refusal):
    code = "checked-earlier"
    sentence = N_("The plan was checked on %(day)s already: a check does not come before the last one.")


def check_barrier(state: str, measures: str) -> None:
    if state == "overcome" and not measures.strip():
        raise OvercomeWithoutWords(field="measures")


def check_step(
    *,
    stage: str,
    task: str,
    tasks: Mapping[str, Collection[str]],
    broker: bool,
    outside: str,
    done_on: date | None,
    today: date,
) -> None:
    """`tasks` are those of each stage."""
    if task not in tasks.get(stage, ()):
        raise NoSuchTask(task=task, stage=stage)
    if broker and outside.strip():
        raise TwoBrokers(field="outside")
    check_done(done_on, today)


def check_done(done_on: date | None, today: date) -> None:
    if done_on is not None and done_on > today:
        raise DoneInTheFuture(field="done_on", day=done_on.isoformat())


def check_checked(day: date, last: date | None, today: date) -> None:
    if day > today:
        raise DoneInTheFuture(field="checked_on", day=day.isoformat())
    if last is not None and day < last:
        raise CheckedEarlier(field="checked_on", day=last.isoformat())


def next_check(last: date | None, begun: date) -> date:
    """A year after the last check, or after the plan was begun.

    >>> next_check(None, date(2026, 1, 1))
    datetime.date(2027, 1, 1)
    """
    return date.fromordinal((last or begun).toordinal() + YEAR)


def covered(cost: Decimal | None, secured: Decimal) -> float | None:
    """The part of a year's cost that secured income carries, in per cent; None where no cost is stated.

    >>> covered(Decimal(2000), Decimal(500)), covered(None, Decimal(500))
    (25.0, None)
    """
    return None if not cost else round(100 * float(secured / cost), 1)
