import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck.claims import Claim
from kontor.engine.crosscheck.rules.sums import Share, Total, grid, shares, sums


def total(stated, *parts, unit="", complete=True):
    claims = tuple(Claim(f"part {number}", part, unit=unit) for number, part in enumerate(parts))
    return Total("t", "events", Claim("t", stated, unit=unit), claims, "Table 1", complete)


@pytest.mark.parametrize(
    ("stated", "difference"),
    [
        (total(34, 26, 2, 5), -1),
        (total(100, 60, 45, unit="percent"), 5),
        (total(10, 6, 7, complete=False), 3),
    ],
)
def test_parts_that_do_not_make_their_total_are_found(stated, difference):
    [found] = sums([stated])

    assert (found.kind, found.difference, len(found.rows)) == (
        "parts-do-not-sum",
        difference,
        len(stated.parts),
    )


@pytest.mark.parametrize(
    "stated",
    [
        total(34, 26, 2, 6),
        total(100, 33, 33, 33, unit="percent"),
        total(10, 6, complete=False),
        total(1.0, 0.3, 0.3, 0.3),
    ],
)
def test_parts_make_their_total_within_rounding(stated):
    assert sums([stated]) == []


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=12).filter(lambda parts: sum(parts) > 0))
def test_rounded_percentages_of_any_split_make_a_hundred(parts):
    percents = [round(100 * part / sum(parts)) for part in parts]

    assert sums([total(100, *percents, unit="percent")]) == []


def test_the_columns_of_a_table_make_its_last_row():
    rows = [("PE", [1, 30]), ("CO", [None, 25])]

    assert sums(grid("Table 1", ["events", "meetings"], rows, [1, 55])) == []
    assert [one.words[0] for one in sums(grid("Table 1", ["events", "meetings"], rows, [2, 55]))] == [
        ("name", "events")
    ]


def share(percent, part, whole):
    claims = [None if value is None else Claim(str(value), value) for value in (part, whole)]
    return Share("s", Claim("p", percent, unit="percent"), *claims)


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        (share(85, 19, 23), "percent-differs"),
        (share(52.2, 12, 21), "percent-differs"),
        (share(60, None, None), "percent-without-whole"),
        (share(60, 12, None), "percent-without-whole"),
        (share(120, 24, 20), "part-above-whole"),
    ],
)
def test_a_percentage_that_cannot_be_is_found(stated, kind):
    assert [one.kind for one in shares([stated])] == [kind]


@pytest.mark.parametrize(
    "stated", [share(83, 19, 23), share(82.6, 19, 23), share(50, None, 2), share(0, 0, 5)]
)
def test_a_percentage_holds_within_its_rounding(stated):
    assert shares([stated]) == []
