"""What is asked about countries: the list, one profile, what belongs to it."""

from kontor.hub.countries.queries.findable import COUNTRIES, SEARCH
from kontor.hub.countries.queries.pages import (
    BodyShown,
    ProfileShown,
    bodies_of,
    body_by_id,
    body_shown,
    examples_of,
    fact_by_key,
    facts_of,
    for_lists,
    interested,
    kept_profiles,
    profile_by_key,
    profile_shown,
    stated_ambassadors,
    targeting,
    teams_to_keep_for,
)
from kontor.hub.countries.queries.trail import ACTION_WORDS
from kontor.hub.countries.queries.words import value_in_words

__all__ = [
    "ACTION_WORDS",
    "COUNTRIES",
    "SEARCH",
    "BodyShown",
    "ProfileShown",
    "bodies_of",
    "body_by_id",
    "body_shown",
    "examples_of",
    "fact_by_key",
    "facts_of",
    "for_lists",
    "interested",
    "kept_profiles",
    "profile_by_key",
    "profile_shown",
    "stated_ambassadors",
    "targeting",
    "teams_to_keep_for",
    "value_in_words",
]
