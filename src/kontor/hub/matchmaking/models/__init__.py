"""Sessions of single meetings, who takes part in them, what they wish, and the schedules made of it."""

from kontor.hub.matchmaking.models.later import FollowUp
from kontor.hub.matchmaking.models.people import Participant, ParticipantType, Wish
from kontor.hub.matchmaking.models.schedule import Meeting, Notice, Outcome, Schedule, SentEntry
from kontor.hub.matchmaking.models.session import Place, Session, Slot

__all__ = [
    "FollowUp",
    "Meeting",
    "Notice",
    "Outcome",
    "Participant",
    "ParticipantType",
    "Place",
    "Schedule",
    "SentEntry",
    "Session",
    "Slot",
    "Wish",
]
