"""What must hold for claims. Plain Python; every no is a sentence."""

import re
from collections.abc import Collection
from datetime import date

from kontor.hub.foundation.refusal import N_, Refusal

DATE_UNITS = ("date", "month", "year")
DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,9})?")
RANGE = re.compile(r"\s*-?[\d.]+\s*(-|–|to)\s*[\d.]+\s*")


class NotADate(Refusal):
    code = "not-a-date"
    sentence = N_(
        "'%(value)s' cannot be compared as a date. Write 2018, 2018-02 or 2018-02-25, as precisely as it is stated."
    )
    status = 422


class NotANumber(Refusal):
    code = "not-a-number"
    sentence = N_(
        "'%(value)s' is not a number of %(unit)s. Write digits with a point for decimals (1100 or 4.6), "
        "without separators or signs; leave the unit empty when words are stated."
    )
    status = 422


class IsARange(Refusal):
    code = "is-a-range"
    sentence = N_(
        "'%(value)s' is a range, and a claim states one value. Add two claims: one 'at least' its lower end, "
        "one 'at most' its upper end."
    )
    status = 422


class QualifiesNothing(Refusal):
    code = "qualifies-nothing"
    sentence = N_(
        "'%(qualifier)s' goes with a number, and '%(value)s' is none. Choose 'exactly', or state a number."
    )
    status = 422


class StatedInFuture(Refusal):
    code = "stated-in-future"
    sentence = N_(
        "A statement cannot be of %(stated)s, a day that is still to come. Write the day it was made, or leave it empty."
    )
    status = 422


class KeyTaken(Refusal):
    code = "key-taken"
    sentence = N_("The key '%(key)s' belongs to another claim. Choose another one.")


class OneSource(Refusal):
    code = "one-source"
    sentence = N_("A claim has one source. Choose one that is known, or give the title of a new one.")
    status = 422


class SeveralSources(Refusal):
    code = "several-sources"
    sentence = N_(
        "A claim has one source, at one place or several. Add a claim of its own for each other source."
    )
    status = 422


class TeamMissing(Refusal):
    code = "team-missing"
    sentence = N_("Say which of your teams keeps this claim.")
    status = 422


class NotYourTeam(Refusal):
    code = "not-your-team"
    sentence = N_("A claim is kept by a team that you edit for. Choose one of yours.")
    status = 422


class NotYourPartnership(Refusal):
    code = "not-your-partnership"
    sentence = N_(
        "Only partners show a claim to the partners of %(partnership)s. Choose another circle of readers."
    )
    status = 422


class UnaskableQuestion(Refusal):
    """`where` is the part of the question, in the words of its JSON; `allowed` what it may be instead."""

    code = "unaskable-question"
    sentence = N_("The question cannot be asked: %(where)s %(problem)s.")
    status = 422
    with_allowed = N_("The question cannot be asked: %(where)s %(problem)s. Allowed: %(allowed)s.")


class UnreadableQuestion(UnaskableQuestion):
    """The same on a page of its own: an address that somebody wrote or cut short."""

    status = 400


class Withdrawn(Refusal):
    code = "withdrawn"
    sentence = N_("This claim was withdrawn on %(day)s and cannot be changed. Add a new one.")


class ReasonMissing(Refusal):
    code = "reason-missing"
    sentence = N_(
        "Say in a few words why the claim is withdrawn: it stays in the trail, and readers will ask."
    )
    status = 422


def check_value(value: str, unit: str, qualifier: str) -> None:
    """Refuse a value that could never be compared. An impossible day, such as 30 February, is kept: that is a finding."""
    if unit in DATE_UNITS:
        if not DATE.fullmatch(value):
            raise NotADate(value=value, field="value")
        return
    if NUMBER.fullmatch(value):
        return
    if RANGE.fullmatch(value):
        raise IsARange(value=value, field="value")
    if unit:
        raise NotANumber(value=value, unit=unit, field="value")
    if qualifier != "exact":
        raise QualifiesNothing(value=value, qualifier=qualifier, field="qualifier")


def check_stated_on(stated_on: date | None, today: date) -> None:
    if stated_on is not None and stated_on > today:
        raise StatedInFuture(stated=stated_on.isoformat(), field="stated_on")


def check_one_source(*, known: bool, new: bool) -> None:
    if known == new:
        raise OneSource(field="source")


def check_same_source(sources: Collection[object]) -> None:
    if len(sources) > 1:
        raise SeveralSources(field="source")


def check_not_withdrawn(withdrawn_on: date | None) -> None:
    if withdrawn_on is not None:
        raise Withdrawn(day=withdrawn_on.isoformat())


def check_reason(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(field="reason")
