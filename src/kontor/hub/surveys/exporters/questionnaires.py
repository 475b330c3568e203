"""Questionnaires as files of other programs."""

from collections.abc import Callable

from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries.taken import questionnaire

# Form -> (media type, how names end, what makes it).
QUESTIONNAIRES: dict[str, tuple[str, str, Callable[[SurveyVersion], bytes]]] = {
    "lss": ("application/xml", ".lss", lambda version: questionnaire(version, "lss")),
    "xlsform": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ".xlsx",
        lambda version: questionnaire(version, "xlsform"),
    ),
}


def questionnaire_file(version: SurveyVersion, format: str) -> tuple[bytes, str, str]:
    """The questionnaire of a version as a file: content, media type, and how its name ends."""
    media_type, suffix, make = QUESTIONNAIRES[format]
    return make(version), media_type, suffix
