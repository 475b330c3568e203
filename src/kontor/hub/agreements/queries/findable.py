"""The words by which cases are found: only what everybody reads who sees the case. Never a party: it may be confidential."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet, prefetch_related_objects

from kontor.hub.agreements.models import CooperationCase
from kontor.hub.foundation.search import SearchKind

CASES = "case"


def words_of_case(case: CooperationCase) -> tuple[str, Iterable[str]]:
    objectives = (one.get_objective_display() for one in case.objectives.all())
    terms = (term.label for term in case.terms.all())
    country = case.country.name if case.country else ""
    return case.title, (case.description, case.sector, country, *terms, *objectives)


def cases_with_words(cases: Sequence[CooperationCase]) -> Sequence[CooperationCase]:
    """The cases with what their entry reads, read anew."""
    for case in cases:
        getattr(case, "_prefetched_objects_cache", {}).clear()
    prefetch_related_objects(cases, "terms", "objectives", "country")
    return cases


def all_cases() -> QuerySet[CooperationCase]:
    return CooperationCase.objects.select_related("country").prefetch_related("terms", "objectives")


SEARCH_KINDS = (SearchKind(CASES, CooperationCase, entry=words_of_case, rows=all_cases),)
