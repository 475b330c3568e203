"""What people enter, cleaned for the actions: one form per verb."""

from kontor.hub.partnerships.forms.alerts import AddAlert, EditAlert, RemoveAlert, StopAlerts
from kontor.hub.partnerships.forms.partners import AddPartner, EditOwnParticipation, EditParticipation, Leave
from kontor.hub.partnerships.forms.partnerships import ChangeState, Edit, Propose
from kontor.hub.partnerships.forms.searches import (
    AnswerSearch,
    CloseSearch,
    Comment,
    DecideInterest,
    EditSearch,
    Follow,
    OpenSearch,
    PublishSearch,
    RemoveComment,
    RenewSearch,
    ReturnSearch,
    Unfollow,
)
from kontor.hub.partnerships.forms.targets import (
    AddActivity,
    AddTarget,
    EditTarget,
    RemoveActivity,
    RemoveTarget,
)

__all__ = [
    "AddActivity",
    "AddAlert",
    "AddPartner",
    "AddTarget",
    "AnswerSearch",
    "ChangeState",
    "CloseSearch",
    "Comment",
    "DecideInterest",
    "Edit",
    "EditAlert",
    "EditOwnParticipation",
    "EditParticipation",
    "EditSearch",
    "EditTarget",
    "Follow",
    "Leave",
    "OpenSearch",
    "Propose",
    "PublishSearch",
    "RemoveActivity",
    "RemoveAlert",
    "RemoveComment",
    "RemoveTarget",
    "RenewSearch",
    "ReturnSearch",
    "StopAlerts",
    "Unfollow",
]
