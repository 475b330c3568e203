"""Forms of joint strategies, roadmaps and value chains."""

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
from kontor.hub.strategy.forms.joint import (
    AddObjective,
    CommentOnObjective,
    CompareVersions,
    EditObjective,
    GiveAnswer,
    Propose,
    RemoveObjective,
    StatePart,
    WriteStrategy,
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
    "AddObjective",
    "CommentOnObjective",
    "CompareVersions",
    "EditActivity",
    "EditChain",
    "EditComponent",
    "EditContribution",
    "EditObjective",
    "GiveAnswer",
    "MapOrganisation",
    "MoveDue",
    "NarrowInvitation",
    "OpenFeed",
    "PlanActivity",
    "Propose",
    "Remove",
    "RemoveObjective",
    "Report",
    "StartChain",
    "StatePart",
    "WriteStrategy",
]
