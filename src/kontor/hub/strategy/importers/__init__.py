"""What can be brought as a table: roadmaps, and value chains with their components, links and contributions."""

from kontor.hub.strategy.importers.chains import (
    ImportChains,
    ImportComponents,
    ImportContributions,
    ImportLinks,
)
from kontor.hub.strategy.importers.roadmap import ImportRoadmap

IMPORTERS = (ImportRoadmap, ImportChains, ImportComponents, ImportLinks, ImportContributions)

__all__ = [
    "IMPORTERS",
    "ImportChains",
    "ImportComponents",
    "ImportContributions",
    "ImportLinks",
    "ImportRoadmap",
]
