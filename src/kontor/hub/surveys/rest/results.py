"""Results of waves, who works with whom, and responses, for programs."""

import json
from datetime import date
from typing import Any, Literal

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from ninja import Query
from pydantic import Field

from kontor.documents.json import as_record
from kontor.hub.foundation.api import Key, Schema
from kontor.hub.surveys import exporters, report
from kontor.hub.surveys.queries.exports import exported
from kontor.hub.surveys.queries.pairs import pairs_of
from kontor.hub.surveys.queries.results import results
from kontor.hub.surveys.queries.staff import wave_named
from kontor.hub.surveys.rest.base import router


class WaveResultsOut(Schema):
    """What a wave adds up to, as data: small cells are null. Keys inside the lists are only ever added."""

    kind: str
    subject: str
    subject_key: str = Field(description="the key of the wave")
    as_of: date
    actor: str = Field(description="for whom it was drawn")
    title: str
    subtitle: str
    language: str
    figures: list[dict[str, Any]]
    tables: list[dict[str, Any]]
    drawings: list[dict[str, Any]] = Field(description="shares by group, each with its own n")
    findings: list[dict[str, Any]]
    not_known: list[str]
    sources: list[dict[str, Any]]


class SideOut(Schema):
    """One side of a pair; `partnership` is null where the name as stated is nobody's on this platform."""

    name: str
    partnership: str | None


class PairOut(Schema):
    """Two that are said to work together."""

    sides: list[SideOut]
    standing: Literal["confirmed", "one-sided", "not-asked"]
    detailed: bool
    said_by: list[str]
    ask: list[str] = Field(description="who was asked and has not said so")


class PairsOut(Schema):
    """Who works with whom by the answers of a wave; `unclear` names fit no partnership, or several."""

    questions: list[str]
    pairs: list[PairOut]
    unclear: list[str]


class ResponsesQuery(Schema):
    """How responses are told."""

    content: Literal["codes", "labels"] = "codes"
    anonymised: bool = Field(False, description="leave out whatever may say who somebody is")


class ResponsesOut(Schema):
    """Every response in which something was answered, and what each column means."""

    survey: str
    language: str
    variables: list[dict[str, Any]]
    responses: list[dict[str, Any]]


@router.get("/waves/{key}/results", response=WaveResultsOut, url_name="wave_results")
def show_results(request: HttpRequest, key: Key) -> dict[str, Any]:
    """What a wave adds up to: for those who run it, and once it is published for all who see the survey."""
    actor = request.auth  # type: ignore[attr-defined]
    found = results(actor, wave_named(actor, key))
    return as_record(report.results_report(actor, found, timezone.localdate(), get_language() or "en"))


@router.get("/waves/{key}/pairs", response=PairsOut, url_name="wave_pairs")
def show_pairs(request: HttpRequest, key: Key) -> dict[str, Any]:
    """Who says that it works with whom, for those who run the survey."""
    actor = request.auth  # type: ignore[attr-defined]
    found = pairs_of(actor, wave_named(actor, key))

    def side(one: Any) -> dict[str, Any]:
        return {"name": one.name, "partnership": one.partnership.key if one.partnership else None}

    return {
        "questions": list(found.questions),
        "pairs": [
            {
                "sides": [side(each) for each in one.sides],
                "standing": one.standing,
                "detailed": one.detailed,
                "said_by": list(one.said_by),
                "ask": [each.name for each in one.ask],
            }
            for one in found.pairs
        ],
        "unclear": list(found.unclear),
    }


@router.get("/waves/{key}/export", response=ResponsesOut, url_name="wave_export")
def export_responses(request: HttpRequest, key: Key, query: Query[ResponsesQuery]) -> Any:
    """The responses of a wave as exports have them, for those who run the survey."""
    actor = request.auth  # type: ignore[attr-defined]
    told = exported(actor, [wave_named(actor, key)], anonymised=query.anonymised)
    return json.loads(exporters.written(told, "json", query.content))
