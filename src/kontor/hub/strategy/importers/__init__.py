"""What can be brought as a table: joint strategies with their objectives, roadmaps, and value chains with all that is drawn."""

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
    ImportRoadmap,
    ImportChains,
    ImportComponents,
    ImportLinks,
    ImportContributions,
)

__all__ = [
    "IMPORTERS",
    "ImportChains",
    "ImportComponents",
    "ImportContributions",
    "ImportLinks",
    "ImportObjectives",
    "ImportRoadmap",
    "ImportStrategies",
]
