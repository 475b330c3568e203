"""What is remembered of a strategy: the roadmap, and value chains."""

from kontor.hub.strategy.models.chain import ChainComponent, ChainLink, Contribution, ValueChain
from kontor.hub.strategy.models.roadmap import DueChange, RoadmapActivity

__all__ = ["ChainComponent", "ChainLink", "Contribution", "DueChange", "RoadmapActivity", "ValueChain"]
