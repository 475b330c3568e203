"""What is remembered of a strategy: the joint strategy, the roadmap, and value chains."""

from kontor.hub.strategy.models.chain import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.strategy.models.joint import (
    Approval,
    JointStrategy,
    Objective,
    ObjectiveComment,
    PartnerPart,
    StrategyChange,
    StrategyVersion,
)
from kontor.hub.strategy.models.roadmap import DueChange, RoadmapActivity

__all__ = [
    "Approval",
    "ChainComponent",
    "ChainLink",
    "Contribution",
    "DueChange",
    "JointStrategy",
    "Objective",
    "ObjectiveComment",
    "PartnerPart",
    "RoadmapActivity",
    "StrategyChange",
    "StrategyVersion",
    "ValueChain",
]
