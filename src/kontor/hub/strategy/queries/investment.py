"""Joint investment projects: the pipeline of a partnership, and one project with what its next stage needs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.urls import reverse
from django.utils.translation import gettext

from kontor.hub.directory.models import Organisation
from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.models import Region
from kontor.hub.foundation.permission import can
from kontor.hub.foundation.refusal import NotThere
from kontor.hub.foundation.visibility import visible
from kontor.hub.partnerships.choices import PartnershipKind
from kontor.hub.partnerships.models import Partnership
from kontor.hub.strategy.choices import InvestmentStage
from kontor.hub.strategy.inputs.investment import Money, facts_of
from kontor.hub.strategy.models import (
    ChainComponent,
    CostLine,
    FinanceLine,
    InvestmentProject,
    ProjectParty,
    ProjectRisk,
    ProjectYear,
    RoadmapActivity,
    StageEntry,
    ValueChain,
)
from kontor.hub.strategy.models.investment import PARTS
from kontor.hub.strategy.queries.joint import is_inside
from kontor.hub.strategy.queries.versions import hidden, owners_seen
from kontor.hub.strategy.rules import investment as rules

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class ProjectRow:
    """A project in the pipeline. The sums are None where the actor does not read them."""

    project: InvestmentProject
    cost: Decimal | None
    granted: Decimal | None


@dataclass(frozen=True, slots=True)
class StageGroup:
    """The projects of one stage."""

    stage: str
    label: str
    rows: tuple[ProjectRow, ...]

    @property
    def cost(self) -> Decimal:
        return sum((row.cost or NOTHING for row in self.rows), NOTHING)

    @property
    def granted(self) -> Decimal:
        return sum((row.granted or NOTHING for row in self.rows), NOTHING)


@dataclass(frozen=True, slots=True)
class Pipeline:
    """The projects of a partnership by stage, in the order of the way. `inside` reads the sums."""

    partnership: Partnership
    stages: tuple[StageGroup, ...]
    inside: bool
    may_keep: bool

    @property
    def total(self) -> int:
        return sum(len(one.rows) for one in self.stages)

    @property
    def under_way(self) -> list[StageGroup]:
        return [one for one in self.stages if one.stage != rules.STOPPED]

    @property
    def cost(self) -> Decimal:
        """Of all that did not stop."""
        return sum((one.cost for one in self.under_way), NOTHING)

    @property
    def granted(self) -> Decimal:
        return sum((one.granted for one in self.under_way), NOTHING)

    @property
    def is_expected(self) -> bool:
        """Partnerships for investment in smart specialisation exist for this."""
        return self.partnership.kind == PartnershipKind.ESCP_S3


@dataclass(frozen=True, slots=True)
class PartyRow:
    """`organisation` is None, and the words are empty, where the actor may not see whose it is."""

    party: ProjectParty
    organisation: Organisation | None
    name: str
    brings: str
    component: ChainComponent | None


@dataclass(frozen=True, slots=True)
class Missing:
    """What a stage needs and the project has not, and the page on which it is written."""

    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Planned:
    """A day that was planned, and when it really came; `late` in days where it came later, or is still awaited."""

    label: str
    planned: Any
    actual: Any


@dataclass(frozen=True, slots=True)
class InvestmentPage:
    """A project. `money`, `risks`, `entries` and what is missing are for those who read inside; else empty."""

    project: InvestmentProject
    regions: tuple[Region, ...]
    owner: Organisation | None
    owner_name: str
    activity: RoadmapActivity | None
    parties: tuple[PartyRow, ...]
    money: Money
    risks: tuple[ProjectRisk, ...]
    entries: tuple[StageEntry, ...]
    missing_here: tuple[Missing, ...]
    missing_next: tuple[Missing, ...]
    missing_for_proposal: tuple[Missing, ...]
    next_label: str
    inside: bool
    may_keep: bool

    @property
    def planned(self) -> tuple[Planned, ...]:
        """The day planned against that on which the stage was first entered."""
        first: dict[str, Any] = {}
        for one in self.entries:
            first.setdefault(one.stage, one.entered_on)
        of = self.project
        return (
            Planned(gettext("Bankable proposal"), of.proposal_planned, first.get("proposal")),
            Planned(gettext("Finance secured"), of.finance_planned, first.get("secured")),
        )


def investments_of(actor: Actor, partnership: Partnership) -> QuerySet[InvestmentProject]:
    """The projects of a partnership that the actor sees."""
    rows = visible(InvestmentProject, actor).filter(partnership=partnership)
    return rows.select_related("partnership").order_by("title", "key")


def investment_by_key(actor: Actor, key: str) -> InvestmentProject:
    """The project with this key. Raises NotThere."""
    rows = visible(InvestmentProject, actor).select_related("partnership", "owner", "activity")
    return one_of(rows.filter(key=key).first())


def investment_entry(actor: Actor, place: str, pk: int) -> Any:
    """An entry of one of a project's lists; an organisation only where the actor sees it. Raises NotThere."""
    if place not in PARTS:
        raise NotThere
    rows = visible(PARTS[place], actor).select_related("project__partnership")
    if PARTS[place] is ProjectParty:
        rows = rows.filter(organisation__in=visible_ids(actor)).select_related("organisation", "component")
    return one_of(rows.filter(pk=pk).first())


def one_of[T](found: T | None) -> T:
    if found is None:
        raise NotThere
    return found


def pipeline(actor: Actor, partnership: Partnership) -> Pipeline:
    """By stage. Statements do not grow with the number of projects."""
    inside = is_inside(actor, partnership)
    projects = list(investments_of(actor, partnership))
    costs = sums(visible(CostLine, actor).filter(project__partnership=partnership))
    granted = sums(visible(FinanceLine, actor).filter(project__partnership=partnership, state="granted"))
    rows = [
        ProjectRow(one, costs.get(one.pk) if inside else None, granted.get(one.pk) if inside else None)
        for one in projects
    ]
    return Pipeline(
        partnership=partnership,
        stages=tuple(
            StageGroup(str(stage), str(label), tuple(row for row in rows if row.project.stage == stage))
            for stage, label in InvestmentStage.choices
        ),
        inside=inside,
        may_keep=can(actor, "strategy.keep", InvestmentProject(partnership=partnership)),
    )


def sums(rows: QuerySet[Any]) -> Mapping[int, Decimal]:
    return dict(rows.order_by().values_list("project").annotate(Sum("amount")))


def investment_page(actor: Actor, project: InvestmentProject) -> InvestmentPage:
    """What the row rules let her read; the gates look at everything, and tell of nobody."""
    inside = is_inside(actor, project.partnership)
    money = Money(
        tuple(visible(CostLine, actor).filter(project=project)),
        tuple(visible(FinanceLine, actor).filter(project=project)),
        tuple(visible(ProjectYear, actor).filter(project=project)),
        project.rate,
    )
    risks = tuple(visible(ProjectRisk, actor).filter(project=project))
    regions = tuple(project.regions.all())
    here, onward, proposed = lacks(project, money, risks, len(regions)) if inside else ((), (), ())
    onward_to = rules.next_stage(project.stage)
    owner = owners_seen(actor, {project.owner_id}).get(project.owner_id) if project.owner_id else None
    activity = visible(RoadmapActivity, actor).filter(pk=project.activity_id or 0).first()
    return InvestmentPage(
        project=project,
        regions=regions,
        owner=owner,
        owner_name=owner.name if owner else hidden() if project.owner_id else "",
        activity=activity,
        parties=party_rows(actor, project),
        money=money,
        risks=risks,
        entries=tuple(visible(StageEntry, actor).filter(project=project)),
        missing_here=here,
        missing_next=onward,
        missing_for_proposal=proposed,
        next_label=str(InvestmentStage(onward_to).label) if onward_to else "",
        inside=inside,
        may_keep=can(actor, "strategy.keep", project),
    )


def lacks(
    project: InvestmentProject, money: Money, risks: Sequence[ProjectRisk], regions: int
) -> tuple[tuple[Missing, ...], ...]:
    """What its stage needs and is no longer there; what else the next one needs; and what else a bankable proposal does."""
    facts = facts_of(project, money=money, risks=risks, regions=regions)
    here, onward, proposed = (
        rules.missing_for(stage, facts)
        for stage in (project.stage, rules.next_stage(project.stage), rules.PROPOSAL)
    )

    def told(gates: Sequence[rules.Gate]) -> tuple[Missing, ...]:
        return tuple(Missing(gettext(gate.sentence), place_of(project, gate)) for gate in gates)

    return (
        told(here),
        told([gate for gate in onward if gate not in here]),
        told([gate for gate in proposed if gate not in here]),
    )


def place_of(project: InvestmentProject, gate: rules.Gate) -> str:
    """Where it is written: a field in the form of the project, or one of the lists on its page."""
    if gate.place in PARTS:
        return f"{project.get_absolute_url()}#{gate.place}"
    return f"{reverse('strategy:edit_investment', args=[project.key])}#id_{gate.place}"


def party_rows(actor: Actor, project: InvestmentProject) -> tuple[PartyRow, ...]:
    """Two statements."""
    seen = Exists(visible_ids(actor).filter(pk=OuterRef("organisation_id")))
    rows: Any = visible(ProjectParty, actor).filter(project=project).annotate(organisation_is_seen=seen)
    components = visible(ChainComponent, actor).filter(chain__partnership=project.partnership_id)
    known = {one.pk: one for one in components.select_related("chain")}
    return tuple(
        PartyRow(one, one.organisation, one.organisation.name, one.brings, known.get(one.component_id or 0))
        if one.organisation_is_seen
        else PartyRow(one, None, hidden(), "", None)
        for one in rows.select_related("organisation__country")
    )


def components_to_choose(actor: Actor, partnership: Partnership) -> QuerySet[ChainComponent]:
    """Of the partnership's chains that the actor sees."""
    chains = visible(ValueChain, actor).filter(partnership=partnership).values("pk")
    rows = visible(ChainComponent, actor).filter(chain__in=chains)
    return rows.select_related("chain").order_by("chain__name", "position", "pk")


def activities_to_choose(actor: Actor, partnership: Partnership) -> QuerySet[RoadmapActivity]:
    return visible(RoadmapActivity, actor).filter(partnership=partnership).order_by("due_on", "title")


def stages_to_choose(project: InvestmentProject) -> list[tuple[str, str]]:
    """Where the project may be moved, the next stage first."""
    last = project.entries.last()
    found = rules.stages_to(project.stage, last.was if last and project.stage == rules.STOPPED else "")
    return [(stage, str(InvestmentStage(stage).label)) for stage in reversed(found)]
