"""Questionnaires to take along."""

from kontor.hub.surveys.inputs import write_file
from kontor.hub.surveys.models import SurveyVersion
from kontor.hub.surveys.queries.plans import definition_of


def questionnaire(version: SurveyVersion, format: str) -> bytes:
    """The wording of a version as a file of another program: 'lss' or 'xlsform'."""
    content, _report = write_file(definition_of(version), format)
    return content
