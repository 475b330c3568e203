import pytest

from kontor.engine.crosscheck.registers import CASES, DETAIL, OVERVIEW, Entry, Register
from kontor.engine.crosscheck.rules.statuses import Statement, statements_of, status_conflicts


def conflicts(one, other, **given):
    return status_conflicts([Statement("overview", "7", one), Statement("detail", "7", other, **given)])


def test_two_statuses_of_one_record_conflict():
    found = status_conflicts(
        [
            Statement("overview", "agreement-7", "signed"),
            Statement("detail", "agreement-7", "to be signed"),
            Statement("partner", "agreement-7", "Signed"),
            Statement("detail 8", "agreement-8", "to be signed"),
        ]
    )

    assert [(one.claim, one.other, one.verdict) for one in found] == [
        ("overview", "detail", "status-conflict"),
        ("detail", "partner", "status-conflict"),
    ]


@pytest.mark.parametrize(
    ("one", "other", "hardness"),
    [
        ("SIGNED", "agreement to be signed", "certain"),
        ("NOT SIGNED", "SIGNED", "certain"),
        ("MoU", "under negotiation", "likely"),
        ("signed", "project", "ask"),
        ("signed", "half way", "ask"),
    ],
)
def test_a_conflict_is_as_hard_as_its_words(one, other, hardness):
    [found] = conflicts(one, other)

    assert found.hardness == hardness


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("signed", "SIGNED"),
        ("signed", "active"),
        ("MoU", "signed"),
        ("not signed", "contact"),
        ("Collaboration", "project"),
        ("closed", "active"),
    ],
)
def test_statuses_that_allow_a_common_state_agree(one, other):
    assert conflicts(one, other) == []


def test_a_later_statement_may_be_further_on_but_not_further_back():
    forward = [
        Statement("spring", "7", "to be signed", stated_on="2022-03"),
        Statement("autumn", "7", "signed", stated_on="2022-10"),
    ]
    back = [
        Statement("spring", "7", "signed", stated_on="2022-03"),
        Statement("autumn", "7", "to be signed", stated_on="2022-10"),
    ]

    assert status_conflicts(forward) == []
    assert [one.hardness for one in status_conflicts(back)] == ["certain"]


def test_the_kind_of_an_overview_is_held_against_the_status_of_its_detail():
    overview = Register("overview", CASES, (Entry("o1", record="1", kind="formal agreement"),), OVERVIEW)
    detail = Register("details", CASES, (Entry("d1", record="1", status="negotiation"),), DETAIL)

    [found] = status_conflicts(statements_of((overview, detail)))

    assert (found.hardness, found.rows, found.places) == ("likely", ("o1", "d1"), ("overview", "details"))


def test_a_kind_that_speaks_of_no_state_is_no_statement():
    overview = Register("overview", CASES, (Entry("o1", record="1", kind="representation office"),), OVERVIEW)
    detail = Register("details", CASES, (Entry("d1", record="1", status="project"),), DETAIL)

    assert status_conflicts(statements_of((overview, detail))) == []
