"""Cases: find, read, record, advance; and how many are how far."""

from typing import Any, Literal
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Status
from pydantic import Field

from kontor.hub.agreements import actions, queries
from kontor.hub.agreements.choices import CaseLevel, CaseState, CaseType, Objective, PartyRole
from kontor.hub.agreements.models import CaseObjective, CooperationCase
from kontor.hub.agreements.rest.base import PartyOut, case_by_key, country_of, party_out, router
from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import CountryCode, Key, PageOf, PageQuery, PartialDate, Schema, Text, page_of
from kontor.hub.foundation.search import find
from kontor.hub.foundation.visibility import Visibility, visible
from kontor.hub.partnerships.queries import by_key as partnership_by_key

NO_NUL = r"^[^\x00]*$"


class CaseLine(Schema):
    """A case in a list, with its parties as far as the caller may read them."""

    key: str
    title: str
    partnership: str | None
    type: CaseType
    level: CaseLevel
    country: str | None
    state: CaseState
    started_on: str
    closed_on: str
    parties: list[PartyOut]


class CaseOut(CaseLine):
    """One case. `same_as` is the key of the case that is counted instead."""

    description: str
    sector: str
    outcome: str
    objectives: list[Objective]
    credited_to: str
    same_as: str | None
    visibility: str
    version: int


class CasesQuery(PageQuery):
    """Which page of which cases."""

    q: Text = Field("", description="words to find; the last one may be unfinished")
    partnership: Key | None = None
    country: CountryCode | None = None
    state: CaseState | None = None
    level: CaseLevel | None = None
    type: CaseType | None = None


class NewCaseParty(Schema):
    """A party to name: the key of an organisation, or a name as it was stated."""

    role: PartyRole
    organisation: Key | None = None
    name: Text = Field("", max_length=250)
    confidential: bool = False
    public_description: Text = Field("", max_length=120)


class NewCase(Schema):
    """A case to record. The same `entry` sent again gives the case that is there."""

    title: Text = Field(min_length=1, max_length=250)
    partnership: Key | None = None
    type: CaseType
    level: CaseLevel
    description: str = Field("", max_length=5000, pattern=NO_NUL)
    sector: Text = Field("", max_length=250)
    country: CountryCode | None = None
    started_on: PartialDate = ""
    visibility: Visibility = Visibility.PARTNERS
    objectives: list[Objective] = Field([], max_length=15)
    parties: list[NewCaseParty] = Field([], max_length=20)
    next_step: Text = ""
    entry: UUID | None = None


class Advance(Schema):
    """What happened, and what that rests on. A signature is recorded on the agreement."""

    verb: Literal["return_to_contact", "negotiate", "prepare", "start"]
    basis: Text = Field("", max_length=250)
    version: int | None = Field(None, ge=1, le=2**31 - 1)


class PipelineQuery(Schema):
    """Which cases to count, by what."""

    by: Literal["partnership", "country", "partner", "objective", "level"] = "partnership"
    partnership: Key | None = None


class LineOut(Schema):
    """How many cases are in which state. `key` is empty for not stated, 'hidden' for partners that the caller does not see."""

    key: str
    label: str
    counts: dict[str, int]


class PipelineOut(Schema):
    """Lines, and how many open cases got how far at least. By partner and objective a case can stand in several lines."""

    lines: list[LineOut]
    reached: dict[str, int]


LINE = ("key", "title", "type", "level", "state", "started_on", "closed_on")
WHOLE = ("description", "sector", "outcome", "credited_to", "visibility", "version")
FILTERS = {
    "partnership": "partnership__key",
    "country": "country",
    "state": "state",
    "level": "level",
    "type": "type",
}


def lines(actor: Actor, cases: list[CooperationCase]) -> list[dict[str, Any]]:
    """The cases with their parties. Three statements more."""
    parties = queries.parties_for(actor, cases)
    return [
        {name: getattr(case, name) for name in LINE}
        | {
            "partnership": case.partnership.key if case.partnership else None,
            "country": case.country_id,
            "parties": [party_out(one) for one in parties[case.pk]],
        }
        for case in cases
    ]


def whole(actor: Actor, case: CooperationCase) -> dict[str, Any]:
    (line,) = lines(actor, [case])
    same = (
        visible(CooperationCase, actor).filter(pk=case.same_as_id or 0).values_list("key", flat=True).first()
    )
    objectives = CaseObjective.objects.filter(case=case).values_list("objective", flat=True)
    told = {name: getattr(case, name) for name in WHOLE}
    return line | told | {"same_as": same, "objectives": list(objectives)}


@router.get("/cases", response=PageOf[CaseLine], url_name="cases")
def list_cases(request: HttpRequest, query: Query[CasesQuery]) -> dict[str, Any]:
    """Cases by key, as far as the caller may see them. Nothing is found by a party: it may be confidential."""
    wanted = {
        field: getattr(query, name) for name, field in FILTERS.items() if getattr(query, name) is not None
    }
    rows: QuerySet[CooperationCase] = visible(CooperationCase, request.auth).filter(**wanted)
    if query.q.strip():
        rows = find(queries.CASES, query.q, rows).matching
    page = page_of(rows.select_related("partnership").order_by("key"), query)
    return page | {"items": lines(request.auth, page["items"])}


@router.post("/cases", response={201: CaseOut}, url_name="record_case")
def record_case(request: HttpRequest, new: NewCase) -> Any:
    """Record a case with its parties."""
    actor: Actor = request.auth
    fields = new.dict(exclude={"partnership", "parties", "objectives", "country", "entry"})
    made = actions.record_case(
        actor=actor,
        partnership=partnership_by_key(actor, new.partnership) if new.partnership else None,
        today=timezone.localdate(),
        parties=[party_to_name(actor, one) for one in new.parties],
        objectives=[str(one) for one in new.objectives],
        country=country_of(new.country),
        entry_key=new.entry,
        **fields,
    )
    return Status(201, whole(actor, made))


def party_to_name(actor: Actor, new: NewCaseParty) -> actions.NewParty:
    organisation = organisation_by_key(actor, new.organisation) if new.organisation else None
    return actions.NewParty(
        str(new.role),
        organisation,
        new.name,
        confidential=new.confidential,
        public_description=new.public_description,
    )


@router.get("/cases/pipeline", response=PipelineOut, url_name="cases_pipeline")
def cases_pipeline(request: HttpRequest, query: Query[PipelineQuery]) -> dict[str, Any]:
    """How many cases are how far; those told twice are counted once."""
    rows = queries.counted(request.auth)
    if query.partnership is not None:
        rows = rows.filter(partnership__key=query.partnership)
    found = queries.pipeline(request.auth, query.by, rows)
    adding_up = queries.pipeline(request.auth, "level", rows)
    return {
        "lines": [{"key": one.key, "label": one.label, "counts": dict(one.counts)} for one in found],
        "reached": {rung.state: rung.reached for rung in queries.funnel(adding_up)},
    }


@router.get("/cases/{key}", response=CaseOut, url_name="case")
def show_case(request: HttpRequest, key: Key) -> dict[str, Any]:
    """One case, by its key."""
    return whole(request.auth, case_by_key(request.auth, key))


@router.post("/cases/{key}/advance", response=CaseOut, url_name="advance_case")
def advance_case(request: HttpRequest, key: Key, change: Advance) -> dict[str, Any]:
    """Set a case to its next state, or back."""
    case = case_by_key(request.auth, key)
    advanced = actions.advance_case(
        actor=request.auth, case=case, verb=change.verb, basis=change.basis, version=change.version
    )
    return whole(request.auth, advanced)
