"""Who may, and who sees which rows of the strategy: what belongs to a partnership, by its visibility."""

from typing import Any

from django.db.models import Q

from kontor.hub.directory.permissions import visible_ids
from kontor.hub.foundation.actor import Actor, PlatformRole
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_signed_in,
    is_the_system,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import EVERYTHING, NOTHING, visibility_of, visible
from kontor.hub.partnerships.models import Participation
from kontor.hub.partnerships.permissions import (
    READS_ALL,
    of_a_partnership,
    own_partnership_ids,
    speaks_for_the_partner,
)
from kontor.hub.strategy.choices import VersionState
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
    GroupReview,
    IncomeLine,
    InvestmentProject,
    JointStrategy,
    MarkStep,
    Objective,
    ObjectiveComment,
    PartnerPart,
    ProjectParty,
    ProjectRisk,
    ProjectYear,
    RoadmapActivity,
    SheetLine,
    StageEntry,
    StrategyChange,
    StrategyVersion,
    SustainabilityCheck,
    SustainabilityPlan,
    SustainabilityTask,
    ValueChain,
)


@visibility_of(RoadmapActivity)
def roadmap_activities(actor: Actor) -> Q:
    return of_a_partnership(actor)


@visibility_of(DueChange)
def due_changes(actor: Actor) -> Q:
    return Q(activity__in=visible(RoadmapActivity, actor).values("pk"))


@visibility_of(ValueChain)
def value_chains(actor: Actor) -> Q:
    return of_a_partnership(actor)


@visibility_of(ChainComponent)
def components(actor: Actor) -> Q:
    return Q(chain__in=visible(ValueChain, actor).values("pk"))


@visibility_of(ChainLink)
def links(actor: Actor) -> Q:
    return Q(start__chain__in=visible(ValueChain, actor).values("pk"))


@visibility_of(Contribution)
def contributions(actor: Actor) -> Q:
    """The row of a chain she sees; whose it is and what it says only with the organisation (`inputs.chain_of`)."""
    return Q(component__chain__in=visible(ValueChain, actor).values("pk"))


@visibility_of(CompetenceSheet)
def sheets(actor: Actor) -> Q:
    """Addresses and answers are for those who may draw the chain; nobody else, not the other partners, not the analysts."""
    mine = EVERYTHING
    if not actor.has(PlatformRole.EDITOR, PlatformRole.ADMINISTRATOR):
        edited = actor.edited_teams
        if not edited:
            return NOTHING
        mine = Q(chain__partnership__team__in=edited) | Q(chain__team__in=edited)
    return mine & Q(organisation__in=visible_ids(actor))


@visibility_of(SheetLine)
def sheet_lines(actor: Actor) -> Q:
    return Q(sheet__in=visible(CompetenceSheet, actor).values("pk"))


def of_the_partners(actor: Actor, path: str = "partnership") -> Q:
    """What the partners write for each other: theirs, and the programme's analysts' and platform editors' to read."""
    if actor.has(*READS_ALL):
        return EVERYTHING
    return Q(**{f"{path}__in": own_partnership_ids(actor.team_ids)}) if actor.team_ids else NOTHING


@visibility_of(Barrier, ExportGroup)
def barriers_and_groups(actor: Actor) -> Q:
    return of_a_partnership(actor)


@visibility_of(GroupMember, GroupInitiative, GroupReview)
def parts_of_groups(actor: Actor) -> Q:
    """The row of a group she sees; whose a member is only with the organisation (`queries.groups`)."""
    return Q(group__in=visible(ExportGroup, actor).values("pk"))


@visibility_of(InvestmentProject)
def investment_projects(actor: Actor) -> Q:
    return of_a_partnership(actor)


@visibility_of(ProjectParty)
def investment_parties(actor: Actor) -> Q:
    """The row with the project; whose it is only with the organisation (`queries.investment`)."""
    return Q(project__in=visible(InvestmentProject, actor).values("pk"))


@visibility_of(CostLine, FinanceLine, ProjectYear, ProjectRisk, StageEntry)
def inside_of_investments(actor: Actor) -> Q:
    """Money, risks and reasons stay with the partners, even of a project that is open to everybody."""
    return of_the_partners(actor, "project__partnership") & investment_parties(actor)


@visibility_of(MarkStep)
def steps_of_marks(actor: Actor) -> Q:
    return of_the_partners(actor, "mark__partnership")


@visibility_of(IncomeLine, SustainabilityTask, SustainabilityCheck)
def parts_of_plans(actor: Actor) -> Q:
    return of_the_partners(actor, "plan__partnership")


@visibility_of(JointStrategy, PartnerPart, BrokerStep, SustainabilityPlan, CollectiveMark)
def drafts(actor: Actor) -> Q:
    return of_the_partners(actor)


@visibility_of(Objective, StrategyChange)
def parts_of_drafts(actor: Actor) -> Q:
    return of_the_partners(actor, "strategy__partnership")


@visibility_of(ObjectiveComment)
def comments(actor: Actor) -> Q:
    return of_the_partners(actor, "objective__strategy__partnership")


@visibility_of(StrategyVersion)
def versions(actor: Actor) -> Q:
    """The partners read every version, others what all partners approved, as far as the strategy is open to them."""
    open_to_her = JointStrategy.objects.filter(of_a_partnership(actor)).values("pk")
    approved = Q(state=VersionState.APPROVED) & Q(strategy__in=open_to_her)
    return of_the_partners(actor, "strategy__partnership") | approved


@visibility_of(Approval)
def approvals(actor: Actor) -> Q:
    return of_the_partners(actor, "proposal__strategy__partnership")


@predicate
def edits_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or bool(actor.edited_teams)


@predicate
def keeps_the_roadmap(actor: Actor, activity: Any) -> bool:
    """In the team of the partnership, or in the one that keeps the activity."""
    return actor.edits(activity.partnership.team_id) or actor.edits(activity.team_id)


@predicate
def edits_its_owner(actor: Actor, activity: Any) -> bool:
    """For the organisation that owns the activity."""
    return activity.owner is not None and actor.edits(activity.owner.team_id)


@predicate
def edits_for_a_partner(actor: Actor, subject: Any) -> bool:
    """For an organisation that takes part in the partnership of the strategy."""
    edited = actor.edited_teams
    rows = Participation.objects.filter(partnership=subject.partnership_id, organisation__team_id__in=edited)
    return actor.is_system or (bool(edited) and rows.exists())


@predicate
def keeps_the_strategy(actor: Actor, subject: Any) -> bool:
    """In the team of the partnership."""
    return actor.edits(subject.partnership.team_id)


@predicate
def says_the_comment(actor: Actor, comment: Any) -> bool:
    """In the team of the partner in whose name it stands; of the coordination's, in the team of the partnership."""
    if comment.organisation is None:
        return actor.edits(comment.objective.strategy.partnership.team_id)
    return actor.edits(comment.organisation.team_id)


@predicate
def keeps_the_strategy_of_it(actor: Actor, comment: Any) -> bool:
    """In the team of the partnership whose strategy it is said to."""
    return actor.edits(comment.objective.strategy.partnership.team_id)


ASK_COORDINATOR = N_(
    "The roadmap is kept by the coordinator of the partnership; owners report on their activities. Ask the coordinator."
)
KEEPS = keeps_the_roadmap | is_platform_editor
PERMISSIONS.define("strategy.view", is_anybody, N_("The roadmap is open to everybody."), scope="read")
PERMISSIONS.define("strategy.plan", KEEPS, ASK_COORDINATOR)
PERMISSIONS.define(
    "strategy.draw", KEEPS,
    N_("Value chains are drawn by the coordinator of the partnership. Ask the coordinator."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.read_sheets", KEEPS,
    N_("Competence sheets are read by who draws the value chain. Ask the coordinator."), scope="read",
)  # fmt: skip
PERMISSIONS.define(
    "strategy.fill_sheet", is_the_system, N_("A competence sheet is filled over the link in the letter. Ask who sent it."),
)  # fmt: skip
PERMISSIONS.define("strategy.report", KEEPS | edits_its_owner, ASK_COORDINATOR)
PERMISSIONS.define("strategy.move_due", KEEPS | edits_its_owner, ASK_COORDINATOR)
PERMISSIONS.define("strategy.remove", KEEPS, ASK_COORDINATOR)
PERMISSIONS.define(
    "strategy.import", edits_a_team | is_platform_editor,
    N_("Roadmaps and value chains are imported by people who edit for a partnership. Ask its coordinator to invite you."),
)  # fmt: skip
COORDINATES = keeps_the_strategy | is_platform_editor
DRAFTS = COORDINATES | edits_for_a_partner
PERMISSIONS.define(
    "strategy.draft", DRAFTS,
    N_("The strategy is written by those who edit for a partner. Ask your organisation's team, or the coordinator, to invite you."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.keep", DRAFTS,
    N_("This is kept by those who edit for a partner. Ask your organisation's team, or the coordinator, to invite you."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.remove_comment", says_the_comment | keeps_the_strategy_of_it | is_platform_editor,
    N_("A comment is removed by the partner who said it, or by the coordination. Ask one of them."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.propose", COORDINATES,
    N_("A strategy is proposed for approval by the coordinator of the partnership. Ask the coordinator."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.answer", speaks_for_the_partner,
    N_("Only the partner's own team answers for it: nobody approves for another. Ask that partner."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.state_part", speaks_for_the_partner,
    N_("What a partner brings, expects and wants is written by its own team. Ask that partner."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.read_deadlines", is_signed_in, N_("Sign in to read your deadlines."), scope="calendar"
)
