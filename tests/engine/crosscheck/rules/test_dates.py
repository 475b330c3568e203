import pytest

from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CONTACT,
    CONTACTS,
    EVENTS,
    EXPECTED,
    HELD,
    SIGNATURE,
    START,
    Dated,
    Entry,
    Party,
    Project,
    Register,
)
from kontor.engine.crosscheck.rules.dates import dates

PROJECT = Project("p", start="2020-09", end="2022-12", as_of="2023-01-31")


def found_of(*dated, status="", subject=AGREEMENTS, **given):
    register = Register("Table 1", subject, (Entry("a", status=status, dates=dated, **given),))
    return [(one.kind, one.hardness) for one in dates((register,), PROJECT)]


@pytest.mark.parametrize(
    ("dated", "kind"),
    [
        (Dated(text="31.02.2022"), "impossible-date"),
        (Dated("2022-02-30"), "impossible-date"),
        (Dated(text="29-31.06.2022, Lyon"), "impossible-date"),
        (Dated("2022-05-04", "2022-05-03"), "end-before-start"),
        (Dated("2020-08-31", role=SIGNATURE), "before-project"),
        (Dated("2023-01-02", role=SIGNATURE), "after-project"),
        (Dated("2022-10-20", text="20.10.2022; text: 20.10.2020"), "other-year"),
    ],
)
def test_a_day_that_cannot_be_is_found(dated, kind):
    assert [one for one, _hardness in found_of(dated)] == [kind]


@pytest.mark.parametrize(
    "dated",
    [
        Dated("2020-09", role=SIGNATURE),
        Dated("2020", role=SIGNATURE),
        Dated("2022-12-31"),
        Dated("2019-05-01", role=CONTACT),
        Dated("2024-01-01", role=EXPECTED),
        Dated("2022-06-22", text="22/06/2022"),
        Dated("2022-06-22", text="06/22/2022"),
        Dated("2022-02-28", text="28.02.2022 in room 31.02"),
        Dated(text="at the fair, to be defined"),
        Dated("2022-02-04", "2022-02-08", text="4-8.02.2022, Dubai"),
    ],
)
def test_a_day_that_can_be_is_let_alone(dated):
    assert found_of(dated) == []


def test_what_is_the_result_of_another_project_has_its_own_time():
    assert found_of(Dated("2019-01-01", role=SIGNATURE), project="other") == []


def test_a_signature_still_to_come_is_found():
    found = found_of(Dated("2023-03-01", role=SIGNATURE), status="signed")

    assert found == [("after-project", "certain"), ("signed-in-the-future", "certain")]


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ((), [("signed-without-date", "certain")]),
        ((Dated("2022-01-01", role=CONTACT),), [("signed-with-other-date", "likely")]),
        ((Dated("2022-01-01", role=SIGNATURE),), []),
    ],
)
def test_signed_needs_the_date_of_a_signature(given, found):
    assert found_of(*given, status="SIGNED") == found


@pytest.mark.parametrize("status", ["not signed", "to be signed", "MoU", ""])
def test_what_is_not_signed_needs_no_date(status):
    assert found_of(status=status) == []


def test_events_that_only_the_year_tells_apart_are_of_their_year():
    entries = [
        Entry("a", name="General Assembly 2021", dates=(Dated("2022-01-28", role=HELD),)),
        Entry("b", name="General Assembly 2022", dates=(Dated("2022-10-20", role=HELD),)),
        Entry("c", name="Expo 2020", dates=(Dated("2022-02-04", role=HELD),)),
    ]

    found = dates((Register("Table 8", EVENTS, tuple(entries)),), PROJECT)

    assert [(one.kind, one.claim, one.hardness) for one in found] == [("year-of-another", "a", "ask")]


@pytest.mark.parametrize(
    ("role", "contact", "kinds"),
    [
        (SIGNATURE, "2022-06", ["signed-before-contact"]),
        (START, "2022-06", ["signed-before-contact"]),
        (SIGNATURE, "2022-04", []),
        (SIGNATURE, "2022", []),
    ],
)
def test_a_signature_before_the_first_contact_is_found(role, contact, kinds):
    signed = Entry("a", parties=(Party("Rail Chamber"),), dates=(Dated("2022-04-04", role=role),))
    first = Entry("n", parties=(Party("RAIL CHAMBER"),), dates=(Dated(contact, role=CONTACT),))
    registers = (Register("Table 3", AGREEMENTS, (signed,)), Register("Table 2", CONTACTS, (first,)))

    assert [one.kind for one in dates(registers, PROJECT)] == kinds
