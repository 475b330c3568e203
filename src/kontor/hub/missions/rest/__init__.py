"""Events, calls, delegations and mobility exchanges for programs: the same questions and actions as the pages, in the same words.

One file per subject.
"""

from kontor.hub.missions.rest import calls, delegations, events, exchanges
from kontor.hub.missions.rest.events import router

__all__ = ["calls", "delegations", "events", "exchanges", "router"]
