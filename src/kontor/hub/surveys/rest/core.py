"""Surveys, versions and waves to read; waves to lead through their states; whole responses to hand in and to read."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from ninja import Query, Status
from pydantic import Field

from kontor.hub.foundation.api import Key, PageOf, PageQuery, Schema, Text, page_of
from kontor.hub.foundation.permission import can, require
from kontor.hub.surveys import actions, queries
from kontor.hub.surveys.choices import ResponseState, VersionSource, WaveState
from kontor.hub.surveys.models import Survey, SurveyResponse, Wave
from kontor.hub.surveys.rest.base import router

MOST_AT_ONCE = 500
CELL = r"^[^\x00]{1,200}$"
Scalar = str | int | float | bool | None


class SurveyLine(Schema):
    """A survey in a list."""

    key: str
    title: dict[str, str]
    programme: str | None
    visibility: str
    waves: int
    is_open: bool


class VersionLine(Schema):
    """A version of a survey. `fixed_on` null is a draft."""

    number: int
    source: VersionSource
    fixed_on: date | None


class WaveOut(Schema):
    """A wave. The figures are null for whoever does not run the survey."""

    key: str
    survey: str
    label: str
    state: WaveState
    version: int
    opens_on: date | None
    closes_on: date | None
    opened_at: datetime | None
    closed_at: datetime | None
    anonymous: bool
    invited: int | None = None
    began: int | None = None
    handed_in: int | None = None
    reached: dict[str, int] | None = Field(
        None, description="responses by page on which something was answered"
    )


class SurveyOut(SurveyLine):
    """One survey with its versions and waves, as far as the caller sees them."""

    versions: list[VersionLine]
    asked: list[WaveOut]


class VersionOut(VersionLine):
    """One version with its definition, and what keeps it from being asked."""

    definition: dict[str, Any]
    errors: list[str]


class Move(StrEnum):
    """What is done with a wave."""

    OPEN = "open"
    CLOSE = "close"
    REOPEN = "reopen"
    PUBLISH = "publish"


class MoveWave(Schema):
    """Lead a wave on: draft, open, closed, published; a closed one may be opened again."""

    to: Move


class NewResponse(Schema):
    """One whole response: answers by cell, and of each repeat its items in order."""

    answers: dict[str, Scalar] = Field(default_factory=dict, max_length=5000)
    repeats: dict[str, list[dict[str, Scalar]]] = Field(default_factory=dict, max_length=50)
    group: Text = Field("", max_length=80)
    language: Text = Field("", max_length=12)


class NewResponses(Schema):
    """Up to 500 responses, taken all or none."""

    responses: list[NewResponse] = Field(min_length=1, max_length=MOST_AT_ONCE)


class WrongAnswer(Schema):
    """What is wrong with an answer: `place` is the item of a repeat, such as case/2."""

    place: str
    question: str
    cell: str
    sentence: str


class ResponseTaken(Schema):
    """What became of one response. `id` is null where none was taken; `dropped` are cells that do not apply."""

    id: int | None
    problems: list[WrongAnswer]
    dropped: list[str]


class ResponsesTaken(Schema):
    """What became of them, in the order given. `taken` says whether all were."""

    taken: bool
    responses: list[ResponseTaken]


class ResponseOut(Schema):
    """One response as it is kept. Who answered is not in it."""

    id: int
    state: ResponseState
    group: str
    partnership: str | None
    language: str
    blocks: list[str]
    submitted_at: datetime | None
    answers: dict[str, Any]
    repeats: dict[str, Any]


def survey_line(one: Survey) -> dict[str, Any]:
    return {
        "key": one.key,
        "title": one.title,
        "programme": one.programme.key if one.programme else None,
        "visibility": one.visibility,
        "waves": getattr(one, "wave_count", 0),
        "is_open": bool(getattr(one, "open_waves", 0)),
    }


def wave_out(request: HttpRequest, one: Wave, *, figures: bool = False) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": one.key, "survey": one.survey.key, "label": one.label, "state": one.state, "version": one.survey_version.number,
        "opens_on": one.opens_on, "closes_on": one.closes_on, "opened_at": one.opened_at, "closed_at": one.closed_at,
        "anonymous": one.anonymous,
    }  # fmt: skip
    if figures and can(request.auth, "surveys.read_responses", one):
        progress = queries.progress_of(one)
        found |= {
            "invited": progress.invited,
            "began": progress.began,
            "handed_in": progress.handed_in,
            "reached": {block.code: block.answered for block in progress.blocks},
        }
    return found


def version_line(one: Any) -> dict[str, Any]:
    return {"number": one.number, "source": one.source, "fixed_on": one.frozen_on}


@router.get("/surveys", response=PageOf[SurveyLine], url_name="surveys")
def list_surveys(request: HttpRequest, query: Query[PageQuery]) -> dict[str, Any]:
    """Surveys, by key, as far as the caller may see them."""
    rows = queries.for_lists(request.auth).select_related("programme").order_by("key")
    page = page_of(rows, query)
    return page | {"items": [survey_line(one) for one in page["items"]]}


@router.get("/surveys/{key}", response=SurveyOut, url_name="survey")
def show_survey(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One survey, by its key."""
    actor = request.auth
    queries.survey_by_key(actor, key)
    survey = queries.for_lists(actor).select_related("programme").get(key=key)
    reads = can(actor, "surveys.read_responses", survey)
    versions = [one for one in queries.versions_of(actor, survey) if reads or one.frozen_on]
    waves = queries.waves_of(actor, survey, runs=reads)
    return survey_line(survey) | {
        "versions": [version_line(one) for one in versions],
        "asked": [wave_out(request, one) for one in waves],
    }


@router.get("/surveys/{key}/versions/{number}", response=VersionOut, url_name="survey_version")
def show_survey_version(request: HttpRequest, key: Key, number: int) -> dict[str, Any]:
    """One version of a survey with its definition. A draft is shown to whoever runs the survey."""
    version = queries.version_by_number(request.auth, key, min(max(number, 0), 2**31 - 1))
    return version_line(version) | {
        "definition": version.definition,
        "errors": queries.errors_of(version),
    }


@router.get("/waves/{key}", response=WaveOut, url_name="wave")
def show_wave(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One wave, with how far it is for whoever runs the survey."""
    return wave_out(request, queries.wave_named(request.auth, key), figures=True)


@router.post("/waves/{key}/move", response=WaveOut, url_name="move_wave")
def move_wave(request: HttpRequest, key: Key, move: MoveWave) -> dict[str, Any]:
    """Open, close, open again or publish a wave."""
    do = {
        Move.OPEN: actions.open_wave,
        Move.CLOSE: actions.close_wave,
        Move.REOPEN: actions.reopen_wave,
        Move.PUBLISH: actions.publish_wave,
    }[move.to]
    do(actor=request.auth, wave=queries.wave_named(request.auth, key))
    return wave_out(request, queries.wave_named(request.auth, key), figures=True)


@router.get("/waves/{key}/responses", response=PageOf[ResponseOut], url_name="wave_responses")
def list_wave_responses(request: HttpRequest, key: Key, query: Query[PageQuery]) -> dict[str, Any]:
    """The responses of a wave, in the order in which they came."""
    wave = queries.wave_named(request.auth, key)
    require(request.auth, "surveys.read_responses", wave)
    rows = queries.responses_of(request.auth, wave).defer(None).order_by("pk")
    page = page_of(rows, query)
    return page | {"items": [response_out(one) for one in page["items"]]}


def response_out(one: SurveyResponse) -> dict[str, Any]:
    return {
        "id": one.pk,
        "state": one.state,
        "group": one.group,
        "partnership": one.partnership.key if one.partnership else None,
        "language": one.language,
        "blocks": one.blocks,
        "submitted_at": one.submitted_at,
        "answers": one.document.get("answers", {}),
        "repeats": one.document.get("repeats", {}),
    }


@router.post(
    "/waves/{key}/responses",
    response={201: ResponsesTaken, 200: ResponsesTaken},
    url_name="submit_wave_responses",
)
def submit_wave_responses(request: HttpRequest, key: Key, new: NewResponses) -> Any:
    """Hand in whole responses of an open wave, validated as if they were typed: all of them, or none."""
    given = [actions.Answers(one.answers, one.repeats, one.group, one.language) for one in new.responses]
    wave = queries.wave_named(request.auth, key)
    found = actions.submit_answers(actor=request.auth, wave=wave, given=given)
    taken = all(one.id is not None for one in found)
    told = [
        {
            "id": one.id,
            "problems": [
                {
                    "place": "/".join(f"{block}/{item}" for block, item in problem.path),
                    "question": problem.question,
                    "cell": problem.cell,
                    "sentence": queries.phrase(problem.phrase),
                }
                for problem in one.problems
            ],
            "dropped": list(one.dropped),
        }
        for one in found
    ]
    return Status(201 if taken else 200, {"taken": taken, "responses": told})
