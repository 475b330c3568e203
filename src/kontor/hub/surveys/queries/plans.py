"""A version compiled once in each process. A fixed version never changes, so its plan is kept by its id alone; that of a draft
is kept by when it was last changed.
"""

from collections import OrderedDict
from threading import Lock
from typing import Any

from kontor.engine.questionnaire import Plan, Response, Survey, plan, survey_from_json
from kontor.hub.surveys.models import SurveyResponse, SurveyVersion

MOST_KEPT = 64
_kept: "OrderedDict[tuple[Any, ...], Plan]" = OrderedDict()
_lock = Lock()


def plan_of(version: SurveyVersion) -> Plan:
    """Return the version ready to be answered. Nothing is read from the database where the plan of this version is kept and
    `definition` was deferred; compiling takes about 20 us for each question.
    """
    key = plan_key(version)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = plan(definition_of(version))
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def plan_key(version: SurveyVersion) -> tuple[Any, ...]:
    """What a plan is kept under. The day of creation tells databases apart that gave the same id (tests, a restored copy)."""
    return (version.pk, version.created_at, version.frozen_on or version.changed_at)


def definition_of(version: SurveyVersion) -> Survey:
    """Return the questionnaire of a version. Raises QuestionnaireError where it is none."""
    return survey_from_json(version.definition)


def document_of(response: SurveyResponse) -> Response:
    """Return the answers as the engine knows them; an empty document where nothing was answered yet."""
    if response.document:
        return Response.from_json(response.document)
    made = plan_of(response.wave.survey_version)
    return Response(made.survey.id, made.survey.version, response.language)
