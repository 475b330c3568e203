"""What is remembered of a strategy: the joint strategy, barriers, brokers and sustainability, the roadmap, value chains."""

from kontor.hub.strategy.models.chain import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.strategy.models.groups import (
    CollectiveMark,
    ExportGroup,
    GroupInitiative,
    GroupMember,
    GroupReview,
    MarkStep,
)
from kontor.hub.strategy.models.investment import (
    CostLine,
    FinanceLine,
    InvestmentProject,
    ProjectParty,
    ProjectRisk,
    ProjectYear,
    StageEntry,
)
from kontor.hub.strategy.models.joint import (
    Approval,
    JointStrategy,
    Objective,
    ObjectiveComment,
    PartnerPart,
    StrategyChange,
    StrategyVersion,
)
from kontor.hub.strategy.models.lasting import (
    Barrier,
    BrokerStep,
    IncomeLine,
    SustainabilityCheck,
    SustainabilityPlan,
    SustainabilityTask,
)
from kontor.hub.strategy.models.roadmap import DueChange, RoadmapActivity
from kontor.hub.strategy.models.sheet import CompetenceSheet, SheetLine

__all__ = [
    "Approval",
    "Barrier",
    "BrokerStep",
    "ChainComponent",
    "ChainLink",
    "CollectiveMark",
    "CompetenceSheet",
    "Contribution",
    "CostLine",
    "DueChange",
    "ExportGroup",
    "FinanceLine",
    "GroupInitiative",
    "GroupMember",
    "GroupReview",
    "IncomeLine",
    "InvestmentProject",
    "JointStrategy",
    "MarkStep",
    "Objective",
    "ObjectiveComment",
    "PartnerPart",
    "ProjectParty",
    "ProjectRisk",
    "ProjectYear",
    "RoadmapActivity",
    "SheetLine",
    "StageEntry",
    "StrategyChange",
    "StrategyVersion",
    "SustainabilityCheck",
    "SustainabilityPlan",
    "SustainabilityTask",
    "ValueChain",
]
