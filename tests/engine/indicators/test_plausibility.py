from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.indicators import Achieved, plausibility

PAST = [Achieved(f"p{n}", n, months=24, partners=5, smes=100 * n) for n in range(1, 11)]


@given(st.lists(st.integers(0, 20), min_size=5, max_size=12), st.integers(0, 20))
def test_a_target_stands_where_counting_puts_it(values, wanted):
    past = [Achieved(str(place), value) for place, value in enumerate(values)]

    (told,) = plausibility(Achieved("new", wanted), past)

    assert (told.below, told.equal, told.above) == (
        sum(one < wanted for one in values), values.count(wanted), sum(one > wanted for one in values)
    )  # fmt: skip
    assert told.percentile == Fraction(2 * told.below + told.equal, 2 * len(values))
    assert (told.verdict == "unseen") == (wanted > max(values))


def test_a_target_is_put_on_every_basis_whose_size_is_known():
    told = plausibility(Achieved("new", 20, months=48, smes=200), PAST)

    assert [(one.basis, one.rate, one.verdict) for one in told] == [
        ("in-all", 20, "unseen"),
        ("per-month", Fraction(5, 12), "high"),
        ("per-sme", Fraction(1, 10), "unseen"),
    ]


def test_the_verdicts_go_from_low_to_unseen():
    told = {value: plausibility(Achieved("new", value), PAST)[0] for value in (1, 5, 10, 11)}

    assert {value: one.verdict for value, one in told.items()} == {
        1: "low",
        5: "usual",
        10: "high",
        11: "unseen",
    }
    assert str(told[5].sentence) == "5 is usual: 4 of 10 past partnerships achieved less, 5 more"
    assert told[5].median == Fraction(11, 2)
    assert told[11].to_json()["past"][0] == ["p10", 10]


def test_too_few_or_others_are_not_comparable():
    few = plausibility(Achieved("new", 5), PAST[:4])[0]
    strand = plausibility(Achieved("new", 5, group="S3"), PAST)[0]
    itself = plausibility(Achieved("p1", 5), PAST[:5])[0]

    assert (few.verdict, strand.verdict, itself.verdict) == ("not-comparable",) * 3
    assert str(few.sentence) == "Not comparable: only 4 past partnerships are known, 5 are needed"
    assert (few.percentile, few.median, len(strand.past), len(itself.past)) == (None, None, 0, 4)


def test_a_size_of_nought_or_unknown_is_left_out():
    past = [Achieved(f"p{n}", n, partners=n % 2) for n in range(1, 11)]

    told = {one.basis: one for one in plausibility(Achieved("new", 5, partners=5), past)}

    assert len(told["per-partner"].past) == 5
    assert set(told) == {"in-all", "per-partner"}
