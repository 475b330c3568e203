"""What must hold in cases and agreements."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.agreements import rules
from kontor.hub.agreements.choices import FOLLOW_UP_MONTHS, AgreementState, CaseState, StepState
from kontor.hub.foundation.partial_dates import parse
from kontor.hub.foundation.states import WrongState

TODAY = date(2026, 11, 21)
DAYS = st.dates(date(2000, 1, 1), date(2060, 12, 31))
PARTIAL = st.builds(lambda day, precision: day.isoformat()[:precision], DAYS, st.sampled_from([4, 7, 10]))


@pytest.mark.parametrize(
    ("machine", "states"),
    [(rules.CASE, CaseState), (rules.AGREEMENT, AgreementState), (rules.STEP, StepState)],
)
def test_machines_speak_of_every_state_and_of_no_other(machine, states):
    named = {state for step in machine.steps.values() for state in (*step.before, step.after)}

    assert named == set(states.values)


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("negotiate", "contact", "negotiation"),
        ("prepare", "negotiation", "agreement-to-be-signed"),
        ("sign", "agreement-to-be-signed", "signed"),
        ("start", "signed", "active"),
        ("start", "negotiation", "active"),
        ("close", "active", "closed"),
        ("return_to_contact", "negotiation", "contact"),
    ],
)
def test_case_goes_up_the_ladder(verb, before, after):
    assert rules.CASE.after(verb, before) == after


def test_signed_case_is_not_signed_again_and_a_closed_one_only_reopened():
    with pytest.raises(WrongState):
        rules.CASE.after("sign", "signed")

    assert rules.CASE.verbs("closed") == ("reopen", "resume")


@pytest.mark.parametrize(
    ("signed_on", "evidence", "waiver", "refusal"),
    [
        ("2026-02-01", True, "", None),
        ("", False, "The source gives no day.", None),
        ("", True, "", rules.SignatureWithoutDay),
        ("2026-02-01", False, "", rules.SignatureWithoutEvidence),
        ("", False, "  ", rules.SignatureWithoutDay),
    ],
)
def test_check_signed_needs_day_and_evidence_or_a_reason(signed_on, evidence, waiver, refusal):
    if refusal is None:
        rules.check_signed("MoU", signed_on=signed_on, evidence=evidence, waiver=waiver)
        return

    with pytest.raises(refusal, match="MoU"):
        rules.check_signed("MoU", signed_on=signed_on, evidence=evidence, waiver=waiver)


@pytest.mark.parametrize("text", ["2026-02-31", "31.02.2026", "2025-02-29", "2026-13", "yesterday"])
def test_day_that_is_in_no_calendar_is_refused(text):
    with pytest.raises(rules.NotADay, match=text):
        rules.check_day("signed_on", text)


def test_signature_before_the_project_is_refused_unless_another_one_is_credited():
    values = {"today": TODAY, "partnership": "ELCA", "start": "2020-09"}

    with pytest.raises(rules.BeforeTheProject, match="ELCA began"):
        rules.check_signing_day("2020-08-31", **values)
    rules.check_signing_day("2020-09-01", **values)
    rules.check_signing_day("2020", **values)
    rules.check_signing_day("2019-05-01", credited_to="PERCY", **values)


def test_signature_before_the_first_contact_is_refused_as_far_as_the_days_are_known():
    with pytest.raises(rules.BeforeFirstContact, match="before the first contact"):
        rules.check_signing_day("2021-02-28", today=TODAY, contact="2021-03")
    rules.check_signing_day("2021-03-01", today=TODAY, contact="2021-03")
    rules.check_signing_day("2021", today=TODAY, contact="2021-03")
    rules.check_signing_day("2021-02-28", today=TODAY, contact="")


def test_signature_after_today_is_refused():
    with pytest.raises(rules.InTheFuture):
        rules.check_signing_day("2026-11-22", today=TODAY)
    rules.check_signing_day("2026-11", today=TODAY)


@given(PARTIAL, PARTIAL)
def test_order_refuses_only_what_no_days_can_mend(start, end):
    impossible = parse(start)[0] > parse(end)[1]

    if impossible:
        with pytest.raises(rules.EndsBeforeItStarts):
            rules.check_order(start, end, field="end")
    else:
        rules.check_order(start, end, field="end")


@given(DAYS, DAYS)
def test_follow_ups_lie_ahead_in_order_and_after_the_right_months(first_contact, today):
    days = rules.follow_up_days(first_contact.isoformat(), FOLLOW_UP_MONTHS, today)

    assert list(days.values()) == sorted(days.values())
    assert all(day >= today for day in days.values())
    for month, day in days.items():
        assert (day.year - first_contact.year) * 12 + day.month - first_contact.month == month
        assert day.day <= first_contact.day


@given(st.permutations(range(6)), st.data())
def test_marks_of_doubles_never_make_a_circle(order, data):
    marks = {}
    for pk in order:
        other = data.draw(st.sampled_from(sorted(order)))
        try:
            marks[pk] = rules.check_same_as(pk, other, "x", marks)
        except (rules.SameAsItself, rules.WouldBeACircle):
            continue

    for pk in order:
        seen = [pk]
        while seen[-1] in marks:
            seen.append(marks[seen[-1]])
        assert len(seen) == len(set(seen))


def test_second_signature_of_the_same_agreement_is_refused():
    others = [("MoU with SenSa", "mou", "2021-01-12")]

    with pytest.raises(rules.SignedTwice, match="MoU with SenSa"):
        rules.check_signed_once("mou", "2021-01-12", others)
    rules.check_signed_once("nda", "2021-01-12", others)
    rules.check_signed_once("mou", "2021-01-13", others)
    rules.check_signed_once("mou", "", [("MoU", "mou", "")])


def test_amount_needs_its_currency():
    with pytest.raises(rules.AmountWithoutCurrency):
        rules.check_amount(Decimal(1), "")
    with pytest.raises(rules.NotACurrency, match="euro"):
        rules.check_amount(Decimal(1), "euro")
    rules.check_amount(None, "")
    rules.check_amount(Decimal(0), "USD")


@pytest.mark.parametrize(("kind", "unit"), [("jobs", "EUR"), ("turnover", "jobs"), ("exports", "eur")])
def test_impact_in_a_unit_of_something_else_is_refused(kind, unit):
    with pytest.raises((rules.WrongUnit, rules.NotACurrency), match=unit):
        rules.check_impact(kind, Decimal(1), unit)


@pytest.mark.parametrize(
    "text", ["With Andina Verde in Lima", "ANDINA VERDE", "Andína verde: talks", "contact (Andina-Verde)"]
)
def test_text_that_names_a_confidential_party_is_refused_without_repeating_it(text):
    with pytest.raises(rules.NamesAConfidentialParty) as refused:
        rules.check_keeps_names(["Andina Verde"], {"title": text})

    assert refused.value.field == "title"
    assert "andina" not in str(refused.value).lower()


def test_words_beside_the_name_are_no_name():
    rules.check_keeps_names(["Andina Verde", "SA"], {"title": "Andina group, Verde farms, SA"})


def test_confidential_party_needs_a_description_and_others_a_name():
    with pytest.raises(rules.NothingToShowInstead):
        rules.check_party(named=True, confidential=True, public_description=" ")
    with pytest.raises(rules.NobodyNamed):
        rules.check_party(named=False, confidential=False, public_description="SME, Peru")
    rules.check_party(named=False, confidential=True, public_description="SME, Peru")
