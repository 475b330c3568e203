"""Who sees which rows of surveys: the survey by its visibility, the answers by whoever runs it."""

import pytest

from kontor.hub.foundation.permission import can
from kontor.hub.foundation.visibility import visible
from kontor.hub.surveys.models import Invitation, Survey, SurveyResponse, Wave
from tests.factories.actors import (
    make_analyst,
    make_coordinator,
    make_editor,
    make_outsider_coordinator,
    make_partner_staff,
    make_protection_officer,
    visitor,
)
from tests.factories.surveys import make_invitation, make_response, make_survey, make_wave

pytestmark = pytest.mark.django_db


def test_restricted_survey_is_seen_by_its_team_and_those_who_read_all():
    survey = make_survey()
    make_wave(survey)

    seen = {
        name: (visible(Survey, actor).count(), visible(Wave, actor).count())
        for name, actor in {
            "its coordinator": make_coordinator(survey.team),
            "its staff": make_partner_staff(survey.team),
            "an analyst": make_analyst(),
            "another coordinator": make_outsider_coordinator(),
            "a visitor": visitor(),
        }.items()
    }

    assert seen == {
        "its coordinator": (1, 1),
        "its staff": (1, 1),
        "an analyst": (1, 1),
        "another coordinator": (0, 0),
        "a visitor": (0, 0),
    }


def test_answers_of_a_public_survey_are_seen_by_those_who_run_it_only():
    survey = make_survey(visibility="public")
    wave = make_wave(survey, state="open")
    make_response(wave, {"D2": "Y"}, invitation=make_invitation(wave))

    seen = {
        name: (
            visible(Survey, actor).count(),
            visible(Invitation, actor).count(),
            visible(SurveyResponse, actor).count(),
        )
        for name, actor in {
            "its staff": make_partner_staff(survey.team),
            "an analyst": make_analyst(),
            "an editor": make_editor(),
            "the protection officer": make_protection_officer(),
            "another coordinator": make_outsider_coordinator(),
            "a visitor": visitor(),
        }.items()
    }

    assert seen == {
        "its staff": (1, 1, 1),
        "an analyst": (1, 1, 1),
        "an editor": (1, 0, 0),
        "the protection officer": (1, 1, 0),
        "another coordinator": (1, 0, 0),
        "a visitor": (1, 0, 0),
    }


def test_open_wave_is_for_whoever_edits_for_the_team():
    wave = make_wave()

    assert can(make_coordinator(wave.survey.team), "surveys.open_wave", wave)
    assert can(make_analyst(), "surveys.open_wave", wave)
    assert not can(make_partner_staff(wave.survey.team), "surveys.open_wave", wave)
    assert not can(make_outsider_coordinator(), "surveys.open_wave", wave)


def test_link_is_repeated_from_the_nonce_and_kept_nowhere():
    invitation = make_invitation()

    again = Invitation.objects.get(pk=invitation.pk)
    kept = [str(field.value_from_object(again)) for field in Invitation._meta.concrete_fields]
    assert again.token == invitation.token
    assert not any(invitation.token in value for value in kept)
