"""The words by which countries are found."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, prefetch_related_objects

from kontor.hub.countries.models import CountryProfile
from kontor.hub.foundation.country_names import country_name
from kontor.hub.foundation.search import SearchKind

COUNTRIES = "country"
# A country is found by its name in every language of the interface.
LANGUAGES = ("en", "de", "es", "fr")


def with_words(profiles: Sequence[CountryProfile]) -> Sequence[CountryProfile]:
    prefetch_related_objects(profiles, "facts")
    return profiles


def words_of_profile(profile: CountryProfile) -> tuple[str, Iterable[str]]:
    """What everybody who sees the profile may read. Not the organisations: some of them may be hidden from who searches."""
    code = profile.country_id
    facts = [fact for fact in profile.facts.all() if fact.withdrawn_on is None]
    words = [profile.summary, *(country_name(code, language) for language in LANGUAGES[1:])]
    return country_name(code, "en"), (*words, *(f"{one.statement} {one.translation}" for one in facts))


def all_profiles() -> QuerySet[CountryProfile]:
    return CountryProfile.objects.prefetch_related("facts")


SEARCH = SearchKind(COUNTRIES, CountryProfile, entry=words_of_profile, rows=all_profiles)
