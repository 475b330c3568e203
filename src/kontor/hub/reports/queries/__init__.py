"""Named questions of reports: drawing one, and finding frozen ones."""

from kontor.hub.reports.queries.drawing import draw, frozen, kind_of, snapshot_of
from kontor.hub.reports.queries.overview import Overview, overview

__all__ = ["Overview", "draw", "frozen", "kind_of", "overview", "snapshot_of"]
