"""What changes in a roadmap: one function per verb."""

from kontor.hub.strategy.actions.roadmap import (
    ActivityEntry,
    edit_activity,
    move_due,
    plan_activities,
    remove_activities,
    replan_activities,
    report_activity,
)

__all__ = [
    "ActivityEntry",
    "edit_activity",
    "move_due",
    "plan_activities",
    "remove_activities",
    "replan_activities",
    "report_activity",
]
