"""The words by which partnerships and partner searches are found."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, prefetch_related_objects

from kontor.hub.foundation.search import SearchKind
from kontor.hub.partnerships.models import PartnerSearch, Partnership

PARTNERSHIPS = "partnership"
SEARCHES = "partner-search"


def partnerships_with_words(partnerships: Sequence[Partnership]) -> Sequence[Partnership]:
    """The partnerships with the terms that their entry reads, read anew."""
    for partnership in partnerships:
        getattr(partnership, "_prefetched_objects_cache", {}).clear()
    prefetch_related_objects(partnerships, "terms")
    return partnerships


def words_of_partnership(partnership: Partnership) -> tuple[str, Iterable[str]]:
    """Names, focus and terms. Not the partners: some of them may be hidden from who searches."""
    terms = (term.label for term in partnership.terms.all())
    return partnership.acronym, (partnership.name, partnership.sector_focus, partnership.description, *terms)


def all_partnerships() -> QuerySet[Partnership]:
    return Partnership.objects.prefetch_related("terms")


def searches_with_words(searches: Sequence[PartnerSearch]) -> Sequence[PartnerSearch]:
    for search in searches:
        getattr(search, "_prefetched_objects_cache", {}).clear()
    prefetch_related_objects(searches, "terms", "countries")
    return searches


def words_of_search(search: PartnerSearch) -> tuple[str, Iterable[str]]:
    """What everybody who sees the search may read. Never the searcher's name: the search may be anonymous."""
    terms = (term.label for term in search.terms.all())
    countries = (country.name for country in search.countries.all())
    return search.title, (
        search.text,
        search.public_description,
        str(search.get_type_display()),
        *terms,
        *countries,
    )


def all_searches() -> QuerySet[PartnerSearch]:
    return PartnerSearch.objects.prefetch_related("terms", "countries")


SEARCH_KINDS = (
    SearchKind(PARTNERSHIPS, Partnership, entry=words_of_partnership, rows=all_partnerships),
    SearchKind(SEARCHES, PartnerSearch, entry=words_of_search, rows=all_searches),
)
