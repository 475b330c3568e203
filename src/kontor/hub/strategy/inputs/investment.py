"""A joint investment project as plain values: its sums, whether it pays, and which of the gates' facts hold."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from kontor.engine.investment import Flow, net_present_value, payback
from kontor.hub.strategy.models import InvestmentProject
from kontor.hub.strategy.models.investment import CostLine, FinanceLine, ProjectRisk, ProjectYear
from kontor.hub.strategy.rules import investment as rules

NOTHING = Decimal(0)
ASKED = ("sought", "applied", "granted")


@dataclass(frozen=True)
class Money:
    """The lines of cost, finance and years of one project, and what they come to. A refused source is in no sum."""

    costs: Sequence[CostLine] = ()
    finance: Sequence[FinanceLine] = ()
    years: Sequence[ProjectYear] = ()
    rate: Decimal | None = None

    @cached_property
    def cost(self) -> Decimal:
        return sum((one.amount for one in self.costs), NOTHING)

    @cached_property
    def funded(self) -> Decimal:
        return sum((one.amount for one in self.named), NOTHING)

    @property
    def named(self) -> list[FinanceLine]:
        """The sources that have not refused."""
        return [one for one in self.finance if one.state != "refused"]

    @cached_property
    def granted(self) -> Decimal:
        return sum((one.amount for one in self.granting), NOTHING)

    @property
    def granting(self) -> list[FinanceLine]:
        return [one for one in self.finance if one.state == "granted"]

    @property
    def open(self) -> Decimal:
        """What no source is named for; negative where more is named than is needed."""
        return self.cost - self.funded

    @property
    def flows(self) -> list[Flow]:
        return [Flow(one.year, one.costs, one.revenue) for one in self.years]

    @cached_property
    def value(self) -> Decimal | None:
        """The net present value; None where cost, years or the rate are not stated."""
        if not self.costs or not self.years or self.rate is None:
            return None
        return net_present_value(self.cost, self.flows, self.rate)

    @property
    def value_in_euro(self) -> Decimal | None:
        """In whole euro: a value of years to come is not known to the cent."""
        return None if self.value is None else self.value.quantize(Decimal(1))

    @cached_property
    def payback(self) -> Decimal | None:
        """Years until it has paid for itself; None where that is not known, or does not happen in the years stated."""
        return payback(self.cost, self.flows) if self.costs and self.years else None


def money_of(project: InvestmentProject) -> Money:
    """Three statements."""
    return Money(
        tuple(project.costs.all()), tuple(project.finance.all()), tuple(project.years.all()), project.rate
    )


def facts_of(
    project: InvestmentProject, *, money: Money, risks: Sequence[ProjectRisk], regions: int
) -> Mapping[str, bool]:
    """Which facts of the gates hold. One statement; it looks at all organisations, and tells of none."""
    parties = list(project.parties.values_list("organisation_id", "role"))
    roles = {role for _organisation, role in parties}
    written = ("need", "area", "solution", "pilot", "market", "assistance", "owner_id", "started_on")
    return {
        **{name.removesuffix("_id").removesuffix("_on"): bool(getattr(project, name)) for name in written},
        "regions": regions >= rules.FEWEST_REGIONS,
        "parties": len({organisation for organisation, _role in parties}) >= rules.FEWEST_PARTIES,
        "lead": "lead" in roles,
        "technology": "technology" in roles,
        "site": "site" in roles,
        "costs": money.cost > 0,
        "funded": money.cost > 0 and money.open == 0,
        "years": len(money.years) >= rules.FEWEST_YEARS,
        "rate": project.rate is not None,
        "risks": bool(risks),
        "mitigation": all(one.mitigation.strip() for one in risks),
        "asked": any(one.state in ASKED for one in money.finance),
        "granted": money.cost > 0 and money.granted >= money.cost,
        "evidence": all(one.evidence for one in money.granting),
    }
