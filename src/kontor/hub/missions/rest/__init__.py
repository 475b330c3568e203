"""Events and calls for programs: the same questions and actions as the pages, in the same words. One file per subject."""

from kontor.hub.missions.rest import calls, events
from kontor.hub.missions.rest.events import router

__all__ = ["calls", "events", "router"]
