"""Named questions of reports: drawing one, whole or for a page, and finding frozen ones."""

from kontor.hub.reports.queries.drawing import (
    Shown,
    draw,
    frozen,
    frozen_on_screen,
    frozen_section,
    kind_of,
    on_screen,
    section_of,
    snapshot_of,
)
from kontor.hub.reports.queries.overview import Overview, overview, presented

__all__ = [
    "Overview",
    "Shown",
    "draw",
    "frozen",
    "frozen_on_screen",
    "frozen_section",
    "kind_of",
    "on_screen",
    "overview",
    "presented",
    "section_of",
    "snapshot_of",
]
