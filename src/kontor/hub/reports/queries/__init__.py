"""Named questions of reports: drawing one, whole or for a page, and finding frozen ones."""

from kontor.hub.reports.queries.drawing import (
    Shown,
    address_of,
    draw,
    frozen,
    frozen_on_screen,
    frozen_section,
    kind_of,
    on_screen,
    own_file,
    section_of,
    snapshot_of,
    subject_of,
    subjects,
)
from kontor.hub.reports.queries.overview import Overview, overview, presented

__all__ = [
    "Overview",
    "Shown",
    "address_of",
    "draw",
    "frozen",
    "frozen_on_screen",
    "frozen_section",
    "kind_of",
    "on_screen",
    "overview",
    "own_file",
    "presented",
    "section_of",
    "snapshot_of",
    "subject_of",
    "subjects",
]
