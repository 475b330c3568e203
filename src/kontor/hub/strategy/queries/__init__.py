"""What is asked about a roadmap: month by month, what is late, one activity, deadlines of a person."""

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
    "Line",
    "MonthOfRoadmap",
    "Roadmap",
    "activity_by_key",
    "activity_rows",
    "deadlines",
    "may_plan",
    "overdue",
    "roadmap",
]
