"""Surveys for programs, one file per subject; each adds its operations to the one router."""

from kontor.hub.surveys.rest import building, campaigns, core, results
from kontor.hub.surveys.rest.base import router

__all__ = ["building", "campaigns", "core", "results", "router"]
