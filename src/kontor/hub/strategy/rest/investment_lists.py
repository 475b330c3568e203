"""The lists of a joint investment project for programs: organisations, costs, sources of finance, years of operation, risks."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from ninja import Status
from pydantic import Field

from kontor.hub.directory.queries import by_key as organisation_by_key
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.api import Identifier, Key, NotNegative, Schema, Text
from kontor.hub.strategy import actions, queries
from kontor.hub.strategy.choices import FinanceKind, FinanceState, ProjectRole
from kontor.hub.strategy.models.investment import FIRST_YEAR, LAST_YEAR
from kontor.hub.strategy.rest.base import router
from kontor.hub.strategy.rest.investment import (
    InvestmentLineOut,
    InvestmentPartyOut,
    InvestmentRiskOut,
    InvestmentYearOut,
    party_out,
)

NOTHING = Decimal(0)
# A page of the web, or nothing. Narrower than addresses may be: what passes here passes on the page, too.
PAGE = r"^(https?://([a-zA-Z0-9]([-a-zA-Z0-9]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,24}(/[!-~]*)?)?$"


class WithVersion(Schema):
    """The version that was read."""

    version: int = Field(ge=1, le=2**31 - 1)


class NewInvestmentParty(Schema):
    """An organisation to take in, in a role. `component` is the id of a component of one of the partnership's value chains."""

    organisation: Key
    role: ProjectRole
    component: Identifier | None = None
    brings: Text = Field("", max_length=250)


class ChangedInvestmentParty(NewInvestmentParty, WithVersion):
    """The entry as it shall be, and the version that was read. A component that you may not see stays where null is sent."""


class NewInvestmentCost(Schema):
    """What the investment pays for. Euros; a fraction as text."""

    label: Text = Field(min_length=1, max_length=250)
    amount: NotNegative


class ChangedInvestmentCost(NewInvestmentCost, WithVersion):
    """The cost as it shall be, and the version that was read."""


class NewInvestmentSource(NewInvestmentCost):
    """Where money comes from. `evidence` is the address of the letter of commitment."""

    kind: FinanceKind
    state: FinanceState = FinanceState.NAMED
    evidence: str = Field("", max_length=500, pattern=PAGE)


class ChangedInvestmentSource(NewInvestmentSource, WithVersion):
    """The source as it shall be, and the version that was read."""


class NewInvestmentYear(Schema):
    """What a year of operation costs and earns. Euros; a fraction as text."""

    year: int = Field(ge=FIRST_YEAR, le=LAST_YEAR)
    costs: NotNegative = NOTHING
    revenue: NotNegative = NOTHING


class ChangedInvestmentYear(NewInvestmentYear, WithVersion):
    """The year as it shall be, and the version that was read."""


class NewInvestmentRisk(Schema):
    """What may go wrong, and what is done so that it does not."""

    risk: Text = Field(min_length=1, max_length=250)
    mitigation: Text = Field("", max_length=500)


class ChangedInvestmentRisk(NewInvestmentRisk, WithVersion):
    """The risk as it shall be, and the version that was read."""


def fields_of(actor: Actor, said: Schema) -> dict[str, Any]:
    """The fields as the actions take them: what is named by key or id becomes the record."""
    fields = said.dict(exclude={"version"})
    if isinstance(said, NewInvestmentParty):
        component = queries.component_by_id(actor, said.component) if said.component else None
        fields |= {"organisation": organisation_by_key(actor, said.organisation), "component": component}
    return fields


def added(request: HttpRequest, place: str, key: str, said: Schema) -> Any:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    project = queries.investment_by_key(actor, key)
    made = actions.add_to_investment(actor=actor, project=project, place=place, fields=fields_of(actor, said))
    return Status(201, entry_out(actor, place, made.pk))


def changed(request: HttpRequest, place: str, pk: int, said: Any) -> Any:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    edited = actions.Edited(queries.investment_entry(actor, place, pk), said.version)
    actions.edit_in_investment(actor=actor, edited=edited, fields=fields_of(actor, said))
    return entry_out(actor, place, pk)


def removed(request: HttpRequest, place: str, pk: int) -> Any:
    actor: Actor = request.auth  # type: ignore[attr-defined]
    actions.remove_from_investment(actor=actor, entry=queries.investment_entry(actor, place, pk))
    return Status(204, None)


def entry_out(actor: Actor, place: str, pk: int) -> Any:
    """The entry as it reads now."""
    one = queries.investment_entry(actor, place, pk)
    if place != "parties":
        return one
    return party_out(next(row for row in queries.party_rows(actor, one.project) if row.party.pk == pk))


@router.post(
    "/investments/{key}/organisations", response={201: InvestmentPartyOut}, url_name="add_investment_party"
)
def add_party(request: HttpRequest, key: Key, new: NewInvestmentParty) -> Any:
    """Take an organisation into a project, in one role."""
    return added(request, "parties", key, new)


@router.put("/investment-organisations/{id}", response=InvestmentPartyOut, url_name="change_investment_party")
def change_party(request: HttpRequest, id: Identifier, new: ChangedInvestmentParty) -> Any:
    """Change an organisation's role, component, or what it brings."""
    return changed(request, "parties", id, new)


@router.delete("/investment-organisations/{id}", response={204: None}, url_name="remove_investment_party")
def remove_party(request: HttpRequest, id: Identifier) -> Any:
    """Take an organisation out of a role."""
    return removed(request, "parties", id)


@router.post("/investments/{key}/costs", response={201: InvestmentLineOut}, url_name="add_investment_cost")
def add_cost(request: HttpRequest, key: Key, new: NewInvestmentCost) -> Any:
    """Add what the investment pays for."""
    return added(request, "costs", key, new)


@router.put("/investment-costs/{id}", response=InvestmentLineOut, url_name="change_investment_cost")
def change_cost(request: HttpRequest, id: Identifier, new: ChangedInvestmentCost) -> Any:
    """Change a cost."""
    return changed(request, "costs", id, new)


@router.delete("/investment-costs/{id}", response={204: None}, url_name="remove_investment_cost")
def remove_cost(request: HttpRequest, id: Identifier) -> Any:
    """Remove a cost."""
    return removed(request, "costs", id)


@router.post(
    "/investments/{key}/finance", response={201: InvestmentLineOut}, url_name="add_investment_source"
)
def add_source(request: HttpRequest, key: Key, new: NewInvestmentSource) -> Any:
    """Add a source of finance."""
    return added(request, "finance", key, new)


@router.put("/investment-finance/{id}", response=InvestmentLineOut, url_name="change_investment_source")
def change_source(request: HttpRequest, id: Identifier, new: ChangedInvestmentSource) -> Any:
    """Change a source of finance: how much, how sure."""
    return changed(request, "finance", id, new)


@router.delete("/investment-finance/{id}", response={204: None}, url_name="remove_investment_source")
def remove_source(request: HttpRequest, id: Identifier) -> Any:
    """Remove a source of finance."""
    return removed(request, "finance", id)


@router.post("/investments/{key}/years", response={201: InvestmentYearOut}, url_name="add_investment_year")
def add_year(request: HttpRequest, key: Key, new: NewInvestmentYear) -> Any:
    """Add a year of operation, once."""
    return added(request, "years", key, new)


@router.put("/investment-years/{id}", response=InvestmentYearOut, url_name="change_investment_year")
def change_year(request: HttpRequest, id: Identifier, new: ChangedInvestmentYear) -> Any:
    """Change a year of operation."""
    return changed(request, "years", id, new)


@router.delete("/investment-years/{id}", response={204: None}, url_name="remove_investment_year")
def remove_year(request: HttpRequest, id: Identifier) -> Any:
    """Remove a year of operation."""
    return removed(request, "years", id)


@router.post("/investments/{key}/risks", response={201: InvestmentRiskOut}, url_name="add_investment_risk")
def add_risk(request: HttpRequest, key: Key, new: NewInvestmentRisk) -> Any:
    """Name a risk."""
    return added(request, "risks", key, new)


@router.put("/investment-risks/{id}", response=InvestmentRiskOut, url_name="change_investment_risk")
def change_risk(request: HttpRequest, id: Identifier, new: ChangedInvestmentRisk) -> Any:
    """Change a risk, or what is done against it."""
    return changed(request, "risks", id, new)


@router.delete("/investment-risks/{id}", response={204: None}, url_name="remove_investment_risk")
def remove_risk(request: HttpRequest, id: Identifier) -> Any:
    """Remove a risk."""
    return removed(request, "risks", id)
