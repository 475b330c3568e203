from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck.answers import answer, plain
from kontor.engine.crosscheck.questions import Coverage, Filter, Having, Question, QuestionError

PARTICIPATIONS = [
    {"id": "1", "partnership": "adpack", "organisation": "plastiwin", "country": "BE", "smes": 40},
    {"id": "2", "partnership": "adpack", "organisation": "packbridge", "country": "SE", "smes": 60},
    {"id": "3", "partnership": "adpack2", "organisation": "plastiwin", "country": "BE", "smes": 40},
    {"id": "4", "partnership": "adpack2", "organisation": "plastiwin", "country": "BE", "smes": 40},
    {"id": "5", "partnership": "adpack2", "organisation": "nanoprogress", "country": "", "smes": None},
]
RECORDS = {
    "participations": PARTICIPATIONS,
    "partnerships": [
        {"id": "adpack", "start": "2016-01", "end": date(2017, 12, 31)},
        {"id": "adpack2", "start": "2018", "end": ""},
        {"id": "ecca", "start": None, "end": ""},
    ],
}


def _of(measure="count", field="", **more):
    return answer(Question("participations", measure, field, **more), RECORDS)


@pytest.mark.parametrize(
    ("rule", "value"),
    [("as-printed", 5), ("places", 4), ("organisations", 3), ("partnerships", 2), ("targets", 3)],
)
def test_count_follows_the_named_rule(rule, value):
    assert _of(rule=rule).value == value


def test_count_shows_every_row_behind_it():
    found = _of(filters=(Filter("country", "is", "be"),), rule="organisations")

    assert found.value == 1
    assert found.rows == ("1", "3", "4")


def test_an_organisation_counts_itself_among_organisations():
    rows = [{"id": "a"}, {"id": "b"}]

    assert answer(Question("organisations", rule="organisations"), {"organisations": rows}).value == 2


def test_an_unknown_value_makes_a_count_a_lower_bound():
    found = _of(filters=(Filter("country", "is", "BE"),))

    assert (found.value, found.bound, found.unknown) == (3, "lower", ("5",))
    assert not found.complete


def test_a_row_that_fails_another_condition_is_not_unknown():
    found = _of(filters=(Filter("country", "is", "BE"), Filter("organisation", "is-not", "nanoprogress")))

    assert found.complete


@pytest.mark.parametrize(
    ("measure", "field", "more", "value", "bound"),
    [
        ("count-distinct", "country", {}, 2, "lower"),
        ("set", "country", {}, ("BE", "SE"), "lower"),
        ("sum", "smes", {}, 180, "lower"),
        ("sum", "smes", {"rule": "organisations"}, 100, "lower"),
        ("mean", "smes", {"rule": "organisations"}, 50, "estimate"),
        ("max", "smes", {}, 60, "lower"),
        ("min", "smes", {}, 40, "upper"),
        ("mean", "organisation", {"group_by": "partnership"}, 2, "exact"),
        ("max", "", {"group_by": "partnership"}, 3, "exact"),
        ("groups", "", {"group_by": "country", "having": Having("at-least", 2)}, 1, "lower"),
        ("groups", "", {"group_by": "country", "having": Having("at-most", 2)}, 1, "estimate"),
        ("set", "", {"group_by": "partnership", "having": Having("is", 2)}, ("adpack",), "exact"),
        ("count", "", {"rule": "distinct", "distinct_by": ("partnership", "organisation")}, 4, "exact"),
    ],
)
def test_each_measure_gives_its_value_and_bound(measure, field, more, value, bound):
    found = _of(measure, field, **more)

    assert (found.value, found.bound) == (value, bound)


@pytest.mark.parametrize(
    ("measure", "field", "more", "value"),
    [
        ("share", "", {"filters": (Filter("country", "known"),), "of": Question("participations")}, 0.8),
        ("ratio", "", {"rule": "places", "of": Question("partnerships")}, 4 / 3),
        ("difference", "", {"of": Question("partnerships")}, 2),
        ("difference", "smes", {"part": "sum", "of": Question("participations", "max", "smes")}, 120),
        ("share", "", {"of": Question("partnerships", filters=(Filter("id", "is", "none"),))}, None),
    ],
)
def test_a_part_is_compared_with_the_other_question(measure, field, more, value):
    assert _of(measure, field, **more).value == pytest.approx(value)


def test_only_here_counts_what_the_other_set_lacks():
    other = Question("participations", "set", "country", (Filter("partnership", "is", "adpack2"),))

    found = _of("only-here", "country", filters=(Filter("partnership", "is", "adpack"),), of=other)

    assert (found.value, found.rows, found.bound) == (1, ("2",), "estimate")


def test_dates_keep_the_precision_of_their_source():
    first = answer(Question("partnerships", "min-date", "start"), RECORDS)
    last = answer(Question("partnerships", "max-date", "end"), RECORDS)

    assert (first.value, first.rows, first.bound) == ("2016-01", ("adpack",), "upper")
    assert (last.value, last.unknown) == ("2017-12-31", ("adpack2", "ecca"))


@pytest.mark.parametrize(
    ("op", "edge", "rows", "unknown"),
    [
        ("at-least", "2018", ("adpack2",), ("ecca",)),
        ("at-least", "2018-06", (), ("adpack2", "ecca")),
        ("at-most", "2016", ("adpack",), ("ecca",)),
        ("known", None, ("adpack", "adpack2"), ()),
        ("unknown", None, ("ecca",), ()),
    ],
)
def test_a_date_may_be_too_imprecise_to_judge(op, edge, rows, unknown):
    found = answer(Question("partnerships", filters=(Filter("start", op, edge),)), RECORDS)

    assert (found.rows, found.unknown) == (rows, unknown)


def test_records_without_a_row_make_the_answer_incomplete():
    found = _of("count-distinct", "partnership", covers=Coverage("partnerships", "partnership"))

    assert (found.value, found.bound, found.unknown) == (2, "lower", ("ecca",))


def test_a_list_has_each_of_its_entries():
    rows = [
        {"id": "1", "sectors": ["Food", "Energía"]},
        {"id": "2", "sectors": []},
        {"id": "3", "sectors": "food"},
    ]
    found = answer(
        Question("cases", filters=(Filter("sectors", "in", ("ENERGIA", "food")),)), {"cases": rows}
    )

    assert (found.rows, found.unknown) == (("1", "3"), ("2",))


@pytest.mark.parametrize(
    ("one", "other"), [(2, "2"), (2.0, "2"), ("-5", -5), ("País Vasco", "pais vasco"), ("C++", "c")]
)
def test_values_compare_as_people_read_them(one, other):
    assert plain(one) == plain(other)


def test_signs_are_part_of_a_number():
    assert plain("-5") != plain("5")


def test_an_absent_collection_is_named():
    with pytest.raises(QuestionError, match="no records called 'cases'"):
        answer(Question("cases"), RECORDS)


def test_an_answer_becomes_json():
    assert _of("set", "country").to_json() == {
        "value": ["BE", "SE"],
        "rows": ["1", "2", "3", "4"],
        "rule": {"measure": "set", "collection": "participations", "name": "as-printed"},
        "bound": "lower",
        "complete": False,
        "unknown": ["5"],
    }


countries = st.sampled_from(["ES", "PL", "AT"])
numbers = st.integers(0, 50)
known_rows = st.lists(
    st.fixed_dictionaries({"organisation": st.sampled_from("abc"), "partnership": st.sampled_from("pqr"),
                           "country": countries, "smes": numbers}),
    max_size=12,
).map(lambda rows: [row | {"id": str(number)} for number, row in enumerate(rows)])  # fmt: skip
chosen_countries = st.lists(countries, min_size=1, max_size=2).map(tuple)


@given(known_rows, chosen_countries, numbers)
def test_answers_equal_brute_force_on_known_rows(rows, wanted, least):
    filters = (Filter("country", "in", wanted), Filter("smes", "at-least", least))
    left = [row for row in rows if row["country"] in wanted and row["smes"] >= least]
    places = {(row["partnership"], row["organisation"]) for row in left}
    sizes = {key: len([row for row in left if row["partnership"] == key]) for key in "pqr"}
    expected = {
        ("count", "", "as-printed"): len(left),
        ("count", "", "places"): len(places),
        ("count", "", "organisations"): len({row["organisation"] for row in left}),
        ("count-distinct", "country", "as-printed"): len({row["country"] for row in left}),
        ("sum", "smes", "as-printed"): sum(row["smes"] for row in left),
        ("max", "smes", "as-printed"): max((row["smes"] for row in left), default=None),
        ("min", "smes", "as-printed"): min((row["smes"] for row in left), default=None),
        ("set", "organisation", "as-printed"): tuple(sorted({row["organisation"] for row in left})),
    }

    for (measure, field, rule), value in expected.items():
        found = answer(Question("rows", measure, field, filters, rule), {"rows": rows})
        assert (found.value, found.complete) == (value, True)
    two = Question("rows", "groups", filters=filters, group_by="partnership", having=Having("at-least", 2))
    assert answer(two, {"rows": rows}).value == sum(1 for size in sizes.values() if size >= 2)
    mean = answer(Question("rows", "mean", "smes", filters), {"rows": rows}).value
    assert mean == (
        pytest.approx(float(Fraction(sum(row["smes"] for row in left), len(left)))) if left else None
    )


@given(known_rows, st.lists(st.booleans(), min_size=12, max_size=12), chosen_countries)
def test_forgetting_values_never_raises_a_count(rows, forgotten, wanted):
    partly = [row | {"country": None} if gone else row for row, gone in zip(rows, forgotten, strict=False)]
    question = Question("rows", filters=(Filter("country", "in", wanted),))

    whole, part = answer(question, {"rows": rows}), answer(question, {"rows": partly})

    assert part.value <= whole.value <= part.value + len(part.unknown)
    assert part.complete == (len(part.unknown) == 0)


@given(known_rows, st.randoms(use_true_random=False))
def test_answers_do_not_depend_on_the_order_of_rows(rows, chance):
    shuffled = list(rows)
    chance.shuffle(shuffled)
    question = Question("rows", "mean", group_by="partnership", rule="organisations")

    one, other = answer(question, {"rows": rows}), answer(question, {"rows": shuffled})

    assert (one.value, set(one.rows)) == (other.value, set(other.rows))
