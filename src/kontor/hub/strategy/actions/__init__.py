"""What changes in a strategy: one function per verb."""

from kontor.hub.strategy.actions.chains import (
    Edited,
    add_component,
    add_link,
    edit_chain,
    edit_component,
    edit_contribution,
    map_organisation,
    remove_chain,
    remove_component,
    remove_link,
    start_chain,
    unmap,
)
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
    "Edited",
    "add_component",
    "add_link",
    "edit_activity",
    "edit_chain",
    "edit_component",
    "edit_contribution",
    "map_organisation",
    "move_due",
    "plan_activities",
    "remove_activities",
    "remove_chain",
    "remove_component",
    "remove_link",
    "replan_activities",
    "report_activity",
    "start_chain",
    "unmap",
]
