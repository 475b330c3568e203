"""Columns of roadmaps, value chains and objectives; value chains as the engine reads them, strategies as plain values."""

from kontor.hub.strategy.inputs.barriers import BARRIERS, DEFAULTS_OF_BARRIERS, FIELDS_OF_BARRIERS
from kontor.hub.strategy.inputs.chain import SeenContribution, chain_of
from kontor.hub.strategy.inputs.joint import content_of, remarked, voices_of, wording_of
from kontor.hub.strategy.inputs.objectives import (
    FIELDS_OF_OBJECTIVES,
    FIELDS_OF_STRATEGIES,
    OBJECTIVES,
    STRATEGIES,
)
from kontor.hub.strategy.inputs.roadmap import DEFAULTS, FIELDS, ROADMAP, month_of, plan_of
from kontor.hub.strategy.inputs.tables import (
    CHAINS,
    COMPONENTS,
    CONTRIBUTIONS,
    FIELDS_OF_CHAINS,
    FIELDS_OF_COMPONENTS,
    FIELDS_OF_CONTRIBUTIONS,
    LINKS,
)

__all__ = [
    "BARRIERS",
    "CHAINS",
    "COMPONENTS",
    "CONTRIBUTIONS",
    "DEFAULTS",
    "DEFAULTS_OF_BARRIERS",
    "FIELDS",
    "FIELDS_OF_BARRIERS",
    "FIELDS_OF_CHAINS",
    "FIELDS_OF_COMPONENTS",
    "FIELDS_OF_CONTRIBUTIONS",
    "FIELDS_OF_OBJECTIVES",
    "FIELDS_OF_STRATEGIES",
    "LINKS",
    "OBJECTIVES",
    "ROADMAP",
    "STRATEGIES",
    "SeenContribution",
    "chain_of",
    "content_of",
    "month_of",
    "plan_of",
    "remarked",
    "voices_of",
    "wording_of",
]
