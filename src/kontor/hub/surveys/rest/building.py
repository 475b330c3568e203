"""A draft for programs: read it with its identities, edit it, take edits back and make them again."""

from typing import Any

from django.http import HttpRequest
from pydantic import Field

from kontor.hub.foundation.api import Key, Schema, Text
from kontor.hub.foundation.permission import require
from kontor.hub.surveys import actions, queries, rules
from kontor.hub.surveys.choices import BuildVerb
from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries import drafts
from kontor.hub.surveys.rest.base import router
from kontor.hub.surveys.rules.building import MOST_AT_ONCE


class EditIn(Schema):
    """One edit. `place` is `question/ID`, `block/ID`, `options/QUESTION/ID` (or parts, columns), empty for the survey. add-page:
    texts, into, at. add-question: into, kind, texts, code, at. add-entry: into, sort, texts, code, at, scale. change: values.
    recode: into, sort, codes. translate: name, texts. move: at, into. copy and remove: place. add-language, remove-language:
    language.
    """

    verb: BuildVerb
    place: Text = Field("", max_length=320)
    into: Text = Field("", max_length=100)
    at: int | None = Field(None, ge=0, le=1_000_000)
    sort: Text = Field("", max_length=10)
    kind: Text = Field("", max_length=40)
    code: Text = Field("", max_length=50)
    scale: int = Field(0, ge=0, le=1)
    name: Text = Field("", max_length=40)
    language: Text = Field("", max_length=20)
    texts: dict[str, Text] = Field(default_factory=dict, max_length=50)
    codes: dict[str, Text] = Field(default_factory=dict, max_length=500)
    values: dict[str, Any] = Field(default_factory=dict, max_length=50)


class Edits(Schema):
    """Edits that are made all or none, as one step. `seen` is the state of the draft that they were made for."""

    seen: int = Field(ge=1, le=2**31 - 1)
    edits: list[EditIn] = Field(min_length=1, max_length=MOST_AT_ONCE)


class Seen(Schema):
    """The state of the draft that was looked at."""

    seen: int = Field(ge=1, le=2**31 - 1)


class DraftOut(Schema):
    """A draft as it is now, everything with an identity. `undo` and `redo` say what would be taken back or made again."""

    number: int
    seen: int
    definition: dict[str, Any]
    errors: list[str]
    undo: str | None
    redo: str | None


def draft_out(version: SurveyVersion) -> dict[str, Any]:
    undo, redo = drafts.last_step(version), drafts.next_step(version)
    return {
        "number": version.number,
        "seen": version.version,
        "definition": drafts.definition_out(version),
        "errors": queries.errors_of(version),
        "undo": undo.verb if undo else None,
        "redo": redo.verb if redo else None,
    }


def draft_named(request: HttpRequest, key: str, number: int) -> SurveyVersion:
    return queries.version_by_number(request.auth, key, min(max(number, 0), 2**31 - 1))


@router.get("/surveys/{key}/versions/{number}/draft", response=DraftOut, url_name="survey_draft")
def show_survey_draft(request: HttpRequest, key: Key, number: int) -> dict[str, Any]:
    """A draft with the identities that edits name."""
    version = draft_named(request, key, number)
    require(request.auth, "surveys.read_responses", version)
    rules.check_not_fixed(version.number, version.frozen_on)
    return draft_out(version)


@router.post("/surveys/{key}/versions/{number}/edits", response=DraftOut, url_name="edit_survey_draft")
def edit_survey_draft(request: HttpRequest, key: Key, number: int, new: Edits) -> dict[str, Any]:
    """Edit a draft: all of these edits, or none."""
    version = draft_named(request, key, number)
    edits = [actions.Edit(**one.model_dump()) for one in new.edits]
    return draft_out(actions.build(actor=request.auth, version=version, seen=new.seen, edits=edits))


@router.post("/surveys/{key}/versions/{number}/undo", response=DraftOut, url_name="undo_survey_draft")
def undo_survey_draft(request: HttpRequest, key: Key, number: int, looked: Seen) -> dict[str, Any]:
    """Take back the last step of a draft."""
    version = draft_named(request, key, number)
    return draft_out(actions.undo(actor=request.auth, version=version, seen=looked.seen))


@router.post("/surveys/{key}/versions/{number}/redo", response=DraftOut, url_name="redo_survey_draft")
def redo_survey_draft(request: HttpRequest, key: Key, number: int, looked: Seen) -> dict[str, Any]:
    """Make the step again that was taken back last."""
    version = draft_named(request, key, number)
    return draft_out(actions.redo(actor=request.auth, version=version, seen=looked.seen))
