from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.hub.directory import rules
from kontor.hub.directory.rules.contacts import NeedsAPurpose, NeedsConsent, NoWayToReach, WrongRetention
from kontor.hub.directory.rules.criteria import CRITERIA, NotReady
from kontor.hub.directory.rules.profile import (
    AliasIsTheName,
    AliasTwice,
    CompetenceSaysNothing,
    NeedsAName,
    RegionElsewhere,
    UnknownLanguage,
    WrongFounding,
    WrongNumber,
    WrongReadiness,
    WrongWebsite,
)
from kontor.hub.directory.rules.similar import PerhapsADouble, check_is_new
from kontor.hub.directory.rules.states import NeedsAReason
from kontor.hub.directory.rules.terms import CLASSIFYING, NotClassifying, TermTwice, TooManyTerms
from kontor.hub.directory.rules.times import (
    ExpiresBeforeAward,
    LabelNeedsAName,
    LeavesBeforeJoining,
    MemberAlready,
    MemberOfItself,
    NotACluster,
)
from kontor.hub.foundation.refusal import Refusal, RefusedTogether
from kontor.hub.foundation.states import WrongState

TODAY = date(2026, 11, 21)
SOME_DAY = st.dates(date(1990, 1, 1), date(2035, 12, 31))
PARTIAL = st.builds(lambda day, length: day.isoformat()[:length], SOME_DAY, st.sampled_from([4, 7, 10]))


def refusal_of(rule, **values):
    """What the rule says, or None when it accepts."""
    try:
        rule(**values)
    except Refusal as refusal:
        return refusal
    return None


@pytest.mark.parametrize(
    ("verb", "before", "after"),
    [
        ("submit", "draft", "needs-review"),
        ("submit", "rejected", "needs-review"),
        ("publish", "needs-review", "published"),
        ("reject", "needs-review", "rejected"),
        ("mark-stale", "published", "stale"),
        ("confirm", "stale", "published"),
        ("archive", "stale", "archived"),
    ],
)
def test_profile_takes_the_steps_of_the_table(verb, before, after):
    assert rules.PROFILE.after(verb, before) == after


@pytest.mark.parametrize(
    ("verb", "state"), [("publish", "draft"), ("confirm", "archived"), ("submit", "published")]
)
def test_profile_refuses_other_steps(verb, state):
    with pytest.raises(WrongState):
        rules.PROFILE.after(verb, state)


@given(SOME_DAY, SOME_DAY)
def test_profile_is_due_exactly_when_a_year_has_passed(confirmed, today):
    years = today.year - confirmed.year
    anniversary_passed = (today.month, today.day) > (confirmed.month, confirmed.day)

    due = rules.is_due(confirmed, today)

    if years != 1:
        assert due == (years > 1)
    elif today != date(today.year, 2, 28) or (confirmed.month, confirmed.day) != (2, 29):
        assert due == anniversary_passed


def test_profile_never_confirmed_is_due():
    assert rules.is_due(None, TODAY)


@given(st.lists(st.tuples(st.sampled_from(CLASSIFYING), st.integers(0, 9).map(str)), max_size=12))
def test_classification_is_refused_exactly_when_a_taxonomy_has_too_many_or_a_term_comes_twice(terms):
    too_many = any(sum(1 for taxonomy, _ in terms if taxonomy == one) > 3 for one in CLASSIFYING)
    twice = len(set(terms)) < len(terms)

    try:
        rules.check_classifications(terms)
        refused = False
    except (TooManyTerms, TermTwice):
        refused = True

    assert refused == (too_many or twice)


def test_classification_refuses_a_term_of_a_working_list():
    with pytest.raises(NotClassifying) as caught:
        rules.check_classifications([("barrier", "language")])

    assert caught.value.field == "barrier"


@pytest.mark.parametrize(
    ("fields", "refusal"),
    [
        ({"name": "  "}, NeedsAName),
        ({"website": "www.example.org"}, WrongWebsite),
        ({"website": "https://localhost"}, WrongWebsite),
        ({"website": "javascript:alert(1)"}, WrongWebsite),
        ({"founded": "2027"}, WrongFounding),
        ({"founded": "0999"}, WrongFounding),
        ({"founded": "2018-13"}, WrongFounding),
        ({"staff": Decimal("-1")}, WrongNumber),
        ({"languages": ["es", "Spanish"]}, UnknownLanguage),
        ({"country": "FR", "region": "ES21", "region_country": "ES"}, RegionElsewhere),
        ({"region": "ES21", "region_country": "ES"}, RegionElsewhere),
    ],
)
def test_profile_refuses_a_wrong_field_and_names_it(fields, refusal):
    values = {"name": "Aclima"} | fields

    with pytest.raises(refusal) as caught:
        rules.check_profile(today=TODAY, **values)

    assert caught.value.field in values


def test_profile_refuses_all_wrong_fields_together():
    with pytest.raises(RefusedTogether) as caught:
        rules.check_profile(name="", website="nowhere", today=TODAY)

    assert [one.field for one in caught.value.refusals] == ["name", "website"]


@given(st.text(max_size=60))
def test_website_of_any_text_is_accepted_or_refused_in_words(address):
    refusal = refusal_of(rules.check_profile, name="Aclima", website=address, today=TODAY)

    assert refusal is None or address in str(refusal)


def test_membership_refuses_leaving_before_joining():
    with pytest.raises(LeavesBeforeJoining) as caught:
        rules.check_membership("Wind SME", "Cluster", "cluster-organisation", "2019", "2018-12")

    assert (
        str(caught.value) == "Wind SME leaves (2018-12) before it joins (2019): correct one of the two dates."
    )
    assert caught.value.field == "end"


@given(PARTIAL)
def test_membership_of_one_unknown_day_is_possible(day):
    rules.check_membership("Wind SME", "Cluster", "cluster-organisation", day, day[:4])


def test_membership_refuses_itself_and_bodies_without_members():
    with pytest.raises(MemberOfItself):
        rules.check_membership("Cluster", "Cluster", "cluster-organisation", "", "")
    with pytest.raises(NotACluster):
        rules.check_membership("Wind SME", "Town", "public-authority", "", "")


@given(PARTIAL, PARTIAL, PARTIAL)
def test_membership_joins_again_only_after_leaving(start, end, again):
    period = tuple(sorted([start, end]))

    try:
        rules.check_joins_once("Wind SME", "Cluster", (again, ""), [period])
        refused = False
    except MemberAlready:
        refused = True

    assert refused or again > period[1][:4]


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        (("gold", "", "2018", "2017"), ExpiresBeforeAward),
        (("other", " ", "", ""), LabelNeedsAName),
    ],
)
def test_label_is_refused(values, refusal):
    with pytest.raises(refusal):
        rules.check_label(*values)


def test_label_of_the_year_it_expires_is_accepted():
    rules.check_label("gold", "", "2018-06", "2018")


CONTACT = {
    "consent_on": date(2026, 1, 1), "purpose": "answers searches", "keep_until": date(2027, 1, 1), "today": TODAY,
    "email": "one@example.org",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"consent_on": None}, NeedsConsent),
        ({"consent_on": date(2026, 11, 22)}, NeedsConsent),
        ({"purpose": " "}, NeedsAPurpose),
        ({"keep_until": TODAY}, WrongRetention),
        ({"keep_until": date(2032, 1, 1)}, WrongRetention),
        ({"email": ""}, NoWayToReach),
    ],
)
def test_contact_is_refused(changed, refusal):
    with pytest.raises(refusal):
        rules.check_contact(**CONTACT | changed)


def test_contact_with_consent_purpose_and_end_is_accepted():
    rules.check_contact(**CONTACT)


def test_criteria_of_an_empty_profile_are_all_missing():
    found = rules.completeness({})

    assert found.percent == 0
    assert found.missing == CRITERIA


@given(st.sets(st.sampled_from([one.field for one in CRITERIA])))
def test_criteria_met_grow_with_what_is_filled(filled):
    values = dict.fromkeys(filled, "x" * 60)

    found = rules.completeness(values)

    assert {one.field for one in found.met} == filled
    assert len(found.met) + len(found.missing) == len(CRITERIA)


def test_criteria_say_what_is_still_needed():
    with pytest.raises(NotReady) as caught:
        rules.check_publishable(
            {"name": "Aclima", "kind": "cluster-organisation", "country": "ES", "terms": True}
        )

    assert caught.value.data["missing"] == "Description, Website"


def test_criteria_ask_less_of_a_profile_from_a_source():
    rules.check_publishable({"name": "Aclima", "kind": "cluster-organisation"}, from_source=True)


def test_description_of_some_words_is_not_enough():
    assert "description" in {one.field for one in rules.completeness({"description": "A cluster."}).missing}


def test_alias_is_another_name():
    with pytest.raises(AliasIsTheName):
        rules.check_alias("Aclima", "Aclima", [])
    with pytest.raises(AliasTwice):
        rules.check_alias("ACLIMA", "Aclima", ["ACLIMA"])


def test_competence_says_something_on_a_scale_of_nine():
    with pytest.raises(CompetenceSaysNothing):
        rules.check_competence(has_term=False, text=" ", readiness=None)
    with pytest.raises(WrongReadiness):
        rules.check_competence(has_term=True, text="", readiness=10)


def test_reason_is_needed():
    with pytest.raises(NeedsAReason):
        rules.check_reason(" ")


def test_similar_organisations_are_asked_about_once():
    with pytest.raises(PerhapsADouble):
        check_is_new(["Aclima"], False)

    check_is_new(["Aclima"], True)
    check_is_new([], False)
