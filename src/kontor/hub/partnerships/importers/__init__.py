"""Tables of this area that can be imported, in the order in which they build on each other."""

from kontor.hub.partnerships.importers.alerts import ImportAlerts
from kontor.hub.partnerships.importers.partners import ImportParticipations
from kontor.hub.partnerships.importers.partnerships import ImportCalls, ImportPartnerships, ImportProgrammes
from kontor.hub.partnerships.importers.practices import (
    ImportActions,
    ImportChallenges,
    ImportPractices,
    ImportRecommendations,
)
from kontor.hub.partnerships.importers.searches import ImportSearches
from kontor.hub.partnerships.importers.targets import ImportActivities, ImportTargets

IMPORTERS = (
    ImportProgrammes,
    ImportCalls,
    ImportPartnerships,
    ImportParticipations,
    ImportTargets,
    ImportActivities,
    ImportPractices,
    ImportRecommendations,
    ImportActions,
    ImportChallenges,
    ImportSearches,
    ImportAlerts,
)

__all__ = [
    "IMPORTERS",
    "ImportActions",
    "ImportActivities",
    "ImportAlerts",
    "ImportCalls",
    "ImportChallenges",
    "ImportParticipations",
    "ImportPartnerships",
    "ImportPractices",
    "ImportProgrammes",
    "ImportRecommendations",
    "ImportSearches",
    "ImportTargets",
]
