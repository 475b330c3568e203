"""The strategy for programs: joint strategies, roadmaps and value chains, one router."""

from kontor.hub.strategy.rest import chains, invitation, joint, roadmap  # noqa: F401 - their operations register themselves
from kontor.hub.strategy.rest.base import router

__all__ = ["router"]
