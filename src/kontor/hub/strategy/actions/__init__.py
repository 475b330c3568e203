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
from kontor.hub.strategy.actions.joint import (
    add_objective,
    comment_on_objective,
    edit_objective,
    remove_objective,
    write_strategy,
)
from kontor.hub.strategy.actions.parts import state_part
from kontor.hub.strategy.actions.roadmap import (
    ActivityEntry,
    edit_activity,
    move_due,
    plan_activities,
    remove_activities,
    replan_activities,
    report_activity,
)
from kontor.hub.strategy.actions.votes import answer, propose

__all__ = [
    "ActivityEntry",
    "Edited",
    "add_component",
    "add_link",
    "add_objective",
    "answer",
    "comment_on_objective",
    "edit_activity",
    "edit_chain",
    "edit_component",
    "edit_contribution",
    "edit_objective",
    "map_organisation",
    "move_due",
    "plan_activities",
    "propose",
    "remove_activities",
    "remove_chain",
    "remove_component",
    "remove_link",
    "remove_objective",
    "replan_activities",
    "report_activity",
    "start_chain",
    "state_part",
    "unmap",
    "write_strategy",
]
