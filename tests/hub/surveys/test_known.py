"""What the records know is filled in, and what is told otherwise waits for who keeps the records."""

import pytest

from kontor.engine.questionnaire import Block, Kind, Option, Part, Question, Repeat, Survey
from kontor.hub.foundation.refusal import NotAllowed, NotThere
from kontor.hub.partnerships.models import Partnership, TargetMarket
from kontor.hub.surveys.actions import known as actions
from kontor.hub.surveys.models import ProposedChange, SurveyResponse
from kontor.hub.surveys.queries import document_of
from kontor.hub.surveys.queries.known import fact_words, places_of
from kontor.hub.surveys.queries.plans import plan_of
from kontor.hub.surveys.rules.known import Decided, NotByItself, RecordIsGone, RecordMoved, UnknownFact
from tests.factories.actors import (
    make_analyst,
    make_coordinator,
    make_outsider_coordinator,
    make_partner_staff,
)
from tests.factories.agreements import make_agreement, make_case, make_party
from tests.factories.directory import make_country
from tests.factories.partnerships import make_partnership, make_target
from tests.factories.surveys import make_change, make_invitation, make_response, make_survey, make_wave

pytestmark = pytest.mark.django_db

DEFINITION = Survey("known", {"en": "Known"}, ("en",), (
    Block("A", {"en": "About"}, (
        Question("A1", Kind.TEXT, {"en": "Website"}, id="website"),
        Question("A2", Kind.CHOICE, {"en": "Strand"}, id="strand", options=(
            Option("1", {"en": "Strand 1"}, id="strand-1"), Option("2", {"en": "Strand 2"}, id="strand-2"))),
        Question("B1", Kind.MULTIPLE, {"en": "Targets"}, id="targets", parts=(
            Part("SQ1", {"en": "Colombia"}, id="CO"), Part("SQ2", {"en": "Peru"}, id="PE"))),
        Question("D3", Kind.NUMBER, {"en": "How many?"}, id="number"),
    )),
    Block("case", {"en": "Case"}, (
        Question("D5", Kind.TEXT, {"en": "With whom"}, id="with"),
        Question("D6", Kind.TEXT, {"en": "Sector"}, id="sector"),
    ), repeat=Repeat("D3.NAOK", most=40)),
))  # fmt: skip
LINKS = {
    "website": "partnership.website",
    "strand": "partnership.strand",
    "targets": "target.country",
    "number": "agreement.#",
    "with": "agreement.counterpart",
    "sector": "agreement.sector",
}


@pytest.fixture
def wave():
    return make_wave(make_survey(definition=DEFINITION), state="open")


@pytest.fixture
def partnership():
    one = make_partnership("NF4", strand="1", website="https://nf4.example")
    make_target(one, "CO")
    case = make_case(one, sector="Food", state="signed")
    make_party(case, role="counterpart", name="Fair Ltd")
    make_agreement(case, state="signed", signed_on="2018-03")
    return one


@pytest.fixture
def team(wave):
    actor = make_coordinator(wave.survey.team)
    actions.link_known(actor=actor, survey=wave.survey, links=LINKS)
    return actor


def begun(wave, partnership):
    one = make_invitation(wave, partnership=partnership)
    response = make_response(wave, {}, invitation=one, state="opened")
    document, cells = actions.filled_in(wave, one, document_of(response))
    SurveyResponse.objects.filter(pk=response.pk).update(document=document.to_json(), prefilled=cells)
    response.refresh_from_db()
    return response


def handed_in(response, values, case=None):
    """The response with other answers, handed in, and the changes that it proposes."""
    document = document_of(response).put(values)
    if case:
        document = document.put(case, (("case", "1"),))
    response.document = document.to_json()
    response.state = "submitted"
    response.save()
    return actions.propose_changes(response)


def test_known_things_are_filled_in(wave, partnership, team):
    response = begun(wave, partnership)

    assert response.document["answers"] == {
        "A1": "https://nf4.example", "A2": "1", "B1_SQ1": "Y", "D3": 1,
    }  # fmt: skip
    assert response.document["repeats"]["case"][0]["answers"] == {"D5": "Fair Ltd", "D6": "Food"}
    assert handed_in(response, {}) == []


def test_a_confidential_party_is_not_named(wave, partnership, team):
    case = make_case(partnership, sector="Silk", state="signed")
    make_party(
        case, role="counterpart", name="Secret GmbH", confidential=True, public_description="SME, Peru"
    )
    make_agreement(case, state="signed", signed_on="2019-01")

    items = begun(wave, partnership).document["repeats"]["case"]

    assert [one["answers"]["D5"] for one in items] == ["Fair Ltd", "SME, Peru"]


def test_an_anonymous_wave_and_one_without_partnership_fill_nothing_in(partnership):
    survey = make_survey(definition=DEFINITION)
    actions.link_known(actor=make_analyst(), survey=survey, links=LINKS)

    assert begun(make_wave(survey, state="open", anonymous=True), partnership).prefilled == []
    assert begun(make_wave(survey, state="open"), None).prefilled == []


def test_what_is_told_otherwise_waits_and_is_taken_over(wave, partnership, team):
    (change,) = handed_in(begun(wave, partnership), {"A1": "https://new.example"})
    assert (change.field, change.before, change.told) == (
        "partnership.website", "https://nf4.example", "https://new.example",
    )  # fmt: skip
    assert Partnership.objects.get(pk=partnership.pk).website == "https://nf4.example"

    actions.take_over(actor=make_coordinator(partnership.team), change=change)

    partnership.refresh_from_db()
    change.refresh_from_db()
    assert (partnership.website, change.state) == ("https://new.example", "approved")
    with pytest.raises(Decided):
        actions.decline(actor=make_coordinator(partnership.team), change=change)


def test_a_change_of_an_option_is_told_as_the_record_says_it(wave, partnership, team):
    (change,) = handed_in(begun(wave, partnership), {"A2": "2"})

    actions.take_over(actor=make_coordinator(partnership.team), change=change)

    partnership.refresh_from_db()
    assert partnership.strand == "2"


def test_a_further_target_is_added_by_the_areas_own_action(wave, partnership, team):
    make_country("PE")
    (change,) = handed_in(begun(wave, partnership), {"B1_SQ2": "Y"})
    assert (change.record_id, change.told) == (None, {"country": "PE"})

    actions.take_over(actor=make_coordinator(partnership.team), change=change)

    targets = TargetMarket.objects.filter(partnership=partnership).values_list("country", flat=True)
    assert sorted(targets) == ["CO", "PE"]


def test_what_no_action_does_is_done_by_hand(wave, partnership, team):
    (change,) = handed_in(begun(wave, partnership), {"B1_SQ1": ""})
    actor = make_coordinator(partnership.team)
    assert (change.told, change.before) == (None, {"country": "CO"})

    with pytest.raises(NotByItself):
        actions.take_over(actor=actor, change=change)
    actions.take_over(actor=actor, change=change, by_hand=True)

    change.refresh_from_db()
    assert change.state == "approved"
    assert TargetMarket.objects.filter(partnership=partnership, country="CO").exists()


def test_nothing_is_written_over_what_somebody_else_wrote(wave, partnership, team):
    (change,) = handed_in(begun(wave, partnership), {"A1": "https://new.example"})
    Partnership.objects.filter(pk=partnership.pk).update(website="https://third.example")

    with pytest.raises(RecordMoved):
        actions.take_over(actor=make_coordinator(partnership.team), change=change)

    assert Partnership.objects.get(pk=partnership.pk).website == "https://third.example"


def test_a_record_that_is_gone(wave, partnership, team):
    (change,) = handed_in(begun(wave, partnership), {}, {"D6": "Drinks"})
    change.record_id = 999_999
    change.save()

    with pytest.raises(RecordIsGone):
        actions.take_over(actor=make_coordinator(partnership.team), change=change)


def test_the_area_that_keeps_the_record_refuses_in_its_own_words(wave, partnership, team):
    """Who runs the survey may decide, but a partnership is changed by who edits it."""
    (change,) = handed_in(begun(wave, partnership), {"A1": "https://new.example"})

    with pytest.raises(NotAllowed) as refused:
        actions.take_over(actor=team, change=change)

    assert refused.value.data["action"] == "partnerships.edit"
    change.refresh_from_db()
    assert change.state == "open"


def test_who_sees_and_decides(wave, partnership, team):
    (change,) = handed_in(begun(wave, partnership), {"A1": "https://new.example"})

    for stranger in (make_outsider_coordinator(), make_partner_staff(partnership.team)):
        with pytest.raises(NotThere):
            actions.decline(actor=stranger, change=change)
    with pytest.raises(NotAllowed):
        actions.decline(actor=make_partner_staff(wave.survey.team), change=change)
    actions.decline(actor=make_analyst(), change=change)


def test_handing_in_again_proposes_anew_what_nobody_decided(wave, partnership, team):
    response = begun(wave, partnership)
    (first,) = handed_in(response, {"A1": "https://new.example"})
    (second,) = handed_in(response, {"A1": "https://newer.example"})
    assert list(ProposedChange.objects.all()) == [second]

    actions.decline(actor=make_analyst(), change=second)

    assert handed_in(response, {"A1": "https://newer.example"}) == []
    assert first.pk != second.pk


def test_links_are_held_to_what_is_known(wave, team):
    with pytest.raises(UnknownFact):
        actions.link_known(actor=team, survey=wave.survey, links={"website": "weather.today"})
    actions.link_known(actor=team, survey=wave.survey, links={"website": "", "strand": "partnership.name"})

    links = dict(wave.survey.known_answers.values_list("place", "fact"))
    assert links == {
        **{place: fact for place, fact in LINKS.items() if place != "website"},
        "strand": "partnership.name",
    }


def test_places_are_questions_as_people_know_them(wave):
    places = {one.place: one.label for one in places_of(plan_of(wave.survey_version), "en")}

    assert places == {
        "website": "Website", "strand": "Strand", "targets": "Targets", "number": "How many?", "with": "With whom", "sector": "Sector",
    }  # fmt: skip


def test_facts_in_words():
    assert fact_words("partnership.website") == "Partnership: website"
    assert fact_words("target") == "Target countries"
    assert fact_words("lost.field") == "lost.field"


def test_a_change_of_an_unknown_group_is_by_hand(wave):
    change = make_change(make_response(wave), field="lost.field", record_id=1)

    with pytest.raises(NotByItself):
        actions.take_over(actor=make_analyst(), change=change)
