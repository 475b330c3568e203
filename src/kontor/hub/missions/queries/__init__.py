"""What is asked about events: lists, one event, register rows for counting, totals by country, what all partnerships plan."""

from kontor.hub.missions.queries.calendar import MonthShown, dated, month_shown, months_of, nearest
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
    event_by_key,
    event_shown,
    for_lists,
    in_sector,
    may_be_the_same,
    partnerships_to_add_for,
)
from kontor.hub.missions.queries.register import Asked, Entry, asked, register
from kontor.hub.missions.queries.together import Found, Together, overlaps_of
from kontor.hub.missions.queries.trail import ACTION_WORDS

__all__ = [
    "ACTION_WORDS",
    "EVENTS",
    "SEARCH",
    "Asked",
    "CountryTotals",
    "Entry",
    "EventRow",
    "EventShown",
    "Found",
    "MonthShown",
    "Together",
    "asked",
    "dated",
    "event_by_key",
    "event_rows",
    "event_shown",
    "for_lists",
    "in_sector",
    "may_be_the_same",
    "month_shown",
    "months_of",
    "nearest",
    "overlaps_of",
    "partner_codes",
    "partnerships_to_add_for",
    "register",
    "totals_by_country",
]
