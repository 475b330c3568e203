"""Cases and agreements for programs: the same questions and actions as the pages, in the same words. One file per subject."""

from kontor.hub.agreements.rest import agreements, cases, collaborations, meetings
from kontor.hub.agreements.rest.base import router

__all__ = ["agreements", "cases", "collaborations", "meetings", "router"]
