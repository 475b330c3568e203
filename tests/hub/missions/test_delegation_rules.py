"""What delegations refuse, and how people, sections and checks are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kontor.hub.missions.rules import delegations as rules


def test_people_are_one_in_each_line_or_between_semicolons():
    found = rules.travellers_of(
        "Kim Example, head of sales\n\n Lee Example;Bo Example, buyer, Lima ", "Works"
    )

    assert found == [
        rules.Person("Kim Example", "head of sales"),
        rules.Person("Lee Example"),
        rules.Person("Bo Example", "buyer, Lima"),
    ]
    assert "\n".join(one.written() for one in found) == (
        "Kim Example, head of sales\nLee Example\nBo Example, buyer, Lima"
    )


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Kim Example\nkim  EXAMPLE, buyer", rules.PersonTwice),
        ("x" * 151, rules.NameTooLong),
        ("Kim, " + "x" * 151, rules.NameTooLong),
        ("\n".join(f"Person {number}" for number in range(51)), rules.TooManyTravellers),
    ],
)
def test_people_that_cannot_be_kept_are_refused(text, refusal):
    with pytest.raises(refusal) as refused:
        rules.travellers_of(text, "Works")

    assert refused.value.field == "travellers"


def test_a_person_named_twice_is_told_by_name_and_organisation():
    with pytest.raises(rules.PersonTwice, match="Kim is named twice for Works"):
        rules.travellers_of("Kim; Kim", "Works")


def test_a_briefing_has_sections_by_its_headings_and_is_written_back():
    text = "Welcome.\n\n# Why\nTo sell.\n\nAnd to learn.\n## Whom to ask"
    found = rules.sections_of(text)

    assert found == [
        rules.Section("", "Welcome."),
        rules.Section("Why", "To sell.\n\nAnd to learn."),
        rules.Section("Whom to ask", ""),
    ]
    assert rules.sections_of("\n\n".join(one.written() for one in found)) == found
    assert rules.sections_of("") == []


def test_a_heading_that_is_too_long_is_refused():
    with pytest.raises(rules.HeadingTooLong, match="line 2"):
        rules.sections_of("One\n# " + "x" * 251)


def test_checks_have_a_day_after_a_colon():
    found = rules.checks_of("Visa: applied for: 2027-03-01\nVaccinations")

    assert found == [rules.Check("Visa: applied for", date(2027, 3, 1)), rules.Check("Vaccinations")]
    assert rules.checks_of("\n".join(one.written() for one in found)) == found


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Visa: 2027-02-30", rules.CheckUnreadable),
        ("x" * 251, rules.CheckUnreadable),
        ("Visa\nVisa: 2027-03-01", rules.CheckTwice),
        ("\n".join(f"Check {number}" for number in range(61)), rules.TooManyChecks),
    ],
)
def test_checks_that_cannot_be_kept_are_refused(text, refusal):
    with pytest.raises(refusal):
        rules.checks_of(text)


@pytest.mark.parametrize(
    ("state", "refusal"),
    [("withdrawn", rules.MemberWithdrew), ("invited", rules.MemberThere), ("confirmed", rules.MemberThere)],
)
def test_an_organisation_stands_in_a_delegation_once(state, refusal):
    with pytest.raises(refusal, match="Works"):
        rules.check_new_member("Works", state, "No time")

    rules.check_new_member("Works", None, "")


@pytest.mark.parametrize(
    ("state", "reason", "refusal"),
    [("withdrawn", " ", rules.ReasonMissing), ("confirmed", "No time", rules.ReasonElsewhere)],
)
def test_who_withdraws_says_why_and_nobody_else(state, reason, refusal):
    with pytest.raises(refusal):
        rules.check_reason("Works", state, reason)


def test_who_withdrew_is_not_listed():
    with pytest.raises(rules.WithdrawnListed, match="Works has withdrawn"):
        rules.check_listed({"Yards": "invited", "Works": "withdrawn"}, "delegates")


NINE = datetime(2027, 3, 1, 9, tzinfo=UTC)
EIGHT = datetime(2027, 3, 1, 8, tzinfo=UTC)


@pytest.mark.parametrize(
    ("end", "book_by", "refusal"),
    [(EIGHT, None, rules.TravelEndsBefore), (None, date(2027, 3, 2), rules.BookedTooLate)],
)
def test_an_item_ends_after_it_begins_and_is_confirmed_before(end, book_by, refusal):
    with pytest.raises(refusal):
        rules.check_travel(NINE, end, book_by, ("2027-03-01 09:00", "2027-03-01 08:00"))

    rules.check_travel(NINE, NINE, date(2027, 3, 1), ("2027-03-01 09:00", "2027-03-01 09:00"))


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"bearer": "participant"}, rules.ParticipantNotNamed),
        ({"planned": Decimal(-1)}, rules.BelowNothing),
        ({"actual": Decimal(-1), "paid_on": date(2027, 1, 1)}, rules.BelowNothing),
        ({"actual": Decimal(1)}, rules.ActualNeedsADay),
        ({"paid_on": date(2027, 1, 1)}, rules.ActualNeedsADay),
    ],
)
def test_costs_that_cannot_be_are_refused(said, refusal):
    plain = {
        "bearer": "grant",
        "has_delegate": False,
        "planned": Decimal(1),
        "actual": None,
        "paid_on": None,
    }
    rules.check_cost(**plain)

    with pytest.raises(refusal):
        rules.check_cost(**(plain | said))


def test_totals_keep_what_is_still_to_come_apart():
    found = rules.totals(
        [
            ("grant", Decimal(100), Decimal(120)),
            ("grant", Decimal(50), None),
            ("you", Decimal(10), Decimal(0)),
        ]
    )

    assert found["grant"] == rules.Sum(Decimal(150), Decimal(120), Decimal(50))
    assert (found["grant"].expected, found["grant"].difference) == (Decimal(170), Decimal(20))
    assert found["you"].expected == 0
