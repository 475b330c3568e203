"""Tables that this area imports, in the order of dependence."""

from kontor.hub.scoreboard.importers import claims, indicators

IMPORTERS = (*indicators.IMPORTERS, *claims.IMPORTERS)

__all__ = ["IMPORTERS"]
