"""Who may, and who sees which rows of the strategy: what belongs to a partnership, by its visibility."""

from typing import Any

from django.db.models import Q

from kontor.hub.foundation.actor import Actor
from kontor.hub.foundation.permission import (
    PERMISSIONS,
    is_anybody,
    is_platform_editor,
    is_signed_in,
    predicate,
)
from kontor.hub.foundation.refusal import N_
from kontor.hub.foundation.visibility import visibility_of, visible
from kontor.hub.partnerships.permissions import of_a_partnership
from kontor.hub.strategy.models import (
    ChainComponent,
    ChainLink,
    Contribution,
    DueChange,
    RoadmapActivity,
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


@predicate
def edits_a_team(actor: Actor, subject: Any) -> bool:
    return actor.is_system or any(actor.edits(team) for team in actor.teams)


@predicate
def keeps_the_roadmap(actor: Actor, activity: Any) -> bool:
    """In the team of the partnership, or in the one that keeps the activity."""
    return actor.edits(activity.partnership.team_id) or actor.edits(activity.team_id)


@predicate
def edits_its_owner(actor: Actor, activity: Any) -> bool:
    """For the organisation that owns the activity."""
    return activity.owner is not None and actor.edits(activity.owner.team_id)


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
PERMISSIONS.define("strategy.report", KEEPS | edits_its_owner, ASK_COORDINATOR)
PERMISSIONS.define("strategy.move_due", KEEPS | edits_its_owner, ASK_COORDINATOR)
PERMISSIONS.define("strategy.remove", KEEPS, ASK_COORDINATOR)
PERMISSIONS.define(
    "strategy.import", edits_a_team | is_platform_editor,
    N_("Roadmaps and value chains are imported by people who edit for a partnership. Ask its coordinator to invite you."),
)  # fmt: skip
PERMISSIONS.define(
    "strategy.read_deadlines", is_signed_in, N_("Sign in to read your deadlines."), scope="calendar"
)
