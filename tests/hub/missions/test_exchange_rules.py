"""What mobility exchanges refuse."""

from datetime import date
from decimal import Decimal

import pytest

from kontor.hub.missions.rules import exchanges as rules

MONDAY, WEDNESDAY, FRIDAY = date(2027, 3, 1), date(2027, 3, 3), date(2027, 3, 5)
WHOLE = {
    "purpose": "Learn", "activities": "Work", "start": MONDAY, "end": FRIDAY, "amount": Decimal(780), "payer": "host-partnership",
}  # fmt: skip


def terms(**said):
    return rules.Terms(**(WHOLE | said))


@pytest.mark.parametrize(
    ("said", "missing"),
    [
        ({}, []),
        ({"purpose": " "}, ["purpose"]),
        ({"activities": ""}, ["activities"]),
        ({"start": None}, ["dates"]),
        ({"end": None, "amount": None, "payer": ""}, ["dates", "amount", "payer"]),
    ],
)
def test_what_is_missing_before_anybody_signs(said, missing):
    assert terms(**said).missing() == missing


def test_working_days_leave_out_the_weekend():
    assert rules.working_days(MONDAY, FRIDAY) == 5
    assert rules.working_days(FRIDAY, date(2027, 3, 8)) == 2
    assert rules.working_days(date(2027, 3, 6), date(2027, 3, 7)) == 0


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"start": FRIDAY, "end": MONDAY}, rules.StayBackwards),
        ({"end": date(2027, 3, 2)}, rules.StayTooShort),
        ({"start": FRIDAY, "end": date(2027, 3, 8)}, rules.StayTooShort),
        ({"end": date(2027, 4, 1)}, rules.StayTooLong),
        ({"amount": Decimal(0)}, rules.AmountBelow),
        ({"payer": "host"}, rules.NoPayer),
    ],
)
def test_stays_and_sums_that_cannot_be_are_refused(said, refusal):
    for fine in (
        {},
        {"end": WEDNESDAY},
        {"end": date(2027, 3, 31)},
        {"start": None, "payer": "", "amount": None},
    ):
        rules.check_terms(terms(**fine))

    with pytest.raises(refusal):
        rules.check_terms(terms(**said))


def test_the_four_are_asked_in_order():
    assert rules.next_to_sign(set()) == "visiting"
    assert rules.next_to_sign({"visiting", "visiting-partnership"}) == "host"
    assert rules.next_to_sign({"visiting", "host", "visiting-partnership"}) == "host-partnership"
    assert rules.next_to_sign(set(rules.IN_ORDER)) == ""


def test_what_is_missing_before_it_is_paid():
    assert rules.missing_for_payment([], 0) == ["report-visiting", "report-host", "evidence"]
    assert rules.missing_for_payment(["host"], 1) == ["report-visiting"]
    assert rules.missing_for_payment(["host", "visiting"], 1) == []


@pytest.mark.parametrize(
    ("amount", "paid_on", "refusal"),
    [
        (Decimal(779), FRIDAY, rules.OtherAmount),
        (Decimal(780), WEDNESDAY, rules.PaidOutOfTime),
        (Decimal(780), date(2027, 4, 2), rules.PaidOutOfTime),
    ],
)
def test_what_was_signed_is_paid_after_the_stay(amount, paid_on, refusal):
    today = date(2027, 4, 1)
    rules.check_payment(Decimal("780.00"), terms(), FRIDAY, today)

    with pytest.raises(refusal):
        rules.check_payment(amount, terms(), paid_on, today)


@pytest.mark.parametrize("phase", ["closed", "cancelled"])
def test_what_is_over_stays(phase):
    with pytest.raises(rules.ExchangeOver):
        rules.check_phase(phase, phase, (phase, phase))


def test_another_phase_is_told():
    with pytest.raises(rules.ExchangeInOtherPhase, match=r"in the phase 'matching'.*in the phase 'building'"):
        rules.check_phase("matching", "building", ("matching", "building"))


@pytest.mark.parametrize(
    ("text", "today", "refusal"),
    [("We worked", WEDNESDAY, rules.NotOverYet), ("  ", FRIDAY, rules.ReportEmpty)],
)
def test_reports_come_after_the_stay_and_say_something(text, today, refusal):
    rules.check_report("We worked", FRIDAY, FRIDAY)

    with pytest.raises(refusal):
        rules.check_report(text, FRIDAY, today)
