"""Joint investment projects for programs."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Status
from pydantic import BeforeValidator, Field, WithJsonSchema

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Key, Schema, Text
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.queries import by_key
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import Assistance, InvestmentStage, Platform
from kontor.hub.strategy.rest.base import router
from kontor.hub.strategy.rest.joint import exactly
from kontor.hub.strategy.rules.investment import NoSuchRegion

WORDS = r"^[^\x00]*$"
NAMES = (
    "key", "title", "stage", "need", "solution", "area", "pilot", "market", "rate", "assistance", "assistance_by",
    "proposal_planned", "finance_planned", "started_on", "visibility", "version",
)  # fmt: skip


class InvestmentPartyOut(Schema):
    """An organisation in a project; null, and without words, where you may not see which."""

    organisation: str | None
    role: str
    brings: str


class InvestmentLineOut(Schema):
    """A cost, or a source of finance with its kind and state."""

    label: str
    amount: Decimal
    kind: str = ""
    state: str = ""
    evidence: str = ""


class InvestmentYearOut(Schema):
    """What a year of operation costs and earns."""

    year: int
    costs: Decimal
    revenue: Decimal


class InvestmentRiskOut(Schema):
    """A risk, and what is done against it."""

    risk: str
    mitigation: str


class StageEntryOut(Schema):
    """A stage that was entered; `was` is where the project came from."""

    was: str
    stage: str
    entered_on: date
    reason: str


class InvestmentOut(Schema):
    """A joint investment project. Sums, lines, risks and entries are for those who read inside the partnership, else null or empty."""

    key: str
    title: str
    stage: str
    need: str
    solution: str
    area: str
    regions: list[str]
    owner: str | None
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


WRITTEN_RATE = WithJsonSchema(
    {
        "anyOf": [
            {"type": "integer", "minimum": 0, "maximum": 99},
            {"type": "string", "pattern": "^[0-9]{1,2}(\\.[0-9]{1,2})?$"},
        ]
    }
)
Rate = Annotated[Decimal, BeforeValidator(exactly), Field(ge=0, max_digits=4, decimal_places=2), WRITTEN_RATE]


class NewInvestment(Schema):
    """A project to start, as an idea. `rate` is in per cent, a fraction as text; `regions` are codes."""

    title: Text = Field(min_length=1, max_length=160)
    need: str = Field("", max_length=2000, pattern=WORDS)
    solution: str = Field("", max_length=2000, pattern=WORDS)
    pilot: str = Field("", max_length=2000, pattern=WORDS)
    market: str = Field("", max_length=2000, pattern=WORDS)
    area: Platform | None = None
    rate: Rate | None = None
    assistance: Assistance | None = None
    assistance_by: Text = Field("", max_length=250)
    proposal_planned: date | None = None
    finance_planned: date | None = None
    started_on: date | None = None
    regions: list[Key] = Field(default_factory=list, max_length=40)
    visibility: Visibility = Visibility.PARTNERS


class EditedInvestment(NewInvestment):
    """The whole project as it shall be, and the version that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class InvestmentMove(Schema):
    """To which stage, since when, and why where it goes back or is taken up again."""

    stage: InvestmentStage
    entered_on: date
    reason: Text = Field("", max_length=500)
    version: int = Field(ge=1, le=2**31 - 1)


class InvestmentStop(Schema):
    """Since when, and why."""

    entered_on: date
    reason: Text = Field(min_length=1, max_length=500)
    version: int = Field(ge=1, le=2**31 - 1)


def told(new: NewInvestment) -> dict[str, Any]:
    fields = new.dict(exclude={"regions", "version"})
    blank = {name: fields[name] or "" for name in ("area", "assistance")}
    return {"fields": fields | blank, "regions": regions_of(new.regions)}


def regions_of(codes: list[str]) -> list[Region]:
    found = Region.objects.in_bulk(codes)
    unknown = [code for code in codes if code not in found]
    if unknown:
        raise NoSuchRegion(field="regions", code=unknown[0])
    return list(found.values())


def out(actor: Actor, key: str) -> dict[str, Any]:
    found = queries.investment_page(actor, queries.investment_by_key(actor, key))
    of, money, inside = found.project, found.money, found.inside
    return {
        **{name: getattr(of, name) for name in NAMES},
        "regions": [one.pk for one in found.regions],
        "owner": found.owner.key if found.owner else None,
        "parties": [
            {
                "organisation": row.organisation.key if row.organisation else None, "role": row.party.role, "brings": row.brings,
            }
            for row in found.parties
        ],
        "cost": money.cost if inside else None,
        "granted": money.granted if inside else None,
        "net_present_value": money.value,
        "payback_years": money.payback,
        "costs": [{"label": one.label, "amount": one.amount} for one in money.costs],
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
        actor=actor, partnership=by_key(actor, key), today=timezone.localdate(), **told(new)
    )
    return Status(201, out(actor, made.key))


@router.get("/investments/{key}", response=InvestmentOut, url_name="investment")
def investment(request: HttpRequest, key: Key) -> dict[str, Any]:
    """A project, and in sentences what its next stage needs."""
    return out(request.auth, key)  # type: ignore[attr-defined]


@router.put("/investments/{key}", response=InvestmentOut, url_name="edit_investment")
def edit_investment(request: HttpRequest, key: Key, new: EditedInvestment) -> dict[str, Any]:
    """Change what a project says of itself. Its responsible partner and its activity stay."""
    actor = request.auth  # type: ignore[attr-defined]
    edited = actions.Edited(queries.investment_by_key(actor, key), new.version)
    actions.edit_investment(actor=actor, edited=edited, **told(new))
    return out(actor, key)


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
