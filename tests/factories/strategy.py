"""Joint strategies, activities of roadmaps and value chains as plain rows: what is not said gets a sensible value."""

from datetime import date, timedelta
from itertools import count

from django.utils import timezone

from kontor.hub.strategy.inputs import content_of
from kontor.hub.strategy.models import (
    Approval,
    Barrier,
    BrokerStep,
    ChainComponent,
    ChainLink,
    CollectiveMark,
    CompetenceSheet,
    Contribution,
    CostLine,
    DueChange,
    ExportGroup,
    FinanceLine,
    GroupInitiative,
    GroupMember,
    IncomeLine,
    InvestmentProject,
    JointStrategy,
    Objective,
    ProjectParty,
    ProjectRisk,
    ProjectYear,
    RoadmapActivity,
    SheetLine,
    StageEntry,
    StrategyVersion,
    SustainabilityPlan,
    SustainabilityTask,
    ValueChain,
)

number = count(1)


def make_activity_of_roadmap(partnership, title="", **fields):
    """Due at the end of July 2016, seen by the partners, of which nobody recorded anything."""
    one = next(number)
    fields.setdefault("key", f"activity-{one}")
    fields.setdefault("due_on", date(2016, 7, 31))
    return RoadmapActivity.objects.create(partnership=partnership, title=title or f"Activity {one}", **fields)


def make_due_change(activity, reason="The hall was closed", was_due_on=date(2016, 6, 30)):
    return DueChange.objects.create(activity=activity, was_due_on=was_due_on, reason=reason)


def make_chain(partnership, name="", **fields):
    """Seen by the partners, with nothing drawn."""
    one = next(number)
    fields.setdefault("key", f"chain-{one}")
    return ValueChain.objects.create(partnership=partnership, name=name or f"Chain {one}", **fields)


def make_component(chain, name="", **fields):
    one = next(number)
    fields.setdefault("position", one)
    return ChainComponent.objects.create(chain=chain, name=name or f"Component {one}", **fields)


def make_sheet(chain, organisation, email="sme@example.org", **fields):
    """Sent now, open for two weeks."""
    fields.setdefault("sent_at", timezone.now())
    fields.setdefault("until", timezone.localdate() + timedelta(days=14))
    return CompetenceSheet.objects.create(chain=chain, organisation=organisation, email=email, **fields)


def make_sheet_line(sheet, component, **fields):
    """It does this."""
    fields.setdefault("does", True)
    return SheetLine.objects.create(sheet=sheet, component=component, **fields)


def make_link(start, end, kind=""):
    return ChainLink.objects.create(start=start, end=end, kind=kind)


def make_contribution(component, organisation, **fields):
    return Contribution.objects.create(component=component, organisation=organisation, **fields)


def make_strategy(partnership, **fields):
    """A draft of which nothing is written."""
    return JointStrategy.objects.create(partnership=partnership, **fields)


def make_objective(strategy, statement="", **fields):
    """Well worded, unless something else is said: nothing is to be remarked but what the fields lack."""
    one = next(number)
    fields.setdefault("key", f"objective-{one}")
    fields.setdefault("position", one)
    whole = {
        "indicator": "Signed agreements",
        "baseline": 0,
        "target": 12,
        "unit": "agreements",
        "due_on": date(2017, 6, 30),
    }
    return Objective.objects.create(
        strategy=strategy,
        statement=statement or "Sign 12 agreements with clusters in Peru.",
        **{**whole, **fields},
    )


def make_version(strategy, organisations=(), **fields):
    """Proposed, with what the draft says, and silence of these organisations."""
    fields.setdefault("number", strategy.versions.count() + 1)
    fields.setdefault("content", content_of(strategy, list(strategy.objectives.all())))
    fields.setdefault("reason", "First draft")
    fields.setdefault("proposed_on", date(2017, 1, 9))
    made = StrategyVersion.objects.create(strategy=strategy, **fields)
    for one in organisations:
        Approval.objects.create(proposal=made, organisation=one)
    return made


def make_barrier(partnership, description="", **fields):
    """Open and noticeable: small companies do not take part."""
    one = next(number)
    fields.setdefault("key", f"barrier-{one}")
    fields.setdefault("kind", "sme-engagement")
    return Barrier.objects.create(
        partnership=partnership, description=description or f"Barrier {one}", **fields
    )


def make_broker_step(partnership, **fields):
    """Taken, not done."""
    task = {"stage": "scoping-and-building", "task": "start-the-idea"}
    return BrokerStep.objects.create(partnership=partnership, **{**task, **fields})


def make_plan(partnership, **fields):
    return SustainabilityPlan.objects.create(partnership=partnership, **fields)


def make_income(plan, label="Fees", **fields):
    return IncomeLine.objects.create(plan=plan, label=label, **{"kind": "fees", **fields})


def make_plan_task(plan, title="Found the association", **fields):
    return SustainabilityTask.objects.create(plan=plan, title=title, **fields)


def make_group(partnership, name="", **fields):
    """Forming, with nothing of its plan."""
    one = next(number)
    fields.setdefault("key", f"group-{one}")
    return ExportGroup.objects.create(partnership=partnership, name=name or f"Group {one}", **fields)


def make_group_member(group, organisation, **fields):
    return GroupMember.objects.create(group=group, organisation=organisation, **fields)


def make_initiative(group, title="Fair in Lima", **fields):
    return GroupInitiative.objects.create(group=group, title=title, **fields)


def make_mark(partnership, name="Light!", **fields):
    return CollectiveMark.objects.create(partnership=partnership, name=name, **fields)


def make_investment(partnership, title="", **fields):
    """An idea of which nothing is written, with the day on which it was entered."""
    one = next(number)
    fields.setdefault("key", f"investment-{one}")
    made = InvestmentProject.objects.create(
        partnership=partnership, title=title or f"Investment {one}", **fields
    )
    StageEntry.objects.create(project=made, stage=made.stage, entered_on=date(2026, 1, 1))
    return made


def make_party(project, organisation, role="lead", **fields):
    return ProjectParty.objects.create(project=project, organisation=organisation, role=role, **fields)


def make_cost_line(project, label="Machines", amount=1000):
    return CostLine.objects.create(project=project, label=label, amount=amount)


def make_finance(project, label="Bank", amount=1000, **fields):
    return FinanceLine.objects.create(
        project=project, label=label, amount=amount, **{"kind": "loan", **fields}
    )


def make_year(project, year, costs=0, revenue=0):
    return ProjectYear.objects.create(project=project, year=year, costs=costs, revenue=revenue)


def make_risk(project, risk="The price of energy", mitigation=""):
    return ProjectRisk.objects.create(project=project, risk=risk, mitigation=mitigation)
