"""The columns of joint investment projects and their lists that are both imported and exported, and which field each holds."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from kontor.hub.foundation.visibility import Visibility
from kontor.hub.partnerships.kit import PARTNERSHIP
from kontor.hub.strategy.choices import (
    Assistance,
    FinanceKind,
    FinanceState,
    InvestmentStage,
    Platform,
    ProjectRole,
)
from kontor.hub.strategy.models.investment import FIRST_YEAR, LAST_YEAR
from kontor.hub.transfer.kit import (
    Address,
    Choice,
    Column,
    Day,
    Integer,
    Number,
    Reference,
    Slug,
    Terms,
    Text,
)

PROJECT = Column("project", _("Project"), _("Its key."), True, Reference("projects"), "elca-oven")
# What the columns of the database hold at most.
HIGHEST_RATE, MOST_EUROS = Decimal("99.99"), Decimal("999999999999.99")
EUROS = Number(least=0, most=MOST_EUROS, places=2)


def words(key: str, label: Any) -> Column:
    return Column(key, label, clean=Text(2000, lines=True))


INVESTMENTS = (
    Column("id", _("Key"), required=True, clean=Slug(120), example="elca-oven"),
    PARTNERSHIP,
    Column("title", _("Title"), required=True, clean=Text(160), example="Shared oven"),
    Column("stage", _("Stage"), _("Moved on the page of the project only; empty: as it is."), clean=Choice(InvestmentStage), example="idea"),
    words("need", _("Need")),
    words("solution", _("Solution")),
    Column("area", _("Thematic area"), clean=Choice(Platform), example="agri-food"),
    Column("regions", _("Regions"), _("Codes, separated by semicolons."), clean=Terms("regions"), example="FR10; ES21"),
    Column("owner", _("Responsible partner"), _("Its key or name."), clean=Reference("organisations")),
    words("pilot", _("What the demonstration or pilot showed")),
    words("market", _("Market and return")),
    Column("rate", _("Discount rate (per cent)"), clean=Number(least=0, most=HIGHEST_RATE, places=2), example="4.5"),
    Column("assistance", _("Technical assistance"), clean=Choice(Assistance), example="applied"),
    Column("assistance_by", _("By whom"), clean=Text(250)),
    Column("proposal_planned", _("Proposal planned for"), clean=Day(), example="2026-09-30"),
    Column("finance_planned", _("Finance planned for"), clean=Day(), example="2027-03-31"),
    Column("started", _("Running since"), clean=Day()),
    Column("activity", _("Activity of the roadmap"), _("Its key."), clean=Reference("activities"), example="elca-templates"),
    Column("visibility", _("Visible to"), clean=Choice(Visibility), example="partners"),
)  # fmt: skip
FIELDS_OF_INVESTMENTS = {
    **{
        name: name
        for name in (
            "title", "need", "solution", "area", "pilot", "market", "rate", "assistance", "assistance_by", "proposal_planned",
            "finance_planned", "visibility",
        )
    },
    "owner": "owner_id", "started": "started_on", "activity": "activity_id",
}  # fmt: skip

PARTIES = (
    PROJECT,
    Column("organisation", _("Organisation"), _("Its key or name."), True, Reference("organisations")),
    Column("role", _("Role"), required=True, clean=Choice(ProjectRole), example="lead"),
    Column(
        "component", _("Component of the value chain"), _("chain:name, or its name."), clean=Reference("components"), example="elca-lightweight:Milling"
    ),
    Column("brings", _("What it brings"), clean=Text(250)),
)  # fmt: skip
FIELDS_OF_PARTIES = {
    "organisation": "organisation_id",
    "role": "role",
    "component": "component_id",
    "brings": "brings",
}

COSTS = (
    PROJECT,
    Column("label", _("For what"), required=True, clean=Text(250), example="Oven"),
    Column("amount", _("Amount (EUR)"), required=True, clean=EUROS, example="150000"),
)
FIELDS_OF_COSTS = {"label": "label", "amount": "amount"}

FINANCE = (
    PROJECT,
    Column("kind", _("Kind of money"), required=True, clean=Choice(FinanceKind), example="loan"),
    Column("label", _("From whom"), required=True, clean=Text(250), example="A bank"),
    Column("amount", _("Amount (EUR)"), required=True, clean=EUROS, example="100000"),
    Column("state", _("State"), _("Empty: not asked yet."), clean=Choice(FinanceState), example="applied"),
    Column("evidence", _("Letter of commitment"), _("Its address."), clean=Address()),
)
FIELDS_OF_FINANCE = {name: name for name in ("kind", "label", "amount", "state", "evidence")}

YEARS = (
    PROJECT,
    Column("year", _("Year"), required=True, clean=Integer(least=FIRST_YEAR, most=LAST_YEAR), example="2028"),
    Column("costs", _("Costs (EUR)"), _("Empty: 0."), clean=EUROS, example="40000"),
    Column("revenue", _("Revenue (EUR)"), _("Empty: 0."), clean=EUROS, example="90000"),
)
FIELDS_OF_YEARS = {name: name for name in ("year", "costs", "revenue")}

RISKS = (
    PROJECT,
    Column("risk", _("Risk"), required=True, clean=Text(250), example="The price of energy"),
    Column("mitigation", _("What is done against it"), clean=Text(500, lines=True)),
)
FIELDS_OF_RISKS = {"risk": "risk", "mitigation": "mitigation"}


def component_name(chain: str, name: str) -> str:
    """How a table names a component: names are unique within a chain only."""
    return f"{chain}:{name}"
