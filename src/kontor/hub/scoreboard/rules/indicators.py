"""What must hold for indicator cards, targets and periods. Plain Python; every no is a sentence."""

from collections.abc import Collection, Iterable
from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal


class CardUnfit(Refusal):
    """The engine's own sentence: what of a card, a rule or a target cannot be."""

    code = "card-unfit"
    status = 422


class IndicatorKeyTaken(Refusal):
    code = "indicator-key-taken"
    sentence = N_("The key '%(key)s' belongs to another indicator. Choose another one.")


class NumberTaken(Refusal):
    code = "number-taken"
    sentence = N_("Number %(number)s is the one of '%(title)s'. Choose another number, or 0 for none.")
    status = 422


class ChangeReasonMissing(Refusal):
    code = "change-reason-missing"
    sentence = N_("Say in a few words why the card changes: whoever reads older values will ask.")
    status = 422


class NotInTheLibrary(Refusal):
    code = "not-in-the-library"
    sentence = N_(
        "'%(title)s' is not in the library: it belongs to a partnership. Choose a card of the library."
    )


class TakenAlready(Refusal):
    code = "taken-already"
    sentence = N_("'%(title)s' was taken from the library already. Edit the indicator that is there.")


class PartsNotTaken(Refusal):
    code = "parts-not-taken"
    sentence = N_("'%(title)s' is made of %(parts)s. Take these from the library first.")


class SameMoneyTwice(Refusal):
    code = "same-money-twice"
    sentence = N_(
        "'%(title)s' adds money of joint investment projects to the impact of cases, which may be the same money. Keep two indicators."
    )
    status = 422


class IndicatorWithdrawn(Refusal):
    code = "indicator-withdrawn"
    sentence = N_("This indicator was withdrawn on %(day)s and cannot be changed. Add a new one.")


class SplitDoesNotAddUp(Refusal):
    """`gap` is the sentence with the difference and where it lies."""

    code = "split-does-not-add-up"
    sentence = N_("The split does not add up. %(gap)s. Change the parts or the total.")
    status = 422


class TargetNegative(Refusal):
    code = "target-negative"
    sentence = N_("A target of %(value)s cannot be reached: write 0 or more.")
    status = 422


class NotAPartner(Refusal):
    code = "not-a-partner"
    sentence = N_("'%(partner)s' takes no part in %(partnership)s. Choose one of its partners.")
    status = 422


class PeriodBackwards(Refusal):
    code = "period-backwards"
    sentence = N_("The period ends on %(end)s, before it begins. Change one of the two days.")
    status = 422


class PeriodsOverlap(Refusal):
    code = "periods-overlap"
    sentence = N_("The period shares days with '%(other)s': a value would count in both. Change its days.")
    status = 422


class PeriodLocked(Refusal):
    code = "period-locked"
    sentence = N_(
        "The period '%(label)s' was locked on %(day)s: its values no longer change. Correct in a later one."
    )


def check_change_reason(reason: str) -> None:
    if not reason.strip():
        raise ChangeReasonMissing(field="reason")


def check_not_negative(values: Iterable[object]) -> None:
    for value in values:
        if isinstance(value, int | float) and value < 0:
            raise TargetNegative(value=value, field="total")


TOLD_TWICE = {"impacts", "investments"}


def check_not_twice(title: str, registers: Collection[str]) -> None:
    """An investment may be told as the impact of a case and as the finance of a project: a sum of both counts it twice."""
    if set(registers) >= TOLD_TWICE:
        raise SameMoneyTwice(title=title, field="rule")


def check_period(start: date, end: date, label_of_others: Collection[tuple[date, date, str]]) -> None:
    """A span of its own: values of two periods that overlap would be counted twice."""
    if end < start:
        raise PeriodBackwards(end=end.isoformat(), field="end")
    for other_start, other_end, label in label_of_others:
        if start <= other_end and other_start <= end:
            raise PeriodsOverlap(other=label, field="start")


def check_not_locked(label: str, locked_on: date | None) -> None:
    if locked_on is not None:
        raise PeriodLocked(label=label, day=locked_on.isoformat())


def check_in_use(withdrawn_on: date | None) -> None:
    if withdrawn_on is not None:
        raise IndicatorWithdrawn(day=withdrawn_on.isoformat())
