"""What is remembered of events, of the calls that gather those who travel to them, of delegations and of mobility exchanges. One file per subject."""

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
from kontor.hub.missions.models.delegations import (
    BriefingSection,
    CostLine,
    Delegate,
    Delegation,
    TravelCheck,
    TravelItem,
    Traveller,
)
from kontor.hub.missions.models.events import Event, EventOrganisation
from kontor.hub.missions.models.exchanges import (
    Exchange,
    ExchangeNotice,
    ExchangeReport,
    ExchangeSignature,
)

__all__ = [
    "Application",
    "ApplicationVersion",
    "BriefingSection",
    "Call",
    "CallLetter",
    "CostLine",
    "Criterion",
    "CutOff",
    "Delegate",
    "Delegation",
    "Event",
    "EventOrganisation",
    "Exchange",
    "ExchangeNotice",
    "ExchangeReport",
    "ExchangeSignature",
    "Question",
    "Review",
    "Reviewer",
    "TravelCheck",
    "TravelItem",
    "Traveller",
]
