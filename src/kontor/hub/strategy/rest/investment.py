"""Joint investment projects for programs: what a project says of itself, and its moves. Its lists: `investment_lists`."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import BeforeValidator, Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Day, Key, Schema, Text, exactly, written
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import Assistance, InvestmentStage, Platform
from kontor.hub.strategy.rest.base import router
from kontor.hub.strategy.rules.investment import NoSuchRegion

WORDS = r"^[^\x00]*$"
NAMES = (
    "key", "title", "stage", "need", "solution", "area", "pilot", "market", "rate", "assistance", "assistance_by",
    "proposal_planned", "finance_planned", "started_on", "visibility", "version",
)  # fmt: skip
RELATED = {"owner": organisation_by_key, "activity": queries.activity_by_key}


class InvestmentPartyOut(Schema):
    """An organisation in a project; null, as are `id`, `component` and `version`, and without words, where you may not see which.

    `component` is the id of a component of a value chain, as that chain tells it.
    """

    id: int | None
    organisation: str | None
    role: str
    component: int | None
    brings: str
    version: int | None


class InvestmentLineOut(Schema):
    """A cost, or a source of finance with its kind and state."""

    id: int
    label: str
    amount: Decimal
    kind: str = ""
    state: str = ""
    evidence: str = ""
    version: int


class InvestmentYearOut(Schema):
    """What a year of operation costs and earns."""

    id: int
    year: int
    costs: Decimal
    revenue: Decimal
    version: int


class InvestmentRiskOut(Schema):
    """A risk, and what is done against it."""

    id: int
    risk: str
    mitigation: str
    version: int


class StageEntryOut(Schema):
    """A stage that was entered; `was` is where the project came from."""

    was: str
    stage: str
    entered_on: date
    reason: str


class InvestmentOut(Schema):
    """A joint investment project. Sums, lines, risks and entries are for those who read inside the partnership, else null or empty.

    `owner` is the key of the responsible partner, `activity` that of an activity of the roadmap; null where there is none, or you may
    not see it.
    """

    key: str
    title: str
    stage: str
    need: str
    solution: str
    area: str
    regions: list[str]
    owner: str | None
    activity: str | None
    pilot: str
    market: str
    rate: Decimal | None
    assistance: str
    assistance_by: str
    proposal_planned: date | None
    finance_planned: date | None
    started_on: date | None
    visibility: str
    version: int
    parties: list[InvestmentPartyOut]
    cost: Decimal | None
    granted: Decimal | None
    net_present_value: Decimal | None
    payback_years: Decimal | None
    costs: list[InvestmentLineOut]
    finance: list[InvestmentLineOut]
    years: list[InvestmentYearOut]
    risks: list[InvestmentRiskOut]
    entries: list[StageEntryOut]
    missing: list[str]


class InvestmentInList(Schema):
    """A project in the pipeline; its sums are null where you do not read them."""

    key: str
    title: str
    stage: str
    cost: Decimal | None
    granted: Decimal | None


Rate = Annotated[Decimal, BeforeValidator(exactly), Field(ge=0, max_digits=4, decimal_places=2), written(2)]


class NewInvestment(Schema):
    """A project to start, as an idea. `rate` is in per cent, a fraction as text; `regions` are codes.

    `owner` is the key of the responsible partner, `activity` that of an activity of the partnership's roadmap.
    """

    title: Text = Field(min_length=1, max_length=160)
    need: str = Field("", max_length=2000, pattern=WORDS)
    solution: str = Field("", max_length=2000, pattern=WORDS)
    pilot: str = Field("", max_length=2000, pattern=WORDS)
    market: str = Field("", max_length=2000, pattern=WORDS)
    area: Platform | None = None
    rate: Rate | None = None
    assistance: Assistance | None = None
    assistance_by: Text = Field("", max_length=250)
    proposal_planned: Day | None = None
    finance_planned: Day | None = None
    started_on: Day | None = None
    owner: Key | None = None
    activity: Key | None = None
    regions: list[Key] = Field(default_factory=list, max_length=40)
    visibility: Visibility = Visibility.PARTNERS


class EditedInvestment(NewInvestment):
    """The whole project as it shall be, and the version that was read.

    Without `owner` or `activity` these stay; null empties them, but for one that you may not see.
    """

    version: int = Field(ge=1, le=2**31 - 1)


class InvestmentMove(Schema):
    """To which stage, since when, and why where it goes back or is taken up again."""

    stage: InvestmentStage
    entered_on: Day
    reason: Text = Field("", max_length=500)
    version: int = Field(ge=1, le=2**31 - 1)


class InvestmentStop(Schema):
    """Since when, and why."""

    entered_on: Day
    reason: Text = Field(min_length=1, max_length=500)
    version: int = Field(ge=1, le=2**31 - 1)


def told(actor: Actor, new: NewInvestment) -> dict[str, Any]:
    fields = new.dict(exclude={"regions", "version", *RELATED})
    blank = {name: fields[name] or "" for name in ("area", "assistance")}
    return {"fields": fields | blank | related(actor, new), "regions": regions_of(new.regions)}


def related(actor: Actor, new: NewInvestment) -> dict[str, Any]:
    """The records that the request speaks of; what it leaves out stays."""
    said = {name: getattr(new, name) for name in RELATED if name in new.model_fields_set}
    return {name: RELATED[name](actor, key) if key else None for name, key in said.items()}


def regions_of(codes: list[str]) -> list[Region]:
    found = Region.objects.in_bulk(codes)
    unknown = [code for code in codes if code not in found]
    if unknown:
        raise NoSuchRegion(field="regions", code=unknown[0])
    return list(found.values())


def party_out(row: queries.PartyRow) -> dict[str, Any]:
    seen = row.organisation
    return {
        "id": row.party.pk if seen else None, "organisation": seen.key if seen else None, "role": row.party.role,
        "component": row.component.pk if row.component else None, "brings": row.brings, "version": row.party.version if seen else None,
    }  # fmt: skip


def out(actor: Actor, key: str) -> dict[str, Any]:
    found = queries.investment_page(actor, queries.investment_by_key(actor, key))
    of, money, inside = found.project, found.money, found.inside
    return {
        **{name: getattr(of, name) for name in NAMES},
        "regions": [one.pk for one in found.regions],
        "owner": found.owner.key if found.owner else None,
        "activity": found.activity.key if found.activity else None,
        "parties": [party_out(row) for row in found.parties],
        "cost": money.cost if inside else None,
        "granted": money.granted if inside else None,
        "net_present_value": money.value,
        "payback_years": money.payback,
        "costs": list(money.costs),
        "finance": list(money.finance),
        "years": list(money.years),
        "risks": list(found.risks),
        "entries": list(found.entries),
        "missing": [one.sentence for one in (*found.missing_here, *found.missing_next)],
    }  # fmt: skip


@router.get(
    "/partnerships/{key}/investments", response=list[InvestmentInList], url_name="partner_investments"
)
def investments(request: HttpRequest, key: Key) -> list[dict[str, Any]]:
    """The joint investment projects of a partnership that you may see, by stage."""
    actor = request.auth  # type: ignore[attr-defined]
    return [
        {"key": row.project.key, "title": row.project.title, "stage": row.project.stage, "cost": row.cost, "granted": row.granted}
        for group in queries.pipeline(actor, by_key(actor, key)).stages
        for row in group.rows
    ]  # fmt: skip


@router.post(
    "/partnerships/{key}/investments", response={201: InvestmentOut}, url_name="add_partner_investment"
)
def start_investment(request: HttpRequest, key: Key, new: NewInvestment) -> Any:
    """Start a project with an idea."""
    actor = request.auth  # type: ignore[attr-defined]
    made = actions.start_investment(
        actor=actor, partnership=by_key(actor, key), today=timezone.localdate(), **told(actor, new)
    )
    return Status(201, out(actor, made.key))


@router.get("/investments/{key}", response=InvestmentOut, url_name="investment")
def investment(request: HttpRequest, key: Key) -> dict[str, Any]:
    """A project, and in sentences what its next stage needs."""
    return out(request.auth, key)  # type: ignore[attr-defined]


@router.put("/investments/{key}", response=InvestmentOut, url_name="edit_investment")
def edit_investment(request: HttpRequest, key: Key, new: EditedInvestment) -> dict[str, Any]:
    """Change what a project says of itself. Its stage and its lists have addresses of their own."""
    actor = request.auth  # type: ignore[attr-defined]
    edited = actions.Edited(queries.investment_by_key(actor, key), new.version)
    actions.edit_investment(actor=actor, edited=edited, **told(actor, new))
    return out(actor, key)


@router.delete("/investments/{key}", response={204: None}, url_name="remove_investment")
def remove_investment(request: HttpRequest, key: Key) -> Any:
    """Remove a project that was started by mistake, with all that is kept in it. One that was given up is stopped instead."""
    actor = request.auth  # type: ignore[attr-defined]
    actions.remove_investment(actor=actor, project=queries.investment_by_key(actor, key))
    return Status(204, None)


@router.post("/investments/{key}/move", response=InvestmentOut, url_name="move_investment")
def move_investment(request: HttpRequest, key: Key, move: InvestmentMove) -> dict[str, Any]:
    """Move a project to its next stage through the gate, or back with a reason."""
    actor = request.auth  # type: ignore[attr-defined]
    edited = actions.Edited(queries.investment_by_key(actor, key), move.version)
    actions.move_investment(
        actor=actor,
        edited=edited,
        to=move.stage,
        entered_on=move.entered_on,
        reason=move.reason,
        today=timezone.localdate(),
    )
    return out(actor, key)


@router.post("/investments/{key}/stop", response=InvestmentOut, url_name="stop_investment")
def stop_investment(request: HttpRequest, key: Key, stop: InvestmentStop) -> dict[str, Any]:
    """Give a project up, with the reason."""
    actor = request.auth  # type: ignore[attr-defined]
    edited = actions.Edited(queries.investment_by_key(actor, key), stop.version)
    actions.stop_investment(
        actor=actor,
        edited=edited,
        entered_on=stop.entered_on,
        reason=stop.reason,
        today=timezone.localdate(),
    )
    return out(actor, key)
