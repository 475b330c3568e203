"""What is asked about a roadmap (month by month, what is late, deadlines) and about value chains."""

from kontor.hub.strategy.queries.chains import (
    ChainPage,
    StageRow,
    able_to_contribute,
    chain_by_key,
    chain_page,
    chains_of,
    chains_to_copy,
    component_by_id,
    contribution_by_id,
    link_by_id,
)
from kontor.hub.strategy.queries.invitation import InvitationPage, Limits, as_plain, invitation
from kontor.hub.strategy.queries.roadmap import (
    ActivityRow,
    Line,
    MonthOfRoadmap,
    Roadmap,
    activity_by_key,
    activity_rows,
    deadlines,
    may_plan,
    overdue,
    roadmap,
)
from kontor.hub.strategy.queries.trail import ACTION_WORDS

__all__ = [
    "ACTION_WORDS",
    "ActivityRow",
    "ChainPage",
    "InvitationPage",
    "Limits",
    "Line",
    "MonthOfRoadmap",
    "Roadmap",
    "StageRow",
    "able_to_contribute",
    "activity_by_key",
    "activity_rows",
    "as_plain",
    "chain_by_key",
    "chain_page",
    "chains_of",
    "chains_to_copy",
    "component_by_id",
    "contribution_by_id",
    "deadlines",
    "invitation",
    "link_by_id",
    "may_plan",
    "overdue",
    "roadmap",
]
