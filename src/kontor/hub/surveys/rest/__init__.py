"""Surveys for programs, one file per subject; each adds its operations to the one router."""

from kontor.hub.surveys.rest import campaigns, core, results
from kontor.hub.surveys.rest.base import router

__all__ = ["campaigns", "core", "results", "router"]
