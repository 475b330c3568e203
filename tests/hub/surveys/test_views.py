"""Pages of whoever runs a survey, as an analyst goes through them."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kontor.engine.questionnaire import Block, Kind, Question, Survey
from kontor.engine.questionnaire.lss import read_lss, write_lss
from kontor.hub.foundation.models import AuditEvent
from kontor.hub.surveys.models import Survey as SurveyRecord
from kontor.hub.surveys.models import Wave
from tests.factories.actors import make_analyst, make_coordinator, make_partner_staff, signed_in
from tests.factories.surveys import make_invitation, make_response, make_survey, make_wave, small_survey

pytestmark = pytest.mark.django_db


def file_of(survey, name="survey.lss"):
    return SimpleUploadedFile(name, write_lss(survey)[0])


def test_analyst_imports_plans_opens_closes_and_publishes(client):
    team = make_survey().team
    signed_in(client, make_analyst())

    sent = client.post("/surveys/import/", {"file": file_of(small_survey()), "key": "progress", "team": team.pk, "visibility": "restricted"})  # fmt: skip
    version = SurveyRecord.objects.get(key="progress").versions.get()
    planned = client.post(
        "/surveys/progress/waves/add/",
        {"label": "Autumn 2018", "survey_version": version.pk, "unit": "partnership", "min_days": 7, "most_reminders": 3, "threshold": 3, "opens_on": "2018-10-29"},
    )  # fmt: skip
    address = planned.headers["Location"]
    states = []
    for verb in ("open", "close", "reopen", "close", "publish"):
        assert client.post(f"{address}{verb}/").status_code == 302, verb
        states.append(Wave.objects.get().state)

    assert sent.headers["Location"] == "/surveys/progress/versions/1/"
    assert b"LimeSurvey file" in client.get(sent.headers["Location"]).content
    assert states == ["open", "closed", "open", "closed", "published"]
    version.refresh_from_db()
    assert version.frozen_on is not None
    assert list(AuditEvent.objects.filter(action__startswith="surveys.").order_by("number").values_list("action", flat=True)) == [
        "surveys.add", "surveys.import", "surveys.add_wave", "surveys.open_wave", "surveys.close_wave", "surveys.reopen_wave",
        "surveys.close_wave", "surveys.publish_wave",
    ]  # fmt: skip


def test_wave_with_errors_in_its_version_does_not_open_and_says_which(client):
    wrong = Survey("s", {"en": "S"}, ("en",), (Block("A", {"en": "A"}, (Question("Q1", Kind.TEXT, {"en": "Q"}, condition="rand(1, 6) > 3"),)),))  # fmt: skip
    wave = make_wave(definition=wrong)
    signed_in(client, make_coordinator(wave.survey.team))

    page = client.get(wave.get_absolute_url()).content.decode()
    refused = client.post(f"{wave.get_absolute_url()}open/")

    assert "It cannot be opened yet" in page
    assert refused.status_code == 409
    assert "“rand” is not known or not supported" in refused.content.decode()


@pytest.mark.parametrize("name", ["survey.lss", "survey.xlsx"])
def test_damaged_file_is_refused_in_words_and_nothing_is_kept(client, name):
    team = make_survey().team
    before = SurveyRecord.objects.count()
    signed_in(client, make_analyst())

    refused = client.post("/surveys/import/", {"file": SimpleUploadedFile(name, b"<document><broken"), "team": team.pk, "visibility": "restricted"})  # fmt: skip

    assert refused.status_code == 409
    assert "The file cannot be read" in refused.content.decode()
    assert SurveyRecord.objects.count() == before


def test_next_version_is_imported_and_copied(client):
    survey = make_survey()
    signed_in(client, make_coordinator(survey.team))

    imported = client.post(f"/surveys/{survey.key}/import/", {"file": file_of(small_survey())})
    copied = client.post(f"/surveys/{survey.key}/versions/2/copy/")

    assert (imported.headers["Location"], copied.headers["Location"]) == (
        f"/surveys/{survey.key}/versions/2/",
        f"/surveys/{survey.key}/versions/3/",
    )
    assert [
        (one.number, one.source, one.definition["version"]) for one in survey.versions.order_by("number")[1:]
    ] == [
        (2, "lss", "2"),
        (3, "copied", "3"),
    ]


def test_version_is_taken_along_and_read_back_the_same(client):
    survey = make_survey()
    signed_in(client, make_partner_staff(survey.team))

    written = client.get(f"/surveys/{survey.key}/versions/1/export/lss/")
    form = client.get(f"/surveys/{survey.key}/versions/1/export/xlsform/")

    again, _report = read_lss(written.content)
    assert [one.code for one in again.questions()][:2] == ["A1", "B1"]
    assert form.content[:2] == b"PK"
    assert client.get(f"/surveys/{survey.key}/versions/1/export/doc/").status_code == 404


def test_response_is_read_in_words_by_the_team_only(client):
    wave = make_wave(make_survey(visibility="public"), state="open")
    one = make_response(wave, {"A1": "2", "B1_SQ001": "Y", "B1_SQ001comment": "A brand"}, invitation=make_invitation(wave, name="Ann"))  # fmt: skip
    address = f"{wave.get_absolute_url()}responses/{one.pk}/"

    stranger = client.get(address).status_code
    signed_in(client, make_partner_staff(wave.survey.team))
    page = client.get(address).content.decode()

    assert stranger in (302, 403, 404)
    assert "Joint branding: A brand" in page
    assert "Strand 2" in page


@pytest.mark.parametrize("responses", [1, 5])
def test_pages_take_the_same_statements_however_many_responses(
    client, django_assert_max_num_queries, responses
):
    wave = make_wave(state="open")
    for _ in range(responses):
        make_response(wave, {"A1": "1"}, invitation=make_invitation(wave), blocks=["who"])
    signed_in(client, make_coordinator(wave.survey.team))
    client.get("/surveys/")

    with django_assert_max_num_queries(14):
        client.get("/surveys/")
    with django_assert_max_num_queries(18):
        client.get(wave.survey.get_absolute_url())
    with django_assert_max_num_queries(18):
        client.get(wave.get_absolute_url())
    with django_assert_max_num_queries(18):
        client.get(f"{wave.get_absolute_url()}responses/")


def test_draft_is_hidden_from_those_who_only_see_the_survey(client):
    survey = make_survey(visibility="public")
    wave = make_wave(survey)

    assert client.get(survey.get_absolute_url()).status_code == 200
    assert client.get(wave.get_absolute_url()).status_code == 404
    assert client.get(f"/surveys/{survey.key}/versions/1/").status_code == 404
