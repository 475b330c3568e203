"""What is remembered of events and of the calls that gather those who travel to them. One file per record."""

from kontor.hub.missions.models.calls import (
    Application,
    ApplicationVersion,
    Call,
    CallLetter,
    Criterion,
    CutOff,
    Question,
    Review,
    Reviewer,
)
from kontor.hub.missions.models.events import Event, EventOrganisation

__all__ = [
    "Application",
    "ApplicationVersion",
    "Call",
    "CallLetter",
    "Criterion",
    "CutOff",
    "Event",
    "EventOrganisation",
    "Question",
    "Review",
    "Reviewer",
]
