"""One record in two fields of work."""

import pytest

from kontor.engine.crosscheck.findings import sentence
from kontor.engine.crosscheck.registers import CASES, DETAIL, OVERVIEW, Entry, Register
from kontor.engine.crosscheck.rules.sectors import sector_conflicts


def told(one, other, record="7"):
    return sector_conflicts(
        (
            Register("overview", CASES, (Entry("o7", "7", sector=one),), OVERVIEW),
            Register("details", CASES, (Entry("d7", record, sector=other),), DETAIL),
        )
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Energy and environment", "Environment, energy"),
        ("Energy, water", "Water"),
        ("Agriculture (plants)", "agriculture"),
        ("Énergie", "energie"),
        ("Energy", ""),
        ("and", "Energy"),
    ],
)
def test_what_says_the_same_or_less_is_no_other_field(one, other):
    assert told(one, other) == []


def test_another_field_is_asked_with_both_places():
    (found,) = told("Plasma gasification", "Waste for energy")

    assert (found.kind, found.hardness, found.rows) == ("sector-conflict", "ask", ("o7", "d7"))
    assert sentence(found) == (
        "7 is in 'Plasma gasification' according to overview and in 'Waste for energy' according to details."
    )


def test_rows_of_other_records_are_not_held_against_each_other():
    assert told("Energy", "Water", record="8") == []
