"""The test run of a draft: the pages of respondents, and nothing in the database."""

import re
from html import unescape

import pytest

from kontor.hub.surveys.models import Invitation, SurveyResponse, Wave
from tests.factories import actors
from tests.factories.actors import signed_in
from tests.factories.surveys import make_survey
from tests.hub.surveys.browsing import Respondent

pytestmark = pytest.mark.django_db


class Trial(Respondent):
    """A respondent who sends along what the page brought."""

    def send(self, go="next", answers=None, **more):
        found = re.search(r'name="tried" value="([^"]*)"', self.html)
        return super().send(go, answers, tried=unescape(found[1]) if found else "", **more)


@pytest.fixture
def survey():
    return make_survey(key="tried", visibility="public")


def trial(client, survey, actor):
    signed_in(client, actor)
    return Trial(client, f"/surveys/{survey.key}/versions/1/try/").look()


def test_draft_is_answered_to_the_end_and_nothing_is_kept(client, survey):
    one = trial(client, survey, actors.make_coordinator(survey.team))
    assert (one.status, "Test run" in one.html) == (200, True)

    one.send("begin")
    assert one.key == "who"
    one.send(answers={"A1": "2"})
    assert one.key == "results"
    one.send("next", {"D2": "Y", "D3": "1"})
    one.send("next", {"D2": "Y", "D3": "1"})
    assert one.key == "case/1"
    one.send("finish", {"D5": "Harbour"})

    assert "handed in" in one.words
    assert "Harbour" in one.words
    assert (Wave.objects.count(), Invitation.objects.count(), SurveyResponse.objects.count()) == (0, 0, 0)


def test_what_is_wrong_stays_and_what_was_typed_before_is_still_there(client, survey):
    one = trial(client, survey, actors.make_coordinator(survey.team)).send("begin")

    one.send(answers={})
    assert (one.status, one.key) == (422, "who")
    one.send(answers={"A1": "1"})
    one.send("back")

    assert (one.key, one.filled["A1"]) == ("who", "1")


def test_what_was_not_signed_here_begins_anew(client, survey):
    one = trial(client, survey, actors.make_coordinator(survey.team))

    response = client.post(one.address, {"go": "next", "page": "results", "tried": "forged"})

    assert response.status_code == 200
    assert b'value="begin"' in response.content


def test_draft_is_tried_by_who_runs_the_survey_only(client, survey):
    address = f"/surveys/{survey.key}/versions/1/try/"
    assert client.get(address).status_code == 404
    signed_in(client, actors.make_outsider_coordinator())
    assert client.get(address).status_code == 404
