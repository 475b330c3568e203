"""Forms of whoever runs a survey, one file per subject."""

from kontor.hub.surveys.forms.surveys import AddSurvey, Confirm, EditSurvey, ImportFile, ImportVersion
from kontor.hub.surveys.forms.waves import AddWave, EditWave

__all__ = ["AddSurvey", "AddWave", "Confirm", "EditSurvey", "EditWave", "ImportFile", "ImportVersion"]
