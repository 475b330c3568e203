"""What is asked about countries: the list, one profile, what belongs to it."""

from kontor.hub.countries.queries.findable import COUNTRIES, SEARCH
from kontor.hub.countries.queries.pages import (
    ProfileShown,
    body_by_id,
    examples_of,
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
from kontor.hub.countries.queries.words import value_in_words

__all__ = [
    "ACTION_WORDS",
    "COUNTRIES",
    "SEARCH",
    "ProfileShown",
    "body_by_id",
    "examples_of",
    "fact_by_key",
    "facts_of",
    "for_lists",
    "interested",
    "kept_profiles",
    "profile_by_key",
    "profile_shown",
    "targeting",
    "teams_to_keep_for",
    "value_in_words",
]
