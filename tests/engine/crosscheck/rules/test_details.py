import pytest

from kontor.engine.crosscheck.registers import (
    AGREEMENTS,
    CASES,
    DETAIL,
    HELD,
    OVERVIEW,
    Dated,
    Entry,
    Party,
    Register,
)
from kontor.engine.crosscheck.rules.details import details


def halves(overview, detail):
    return (Register("overview", CASES, overview, OVERVIEW), Register("details", CASES, detail, DETAIL))


def case(key, record, name="Harbour Cluster", day="", **given):
    dates = (Dated(day, day, HELD),) if day else ()
    return Entry(key, record=record, parties=(Party(name),) if name else (), dates=dates, **given)


def kinds_of(registers):
    return [(one.kind, one.rows, one.hardness) for one in details(registers)]


def test_halves_without_each_other_are_found():
    overview = (case("o1", "1"), case("o2", "2", "Optik Alliance"))
    detail = (case("d1", "1"), case("d3", "3", "Rail Chamber"))

    assert kinds_of(halves(overview, detail)) == [
        ("overview-without-detail", ("o2",), "certain"),
        ("detail-without-overview", ("d3",), "certain"),
    ]


def test_halves_that_only_their_records_part_are_brought_together():
    found = kinds_of(
        halves(
            (case("o1", "1"), case("o2", "2", "Optik")),
            (case("d1", "9", "HARBOUR"), case("d2", "2", "Optik")),
        )
    )

    assert found == [("detail-under-other-record", ("o1", "d1"), "likely")]


def test_an_overview_without_any_details_lacks_none():
    assert kinds_of((Register("overview", CASES, (case("o1", "1"),), OVERVIEW),)) == []


@pytest.mark.parametrize(
    ("detail", "kind"),
    [
        (case("d1", "1", "Packaging Institute"), "counterpart-differs"),
        (case("d1", "1", day="2022-06-01"), "date-differs"),
    ],
)
def test_halves_that_tell_of_different_things_are_found(detail, kind):
    assert kinds_of(halves((case("o1", "1", day="2022-03-01"),), (detail,))) == [
        (kind, ("o1", "d1"), "likely")
    ]


@pytest.mark.parametrize(
    "detail", [case("d1", "1", "HARBOUR"), case("d1", "1", ""), case("d1", "1", day="2022")]
)
def test_halves_that_may_tell_of_one_thing_agree(detail):
    assert kinds_of(halves((case("o1", "1", day="2022-03-01"),), (detail,))) == []


@pytest.mark.parametrize(
    ("status", "evidence", "kinds"),
    [
        ("signed", (), ["signed-without-evidence"]),
        ("signed", ("letter.pdf",), []),
        ("signed", None, []),
        ("to be signed", (), []),
    ],
)
def test_a_signature_needs_evidence_where_evidence_is_kept(status, evidence, kinds):
    register = Register("Table 3", AGREEMENTS, (Entry("a", status=status, evidence=evidence),))

    assert [one.kind for one in details((register,))] == kinds
