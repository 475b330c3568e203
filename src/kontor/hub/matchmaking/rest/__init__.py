"""Single meetings for programs: the same questions and actions as the pages, in the same words. One file per subject."""

from kontor.hub.matchmaking.rest import later, sessions
from kontor.hub.matchmaking.rest.sessions import router

__all__ = ["later", "router", "sessions"]
