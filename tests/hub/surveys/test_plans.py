"""The plan of a version is made once, and anew when a draft changes."""

import pytest

from kontor.engine.questionnaire import survey_to_json
from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries import document_of, plan_of
from tests.factories.surveys import make_response, make_survey, make_wave, small_survey

pytestmark = pytest.mark.django_db


def test_plan_of_a_fixed_version_reads_nothing_again(django_assert_num_queries):
    wave = make_wave(state="open")
    first = plan_of(wave.survey_version)
    lean = SurveyVersion.objects.defer("definition").get(pk=wave.survey_version.pk)

    with django_assert_num_queries(0):
        again = plan_of(lean)

    assert again is first


def test_plan_of_a_draft_follows_its_changes():
    version = make_survey().versions.get()
    before = plan_of(version)
    definition = survey_to_json(small_survey("other"))

    version.definition = definition
    version.save()

    assert (before.survey.id == "other", plan_of(version).survey.id) == (False, "other")


def test_document_of_a_response_is_the_one_that_was_kept():
    response = make_response(
        answers={"D2": "Y", "D3": 2}, repeats={"case": [{"D5": "First"}, {"D5": "Second"}]}
    )

    document = document_of(response)

    assert (document.answers, [one.answers for one in document.repeats["case"]]) == (
        {"D2": "Y", "D3": 2},
        [{"D5": "First"}, {"D5": "Second"}],
    )
