"""Consent is asked before anything is kept, with the text that was read; what is known is filled in on the way."""

from dataclasses import replace

import pytest
from django.urls import reverse

from kontor.hub.surveys.actions import answering, known
from kontor.hub.surveys.models import ContactEntry, ProposedChange, SurveyResponse
from kontor.hub.surveys.queries.respondents import respondent_of
from kontor.hub.surveys.rules.consent import ConsentMissing
from tests.factories.actors import SYSTEM, make_analyst
from tests.factories.partnerships import make_partnership
from tests.factories.surveys import make_invitation, make_survey, make_wave, small_survey
from tests.hub.surveys.test_known import DEFINITION

pytestmark = pytest.mark.django_db

TEXT = "We keep your answers for two years."


@pytest.fixture
def wave():
    return make_wave(
        make_survey(definition=replace(small_survey(), consent={"en": TEXT}, version="7")), state="open"
    )


def begin(invitation, *consent):
    respondent = respondent_of(invitation.token)
    return answering.begin(actor=respondent.actor, respondent=respondent, consent=consent)


def test_nothing_is_kept_without_the_consent_that_the_survey_asks_for(client, wave):
    one = make_invitation(wave)
    address = reverse("surveys:answer", args=[one.token])
    assert TEXT in client.get(address).content.decode()

    with pytest.raises(ConsentMissing):
        begin(one)
    refused = client.post(address, {"go": "begin", "language": "en"})

    assert refused.status_code == 422
    assert "Tick that you agree" in refused.content.decode()
    assert not SurveyResponse.objects.exists()


def test_consent_is_kept_with_the_version_of_its_text(client, wave):
    one = make_invitation(wave)

    client.post(
        reverse("surveys:answer", args=[one.token]), {"go": "begin", "language": "en", "consent": ["keep"]}
    )

    kept = SurveyResponse.objects.get().consent
    assert (kept["keep"]["answer"], kept["keep"]["version"], kept["quote"]["answer"]) == (True, "7", False)
    assert len(kept["keep"]["text"]) == 16
    assert kept["keep"]["at"].startswith("20")


def test_a_survey_that_says_nothing_of_it_asks_only_for_quotation():
    begin(make_invitation(make_wave(state="open")), "quote")

    kept = SurveyResponse.objects.get().consent
    assert list(kept) == ["quote"]
    assert kept["quote"]["answer"] is True


def test_the_consent_of_an_anonymous_response_does_not_tell_the_hour(wave):
    wave.anonymous = True
    wave.save()
    one = make_invitation(wave)
    respondent = begin(one, "keep")
    SurveyResponse.objects.update(document=respondent.document().put({"A1": "1", "D2": "N"}).to_json())

    answering.hand_in(actor=respondent.actor, respondent=respondent_of(one.token))

    response = SurveyResponse.objects.get()
    assert response.invitation is None
    assert len(response.consent["keep"]["at"]) == len("2026-11-26")
    assert not ContactEntry.objects.exists()


def test_what_is_known_is_filled_in_confirmed_and_offered_back(client):
    """From the link to the change: the whole way of a known thing."""
    partnership = make_partnership("NF4", strand="1", website="https://nf4.example")
    survey = make_survey(definition=DEFINITION)
    known.link_known(
        actor=make_analyst(),
        survey=survey,
        links={"website": "partnership.website", "strand": "partnership.strand"},
    )
    one = make_invitation(make_wave(survey, state="open"), partnership=partnership)
    address = reverse("surveys:answer", args=[one.token])

    client.post(address, {"go": "begin", "language": "en"})
    page = client.get(address).content.decode()
    respondent = respondent_of(one.token)
    document = respondent.document().put({"A1": "https://new.example"})
    SurveyResponse.objects.filter(pk=respondent.response.pk).update(document=document.to_json())
    answering.hand_in(actor=SYSTEM, respondent=respondent_of(one.token), confirmed=True)
    done = client.get(address).content.decode()

    assert "https://nf4.example" in page
    assert "filled in from what is known already" in page
    (change,) = ProposedChange.objects.all()
    assert (change.field, change.before, change.told) == (
        "partnership.website",
        "https://nf4.example",
        "https://new.example",
    )
    assert ContactEntry.objects.get().kind == "receipt"
    assert reverse("surveys:receipt", args=[one.token]) in done
