"""The strategy for programs: joint strategies, barriers and sustainability, roadmaps and value chains, one router."""

from kontor.hub.strategy.rest import (  # noqa: F401 - their operations register themselves
    chains,
    comments,
    drawing,
    groups,
    investment,
    investment_lists,
    invitation,
    joint,
    lasting,
    roadmap,
    sheets,
)
from kontor.hub.strategy.rest.base import router

__all__ = ["router"]
