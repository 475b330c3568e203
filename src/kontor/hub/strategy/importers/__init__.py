"""What can be brought as a table: joint strategies with their objectives, barriers, roadmaps, value chains with all that is drawn,
what brokers do, sustainability plans, export groups and collective marks.
"""

from kontor.hub.strategy.importers.barriers import ImportBarriers
from kontor.hub.strategy.importers.chains import (
    ImportChains,
    ImportComponents,
    ImportContributions,
    ImportLinks,
)
from kontor.hub.strategy.importers.groups import (
    ImportGroupMembers,
    ImportGroups,
    ImportInitiatives,
    ImportMarks,
    ImportMarkSteps,
)
from kontor.hub.strategy.importers.lasting import (
    ImportBrokerSteps,
    ImportIncome,
    ImportPlans,
    ImportPlanTasks,
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
    ImportBrokerSteps,
    ImportPlans,
    ImportIncome,
    ImportPlanTasks,
    ImportGroups,
    ImportGroupMembers,
    ImportInitiatives,
    ImportMarks,
    ImportMarkSteps,
)

__all__ = [
    "IMPORTERS",
    "ImportBarriers",
    "ImportBrokerSteps",
    "ImportChains",
    "ImportComponents",
    "ImportContributions",
    "ImportGroupMembers",
    "ImportGroups",
    "ImportIncome",
    "ImportInitiatives",
    "ImportLinks",
    "ImportMarkSteps",
    "ImportMarks",
    "ImportObjectives",
    "ImportPlanTasks",
    "ImportPlans",
    "ImportRoadmap",
    "ImportStrategies",
]
