"""A test run of a questionnaire: answered as a respondent would, and nothing of it is kept. Its answers travel with the page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kontor.engine.questionnaire import Response, reopened, submission
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import require
from kontor.hub.surveys import rules
from kontor.hub.surveys.actions.answering import language_of
from kontor.hub.surveys.choices import ResponseState, WaveState
from kontor.hub.surveys.models import SurveyResponse, SurveyVersion, Wave
from kontor.hub.surveys.queries.respondents import Respondent


def trial(
    *,
    actor: Actor,
    version: SurveyVersion,
    document: Mapping[str, Any] | None = None,
    handed_in: bool = False,
) -> Respondent:
    """Return somebody who answers this version on trial: not begun yet where there is no document. Nothing is in the database."""
    require(actor, "surveys.read_responses", version)
    wave = Wave(survey=version.survey, survey_version=version, state=WaveState.OPEN)
    respondent = Respondent("", wave, None, None)
    if document is not None:
        state = ResponseState.SUBMITTED if handed_in else ResponseState.PARTIAL
        respondent.response = SurveyResponse(wave=wave, document=dict(document), state=state)
    return respondent


def begin_trial(respondent: Respondent, language: str) -> Respondent:
    """Go to the first page, in a language that the survey speaks. What it asks consent for is not asked of a trial."""
    document = replace(respondent.document(), language=language_of(respondent, language))
    respondent.response = SurveyResponse(
        wave=respondent.wave, document=document.to_json(), state=ResponseState.PARTIAL
    )
    return respondent


def hand_in_trial(respondent: Respondent, *, confirmed: bool) -> Respondent:
    """Hand in as a respondent does, with the same refusals."""
    found = submission(respondent.state(respondent.document()))
    wrong = sum(not one.warning for one in found.problems)
    rules.check_handing_in(wrong, len(found.dropped), confirmed=confirmed)
    respondent.response = SurveyResponse(
        wave=respondent.wave, document=found.response.to_json(), state=ResponseState.SUBMITTED
    )
    return respondent


def reopen_trial(respondent: Respondent) -> Respondent:
    """Take the test run up again."""
    document = reopened(Response.from_json(respondent.document().to_json()))
    respondent.response = SurveyResponse(
        wave=respondent.wave, document=document.to_json(), state=ResponseState.PARTIAL
    )
    return respondent
