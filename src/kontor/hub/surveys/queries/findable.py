"""The words by which surveys are found: their title in every language and their programme. Never what was answered."""

from collections.abc import Iterable

from django.db.models import QuerySet

from kontor.hub.foundation.search import SearchKind
from kontor.hub.surveys.models import Survey

SURVEYS = "survey"


def words_of_survey(survey: Survey) -> tuple[str, Iterable[str]]:
    programme = survey.programme.name if survey.programme else ""
    return survey.title.get("en") or survey.name, (*survey.title.values(), programme, survey.key)


def all_surveys() -> QuerySet[Survey]:
    return Survey.objects.select_related("programme")


SEARCH = SearchKind(SURVEYS, Survey, entry=words_of_survey, rows=all_surveys)
