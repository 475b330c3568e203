from datetime import date
from fractions import Fraction

import pytest

from kontor.engine.indicators import Card, CardError, Formula, Rule, SetTarget, check_change, lint
from kontor.engine.indicators.card import vague_words

SMART = Card(
    "kpi-4",
    {"en": "SME cooperation agreements signed", "de": "Unterzeichnete Kooperationsverträge mit KMU"},
    unit="agreement",
    counted_by=Rule("agreements", dimensions=("country",)),
    baseline=0,
    baseline_on=date(2020, 9, 1),
    target=20,
    deadline=date(2022, 12, 31),
    sets=(SetTarget("country", ("DE", "ES"), 1),),
    owner="WP3",
)


def test_card_comes_back_from_json():
    half = Card("a", target=Fraction(5, 2), counted_by=Formula("sum", ("b",)))

    assert Card.from_json(SMART.to_json()) == SMART
    assert Card.from_json(half.to_json()) == half
    assert half.to_json() == {"code": "a", "counted_by": {"how": "sum", "of": ["b"]}, "target": "5/2"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "code: An indicator needs a code"),
        ({"code": ""}, "code: An indicator needs a code"),
        ({"code": "a", "colour": "red"}, "card: A card has no 'colour'"),
        ({"code": "a", "direction": "left"}, "direction: 'left' is not known; use one of up, down"),
        ({"code": "a", "target": "many"}, "target: 'many' is not a number"),
        ({"code": "a", "deadline": "31.02.2022"}, "deadline: '31.02.2022' is not a date"),
        ({"code": "a", "measure": "percentage"}, "measure: A percentage needs a numerator and a denominator"),
        (
            {
                "code": "a",
                "measure": "percentage",
                "over_time": "ratio",
                "counted_by": {"register": "events"},
            },
            "measure: A percentage needs a numerator and a denominator",
        ),
        (
            {"code": "a", "over_time": "ratio", "counted_by": {"register": "events"}},
            "over_time: A ratio needs a numerator and a denominator",
        ),
        (
            {"code": "a", "counted_by": {"how": "ratio", "of": ["b", "c"]}},
            "over_time: What is counted as a ratio",
        ),
        ({"code": "a", "measure": "qualitative"}, "over_time: Words do not add up"),
        ({"code": "a", "measure": "ordinal"}, "over_time: Ranks do not add up"),
        (
            {"code": "a", "measure": "ordinal", "over_time": "maximum"},
            "over_partners: Words and ranks of partners",
        ),
        ({"code": "a", "sets": [{"dimension": "country", "members": []}]}, "sets: Name each member"),
        (
            {"code": "a", "sets": [{"dimension": "country", "members": ["DE"], "at_least": 0}]},
            "sets: At least one",
        ),
        *(
            ({"code": "a", "sets": [given]}, "sets: A set to be covered has a dimension, a list of members")
            for given in (
                {"colour": "red", "members": []},
                {"dimension": "country", "members": "DE"},
                {"dimension": "country"},
                ["country", "DE"],
            )
        ),
        (
            {"code": "a", "sets": [{"dimension": "country", "members": [{}]}]},
            "sets: A dimension and its members",
        ),
        (
            {"code": "a", "sets": [{"dimension": None, "members": ["DE"]}]},
            "sets: A dimension and its members",
        ),
        (
            {"code": "a", "sets": [{"dimension": "country", "members": ["DE"], "at_least": "2"}]},
            "sets: At least one",
        ),
    ],
)
def test_a_card_that_cannot_be_is_refused_in_words(given, sentence):
    with pytest.raises(CardError) as refused:
        Card.from_json(given)

    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("counted_by", [None, Formula("ratio", ("signed", "all"))])
def test_a_percentage_is_a_ratio_of_two_indicators_or_entered_as_one(counted_by):
    assert Card("a", measure="percentage", over_time="ratio", counted_by=counted_by).measure == "percentage"


def test_a_smart_card_has_no_warning():
    assert lint(SMART) == ()


def test_an_empty_card_is_warned_of_everything_that_is_missing():
    assert [str(one).partition(":")[0] for one in lint(Card("a", direction="down", target=3))] == [
        "No title",
        "No unit",
        "No deadline",
        "No baseline",
        "What is to fall needs a baseline to fall from",
        "No means of verification",
        "No owner",
    ]


def test_a_target_that_changes_nothing_is_told():
    warnings = lint(Card("a", target=3, baseline=3))

    assert "The target equals the baseline" in " ".join(map(str, warnings))


def test_words_need_no_unit_and_no_number():
    card = Card(
        "a", {"en": "State of the roadmap"}, measure="qualitative", over_time="latest", over_partners="joint",
        deadline=date(2022, 1, 1), verification="minutes", owner="WP1",
    )  # fmt: skip

    assert lint(card) == ()


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("Strengthened links", "en", ("Strengthened",)),
        ("International workshops held", "en", ()),
        ("Förderung der KMU", "de", ("Förderung",)),
        ("KMU unterstützen", "de", ("unterstützen",)),
        ("Zahl der Verträge", "de", ()),
        ("Fortalecer la cooperación", "es", ("Fortalecer",)),
        ("Améliorer l'accès", "fr", ("Améliorer",)),
        ("Renforcement des liens", "fr-BE", ("Renforcement",)),
        ("Wspieranie MŚP", "pl", ()),
        ("", "en", ()),
    ],
)
def test_vague_words_are_found_in_their_languages(text, language, words):
    assert vague_words(text, language) == words


@pytest.mark.parametrize(
    "change",
    [
        {"over_time": "cumulative"},
        {"over_partners": "maximum"},
        {"counted_by": Rule("agreements")},
    ],
)
def test_the_method_of_an_indicator_with_values_does_not_change(change):
    after = Card.from_json(
        SMART.to_json() | {n: v if isinstance(v, str) else v.to_json() for n, v in change.items()}
    )

    check_change(SMART, after, measured=False)
    with pytest.raises(CardError, match=f"Indicator kpi-4 has values, so {next(iter(change))} cannot change"):
        check_change(SMART, after, measured=True)


def test_texts_and_targets_of_an_indicator_with_values_may_change():
    check_change(SMART, Card.from_json(SMART.to_json() | {"target": 25, "owner": "WP1"}), measured=True)
