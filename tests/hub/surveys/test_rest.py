"""Surveys for programs: read, lead waves through their states, hand in whole responses."""

import json

import pytest

from kontor.hub.surveys.models import SurveyResponse, Wave
from tests.factories.actors import make_analyst, make_coordinator, make_partner_staff, signed_in
from tests.factories.surveys import make_response, make_survey, make_wave

pytestmark = pytest.mark.django_db

WHOLE = {"answers": {"A1": "1", "D2": "Y", "D3": 2}, "repeats": {"case": [{"D5": "Acme"}, {"D5": "Bcme"}]}, "group": "strand 1"}  # fmt: skip


def post(client, address, body):
    return client.post(f"/api/v1{address}", json.dumps(body), content_type="application/json")


def test_survey_is_read_with_its_waves_and_a_draft_is_for_its_team(client):
    survey = make_survey(key="progress", visibility="public")
    make_wave(survey, state="closed", key="one")
    make_wave(survey, key="two")

    stranger = client.get("/api/v1/surveys/progress").json()
    signed_in(client, make_partner_staff(survey.team))
    team = client.get("/api/v1/surveys/progress").json()

    assert [one["key"] for one in stranger["asked"]] == ["one"]
    assert sorted(one["key"] for one in team["asked"]) == ["one", "two"]
    assert client.get("/api/v1/surveys/progress/versions/1").json()["definition"]["id"] == "progress"


def test_wave_is_moved_and_refused_in_the_words_of_the_page(client):
    wave = make_wave(key="one")
    signed_in(client, make_coordinator(wave.survey.team))

    opened = post(client, "/waves/one/move", {"to": "open"})
    again = post(client, "/waves/one/move", {"to": "open"})

    assert (opened.status_code, opened.json()["state"]) == (200, "open")
    assert (again.status_code, again.json()["code"]) == (409, "not-in-this-state")
    assert Wave.objects.get().state == "open"


def test_whole_responses_are_validated_and_taken_all_or_none(client):
    make_wave(state="open", key="one")
    signed_in(client, make_analyst())
    wrong = {"answers": {"A1": "9", "D2": "Y", "D3": 1, "X9": "?"}, "repeats": {"case": [{"D5": ""}]}}

    refused = post(client, "/waves/one/responses", {"responses": [WHOLE, wrong]})
    none = SurveyResponse.objects.count()
    taken = post(client, "/waves/one/responses", {"responses": [WHOLE, WHOLE]})

    assert (refused.status_code, none) == (200, 0)
    assert [(one["cell"], one["place"]) for one in refused.json()["responses"][1]["problems"]] == [
        ("X9", ""), ("A1", ""), ("D5", "case/1"),
    ]  # fmt: skip
    assert refused.json()["responses"][0]["problems"] == []
    assert (taken.status_code, taken.json()["taken"]) == (201, True)
    assert [one.document["state"] for one in SurveyResponse.objects.all()] == ["submitted", "submitted"]
    assert SurveyResponse.objects.first().blocks == ["who", "results", "case"]


@pytest.mark.parametrize("count", [1, 20])
def test_statements_do_not_grow_with_the_responses(client, django_assert_max_num_queries, count):
    make_wave(state="open", key="one")
    signed_in(client, make_analyst())

    with django_assert_max_num_queries(22):
        post(client, "/waves/one/responses", {"responses": [WHOLE] * count})


def test_responses_are_read_page_by_page_without_who_answered(client):
    wave = make_wave(state="open", key="one")
    make_response(wave, {"A1": "1"}, group="strand 2")
    signed_in(client, make_partner_staff(wave.survey.team))

    found = client.get("/api/v1/waves/one/responses").json()

    assert (found["count"], found["items"][0]["answers"], found["items"][0]["group"]) == (1, {"A1": "1"}, "strand 2")  # fmt: skip
