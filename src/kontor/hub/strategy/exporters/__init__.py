"""Joint strategies, roadmaps, value chains and the rest to take along, as far as the actor sees them. What was exported imports as unchanged."""

from kontor.hub.strategy.exporters.chains import (
    ExportChains,
    ExportComponents,
    ExportContributions,
    ExportLinks,
    ExportSheets,
)
from kontor.hub.strategy.exporters.groups import (
    ExportGroupMembers,
    ExportGroups,
    ExportInitiatives,
    ExportMarks,
    ExportMarkSteps,
)
from kontor.hub.strategy.exporters.investment import (
    ExportCosts,
    ExportFinance,
    ExportInvestments,
    ExportParties,
    ExportRisks,
    ExportYears,
)
from kontor.hub.strategy.exporters.joint import (
    ExportObjectives,
    ExportStrategies,
)
from kontor.hub.strategy.exporters.lasting import (
    ExportBarriers,
    ExportBrokerSteps,
    ExportIncome,
    ExportPlans,
    ExportPlanTasks,
)
from kontor.hub.strategy.exporters.roadmap import (
    ExportRoadmap,
)

EXPORTERS = (
    ExportStrategies,
    ExportObjectives,
    ExportBarriers,
    ExportRoadmap,
    ExportChains,
    ExportComponents,
    ExportLinks,
    ExportContributions,
    ExportBrokerSteps,
    ExportPlans,
    ExportIncome,
    ExportPlanTasks,
    ExportGroups,
    ExportGroupMembers,
    ExportInitiatives,
    ExportMarks,
    ExportMarkSteps,
    ExportInvestments,
    ExportParties,
    ExportCosts,
    ExportFinance,
    ExportYears,
    ExportRisks,
    ExportSheets,
)

__all__ = [
    "EXPORTERS",
    "ExportBarriers",
    "ExportBrokerSteps",
    "ExportChains",
    "ExportComponents",
    "ExportContributions",
    "ExportCosts",
    "ExportFinance",
    "ExportGroupMembers",
    "ExportGroups",
    "ExportIncome",
    "ExportInitiatives",
    "ExportInvestments",
    "ExportLinks",
    "ExportMarkSteps",
    "ExportMarks",
    "ExportObjectives",
    "ExportParties",
    "ExportPlanTasks",
    "ExportPlans",
    "ExportRisks",
    "ExportRoadmap",
    "ExportSheets",
    "ExportStrategies",
    "ExportYears",
]
