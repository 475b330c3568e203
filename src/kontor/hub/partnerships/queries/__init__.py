"""Named questions about partnerships, one file per subject."""

from kontor.hub.foundation.kept import kept
from kontor.hub.partnerships.queries.compare import Comparison, Side, choices, comparison
from kontor.hub.partnerships.queries.findable import SEARCH_KINDS
from kontor.hub.partnerships.queries.lists import Group
from kontor.hub.partnerships.queries.measures import Measured, Network
from kontor.hub.partnerships.queries.network import (
    Choice,
    Focus,
    Standing,
    focus_on,
    measure,
    names_of,
    network_of,
    ways,
)
from kontor.hub.partnerships.queries.pages import (
    Overlap,
    Shown,
    by_key,
    history,
    is_inside,
    overlaps,
    participations_of,
    shown,
    targets_of,
)
from kontor.hub.partnerships.queries.plugged import (
    panel_over_time,
    partnership_counts,
    sharing_a_partnership,
    sharing_a_programme,
    teams_in_reach,
)
from kontor.hub.partnerships.queries.practices import Lesson, lessons, practice
from kontor.hub.partnerships.queries.searches import (
    Searcher,
    SearchShown,
    own_interest,
    search_by_pk,
    search_shown,
    searchers,
)
from kontor.hub.partnerships.queries.targets import (
    Addressing,
    Change,
    CountryRow,
    Matrix,
    change,
    matrix,
    part_of,
)

__all__ = [
    "SEARCH_KINDS",
    "Addressing",
    "Change",
    "Choice",
    "Comparison",
    "CountryRow",
    "Focus",
    "Group",
    "Lesson",
    "Matrix",
    "Measured",
    "Network",
    "Overlap",
    "SearchShown",
    "Searcher",
    "Shown",
    "Side",
    "Standing",
    "by_key",
    "change",
    "choices",
    "comparison",
    "focus_on",
    "history",
    "is_inside",
    "kept",
    "lessons",
    "matrix",
    "measure",
    "names_of",
    "network_of",
    "overlaps",
    "own_interest",
    "panel_over_time",
    "part_of",
    "participations_of",
    "partnership_counts",
    "practice",
    "search_by_pk",
    "search_shown",
    "searchers",
    "sharing_a_partnership",
    "sharing_a_programme",
    "shown",
    "targets_of",
    "teams_in_reach",
    "ways",
]
