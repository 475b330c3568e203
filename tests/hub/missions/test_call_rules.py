"""What must hold of calls, without a database."""

from datetime import UTC, datetime

import pytest

from kontor.hub.missions.rules import calls as rules

OPENS = datetime(2027, 2, 1, 8, tzinfo=UTC)
FIRST, LAST = datetime(2027, 3, 1, 16, tzinfo=UTC), datetime(2027, 4, 1, 16, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "kind", "partner", "unmet"),
    [
        ("PE", "sme", True, []),
        ("CL", "sme", True, ["country"]),
        ("PE", "university", True, ["kind"]),
        ("PE", "sme", False, ["partners"]),
        ("", "other", False, ["country", "kind", "partners"]),
    ],
)
def test_every_unmet_condition_is_named(country, kind, partner, unmet):
    terms = rules.Terms(frozenset({"PE"}), frozenset({"sme"}), of_partners=True)

    assert rules.unmet(terms, rules.Candidate(country, kind, partner)) == unmet


def test_a_call_without_conditions_is_for_everybody():
    assert rules.unmet(rules.Terms(), rules.Candidate("", "other", False)) == []


def test_cut_offs_are_told_on_the_clock_of_the_call():
    found = rules.cut_offs_of("2027-04-01 17:00\n\n2027-03-01 17:00", "Europe/Madrid", OPENS)

    assert found == [datetime(2027, 3, 1, 16, tzinfo=UTC), datetime(2027, 4, 1, 15, tzinfo=UTC)]


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", rules.NoCutOff),
        ("tomorrow", rules.UnreadableMoment),
        ("2027-01-01 10:00", rules.CutOffBeforeOpening),
        ("2027-03-28 02:30", rules.NoSuchMoment),
    ],
)
def test_impossible_cut_offs_are_refused(text, refusal):
    with pytest.raises(refusal):
        rules.cut_offs_of(text, "Europe/Madrid", OPENS)


def test_questions_are_read_as_they_are_written():
    text = "* Why do you come?\nnumber: How many people?\n* choice: Which market? = Peru; Chile"

    found = rules.questions_of(text)

    assert found == [
        rules.Asked("text", "Why do you come?", (), True),
        rules.Asked("number", "How many people?"),
        rules.Asked("choice", "Which market?", ("Peru", "Chile"), True),
    ]
    assert "\n".join(one.written() for one in found) == text


def test_a_choice_without_options_is_refused():
    with pytest.raises(rules.UnreadableQuestion) as refusal:
        rules.questions_of("Why?\nchoice: Which market?")

    assert refusal.value.data == {"line": 2}


def test_criteria_need_a_weight():
    assert rules.criteria_of("Fit: the market: 3") == [("Fit: the market", 3)]
    with pytest.raises(rules.UnreadableCriterion):
        rules.criteria_of("Fit: 0")


def test_what_is_handed_in_belongs_to_the_next_cut_off():
    between = datetime(2027, 3, 5, tzinfo=UTC)

    assert rules.check_open(OPENS, [FIRST, LAST], between, "UTC") == LAST
    assert rules.check_open(OPENS, [FIRST, LAST], FIRST, "UTC") == FIRST


def test_closed_is_said_in_words():
    with pytest.raises(rules.CallClosed, match="closed on 2027-04-01 16:00, its last cut-off"):
        rules.check_open(OPENS, [FIRST, LAST], datetime(2027, 4, 2, tzinfo=UTC), "UTC")
    with pytest.raises(rules.NotOpenYet, match="opens on 2027-02-01 08:00"):
        rules.check_open(OPENS, [FIRST], datetime(2027, 1, 2, tzinfo=UTC), "UTC")


def test_numbers_and_options_are_checked():
    assert rules.answer("number", (), " 3,5 ", "a") == "3.5"
    assert rules.answer("choice", ("Peru",), "Peru", "a") == "Peru"
    with pytest.raises(rules.NoNumber):
        rules.answer("number", (), "some", "a")
    with pytest.raises(rules.NoOption):
        rules.answer("choice", ("Peru",), "Chile", "a")


def test_total_weighs_the_criteria():
    assert rules.total({"1": 5, "2": 0}, {"1": 3, "2": 1}) == 75.0
    assert rules.total({"1": 5, "2": 5}, {"1": 3, "2": 1}) == 100.0


def test_ranking_proposes_places_then_reserve_and_rejects_below_the_threshold():
    found = rules.ranking({1: [60.0], 2: [80.0, 100.0], 3: [60.0], 4: [20.0]}, free=2, threshold=30)

    assert [(one.application, one.score, one.spread, one.proposal) for one in found] == [
        (2, 90.0, 10.0, "selected"),
        (1, 60.0, 0.0, "selected"),
        (3, 60.0, 0.0, "reserve"),
        (4, 20.0, 0.0, "rejected"),
    ]


def test_more_selected_than_places_is_refused():
    rules.check_decisions({1: "selected", 2: "reserve"}, taken=1, places=2)
    with pytest.raises(rules.TooManySelected, match="3 are selected, but there are 2 places"):
        rules.check_decisions({1: "selected", 2: "selected"}, taken=1, places=2)
    with pytest.raises(rules.NoDecision):
        rules.check_decisions({1: "draft"}, taken=0, places=2)


@pytest.mark.parametrize("points", [{}, {"1": 6}, {"1": -1}, {"1": None}])
def test_points_are_given_to_every_criterion(points):
    with pytest.raises(rules.PointsMissing):
        rules.check_points(points, ["1"])
