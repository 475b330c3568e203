"""What changes in events: one file per subject, one function per verb."""

from kontor.hub.missions.actions.applications import (
    decide,
    save_application,
    score,
    withdraw_application,
)
from kontor.hub.missions.actions.calls import CallEntry, add_call, edit_call, name_reviewers, publish_call
from kontor.hub.missions.actions.events import (
    EventEntry,
    add_events,
    change_events,
    edit_event,
    remove_events,
)
from kontor.hub.missions.actions.named import name_at_events
from kontor.hub.missions.actions.same import mark_same, unmark_same

__all__ = [
    "CallEntry",
    "EventEntry",
    "add_call",
    "add_events",
    "change_events",
    "decide",
    "edit_call",
    "edit_event",
    "mark_same",
    "name_at_events",
    "name_reviewers",
    "publish_call",
    "remove_events",
    "save_application",
    "score",
    "unmark_same",
    "withdraw_application",
]
