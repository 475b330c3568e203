"""What can be brought as a table: joint strategies with their objectives, barriers, roadmaps, and value chains with all that is drawn."""

from kontor.hub.strategy.importers.barriers import ImportBarriers
from kontor.hub.strategy.importers.chains import (
    ImportChains,
    ImportComponents,
    ImportContributions,
    ImportLinks,
)
from kontor.hub.strategy.importers.objectives import ImportObjectives, ImportStrategies
from kontor.hub.strategy.importers.roadmap import ImportRoadmap

IMPORTERS = (
    ImportStrategies,
    ImportObjectives,
    ImportBarriers,
    ImportRoadmap,
    ImportChains,
    ImportComponents,
    ImportLinks,
    ImportContributions,
)

__all__ = [
    "IMPORTERS",
    "ImportBarriers",
    "ImportChains",
    "ImportComponents",
    "ImportContributions",
    "ImportLinks",
    "ImportObjectives",
    "ImportRoadmap",
    "ImportStrategies",
]
