from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import NOT_STATED, breakdowns, count

from .making import MEASURES, drawn_rows

PARTS = st.dictionaries(st.sampled_from("ABCD"), st.one_of(st.none(), st.integers(0, 9)))


@given(st.integers(0, 30), PARTS)
def test_parts_make_the_total_with_the_remainder_or_are_a_fault(value, parts):
    (told,) = breakdowns(value, {"country": parts})

    assert (sum(told.parts.values()) == value) == (told.fault is None)
    assert (told.fault is not None) == (sum(part or 0 for part in parts.values()) > value)


@given(drawn_rows(), st.sampled_from(MEASURES))
def test_what_is_counted_breaks_down_without_fault(rows, rule):
    found = count(rule, rows)
    parts = {label: one.value for label, one in found.by_dimension("kind").items()}

    (told,) = breakdowns(found.total.value, {"kind": parts})

    assert told.fault is None


def test_9_a_mismatch_is_named_by_its_difference():
    country, sector = breakdowns(6, {"country": {"DE": 2, "ES": 2}, "sector": {"energy": 4, "cement": 5}})

    assert (country.parts, country.fault) == ({"DE": 2, "ES": 2, NOT_STATED: 2}, None)
    assert str(sector.fault) == "sector: the parts make 9 and not 6, 3 too many"
    assert sector.to_json()["difference"] == 3


def test_a_remainder_that_is_stated_must_be_right():
    (told,) = breakdowns(6, {"country": {"DE": 2, NOT_STATED: 3}})

    assert str(told.fault) == "country: the parts make 5 and not 6, 1 missing"


def test_a_part_without_data_is_part_of_the_remainder():
    (told,) = breakdowns(Fraction(5, 2), {"country": {"DE": 2, "ES": None}})

    assert told.parts == {"DE": 2, NOT_STATED: Fraction(1, 2)}


def test_parts_of_no_total_are_a_fault():
    assert str(breakdowns(None, {"country": {"DE": 2}})[0].fault) == "country: there are parts and no total"
    assert breakdowns(None, {"country": {"DE": None}})[0].fault is None
