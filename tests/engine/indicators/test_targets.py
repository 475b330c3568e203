from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import Target, TargetError, check_split, progress, reached, standings

NUMBERS = st.fractions(-50, 50, max_denominator=4)


@given(
    st.dictionaries(st.text("ABCDE", min_size=1, max_size=2), st.integers(0, 9), min_size=1),
    st.integers(-3, 3),
)
def test_a_split_has_a_gap_exactly_where_it_does_not_add_up(parts, off):
    gaps = check_split(Target(sum(parts.values()) - off, by_partner=parts))

    assert [(gap.where, gap.difference) for gap in gaps] == ([("partners", off)] if off else [])


@pytest.mark.parametrize(
    ("time", "across", "told"),
    [
        ("sum", "sum", [("partners", 9), ("periods", 17)]),
        ("cumulative", "sum", [("partners", 9), ("periods", 9)]),
        ("latest", "maximum", [("partners", 5), ("periods", 9)]),
        ("maximum", "joint", [("partners", 5), ("periods", 9)]),
        ("ratio", "distinct", [("partners", 9)]),
    ],
)
def test_a_split_adds_up_as_its_values_do(time, across, told):
    target = Target(10, {"A": 4, "B": 5}, {"1": 3, "2": 5, "3": 9})

    assert [(gap.where, gap.parts) for gap in check_split(target, time=time, across=across)] == told


def test_a_gap_says_the_difference_in_words():
    gaps = check_split(Target(10, {"A": 4, "B": 5}, {"1": 6, "2": 5}))

    assert [str(gap.sentence) for gap in gaps] == [
        "The targets of the partners make 9 and not 10: 1 is missing",
        "The targets of the periods make 11 and not 10: 1 too many",
    ]
    assert gaps[1].to_json()["difference"] == 1


def test_cells_add_up_to_their_partner_and_their_period():
    cells = {("A", "1"): 2, ("A", "2"): 3, ("B", "1"): 4}

    gaps = check_split(Target(10, {"A": 5, "B": 5}, {"1": 6, "2": 4}, cells))

    assert [(gap.where, gap.of, gap.difference) for gap in gaps] == [
        ("periods", "B", -1),
        ("partners", "2", -1),
    ]
    assert str(gaps[0].sentence) == "B: the targets of the periods make 4 and not 5"


def test_nothing_split_and_no_total_have_no_gap():
    assert check_split(Target(10)) == check_split(Target(None, {"A": 4})) == ()


@given(NUMBERS, NUMBERS, NUMBERS)
def test_progress_goes_from_the_baseline_to_the_target(achieved, target, baseline):
    direction = "down" if target < baseline else "up"

    found = progress(achieved, target, baseline, direction)

    if target != baseline:
        assert baseline + found * (target - baseline) == achieved
        assert reached(achieved, target, direction) == (found >= 1)
    else:
        assert found == (1 if achieved >= target else 0)


@pytest.mark.parametrize(
    ("given_values", "value"),
    [
        ((5, 10), Fraction(1, 2)),
        ((12, 10), Fraction(6, 5)),
        ((8, 20, 10), Fraction(-1, 5)),
        ((6, 2, 10, "down"), Fraction(1, 2)),
        ((0, 2, None, "down"), None),
        ((None, 10), None),
        ((3, None), None),
        ((3, 3, 3), 1),
        ((2, 3, 3), 0),
        ((4, 3, 3, "down"), 0),
        ((0, 0), 1),
    ],
)
def test_progress_in_examples(given_values, value):
    assert progress(*given_values) == value


def test_a_target_on_the_wrong_side_is_refused():
    with pytest.raises(TargetError, match="The target 2 is not on the way up from the baseline 10"):
        progress(6, 2, 10)
    with pytest.raises(TargetError, match="'left' is neither up nor down"):
        progress(1, 2, direction="left")


def test_no_data_is_neither_reached_nor_missed():
    found = standings(Target(5, {"A": 1, "B": 1}), None, {"A": None, "B": 0})

    assert (found.together.reached, found.together.progress) == (None, None)
    assert [(one.who, one.achieved, one.reached) for one in found.partners] == [
        ("A", None, None),
        ("B", 0, False),
    ]
    assert [one.who for one in found.behind] == ["B"]


def test_partners_stand_from_their_own_baseline():
    found = standings(
        Target(20, {"A": 12, "B": 8}), 16, {"A": 11, "B": 5, "C": 1}, baseline=10, baselines={"A": 10}
    )

    assert found.together.progress == Fraction(3, 5)
    assert {one.who: one.progress for one in found.partners} == {
        "A": Fraction(1, 2),
        "B": Fraction(5, 8),
        "C": None,
    }
    assert found.to_json()["together"] == {
        "who": "", "achieved": 16, "target": 20, "progress": "3/5", "reached": False,
    }  # fmt: skip
