"""Columns of the roadmap, and value chains as the engine reads them."""

from kontor.hub.strategy.inputs.chain import SeenContribution, chain_of
from kontor.hub.strategy.inputs.roadmap import DEFAULTS, FIELDS, ROADMAP

__all__ = ["DEFAULTS", "FIELDS", "ROADMAP", "SeenContribution", "chain_of"]
