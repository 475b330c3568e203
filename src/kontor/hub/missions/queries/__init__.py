"""What is asked about events: lists, one event, register rows for counting, totals by country."""

from kontor.hub.missions.queries.counting import (
    CountryTotals,
    EventRow,
    event_rows,
    partner_codes,
    totals_by_country,
)
from kontor.hub.missions.queries.findable import EVENTS, SEARCH
from kontor.hub.missions.queries.pages import (
    EventShown,
    Month,
    calendar_of,
    dated_events,
    event_by_key,
    event_shown,
    for_lists,
    may_be_the_same,
    partnerships_to_add_for,
    years_of,
)
from kontor.hub.missions.queries.trail import ACTION_WORDS

__all__ = [
    "ACTION_WORDS",
    "EVENTS",
    "SEARCH",
    "CountryTotals",
    "EventRow",
    "EventShown",
    "Month",
    "calendar_of",
    "dated_events",
    "event_by_key",
    "event_rows",
    "event_shown",
    "for_lists",
    "may_be_the_same",
    "partner_codes",
    "partnerships_to_add_for",
    "totals_by_country",
    "years_of",
]
