import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.engine.crosscheck.answers import ESTIMATE, EXACT, LOWER, UPPER, Answer, Rule
from kontor.engine.crosscheck.claims import (
    VERDICTS,
    Claim,
    ClaimError,
    agreeing,
    check,
    check_question,
    interval,
    is_date,
)
from kontor.engine.crosscheck.questions import Filter, Question

PLACES = [
    {"id": "1", "partnership": "adpack", "organisation": "plastiwin", "country": "IT"},
    {"id": "2", "partnership": "adpack2", "organisation": "plastiwin", "country": "IT"},
    {"id": "3", "partnership": "adpack2", "organisation": "packbridge", "country": "SE"},
]


def _answer(value, bound=EXACT, measure="count"):
    rows = ("1", "2")
    return Answer(
        value, rows, Rule(measure, "rows", "as-printed"), bound, () if bound == EXACT else ("unknown",)
    )


@pytest.mark.parametrize(
    ("claim", "found", "verdict", "difference"),
    [
        (Claim("a", 25), _answer(25), "agrees", 0),
        (Claim("a", 62), _answer(61), "differs", -1),
        (Claim("a", 150, "approximately"), _answer(136), "agrees", -14),
        (Claim("a", 150, "approximately"), _answer(134), "differs", -16),
        (Claim("a", 17000, "more-than"), _answer(17001), "agrees", 1),
        (Claim("a", 17000, "more-than"), _answer(17000), "differs", 0),
        (Claim("a", 5, "at-least"), _answer(5), "agrees", 0),
        (Claim("a", 5, "at-least"), _answer(4), "differs", -1),
        (Claim("a", 3, "at-most"), _answer(3), "agrees", 0),
        (Claim("a", 3, "at-most"), _answer(4), "differs", 1),
        (Claim("a", 3, "range", upper=5), _answer(5), "agrees", 2),
        (Claim("a", 3, "range", upper=5), _answer(6), "differs", 3),
        (Claim("a", 4.6), _answer(4.649), "agrees", 0.049),
        (Claim("a", 4.6), _answer(4.651), "differs", 0.051),
        (Claim("a", 6), _answer(6.4), "agrees", 0.4),
        (Claim("a", 6), _answer(6.6), "differs", 0.6),
        (Claim("a", 6, rounding=1), _answer(6.0667), "agrees", 0.0667),
        (Claim("a", 6, "approximately"), _answer(6.0667), "agrees", 0.0667),
        (Claim("a", 4300000, rounding=100000), _answer(4340000), "agrees", 40000),
        (Claim("a", 34, unit="percent"), _answer(0.34, measure="share"), "agrees", 0),
        (Claim("a", 34, unit="percent"), _answer(0.41, measure="share"), "differs", 7),
        (Claim("a", "many"), _answer(6), "differs", None),
    ],
)
def test_check_honours_the_qualifier(claim, found, verdict, difference):
    checked = check(claim, found)

    assert (checked.verdict, checked.difference) == (verdict, difference)
    assert (checked.published, checked.rows) == (claim.value, ("1", "2"))


@pytest.mark.parametrize(
    ("claim", "found", "verdict"),
    [
        (Claim("a", 18), _answer(12, LOWER), "lower-bound"),
        (Claim("a", 12), _answer(12, LOWER), "agrees"),
        (Claim("a", 11), _answer(12, LOWER), "differs"),
        (Claim("a", 5, "at-least"), _answer(2, LOWER), "lower-bound"),
        (Claim("a", 3, "at-most"), _answer(4, LOWER), "differs"),
        (Claim("a", 18), _answer(0, LOWER), "missing-data"),
        (Claim("a", 18), _answer(None), "missing-data"),
        (Claim("a", 4.6), _answer(5.2, ESTIMATE), "missing-data"),
        (Claim("a", 4.6), _answer(4.6, ESTIMATE), "agrees"),
        (Claim("a", 3), _answer(4, UPPER), "missing-data"),
        (Claim("a", 5), _answer(4, UPPER), "differs"),
        (Claim("a", 5), None, "not-recomputable"),
    ],
)
def test_incomplete_records_accuse_nobody(claim, found, verdict):
    assert check(claim, found).verdict == verdict


@pytest.mark.parametrize(
    ("stated", "known", "bound", "verdict", "difference", "unit"),
    [
        ("2018-10-25", "2018-10-25", EXACT, "agrees", None, ""),
        ("2018", "2018-10-25", EXACT, "agrees", None, ""),
        ("2018-10-25", "2018", EXACT, "agrees", None, ""),
        ("2018-10-25", "2018-10-27", EXACT, "differs", 2, "days"),
        ("2018-02", "2017-12-31", EXACT, "differs", -2, "months"),
        ("2016", "2015-03", EXACT, "differs", -1, "years"),
        ("2018-13", "2018-12", EXACT, "date-impossible", None, ""),
        ("2018-02-30", "2018-02-28", EXACT, "date-impossible", None, ""),
        ("2014", "2015", UPPER, "missing-data", 1, "years"),
        ("2016", "2015", UPPER, "differs", -1, "years"),
    ],
)
def test_dates_are_compared_as_precisely_as_both_are_stated(stated, known, bound, verdict, difference, unit):
    checked = check(Claim("start", stated, unit="date"), _answer(known, bound, "min-date"))

    assert (checked.verdict, checked.difference, checked.difference_unit) == (verdict, difference, unit)


def test_texts_agree_as_people_read_them():
    assert check(Claim("a", "País Vasco"), _answer("PAIS VASCO")).verdict == "agrees"
    assert check(Claim("a", "País Vasco"), _answer("Galicia")).verdict == "differs"


@pytest.mark.parametrize(
    ("bound", "stated", "verdict", "missing", "extra"),
    [
        (EXACT, ("be", "SE"), "agrees", (), ()),
        (EXACT, ("BE", "ES"), "set-difference", ("ES",), ("SE",)),
        (LOWER, ("BE", "ES", "SE"), "lower-bound", ("ES",), ()),
        (LOWER, ("BE",), "set-difference", (), ("SE",)),
    ],
)
def test_sets_show_what_is_missing_and_what_is_extra(bound, stated, verdict, missing, extra):
    checked = check(Claim("countries", stated), _answer(("BE", "SE"), bound, "set"))

    assert (checked.verdict, checked.missing, checked.extra) == (verdict, missing, extra)


def test_the_rule_under_which_a_claim_agrees_is_named():
    question = Question("participations", filters=(Filter("country", "is", "IT"),), rule="organisations")

    checked = check_question(Claim("italian", 2), question, {"participations": PLACES})

    assert (checked.verdict, checked.recomputed, checked.rule) == ("differs", 1, "organisations")
    assert checked.agrees_as == ("as-printed", "places")
    assert checked.tried == (("as-printed", 2), ("places", 2))


def test_only_the_rules_asked_for_are_tried():
    question = Question("participations", rule="organisations")

    checked = check_question(
        Claim("all", 2), question, {"participations": PLACES}, rules=("places", "organisations")
    )

    assert (checked.agrees_as, checked.tried) == (("organisations",), (("places", 3),))


def test_a_claim_without_question_is_not_recomputable():
    checked = check_question(Claim("money", 4300000), None, {})

    assert (checked.verdict, checked.published, checked.recomputed) == ("not-recomputable", 4300000, None)


def test_claims_that_do_not_add_up_are_told_apart_from_records_that_differ():
    parts = [{"id": "a", "value": "4"}, {"id": "b", "value": "3"}, {"id": "c", "value": "8"}]

    checked = check_question(Claim("total", 16), Question("claims", "sum", "value"), {"claims": parts})

    assert (checked.verdict, checked.recomputed, checked.rows) == ("parts-do-not-sum", 15, ("a", "b", "c"))


@pytest.mark.parametrize(
    ("text", "more", "value", "qualifier"),
    [
        ("150", {"qualifier": "approx"}, 150, "approximately"),
        ("4.60", {}, 4.6, "exact"),
        ("2018", {"unit": "year"}, "2018", "exact"),
        ("Galicia", {}, "Galicia", "exact"),
        ("1e999", {}, "1e999", "exact"),
    ],
)
def test_a_claim_is_read_from_text(text, more, value, qualifier):
    claim = Claim.from_text("a", text, **more)

    assert (claim.value, claim.qualifier) == (value, qualifier)
    assert type(claim.value) is type(value)


def test_a_range_is_read_from_text():
    assert interval(Claim.from_text("a", "3-5", qualifier="range")) == (3, 5)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ({"value": 1, "qualifier": "perhaps"}, "'perhaps' is not known; use one of exact"),
        ({"value": float("nan")}, "not a finite number"),
        ({"value": 5, "qualifier": "range", "upper": 3}, "the smaller as value"),
        ({"value": "five", "qualifier": "range", "upper": 3.0}, "two numbers"),
    ],
)
def test_a_claim_that_makes_no_sense_is_refused(arguments, sentence):
    with pytest.raises(ClaimError, match=sentence):
        Claim("a", **arguments)


def test_verdicts_become_json():
    checked = check(Claim("countries", ("BE", "ES")), _answer(("BE", "SE"), EXACT, "set"))

    assert json.loads(json.dumps(checked.to_json()))["missing"] == ["ES"]
    assert checked.to_json()["published"] == ["BE", "ES"]


def test_verdicts_are_counted_by_word():
    checked = [
        check(Claim("a", 1), _answer(1)),
        check(Claim("b", 2), _answer(1)),
        check(Claim("c", 1), _answer(1)),
    ]

    assert agreeing(checked) == {"agrees": 2, "differs": 1}


qualifiers = st.sampled_from(["exact", "approximately", "more-than", "at-least", "at-most"])
values = st.integers(0, 10**6)


@given(values, values, qualifiers, st.sampled_from([EXACT, LOWER, UPPER, ESTIMATE]))
def test_verdicts_are_consistent_with_the_qualifier(stated, known, qualifier, bound):
    claim = Claim("a", stated, qualifier)

    checked = check(claim, _answer(known, bound))

    fits = {
        "exact": known == stated,
        "approximately": abs(known - stated) <= stated * 0.1 + 1e-9,
        "more-than": known > stated,
        "at-least": known >= stated,
        "at-most": known <= stated,
    }[qualifier]
    unknown = known == 0 and bound != EXACT
    assert checked.verdict in VERDICTS
    assert (checked.verdict == "agrees") == (fits and not unknown)
    assert (checked.verdict == "differs") <= (not fits)
    if bound == LOWER and not fits and not unknown:
        # More rows can only help a claim that lies above what is known.
        assert (checked.verdict == "lower-bound") == (qualifier != "at-most" and known < stated * 1.1 + 1)


@given(st.dates())
def test_every_day_of_the_calendar_is_a_date(day):
    assert is_date(day.isoformat())
    assert is_date(day.isoformat()[:7])


@given(st.text(max_size=10))
def test_checking_any_text_as_a_date_gives_a_verdict(text):
    assert check(Claim("a", text, unit="date"), _answer("2018-02", measure="min-date")).verdict in VERDICTS
