"""What is remembered of surveys, one file per subject."""

from kontor.hub.surveys.models.coding import Code, Coding
from kontor.hub.surveys.models.invitation import ContactEntry, Invitation
from kontor.hub.surveys.models.response import ProposedChange, SurveyFile, SurveyResponse
from kontor.hub.surveys.models.survey import DraftStep, KnownAnswer, Survey, SurveyVersion
from kontor.hub.surveys.models.wave import Wave

__all__ = [
    "Code",
    "Coding",
    "ContactEntry",
    "DraftStep",
    "Invitation",
    "KnownAnswer",
    "ProposedChange",
    "Survey",
    "SurveyFile",
    "SurveyResponse",
    "SurveyVersion",
    "Wave",
]
