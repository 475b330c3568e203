"""What changes in events: one file per subject, one function per verb."""

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
    "EventEntry",
    "add_events",
    "change_events",
    "edit_event",
    "mark_same",
    "name_at_events",
    "remove_events",
    "unmark_same",
]
