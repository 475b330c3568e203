"""Columns of roadmaps and value chains, and value chains as the engine reads them."""

from kontor.hub.strategy.inputs.chain import SeenContribution, chain_of
from kontor.hub.strategy.inputs.roadmap import DEFAULTS, FIELDS, ROADMAP
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
    "CHAINS",
    "COMPONENTS",
    "CONTRIBUTIONS",
    "DEFAULTS",
    "FIELDS",
    "FIELDS_OF_CHAINS",
    "FIELDS_OF_COMPONENTS",
    "FIELDS_OF_CONTRIBUTIONS",
    "LINKS",
    "ROADMAP",
    "SeenContribution",
    "chain_of",
]
