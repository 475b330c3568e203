"""What is asked about countries: the list, one profile, what belongs to it."""

from kontor.hub.countries.queries.findable import COUNTRIES, SEARCH
from kontor.hub.countries.queries.pages import (
    ProfileShown,
    body_by_id,
    fact_by_key,
    facts_of,
    for_lists,
    interested,
    kept_profiles,
    profile_by_key,
    profile_shown,
    targeting,
    teams_to_keep_for,
)
from kontor.hub.countries.queries.trail import ACTION_WORDS

__all__ = [
    "ACTION_WORDS",
    "COUNTRIES",
    "SEARCH",
    "ProfileShown",
    "body_by_id",
    "fact_by_key",
    "facts_of",
    "for_lists",
    "interested",
    "kept_profiles",
    "profile_by_key",
    "profile_shown",
    "targeting",
    "teams_to_keep_for",
]
