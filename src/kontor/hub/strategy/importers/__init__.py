"""What can be brought as a table: joint strategies with their objectives, barriers, roadmaps, value chains with all that is drawn,
what brokers do, sustainability plans, export groups, collective marks and joint investment projects.
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
from kontor.hub.strategy.importers.investment import (
    ImportCosts,
    ImportFinance,
    ImportInvestments,
    ImportParties,
    ImportRisks,
    ImportYears,
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
    ImportInvestments,
    ImportParties,
    ImportCosts,
    ImportFinance,
    ImportYears,
    ImportRisks,
)

__all__ = [
    "IMPORTERS",
    "ImportBarriers",
    "ImportBrokerSteps",
    "ImportChains",
    "ImportComponents",
    "ImportContributions",
    "ImportCosts",
    "ImportFinance",
    "ImportGroupMembers",
    "ImportGroups",
    "ImportIncome",
    "ImportInitiatives",
    "ImportInvestments",
    "ImportLinks",
    "ImportMarkSteps",
    "ImportMarks",
    "ImportObjectives",
    "ImportParties",
    "ImportPlanTasks",
    "ImportPlans",
    "ImportRisks",
    "ImportRoadmap",
    "ImportStrategies",
    "ImportYears",
]
