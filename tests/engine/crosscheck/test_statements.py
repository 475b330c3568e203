import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.questions import Question
from kontor.engine.crosscheck.statements import (
    check_date,
    compatible,
    contradictions,
    parts_sum,
    repeated,
)

claims = st.builds(
    Claim,
    st.just("a"),
    st.integers(0, 50) | st.floats(0, 50).map(lambda number: round(number, 1)),
    st.sampled_from(["exact", "approximately", "more-than", "at-least", "at-most"]),
)


def test_claims_on_one_question_contradict_each_other():
    clusters = Question("participations", rule="organisations")
    others = Question("partnerships")

    [found] = contradictions(
        [
            (Claim("s2.2", 123), clusters),
            (Claim("s2.1", 135), clusters),
            (Claim("s6", 25), others),
        ]
    )

    assert (found.verdict, found.claim, found.other, found.difference) == ("contradicts", "s2.1", "s2.2", -12)
    assert (found.published, found.recomputed) == (135, 123)


def test_claims_about_nothing_named_are_not_compared():
    assert contradictions([(Claim("a", 1), ""), (Claim("b", 2), "")]) == []


@pytest.mark.parametrize(
    ("one", "other", "fits"),
    [
        (Claim("a", 150, "approximately"), Claim("b", 150, "more-than"), True),
        (Claim("a", 17000, "more-than"), Claim("b", 17000), False),
        (Claim("a", 17000, "more-than"), Claim("b", 17000, "at-most"), False),
        (Claim("a", 5, "at-least"), Claim("b", 6), True),
        (Claim("a", 25), Claim("b", 24), False),
        (Claim("a", 4.6), Claim("b", 4.62), True),
        (Claim("a", 4.6), Claim("b", 4.7), True),
        (Claim("a", 4.6), Claim("b", 4.8), False),
        (Claim("a", "2018", unit="year"), Claim("b", "2017", unit="year"), False),
        (Claim("a", "2018-02", unit="month"), Claim("b", "2018-02-01", unit="date"), True),
        (Claim("a", ("BE", "SE")), Claim("b", ("se", "be")), True),
        (Claim("a", ("BE",)), Claim("b", ("SE",)), False),
        (Claim("a", "Galicia"), Claim("b", "GALICIA"), True),
    ],
)
def test_compatible_claims_leave_room_for_one_value(one, other, fits):
    assert compatible(one, other) is fits
    assert compatible(other, one) is fits


@given(claims, claims)
def test_compatibility_is_symmetric_and_every_claim_fits_itself(one, other):
    assert compatible(one, other) == compatible(other, one)
    assert compatible(one, one)


@pytest.mark.parametrize(
    ("total", "parts", "verdict", "recomputed"),
    [
        (Claim("clusters", 34), [26, 2, 2, 1, 1, 1, 1], "agrees", 34),
        (Claim("clusters", 34), [26, 2, 2, 1, 1, 1], "parts-do-not-sum", 33),
        (Claim("partnerships", 25), [9, 6, 10], "agrees", 25),
        (Claim("many", 150, "approximately"), [70, 70], "agrees", 140),
        (Claim("mean", 0.3), [0.1, 0.2], "agrees", 0.3),
        (Claim("none", 0), [], "missing-data", None),
        (Claim("date", "2018-02", unit="month"), [1], "missing-data", None),
    ],
)
def test_parts_make_their_total(total, parts, verdict, recomputed):
    found = parts_sum(total, [Claim(f"part {number}", value) for number, value in enumerate(parts)])

    assert (found.verdict, found.recomputed) == (verdict, recomputed)
    assert len(found.rows) == len(parts)


def test_open_parts_may_make_more_than_they_say():
    assert parts_sum(Claim("all", 30), [Claim("a", 10), Claim("b", 5, "at-least")]).verdict == "agrees"


@pytest.mark.parametrize(
    ("stated", "verdict", "limit"),
    [
        ("2018-02", "agrees", None),
        ("2018", "agrees", None),
        ("2018-01-31", "outside", "2018-02"),
        ("2019-12-31", "agrees", None),
        ("2020", "outside", "2019"),
        ("2018-00-10", "date-impossible", None),
        ("19-20.10.2020", "date-impossible", None),
        ("", "date-impossible", None),
    ],
)
def test_a_date_exists_and_lies_inside_the_project(stated, verdict, limit):
    found = check_date(Claim("signed", stated, unit="date"), earliest="2018-02", latest="2019")

    assert (found.verdict, found.recomputed) == (verdict, limit)


def test_the_same_agreement_in_two_tables_is_a_duplicate():
    rows = [
        {"id": "t1:3", "parties": ["PIA", "Lumière"], "date": "2018-05"},
        {"id": "t2:1", "parties": ["lumiere", "PIA"], "date": "2018-05"},
        {"id": "t2:2", "parties": ["PIA"], "date": ""},
        {"id": "t2:3", "parties": ["PIA"], "date": ""},
    ]

    [found] = repeated(rows, ("parties", "date"))

    assert (found.verdict, found.rows, found.other) == ("duplicate", ("t1:3", "t2:1"), "t2:1")
