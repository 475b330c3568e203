"""Tables that this area exports."""

from kontor.hub.scoreboard.exporters import claims, indicators
from kontor.hub.scoreboard.exporters.claims import (
    FINDING_COLUMNS,
    ExportClaims,
    ExportFindings,
    finding_row,
)
from kontor.hub.scoreboard.exporters.indicators import FIGURE_COLUMNS, figure_rows

EXPORTERS = (*indicators.EXPORTERS, *claims.EXPORTERS)

__all__ = [
    "EXPORTERS",
    "FIGURE_COLUMNS",
    "FINDING_COLUMNS",
    "ExportClaims",
    "ExportFindings",
    "figure_rows",
    "finding_row",
]
