"""Forms of roadmaps and value chains."""

from kontor.hub.strategy.forms.chain import (
    AddComponent,
    AddLink,
    EditChain,
    EditComponent,
    EditContribution,
    MapOrganisation,
    NarrowInvitation,
    StartChain,
)
from kontor.hub.strategy.forms.roadmap import (
    EditActivity,
    MoveDue,
    OpenFeed,
    PlanActivity,
    Remove,
    Report,
)

__all__ = [
    "AddComponent",
    "AddLink",
    "EditActivity",
    "EditChain",
    "EditComponent",
    "EditContribution",
    "MapOrganisation",
    "MoveDue",
    "NarrowInvitation",
    "OpenFeed",
    "PlanActivity",
    "Remove",
    "Report",
    "StartChain",
]
